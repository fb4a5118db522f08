//! Putting a set of articles in order. Equal ones stay in the corpus's order, newest first.

use super::select::{Found, Selection, Stop};
use crate::corpus::{Bits, Listing, Sorting};
use crate::query::{By, Request};

/// Articles that are sorted between two looks at whether they are still wanted.
const ROUND: usize = 1 << 14;

/// The articles of `found`, all of them if it is `None`; of those that say the same the first in the order.
pub(super) fn listed(selection: &Selection<'_>, found: Option<&Found>, request: &Request) -> Result<Listing, Stop> {
    let (corpus, order) = (selection.corpus, request.order);
    let folds = !request.unfold && corpus.family_count() > 0;
    if let (By::Relevance, Some(Found { set, scores: Some(scores) })) = (order.by, found) {
        // As numbers, positive scores are in the order of their bits.
        let key = |article: u32| {
            let score = scores.get(article as usize).copied().unwrap_or(0.0).to_bits();
            u64::from(if order.reverse { score } else { !score }) << 32 | u64::from(article)
        };
        let mut keys: Vec<u64> = Vec::with_capacity(set.count() as usize);
        let mut articles = set.iter();
        loop {
            let before = keys.len();
            keys.extend(articles.by_ref().take(ROUND).map(key));
            if keys.len() == before {
                break;
            }
            selection.check()?;
        }
        keys.sort_unstable();
        selection.check()?;
        let mut met = Bits::none(if folds { corpus.family_count() } else { 0 });
        let mut first = |article: &u32| match corpus.family(*article).filter(|_| folds) {
            Some(family) if met.contains(family) => false,
            Some(family) => {
                met.insert(family);
                true
            }
            None => true,
        };
        return Ok(keys.into_iter().map(|key| key as u32).filter(|article| first(article)).collect());
    }
    let sorting = match (order.by, order.reverse) {
        (By::Date | By::Relevance, false) => None,
        (By::Date | By::Relevance, true) => Some(Sorting::OldestFirst),
        (By::Source, false) => Some(Sorting::Source),
        (By::Source, true) => Some(Sorting::SourceReversed),
        (By::Title, false) => Some(Sorting::Title),
        (By::Title, true) => Some(Sorting::TitleReversed),
        (By::Story, false) => Some(Sorting::Story),
        (By::Story, true) => Some(Sorting::StoryReversed),
    };
    let sequence = match sorting {
        Some(sorting) => Some(corpus.sequence(sorting, selection.cancelled).ok_or(Stop::Cancelled)?),
        None => None,
    };
    match found {
        None if !folds => Ok(Listing::all(corpus.len(), sequence)),
        None if sequence.is_none() => Ok(Listing::ranked(corpus.all_folded())),
        found => {
            let all = || Bits::all(corpus.len());
            let mut set = found.map_or_else(all, |found| found.set.clone());
            if folds {
                set = corpus.fold(set, sequence.as_deref(), selection.cancelled).ok_or(Stop::Cancelled)?;
            }
            Listing::of(set, sequence, selection.cancelled).ok_or(Stop::Cancelled)
        }
    }
}
