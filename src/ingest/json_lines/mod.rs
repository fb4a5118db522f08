//! JSON Lines: an object a line, an article an object. A bad line is named and passed over.
//!
//! A file of many gigabytes comes here in parts of whole lines; who cuts it is for others to say. What the lines of a
//! body are (furniture, captions, pleas) is for `clean`, as with plain text.

/// What a visitor of JSON does with plain values that it has no use for: nothing.
macro_rules! passes_by {
    ($($visit:ident: $plain:ty),*) => {
        $(fn $visit<E>(self, _: $plain) -> Result<(), E> {
            Ok(())
        })*

        fn visit_unit<E>(self) -> Result<(), E> {
            Ok(())
        }
    };
}

mod list;
mod mend;
mod object;
#[cfg(test)]
mod tests;
mod value;
mod whole;

use std::io::BufRead;

pub use self::whole::read_whole;

pub(super) use self::object::Object;
use super::keys::Field;
use super::{Fill, clean_line, fragment, front_matter, raw_lines, tell_hidden};
use crate::corpus::{Draft, Issue, IssueKind};
use crate::text::sanitise;

/// A line longer than this many bytes is left out: nobody's article is.
pub const LONGEST_LINE: usize = 16 << 20;
/// So many bytes of a title, a name or a link are kept.
const LONGEST_FIELD: usize = 4 << 10;

/// Reads lines, the first of which is number `first_line` of the file, counting from 1. `name` is the file's path as
/// shown to people. Every issue has its line. Neither drafts nor issues are more than the lines ask for; of very many
/// bad lines only the first are named, see [`Complaints`].
pub fn read(name: &str, first_line: u64, bytes: &[u8]) -> (Vec<Draft>, Vec<Issue>) {
    parted(drafts(name, first_line, bytes))
}

fn parted(drafts: Drafts) -> (Vec<Draft>, Vec<Issue>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for draft in drafts {
        match draft {
            Ok(draft) => good.push(draft),
            Err(issue) => bad.push(issue),
        }
    }
    (good, bad)
}

/// The articles in `bytes` one after another, for whom holding all at once is too much: see [`read`].
pub fn drafts<'a>(name: &str, first_line: u64, bytes: &'a [u8]) -> Drafts<'a> {
    Drafts {
        path: clean_line(&mut Draft::default(), name),
        lines: lines(first_line, bytes),
        complaints: Complaints::default(),
        fill: fragment::fill_stripped,
    }
}

/// See [`drafts`].
pub struct Drafts<'a> {
    path: String,
    lines: Lines<'a>,
    complaints: Complaints,
    fill: Fill,
}

impl Drafts<'_> {
    /// The same, with a body's lines as its paragraphs as they stand there, with their spaces.
    pub fn raw(self) -> Self {
        Drafts { fill: raw_lines, ..self }
    }
}

impl Iterator for Drafts<'_> {
    type Item = Result<Draft, Issue>;

    fn next(&mut self) -> Option<Result<Draft, Issue>> {
        for (number, line) in self.lines.by_ref() {
            match make(&self.path, number, line, self.fill) {
                Ok(draft) => return Some(Ok(draft)),
                Err(issue) => {
                    if let Some(issue) = self.complaints.about(issue) {
                        return Some(Err(issue));
                    }
                }
            }
        }
        self.complaints.rest().map(Err)
    }
}

/// Names the first lines with something wrong and counts the others, so that a file that is no JSON at all does not
/// fill the memory with what is wrong with it.
#[derive(Debug, Default)]
pub struct Complaints {
    named: usize,
    more: u64,
    line: Option<u32>,
}

impl Complaints {
    /// So many are named.
    pub const NAMED: usize = 100;

    /// The issue, if it is to be named.
    pub fn about(&mut self, issue: Issue) -> Option<Issue> {
        if self.named < Self::NAMED {
            self.named += 1;
            return Some(issue);
        }
        self.more += 1;
        self.line = self.line.or(issue.line);
        None
    }

    /// How many were not named, if any; the next are counted anew.
    pub fn rest(&mut self) -> Option<Issue> {
        let (more, line) = (std::mem::take(&mut self.more), self.line.take());
        let lines = if more == 1 { "line" } else { "lines" };
        let message = format!("{more} more {lines} with something wrong, from this one on");
        (more > 0).then_some(Issue { line, ..Issue::new(IssueKind::Format, message) })
    }
}

/// The lines that have something in them, each with its number.
pub fn lines(first_line: u64, bytes: &[u8]) -> Lines<'_> {
    Lines { rest: bytes, next: first_line }
}

/// See [`lines`].
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    rest: &'a [u8],
    next: u64,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (u64, &'a [u8]);

    fn next(&mut self) -> Option<(u64, &'a [u8])> {
        while !self.rest.is_empty() {
            // The standard library's own search, at many times the speed of a loop over bytes.
            let len = { self.rest }.skip_until(b'\n').unwrap_or(self.rest.len());
            let (line, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, &[]));
            let number = self.next;
            self.rest = rest;
            self.next += 1;
            let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
            if !is_nothing(line) {
                return Some((number, line));
            }
        }
        None
    }
}

/// An empty line, or a bracket around a list that has an object on each line.
fn is_nothing(line: &[u8]) -> bool {
    matches!(line, b"" | b"[" | b"]")
}

/// A line without what makes it part of a list that has an object on each line.
fn unlisted(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii();
    let line = line.strip_suffix(b",").or(line.strip_suffix(b"]")).unwrap_or(line).trim_ascii_end();
    line.strip_prefix(b"[").unwrap_or(line)
}

/// What one line is. `path` is the file's, sanitised; the article's is this with the line's number behind it.
///
/// # Errors
/// What is wrong with the line, with its number.
pub fn draft(path: &str, number: u64, line: &[u8]) -> Result<Draft, Issue> {
    make(path, number, line, fragment::fill_stripped)
}

/// As [`draft`], but the body's lines are its paragraphs as they stand there.
///
/// # Errors
/// What is wrong with the line, with its number.
pub fn raw_draft(path: &str, number: u64, line: &[u8]) -> Result<Draft, Issue> {
    make(path, number, line, raw_lines)
}

/// An issue about a line that is left out because it is too long.
pub fn too_long(number: u64) -> Issue {
    issue(IssueKind::Cut, number, format!("longer than {} MiB: the line is left out", LONGEST_LINE >> 20))
}

/// Whether what someone hands over without a name is JSON Lines: its first line is an article.
pub fn begins(bytes: &[u8]) -> bool {
    lines(1, bytes).next().is_some_and(|(number, line)| line.starts_with(b"{") && draft("", number, line).is_ok())
}

fn make(path: &str, number: u64, line: &[u8], fill: Fill) -> Result<Draft, Issue> {
    let line = unlisted(line);
    if line.len() > LONGEST_LINE {
        return Err(too_long(number));
    }
    if !line.trim_ascii_start().starts_with(b"{") {
        return Err(issue(IssueKind::Format, number, "not a JSON object"));
    }
    let mut draft = Draft { path: format!("{path}:{number}"), ..Draft::default() };
    match parse(line) {
        Ok(object) => take(&object, &mut draft, fill),
        Err(error) => again(line, error, number, &mut draft, fill)?,
    }
    finish(draft).map_err(|what| issue(IssueKind::Empty, number, what))
}

pub(super) fn finish(mut draft: Draft) -> Result<Draft, &'static str> {
    if draft.blocks.is_empty() && draft.title.is_none() {
        return Err("nothing to read: neither a title nor a body");
    }
    tell_hidden(&mut draft);
    Ok(draft)
}

/// The JSON of one line and nothing else: what the speed of reading rests on.
fn parse(line: &[u8]) -> serde_json::Result<Object<'_>> {
    serde_json::from_slice(line)
}

/// A line that does not parse: once more, put right.
fn again(line: &[u8], error: serde_json::Error, number: u64, draft: &mut Draft, fill: Fill) -> Result<(), Issue> {
    let bad = |error: serde_json::Error| issue(IssueKind::Format, number, why(&error));
    let Some(mended) = mend::mend(line) else { return Err(bad(error)) };
    let object = parse(mended.text.as_bytes()).map_err(bad)?;
    take(&object, draft, fill);
    if mended.replaced > 0 {
        let places = if mended.replaced == 1 { "place that is" } else { "places that are" };
        let message = format!("{} {places} not UTF-8: shown as \u{fffd}", mended.replaced);
        draft.issues.push(issue(IssueKind::Encoding, number, message));
    }
    Ok(())
}

fn why(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "not JSON: the line ends in the middle".to_string();
    }
    format!("not JSON: {} at byte {}", sanitise::line(&without_place(error)).text, error.column())
}

/// What is wrong, without where.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    text.truncate(text.rfind(" at line ").unwrap_or(text.len()));
    text
}

fn issue(kind: IssueKind, number: u64, message: impl Into<String>) -> Issue {
    Issue { line: u32::try_from(number).ok(), ..Issue::new(kind, message) }
}

pub(super) fn take(object: &Object, draft: &mut Draft, fill: Fill) {
    let mut field = |field| {
        let text = object.get(field)?;
        let text = text.get(..text.floor_char_boundary(LONGEST_FIELD))?;
        Some(text).map(|text| clean_line(draft, text)).filter(|text| !text.is_empty())
    };
    let (title, source, language, link) =
        (field(Field::Title), field(Field::Source), field(Field::Language), field(Field::Link));
    let date = field(Field::Date).map(day_of_number);
    draft.title = title;
    draft.date = date;
    draft.source = source;
    draft.language = language;
    draft.link = link;
    draft.byline = Some(listed(object, Field::Byline, draft).join(", ")).filter(|byline| !byline.is_empty());
    draft.tags = front_matter::tags(listed(object, Field::Tags, draft));
    if let Some(body) = object.get(Field::Body) {
        let safe = sanitise::lines(body);
        draft.hidden += safe.hidden;
        fill(&safe.text, draft);
    }
}

/// A list of names.
fn listed(object: &Object, field: Field, draft: &mut Draft) -> Vec<String> {
    let text = object.get(field).unwrap_or("");
    let text = text.get(..text.floor_char_boundary(LONGEST_FIELD)).unwrap_or("");
    text.lines().map(|name| clean_line(draft, name)).filter(|name| !name.is_empty()).collect()
}

/// A date that is a number counts seconds or milliseconds since 1970; any other stays as it was written.
fn day_of_number(text: String) -> String {
    let number = || text.parse::<i64>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let moment = match text.len() {
        9 | 10 => number().and_then(|n| jiff::Timestamp::from_second(n).ok()),
        12 | 13 => number().and_then(|n| jiff::Timestamp::from_millisecond(n).ok()),
        _ => None,
    };
    moment.map_or(text, |moment| moment.to_string())
}

/// The JSON of `line` alone, for those who measure it: how many bytes the article's fields have.
#[doc(hidden)]
pub fn measure(line: &[u8]) -> usize {
    let object = parse(line).unwrap_or_default();
    [Field::Title, Field::Date, Field::Source, Field::Body].iter().filter_map(|f| object.get(*f)).map(str::len).sum()
}
