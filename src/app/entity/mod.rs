//! The room of a name: who it is, how it is written, with whom it appears, what it says, and the articles that name it.
//! From here names are merged, split, renamed and hidden.

mod correct;
pub mod dossier;
pub mod parts;

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::act::{self, NO_NAME, Step};
use super::room::{self, Room};
use super::update::{select, settle};
use super::{Action, Effect, Focus, Model, layout, visit};
use crate::corpus::{ArticleNo, Corpus, EntityNo, Kind};
use crate::query::Hit;
pub(super) use correct::{merge, rename};
use dossier::Dossier;
use parts::{Column, Item, Part};

/// So many pages are gone back to.
const BEHIND: usize = 32;

/// The open page.
#[derive(Clone, Debug)]
pub struct Page {
    pub entity: EntityNo,
    pub kind: Kind,
    /// By which the entity is found again in another corpus.
    key: String,
    pub cursor: Item,
    /// The first line of each column on screen.
    pub tops: [usize; 2],
    /// The parts that show all they have.
    unfolded: Vec<Part>,
    /// What has to be worked out; `None` while that goes on.
    pub dossier: Option<Arc<Dossier>>,
    /// The pages that led here, the last one last.
    behind: Vec<Page>,
}

impl Page {
    fn new(corpus: &Corpus, entity: EntityNo) -> Page {
        Page {
            entity,
            kind: corpus.kind(entity),
            key: corpus.key(entity).to_string(),
            cursor: Item::Row(Part::Head, 0),
            tops: [0; 2],
            unfolded: Vec::new(),
            dossier: None,
            behind: Vec::new(),
        }
    }

    /// The page by the same name in another corpus.
    fn renewed(mut self, corpus: &Corpus) -> Option<Page> {
        self.entity = corpus.spelled(self.kind, &self.key)?;
        self.dossier = None;
        Some(self)
    }

    fn article(&self, corpus: &Corpus) -> Option<(ArticleNo, Option<Hit>)> {
        let dated = || corpus.articles_of(self.entity).len() - corpus.undated_of(self.entity);
        let quotes = |part| self.dossier.as_ref().map(|d| if part == Part::By { &d.by } else { &d.about });
        match self.cursor {
            Item::Row(Part::Head, 0) => Some((corpus.article_of(self.entity, dated().checked_sub(1)?)?, None)),
            Item::Row(Part::Head, _) => Some((corpus.article_of(self.entity, 0)?, None)),
            Item::Row(part @ (Part::By | Part::About), n) => {
                let quoted = quotes(part)?.newest.get(n)?;
                Some((quoted.article, Some(quoted.hit)))
            }
            Item::Row(Part::Articles, n) => Some((corpus.article_of(self.entity, n)?, None)),
            _ => None,
        }
    }

    /// The name under the cursor.
    fn associate(&self) -> Option<EntityNo> {
        let Item::Row(Part::With(kind), n) = self.cursor else { return None };
        Some(self.dossier.as_ref()?.with[kind as usize].get(n)?.entity)
    }

    /// Scrolls so that the cursor is on screen, with what stands right above it.
    fn keep_in_view(&mut self, corpus: &Corpus, pane: Rect) {
        let height = (pane.height as usize).max(1);
        let walk = Walk::of(self, corpus, pane);
        let (cursor, places) = walk.place(self.cursor);
        let lengths: Vec<usize> = walk.lengths;
        self.cursor = cursor;
        for (n, (top, length)) in self.tops.iter_mut().zip(lengths).enumerate() {
            if let Some((_, above, line)) = places.as_ref().filter(|(column, ..)| *column == n) {
                *top = (*top).min((*above).max(line.end.saturating_sub(height)));
                *top = (*top).max(line.end.saturating_sub(height));
            }
            *top = (*top).min(length.saturating_sub(height));
        }
    }
}

/// All that the cursor can be on, in order: column by column, the articles last.
struct Walk {
    items: Vec<Item>,
    articles: usize,
    /// The lines of each column.
    lengths: Vec<usize>,
    /// For each column the line above which nothing belongs to an item, and the item's own lines.
    lines: Vec<Vec<(Item, usize, std::ops::Range<usize>)>>,
    /// The column that ends with the articles and the line that they begin at.
    end: (usize, usize),
}

impl Walk {
    fn of(page: &Page, corpus: &Corpus, pane: Rect) -> Walk {
        let articles = corpus.articles_of(page.entity).len();
        let columns = page.columns(corpus, pane);
        let length = |c: &Column| c.lines.len() + if c.articles { articles } else { 0 };
        let lines = |c: &Column| {
            let place = |item: Item| c.place(item).map(|lines| (item, c.above(lines.start), lines));
            c.items().into_iter().filter_map(place).collect::<Vec<_>>()
        };
        let last = columns.len().saturating_sub(1);
        Walk {
            items: columns.iter().flat_map(Column::items).collect(),
            articles,
            lengths: columns.iter().map(length).collect(),
            lines: columns.iter().map(lines).collect(),
            end: (last, columns.last().map_or(0, |c| c.lines.len())),
        }
    }

    fn len(&self) -> usize {
        self.items.len() + self.articles
    }

    fn get(&self, at: usize) -> Option<Item> {
        let articles = || Some(at - self.items.len()).filter(|n| *n < self.articles);
        self.items.get(at).copied().or_else(|| articles().map(|n| Item::Row(Part::Articles, n)))
    }

    /// Where `item` is; of a part that is shorter than it was, its last row, and else the first of all.
    fn position(&self, item: Item) -> usize {
        if let Item::Row(Part::Articles, n) = item {
            return self.items.len() + n.min(self.articles.saturating_sub(1));
        }
        let same = self.items.iter().position(|i| *i == item);
        same.or_else(|| self.items.iter().rposition(|i| i.part() == item.part())).unwrap_or(0)
    }

    /// What the cursor is on, should it be on `item`, its column, the line above which nothing belongs to it and its
    /// own lines.
    #[allow(clippy::type_complexity, reason = "read in one place")]
    fn place(&self, item: Item) -> (Item, Option<(usize, usize, std::ops::Range<usize>)>) {
        let Some(item) = self.get(self.position(item)) else { return (item, None) };
        if let Item::Row(Part::Articles, n) = item {
            let (column, start) = self.end;
            let line = start + n;
            // The heading stands above the first of them.
            let above =
                if n == 0 { self.lines.get(column).and_then(|l| l.last()).map_or(0, |l| l.2.end) } else { line };
            return (item, Some((column, above, line..line + 1)));
        }
        let found = self.lines.iter().enumerate().find_map(|(n, lines)| {
            let (_, above, line) = lines.iter().find(|(i, ..)| *i == item)?;
            Some((n, *above, line.clone()))
        });
        (item, found)
    }

    /// The first row of the part behind that of the cursor, or the first of its own, then of the one before.
    fn part(&self, cursor: Item, forward: bool) -> Option<Item> {
        let at = self.position(cursor);
        let part = |at: usize| self.get(at).map(Item::part);
        let first = |at: usize| part(at) != at.checked_sub(1).and_then(part);
        // No part but the last has more rows than are laid out.
        let starts: Vec<usize> = (0..self.len().min(self.items.len() + 1)).filter(|n| first(*n)).collect();
        let to = if forward { starts.iter().find(|n| **n > at) } else { starts.iter().rfind(|n| **n < at) };
        to.and_then(|n| self.get(*n))
    }

    /// What stands beside the cursor in the other column, or nearest to it.
    fn across(&self, cursor: Item, tops: [usize; 2], to: usize) -> Option<Item> {
        let (_, Some((from, _, line))) = self.place(cursor) else { return None };
        if from == to || to >= self.lengths.len() {
            return None;
        }
        let row = line.start.saturating_sub(tops[from.min(1)]) + tops[to.min(1)];
        if self.end.0 == to && row >= self.end.1 && self.articles > 0 {
            return Some(Item::Row(Part::Articles, (row - self.end.1).min(self.articles - 1)));
        }
        let near = self.lines.get(to)?.iter().min_by_key(|(_, _, line)| line.start.abs_diff(row));
        near.map(|(item, ..)| *item).or(self.get(self.items.len()).filter(|_| self.end.0 == to))
    }
}

/// The page on the screen.
pub fn page(model: &Model) -> Option<&Page> {
    match model.rooms.current() {
        Some(Room::Entity(page)) => Some(page),
        _ => None,
    }
}

fn page_mut(model: &mut Model) -> Option<&mut Page> {
    match model.rooms.current_mut() {
        Some(Room::Entity(page)) => Some(page),
        _ => None,
    }
}

/// Where the page stands on the screen, below its title line.
pub fn pane(model: &Model) -> Rect {
    layout::panes(model).room.map_or(Rect::default(), layout::inside)
}

/// Opens the page of the name that is chosen: under the cursor in the sidebar, gone to in the text, or chosen last,
/// there or as a filter.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let chosen = match model.focus {
        _ if model.rooms.current().is_some() => act::chosen_name(model),
        Focus::Sidebar(kind) => model.sidebar.section(kind).selected().map(|r| r.entity),
        Focus::Reader => act::mentioned(model).or(act::chosen_name(model)),
        Focus::List => act::chosen_name(model),
    };
    open_on(model, chosen)
}

/// Opens the page of a name; without one it is said how to choose one.
pub(super) fn open_on(model: &mut Model, chosen: Option<EntityNo>) -> Vec<Effect> {
    let Some(entity) = chosen.filter(|e| e.0 < model.corpus.entity_count()) else {
        model.notice = Some(NO_NAME.into());
        return Vec::new();
    };
    model.sidebar.chosen = Some(entity);
    model.zen = false;
    let page = Page::new(&model.corpus, entity);
    let mut effects = room::enter(model, Room::Entity(page));
    effects.extend(answered(model));
    effects
}

/// Goes on to the page of another name; `q` leads back.
fn go(model: &mut Model, entity: EntityNo) -> Vec<Effect> {
    let mut next = Page::new(&model.corpus, entity);
    let Some(page) = page_mut(model) else { return Vec::new() };
    std::mem::swap(page, &mut next);
    page.behind = std::mem::take(&mut next.behind);
    page.behind.push(next);
    if page.behind.len() > BEHIND {
        page.behind.remove(0);
    }
    model.sidebar.chosen = Some(entity);
    let mut effects = settle(model);
    effects.extend(answered(model));
    effects
}

/// Back to the page that led here; `None` if none did.
fn back(model: &mut Model) -> Option<Vec<Effect>> {
    let page = page_mut(model)?;
    let mut before = page.behind.pop()?;
    before.behind = std::mem::take(&mut page.behind);
    *page = before;
    model.sidebar.chosen = Some(page.entity);
    let mut effects = answered(model);
    effects.extend(settle(model));
    Some(effects)
}

/// An action of the page's own, or one that means something else here.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    Some(match action {
        A::ReadHere => enter(model),
        A::ShowName => show(model, false),
        A::ShowBoth => show(model, true),
        A::Merge => correct::pick_other(model),
        A::Split => correct::split(model),
        A::Rename => correct::ask_name(model),
        A::Hide => correct::hide(model),
        A::NextPart | A::PreviousPart => walk(model, |walk, page| walk.part(page.cursor, action == A::NextPart)),
        A::FocusLeft => walk(model, |walk, page| walk.across(page.cursor, page.tops, 0)),
        A::FocusRight => walk(model, |walk, page| walk.across(page.cursor, page.tops, 1)),
        A::Close | A::Back => return back(model),
        _ => return None,
    })
}

pub(super) fn step(model: &mut Model, step: Step) {
    let rows = pane(model).height as usize;
    walk(model, |walk, page| {
        let to = walk.position(page.cursor).saturating_add_signed(step.rows(rows));
        walk.get(to.min(walk.len().saturating_sub(1)))
    });
}

fn walk(model: &mut Model, to: impl Fn(&Walk, &Page) -> Option<Item>) -> Vec<Effect> {
    let (corpus, pane) = (Arc::clone(&model.corpus), pane(model));
    if let Some(page) = page_mut(model) {
        let walk = Walk::of(page, &corpus, pane);
        page.cursor = to(&walk, page).unwrap_or(page.cursor);
    }
    settle(model)
}

/// Enter: reads the article under the cursor, or where a quote stands in it; goes to the page of a name; unfolds.
fn enter(model: &mut Model) -> Vec<Effect> {
    let corpus = Arc::clone(&model.corpus);
    let Some(page) = page_mut(model) else { return Vec::new() };
    if let Item::More(part) = page.cursor {
        // The cursor is on the first of what was not shown.
        let shown = Walk::of(page, &corpus, Rect { width: 1, ..Rect::default() });
        let rows = shown.items.iter().filter(|i| i.part() == part).count().saturating_sub(1);
        page.unfolded.push(part);
        page.cursor = Item::Row(part, rows);
        return settle(model);
    }
    if let Some(entity) = page.associate() {
        return go(model, entity);
    }
    match page.article(&corpus) {
        Some((article, place)) => visit::article(model, article, place),
        None => {
            model.notice = Some("Enter opens articles, quotes and other names".into());
            Vec::new()
        }
    }
}

/// Lists the articles that name it, or that name it and the name under the cursor: what was filtered stays.
fn show(model: &mut Model, both: bool) -> Vec<Effect> {
    let Some(page) = page(model) else { return Vec::new() };
    let (entity, associate) = (page.entity, page.associate());
    if both && associate.is_none() {
        model.notice = Some("choose a name that it appears with first".into());
        return Vec::new();
    }
    let corpus = Arc::clone(&model.corpus);
    for name in std::iter::once(entity).chain(associate.filter(|_| both)) {
        if !model.filter.chosen().any(|chosen| chosen == (name, false)) {
            model.filter.toggle(&corpus, name, false);
        }
    }
    model.rooms.forget();
    model.focus = Focus::List;
    vec![select(model)]
}

/// A click into the page, which takes `area`: goes to a line, and does there what Enter does.
pub(super) fn click(_model: &mut Model, _at: Position, _area: Rect) -> Vec<Effect> {
    Vec::new()
}

/// The article under the cursor.
pub(super) fn article(model: &Model) -> Option<ArticleNo> {
    page(model)?.article(&model.corpus).map(|(article, _)| article)
}

/// After anything that may have moved things: everything back into view.
pub(super) fn keep_in_view(model: &mut Model) {
    let (corpus, pane) = (Arc::clone(&model.corpus), pane(model));
    if let Some(page) = page_mut(model) {
        page.keep_in_view(&corpus, pane);
    }
}

/// Asks for what has to be worked out, unless it is here.
pub(super) fn answered(model: &mut Model) -> Vec<Effect> {
    let Some(page) = page(model).filter(|page| page.dossier.is_none()) else { return Vec::new() };
    let (kind, key) = (page.kind, page.key.clone());
    model.dossiers += 1;
    vec![Effect::Dossier { generation: model.dossiers, kind, key }]
}

/// Takes in what was worked out.
pub(super) fn learn(model: &mut Model, entity: EntityNo, dossier: Arc<Dossier>) -> Vec<Effect> {
    for room in model.rooms.iter_mut() {
        if let Room::Entity(page) = room
            && page.entity == entity
        {
            page.dossier = Some(Arc::clone(&dossier));
        }
    }
    settle(model)
}

/// In another corpus: the same names' pages, as far as the names are still there.
pub(super) fn follow(model: &mut Model) {
    let corpus = Arc::clone(&model.corpus);
    let mut chosen = None;
    model.rooms.retain_mut(|room| {
        let Room::Entity(page) = room else { return true };
        let mut behind = std::mem::take(&mut page.behind);
        behind.push(page.clone());
        let mut pages: Vec<Page> = behind.into_iter().filter_map(|page| page.renewed(&corpus)).collect();
        // Names that were two may be one now.
        pages.dedup_by_key(|page| page.entity);
        let Some(mut last) = pages.pop() else { return false };
        chosen = Some(last.entity);
        last.behind = pages;
        *page = last;
        true
    });
    model.sidebar.chosen = chosen.or(model.sidebar.chosen);
}
