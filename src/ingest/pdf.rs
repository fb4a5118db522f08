//! PDF files with a text layer. A PDF says where each letter stands and nothing of words, lines, columns or paragraphs:
//! those are found here, from the places of the letters. What is drawn as a picture is not read.

mod columns;
mod device;
mod fonts;
mod furniture;
mod lines;
mod paragraphs;
mod title;
mod words;

#[cfg(test)]
mod tests;

use std::io::Read;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::out::{Out, Reading};
use super::registry::ReadSeek;
use super::{LIMIT, clean_line, push_block};
use crate::corpus::{Draft, Issue, IssueKind, ParagraphKind};
use lines::Line;
use words::Word;

/// More bytes than this are not read. A newspaper full of pictures has some fifty million.
const LONGEST: u64 = 256 << 20;
/// Pages beyond these are left out.
const PAGES: usize = 2000;

/// Whether bytes begin a PDF file. A few programs put something before it.
pub fn looks_like(head: &[u8]) -> bool {
    let blank = head.iter().take_while(|b| b.is_ascii_whitespace() || matches!(b, 0 | 0xef | 0xbb | 0xbf)).count();
    head.get(blank..).is_some_and(|rest| rest.starts_with(b"%PDF-"))
}

/// Reads the article that a file is.
pub fn read(input: &mut dyn ReadSeek, out: &mut Out) {
    let mut bytes = Vec::new();
    let result = input.take(LONGEST + 1).read_to_end(&mut bytes);
    if let Err(error) = result {
        out.issue(IssueKind::Unreadable, format!("cannot be read: {error}"));
        return;
    }
    if bytes.len() as u64 > LONGEST {
        out.issue(IssueKind::Cut, format!("larger than {} MiB: not read", LONGEST >> 20));
        return;
    }
    if !out.begin_document() {
        return;
    }
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(error) => {
            out.issue(IssueKind::Unreadable, why(error));
            return;
        }
    };
    let seen = see(&pdf, out);
    // What the pages say together is the document's: if that fails, the last page is not to blame.
    if !out.begin_document() {
        return;
    }
    tell(&pdf, seen, out);
}

fn why(error: LoadPdfError) -> &'static str {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => "encrypted: a password is needed",
        LoadPdfError::Decryption(_) => "encrypted in a way that is not supported",
        LoadPdfError::Invalid => "no PDF file that can be read",
    }
}

/// What stands on the pages.
#[derive(Default)]
struct Seen {
    pages: Vec<Vec<Word>>,
    all: usize,
    /// Pages without a letter.
    empty: usize,
    /// Of them those with a picture.
    pictures: usize,
    /// Letters whose fonts do not say which they are, and those whose fonts do.
    unknown: usize,
    known: usize,
    issues: Vec<Issue>,
}

fn see(pdf: &Pdf, out: &mut Out) -> Seen {
    let mut seen = Seen { all: pdf.pages().len(), ..Seen::default() };
    if seen.all > PAGES {
        seen.issues.push(Issue::new(IssueKind::Cut, format!("{} pages: only the first {PAGES} are read", seen.all)));
    }
    let mut size = 0;
    let mut reader = device::Pages::new(pdf);
    for (n, page) in pdf.pages().iter().enumerate().take(PAGES) {
        if !out.begin(&format!("page {}", n + 1)) {
            let message = format!("page {} could not be read: it is left out", n + 1);
            seen.issues.push(Issue::new(IssueKind::Quarantined, message));
            continue;
        }
        let page = reader.read(page);
        seen.unknown += page.unknown;
        seen.known += page.glyphs.len();
        if page.glyphs.is_empty() {
            seen.empty += 1;
            seen.pictures += usize::from(page.pictures > 0);
        }
        size += page.glyphs.iter().map(|glyph| glyph.text.len()).sum::<usize>();
        seen.pages.push(words::words(page.glyphs));
        if size > LIMIT {
            let message = format!("longer than {} MiB: the rest is left out", LIMIT >> 20);
            seen.issues.push(Issue::new(IssueKind::Cut, message));
            break;
        }
    }
    seen
}

fn tell(pdf: &Pdf, seen: Seen, out: &mut Out) {
    let mut draft = Draft { issues: seen.issues, ..Draft::default() };
    if seen.known < seen.unknown {
        draft.issues.push(Issue::new(IssueKind::Encoding, "its fonts do not say which letters they show"));
    }
    if seen.pages.iter().all(Vec::is_empty) {
        let message = match (seen.all, seen.pictures) {
            _ if seen.unknown > 0 => "its fonts do not say which letters they show".to_string(),
            (0, _) => "there is no page in it".to_string(),
            (_, 0) => "there is no text in it".to_string(),
            (_, 1) => "no text layer: a page that is a picture".to_string(),
            (_, n) => format!("no text layer: {n} pages of pictures"),
        };
        for issue in draft.issues.into_iter().filter(|issue| issue.kind != IssueKind::Encoding) {
            out.tell(issue);
        }
        out.issue(IssueKind::Empty, message);
        return;
    }
    if seen.pictures > 0 {
        let message = format!("pages without a text layer, pictures only: {} of {}", seen.pictures, seen.all);
        draft.issues.push(Issue::new(IssueKind::Cut, message));
    }
    if out.reading() == Reading::Raw {
        draft.plain = true;
        for line in seen.pages.into_iter().flat_map(columns::blocks).flat_map(lines::lines) {
            push_block(&mut draft, ParagraphKind::Body, &line.text);
        }
        out.article(draft);
        return;
    }
    let pages = furniture::without(seen.pages);
    let pages: Vec<Vec<Vec<Line>>> =
        pages.into_iter().map(|words| columns::blocks(words).into_iter().map(lines::lines).collect()).collect();
    let mut found = paragraphs::paragraphs(pages);
    let metadata = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(title::string);
    let title = title::take(text(&metadata.title), &mut found);
    draft.title = title.map(|title| clean_line(&mut draft, &title)).filter(|title| !title.is_empty());
    let author = text(&metadata.author).filter(|author| title::is_name(author));
    draft.byline = author.map(|author| clean_line(&mut draft, &author));
    for paragraph in found {
        push_block(&mut draft, paragraph.kind, &paragraph.text);
    }
    out.article(draft);
}
