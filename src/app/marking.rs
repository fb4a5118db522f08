//! The reader's marks: star, read, tags, on one article or on all marked rows; and a list that asks for marks follows
//! them.

use std::collections::HashSet;
use std::sync::Arc;

use super::bar::{Bar, Purpose};
use super::update::{ask, mark, settle};
use super::{Effect, Focus, Model, undo};
use crate::corpus::{ArticleId, ArticleNo, Bits, MarkChange};
use crate::query::{Status, Term};
use crate::text::numbers::grouped;

/// What a key is about.
enum Targets {
    One(ArticleNo),
    Many(Bits),
}

/// The articles that a key is about: the marked rows while the list has the focus, else the one under the cursor.
fn targets(model: &Model) -> Option<Targets> {
    let many = model.focus == Focus::List && model.rooms.current().is_none() && !model.marked.is_empty();
    if many {
        return Some(Targets::Many(model.marked.clone()));
    }
    model.subject().map(Targets::One)
}

/// The names of articles; those of one content once.
fn ids(model: &Model, articles: &Bits) -> Arc<[ArticleId]> {
    let mut met = HashSet::new();
    let mut first = |id: &ArticleId, n: ArticleNo| model.corpus.family(n).is_none() || met.insert(*id);
    let ids = articles.iter().map(|n| (model.corpus.id(n), n));
    ids.filter(|(id, n)| first(id, *n)).map(|(id, _)| id).collect()
}

/// "article starred", or "3 articles starred"; nothing is said of one alone, whose row shows it.
fn tell(model: &mut Model, count: usize, what: &str) {
    if count > 1 {
        model.notice = Some(format!("{} articles {what}, {}", grouped(count as u64), model.undoes()));
    }
}

/// What a mark on several turns over: those without it, or all of them if none is.
fn turned(all: &Bits, with: &Bits) -> (Bits, bool) {
    let mut without = all.clone();
    without.and_not(with);
    if without.is_empty() { (all.clone(), false) } else { (without, true) }
}

pub(super) fn star(model: &mut Model) -> Vec<Effect> {
    let targets = match targets(model) {
        None => return Vec::new(),
        Some(Targets::One(n)) => {
            let change_of = MarkChange::Starred(model.corpus.id(n), !model.marks.starred.contains(n));
            return change(model, vec![change_of]);
        }
        Some(Targets::Many(targets)) => targets,
    };
    let (set, on) = turned(&targets, &model.marks.starred);
    let ids = ids(model, &set);
    tell(model, ids.len(), if on { "starred" } else { "no longer starred" });
    match *ids {
        [id] => change(model, vec![MarkChange::Starred(id, on)]),
        _ => change(model, vec![MarkChange::StarredAll(ids, on)]),
    }
}

pub(super) fn toggle_read(model: &mut Model) -> Vec<Effect> {
    let targets = match targets(model) {
        None => return Vec::new(),
        Some(Targets::One(n)) => {
            let change_of = MarkChange::Read(model.corpus.id(n), !model.marks.read.contains(n));
            return change(model, vec![change_of]);
        }
        Some(Targets::Many(targets)) => targets,
    };
    let (set, on) = turned(&targets, &model.marks.read);
    let ids = ids(model, &set);
    tell(model, ids.len(), if on { "marked as read" } else { "marked as unread" });
    match *ids {
        [id] => change(model, vec![MarkChange::Read(id, on)]),
        _ => change(model, vec![MarkChange::ReadAll(ids, on)]),
    }
}

/// All marked articles, else all that are shown.
pub(super) fn all_read(model: &mut Model) -> Vec<Effect> {
    // With what is folded into the rows: it says the same.
    let all = || Bits::all(model.corpus.len());
    let mut unread = match model.marked.is_empty() {
        true => model.answer.all.as_ref().map_or_else(all, |all| Bits::clone(all)),
        false => model.marked.clone(),
    };
    unread.and_not(&model.marks.read);
    let ids = ids(model, &unread);
    if ids.is_empty() {
        model.notice = Some("nothing unread here".into());
        return Vec::new();
    }
    model.notice = Some(match ids.len() {
        1 => format!("1 article marked as read, {}", model.undoes()),
        n => format!("{} articles marked as read, {}", grouped(n as u64), model.undoes()),
    });
    change(model, vec![MarkChange::ReadAll(ids, true)])
}

/// The tags that all of the articles have.
fn shared_tags(model: &Model, articles: &Targets) -> Vec<String> {
    let articles = match articles {
        Targets::One(n) => return model.marks.tags_of(*n).map(str::to_string).collect(),
        Targets::Many(articles) => articles,
    };
    let has = |bits: &Bits| {
        let mut without = articles.clone();
        without.and_not(bits);
        without.is_empty()
    };
    model.marks.tags.iter().filter(|(_, bits)| has(bits)).map(|(tag, _)| tag.clone()).collect()
}

pub(super) fn open_tags(model: &mut Model) -> Vec<Effect> {
    let Some(targets) = targets(model) else { return Vec::new() };
    let mut text = shared_tags(model, &targets).join(" ");
    if !text.is_empty() {
        // The next word is another tag.
        text.push(' ');
    }
    model.bar = Some(Bar::new(Purpose::Tag, &text));
    settle(model)
}

/// The words of a line of tags.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',']).filter(|t| !t.is_empty())
}

/// The articles have exactly the tags typed, separated by spaces or commas; several keep those that not all of them
/// have.
pub(super) fn take_tags(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some(targets) = targets(model) else { return settle(model) };
    let wanted: Vec<&str> = words(text).collect();
    let had = shared_tags(model, &targets);
    let gone = had.iter().filter(|t| !wanted.contains(&t.as_str())).map(|t| (t.clone(), false));
    let new = wanted.iter().filter(|t| !had.iter().any(|h| h == *t)).map(|t| (t.to_string(), true));
    let mut changes = Vec::new();
    for (tag, on) in gone.chain(new).collect::<Vec<_>>() {
        let set = match &targets {
            Targets::One(n) => {
                changes.push(MarkChange::Tag { article: model.corpus.id(*n), tag, on });
                continue;
            }
            Targets::Many(set) => set,
        };
        let mut set = set.clone();
        match (model.marks.tags.get(&tag), on) {
            (Some(bits), true) => set.and_not(bits),
            (Some(bits), false) => set.and(bits),
            (None, _) => {}
        }
        let articles = ids(model, &set);
        changes.push(match *articles {
            [article] => MarkChange::Tag { article, tag, on },
            _ => MarkChange::TagAll { articles, tag, on },
        });
    }
    let count = if let Targets::Many(set) = &targets { set.count() } else { 1 };
    let several = if count > 1 { format!(" on {} articles", grouped(u64::from(count))) } else { String::new() };
    model.notice = (!changes.is_empty()).then(|| format!("tags{several}: {}", wanted.join(" ")));
    let mut effects = change(model, changes);
    effects.extend(settle(model));
    effects
}

/// Completes the tag that is being typed by those there are, one after another.
pub(super) fn complete_tag(model: &Model, bar: &mut Bar) {
    let text = bar.line.text().to_string();
    let (prefix, next) = match bar.completing.take() {
        Some((prefix, n)) => (prefix, n + 1),
        None => (text.rsplit([' ', ',']).next().unwrap_or("").to_string(), 0),
    };
    let before = text.trim_end_matches(' ');
    let before = before.rfind([' ', ',']).map_or("", |at| before.get(..=at).unwrap_or(""));
    // A line that ends in a space and was not completed begins a word.
    let before = if next == 0 && text.ends_with([' ', ',']) { text.as_str() } else { before };
    let folded = crate::text::fold(&prefix).into_owned();
    let taken: Vec<&str> = words(before).collect();
    let fits = |tag: &&String| crate::text::fold(tag).starts_with(&folded) && !taken.contains(&tag.as_str());
    let found: Vec<&String> = model.marks.tags.keys().filter(fits).collect();
    let Some(tag) = found.get(next % found.len().max(1)) else { return };
    bar.line.set(&format!("{before}{tag} "));
    bar.completing = Some((prefix, next));
}

/// Changes made on purpose, that can be undone. Each turns something over, so that its inverse is its undoing.
pub(super) fn change(model: &mut Model, changes: Vec<MarkChange>) -> Vec<Effect> {
    undo::remember(model, &changes);
    let mut effects = mark(model, changes);
    effects.extend(settle(model));
    effects
}

/// Whether what the list asks for may be answered otherwise after this change.
pub(super) fn is_asked(model: &Model, change: &MarkChange) -> bool {
    model.expr().any(&|term| {
        matches!(
            (term, change),
            (Term::Is(Status::Read | Status::Unread), MarkChange::Read(..) | MarkChange::ReadAll(..))
                | (Term::Is(Status::Starred), MarkChange::Starred(..) | MarkChange::StarredAll(..))
                | (Term::Is(Status::Tagged) | Term::Tag(_), MarkChange::Tag { .. } | MarkChange::TagAll { .. })
                | (Term::Is(Status::Noted | Status::Highlighted) | Term::Note(_), MarkChange::Note { .. })
        )
    })
}

/// Asks again, after a key, where the list asks for marks that have changed. The article under the cursor stays until
/// the cursor is moved to another one: nobody wants to lose what is being read because it is read.
pub(super) fn freshen(model: &mut Model) -> Vec<Effect> {
    let selected = model.selected().map(|n| model.corpus.id(n));
    if model.answered != model.generation {
        // The rows are those of another request; the answer to the last one comes first.
        return Vec::new();
    }
    let left = model.kept.is_some() && model.kept != selected;
    if !std::mem::take(&mut model.stale) && !left {
        return Vec::new();
    }
    model.kept = selected;
    vec![ask(model)]
}
