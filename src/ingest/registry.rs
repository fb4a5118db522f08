//! The table of formats. A format is one file, one row here and its tests.

use super::{front_matter, markdown, text};
use crate::corpus::{Draft, Issue, IssueKind};

/// A way to read text into a draft.
pub struct Format {
    pub extensions: &'static [&'static str],
    read: fn(&str, &mut Draft),
}

const TEXT: Format = Format { extensions: &["txt", "text"], read: text::read };
const MARKDOWN: Format = Format { extensions: &["md", "markdown"], read: markdown::read };
const FORMATS: [&Format; 2] = [&TEXT, &MARKDOWN];

/// What files of one JSON object a line are called; packed ones have one more ending.
const JSON_LINES: [&str; 2] = ["jsonl", "ndjson"];
const PACKED: [&str; 2] = ["gz", "zst"];

/// Whether a file of this name is taken for an article, or many, when a folder is read: those of a known format, and
/// those without an extension unless they are hidden.
pub fn reads(name: &str) -> bool {
    let file = file_name(name);
    if file.is_empty() || file.starts_with('.') {
        return false;
    }
    is_json_lines(file) || extension(file).is_none_or(|e| by_extension(&e).is_some())
}

/// Whether a file of this name is one of JSON Lines, packed or not: it may be of any size and is read in pieces.
pub fn is_json_lines(name: &str) -> bool {
    let file = file_name(name);
    let is = |file: &str, among: &[&str]| extension(file).is_some_and(|e| among.contains(&e.as_str()));
    let packed = file.rsplit_once('.').filter(|_| is(file, &PACKED));
    is(packed.map_or(file, |(inner, _)| inner), &JSON_LINES)
}

/// Whether a file of this name is one JSON value. Most of those that lie in folders are no articles, so that one is
/// read only if someone asks for it.
pub fn is_json(name: &str) -> bool {
    extension(file_name(name)).is_some_and(|e| e == "json")
}

impl Format {
    /// Takes front matter off the top, whatever the format, and reads the rest.
    pub fn fill(&self, text: &str, draft: &mut Draft) {
        let body = front_matter::take(text, draft);
        (self.read)(body, draft);
    }
}

/// The format for a file that someone asked for by name, whatever that name is.
pub fn format_of(name: &str, text: &str, issues: &mut Vec<Issue>) -> &'static Format {
    let known = extension(file_name(name)).map(|e| (by_extension(&e), e));
    match known {
        Some((Some(format), _)) => format,
        Some((None, e)) => {
            issues.push(Issue::new(IssueKind::Format, format!("no reader for .{e} files: read as plain text")));
            sniff(text)
        }
        None if name == "-" => sniff(text),
        None => &TEXT,
    }
}

fn sniff(text: &str) -> &'static Format {
    if front_matter::begins(text) || markdown::has_headings(text) { &MARKDOWN } else { &TEXT }
}

fn by_extension(extension: &str) -> Option<&'static Format> {
    FORMATS.into_iter().find(|f| f.extensions.contains(&extension))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_text_markdown_and_json_lines_only() {
        for name in ["a.txt", "A.TXT", "x/y.md", "x.markdown", "talks", "x.d/talks", "Vol. 3 No. 12", "a.text"] {
            assert!(reads(name) && !is_json_lines(name), "{name}");
        }
        for name in ["a.jsonl", "x/A.NDJSON", "a.jsonl.gz", "a.2024.ndjson.zst", "a.JSONL.GZ"] {
            assert!(reads(name) && is_json_lines(name), "{name}");
        }
        for name in ["a.gz", "a.json.gz", ".jsonl", ".jsonl.gz", "jsonl.gz", "a.gz.jsonl.bak", "a.jsonl.gz.gz"] {
            assert!(!reads(name) && !is_json_lines(name), "{name}");
        }
        for name in ["a.html", "a.pdf", ".DS_Store", "x/.hidden", "photo.jpeg", "a.txt.gz", "", "x/"] {
            assert!(!reads(name), "{name}");
        }
    }

    #[test]
    fn a_named_file_is_read_whatever_its_name() {
        let issues = |name: &str, text: &str| {
            let mut issues = Vec::new();
            let format = format_of(name, text, &mut issues);
            (format.extensions[0], issues.len())
        };
        assert_eq!(issues("a.md", "plain"), ("md", 0));
        assert_eq!(issues("a", "# Heading\n\nBody."), ("txt", 0));
        assert_eq!(issues("-", "# Heading\n\nBody."), ("md", 0));
        assert_eq!(issues("-", "---\ntitle: T\n---\nBody."), ("md", 0));
        assert_eq!(issues("-", "Plain.\n#hashtag of the day\n"), ("txt", 0));
        assert_eq!(issues("a.wiki", "plain"), ("txt", 1));
    }
}
