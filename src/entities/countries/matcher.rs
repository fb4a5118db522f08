//! Where the table's forms stand in a text: the longest at each word, whatever they may mean there.
//!
//! One pass; only words that begin with a capital are looked up. What is around a form is not looked at here.

use std::ops::Range;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::table::{self, Care, Form};

/// A form in a text. `other` is the same words read as another country's.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub span: Range<usize>,
    pub form: &'static Form,
    pub other: Option<&'static Form>,
}

/// The forms in `text`, in reading order, not overlapping.
pub(super) fn scan(text: &str) -> Vec<Seen> {
    let mut seen = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut in_word = false;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_uppercase()
                && !in_word
                && let Some(found) = longest(text, at)
            {
                at = found.span.end;
                in_word = false;
                seen.push(found);
                continue;
            }
            in_word = byte.is_ascii_alphanumeric();
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if !in_word
            && c.is_uppercase()
            && let Some(found) = longest(text, at)
        {
            at = found.span.end;
            in_word = false;
            seen.push(found);
            continue;
        }
        in_word = is_word_char(c) || (in_word && is_mark(c));
        at += c.len_utf8();
    }
    seen
}

fn longest(text: &str, at: usize) -> Option<Seen> {
    let rest = text.get(at..)?;
    if let [first, second, ..] = rest.as_bytes()
        && !table::may_begin(*first, *second)
    {
        return None;
    }
    let mut key = Key::default();
    if !key.read(rest) {
        return None;
    }
    let mut best: Option<Seen> = None;
    let singular = key.singular();
    for form in table::forms(&key).chain(singular.iter().flat_map(table::forms)) {
        let Some(len) = match_form(form, rest) else { continue };
        let span = at..at + len;
        match &mut best {
            Some(b) if b.span.end > span.end => {}
            Some(b) if b.span.end == span.end => {
                if form.care.has(Care::OTHER) {
                    b.other = Some(form);
                } else if b.form.care.has(Care::OTHER) {
                    b.other = Some(std::mem::replace(&mut b.form, form));
                }
            }
            _ => best = Some(Seen { span, form, other: None }),
        }
    }
    best
}

/// How many bytes of `rest` are this form, as written or in capitals, up to the end of a word.
fn match_form(form: &Form, rest: &str) -> Option<usize> {
    // Most words are plain: the form letter by letter, or another word.
    if let Some(after) = rest.strip_prefix(form.text.as_ref())
        && after.starts_with(|c: char| c.is_ascii() && !is_word_char(c))
    {
        return Some(form.text.len());
    }
    if differs(form.text.as_bytes(), rest.as_bytes()) {
        return None;
    }
    let capitals = rest.chars().nth(1).is_some_and(|c| !c.is_lowercase());
    match_letters(form, rest, false).or_else(|| capitals.then(|| match_letters(form, rest, true)).flatten())
}

/// Whether two plain letters differ before anything that takes a closer look: an accent, an apostrophe, a space.
fn differs(form: &[u8], text: &[u8]) -> bool {
    let apart = form.iter().zip(text).find(|(a, b)| !a.eq_ignore_ascii_case(b));
    apart.is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
}

fn match_letters(form: &Form, rest: &str, capitals: bool) -> Option<usize> {
    let mut text = Letters::of(rest);
    let mut word_start = true;
    for want in form.text.chars() {
        if is_mark(want) {
            if text.peek() == Some(want) {
                text.next();
            } else if form.care.has(Care::ACCENTS) {
                return None;
            }
            continue;
        }
        let same = text.next().is_some_and(|got| match want {
            ' ' => got == '-' || got.is_whitespace(),
            '\'' => is_apostrophe(got),
            '-' => matches!(got, '-' | '‐' | '‑' | '–'),
            _ if capitals || (word_start && want.is_lowercase()) => {
                got == want.to_ascii_uppercase() || (!capitals && got == want)
            }
            _ => got == want,
        });
        if !same {
            return None;
        }
        word_start = !is_word_char(want);
    }
    if form.plural && !text.ends_word() {
        let s = if capitals { 'S' } else { 's' };
        if text.next() != Some(s) {
            return None;
        }
    }
    text.ends_word().then_some(text.end)
}

/// The letters of a text decomposed: base, then its marks.
struct Letters<'t> {
    rest: std::str::CharIndices<'t>,
    /// Decomposed from the last character and not yet taken.
    queue: [char; 4],
    queued: usize,
    /// The offset after the last character taken.
    end: usize,
}

impl<'t> Letters<'t> {
    fn of(text: &'t str) -> Letters<'t> {
        Letters { rest: text.char_indices(), queue: ['\0'; 4], queued: 0, end: 0 }
    }

    fn peek(&mut self) -> Option<char> {
        if self.queued == 0 {
            let (_, c) = self.rest.next()?;
            if c.is_ascii() {
                self.queue[0] = c;
                self.queued = 1;
            } else {
                // In reverse, so that the next one is the last of the queue.
                let mut all = ['\0'; 4];
                let mut n = 0;
                decompose_canonical(c, |part| {
                    if let Some(slot) = all.get_mut(n) {
                        *slot = part;
                        n += 1;
                    }
                });
                for part in all.iter().take(n).rev() {
                    self.queue[self.queued] = *part;
                    self.queued += 1;
                }
            }
        }
        self.queue.get(self.queued.checked_sub(1)?).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.queued -= 1;
        self.end = self.rest.offset();
        Some(c)
    }

    /// Nothing more of the word follows: no letter, no digit, no mark on the last letter.
    fn ends_word(&mut self) -> bool {
        !self.peek().is_some_and(|c| is_word_char(c) || is_mark(c))
    }
}

/// The first word of a text, lower case and without accents: what forms are filed under. Words longer than any form's
/// first word have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key {
    bytes: [u8; 20],
    len: u8,
}

impl Key {
    /// Whether the text begins with a word of Latin letters that fits.
    pub fn read(&mut self, text: &str) -> bool {
        *self = Key::default();
        for c in text.chars() {
            let mut base = c;
            if !c.is_ascii() {
                if is_mark(c) {
                    continue;
                }
                let mut first = true;
                decompose_canonical(c, |part| {
                    if std::mem::take(&mut first) {
                        base = part;
                    }
                });
            }
            if !base.is_alphanumeric() {
                break;
            }
            match self.bytes.get_mut(usize::from(self.len)) {
                Some(slot) if base.is_ascii() => *slot = base.to_ascii_lowercase() as u8,
                _ => return false,
            }
            self.len += 1;
        }
        self.len > 0
    }

    pub fn start(&self) -> [u8; 2] {
        [self.bytes[0], self.bytes[1]]
    }

    /// Without its last letter, if that is an s.
    fn singular(mut self) -> Option<Key> {
        let last = self.bytes.get_mut(usize::from(self.len.checked_sub(1)?))?;
        if std::mem::take(last) != b's' {
            return None;
        }
        self.len -= 1;
        Some(self)
    }
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´')
}

pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}
