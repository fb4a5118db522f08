//! Saved searches: name, query, what is new, and how much each finds.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::theme::Theme;
use super::{frame as frames, row};
use crate::app::saved::{Pane, day, narrowing};
use crate::app::{Action, Model};
use crate::corpus::SavedSearch;
use crate::text::numbers::grouped;
use crate::text::width::width;

/// Columns for a count.
const COUNT: usize = 11;

pub fn draw(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    frames::title(theme, frame, Rect { height: 1, ..area }, "Saved searches", true);
    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let searches = &model.marks.searches;
    if searches.is_empty() {
        let narrowed = !model.filter.chips.is_empty();
        let hint = match narrowed {
            true => format!("{} saves what narrows the list now.", model.key(Action::SaveSearch)),
            false => format!("Narrow the list first: {}", narrowing(model)),
        };
        let rest = "Here you see how much a search finds, and what is new since you last looked.";
        for (text, n) in ["Nothing saved yet.", "", &hint, "", rest].iter().zip(1..list.height) {
            let mut parts = Parts::new();
            parts.push_fit(&format!("  {text}"), theme.dim, list.width as usize);
            put(frame.buffer_mut(), &parts.line(), row(list, n));
        }
        return;
    }
    let columns = area.width as usize;
    let names = searches.keys().map(|name| width(name)).max().unwrap_or(0).clamp(8, columns.saturating_sub(COUNT) / 2);
    for (n, (at, (name, search))) in (0..list.height).zip(searches.iter().enumerate().skip(pane.top)) {
        let line = search_line(pane, name, search, theme, at == pane.cursor, (columns, names));
        put(frame.buffer_mut(), &line, row(list, n));
    }
}

fn search_line<'a>(
    pane: &Pane,
    name: &str,
    search: &SavedSearch,
    theme: &Theme,
    selected: bool,
    (columns, names): (usize, usize),
) -> TextLine<'a> {
    let over = |style: Style| if selected { theme.selected } else { style };
    let counted = pane.counted.get(name);
    let count = match counted.map(|c| c.rows) {
        None => "…".to_string(),
        Some(None) => "not counted".to_string(),
        Some(Some(rows)) => grouped(rows as u64),
    };
    let new = match (counted.and_then(|c| c.fresh), day(search.visited)) {
        (Some(n), Some(since)) if n > 0 && columns >= 70 => format!("{} new since {since}", grouped(u64::from(n))),
        (Some(n), _) if n > 0 => format!("{} new", grouped(u64::from(n))),
        _ => String::new(),
    };
    let right = columns.saturating_sub(COUNT + width(&new) + 2);
    let mut parts = Parts::new();
    parts.push("  ", over(theme.dim)).push_fit(name, over(Style::new()), (names + 2).min(right));
    parts.fill((names + 4).min(right), over(theme.dim));
    let mut query = search.query.clone();
    if !search.search.is_empty() {
        query = format!("/{} {query}", search.search);
    }
    parts.push_fit(&query, over(theme.dim), right.saturating_sub(1)).fill(right, over(theme.dim));
    parts.push(new, over(theme.accent));
    let shown = format!("{count:>COUNT$}");
    parts.push(shown, over(Style::new())).fill(columns, over(Style::new()));
    parts.line()
}
