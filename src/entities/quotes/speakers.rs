//! Who a subject is: pronouns and phrases ("the Ukrainian president") looked up in the people, organisations and
//! countries of the article and in what was told so far.
//!
//! Better no speaker than a wrong one: whatever does not fit exactly one entity by its role, by the sentence before
//! or by the phrase's own words stays without.

use std::ops::Range;

use super::story::Story;
use super::subjects::{self, Known, Pronoun, Subject};
use super::tokens::{Sentence, TokenKind};
use super::words;
use crate::corpus::{Annotations, Kind, Named, Speaker};
use crate::text::fold;

/// What was told so far. Sentences are numbered through the article; captions and headings are none.
pub(super) struct Memory<'a> {
    found: &'a Annotations,
    story: &'a Story<'a>,
    /// How each country is written in this article, with spaces around.
    countries: Vec<Vec<String>>,
    /// The sentence being read.
    pub now: usize,
    person: Option<(Speaker, usize)>,
    thing: Option<(Speaker, usize)>,
    pub spoken: Option<Spoken>,
}

/// The last words attributed, or known to be nobody's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    pub who: Option<Known>,
    pub sentence: usize,
}

/// How long a person is remembered for "he", in sentences.
const FRESH: usize = 3;

impl<'a> Memory<'a> {
    pub fn new(found: &'a Annotations, story: &'a Story<'a>) -> Memory<'a> {
        let countries = found.countries.iter().map(|country| {
            let mut forms: Vec<String> = Vec::new();
            let written = country.mentions.iter().filter_map(|(m, _)| story.written(m));
            for form in written.chain(std::iter::once(country.name.as_str())).map(padded) {
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
            forms
        });
        Memory { found, story, countries: countries.collect(), now: 0, person: None, thing: None, spoken: None }
    }

    /// Remembers whom the sentence was about.
    pub fn about(&mut self, who: Option<Known>) {
        match who.map(|known| known.speaker) {
            Some(speaker) if speaker.kind == Kind::Person => self.person = Some((speaker, self.now)),
            Some(speaker) => self.thing = Some((speaker, self.now)),
            None => {}
        }
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
        (sentence + 1 == self.now).then_some(Known { speaker, plural: false })
    }

    /// Who `subject` is, in sentence `s` at `here` of the story.
    pub fn resolve(&self, s: &Sentence, here: Here, subject: &Subject) -> Option<Known> {
        match subject {
            Subject::Known(known) => Some(*known),
            Subject::Nobody => None,
            Subject::Pronoun(pronoun, at) => self.pronoun(s, here, *pronoun, *at),
            Subject::Phrase(range) => self.phrase(s, here, range.clone()).map(one),
        }
    }

    fn pronoun(&self, s: &Sentence, here: Here, pronoun: Pronoun, at: usize) -> Option<Known> {
        // "The Russian leader stood by his stance, which he …": a phrase in the same sentence comes first.
        let phrase = || match subjects::main_subject(s) {
            Subject::Phrase(range) if range.end <= at => self.phrase(s, here, range),
            _ => None,
        };
        let phrase = || phrase().filter(|who| who.kind == Kind::Person);
        let fresh =
            |memory: Option<(Speaker, usize)>| memory.filter(|(_, n)| n + FRESH >= self.now).map(|(who, _)| one(who));
        match pronoun {
            Pronoun::He | Pronoun::She => {
                subjects::person_before(s, at).or_else(phrase).map(one).or_else(|| fresh(self.person))
            }
            Pronoun::It => fresh(self.thing),
            Pronoun::They => {
                let spoken = self.spoken.filter(|s| s.sentence + 1 >= self.now).and_then(|s| s.who)?;
                (spoken.plural || spoken.speaker.kind != Kind::Person).then_some(spoken)
            }
            Pronoun::I => None,
        }
    }

    fn phrase(&self, s: &Sentence, here: Here, range: Range<usize>) -> Option<Speaker> {
        let phrase = Phrase::read(s, range)?;
        let owner = phrase.organisation.or(phrase.country);
        if words::among(&phrase.head, &words::WRITINGS) {
            let recent = || self.spoken.filter(|s| s.sentence + 2 >= self.now).and_then(|s| s.who).map(|w| w.speaker);
            return phrase.person.or(owner).or_else(|| (phrase.definite).then(recent).flatten());
        }
        if phrase.person.is_some() || phrase.owned {
            // "Macron's office", "his spokesman": not the man himself.
            return phrase.organisation;
        }
        if words::among(&phrase.head, &words::OFFICES) {
            return owner;
        }
        let speaks = words::among(&phrase.head, &words::SPOKESPEOPLE);
        if phrase.definite
            && (words::among(&phrase.head, &words::ROLES) || self.is_role(&phrase.head))
            && let Some(answer) = self.role(here, &phrase)
        {
            return answer;
        }
        let of_state = phrase.definite && words::among(&phrase.head, &words::LEADERS) && phrase.head != "chief";
        let of_office = speaks && (phrase.office || phrase.metonym);
        phrase.organisation.filter(|_| speaks || phrase.definite).or(phrase.country.filter(|_| of_state || of_office))
    }

    /// The person a definite phrase names by role. `Some(None)`: someone told of before who is no entity.
    fn role(&self, here: Here, phrase: &Phrase) -> Option<Option<Speaker>> {
        let by_role = self.by_role(here, phrase);
        if let Some((speaker, Fit::Full)) = by_role.filter(|_| phrase.country.is_some() || !phrase.modifiers.is_empty())
        {
            return Some(Some(speaker));
        }
        let recent = self.person.filter(|(who, n)| n + 2 >= self.now && self.fits(*who, phrase)).map(|(who, _)| who);
        if phrase.country.is_some() {
            return recent.or(by_role.map(|(who, _)| who)).map(Some);
        }
        if phrase.organisation.is_some() || !phrase.modifiers.is_empty() {
            return None;
        }
        self.antecedent(here, &phrase.head).or_else(|| by_role.map(|(who, _)| who).or(recent).map(Some))
    }

    fn is_role(&self, head: &str) -> bool {
        self.found.people.iter().flat_map(|p| &p.roles).any(|role| padded(role).contains(&format!(" {head} ")))
    }

    /// The person whose roles fit best; of several, the one named last before `here`.
    fn by_role(&self, here: Here, phrase: &Phrase) -> Option<(Speaker, Fit)> {
        let people = self.found.people.iter().zip(0u32..);
        let fitting = people.filter_map(|(person, index)| {
            let fit = person.roles.iter().filter_map(|role| self.fit(role, phrase)).max()?;
            let last = person.mentions.iter().rev().map(|m| (m.paragraph, m.span.start));
            let last = last.into_iter().find(|m| *m < (Some(here.paragraph), here.start))?;
            Some((fit, last, Speaker { kind: Kind::Person, index }))
        });
        fitting.max_by_key(|(fit, last, _)| (*fit, *last)).map(|(fit, _, speaker)| (speaker, fit))
    }

    fn fit(&self, role: &str, phrase: &Phrase) -> Option<Fit> {
        let role = padded(role);
        let has = |word: &str| role.contains(&format!(" {word} "));
        let head = has(&phrase.head) || (is_loose_leader(&phrase.head) && words::LEADERS.iter().any(|w| has(w)));
        if !head || !phrase.modifiers.iter().all(|m| has(m)) {
            return None;
        }
        match phrase.country {
            None => Some(Fit::Full),
            Some(country) if self.names_country(&role, country) => Some(Fit::Full),
            Some(_) if self.names_any_country(&role) => None,
            Some(_) => Some(Fit::Half),
        }
    }

    fn names_country(&self, role: &str, country: Speaker) -> bool {
        self.countries.get(country.index as usize).is_some_and(|forms| forms.iter().any(|f| role.contains(f.as_str())))
    }

    fn names_any_country(&self, role: &str) -> bool {
        self.countries.iter().flatten().any(|form| role.contains(form.as_str()))
    }

    /// Whether nothing known of a person speaks against the phrase.
    fn fits(&self, who: Speaker, phrase: &Phrase) -> bool {
        let roles = self.found.people.get(who.index as usize).map_or(&[][..], |p: &Named| &p.roles);
        let loose = words::among(&phrase.head, &words::LOOSE_ROLES);
        roles.is_empty()
            || roles.iter().any(|role| self.fit(role, phrase).is_some())
            || (loose
                && phrase.country.is_none_or(|country| {
                    roles
                        .iter()
                        .map(|r| padded(r))
                        .all(|r| self.names_country(&r, country) || !self.names_any_country(&r))
                }))
    }

    /// Whom the same word meant when it was last used: "a Pentagon spokesman said. … the spokesman said".
    fn antecedent(&self, here: Here, head: &str) -> Option<Option<Speaker>> {
        for (paragraph, range) in self.story.sentences_before(here).take(12) {
            let s = paragraph.sentence(range);
            for at in (0..s.tokens.len()).rev() {
                if let Some((speaker, _)) = s.name(at)
                    && speaker.kind == Kind::Person
                    && padded(s.part(at)).contains(&format!(" {head} "))
                {
                    return Some(Some(speaker));
                }
                if s.word(at).eq_ignore_ascii_case(head)
                    && let Some(answer) = meant(&s, at)
                {
                    return Some(answer);
                }
            }
        }
        None
    }
}

/// Where in the story: the paragraph's number in the article, the sentence's number in it, and its first byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    pub paragraph: u32,
    pub sentence: usize,
    pub start: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The head fits; nothing is known of the country.
    Half,
    Full,
}

fn one(speaker: Speaker) -> Known {
    Known { speaker, plural: false }
}

fn is_loose_leader(head: &str) -> bool {
    matches!(head, "leader" | "chief" | "ruler" | "statesman")
}

/// Folded, without dots and possessives, words between single spaces: so that whole words are found by `contains`.
fn padded(text: &str) -> String {
    let mut out = String::from(" ");
    for word in fold(text).split(|c: char| c.is_whitespace() || c == ',') {
        let word = word.trim_end_matches("'s").trim_end_matches('\'').replace('.', "");
        if !word.is_empty() {
            out.push_str(&word);
            out.push(' ');
        }
    }
    out
}

/// A noun phrase taken apart.
struct Phrase {
    /// Folded: "president".
    head: String,
    /// What else stands before the head, folded: "prime", "pentagon".
    modifiers: Vec<String>,
    definite: bool,
    /// "his", "their".
    owned: bool,
    person: Option<Speaker>,
    organisation: Option<Speaker>,
    country: Option<Speaker>,
    /// The country stands for its government: "a Kremlin spokesman".
    metonym: bool,
    /// "a French government spokesman".
    office: bool,
}

impl Phrase {
    fn read(s: &Sentence, range: Range<usize>) -> Option<Phrase> {
        let prepositions = |i: &usize| s.is(*i, &words::PREPOSITIONS);
        let cut = range.clone().skip(1).find(prepositions).unwrap_or(range.end);
        let last = cut.checked_sub(1).filter(|last| range.contains(last))?;
        let head = fold(s.word(last)).into_owned();
        if head.is_empty() {
            return None;
        }
        let named = |kind: Kind| range.clone().filter_map(|i| s.name(i)).map(|(n, _)| n).find(|n| n.kind == kind);
        let mut modifiers = Vec::new();
        for i in range.start..last {
            let word = s.word(i);
            match s.name(i) {
                Some((n, _)) if n.kind == Kind::Organisation => {
                    modifiers.extend(padded(s.part(i)).split_whitespace().map(str::to_string));
                }
                _ if word.is_empty() || words::among(word, &words::DETERMINERS) || words::among(word, &IDLE) => {}
                _ => modifiers.push(padded(word).trim().to_string()),
            }
        }
        let country = named(Kind::Country);
        let demonym = range.clone().any(|i| s.is_demonym(i));
        let owner = range.clone().any(|i| s.name(i).is_some_and(|(n, owner)| owner && n.kind != Kind::Person));
        Some(Phrase {
            definite: s.is(range.start, &["the", "that", "this"]) || owner,
            owned: s.is(range.start, &words::OWN),
            person: named(Kind::Person),
            organisation: named(Kind::Organisation),
            country,
            metonym: country.is_some() && !demonym,
            office: (range.start..range.end).any(|i| i != last && s.is(i, &words::OFFICES)),
            head,
            modifiers,
        })
    }
}

/// Words that tell nothing about which one is meant.
const IDLE: [&str; 12] = [
    "former", "then", "new", "top", "senior", "own", "current", "longtime", "veteran", "outgoing", "newly", "visiting",
];

/// Whom the role word at `at` stands for in its own sentence. `None`: it does not tell; `Some(None)`: no entity.
fn meant(s: &Sentence, at: usize) -> Option<Option<Speaker>> {
    let after = if s.is_mark(at + 1, ",") { at + 2 } else { at + 1 };
    if let Some(person) = s.person(after) {
        return Some(Some(person));
    }
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        let inside = matches!(s.kind(before), Some(TokenKind::Name { .. }))
            || (!s.word(before).is_empty()
                && !s.is(before, &words::PREPOSITIONS)
                && !s.is(before, &words::BREAKERS)
                && !s.is(before, &words::AUXILIARIES));
        if !inside || at - start > 5 {
            break;
        }
        start = before;
        if s.is(before, &words::DETERMINERS) {
            break;
        }
    }
    // "Dmitry Peskov, the Kremlin spokesman"
    if start >= 2
        && s.is_mark(start - 1, ",")
        && let Some(person) = s.person(start - 2)
    {
        return Some(Some(person));
    }
    let speaks = s.is(at, &words::SPOKESPEOPLE);
    let tail = if s.is(at + 1, &["for", "of", "at"]) { at + 1..at + 5 } else { at..at };
    let owner = (start..at).chain(tail).filter_map(|i| s.name(i)).map(|(n, _)| n);
    let owner = owner.filter(|n| n.kind != Kind::Person).min_by_key(|n| n.kind != Kind::Organisation);
    match owner {
        Some(owner) if speaks && (owner.kind == Kind::Organisation || !(start..at).any(|i| s.is_demonym(i))) => {
            Some(Some(owner))
        }
        _ if s.is(start, &["the", "that", "this"]) => None,
        _ => Some(None),
    }
}
