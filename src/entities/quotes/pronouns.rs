//! Whom a pronoun means, by what was told so far and by what is known of people.

use super::evidence::By;
use super::genders::Gender;
use super::memory::{FRESH, FRESH_ALONE, Here, Memory};
use super::strangers;
use super::subjects::{self, Known, Pronoun, Subject};
use super::tokens::Sentence;
use crate::corpus::{Kind, Speaker};

impl Memory<'_> {
    /// Whether nothing known speaks against `who` being a he, or a she.
    pub(super) fn suits(&self, who: Speaker, pronoun: Pronoun) -> bool {
        self.cast.gender(who).is_none_or(|g| g == gender(pronoun))
    }

    pub(super) fn pronoun(&self, s: &Sentence, here: Here, pronoun: Pronoun, at: usize) -> Option<Known> {
        if matches!(pronoun, Pronoun::It | Pronoun::They)
            && let Subject::Phrase(range) = subjects::main_subject(s)
            && range.end <= at
        {
            // "The group left a note about what it called": the phrase, or nobody we know.
            return self.phrase(s, here, range).filter(|known| known.speaker.kind != Kind::Person);
        }
        match pronoun {
            Pronoun::He | Pronoun::She => self.he_or_she(s, here, pronoun, at),
            Pronoun::It => {
                let thing = self.thing.filter(|(_, n)| n + FRESH >= self.now);
                thing.map(|(who, _)| Known::one(who, By::Guess))
            }
            Pronoun::They => {
                let spoken = self.spoken.filter(|s| s.sentence + 1 >= self.now).and_then(|s| s.who);
                let spoken = spoken.filter(|who| who.plural || who.speaker.kind != Kind::Person);
                let pair = || self.pair.filter(|(_, n)| n + 1 >= self.now).map(|(who, _)| who);
                spoken.or_else(pair).map(|known| Known { by: By::Guess, ..known })
            }
            Pronoun::I => None,
        }
    }

    fn he_or_she(&self, s: &Sentence, here: Here, pronoun: Pronoun, at: usize) -> Option<Known> {
        // "The Russian leader stood by his stance, which he …": a phrase in the same sentence comes first.
        let phrase = || match subjects::main_subject(s) {
            Subject::Phrase(range) if range.end <= at => self.phrase(s, here, range).map(|known| known.speaker),
            _ => None,
        };
        let phrase = || phrase().filter(|who| who.kind == Kind::Person);
        let suits = |who: &Speaker| self.suits(*who, pronoun);
        let near = subjects::person_before(s, at).or_else(phrase).filter(suits);
        if let Subject::Phrase(range) = subjects::main_subject(s)
            && range.end <= at
            && strangers::is_person(s, &range)
            && near.is_none()
            && self.phrase(s, here, range).is_none()
        {
            // "A spokesman said it was something that, he added, …"
            return None;
        }
        let voice = || self.voice.filter(|_| self.stranger + 1 == self.now);
        if let Some(who) = near.or_else(voice) {
            return Some(self.taken(who, pronoun));
        }
        let fresh = |n: usize| n + FRESH >= self.now || (n + FRESH_ALONE >= self.now && self.other <= n);
        let recent = self.person.filter(|(who, n)| fresh(*n) && suits(who));
        // Fewer of those in the news are she, so for her what is known counts more than who was last, unless the
        // sentence before is about that one.
        let doubted = pronoun == Pronoun::She && recent.is_some_and(|(_, n)| n + 1 < self.now);
        let sure = self.known_as(here, pronoun, 2).filter(|_| doubted);
        let known = || self.known_as(here, pronoun, 4);
        let who = sure.or(recent.map(|(who, _)| who)).or_else(known).or_else(|| self.only_one(here, pronoun))?;
        Some(self.taken(who, pronoun))
    }

    /// `who` for a he or a she: sure where it is known which.
    fn taken(&self, who: Speaker, pronoun: Pronoun) -> Known {
        let known = self.cast.gender(who) == Some(gender(pronoun));
        Known::one(who, if known { By::Pronoun } else { By::Guess })
    }

    /// The one person in the sentences just before who may be a he, or a she.
    fn only_one(&self, here: Here, pronoun: Pronoun) -> Option<Speaker> {
        let count = 2.min(self.now.saturating_sub(self.stranger + 1));
        let mut only = None;
        for (paragraph, range) in self.story.sentences_before(here).take(count) {
            let s = paragraph.sentence(range);
            let people = (0..s.tokens.len()).filter_map(|i| s.name(i)).map(|(who, _)| who);
            for who in people.filter(|who| who.kind == Kind::Person && self.suits(*who, pronoun)) {
                if only.is_some_and(|one| one != who) {
                    return None;
                }
                only = Some(who);
            }
        }
        only
    }

    /// The person named last in the few sentences before who is known to be a he, or a she.
    fn known_as(&self, here: Here, pronoun: Pronoun, count: usize) -> Option<Speaker> {
        let count = count.min(self.now.saturating_sub(self.stranger + 1));
        self.story.sentences_before(here).take(count).find_map(|(paragraph, range)| {
            let s = paragraph.sentence(range);
            let people = (0..s.tokens.len()).filter_map(|i| s.name(i)).map(|(who, _)| who);
            let known = |who: &Speaker| who.kind == Kind::Person && self.cast.gender(*who) == Some(gender(pronoun));
            people.rev().find(known)
        })
    }
}

fn gender(pronoun: Pronoun) -> Gender {
    if pronoun == Pronoun::She { Gender::She } else { Gender::He }
}
