//! The tour's lines above the footer.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::frame as frames;
use super::line::{Parts, put};
use super::row;
use super::theme::Theme;
use crate::app::Model;
use crate::app::tour::{STEPS, Tour};
use crate::text::width::width;

/// A line no longer than this is read with ease.
const MEASURE: usize = 96;

pub fn draw(model: &Model, tour: &Tour, theme: &Theme, frame: &mut Frame, area: Rect) {
    if area.height == 0 {
        return;
    }
    let title = if tour.is_over() { "Tour".into() } else { format!("Tour {} of {}", tour.step + 1, STEPS.len()) };
    frames::title(theme, frame, Rect { height: 1, ..area }, &title, false);
    let foot = if tour.is_over() { " Esc closes " } else { " :skip goes on, Esc ends " };
    if width(foot) + width(&title) + 8 <= area.width as usize {
        let x = area.right() - width(foot) as u16 - 1;
        frame.buffer_mut().set_string(x, area.y, foot, theme.dim);
    }
    let columns = (area.width as usize).saturating_sub(2).min(MEASURE);
    let lines = tour.lines(&model.keymap, columns);
    for (n, line) in (1..area.height).zip(&lines) {
        let mut parts = Parts::new();
        parts.push(" ", Style::new());
        for (text, is_key) in line {
            parts.push(text.as_str(), if *is_key { theme.title } else { Style::new() });
        }
        put(frame.buffer_mut(), &parts.line(), row(area, n));
    }
}
