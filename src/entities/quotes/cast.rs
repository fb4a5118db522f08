//! The people and countries of an article with what tells them apart in phrases: roles, spellings, he or she.
//!
//! Made once for an article; what was told so far is in [`super::speakers`].

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::genders::{self, Gender};
use super::memory::Here;
use super::phrases::Phrase;
use super::story::Story;
use super::tokens::Sentence;
use super::words;
use crate::corpus::{Annotations, Kind, Named, Speaker};
use crate::text::fold;

pub(super) struct Cast<'a> {
    found: &'a Annotations,
    /// The roles of each person.
    roles: Vec<Vec<Role>>,
    /// Who has a role with that word in it, in the order of people.
    holders: HashMap<String, Vec<u32>>,
    /// Where each person is named, in reading order.
    places: Vec<Vec<Place>>,
    /// Where anyone who has a role is named, in reading order.
    named: Vec<(Place, u32)>,
    genders: Vec<Option<Gender>>,
    /// People by the last word of their name, folded; of two with one surname neither is meant.
    surnames: HashMap<String, Option<u32>>,
}

/// Paragraph and first byte.
type Place = (Option<u32>, u32);

struct Role {
    /// Padded.
    text: String,
    /// The countries named in it.
    countries: Vec<u32>,
}

impl Role {
    fn has(&self, word: &str) -> bool {
        !word.is_empty() && self.text.split(' ').any(|w| w == word)
    }
}

/// So many roles of one person are looked at, each no longer than this in bytes.
const ROLES: usize = 32;
const LENGTH: usize = 200;
/// Of more people with the same role only so many are asked, those named last, among so many names.
const ASKED: usize = 64;
const BACK: usize = 512;

/// How well a role fits a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The head fits; nothing is known of the country.
    Half,
    Full,
}

impl<'a> Cast<'a> {
    pub fn new(found: &'a Annotations, story: &Story) -> Cast<'a> {
        let mut surnames = HashMap::new();
        for (person, index) in found.people.iter().zip(0u32..) {
            let last = person.name.rsplit([' ', '-']).next().unwrap_or("");
            let same = surnames.entry(fold(last).into_owned()).or_insert(Some(index));
            if *same != Some(index) {
                *same = None;
            }
        }
        let forms = forms(found, story);
        let usual =
            |p: &Named| p.roles.iter().filter(|r| r.len() <= LENGTH).take(ROLES).map(|r| role(r, &forms)).collect();
        let roles: Vec<Vec<Role>> = found.people.iter().map(usual).collect();
        let mut holders: HashMap<String, Vec<u32>> = HashMap::new();
        for (roles, index) in roles.iter().zip(0u32..) {
            for word in roles.iter().flat_map(|role| role.text.split_whitespace()) {
                let holders = match holders.get_mut(word) {
                    Some(holders) => holders,
                    None => holders.entry(word.to_string()).or_default(),
                };
                if holders.last() != Some(&index) {
                    holders.push(index);
                }
            }
        }
        let in_order = |p: &Named| {
            let mut places: Vec<Place> = p.mentions.iter().map(|m| (m.paragraph, m.span.start)).collect();
            places.sort_unstable();
            places
        };
        let places: Vec<Vec<Place>> = found.people.iter().map(in_order).collect();
        let with_role = places.iter().zip(&roles).zip(0u32..).filter(|((_, roles), _)| !roles.is_empty());
        let mut named: Vec<(Place, u32)> =
            with_role.flat_map(|((places, _), index)| places.iter().map(move |at| (*at, index))).collect();
        named.sort_unstable();
        Cast { found, roles, holders, places, named, genders: genders::of(found, story), surnames }
    }

    pub fn gender(&self, who: Speaker) -> Option<Gender> {
        self.genders.get(who.index as usize).copied().flatten()
    }

    /// Whom a name means that was not found where it stands: "Ms Doe" is Anna Doe, "Bo Doe" is not.
    pub fn by_name(&self, s: &Sentence, range: Range<usize>) -> Option<Speaker> {
        let last = range.end.checked_sub(1).filter(|last| range.contains(last))?;
        let surname = s.word(last).rsplit('-').next()?;
        let index = (*self.surnames.get(fold(surname).as_ref())?)?;
        let name = &self.found.people.get(index as usize)?.name;
        let part = |word: &str| name.split([' ', '-']).any(|part| fold(part) == fold(word));
        let parts = |i: usize| s.word(i).split('-').all(part);
        let title = |i: usize| i < last && (s.is(i, &words::HONORIFICS) || s.is(i, &words::ROLES));
        let fits = range.clone().all(|i| title(i) || parts(i));
        fits.then_some(Speaker { kind: Kind::Person, index })
    }

    /// The organisation's name, padded.
    pub fn house(&self, who: Speaker) -> String {
        self.found.organisations.get(who.index as usize).map(|o| padded(&o.name)).unwrap_or_default()
    }

    /// Whether anyone here has a role of that name.
    pub fn is_role(&self, head: &str) -> bool {
        self.holders.contains_key(head)
    }

    /// The person whose roles fit best; of several, the one named last before `here`.
    pub fn by_role(&self, here: Here, phrase: &Phrase) -> Option<(Speaker, Fit)> {
        let here = (here.paragraph, here.start);
        let fitting = self.holders(here, phrase).into_iter().filter_map(|index| {
            let fit = self.roles.get(index as usize)?.iter().filter_map(|role| fit(role, phrase)).max()?;
            let places = self.places.get(index as usize)?;
            let last = places.get(places.partition_point(|at| *at < here).checked_sub(1)?)?;
            Some((fit, *last, Speaker { kind: Kind::Person, index }))
        });
        fitting.max_by_key(|(fit, last, _)| (*fit, *last)).map(|(fit, _, speaker)| (speaker, fit))
    }

    /// Whose roles have the head of the phrase, or one that means the same: all of them if they are few.
    fn holders(&self, here: Place, phrase: &Phrase) -> Vec<u32> {
        let loose = if is_loose_leader(&phrase.head) { words::LEADERS.1 } else { &[] };
        let heads = std::iter::once(phrase.head.as_str()).chain(loose.iter().copied());
        let lists: Vec<&[u32]> = heads.filter_map(|head| self.holders.get(head)).map(Vec::as_slice).collect();
        if lists.iter().map(|list| list.len()).sum::<usize>() <= ASKED {
            let mut all = lists.concat();
            all.sort_unstable();
            all.dedup();
            return all;
        }
        let before = self.named.partition_point(|(at, _)| *at < here);
        let mut some = Vec::with_capacity(ASKED);
        for (_, index) in self.named.iter().take(before).rev().take(BACK) {
            if !some.contains(index) && lists.iter().any(|list| list.binary_search(index).is_ok()) {
                some.push(*index);
                if some.len() == ASKED {
                    break;
                }
            }
        }
        some
    }

    /// Whether nothing known of a person speaks against the phrase.
    pub fn fits(&self, who: Speaker, phrase: &Phrase) -> bool {
        let roles = self.roles.get(who.index as usize).map_or(&[][..], Vec::as_slice);
        let at_home =
            |country: Speaker| roles.iter().all(|r| r.countries.contains(&country.index) || r.countries.is_empty());
        roles.is_empty()
            || roles.iter().any(|role| fit(role, phrase).is_some())
            || (words::among(&phrase.head, &words::LOOSE_ROLES) && phrase.country.is_none_or(at_home))
    }
}

fn fit(role: &Role, phrase: &Phrase) -> Option<Fit> {
    let leads = || is_loose_leader(&phrase.head) && words::LEADERS.1.iter().any(|w| role.has(w));
    if !(role.has(&phrase.head) || leads()) || !phrase.modifiers.iter().all(|m| role.has(m)) {
        return None;
    }
    match phrase.country {
        None => Some(Fit::Full),
        Some(country) if role.countries.contains(&country.index) => Some(Fit::Full),
        Some(_) if !role.countries.is_empty() => None,
        Some(_) => Some(Fit::Half),
    }
}

/// How the countries are written in this article, padded, by their first word.
fn forms(found: &Annotations, story: &Story) -> HashMap<String, Vec<(String, u32)>> {
    let mut forms: HashMap<String, Vec<(String, u32)>> = HashMap::new();
    let mut seen = HashSet::new();
    for (country, index) in found.countries.iter().zip(0u32..) {
        let written = country.mentions.iter().filter_map(|(m, _)| story.written(m));
        for form in std::iter::once(country.name.as_str()).chain(written) {
            if seen.insert((form, index))
                && let form = padded(form)
                && let Some(first) = form.split_whitespace().next()
            {
                forms.entry(first.to_string()).or_default().push((form, index));
            }
        }
    }
    forms
}

fn role(text: &str, forms: &HashMap<String, Vec<(String, u32)>>) -> Role {
    let text = padded(text);
    let possible = text.split_whitespace().filter_map(|word| forms.get(word)).flatten();
    let mut countries: Vec<u32> = possible.filter(|(form, _)| text.contains(form.as_str())).map(|(_, c)| *c).collect();
    countries.sort_unstable();
    countries.dedup();
    Role { text, countries }
}

fn is_loose_leader(head: &str) -> bool {
    matches!(head, "leader" | "chief" | "ruler" | "statesman")
}

/// Folded, without dots and possessives, words between single spaces: so that whole words are found by `contains`.
pub(super) fn padded(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::super::tests::article;
    use super::*;
    use crate::corpus::{Mention, Named};
    use crate::text::Span;

    /// `count` ministers, each named once in its own paragraph.
    fn ministers(count: u32) -> Annotations {
        let people = (0..count).map(|n| Named {
            name: format!("Anna X{n}"),
            roles: vec![String::from("Minister")],
            mentions: vec![Mention { paragraph: Some(n), span: Span { start: 9, end: 15 } }],
            ..Named::default()
        });
        Annotations { people: people.collect(), ..Annotations::default() }
    }

    fn phrase(head: &str) -> Phrase {
        Phrase {
            head: head.to_string(),
            modifiers: Vec::new(),
            definite: true,
            owned: false,
            person: None,
            organisation: None,
            country: None,
            metonym: false,
            office: false,
            native: false,
            plural: false,
        }
    }

    #[test]
    fn ever_new_ministers_are_told_apart_in_good_time() {
        const COUNT: u32 = 2_000;
        let (article, found) = (article("“Yes,” she said."), ministers(COUNT));
        let story = Story::read(&article, &found).unwrap();
        let cast = Cast::new(&found, &story);
        let (minister, leader) = (phrase("minister"), phrase("leader"));
        for n in 0..COUNT {
            let here = Here { paragraph: Some(n), sentence: 0, start: 30 };
            let found = cast.by_role(here, &minister).map(|(who, fit)| (who.index, fit));
            assert_eq!(found, Some((n, Fit::Full)));
            assert_eq!(cast.by_role(here, &leader).map(|(who, _)| who.index), Some(n));
        }
        assert!(cast.by_role(Here { paragraph: None, sentence: 0, start: 0 }, &minister).is_none());
        assert!(cast.is_role("minister") && !cast.is_role("mini"));
    }
}
