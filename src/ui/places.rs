//! The letters that mark places, while one is waited for.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Clear};

use super::line::{Parts, put};
use super::row;
use super::theme::Theme;
use crate::app::places::Letter;
use crate::app::{Model, layout};

/// As many letters as there are, just above the footer.
fn place(size: (u16, u16), letters: usize) -> Rect {
    let (columns, rows) = size;
    let width = columns.saturating_sub(2).min(76);
    let height = (letters.max(1) as u16 + 2).min(rows.saturating_sub(2));
    Rect::new((columns - width) / 2, rows.saturating_sub(height + 1), width, height)
}

pub fn draw(model: &Model, letter: Letter, theme: &Theme, frame: &mut Frame) {
    let area = place(layout::free(model), model.marks.bookmarks.len());
    let title = match letter {
        Letter::Mark => " Mark this place with a letter ",
        Letter::Go => " Go to ",
    };
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.rule)
        .title_top(title)
        .title_style(theme.accent);
    let inside = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    if model.marks.bookmarks.is_empty() {
        let mut parts = Parts::new();
        parts.push_fit(" a to z, A to Z, 0 to 9; Esc marks nothing", theme.dim, inside.width as usize);
        return put(frame.buffer_mut(), &parts.line(), row(inside, 0));
    }
    let columns = (inside.width as usize).saturating_sub(1);
    for (n, (c, bookmark)) in (0..inside.height).zip(model.marks.bookmarks.iter()) {
        let away = model.corpus.find(bookmark.article).is_none();
        let mut parts = Parts::new();
        parts.push(" ", theme.dim).push(c.to_string(), theme.title).push("  ", theme.dim);
        parts.push_fit(&bookmark.title, if away { theme.dim } else { Style::new() }, columns);
        if away {
            parts.push_fit("  in another archive", theme.dim, columns);
        }
        put(frame.buffer_mut(), &parts.line(), row(inside, n));
    }
}
