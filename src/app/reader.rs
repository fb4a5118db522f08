//! The open article: its page, where it is scrolled to, and what is looked for in it.

use ratatui::layout::{Position as Cell, Rect};

use super::message::Opened;
use super::own::Own;
use super::page::Page;
use crate::corpus::Position;
use crate::query::Hit;
use crate::text::find::find_all;
use crate::text::width::clusters;

/// The widest that a column is set unless the reader asks for more.
pub const USUAL_WIDTH: u16 = 72;
/// As wide as a column may be.
pub const WIDTHS: std::ops::RangeInclusive<u16> = 30..=160;

/// The reader pane. `top` is the first line on screen.
#[derive(Clone, Debug)]
pub struct Reader {
    pub opened: Option<Opened>,
    pub page: Page,
    pub top: usize,
    /// The column's width where the pane has room for it.
    pub width: u16,
    /// Whether what was taken out is shown.
    pub furniture: bool,
    /// Read line by line: every line can be the first on screen.
    pub linear: bool,
    pub find: Option<Find>,
    /// The match or mention gone to last.
    pub at: Option<Hit>,
    /// Where to go as soon as that article is open.
    pub goal: Option<(crate::corpus::ArticleId, Hit)>,
    /// The note that is there, where one goes to one.
    pub goal_note: Option<u64>,
    /// What to have at the top as soon as that article is open.
    pub landing: Option<(crate::corpus::ArticleId, Position)>,
}

/// What is looked for in this article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    pub needle: String,
    pub hits: Vec<Hit>,
}

impl Default for Reader {
    fn default() -> Reader {
        Reader {
            opened: None,
            page: Page::default(),
            top: 0,
            width: USUAL_WIDTH,
            furniture: false,
            linear: false,
            find: None,
            at: None,
            goal: None,
            goal_note: None,
            landing: None,
        }
    }
}

impl Reader {
    /// The column's width in a pane: a margin on both sides where there is room.
    pub fn columns(&self, pane: u16) -> u16 {
        let margin = if pane >= 44 { 4 } else { 2 };
        self.width.min(pane.saturating_sub(margin)).max(1)
    }

    /// Shows another article, where the reader left it.
    pub fn show(&mut self, mut opened: Opened, columns: u16) {
        let same = self.opened.as_ref().is_some_and(|o| o.id == opened.id);
        let place = if same { self.place() } else { opened.position };
        self.page = std::mem::take(&mut opened.page);
        let as_wanted = opened.furniture == self.furniture && self.page.columns == columns;
        self.opened = Some(opened);
        if !as_wanted {
            self.set(columns);
        }
        if !same {
            (self.find, self.at) = (None, None);
        }
        self.top = place.map_or(0, |p| self.line_to_show(p));
    }

    /// Sets the page anew, for another width or with furniture, and stays at the same place of the text.
    pub fn reset(&mut self, columns: u16) {
        let place = self.place();
        let at_top = self.top == 0;
        self.set(columns);
        self.top = if at_top { 0 } else { place.map_or(0, |p| self.line_to_show(p)) };
    }

    fn set(&mut self, columns: u16) {
        if let Some(o) = &self.opened {
            self.page = Page::set(&o.article, &o.annotations, o.words, &o.copies, self.furniture, columns);
        }
    }

    /// Puts on the page what is kept of the article now, and stays at the same place of the text.
    pub fn annotate(&mut self, own: Own) {
        let Some(opened) = &self.opened else { return };
        let article = std::sync::Arc::clone(&opened.article);
        let place = self.place().filter(|_| self.top > 0);
        if self.page.own != Own::default() {
            self.set(self.page.columns);
        }
        self.page.annotate(&article, own);
        self.top = place.map_or(0, |p| self.line_to_show(p));
    }

    fn line_to_show(&self, place: Position) -> usize {
        // The start of the story is shown with its title.
        if place == Position::default() { 0 } else { self.page.line_of(Some(place.paragraph), place.byte).unwrap_or(0) }
    }

    /// Where in the article the first line on screen begins; the top of the page is the start of the story.
    pub fn place(&self) -> Option<Position> {
        if self.top == 0 {
            return self.opened.as_ref().map(|_| Position::default());
        }
        self.page.place_of(self.top)
    }

    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.bottom(height));
    }

    /// The last value of `top`: the end of the page at the foot of the pane.
    pub fn bottom(&self, height: usize) -> usize {
        self.page.lines.len().saturating_sub(if self.linear { 1 } else { height })
    }

    /// The place of the article under a cell of the reader's pane, which is `area` without its title line.
    pub fn place_at(&self, area: Rect, at: Cell) -> Option<(Option<u32>, u32)> {
        let left = area.x + area.width.saturating_sub(self.page.columns) / 2;
        let line = self.page.lines.get(self.top + at.y.checked_sub(area.y)? as usize).filter(|l| !l.gap)?;
        let block = self.page.blocks.get(line.block)?;
        let mut left_over = at.x.checked_sub(left + block.kind.indent())? as usize;
        let mut byte = line.span.start;
        for (cluster, wide) in clusters(line.span.of(&block.text)) {
            if left_over < wide {
                return Some((block.place?, byte));
            }
            left_over -= wide;
            byte += cluster.len() as u32;
        }
        None
    }

    /// How much has been seen, in percent.
    pub fn percent(&self, height: usize) -> usize {
        let lines = self.page.lines.len();
        ((self.top + height).min(lines) * 100).checked_div(lines).unwrap_or(0)
    }

    /// Scrolls a place of the open article to the top.
    pub fn go_to(&mut self, place: Position) {
        self.top = self.line_to_show(place);
    }

    /// Makes the column wider or narrower.
    pub fn widen(&mut self, by: i16) {
        self.width = self.width.saturating_add_signed(by).clamp(*WIDTHS.start(), *WIDTHS.end());
    }

    /// Looks for `needle` in title and paragraphs.
    pub fn look_for(&mut self, needle: &str) {
        let Some(opened) = &self.opened else { return };
        let article = &opened.article;
        let places = std::iter::once(None).chain((0..article.paragraphs.len() as u32).map(Some));
        let hits = places
            .flat_map(|p| find_all(article.text(p), needle).into_iter().map(move |span| Hit { paragraph: p, span }))
            .filter(|h| self.page.shows(h.paragraph))
            .collect();
        self.find = (!needle.is_empty()).then(|| Find { needle: needle.to_string(), hits });
    }

    /// What `n` goes through: what is looked for here, else the words of the query.
    pub fn matches(&self) -> &[Hit] {
        match (&self.find, &self.opened) {
            (Some(find), _) => &find.hits,
            (None, Some(opened)) => &opened.hits,
            (None, None) => &[],
        }
    }

    /// Goes to the next (or previous) of `hits`, round the ends, and scrolls it into view. Starts from the last one
    /// gone to, else from the first line on screen.
    pub fn go_to_next(&mut self, hits: &[Hit], forward: bool, height: usize) -> Option<usize> {
        let from = self.at.or_else(|| {
            let place = self.place()?;
            let from = place.byte as usize;
            let paragraph = (self.top > 0).then_some(place.paragraph);
            Some(Hit { paragraph, span: (from..from).into() })
        })?;
        let next = if forward {
            hits.iter().position(|h| *h > from).or((!hits.is_empty()).then_some(0))
        } else {
            hits.iter().rposition(|h| *h < from).or(hits.len().checked_sub(1))
        }?;
        self.at = Some(hits[next]);
        self.reveal(hits[next], height);
        Some(next)
    }

    /// Scrolls a place into view, a third from the top, unless it is in view already.
    pub fn reveal(&mut self, hit: Hit, height: usize) {
        let Some(line) = self.page.line_of(hit.paragraph, hit.span.start) else { return };
        if line < self.top || line >= self.top + height.max(1) {
            self.top = line.saturating_sub(height / 3).min(self.bottom(height));
        }
    }
}
