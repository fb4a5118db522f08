//! The entity sidebar: who, where and which institutions, with how many of the shown articles name them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::line::{Parts, put};
use super::row;
use super::spark::spark;
use super::theme::Theme;
use crate::app::sidebar::{PARTS, Row, State};
use crate::app::{Focus, Model};
use crate::corpus::Kind;
use crate::text::numbers::grouped;
use crate::text::width::width;

/// From so many columns on a sparkline has a column for each of its parts.
const WIDE: usize = 34;

/// Columns that sparklines leave for the counts of some rows, so that they stand in a column of their own.
pub(super) fn counts(shown: impl Iterator<Item = u32>) -> usize {
    shown.map(|count| width(&grouped(u64::from(count)))).max().unwrap_or(0)
}

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, areas: &[Rect; 3]) {
    for (kind, area) in Kind::ALL.into_iter().zip(areas) {
        let section = model.sidebar.section(kind);
        let focused = model.focus == Focus::Sidebar(kind);
        if section.rows.is_empty() && area.height > 0 {
            put(frame.buffer_mut(), &Line::styled("   none", theme.dim), row(*area, 0));
        }
        let shown = (section.top..section.top + area.height as usize).map_while(|at| section.rows.get(at));
        let counts = counts(shown.map(|r| r.count));
        for n in 0..area.height {
            let at = section.top + n as usize;
            let Some(r) = section.rows.get(at) else { break };
            let over = (focused && at == section.cursor).then_some(theme.selected);
            put(frame.buffer_mut(), &line(model, theme, &r, over, (area.width as usize, counts)), row(*area, n));
        }
    }
}

/// A name with its count; `over` is the style of all of it where it is under the cursor. In so many columns, some of
/// them for [`counts`].
pub(super) fn line<'a>(
    model: &'a Model,
    theme: &Theme,
    r: &Row,
    over: Option<Style>,
    (columns, counts): (usize, usize),
) -> Line<'a> {
    if theme.plain {
        return super::plain::name(model, theme, r, over.is_some(), columns);
    }
    let (sign, style) = match r.state {
        State::Free => (" ", Style::new()),
        State::Chosen => ("✓", theme.chip),
        State::Excluded => ("✗", theme.chip_out),
    };
    let over = |style: Style| over.unwrap_or(style);
    let count = if r.state == State::Excluded { String::new() } else { grouped(r.count as u64) };
    let room = columns.saturating_sub(width(&count) + 2);
    let mut parts = Parts::new();
    parts.push(" ", over(Style::new())).push(sign, over(style)).push(" ", over(Style::new()));
    parts.push_fit(model.corpus.name(r.entity), over(style), room);
    let spark = spark(model.sidebar.spark(r.entity), if columns >= WIDE { PARTS } else { PARTS * 3 / 4 });
    // A column for the name's end and one before the count: a name is never cut for it.
    let end = columns.saturating_sub(counts.max(width(&count)) + 2);
    if model.sparks && r.state != State::Excluded && parts.used() + 1 + width(&spark) <= end {
        parts.fill(end - width(&spark), over(Style::new())).push(spark, over(theme.dim));
    }
    parts.fill(columns.saturating_sub(width(&count) + 1), over(Style::new()));
    parts.push(count, over(theme.dim)).push(" ", over(Style::new()));
    parts.line()
}
