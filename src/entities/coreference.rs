//! Which mentions within one article are one person: "Emmanuel Macron", "President Macron", "Macron".

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::corpus::{Mention, Named};

use super::candidates::Candidate;
use super::lexicon::flags;
use super::names::Parts;
use super::people::Seen;
use super::roles::Role;
use super::story::Story;
use super::tokens::{Shape, Token};

/// A person while the article is read.
struct Person {
    parts: Parts,
    /// Sorted at the end.
    mentions: Vec<Mention>,
    roles: Vec<Role>,
    /// Where in reading order it was last named.
    last: usize,
}

/// The people of an article, and the words that name them.
pub struct Linked {
    pub people: Vec<Named>,
    /// The words (first, end) that name people, in reading order.
    pub taken: Vec<(u32, u32)>,
}

/// Joins `seen`, the names of people in reading order. `others` are words that were tagged as no person and may
/// mean one all the same: "MACRON", "King said".
pub fn link(story: &Story, seen: &[Seen], others: &[Other]) -> Linked {
    let mut linker =
        Linker { story, people: Vec::new(), by_surname: HashMap::new(), by_given: HashMap::new(), taken: Vec::new() };
    let words = |s: &Seen| s.candidate.end - s.candidate.first;
    // Full names first, whole article: a surname may come before them (in the title) and must find them.
    let mut known: HashMap<&str, Option<usize>> = HashMap::new();
    // The longest first: "Suu Kyi" is a part of "Aung San Suu Kyi".
    let mut full: Vec<&Seen> = seen.iter().filter(|s| words(s) > 1).collect();
    full.sort_by_key(|s| Reverse(words(s)));
    for s in full {
        known.entry(&s.key).or_insert_with(|| linker.introduce(s));
    }
    // Then whoever is only ever called by one name.
    for s in seen.iter().filter(|s| words(s) == 1) {
        known.entry(&s.key).or_insert_with(|| linker.introduce_short(s));
    }
    // Then every mention in reading order.
    let mut others = others.iter().peekable();
    let mut order = 0;
    for s in seen {
        while let Some(other) = others.next_if(|o| o.at < s.candidate.first) {
            linker.other(order, *other);
            order += 1;
        }
        linker.mention(order, s, known.get(s.key.as_str()).copied().flatten());
        order += 1;
    }
    for other in others {
        linker.other(order, *other);
        order += 1;
    }
    linker.compounds();
    linker.finish()
}

/// Of more people of one surname in an article only the last ones are looked at.
const NAMESAKES: usize = 64;

/// More different forms of one name or role tell nothing new.
const KEPT: usize = 64;

/// A capitalised word that was tagged as no person.
#[derive(Clone, Copy, Debug)]
pub struct Other {
    pub part: u32,
    pub at: u32,
    /// Tagged as the name of something else.
    pub named: bool,
}

struct Linker<'a> {
    story: &'a Story<'a>,
    people: Vec<Person>,
    /// By [`Parts::surname`].
    by_surname: HashMap<String, Vec<usize>>,
    by_given: HashMap<String, Vec<usize>>,
    taken: Vec<(u32, u32)>,
}

impl Linker<'_> {
    fn text(&self, part: u32, first: u32, end: u32) -> &str {
        let Some(part) = self.story.parts.get(part as usize) else { return "" };
        let ends = (self.story.token(first as usize), self.story.token((end as usize).wrapping_sub(1)));
        let (Some(a), Some(b)) = ends else { return "" };
        part.text.get(a.span.start as usize..b.span.end as usize).unwrap_or("")
    }

    /// The person with this full name; a new one if no one's agrees with it.
    fn introduce(&mut self, s: &Seen) -> Option<usize> {
        let parts = Parts::of(self.text(s.candidate.part, s.candidate.first, s.candidate.end));
        if parts.surname.is_empty() {
            return None;
        }
        let agreeing: Vec<usize> = self
            .of_surname(&parts.surname)
            .iter()
            .copied()
            .filter(|p| self.people.get(*p).is_some_and(|p| p.parts.agrees(&parts)))
            .collect();
        if let [one] = agreeing.as_slice()
            && let Some(person) = self.people.get_mut(*one)
        {
            if person.parts.given.len() < parts.given.len() || person.parts.middle.len() < parts.middle.len() {
                person.parts = parts;
            }
            return Some(*one);
        }
        if let Some(exact) = agreeing.iter().find(|p| self.people.get(**p).is_some_and(|p| p.parts == parts)) {
            return Some(*exact);
        }
        let part_of = |p: &&usize| self.people.get(**p).is_some_and(|p| p.parts.includes(&parts));
        let longer = self.of_surname(&parts.surname).iter().find(part_of).copied();
        longer.or_else(|| Some(self.add(parts)))
    }

    fn introduce_short(&mut self, s: &Seen) -> Option<usize> {
        let text = self.text(s.candidate.part, s.candidate.first, s.candidate.end);
        let parts = Parts::of(text);
        if parts.surname.is_empty() || self.short(text).is_some() {
            return None;
        }
        Some(self.add(parts))
    }

    fn add(&mut self, parts: Parts) -> usize {
        let number = self.people.len();
        self.by_surname.entry(parts.surname.clone()).or_default().push(number);
        // "López Obrador": a name of three words or more is also called by the ones inside.
        for middle in parts.middle.iter().filter(|m| m.chars().count() > 2) {
            self.by_surname.entry(middle.clone()).or_default().push(number);
        }
        if parts.given.chars().count() > 2 {
            self.by_given.entry(parts.given.clone()).or_default().push(number);
        }
        self.people.push(Person { parts, mentions: Vec::new(), roles: Vec::new(), last: 0 });
        number
    }

    fn of_surname(&self, surname: &str) -> &[usize] {
        let all = self.by_surname.get(surname).map_or(&[][..], Vec::as_slice);
        all.get(all.len().saturating_sub(NAMESAKES)..).unwrap_or(all)
    }

    /// Whom a single name means: by surname, the one named last; else by given name if only one has it.
    fn find_short(&self, name: &str) -> Option<usize> {
        let by_surname = self.of_surname(name);
        let own = |p: &&usize| self.people.get(**p).is_some_and(|p| p.parts.surname == name);
        let last = |p: &&usize| self.people.get(**p).map_or(0, |p| p.last);
        // Of two never named so far, the first: `max_by_key` would take the last.
        by_surname.iter().rev().filter(own).max_by_key(last).or(by_surname.iter().rev().max_by_key(last)).copied()
    }

    fn mention(&mut self, order: usize, s: &Seen, known: Option<usize>) {
        let Candidate { part, first, end, .. } = s.candidate;
        let number = if end - first == 1 { self.short(self.text(part, first, end)).or(known) } else { known };
        if let Some(number) = number {
            self.put(order, number, s, first, end);
        }
    }

    /// Whom one word means: a surname, or a given name that only one has.
    fn short(&self, text: &str) -> Option<usize> {
        let name = sound_of(text);
        let given = || match self.by_given.get(&name).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        };
        self.find_short(&name).or_else(given)
    }

    /// What was tagged as no person may still be one that the article knows: "MACRON", "King said", "Paris told".
    fn other(&mut self, order: usize, other: Other) {
        let Other { part, at, named } = other;
        let Some(token) = self.story.token(at as usize) else { return };
        let next = self.story.joined(at as usize + 1);
        let speaks = next.is_some_and(|t| t.shape == Shape::Lower && t.is(flags::SPEECH));
        const ELSE: u32 =
            flags::NATION | flags::DEMONYM | flags::PLACE | flags::WORD | flags::FUNCTION | flags::CALENDAR;
        let nothing_else = !named && !token.is(ELSE | flags::ROLE | flags::TITLE);
        if !speaks && !nothing_else || self.people.is_empty() {
            return;
        }
        let name = sound_of(self.text(part, at, at + 1));
        let full = |p: &Person| p.parts.surname == name && !p.parts.given.is_empty();
        let number = self.find_short(&name).filter(|n| self.people.get(*n).is_some_and(full));
        if let Some(number) = number
            && let Some(mention) = self.story.mention(part, at as usize, at as usize + 1)
        {
            self.record(order, number, mention, (at, at + 1));
        }
    }

    /// "the Trump-Putin call": both halves are mentions.
    fn compounds(&mut self) {
        let story = self.story;
        let mut taken = vec![false; story.tokens.len()];
        for (first, end) in &self.taken {
            taken.get_mut(*first as usize..*end as usize).unwrap_or_default().fill(true);
        }
        for part in &story.parts {
            for at in part.tokens.clone() {
                let Some(token) = story.token(at).filter(|t| t.hyphen && t.capital()) else { continue };
                if !taken.get(at).copied().unwrap_or(true) {
                    self.compound(part.paragraph, part.text, token);
                }
            }
        }
    }

    fn compound(&mut self, paragraph: Option<u32>, text: &str, token: &Token) {
        let mut start = token.span.start as usize;
        for piece in token.text(text).split(['-', '‐', '‑', '–']) {
            let end = start + piece.len();
            if piece.len() > 2
                && piece.starts_with(char::is_uppercase)
                && let Some(number) = self.find_short(&sound_of(piece))
                && let Some(person) = self.people.get_mut(number)
                && person.parts.surname == sound_of(piece)
            {
                person.mentions.push(Mention { paragraph, span: (start..end).into() });
            }
            start = end + text.get(end..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        }
    }

    fn put(&mut self, order: usize, number: usize, s: &Seen, first: u32, end: u32) {
        let Some(mention) = self.story.mention(s.candidate.part, first as usize, end as usize) else { return };
        self.record(order, number, mention, (first, end));
        if let Some(person) = self.people.get_mut(number) {
            person.roles.extend(s.role.filter(|_| first == s.candidate.first));
            person.roles.extend(s.behind);
        }
    }

    fn record(&mut self, order: usize, number: usize, mention: Mention, words: (u32, u32)) {
        if let Some(person) = self.people.get_mut(number) {
            person.mentions.push(mention);
            person.last = order + 1;
            self.taken.push(words);
        }
    }

    fn finish(self) -> Linked {
        let mut people: Vec<Named> = Vec::with_capacity(self.people.len());
        for mut person in self.people {
            if person.mentions.is_empty() {
                continue;
            }
            person.mentions.sort();
            person.mentions.dedup();
            let roles = person.roles.iter().map(|r| r.text(self.story));
            let (name, aliases) = forms(self.story, &person.mentions);
            people.push(Named { name, aliases, roles: by_frequency(roles), mentions: person.mentions });
        }
        people.sort_by_key(|p| p.mentions.first().copied());
        Linked { people, taken: self.taken }
    }
}

/// The form under which a single name is looked up.
fn sound_of(word: &str) -> String {
    Parts::of(word).surname
}

/// The fullest form of the mentions, and the others, most frequent first.
pub fn forms(story: &Story, mentions: &[Mention]) -> (String, Vec<String>) {
    let texts = mentions.iter().filter_map(|m| {
        let part = story.parts.get(m.paragraph.map_or(0, |n| n as usize + 1))?;
        Some((m.span.of(part.text), part.headline))
    });
    let mut counts: Vec<(&str, usize, bool)> = Vec::new();
    for (text, headline) in texts {
        let room = counts.len() < KEPT;
        match counts.iter_mut().find(|(t, ..)| *t == text) {
            Some(found) => {
                found.1 += 1;
                found.2 &= headline;
            }
            None if room => counts.push((text, 1, headline)),
            None => {}
        }
    }
    // A form that stands in a headline alone ("EMMANUEL MACRON") is taken only for want of another.
    let fullness = |(text, n, headline): &(&str, usize, bool)| (!*headline, text.split(' ').count(), *n, text.len());
    let mut best = 0;
    for (i, form) in counts.iter().enumerate() {
        if counts.get(best).is_some_and(|b| fullness(form) > fullness(b)) {
            best = i;
        }
    }
    if counts.is_empty() {
        return (String::new(), Vec::new());
    }
    let name = counts.remove(best).0.to_string();
    counts.sort_by_key(|(_, n, _)| Reverse(*n));
    (name, counts.into_iter().map(|(t, ..)| t.to_string()).collect())
}

/// Each once, most frequent first, ties in order of appearance.
fn by_frequency(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for item in items {
        let room = counts.len() < KEPT;
        match counts.iter_mut().find(|(i, _)| *i == item) {
            Some((_, n)) => *n += 1,
            None if room => counts.push((item, 1)),
            None => {}
        }
    }
    counts.sort_by_key(|(_, n)| Reverse(*n));
    counts.into_iter().map(|(i, _)| i).collect()
}
