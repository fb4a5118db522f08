//! How many of some articles name each entity: exact, for any set, and in order without sorting what nobody looks at.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::image::{Section, u32_at};
use super::{ArticleNo, Bits, Corpus, EntityNo, Kind};

/// How many rows of a list name each entity: an article and those folded into it count once, if any of them names it.
/// Those of the whole archive are written in the corpus, and nothing is kept for them; a corpus that is asked for is always the one that was counted.
#[derive(Clone, Debug, Default)]
pub struct Counts(Option<Arc<Counted>>);

#[derive(Debug)]
struct Counted {
    /// By entity number.
    counts: Vec<u32>,
    /// The entities of each kind, most named first, then as in the whole archive.
    order: [Vec<u32>; 3],
    /// How many of them some article names.
    named: [usize; 3],
}

impl Counts {
    /// Of the whole archive.
    pub fn whole() -> Counts {
        Counts(None)
    }

    /// How many of the rows name the entity: so many there are if it is chosen.
    pub fn of(&self, corpus: &Corpus, entity: EntityNo) -> u32 {
        match &self.0 {
            None => corpus.rows_of(entity),
            Some(counted) => counted.counts.get(entity.0 as usize).copied().unwrap_or(0),
        }
    }

    /// How many entities of the kind some article names.
    pub fn len(&self, corpus: &Corpus, kind: Kind) -> usize {
        match &self.0 {
            None => corpus.numbers(kind).len(),
            Some(counted) => counted.named[kind as usize],
        }
    }

    /// The `at`th entity of the kind, most named first, with its count; those that no article names come last.
    pub fn get(&self, corpus: &Corpus, kind: Kind, at: usize) -> Option<(EntityNo, u32)> {
        let entity = match &self.0 {
            None => corpus.numbers(kind).nth(at)?,
            Some(counted) => *counted.order[kind as usize].get(at)?,
        };
        Some((EntityNo(entity), self.of(corpus, EntityNo(entity))))
    }

    /// Where the entity stands among those of its kind.
    pub fn place(&self, corpus: &Corpus, entity: EntityNo) -> Option<usize> {
        let (kind, count) = (corpus.kind(entity), self.of(corpus, entity));
        match &self.0 {
            None => entity.0.checked_sub(corpus.numbers(kind).start).map(|at| at as usize),
            Some(counted) => {
                let key = |e: &u32| (std::cmp::Reverse(self.of(corpus, EntityNo(*e))), *e);
                counted.order[kind as usize].binary_search_by_key(&(std::cmp::Reverse(count), entity.0), key).ok()
            }
        }
    }

    /// The same, but `None` if no article names it.
    pub fn position(&self, corpus: &Corpus, entity: EntityNo) -> Option<usize> {
        self.place(corpus, entity).filter(|at| *at < self.len(corpus, corpus.kind(entity)))
    }

    /// The entities of a kind that some article names with their counts, most named first.
    pub fn iter(&self, corpus: &Corpus, kind: Kind) -> impl Iterator<Item = (EntityNo, u32)> {
        (0..self.len(corpus, kind)).filter_map(move |at| self.get(corpus, kind, at))
    }
}

/// From so many articles on, two threads count. In tests nearly always.
const ALONE: u32 = if cfg!(test) { 8 } else { 1 << 16 };
/// Articles that are counted between two looks at whether that is still wanted.
const ROUND: usize = 1 << 12;
/// Where fewer than one in so many articles is counted they lie far from each other.
const FAR: u32 = 5;
/// How many of those are looked up at once.
const BLOCK: usize = 64;
/// Counts below this are put in order by counting how many there are of each.
const SMALL: u32 = 1 << 10;

impl Corpus {
    /// How many rows of the articles of `set` name each entity. `None` if `cancelled` became true meanwhile.
    pub fn count(&self, set: &Bits, cancelled: &dyn Fn() -> bool) -> Option<Counts> {
        let articles = set.count();
        if articles == self.len() {
            return Some(Counts::whole());
        }
        let mut counts = if articles <= self.len() / 2 {
            self.count_set(set, articles, cancelled)?
        } else {
            // The others are fewer.
            let mut others = set.clone();
            others.complement();
            let mut counts = self.count_set(&others, self.len() - articles, cancelled)?;
            for (count, entity) in counts.iter_mut().zip(0..) {
                *count = (self.articles_of(EntityNo(entity)).len() as u32).saturating_sub(*count);
            }
            counts
        };
        self.each_repeat(set, &mut |entity| {
            if let Some(count) = counts.get_mut(entity.0 as usize) {
                *count = count.saturating_sub(1);
            }
        });
        if cancelled() {
            return None;
        }
        let ranked = Kind::ALL.map(|kind| ranked(&counts, self.numbers(kind)));
        let named = [0, 1, 2].map(|kind: usize| ranked[kind].1);
        let order = ranked.map(|(order, _)| order);
        Some(Counts(Some(Arc::new(Counted { counts, order, named }))))
    }

    fn count_set(&self, set: &Bits, articles: u32, cancelled: &dyn Fn() -> bool) -> Option<Vec<u32>> {
        let mut tally = Tally::new(self, articles);
        if articles < ALONE {
            tally.add(&mut set.iter(), cancelled)?;
            return Some(tally.counts());
        }
        // Where the second half of the articles begins.
        let half = articles as usize / 2;
        let middle = set.iter().nth(half).unwrap_or(set.range());
        let given_up = AtomicBool::new(false);
        let mut others = None;
        let first = rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                let stop = || given_up.load(Ordering::Relaxed);
                let mut tally = Tally::new(self, articles);
                others = tally.add(&mut set.iter_from(middle), &stop).map(|()| tally.counts());
            });
            let first = tally.add(&mut set.iter().take(half), cancelled);
            given_up.store(first.is_none(), Ordering::Relaxed);
            first
        });
        first?;
        let mut counts = tally.counts();
        counts.iter_mut().zip(others?).for_each(|(count, more)| *count += more);
        Some(counts)
    }
}

/// Counting under way. An article may list one entity twice, but counts once: beside each count stands the article
/// that raised it last.
struct Tally<'a> {
    ends: &'a [u8],
    locals: &'a [u8],
    slots: Vec<(ArticleNo, u32)>,
    /// Whether the articles lie far from each other.
    sparse: bool,
}

impl<'a> Tally<'a> {
    /// For so many articles.
    fn new(corpus: &'a Corpus, articles: u32) -> Tally<'a> {
        let slots = vec![(ArticleNo::MAX, 0); corpus.entity_count() as usize];
        Tally {
            ends: corpus.section(Section::LocalAt),
            locals: corpus.section(Section::Locals),
            slots,
            sparse: articles < corpus.len() / FAR,
        }
    }

    fn add(&mut self, articles: &mut dyn Iterator<Item = ArticleNo>, cancelled: &dyn Fn() -> bool) -> Option<()> {
        let mut round = Vec::new();
        loop {
            let mut any = false;
            if self.sparse {
                round.clear();
                round.extend(articles.take(ROUND));
                any = !round.is_empty();
                round.chunks(BLOCK).for_each(|block| self.block(block));
            } else {
                for article in articles.take(ROUND) {
                    any = true;
                    self.list(article, self.place(article));
                }
            }
            if !any {
                return Some(());
            }
            if cancelled() {
                return None;
            }
        }
    }

    /// Where the article's list is.
    fn place(&self, article: ArticleNo) -> (usize, usize) {
        let at = article as usize * 4;
        let end = |at| u32_at(self.ends, at).unwrap_or(0) as usize * 4;
        (end(at), end(at + 4))
    }

    /// Articles far from each other: each list is a wait for memory, and the waits of a block are waited for together.
    fn block(&mut self, articles: &[ArticleNo]) {
        let mut places = [(0, 0); BLOCK];
        places.iter_mut().zip(articles).for_each(|(place, article)| *place = self.place(*article));
        let places = places.get(..articles.len()).unwrap_or(&[]);
        let byte = |at: usize| self.locals.get(at).copied().unwrap_or(0);
        let touched = places.iter().fold(0, |sum, (start, end)| sum ^ byte(*start) ^ byte(end.saturating_sub(1)));
        std::hint::black_box(touched);
        articles.iter().zip(places).for_each(|(article, place)| self.list(*article, *place));
    }

    fn list(&mut self, article: ArticleNo, (start, end): (usize, usize)) {
        let (locals, _) = self.locals.get(start..end).unwrap_or(&[]).as_chunks::<4>();
        for entity in locals {
            if let Some((last, count)) = self.slots.get_mut(u32::from_le_bytes(*entity) as usize) {
                *count += u32::from(*last != article);
                *last = article;
            }
        }
    }

    fn counts(self) -> Vec<u32> {
        self.slots.into_iter().map(|(_, count)| count).collect()
    }
}

/// The entities in `numbers`, most counted first, then by number; and how many were counted at all.
fn ranked(counts: &[u32], numbers: Range<u32>) -> (Vec<u32>, usize) {
    let of = |entity: u32| counts.get(entity as usize).copied().unwrap_or(0);
    let mut many: Vec<(std::cmp::Reverse<u32>, u32)> = Vec::new();
    let mut places = [0usize; SMALL as usize];
    for entity in numbers.clone() {
        match of(entity) {
            count if count >= SMALL => many.push((std::cmp::Reverse(count), entity)),
            count => places[count as usize] += 1,
        }
    }
    many.sort_unstable();
    // From how many there are of each count to where those begin.
    let mut next = many.len();
    for place in places.iter_mut().rev() {
        next += std::mem::replace(place, next);
    }
    let named = places[0];
    let mut out: Vec<u32> = many.into_iter().map(|(_, entity)| entity).collect();
    out.resize(next, 0);
    for entity in numbers {
        if let Some(place) = places.get_mut(of(entity) as usize) {
            out[*place] = entity;
            *place += 1;
        }
    }
    (out, named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranks_are_a_stable_sort(counts in prop::collection::vec(prop_oneof![0u32..5, 1000u32..1050], 0..300)) {
            let all = 0..counts.len() as u32;
            let mut expected: Vec<u32> = all.clone().collect();
            expected.sort_by_key(|e| std::cmp::Reverse(counts[*e as usize]));
            let named = counts.iter().filter(|n| **n > 0).count();
            prop_assert_eq!(ranked(&counts, all), (expected, named));
        }
    }
}
