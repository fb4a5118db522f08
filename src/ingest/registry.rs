//! The table of formats. A format is one file, one row here and its tests. What a file is, its content says first and
//! its name second.

use std::io::{BufRead, BufReader, Cursor, Read, Seek};

use super::out::Out;
use super::{
    csv, documents, epub, exports, feed, front_matter, html, json_lines, mail, markdown, mbox, mhtml, packed, pdf, tar,
    text, warc, zip,
};
use crate::corpus::{Draft, Issue, IssueKind};

/// So much of a file is looked at to tell what it is.
const HEAD: usize = 4 << 10;
/// The most that is read of one document. An archive of many may be of any size.
pub const LONGEST: u64 = 64 << 20;

/// A way to read.
pub struct Format {
    /// What a file of it is called.
    pub extensions: &'static [&'static str],
    /// Whether bytes that begin like this (up to [`HEAD`] of them) are of it, whatever the name; for formats that
    /// nothing at the front tells, the name does.
    pub looks_like: fn(head: &[u8]) -> bool,
    read: How,
}

/// What a reader needs.
enum How {
    /// Text, decoded and sanitised; front matter is taken off its top, whatever the format.
    Text(fn(&str, &mut Draft)),
    /// All of it, at most [`LONGEST`].
    Whole(fn(&[u8], &mut Out)),
    /// As it comes; of any size.
    Stream(fn(&mut dyn BufRead, &mut Out)),
    /// To go to and fro in; in an archive it is held in memory.
    Seek(fn(&mut dyn ReadSeek, &mut Out)),
}

/// What can be gone to and fro in.
pub trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// What is read from.
pub enum Input<'a> {
    Seek(&'a mut dyn ReadSeek),
    Stream(&'a mut dyn Read),
}

fn never(_: &[u8]) -> bool {
    false
}

const TEXT: Format = Format { extensions: &["txt", "text"], looks_like: never, read: How::Text(text::read) };
const MARKDOWN: Format = Format { extensions: &["md", "markdown"], looks_like: never, read: How::Text(markdown::read) };

/// In the order in which they are asked whether something looks like them.
const FORMATS: &[&Format] = &[
    &Format { extensions: &["gz", "gzip", "tgz"], looks_like: packed::is_gzip, read: How::Stream(packed::gzip) },
    &Format { extensions: &["zst", "zstd", "tzst"], looks_like: packed::is_zstd, read: How::Stream(packed::zstd) },
    &Format { extensions: &["epub"], looks_like: epub::looks_like, read: How::Seek(epub::read) },
    &Format { extensions: &["zip"], looks_like: zip::looks_like, read: How::Seek(zip::read) },
    &Format { extensions: &["tar"], looks_like: tar::looks_like, read: How::Stream(tar::read) },
    &Format { extensions: &["warc", "arc"], looks_like: warc::looks_like, read: How::Stream(warc::read) },
    &Format { extensions: &["pdf"], looks_like: pdf::looks_like, read: How::Seek(pdf::read) },
    &TEXT,
    &MARKDOWN,
    &Format {
        extensions: &["rss", "atom", "rdf", "xml", "feed"],
        looks_like: feed::looks_like,
        read: How::Whole(feed::read),
    },
    &Format { extensions: &[], looks_like: feed::looks_like_json, read: How::Whole(feed::read_json) },
    &Format { extensions: &[], looks_like: exports::looks_like, read: How::Whole(exports::read) },
    &Format { extensions: &["csv", "tsv"], looks_like: never, read: How::Stream(csv::read) },
    &Format { extensions: &["mbox", "mbx"], looks_like: mbox::looks_like, read: How::Stream(mbox::read) },
    &Format { extensions: &["mhtml", "mht"], looks_like: mhtml::looks_like, read: How::Whole(mhtml::read) },
    &Format { extensions: &["eml", "emlx", "email"], looks_like: mail::looks_like, read: How::Whole(mail::read) },
    &Format { extensions: &["html", "htm", "xhtml"], looks_like: html::looks_like, read: How::Whole(documents::html) },
    &Format {
        extensions: &["php", "asp", "aspx", "shtml", "xht", "jsp"],
        looks_like: never,
        read: How::Whole(documents::served),
    },
    &Format { extensions: &["jsonl", "ndjson"], looks_like: never, read: How::Whole(documents::json_lines) },
    &Format { extensions: &["json"], looks_like: never, read: How::Whole(documents::json) },
];

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

/// Whether the reader of what begins like this, under this name, is bounded by itself: no parser that could hang, fill
/// the memory or overflow its stack.
pub fn is_tame(name: &str, head: &[u8]) -> bool {
    matches!(format_of(name, None, head).read, How::Text(_)) || is_json_lines(name)
}

/// Reads what `input` holds. Stops when `out` wants no more.
pub fn read(input: Input, name: &str, out: &mut Out) {
    let mut kept;
    let mut stream;
    let (head, input) = match input {
        Input::Seek(input) => match head_of(input).and_then(|head| input.rewind().map(|()| head)) {
            Ok(head) => (head, Input::Seek(input)),
            Err(error) => return failed(&error, out),
        },
        Input::Stream(input) => match head_of(input) {
            Ok(head) => {
                kept = Cursor::new(head.clone());
                stream = (&mut kept as &mut dyn Read).chain(input);
                (head, Input::Stream(&mut stream))
            }
            Err(error) => return failed(&error, out),
        },
    };
    let format = format_of(name, out.hints().media_type.as_deref(), &head);
    let is_declared = out.hints().media_type.is_some();
    match (&format.read, input) {
        (How::Text(fill), input) => {
            if let Some((bytes, cut)) = whole(input, out)
                && out.begin_document()
            {
                documents::text(&bytes, cut, out, |text, draft| fill_from(name, is_declared, text, draft, *fill));
            }
        }
        (How::Whole(read), input) => {
            if let Some((bytes, cut)) = whole(input, out)
                && out.begin_document()
            {
                if cut {
                    out.issue(IssueKind::Cut, format!("only the first {} MiB are read", LONGEST >> 20));
                }
                read(&bytes, out);
            }
        }
        (How::Stream(read), Input::Stream(input)) => read(&mut BufReader::with_capacity(64 << 10, input), out),
        (How::Stream(read), Input::Seek(input)) => read(&mut BufReader::with_capacity(64 << 10, input), out),
        (How::Seek(read), Input::Seek(input)) => read(input, out),
        (How::Seek(read), input) => {
            if let Some((bytes, cut)) = whole(input, out) {
                if cut {
                    out.issue(IssueKind::Cut, format!("an archive of more than {} MiB in another", LONGEST >> 20));
                } else {
                    read(&mut Cursor::new(bytes), out);
                }
            }
        }
    }
    if !out.has_given() && !out.is_stopped() {
        let loose = extension(file_name(name)).is_some_and(|e| LOOSE.contains(&e.as_str()));
        let (kind, what) = match loose {
            true => (IssueKind::Skipped, "no article in it"),
            false => (IssueKind::Empty, "there is no text in it"),
        };
        out.issue(kind, what);
    }
}

fn failed(error: &std::io::Error, out: &mut Out) {
    out.issue(IssueKind::Unreadable, format!("cannot be read: {error}"));
}

fn head_of(input: &mut (impl Read + ?Sized)) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    input.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// All bytes, and whether there were more than may be. What came before a mistake in packed data is kept.
fn whole(input: Input, out: &mut Out) -> Option<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    let read = match input {
        Input::Seek(input) => input.take(LONGEST + 1).read_to_end(&mut bytes),
        Input::Stream(input) => input.take(LONGEST + 1).read_to_end(&mut bytes),
    };
    if let Err(error) = read {
        failed(&error, out);
        if bytes.is_empty() {
            return None;
        }
    }
    let cut = bytes.len() as u64 > LONGEST;
    bytes.truncate(LONGEST as usize);
    Some((bytes, cut))
}

/// Whether how bytes begin tells what they are.
pub fn is_told(head: &[u8]) -> bool {
    FORMATS.iter().any(|f| (f.looks_like)(head))
}

/// What these bytes are, of a file that is called so and was sent as this.
fn format_of(name: &str, media_type: Option<&str>, head: &[u8]) -> &'static Format {
    // An e-book packed by hand begins as any other archive: its name tells.
    let is_book = || extension(file_name(name)).is_some_and(|e| e == "epub") && zip::looks_like(head);
    let book = is_book().then(|| by_extension("epub")).flatten();
    // A story may begin with who wrote it and when, as a letter does: called a text, it has to be a mail beyond doubt.
    let is_text = extension(file_name(name)).is_some_and(|e| [&TEXT, &MARKDOWN].iter().any(|f| is_called(f, &e)));
    let is_story = |f: &Format| is_text && is_called(f, "eml") && !mail::is_certain(head);
    let told = book.or_else(|| FORMATS.iter().copied().find(|f| (f.looks_like)(head) && !is_story(f)));
    let declared = || media_type.and_then(by_media_type);
    let named = || extension(file_name(name)).and_then(|e| by_extension(&e));
    let lines = || (name == "-" && json_lines::begins(head)).then(|| by_extension("jsonl")).flatten();
    told.or_else(declared).or_else(named).or_else(lines).unwrap_or(&TEXT)
}

/// A file that someone asked for by name is read as text, whatever it is called, and as Markdown if it looks so.
fn fill_from(name: &str, is_declared: bool, text: &str, draft: &mut Draft, fill: fn(&str, &mut Draft)) {
    let sniffed = if front_matter::begins(text) || markdown::has_headings(text) { markdown::read } else { text::read };
    let fill = match extension(file_name(name)) {
        Some(e) if by_extension(&e).is_none() && !is_declared => {
            draft.issues.push(Issue::new(IssueKind::Format, format!("no reader for .{e} files: read as plain text")));
            sniffed
        }
        None if name == "-" => sniffed,
        _ => fill,
    };
    let body = front_matter::take(text, draft);
    fill(body, draft);
}

fn by_extension(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|f| is_called(f, extension))
}

fn is_called(format: &Format, extension: &str) -> bool {
    format.extensions.contains(&extension)
}

fn by_media_type(media_type: &str) -> Option<&'static Format> {
    by_extension(match media_type {
        "text/html" | "application/xhtml+xml" => "html",
        "text/plain" => "txt",
        "text/markdown" => "md",
        "text/csv" => "csv",
        "application/pdf" => "pdf",
        "application/epub+zip" => "epub",
        "application/json" | "application/ld+json" | "application/feed+json" => "json",
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" | "application/xml" | "text/xml" => {
            "xml"
        }
        "message/rfc822" => "eml",
        _ => return None,
    })
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

    #[test]
    fn only_text_is_read_without_a_net() {
        for name in ["a.txt", "a.md", "a.jsonl", "a.jsonl.gz", "a", "-"] {
            assert!(is_tame(name, b"Plain text.\n"), "{name}");
        }
        assert!(!is_tame("a.json", b"[]"));
    }
}
