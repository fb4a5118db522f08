//! Two articles beside each other, over the whole screen: of two versions the words that only one of them has are set
//! apart, of two accounts of one event the names, quotes, numbers and days.
//!
//! What differs is worked out by the worker ([`Comparison`]); here it is set in lines, in two columns or, where the
//! screen is narrow, in one, and scrolled.

pub mod accounts;
pub mod layout;
mod numbers;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::act::Step;
use super::dates;
use super::fold::Chosen;
use super::room::{self, Room};
use super::update::settle;
use super::{Action, Effect, Model, stories};
use crate::corpus::{Article, ArticleNo, Corpus, ParagraphKind};
use crate::text::Span;
use crate::text::diff::{Differ, Part, Side};

pub use accounts::{Accounts, Read};
pub use layout::{Layout, Row};

/// Of a larger family only so many are gone through.
const VERSIONS: usize = 1000;
/// Rows above the text and below it: header, title, names, footer.
const FRAME: u16 = 4;

/// What two versions say, paragraph by paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What tells each from the other, and its date: what its column is headed with.
    pub names: [String; 2],
    pub pairs: Vec<Paired>,
    /// Where they are no versions of one text: what differs in substance, in place of `pairs`.
    pub accounts: Option<Accounts>,
}

/// Paragraphs beside each other; an empty one is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paired {
    pub texts: [String; 2],
    pub kind: PairKind,
    /// Empty where the two are not compared.
    pub parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PairKind {
    Title,
    /// Where each comes from.
    Path,
    Heading,
    Caption,
    #[default]
    Body,
    /// What one of two accounts has alone.
    Item,
}

impl Comparison {
    /// Compares two articles. Takes bounded time, whatever they are.
    pub fn of(left: &Article, right: &Article) -> Comparison {
        let mut differ = Differ::default();
        let mut compared = |kind, left: &str, right: &str| {
            let texts = [left.to_string(), right.to_string()];
            Paired { texts, kind, parts: differ.words(left, right) }
        };
        let mut pairs = vec![compared(PairKind::Title, &left.title, &right.title)];
        let paths = [left.path.clone(), right.path.clone()];
        pairs.push(Paired { texts: paths, kind: PairKind::Path, parts: Vec::new() });
        fn texts(article: &Article) -> Vec<&str> {
            article.paragraphs.iter().map(|p| p.text.as_str()).collect()
        }
        let (olds, news) = (texts(left), texts(right));
        let aligned = Differ::default().align(&olds, &news);
        for (old, new) in aligned {
            let text = |article: &Article, n: Option<usize>| n.map(|n| article.text(Some(n as u32)).to_string());
            let text = |article: &Article, n| text(article, n).unwrap_or_default();
            let kind = |article: &Article, n: Option<usize>| n.and_then(|n| article.paragraphs.get(n)).map(|p| p.kind);
            let kind = match kind(left, old).or(kind(right, new)) {
                Some(ParagraphKind::Heading) => PairKind::Heading,
                Some(ParagraphKind::Caption | ParagraphKind::Dateline) => PairKind::Caption,
                _ => PairKind::Body,
            };
            pairs.push(compared(kind, &text(left, old), &text(right, new)));
        }
        Comparison { names: names(left, right), pairs, accounts: None }
    }

    /// Holds two articles against each other that are no versions of one text.
    pub fn of_accounts(corpus: &Corpus, left: Read<'_>, right: Read<'_>) -> Comparison {
        let accounts = Some(Accounts::of(corpus, [left, right]));
        Comparison { names: names(left.article, right.article), pairs: Vec::new(), accounts }
    }

    /// Whether they are compared as accounts.
    pub fn is_accounts(&self) -> bool {
        self.accounts.is_some()
    }

    /// Whether the two say the same words.
    pub fn is_equal(&self) -> bool {
        self.accounts.is_none() && self.pairs.iter().flat_map(|p| &p.parts).all(|part| part.side == Side::Both)
    }
}

/// "World Desk · 18 Apr 2025": the source, where that is the same the title, else the date first; what has most chance
/// to be cut stands last.
fn names(left: &Article, right: &Article) -> [String; 2] {
    let date =
        |article: &Article| article.date.map_or("undated".to_string(), |d| dates::short(d).trim_start().to_string());
    let of = |article: &Article, first: &dyn Fn(&Article) -> String, then: &dyn Fn(&Article) -> String| {
        [first(article), then(article)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let source = |article: &Article| article.source.clone().unwrap_or_default();
    let title = |article: &Article| article.title.clone();
    let both = |first: &dyn Fn(&Article) -> String, then: &dyn Fn(&Article) -> String| {
        [left, right].map(|article| of(article, first, then))
    };
    if left.source != right.source && left.source.is_some() && right.source.is_some() {
        both(&source, &date)
    } else if left.title != right.title {
        both(&title, &date)
    } else {
        both(&date, &source)
    }
}

/// The open view.
#[derive(Clone, Debug)]
pub struct Compare {
    /// All versions; the first is held against the others.
    versions: Vec<Chosen>,
    /// Against which, from 1 on.
    other: usize,
    comparison: Option<Arc<Comparison>>,
    /// Versions as accounts, accounts word by word.
    other_way: bool,
    pub layout: Layout,
    /// The first line on screen.
    pub top: usize,
    /// The difference gone to last.
    pub at: Option<usize>,
    height: usize,
}

impl Compare {
    fn new(versions: Vec<Chosen>, other: usize) -> Compare {
        let (comparison, layout) = (None, Layout::default());
        Compare { versions, other, comparison, other_way: false, layout, top: 0, at: None, height: 1 }
    }

    /// What is shown; `None` until it is worked out.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_deref()
    }

    /// Which of how many other versions is shown, counted from 1.
    pub fn place(&self) -> (usize, usize) {
        (self.other, self.versions.len().saturating_sub(1))
    }

    /// Whether versions are shown as accounts, or accounts word by word.
    pub fn is_other_way(&self) -> bool {
        self.other_way
    }

    fn pair(&self) -> Option<(Chosen, Chosen)> {
        Some((*self.versions.first()?, *self.versions.get(self.other)?))
    }

    /// Shows what was worked out, if it is what is waited for.
    pub(super) fn show(&mut self, pair: (Chosen, Chosen), comparison: Arc<Comparison>) {
        if self.pair() == Some(pair) {
            (self.comparison, self.layout) = (Some(comparison), Layout::default());
            (self.top, self.at) = (0, None);
        }
    }

    /// Sets the lines for a screen of this size, if they are set for another.
    pub(super) fn lay(&mut self, size: (u16, u16)) {
        self.height = size.1.saturating_sub(FRAME).max(1) as usize;
        if let Some(comparison) = &self.comparison
            && self.layout.columns != size.0
        {
            // The paragraph at the top stays there.
            let block = self.layout.rows.get(self.top).map(|row| row.block);
            self.layout = Layout::set(comparison, size.0);
            let row = |block| self.layout.rows.iter().position(|row| Some(row.block) == block);
            self.top = if self.top == 0 { 0 } else { row(block).unwrap_or(0) };
        }
        self.top = self.top.min(self.last());
    }

    fn last(&self) -> usize {
        self.layout.rows.len().saturating_sub(self.height)
    }

    fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.last());
    }

    /// To the next difference, or the one before; round the ends.
    fn jump(&mut self, forward: bool) {
        let count = self.layout.differences.len();
        if count == 0 {
            return;
        }
        let below = || self.layout.differences.partition_point(|(row, _)| *row < self.top) % count;
        let at = match (self.at, forward) {
            (None, true) => below(),
            (None, false) => (below() + count - 1) % count,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.at = Some(at);
        let (row, _) = self.layout.differences[at];
        if !(self.top..self.top + self.height).contains(&row) {
            self.top = row.saturating_sub(self.height / 3).min(self.last());
        }
    }

    fn turn(&mut self, by: isize) -> Option<Effect> {
        let others = self.versions.len().saturating_sub(1);
        if others < 2 {
            return None;
        }
        self.other = (self.other as isize - 1 + by).rem_euclid(others as isize) as usize + 1;
        (self.comparison, self.layout) = (None, Layout::default());
        (self.top, self.at) = (0, None);
        self.ask()
    }

    fn ask(&self) -> Option<Effect> {
        let (left, right) = self.pair()?;
        Some(Effect::Compare { left, right, other_way: self.other_way })
    }

    /// Word by word, or what each has alone.
    fn turn_way(&mut self) -> Option<Effect> {
        self.other_way = !self.other_way;
        (self.comparison, self.layout) = (None, Layout::default());
        (self.top, self.at) = (0, None);
        self.ask()
    }
}

/// Holds two articles against each other: those that [`choice`] finds.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.subject().is_none() {
        return Vec::new();
    }
    let Some((versions, other)) = choice(model) else {
        // Others like it are shown: one of them may be another account.
        let effects =
            if matches!(model.rooms.current(), Some(Room::Stories(_))) { Vec::new() } else { stories::open(model) };
        let key = model.keymap.keys_of(Action::Compare).into_iter().next().unwrap_or_default();
        model.notice = Some(format!("no other account is known: choose one, then {key}"));
        return effects;
    };
    let compare = Compare::new(versions, other);
    let mut effects: Vec<Effect> = compare.ask().into_iter().collect();
    effects.extend(room::enter(model, Room::Compare(compare)));
    effects
}

/// The articles to be gone through, the first held against the others, and which of them first: two that are marked; else
/// the one under the cursor of a room and the one that the room was opened on; else the article and its versions; else
/// its nearest fellow in its story.
fn choice(model: &Model) -> Option<(Vec<Chosen>, usize)> {
    let corpus = &model.corpus;
    let chosen = |n: ArticleNo| Chosen::of(corpus, n);
    if let [one, other] = marked(model)[..] {
        // The older one stands on the left.
        return Some((vec![chosen(one.max(other)), chosen(one.min(other))], 1));
    }
    let article = model.subject()?;
    if let Some(Room::Stories(pane)) = model.rooms.current()
        && let Some(from) = pane.of.find(corpus).filter(|from| !is_version(corpus, *from, article))
    {
        return Some((vec![chosen(from), chosen(article)], 1));
    }
    let in_list = model.rooms.current().is_none();
    let above = model.answer.articles.above(model.list.cursor).and_then(|row| model.answer.articles.get(row));
    let head = above.filter(|_| in_list).unwrap_or(article);
    // Versions that a filter leaves out are versions all the same.
    let mut versions: Vec<ArticleNo> = vec![head];
    versions.extend(corpus.copies(head).filter(|n| *n != head).take(VERSIONS));
    let mut other = versions.iter().position(|n| *n == article).unwrap_or(0).max(1);
    if versions.len() < 2 {
        versions.extend(fellows(corpus, article));
        other = 1;
    }
    (other < versions.len()).then(|| (versions.into_iter().map(chosen).collect(), other))
}

/// The articles that the reader has marked, in the order of the corpus.
fn marked(model: &Model) -> Vec<ArticleNo> {
    // Of more than two none are meant, however many there are.
    model.marked.iter().take(3).collect()
}

fn is_version(corpus: &Corpus, one: ArticleNo, other: ArticleNo) -> bool {
    one == other || corpus.family(one).is_some_and(|family| corpus.family(other) == Some(family))
}

/// The others of an article's story, the nearest in time first; of one day those from another source first.
fn fellows(corpus: &Corpus, article: ArticleNo) -> Vec<ArticleNo> {
    let Some(story) = corpus.story(article) else { return Vec::new() };
    let mut fellows: Vec<ArticleNo> = corpus.story_articles(story);
    fellows.retain(|n| !is_version(corpus, *n, article));
    let day = |n: ArticleNo| corpus.day(n).unwrap_or(i32::MAX);
    let same_source = |n: ArticleNo| corpus.source(n).is_some() && corpus.source(n) == corpus.source(article);
    fellows.sort_by_key(|n| (day(*n).abs_diff(day(article)), same_source(*n), *n));
    fellows.truncate(VERSIONS);
    fellows
}

/// An action of the view's own.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Some(Room::Compare(compare)) = model.rooms.current_mut() else { return None };
    let mut effects = Vec::new();
    match action {
        Action::NextDifference => compare.jump(true),
        Action::PreviousDifference => compare.jump(false),
        Action::NextVersion => effects.extend(compare.turn(1)),
        Action::PreviousVersion => effects.extend(compare.turn(-1)),
        Action::CompareWords => effects.extend(compare.turn_way()),
        _ => return None,
    }
    effects.extend(settle(model));
    Some(effects)
}

pub(super) fn step(model: &mut Model, step: Step) {
    if let Some(Room::Compare(compare)) = model.rooms.current_mut() {
        compare.scroll(step.rows(compare.height));
    }
}

/// A span of a text of `side`, as it is set apart.
pub type Mark = (Span, Side);
