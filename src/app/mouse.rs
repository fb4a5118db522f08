//! What the mouse does: a click does what one would do with keys on what is under it, the wheel scrolls what is under
//! it, and the rules beside the reader can be dragged.

use ratatui::layout::{Position, Rect};

use super::act::{self, Step};
use super::key::{Code, Key};
use super::layout::{self, Panes};
use super::update::{choose, select, settle};
use super::{Effect, Focus, Model, Overlay, editor, entity, export, footer, header, history, links, room, sidebar, typing};
use crate::corpus::{EntityNo, Kind};

/// Something done with the mouse, and in which cell of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    pub deed: Deed,
    pub column: u16,
    pub row: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The left button goes down.
    Press,
    /// The right button goes down.
    PressRight,
    /// The mouse moves while the left button is down.
    Drag,
    Release,
    WheelUp,
    WheelDown,
}

/// A rule between panes that is being dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Splitter {
    /// Right of the list.
    List,
    /// Left of the sidebar.
    Sidebar,
}

/// Lines that a notch of the wheel moves.
const NOTCH: isize = 3;

pub(super) fn update(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let at = Position { x: mouse.column, y: mouse.row };
    match mouse.deed {
        Deed::Release => {
            model.dragged = None;
            Vec::new()
        }
        Deed::Drag => drag(model, at.x),
        Deed::WheelUp => wheel(model, at, -NOTCH),
        Deed::WheelDown => wheel(model, at, NOTCH),
        Deed::Press | Deed::PressRight => {
            model.pending.clear();
            let said = model.notice.take();
            let foot = layout::panes(model).footer;
            // A click on what was said makes it go, and no more.
            if said.is_some() && foot.contains(at) {
                Vec::new()
            } else {
                press(model, at, mouse.deed == Deed::PressRight)
            }
        }
    }
}

fn press(model: &mut Model, at: Position, right: bool) -> Vec<Effect> {
    if model.overlay.is_some() {
        return history::watch_typing(model, |model| press_overlay(model, at));
    }
    let panes = layout::panes(model);
    if panes.footer.contains(at) || panes.hint.contains(at) {
        // Of a line that is being typed nothing is a key.
        return footer::action_at(model, at.x).map(|action| act::perform(model, action)).unwrap_or_default();
    }
    history::watch_click(model, |model| press_panes(model, panes, at, right))
}

/// A press above the footer.
fn press_panes(model: &mut Model, panes: Panes, at: Position, right: bool) -> Vec<Effect> {
    if panes.header.contains(at) {
        return press_header(model, at.x);
    }
    if let Some(area) = panes.room {
        return if area.contains(at) { room::click(model, Position { x: at.x, y: at.y }, area) } else { Vec::new() };
    }
    if let Some(splitter) = splitter(&panes, at) {
        model.dragged = Some(splitter);
        return Vec::new();
    }
    if let Some(line) = panes.list.and_then(|area| line_of(area, at)) {
        return press_list(model, line);
    }
    if let Some(area) = panes.reader.filter(|area| area.contains(at)) {
        return press_reader(model, layout::inside(area), at);
    }
    for (kind, area) in Kind::ALL.into_iter().zip(panes.sections) {
        if panes.sidebar.is_some() && area.contains(at) {
            return press_sidebar(model, kind, line_of(area, at), right);
        }
    }
    Vec::new()
}

/// Which line below a pane's title is under the mouse.
fn line_of(area: Rect, at: Position) -> Option<usize> {
    let inside = layout::inside(area);
    inside.contains(at).then(|| (at.y - inside.y) as usize)
}

fn press_overlay(model: &mut Model, at: Position) -> Vec<Effect> {
    match model.overlay.take() {
        Some(Overlay::Export(open)) => return export::click(model, open, at),
        Some(Overlay::Links(links)) => return links::click(model, links, at),
        other => model.overlay = other,
    }
    match model.overlay {
        // A letter is waited for, and a click is none.
        Some(Overlay::Letter(_)) => return Vec::new(),
        Some(Overlay::Editor(_)) if editor::place(layout::free(model)).contains(at) => return Vec::new(),
        _ => {}
    }
    let area = layout::popup(layout::free(model));
    if !area.contains(at) {
        return typing::press(model, Key::plain(Code::Esc));
    }
    // Within the frame, below the input line.
    let line = at.y.checked_sub(area.y + 2).map(usize::from).filter(|n| *n < layout::popup_rows(layout::free(model)));
    let Some(line) = line else { return Vec::new() };
    let again = match &mut model.overlay {
        Some(Overlay::Picker(picker)) => {
            picker.catch_up(&model.corpus, &model.answer.counts);
            let to = picker.top + line;
            if picker.row(&model.corpus, &model.answer, to).is_none() {
                return Vec::new();
            }
            std::mem::replace(&mut picker.cursor, to) == to
        }
        Some(Overlay::Archives(archives)) => {
            let to = archives.top + line;
            if archives.rows.as_ref().is_none_or(|rows| to >= rows.len()) {
                return Vec::new();
            }
            std::mem::replace(&mut archives.cursor, to) == to
        }
        Some(Overlay::Palette(palette)) if palette.top + line < palette.rows.len() => {
            let to = palette.top + line;
            std::mem::replace(&mut palette.cursor, to) == to
        }
        _ => false,
    };
    if again { typing::press(model, Key::plain(Code::Enter)) } else { settle(model) }
}

/// A chip that is clicked is dropped.
fn press_header(model: &mut Model, column: u16) -> Vec<Effect> {
    let chips = header::chips(model);
    let Some((_, chip)) = chips.into_iter().find(|(columns, _)| columns.contains(&column)) else { return Vec::new() };
    model.filter.chips.remove(chip);
    vec![select(model)]
}

/// The first click on a row goes to it, the second opens it.
fn press_list(model: &mut Model, line: usize) -> Vec<Effect> {
    let height = if model.snippets() { 2 } else { 1 };
    let to = model.list.top + line / height;
    if to >= model.answer.articles.len() {
        return act::focus(model, Focus::List);
    }
    if model.focus == Focus::List && model.list.cursor == to {
        return act::focus(model, Focus::Reader);
    }
    model.list.go(to, model.answer.articles.len());
    choose(model);
    act::focus(model, Focus::List)
}

/// The first click on a name chooses it, the second opens its page.
fn press_reader(model: &mut Model, area: Rect, at: Position) -> Vec<Effect> {
    let name = name_at(model, area, at);
    if name.is_some() && name == model.sidebar.chosen && model.focus == Focus::Reader {
        return entity::open_on(model, name);
    }
    let effects = if model.focus == Focus::Reader { settle(model) } else { act::focus(model, Focus::Reader) };
    if let Some(entity) = name {
        model.sidebar.chosen = Some(entity);
        let key = model.keymap.keys_of(super::Action::NextMention).into_iter().next().unwrap_or_default();
        model.notice = Some(format!("{}: {key} next mention, click again for all about it", model.corpus.name(entity)));
    }
    effects
}

/// Whose name stands under the mouse in the open article.
fn name_at(model: &Model, area: Rect, at: Position) -> Option<EntityNo> {
    let (paragraph, byte) = model.reader.place_at(area, at)?;
    let opened = model.reader.opened.as_ref()?;
    let article = model.corpus.find(opened.id)?;
    let here = |m: &crate::corpus::Mention| m.paragraph == paragraph && m.span.start <= byte && byte < m.span.end;
    let mut named = model.corpus.locals(article).zip(opened.annotations.locals());
    let found = named.find(|(_, l)| opened.annotations.mentions(l.kind, l.index).iter().any(here))?;
    Some(found.0)
}

/// A click on a name filters by it, or no longer; the right button leaves it out.
fn press_sidebar(model: &mut Model, kind: Kind, line: Option<usize>, right: bool) -> Vec<Effect> {
    let section = model.sidebar.section_mut(kind);
    let row = line.map(|line| section.top + line).filter(|row| section.rows.get(*row).is_some());
    if let Some(row) = row {
        section.cursor = row;
    }
    let mut effects = act::focus(model, Focus::Sidebar(kind));
    if row.is_some() {
        effects.extend(act::toggle(model, right));
    }
    effects
}

fn splitter(panes: &Panes, at: Position) -> Option<Splitter> {
    let on = |pane: Option<Rect>| pane.is_some_and(|r| r.x > 0 && at.x == r.x - 1 && r.y <= at.y && at.y < r.bottom());
    if on(panes.reader) { Some(Splitter::List) } else { on(panes.sidebar).then_some(Splitter::Sidebar) }
}

fn drag(model: &mut Model, column: u16) -> Vec<Effect> {
    match model.dragged {
        None => return Vec::new(),
        Some(Splitter::List) => model.widths.list = Some(column),
        Some(Splitter::Sidebar) => model.widths.sidebar = Some(model.size.0.saturating_sub(column + 1)),
    }
    settle(model)
}

fn wheel(model: &mut Model, at: Position, by: isize) -> Vec<Effect> {
    // There the arrow keys do not scroll, but choose, or are no letter.
    if matches!(model.overlay, Some(Overlay::Letter(_) | Overlay::Export(_))) {
        return Vec::new();
    }
    if model.overlay.is_some() {
        let key = Key::plain(if by < 0 { Code::Up } else { Code::Down });
        return (0..by.abs()).flat_map(|_| typing::press(model, key)).collect();
    }
    let panes = layout::panes(model);
    if panes.room.is_some() {
        room::step(model, Step::Lines(by));
    } else if panes.list.is_some_and(|area| area.contains(at)) {
        model.list.step(by, model.answer.articles.len());
        choose(model);
    } else if panes.reader.is_some_and(|area| area.contains(at)) {
        let height = act::reader_height(model);
        model.reader.scroll(by, height);
        model.reader.at = None;
    } else if panes.sidebar.is_some() {
        let section = Kind::ALL.into_iter().zip(panes.sections).find(|(_, area)| area.contains(at));
        if let Some((kind, area)) = section {
            sidebar::scroll(model.sidebar.section_mut(kind), by, area.height.saturating_sub(1) as usize);
        }
    }
    settle(model)
}
