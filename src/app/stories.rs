//! Stories: how an event was told, day by day, from the article under the cursor; below it articles like that one.
//!
//! Which articles are one story stands in the corpus. What each of them brings that is new, and what else is like the
//! article, is worked out by the worker ([`Told`]); the first words of an article are read for the screen alone.

use std::collections::HashMap;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::filter::Chip;
use super::fold::Chosen;
use super::room::{self, Room};
use super::update::{select, settle};
use super::{Action, Effect, Model, layout, visit};
use crate::corpus::{ArticleId, ArticleNo, Corpus, EntityNo};

/// What the worker knows of a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Oldest first; the article alone where it is part of no story.
    pub accounts: Vec<Account>,
    /// How many more the story has.
    pub more: usize,
    /// Other articles like the one that was asked for, best first; none of the story.
    pub similar: Vec<Like>,
    /// Why there is nothing, or not all, to be told: one sanitised line.
    pub trouble: Option<String>,
}

/// An article of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub article: ArticleNo,
    /// Those whom no article of the story before it names; none for the first.
    pub fresh: Vec<EntityNo>,
}

/// An article that is like another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Like {
    pub article: ArticleNo,
    /// The names that both have, the rarest first.
    pub shared: Vec<EntityNo>,
}

/// The open room.
#[derive(Clone, Debug)]
pub struct Pane {
    /// The article that it was opened on.
    pub of: Chosen,
    /// What was found, and the corpus whose numbers these are; `None` until it is.
    told: Option<(Arc<Corpus>, Arc<Told>)>,
    lines: Vec<Line>,
    /// Over accounts and similar articles, in this order.
    pub cursor: usize,
    /// The first line on screen.
    pub top: usize,
    /// The first words of articles, by id; empty while they are asked for.
    leads: HashMap<ArticleId, String>,
}

/// A line of the room. Numbers are those of accounts and of similar articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Day(Option<jiff::civil::Date>),
    Account(usize),
    Lead(usize),
    Fresh(usize),
    /// So many more accounts.
    More(usize),
    Gap,
    Text(&'static str),
    Heading(&'static str),
    Similar(usize),
    Shared(usize),
}

/// So many accounts of a story are told.
pub const MOST: usize = 500;

impl Pane {
    pub fn new(of: Chosen) -> Pane {
        Pane { of, told: None, lines: Vec::new(), cursor: 0, top: 0, leads: HashMap::new() }
    }

    /// What was found, as long as it is about this corpus.
    pub fn told(&self, corpus: &Arc<Corpus>) -> Option<&Told> {
        self.told.as_ref().filter(|(known, _)| Arc::ptr_eq(known, corpus)).map(|(_, told)| &**told)
    }

    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The first words of an article, once they are read.
    pub fn lead(&self, id: ArticleId) -> &str {
        self.leads.get(&id).map_or("", String::as_str)
    }

    /// The article under the cursor.
    fn article(&self) -> Option<ArticleNo> {
        let (_, told) = self.told.as_ref()?;
        let accounts = told.accounts.iter().map(|account| account.article);
        accounts.chain(told.similar.iter().map(|like| like.article)).nth(self.cursor)
    }

    /// The lines of the item under the cursor.
    pub fn cursor_lines(&self) -> std::ops::Range<usize> {
        let accounts = self.told.as_ref().map_or(0, |(_, told)| told.accounts.len());
        let own = |line: &Line| match line {
            Line::Account(n) | Line::Lead(n) | Line::Fresh(n) => *n == self.cursor,
            Line::Similar(n) | Line::Shared(n) => accounts + n == self.cursor,
            _ => false,
        };
        let first = self.lines.iter().position(own).unwrap_or(0);
        first..first + self.lines.iter().skip(first).take_while(|line| own(line)).count()
    }

    fn len(&self) -> usize {
        self.told.as_ref().map_or(0, |(_, told)| told.accounts.len() + told.similar.len())
    }

    /// Takes in what was found. The cursor stays on its article; at first it is on the one that was asked for.
    fn show(&mut self, corpus: Arc<Corpus>, told: Arc<Told>) {
        let old = self.told.as_ref().and_then(|(old, _)| Some(Chosen::of(old, self.article()?))).unwrap_or(self.of);
        self.lines = set(&corpus, &told);
        let wanted = old.find(&corpus);
        let is = |n: &ArticleNo| wanted.is_some_and(|wanted| same(&corpus, *n, wanted));
        let all = told.accounts.iter().map(|account| account.article);
        self.cursor = all.chain(told.similar.iter().map(|like| like.article)).position(|n| is(&n)).unwrap_or(0);
        // Those that were asked for before this may have been given up.
        self.leads.retain(|_, lead| !lead.is_empty());
        self.told = Some((corpus, told));
    }
}

/// Whether two articles are one, or versions of one.
fn same(corpus: &Corpus, one: ArticleNo, other: ArticleNo) -> bool {
    one == other || corpus.family(one).is_some_and(|family| corpus.family(other) == Some(family))
}

fn set(corpus: &Corpus, told: &Told) -> Vec<Line> {
    if told.accounts.is_empty() {
        return vec![Line::Text("The article that it was about has gone.")];
    }
    let mut lines = Vec::new();
    let mut day = None;
    for (n, account) in told.accounts.iter().enumerate() {
        let date = corpus.date(account.article);
        if day != Some(date) {
            lines.extend((n > 0).then_some(Line::Gap));
            lines.push(Line::Day(date));
            day = Some(date);
        }
        lines.extend([Line::Account(n), Line::Lead(n)]);
        lines.extend((!account.fresh.is_empty()).then_some(Line::Fresh(n)));
    }
    if told.more > 0 {
        lines.push(Line::More(told.more));
    }
    if told.accounts.len() < 2 {
        lines.extend([Line::Gap, Line::Text("No other article was found that tells of this.")]);
    }
    lines.push(Line::Gap);
    lines.push(Line::Heading("Similar"));
    if told.similar.is_empty() {
        lines.push(Line::Text("Nothing else is like it."));
    }
    for (n, like) in told.similar.iter().enumerate() {
        lines.push(Line::Similar(n));
        lines.extend((!like.shared.is_empty()).then_some(Line::Shared(n)));
    }
    lines
}

/// Opens the room on what is selected now.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(article) = model.subject() else {
        let key = model.keymap.keys_of(Action::Stories).into_iter().next().unwrap_or_default();
        model.notice = Some(format!("put the cursor on an article or a quote first, then {key}"));
        return Vec::new();
    };
    open_on(model, Chosen::of(&model.corpus, article))
}

/// Opens the room on an article.
pub(super) fn open_on(model: &mut Model, article: Chosen) -> Vec<Effect> {
    let pane = Pane::new(article);
    let mut effects = room::enter(model, Room::Stories(pane));
    effects.extend(answered(model));
    effects
}

/// An action of the room's own, or one that means something else here; `None` for any other.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::ReadAccount => Some(match article(model) {
            Some(article) => visit::article(model, article, None),
            None => Vec::new(),
        }),
        Action::ListStory => Some(list(model)),
        _ => None,
    }
}

/// Shows the story alone in the list, oldest first.
fn list(model: &mut Model) -> Vec<Effect> {
    let Some(Room::Stories(pane)) = model.rooms.current() else { return Vec::new() };
    let corpus = Arc::clone(&model.corpus);
    let Some((article, story)) = pane.of.find(&corpus).and_then(|n| Some((n, corpus.story(n)?))) else {
        model.notice = Some("it is part of no story".into());
        return Vec::new();
    };
    let chip = story_chip(&corpus, article, corpus.story_title(story));
    model.filter.chips.retain(|known| !known.text.starts_with("story:"));
    model.filter.chips.push(chip);
    model.list.wanted = Some(Chosen::of(&corpus, article));
    model.rooms.step_out_to(super::Focus::List);
    model.focus = super::Focus::List;
    vec![select(model)]
}

/// Columns of a story's title in a chip.
const CHIP: usize = 24;
/// Digits of an id that tell it from any other.
const DIGITS: usize = 12;

/// The chip that asks for the story of an article.
fn story_chip(corpus: &Corpus, article: ArticleNo, title: &str) -> Chip {
    let id = corpus.id(article).to_string();
    let chip = Chip::new(&format!("story:{}", id.get(..DIGITS).unwrap_or(&id)), false);
    Chip { label: story_label(title), ..chip }
}

/// How a chip calls a story.
pub(super) fn story_label(title: &str) -> String {
    format!("story: {}", crate::text::width::fit(title, CHIP))
}

/// Moves the cursor.
pub(super) fn step(model: &mut Model, step: Step) {
    let rows = height(model);
    let Some(Room::Stories(pane)) = model.rooms.current_mut() else { return };
    let by = match step {
        Step::Lines(_) => step.rows(rows),
        // An item has two lines or three.
        _ => step.rows((rows / 2).max(1)),
    };
    pane.cursor = pane.cursor.saturating_add_signed(by).min(pane.len().saturating_sub(1));
}

/// A click into the room, which takes `area`: what a first and a second click on something do.
pub(super) fn click(model: &mut Model, at: Position, area: Rect) -> Vec<Effect> {
    let Some(Room::Stories(pane)) = model.rooms.current_mut() else { return Vec::new() };
    let accounts = pane.told.as_ref().map_or(0, |(_, told)| told.accounts.len());
    let line = at.y.checked_sub(area.y + 1).and_then(|line| pane.lines.get(pane.top + line as usize));
    let to = match line {
        Some(Line::Account(n) | Line::Lead(n) | Line::Fresh(n)) => *n,
        Some(Line::Similar(n) | Line::Shared(n)) => accounts + n,
        _ => return Vec::new(),
    };
    if std::mem::replace(&mut pane.cursor, to) == to {
        return act(model, Action::ReadAccount).unwrap_or_default();
    }
    settle(model)
}

/// The selection is another one: asks for what the room shows, where the corpus is another.
pub(super) fn answered(model: &mut Model) -> Vec<Effect> {
    let corpus = Arc::clone(&model.corpus);
    let Some(Room::Stories(pane)) = model.rooms.current_mut() else { return Vec::new() };
    if pane.told(&corpus).is_some() {
        return Vec::new();
    }
    let of = pane.of;
    model.telling += 1;
    vec![Effect::Tell { generation: model.telling, of }]
}

/// What was asked for has come.
pub(super) fn show(model: &mut Model, of: Chosen, corpus: Arc<Corpus>, told: Arc<Told>) -> Vec<Effect> {
    if !Arc::ptr_eq(&corpus, &model.corpus) {
        return Vec::new();
    }
    for room in model.rooms.iter_mut() {
        if let Room::Stories(pane) = room
            && pane.of == of
        {
            pane.show(Arc::clone(&corpus), Arc::clone(&told));
        }
    }
    if told.trouble.is_some() {
        model.notice.clone_from(&told.trouble);
    }
    settle(model)
}

/// First words have come, whether the room is on the screen or waits to be.
pub(super) fn learn(model: &mut Model, leads: &[(ArticleId, String)]) -> Vec<Effect> {
    for room in model.rooms.iter_mut() {
        if let Room::Stories(pane) = room {
            pane.leads.extend(leads.iter().cloned());
        }
    }
    Vec::new()
}

/// Lines that fit on the screen below the title.
pub fn height(model: &Model) -> usize {
    layout::panes(model).room.map_or(0, |area| layout::inside(area).height as usize)
}

/// After anything that may have moved things: everything back into view.
pub(super) fn keep_in_view(model: &mut Model) {
    let rows = height(model).max(1);
    let Some(Room::Stories(pane)) = model.rooms.current_mut() else { return };
    pane.cursor = pane.cursor.min(pane.len().saturating_sub(1));
    let own = pane.cursor_lines();
    // The day or the heading above stays in sight.
    let above = own.start.checked_sub(1).and_then(|n| pane.lines.get(n));
    let first = own.start - usize::from(matches!(above, Some(Line::Day(_) | Line::Heading(_))));
    pane.top = pane.top.min(first).max(own.end.saturating_sub(rows)).min(pane.lines.len().saturating_sub(rows));
}

/// Asks for the first words of the accounts on screen.
pub(super) fn missing_leads(model: &mut Model) -> Option<Effect> {
    let rows = height(model);
    let corpus = Arc::clone(&model.corpus);
    let Some(Room::Stories(pane)) = model.rooms.current_mut() else { return None };
    let told = Arc::clone(&pane.told.as_ref().filter(|(known, _)| Arc::ptr_eq(known, &corpus))?.1);
    let shown = pane.lines.iter().skip(pane.top).take(rows).filter_map(|line| match line {
        Line::Lead(n) => told.accounts.get(*n).map(|account| corpus.id(account.article)),
        _ => None,
    });
    let articles: Vec<ArticleId> = shown.filter(|id| !pane.leads.contains_key(id)).collect();
    // Asked for once: what never comes stays empty.
    pane.leads.extend(articles.iter().map(|id| (*id, String::new())));
    (!articles.is_empty()).then_some(Effect::Leads { generation: model.telling, articles })
}

/// The article under the cursor.
pub(super) fn article(model: &Model) -> Option<ArticleNo> {
    let Room::Stories(pane) = model.rooms.current()? else { return None };
    pane.told(&model.corpus)?;
    pane.article()
}

/// Who is new in each article of a story, oldest first: whom none before it names. At most so many of each.
pub fn accounts(corpus: &Corpus, articles: &[ArticleNo], most: usize) -> Vec<Account> {
    let mut met = std::collections::HashSet::new();
    let account = |(n, article): (usize, &ArticleNo)| {
        let names = corpus.locals(*article).filter(|entity| entity.0 < corpus.entity_count());
        let mut fresh: Vec<EntityNo> = names.filter(|entity| met.insert(*entity)).collect();
        if n == 0 {
            fresh.clear();
        }
        fresh.truncate(most);
        Account { article: *article, fresh }
    };
    articles.iter().enumerate().map(account).collect()
}
