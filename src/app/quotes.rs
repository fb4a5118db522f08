//! Who said what: quotes of the selection, filed by speaker, beside those about him.
//!
//! Only the columns know all of it; words are held of what is on the screen. What is missing is asked for by
//! [`wanted`], after anything that may have moved.

mod copy;
mod state;

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::bar::{Bar, Purpose};
use super::room::{self, Room};
use super::update::settle;
use super::{Action, Effect, Focus, Model, layout, visit};
use crate::corpus::{ArticleNo, Corpus, EntityNo};
pub(super) use copy::copy;
pub use state::{Asked, Column, Filed, Pane, Place, Shelf, Who, Words, marks, needles, quoted_text};

/// From here what one said and what was said about him stand side by side.
const BOTH: u16 = 130;
/// From here speakers stand beside quotes, and not above them.
const BESIDE: u16 = 81;
/// The widest that quotes are set which have the room for themselves.
const WIDEST: u16 = 100;

/// Where everything is; each area's first row is its title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    pub speakers: Rect,
    /// By and about; only one of them where there is not room for two.
    pub shelves: [Option<Rect>; 2],
}

/// The areas of a room. Where there is room for one column it is the one under the cursor; everybody's have no second.
pub fn areas(room: Rect, pane: &Pane) -> Areas {
    let (about, speakers) = (pane.shown_about(), pane.speakers.len());
    let one = |area| if about { [None, Some(area)] } else { [Some(area), None] };
    if room.width < BESIDE {
        let height = (room.height / 3).clamp(2, 8).min(speakers.clamp(1, 8) as u16 + 1);
        let speakers = Rect { height, ..room };
        let below = Rect { y: room.y + height, height: room.height.saturating_sub(height), ..room };
        return Areas { speakers, shelves: one(below) };
    }
    let names = (room.width / 5).clamp(24, 36);
    let speakers = Rect { width: names, ..room };
    let (x, width) = (room.x + names + 1, room.width - names - 1);
    if room.width < BOTH {
        return Areas { speakers, shelves: one(Rect { x, width, ..room }) };
    }
    if pane.who == Who::Everybody {
        return Areas { speakers, shelves: one(Rect { x, width: width.min(WIDEST), ..room }) };
    }
    let half = (width - 1) / 2;
    let by = Rect { x, width: width - 1 - half, ..room };
    let about = Rect { x: by.right() + 1, width: half, ..room };
    Areas { speakers, shelves: [Some(by), Some(about)] }
}

/// The areas as they are now.
fn areas_of(model: &Model) -> Areas {
    let Some((pane, room)) = pane(model).zip(layout::panes(model).room) else { return Areas::default() };
    areas(room, pane)
}

/// Rows of quotes, or names, in an area: all but its title.
fn height(area: Rect) -> usize {
    area.height.saturating_sub(1) as usize
}

/// Columns for a quote's words: a mark and a space on the left, one on the right.
pub fn columns(area: Rect) -> usize {
    area.width.saturating_sub(4).max(1) as usize
}

fn pane(model: &Model) -> Option<&Pane> {
    match model.rooms.current()? {
        Room::Quotes(pane) => Some(pane),
        _ => None,
    }
}

fn pane_mut(model: &mut Model) -> Option<&mut Pane> {
    match model.rooms.current_mut()? {
        Room::Quotes(pane) => Some(pane),
        _ => None,
    }
}

/// Opens the room on what is selected now: on whom a filter is about, should there be one; on everybody where something
/// else narrows the list.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let filters = || model.filter.chosen().rev().find(|(_, out)| !out).map(|(e, _)| e);
    let beside = if let Focus::Sidebar(_) = model.focus { model.sidebar.chosen } else { None };
    let mut pane = Pane::new(Arc::clone(&model.corpus));
    if let Some(entity) = beside.or_else(filters) {
        (pane.who, pane.column, pane.chosen) = (Who::Of(entity), Column::By, true);
    } else if !model.filter.chips.is_empty() {
        // Who has narrowed the list to something wants what is said of it, whoever says it.
        (pane.who, pane.chosen) = (Who::Everybody, true);
    }
    let mut effects = room::enter(model, Room::Quotes(pane));
    effects.extend(answered(model));
    effects
}

/// An action of the room's own, or one that means something else here; `None` for any other.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    let pane = pane_mut(model)?;
    match action {
        A::FocusRight | A::FocusNext => {
            let to = pane.column.next(action == A::FocusNext);
            pane.column = match to {
                Column::About if pane.who == Who::Everybody && action == A::FocusNext => Column::Speakers,
                Column::About if pane.who == Who::Everybody => Column::By,
                to => to,
            };
        }
        A::FocusLeft | A::FocusPrevious => pane.column = pane.column.previous(),
        A::ReadQuote if pane.column == Column::Speakers => pane.column = Column::By,
        A::ReadQuote => return Some(read(model)),
        A::QuoteWords | A::QuoteAbout => {
            let (purpose, text) = match action {
                A::QuoteWords => (Purpose::QuoteWords, pane.words.clone()),
                _ => (Purpose::QuoteAbout, pane.about.clone()),
            };
            model.bar = Some(Bar::new(purpose, &text));
        }
        // What takes time is given up first, then what narrows.
        A::Close if pane.reading.is_some() => {
            pane.reading = None;
            pane.given_up = true;
            model.quoting += 1;
        }
        A::Close if !pane.words.is_empty() || !pane.about.is_empty() => {
            (pane.words, pane.about) = Default::default();
            return Some(answered(model));
        }
        _ => return None,
    }
    Some(settle(model))
}

/// Goes to the quote's place in its article.
fn read(model: &mut Model) -> Vec<Effect> {
    let Some((article, hit)) = pane(model).and_then(|pane| {
        let quoted = pane.under_cursor()?;
        let words = pane.words_of((quoted.quote.article, quoted.quote.index));
        Some((quoted.quote.article, words.map(|words| words.hit)))
    }) else {
        return Vec::new();
    };
    visit::article(model, article, hit)
}

/// Moves the cursor.
pub(super) fn step(model: &mut Model, step: Step) {
    let areas = areas_of(model);
    let Some(pane) = pane_mut(model) else { return };
    match pane.shelf_no() {
        None => {
            let last = pane.speakers.len().saturating_sub(1);
            pane.speaker = pane.speaker.saturating_add_signed(step.rows(height(areas.speakers))).min(last);
            if let Some((who, _)) = pane.speakers.get(pane.speaker) {
                (pane.who, pane.chosen) = (*who, true);
            }
        }
        Some(n) => {
            let page = areas.shelves.get(n).copied().flatten().map_or(0, |area| pane.on_screen(n, area).max(1) + 1);
            let Some(shelf) = pane.shelves.get_mut(n) else { return };
            shelf.cursor = shelf.cursor.saturating_add_signed(step.rows(page)).min(shelf.rows.len().saturating_sub(1));
        }
    }
}

/// The wheel: the column under the mouse is gone through, wherever the keys go.
pub(super) fn wheel(model: &mut Model, at: Position, by: isize) {
    let areas = areas_of(model);
    let [by_him, about_him] = areas.shelves.map(|area| area.is_some_and(|area| area.contains(at)));
    let Some(pane) = pane_mut(model) else { return };
    let kept = pane.column;
    pane.column = match () {
        () if areas.speakers.contains(at) => Column::Speakers,
        () if by_him => Column::By,
        () if about_him => Column::About,
        () => return,
    };
    step(model, Step::Lines(by));
    if let Some(pane) = pane_mut(model) {
        pane.column = kept;
    }
}

/// What is typed in the room's input: words, or whom the quotes are about.
pub(super) fn typed(model: &mut Model, purpose: Purpose, text: &str) -> Vec<Effect> {
    let Some(pane) = pane_mut(model) else { return Vec::new() };
    let text = text.trim();
    let field = if purpose == Purpose::QuoteWords { &mut pane.words } else { &mut pane.about };
    if field == text {
        return Vec::new();
    }
    *field = text.to_string();
    answered(model)
}

/// A click into the room, which takes `area`: what a first and a second click on something do.
pub(super) fn click(model: &mut Model, at: Position, _area: Rect) -> Vec<Effect> {
    let areas = areas_of(model);
    let Some(pane) = pane_mut(model) else { return Vec::new() };
    if areas.speakers.contains(at) {
        pane.column = Column::Speakers;
        let line = at.y.checked_sub(areas.speakers.y + 1).map(|line| pane.top + line as usize);
        if let Some(to) = line.filter(|to| *to < pane.speakers.len()) {
            let by = to as isize - pane.speaker as isize;
            step(model, Step::Lines(by));
        }
        return settle(model);
    }
    for (n, column) in [Column::By, Column::About].into_iter().enumerate() {
        let Some(area) = areas.shelves.get(n).copied().flatten().filter(|area| area.contains(at)) else { continue };
        let to = pane.row_at(n, area, at.y);
        let again = pane.column == column && pane.shelves.get(n).map(|shelf| shelf.cursor) == to;
        pane.column = column;
        if let (Some(to), Some(shelf)) = (to, pane.shelves.get_mut(n)) {
            shelf.cursor = to;
            return if again { read(model) } else { settle(model) };
        }
    }
    settle(model)
}

/// The selection is another one: asks for what the room shows.
pub(super) fn answered(model: &mut Model) -> Vec<Effect> {
    let corpus = Arc::clone(&model.corpus);
    for room in model.rooms.iter_mut() {
        if let Room::Quotes(pane) = room {
            pane.follow(&corpus);
            pane.forget_asked();
        }
    }
    ask(model, true).into_iter().chain(settle(model)).collect()
}

fn ask(model: &mut Model, speakers: bool) -> Option<Effect> {
    let generation = model.quoting + 1;
    let pane = pane_mut(model)?;
    pane.asked = Some(pane.who);
    pane.given_up = false;
    // Those that are asked for and have not come are asked for again.
    pane.incomplete |= speakers;
    let speakers = pane.incomplete;
    // Whom nobody chose need not be the one who says most of what is left.
    let who = pane.wanted();
    let asked = Asked { who, speakers, words: pane.words.clone(), about: pane.about.clone() };
    model.quoting = generation;
    Some(Effect::Quotes { generation, asked })
}

/// Takes in what the worker has found.
pub(super) fn file(model: &mut Model, corpus: &Arc<Corpus>, filed: Filed) -> Vec<Effect> {
    let Some(pane) = pane_mut(model).filter(|pane| Arc::ptr_eq(&pane.corpus, corpus)) else { return Vec::new() };
    let goes_on = filed.reading.is_some();
    pane.show(filed);
    let more = if goes_on { ask(model, true) } else { None };
    more.into_iter().chain(settle(model)).collect()
}

/// Takes in the words of quotes, whether the room is on the screen or waits to be.
pub(super) fn learn(model: &mut Model, corpus: &Arc<Corpus>, words: &[(Place, Words)]) -> Vec<Effect> {
    for room in model.rooms.iter_mut() {
        if let Room::Quotes(pane) = room
            && Arc::ptr_eq(&pane.corpus, corpus)
        {
            pane.learn(words);
        }
    }
    settle(model)
}

/// After anything that may have moved things: everything back into view.
pub(super) fn keep_in_view(model: &mut Model) {
    let areas = areas_of(model);
    if let Some(pane) = pane_mut(model) {
        pane.keep_in_view(height(areas.speakers));
        for (n, area) in areas.shelves.into_iter().enumerate() {
            area.into_iter().for_each(|area| pane.keep_shelf_in_view(n, area));
        }
    }
}

/// What the room on the screen lacks.
pub(super) fn wanted(model: &mut Model) -> Vec<Effect> {
    let areas = areas_of(model);
    let Some(pane) = pane_mut(model) else { return Vec::new() };
    let mut places = Vec::new();
    for (n, area) in areas.shelves.into_iter().enumerate() {
        area.into_iter().for_each(|area| places.extend(pane.lacking(n, area)));
    }
    let other = pane.asked.is_some_and(|asked| asked != pane.who);
    let mut effects: Vec<Effect> = Vec::new();
    if !places.is_empty() {
        effects.push(Effect::QuoteWords { quotes: places });
    }
    if other {
        effects.extend(ask(model, false));
    }
    effects
}

/// The article under the cursor.
pub(super) fn article(model: &Model) -> Option<ArticleNo> {
    Some(pane(model)?.under_cursor()?.quote.article)
}

/// The name under the cursor: of a quote its speaker's.
pub(super) fn name(model: &Model) -> Option<EntityNo> {
    let pane = pane(model)?;
    match pane.column {
        Column::By if pane.who == Who::Everybody => pane.under_cursor()?.quote.speaker,
        Column::Speakers | Column::By => pane.entity(),
        Column::About => pane.under_cursor()?.quote.speaker,
    }
}
