//! The popup of the archives opened last.

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::theme::Theme;
use super::{popup, row};
use crate::app::archives::{Archives, Recent};
use crate::app::{Model, dates, layout};
use crate::text::numbers::grouped;
use crate::text::width::{clusters, pad_left, width};

pub fn draw(model: &Model, archives: &Archives, theme: &Theme, frame: &mut Frame) {
    let inner = popup::draw(layout::free(model), "Your archives", theme, frame);
    let rows = layout::popup_rows(layout::free(model));
    let columns = inner.width as usize;
    match &archives.rows {
        None => {}
        Some(all) if all.is_empty() => {
            for (n, text) in (1..).zip(["None yet. One is made by reading it:", "newsprint FOLDER"]) {
                put(frame.buffer_mut(), &TextLine::styled(format!("  {text}"), theme.dim), row(inner, n));
            }
        }
        Some(all) => {
            for (n, (at, recent)) in (1..).zip(all.iter().enumerate().skip(archives.top).take(rows)) {
                let line = line(recent, at == archives.cursor, columns, theme);
                put(frame.buffer_mut(), &line, row(inner, n));
            }
        }
    }
    let keys = "Enter opens   q back ";
    let area = row(inner, inner.height.saturating_sub(1));
    frame.render_widget(TextLine::styled(keys, theme.dim).right_aligned(), area);
}

/// Where it is, how many articles it had, and when it was left.
fn line<'a>(recent: &Recent, selected: bool, columns: usize, theme: &Theme) -> TextLine<'a> {
    let over = |style: Style| if selected { theme.selected } else { style };
    let articles = match (recent.gone, recent.articles) {
        (true, _) => "not there now".to_string(),
        (false, 1) => "1 article".to_string(),
        (false, n) => format!("{} articles", grouped(n)),
    };
    let left = recent.left.map_or(String::new(), dates::short);
    // On a narrow screen the name matters more than the day.
    let right = if columns < 60 { articles } else { format!("{articles}  {}", pad_left(&left, 11)) };
    let room = columns.saturating_sub(width(&right) + 6);
    let mut parts = Parts::new();
    parts.push("  ", over(Style::new())).push(end_of(&recent.name, room), over(Style::new()));
    parts.fill(columns.saturating_sub(width(&right) + 2), over(Style::new()));
    parts.push(right, over(theme.dim)).push("  ", over(Style::new()));
    parts.line()
}

/// The end of a path, which tells more than its beginning.
fn end_of(path: &str, columns: usize) -> String {
    if width(path) <= columns {
        return path.to_string();
    }
    let all: Vec<(&str, usize)> = clusters(path).collect();
    let mut room = columns.saturating_sub(1);
    let fits = all.iter().rev().take_while(|(_, w)| {
        room.checked_sub(*w).is_some_and(|left| {
            room = left;
            true
        })
    });
    let kept = fits.count();
    let end: String = all.iter().skip(all.len() - kept).map(|(text, _)| *text).collect();
    format!("…{end}")
}
