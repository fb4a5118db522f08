//! Runs of capitalised words, and what each word is within its run: part of a name, a role, the head of an office.
//!
//! One word is judged by what it can be and by its neighbours: "May" is a month after "in" and a name after "Theresa".

use super::lexicon::{Flags, LONGEST_PHRASE, Phrase, flags, lexicon, phrase_key};
use super::story::{Part, Story};
use super::tokens::{Gap, Shape, Token};

/// What a capitalised word is within its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Name,
    Role,
    Title,
    /// Adjectives, countries, peoples.
    Modifier,
    Word,
    Acronym,
    /// First word of a phrase of so many words.
    Phrase(u8, Phrase),
    /// The other words of a phrase.
    Inside,
    OrgHead,
    PlaceHead,
    EventHead,
    Calendar,
}

/// Reads the runs of one part.
pub struct Reader<'a> {
    pub story: &'a Story<'a>,
    pub part: &'a Part<'a>,
    pub number: u32,
}

impl Reader<'_> {
    pub fn token(&self, at: usize) -> Option<&Token> {
        if at < self.part.tokens.end { self.story.token(at) } else { None }
    }

    pub fn joined(&self, at: usize) -> Option<&Token> {
        self.token(at).filter(|t| t.gap == Gap::Space)
    }

    /// Whether a run may begin here.
    pub fn begins(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        if token.capital() {
            return !self.is_plain(at);
        }
        if token.shape == Shape::Other {
            return token.is(flags::PHRASE) && token.text(self.part.text).starts_with(char::is_uppercase);
        }
        // "van der Bellen", "bin Salman": with a particle in front.
        token.is(flags::PARTICLE) && !token.is(flags::WORD | flags::FUNCTION) && token.span.len() >= 2 && {
            let next = self.joined(at + 1);
            let beyond = self.joined(at + 2);
            next.is_some_and(|t| is_namey(t) && t.shape == Shape::Capital)
                || (next.is_some_and(|t| t.shape == Shape::Lower && t.is(flags::PARTICLE))
                    && beyond.is_some_and(is_namey))
        }
    }

    /// A capitalised function word or day that is no part of a name.
    fn is_plain(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        if !token.is(flags::FUNCTION | flags::CALENDAR) || token.is(flags::NATION) && token.shape != Shape::Capital {
            return false;
        }
        if token.is(flags::PHRASE) && token.shape == Shape::Upper || self.is_initial(at, token) {
            return false;
        }
        let next = self.joined(at + 1).is_some_and(is_namey);
        // "April Jones said", but "in April Jones said".
        const DATING: [&str; 9] = ["in", "In", "since", "Since", "until", "last", "next", "early", "late"];
        let dated = token.is(flags::CALENDAR)
            && self.story.before(at).is_some_and(|t| DATING.contains(&t.text(self.part.text)));
        let may_be_name = !dated && token.is(flags::FORENAME) && next && !self.part.headline && !token.possessive;
        !may_be_name
    }

    /// "A." in "Gerald A. Roe": an initial though "a" is a word.
    fn is_initial(&self, at: usize, token: &Token) -> bool {
        let stopped = self.part.text.as_bytes().get(token.span.end as usize) == Some(&b'.');
        token.shape == Shape::Initial
            && (stopped || !token.is(flags::FUNCTION))
            && self.joined(at + 1).is_some_and(Token::capital)
    }

    /// Labels the run that begins at `start`; gives its end.
    pub fn run(&self, start: usize, labels: &mut Vec<Label>) -> usize {
        labels.clear();
        let mut at = start;
        while let Some(token) = self.token(at) {
            if at > start && !self.continues(start, at) {
                break;
            }
            if let Some((words, phrase)) = self.phrase(at, labels.last().copied()) {
                labels.push(Label::Phrase(words as u8, phrase));
                labels.extend((1..words).map(|_| Label::Inside));
                at += words;
            } else {
                let label = self.label(at, token, labels.last().copied());
                labels.push(label);
                at += 1;
            }
        }
        at.max(start + 1)
    }

    /// Whether the word at `at` goes on with the run.
    fn continues(&self, start: usize, at: usize) -> bool {
        let (Some(before), Some(token)) = (self.story.token(at - 1), self.joined(at)) else { return false };
        if before.possessive {
            // "Prosecutor General's Office", but not "Russia's Office".
            let office = before.is(flags::WORD | flags::ROLE | flags::GROUP)
                && !before.is(flags::FORENAME | flags::NATION | flags::DEMONYM);
            let plain = |t: &&Token| {
                !t.capital() || t.is(flags::ORG_HEAD) || !t.is(flags::WORD | flags::MODIFIER | flags::GROUP)
            };
            let head = (at..at + 3).map_while(|k| self.joined(k)).find(plain);
            return office && head.is_some_and(|t| t.is(flags::ORG_HEAD) && t.capital());
        }
        if token.capital() {
            if token.is(flags::CALENDAR) && before.is(flags::FORENAME) && !before.is(flags::CALENDAR | flags::WORD) {
                return true;
            }
            return !self.is_plain(at);
        }
        if !token.is(flags::PARTICLE) || token.shape != Shape::Lower || !before.capital() && !before.is(flags::PARTICLE)
        {
            return false;
        }
        // Up to two more particles, then a name: "von der Leyen".
        let next = (at + 1..at + 3)
            .map_while(|k| self.joined(k))
            .find(|t| !(t.is(flags::PARTICLE) && t.shape == Shape::Lower));
        at > start && next.is_some_and(|t| t.capital() && !t.is(flags::FUNCTION | flags::ROLE))
    }

    /// The longest phrase of the lists that begins at `at`, in words.
    fn phrase(&self, at: usize, before: Option<Label>) -> Option<(usize, Phrase)> {
        let token = self.token(at).filter(|t| t.is(flags::PHRASE) && t.shape != Shape::Lower)?;
        let mut words = 1;
        while words < LONGEST_PHRASE && self.joined(at + words).is_some() {
            words += 1;
        }
        let end = self.token(at + words - 1)?.span.end;
        let text = self.part.text.get(token.span.start as usize..end as usize)?;
        let key = phrase_key(text);
        let mut key = key.as_str();
        loop {
            let last = self.token(at + words - 1)?;
            if let Some(phrase) = lexicon().phrase(key)
                && last.shape != Shape::Lower
                && !(words == 1 && self.is_name_here(at, token, before))
                && self.is_written_so(phrase, token, words)
            {
                return Some((words, phrase));
            }
            words -= 1;
            key = key.get(..key.rfind(' ')?)?;
        }
    }

    fn is_written_so(&self, phrase: Phrase, token: &Token, words: usize) -> bool {
        let Phrase::Capitals(_, form) = phrase else { return true };
        let written = token.text(self.part.text);
        let same = written.bytes().filter(|b| *b != b'.').eq(form.bytes().filter(|b| *b != b'.'));
        words > 1 || (same && !(self.part.headline && token.is(flags::FUNCTION | flags::WORD)))
    }

    /// Whether a town's or a firm's name is part of a person's: "Jack London", "Paris Roe".
    fn is_name_here(&self, at: usize, token: &Token, before: Option<Label>) -> bool {
        let previous = self.story.token(at.wrapping_sub(1));
        let after_forename = before == Some(Label::Name)
            && previous.is_some_and(|t| (t.is(flags::FORENAME) || t.shape == Shape::Initial) && !t.is(flags::PLACE));
        let next = self.joined(at + 1).filter(|_| !token.possessive);
        after_forename || (token.is(flags::FORENAME) && before != Some(Label::Name) && next.is_some_and(is_namey))
    }

    fn label(&self, at: usize, token: &Token, before: Option<Label>) -> Label {
        let previous = self.story.token(at.wrapping_sub(1)).filter(|_| before.is_some());
        let next = self.joined(at + 1).filter(|t| !token.possessive && (t.capital() || t.is(flags::PARTICLE)));
        let in_name = before == Some(Label::Name);
        let after_forename = in_name
            && previous.is_some_and(|t| t.is(flags::FORENAME) || (t.shape == Shape::Initial && !t.is(flags::NATION)));
        if token.is(flags::TITLE) && next.is_some() && !in_name && token.shape == Shape::Capital {
            return Label::Title;
        }
        if (token.shape == Shape::Lower || token.is(flags::PARTICLE)) && (in_name || next.is_some_and(is_namey)) {
            return Label::Name;
        }
        if in_name && token.is(flags::SUFFIX) || is_forename(token) {
            return Label::Name;
        }
        if token.shape == Shape::Initial && !token.is(flags::NATION) {
            return Label::Name;
        }
        // "Aung San Suu Kyi".
        if in_name && token.is(flags::DIRECTION) && !token.is(flags::NATION) && next.is_some_and(is_namey) {
            return Label::Name;
        }
        const HEADS: u32 = flags::ORG_HEAD | flags::EVENT_HEAD | flags::ROLE | flags::PLACE_HEAD;
        let month = token.is(flags::CALENDAR) && token.is(flags::SURNAME);
        if after_forename && (month || !token.is(flags::FUNCTION | flags::TITLE)) {
            let known = token.is(flags::SURNAME | flags::FORENAME);
            let plain = !token.is(HEADS) && !self.part.headline;
            if known
                || (plain
                    && token.is(flags::PLACE | flags::NATION | flags::WORD)
                    && !token.is(flags::DEMONYM | flags::GROUP))
            {
                return Label::Name;
            }
        }
        const NEVER: u32 = flags::TITLE | flags::ROLE | flags::DEMONYM;
        let plain_word = |n: &Token| n.flags & CLASSES == flags::WORD && !token.starts && !self.part.headline;
        let next_is_name = next.is_some_and(|n| n.capital() && (is_namey(n) && !n.is(flags::WORD) || plain_word(n)));
        if token.is(flags::FORENAME) && !in_name && next_is_name && !token.is(NEVER) {
            return Label::Name;
        }
        if token.is(flags::NATION | flags::DEMONYM | flags::GROUP) {
            return Label::Modifier;
        }
        if token.is(flags::ROLE) {
            return Label::Role;
        }
        if token.is(flags::ORG_HEAD) {
            return Label::OrgHead;
        }
        if token.is(flags::PLACE_HEAD) {
            return Label::PlaceHead;
        }
        if token.is(flags::EVENT_HEAD) {
            return Label::EventHead;
        }
        if token.is(flags::CALENDAR) {
            return Label::Calendar;
        }
        if token.is(flags::MODIFIER | flags::DIRECTION) {
            return Label::Modifier;
        }
        // "Tim Waters", but "Foreign Affairs".
        if token.is(flags::INFLECTED) {
            return if in_name && !self.part.headline { Label::Name } else { Label::Word };
        }
        if token.is(flags::WORD | flags::FUNCTION) {
            let name = token.is(flags::SURNAME) && !token.starts && !self.part.headline;
            return if name { Label::Name } else { Label::Word };
        }
        if token.shape == Shape::Upper && !self.part.headline {
            let short = token.span.len() == 2 && next.is_some_and(|n| is_namey(n) && n.shape == Shape::Capital);
            return if short || in_name { Label::Name } else { Label::Acronym };
        }
        Label::Name
    }
}

/// Words that say what a capitalised word is, other than a name.
const CLASSES: Flags = flags::WORD
    | flags::INFLECTED
    | flags::FUNCTION
    | flags::ROLE
    | flags::MODIFIER
    | flags::ORG_HEAD
    | flags::PLACE_HEAD
    | flags::EVENT_HEAD
    | flags::CALENDAR
    | flags::DIRECTION
    | flags::GROUP
    | flags::NATION
    | flags::DEMONYM
    | flags::PLACE
    | flags::TITLE;

/// A forename that is nothing else.
pub fn is_forename(token: &Token) -> bool {
    token.is(flags::FORENAME) && !token.is(CLASSES)
}

/// A capitalised word that is known as nothing but a name, or not at all.
fn is_namey(token: &Token) -> bool {
    token.capital() && (!token.is(CLASSES) || (token.is(flags::SURNAME) && !token.is(flags::FUNCTION | flags::NATION)))
}
