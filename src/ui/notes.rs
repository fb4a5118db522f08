//! The notes room: what each note says, and below it where.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::theme::Theme;
use super::{frame as frames, row};
use crate::app::notes::{HEIGHT, Pane, rows};
use crate::app::saved::day;
use crate::app::{Action, Model, dates, layout};
use crate::text::numbers::grouped;

pub fn draw(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    let mut title = match pane.rows.len() {
        0 => "Notes".to_string(),
        n => format!("Notes {}", grouped(n as u64)),
    };
    if pane.shown_only {
        title += ", in what is shown";
    }
    if !pane.words.is_empty() {
        title += &format!(", “{}”", pane.words);
    }
    frames::title(theme, frame, Rect { height: 1, ..area }, &title, true);
    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if pane.rows.is_empty() {
        return empty(model, pane, theme, frame, list);
    }
    let columns = area.width as usize;
    let shown = pane.rows.iter().enumerate().skip(pane.top).take(rows(layout::free(model)));
    for (n, (at, r)) in (0..).zip(shown) {
        let Some(note) = r.note(model) else { continue };
        let over = |style: Style| if at == pane.cursor { theme.selected } else { style };
        let passage = note.passage.as_ref().map(|p| format!("“{}”", p.words));
        let mut parts = Parts::new();
        if note.text.is_empty() {
            parts.push("    ", over(theme.dim));
            parts.push_fit(passage.as_deref().unwrap_or(""), over(theme.highlight), columns.saturating_sub(1));
        } else {
            parts.push("  ✎ ", over(theme.dim)).push_fit(
                note.first_line(),
                over(Style::new()),
                columns.saturating_sub(3),
            );
            if note.text.contains('\n') {
                parts.push(" …", over(theme.dim));
            }
        }
        parts.fill(columns, over(Style::new()));
        let first = n * HEIGHT;
        put(frame.buffer_mut(), &parts.line(), row(list, first));
        let mut parts = Parts::new();
        parts.push("    ", theme.dim).push_fit(model.corpus.title(r.article), theme.dim, columns.saturating_sub(14));
        if let Some(date) = model.corpus.date(r.article).filter(|_| columns >= 60) {
            parts.push_fit(&format!(" · {}", dates::short(date).trim_start()), theme.dim, columns.saturating_sub(14));
        }
        if let Some(passage) = passage.filter(|_| !note.text.is_empty()) {
            parts.push_fit(&format!(" · {passage}"), theme.dim, columns.saturating_sub(14));
        }
        if let Some(day) = day(note.at).filter(|_| note.at > 0) {
            let day = format!("{day:>11} ");
            parts.fill(columns.saturating_sub(12), theme.dim).push(day, theme.dim);
        }
        put(frame.buffer_mut(), &parts.line(), row(list, first + 1));
    }
}

fn empty(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    let key = |action| model.key(action);
    let esc = format!("{} shows all of them.", key(Action::Close));
    let tab = format!("{} shows all of them.", key(Action::ShownNotes));
    let one = format!("{} writes one on an article;", key(Action::Note));
    let passage = format!("{} in the article selects a passage.", key(Action::Select));
    let lines: &[&str] = if !pane.words.is_empty() {
        &["No note says so.", "", &esc]
    } else if pane.shown_only {
        &["No notes on what is shown.", "", &tab]
    } else {
        &["No notes yet.", "", &one, &passage]
    };
    for (text, n) in lines.iter().zip(1..area.height) {
        put(frame.buffer_mut(), &TextLine::styled(format!("  {text}"), theme.dim), row(area, n));
    }
}
