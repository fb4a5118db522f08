//! The people and countries of an article with what tells them apart in phrases: roles, spellings, he or she.
//!
//! Made once for an article; what was told so far is in [`super::speakers`].

use std::collections::HashMap;
use std::ops::Range;

use super::genders::{self, Gender};
use super::memory::Here;
use super::phrases::Phrase;
use super::story::Story;
use super::tokens::Sentence;
use super::words;
use crate::corpus::{Annotations, Kind, Speaker};
use crate::text::fold;

pub(super) struct Cast<'a> {
    found: &'a Annotations,
    /// How each country is written in this article, padded.
    countries: Vec<Vec<String>>,
    /// The roles of each person, padded.
    roles: Vec<Vec<String>>,
    genders: Vec<Option<Gender>>,
    /// People by the last word of their name, folded; of two with one surname neither is meant.
    surnames: HashMap<String, Option<u32>>,
}

/// How well a role fits a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The head fits; nothing is known of the country.
    Half,
    Full,
}

impl<'a> Cast<'a> {
    pub fn new(found: &'a Annotations, story: &Story) -> Cast<'a> {
        let countries = found.countries.iter().map(|country| {
            let mut forms: Vec<&str> = vec![country.name.as_str()];
            for form in country.mentions.iter().filter_map(|(m, _)| story.written(m)) {
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
            forms.into_iter().map(padded).collect()
        });
        let mut surnames = HashMap::new();
        for (person, index) in found.people.iter().zip(0u32..) {
            let last = person.name.rsplit([' ', '-']).next().unwrap_or("");
            let same = surnames.entry(fold(last).into_owned()).or_insert(Some(index));
            if *same != Some(index) {
                *same = None;
            }
        }
        let roles = found.people.iter().map(|p| p.roles.iter().map(|r| padded(r)).collect());
        Cast {
            found,
            countries: countries.collect(),
            roles: roles.collect(),
            genders: genders::of(found, story),
            surnames,
        }
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
        let head = format!(" {head} ");
        self.roles.iter().flatten().any(|role| role.contains(&head))
    }

    /// The person whose roles fit best; of several, the one named last before `here`.
    pub fn by_role(&self, here: Here, phrase: &Phrase) -> Option<(Speaker, Fit)> {
        let people = self.found.people.iter().zip(&self.roles).zip(0u32..);
        let fitting = people.filter_map(|((person, roles), index)| {
            let fit = roles.iter().filter_map(|role| self.fit(role, phrase)).max()?;
            let last = person.mentions.iter().rev().map(|m| (m.paragraph, m.span.start));
            let last = last.into_iter().find(|m| *m < (here.paragraph, here.start))?;
            Some((fit, last, Speaker { kind: Kind::Person, index }))
        });
        fitting.max_by_key(|(fit, last, _)| (*fit, *last)).map(|(fit, _, speaker)| (speaker, fit))
    }

    fn fit(&self, role: &str, phrase: &Phrase) -> Option<Fit> {
        let has = |word: &str| role.contains(&format!(" {word} "));
        let head = has(&phrase.head) || (is_loose_leader(&phrase.head) && words::LEADERS.1.iter().any(|w| has(w)));
        if !head || !phrase.modifiers.iter().all(|m| has(m)) {
            return None;
        }
        match phrase.country {
            None => Some(Fit::Full),
            Some(country) if self.names_country(role, country) => Some(Fit::Full),
            Some(_) if self.names_any_country(role) => None,
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
    pub fn fits(&self, who: Speaker, phrase: &Phrase) -> bool {
        let roles = self.roles.get(who.index as usize).map_or(&[][..], Vec::as_slice);
        let at_home = |country| roles.iter().all(|r| self.names_country(r, country) || !self.names_any_country(r));
        roles.is_empty()
            || roles.iter().any(|role| self.fit(role, phrase).is_some())
            || (words::among(&phrase.head, &words::LOOSE_ROLES) && phrase.country.is_none_or(at_home))
    }
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
