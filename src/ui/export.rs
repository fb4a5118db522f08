//! The popup that asks where and as what to save.

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::picker::{foot, input};
use super::theme::Theme;
use super::{popup, row};
use crate::app::export::{Export, State};
use crate::app::{Model, layout};
use crate::text::numbers::grouped;
use crate::text::width::width;
use crate::text::wrap::wrap;

/// Columns for a format's short name.
const NAME: usize = 12;

pub fn draw(model: &Model, export: &Export, theme: &Theme, frame: &mut Frame) {
    let inner = popup::draw_in(export.area(layout::free(model)), "Save as", theme, frame);
    let columns = inner.width as usize;
    input(&export.line, theme, frame, inner);
    put(frame.buffer_mut(), &what(export, theme, columns), row(inner, 1));
    let formats = export.formats();
    for (n, format) in (Export::FIRST_FORMAT..inner.height.saturating_sub(1)).zip(formats) {
        let selected = *format == export.format;
        let over = |style: Style| if selected { theme.selected } else { style };
        let mut parts = Parts::new();
        parts
            .push("   ", over(Style::new()))
            .push(format.name(), over(Style::new()))
            .fill(NAME + 3, over(Style::new()));
        parts.push_fit(format.about(), over(theme.dim), columns.saturating_sub(1)).fill(columns, over(Style::new()));
        put(frame.buffer_mut(), &parts.line(), row(inner, n));
    }
    let (text, style) = said(export, theme);
    let from = (Export::FIRST_FORMAT + 1 + formats.len() as u16).min(inner.height.saturating_sub(2));
    let lines = wrap(&text, columns.saturating_sub(4));
    for (n, span) in (from..inner.height.saturating_sub(1)).zip(lines) {
        put(frame.buffer_mut(), &TextLine::styled(format!("   {}", span.of(&text)), style), row(inner, n));
    }
    foot(theme, frame, inner, &keys(export, columns));
}

/// "this article", and what else there is to save.
fn what<'a>(export: &'a Export, theme: &Theme, columns: usize) -> TextLine<'a> {
    let mut parts = Parts::new();
    parts.push("   ", theme.dim);
    for (n, choice) in export.choices.iter().enumerate() {
        let style = if n == export.choice { theme.accent } else { theme.dim };
        let between = if n == 0 { "" } else { " · " };
        parts.push(between, theme.dim).push_fit(&choice.label, style, columns.saturating_sub(1));
    }
    parts.line()
}

fn said(export: &Export, theme: &Theme) -> (String, Style) {
    match (&export.state, &export.hint) {
        (State::Exists, _) => ("there already: Enter replaces it".into(), theme.warning),
        (State::Working(None), _) => (String::new(), theme.dim),
        (State::Working(Some((done, total))), _) => {
            (format!("{} of {} written, Esc stops", grouped(*done), grouped(*total)), theme.accent)
        }
        (State::Asking, Some(hint)) => (hint.clone(), theme.accent),
        (State::Asking, None) => (String::new(), theme.dim),
    }
}

/// As many of the keys as there is room for.
fn keys(export: &Export, columns: usize) -> String {
    let all = [
        ("Enter saves", true),
        ("Esc back", true),
        ("↓ ↑ format", export.formats().len() > 1),
        ("S-Tab what", export.choices.len() > 1),
        ("Tab completes", true),
    ];
    let mut text = String::new();
    for (key, _) in all.iter().filter(|(_, shown)| *shown) {
        if width(&text) + width(key) + 3 <= columns {
            text += key;
            text += "   ";
        }
    }
    text.truncate(text.trim_end().len());
    text + " "
}
