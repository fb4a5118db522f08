//! Who a subject is: pronouns and phrases ("the Ukrainian president") looked up in the people, organisations and
//! countries of the article and in what was told so far.
//!
//! Better no speaker than a wrong one: whatever does not fit exactly one entity by its role, by the sentence before
//! or by the phrase's own words stays without.

use std::ops::Range;

use super::cast::Fit;
use super::evidence::By;
use super::houses;
use super::memory::{FRESH, Here, Memory};
use super::phrases::{Phrase, meant};
use super::strangers;
use super::subjects::{Known, Subject};
use super::tokens::Sentence;
use super::words;
use crate::corpus::{Kind, Speaker};

/// How far back the same word is looked for, in tokens.
const FAR: usize = 600;

impl Memory<'_> {
    /// Who `subject` is, in sentence `s` at `here` of the story.
    pub fn resolve(&self, s: &Sentence, here: Here, subject: &Subject) -> Option<Known> {
        match subject {
            Subject::Known(known) => Some(*known),
            Subject::Nobody => None,
            Subject::Pronoun(pronoun, at) => self.pronoun(s, here, *pronoun, *at),
            Subject::Phrase(range) => self.phrase(s, here, range.clone()),
        }
    }

    pub(super) fn phrase(&self, s: &Sentence, here: Here, range: Range<usize>) -> Option<Known> {
        if strangers::is_name(s, &range)
            && let Some(who) = self.cast.by_name(s, range.clone())
        {
            return Some(Known::one(who, By::Role));
        }
        let phrase = Phrase::read(s, range)?;
        let owner = phrase.organisation.or(phrase.country);
        let by = |who: Speaker, by: By| Some(Known::one(who, by));
        if phrase.native {
            let recent = self.person.filter(|(_, n)| n + FRESH >= self.now);
            return recent.filter(|_| phrase.definite).and_then(|(who, _)| by(who, By::Guess));
        }
        if words::among(&phrase.head, &words::WRITINGS) {
            let recent = || self.spoken.filter(|s| s.sentence + 2 >= self.now).and_then(|s| s.who).map(|w| w.speaker);
            let who = phrase.person.or(owner).or_else(|| (phrase.definite).then(recent).flatten())?;
            return by(who, By::Role);
        }
        if phrase.person.is_some() || phrase.owned {
            // "Macron's office", "his spokesman": not the man himself, but "Trump's envoy" may be known by that role.
            let known = self.cast.by_role(here, &phrase).map(|(who, _)| who);
            let known = known.filter(|who| phrase.person.is_some() && Some(*who) != phrase.person);
            return phrase.organisation.or(known).and_then(|who| by(who, By::Role));
        }
        if phrase.plural {
            let two = phrase.definite && phrase.modifiers.iter().any(|m| m == "two");
            let pair = self.pair.filter(|(_, n)| two && n + 2 >= self.now);
            return pair.map(|(who, _)| Known { by: By::Guess, ..who });
        }
        let kind = words::among(&phrase.head, &words::HOUSES);
        if (owner.is_none() || (kind && phrase.organisation.is_none()))
            && let Some(house) = houses::meant(self, here, &phrase)
        {
            return by(house, By::House);
        }
        if words::among(&phrase.head, &words::OFFICES) {
            return owner.and_then(|who| by(who, By::Role));
        }
        let speaks = words::among(&phrase.head, &words::SPOKESPEOPLE);
        if phrase.definite
            && (words::among(&phrase.head, &words::ROLES) || self.cast.is_role(&phrase.head))
            && let Some(answer) = self.role(here, &phrase)
        {
            return answer.and_then(|who| by(who, By::Role));
        }
        if phrase.definite
            && owner.is_none()
            && let Some(Some(who)) = self.antecedent(here, &phrase.head)
            && who.kind == Kind::Person
        {
            return by(who, By::Role);
        }
        if phrase.definite && owner.is_none() && strangers::is_agent(&phrase.head) {
            // "the grower": of some trade that no list has, so whoever was told of last.
            let recent = self.person.filter(|(who, n)| n + FRESH >= self.now && self.cast.fits(*who, &phrase));
            return recent.and_then(|(who, _)| by(who, By::Guess));
        }
        let of_state = phrase.definite && words::among(&phrase.head, &words::LEADERS) && phrase.head != "chief";
        let of_office = speaks && (phrase.office || phrase.metonym);
        // "the head of the Harbour Board" is a person, though we do not know who.
        let person = words::among(&phrase.head, &words::ROLES) || words::among(&phrase.head, &words::PERSONS);
        let house = phrase.organisation.filter(|_| speaks || (phrase.definite && !person));
        house.or(phrase.country.filter(|_| of_state || of_office)).and_then(|who| by(who, By::Role))
    }

    /// The person a definite phrase names by role. `Some(None)`: someone told of before who is no entity.
    fn role(&self, here: Here, phrase: &Phrase) -> Option<Option<Speaker>> {
        let by_role = self.cast.by_role(here, phrase);
        if let Some((speaker, Fit::Full)) = by_role.filter(|_| phrase.country.is_some() || !phrase.modifiers.is_empty())
        {
            return Some(Some(speaker));
        }
        let recent =
            self.person.filter(|(who, n)| n + 2 >= self.now && self.cast.fits(*who, phrase)).map(|(who, _)| who);
        if phrase.country.is_some() {
            return recent.or(by_role.map(|(who, _)| who)).map(Some);
        }
        if phrase.organisation.is_some() || !phrase.modifiers.is_empty() {
            return None;
        }
        self.antecedent(here, &phrase.head).or_else(|| by_role.map(|(who, _)| who).or(recent).map(Some))
    }

    /// Whom the same word meant when it was last used: "a Pentagon spokesman said. … the spokesman said".
    fn antecedent(&self, here: Here, head: &str) -> Option<Option<Speaker>> {
        let mut looked = 0;
        let shorts: Vec<&str> =
            words::SHORT.iter().filter(|(_, long)| *long == head).map(|(short, _)| *short).collect();
        for (paragraph, range) in self.story.sentences_before(here).take(12) {
            looked += range.len();
            if looked > FAR {
                break;
            }
            let s = paragraph.sentence(range);
            for at in (0..s.tokens.len()).rev() {
                if let Some((speaker, _)) = s.name(at)
                    && speaker.kind == Kind::Person
                    && s.part(at).split(' ').any(|word| word.eq_ignore_ascii_case(head))
                {
                    return Some(Some(speaker));
                }
                let word = s.word(at);
                let same =
                    word.eq_ignore_ascii_case(head) || shorts.iter().any(|short| short.eq_ignore_ascii_case(word));
                if same && let Some(answer) = meant(&s, at) {
                    return Some(answer);
                }
            }
        }
        None
    }
}
