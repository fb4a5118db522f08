//! What was told so far, as far as it says who "he" or "the company" is.

use super::cast::Cast;
use super::evidence::By;
use super::story::Story;
use super::subjects::{Known, Pronoun};
use super::tokens::Sentence;
use crate::corpus::{Kind, Speaker};

/// What was told so far. Sentences are numbered through the article; captions and headings are none.
pub(super) struct Memory<'a> {
    pub cast: &'a Cast<'a>,
    pub story: &'a Story<'a>,
    /// The sentence being read.
    pub now: usize,
    pub person: Option<(Speaker, usize)>,
    /// When someone other than that person was last named.
    pub other: usize,
    pub thing: Option<(Speaker, usize)>,
    pub house: Option<(Speaker, usize)>,
    /// "Macron and Modi met": they.
    pub pair: Option<(Known, usize)>,
    /// When someone without a name was last told of: no "he" after that is anyone named before.
    pub stranger: usize,
    /// For whom that one spoke, as a spokesman does.
    pub voice: Option<Speaker>,
    /// Who was asked something, and when.
    pub asked: Option<(Speaker, usize)>,
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
pub(super) const FRESH: usize = 3;
pub(super) const FRESH_ALONE: usize = 12;

/// How far a sentence is remembered at all.
pub(super) const REACH: usize = FRESH_ALONE + 1;

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
}

/// Where in the story: the paragraph's number in the article (none is the title), the sentence's number in it, and its first byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    pub paragraph: Option<u32>,
    pub sentence: usize,
    pub start: u32,
}
