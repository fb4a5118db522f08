//! Who a subject is: pronouns and phrases ("the Ukrainian president") looked up in the people, organisations and
//! countries of the article and in what was told so far.
//!
//! Better no speaker than a wrong one: whatever does not fit exactly one entity by its role, by the sentence before
//! or by the phrase's own words stays without.

use std::ops::Range;

use super::cast::{Cast, Fit};
use super::evidence::By;
use super::genders::Gender;
use super::houses;
use super::phrases::{Phrase, meant};
use super::story::Story;
use super::strangers;
use super::subjects::{self, Known, Pronoun, Subject};
use super::tokens::Sentence;
use super::words;
use crate::corpus::{Kind, Speaker};

/// What was told so far. Sentences are numbered through the article; captions and headings are none.
pub(super) struct Memory<'a> {
    pub cast: &'a Cast<'a>,
    pub story: &'a Story<'a>,
    /// The sentence being read.
    pub now: usize,
    person: Option<(Speaker, usize)>,
    /// When someone other than that person was last named.
    other: usize,
    thing: Option<(Speaker, usize)>,
    house: Option<(Speaker, usize)>,
    /// "Macron and Modi met": they.
    pair: Option<(Known, usize)>,
    /// When someone without a name was last told of: no "he" after that is anyone named before.
    stranger: usize,
    /// For whom that one spoke, as a spokesman does.
    voice: Option<Speaker>,
    /// Who was asked something, and when.
    asked: Option<(Speaker, usize)>,
    /// Whose words the sentence before announces with a colon.
    pub announced: Option<(Known, usize)>,
    pub spoken: Option<Spoken>,
}

/// The last words attributed, or known to be nobody's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    pub who: Option<Known>,
    pub sentence: usize,
}

/// How long a person is remembered for "he", in sentences: others named in between, or nobody.
const FRESH: usize = 3;
const FRESH_ALONE: usize = 12;

/// How far a sentence is remembered at all.
pub(super) const REACH: usize = FRESH_ALONE + 1;

/// How far back the same word is looked for, in tokens.
const FAR: usize = 600;

impl<'a> Memory<'a> {
    pub fn new(cast: &'a Cast<'a>, story: &'a Story<'a>) -> Memory<'a> {
        Memory {
            cast,
            story,
            now: 0,
            person: None,
            other: 0,
            thing: None,
            house: None,
            pair: None,
            stranger: 0,
            voice: None,
            asked: None,
            announced: None,
            spoken: None,
        }
    }

    /// Remembers whom the sentence was about.
    pub fn about(&mut self, who: Option<Known>) {
        let Some(known) = who else { return };
        let now = (known.speaker, self.now);
        match known.speaker.kind {
            Kind::Person => self.person = Some(now),
            Kind::Organisation => (self.house, self.thing) = (Some(now), Some(now)),
            Kind::Country => self.thing = Some(now),
        }
        if known.plural {
            self.pair = Some((known, self.now));
        }
    }

    /// Remembers who was named in this sentence.
    pub fn met(&mut self, s: &Sentence) {
        let person = self.person.map(|(who, _)| who);
        let mut named = (0..s.tokens.len()).filter_map(|i| s.name(i)).map(|(who, _)| who);
        if named.any(|who| who.kind == Kind::Person && Some(who) != person) {
            self.other = self.now;
        }
    }

    /// Someone without a name is told of, or speaks for `voice`: "he" is nobody named before.
    pub fn meet_stranger(&mut self, voice: Option<Speaker>) {
        (self.person, self.stranger, self.voice) = (None, self.now, voice);
    }

    pub fn asked(&mut self, whom: Speaker) {
        self.asked = Some((whom, self.now));
    }

    /// Who answers, where the sentence before asked.
    pub fn asked_before(&self, pronoun: Pronoun) -> Option<Known> {
        let (whom, n) = self.asked?;
        (n + 1 == self.now && self.suits(whom, pronoun)).then_some(Known::one(whom, By::Guess))
    }

    /// The organisation that the last `count` sentences were about.
    pub fn house_before(&self, count: usize) -> Option<Speaker> {
        self.house.filter(|(_, n)| n + count >= self.now).map(|(who, _)| who)
    }

    /// Remembers who spoke in this sentence; `None` is someone who is no entity.
    pub fn spoke(&mut self, who: Option<Known>) {
        self.spoken = Some(Spoken { who, sentence: self.now });
        self.about(who);
    }

    /// Who spoke in the sentence before.
    pub fn spoke_before(&self) -> Option<Known> {
        self.spoken.filter(|s| s.sentence + 1 == self.now).and_then(|s| s.who)
    }

    /// The person the sentence before was about.
    pub fn person_before(&self) -> Option<Known> {
        let (speaker, sentence) = self.person?;
        (sentence + 1 == self.now).then_some(Known::one(speaker, By::Name))
    }

    /// Who `subject` is, in sentence `s` at `here` of the story.
    pub fn resolve(&self, s: &Sentence, here: Here, subject: &Subject) -> Option<Known> {
        match subject {
            Subject::Known(known) => Some(*known),
            Subject::Nobody => None,
            Subject::Pronoun(pronoun, at) => self.pronoun(s, here, *pronoun, *at),
            Subject::Phrase(range) => self.phrase(s, here, range.clone()),
        }
    }

    /// Whether nothing known speaks against `who` being a he, or a she.
    fn suits(&self, who: Speaker, pronoun: Pronoun) -> bool {
        self.cast.gender(who).is_none_or(|g| g == gender(pronoun))
    }

    fn pronoun(&self, s: &Sentence, here: Here, pronoun: Pronoun, at: usize) -> Option<Known> {
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
        if let Subject::Phrase(range) = subjects::main_subject(s)
            && range.end <= at
            && strangers::is_person(s, &range)
            && self.phrase(s, here, range).is_none()
        {
            // "A spokesman said it was something that, he added, …"
            return None;
        }
        let near = subjects::person_before(s, at).or_else(phrase).filter(suits);
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
            people.filter(known).last()
        })
    }

    fn phrase(&self, s: &Sentence, here: Here, range: Range<usize>) -> Option<Known> {
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
        if owner.is_none()
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
                let same = word.eq_ignore_ascii_case(head)
                    || words::SHORT.iter().any(|(short, long)| *long == head && short.eq_ignore_ascii_case(word));
                if same && let Some(answer) = meant(&s, at) {
                    return Some(answer);
                }
            }
        }
        None
    }
}

/// Where in the story: the paragraph's number in the article (none is the title), the sentence's number in it, and its first byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    pub paragraph: Option<u32>,
    pub sentence: usize,
    pub start: u32,
}

fn gender(pronoun: Pronoun) -> Gender {
    if pronoun == Pronoun::She { Gender::She } else { Gender::He }
}
