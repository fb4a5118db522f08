//! The frame of a popup.

use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::widgets::{Block, BorderType, Clear};

use super::theme::Theme;
use crate::app::layout::popup;

/// Clears and frames the popup's area; gives what is inside.
pub fn draw(size: (u16, u16), title: &str, theme: &Theme, frame: &mut Frame) -> Rect {
    draw_in(popup(size), title, theme, frame)
}

/// The same for another area.
pub fn draw_in(area: Rect, title: &str, theme: &Theme, frame: &mut Frame) -> Rect {
    if theme.plain {
        // Nothing around it; the title is its first line.
        frame.render_widget(Clear, area);
        frame.buffer_mut().set_stringn(area.x, area.y, title, area.width as usize, theme.accent);
        return area.inner(Margin::new(0, 1));
    }
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.rule)
        .title_top(format!(" {title} "))
        .title_style(theme.accent);
    let inner = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    inner
}
