//! What stands between commas, or before the first one, and is no subject: "Brunn, who was in Lisbon, said", "In
//! Lisbon, Brunn said".

use std::ops::Range;

use super::evidence::By;
use super::nouns::{Found, joined, phrase_after, subject_before};
use super::subjects::{Known, Subject};
use super::tokens::Sentence;
use super::words;

/// The subject before a remark between commas: "Zelensky, who has clashed with Trump, | praised".
pub(super) fn before_comma(s: &Sentence, comma: usize, depth: usize) -> Found {
    let floor = floor(s, comma);
    let mut segments: Vec<Range<usize>> = Vec::new();
    let mut end = comma;
    for i in (floor..comma).rev() {
        if s.is_mark(i, ",-") {
            segments.push(i + 1..end);
            end = i;
        }
    }
    segments.push(floor..end);
    // The last segment is the remark, or a part of one.
    for (n, segment) in segments.iter().enumerate().take(6) {
        if n + 1 == segments.len() {
            break;
        }
        if let Some(person) = only_person(s, segment) {
            return Found::It(Subject::Known(person));
        }
        if is_remark(s, segment.start) {
            return subject_before(s, segment.start.saturating_sub(1), depth + 1);
        }
    }
    match segments.iter().rev().find(|r| !r.is_empty() && !is_adverbial(s, r.start)) {
        Some(first) => Found::It(phrase_after(s, first.start)),
        None => Found::Shared,
    }
}

/// Where the clause that ends at `at` can have begun at the earliest.
fn floor(s: &Sentence, at: usize) -> usize {
    (0..at).rev().find(|i| s.is_piece(*i) || s.is_mark(*i, ":;")).map_or(0, |i| {
        // "…," Macron, 47, said: the comma after the piece belongs to the piece.
        if s.is_piece(i) && s.is_mark(i + 1, ",") { i + 2 } else { i + 1 }
    })
}

/// ", Dmitry Peskov," or ", Mr Peskov,".
fn only_person(s: &Sentence, segment: &Range<usize>) -> Option<Known> {
    let last = segment.end.checked_sub(1).filter(|last| segment.contains(last))?;
    let speaker = s.person(last)?;
    let plain = (segment.start..last)
        .all(|i| (s.is_capital(i) && !s.is(i, &words::DETERMINERS)) || (i > segment.start && s.is_mark(i, ".")));
    plain.then_some(Known::one(speaker, By::Name))
}

fn is_remark(s: &Sentence, at: usize) -> bool {
    is_adverbial(s, at)
        || s.is(at, &words::RELATIVES)
        || s.is(at, &["whose", "whom", "then", "now", "a", "an", "the", "his", "her", "both", "head", "also"])
        || s.word(at).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether what begins at `at` is no subject but says when, where or how.
pub(super) fn is_adverbial(s: &Sentence, at: usize) -> bool {
    let word = s.word(at);
    let ing = word.len() > 5 && word.ends_with("ing") && !words::among(word, &["during", "morning", "evening"]);
    ing || s.is(at, &words::PREPOSITIONS)
        || s.is(at, &words::ADVERBIAL_STARTS)
        || (s.is_time(at) && !word.starts_with(|c: char| c.is_ascii_digit()))
        || (word.len() > 4 && word.ends_with("ly") && !words::among(word, &["italy", "family", "only"]))
}

/// The first person from `start` that is nobody's owner and follows no preposition, else the first at all.
pub(super) fn first_person(s: &Sentence, start: usize) -> Subject {
    let people = || (start..s.tokens.len()).take_while(|i| !s.is_piece(*i)).filter_map(|i| Some((i, s.person(i)?)));
    let free = people().find(|(i, _)| *i > start && !s.is(*i - 1, &words::PREPOSITIONS));
    match free.or_else(|| people().next()) {
        Some((at, speaker)) => Subject::Known(Known { speaker, plural: joined(s, at + 1), by: By::Name }),
        None => Subject::Nobody,
    }
}
