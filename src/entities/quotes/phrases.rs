//! Noun phrases that stand for a speaker, taken apart: "a French government spokesman", "the spokesman, Dmitry Peskov".

use std::ops::Range;

use super::cast::padded;
use super::nouns::is_native;
use super::tokens::{Sentence, TokenKind};
use super::words;
use crate::corpus::{Kind, Speaker};
use crate::text::fold;

/// A noun phrase taken apart.
pub(super) struct Phrase {
    /// Folded: "president".
    pub head: String,
    /// What else stands before the head, folded: "prime", "pentagon".
    pub modifiers: Vec<String>,
    pub definite: bool,
    /// "his", "their".
    pub owned: bool,
    pub person: Option<Speaker>,
    pub organisation: Option<Speaker>,
    pub country: Option<Speaker>,
    /// The country stands for its government: "a Kremlin spokesman".
    pub metonym: bool,
    /// "a French government spokesman".
    pub office: bool,
    /// "the Kenyan", "the 27-year-old".
    pub native: bool,
    /// "the ministers".
    pub plural: bool,
}

impl Phrase {
    pub fn read(s: &Sentence, range: Range<usize>) -> Option<Phrase> {
        let prepositions = |i: &usize| s.is(*i, &words::PREPOSITIONS);
        let cut = range.clone().skip(1).find(prepositions).unwrap_or(range.end);
        let last = cut.checked_sub(1).filter(|last| range.contains(last))?;
        let native = is_native(s, last) || s.word(last).ends_with("-year-old");
        let head = fold(s.word(last)).into_owned();
        if head.is_empty() && !native {
            return None;
        }
        let named = |kind: Kind| range.clone().filter_map(|i| s.name(i)).map(|(n, _)| n).find(|n| n.kind == kind);
        let mut modifiers = Vec::new();
        for i in range.start..last {
            let word = s.word(i);
            match s.name(i) {
                Some((n, _)) if n.kind == Kind::Organisation => {
                    modifiers.extend(padded(s.part(i)).split_whitespace().map(str::to_string));
                }
                _ if word.is_empty() || words::among(word, &words::DETERMINERS) || is_idle(word) => {}
                _ => modifiers.push(padded(word).trim().to_string()),
            }
        }
        let country = named(Kind::Country);
        let demonym = range.clone().any(|i| s.is_demonym(i));
        let owner = range.clone().any(|i| s.name(i).is_some_and(|(n, owner)| owner && n.kind != Kind::Person));
        Some(Phrase {
            definite: s.is(range.start, &["the", "that", "this"]) || owner,
            owned: s.is(range.start, &words::OWN),
            person: named(Kind::Person),
            organisation: named(Kind::Organisation),
            country,
            metonym: country.is_some() && !demonym,
            office: (range.start..range.end).any(|i| i != last && s.is(i, &words::OFFICES)),
            native,
            plural: head.ends_with('s') && !head.ends_with("ss"),
            head,
            modifiers,
        })
    }
}

/// Words that tell nothing about which one is meant.
const IDLE: [&str; 12] = [
    "former", "then", "new", "top", "senior", "own", "current", "longtime", "veteran", "outgoing", "newly", "visiting",
];

/// "41-year-old", "London-based" and the like tell nothing either.
fn is_idle(word: &str) -> bool {
    words::among(word, &IDLE)
        || word.starts_with(|c: char| c.is_ascii_digit())
        || ["-born", "-based", "-old", "-time"].iter().any(|end| word.ends_with(end))
}

/// Whom the role word at `at` stands for in its own sentence. `None`: it does not tell; `Some(None)`: no entity.
pub(super) fn meant(s: &Sentence, at: usize) -> Option<Option<Speaker>> {
    let after = if s.is_mark(at + 1, ",.") { at + 2 } else { at + 1 };
    if let Some(person) = s.person(after) {
        return Some(Some(person));
    }
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        let inside = matches!(s.kind(before), Some(TokenKind::Name { .. }))
            || (!s.word(before).is_empty()
                && !s.is(before, &words::PREPOSITIONS)
                && !s.is(before, &words::BREAKERS)
                && !s.is(before, &words::AUXILIARIES));
        if !inside || at - start > 5 {
            break;
        }
        start = before;
        if s.is(before, &words::DETERMINERS) {
            break;
        }
    }
    // "Dmitry Peskov, the Kremlin spokesman"
    if start >= 2
        && s.is_mark(start - 1, ",")
        && let Some(person) = s.person(start - 2)
    {
        return Some(Some(person));
    }
    let speaks = s.is(at, &words::SPOKESPEOPLE);
    let tail = if s.is(at + 1, &["for", "of", "at"]) { at + 1..at + 5 } else { at..at };
    let owner = (start..at).chain(tail).filter_map(|i| s.name(i)).map(|(n, _)| n);
    let owner = owner.filter(|n| n.kind != Kind::Person).min_by_key(|n| n.kind != Kind::Organisation);
    match owner {
        Some(owner) if speaks && (owner.kind == Kind::Organisation || !(start..at).any(|i| s.is_demonym(i))) => {
            Some(Some(owner))
        }
        _ if s.is(start, &["the", "that", "this"]) => None,
        _ => Some(None),
    }
}
