//! The help: keys and what they do.

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::theme::Theme;
use super::{popup, row};
use crate::app::help::{Help, Line, NARROW, NARROW_KEYS, lines_in};
use crate::app::{Model, layout};
use crate::text::width::{pad_right, width};

/// As many of the keys as there is room for, at least the first.
fn some(keys: &str, columns: usize) -> String {
    let mut some = String::new();
    for key in keys.split("  ") {
        if !some.is_empty() && width(&some) + 2 + width(key) > columns {
            break;
        }
        let gap = if some.is_empty() { "" } else { "  " };
        some = some + gap + key;
    }
    some
}

/// Columns for the keys.
const KEYS: usize = 20;
/// Columns for what can be typed.
const EXAMPLE: usize = 38;

pub fn draw(model: &Model, help: &Help, theme: &Theme, frame: &mut Frame) {
    let inner = popup::draw(layout::free(model), "Help", theme, frame);
    let columns = inner.width as usize;
    let all = lines_in(&model.keymap, help.scope, columns);
    let rows = layout::popup_rows(layout::free(model));
    let (keys_wide, example) = if columns < NARROW { (NARROW_KEYS, 0) } else { (KEYS, EXAMPLE) };
    for (n, line) in (1..).zip(all.iter().skip(help.top).take(rows)) {
        let line = match line {
            Line::Here(pane) => TextLine::styled(format!("  Here: {pane}"), theme.accent),
            Line::Heading(text) => TextLine::styled(format!("  {text}"), theme.accent),
            Line::Example(text, about) => {
                let mut parts = Parts::new();
                parts.push("  ", theme.dim).push(pad_right(text, example.max(width(text))), theme.title);
                parts.push("  ", theme.dim);
                parts.push_fit(about, Style::new(), columns);
                parts.line()
            }
            Line::Text(text) => TextLine::styled(format!("  {text}"), theme.dim),
            Line::Gap => continue,
            Line::Row(keys, about, pane) => {
                let mut parts = Parts::new();
                parts.push("  ", theme.dim).push(pad_right(&some(keys, keys_wide), keys_wide), theme.title);
                parts.push("  ", theme.dim);
                parts.push_fit(about, Style::new(), columns);
                if !pane.is_empty() {
                    let gap = if about.is_empty() { "" } else { "  " };
                    parts.push_fit(&format!("{gap}({pane})"), theme.dim, columns);
                }
                parts.line()
            }
        };
        put(frame.buffer_mut(), &line, row(inner, n));
    }
    let more = all.len().saturating_sub(help.top + rows);
    let foot = if more > 0 { format!("j more ({more} lines)   q back ") } else { "q back ".to_string() };
    let area = row(inner, inner.height.saturating_sub(1));
    frame.render_widget(TextLine::styled(foot, theme.dim).right_aligned(), area);
}
