//! The words beside a place in a text. Each looks at a word or two, never at the whole text.

use std::ops::Range;

use super::names::{self, has};

/// The word behind `at` and the single character between, if no more lies between.
pub(super) fn word_after(text: &str, at: usize) -> Option<(Range<usize>, char)> {
    let gap = text.get(at..)?.chars().next()?;
    let start = at + gap.len_utf8();
    let end = word_end(text, start);
    (matches!(gap, ' ' | '\u{a0}' | '-') && end > start).then_some((start..end, gap))
}

/// The word before `at` and the character between.
pub(super) fn word_before(text: &str, at: usize) -> Option<(Range<usize>, char)> {
    let head = text.get(..at)?;
    let mut chars = head.char_indices().rev();
    let (end, gap) = chars.next()?;
    let (end, gap) = match gap {
        // "Mr. May"
        ' ' if head.ends_with(". ") => (end - 1, '.'),
        _ => (end, gap),
    };
    let start = head.get(..end)?.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last()?.0;
    (!gap.is_alphanumeric()).then_some((start..end, gap))
}

pub(super) fn skip_space(text: &str, at: usize) -> usize {
    let tail = text.get(at..).unwrap_or("");
    at + (tail.len() - tail.trim_start_matches([' ', '\u{a0}']).len())
}

pub(super) fn starts_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

pub(super) fn starts_sentence(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("").trim_end_matches([' ', '"', '“', '‘', '\'', '(']);
    head.is_empty() || head.ends_with(['.', '!', '?', ':', '…', '—', '–'])
}

/// The end of the word that begins at `at`; `at` itself if none does.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            end += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match text.get(end..).and_then(|rest| rest.chars().next()) {
                Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

pub(super) fn char_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// The number that ends at `end` goes on, or counts what follows: "20,000", "5%", "20 people". After "in" it may be a
/// count or a year, after "on" hardly.
pub(super) fn is_counted(text: &str, end: usize, may_count: bool) -> bool {
    let mut chars = text.get(end..).unwrap_or("").chars();
    match chars.next() {
        Some('%' | '°') => return true,
        Some(',' | '.' | ':' | '/') if chars.next().is_some_and(|c| c.is_ascii_digit()) => return true,
        _ => {}
    }
    word_after(text, end)
        .and_then(|(w, _)| text.get(w))
        .is_some_and(|w| has(names::MEASURES, w) || (may_count && has(names::COUNTED, w)))
}
