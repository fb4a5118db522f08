//! The articles that a list shows, in its order, without collecting them.

use std::collections::HashSet;
use std::sync::Arc;

use super::{ArticleNo, Bits, Ranked, Sequence};

/// Some articles of a corpus in an order. Cheap to clone and, but for one sorted by hand, no larger than a bit for
/// each article of the archive.
#[derive(Clone, Debug)]
pub struct Listing(Shape);

#[derive(Clone, Debug)]
enum Shape {
    /// Every article, so many of them.
    All(u32, Along),
    /// The articles at these places.
    Some(Arc<Ranked>, Along),
    Sorted(Arc<[ArticleNo]>),
    /// Another list with further rows below some of its own.
    Unfolded(Arc<Shape>, Arc<[Below]>),
}

/// Rows that stand below another.
#[derive(Clone, Debug)]
struct Below {
    /// Below which row of the list without any of these.
    row: usize,
    /// How many such rows come before that one.
    before: usize,
    articles: Vec<ArticleNo>,
}

impl Below {
    /// The row below which these stand, counted with all rows.
    fn head(&self) -> usize {
        self.row + self.before
    }
}

/// What a place is: an article's number, or the place in another order.
#[derive(Clone, Debug)]
struct Along(Option<Arc<Sequence>>);

impl Along {
    fn article(&self, place: u32) -> Option<ArticleNo> {
        self.0.as_ref().map_or(Some(place), |s| s.article(place))
    }

    fn place(&self, article: ArticleNo) -> Option<u32> {
        self.0.as_ref().map_or(Some(article), |s| s.place(article))
    }
}

impl Default for Listing {
    fn default() -> Listing {
        Listing::all(0, None)
    }
}

impl Listing {
    /// All the `articles` of an archive, newest first or in the order given.
    pub fn all(articles: u32, order: Option<Arc<Sequence>>) -> Listing {
        Listing(Shape::All(articles, Along(order)))
    }

    /// The articles of a set, newest first or in the order given. `None` if `cancelled` became true meanwhile.
    pub fn of(set: Bits, order: Option<Arc<Sequence>>, cancelled: &dyn Fn() -> bool) -> Option<Listing> {
        let places = match &order {
            None => set,
            Some(sequence) => {
                let mut places = Bits::none(set.range());
                for (n, article) in set.iter().enumerate() {
                    if n % (1 << 15) == 0 && cancelled() {
                        return None;
                    }
                    sequence.place(article).into_iter().for_each(|p| places.insert(p));
                }
                places
            }
        };
        Some(Listing(Shape::Some(Arc::new(Ranked::new(places)), Along(order))))
    }

    /// Articles in the order in which they stand here, none twice.
    pub fn sorted(articles: impl Into<Arc<[ArticleNo]>>) -> Listing {
        Listing(Shape::Sorted(articles.into()))
    }

    /// The articles of a set, newest first.
    pub fn ranked(set: Arc<Ranked>) -> Listing {
        Listing(Shape::Some(set, Along(None)))
    }

    /// The same list with these articles, none of which it has, below these rows. The rows are those of
    /// [`Listing::folded`].
    pub fn unfolded(&self, mut below: Vec<(usize, Vec<ArticleNo>)>) -> Listing {
        let Listing(folded) = self.folded();
        below.sort_unstable_by_key(|(row, _)| *row);
        below.dedup_by_key(|(row, _)| *row);
        let mut before = 0;
        let below: Vec<Below> = below
            .into_iter()
            .map(|(row, articles)| {
                let below = Below { row, before, articles };
                before += below.articles.len();
                below
            })
            .collect();
        if below.is_empty() { Listing(folded) } else { Listing(Shape::Unfolded(Arc::new(folded), below.into())) }
    }

    /// The same list without rows below others.
    pub fn folded(&self) -> Listing {
        match &self.0 {
            Shape::Unfolded(folded, _) => Listing(Shape::clone(folded)),
            shape => Listing(shape.clone()),
        }
    }

    /// The first row of these articles, and which of them it is.
    pub fn first_of(&self, articles: &HashSet<ArticleNo>) -> Option<(usize, ArticleNo)> {
        let one = |article: &ArticleNo| Some((self.position(*article)?, *article));
        match &self.0 {
            // Here a row is looked for by going through them.
            Shape::Sorted(listed) => {
                listed.iter().enumerate().find(|(_, a)| articles.contains(a)).map(|(row, a)| (row, *a))
            }
            _ => articles.iter().filter_map(one).min(),
        }
    }

    /// The row that the `at`th stands below; `None` if it stands by itself.
    pub fn above(&self, at: usize) -> Option<usize> {
        self.0.below(at).filter(|below| at > below.head() && at <= below.head() + below.articles.len()).map(Below::head)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article in the `at`th row.
    pub fn get(&self, at: usize) -> Option<ArticleNo> {
        self.0.get(at)
    }

    /// The row of an article, if it is listed.
    pub fn position(&self, article: ArticleNo) -> Option<usize> {
        self.0.position(article)
    }
}

impl Shape {
    /// The last rows below another that begin at or before the `at`th.
    fn below(&self, at: usize) -> Option<&Below> {
        let Shape::Unfolded(_, below) = self else { return None };
        below.get(below.partition_point(|b| b.head() <= at).checked_sub(1)?)
    }

    fn len(&self) -> usize {
        match self {
            Shape::All(articles, _) => *articles as usize,
            Shape::Some(places, _) => places.len(),
            Shape::Sorted(articles) => articles.len(),
            Shape::Unfolded(folded, below) => folded.len() + below.iter().map(|b| b.articles.len()).sum::<usize>(),
        }
    }

    fn get(&self, at: usize) -> Option<ArticleNo> {
        match self {
            Shape::All(articles, along) => along.article(u32::try_from(at).ok().filter(|at| at < articles)?),
            Shape::Some(places, along) => along.article(places.get(at)?),
            Shape::Sorted(articles) => articles.get(at).copied(),
            Shape::Unfolded(folded, _) => match self.below(at).map(|below| (below, at - below.head())) {
                None | Some((_, 0)) => folded.get(at - self.below(at).map_or(0, |below| below.before)),
                Some((below, deep)) => match below.articles.get(deep - 1) {
                    Some(article) => Some(*article),
                    None => folded.get(below.row + deep - below.articles.len()),
                },
            },
        }
    }

    fn position(&self, article: ArticleNo) -> Option<usize> {
        match self {
            Shape::All(articles, along) => along.place(article).filter(|p| p < articles).map(|p| p as usize),
            Shape::Some(places, along) => places.position(along.place(article)?),
            Shape::Sorted(articles) => articles.iter().position(|a| *a == article),
            Shape::Unfolded(folded, below) => match folded.position(article) {
                Some(row) => {
                    let before = below.iter().take_while(|b| b.row < row);
                    Some(row + before.map(|b| b.articles.len()).sum::<usize>())
                }
                None => below.iter().find_map(|b| Some(b.head() + 1 + b.articles.iter().position(|a| *a == article)?)),
            },
        }
    }
}

impl Listing {
    pub fn contains(&self, article: ArticleNo) -> bool {
        self.position(article).is_some()
    }

    /// The articles from the `start`th row on.
    pub fn iter_from(&self, start: usize) -> Box<dyn Iterator<Item = ArticleNo> + '_> {
        match &self.0 {
            Shape::All(articles, along) => {
                let start = u32::try_from(start).unwrap_or(u32::MAX);
                Box::new((start..(*articles).max(start)).filter_map(|p| along.article(p)))
            }
            Shape::Some(places, along) => {
                let Some(first) = places.get(start) else { return Box::new(std::iter::empty()) };
                Box::new(places.bits().iter_from(first).filter_map(|p| along.article(p)))
            }
            Shape::Sorted(articles) => Box::new(articles.iter().skip(start).copied()),
            Shape::Unfolded(..) => Box::new((start..self.len()).map_while(|at| self.get(at))),
        }
    }

    pub fn iter(&self) -> Box<dyn Iterator<Item = ArticleNo> + '_> {
        self.iter_from(0)
    }

    /// The listed articles as a set over `0..articles`.
    pub fn set(&self, articles: u32) -> Bits {
        match &self.0 {
            Shape::All(..) => Bits::all(articles),
            Shape::Some(places, Along(None)) => places.bits().clone(),
            _ => Bits::from_numbers(articles, self.iter()),
        }
    }

    /// The nearest row after (or before) `from` whose article is not in `set`, going round the ends; not `from`
    /// itself.
    pub fn next_outside(&self, set: &Bits, from: usize, forward: bool) -> Option<usize> {
        let outside = |at: &usize| self.get(*at).is_some_and(|a| !set.contains(a));
        // Where rows are in the order of numbers, sixty-four are looked at in one step.
        if let Some(found) = self.outside_by_number(set) {
            let here = found.below(u32::try_from(from).ok().and_then(|_| self.get(from)).unwrap_or(u32::MAX));
            let own = usize::from(self.get(from).is_some_and(|a| found.bits().contains(a)));
            let after = found.get(here + own).or_else(|| found.get(0).filter(|_| here > 0));
            let before = here.checked_sub(1).or_else(|| found.len().checked_sub(1).filter(|last| *last >= here + own));
            let article = if forward { after } else { before.and_then(|at| found.get(at)) };
            return self.position(article?).filter(|at| *at != from);
        }
        if forward {
            (from + 1..self.len()).find(outside).or_else(|| (0..from.min(self.len())).find(outside))
        } else {
            (0..from.min(self.len())).rev().find(outside).or_else(|| (from + 1..self.len()).rev().find(outside))
        }
    }

    /// The listed articles that are not in `set`, where the list is newest first.
    fn outside_by_number(&self, set: &Bits) -> Option<Ranked> {
        let mut outside = match &self.0 {
            Shape::All(articles, Along(None)) => Bits::all(*articles),
            Shape::Some(places, Along(None)) => places.bits().clone(),
            _ => return None,
        };
        outside.and_not(set);
        Some(Ranked::new(outside))
    }
}

impl FromIterator<ArticleNo> for Listing {
    fn from_iter<I: IntoIterator<Item = ArticleNo>>(articles: I) -> Listing {
        Listing::sorted(articles.into_iter().collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_below_others_are_found(
            rows in 1usize..20,
            below in prop::collection::btree_map(0usize..20, prop::collection::vec(any::<bool>(), 0..4), 0..5),
        ) {
            let below: Vec<(usize, Vec<ArticleNo>)> = below.into_iter().filter(|(row, _)| *row < rows).collect::<Vec<_>>()
                .into_iter()
                .scan(100, |next, (row, more)| {
                    *next += more.len() as u32;
                    Some((row, (*next - more.len() as u32..*next).collect()))
                })
                .collect();
            let mut expected: Vec<(ArticleNo, Option<usize>)> = Vec::new();
            for row in 0..rows {
                let head = expected.len();
                expected.push((row as u32, None));
                let more = below.iter().filter(|(at, _)| *at == row).flat_map(|(_, more)| more);
                expected.extend(more.map(|n| (*n, Some(head))));
            }
            let listing = Listing::all(rows as u32, None).unfolded(below);
            prop_assert_eq!(listing.len(), expected.len());
            for (at, (article, above)) in expected.iter().enumerate() {
                prop_assert_eq!(listing.get(at), Some(*article));
                prop_assert_eq!(listing.position(*article), Some(at));
                prop_assert_eq!(listing.above(at), *above);
            }
            prop_assert_eq!(listing.get(expected.len()), None);
            prop_assert_eq!(listing.iter_from(2).count(), expected.len().saturating_sub(2));
            prop_assert_eq!(listing.folded().len(), rows);
        }

        #[test]
        fn rows_outside_a_set_are_found_both_ways(
            len in 1u32..200,
            listed in prop::collection::btree_set(0u32..200, 0..80),
            read in prop::collection::btree_set(0u32..200, 0..200),
            from in 0usize..200,
        ) {
            let listed: Vec<u32> = listed.into_iter().filter(|n| *n < len).collect();
            let set = Bits::from_numbers(len, listed.iter().copied());
            let read = Bits::from_numbers(len, read);
            let listing = Listing::of(set, None, &|| false).unwrap();
            let rows: Vec<usize> = (0..listed.len()).filter(|at| !read.contains(listed[*at])).collect();
            let after = rows.iter().find(|at| **at > from).or_else(|| rows.iter().find(|at| **at < from)).copied();
            let before = rows.iter().rfind(|at| **at < from).or_else(|| rows.iter().rfind(|at| **at > from)).copied();
            if from < listed.len() {
                prop_assert_eq!(listing.next_outside(&read, from, true), after);
                prop_assert_eq!(listing.next_outside(&read, from, false), before);
            }
            let same = Listing::sorted(listed.clone());
            if from < listed.len() {
                prop_assert_eq!(same.next_outside(&read, from, true), after);
                prop_assert_eq!(same.next_outside(&read, from, false), before);
            }
        }
    }
}
