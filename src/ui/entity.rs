//! The room of a name: who it is, how it is written, what it is called and when, with whom it appears, what it says,
//! and the articles that name it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::frame as frames;
use super::line::{Parts, put};
use super::row;
use super::spark::spark;
use super::theme::Theme;
use crate::app::entity::Page;
use crate::app::entity::dossier::Quoted;
use crate::app::entity::parts::{INDENT, Item, Line as PageLine, Part, areas, fits};
use crate::app::{Action, Model, dates, layout};
use crate::corpus::{ArticleNo, Associate, Kind, Role, Spelling};
use crate::text::numbers::grouped;
use crate::text::width::{cut, width};

pub fn draw(model: &Model, page: &Page, theme: &Theme, frame: &mut Frame, area: Rect) {
    let kind = match page.kind {
        Kind::Person => "Person",
        Kind::Country => "Country",
        Kind::Organisation => "Organisation",
    };
    frames::title(theme, frame, Rect { height: area.height.min(1), ..area }, kind, true);
    let pane = layout::inside(area);
    let columns = page.columns(&model.corpus, pane);
    for ((column, area), top) in columns.iter().zip(areas(pane)).zip(page.tops) {
        let articles = top.saturating_sub(column.lines.len())..;
        let listed = articles.map_while(|n| {
            let article = model.corpus.article_of(page.entity, n).filter(|_| column.articles)?;
            Some((PageLine::Article(article), Some(Item::Row(Part::Articles, n))))
        });
        let lines = column.lines.iter().skip(top).cloned().chain(listed);
        for (n, (line, item)) in lines.take(area.height as usize).enumerate() {
            let draw = Draw { model, page, theme, selected: item == Some(page.cursor), columns: area.width as usize };
            put(frame.buffer_mut(), &draw.line(&line), row(area, n as u16));
        }
    }
}

/// A line being drawn.
struct Draw<'a> {
    model: &'a Model,
    page: &'a Page,
    theme: &'a Theme,
    selected: bool,
    columns: usize,
}

impl<'a> Draw<'a> {
    fn over(&self, style: Style) -> Style {
        if self.selected { self.theme.selected } else { style }
    }

    fn line(&self, line: &PageLine<'a>) -> Line<'a> {
        let theme = self.theme;
        match line {
            PageLine::Name(name) => self.plain(name, theme.title),
            PageLine::Called(text) => self.plain(text, Style::new()),
            PageLine::Counts => self.plain(&self.counts(), theme.dim),
            PageLine::Life(counts) => self.life(counts),
            PageLine::Seen(last, article) => self.seen(*last, *article),
            PageLine::Gap => Line::default(),
            PageLine::Heading(part, count) => self.heading(*part, *count),
            PageLine::Spelling(spelling) => self.spelling(spelling),
            PageLine::Role(role) => self.role(role),
            PageLine::Associate(associate) => self.associate(associate),
            PageLine::Quote(open, text, close) => {
                self.row(&format!("{open}{text}{close}"), Style::new(), "", Style::new())
            }
            PageLine::Said(quote, part) => self.said(quote, *part),
            PageLine::More(left) => {
                let text = format!("… {} more", grouped(*left as u64));
                self.row(&text, theme.dim, "", Style::new())
            }
            PageLine::Elsewhere(left) => {
                let key = self.model.keymap.keys_of(Action::Quotes).into_iter().next().unwrap_or_default();
                let text = format!("… {} more among all quotes: {key}", grouped(*left as u64));
                self.row(&text, theme.dim, "", Style::new())
            }
            PageLine::Note(text) => self.row(text, theme.dim, "", Style::new()),
            PageLine::Article(article) => self.dated("", *article),
        }
    }

    fn plain(&self, text: &str, style: Style) -> Line<'a> {
        let mut parts = Parts::new();
        parts.push_fit(text, style, self.columns);
        parts.line()
    }

    /// Indented, with something on the right.
    fn row(&self, text: &str, style: Style, right: &str, beside: Style) -> Line<'a> {
        let room = self.columns.saturating_sub(if right.is_empty() { 0 } else { width(right) + 2 });
        let mut parts = Parts::new();
        parts.push(" ".repeat(INDENT), self.over(Style::new())).push_fit(text, self.over(style), room);
        parts.fill(self.columns.saturating_sub(width(right)), self.over(Style::new()));
        parts.push(right.to_string(), self.over(beside));
        parts.line()
    }

    /// "42 articles · 3 Jan 2024 – 18 Apr 2025"
    fn counts(&self) -> String {
        let (corpus, entity) = (&self.model.corpus, self.page.entity);
        let (rows, articles) = (corpus.rows_of(entity), corpus.articles_of(entity).len());
        let mut text = match rows {
            1 => "1 article".to_string(),
            n => format!("{} articles", grouped(u64::from(n))),
        };
        let copies = articles.saturating_sub(rows as usize);
        if copies > 0 {
            text += &format!(" and {} of the same", grouped(copies as u64));
        }
        if let Some((first, last)) = self.seen_from_to() {
            text += &match first == last {
                true => format!(" · {}", dates::short(first).trim_start()),
                false => format!(" · {} – {}", dates::short(first).trim_start(), dates::short(last).trim_start()),
            };
        }
        // Where that does not fit the years do.
        match self.seen_from_to() {
            Some((first, last)) if width(&text) > self.columns => {
                format!("{} articles · {}", grouped(u64::from(rows)), dates::range(first, last))
            }
            _ => text,
        }
    }

    fn seen_from_to(&self) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        let (corpus, entity) = (&self.model.corpus, self.page.entity);
        let dated = corpus.articles_of(entity).len() - corpus.undated_of(entity);
        let oldest = corpus.article_of(entity, dated.checked_sub(1)?)?;
        corpus.date(oldest).zip(corpus.article_of(entity, 0).and_then(|a| corpus.date(a)))
    }

    /// The sparkline between the years that it begins and ends in, or the days of one year.
    fn life(&self, counts: &[u32]) -> Line<'a> {
        let Some((first, last)) = self.seen_from_to() else { return Line::default() };
        let end = |date: jiff::civil::Date| match first.year() == last.year() {
            true => dates::short(date).trim_start().rsplit_once(' ').map_or(String::new(), |(day, _)| day.to_string()),
            false => date.year().to_string(),
        };
        let (left, right) = (end(first), end(last));
        let room = self.columns.saturating_sub(width(&left) + width(&right) + 2);
        let mut parts = Parts::new();
        parts.push(format!("{left} "), self.theme.dim).push(spark(counts, room), Style::new());
        parts.push(format!(" {right}"), self.theme.dim);
        parts.line()
    }

    fn seen(&self, last: bool, article: ArticleNo) -> Line<'a> {
        self.dated(if last { "Last " } else { "First" }, article)
    }

    /// An article with its date.
    fn dated(&self, label: &str, article: ArticleNo) -> Line<'a> {
        let (corpus, theme) = (&self.model.corpus, self.theme);
        let mut parts = Parts::new();
        if label.is_empty() {
            parts.push(" ".repeat(INDENT), self.over(Style::new()));
        } else {
            parts.push(label.to_string(), self.over(theme.dim)).push("  ", self.over(Style::new()));
        }
        if self.columns >= 34 {
            let date = corpus.date(article).map_or("    undated".to_string(), dates::short);
            parts.push(date, self.over(theme.dim)).push("  ", self.over(Style::new()));
        }
        let style = if self.model.marks.read.contains(article) { theme.dim } else { Style::new() };
        parts.push_fit(corpus.title(article), self.over(style), self.columns).fill(self.columns, self.over(style));
        parts.line()
    }

    fn heading(&self, part: Part, count: usize) -> Line<'a> {
        let mut parts = Parts::new();
        parts.push(part.heading(), self.theme.heading);
        if count > 0 {
            parts.push(format!("  {}", grouped(count as u64)), self.theme.dim);
        }
        parts.line()
    }

    fn spelling(&self, s: &Spelling<&str>) -> Line<'a> {
        let country = self.page.kind == Kind::Country;
        let count = if country { String::new() } else { grouped(u64::from(s.named + s.beside)) };
        // What stands beside a full name in its articles is part of it.
        let style = if s.named > 0 || country { Style::new() } else { self.theme.dim };
        self.row(s.text, style, &count, self.theme.dim)
    }

    /// "French President    17 Feb – 18 Apr 2025    38": dates as far as there is room for them.
    fn role(&self, role: &Role<&str>) -> Line<'a> {
        let count = format!("{:>5}", grouped(u64::from(role.count)));
        let full = |(first, last): (jiff::civil::Date, jiff::civil::Date)| match first.year() == last.year() {
            true => dates::range(first, last),
            false => format!("{} – {}", dates::short(first).trim_start(), dates::short(last).trim_start()),
        };
        let dated = [role.dates.map(full), role.dates.map(|(first, last)| dates::range(first, last))];
        let mut rights = dated.into_iter().flatten().map(|dates| format!("{dates}{count}"));
        let right = rights.find(|right| fits(role.text, right, self.columns)).unwrap_or(count);
        self.row(role.text, Style::new(), &right, self.theme.dim)
    }

    fn associate(&self, associate: &Associate) -> Line<'a> {
        let count = grouped(u64::from(associate.together));
        self.row(self.model.corpus.name(associate.entity), Style::new(), &count, self.theme.dim)
    }

    /// Who said it, when and where.
    fn said(&self, quote: &Quoted, part: Part) -> Line<'a> {
        let corpus = &self.model.corpus;
        let who = quote.speaker.filter(|_| part == Part::About).map(|e| corpus.name(e).to_string());
        let date = corpus.date(quote.article).map(|date| dates::short(date).trim_start().to_string());
        let parts = who.into_iter().chain(date).chain([corpus.title(quote.article).to_string()]);
        let text = parts.collect::<Vec<_>>().join(" · ");
        self.row(&format!(" {}", cut(&text, self.columns * 4)), self.theme.dim, "", Style::new())
    }
}
