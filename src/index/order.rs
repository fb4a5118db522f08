//! Putting a set of articles in order. Equal ones stay in the corpus's order, newest first.

use std::cmp::Reverse;

use crate::corpus::{ArticleNo, Bits, Corpus};
use crate::query::{By, Order};

/// `scores` by article number, for [`By::Relevance`]; without them that is as by date.
pub(super) fn sorted(corpus: &Corpus, set: &Bits, order: Order, scores: Option<&[f32]>) -> Vec<ArticleNo> {
    let mut articles: Vec<ArticleNo> = set.iter().collect();
    match (order.by, scores) {
        (By::Relevance, Some(scores)) => {
            let score = |a: &ArticleNo| scores.get(*a as usize).copied().unwrap_or(0.0);
            match order.reverse {
                false => articles.sort_by(|a, b| score(b).total_cmp(&score(a))),
                true => articles.sort_by(|a, b| score(a).total_cmp(&score(b))),
            }
        }
        (By::Date | By::Relevance, _) => {
            // Numbers are by date already.
            if order.reverse {
                oldest_first(corpus, &mut articles);
            }
        }
        (By::Source, _) => {
            let key = |a: &ArticleNo| Some(corpus.source_no(*a)).filter(|n| *n != u32::MAX);
            match order.reverse {
                false => articles.sort_by_key(|a| key(a).map_or((true, 0), |n| (false, n))),
                true => articles.sort_by_key(|a| key(a).map_or((true, Reverse(0)), |n| (false, Reverse(n)))),
            }
        }
        (By::Title, _) => {
            articles.sort_by_key(|a| corpus.title_rank(*a));
            if order.reverse {
                reverse_groups(&mut articles, |a, b| corpus.title(a) == corpus.title(b));
            }
        }
    }
    articles
}

/// The dated ones turned round, those of one day as they were, the undated after them.
fn oldest_first(corpus: &Corpus, articles: &mut [ArticleNo]) {
    let undated = corpus.dated(None, None).end;
    let dated = articles.partition_point(|a| *a < undated);
    if let Some(dated) = articles.get_mut(..dated) {
        reverse_groups(dated, |a, b| corpus.date(a) == corpus.date(b));
    }
}

/// Turns the order of groups of equals round, and not the order within one.
fn reverse_groups(articles: &mut [ArticleNo], equal: impl Fn(ArticleNo, ArticleNo) -> bool) {
    articles.reverse();
    articles.chunk_by_mut(|a, b| equal(*a, *b)).for_each(<[ArticleNo]>::reverse);
}
