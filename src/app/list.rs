//! The article list: a cursor over the answer, kept on its article while the answer changes.

use std::collections::HashMap;

use super::fold::Chosen;
use crate::corpus::{ArticleId, ArticleNo};
use crate::query::{Answer, Expr, Snippet};

/// Where the list stands. Indices are into [`Answer::articles`].
#[derive(Clone, Debug, Default)]
pub struct List {
    pub cursor: usize,
    /// The first row on screen.
    pub top: usize,
    /// For the rows on screen while a search is open.
    pub snippets: HashMap<ArticleId, Snippet>,
    /// What the reader was last asked to show, and for which query.
    pub previewed: Option<(Chosen, Expr)>,
    /// The article that the reader chose last. The cursor goes back to it when it is listed again: a filter that is
    /// being typed, or a search that is given up, does not lose the place.
    pub wanted: Option<Chosen>,
    /// One article of each family whose row is unfolded.
    pub unfolded: Vec<ArticleId>,
    /// The row marked last.
    pub anchor: Option<ArticleId>,
}

/// Rows above the cursor, where it has not gone there by itself.
const CONTEXT: usize = 3;

impl List {
    /// The number of the article under the cursor.
    pub fn selected(&self, answer: &Answer) -> Option<ArticleNo> {
        answer.articles.get(self.cursor)
    }

    /// Moves the cursor by so many articles, as far as there are any.
    pub fn step(&mut self, by: isize, articles: usize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(articles.saturating_sub(1));
    }

    /// Puts the cursor on an article's place, or as near as can be.
    pub fn go(&mut self, to: usize, articles: usize) {
        self.cursor = to.min(articles.saturating_sub(1));
    }

    /// Scrolls so that the cursor is among the `rows` articles on screen.
    pub fn keep_in_view(&mut self, rows: usize, articles: usize) {
        let rows = rows.max(1);
        self.top = self.top.min(articles.saturating_sub(rows)).min(self.cursor);
        if self.cursor >= self.top + rows {
            self.top = self.cursor + 1 - rows;
        }
    }

    /// Above the cursor as much of the list is shown as there is room for from its top, else a few rows: nobody
    /// wonders what has gone.
    pub fn show_context(&mut self, rows: usize) {
        let context = if self.cursor < rows { self.cursor } else { CONTEXT.min(rows / 2) };
        self.top = self.top.min(self.cursor.saturating_sub(context));
    }

    /// Where on a bar of so many `cells` the `rows` on screen stand among all `articles`: the first cell and how many.
    /// `None` where all of them are on screen.
    pub fn bar(&self, cells: usize, rows: usize, articles: usize) -> Option<(usize, usize)> {
        let hidden = articles.checked_sub(rows).filter(|n| *n > 0 && cells > 0)?;
        let length = (cells * rows / articles).max(1);
        Some(((cells - length) * self.top.min(hidden) / hidden, length))
    }

    /// Keeps the cursor's row on the screen at the same height where the article moved in the list.
    pub fn follow(&mut self, to: usize) {
        let height = self.cursor.saturating_sub(self.top);
        self.cursor = to;
        self.top = to.saturating_sub(height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_inside() {
        let mut list = List::default();
        list.step(-1, 3);
        assert_eq!(list.cursor, 0);
        list.step(10, 3);
        assert_eq!(list.cursor, 2);
        list.step(1, 0);
        assert_eq!(list.cursor, 0);
    }

    #[test]
    fn scrolling_shows_the_cursor_and_no_empty_rows() {
        let mut list = List { cursor: 9, top: 0, ..List::default() };
        list.keep_in_view(4, 10);
        assert_eq!(list.top, 6);
        list.cursor = 2;
        list.keep_in_view(4, 10);
        assert_eq!(list.top, 2);
        list.top = 8;
        list.cursor = 9;
        list.keep_in_view(4, 10);
        assert_eq!(list.top, 6);
    }

    #[test]
    fn the_bar_reaches_both_ends_and_no_further() {
        let at = |top, cells, rows, articles| List { top, ..List::default() }.bar(cells, rows, articles);
        assert_eq!(at(0, 10, 10, 10), None);
        assert_eq!(at(0, 10, 10, 20), Some((0, 5)));
        assert_eq!(at(10, 10, 10, 20), Some((5, 5)));
        assert_eq!(at(0, 10, 10, 1_000_000), Some((0, 1)));
        assert_eq!(at(999_990, 10, 10, 1_000_000), Some((9, 1)));
        assert_eq!(at(500_000, 10, 10, 1_000_000), Some((4, 1)));
        assert_eq!(at(0, 0, 0, 5), None);
        assert_eq!(at(5, 3, 0, 5), Some((2, 1)));
    }

    #[test]
    fn what_stands_above_the_cursor_is_shown_where_it_fits() {
        let at = |cursor, top, rows| {
            let mut list = List { cursor, top, ..List::default() };
            list.show_context(rows);
            list.top
        };
        assert_eq!(at(5, 5, 20), 0);
        assert_eq!(at(19, 10, 20), 0);
        assert_eq!(at(50, 50, 20), 47);
        assert_eq!(at(50, 40, 20), 40);
        assert_eq!(at(5, 5, 2), 4);
        assert_eq!(at(0, 0, 0), 0);
    }

    #[test]
    fn an_article_that_moves_keeps_its_height() {
        let mut list = List { cursor: 5, top: 3, ..List::default() };
        list.follow(12);
        assert_eq!((list.cursor, list.top), (12, 10));
    }
}
