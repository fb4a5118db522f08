//! Rooms: what takes the whole screen between header and footer, with keys of its own.
//!
//! Rooms lie over the panes and below popups and the input line. One opened from another lies over it; going back
//! shows the other as it was. An article that is opened from a room is read in the panes, and going back from it
//! leads to the room.

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::action::Scope;
use super::compare::Compare;
use super::update::settle;
use super::{Action, Effect, Focus, Model, compare, entity, issues, map, notes, quotes, saved, stories, timeline};
use crate::corpus::{ArticleNo, EntityNo};

/// An open room and its state.
#[derive(Clone, Debug)]
pub enum Room {
    Issues(issues::Pane),
    Compare(Compare),
    Quotes(quotes::Pane),
    Timeline(timeline::Pane),
    Map(map::Pane),
    Stories(stories::Pane),
    /// All about a name.
    Entity(entity::Page),
    Searches(saved::Pane),
    Notes(notes::Pane),
}

impl Room {
    /// Where its own bindings are.
    pub fn scope(&self) -> Scope {
        match self {
            Room::Issues(_) => Scope::Issues,
            Room::Compare(_) => Scope::Compare,
            Room::Quotes(_) => Scope::Quotes,
            Room::Timeline(_) => Scope::Timeline,
            Room::Map(_) => Scope::Map,
            Room::Stories(_) => Scope::Stories,
            Room::Entity(_) => Scope::Entity,
            Room::Searches(_) => Scope::Searches,
            Room::Notes(_) => Scope::Notes,
        }
    }
}

/// The rooms that are open, the one on the screen last.
#[derive(Clone, Debug, Default)]
pub struct Rooms {
    open: Vec<Room>,
    /// One has gone from them to an article, or to the list, and may come back: from this pane.
    away: Option<Focus>,
    /// The pane from which the first of them was opened.
    from: Focus,
}

impl Rooms {
    /// The room on the screen.
    pub fn current(&self) -> Option<&Room> {
        self.open.last().filter(|_| self.away.is_none())
    }

    pub fn current_mut(&mut self) -> Option<&mut Room> {
        let away = self.away.is_some();
        self.open.last_mut().filter(|_| !away)
    }

    /// Every open room, whether it is on the screen or not.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Room> {
        self.open.iter_mut()
    }

    /// Keeps only those that `keep` says so of.
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut Room) -> bool) {
        self.open.retain_mut(keep);
        self.away = self.away.filter(|_| !self.open.is_empty());
    }

    /// True where going back from a pane leads to a room that is not on the screen now.
    pub fn waits(&self, focus: Focus) -> bool {
        self.away == Some(focus) && !self.open.is_empty()
    }

    /// Shows an article for now; going back from it leads here.
    pub fn step_out(&mut self) {
        self.step_out_to(Focus::Reader);
    }

    /// Shows a pane for now; going back from it leads here.
    pub fn step_out_to(&mut self, focus: Focus) {
        self.away = (!self.open.is_empty()).then_some(focus);
    }

    /// Shows the room again that was stepped out of.
    pub fn step_in(&mut self) {
        self.away = None;
    }

    /// Nothing is open, and nothing leads back.
    pub fn forget(&mut self) {
        *self = Rooms::default();
    }

    fn enter(&mut self, room: Room, from: Focus) {
        if self.away.is_some() {
            self.forget();
        }
        if self.open.is_empty() {
            self.from = from;
        }
        self.open.retain(|open| open.scope() != room.scope());
        self.open.push(room);
    }
}

/// Opens a room over whatever is shown.
pub(super) fn enter(model: &mut Model, room: Room) -> Vec<Effect> {
    model.rooms.enter(room, model.focus);
    settle(model)
}

/// Goes back to what was shown before the room: behind the last one the pane from which the first was opened.
pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
    if model.rooms.open.pop().is_some() && model.rooms.open.is_empty() {
        model.focus = model.rooms.from;
        model.zen &= model.focus == Focus::Reader;
    }
    let mut effects = answered(model);
    effects.extend(settle(model));
    effects
}

/// An action while a room is open; `None` where it means what it means everywhere.
pub(super) fn perform(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    let scope = model.rooms.current()?.scope();
    let own = match scope {
        Scope::Issues => issues::act(model, action),
        Scope::Compare => compare::act(model, action),
        Scope::Quotes => quotes::act(model, action),
        Scope::Timeline => timeline::act(model, action),
        Scope::Map => map::act(model, action),
        Scope::Stories => stories::act(model, action),
        Scope::Entity => entity::act(model, action),
        Scope::Searches => saved::act(model, action),
        Scope::Notes => notes::act(model, action),
        _ => None,
    };
    let again = matches!(
        (action, scope),
        (A::Issues, Scope::Issues)
            | (A::Quotes, Scope::Quotes)
            | (A::Timeline, Scope::Timeline)
            | (A::Map, Scope::Map)
            | (A::Stories, Scope::Stories)
            | (A::EntityPage, Scope::Entity)
            | (A::Searches, Scope::Searches)
            | (A::Notes, Scope::Notes)
    );
    if own.is_some() {
        return own;
    }
    if again {
        // It is open: a second time does not close it, for the next key out would leave the program.
        return Some(settle(model));
    }
    if let Some(to) = Step::of(action) {
        step(model, to);
        return Some(settle(model));
    }
    match action {
        A::Close | A::Back => Some(leave(model)),
        // What is about panes that are not on the screen.
        A::FocusLeft | A::FocusRight | A::FocusNext | A::FocusPrevious => Some(Vec::new()),
        A::NextUnread | A::PreviousUnread | A::NextMention | A::PreviousMention => Some(Vec::new()),
        A::NextMatch | A::PreviousMatch | A::GoToDate | A::Furniture | A::Zen | A::Sidebar | A::Versions => {
            Some(Vec::new())
        }
        A::Wider | A::Narrower | A::ResetWidth | A::AllRead => Some(Vec::new()),
        _ => None,
    }
}

/// Moves the cursor of the room on the screen, or scrolls it.
pub(super) fn step(model: &mut Model, step: Step) {
    match model.rooms.current() {
        Some(Room::Issues(_)) => issues::step(model, step),
        Some(Room::Compare(_)) => compare::step(model, step),
        Some(Room::Quotes(_)) => quotes::step(model, step),
        Some(Room::Timeline(_)) => timeline::step(model, step),
        Some(Room::Map(_)) => map::step(model, step),
        Some(Room::Stories(_)) => stories::step(model, step),
        Some(Room::Entity(_)) => entity::step(model, step),
        Some(Room::Searches(_)) => saved::step(model, step),
        Some(Room::Notes(_)) => notes::step(model, step),
        None => {}
    }
}

/// A click into the room on the screen, which takes `area`.
pub(super) fn click(model: &mut Model, at: Position, area: Rect) -> Vec<Effect> {
    match model.rooms.current() {
        Some(Room::Issues(_)) => issues::click(model, at, area),
        Some(Room::Quotes(_)) => quotes::click(model, at, area),
        Some(Room::Timeline(_)) => timeline::click(model, at, area),
        Some(Room::Map(_)) => map::click(model, at, area),
        Some(Room::Stories(_)) => stories::click(model, at, area),
        Some(Room::Entity(_)) => entity::click(model, at, area),
        Some(Room::Searches(_)) => saved::click(model, at, area),
        Some(Room::Notes(_)) => notes::click(model, at, area),
        Some(Room::Compare(_)) | None => Vec::new(),
    }
}

/// After another answer, and when a room comes to the screen again: what the room on the screen has to ask for.
pub(super) fn answered(model: &mut Model) -> Vec<Effect> {
    match model.rooms.current() {
        Some(Room::Quotes(_)) => quotes::answered(model),
        Some(Room::Timeline(_)) => timeline::answered(model),
        Some(Room::Map(_)) => map::answered(model),
        Some(Room::Stories(_)) => stories::answered(model),
        Some(Room::Entity(_)) => entity::answered(model),
        Some(Room::Searches(_)) => saved::answered(model),
        Some(Room::Issues(_) | Room::Compare(_) | Room::Notes(_)) | None => Vec::new(),
    }
}

/// The article under the cursor of the room on the screen, where it has one.
pub(super) fn article(model: &Model) -> Option<ArticleNo> {
    match model.rooms.current()? {
        Room::Quotes(_) => quotes::article(model),
        Room::Stories(_) => stories::article(model),
        Room::Entity(_) => entity::article(model),
        Room::Notes(_) => notes::article(model),
        Room::Searches(_) => None,
        Room::Issues(_) | Room::Compare(_) | Room::Timeline(_) | Room::Map(_) => None,
    }
}

/// The name under the cursor of the room on the screen, where it has one.
pub(super) fn name(model: &Model) -> Option<EntityNo> {
    match model.rooms.current()? {
        Room::Quotes(_) => quotes::name(model),
        Room::Map(_) => map::name(model),
        Room::Entity(page) => Some(page.entity),
        Room::Issues(_) | Room::Compare(_) | Room::Timeline(_) | Room::Stories(_) => None,
        Room::Searches(_) | Room::Notes(_) => None,
    }
}
