//! The rows of a corpus to be.

use super::{From, Row};
use crate::corpus::alike::{self, Told};
use crate::corpus::{Alike, ArticleId, Corpus, Families, Kind, Roster, Rows, Sketch};
use crate::entities::merge::Merged;
use crate::library::waiting::Waiting;
use crate::text::fold;
use crate::text::shingles::Signature;

/// The rows of a corpus to be, from the last one and from what waits.
pub(super) struct Living<'a> {
    rows: Vec<Row>,
    alike: Alike,
    old: Option<&'a Corpus>,
    waiting: &'a Waiting,
    /// How many texts the old corpus names; its numbers are ours.
    old_names: u32,
    /// Our number of each text that waits, and the other way for those that the old corpus has not.
    ours: Vec<u32>,
    theirs: Vec<u32>,
    pub merged: Option<Merged>,
    /// The roster of the row that was read last, in our numbers.
    pub roster: Roster,
    /// The numbers of the new corpus by ours, handed out as texts are first needed; and ours by them.
    numbers: Vec<u32>,
    named: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'a> Living<'a> {
    pub fn new(rows: Vec<Row>, alike: Alike, old: Option<&'a Corpus>, waiting: &'a Waiting) -> Living<'a> {
        let old_names = old.map_or(0, Corpus::roster_names);
        let mut ours = vec![NONE; waiting.names.len()];
        if !ours.is_empty() {
            let name = |n| old.map_or("", |corpus| corpus.roster_name(n));
            (0..old_names).for_each(|n| {
                if let Some(waits) = waiting.names.find(name(n)) {
                    ours[waits as usize] = n;
                }
            });
        }
        let mut theirs = Vec::new();
        for (n, number) in (0..).zip(&mut ours).filter(|(_, number)| **number == NONE) {
            *number = old_names + theirs.len() as u32;
            theirs.push(n);
        }
        let numbers = vec![NONE; old_names as usize + theirs.len()];
        Living {
            rows,
            alike,
            old,
            waiting,
            old_names,
            ours,
            theirs,
            merged: None,
            roster: Roster::default(),
            numbers,
            named: Vec::new(),
        }
    }

    fn from(&self, n: u32) -> From {
        self.rows[n as usize].from
    }

    /// Reads the roster of a row.
    pub fn read(&mut self, n: u32) {
        match (self.from(n), self.old) {
            (From::Old(n), Some(corpus)) => self.roster.read(corpus.roster(n)),
            (From::Old(_), None) => self.roster.read(&[]),
            (From::Waiting(place), _) => {
                self.roster.read(self.waiting.roster(place));
                self.roster.renumber(|text| self.ours.get(text as usize).copied().unwrap_or(NONE));
            }
        }
    }

    pub fn date(&self, n: u32) -> Option<jiff::civil::Date> {
        match (self.from(n), self.old) {
            (From::Old(n), Some(corpus)) => corpus.date(n),
            (From::Old(_), None) => None,
            (From::Waiting(place), _) => self.waiting.row(place).date,
        }
    }

    /// The text of one of our numbers.
    pub fn name(&self, number: u32) -> &str {
        match (number.checked_sub(self.old_names), self.old) {
            (None, Some(corpus)) => corpus.roster_name(number),
            (None, None) => "",
            (Some(n), _) => self.theirs.get(n as usize).map_or("", |waits| self.waiting.names.text(*waits)),
        }
    }
}

impl Rows for Living<'_> {
    fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    fn id(&self, n: u32) -> ArticleId {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map(|c| c.id(n)).unwrap_or_default(),
            (From::Waiting(place), _) => self.waiting.row(place).id,
        }
    }

    fn serial(&self, n: u32) -> u32 {
        self.rows[n as usize].serial
    }

    fn day(&self, n: u32) -> Option<i32> {
        self.rows[n as usize].day
    }

    fn words(&self, n: u32) -> u32 {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map_or(0, |c| c.words(n)),
            (From::Waiting(place), _) => self.waiting.row(place).told.words,
        }
    }

    fn source(&self, n: u32) -> Option<&str> {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus?.source(n),
            (From::Waiting(place), _) => self.waiting.source(place),
        }
    }

    fn title(&self, n: u32) -> &str {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map_or("", |c| c.title(n)),
            (From::Waiting(place), _) => self.waiting.title(place),
        }
    }

    fn cast(&mut self, n: u32, entities: &mut Vec<u32>, speakers: &mut Vec<u32>) {
        self.read(n);
        let entity = |kind: Kind, form| self.merged.as_ref().and_then(|m| m.entity(kind, form)).unwrap_or(NONE);
        entities.extend(self.roster.locals().map(|(kind, entered)| entity(*kind, entered.form)));
        speakers.extend(&self.roster.speakers);
    }

    fn quotes(&self, n: u32, out: &mut Vec<u8>) {
        out.extend(match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map_or(&[][..], |c| c.packed_quotes(n)),
            (From::Waiting(place), _) => self.waiting.quotes(place),
        });
    }

    fn signature(&self, n: u32) -> Option<Signature> {
        Some(Told::signature(self, n))
    }

    fn sketch(&self, n: u32) -> Option<Sketch> {
        Some(match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map(|c| c.sketch(n)).unwrap_or_default(),
            (From::Waiting(place), _) => self.waiting.row(place).told.sketch,
        })
    }

    fn alike(&self) -> Alike {
        self.alike
    }

    fn families(&self, go_on: &mut dyn FnMut() -> bool) -> Option<Families> {
        alike::families(self, self.alike, go_on)
    }

    /// The old ones are in order already; the new ones are sorted and put between them.
    fn by_title(&self) -> Vec<u32> {
        let mut rank_of_old = vec![NONE; self.old.map_or(0, |c| c.len() as usize)];
        let mut fresh: Vec<(Box<str>, u32)> = Vec::new();
        for n in 0..Rows::len(self) {
            match (self.from(n), self.old) {
                (From::Old(old), Some(corpus)) => {
                    if let Some(row) = rank_of_old.get_mut(corpus.title_rank(old) as usize) {
                        *row = n;
                    }
                }
                (From::Old(_), None) => {}
                (From::Waiting(_), _) => fresh.push((fold(self.title(n)).into(), n)),
            }
        }
        fresh.sort_unstable();
        let mut out = Vec::with_capacity(self.rows.len());
        let mut fresh = fresh.into_iter().peekable();
        for old in rank_of_old.into_iter().filter(|n| *n != NONE) {
            if fresh.peek().is_some() {
                let key = fold(self.title(old));
                while let Some((_, n)) = fresh.next_if(|(title, n)| (&**title, *n) < (&*key, old)) {
                    out.push(n);
                }
            }
            out.push(old);
        }
        out.extend(fresh.map(|(_, n)| n));
        out
    }

    fn roster(&mut self, n: u32, out: &mut Vec<u8>) {
        self.read(n);
        let (numbers, named) = (&mut self.numbers, &mut self.named);
        self.roster.write(out, &mut |ours| {
            let Some(number) = numbers.get_mut(ours as usize) else { return NONE };
            if *number == NONE {
                *number = named.len() as u32;
                named.push(ours);
            }
            *number
        });
    }

    fn names(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.named.iter().map(|ours| self.name(*ours)))
    }
}

impl Told for Living<'_> {
    fn len(&self) -> u32 {
        Rows::len(self)
    }

    fn id(&self, n: u32) -> ArticleId {
        Rows::id(self, n)
    }

    fn day(&self, n: u32) -> Option<i32> {
        Rows::day(self, n)
    }

    fn words(&self, n: u32) -> u32 {
        Rows::words(self, n)
    }

    fn signature(&self, n: u32) -> Signature {
        match (self.from(n), self.old) {
            (From::Old(n), corpus) => corpus.map(|c| c.signature(n)).unwrap_or_default(),
            (From::Waiting(place), _) => self.waiting.row(place).told.signature,
        }
    }
}
