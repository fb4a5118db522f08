//! Bytes to draft articles: one file per format, one registry. Opens no file and judges no text: what is story and
//! what is furniture, and what a first line means, is for `clean` to say.

mod csv;
#[cfg(test)]
mod damage;
mod documents;
mod encoding;
mod epub;
mod exports;
mod feed;
mod fragment;
mod front_matter;
pub mod html;
mod http;
pub mod json_lines;
mod keys;
mod links;
mod mail;
mod markdown;
mod mbox;
mod measure;
mod members;
mod mhtml;
mod out;
pub mod packed;
mod pdf;
mod registry;
pub mod saved;
mod tar;
mod text;
mod warc;
mod xml;
mod zip;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::Cursor;

use crate::corpus::{Draft, Issue, IssueKind, Paragraph, ParagraphKind};
use crate::text::sanitise;

pub use out::{Item, Out, Reading, Sink};
pub use registry::{LONGEST, ReadSeek, is_collection, is_json_lines, is_tame, reads};

/// So many bytes of a file's text are read. A newspaper of a hundred pages has one; what has sixteen is no article.
const LIMIT: usize = 16 << 20;

/// Whether a file of this name may unpack to many times its size.
pub fn is_packed(name: &str) -> bool {
    const ENDINGS: [&str; 8] = ["zip", "gz", "tgz", "zst", "tzst", "gzip", "zstd", "epub"];
    name.rsplit_once('.').is_some_and(|(_, end)| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// Reads one file's bytes. `name` is its path as shown to people (sanitised here) and decides the format where the
/// content does not. An input that gives no article gives at least one issue; what was wrong with an input that gives
/// one stands in the draft.
pub fn read(name: &str, bytes: &[u8]) -> (Vec<Draft>, Vec<Issue>) {
    read_as(Reading::Clean, name, bytes)
}

/// As [`read`], with or without judging what the text is.
pub fn read_as(reading: Reading, name: &str, bytes: &[u8]) -> (Vec<Draft>, Vec<Issue>) {
    let mut all = All::default();
    read_to(&mut Cursor::new(bytes), reading, name, &mut all);
    (all.drafts, all.issues)
}

/// Reads a file of any size and gives what is in it to `sink`, one thing after another.
pub fn read_to(input: &mut dyn ReadSeek, reading: Reading, name: &str, sink: &mut dyn Sink) {
    registry::read(registry::Input::Seek(input), name, &mut Out::new(name, reading, sink));
}

/// Takes all there is.
#[derive(Default)]
struct All {
    drafts: Vec<Draft>,
    issues: Vec<Issue>,
}

impl Sink for All {
    fn take(&mut self, item: Item) -> bool {
        match item {
            Item::Article(draft) => self.drafts.push(*draft),
            Item::Issue(issue) => self.issues.push(issue),
        }
        true
    }
}

/// What makes blocks of a sanitised text.
type Fill = fn(&str, &mut Draft);

fn raw_lines(text: &str, draft: &mut Draft) {
    draft.plain = true;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    draft.blocks.extend(lines.map(|line| Paragraph::new(ParagraphKind::Body, line)));
}

fn tell_hidden(draft: &mut Draft) {
    if draft.hidden > 0 {
        let characters = if draft.hidden == 1 { "character" } else { "characters" };
        draft.issues.push(Issue::new(IssueKind::Hidden, format!("{} hidden {characters} taken out", draft.hidden)));
    }
}

fn cut(draft: &mut Draft, limit: usize, mut text: String, mut is_cut: bool) -> String {
    if text.len() > limit {
        text.truncate(text.floor_char_boundary(limit));
        is_cut = true;
    }
    if is_cut {
        draft.issues.push(Issue::new(IssueKind::Cut, format!("longer than {} MiB: the rest is left out", limit >> 20)));
    }
    text
}

/// `text` as one sanitised line with single spaces. Markup can spell what the sanitiser took out of the file
/// (`&#27;`, `"\e"`), so that every string out of a parser passes here.
fn clean_line(draft: &mut Draft, text: &str) -> String {
    if is_clean(text) {
        return text.to_string();
    }
    let safe = sanitise::line(text);
    draft.hidden += safe.hidden;
    if is_spaced(&safe.text) {
        return safe.text;
    }
    let mut out = String::with_capacity(safe.text.len());
    for word in safe.text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether [`clean_line`] has nothing to do, as for most lines: plain spaces, one at a time, and what may be shown.
fn is_clean(text: &str) -> bool {
    let mut before = b' ';
    let single = text.bytes().all(|b| {
        let good = b != b' ' || before != b' ';
        before = b;
        good
    });
    single && before != b' ' && matches!(sanitise::shown(text), Cow::Borrowed(_)) && !text.contains('\u{3000}')
}

/// Whether words stand one space apart and nothing around them, as nearly all lines have it.
fn is_spaced(text: &str) -> bool {
    let mut before = ' ';
    let all = text.chars().all(|c| {
        let good = !c.is_whitespace() || (c == ' ' && before != ' ');
        before = c;
        good
    });
    all && before != ' '
}

fn push_block(draft: &mut Draft, kind: ParagraphKind, text: &str) {
    let text = clean_line(draft, text);
    if !text.is_empty() {
        draft.blocks.push(Paragraph { kind, text });
    }
}
