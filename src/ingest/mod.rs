//! Bytes to draft articles: one file per format, one registry. Opens no file and judges no text: what is story and
//! what is furniture, and what a first line means, is for `clean` to say.

mod encoding;
mod front_matter;
pub mod html;
pub mod json_lines;
mod keys;
mod markdown;
mod registry;
mod text;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::corpus::{Draft, Issue, IssueKind, Paragraph, ParagraphKind};
use crate::text::sanitise;

pub use registry::{is_json_lines, reads};

/// So many bytes of a file's text are read. A newspaper of a hundred pages has one; what has sixteen is no article.
const LIMIT: usize = 16 << 20;

/// Reads one file's bytes. `name` is its path as shown to people (sanitised here) and decides the format where it
/// can; for `-` and unknown names the content does. An input that gives no article gives at least one issue; what
/// was wrong with an input that gives one stands in the draft.
pub fn read(name: &str, bytes: &[u8]) -> (Vec<Draft>, Vec<Issue>) {
    if is_records(name, bytes) {
        return or_empty(json_lines::read(name, 1, bytes));
    }
    if registry::is_json(name) {
        return or_empty(json_lines::read_whole(name, bytes, false));
    }
    read_within(LIMIT, name, bytes, |name, text, draft| {
        registry::format_of(name, text, &mut draft.issues).fill(text, draft)
    })
}

/// Reads one file's bytes as lines, whatever its format: every line that is not empty is a body block, with the spaces
/// it has, so that places in it are places in the file's line. Of JSON Lines these are the lines of each body.
pub fn read_raw(name: &str, bytes: &[u8]) -> (Vec<Draft>, Vec<Issue>) {
    if is_records(name, bytes) {
        return or_empty(json_lines::read_raw(name, 1, bytes));
    }
    if registry::is_json(name) {
        return or_empty(json_lines::read_whole(name, bytes, true));
    }
    read_within(LIMIT, name, bytes, |_, text, draft| raw_lines(text, draft))
}

fn is_records(name: &str, bytes: &[u8]) -> bool {
    is_json_lines(name) || (name == "-" && json_lines::begins(bytes))
}

fn or_empty((drafts, mut issues): (Vec<Draft>, Vec<Issue>)) -> (Vec<Draft>, Vec<Issue>) {
    if drafts.is_empty() && issues.is_empty() {
        issues.push(Issue::new(IssueKind::Empty, "there is no text in it"));
    }
    (drafts, issues)
}

/// What makes blocks of a sanitised text.
type Fill = fn(&str, &mut Draft);

fn raw_lines(text: &str, draft: &mut Draft) {
    draft.plain = true;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    draft.blocks.extend(lines.map(|line| Paragraph::new(ParagraphKind::Body, line)));
}

fn read_within(
    limit: usize,
    name: &str,
    bytes: &[u8],
    fill: impl Fn(&str, &str, &mut Draft),
) -> (Vec<Draft>, Vec<Issue>) {
    // Four bytes a character is the widest encoding there is: no more than this can be of use.
    let whole = bytes.get(..4 * limit).unwrap_or(bytes);
    let decoded = match encoding::decode(whole) {
        Ok(decoded) => decoded,
        Err(issue) => return (Vec::new(), vec![issue]),
    };
    let mut draft = Draft { issues: decoded.issues, ..Draft::default() };
    draft.path = clean_line(&mut draft, name);
    let text = cut(&mut draft, limit, decoded.text, whole.len() < bytes.len());
    let safe = sanitise::lines(&text);
    draft.hidden += safe.hidden;
    fill(name, &safe.text, &mut draft);
    tell_hidden(&mut draft);
    if draft.blocks.is_empty() {
        draft.issues.push(Issue::new(IssueKind::Empty, "there is no text in it"));
    }
    (vec![draft], Vec::new())
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
