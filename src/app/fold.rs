//! Folding: articles that say the same are one row of the list; here a row is unfolded and folded again.

use std::collections::HashSet;
use std::sync::Arc;

use super::update::{choose, settle};
use super::{Effect, Model};
use crate::corpus::{ArticleId, ArticleNo, Corpus};

/// An article that is meant whatever becomes of its number: by its content, and among those of one content by its
/// serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub id: ArticleId,
    pub serial: u32,
}

impl Chosen {
    pub fn of(corpus: &Corpus, article: ArticleNo) -> Chosen {
        Chosen { id: corpus.id(article), serial: corpus.serial(article) }
    }

    /// Its number in a corpus; that of another one of the same content if it has gone itself.
    pub fn find(self, corpus: &Corpus) -> Option<ArticleNo> {
        corpus.by_serial(self.serial).filter(|n| corpus.id(*n) == self.id).or_else(|| corpus.find(self.id))
    }
}

/// Shows the articles that are folded into the row under the cursor below it, or folds them again.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    let Some(article) = model.selected() else { return Vec::new() };
    let corpus = Arc::clone(&model.corpus);
    let family: HashSet<ArticleId> = corpus.copies(article).map(|n| corpus.id(n)).collect();
    let copies = model.answer.copies(&corpus, article).count();
    if copies == 0 {
        model.notice = Some("no other version of this in the list".into());
        return Vec::new();
    }
    let unfolded = model.list.unfolded.len();
    model.list.unfolded.retain(|id| !family.contains(id));
    if model.list.unfolded.len() < unfolded {
        let head = model.answer.articles.above(model.list.cursor).unwrap_or(model.list.cursor);
        let head = model.answer.articles.get(head);
        lay(model);
        if let Some(row) = head.and_then(|n| model.answer.articles.position(n)) {
            model.list.follow(row);
        }
    } else {
        model.list.unfolded.push(corpus.id(article));
        lay(model);
        if let Some(row) = model.answer.articles.position(article) {
            model.list.follow(row);
        }
    }
    choose(model);
    settle(model)
}

/// Puts what is unfolded below its rows: after a new answer, and after what is unfolded has changed.
pub(super) fn lay(model: &mut Model) {
    let corpus = Arc::clone(&model.corpus);
    let folded = model.answer.articles.folded();
    let mut below = Vec::new();
    for id in &model.list.unfolded {
        let Some(article) = corpus.find(*id) else { continue };
        let family: HashSet<ArticleNo> = corpus.copies(article).collect();
        let Some((row, head)) = folded.first_of(&family) else { continue };
        below.push((row, model.answer.copies(&corpus, head).collect()));
    }
    model.answer.articles = folded.unfolded(below);
}

/// The row of an article that was asked for: its own, that of one with the same content, or else the row that it is
/// folded into is unfolded. `None` for one that was not asked for.
pub(super) fn row_of(model: &mut Model, article: ArticleNo) -> Option<usize> {
    if let Some(row) = model.answer.articles.position(article) {
        return Some(row);
    }
    let corpus = Arc::clone(&model.corpus);
    corpus.family(article)?;
    let same = corpus.with_id(corpus.id(article)).find_map(|n| model.answer.articles.position(n));
    if same.is_some() {
        return same;
    }
    if model.answer.all.as_ref().is_some_and(|all| !all.contains(article)) {
        return None;
    }
    model.list.unfolded.push(corpus.id(article));
    lay(model);
    model.answer.articles.position(article)
}

/// How many articles are folded into a row: none into one that is unfolded or stands below another.
pub fn folded_into(model: &Model, row: usize, article: ArticleNo) -> usize {
    if model.corpus.family(article).is_none() || model.answer.articles.above(row).is_some() {
        return 0;
    }
    if model.answer.articles.above(row + 1) == Some(row) {
        return 0;
    }
    model.answer.copies(&model.corpus, article).count()
}
