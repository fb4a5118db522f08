//! Where: the countries of the selection on a map of the world, and a ranked list of them beside it.
//!
//! What is shown comes with the answer, so that the room opens at once: the rows are those of the sidebar's countries.

pub mod labels;
pub mod places;
pub mod plan;
pub mod projection;
pub mod walk;

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::room::{self, Room};
use super::sidebar::{Row, State};
use super::update::{select, settle};
use super::{Action, Effect, Model, layout};
use crate::corpus::{EntityNo, Kind};
use places::Place;
use plan::Plan;
use projection::Projection;
use walk::Direction;

/// The open room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// The country under the cursor, by [`key`].
    country: String,
    /// Whether the cursor goes through the list, not over the map.
    pub list: bool,
    /// The first row of the list on the screen.
    pub top: usize,
    /// How many times the map was brought closer.
    pub closer: u8,
}

/// A country of the selection.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    pub row: Row,
    /// ISO code.
    pub code: String,
    /// Where it is, if that is known.
    pub place: Option<Place>,
}

impl Country {
    /// Whether a filter asks for it or leaves it out.
    pub fn pinned(&self) -> bool {
        self.row.state != State::Free
    }
}

/// All countries of the selection, those that filters are about first, then those named most. They are a few hundred
/// at most.
pub fn countries(model: &Model) -> Vec<Country> {
    let rows = &model.sidebar.section(Kind::Country).rows;
    let country = |row: Row| {
        let code = model.corpus.code(row.entity);
        Country { row, code: code.to_string(), place: places::place(code) }
    };
    (0..rows.len().min(MOST)).filter_map(|at| rows.get(at)).map(country).collect()
}

/// More countries than there are.
const MOST: usize = 1000;

/// What a country is known by in any corpus: its code, or its name should it have none.
fn key(model: &Model, entity: EntityNo) -> String {
    let code = model.corpus.code(entity);
    if code.is_empty() { model.corpus.name(entity).to_string() } else { code.to_string() }
}

/// Which of the countries is under the cursor: the first where it has gone from the selection.
pub fn cursor(model: &Model, pane: &Pane, countries: &[Country]) -> usize {
    countries.iter().position(|c| key(model, c.row.entity) == pane.country).unwrap_or(0)
}

/// Opens the room on what is selected now, on the chosen country if there is one.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let chosen = model.sidebar.chosen.filter(|e| model.corpus.kind(*e) == Kind::Country);
    let country = chosen.map(|e| key(model, e)).unwrap_or_default();
    let mut effects = room::enter(model, Room::Map(Pane { country, ..Pane::default() }));
    effects.extend(answered(model));
    effects
}

fn pane(model: &Model) -> Option<&Pane> {
    match model.rooms.current() {
        Some(Room::Map(pane)) => Some(pane),
        _ => None,
    }
}

fn pane_mut(model: &mut Model) -> Option<&mut Pane> {
    match model.rooms.current_mut() {
        Some(Room::Map(pane)) => Some(pane),
        _ => None,
    }
}

/// An action of the room's own, or one that means something else here; `None` for any other.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    let in_list = in_list(model)?;
    match action {
        A::MapLeft if in_list => set_list(model, false),
        A::MapRight if in_list => {}
        A::MapLeft => walk(model, Direction::Left),
        A::MapRight => walk(model, Direction::Right),
        A::FilterCountry | A::ExcludeCountry => {
            let Some(entity) = name(model) else { return Some(Vec::new()) };
            let corpus = Arc::clone(&model.corpus);
            // The cursor stays on it, wherever it stands in the next answer.
            let country = key(model, entity);
            pane_mut(model)?.country = country;
            model.filter.toggle(&corpus, entity, action == A::ExcludeCountry);
            return Some(vec![select(model)]);
        }
        A::MapList => set_list(model, !in_list),
        A::Closer => {
            let pane = pane_mut(model)?;
            pane.closer = (pane.closer + 1) % (projection::CLOSEST + 1);
        }
        A::WholeWorld => pane_mut(model)?.closer = 0,
        A::Close if pane(model)?.closer > 0 => pane_mut(model)?.closer = 0,
        _ => return None,
    }
    Some(settle(model))
}

/// Whether steps go through the list: the map may have no room.
fn in_list(model: &Model) -> Option<bool> {
    let plan = Plan::of(model)?;
    Some(pane(model)?.list || plan.map.is_empty())
}

fn set_list(model: &mut Model, list: bool) {
    pane_mut(model).into_iter().for_each(|pane| pane.list = list);
}

/// To the nearest country in a direction.
fn walk(model: &mut Model, direction: Direction) {
    let countries = countries(model);
    let Some(at) = pane(model).map(|pane| cursor(model, pane, &countries)) else { return };
    // In half degrees across and degrees down: a cell is twice as high as wide.
    let cell = |place: &Place| (((place.longitude + 180.0) * 2.0) as u16, (90.0 - place.latitude) as u16);
    let placed: Vec<(usize, (u16, u16))> =
        countries.iter().enumerate().filter_map(|(n, c)| Some((n, cell(&c.place?)))).collect();
    let here = placed.iter().find(|(n, _)| *n == at).map(|(_, cell)| *cell);
    let to = match here {
        Some(from) => walk::nearest(from, direction, placed.iter().map(|(_, cell)| *cell)),
        None => Some(0),
    };
    if let Some(country) = to.and_then(|to| placed.get(to)).and_then(|(n, _)| countries.get(*n)) {
        go(model, country.row.entity);
    }
}

fn go(model: &mut Model, entity: EntityNo) {
    let country = key(model, entity);
    pane_mut(model).into_iter().for_each(|pane| pane.country = country.clone());
}

/// Moves the cursor: a line up or down over the map, anything else along the list.
pub(super) fn step(model: &mut Model, step: Step) {
    let Some(in_list) = in_list(model) else { return };
    match step {
        Step::Lines(by) if !in_list => walk(model, if by < 0 { Direction::Up } else { Direction::Down }),
        _ => {
            let countries = countries(model);
            let rows = Plan::of(model).map_or(0, |plan| plan.list.height as usize);
            let Some(at) = pane(model).map(|pane| cursor(model, pane, &countries)) else { return };
            let to = at.saturating_add_signed(step.rows(rows)).min(countries.len().saturating_sub(1));
            countries.get(to).into_iter().for_each(|country| go(model, country.row.entity));
        }
    }
}

/// The part of the world on the screen: around the country under the cursor, where it was brought closer.
pub fn projection(plan: &Plan, pane: &Pane, countries: &[Country], at: usize) -> Projection {
    let around = countries.get(at).and_then(|country| country.place).unwrap_or(NOWHERE);
    Projection::new(plan.map, pane.closer, around)
}

/// In the middle of what news is mostly about.
const NOWHERE: Place = Place { latitude: 20.0, longitude: 10.0 };

/// A click on a country, on the map or in the list: the first goes to it, a second filters by it. On the map the one
/// that is meant may be a cell or two off.
pub(super) fn click(model: &mut Model, at: Position, area: Rect) -> Vec<Effect> {
    let (plan, countries) = (Plan::new(layout::inside(area), model.plain), countries(model));
    let Some(pane) = pane(model) else { return Vec::new() };
    let here = cursor(model, pane, &countries);
    let hit = match plan.row_at(pane, at.x, at.y) {
        Some(row) => Some(row),
        None if plan.map.contains(at) => {
            let projection = projection(&plan, pane, &countries, here);
            let far = |(n, country): (usize, &Country)| {
                let (x, y) = projection.cell(country.place?)?;
                Some((x.abs_diff(at.x) + 2 * y.abs_diff(at.y), n))
            };
            countries.iter().enumerate().filter_map(far).filter(|(far, _)| *far <= 2).min().map(|(_, n)| n)
        }
        None => None,
    };
    let Some(country) = hit.and_then(|hit| countries.get(hit)) else { return Vec::new() };
    if hit == Some(here) {
        return act(model, Action::FilterCountry).unwrap_or_default();
    }
    go(model, country.row.entity);
    settle(model)
}

/// The selection is another one: what is shown has come with it.
pub(super) fn answered(_model: &mut Model) -> Vec<Effect> {
    Vec::new()
}

/// After anything that may have moved things: everything back into view.
pub(super) fn keep_in_view(model: &mut Model) {
    let countries = countries(model);
    let Some(rows) = Plan::of(model).map(|plan| (plan.list.height as usize).max(1)) else { return };
    let Some(at) = pane(model).map(|pane| cursor(model, pane, &countries)) else { return };
    if let Some(pane) = pane_mut(model) {
        pane.top = pane.top.min(countries.len().saturating_sub(rows)).min(at).max((at + 1).saturating_sub(rows));
    }
}

/// The name under the cursor.
pub(super) fn name(model: &Model) -> Option<EntityNo> {
    let countries = countries(model);
    let at = cursor(model, pane(model)?, &countries);
    countries.get(at).map(|country| country.row.entity)
}

/// The countries that the list shows, and the one under the cursor.
pub(super) fn shown(model: &Model) -> Vec<EntityNo> {
    let Some((plan, pane)) = Plan::of(model).zip(pane(model)) else { return Vec::new() };
    let countries = countries(model);
    let listed = countries.iter().skip(pane.top).take(plan.list.height as usize);
    listed.map(|country| country.row.entity).chain(name(model)).collect()
}

#[cfg(test)]
mod tests;
