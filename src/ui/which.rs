//! What may follow a key that begins a sequence: a panel above the footer, for as long as the sequence waits.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Clear;

use super::line::{Parts, put};
use super::theme::Theme;
use super::{frame as frames, row};
use crate::app::Model;
use crate::app::action::entries;
use crate::text::width::width;

/// Columns between two of its columns.
const BETWEEN: usize = 3;

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, footer: Rect) {
    let found = model.keymap.continuations(model.scope(), &model.pending);
    let about = |action| entries().find(|e| e.action == action).map_or("", |e| e.about);
    let rows: Vec<(String, &str)> = found.into_iter().map(|(key, action)| (key, about(action))).collect();
    let keys = rows.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let widest = rows.iter().map(|(_, about)| width(about)).max().unwrap_or(0) + keys + 2;
    let columns = footer.width as usize;
    if rows.is_empty() || columns == 0 {
        return;
    }
    let side_by_side = ((columns.saturating_sub(2) + BETWEEN) / (widest + BETWEEN)).clamp(1, 4);
    // With its title, and never over the header.
    let height = rows.len().div_ceil(side_by_side).min(footer.y.saturating_sub(2) as usize);
    let area = Rect { y: footer.y.saturating_sub(height as u16 + 1), height: height as u16 + 1, ..footer };
    frame.render_widget(Clear, area);
    let pressed: Vec<String> = model.pending.iter().map(|key| key.to_string()).collect();
    frames::title(theme, frame, Rect { height: 1, ..area }, &format!("{} …", pressed.join(" ")), true);
    for line in 0..height {
        let mut parts = Parts::new();
        parts.push(" ", theme.dim);
        // Down the columns, as one reads a list.
        for (at, (key, about)) in
            rows.iter().enumerate().skip(line).step_by(height.max(1)).enumerate().map(|(n, r)| (n, r.1))
        {
            parts.fill(1 + at * (widest + BETWEEN), theme.dim);
            parts.push(format!("{key:>keys$}"), theme.title).push("  ", theme.dim);
            parts.push_fit(about, theme.dim, columns);
        }
        parts.fill(columns, theme.dim);
        put(frame.buffer_mut(), &parts.line(), row(area, line as u16 + 1));
    }
}
