//! The issues pane: reasons with their counts, the files below them, and all of the line under the cursor at the foot.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::line::{Parts, put};
use super::theme::Theme;
use super::{frame as frames, row};
use crate::app::issues::{Group, Issues, Line, Pane, Row, detail_rows, rows};
use crate::app::{Action, Model, layout};
use crate::text::numbers::grouped;
use crate::text::width::{clusters, fit, width};
use crate::text::wrap::wrap;

/// Columns for a count.
const COUNT: usize = 8;

pub fn draw(model: &Model, pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    let none = Issues::default();
    let issues = model.issues.as_deref().unwrap_or(&none);
    let title = match issues.folder.trim_end_matches(['/', '\\']) {
        "" => "Issues".to_string(),
        folder => {
            let room = (area.width as usize).saturating_sub(14);
            format!("Issues in {}", cut_left(folder, room))
        }
    };
    frames::title(theme, frame, Rect { height: 1, ..area }, &title, true);
    let list = Rect { y: area.y + 1, height: rows(layout::free(model)) as u16, ..area };
    if issues.groups.is_empty() {
        return empty(model, theme, frame, list);
    }
    let lines = (pane.top..).take(list.height as usize).map_while(|n| Some((n, pane.line(issues, n)?)));
    for (n, line) in lines {
        let selected = n == pane.cursor;
        let columns = area.width as usize;
        let line = match line {
            Line::Group(group, open) => group_line(group, open, theme, selected, columns),
            Line::Row(of) => row_line(of, &issues.folder, theme, selected, columns),
            Line::More(more) => {
                let mut parts = Parts::new();
                let style = if selected { theme.selected } else { theme.dim };
                parts.push(" ".repeat(indent(columns)), style).push_fit(
                    &format!("and {} more", grouped(more)),
                    style,
                    columns,
                );
                parts.line()
            }
        };
        put(frame.buffer_mut(), &line, row(list, (n - pane.top) as u16));
    }
    let height = detail_rows(layout::free(model));
    let foot = Rect { y: area.bottom().saturating_sub(height), height, ..area };
    if let Some(line) = pane.line(issues, pane.cursor).filter(|_| height > 0) {
        detail(&line, theme, frame, foot);
    }
}

/// "▸    12  cut: longer than 16 MiB"
fn group_line<'a>(group: &Group, open: bool, theme: &Theme, selected: bool, columns: usize) -> TextLine<'a> {
    let over = |style: Style| if selected { theme.selected } else { style };
    let mut parts = Parts::new();
    let count = grouped(group.count);
    parts.push(if open { " ▾" } else { " ▸" }, over(theme.dim)).push(format!("{count:>COUNT$}  "), over(theme.dim));
    parts.push_fit(&group.title, over(if group.bad { theme.title } else { Style::new() }), columns.saturating_sub(1));
    parts.fill(columns, over(Style::new()));
    parts.line()
}

/// The path, its end rather than its beginning where there is not room for all; behind it what is said of this one.
fn row_line<'a>(of: &Row, folder: &str, theme: &Theme, selected: bool, columns: usize) -> TextLine<'a> {
    let over = |style: Style| if selected { theme.selected } else { style };
    let indent = indent(columns);
    let below = of.text.strip_prefix(folder).filter(|_| of.is_file).unwrap_or(&of.text);
    let path = format!("{below}{}", of.place);
    let mut parts = Parts::new();
    parts.push(" ".repeat(indent), over(Style::new()));
    let room = columns.saturating_sub(indent + 1);
    parts.push(cut_left(&path, room), over(Style::new()));
    if !of.message.is_empty() && parts.used() + 12 < columns {
        parts.push("  ", over(theme.dim)).push_fit(&of.message, over(theme.dim), columns.saturating_sub(1));
    }
    parts.fill(columns, over(Style::new()));
    parts.line()
}

/// Columns before what is below a group.
fn indent(columns: usize) -> usize {
    if columns >= 60 { COUNT + 5 } else { 4 }
}

/// The end of a text that is too wide, behind an ellipsis.
fn cut_left(text: &str, columns: usize) -> String {
    let all = width(text);
    if all <= columns {
        return text.to_string();
    }
    let mut left = all + 1;
    let mut rest = text;
    for (cluster, wide) in clusters(text) {
        if left <= columns {
            break;
        }
        left -= wide;
        rest = rest.get(cluster.len()..).unwrap_or_default();
    }
    format!("…{rest}")
}

/// All that is known of the line under the cursor, in the rows there are.
fn detail(line: &Line, theme: &Theme, frame: &mut Frame, area: Rect) {
    let rule = "─".repeat(area.width as usize);
    put(frame.buffer_mut(), &TextLine::styled(rule, theme.rule), row(area, 0));
    let columns = (area.width as usize).saturating_sub(2);
    let texts = match line {
        Line::Group(group, _) => vec![(group.title.clone(), Style::new())],
        Line::Row(of) => vec![(format!("{}{}", of.text, of.place), Style::new()), (of.message.clone(), theme.dim)],
        Line::More(_) => vec![("only the first are listed".to_string(), theme.dim)],
    };
    let mut at = 1;
    for (text, style) in texts {
        for span in wrap(&text, columns.max(1)) {
            if at >= area.height {
                return;
            }
            let line = TextLine::styled(format!(" {}", fit(span.of(&text), columns)), style);
            put(frame.buffer_mut(), &line, row(area, at));
            at += 1;
        }
    }
}

fn empty(model: &Model, theme: &Theme, frame: &mut Frame, area: Rect) {
    let look = format!("{} looks at the files.", model.key(Action::Rescan));
    let lines: &[&str] = match (&model.issues, &model.progress) {
        (Some(_), _) => &["Nothing is wrong.", "", "Every file was read, and all of it."],
        (None, Some(_)) => &["Still reading the archive …", "", "What is wrong is known when it is done."],
        (None, None) => &["Not known yet.", "", &look],
    };
    for (text, n) in lines.iter().zip(1..area.height) {
        put(frame.buffer_mut(), &TextLine::styled(format!("  {text}"), theme.dim), row(area, n));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_path_is_kept() {
        assert_eq!(cut_left("a/b.txt", 7), "a/b.txt");
        assert_eq!(cut_left("folder/b.txt", 7), "…/b.txt");
        assert_eq!(cut_left("東京東京.txt", 7), "…京.txt");
        assert_eq!(cut_left("abc", 0), "…");
    }
}
