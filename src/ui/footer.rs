//! The foot of the screen: the input line with what is wrong in it, or the keys, a notice and the progress.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::line::{Parts, put};
use super::theme::Theme;
use crate::app::bar::Bar;
use crate::app::{Model, footer};
use crate::text::width::{fit, width};

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, hint: Rect, footer: Rect) {
    match &model.bar {
        Some(bar) => {
            draw_hint(bar, theme, frame, hint);
            draw_bar(model, bar, theme, frame, footer);
        }
        None => draw_keys(model, theme, frame, footer),
    }
}

fn draw_bar(model: &Model, bar: &Bar, theme: &Theme, frame: &mut Frame, area: Rect) {
    let prompt = bar.prompt();
    let right = match &model.reader.find {
        Some(find) if bar.purpose == crate::app::bar::Purpose::Find => format!("{} found ", find.hits.len()),
        // Where there is room for both.
        _ if width(bar.line.text()) + width(prompt) + width(bar.hint()) + 4 < area.width as usize => bar.hint().into(),
        _ => String::new(),
    };
    let room = (area.width as usize).saturating_sub(width(prompt) + 2 + width(&right));
    let (text, cursor) = bar.line.view(room);
    let mut parts = Parts::new();
    parts
        .push(" ", theme.accent)
        .push(prompt, theme.accent)
        .push(text, if bar.replaces { theme.selected } else { Style::new() });
    parts.fill((area.width as usize).saturating_sub(width(&right)), Style::new()).push(right, theme.dim);
    put(frame.buffer_mut(), &parts.line(), area);
    let x = area.x + (1 + width(prompt) + cursor) as u16;
    frame.set_cursor_position(Position::new(x.min(area.right().saturating_sub(1)), area.y));
}

/// The first mistake, with the words that it is about.
fn draw_hint(bar: &Bar, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Some(issue) = bar.issues.first().filter(|_| area.height > 0) else { return };
    let word = issue.span.of(bar.line.text());
    let text = if word.is_empty() { issue.message.clone() } else { format!("{word}: {}", issue.message) };
    let text = format!(" {}", fit(&text, area.width.saturating_sub(2) as usize));
    put(frame.buffer_mut(), &Line::styled(text, theme.warning), area);
}

fn draw_keys(model: &Model, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = area.width as usize;
    let (named, right) = footer::keys(model);
    let room = columns.saturating_sub(width(&right) + 1);
    let mut parts = Parts::new();
    parts.push(" ", theme.dim);
    match &model.notice {
        Some(notice) => {
            parts.push_fit(notice, theme.accent, room);
        }
        None => {
            for named in named {
                parts.push(named.key, theme.title).push(format!(" {}  ", named.word), theme.dim);
            }
        }
    }
    parts.fill(room, theme.dim).push(right, theme.dim);
    put(frame.buffer_mut(), &parts.line(), area);
}
