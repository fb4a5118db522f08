//! Freezing: from articles and merged entities to the bytes of a [`Corpus`](super::Corpus).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::frozen::{DAY_NONE, day_of};
use super::image::{SECTIONS, Section, assemble};
use super::{ArticleId, Entity, Kind, Role, Spelling};
use crate::text::fold;

/// What the columns need of one article.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub id: ArticleId,
    /// The number under which the search index knows the article; unique.
    pub serial: u32,
    pub date: Option<Date>,
    pub source: Option<String>,
    pub title: String,
    pub words: u32,
    /// For each of the article's entities, in the order of [`super::Annotations::locals`], its index in the
    /// entities given to [`Builder::new`]. Two may be the same.
    pub entities: Vec<u32>,
    /// Of those, the ones that say something in a quote.
    pub speakers: Vec<u32>,
}

/// Collects entries and freezes them.
#[derive(Default)]
pub struct Builder {
    entities: Vec<Entity>,
    entries: Vec<Entry>,
    stamp: u32,
}

impl Builder {
    pub fn new(entities: Vec<Entity>) -> Builder {
        Builder { entities, ..Builder::default() }
    }

    /// Marks the corpus with a number of the caller's, to be asked for with
    /// [`Corpus::stamp`](super::Corpus::stamp).
    pub fn stamp(&mut self, stamp: u32) {
        self.stamp = stamp;
    }

    pub fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// The bytes of the corpus, to be opened with [`Corpus::open`](super::Corpus::open). Articles are numbered
    /// newest first, undated last; entities by kind, then by how many articles name them. Entities that no article
    /// names, and hidden ones, are left out.
    pub fn freeze(mut self) -> Vec<u8> {
        self.entries.sort_by_key(|e| (Reverse(e.date), e.serial));
        let mut out: [Vec<u8>; SECTIONS] = Default::default();
        let numbers = self.freeze_entities(&mut out);
        self.freeze_articles(&mut out, &numbers);
        self.freeze_titles_and_sources(&mut out);
        assemble(&out)
    }

    /// Writes the entity sections; gives each entity's number, `u32::MAX` for one that is left out.
    fn freeze_entities(&self, out: &mut [Vec<u8>; SECTIONS]) -> Vec<u32> {
        let named = postings(self.entities.len(), self.entries.iter().map(|e| &e.entities));
        let said = postings(self.entities.len(), self.entries.iter().map(|e| &e.speakers));
        let mut order: Vec<usize> =
            (0..self.entities.len()).filter(|e| !named[*e].is_empty() && !self.entities[*e].hidden).collect();
        order.sort_by(|a, b| {
            let key = |i: usize| (self.entities[i].kind, Reverse(named[i].len()));
            key(*a).cmp(&key(*b)).then_with(|| self.entities[*a].name.cmp(&self.entities[*b].name))
        });
        let mut numbers = vec![u32::MAX; self.entities.len()];
        let (mut entity_at, mut article_at, mut said_at) = (0, 0, 0);
        for (number, i) in order.iter().enumerate() {
            numbers[*i] = number as u32;
            let record = record(&self.entities[*i]);
            put(&mut out[Section::EntityAt as usize], entity_at);
            put(&mut out[Section::ArticleAt as usize], article_at);
            put(&mut out[Section::SaidAt as usize], said_at);
            entity_at += record.len() as u32;
            article_at += named[*i].len() as u32;
            said_at += said[*i].len() as u32;
            out[Section::Entities as usize].extend_from_slice(record.as_bytes());
            named[*i].iter().for_each(|a| put(&mut out[Section::Articles as usize], *a));
            said[*i].iter().for_each(|a| put(&mut out[Section::Said as usize], *a));
        }
        put(&mut out[Section::EntityAt as usize], entity_at);
        put(&mut out[Section::ArticleAt as usize], article_at);
        put(&mut out[Section::SaidAt as usize], said_at);
        let end = |kind: Kind| order.iter().filter(|i| self.entities[**i].kind <= kind).count() as u32;
        Kind::ALL.into_iter().for_each(|kind| put(&mut out[Section::Meta as usize], end(kind)));
        put(&mut out[Section::Meta as usize], self.stamp);
        numbers
    }

    fn freeze_articles(&self, out: &mut [Vec<u8>; SECTIONS], numbers: &[u32]) {
        let serials = self.entries.iter().map(|e| e.serial + 1).max().unwrap_or(0);
        let mut by_serial = vec![u32::MAX; serials as usize];
        let mut by_id: Vec<u32> = (0..self.entries.len() as u32).collect();
        by_id.sort_by_key(|n| self.entries[*n as usize].id);
        let mut local_at = 0;
        for (number, entry) in self.entries.iter().enumerate() {
            by_serial[entry.serial as usize] = number as u32;
            out[Section::Ids as usize].extend_from_slice(&entry.id.0);
            put(&mut out[Section::Serials as usize], entry.serial);
            put(&mut out[Section::Dates as usize], entry.date.map_or(DAY_NONE, day_of) as u32);
            put(&mut out[Section::Words as usize], entry.words);
            put(&mut out[Section::LocalAt as usize], local_at);
            local_at += entry.entities.len() as u32;
            for e in &entry.entities {
                put(&mut out[Section::Locals as usize], numbers.get(*e as usize).copied().unwrap_or(u32::MAX));
            }
        }
        put(&mut out[Section::LocalAt as usize], local_at);
        by_id.into_iter().for_each(|n| put(&mut out[Section::ById as usize], n));
        by_serial.into_iter().for_each(|n| put(&mut out[Section::BySerial as usize], n));
    }

    fn freeze_titles_and_sources(&self, out: &mut [Vec<u8>; SECTIONS]) {
        let names: BTreeMap<&str, u32> = {
            let mut names: BTreeMap<&str, u32> = BTreeMap::new();
            self.entries.iter().filter_map(|e| e.source.as_deref()).for_each(|s| _ = names.insert(s, 0));
            names.values_mut().zip(0..).for_each(|(number, n)| *number = n);
            names
        };
        let mut at = 0;
        for name in names.keys() {
            put(&mut out[Section::SourceAt as usize], at);
            at += name.len() as u32;
            out[Section::SourceNames as usize].extend_from_slice(name.as_bytes());
        }
        put(&mut out[Section::SourceAt as usize], at);

        let mut by_title: Vec<(String, usize)> =
            self.entries.iter().enumerate().map(|(n, e)| (fold(&e.title).into_owned(), n)).collect();
        by_title.sort();
        let mut ranks = vec![0; self.entries.len()];
        by_title.iter().zip(0..).for_each(|((_, n), rank)| ranks[*n] = rank);

        let mut at = 0;
        for (entry, rank) in self.entries.iter().zip(ranks) {
            let source = entry.source.as_deref().and_then(|s| names.get(s)).copied().unwrap_or(u32::MAX);
            put(&mut out[Section::Sources as usize], source);
            put(&mut out[Section::TitleRanks as usize], rank);
            put(&mut out[Section::TitleAt as usize], at);
            at += entry.title.len() as u32;
            out[Section::Titles as usize].extend_from_slice(entry.title.as_bytes());
        }
        put(&mut out[Section::TitleAt as usize], at);
    }
}

/// Per entity the rising numbers of the articles in whose list it stands.
fn postings<'a>(entities: usize, lists: impl Iterator<Item = &'a Vec<u32>>) -> Vec<Vec<u32>> {
    let mut out: Vec<Vec<u32>> = vec![Vec::new(); entities];
    for (article, list) in lists.enumerate() {
        for e in list {
            if let Some(articles) = out.get_mut(*e as usize)
                && articles.last() != Some(&(article as u32))
            {
                articles.push(article as u32);
            }
        }
    }
    out
}

/// Fields between unit separators, list items between record separators, their parts between group separators: none
/// of them can stand in sanitised text.
fn record(entity: &Entity) -> String {
    let spelling = |s: &Spelling| format!("{}\u{1d}{}\u{1d}{}", s.text, s.named, s.beside);
    let role = |r: &Role| match r.dates {
        Some((first, last)) => format!("{}\u{1d}{}\u{1d}{}\u{1d}{}", r.text, r.count, day_of(first), day_of(last)),
        None => format!("{}\u{1d}{}", r.text, r.count),
    };
    let spellings: Vec<String> = entity.spellings.iter().map(spelling).collect();
    let roles: Vec<String> = entity.roles.iter().map(role).collect();
    let key = if entity.key == entity.name { "" } else { &entity.key };
    let join = |list: &[String]| list.join("\u{1e}");
    [&entity.name, &entity.code, &join(&spellings), &join(&roles), key].map(|f: &str| f.to_string()).join("\u{1f}")
}

fn put(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}
