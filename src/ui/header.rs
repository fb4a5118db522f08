//! The top line: the archive, what narrows it, and how much is left.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::line::{Parts, put};
use super::theme::Theme;
use crate::app::{Model, dates};
use crate::text::numbers::grouped;
use crate::text::width::width;

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = area.width as usize;
    let right = counts(model);
    let room = columns.saturating_sub(width(&right) + 2);
    let mut parts = Parts::new();
    parts.push(" ", theme.dim).push_fit(&model.archive, theme.accent, room);
    let chips = &model.filter.chips;
    let about = about(model);
    // The chips matter more than what the archive is like.
    let chips_width: usize = chips.iter().map(|c| width(&c.label) + 4).sum();
    if parts.used() + width(&about) + 3 + chips_width <= room {
        parts.push("  ", theme.dim).push(about, theme.dim);
    }
    if !chips.is_empty() {
        parts.push("  ", theme.dim);
    }
    for chip in chips {
        if parts.used() + 4 >= room {
            break;
        }
        let style = if chip.excludes() { theme.chip_out } else { theme.chip };
        parts.push(" ", theme.dim).push_fit(&chip.label, style, room.saturating_sub(2)).push(if theme.plain { " " } else { " ×" }, theme.dim);
    }
    parts.fill(columns.saturating_sub(width(&right) + 1), theme.dim).push(right, theme.dim);
    put(frame.buffer_mut(), &parts.line(), area);
}

/// "61 articles · 1961 – 2025"
fn about(model: &Model) -> String {
    let articles = match model.corpus.rows() {
        1 => "1 article".to_string(),
        n => format!("{} articles", grouped(n as u64)),
    };
    let folded = model.answer.count(&model.corpus).saturating_sub(listed(model) as u32);
    let articles = match folded {
        0 => articles,
        1 => format!("{articles} · 1 copy folded"),
        n => format!("{articles} · {} copies folded", grouped(u64::from(n))),
    };
    match model.corpus.date_range() {
        Some((first, last)) => format!("{articles} · {}", dates::range(first, last)),
        None => articles,
    }
}

/// How many rows answer, with none unfolded.
fn listed(model: &Model) -> usize {
    model.answer.articles.folded().len()
}

/// "4 of 5", or nothing while everything is shown.
fn counts(model: &Model) -> String {
    let (shown, all) = (listed(model), model.corpus.rows());
    if shown as u64 == all as u64 {
        String::new()
    } else {
        format!("{} of {}", grouped(shown as u64), grouped(all as u64))
    }
}
