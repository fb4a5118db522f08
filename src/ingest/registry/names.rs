//! What the name of a file says of it.

use super::by_extension;
use crate::ingest::packed;

/// What files of one JSON object a line are called; packed ones have one more ending.
const JSON_LINES: [&str; 2] = ["jsonl", "ndjson"];
const PACKED: [&str; 2] = ["gz", "zst"];
/// Extensions of files that hold many articles and may be of any size.
const COLLECTIONS: [&str; 14] =
    ["zip", "tar", "tgz", "gz", "gzip", "zst", "zstd", "tzst", "warc", "arc", "mbox", "mbx", "csv", "tsv"];
/// Extensions that mean many things: a file of one of these that holds no article is passed by with hardly a word.
const LOOSE: [&str; 10] = ["json", "xml", "csv", "tsv", "zip", "gz", "gzip", "tar", "zst", "zstd"];

/// Whether a file of this name is taken for an article, or many, when a folder is read: those of a known format, and
/// those without an extension unless they are hidden.
pub fn reads(name: &str) -> bool {
    let file = file_name(name);
    if file.is_empty() || file.starts_with('.') {
        return false;
    }
    let inner = packed::inner_name(file);
    is_json_lines(file) || is_in_maildir(file) || extension(&inner).is_none_or(|e| by_extension(&e).is_some())
}

/// Whether a file is called as a message in a Maildir: when it came, what tells it from others of that second, and
/// the machine's name, which looks like an extension.
fn is_in_maildir(file: &str) -> bool {
    let mut parts = file.splitn(3, '.');
    let is_time =
        parts.next().is_some_and(|time| (9..=11).contains(&time.len()) && time.bytes().all(|b| b.is_ascii_digit()));
    let is_unique = |part: &str| part.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_time && parts.next().is_some_and(is_unique) && parts.next().is_some_and(is_unique)
}

/// Whether a file of this name is one of JSON Lines, packed or not: it may be of any size and is read in pieces.
pub fn is_json_lines(name: &str) -> bool {
    let file = file_name(name);
    let is = |file: &str, among: &[&str]| extension(file).is_some_and(|e| among.contains(&e.as_str()));
    let packed = file.rsplit_once('.').filter(|_| is(file, &PACKED));
    is(packed.map_or(file, |(inner, _)| inner), &JSON_LINES)
}

/// Whether a file of this name holds many articles and may be of any size, so that it is read as it comes. One without
/// an extension may be a mailbox, as mail programs keep them: only its content tells.
pub fn is_collection(name: &str) -> bool {
    extension(file_name(name)).is_none_or(|e| COLLECTIONS.contains(&e.as_str()))
}

/// Whether a file of this name may well hold no article at all.
pub fn is_loose(name: &str) -> bool {
    extension_of(name).is_some_and(|e| LOOSE.contains(&e.as_str()))
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The extension in lower case. What follows the last dot of `Vol. 3 No. 12` or `Notes of 17.02` is none.
fn extension(file: &str) -> Option<String> {
    let (stem, ext) = file.rsplit_once('.')?;
    let plausible = ext.len() <= 10 && ext.bytes().all(|b| b.is_ascii_alphanumeric()) && !stem.is_empty();
    (plausible && ext.bytes().any(|b| b.is_ascii_alphabetic())).then(|| ext.to_ascii_lowercase())
}

/// The extension of the file at this path, in lower case.
pub fn extension_of(path: &str) -> Option<String> {
    extension(file_name(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_files_of_known_formats_only() {
        for name in ["a.txt", "A.TXT", "x/y.md", "x.markdown", "talks", "x.d/talks", "Vol. 3 No. 12", "a.text"] {
            assert!(reads(name) && !is_json_lines(name), "{name}");
        }
        for name in ["a.jsonl", "x/A.NDJSON", "a.jsonl.gz", "a.2024.ndjson.zst", "a.JSONL.GZ"] {
            assert!(reads(name) && is_json_lines(name), "{name}");
        }
        for name in ["a.gz", "a.json.gz", ".jsonl", ".jsonl.gz", "jsonl.gz", "a.gz.jsonl.bak", "a.jsonl.gz.gz"] {
            assert!(!is_json_lines(name), "{name}");
        }
        for name in ["1700000000.M12P3.mail", "new/1700000000.123_4.host", "1700000000.M1P2.host:2,S"] {
            assert!(reads(name), "{name}");
        }
        for name in [".DS_Store", "1700000000.jpg", "2024.10.jpg", "x/.hidden", "photo.jpeg", "a.docx", "", "x/"] {
            assert!(!reads(name), "{name}");
        }
    }

    #[test]
    fn what_may_be_of_any_size_is_read_as_it_comes() {
        for name in ["Mail/Inbox", "Sent 17.02", "a.mbx", "a.ARC", "a.warc.gzip", "a.csv.zstd", "a.zip", "a.mbox"] {
            assert!(is_collection(name) && reads(name), "{name}");
        }
        for name in ["a.txt", "a.html", "a.pdf", "a.eml"] {
            assert!(!is_collection(name), "{name}");
        }
    }
}
