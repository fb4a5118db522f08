//! Where: the countries of the selection on a map of the world.

pub mod places;
pub mod projection;
pub mod walk;

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::room::{self, Room};
use super::{Action, Effect, Model};

/// The open room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    pub cursor: usize,
    pub top: usize,
}

/// Opens the room on what is selected now.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let mut effects = room::enter(model, Room::Map(Pane::default()));
    effects.extend(answered(model));
    effects
}

/// An action of the room's own, or one that means something else here; `None` for any other.
pub(super) fn act(_model: &mut Model, _action: Action) -> Option<Vec<Effect>> {
    None
}

/// Moves the cursor.
pub(super) fn step(_model: &mut Model, _step: Step) {}

/// A click into the room, which takes `area`: what a first and a second click on something do.
pub(super) fn click(_model: &mut Model, _at: Position, _area: Rect) -> Vec<Effect> {
    Vec::new()
}

/// The selection is another one: asks for what the room shows.
pub(super) fn answered(_model: &mut Model) -> Vec<Effect> {
    Vec::new()
}

/// After anything that may have moved things: everything back into view.
pub(super) fn keep_in_view(_model: &mut Model) {}

/// The name under the cursor.
pub(super) fn name(_model: &Model) -> Option<crate::corpus::EntityNo> {
    None
}
