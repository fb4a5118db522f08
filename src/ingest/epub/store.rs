//! The zip archive under an e-book, read within limits and by names that stay in it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::ingest::registry::ReadSeek;

/// An archive of more entries is no book.
const MOST_ENTRIES: usize = 100_000;
/// The most that one entry may unpack to.
const LONGEST: u64 = 64 << 20;
/// What unpacks to so many times its size is made to fill a disk; beyond a first megabyte, in which text may well.
const RATIO: u64 = 200;
const FREE: u64 = 1 << 20;

pub struct Store<'a> {
    archive: ZipArchive<&'a mut dyn ReadSeek>,
    packed: u64,
    unpacked: u64,
    /// The names as they are compared when none is the very one, and as they are.
    alike: Option<HashMap<String, String>>,
}

/// What is under a name.
pub enum Bytes {
    All(Vec<u8>),
    None,
    Broken(String),
    /// More than may be unpacked.
    TooMuch,
}

impl<'a> Store<'a> {
    /// # Errors
    /// What is wrong with the archive.
    pub fn open(input: &'a mut dyn ReadSeek) -> Result<Store<'a>, String> {
        let archive = ZipArchive::new(input).map_err(|error| format!("the archive is broken: {error}"))?;
        if archive.len() > MOST_ENTRIES {
            return Err(format!("more than {MOST_ENTRIES} files in it"));
        }
        Ok(Store { archive, packed: 0, unpacked: 0, alike: None })
    }

    pub fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.archive.file_names().flatten()
    }

    /// The name that differs from this one in nothing but how its letters are written.
    fn alike(&mut self, name: &str) -> Option<&str> {
        let fold = |name: &str| name.nfc().flat_map(char::to_lowercase).collect::<String>();
        let names = self.archive.file_names().flatten();
        let alike = self.alike.get_or_insert_with(|| names.map(|name| (fold(&name), name.into_owned())).collect());
        alike.get(&fold(name)).map(String::as_str)
    }

    pub fn read(&mut self, name: &str) -> Bytes {
        let name = if self.archive.index_for_name(name).is_some() { Some(name) } else { self.alike(name) };
        let Some(name) = name.map(str::to_string) else { return Bytes::None };
        let entry = match self.archive.by_name(&name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Bytes::None,
            Err(error) => return Bytes::Broken(format!("it cannot be unpacked: {error}")),
        };
        self.packed += entry.compressed_size();
        let room = (FREE + RATIO.saturating_mul(self.packed)).saturating_sub(self.unpacked).min(LONGEST);
        let mut bytes = Vec::new();
        let read = entry.take(room + 1).read_to_end(&mut bytes);
        self.unpacked += bytes.len() as u64;
        match read {
            _ if bytes.len() as u64 > room => Bytes::TooMuch,
            Err(error) if bytes.is_empty() => Bytes::Broken(format!("it cannot be unpacked: {error}")),
            // What came before the mistake can be read.
            _ => Bytes::All(bytes),
        }
    }
}

/// The name that `href` in the document `base` stands for: percent signs resolved, without its fragment, and never
/// outside the archive.
pub fn resolve(base: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or("");
    let href = percent_decoded(href);
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let from = if href.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(href.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_string();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()).filter(|_| *first == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn names_stay_in_the_archive() {
        let check = |base: &str, href: &str, expected: &str| assert_eq!(resolve(base, href), expected);
        check("OEBPS/content.opf", "text/a%20b.xhtml#x", "OEBPS/text/a b.xhtml");
        check("OEBPS/text/a.xhtml", "../b.xhtml", "OEBPS/b.xhtml");
        check("content.opf", "../../etc/passwd", "etc/passwd");
        check("a/b.opf", "/etc/passwd", "etc/passwd");
        check("a/b.opf", "%2e%2e/%2e%2e/c", "c");
        check("a.opf", "%zz%é", "%zz%é");
    }
}
