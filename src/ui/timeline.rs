//! When: the room of the same name.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::frame as frames;
use super::theme::Theme;
use crate::app::Model;
use crate::app::timeline::Pane;

pub fn draw(_model: &Model, _pane: &Pane, theme: &Theme, frame: &mut Frame, area: Rect) {
    frames::title(theme, frame, Rect { height: 1, ..area }, "Timeline", true);
}
