//! What stands around a span: the words before and after it, sentence starts, the way its line is written.

use std::ops::Range;

use super::matcher::{is_apostrophe, is_word_char};
use super::words::{self, has};

/// A word beside a span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub text: &'t str,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Word<'_> {
    /// Begins with a capital and goes on in small letters: "Putin", not "EU".
    pub fn is_capitalised(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    }

    pub fn is_small(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }
}

/// The word just before `at`, if only white space, or the point of an abbreviation, lies between.
pub(super) fn before(text: &str, at: usize) -> Option<Word<'_>> {
    let head = text.get(..at)?.trim_end_matches([' ', '\u{a0}']);
    if head.len() == at {
        return None;
    }
    let pointless = head.strip_suffix('.').unwrap_or(head);
    let word = last_word(pointless)?;
    // A long word before a point ends a sentence; a short one may be "Gov." or an initial.
    (pointless.len() == head.len() || word.text.chars().count() <= 4).then_some(word)
}

/// The word that ends the text.
pub(super) fn last_word(text: &str) -> Option<Word<'_>> {
    let len: usize = text.chars().rev().take_while(|c| is_word_char(*c)).map(char::len_utf8).sum();
    let start = text.len() - len;
    (len > 0).then(|| Word { text: text.get(start..).unwrap_or(""), start, end: text.len() })
}

/// The word just after `at`, if only white space lies between.
pub(super) fn after(text: &str, at: usize) -> Option<Word<'_>> {
    let tail = text.get(at..)?;
    let word = tail.trim_start_matches([' ', '\u{a0}']);
    if word.len() == tail.len() {
        return None;
    }
    word_at(text, text.len() - word.len())
}

/// The word that begins at `at`.
pub(super) fn word_at(text: &str, at: usize) -> Option<Word<'_>> {
    let tail = text.get(at..)?;
    let len: usize = tail.chars().take_while(|c| is_word_char(*c)).map(char::len_utf8).sum();
    (len > 0).then(|| Word { text: tail.get(..len).unwrap_or(""), start: at, end: at + len })
}

/// After the possessive ending, if there is one at `at`: "Russia’s| war".
pub(super) fn after_possessive(text: &str, at: usize) -> Option<usize> {
    let mut chars = text.get(at..)?.char_indices();
    let (_, mark) = chars.next().filter(|(_, c)| is_apostrophe(*c))?;
    match chars.next() {
        Some((_, 's' | 'S')) => {
            let ends = !chars.next().is_some_and(|(_, c)| is_word_char(c));
            ends.then_some(at + mark.len_utf8() + 1)
        }
        _ => None,
    }
}

/// Whether a sentence begins at `at`: nothing before it, or the end of another, or an opening mark.
pub(super) fn starts_sentence(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("").trim_end_matches([' ', '\u{a0}', '"', '“', '‘', '\'', '(', '[', '«']);
    match head.chars().next_back() {
        None | Some('.' | '!' | '?' | ':' | '…' | '\n' | '—' | '•' | '|' | '”') => true,
        Some(_) => false,
    }
}

pub(super) fn next_char(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

pub(super) fn previous_char(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// How a line is written, which says what a capital is worth there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Running,
    /// Most Words Have Capitals.
    Title,
    Capitals,
}

/// The styles of a text's lines, each looked at once as long as it is asked for in reading order.
pub(super) struct Lines<'t> {
    text: &'t str,
    last: Option<(Range<usize>, Style)>,
}

impl<'t> Lines<'t> {
    pub fn of(text: &'t str) -> Lines<'t> {
        Lines { text, last: None }
    }

    /// The style of the line around `at`.
    pub fn style(&mut self, at: usize) -> Style {
        if let Some((line, style)) = &self.last
            && line.contains(&at)
        {
            return *style;
        }
        let start = self.text.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |nl| nl + 1);
        let end = self.text.get(at..).and_then(|tail| tail.find('\n')).map_or(self.text.len(), |nl| at + nl);
        let style = style_of(self.text.get(start..end).unwrap_or(""));
        self.last = Some((start..end, style));
        style
    }
}

fn style_of(line: &str) -> Style {
    if !line.chars().any(char::is_lowercase) {
        return Style::Capitals;
    }
    let (mut long, mut small) = (0, 0);
    for word in line.split(|c: char| !is_word_char(c)).filter(|w| w.len() > 3 && !has(words::SMALL_IN_TITLES, w)) {
        long += 1;
        small += usize::from(word.chars().next().is_some_and(char::is_lowercase));
    }
    if long > 3 && small * 16 <= long { Style::Title } else { Style::Running }
}
