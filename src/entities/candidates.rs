//! Stretches of words that may be a name: found by capitals and by what single words can be, not yet judged.
//!
//! A run of capitalised words is cut where one kind of thing ends and the next begins: "US Secretary of State Marco
//! Rubio" is a role and a name, "Munich Security Conference" neither. What a name names is for the
//! tagger, whose evidence this is.

use super::labels::{Label, Reader, is_forename};
use super::lexicon::{Phrase, flags};
use super::story::Story;
use super::tokens::Shape;

/// What a stretch looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Words that are a person's name if anything.
    Name,
    /// By its last word or by the list; the list's name for it.
    Organisation(Option<&'static str>),
    /// Letters that stand for something.
    Acronym,
    Place,
    Role,
    /// "Munich Security Conference", "Monday".
    Other,
}

/// The words `first..end` of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub part: u32,
    pub first: u32,
    pub end: u32,
    pub guess: Guess,
    /// "Mr" or the like before it.
    pub titled: bool,
}

/// The candidates of `story`, in reading order, not overlapping.
pub fn find(story: &Story) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut labels = Vec::new();
    for (part, number) in story.parts.iter().zip(0..) {
        let mut at = part.tokens.start;
        while at < part.tokens.end {
            let reader = Reader { story, part, number };
            if !reader.begins(at) {
                at += 1;
                continue;
            }
            let end = reader.run(at, &mut labels);
            reader.cut(at, &labels, &mut out);
            // An organisation may reach beyond its run: "Ministry of Defence".
            at = out.last().map_or(end, |c: &Candidate| end.max(c.end as usize));
        }
    }
    out
}

/// No organisation's name has more words; without a limit a text all in capitals would be read over and over.
const LONGEST_NAME: usize = 14;

impl Reader<'_> {
    /// Cuts the labelled run that begins at `start` into candidates.
    fn cut(&self, start: usize, labels: &[Label], out: &mut Vec<Candidate>) {
        let mut k = 0;
        let mut titled = false;
        while let Some(label) = labels.get(k).copied() {
            let (words, guess) = match label {
                Label::Title => {
                    titled = true;
                    k += 1;
                    continue;
                }
                _ if !titled && let Some((words, guess)) = self.headed(start, labels, k) => (words, guess),
                Label::Role => (1, Guess::Role),
                Label::Phrase(words, Phrase::Place) => (words as usize, Guess::Place),
                Label::Phrase(words, Phrase::Organisation(name) | Phrase::Capitals(name, _)) => {
                    (words as usize, Guess::Organisation(Some(name)))
                }
                Label::Name => (self.name(start, labels, k), Guess::Name),
                Label::Acronym => (1, Guess::Acronym),
                Label::Modifier if titled => (1, Guess::Name),
                Label::Word | Label::OrgHead | Label::PlaceHead | Label::EventHead if titled => (1, Guess::Name),
                _ => (1, Guess::Other),
            };
            let first = start + k;
            out.push(Candidate {
                part: self.number,
                first: first as u32,
                end: (first + words) as u32,
                guess,
                titled: titled && guess == Guess::Name,
            });
            k += words;
            titled &= guess == Guess::Role;
        }
    }

    /// How many words from `k` on are one name.
    fn name(&self, start: usize, labels: &[Label], k: usize) -> usize {
        let mut words = labels.iter().skip(k).take_while(|l| **l == Label::Name).count();
        // "head of Gazprom Alexei Roe": behind a role's "of" a forename begins the person.
        let of = |back: usize| self.story.token((start + k).wrapping_sub(back));
        let role_of = of(1)
            .is_some_and(|t| t.is(flags::FUNCTION) && matches!(t.text(self.part.text), "of" | "for" | "at"))
            && of(2).is_some_and(|t| t.is(flags::ROLE));
        let begins = self.token(start + k).is_some_and(is_forename);
        if role_of
            && !begins
            && let Some(n) = (1..words).find(|n| self.token(start + k + n).is_some_and(is_forename))
        {
            words = n;
        }
        // A particle cannot end a name.
        while words > 1 && self.token(start + k + words - 1).is_some_and(|t| t.shape == Shape::Lower) {
            words -= 1;
        }
        words
    }

    /// A stretch that its last word tells: from `k` to the last head before a role, a title or the end.
    fn headed(&self, start: usize, labels: &[Label], k: usize) -> Option<(usize, Guess)> {
        let mut head = None;
        let mut names = 0;
        for (n, label) in labels.iter().enumerate().skip(k).take(LONGEST_NAME) {
            match label {
                Label::OrgHead | Label::PlaceHead | Label::EventHead => head = Some((n, *label)),
                Label::Role => {
                    // "Prosecutor General's Office", "Secretary General Office": a role inside.
                    let inside = labels.get(n + 1) == Some(&Label::OrgHead)
                        && self.token(start + n).is_some_and(|t| t.possessive)
                        || self.token(start + n + 1).is_some_and(|t| t.is(flags::ROLE) && t.possessive);
                    if !inside {
                        break;
                    }
                }
                Label::Title | Label::Calendar => break,
                Label::Word if self.part.headline => break,
                Label::Name => names += 1,
                Label::Modifier | Label::Word | Label::Acronym | Label::Phrase(..) | Label::Inside => {}
            }
            // A forename and what follows it are a person beside the organisation: "Nato Jens Roe Group" is rare.
            if names > 4 {
                break;
            }
        }
        let (n, label) = head?;
        let mut words = n + 1 - k;
        let guess = match label {
            Label::OrgHead => {
                let more = self.complement(start + n);
                if words == 1 && more == 0 {
                    return None;
                }
                words += more;
                Guess::Organisation(None)
            }
            _ if words == 1 => return None,
            Label::PlaceHead => Guess::Place,
            _ => Guess::Other,
        };
        Some((words, guess))
    }

    /// How many words behind the head at `at` belong to it: "of Defence", "for National Statistics".
    fn complement(&self, at: usize) -> usize {
        let word = |k: usize| self.joined(k).map(|t| t.text(self.part.text));
        if self.token(at).is_some_and(|t| t.possessive) || !matches!(word(at + 1), Some("of" | "for")) {
            return 0;
        }
        let mut k = at + 2;
        k += (word(k) == Some("the")) as usize;
        let first = k;
        while let Some(token) = self.joined(k).filter(|_| k < at + LONGEST_NAME) {
            if !token.capital() || token.is(flags::ROLE | flags::CALENDAR) || is_forename(token) && k > first {
                break;
            }
            k += 1;
            if token.possessive {
                break;
            }
            if word(k) == Some("and")
                && self.joined(k + 1).is_some_and(|t| t.capital() && t.is(flags::WORD))
                && self.joined(k).is_some()
            {
                k += 1;
            }
        }
        if k > first { k - at - 1 } else { 0 }
    }
}
