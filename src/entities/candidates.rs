//! Stretches of words that may be a name: found by capitals and by what single words can be, not yet judged.
//!
//! A run of capitalised words is cut where one kind of thing ends and the next begins: "US Secretary of State Marco
//! Rubio" is a role and a name, "Munich Security Conference" neither. What a name names is for [`super::people`],
//! [`super::organisations`] and [`super::places`].

use super::lexicon::{LONGEST_PHRASE, Phrase, flags, lexicon, phrase_key};
use super::story::{Part, Story};
use super::tokens::{Gap, Shape, Token};

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

/// What a capitalised word is within its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
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

/// Words that say what a capitalised word is, other than a name.
const CLASSES: u32 = flags::WORD
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

/// No organisation's name has more words; without a limit a text all in capitals would be read over and over.
const LONGEST_NAME: usize = 14;

struct Reader<'a> {
    story: &'a Story<'a>,
    part: &'a Part<'a>,
    number: u32,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        if at < self.part.tokens.end { self.story.token(at) } else { None }
    }

    fn joined(&self, at: usize) -> Option<&Token> {
        self.token(at).filter(|t| t.gap == Gap::Space)
    }

    /// Whether a run may begin here.
    fn begins(&self, at: usize) -> bool {
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
    fn run(&self, start: usize, labels: &mut Vec<Label>) -> usize {
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
