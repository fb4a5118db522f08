//! Whose words a cue announces, as far as its own sentence tells: a name, a pronoun, or a phrase ("the spokesman")
//! that [`super::speakers`] looks up in what was told before.
//!
//! A partial reading, not a parse: it knows small closed classes of words and the order in which news puts them, and
//! answers [`Subject::Nobody`] where that is not enough.

use std::ops::Range;

use super::cues::{self, Cue, Stand};
use super::evidence::By;
use super::nouns::{Found, as_subject, phrase_after, subject_before};
use super::remarks::{first_person, is_adverbial};
use super::tokens::Sentence;
use super::words;
use crate::corpus::{Kind, Speaker};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Known(Known),
    Pronoun(Pronoun, usize),
    /// Tokens of the sentence.
    Phrase(Range<usize>),
    Nobody,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub speaker: Speaker,
    /// "Mr Modi and Mr Putin": the first of them.
    pub plural: bool,
    pub by: By,
}

impl Known {
    pub fn one(speaker: Speaker, by: By) -> Known {
        Known { speaker, plural: false, by }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    /// The writer, or the reader.
    I,
}

/// The subjects of a sentence's cues, one for each.
pub(super) fn subjects(sentence: &Sentence, cues: &[Cue]) -> Vec<Subject> {
    let mut out: Vec<Subject> = Vec::with_capacity(cues.len());
    for cue in cues {
        let before = out.last().cloned();
        out.push(subject(sentence, cue, before));
    }
    out
}

/// Whom the sentence is about: its first noun phrase, after a leading "In Paris, …".
pub(super) fn main_subject(s: &Sentence) -> Subject {
    let mut start = 0;
    for _ in 0..3 {
        if !is_adverbial(s, start) {
            break;
        }
        let comma = (start..s.tokens.len().min(start + 40)).find(|i| s.is_mark(*i, ",") || s.piece_ends_in_comma(*i));
        match comma {
            Some(comma) => start = comma + 1,
            None => return first_person(s, start),
        }
    }
    phrase_after(s, start)
}

fn subject(s: &Sentence, cue: &Cue, before: Option<Subject>) -> Subject {
    if s.is(cue.at, &["quoted", "quotes", "quoting"]) && cue.stand != Stand::Passive {
        // "Brunn quoted Keel: …"
        let whom = phrase_after(s, cue.at + 1);
        if matches!(&whom, Subject::Known(known) if known.speaker.kind == Kind::Person) {
            return whom;
        }
    }
    match cue.stand {
        Stand::Owned => owner(s, cue.at),
        Stand::Source => phrase_after(s, cue.last + 1),
        Stand::Passive => match (cue.last + 1..s.tokens.len().min(cue.last + 8)).find(|i| s.is(*i, &["by"])) {
            Some(by) => phrase_after(s, by + 1),
            None => Subject::Nobody,
        },
        Stand::Participle => participle(s, cue, before),
        Stand::Finite => {
            let first = if cue.at > 0 && s.is(cue.at - 1, &["so", "thus", "a", "ha"]) { cue.at - 1 } else { cue.at };
            let inverted =
                first == 0 || s.is_piece(first - 1) || (s.is_mark(first - 1, ",-") && follows_piece(s, first));
            if inverted {
                let after = phrase_after(s, cue.last + 1);
                if after != Subject::Nobody {
                    return after;
                }
            }
            match subject_before(s, cue.at, 0) {
                Found::It(subject) => subject,
                Found::Shared => before.unwrap_or_else(|| main_subject(s)),
            }
        }
    }
}

/// Whose the saying at `at` is: "Macron's claim", "her reply".
fn owner(s: &Sentence, at: usize) -> Subject {
    let Some(owner) = cues::owner(s, at) else { return Subject::Nobody };
    match s.name(owner) {
        Some((speaker, _)) => Subject::Known(Known::one(speaker, By::Name)),
        None if s.is(owner, &["his"]) => Subject::Pronoun(Pronoun::He, owner),
        None if s.is(owner, &["her"]) => Subject::Pronoun(Pronoun::She, owner),
        None if s.is(owner, &["their"]) => Subject::Pronoun(Pronoun::They, owner),
        None => Subject::Nobody,
    }
}

/// Whether only a comma or a dash stands between a piece and `at`.
fn follows_piece(s: &Sentence, at: usize) -> bool {
    at >= 2 && s.is_piece(at - 2)
}

/// "Tass quoted Peskov as saying" is Peskov; else whoever the cue before or the sentence is about.
fn participle(s: &Sentence, cue: &Cue, before: Option<Subject>) -> Subject {
    if cue.at > 0 && s.is(cue.at - 1, &["as"]) {
        let from = cue.at.saturating_sub(12);
        let quoted = (from..cue.at).rev().find(|i| s.is(*i, &["quoted", "cited", "quotes", "cites"]));
        if let Some(quoted) = quoted {
            let passive = quoted > 0 && s.is(quoted - 1, &words::BE);
            let whom = if passive { as_subject(subject_before(s, quoted, 0)) } else { phrase_after(s, quoted + 1) };
            if whom != Subject::Nobody {
                return whom;
            }
        }
    }
    before.unwrap_or_else(|| main_subject(s))
}

pub(super) fn pronoun(word: &str) -> Option<Pronoun> {
    const TABLE: [(&str, Pronoun); 7] = [
        ("he", Pronoun::He),
        ("she", Pronoun::She),
        ("it", Pronoun::It),
        ("they", Pronoun::They),
        ("i", Pronoun::I),
        ("we", Pronoun::I),
        ("you", Pronoun::I),
    ];
    TABLE.iter().find(|(form, _)| form.eq_ignore_ascii_case(word)).map(|(_, p)| *p)
}

/// The people named outside quotes before token `end`, first those who can be a subject.
pub(super) fn person_before(s: &Sentence, end: usize) -> Option<Speaker> {
    let people = || (0..end).filter_map(|i| s.name(i).map(|(speaker, owner)| (i, speaker, owner)));
    let mut people = people().filter(|(_, speaker, _)| speaker.kind == Kind::Person).peekable();
    let first = people.peek().map(|(_, speaker, _)| *speaker);
    people.find(|(i, _, owner)| !owner && (*i == 0 || !s.is(i - 1, &words::PREPOSITIONS))).map(|(_, s, _)| s).or(first)
}

/// The one whose word at `at` is: "the verdict of Brunn".
pub(super) fn person_after(s: &Sentence, at: usize) -> Option<Known> {
    let of = s.is(at + 1, &["of", "from"]);
    match phrase_after(s, at + 2) {
        Subject::Known(known) if of => Some(known),
        _ => None,
    }
}
