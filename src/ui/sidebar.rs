//! The entity sidebar: who, where and which institutions, with how many of the shown articles name them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::line::{Parts, put};
use super::row;
use super::theme::Theme;
use crate::app::sidebar::{Row, State};
use crate::app::{Focus, Model};
use crate::corpus::Kind;
use crate::text::numbers::grouped;
use crate::text::width::width;

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, areas: &[Rect; 3]) {
    for (kind, area) in Kind::ALL.into_iter().zip(areas) {
        let section = model.sidebar.section(kind);
        let focused = model.focus == Focus::Sidebar(kind);
        if section.rows.is_empty() && area.height > 0 {
            put(frame.buffer_mut(), &Line::styled("   none", theme.dim), row(*area, 0));
        }
        for n in 0..area.height {
            let at = section.top + n as usize;
            let Some(r) = section.rows.get(at) else { break };
            let selected = focused && at == section.cursor;
            put(frame.buffer_mut(), &line(model, theme, &r, selected, area.width as usize), row(*area, n));
        }
    }
}

fn line<'a>(model: &'a Model, theme: &Theme, r: &Row, selected: bool, columns: usize) -> Line<'a> {
    if theme.plain {
        return super::plain::name(model, theme, r, selected, columns);
    }
    let (sign, style) = match r.state {
        State::Free => (" ", Style::new()),
        State::Chosen => ("✓", theme.chip),
        State::Excluded => ("✗", theme.chip_out),
    };
    let over = |style: Style| if selected { theme.selected } else { style };
    let count = if r.state == State::Excluded { String::new() } else { grouped(r.count as u64) };
    let room = columns.saturating_sub(width(&count) + 2);
    let mut parts = Parts::new();
    parts.push(" ", over(Style::new())).push(sign, over(style)).push(" ", over(Style::new()));
    parts
        .push_fit(model.corpus.name(r.entity), over(style), room)
        .fill(columns - width(&count) - 1, over(Style::new()));
    parts.push(count, over(theme.dim)).push(" ", over(Style::new()));
    parts.line()
}
