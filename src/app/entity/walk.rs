//! Where the cursor of the entity page can go.

use ratatui::layout::Rect;

use super::Page;
use super::parts::{Column, Item, Part, Place};
use crate::corpus::Corpus;

/// All that the cursor can be on, in order: column by column, the articles last.
pub struct Walk {
    /// Column by column.
    places: Vec<(usize, Place)>,
    articles: usize,
    /// The lines of each column.
    pub lengths: Vec<usize>,
    /// The column that ends with the articles and the line that they begin at.
    end: (usize, usize),
}

impl Walk {
    pub fn of(page: &Page, corpus: &Corpus, pane: Rect) -> Walk {
        let articles = corpus.articles_of(page.entity).len();
        let columns = page.columns(corpus, pane);
        let length = |c: &Column| c.lines.len() + if c.articles { articles } else { 0 };
        let places = |(n, c): (usize, &Column)| c.places().into_iter().map(move |place| (n, place));
        let last = columns.len().saturating_sub(1);
        Walk {
            places: columns.iter().enumerate().flat_map(places).collect(),
            articles,
            lengths: columns.iter().map(length).collect(),
            end: (last, columns.last().map_or(0, |c| c.lines.len())),
        }
    }

    pub fn len(&self) -> usize {
        self.places.len() + self.articles
    }

    pub fn get(&self, at: usize) -> Option<Item> {
        let articles = || Some(at - self.places.len()).filter(|n| *n < self.articles);
        let item = self.places.get(at).map(|(_, place)| place.item);
        item.or_else(|| articles().map(|n| Item::Row(Part::Articles, n)))
    }

    /// Where `item` is; of a part that is shorter than it was, its last row, and else the first of all.
    pub fn position(&self, item: Item) -> usize {
        if let Item::Row(Part::Articles, n) = item {
            return self.places.len() + n.min(self.articles.saturating_sub(1));
        }
        let same = self.places.iter().position(|(_, place)| place.item == item);
        same.or_else(|| self.places.iter().rposition(|(_, place)| place.item.part() == item.part())).unwrap_or(0)
    }

    /// What the cursor is on, should it be on `item`, and its column.
    pub fn place(&self, item: Item) -> Option<(usize, Place)> {
        let at = self.position(item);
        if let Some(found) = self.places.get(at) {
            return Some(found.clone());
        }
        let ((column, start), n) = (self.end, at - self.places.len());
        let line = start + n;
        // The heading stands above the first of them.
        let last = || self.places.last().filter(|(c, _)| *c == column).map_or(0, |(_, place)| place.lines.end);
        let above = if n == 0 { last() } else { line };
        Some((column, Place { item: self.get(at)?, above, lines: line..line + 1 }))
    }

    /// How many rows of a part are shown.
    pub fn rows(&self, part: Part) -> usize {
        self.places.iter().filter(|(_, place)| matches!(place.item, Item::Row(of, _) if of == part)).count()
    }

    /// The first row of the part behind that of the cursor, or the first of its own, then of the one before.
    pub fn part(&self, cursor: Item, forward: bool) -> Option<Item> {
        let at = self.position(cursor);
        let part = |at: usize| self.get(at).map(Item::part);
        // Articles are one part, the last.
        let starts = (0..self.len().min(self.places.len() + 1)).filter(|n| part(*n) != n.checked_sub(1).and_then(part));
        let to = if forward { starts.into_iter().find(|n| *n > at) } else { starts.take_while(|n| *n < at).last() };
        to.and_then(|n| self.get(n))
    }

    /// What stands beside the cursor in the other column, or nearest to it.
    pub fn across(&self, cursor: Item, tops: [usize; 2], to: usize) -> Option<Item> {
        let (from, place) = self.place(cursor)?;
        if from == to || to >= self.lengths.len() {
            return None;
        }
        let row = (place.lines.start + tops[to.min(1)]).saturating_sub(tops[from.min(1)]);
        if self.end.0 == to && row >= self.end.1 && self.articles > 0 {
            return Some(Item::Row(Part::Articles, (row - self.end.1).min(self.articles - 1)));
        }
        let beside = self.places.iter().filter(|(column, _)| *column == to);
        let near = beside.min_by_key(|(_, place)| place.lines.start.abs_diff(row)).map(|(_, place)| place.item);
        near.or_else(|| self.get(self.places.len()).filter(|_| self.end.0 == to))
    }
}
