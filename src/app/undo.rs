//! Taking back the last thing done on purpose.

use super::update::{mark, settle};
use super::{Effect, Model};
use crate::corpus::{Correcting, MarkChange};
use crate::text::numbers::grouped;
use crate::text::width::fit;

/// What undoes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    Marks(Vec<MarkChange>),
    /// By its number.
    Correction(u64),
}

/// Changes that are about to be made can be taken back.
pub(super) fn remember(model: &mut Model, changes: &[MarkChange]) {
    let undoing: Vec<MarkChange> = changes.iter().rev().filter_map(MarkChange::inverse).collect();
    if !undoing.is_empty() {
        push(model, Undo::Marks(undoing));
    }
}

/// This can be taken back.
pub(super) fn push(model: &mut Model, undo: Undo) {
    model.undo.push(undo);
    forget_oldest(model);
}

/// So many things can be taken back,
const MOST: usize = 100;
/// and so many articles that these are about: 64 MB of names.
const MOST_ARTICLES: usize = 4_000_000;

/// Keeps within the bounds; the last thing done can always be taken back.
fn forget_oldest(model: &mut Model) {
    let mut articles = 0;
    let within = |undo: &&Undo| {
        articles += undo.articles();
        articles <= MOST_ARTICLES
    };
    let kept = model.undo.iter().rev().take(MOST).take_while(within).count().max(1);
    model.undo.drain(..model.undo.len().saturating_sub(kept));
}

impl Undo {
    /// About how many articles it is.
    fn articles(&self) -> usize {
        let one = |change: &MarkChange| match change {
            MarkChange::ReadAll(ids, _) | MarkChange::StarredAll(ids, _) => ids.len(),
            MarkChange::TagAll { articles, .. } => articles.len(),
            _ => 1,
        };
        match self {
            Undo::Marks(changes) => changes.iter().map(one).sum(),
            Undo::Correction(_) => 1,
        }
    }
}

pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    match model.undo.pop() {
        Some(Undo::Marks(changes)) => {
            model.notice = Some(said(&changes));
            let mut effects = mark(model, changes);
            effects.extend(settle(model));
            effects
        }
        Some(Undo::Correction(number)) => vec![Effect::Correct(Correcting::TakeBack(number))],
        None => {
            model.notice = Some("nothing to undo".into());
            Vec::new()
        }
    }
}

/// The longest words of the reader's that a notice repeats, columns.
const LONGEST: usize = 30;

/// What is undone by these changes, in words: "undone: tag peace".
fn said(changes: &[MarkChange]) -> String {
    // The last one undoes what was done first.
    let Some(change) = changes.last() else { return "undone".into() };
    let many = |n: usize, what: &str| match n {
        1 => what.to_string(),
        n => format!("{what} of {} articles", grouped(n as u64)),
    };
    let what = match change {
        MarkChange::Read(_, on) => if *on { "marked as unread" } else { "marked as read" }.to_string(),
        MarkChange::ReadAll(ids, on) => many(ids.len(), if *on { "unread mark" } else { "read mark" }),
        MarkChange::Starred(_, on) => if *on { "star taken" } else { "star" }.to_string(),
        MarkChange::StarredAll(ids, on) => many(ids.len(), if *on { "taking the stars" } else { "stars" }),
        MarkChange::Tag { tag, on, .. } => {
            format!("{} {}", if *on { "taking the tag" } else { "tag" }, fit(tag, LONGEST))
        }
        MarkChange::TagAll { articles, tag, on } => {
            many(articles.len(), &format!("{} {}", if *on { "taking the tag" } else { "tag" }, fit(tag, LONGEST)))
        }
        MarkChange::Note { was, now, .. } => {
            let note = was.as_ref().or(now.as_ref());
            let kind = if note.is_some_and(|n| n.text.is_empty()) { "highlight" } else { "note" };
            match (was, now) {
                // What there was before the undoing, and what there is behind it.
                (Some(_), None) => format!("new {kind}"),
                (Some(_), Some(_)) => format!("change of a {kind}"),
                (None, _) => format!("taking a {kind} away"),
            }
        }
        MarkChange::Bookmark { letter, .. } => format!("place {letter}"),
        MarkChange::Search { name, was, now } => match (was, now) {
            (None, Some(_)) => format!("deleting the search {}", fit(name, LONGEST)),
            (Some(_), Some(_)) => format!("replacing the search {}", fit(name, LONGEST)),
            _ => format!("saving the search {}", fit(name, LONGEST)),
        },
        MarkChange::Position { .. } => String::new(),
    };
    let more = changes.iter().filter(|c| std::mem::discriminant(*c) == std::mem::discriminant(change)).count() - 1;
    if more > 0 { format!("undone: {what} and {more} more") } else { format!("undone: {what}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::model::ThemeName;
    use crate::corpus::ArticleId;

    #[test]
    fn what_can_be_taken_back_is_bounded() {
        let mut model = Model::new((80, 24), "archive".into(), ThemeName::Terminal);
        let star = MarkChange::Starred(ArticleId::default(), true);
        (0..250).for_each(|_| remember(&mut model, std::slice::from_ref(&star)));
        assert_eq!(model.undo.len(), MOST);
        let many = |n: usize| MarkChange::ReadAll(vec![ArticleId::default(); n].into(), true);
        remember(&mut model, &[many(MOST_ARTICLES - 1)]);
        assert_eq!(model.undo.len(), 2);
        remember(&mut model, &[many(MOST_ARTICLES + 1)]);
        assert_eq!(model.undo.len(), 1, "the last one stays");
    }
}
