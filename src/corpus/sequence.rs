//! The whole archive in another order than its own: worked out once, when it is first asked for.

use std::sync::{Arc, OnceLock};

use super::{ArticleNo, Bits, Corpus};
use crate::text::fold;

/// An order other than newest first. Equal articles are newest first in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorting {
    /// Undated last.
    OldestFirst,
    /// A to Z, those without a source last.
    Source,
    /// Z to A, those without a source last.
    SourceReversed,
    Title,
    TitleReversed,
    /// The articles of one story together, at the place of the newest.
    Story,
    /// The same from the last story to the first, undated articles last all the same.
    StoryReversed,
}

/// All articles in an order: which stands at a place, and at which place one stands.
#[derive(Debug)]
pub struct Sequence {
    articles: Vec<ArticleNo>,
    places: Vec<u32>,
}

impl Sequence {
    fn new(articles: Vec<ArticleNo>) -> Sequence {
        let mut places = vec![0; articles.len()];
        for (article, place) in articles.iter().zip(0..) {
            if let Some(slot) = places.get_mut(*article as usize) {
                *slot = place;
            }
        }
        Sequence { articles, places }
    }

    /// The article at a place, both counted from 0.
    pub fn article(&self, place: u32) -> Option<ArticleNo> {
        self.articles.get(place as usize).copied()
    }

    pub fn place(&self, article: ArticleNo) -> Option<u32> {
        self.places.get(article as usize).copied()
    }
}

/// Those that were asked for so far, by [`Sorting`].
#[derive(Default)]
pub(super) struct Sequences([OnceLock<Arc<Sequence>>; 7]);

impl Corpus {
    /// All articles in an order. Worked out at the first call, in time that grows with the archive; `None` if
    /// `cancelled` became true meanwhile.
    pub fn sequence(&self, sorting: Sorting, cancelled: &dyn Fn() -> bool) -> Option<Arc<Sequence>> {
        let slot = &self.sequences().0[sorting as usize];
        if slot.get().is_none() {
            let articles = match sorting {
                Sorting::OldestFirst => self.oldest_first(),
                Sorting::Source => self.by_source(false),
                Sorting::SourceReversed => self.by_source(true),
                Sorting::Title => self.by_title(),
                Sorting::TitleReversed => self.by_title_reversed(cancelled)?,
                Sorting::Story => self.by_story(),
                Sorting::StoryReversed => self.by_story_reversed(),
            };
            // Another thread may have been as fast: both have the same.
            _ = slot.set(Arc::new(Sequence::new(articles)));
        }
        slot.get().cloned()
    }

    /// The articles from sources given by number, rising. `None` if `cancelled` became true meanwhile.
    pub fn from_sources(&self, sources: &[u32], cancelled: &dyn Fn() -> bool) -> Option<Bits> {
        let sequence = self.sequence(Sorting::Source, cancelled)?;
        let mut set = Bits::none(self.len());
        for source in sources {
            if cancelled() {
                return None;
            }
            let first = sequence.articles.partition_point(|a| self.source_no(*a) < *source);
            let of = sequence.articles.iter().skip(first).take_while(|a| self.source_no(**a) == *source);
            of.for_each(|article| set.insert(*article));
        }
        Some(set)
    }

    /// The dated ones turned round, those of one day as they were, the undated after them.
    fn oldest_first(&self) -> Vec<ArticleNo> {
        let dated = self.dated(None, None).end;
        let mut articles: Vec<ArticleNo> = (0..dated).collect();
        reverse_groups(&mut articles, |a, b| self.day(a) == self.day(b));
        articles.extend(dated..self.len());
        articles
    }

    fn by_source(&self, reverse: bool) -> Vec<ArticleNo> {
        let sources = self.source_count();
        let slot = |article| match self.source_no(article) {
            u32::MAX => sources,
            n if reverse => sources.saturating_sub(1).saturating_sub(n),
            n => n,
        };
        let mut next = vec![0u32; sources as usize + 2];
        (0..self.len()).for_each(|a| next[slot(a).min(sources) as usize + 1] += 1);
        for i in 1..next.len() {
            next[i] += next[i - 1];
        }
        let mut articles = vec![0; self.len() as usize];
        for article in 0..self.len() {
            let place = &mut next[slot(article).min(sources) as usize];
            articles[*place as usize] = article;
            *place += 1;
        }
        articles
    }

    fn by_title(&self) -> Vec<ArticleNo> {
        let mut articles = vec![0; self.len() as usize];
        for article in 0..self.len() {
            if let Some(slot) = articles.get_mut(self.title_rank(article) as usize) {
                *slot = article;
            }
        }
        articles
    }

    fn by_title_reversed(&self, cancelled: &dyn Fn() -> bool) -> Option<Vec<ArticleNo>> {
        let mut articles = self.by_title();
        let mut steps = 0u32;
        let mut given_up = false;
        reverse_groups(&mut articles, |a, b| {
            steps += 1;
            given_up |= steps.is_multiple_of(1 << 14) && cancelled();
            !given_up && same_title(self.title(a), self.title(b))
        });
        (!given_up).then_some(articles)
    }
}

/// Whether two titles have one place in the alphabet.
fn same_title(a: &str, b: &str) -> bool {
    // Most neighbours differ soon, and folding is dear: where the first bytes that differ are a letter or a digit of
    // ASCII each, so do the folded forms.
    let differ = |(a, b): &(&u8, &u8)| !a.eq_ignore_ascii_case(b);
    match a.as_bytes().iter().zip(b.as_bytes()).find(differ) {
        Some((a, b)) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => false,
        _ => fold(a) == fold(b),
    }
}

/// Turns the order of groups of equals round, and not the order within one.
fn reverse_groups(articles: &mut [ArticleNo], mut equal: impl FnMut(ArticleNo, ArticleNo) -> bool) {
    articles.reverse();
    articles.chunk_by_mut(|a, b| equal(*a, *b)).for_each(<[ArticleNo]>::reverse);
}
