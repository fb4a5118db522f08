//! Joining the names of many articles into the entities of one archive.
//!
//! [`forms`] counts spellings, [`people`] and [`organisations`] say which are one, [`corrections`] lets the reader say
//! otherwise, [`entity`] makes entities of them. Time is near-linear in the number of distinct names, and what comes
//! out does not depend on the order of the articles.

mod corrections;
mod entity;
mod family;
mod forms;
mod organisations;
mod people;
mod roles;
mod surnames;
mod ways;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::corpus::{Annotations, Correction, CountryCode, Entity, Kind};
use forms::Forms;
pub(super) use organisations::key as organisation_key;

/// How many times as frequent as any other a full name must be to take a form that several could have.
const OVERWHELMING: u64 = 5;

/// Collects articles' entities one after another; [`Merger::finish`] says which are the same.
#[derive(Default)]
pub struct Merger {
    people: Forms,
    organisations: Forms,
    countries: Vec<(CountryCode, String)>,
    country_numbers: HashMap<CountryCode, u32>,
    /// Per article its locals as (kind, form or country).
    articles: Vec<Vec<(Kind, u32)>>,
}

/// The entities of the archive and, for each article in the order they were added, the index of the entity of each
/// of its [`Annotations::locals`].
pub struct Merged {
    pub entities: Vec<Entity>,
    pub of_articles: Vec<Vec<u32>>,
}

impl Merger {
    pub fn add(&mut self, annotations: &Annotations) {
        self.add_dated(annotations, None);
    }

    /// The same for an article of a known date.
    pub fn add_dated(&mut self, annotations: &Annotations, date: Option<Date>) {
        let people = annotations.people.iter().map(|p| (Kind::Person, self.people.add(p, date)));
        let mut locals: Vec<(Kind, u32)> = people.collect();
        for country in &annotations.countries {
            let next = self.countries.len() as u32;
            let number = *self.country_numbers.entry(country.code).or_insert(next);
            if number == next {
                self.countries.push((country.code, country.name.clone()));
            }
            locals.push((Kind::Country, number));
        }
        let organisations = annotations.organisations.iter();
        locals.extend(organisations.map(|o| (Kind::Organisation, self.organisations.add(o, date))));
        self.articles.push(locals);
    }

    pub fn finish(self) -> Merged {
        self.finish_with(&[])
    }

    /// The same with what the reader knows better, the oldest correction first.
    pub fn finish_with(self, known: &[Correction]) -> Merged {
        let mut entities = Vec::new();
        let mut join = |kind, forms: &Forms, clusters: Vec<u32>| {
            let corrected = corrections::apply(kind, forms.list(), clusters, known);
            entity::push_all(kind, forms.list(), &corrected, &mut entities)
        };
        let people = join(Kind::Person, &self.people, people::clusters(self.people.list()));
        let found = organisations::clusters(self.organisations.list());
        let organisations = join(Kind::Organisation, &self.organisations, found);
        let first_country = entities.len() as u32;
        entities.extend(self.countries.iter().map(|(code, name)| entity::country(*code, name)));
        entities.iter_mut().filter(|e| e.kind == Kind::Country).for_each(|e| corrections::apply_to_country(e, known));
        let of_local = |(kind, number): &(Kind, u32)| match kind {
            Kind::Person => people.get(*number as usize).copied().unwrap_or(0),
            Kind::Country => first_country + number,
            Kind::Organisation => organisations.get(*number as usize).copied().unwrap_or(0),
        };
        let of_articles = self.articles.iter().map(|locals| locals.iter().map(of_local).collect()).collect();
        Merged { entities, of_articles }
    }
}

/// Of several by count, the only one, or one that is at least [`OVERWHELMING`] times as frequent as the next.
fn outstanding<T: Copy + PartialEq>(found: impl IntoIterator<Item = (T, u64)>) -> Option<T> {
    let mut best: Option<(T, u64)> = None;
    let mut next = 0;
    for (item, count) in found {
        match best {
            Some((_, most)) if most >= count => next = next.max(count),
            _ => {
                next = best.map_or(0, |(_, most)| most);
                best = Some((item, count));
            }
        }
    }
    best.filter(|(_, most)| *most >= OVERWHELMING * next).map(|(item, _)| item)
}

fn set(cluster: &mut [u32], n: u32, head: u32) {
    if let Some(c) = cluster.get_mut(n as usize) {
        *c = head;
    }
}
