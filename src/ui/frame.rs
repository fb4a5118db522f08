//! The quiet lines around the panes: a title line on top of each, a thin rule between neighbours, and on the one
//! beside the list where in it the screen is.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::theme::Theme;
use crate::app::layout::{self, Panes};
use crate::app::{Focus, Model, act};
use crate::corpus::Kind;
use crate::query::By;
use crate::text::numbers::grouped;
use crate::text::width::{fit, width};

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, panes: &Panes) {
    if let Some(area) = panes.list {
        title(theme, frame, area, &list_title(model), model.focus == Focus::List);
    }
    if let Some(area) = panes.reader {
        title(theme, frame, area, "", model.focus == Focus::Reader);
    }
    if panes.sidebar.is_some() {
        for (kind, area) in Kind::ALL.into_iter().zip(panes.sections) {
            let count = model.sidebar.section(kind).rows.len();
            let text = if count == 0 {
                kind.plural().to_string()
            } else {
                format!("{} {}", kind.plural(), grouped(count as u64))
            };
            title(theme, frame, area, &text, model.focus == Focus::Sidebar(kind));
        }
    }
    let mut shown: Vec<Rect> = [panes.list, panes.reader, panes.sidebar].into_iter().flatten().collect();
    shown.sort_by_key(|r| r.x);
    if theme.plain {
        return;
    }
    shown.iter().skip(1).for_each(|right| rule(theme, frame, *right));
    if let Some(list) = panes.list.filter(|list| list.right() < frame.area().right()) {
        bar(model, theme, frame, layout::inside(list));
    }
    // A section's title line grows out of the rule beside it.
    let beside = panes.sidebar.filter(|area| area.x > 0);
    for area in panes.sections.iter().skip(1).filter(|area| beside.is_some() && area.height > 0) {
        frame.buffer_mut().set_string(area.x - 1, area.y, "├", theme.rule);
    }
}

/// "Articles", and by what they are sorted where that is not by date.
fn list_title(model: &Model) -> String {
    let order = model.order();
    let by = match (order.by, order.reverse) {
        (By::Date, false) => return "Articles".into(),
        (By::Date, true) => "oldest first",
        (By::Source, false) => "by source",
        (By::Source, true) => "by source, Z to A",
        (By::Title, false) => "by title",
        (By::Title, true) => "by title, Z to A",
        (By::Story, false) => "by story",
        (By::Story, true) => "by story, oldest first",
        (By::Relevance, false) => "best first",
        (By::Relevance, true) => "worst first",
    };
    format!("Articles, {by}")
}

/// A pane's title line.
pub(super) fn title(theme: &Theme, frame: &mut Frame, area: Rect, text: &str, focused: bool) {
    if area.height == 0 {
        return;
    }
    let style = if focused { theme.accent } else { theme.dim };
    let rule = if focused { theme.accent } else { theme.rule };
    let row = area.y;
    let text = fit(text, area.width.saturating_sub(4) as usize);
    let buffer = frame.buffer_mut();
    if theme.plain {
        buffer.set_string(area.x, row, text, style);
        return;
    }
    let line = if focused { "━" } else { "─" };
    buffer.set_string(area.x, row, line.repeat(area.width as usize), rule);
    if !text.is_empty() {
        buffer.set_string(area.x + 1, row, format!(" {text} "), style);
        debug_assert!(width(&text) + 2 <= area.width as usize);
    }
}

/// Where in the list the screen is: a part of the rule beside it, drawn thicker.
fn bar(model: &Model, theme: &Theme, frame: &mut Frame, list: Rect) {
    let (rows, articles) = (act::list_rows(model), model.answer.articles.len());
    let Some((first, length)) = model.list.bar(list.height as usize, rows, articles) else { return };
    for y in (list.y..list.bottom()).skip(first).take(length) {
        frame.buffer_mut().set_string(list.right(), y, "┃", theme.rule);
    }
}

/// A thin rule down the column left of a pane.
pub(super) fn rule(theme: &Theme, frame: &mut Frame, right: Rect) {
    let buffer = frame.buffer_mut();
    let x = right.x.saturating_sub(1);
    for y in right.y..right.bottom() {
        let symbol = if y == right.y { "┬" } else { "│" };
        buffer.set_string(x, y, symbol, theme.rule);
    }
}
