//! Saved searches: the room that lists them, with how much each finds and what is new since the last look at it.

use std::collections::HashMap;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::bar::{Bar, Purpose};
use super::filter::{Chip, and};
use super::marking::change;
use super::room::{self, Room};
use super::update::{select, settle};
use super::{Action, Effect, Focus, Model, dates, layout};
use crate::corpus::{Corpus, MarkChange, SavedSearch, Seen};
use crate::query::{self, Expr, Term};
use crate::text::numbers::grouped;

/// The open room.
#[derive(Clone, Debug, Default)]
pub struct Pane {
    pub cursor: usize,
    pub top: usize,
    /// By name, as far as it is known; worked out one after another.
    pub counted: HashMap<String, Counted>,
    /// Of each that is counted, or being counted: what it was then.
    asked: HashMap<String, Asked>,
    /// The request during which one is being counted.
    waits: Option<u64>,
    /// What was counted in.
    corpus: Option<Arc<Corpus>>,
}

/// What decides what a search finds, and what of it is new: query, search, and when it was looked at.
type Asked = (String, String, u64);

fn asked(search: &SavedSearch) -> Asked {
    (search.query.clone(), search.search.clone(), search.visited)
}

/// What a search finds now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Rows of the list; `None` if they could not be counted.
    pub rows: Option<usize>,
    /// How many of them were not there at the last look; `None` if there was none.
    pub fresh: Option<u32>,
}

impl Pane {
    /// The name of the search under the cursor.
    pub fn name<'a>(&self, model: &'a Model) -> Option<&'a str> {
        model.marks.searches.keys().nth(self.cursor).map(String::as_str)
    }
}

/// Rows below the room's title.
pub fn rows(size: (u16, u16)) -> usize {
    size.1.saturating_sub(3) as usize
}

/// What a search asks for.
pub fn expr(search: &SavedSearch) -> Expr {
    and([&search.query, &search.search].into_iter().map(|text| query::parse(text).expr))
}

/// "12 Nov 2026", of the day of a moment in seconds since 1970.
pub fn day(at: u64) -> Option<String> {
    let at = jiff::Timestamp::from_second(i64::try_from(at).ok()?).ok()?;
    Some(dates::short(at.to_zoned(jiff::tz::TimeZone::UTC).date()).trim_start().to_string())
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let mut effects = room::enter(model, Room::Searches(Pane::default()));
    effects.extend(answered(model));
    effects
}

/// Whether marks, and not the archive alone, decide what it finds.
fn asks_marks(search: &SavedSearch) -> bool {
    expr(search).any(&|term| matches!(term, Term::Is(_) | Term::Tag(_) | Term::Note(_)))
}

/// Counts what is not counted yet, and anew what may have changed.
pub(super) fn answered(model: &mut Model) -> Vec<Effect> {
    let (corpus, searches) = (Arc::clone(&model.corpus), Arc::clone(&model.marks.searches));
    let Some(Room::Searches(pane)) = model.rooms.current_mut() else { return Vec::new() };
    if !pane.corpus.as_ref().is_some_and(|known| Arc::ptr_eq(known, &corpus)) {
        pane.counted.clear();
        pane.corpus = Some(corpus);
    }
    pane.counted.retain(|name, _| searches.get(name).is_some_and(|search| !asks_marks(search)));
    uncounted(model).into_iter().collect()
}

/// The next one to be counted, where none is being counted: what was saved, replaced or taken back since counts for
/// what it is now. One at a time, so that a key's own request does not wait for all of them.
pub(super) fn uncounted(model: &mut Model) -> Option<Effect> {
    let (generation, searches) = (model.generation, Arc::clone(&model.marks.searches));
    if model.answered != generation {
        return None;
    }
    let Some(Room::Searches(pane)) = model.rooms.current_mut() else { return None };
    let known = &pane.asked;
    pane.counted.retain(|name, _| searches.get(name).is_some_and(|s| known.get(name) == Some(&asked(s))));
    if pane.waits == Some(generation) {
        return None;
    }
    let (name, search) = searches.iter().find(|(name, _)| !pane.counted.contains_key(*name))?;
    pane.waits = Some(generation);
    pane.asked.insert(name.clone(), asked(search));
    let seen = (search.visited > 0).then(|| search.seen.clone());
    Some(Effect::Tally { generation, name: name.clone(), expr: expr(search), seen })
}

/// One is counted.
pub(super) fn tallied(model: &mut Model, name: String, mut counted: Counted) -> Vec<Effect> {
    let searches = Arc::clone(&model.marks.searches);
    if let Some(Room::Searches(pane)) = model.rooms.current_mut() {
        pane.waits = None;
        if let Some(search) = searches.get(&name).filter(|s| pane.asked.get(&name) == Some(&asked(s))) {
            // Searches are kept for all archives. Where nothing that was seen is found, it was looked at in another.
            let rows = counted.rows.map(|rows| rows as u32).filter(|rows| *rows > 0);
            let elsewhere = rows.is_some() && counted.fresh == rows && !search.seen.is_empty();
            counted.fresh = counted.fresh.filter(|_| !elsewhere);
            pane.counted.insert(name, counted);
        }
    }
    uncounted(model).into_iter().collect()
}

/// An action of the room's own; `None` for any other.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Some(Room::Searches(pane)) = model.rooms.current() else { return None };
    let name = pane.name(model).map(str::to_string);
    let counted = name.as_ref().and_then(|name| pane.counted.get(name)).copied();
    Some(match (action, name) {
        (Action::ApplySearch, Some(name)) => apply(model, &name, counted),
        (Action::SaveSearch, _) => ask_name(model),
        (Action::RenameSearch, Some(name)) => {
            model.bar = Some(Bar::new(Purpose::RenameSearch, &name));
            settle(model)
        }
        (Action::DeleteSearch, Some(name)) => {
            let was = model.marks.searches.get(&name).cloned();
            model.notice = Some(format!("{name} deleted, {}", model.undoes()));
            change(model, vec![MarkChange::Search { name, was, now: None }])
        }
        (Action::ApplySearch | Action::RenameSearch | Action::DeleteSearch, None) => {
            model.notice = Some(format!("nothing saved yet: {} saves what narrows the list", model.key(Action::SaveSearch)));
            settle(model)
        }
        _ => return None,
    })
}

/// A click into the room, which takes `area`: what a first and a second click on something do.
pub(super) fn click(model: &mut Model, at: Position, area: Rect) -> Vec<Effect> {
    let all = model.marks.searches.len();
    let Some(Room::Searches(pane)) = model.rooms.current_mut() else { return Vec::new() };
    let line = at.y.checked_sub(area.y + 1).map(|line| pane.top + line as usize);
    let Some(to) = line.filter(|to| *to < all) else { return Vec::new() };
    if std::mem::replace(&mut pane.cursor, to) == to {
        return act(model, Action::ApplySearch).unwrap_or_default();
    }
    settle(model)
}

pub(super) fn step(model: &mut Model, step: Step) {
    let (rows, last) = (rows(layout::free(model)), model.marks.searches.len().saturating_sub(1));
    if let Some(Room::Searches(pane)) = model.rooms.current_mut() {
        pane.cursor = pane.cursor.saturating_add_signed(step.rows(rows)).min(last);
    }
}

pub(super) fn keep_in_view(model: &mut Model) {
    let (rows, all) = (rows(layout::free(model)).max(1), model.marks.searches.len());
    let Some(Room::Searches(pane)) = model.rooms.current_mut() else { return };
    pane.cursor = pane.cursor.min(all.saturating_sub(1));
    pane.top = pane.top.min(all.saturating_sub(rows)).min(pane.cursor);
    if pane.cursor >= pane.top + rows {
        pane.top = pane.cursor + 1 - rows;
    }
}

/// Its chips take the place of those there are; what it finds is known from now on.
fn apply(model: &mut Model, name: &str, counted: Option<Counted>) -> Vec<Effect> {
    let Some(search) = model.marks.searches.get(name).cloned() else { return Vec::new() };
    model.filter.chips.clear();
    model.filter.order = None;
    model.filter.add_terms(&search.query);
    model.filter.add_search(&search.search);
    model.rooms.forget();
    (model.focus, model.zen) = (Focus::List, false);
    let fresh = counted.and_then(|c| c.fresh).zip(day(search.visited));
    model.notice = fresh.map(|(fresh, since)| match fresh {
        0 => format!("nothing new since {since}"),
        n => format!("{} new since {since}", grouped(u64::from(n))),
    });
    let mut effects = vec![select(model), Effect::Visit { name: name.to_string(), at: model.now.max(1) }];
    effects.extend(settle(model));
    effects
}

/// What it found at this look is written down.
pub(super) fn visited(model: &mut Model, change: MarkChange) {
    // What was undone, replaced or renamed meanwhile stays so.
    if let MarkChange::Search { name, was, .. } = &change
        && model.marks.searches.get(name) != was.as_ref()
    {
        return;
    }
    let corpus = Arc::clone(&model.corpus);
    Arc::make_mut(&mut model.marks).apply(&corpus, &change);
    model.unanswered.push(change);
}

/// What narrows the list now, to be saved: the chips as one query, and what is searched for.
fn narrowed(model: &Model) -> Option<SavedSearch> {
    let text = |search: bool| {
        let chips: Vec<&Chip> = model.filter.chips.iter().filter(|c| c.search == search).collect();
        let several = chips.len() > 1;
        // "a or b" beside others is one of them.
        let one = |c: &&Chip| match c.expr {
            Expr::Or(_) if several => format!("({})", c.text),
            _ => c.text.clone(),
        };
        chips.iter().map(one).collect::<Vec<_>>().join(" ")
    };
    let search = SavedSearch { query: text(false), search: text(true), visited: 0, seen: Seen::default() };
    (!model.filter.chips.is_empty()).then_some(search)
}

/// The keys that narrow the list: "f, p, c, i or /".
pub fn narrowing(model: &Model) -> String {
    use Action as A;
    let keys = [A::Filter, A::PickPeople, A::PickCountries, A::PickOrganisations].map(|action| model.key(action));
    format!("{} or {}", keys.join(", "), model.key(A::Search))
}

fn ask_name(model: &mut Model) -> Vec<Effect> {
    if model.filter.chips.is_empty() {
        model.notice = Some(format!("nothing narrows the list: {} first", narrowing(model)));
        return settle(model);
    }
    let labels: Vec<&str> = model.filter.chips.iter().map(|c| c.label.trim_start_matches('/')).collect();
    model.bar = Some(Bar::new(Purpose::SaveSearch, &labels.join(", ")));
    settle(model)
}

/// Saves what narrows the list under a name. One that is saved under it already is replaced.
pub(super) fn save(model: &mut Model, name: &str) -> Vec<Effect> {
    let name = name.trim().to_string();
    let Some(now) = narrowed(model).filter(|_| !name.is_empty()) else { return settle(model) };
    let was = model.marks.searches.get(&name).cloned();
    let done = if was.is_some() { "replaced" } else { "saved" };
    model.notice = Some(format!("{name} {done}, {}", model.undoes()));
    let visit = Effect::Visit { name: name.clone(), at: model.now.max(1) };
    let mut effects = change(model, vec![MarkChange::Search { name: name.clone(), was, now: Some(now) }]);
    effects.push(visit);
    go_to(model, &name);
    effects.extend(settle(model));
    effects
}

/// Another name for the search under the cursor.
pub(super) fn rename(model: &mut Model, name: &str) -> Vec<Effect> {
    let name = name.trim().to_string();
    let Some(Room::Searches(pane)) = model.rooms.current() else { return settle(model) };
    let Some(old) = pane.name(model).map(str::to_string).filter(|old| *old != name && !name.is_empty()) else {
        return settle(model);
    };
    if model.marks.searches.contains_key(&name) {
        model.notice = Some(format!("{name} is another search"));
        return settle(model);
    }
    let search = model.marks.searches.get(&old).cloned();
    model.notice = Some(format!("{old} is called {name}, {}", model.undoes()));
    let gone = MarkChange::Search { name: old, was: search.clone(), now: None };
    let new = MarkChange::Search { name: name.clone(), was: None, now: search };
    let mut effects = change(model, vec![gone, new]);
    go_to(model, &name);
    effects.extend(settle(model));
    effects
}

fn go_to(model: &mut Model, name: &str) {
    let at = model.marks.searches.keys().position(|n| n == name);
    if let (Some(at), Some(Room::Searches(pane))) = (at, model.rooms.current_mut()) {
        pane.cursor = at;
    }
}
