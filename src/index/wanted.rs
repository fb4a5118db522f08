//! Which quotes of the articles that answer a query answer it themselves.

use std::collections::HashSet;

use super::hits;
use crate::corpus::{Annotations, Article, ArticleNo, Corpus, EntityNo, Quote};
use crate::query::{Expr, Hit};

/// What a query asks of quotes: its words, and those whom it asks for as speakers.
pub struct Wanted<'q> {
    expr: &'q Expr,
    words: bool,
    /// `None` is anybody.
    speakers: Option<HashSet<EntityNo>>,
}

impl<'q> Wanted<'q> {
    pub fn of(corpus: &Corpus, expr: &'q Expr) -> Wanted<'q> {
        let names = expr.speakers();
        let resolved = names.iter().flat_map(|name| corpus.resolve_any(name)).collect();
        Wanted { expr, words: expr.asks_text(), speakers: (!names.is_empty()).then_some(resolved) }
    }

    /// Whether it may be said by this one.
    pub fn by(&self, speaker: Option<EntityNo>) -> bool {
        self.speakers.as_ref().is_none_or(|wanted| speaker.is_some_and(|s| wanted.contains(&s)))
    }

    /// Where in an article its words stand, for [`Wanted::says`].
    pub fn hits(&self, article: &Article) -> Vec<Hit> {
        if self.words { hits(article, self.expr) } else { Vec::new() }
    }

    /// Whether a quote has one of its words, if it has any.
    pub fn says(&self, quote: &Quote, hits: &[Hit]) -> bool {
        !self.words || hits.iter().any(|h| h.paragraph == quote.paragraph && quote.span.contains(h.span))
    }

    /// The quotes of an article that answer it, by their place in `found`.
    pub fn quotes(&self, corpus: &Corpus, number: ArticleNo, article: &Article, found: &Annotations) -> Vec<usize> {
        let hits = self.hits(article);
        let answers = |quote: &Quote| {
            self.says(quote, &hits) && self.by(quote.speaker.and_then(|s| corpus.speaker(number, found, s)))
        };
        found.quotes.iter().enumerate().filter(|(_, quote)| answers(quote)).map(|(at, _)| at).collect()
    }
}
