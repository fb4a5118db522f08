//! Which quoted pieces of a sentence are quotes, and by what sign.

use super::cues::{self, Class, Cue, Stand};
use super::evidence::By;
use super::marks::Piece;
use super::memory::Memory;
use super::reading::Reading;
use super::shape::Shape;
use super::signed;
use super::subjects::{Known, Subject};
use super::tongs;
use super::words;
use crate::corpus::ParagraphKind;

/// How a piece came to be a quote.
pub(super) enum Verdict {
    Cued(usize),
    /// By a verb that no table knows, right between the piece and a name: "…," Macron grinned.
    Beside {
        verb: usize,
        who: Option<Known>,
    },
    /// Macron: "…"
    Signed(Known),
    Alone,
    No,
}

impl Reading<'_> {
    pub(super) fn judge(
        &self,
        at: usize,
        piece: &Piece,
        shape: &Shape,
        rejected: Option<usize>,
        memory: &Memory,
    ) -> Verdict {
        if tongs::holds(&self.s, at, shape, rejected) {
            return Verdict::No;
        }
        let title = self.paragraph.number.is_none();
        if let Some(who) = signed::by(&self.s, at, shape, title) {
            return Verdict::Signed(who);
        }
        let after = self.cue_after(at, shape);
        let before = self.cue_before(at, shape, true);
        // A fragment belongs to the clause it stands in; a whole sentence to what follows it.
        let clause_first = !shape.capital && before.is_some_and(|cue| !self.turns(cue, at));
        let cue = if clause_first { before.or(after) } else { after.or(before) };
        let cue = cue.or_else(|| self.cue_at_end(at, shape)).or_else(|| self.cue_before(at, shape, false));
        if let Some(cue) = cue {
            return if self.is_sign(cue) { Verdict::No } else { Verdict::Cued(cue) };
        }
        if self.paragraph.kind == ParagraphKind::Caption || title {
            return if title && signed::by_nobody(&self.s, at, shape) { Verdict::Alone } else { Verdict::No };
        }
        if let Some(verdict) = self.unknown_verb(at, shape, memory) {
            return verdict;
        }
        if self.is_alone(at, piece, shape) { Verdict::Alone } else { Verdict::No }
    }

    /// "a banner that read", "a poster of Brunn that says": nobody speaks.
    fn is_sign(&self, cue: usize) -> bool {
        let sign = |i: usize| self.s.is(i, &words::SIGNS);
        let relative = self.cues.get(cue).is_some_and(|c| {
            let clause =
                (c.at.saturating_sub(8)..c.at).rev().take_while(|i| !self.s.is_mark(*i, ",;:") && !self.s.is_piece(*i));
            let mut clause = clause.skip_while(|i| self.s.is(*i, &words::RELATIVES));
            let led = c.at > 0 && (self.s.is(c.at - 1, &words::RELATIVES) || c.stand == Stand::Participle);
            led && clause.any(sign)
        });
        relative
            || match self.subjects.get(cue) {
                Some(Subject::Phrase(range)) => range.clone().any(sign),
                _ => false,
            }
    }

    /// `"…," Macron said`, `"…," said Macron`, `"…," the spokesman, who was in Paris, said`.
    fn cue_after(&self, at: usize, shape: &Shape) -> Option<usize> {
        let s = &self.s;
        let comma = s.is_mark(at + 1, ",-");
        let first = at + 1 + usize::from(comma);
        let number = self.cues.iter().position(|c| c.at > at)?;
        let cue = self.cues.get(number)?;
        if (at + 1..cue.at).any(|i| s.is_piece(i)) || cue.at - at > 40 {
            return None;
        }
        let near = cue.at <= at + 2 && cue.stand == Stand::Finite && cue.class != Class::Beside;
        let ended = comma || shape.open_end || (near && (at == 0 || shape.capital));
        let other = cue.stand != Stand::Source
            && (s.is(first, &words::PREPOSITIONS)
                || s.is(first, &words::BREAKERS)
                || s.is(first, &["and", "but", "or"]));
        let own = match cue.stand {
            Stand::Participle => s.is(cue.at - 1, &["as"]) && cue.at - at < 8,
            Stand::Passive | Stand::Owned => false,
            Stand::Source | Stand::Finite => true,
        };
        // "…," because he sees what it adds: the verb of another clause.
        let begins = match self.subjects.get(number) {
            Some(Subject::Pronoun(_, from) | Subject::Phrase(std::ops::Range { start: from, .. })) => {
                *from <= first + 2 || *from > cue.at
            }
            _ => true,
        };
        (ended && !other && own && begins).then_some(number)
    }

    /// `Macron said “…”`, `saying it was “…”`. The nearest; but in `said they had agreed on “…”` the firm one says it.
    fn cue_before(&self, at: usize, shape: &Shape, firm: bool) -> Option<usize> {
        let s = &self.s;
        let next = |c: &Cue| c.last + 1 == at || (c.last + 2 == at && s.is_mark(at - 1, ",:-"));
        let counts = |c: &Cue| match c.class {
            Class::Say | Class::Describe | Class::Act => true,
            Class::Beside => !firm || (next(c) && s.is_mark(at - 1, ":,")),
            Class::Weak => !firm,
        };
        let number = self.cues.iter().rposition(|c| c.last < at && counts(c))?;
        let cue = self.cues.get(number)?;
        let beside = next(cue) || (cue.stand == Stand::Owned && s.is_mark(at - 1, ":"));
        let nobody = cue.stand == Stand::Passive && self.subjects.get(number) == Some(&Subject::Nobody);
        let unknown = self.who.get(number).copied().flatten().is_none();
        let wording = cue.class == Class::Describe && beside && cues::is_wording(s, cue.at);
        let put = cue.class == Class::Act && s.is(at - 1, &["as"]);
        let least = match cue.class {
            _ if wording || put => 1,
            Class::Weak if unknown => 8,
            _ if nobody || (unknown && (cue.stand == Stand::Source || self.is_attribute(at))) => 3,
            _ if cue.stand == Stand::Owned && beside => 1,
            class => class.least_words(),
        };
        let enough = shape.words >= least;
        let titled = shape.title && !self.paragraph.headline && !beside && !s.is_mark(at - 1, ":");
        (enough && !titled && (beside || cue.class != Class::Beside)).then_some(number)
    }

    /// `a “starter” plan`: a word that goes with the next one is more often held with tongs than said.
    pub(super) fn is_attribute(&self, at: usize) -> bool {
        let s = &self.s;
        let next = s.word(at + 1);
        let ended = self.s.piece_ends_in_comma(at);
        !ended
            && next.starts_with(char::is_lowercase)
            && !words::among(next, &words::DETERMINERS)
            && !words::among(next, &words::PREPOSITIONS)
            && !words::among(next, &words::BREAKERS)
            && !words::among(next, &words::AUXILIARIES)
            && !words::among(next, &["and", "or", "but"])
    }

    /// `… the need for “prompt talks now”, the statement said.`
    fn cue_at_end(&self, at: usize, shape: &Shape) -> Option<usize> {
        let s = &self.s;
        let number = self.cues.iter().rposition(|c| c.at > at)?;
        let cue = self.cues.get(number)?;
        let last_piece = (cue.at..s.tokens.len()).all(|i| !s.is_piece(i));
        let from = (at..cue.at).rev().find(|i| s.is_mark(*i, ",-"));
        let own = matches!(cue.stand, Stand::Finite | Stand::Source)
            && from.is_some_and(|comma| {
                !s.is(comma + 1, &words::BREAKERS) && !s.is(comma + 1, &["and", "but", "or"]) && cue.at - comma < 12
            });
        let part = shape.words >= 3 && !shape.title && !self.is_attribute(at);
        (last_piece && own && part && cue.class == Class::Say).then_some(number)
    }

    /// Whether the sentence turns to something else between a cue and the piece.
    fn turns(&self, cue: usize, at: usize) -> bool {
        let from = self.cues.get(cue).map_or(at, |c| c.last + 1);
        (from..at).any(|i| self.s.is(i, &["but", "while", "although", "though", "whereas"]) || self.s.is_mark(i, ";"))
    }

    /// `"…," Macron grinned.`, `„…“, sagte Merz.`
    fn unknown_verb(&self, at: usize, shape: &Shape, memory: &Memory) -> Option<Verdict> {
        let s = &self.s;
        let comma = s.is_mark(at + 1, ",");
        if !(comma || shape.open_end) || !shape.capital || shape.words < 2 || shape.title {
            return None;
        }
        let first = at + 1 + usize::from(comma);
        let verb = |i: usize| {
            let word = s.word(i);
            word.starts_with(char::is_lowercase)
                && word.len() > 2
                && !words::among(word, &words::BREAKERS)
                && !words::among(word, &words::PREPOSITIONS)
                && !words::among(word, &words::DETERMINERS)
                && !words::among(word, &words::AUXILIARIES)
                && !words::among(word, &words::ROLES)
                && !words::among(word, &["and", "but", "or", "he", "she", "they", "it"])
        };
        let one = |speaker| Some(Known::one(speaker, By::Name));
        if let Some(person) = s.person(first).filter(|_| verb(first + 1)) {
            return Some(Verdict::Beside { verb: first + 1, who: one(person) });
        }
        if verb(first)
            && let Some(person) = s.person(first + 1)
        {
            return Some(Verdict::Beside { verb: first, who: one(person) });
        }
        if s.is(first, &["he", "she"]) && verb(first + 1) {
            return Some(Verdict::Beside { verb: first + 1, who: memory.person_before().or(memory.spoke_before()) });
        }
        None
    }

    /// Whether a piece without any cue is speech all the same: a whole sentence of its own.
    fn is_alone(&self, at: usize, piece: &Piece, shape: &Shape) -> bool {
        let s = &self.s;
        let only = s.tokens.iter().enumerate().all(|(i, _)| s.is_piece(i) || s.is_mark(i, ".,!?…-"));
        let stops = shape.stop || s.is_mark(at + 1, ".!?…") || !piece.closed;
        if only {
            return (stops && shape.words >= 2 && !shape.title) || shape.words >= 8;
        }
        shape.capital && shape.stop && shape.words >= 4 && !shape.title
    }
}
