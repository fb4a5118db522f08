//! The entity page: a name with its spellings, roles and articles; from here names are merged, split, renamed, hidden.

use std::sync::Arc;

use super::act::{self, NO_NAME, Step};
use super::bar::{Bar, Purpose as BarPurpose};
use super::picker::{Picker, Purpose};
use super::update::settle;
use super::{Effect, Focus, Model, Overlay, layout, room, visit};
use crate::corpus::{ArticleNo, Corpus, Correcting, Correction, EntityNo, Kind, Role, Spelling};

/// The open page. What stands on it is read from the corpus.
#[derive(Clone, Debug)]
pub struct Page {
    pub entity: EntityNo,
    pub kind: Kind,
    /// By which the entity is found again in another corpus.
    key: String,
    /// Over spellings and articles, in this order.
    pub cursor: usize,
    /// The first line on screen.
    pub top: usize,
    /// Where to go back to.
    from: Focus,
}

/// A line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    Name(&'a str),
    About,
    Gap,
    Heading(&'static str),
    Spelling(Spelling<&'a str>),
    Role(Role<&'a str>),
    Article(ArticleNo),
}

/// More roles than this say no more of who someone is.
const ROLES: usize = 8;
/// Name, about, gap, heading: the lines above the first spelling.
const HEAD: usize = 4;

impl Page {
    fn new(corpus: &Corpus, entity: EntityNo, from: Focus) -> Page {
        let key = corpus.key(entity).to_string();
        Page { entity, kind: corpus.kind(entity), key, cursor: 0, top: 0, from }
    }

    fn spellings(&self, corpus: &Corpus) -> usize {
        corpus.spellings(self.entity).count()
    }

    /// How many lines stand between the last spelling and the first article.
    fn between(&self, corpus: &Corpus) -> usize {
        let roles = corpus.dated_roles(self.entity).take(ROLES).count();
        if roles > 0 { roles + 4 } else { 2 }
    }

    /// How many lines the page has.
    pub fn len(&self, corpus: &Corpus) -> usize {
        HEAD + self.spellings(corpus) + self.between(corpus) + corpus.articles_of(self.entity).len()
    }

    /// `count` lines from [`Page::top`]. No more of the articles is looked at than is shown.
    pub fn lines<'a>(&self, corpus: &'a Corpus, count: usize) -> Vec<Line<'a>> {
        let spellings: Vec<Spelling<&str>> = corpus.spellings(self.entity).collect();
        let roles: Vec<Role<&str>> = corpus.dated_roles(self.entity).take(ROLES).collect();
        let mut head = vec![Line::Name(corpus.name(self.entity)), Line::About, Line::Gap];
        head.push(Line::Heading("Names"));
        head.extend(spellings.into_iter().map(Line::Spelling));
        if !roles.is_empty() {
            head.extend([Line::Gap, Line::Heading("Roles")]);
            head.extend(roles.into_iter().map(Line::Role));
        }
        head.extend([Line::Gap, Line::Heading("Articles")]);
        let skipped = self.top.saturating_sub(head.len());
        let articles = corpus.articles_of(self.entity).skip(skipped).map(Line::Article);
        head.into_iter().skip(self.top).chain(articles).take(count).collect()
    }

    /// The line that the cursor is on, counted from the first of the page.
    pub fn cursor_line(&self, corpus: &Corpus) -> usize {
        let spellings = self.spellings(corpus);
        if self.cursor < spellings { HEAD + self.cursor } else { HEAD + self.cursor + self.between(corpus) }
    }

    /// The spelling under the cursor.
    fn spelling<'a>(&self, corpus: &'a Corpus) -> Option<Spelling<&'a str>> {
        corpus.spellings(self.entity).nth(self.cursor)
    }

    /// The article under the cursor.
    fn article(&self, corpus: &Corpus) -> Option<ArticleNo> {
        corpus.articles_of(self.entity).nth(self.cursor.checked_sub(self.spellings(corpus))?)
    }

    fn last(&self, corpus: &Corpus) -> usize {
        (self.spellings(corpus) + corpus.articles_of(self.entity).len()).saturating_sub(1)
    }

    /// Scrolls so that the cursor is on screen; on the first spelling the name stands above it.
    pub fn keep_in_view(&mut self, corpus: &Corpus, height: usize) {
        let height = height.max(1);
        self.cursor = self.cursor.min(self.last(corpus));
        let line = self.cursor_line(corpus);
        if line >= self.top + height {
            self.top = line + 1 - height;
        }
        self.top = self.top.min(self.len(corpus).saturating_sub(height)).min(line);
        if self.cursor == 0 && line < height {
            self.top = 0;
        }
    }
}

/// Lines of the page that fit on the screen.
pub fn height(model: &Model) -> usize {
    layout::panes(model).entity.map_or(0, |r| layout::inside(r).height as usize)
}

/// Opens the page of the name that is chosen: under the cursor in the sidebar, gone to in the text, or chosen last,
/// there or as a filter.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let chosen = match model.focus {
        _ if model.rooms.current().is_some() => act::chosen_name(model),
        Focus::Sidebar(kind) => model.sidebar.section(kind).selected().map(|r| r.entity),
        Focus::Reader => act::mentioned(model).or(act::chosen_name(model)),
        Focus::List => act::chosen_name(model),
        Focus::Entity => return Vec::new(),
    };
    let Some(entity) = chosen.filter(|e| e.0 < model.corpus.entity_count()) else {
        model.notice = Some(NO_NAME.into());
        return Vec::new();
    };
    show(model, entity)
}

/// Opens the page of a name.
pub(super) fn show(model: &mut Model, entity: EntityNo) -> Vec<Effect> {
    // From a room it is gone back to the room.
    model.rooms.step_out();
    let from = if model.focus == Focus::Entity { Focus::List } else { model.focus };
    model.page = Some(Page::new(&model.corpus, entity, from));
    model.sidebar.chosen = Some(entity);
    model.focus = Focus::Entity;
    model.zen = false;
    settle(model)
}

/// Goes back to where the page was opened.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    if let Some(page) = model.page.take() {
        model.focus = page.from;
    }
    model.rooms.step_in();
    let mut effects = room::answered(model);
    effects.extend(settle(model));
    effects
}

pub(super) fn step(model: &mut Model, step: Step) {
    let rows = height(model);
    let Some(page) = &mut model.page else { return };
    let last = page.last(&model.corpus);
    page.cursor = page.cursor.saturating_add_signed(step.rows(rows)).min(last);
}

/// Opens the article under the cursor. Filters that leave it out are dropped.
pub(super) fn read(model: &mut Model) -> Vec<Effect> {
    let Some(article) = model.page.as_ref().and_then(|page| page.article(&model.corpus)) else {
        model.notice = Some("Enter opens an article further down".into());
        return Vec::new();
    };
    visit::article(model, article, None)
}

/// Lets the reader pick whom the name is one with.
pub(super) fn pick_other(model: &mut Model) -> Vec<Effect> {
    let Some(page) = &model.page else { return Vec::new() };
    if page.kind == Kind::Country {
        model.notice = Some("countries are not merged".into());
        return Vec::new();
    }
    let picker = Picker::new(page.kind, Purpose::Merge(page.entity));
    model.overlay = Some(Overlay::Picker(picker));
    settle(model)
}

pub(super) fn merge(model: &mut Model, one: EntityNo, other: EntityNo) -> Vec<Effect> {
    let corpus = Arc::clone(&model.corpus);
    let key = |entity| corpus.key(entity).to_string();
    correct(model, Correction::Merge { kind: corpus.kind(one), one: key(one), other: key(other) })
}

/// Parts the spelling under the cursor from the name.
pub(super) fn split(model: &mut Model) -> Vec<Effect> {
    let corpus = Arc::clone(&model.corpus);
    let Some(page) = &mut model.page else { return Vec::new() };
    let others = |text: &str| corpus.spellings(page.entity).find(|s| s.named > 0 && s.text != text);
    let refused = match page.spelling(&corpus) {
        None => "choose a spelling first: g g goes up to them",
        Some(s) if s.named == 0 => "that stands beside a full name in its articles and goes with it",
        Some(s) => match others(s.text) {
            None => "that is its only full name",
            Some(other) => {
                if corpus.key(page.entity) == s.text {
                    page.key = other.text.to_string();
                }
                let (kind, form) = (page.kind, s.text.to_string());
                return correct(model, Correction::Split { kind, form });
            }
        },
    };
    model.notice = Some(refused.into());
    Vec::new()
}

/// Opens the line in which another name is typed.
pub(super) fn ask_name(model: &mut Model) -> Vec<Effect> {
    let Some(page) = &model.page else { return Vec::new() };
    let name = model.corpus.name(page.entity).to_string();
    model.bar = Some(Bar::new(BarPurpose::Rename, &name));
    settle(model)
}

pub(super) fn rename(model: &mut Model, name: &str) -> Vec<Effect> {
    let Some(page) = &model.page else { return settle(model) };
    let name = name.trim();
    if name.is_empty() || name == model.corpus.name(page.entity) {
        return settle(model);
    }
    let (kind, of) = (page.kind, model.corpus.key(page.entity).to_string());
    let mut effects = correct(model, Correction::Rename { kind, of, name: name.to_string() });
    effects.extend(settle(model));
    effects
}

pub(super) fn hide(model: &mut Model) -> Vec<Effect> {
    let Some(page) = &model.page else { return Vec::new() };
    let of = model.corpus.key(page.entity).to_string();
    correct(model, Correction::Hide { kind: page.kind, of })
}

fn correct(model: &mut Model, correction: Correction) -> Vec<Effect> {
    model.notice = Some("a moment …".into());
    vec![Effect::Correct(Correcting::Add(correction))]
}

/// In another corpus: the same name's page, or none if it has gone.
pub(super) fn follow(model: &mut Model) {
    let Some(page) = &mut model.page else { return };
    match model.corpus.spelled(page.kind, &page.key) {
        Some(entity) => {
            page.entity = entity;
            model.sidebar.chosen = Some(entity);
        }
        None => {
            model.focus = page.from;
            model.page = None;
        }
    }
}
