//! The pickers of names and of actions: an input line over a list.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::theme::Theme;
use super::{popup, row};
use crate::app::palette::Palette;
use crate::app::picker::{Picker, Purpose};
use crate::app::sidebar::State;
use crate::app::{Model, layout};
use crate::text::edit::Line;
use crate::text::numbers::grouped;
use crate::text::width::{fit, width};

pub fn draw(model: &Model, picker: &Picker, theme: &Theme, frame: &mut Frame) {
    let (title, keys) = match picker.purpose {
        Purpose::Filter => (picker.kind.plural().to_string(), "Enter takes   Tab marks   ! leaves out   Esc back "),
        Purpose::Page => ("All about whom?".to_string(), "Enter opens the page   Esc back "),
        Purpose::Merge(e) => (format!("{} is one with", model.corpus.name(e)), "Enter merges   Esc back "),
    };
    let room = layout::popup(layout::free(model)).width.saturating_sub(4) as usize;
    let inner = popup::draw(layout::free(model), &fit(&title, room), theme, frame);
    input(&picker.line, theme, frame, inner);
    let columns = inner.width as usize;
    let shown = (picker.top..).take(layout::popup_rows(layout::free(model)));
    for (n, at) in (1..).zip(shown) {
        let Some(r) = picker.row(&model.corpus, &model.answer, at) else { break };
        let selected = at == picker.cursor;
        let over = |style: Style| if selected { theme.selected } else { style };
        let (sign, style) = match picker.state(r.entity) {
            State::Free => (" ", Style::new()),
            State::Chosen => ("✓", theme.chip),
            State::Excluded => ("✗", theme.chip_out),
        };
        let count = grouped(r.count as u64);
        let room = columns.saturating_sub(width(&count) + 3);
        let mut parts = Parts::new();
        parts.push(" ", over(style)).push(sign, over(style)).push(" ", over(style));
        parts.push_fit(model.corpus.name(r.entity), over(style), room);
        if let Some(role) = model.corpus.roles(r.entity).next() {
            parts.push("  ", over(theme.dim)).push_fit(role, over(theme.dim), room);
        }
        parts
            .fill(columns.saturating_sub(width(&count) + 2), over(style))
            .push(count, over(theme.dim))
            .push("  ", over(style));
        put(frame.buffer_mut(), &parts.line(), row(inner, n));
    }
    foot(theme, frame, inner, keys);
}

pub fn draw_palette(model: &Model, palette: &Palette, theme: &Theme, frame: &mut Frame) {
    let inner = popup::draw(layout::free(model), "Do", theme, frame);
    input(&palette.line, theme, frame, inner);
    let columns = inner.width as usize;
    let shown = palette.rows.iter().enumerate().skip(palette.top).take(layout::popup_rows(layout::free(model)));
    for (n, (at, entry)) in (1..).zip(shown) {
        let selected = at == palette.cursor;
        let over = |style: Style| if selected { theme.selected } else { style };
        let all = model.keymap.keys_of(entry.action);
        let joined = all.join("  ");
        // What it does matters more than every key for it.
        let first = || all.into_iter().next().unwrap_or_default();
        let keys = if width(&joined) * 3 > columns { first() } else { joined };
        let room = columns.saturating_sub(if keys.is_empty() { 2 } else { width(&keys) + 4 });
        let mut parts = Parts::new();
        parts.push("  ", over(Style::new())).push_fit(entry.about, over(Style::new()), room);
        parts.fill(columns.saturating_sub(width(&keys) + 2), over(Style::new())).push(keys, over(theme.dim));
        parts.push("  ", over(Style::new()));
        put(frame.buffer_mut(), &parts.line(), row(inner, n));
    }
    if palette.rows.is_empty() {
        put(frame.buffer_mut(), &TextLine::styled("  Nothing is called so.", theme.dim), row(inner, 1));
    }
    foot(theme, frame, inner, "Enter does it   Esc back ");
}

pub(super) fn input(line: &Line, theme: &Theme, frame: &mut Frame, inner: Rect) {
    let (text, cursor) = line.view(inner.width.saturating_sub(4) as usize);
    let mut parts = Parts::new();
    parts.push(" › ", theme.accent).push(text, Style::new());
    put(frame.buffer_mut(), &parts.line(), row(inner, 0));
    let x = inner.x + 3 + cursor as u16;
    frame.set_cursor_position(Position::new(x.min(inner.right().saturating_sub(1)), inner.y));
}

pub(super) fn foot(theme: &Theme, frame: &mut Frame, inner: Rect, text: &str) {
    let area = row(inner, inner.height.saturating_sub(1));
    let text = shorter(text, area.width as usize);
    frame.render_widget(TextLine::styled(text, theme.dim).right_aligned(), area);
}

/// The keys of a foot, three spaces between, with fewer spaces or without the first ones where there is no room.
fn shorter(text: &str, columns: usize) -> String {
    let mut keys: Vec<&str> = text.trim_end().split("   ").collect();
    let mut short = text.to_string();
    while width(&short) > columns && !keys.is_empty() {
        short = format!("{} ", keys.join("  "));
        if width(&short) > columns {
            keys.remove(0);
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_never_begins_within_a_word() {
        let keys = "Enter takes   Tab marks   ! leaves out   Esc back ";
        assert_eq!(shorter(keys, 60), keys);
        assert_eq!(shorter(keys, 34), "Tab marks  ! leaves out  Esc back ");
        assert_eq!(shorter(keys, 12), "Esc back ");
        assert_eq!(shorter(keys, 3), "Esc back ");
    }
}
