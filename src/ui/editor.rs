//! The note editor at the foot of the screen.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line as TextLine;
use ratatui::widgets::{Block, BorderType, Clear};

use super::line::put;
use super::row;
use super::theme::Theme;
use crate::app::editor::{Editor, place, room};
use crate::app::{Model, layout};
use crate::text::width::{fit, width};

const KEYS: [&str; 3] =
    ["Enter new line   Esc keeps it   C-c gives it up", "Esc keeps it   C-c gives it up", "Esc keeps"];

pub fn draw(model: &Model, editor: &Editor, theme: &Theme, frame: &mut Frame) {
    let area = place(layout::free(model));
    let space = area.width.saturating_sub(6) as usize;
    let title = match &editor.passage {
        Some(passage) => format!("Note on “{}”", fit(&passage.words, space.saturating_sub(10))),
        None => {
            let title = model.corpus.find(editor.article).map_or("the article", |n| model.corpus.title(n));
            format!("Note on {title}")
        }
    };
    let keys = KEYS.iter().find(|keys| width(keys) <= space).copied().unwrap_or("");
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.rule)
        .title_top(format!(" {} ", fit(&title, space)))
        .title_style(theme.accent)
        .title_bottom(TextLine::styled(format!(" {keys} "), theme.dim).right_aligned());
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let (columns, height) = room(layout::free(model));
    let inside = Rect { x: area.x + 2, y: area.y + 1, width: columns as u16, height: height as u16 };
    let rows = editor.area.rows(columns);
    for (n, line) in (0..).zip(rows.iter().skip(editor.top).take(height)) {
        let text = line.span.of(editor.area.line(line.line));
        put(frame.buffer_mut(), &TextLine::raw(text), row(inside, n));
    }
    let (at, column) = editor.area.cursor(&rows);
    let x = inside.x + (column as u16).min(inside.width);
    let y = inside.y + (at.saturating_sub(editor.top) as u16).min(inside.height.saturating_sub(1));
    frame.set_cursor_position(Position::new(x, y));
}
