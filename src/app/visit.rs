//! Going to a place in an article, from wherever one is.

use super::fold::{self, Chosen};
use super::update::{mark, select, settle};
use super::{Effect, Focus, Model, act, history, own};
use crate::corpus::{ArticleNo, MarkChange};
use crate::query::Hit;

/// Reads an article in the panes, at a place of it if one is given. Filters that leave it out are dropped. An open
/// room is stepped out of: going back leads to it.
pub(super) fn article(model: &mut Model, article: ArticleNo, place: Option<Hit>) -> Vec<Effect> {
    let id = model.corpus.id(article);
    history::leave(model);
    model.rooms.step_out();
    model.focus = Focus::Reader;
    model.reader.goal = place.map(|place| (id, place));
    model.reader.goal_note = None;
    let chosen = Chosen::of(&model.corpus, article);
    model.list.wanted = Some(chosen);
    let mut effects = match fold::row_of(model, article) {
        Some(at) => {
            model.list.go(at, model.answer.articles.len());
            settle(model)
        }
        None => {
            model.filter.chips.clear();
            model.notice = Some("filters dropped to show it".into());
            vec![select(model)]
        }
    };
    arrive(model);
    if !model.marks.read.contains(article) {
        effects.extend(mark(model, vec![MarkChange::Read(id, true)]));
    }
    effects
}

/// Shows the place that one goes to, once its article is open.
pub(super) fn arrive(model: &mut Model) {
    let Some((id, place)) = model.reader.goal else { return };
    if model.reader.opened.as_ref().is_some_and(|opened| opened.id == id) {
        // A passage may have gone elsewhere since it was noted: the page knows.
        own::follow(model);
        let noted = model.reader.goal_note.take();
        let found = model.reader.page.highlights.iter().find(|(_, number)| Some(*number) == noted);
        let place = found.map_or(place, |(hit, _)| *hit);
        let height = act::reader_height(model);
        model.reader.goal = None;
        model.reader.at = Some(place);
        model.reader.reveal(place, height);
    }
}
