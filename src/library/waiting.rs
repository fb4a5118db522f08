//! Articles that are indexed and not yet frozen: what the columns need of each, closely packed.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::corpus::alike;
use crate::corpus::{Annotations, Article, ArticleId, Pool, Roster, Sketch, day_of, said};
use crate::text::shingles::Signature;

/// What is counted of an article's text, apart from the rest because that takes time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    pub words: u32,
    /// By which its copies are found.
    pub signature: Signature,
    /// By which its story is found.
    pub sketch: Sketch,
}

impl Told {
    pub fn of(article: &Article) -> Told {
        Told { words: article.words() as u32, signature: alike::signature(article), sketch: Sketch::of(article) }
    }
}

/// Collects articles in any order.
#[derive(Default)]
pub(super) struct Waiting {
    rows: Vec<Fresh>,
    by_serial: HashMap<u32, u32>,
    titles: String,
    sources: Pool,
    rosters: Vec<u8>,
    quotes: Vec<u8>,
    /// The texts that the rosters are about.
    pub names: Pool,
}

/// The columns of one.
pub(super) struct Fresh {
    pub id: ArticleId,
    pub date: Option<Date>,
    pub told: Told,
    source: Option<u32>,
    title: Range<usize>,
    roster: Range<usize>,
    quotes: Range<usize>,
}

impl Waiting {
    pub fn push(&mut self, serial: u32, told: Told, article: &Article, found: &Annotations) {
        let title = self.titles.len()..self.titles.len() + article.title.len();
        self.titles.push_str(&article.title);
        let start = self.rosters.len();
        Roster::of(found, &mut self.names).write(&mut self.rosters, &mut |n| n);
        let first_quote = self.quotes.len();
        said::pack(found, &mut self.quotes);
        self.by_serial.insert(serial, self.rows.len() as u32);
        self.rows.push(Fresh {
            id: article.id,
            date: article.date,
            told,
            source: article.source.as_deref().map(|s| self.sources.add(s)),
            title,
            roster: start..self.rosters.len(),
            quotes: first_quote..self.quotes.len(),
        });
    }

    /// The place of an article.
    pub fn find(&self, serial: u32) -> Option<u32> {
        self.by_serial.get(&serial).copied()
    }

    /// The article at a place that [`Waiting::find`] gave.
    pub fn row(&self, place: u32) -> &Fresh {
        &self.rows[place as usize]
    }

    pub fn day(&self, place: u32) -> Option<i32> {
        self.row(place).date.map(day_of)
    }

    pub fn title(&self, place: u32) -> &str {
        self.titles.get(self.row(place).title.clone()).unwrap_or("")
    }

    pub fn source(&self, place: u32) -> Option<&str> {
        self.row(place).source.map(|s| self.sources.text(s))
    }

    pub fn roster(&self, place: u32) -> &[u8] {
        self.rosters.get(self.row(place).roster.clone()).unwrap_or(&[])
    }

    /// As [`said::pack`] writes them.
    pub fn quotes(&self, place: u32) -> &[u8] {
        self.quotes.get(self.row(place).quotes.clone()).unwrap_or(&[])
    }
}
