//! The entity page: who it is, how it is written, what it is called and when, and the articles that name it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::line::{Parts, put};
use super::row;
use super::theme::Theme;
use crate::app::entity::{Line as PageLine, Page};
use crate::app::reader::USUAL_WIDTH;
use crate::app::{Model, dates};
use crate::corpus::{ArticleNo, Kind, Role, Spelling};
use crate::text::numbers::grouped;
use crate::text::width::width;

/// Columns for the count on the right.
const COUNT: usize = 8;

pub fn draw(model: &Model, page: &Page, theme: &Theme, frame: &mut Frame, area: Rect) {
    let margin = if area.width >= 44 { 4 } else { 2 };
    let columns = USUAL_WIDTH.min(area.width.saturating_sub(margin)).max(1);
    let left = area.width.saturating_sub(columns) / 2;
    let column = Rect { x: area.x + left, width: columns.min(area.width - left), ..area };
    let cursor = page.cursor_line(&model.corpus);
    let lines = page.lines(&model.corpus, area.height as usize);
    for (n, line) in lines.into_iter().enumerate() {
        let selected = page.top + n == cursor;
        let line = set(model, page, &line, theme, selected, column.width as usize);
        put(frame.buffer_mut(), &line, row(column, n as u16));
    }
}

fn set<'a>(model: &Model, page: &Page, line: &PageLine, theme: &Theme, selected: bool, columns: usize) -> Line<'a> {
    match line {
        PageLine::Name(name) => {
            let mut parts = Parts::new();
            parts.push_fit(name, theme.title, columns);
            parts.line()
        }
        PageLine::About => {
            let mut parts = Parts::new();
            parts.push_fit(&about(model, page, columns), theme.dim, columns);
            parts.line()
        }
        PageLine::Gap => Line::default(),
        PageLine::Heading(text) => Line::styled(text.to_string(), theme.dim),
        PageLine::Spelling(spelling) => self::spelling(spelling, page.kind, theme, selected, columns),
        PageLine::Role(role) => self::role(role, theme, columns),
        PageLine::Article(article) => self::article(model, *article, theme, selected, columns),
    }
}

/// "person · 42 articles · 3 Jan 2024 – 18 Apr 2025"
fn about(model: &Model, page: &Page, columns: usize) -> String {
    let corpus = &model.corpus;
    let kind = match page.kind {
        Kind::Person => "person",
        Kind::Country => "country",
        Kind::Organisation => "organisation",
    };
    let articles = corpus.articles_of(page.entity);
    let count = match articles.len() {
        1 => "1 article".to_string(),
        n => format!("{} articles", grouped(n as u64)),
    };
    // Newest first, undated last.
    let newest = corpus.articles_of(page.entity).next().and_then(|a| corpus.date(a));
    let dated = articles.len() - corpus.undated_of(page.entity);
    let oldest = dated.checked_sub(1).and_then(|n| corpus.articles_of(page.entity).nth(n)).and_then(|a| corpus.date(a));
    match oldest.zip(newest) {
        Some((first, last)) if first != last && columns >= 44 => {
            let day = |date| dates::short(date).trim_start().to_string();
            format!("{kind} · {count} · {} – {}", day(first), day(last))
        }
        Some((first, last)) => format!("{kind} · {count} · {}", dates::range(first, last)),
        None => format!("{kind} · {count}"),
    }
}

fn spelling<'a>(s: &Spelling<&str>, kind: Kind, theme: &Theme, selected: bool, columns: usize) -> Line<'a> {
    let count = if kind == Kind::Country { String::new() } else { grouped(u64::from(s.named + s.beside)) };
    // What stands beside a full name in its articles is part of it.
    let style = if s.named > 0 || kind == Kind::Country { Style::new() } else { theme.dim };
    counted(s.text, style, &count, theme, selected, columns)
}

fn counted<'a>(text: &str, style: Style, count: &str, theme: &Theme, selected: bool, columns: usize) -> Line<'a> {
    let over = |style: Style| if selected { theme.selected } else { style };
    let mut parts = Parts::new();
    parts.push("  ", over(style)).push_fit(text, over(style), columns.saturating_sub(COUNT));
    parts.fill(columns.saturating_sub(width(count)), over(style)).push(count.to_string(), over(theme.dim));
    parts.line()
}

/// "French President    38   17 Feb – 18 Apr 2025": dates where there is room for them.
fn role<'a>(role: &Role<&str>, theme: &Theme, columns: usize) -> Line<'a> {
    let dates = role.dates.map_or(String::new(), |(first, last)| dates::range(first, last));
    let dates = if columns >= 42 { dates } else { String::new() };
    let count = grouped(u64::from(role.count));
    let right = format!("{dates}{count:>COUNT$}");
    let mut parts = Parts::new();
    parts.push("  ", Style::new()).push_fit(role.text, Style::new(), columns.saturating_sub(width(&right) + 1));
    parts.fill(columns.saturating_sub(width(&right)), Style::new()).push(right, theme.dim);
    parts.line()
}

fn article<'a>(model: &Model, article: ArticleNo, theme: &Theme, selected: bool, columns: usize) -> Line<'a> {
    let over = |style: Style| if selected { theme.selected } else { style };
    let corpus = &model.corpus;
    let mut parts = Parts::new();
    parts.push("  ", over(Style::new()));
    if columns >= 34 {
        let date = corpus.date(article).map_or("    undated".to_string(), dates::short);
        parts.push(date, over(theme.dim)).push("  ", over(Style::new()));
    }
    let style = if model.marks.read.contains(article) { theme.dim } else { Style::new() };
    parts.push_fit(corpus.title(article), over(style), columns).fill(columns, over(style));
    parts.line()
}
