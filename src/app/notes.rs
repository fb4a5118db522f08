//! The notes room: every note and highlight in the archive, or in what is shown, the newest first.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::bar::{Bar, Purpose};
use super::marking::change;
use super::room::{self, Room};
use super::update::settle;
use super::{Action, Effect, Model, editor, layout, own, visit};
use crate::corpus::{ArticleId, ArticleNo, MarkChange, Note, Notes};
use crate::query::Hit;
use crate::text::fold;

/// The open room.
#[derive(Clone, Debug, Default)]
pub struct Pane {
    pub rows: Vec<Row>,
    pub cursor: usize,
    pub top: usize,
    /// What they have to say.
    pub words: String,
    /// Only those of the articles that are shown.
    pub shown_only: bool,
    /// What the rows were made from: the notes, and the request that was answered.
    made: Option<(Arc<Notes>, u64)>,
}

/// A note or highlight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub article: ArticleNo,
    pub id: ArticleId,
    pub number: u64,
}

impl Row {
    pub fn note(self, model: &Model) -> Option<&Note> {
        model.marks.notes.get(self.id, self.number)
    }
}

/// Lines of a row: what it says, and where.
pub const HEIGHT: u16 = 2;

/// Rows that fit below the room's title.
pub fn rows(size: (u16, u16)) -> usize {
    (size.1.saturating_sub(3) / HEIGHT).max(1) as usize
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    room::enter(model, Room::Notes(Pane::default()))
}

/// Makes the rows anew, and stays on the same note.
fn fill(model: &mut Model) {
    let Some(Room::Notes(pane)) = model.rooms.current() else { return };
    let words: Vec<String> = fold(&pane.words).split_whitespace().map(str::to_string).collect();
    let asked = |n: ArticleNo| !pane.shown_only || model.answer.all.as_ref().is_none_or(|all| all.contains(n));
    let says = |n: ArticleNo, note: &Note| {
        let passage = note.passage.as_ref().map_or("", |p| &p.words);
        let all = fold(&format!("{} {passage} {}", note.text, model.corpus.title(n))).into_owned();
        words.iter().all(|word| all.contains(word))
    };
    let mut rows: Vec<(u64, Row)> = Vec::new();
    for (id, notes) in model.marks.notes.iter() {
        let Some(article) = model.corpus.find(id).filter(|n| asked(*n)) else { continue };
        let found = notes.iter().filter(|(_, note)| says(article, note));
        rows.extend(found.map(|(number, note)| (note.at, Row { article, id, number: *number })));
    }
    rows.sort_by_key(|(at, row)| (std::cmp::Reverse(*at), row.article, row.number));
    let made = (Arc::clone(&model.marks.notes), model.answered);
    let Some(Room::Notes(pane)) = model.rooms.current_mut() else { return };
    let on = pane.rows.get(pane.cursor).copied();
    pane.rows = rows.into_iter().map(|(_, row)| row).collect();
    pane.made = Some(made);
    let same = on.and_then(|on| pane.rows.iter().position(|r| (r.id, r.number) == (on.id, on.number)));
    pane.cursor = same.unwrap_or(pane.cursor);
}

pub(super) fn keep_in_view(model: &mut Model) {
    let Some(Room::Notes(pane)) = model.rooms.current() else { return };
    let made =
        |(notes, answered): &(Arc<Notes>, u64)| Arc::ptr_eq(notes, &model.marks.notes) && *answered == model.answered;
    if !pane.made.as_ref().is_some_and(made) {
        fill(model);
    }
    let rows = rows(layout::free(model));
    let Some(Room::Notes(pane)) = model.rooms.current_mut() else { return };
    let all = pane.rows.len();
    pane.cursor = pane.cursor.min(all.saturating_sub(1));
    pane.top = pane.top.min(all.saturating_sub(rows)).min(pane.cursor);
    if pane.cursor >= pane.top + rows {
        pane.top = pane.cursor + 1 - rows;
    }
}

/// The row under the cursor.
fn row(model: &Model) -> Option<Row> {
    let Some(Room::Notes(pane)) = model.rooms.current() else { return None };
    pane.rows.get(pane.cursor).copied()
}

/// The article under the cursor.
pub(super) fn article(model: &Model) -> Option<ArticleNo> {
    row(model).map(|row| row.article)
}

/// A click into the room, which takes `area`: what a first and a second click on something do.
pub(super) fn click(model: &mut Model, at: Position, area: Rect) -> Vec<Effect> {
    let Some(Room::Notes(pane)) = model.rooms.current_mut() else { return Vec::new() };
    let line = at.y.checked_sub(area.y + 1).map(|line| pane.top + (line / HEIGHT) as usize);
    let Some(to) = line.filter(|to| *to < pane.rows.len()) else { return Vec::new() };
    if std::mem::replace(&mut pane.cursor, to) == to {
        return act(model, Action::ReadNote).unwrap_or_default();
    }
    settle(model)
}

pub(super) fn step(model: &mut Model, step: Step) {
    let rows = rows(layout::free(model));
    if let Some(Room::Notes(pane)) = model.rooms.current_mut() {
        let last = pane.rows.len().saturating_sub(1);
        pane.cursor = pane.cursor.saturating_add_signed(step.rows(rows)).min(last);
    }
}

/// An action of the room's own; `None` for any other.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let row = row(model);
    Some(match (action, row) {
        (Action::ReadNote, Some(row)) => {
            let place = row.note(model).and_then(|note| note.passage.as_ref());
            let place = place.map(|p| Hit { paragraph: p.paragraph, span: p.span });
            let effects = visit::article(model, row.article, place);
            // Where it is open already one is there.
            match model.reader.goal {
                Some(_) => model.reader.goal_note = Some(row.number),
                None => own::show(model, row.number),
            }
            effects
        }
        (Action::EditNote, Some(row)) => editor::on_note(model, row.id, row.number),
        (Action::DeleteNote, Some(row)) => {
            let was = row.note(model).cloned().map(Arc::new);
            let what = if was.as_ref().is_some_and(|n| n.text.is_empty()) { "highlight" } else { "note" };
            model.notice = Some(format!("{what} deleted, {}", model.undoes()));
            change(model, vec![MarkChange::Note { article: row.id, number: row.number, was, now: None }])
        }
        (Action::ReadNote | Action::EditNote | Action::DeleteNote, None) => Vec::new(),
        (Action::FindNotes, _) => {
            let Some(Room::Notes(pane)) = model.rooms.current() else { return None };
            model.bar = Some(Bar::new(Purpose::Notes, &pane.words.clone()));
            settle(model)
        }
        (Action::ShownNotes, _) => {
            let Some(Room::Notes(pane)) = model.rooms.current_mut() else { return None };
            pane.shown_only = !pane.shown_only;
            pane.made = None;
            settle(model)
        }
        // What is looked for goes first.
        (Action::Close, _) => {
            let Some(Room::Notes(pane)) = model.rooms.current_mut() else { return None };
            if pane.words.is_empty() {
                return None;
            }
            pane.words.clear();
            pane.made = None;
            settle(model)
        }
        _ => return None,
    })
}

/// Only those that say so, as it is typed.
pub(super) fn look_for(model: &mut Model, words: &str) -> Vec<Effect> {
    if let Some(Room::Notes(pane)) = model.rooms.current_mut() {
        pane.words = words.to_string();
        pane.made = None;
    }
    settle(model)
}
