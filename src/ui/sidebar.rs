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

/// From so many columns on a sparkline has a column for each of its parts; below, this many.
const WIDE: usize = 44;
const SPARK: usize = 5;
/// Columns before a name, and between it and its sparkline.
const BEFORE: usize = 3;
const GAP: usize = 2;

/// The columns that rows which stand below each other have.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    all: usize,
    /// Of the longest count.
    counts: usize,
    /// Of the sparklines; 0 where the rows have none.
    spark: usize,
}

impl Columns {
    /// For the rows on the screen. Sparklines are shown where most of the names have room beside them.
    pub(super) fn of(model: &Model, shown: impl Iterator<Item = Row> + Clone, all: usize) -> Columns {
        let counts = shown.clone().map(|r| width(&grouped(u64::from(r.count)))).max().unwrap_or(0);
        let spark = if all >= WIDE { PARTS } else { SPARK };
        let left = all.saturating_sub(BEFORE + GAP + spark + counts + 2);
        let (mut fit, mut rows) = (0, 0);
        for r in shown {
            rows += 1;
            fit += usize::from(width(model.corpus.name(r.entity)) <= left);
        }
        let most = fit * 3 >= rows * 2;
        Columns { all, counts, spark: if model.sparks && most { spark } else { 0 } }
    }
}

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, areas: &[Rect; 3]) {
    for (kind, area) in Kind::ALL.into_iter().zip(areas) {
        let section = model.sidebar.section(kind);
        let focused = model.focus == Focus::Sidebar(kind);
        if section.rows.is_empty() && area.height > 0 {
            put(frame.buffer_mut(), &Line::styled("   none", theme.dim), row(*area, 0));
        }
        let shown = (section.top..section.top + area.height as usize).map_while(|at| section.rows.get(at));
        let columns = Columns::of(model, shown, area.width as usize);
        for n in 0..area.height {
            let at = section.top + n as usize;
            let Some(r) = section.rows.get(at) else { break };
            let over = (focused && at == section.cursor).then_some(theme.selected);
            put(frame.buffer_mut(), &line(model, theme, &r, over, columns), row(*area, n));
        }
    }
}

/// A name with its count; `over` is the style of all of it where it is under the cursor.
pub(super) fn line<'a>(model: &'a Model, theme: &Theme, r: &Row, over: Option<Style>, columns: Columns) -> Line<'a> {
    let Columns { all: columns, counts, spark: wide } = columns;
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
    // A column before the count.
    let end = columns.saturating_sub(counts.max(width(&count)) + 2);
    // The name comes first: what would cut it is left out.
    let beside = end.saturating_sub(wide + GAP);
    let shown = r.state != State::Excluded && BEFORE + width(model.corpus.name(r.entity)) <= beside;
    let spark = if shown { spark(model.sidebar.spark(r.entity), wide) } else { String::new() };
    let room = if spark.is_empty() { columns.saturating_sub(width(&count) + 2) } else { beside };
    let mut parts = Parts::new();
    parts.push(" ", over(Style::new())).push(sign, over(style)).push(" ", over(Style::new()));
    parts.push_fit(model.corpus.name(r.entity), over(style), room);
    if !spark.is_empty() {
        parts.fill(end - width(&spark), over(Style::new())).push(spark, over(theme.dim));
    }
    parts.fill(columns.saturating_sub(width(&count) + 1), over(Style::new()));
    parts.push(count, over(theme.dim)).push(" ", over(Style::new()));
    parts.line()
}
