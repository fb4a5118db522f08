//! Rows marked in the list: what keys do is done to all of them.

use super::fold::Chosen;
use super::update::{choose, settle};
use super::{Action as A, Effect, Model};
use crate::corpus::{Bits, Corpus};
use crate::text::numbers::grouped;

/// `v`: the row under the cursor, and on to the next one.
pub(super) fn row(model: &mut Model) -> Vec<Effect> {
    let Some(n) = model.selected() else { return Vec::new() };
    fit(model);
    let on = !model.marked.contains(n);
    model.marked.set(n, on);
    model.list.anchor = Some(model.corpus.id(n));
    model.list.step(1, model.answer.articles.len());
    choose(model);
    settle(model)
}

/// `V`: every row from the one marked last to the cursor.
pub(super) fn range(model: &mut Model) -> Vec<Effect> {
    let Some(n) = model.selected() else { return Vec::new() };
    fit(model);
    let anchor = model.list.anchor.and_then(|id| model.corpus.find(id));
    let anchor = anchor.and_then(|n| model.answer.articles.position(n)).unwrap_or(model.list.cursor);
    let (first, last) = (anchor.min(model.list.cursor), anchor.max(model.list.cursor));
    let rows = model.answer.articles.iter_from(first).take(last - first + 1);
    rows.for_each(|n| model.marked.insert(n));
    model.list.anchor = Some(model.corpus.id(n));
    tell(model);
    settle(model)
}

/// All rows that are shown; once all of them are marked, none.
pub(super) fn all(model: &mut Model) -> Vec<Effect> {
    let shown = model.answer.articles.set(model.corpus.len());
    fit(model);
    let mut missing = shown.clone();
    missing.and_not(&model.marked);
    if missing.is_empty() {
        model.marked.and_not(&shown);
    } else {
        model.marked.or(&shown);
    }
    tell(model);
    settle(model)
}

/// No row is marked any more. False if none was.
pub(super) fn clear(model: &mut Model) -> bool {
    let some = !model.marked.is_empty();
    model.marked = Bits::none(model.corpus.len());
    some
}

/// The marked articles are those of another corpus.
pub(super) fn follow(model: &mut Model, old: &Corpus) {
    let new = &model.corpus;
    let carried = model.marked.iter().filter_map(|n| Chosen::of(old, n).find(new)).collect::<Vec<_>>();
    model.marked = Bits::from_numbers(new.len(), carried);
}

/// Before the first answer nothing has room.
fn fit(model: &mut Model) {
    if model.marked.range() != model.corpus.len() {
        model.marked = Bits::none(model.corpus.len());
    }
}

fn tell(model: &mut Model) {
    let count = model.marked.count();
    model.notice = Some(match count {
        0 => "nothing marked".into(),
        n => {
            let keys = [A::Star, A::ToggleRead, A::Tag, A::AllRead].map(|action| model.key(action)).join(" ");
            let count = grouped(u64::from(n));
            format!("{count} marked: {keys} act on them, {} lets go", model.key(A::Close))
        }
    });
}
