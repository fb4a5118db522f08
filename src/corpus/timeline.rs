//! Articles over time: how many rows of a set lie on each day, and in each week, month and year.
//!
//! Articles are numbered newest first, so a day is a range of numbers and counting is counting bits. Who asks for a
//! part of the rows, those of a source or those that name somebody, gets them as a set to be counted in the same way.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use super::frozen::{date_of, day_of};
use super::image::Section;
use super::{ArticleNo, Bits, Corpus, EntityNo};

/// How long a bin is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Day,
    /// From Monday to Sunday.
    Week,
    #[default]
    Month,
    Year,
}

/// The number of a bin: those of one unit are numbered without a gap, 0 is the one that 1970 began in.
pub type BinNo = i32;

impl Unit {
    /// From fine to coarse.
    pub const ALL: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];

    /// The bin of a day, given as days since 1970-01-01.
    pub fn bin(self, day: i32) -> BinNo {
        let date = || date_of(day).unwrap_or(if day < 0 { Date::MIN } else { Date::MAX });
        let years = |date: Date| i32::from(date.year()) - 1970;
        match self {
            Unit::Day => day,
            // That day was a Thursday.
            Unit::Week => day.saturating_add(3).div_euclid(7),
            Unit::Month => Some(date()).map_or(0, |d| years(d) * 12 + i32::from(d.month()) - 1),
            Unit::Year => years(date()),
        }
    }

    /// The first day of a bin. Bins out of the calendar begin at its ends.
    pub fn first_day(self, bin: BinNo) -> i32 {
        let date = |years: i32, month: i32| {
            let year = i16::try_from(years.saturating_add(1970)).ok();
            let date = year.and_then(|year| Date::new(year, month as i8 + 1, 1).ok());
            day_of(date.unwrap_or(if years < 0 { Date::MIN } else { Date::MAX }))
        };
        match self {
            Unit::Day => bin,
            Unit::Week => bin.saturating_mul(7).saturating_sub(3),
            Unit::Month => date(bin.div_euclid(12), bin.rem_euclid(12)),
            Unit::Year => date(bin, 0),
        }
    }

    /// The first and the last day of a bin.
    pub fn days(self, bin: BinNo) -> (i32, i32) {
        let first = self.first_day(bin);
        (first, self.first_day(bin.saturating_add(1)).saturating_sub(1).max(first))
    }
}

/// Counts by bin, rising; bins without any are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    pub unit: Unit,
    bins: Vec<(BinNo, u32)>,
}

impl Series {
    pub fn of(&self, bin: BinNo) -> u32 {
        let at = self.bins.binary_search_by_key(&bin, |(b, _)| *b);
        at.ok().and_then(|at| self.bins.get(at)).map_or(0, |(_, count)| *count)
    }

    /// The first and the last bin that something lies in.
    pub fn ends(&self) -> Option<(BinNo, BinNo)> {
        Some((self.bins.first()?.0, self.bins.last()?.0))
    }

    pub fn is_empty(&self) -> bool {
        self.bins.is_empty()
    }

    pub fn sum(&self) -> u32 {
        self.bins.iter().map(|(_, count)| count).sum()
    }

    /// The largest of the counts.
    pub fn most(&self) -> u32 {
        self.bins.iter().map(|(_, count)| *count).max().unwrap_or(0)
    }

    /// Those with something in them from `first` to `last`, both included.
    pub fn between(&self, first: BinNo, last: BinNo) -> &[(BinNo, u32)] {
        let start = self.bins.partition_point(|(bin, _)| *bin < first);
        let end = self.bins.partition_point(|(bin, _)| *bin <= last);
        self.bins.get(start..end).unwrap_or(&[])
    }

    /// The same in longer bins. Only days can be put into every other unit: a week may lie in two months.
    fn coarser(&self, unit: Unit) -> Series {
        let mut bins: Vec<(BinNo, u32)> = Vec::new();
        for (bin, count) in &self.bins {
            let bin = unit.bin(self.unit.first_day(*bin));
            match bins.last_mut() {
                Some((last, sum)) if *last == bin => *sum += count,
                _ => bins.push((bin, *count)),
            }
        }
        Series { unit, bins }
    }
}

/// Counts by day, week, month and year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// In the order of [`Unit::ALL`].
    units: [Series; 4],
    pub undated: u32,
}

impl Timeline {
    pub fn by(&self, unit: Unit) -> &Series {
        &self.units[unit as usize]
    }

    /// How many rows, undated ones and all.
    pub fn rows(&self) -> u32 {
        self.by(Unit::Year).sum() + self.undated
    }
}

/// The days of an archive on which something was published, newest first.
#[derive(Clone, Debug, Default)]
pub struct Days {
    /// The day, and the first article that is older.
    ends: Vec<(i32, ArticleNo)>,
    articles: u32,
}

impl Days {
    /// How many of `rows` lie on each of them, and what follows from that.
    pub fn count(&self, rows: &Bits) -> Timeline {
        let mut bins = Vec::new();
        let mut start = 0;
        for (day, end) in &self.ends {
            let count = rows.count_in(start..*end);
            bins.extend(Some((*day, count)).filter(|(_, count)| *count > 0));
            start = *end;
        }
        bins.reverse();
        let days = Series { unit: Unit::Day, bins };
        let units = Unit::ALL.map(|unit| if unit == Unit::Day { days.clone() } else { days.coarser(unit) });
        Timeline { units, undated: rows.count_in(start..self.articles) }
    }
}

/// So many articles are gone through before it is asked whether anyone still wants to know.
const ROUND: usize = 1 << 15;

impl Corpus {
    /// Where each day begins. Takes time by the number of days.
    pub fn days(&self) -> Days {
        let (mut ends, mut start) = (Vec::new(), 0);
        while let Some(day) = self.day(start).filter(|_| start < self.len()) {
            let same = |n: ArticleNo| n < self.len() && self.day(n) == Some(day);
            // In steps of twice the length until it is passed, then by halves. A step at least, whatever a damaged file says.
            let mut step = 1;
            while same(start + step) {
                step *= 2;
            }
            let (mut inside, mut outside) = (start + step / 2, start + step);
            while outside - inside > 1 {
                let middle = inside + (outside - inside) / 2;
                if same(middle) { inside = middle } else { outside = middle }
            }
            start = outside;
            ends.push((day, start));
        }
        Days { ends, articles: self.len() }
    }

    /// The articles from one day to another, given as days since 1970-01-01, both included.
    pub fn between(&self, first: i32, last: i32) -> Range<ArticleNo> {
        match (date_of(first), date_of(last)) {
            (None, None) => 0..0,
            (first, last) => self.dated(first, last),
        }
    }

    /// The sources with most of the `rows`, so many of them, each with its own rows, most first. `None` if `cancelled`
    /// became true meanwhile.
    pub fn top_sources(&self, rows: &Bits, most: usize, cancelled: &dyn Fn() -> bool) -> Option<Vec<(u32, Bits)>> {
        let mut counts = vec![0u32; self.source_count() as usize];
        for (n, article) in rows.iter().enumerate() {
            if n % ROUND == 0 && cancelled() {
                return None;
            }
            counts.get_mut(self.source_no(article) as usize).into_iter().for_each(|count| *count += 1);
        }
        let mut top: Vec<(u32, u32)> = (0..).zip(counts).filter(|(_, count)| *count > 0).collect();
        let key = |(source, count): &(u32, u32)| (std::cmp::Reverse(*count), *source);
        if top.len() > most {
            top.select_nth_unstable_by_key(most, key);
            top.truncate(most);
        }
        top.sort_unstable_by_key(key);
        let mut sets: Vec<(u32, Bits)> = top.iter().map(|(source, _)| (*source, Bits::none(rows.range()))).collect();
        for (n, article) in rows.iter().enumerate() {
            if n % ROUND == 0 && cancelled() {
                return None;
            }
            let source = self.source_no(article);
            sets.iter_mut().filter(|(of, _)| *of == source).for_each(|(_, set)| set.insert(article));
        }
        Some(sets)
    }

    /// A source's name by its number.
    pub fn source_name(&self, source: u32) -> &str {
        if source < self.source_count() { self.text(Section::SourceAt, Section::SourceNames, source) } else { "" }
    }

    /// Those of `rows` that name the entity: a row does if the article or one of those folded into it does, as far as
    /// it is among `all`, the whole archive if `None`. So many there are as were counted for the entity. `None` if
    /// `cancelled` became true meanwhile.
    pub fn rows_naming(
        &self,
        entity: EntityNo,
        rows: &Bits,
        all: Option<&Bits>,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Bits> {
        let mut found = Bits::none(rows.range());
        // The row of each family met, looked for once.
        let mut families: HashMap<u32, Option<ArticleNo>> = HashMap::new();
        for (n, article) in self.articles_of(entity).enumerate() {
            if n % ROUND == 0 && cancelled() {
                return None;
            }
            if all.is_some_and(|all| !all.contains(article)) {
                continue;
            }
            let row = match self.family(article) {
                None => Some(article).filter(|n| rows.contains(*n)),
                Some(family) => {
                    *families.entry(family).or_insert_with(|| self.members(family).find(|n| rows.contains(*n)))
                }
            };
            row.into_iter().for_each(|row| found.insert(row));
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests;
