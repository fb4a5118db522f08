//! Places with a letter: `m` and a letter marks one, `'` and the letter goes there.

use super::key::{Code, Key};
use super::marking::change;
use super::update::settle;
use super::{Effect, Model, Overlay, visit};
use crate::corpus::{Bookmark, MarkChange, Position};
use crate::query::Hit;
use crate::text::Span;

/// A letter is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// To mark the place.
    Mark,
    /// To go to its place.
    Go,
}

pub(super) fn open(model: &mut Model, letter: Letter) -> Vec<Effect> {
    if letter == Letter::Mark && model.subject().is_none() {
        return Vec::new();
    }
    if letter == Letter::Go && model.marks.bookmarks.is_empty() {
        model.notice = Some(format!("no places yet: {} and a letter marks one", model.key(super::Action::MarkPlace)));
        return Vec::new();
    }
    model.overlay = Some(Overlay::Letter(letter));
    settle(model)
}

pub(super) fn press(model: &mut Model, letter: Letter, key: Key) -> Vec<Effect> {
    let Some(c) = key.typed().filter(|c| c.is_alphanumeric()) else {
        if key.code != Code::Esc {
            model.notice = Some("a place is marked with a letter".into());
        }
        return settle(model);
    };
    match letter {
        Letter::Mark => mark(model, c),
        Letter::Go => go(model, c),
    }
}

fn mark(model: &mut Model, letter: char) -> Vec<Effect> {
    let Some(n) = model.subject() else { return settle(model) };
    let article = model.corpus.id(n);
    let open = model.reader.opened.as_ref().is_some_and(|opened| opened.id == article);
    let position = if open { model.reader.place() } else { None }.unwrap_or_default();
    let title = model.corpus.title(n).to_string();
    let was = model.marks.bookmarks.get(&letter).cloned();
    let key = model.key(super::Action::GoToPlace);
    model.notice = Some(format!("place {letter} marked: {key} {letter} leads back here"));
    let now = Some(Bookmark { article, position, title });
    change(model, vec![MarkChange::Bookmark { letter, was, now }])
}

fn go(model: &mut Model, letter: char) -> Vec<Effect> {
    let Some(Bookmark { article, position, title }) = model.marks.bookmarks.get(&letter).cloned() else {
        model.notice = Some(format!("no place {letter}: {} {letter} marks one", model.key(super::Action::MarkPlace)));
        return settle(model);
    };
    match model.corpus.find(article) {
        Some(n) => {
            let span = Span { start: position.byte, end: position.byte };
            let place = Hit { paragraph: Some(position.paragraph), span };
            model.visual = None;
            visit::article(model, n, Some(place).filter(|_| position != Position::default()))
        }
        None => {
            model.notice = Some(format!("not in this archive: {title}"));
            settle(model)
        }
    }
}
