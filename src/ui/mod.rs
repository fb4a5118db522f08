//! The screen: `view(&Model, &Theme, &mut Frame)`. Draws and changes nothing.
//!
//! One file per pane, named as in [`crate::app`]. Every text that comes here was sanitised when it was read.

mod archives;
mod compare;
mod editor;
mod entity;
mod export;
mod footer;
mod frame;
mod header;
mod help;
mod issues;
mod line;
mod links;
mod list;
mod map;
mod notes;
pub mod palette;
mod picker;
mod places;
mod plain;
mod popup;
mod quotes;
mod reader;
mod saved;
mod sidebar;
pub mod spark;
mod stories;
mod story;
pub mod theme;
mod timeline;
mod tour;
mod which;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::text::Line;

use crate::app::layout::{self, Panes};
use crate::app::room::Room;
use crate::app::{Model, Overlay};
use theme::Theme;

/// Draws the whole screen.
pub fn view(model: &Model, theme: &Theme, frame: &mut Frame) {
    let theme = &Theme { plain: model.plain, ..*theme };
    let area = frame.area();
    // Between a resize and its message the terminal and the model may differ: the next frame is right.
    if (area.width, area.height) != model.size {
        return;
    }
    if area.width < layout::LEAST.0 || area.height < layout::LEAST.1 {
        frame.render_widget(Line::from("too small"), area);
        return;
    }
    let panes = layout::panes(model);
    header::draw(model, theme, frame, panes.header);
    match model.rooms.current().zip(panes.room) {
        // What lies behind a popup would be read with it.
        _ if theme.plain && model.overlay.is_some() => {}
        Some((room, area)) => draw_room(model, room, theme, frame, area),
        None => draw_panes(model, theme, frame, &panes),
    }
    if let Some(tour) = &model.tour {
        tour::draw(model, tour, theme, frame, panes.tour);
    }
    footer::draw(model, theme, frame, panes.hint, panes.footer);
    if !model.pending.is_empty() {
        which::draw(model, theme, frame, panes.footer);
    }
    match &model.overlay {
        Some(Overlay::Help(help)) => help::draw(model, help, theme, frame),
        Some(Overlay::Palette(palette)) => picker::draw_palette(model, palette, theme, frame),
        Some(Overlay::Picker(picker)) => picker::draw(model, picker, theme, frame),
        Some(Overlay::Editor(editor)) => editor::draw(model, editor, theme, frame),
        Some(Overlay::Letter(letter)) => places::draw(model, *letter, theme, frame),
        Some(Overlay::Export(export)) => export::draw(model, export, theme, frame),
        Some(Overlay::Links(links)) => links::draw(model, links, theme, frame),
        Some(Overlay::Archives(archives)) => archives::draw(model, archives, theme, frame),
        None => {}
    }
    if theme.plain {
        plain::cursor(model, &panes, frame);
    }
    ground(theme, frame);
}

fn draw_room(model: &Model, room: &Room, theme: &Theme, frame: &mut Frame, area: Rect) {
    match room {
        Room::Issues(pane) => issues::draw(model, pane, theme, frame, area),
        Room::Compare(compare) => compare::draw(model, compare, theme, frame, area),
        Room::Quotes(pane) => quotes::draw(model, pane, theme, frame, area),
        Room::Timeline(pane) => timeline::draw(model, pane, theme, frame, area),
        Room::Map(pane) => map::draw(model, pane, theme, frame, area),
        Room::Stories(pane) => stories::draw(model, pane, theme, frame, area),
        Room::Entity(page) => entity::draw(model, page, theme, frame, area),
        Room::Searches(pane) => saved::draw(model, pane, theme, frame, area),
        Room::Notes(pane) => notes::draw(model, pane, theme, frame, area),
    }
}

fn draw_panes(model: &Model, theme: &Theme, frame: &mut Frame, panes: &Panes) {
    frame::draw(model, theme, frame, panes);
    if let Some(area) = panes.list {
        list::draw(model, theme, frame, layout::inside(area));
    }
    if let Some(area) = panes.reader {
        reader::draw(model, theme, frame, layout::inside(area));
    }
    if panes.sidebar.is_some() {
        sidebar::draw(model, theme, frame, &panes.sections.map(layout::inside));
    }
}

/// Gives what has no colours of its own those of the theme's text. Last, because whatever clears a place for itself
/// leaves the terminal's own behind.
fn ground(theme: &Theme, frame: &mut Frame) {
    let (Some(fg), Some(bg)) = (theme.text.fg, theme.text.bg) else { return };
    for cell in &mut frame.buffer_mut().content {
        if cell.fg == Color::Reset {
            cell.fg = fg;
        }
        if cell.bg == Color::Reset {
            cell.bg = bg;
        }
    }
}

/// A row of an area.
fn row(area: Rect, n: u16) -> Rect {
    Rect { y: area.y + n, height: 1.min(area.height.saturating_sub(n)), ..area }
}
