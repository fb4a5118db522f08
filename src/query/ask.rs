//! What is asked of an archive and what is answered: plain data between the app and whoever searches.

use std::sync::Arc;

use super::Expr;
use crate::corpus::{ArticleNo, Bits, Corpus, Counts, EntityNo, Kind, Listing};
use crate::text::Span;

/// Which articles, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub expr: Expr,
    pub order: Order,
    /// List every article, also those that say the same as one that is listed.
    pub unfold: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    pub by: By,
    /// Against the usual direction of `by`.
    pub reverse: bool,
}

/// What articles are sorted by, with the usual direction. Equal ones are in the corpus's order: newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Newest first; undated last in both directions.
    #[default]
    Date,
    /// A to Z; without a source last in both directions.
    Source,
    /// A to Z.
    Title,
    /// The articles of one story together: first the one with the newest article, of each its newest article first;
    /// oldest stories first in reverse.
    Story,
    /// Best match first; as by date where nothing is searched for.
    Relevance,
}

/// The articles that were asked for, and how many rows of them name each entity.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Of those that say the same only the first, unless all were asked for.
    pub articles: Listing,
    /// All of them; `None` if that is the whole archive.
    pub all: Option<Arc<Bits>>,
    pub counts: Counts,
    /// Whom the names in the request mean, each name once.
    pub meanings: Vec<Meaning>,
    /// Where nothing answers: a word of the request that the archive does not have, folded, and one that it has and
    /// that may have been meant.
    pub instead: Option<(String, String)>,
    /// Where nothing answers: the articles without a date that would, were no date asked for.
    pub undated: u32,
}

impl Answer {
    /// The articles that say the same as `article` and were asked for as well, newest first.
    pub fn copies(&self, corpus: &Corpus, article: ArticleNo) -> impl Iterator<Item = ArticleNo> {
        let asked = |n: &ArticleNo| self.all.as_ref().is_none_or(|all| all.contains(*n));
        corpus.copies(article).filter(move |n| *n != article && asked(n))
    }

    /// How many articles were asked for.
    pub fn count(&self, corpus: &Corpus) -> u32 {
        self.all.as_ref().map_or(corpus.len(), |all| all.count())
    }
}

/// The entities that a name in a query means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    pub kind: Kind,
    /// As in the query.
    pub text: String,
    pub entities: Vec<EntityNo>,
}

/// A place in an article where a query's words stand: `None` is the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub paragraph: Option<u32>,
    pub span: Span,
}

/// A few words around the best hits of an article, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// Within `text`.
    pub hits: Vec<Span>,
}
