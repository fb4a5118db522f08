//! What may be shown: every string that leaves ingest, file names, query echo, error texts and printed output
//! pass here once, so that nothing in a file can speak to the terminal or hide from the reader.
//!
//! Controls become U+FFFD, invisible characters go, clusters keep to a size a terminal can draw. How much was
//! hidden is counted, for the reader to be told. The order of letters is never changed, and nothing that a
//! language needs to be written is lost. What a character is allowed to do is decided in `kind`.

mod kind;
mod pen;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::pen::Pen;

pub use self::kind::is_invisible;

/// A text that may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sanitised {
    pub text: String,
    /// How many characters were taken out or made U+FFFD because nobody would have seen them.
    pub hidden: u32,
}

/// `text` on a single line: every line break and every tab becomes one space.
pub fn line(text: &str) -> Sanitised {
    sanitise(text, false)
}

/// `text` with its lines: every kind of line break becomes LF, a tab goes to the next multiple of eight columns.
pub fn lines(text: &str) -> Sanitised {
    sanitise(text, true)
}

/// `text` for showing on one line; borrowed when there is nothing to change in it.
pub fn shown(text: &str) -> Cow<'_, str> {
    if harmless(text, false) == text.len() { Cow::Borrowed(text) } else { Cow::Owned(line(text).text) }
}

fn sanitise(text: &str, multiline: bool) -> Sanitised {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut pen = Pen::new(multiline);
    let mut rest = text;
    while !rest.is_empty() {
        // After a character that may take the next one into its cluster, the next one is looked at alone.
        let run = if pen.is_open() { 0 } else { harmless(rest, multiline) };
        let (easy, odd) = rest.split_at_checked(run).unwrap_or((rest, ""));
        pen.easy(easy);
        let mut chars = odd.chars();
        if let Some(c) = chars.next() {
            rest = pen.odd(c, chars.as_str());
        } else {
            rest = "";
        }
    }
    pen.finish()
}

/// How many bytes at the start of `text` can stay as they are and stand each in a cluster of their own.
fn harmless(text: &str, multiline: bool) -> usize {
    let mut at = 0;
    loop {
        at += plain_ascii(text.as_bytes().get(at..).unwrap_or_default(), multiline);
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if !c.is_ascii() && kind::is_harmless(c) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// How many bytes at the start are printable ASCII (or LF). Looked at in blocks first: a clean article is passed at
/// the speed of memory.
fn plain_ascii(bytes: &[u8], multiline: bool) -> usize {
    let good = |b: &u8| matches!(b, b' '..=b'~') | (multiline & (*b == b'\n'));
    let blocks = bytes.chunks_exact(64).take_while(|block| block.iter().fold(true, |all, b| all & good(b))).count();
    let at = blocks * 64;
    at + bytes.iter().skip(at).take_while(|b| good(b)).count()
}
