//! Saved searches: what each finds now, and what of it is new.

use super::perform::Desk;
use crate::app::Message;
use crate::app::saved::{Counted, expr};
use crate::corpus::{ArticleId, MarkChange, SavedSearch, Seen};
use crate::query::{Expr, Order, Request};

impl Desk {
    /// Counts the rows that a search finds, and those that were not seen.
    pub(super) fn tally(
        &self,
        generation: u64,
        name: String,
        expr: Expr,
        seen: Option<&Seen>,
        stale: &dyn Fn() -> bool,
    ) -> Option<Message> {
        let request = Request { expr, order: Order::default(), unfold: false };
        // What cannot be counted is answered too, so that the next one is.
        let Ok(answer) = self.snapshot.select(&self.marks, &request, stale) else {
            return Some(Message::Tallied { generation, name, counted: Counted { rows: None, fresh: None } });
        };
        let answer = answer?;
        let ids = answer.articles.iter().map(|n| self.snapshot.corpus.id(n));
        let fresh = match seen {
            Some(seen) => Some(seen.fresh(ids, stale)?),
            None => None,
        };
        Some(Message::Tallied { generation, name, counted: Counted { rows: Some(answer.articles.len()), fresh } })
    }

    /// Writes down what a search finds now: all of it, with what is folded into its rows.
    pub(super) fn visit(&mut self, name: String, at: u64) -> Option<Message> {
        let was = self.marks.searches.get(&name).cloned()?;
        let request = Request { expr: expr(&was), order: Order::default(), unfold: false };
        let answer = match self.snapshot.select(&self.marks, &request, &|| false) {
            Ok(answer) => answer?,
            Err(error) => return Some(super::perform::notice(&error)),
        };
        let corpus = &self.snapshot.corpus;
        let ids: Box<dyn Iterator<Item = ArticleId>> = match &answer.all {
            Some(all) => Box::new(all.iter().map(|n| corpus.id(n))),
            None => Box::new((0..corpus.len()).map(|n| corpus.id(n))),
        };
        let now = SavedSearch { visited: at, seen: Seen::of(ids), ..was.clone() };
        let change = MarkChange::Search { name, was: Some(was), now: Some(now) };
        self.mark(std::slice::from_ref(&change));
        Some(Message::Visited(change))
    }
}
