//! The key of a file: the number of its root and its path below it, as text that keeps every byte.
//!
//! `0/2025/april.txt`. What is not UTF-8 is written `%FF`, and `%` itself `%25`, so that two files never share a key
//! and a key leads back to its file. Keys are for the manifest and the index; people are shown the path.

use std::path::{Component, Path, PathBuf};

/// The key of the file at `below` a root; an empty path is the root itself.
pub(super) fn encode(root: usize, below: &Path) -> String {
    let mut key = root.to_string();
    for part in below.components() {
        if let Component::Normal(name) = part {
            key.push('/');
            encode_name(name.as_encoded_bytes(), &mut key);
        }
    }
    key
}

fn encode_name(name: &[u8], out: &mut String) {
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '%' => out.push_str("%25"),
                c => out.push(c),
            }
        }
        chunk.invalid().iter().for_each(|b| out.push_str(&format!("%{b:02X}")));
    }
}

/// The root's number and the path below it. `None` for what [`encode`] did not make, and for names that this system
/// cannot have.
pub(super) fn decode(key: &str) -> Option<(usize, PathBuf)> {
    let mut parts = key.split('/');
    let root = parts.next()?.parse().ok()?;
    let mut path = PathBuf::new();
    for part in parts {
        path.push(decode_name(part)?);
    }
    Some((root, path))
}

fn decode_name(part: &str) -> Option<std::ffi::OsString> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        bytes.push(u8::from_str_radix(after.get(..2)?, 16).ok()?);
        rest = after.get(2..)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    os_string(bytes)
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> Option<std::ffi::OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> Option<std::ffi::OsString> {
    String::from_utf8(bytes).ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(root: usize, below: &str, key: &str) {
        assert_eq!(encode(root, Path::new(below)), key);
        assert_eq!(decode(key), Some((root, PathBuf::from(below))));
    }

    #[test]
    fn a_key_leads_back_to_its_file() {
        check(0, "2025/april.txt", "0/2025/april.txt");
        check(12, "", "12");
        check(0, "100%/Élysée", "0/100%25/Élysée");
        assert_eq!(decode(""), None);
        assert_eq!(decode("0/%"), None);
        assert_eq!(decode("0/%é"), None);
    }

    #[cfg(unix)]
    mod any_name {
        use super::*;
        use proptest::prelude::*;
        use std::os::unix::ffi::OsStrExt;

        proptest! {
            #[test]
            fn keeps_every_byte(name in prop::collection::vec(1u8..=255, 1..40)) {
                let name: Vec<u8> = name.into_iter().filter(|b| *b != b'/').collect();
                prop_assume!(!name.is_empty() && name != b"." && name != b"..");
                let path = Path::new(std::ffi::OsStr::from_bytes(&name));
                prop_assert_eq!(decode(&encode(3, path)), Some((3, path.to_path_buf())));
            }
        }
    }
}
