//! The room of a name: who it is, how it is written, with whom it appears, what it says, and the articles that name it.
//! From here names are merged, split, renamed and hidden.

mod correct;
pub mod dossier;
pub mod parts;
mod walk;

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::act::{self, Step, no_name};
use super::picker::Purpose;
use super::room::{self, Room};
use super::update::{select, settle};
use super::{Action, Effect, Focus, Model, layout, visit};
use crate::corpus::{ArticleNo, Corpus, EntityNo, Kind};
use crate::query::Hit;
pub(super) use correct::{merge, rename};
use dossier::Dossier;
use parts::{Item, Part};
use walk::Walk;

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

    /// What the cursor can be on in a cell of the screen.
    fn item_at(&self, corpus: &Corpus, at: Position, pane: Rect) -> Option<Item> {
        let areas = parts::areas(pane);
        let n = areas.iter().position(|area| area.contains(at))?;
        let columns = self.columns(corpus, pane);
        let (column, line) = (columns.get(n)?, self.tops.get(n)? + (at.y - pane.y) as usize);
        let articles = corpus.articles_of(self.entity).len();
        match line.checked_sub(column.lines.len()) {
            None => column.lines.get(line)?.1,
            Some(n) => Some(Item::Row(Part::Articles, n)).filter(|_| column.articles && n < articles),
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
        let place = walk.place(self.cursor);
        self.cursor = place.as_ref().map_or(self.cursor, |(_, place)| place.item);
        for (n, (top, length)) in self.tops.iter_mut().zip(walk.lengths).enumerate() {
            if let Some((_, place)) = place.as_ref().filter(|(column, _)| *column == n) {
                let least = place.lines.end.saturating_sub(height);
                *top = (*top).min(place.above).max(least);
            }
            *top = (*top).min(length.saturating_sub(height));
        }
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
    if chosen.is_none() && model.rooms.current().is_none() && model.corpus.entities(Kind::Person).next().is_some() {
        return act::pick_for(model, Kind::Person, Purpose::Page);
    }
    open_on(model, chosen)
}

/// Opens the page of a name; without one it is said how to choose one.
pub(super) fn open_on(model: &mut Model, chosen: Option<EntityNo>) -> Vec<Effect> {
    let Some(entity) = chosen.filter(|e| e.0 < model.corpus.entity_count()) else {
        model.notice = Some(no_name(model));
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
    let (corpus, pane) = (Arc::clone(&model.corpus), pane(model));
    let Some(page) = page_mut(model) else { return Vec::new() };
    if let Item::More(part) = page.cursor {
        // The cursor is on the first of what was not shown.
        let rows = Walk::of(page, &corpus, pane).rows(part);
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
            model.notice = Some(format!("{} opens articles, quotes and other names", model.key(Action::ReadHere)));
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

/// A click into the page, which takes `area`: goes to a line, and does there what Enter does. A click on a spelling
/// or a role only goes there.
pub(super) fn click(model: &mut Model, at: Position, area: Rect) -> Vec<Effect> {
    let (corpus, pane) = (Arc::clone(&model.corpus), layout::inside(area));
    let Some(item) = page(model).and_then(|page| page.item_at(&corpus, at, pane)) else { return Vec::new() };
    page_mut(model).into_iter().for_each(|page| page.cursor = item);
    match item.part() {
        Part::Names | Part::Roles if item != Item::More(item.part()) => settle(model),
        _ => enter(model),
    }
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
