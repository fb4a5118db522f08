//! Joining the names of many articles into the entities of one archive.
//!
//! [`forms`] counts spellings, [`people`] and [`organisations`] say which are one, [`corrections`] lets the reader say
//! otherwise, [`entity`] makes entities of them. Time is near-linear in the number of distinct names, and what comes
//! out depends on the order of the articles only where a name has more than 64 short forms or roles.

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

use crate::corpus::{Annotations, Correction, Entity, Kind, Pool, Roster, roster};
use forms::{Form, Forms, Places};
pub(super) use organisations::key as organisation_key;

/// How many times as frequent as any other a full name must be to take a form that several could have.
const OVERWHELMING: u64 = 5;

/// Counts the rosters of an archive's articles; [`Tally::finish`] says which names are the same. Texts are numbers of
/// the caller's: the rosters of one tally have to be about one list of texts.
#[derive(Default)]
pub struct Tally {
    people: Forms,
    organisations: Forms,
    /// By text, the country's place.
    countries: HashMap<u32, u32>,
    /// Codes, as texts.
    codes: Vec<u32>,
}

/// The entities of an archive.
pub struct Merged {
    pub entities: Vec<Entity>,
    people: (Places, Vec<u32>),
    organisations: (Places, Vec<u32>),
    countries: HashMap<u32, u32>,
}

impl Tally {
    /// An article, and its date where it is known.
    pub fn add(&mut self, roster: &Roster, date: Option<Date>) {
        for (kind, entered) in roster.locals() {
            match kind {
                Kind::Person => self.people.add(entered, date),
                Kind::Organisation => self.organisations.add(entered, date),
                Kind::Country => {
                    let next = self.codes.len() as u32;
                    if *self.countries.entry(entered.form).or_insert(next) == next {
                        self.codes.push(entered.form);
                    }
                }
            }
        }
    }

    /// Joins the names, with what the reader knows better, the oldest correction first.
    pub fn finish<'a>(self, text: &dyn Fn(u32) -> &'a str, known: &[Correction]) -> Merged {
        let mut entities = Vec::new();
        let mut join = |kind, forms: Forms, clusters: fn(&[Form]) -> Vec<u32>| {
            let (forms, places) = forms.spelled(text);
            let corrected = corrections::apply(kind, &forms, clusters(&forms), known);
            (places, entity::push_all(kind, &forms, &corrected, &mut entities))
        };
        let people = join(Kind::Person, self.people, people::clusters);
        let organisations = join(Kind::Organisation, self.organisations, organisations::clusters);
        let first_country = entities.len() as u32;
        entities.extend(self.codes.iter().map(|code| entity::country(roster::country(text(*code)))));
        entities.iter_mut().filter(|e| e.kind == Kind::Country).for_each(|e| corrections::apply_to_country(e, known));
        let countries = self.countries.into_iter().map(|(text, n)| (text, first_country + n)).collect();
        Merged { entities, people, organisations, countries }
    }
}

impl Merged {
    /// The index of the entity that a name of a roster stands for.
    pub fn entity(&self, kind: Kind, text: u32) -> Option<u32> {
        let (places, entities) = match kind {
            Kind::Person => &self.people,
            Kind::Organisation => &self.organisations,
            Kind::Country => return self.countries.get(&text).copied(),
        };
        places.of(text).and_then(|place| entities.get(place)).copied()
    }
}

/// Merging for few articles, given one after another.
#[derive(Default)]
pub struct Merger {
    pool: Pool,
    tally: Tally,
    rosters: Vec<Roster>,
}

/// The entities, and for each article in the order they were added the index of the entity of each of its
/// [`Annotations::locals`].
pub struct Joined {
    pub entities: Vec<Entity>,
    pub of_articles: Vec<Vec<u32>>,
}

impl Merger {
    /// An article, and its date where it is known.
    pub fn add(&mut self, found: &Annotations, date: Option<Date>) {
        let roster = Roster::of(found, &mut self.pool);
        self.tally.add(&roster, date);
        self.rosters.push(roster);
    }

    pub fn finish(self, known: &[Correction]) -> Joined {
        let merged = self.tally.finish(&|n| self.pool.text(n), known);
        let of_local = |(kind, e): &(Kind, roster::Entered)| merged.entity(*kind, e.form).unwrap_or(0);
        let of_articles = self.rosters.iter().map(|r| r.locals().map(of_local).collect()).collect();
        Joined { of_articles, entities: merged.entities }
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
