//! The screen for screen readers: one pane at a time, text and nothing else, states in words, and the terminal's own
//! cursor where the reader is.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::line::Parts;
use super::theme::Theme;
use crate::app::layout::{self, Panes};
use crate::app::sidebar::{Row, State};
use crate::app::{Focus, Model, act, dates, fold};
use crate::corpus::ArticleNo;
use crate::text::numbers::grouped;
use crate::text::width::width;

/// "France hails talks, 18 Apr 2025, unread, starred": what matters most is said first, and never cut off.
pub fn article<'a>(model: &'a Model, theme: &Theme, at: usize, article: ArticleNo, columns: usize) -> Line<'a> {
    let date = model.corpus.date(article).map_or("undated".into(), |d| dates::short(d).trim_start().to_string());
    let mut said = Vec::new();
    if !model.marks.read.contains(article) {
        said.push("unread".into());
    }
    if model.marks.starred.contains(article) {
        said.push("starred".into());
    }
    match fold::folded_into(model, at, article) {
        0 => {}
        1 => said.push("1 more version".into()),
        n => said.push(format!("{} more versions", grouped(n as u64))),
    }
    if model.answer.articles.above(at).is_some() {
        let source = model.corpus.source(article).map(|s| format!(", {s}")).unwrap_or_default();
        said.push(format!("a version of the one above{source}"));
    }
    let title = model.corpus.title(article);
    // The date is the first to go where a title would be cut.
    let states: String = said.iter().map(|said| format!(", {said}")).collect();
    let dated = format!(", {date}{states}");
    let tail = if width(title) + width(&dated) <= columns { dated } else { states };
    let style = if at == model.list.cursor { theme.selected } else { Style::new() };
    let mut parts = Parts::new();
    parts.push_fit(title, style, columns.saturating_sub(width(&tail)));
    parts.push_fit(&tail, style, columns);
    parts.line()
}

/// "Vladimir Putin, 4, chosen"
pub fn name<'a>(model: &'a Model, theme: &Theme, row: &Row, selected: bool, columns: usize) -> Line<'a> {
    let tail = match row.state {
        State::Free => format!(", {}", grouped(row.count as u64)),
        State::Chosen => format!(", {}, chosen", grouped(row.count as u64)),
        State::Excluded => ", left out".into(),
    };
    let style = if selected { theme.selected } else { Style::new() };
    let mut parts = Parts::new();
    parts.push_fit(model.corpus.name(row.entity), style, columns.saturating_sub(width(&tail)));
    parts.push_fit(&tail, style, columns);
    parts.line()
}

/// Puts the terminal's cursor where the reader is, unless something is being typed at the foot of the screen.
pub fn cursor(model: &Model, panes: &Panes, frame: &mut Frame) {
    if model.bar.is_some() {
        return;
    }
    let own = match (&model.overlay, model.rooms.current(), model.focus) {
        (Some(_), ..) => selected(frame.buffer_mut(), panes.body()),
        (None, Some(_), _) => panes.room.map(|area| selected(frame.buffer_mut(), area).unwrap_or(below(area))),
        (None, None, Focus::List) => panes.list.map(|area| {
            let height = if model.snippets() { 2 } else { 1 };
            row(area, model.list.cursor.saturating_sub(model.list.top) * height)
        }),
        (None, None, Focus::Reader) => panes.reader.map(|area| {
            let line = model.reader.at.and_then(|hit| model.reader.page.line_of(hit.paragraph, hit.span.start));
            let seen = line.and_then(|line| line.checked_sub(model.reader.top));
            row(area, seen.filter(|n| *n < act::reader_height(model)).unwrap_or(0))
        }),
        (None, None, Focus::Sidebar(kind)) => panes.sections.get(kind as usize).map(|area| {
            let section = model.sidebar.section(kind);
            row(*area, section.cursor.saturating_sub(section.top))
        }),
    };
    if let Some(at) = own {
        frame.set_cursor_position(at);
    }
}

/// The start of a row below a pane's title.
fn row(pane: Rect, n: usize) -> Position {
    let inside = layout::inside(pane);
    Position::new(inside.x, inside.y.saturating_add(n as u16).min(inside.bottom().saturating_sub(1)))
}

fn below(pane: Rect) -> Position {
    row(pane, 0)
}

/// Where the selection begins, which every pane and popup draws reversed.
fn selected(buffer: &Buffer, area: Rect) -> Option<Position> {
    let positions = area.intersection(buffer.area).positions();
    let reversed = |at: &Position| buffer.cell(*at).is_some_and(|cell| cell.modifier.contains(Modifier::REVERSED));
    positions.into_iter().find(reversed)
}
