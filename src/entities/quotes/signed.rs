//! Words with a name right beside them and no verb: Macron: "…", "…" – Macron, "…" (Macron).

use std::ops::Range;

use super::evidence::By;
use super::shape::Shape;
use super::subjects::Known;
use super::tokens::Sentence;
use super::words;

/// Who signs the piece at `at`. In a title what follows a colon may be more than a name: 'It's over': Macron resigns.
pub(super) fn by(s: &Sentence, at: usize, shape: &Shape, title: bool) -> Option<Known> {
    let headed = || {
        // Brunn: Pier is 'safe'
        let colon = (0..at).find(|i| s.is_mark(*i, ":")).filter(|_| title)?;
        name(s, 0..colon)
    };
    before(s, at).or_else(headed).or_else(|| after(s, at, shape, title))
}

/// 'I was scared': Woman tells of night at sea.
pub(super) fn by_nobody(s: &Sentence, at: usize, shape: &Shape) -> bool {
    at == 0 && s.is_mark(1, ":") && shape.words >= 3 && !shape.title
}

fn before(s: &Sentence, at: usize) -> Option<Known> {
    let colon = at.checked_sub(1).filter(|i| s.is_mark(*i, ":"))?;
    let start = (0..colon).rev().find(|i| s.is_piece(*i) || s.is_mark(*i, ".:;|")).map_or(0, |i| i + 1);
    if (start..colon).any(|i| s.verb(i).is_some()) {
        return None;
    }
    let comma = (start..colon).find(|i| s.is_mark(*i, ","));
    name(s, start..comma.unwrap_or(colon)).or_else(|| name(s, comma? + 1..colon))
}

/// "Ada Brunn, mayor of Lisbon:" with the words in the next paragraph.
pub(super) fn before_colon(s: &Sentence, colon: usize) -> Option<Known> {
    let comma = (0..colon).find(|i| s.is_mark(*i, ",")).unwrap_or(colon);
    name(s, 0..comma)
}

fn after(s: &Sentence, at: usize, shape: &Shape, title: bool) -> Option<Known> {
    let mark = at + 1;
    if title && s.is_mark(mark, ":") && at == 0 {
        let (speaker, owner) = s.name(mark + 1)?;
        return (!owner && !s.is_demonym(mark + 1)).then_some(Known::one(speaker, By::Name));
    }
    let closing = if s.is_mark(mark, "(") { ")" } else { ",.)(" };
    let marked = s.is_mark(mark, "-(") || (title && s.is_mark(mark, ":"));
    if !marked || shape.words < 2 || !(title || shape.capital) {
        return None;
    }
    let end = (mark + 1..mark + 8).find(|i| s.is_mark(*i, closing) || s.kind(*i).is_none())?;
    name(s, mark + 1..end)
}

/// The name that a range is, with roles and titles before it and nothing else.
fn name(s: &Sentence, range: Range<usize>) -> Option<Known> {
    let last = range.end.checked_sub(1).filter(|last| range.contains(last))?;
    let (speaker, owner) = s.name(last)?;
    let plain = |i: usize| s.name(i).is_some() || s.is_capital(i) || s.is(i, &words::ROLES) || s.is(i, &["the", "of"]);
    (range.len() <= 6 && !owner && !s.is_demonym(last) && (range.start..last).all(plain))
        .then_some(Known::one(speaker, By::Name))
}
