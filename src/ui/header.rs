//! The top line: the archive, what narrows it, and how much is left.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::line::{Parts, put};
use super::theme::Theme;
use crate::app::Model;
use crate::app::header::{self, Part};
use crate::text::width::width;

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = area.width as usize;
    let (shown, right) = header::parts(model);
    let mut parts = Parts::new();
    for (at, part) in shown {
        parts.fill(at.start as usize, theme.dim);
        match part {
            Part::Archive(text) => parts.push(text, theme.accent),
            Part::About(text) => parts.push(text, theme.dim),
            Part::Chip(n, label) => {
                let out = model.filter.chips.get(n).is_some_and(|chip| chip.excludes());
                parts
                    .push(label, if out { theme.chip_out } else { theme.chip })
                    .push(if theme.plain { " " } else { " ×" }, theme.dim)
            }
        };
    }
    parts.fill(columns.saturating_sub(width(&right) + 1), theme.dim).push(right, theme.dim);
    put(frame.buffer_mut(), &parts.line(), area);
}
