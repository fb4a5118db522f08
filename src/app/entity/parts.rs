//! The parts of the entity page, line by line, in one column or two.
//!
//! Everything but the articles is laid out anew for every key, because it is little; of the articles only those on the
//! screen are looked at.

use ratatui::layout::Rect;

use super::Page;
use super::dossier::{CLOSEST, Quoted, Quotes};
use crate::app::reader::USUAL_WIDTH;
use crate::corpus::{ArticleNo, Associate, Corpus, Kind, Role, Spelling};
use crate::text::Span;
use crate::text::width::width;
use crate::text::wrap::wrap;

/// From here two columns stand side by side.
const TWO_COLUMNS: u16 = 112;
/// Columns between them.
const BETWEEN: u16 = 5;
/// Of a longer quote so many lines are shown.
const QUOTE_LINES: usize = 3;
/// Columns left of what is listed.
pub const INDENT: usize = 2;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Head,
    Names,
    Roles,
    With(Kind),
    By,
    About,
    Articles,
}

const WITH: [Part; 3] = [Part::With(Kind::Person), Part::With(Kind::Country), Part::With(Kind::Organisation)];

impl Part {
    /// So many rows are shown until the part is unfolded.
    fn rows(self) -> usize {
        match self {
            Part::With(Kind::Person) => 8,
            Part::Roles => 6,
            Part::Names => 4,
            Part::With(_) => 5,
            Part::By | Part::About => 3,
            Part::Head | Part::Articles => usize::MAX,
        }
    }

    /// Above its rows.
    pub fn heading(self) -> &'static str {
        match self {
            Part::Head => "",
            Part::Names => "Names",
            Part::Roles => "Roles",
            Part::With(Kind::Person) => "Appears with people, closest first",
            Part::With(Kind::Country) => "Appears with countries",
            Part::With(Kind::Organisation) => "Appears with organisations",
            Part::By => "Quotes by",
            Part::About => "Quotes about",
            Part::Articles => "Articles",
        }
    }
}

/// What the cursor can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Row(Part, usize),
    /// What unfolds the rest of a part.
    More(Part),
}

impl Item {
    pub fn part(self) -> Part {
        match self {
            Item::Row(part, _) | Item::More(part) => part,
        }
    }
}

/// A line of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Line<'a> {
    Name(&'a str),
    /// What it is called most often.
    Called(String),
    /// Kind, counts.
    Counts,
    /// The sparkline.
    Life(&'a [u32]),
    /// In which article it was seen first, or last.
    Seen(bool, ArticleNo),
    Gap,
    /// With how many there are, where that is known.
    Heading(Part, usize),
    Spelling(Spelling<&'a str>),
    Role(Role<&'a str>),
    Associate(Associate),
    /// A line of a quote, and what stands around it: marks, or an ellipsis where the rest is left out.
    Quote(&'static str, &'a str, &'static str),
    /// Below a quote: who said it, when and where.
    Said(&'a Quoted, Part),
    /// So many more.
    More(usize),
    /// So many more quotes, which are not for this page.
    Elsewhere(usize),
    Note(&'static str),
    Article(ArticleNo),
}

/// A column: its lines, each with what the cursor is on there; the articles, if it ends with them, are not in it.
#[derive(Debug, Default)]
pub struct Column<'a> {
    pub lines: Vec<(Line<'a>, Option<Item>)>,
    pub articles: bool,
}

/// Where the columns stand in the pane: two side by side where there is room, and none wider than is good to read.
pub fn areas(pane: Rect) -> Vec<Rect> {
    let margin = if pane.width >= 44 { 4 } else { 2 };
    let room = pane.width.saturating_sub(margin);
    let of = |columns: u16, count: u16| {
        let all = columns * count + BETWEEN * (count - 1);
        let left = pane.x + pane.width.saturating_sub(all) / 2;
        (0..count).map(move |n| Rect { x: left + n * (columns + BETWEEN), width: columns.min(pane.width), ..pane })
    };
    if pane.width >= TWO_COLUMNS {
        of(USUAL_WIDTH.min((room - BETWEEN) / 2), 2).collect()
    } else {
        of(USUAL_WIDTH.min(room).max(1), 1).collect()
    }
}

impl Page {
    /// The page in the columns that fit in `pane`.
    pub fn columns<'a>(&'a self, corpus: &'a Corpus, pane: Rect) -> Vec<Column<'a>> {
        let areas = areas(pane);
        let wide = areas.first().map_or(1, |a| a.width as usize);
        let [people, countries, organisations] = WITH;
        let (by, about) = (Part::By, Part::About);
        let parts: &[&[Part]] = if areas.len() > 1 {
            &[&[Part::Head, Part::Names, Part::Roles, by, about], &[people, countries, organisations, Part::Articles]]
        } else {
            &[&[Part::Head, Part::Names, Part::Roles, people, countries, organisations, by, about, Part::Articles]]
        };
        let column = |parts: &&[Part]| {
            let mut column = Column::default();
            parts.iter().for_each(|part| self.lay(corpus, *part, wide, &mut column));
            column
        };
        parts.iter().map(column).collect()
    }

    /// Appends a part, if there is something in it.
    fn lay<'a>(&'a self, corpus: &'a Corpus, part: Part, wide: usize, column: &mut Column<'a>) {
        let dossier = self.dossier.as_deref();
        match part {
            Part::Head => self.head(corpus, column),
            Part::Names => {
                let spellings = corpus.spellings(self.entity).map(Line::Spelling).collect();
                self.listed(part, spellings, column);
            }
            Part::Roles => self.listed(part, corpus.dated_roles(self.entity).map(Line::Role).collect(), column),
            Part::With(kind) => {
                let Some(dossier) = dossier else {
                    if kind == Kind::Person {
                        note(part, "looking …", column);
                    }
                    return;
                };
                if dossier.with.iter().all(Vec::is_empty) && kind == Kind::Person {
                    note(part, "nobody more often than elsewhere", column);
                }
                let with = dossier.with[kind as usize].iter().copied().map(Line::Associate).collect();
                self.listed(part, with, column);
            }
            Part::By => dossier.into_iter().for_each(|d| self.quotes(part, &d.by, wide, column)),
            Part::About => dossier.into_iter().for_each(|d| self.quotes(part, &d.about, wide, column)),
            Part::Articles => {
                gap(column);
                column.lines.push((Line::Heading(part, corpus.articles_of(self.entity).len()), None));
                column.articles = true;
            }
        }
    }

    fn head<'a>(&'a self, corpus: &'a Corpus, column: &mut Column<'a>) {
        let mut push = |line, item| column.lines.push((line, item));
        push(Line::Name(corpus.name(self.entity)), None);
        let called: Vec<&str> = corpus.roles(self.entity).take(3).collect();
        if !called.is_empty() {
            push(Line::Called(called.join(" · ")), None);
        }
        push(Line::Counts, None);
        let dated = corpus.articles_of(self.entity).len() - corpus.undated_of(self.entity);
        if let Some(over_time) = self.dossier.as_deref().map(|d| d.over_time.as_slice()).filter(|n| n.len() > 1) {
            push(Line::Life(over_time), None);
        } else if self.dossier.is_none() && dated > 1 {
            // So that nothing moves when it comes.
            push(Line::Gap, None);
        }
        let oldest = dated.checked_sub(1).and_then(|n| corpus.article_of(self.entity, n));
        let newest = corpus.article_of(self.entity, 0).filter(|_| dated > 1);
        for (n, (last, article)) in [(false, oldest), (true, newest)].into_iter().enumerate() {
            if let Some(article) = article {
                push(Line::Seen(last, article), Some(Item::Row(Part::Head, n)));
            }
        }
    }

    /// A part of one line for each of its rows.
    fn listed<'a>(&self, part: Part, rows: Vec<Line<'a>>, column: &mut Column<'a>) {
        let all = rows.len();
        if all == 0 {
            return;
        }
        gap(column);
        // Of those that it appears with only the closest are known.
        let count = if matches!(part, Part::With(_)) && all >= CLOSEST { 0 } else { all };
        column.lines.push((Line::Heading(part, count), None));
        let rows = rows.into_iter().enumerate().take(self.shown(part, all));
        column.lines.extend(rows.map(|(n, line)| (line, Some(Item::Row(part, n)))));
        self.more(part, all, column);
    }

    fn quotes<'a>(&self, part: Part, quotes: &'a Quotes, wide: usize, column: &mut Column<'a>) {
        if quotes.count == 0 {
            return;
        }
        gap(column);
        column.lines.push((Line::Heading(part, quotes.count), None));
        let all = quotes.newest.len();
        for (n, quote) in quotes.newest.iter().enumerate().take(self.shown(part, all)) {
            let item = Some(Item::Row(part, n));
            // Marks around it, and an ellipsis where it is cut.
            let lines = wrap(&quote.text, wide.saturating_sub(INDENT + 3).max(1));
            let shown = lines.len().min(QUOTE_LINES);
            for (n, span) in lines.iter().take(shown).enumerate() {
                let text = Span::new(span.start as usize, span.end as usize).of(&quote.text);
                let open = if n == 0 { "“" } else { " " };
                let close = if n + 1 == lines.len() {
                    "”"
                } else if n + 1 == shown {
                    " …"
                } else {
                    ""
                };
                column.lines.push((Line::Quote(open, text, close), item));
            }
            column.lines.push((Line::Said(quote, part), item));
        }
        self.more(part, all, column);
        let elsewhere = quotes.count.saturating_sub(all);
        if elsewhere > 0 && self.shown(part, all) == all {
            column.lines.push((Line::Elsewhere(elsewhere), None));
        }
    }

    /// How many rows of a part are shown: one that would be alone below the rest is shown as well.
    fn shown(&self, part: Part, all: usize) -> usize {
        if self.unfolded.contains(&part) || all <= part.rows().saturating_add(1) { all } else { part.rows() }
    }

    fn more(&self, part: Part, all: usize, column: &mut Column) {
        let left = all - self.shown(part, all);
        if left > 0 {
            column.lines.push((Line::More(left), Some(Item::More(part))));
        }
    }
}

fn gap(column: &mut Column) {
    if !column.lines.is_empty() {
        column.lines.push((Line::Gap, None));
    }
}

fn note(part: Part, text: &'static str, column: &mut Column) {
    gap(column);
    column.lines.extend([(Line::Heading(part, 0), None), (Line::Note(text), None)]);
}

/// What the cursor can be on and where in its column it stands.
#[derive(Clone, Debug)]
pub struct Place {
    pub item: Item,
    /// The line behind what stands before it: from there on it is seen with its heading.
    pub above: usize,
    pub lines: std::ops::Range<usize>,
}

impl Column<'_> {
    /// All that the cursor can be on, in order, without the articles.
    pub fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for (at, (_, item)) in self.lines.iter().enumerate() {
            let Some(item) = item else { continue };
            match places.last_mut() {
                Some(last) if last.item == *item => last.lines.end = at + 1,
                last => {
                    let above = last.map_or(0, |last| last.lines.end);
                    places.push(Place { item: *item, above, lines: at..at + 1 });
                }
            }
        }
        places
    }
}

/// Whether a text fits beside what stands on the right.
pub fn fits(left: &str, right: &str, columns: usize) -> bool {
    INDENT + width(left) + 2 + width(right) <= columns
}
