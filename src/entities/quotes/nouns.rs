//! Noun phrases around a verb: where they begin and end, and which name or word heads them.

use std::ops::Range;

use super::evidence::By;
use super::remarks::before_comma;
use super::subjects::{Known, Subject, pronoun};
use super::tokens::{Sentence, TokenKind};
use super::words;
use crate::corpus::Kind;

/// What stands before a verb: its subject, or a sign that it shares one with the verb before it.
pub(super) enum Found {
    It(Subject),
    Shared,
}

pub(super) fn as_subject(found: Found) -> Subject {
    match found {
        Found::It(subject) => subject,
        Found::Shared => Subject::Nobody,
    }
}

/// The noun phrase that ends before the verb at `at`.
pub(super) fn subject_before(s: &Sentence, at: usize, depth: usize) -> Found {
    let end = skip_back(s, at);
    let Some(last) = end.checked_sub(1) else { return Found::It(Subject::Nobody) };
    if depth > 4 {
        return Found::It(Subject::Nobody);
    }
    match s.kind(last) {
        None | Some(TokenKind::Piece(_)) => Found::It(Subject::Nobody),
        Some(TokenKind::Mark(',' | '-')) => before_comma(s, last, depth),
        Some(TokenKind::Mark(')')) => match (0..last).rev().find(|i| s.is_mark(*i, "(")) {
            Some(open) => subject_before(s, open, depth + 1),
            None => Found::It(Subject::Nobody),
        },
        Some(TokenKind::Mark(_)) => Found::It(Subject::Nobody),
        Some(TokenKind::Name { .. }) => Found::It(phrase_before(s, end)),
        Some(TokenKind::Word) => {
            if let Some(pronoun) = pronoun(s.word(last)) {
                Found::It(Subject::Pronoun(pronoun, last))
            } else if s.is(last, &words::RELATIVES) {
                let comma = last > 0 && s.is_mark(last - 1, ",");
                Found::It(nearest_before(s, last - usize::from(comma)))
            } else if s.is(last, &["and", "but", "or", "then"]) {
                Found::Shared
            } else if s.is(last, &words::BREAKERS) || (s.verb(last).is_some() && !is_noun_here(s, last)) {
                Found::It(Subject::Nobody)
            } else {
                Found::It(phrase_before(s, end))
            }
        }
    }
}

/// "the report said": a verb form after an article is a noun.
fn is_noun_here(s: &Sentence, at: usize) -> bool {
    at > 0 && (s.is(at - 1, &words::DETERMINERS) || s.kind(at - 1).is_some_and(|k| matches!(k, TokenKind::Name { .. })))
        || at > 1 && s.is(at - 2, &words::DETERMINERS)
}

/// The place before auxiliaries, adverbs and days: "Vance | on Thursday also has said".
fn skip_back(s: &Sentence, at: usize) -> usize {
    let mut end = at;
    while let Some(last) = end.checked_sub(1) {
        let word = s.word(last);
        let adverb = word.len() > 4
            && word.ends_with("ly")
            && !s.is_capital(last)
            && !words::among(word, &["family", "assembly", "ally", "supply", "reply", "monopoly", "anomaly"]);
        if adverb || s.is(last, &words::AUXILIARIES) || s.is(last, &words::ADVERBS) || s.is_time(last) {
            end = last;
            // "on Friday", "on Feb. 17": the preposition goes with the day.
            while end > 0 && (s.is(end - 1, &["on"]) || s.is_mark(end - 1, ".")) {
                end -= 1;
            }
        } else if last > 0
            && (s.is(last, &["to"]) && s.is(last - 1, &words::BOUND)
                || s.is(last, &words::PERIODS) && s.is(last - 1, &["last", "this", "next", "earlier"]))
        {
            end = last - 1;
        } else {
            break;
        }
    }
    end
}

/// The noun phrase that ends before `end`.
fn phrase_before(s: &Sentence, end: usize) -> Subject {
    let mut start = end;
    while let Some(last) = start.checked_sub(1) {
        let go_on = match s.kind(last) {
            Some(TokenKind::Name { .. }) => true,
            Some(TokenKind::Word) if s.is(last, &["and", "or"]) => {
                start < end && last > 0 && s.person(last - 1).is_some() && names_person(s, start, end)
            }
            Some(TokenKind::Word) => !ends_phrase(s, last),
            // A list of names: "Macron, Merz and Starmer said".
            Some(TokenKind::Mark(',')) => {
                last > 0 && s.person(last - 1).is_some() && s.person(start).is_some() && s.is(start + 1, &["and", "or"])
            }
            _ => false,
        };
        if !go_on || end - start > 24 {
            break;
        }
        start = last;
    }
    read(s, start..end)
}

fn names_person(s: &Sentence, start: usize, end: usize) -> bool {
    (start..end).any(|i| s.person(i).is_some())
}

/// Words that no noun phrase reaches over to the left.
fn ends_phrase(s: &Sentence, at: usize) -> bool {
    s.is(at, &words::BREAKERS)
        || s.is(at, &words::AUXILIARIES)
        || pronoun(s.word(at)).is_some()
        || s.is(at, &["and", "but", "or"])
        || (s.verb(at).is_some() && !s.is_capital(at) && !is_noun_here(s, at))
}

/// Who heads a phrase: "a spokesman for Macron" is not Macron, "On Friday Macron" is.
fn read(s: &Sentence, range: Range<usize>) -> Subject {
    let Some(last) = range.end.checked_sub(1).filter(|l| range.contains(l)) else { return Subject::Nobody };
    let prepositions: Vec<usize> = range.clone().filter(|i| s.is(*i, &words::PREPOSITIONS)).collect();
    let named = |from: usize| match (range.clone()).skip_while(|i| *i < from).find(|i| s.is(*i, &["and"])) {
        // Two of them: the first speaks.
        Some(and) if and > 0 && s.person(and - 1).is_some() => known(s, and - 1, true),
        _ => known(s, last, false),
    };
    // "Ashgrove of Aberdeen"
    let of = prepositions.first().filter(|p| **p > range.start && s.is(**p, &["of", "from", "at", "in", "with"]));
    if let Some(person) = of.and_then(|of| s.person(of - 1)) {
        return Subject::Known(Known::one(person, By::Name));
    }
    if titled(s, &range, last) {
        return known(s, last, false).unwrap_or(Subject::Nobody);
    }
    match prepositions.last() {
        None => named(range.start).unwrap_or(Subject::Phrase(range)),
        Some(preposition) => {
            let leads = prepositions.first() == Some(&range.start);
            let dated = (*preposition..last).any(|i| s.is_time(i));
            if leads || dated {
                let from = (*preposition..last).rev().find(|i| s.is(*i, &words::DETERMINERS));
                named(*preposition + 1).unwrap_or(from.map_or(Subject::Nobody, |from| Subject::Phrase(from..range.end)))
            } else {
                Subject::Phrase(range)
            }
        }
    }
}

/// "the Secretary of State | Rice", "the ambassador to Iraq | Khalilzad": what the title is of ends before the name. But
/// "a spokesman for President | Macron".
fn titled(s: &Sentence, range: &Range<usize>, last: usize) -> bool {
    if s.person(last).is_none() || last < range.start + 2 {
        return false;
    }
    let before = last - 1;
    let place = s.name(before).is_some_and(|(who, owner)| who.kind != Kind::Person && !owner) && !s.is_demonym(before);
    let word = s.is_capital(before) && !s.is(before, &words::ROLES) && !s.is(before, &words::HONORIFICS);
    (place || word) && !s.is(before, &words::PREPOSITIONS)
}

/// The name at `at` as a subject; for a list, its first person.
fn known(s: &Sentence, at: usize, plural: bool) -> Option<Subject> {
    let (speaker, possessive) = s.name(at)?;
    if is_native(s, at) {
        return None;
    }
    if possessive || (s.is_demonym(at) && at > 0 && !s.is(at - 1, &["the"])) {
        return None;
    }
    let mut first = speaker;
    let mut i = at;
    // "Macron, Merz and Starmer": back to the first of the list.
    while i >= 2 && s.is_mark(i - 1, ",") && plural {
        let Some(earlier) = s.person(i - 2) else { break };
        first = earlier;
        i -= 2;
    }
    Some(Subject::Known(Known { speaker: first, plural, by: By::Name }))
}

/// The noun phrase that begins at `start`: "said | French president Emmanuel Macron on Friday".
pub(super) fn phrase_after(s: &Sentence, start: usize) -> Subject {
    let mut start = start;
    while s.is(start, &["and", "but", "that", "so", "then", "also", "yet", "both", "later"]) || s.is_mark(start, ",:-")
    {
        start += 1;
    }
    if let Some(pronoun) = pronoun(s.word(start)) {
        return Subject::Pronoun(pronoun, start);
    }
    let mut end = start;
    while end < s.tokens.len() && end - start < 14 {
        match s.kind(end) {
            Some(TokenKind::Name { .. }) => {
                let before = end.checked_sub(if end > 1 && s.is_mark(end - 1, ".") { 2 } else { 1 });
                let led = end == start || before.is_some_and(|before| heads(s, before)) || is_trade(s, start, end);
                if let Some(speaker) = s.person(end).filter(|_| led) {
                    return Subject::Known(Known { speaker, plural: joined(s, end + 1), by: By::Name });
                }
                if s.person(end).is_some() {
                    break;
                }
            }
            Some(TokenKind::Word) => {
                if stops(s, end) || (end > start && is_head(s, end - 1) && !is_head(s, end) && !s.is_capital(end)) {
                    break;
                }
            }
            // "said Sen. Brunn"
            Some(TokenKind::Mark('.')) if end > start && words::is_abbreviation(s.word(end - 1), s.word(end + 1)) => {}
            _ => break,
        }
        end += 1;
    }
    if end == start {
        return Subject::Nobody;
    }
    if s.is_mark(end, ",") {
        let mut to = end + 1;
        while to < end + 5 && (s.is_capital(to) || s.is_mark(to, ".")) {
            to += 1;
        }
        let closes = s.is_mark(to + 1, ",.;") || s.kind(to + 1).is_none();
        if let Some(speaker) = s.person(to).filter(|_| closes) {
            return Subject::Known(Known::one(speaker, By::Name));
        }
    }
    if let Some(known) = known(s, end - 1, false) {
        return known;
    }
    // "a spokesman for the Pentagon": what the head belongs to goes with it.
    let mut to = end;
    if s.is(to, &["of", "for", "at", "from", "to", "in", "with", "by"]) {
        to += 1;
        while to < end + 6 && (s.name(to).is_some() || (s.kind(to) == Some(TokenKind::Word) && !stops(s, to))) {
            to += 1;
        }
    }
    Subject::Phrase(start..to.max(end))
}

/// "the Kenyan": one who comes from there, not the country; "the French" are a people.
pub(super) fn is_native(s: &Sentence, at: usize) -> bool {
    s.is_demonym(at) && at > 0 && s.is(at - 1, &["the"]) && s.part(at).ends_with(['n', 'i']) && s.name(at + 1).is_none()
}

pub(super) fn joined(s: &Sentence, at: usize) -> bool {
    s.is(at, &["and"]) && (1..=4).any(|n| s.person(at + n).is_some())
}

fn stops(s: &Sentence, at: usize) -> bool {
    ends_phrase(s, at)
        || s.is(at, &words::PREPOSITIONS)
        || (s.is_time(at) && s.is_capital(at))
        || s.is(at, &["later", "earlier", "last", "this", "then"])
}

/// "said fishmonger | Brunn": any word may be a trade, but in "the man | Keel had hired" the name begins a clause.
fn is_trade(s: &Sentence, start: usize, name: usize) -> bool {
    let bare = (start..name).all(|i| !s.word(i).is_empty());
    let clause = s.is(name + 1, &words::AUXILIARIES) || s.word(name + 1).ends_with("ed");
    bare && name - start <= 3 && !s.is(start, &["the", "that", "this"]) && !clause
}

/// Whether a name may follow the word at `at` within one phrase: "president | Macron".
fn heads(s: &Sentence, at: usize) -> bool {
    is_head(s, at)
        || s.is(at, &words::PERSONS)
        || s.is_capital(at)
        || s.is(at, &words::HONORIFICS)
        || s.name(at).is_some()
}

fn is_head(s: &Sentence, at: usize) -> bool {
    s.is(at, &words::ROLES) || s.is(at, &words::OFFICES)
}

/// The person the words before `end` close with: "an angry response from Trump | who".
fn nearest_before(s: &Sentence, end: usize) -> Subject {
    match end.checked_sub(1) {
        Some(last) => known(s, last, false).unwrap_or_else(|| phrase_before(s, end)),
        None => Subject::Nobody,
    }
}
