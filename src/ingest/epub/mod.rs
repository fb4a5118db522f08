//! E-books, and what news programs make of a day's articles: a draft per document that has something to read.

mod chapter;
mod package;
mod store;

use std::collections::HashSet;

use super::out::Out;
use super::registry::ReadSeek;
use super::{clean_line, fragment, measure};
use crate::corpus::{Draft, IssueKind, ParagraphKind};
use package::Package;
use store::{Bytes, Store};

/// So many documents of a book are read.
const MOST_DOCUMENTS: usize = 10_000;
/// A document with fewer words is a cover, a dedication, a blank page; unless it has a name or the book nothing longer.
const FEWEST_WORDS: usize = 40;
/// What the book calls its cover or its contents is read all the same if so many bytes of it stand in no link.
const PROSE: usize = 1000;
/// So many short documents are kept until something longer comes.
const MOST_SHORT: usize = 100;

/// Whether `head` begins an e-book: its first entry says so, uncompressed.
pub fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
        && head.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/epub+zip"))
}

/// Reads an e-book.
pub fn read(input: &mut dyn ReadSeek, out: &mut Out) {
    let mut store = match Store::open(input) {
        Ok(store) => store,
        Err(what) => {
            out.issue(IssueKind::Format, what);
            return;
        }
    };
    if !out.begin_document() {
        return;
    }
    let package = match Package::read(&mut store) {
        Ok(package) => package,
        Err(what) => {
            out.issue(IssueKind::Format, what);
            return;
        }
    };
    let mut met = HashSet::new();
    let mut short = Some(Vec::new());
    for path in package.documents.iter().filter(|path| met.insert(path.as_str())).take(MOST_DOCUMENTS) {
        if package.locked.contains(path) {
            out.issue(IssueKind::Format, "it is locked by who sold it: its text cannot be read");
            return;
        }
        if !out.begin(path) {
            continue;
        }
        let go_on = match store.read(path) {
            Bytes::All(bytes) => chapter(path, &bytes, &package, &mut short, out),
            Bytes::None => out.issue_of(path, IssueKind::Unreadable, "it is named in the book and not there"),
            Bytes::Broken(what) => out.issue_of(path, IssueKind::Unreadable, what),
            Bytes::TooMuch => {
                out.issue_of(path, IssueKind::Cut, "it unpacks to more than a book has: the rest is left out");
                false
            }
        };
        if !go_on {
            return;
        }
    }
    let _ = short.unwrap_or_default().into_iter().all(|(path, draft)| out.part(&path, draft));
}

/// One document. `short` holds the short ones while there is nothing longer. False: nothing more is wanted.
fn chapter(
    path: &str,
    bytes: &[u8],
    package: &Package,
    short: &mut Option<Vec<(String, Draft)>>,
    out: &mut Out,
) -> bool {
    let Ok(decoded) = super::xml::decode(bytes) else {
        return out.issue_of(path, IssueKind::Format, "it is no text");
    };
    let page = chapter::Page::of(&decoded.text);
    if page.is_contents() || (package.apart.contains(path) && page.unlinked() < PROSE) {
        return true;
    }
    let mut draft = Draft { issues: decoded.issues, ..Draft::default() };
    fragment::fill(&page.body, &mut draft);
    let calibre = chapter::take_notes(&mut draft);
    let words: usize = draft.blocks.iter().map(|block| measure::words(&block.text)).sum();
    let book = package.title.as_deref();
    let heading = chapter::heading(&draft).filter(|name| chapter::promises(name, book));
    let has_name = heading.is_some() || package.labels.get(path).is_some_and(|label| chapter::promises(label, book));
    let has_text = draft.blocks.iter().any(|block| block.kind != ParagraphKind::Heading);
    let is_short = words < FEWEST_WORDS && !(has_name && has_text);
    let is_kept = short.as_ref().is_some_and(|short| short.len() < MOST_SHORT);
    if is_short && (words == 0 || !is_kept) {
        return true;
    }
    let mut clean = |text: &str| Some(clean_line(&mut draft, text)).filter(|text| !text.is_empty());
    let label = package.labels.get(path).and_then(|label| clean(label));
    let page_title = page.title.as_deref().and_then(&mut clean);
    let source = package.title.as_deref().and_then(&mut clean);
    let byline = clean(&package.creators.join(", "));
    let (date, language) =
        (package.date.as_deref().and_then(&mut clean), package.language.as_deref().and_then(&mut clean));
    let page_title = page_title.filter(|title| source.as_ref() != Some(title));
    draft.title = chapter::heading(&draft).or(label).or(page_title);
    (draft.source, draft.byline, draft.date, draft.language) = (source, byline, date, language);
    draft.link = calibre;
    match short {
        Some(short) if is_short => {
            short.push((path.to_string(), draft));
            true
        }
        _ => {
            *short = None;
            out.part(path, draft)
        }
    }
}
