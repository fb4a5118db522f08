//! What each action does to the model.

use std::collections::HashSet;
use std::sync::Arc;

use super::bar::{Bar, Purpose};
use super::help::Help;
use super::model::{ThemeName, Undo};
use super::palette::Palette;
use super::picker::{self, Picker};
use super::update::{choose, leave, mark, select, settle};
use super::{
    Action, Effect, Focus, Model, Overlay, compare, entity, fold, issues, layout, map, quotes, room, stories, timeline,
};
use crate::corpus::{ArticleId, ArticleNo, Bits, Correcting, EntityNo, Kind, MarkChange, Mention};
use crate::query::{By, Hit, Order, Status};

/// Short enough for the narrowest screen.
pub(super) const NO_NAME: &str = "choose a name first: p or c";

/// Performs an action.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    use Action as A;
    if let Some(effects) = room::perform(model, action) {
        return effects;
    }
    if let Some(step) = Step::of(action) {
        return go(model, step);
    }
    match action {
        // Steps, taken above.
        A::Down | A::Up | A::PageDown | A::PageUp | A::HalfDown | A::HalfUp | A::Top | A::Bottom => Vec::new(),
        A::GoToDate => bar(model, Purpose::Date, ""),
        A::Open => open(model),
        A::Toggle => toggle(model, false),
        A::Exclude => toggle(model, true),
        A::FocusLeft => focus(model, left(model.focus)),
        A::FocusRight => focus(model, right(model.focus)),
        A::FocusNext => focus(model, around(model.focus, 1)),
        A::FocusPrevious => focus(model, around(model.focus, -1)),
        A::ScrollReaderDown => scroll_reader(model, 1),
        A::ScrollReaderUp => scroll_reader(model, -1),
        A::NextArticle => next_article(model, 1),
        A::PreviousArticle => next_article(model, -1),
        A::NextUnread => next_unread(model, true),
        A::PreviousUnread => next_unread(model, false),
        A::Search => bar(model, Purpose::Search, ""),
        A::Filter => bar(model, Purpose::Filter, ""),
        A::Find => bar(model, Purpose::Find, ""),
        A::Tag => open_tags(model),
        A::Undo => undo(model),
        A::NextMatch => next_match(model, true),
        A::PreviousMatch => next_match(model, false),
        A::NextMention => next_mention(model, true),
        A::PreviousMention => next_mention(model, false),
        A::PickPeople => pick(model, Kind::Person),
        A::PickCountries => pick(model, Kind::Country),
        A::PickOrganisations => pick(model, Kind::Organisation),
        A::EntityPage => entity::open(model),
        A::ReadHere => entity::read(model),
        A::Merge => entity::pick_other(model),
        A::Split => entity::split(model),
        A::Rename => entity::ask_name(model),
        A::Hide => entity::hide(model),
        A::Issues => issues::open(model),
        A::Quotes => quotes::open(model),
        A::Timeline => timeline::open(model),
        A::Map => map::open(model),
        A::Stories => stories::open(model),
        // For rooms, which have taken them where they are open.
        A::Unfold | A::CopyPath => Vec::new(),
        A::ReadQuote | A::QuoteWords | A::QuoteAbout => Vec::new(),
        A::CopyQuote => quotes::copy(model),
        A::NextDifference | A::PreviousDifference | A::NextVersion | A::PreviousVersion => Vec::new(),
        A::Close => close(model),
        A::DropAll => drop_all(model),
        A::ShowAll => show(model, None),
        A::ShowUnread => show(model, Some(Status::Unread)),
        A::ShowStarred => show(model, Some(Status::Starred)),
        A::SortDate => sort(model, By::Date, false),
        A::SortDateReverse => sort(model, By::Date, true),
        A::SortSource => sort(model, By::Source, false),
        A::SortSourceReverse => sort(model, By::Source, true),
        A::SortTitle => sort(model, By::Title, false),
        A::SortTitleReverse => sort(model, By::Title, true),
        A::SortRelevance => sort(model, By::Relevance, false),
        A::SortRelevanceReverse => sort(model, By::Relevance, true),
        A::Star => star(model),
        A::ToggleRead => toggle_read(model),
        A::AllRead => all_read(model),
        A::Furniture => {
            model.reader.furniture = !model.reader.furniture;
            let columns = model.reader.page.columns;
            model.reader.reset(columns);
            settle(model)
        }
        A::Zen => {
            model.zen = !model.zen;
            (model.focus, model.page) = (Focus::Reader, None);
            settle(model)
        }
        A::Versions => fold::toggle(model),
        A::Compare => compare::open(model),
        A::Wider => widen(model, 4),
        A::Narrower => widen(model, -4),
        A::ResetWidth => {
            model.reader.width = super::reader::USUAL_WIDTH;
            settle(model)
        }
        A::Help => overlay(model, Overlay::Help(Help::default())),
        A::Palette => overlay(model, Overlay::Palette(Palette::default())),
        A::Theme => {
            model.theme = match model.theme {
                ThemeName::Terminal => ThemeName::Mono,
                ThemeName::Mono => ThemeName::Terminal,
            };
            Vec::new()
        }
        A::Rescan => vec![Effect::Rescan],
        A::Redraw => vec![Effect::Redraw],
        A::Suspend => vec![Effect::Suspend],
        A::Back => back(model),
        A::Quit => vec![Effect::Quit],
    }
}

/// Articles that fit in the list.
pub fn list_rows(model: &Model) -> usize {
    let rows = layout::panes(model).list.map_or(0, |r| layout::inside(r).height as usize);
    if model.snippets() { rows / 2 } else { rows }
}

/// Lines of the page that fit in the reader.
pub fn reader_height(model: &Model) -> usize {
    layout::panes(model).reader.map_or(0, |r| layout::inside(r).height as usize)
}

/// How far to move.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Lines(isize),
    Pages(f32),
    Top,
    Bottom,
}

impl Step {
    /// The step that an action is, if it is one.
    pub(super) fn of(action: Action) -> Option<Step> {
        Some(match action {
            Action::Down => Step::Lines(1),
            Action::Up => Step::Lines(-1),
            Action::PageDown => Step::Pages(1.0),
            Action::PageUp => Step::Pages(-1.0),
            Action::HalfDown => Step::Pages(0.5),
            Action::HalfUp => Step::Pages(-0.5),
            Action::Top => Step::Top,
            Action::Bottom => Step::Bottom,
            _ => return None,
        })
    }

    /// As a number of rows, where a page has `rows` (one of them stays in view).
    pub(super) fn rows(self, rows: usize) -> isize {
        match self {
            Step::Lines(n) => n,
            Step::Pages(p) if p.abs() < 1.0 => (rows as f32 * p) as isize,
            Step::Pages(p) => (rows.saturating_sub(1).max(1) as f32 * p) as isize,
            Step::Top => isize::MIN / 2,
            Step::Bottom => isize::MAX / 2,
        }
    }
}

fn go(model: &mut Model, step: Step) -> Vec<Effect> {
    match model.focus {
        Focus::List => {
            model.list.step(step.rows(list_rows(model)), model.answer.articles.len());
            choose(model);
        }
        Focus::Reader => {
            let height = reader_height(model);
            model.reader.scroll(step.rows(height), height);
            model.reader.at = None;
        }
        Focus::Sidebar(kind) => step_sidebar(model, kind, step),
        Focus::Entity => entity::step(model, step),
    }
    settle(model)
}

/// Within a section; a line further than its end goes on in the next one.
fn step_sidebar(model: &mut Model, kind: Kind, step: Step) {
    let rows = layout::panes(model).sections[kind as usize].height.saturating_sub(1) as usize;
    let section = model.sidebar.section_mut(kind);
    let last = section.rows.len().saturating_sub(1);
    let to = section.cursor as isize + step.rows(rows);
    let beyond = matches!(step, Step::Lines(_)) && !(0..=last as isize).contains(&to);
    let next = Kind::ALL.get((kind as usize).wrapping_add_signed(if to < 0 { -1 } else { 1 })).copied();
    match next.filter(|k| beyond && !model.sidebar.section(*k).rows.is_empty()) {
        Some(next) => {
            let section = model.sidebar.section_mut(next);
            section.cursor = if to < 0 { section.rows.len().saturating_sub(1) } else { 0 };
            model.focus = Focus::Sidebar(next);
        }
        None => model.sidebar.section_mut(kind).cursor = to.clamp(0, last as isize) as usize,
    }
}

fn left(focus: Focus) -> Focus {
    match focus {
        Focus::List | Focus::Reader | Focus::Entity => Focus::List,
        Focus::Sidebar(_) => Focus::Reader,
    }
}

fn right(focus: Focus) -> Focus {
    match focus {
        Focus::List => Focus::Reader,
        Focus::Reader | Focus::Entity => Focus::Sidebar(Kind::Person),
        Focus::Sidebar(kind) => Focus::Sidebar(kind),
    }
}

const ROUND: [Focus; 5] = [
    Focus::List,
    Focus::Reader,
    Focus::Sidebar(Kind::Person),
    Focus::Sidebar(Kind::Country),
    Focus::Sidebar(Kind::Organisation),
];

fn around(focus: Focus, by: isize) -> Focus {
    // The entity page lies in the reader's place.
    let focus = if focus == Focus::Entity { Focus::Reader } else { focus };
    let at = ROUND.iter().position(|f| *f == focus).unwrap_or(0) as isize;
    ROUND[(at + by).rem_euclid(ROUND.len() as isize) as usize]
}

fn focus(model: &mut Model, to: Focus) -> Vec<Effect> {
    model.zen &= to == Focus::Reader;
    model.page = None;
    // Who walks through the panes has done with the rooms.
    model.rooms.forget();
    model.focus = to;
    let mut effects = settle(model);
    if to == Focus::Reader {
        effects.extend(begin_reading(model));
    }
    effects
}

fn open(model: &mut Model) -> Vec<Effect> {
    if model.selected().is_none() {
        return Vec::new();
    }
    focus(model, Focus::Reader)
}

/// The article under the cursor counts as read.
fn begin_reading(model: &mut Model) -> Vec<Effect> {
    match model.selected() {
        Some(n) if !model.marks.read.contains(n) => {
            let id = model.corpus.id(n);
            mark(model, vec![MarkChange::Read(id, true)])
        }
        _ => Vec::new(),
    }
}

fn scroll_reader(model: &mut Model, by: isize) -> Vec<Effect> {
    let height = reader_height(model);
    model.reader.scroll(by, height);
    settle(model)
}

fn next_article(model: &mut Model, by: isize) -> Vec<Effect> {
    model.list.step(by, model.answer.articles.len());
    choose(model);
    let mut effects = settle(model);
    effects.extend(begin_reading(model));
    effects
}

fn next_unread(model: &mut Model, forward: bool) -> Vec<Effect> {
    let to = model.answer.articles.next_outside(&model.marks.read, model.list.cursor, forward);
    let Some(to) = to else {
        model.notice = Some("nothing unread in this list".into());
        return Vec::new();
    };
    model.list.go(to, model.answer.articles.len());
    choose(model);
    let mut effects = settle(model);
    effects.extend(begin_reading(model));
    effects
}

pub(super) fn toggle(model: &mut Model, exclude: bool) -> Vec<Effect> {
    let Focus::Sidebar(kind) = model.focus else { return Vec::new() };
    let Some(row) = model.sidebar.section(kind).selected() else { return Vec::new() };
    let corpus = Arc::clone(&model.corpus);
    model.filter.toggle(&corpus, row.entity, exclude);
    vec![select(model)]
}

fn bar(model: &mut Model, purpose: Purpose, text: &str) -> Vec<Effect> {
    model.bar = Some(Bar::new(purpose, text));
    settle(model)
}

fn open_tags(model: &mut Model) -> Vec<Effect> {
    let Some(n) = model.subject() else { return Vec::new() };
    let tags: Vec<&str> = model.marks.tags.iter().filter(|(_, a)| a.contains(n)).map(|(t, _)| t.as_str()).collect();
    let text = tags.join(" ");
    bar(model, Purpose::Tag, &text)
}

fn next_match(model: &mut Model, forward: bool) -> Vec<Effect> {
    let hits = model.reader.matches().to_vec();
    go_to(model, &hits, forward, "no match in this article", "match")
}

fn next_mention(model: &mut Model, forward: bool) -> Vec<Effect> {
    match chosen_name(model) {
        None => {
            model.notice = Some(NO_NAME.into());
            Vec::new()
        }
        Some(_) => {
            if layout::panes(model).reader.is_none() {
                // The sidebar lies over the text that is to be shown.
                model.focus = Focus::Reader;
            }
            let hits = mentions(model);
            go_to(model, &hits, forward, "not named in this article", "mention")
        }
    }
}

fn go_to(model: &mut Model, hits: &[Hit], forward: bool, none: &str, what: &str) -> Vec<Effect> {
    let height = reader_height(model);
    model.notice = Some(match model.reader.go_to_next(hits, forward, height) {
        Some(n) => format!("{what} {} of {}", n + 1, hits.len()),
        None => none.to_string(),
    });
    settle(model)
}

/// The name chosen in the sidebar, else the last one among the filters.
pub(super) fn chosen_name(model: &Model) -> Option<EntityNo> {
    if let Some(name) = room::name(model) {
        return Some(name);
    }
    let filters = || model.filter.chosen().rev().find(|(_, out)| !out).map(|(e, _)| e);
    model.sidebar.chosen.or_else(filters)
}

/// Where the chosen name stands in the open article, in reading order.
pub fn mentions(model: &Model) -> Vec<Hit> {
    let (Some(chosen), Some(opened)) = (chosen_name(model), &model.reader.opened) else { return Vec::new() };
    let Some(article) = model.corpus.find(opened.id) else { return Vec::new() };
    let mut hits: Vec<Hit> = model
        .corpus
        .locals(article)
        .zip(opened.annotations.locals())
        .filter(|(entity, _)| *entity == chosen)
        .flat_map(|(_, local)| opened.annotations.mentions(local.kind, local.index))
        .filter(|m| model.reader.page.shows(m.paragraph))
        .map(|m| Hit { paragraph: m.paragraph, span: m.span })
        .collect();
    hits.sort();
    hits
}

/// Whose mention was gone to last in the open article.
pub(super) fn mentioned(model: &Model) -> Option<EntityNo> {
    let (at, opened) = (model.reader.at?, model.reader.opened.as_ref()?);
    let article = model.corpus.find(opened.id)?;
    let here = |m: &Mention| m.paragraph == at.paragraph && m.span == at.span;
    let mut named = model.corpus.locals(article).zip(opened.annotations.locals());
    let found = named.find(|(_, l)| opened.annotations.mentions(l.kind, l.index).iter().any(here))?;
    Some(found.0)
}

fn pick(model: &mut Model, kind: Kind) -> Vec<Effect> {
    let picker = Picker::new(kind, picker::Purpose::Filter);
    overlay(model, Overlay::Picker(picker))
}

fn overlay(model: &mut Model, overlay: Overlay) -> Vec<Effect> {
    model.overlay = Some(overlay);
    settle(model)
}

/// Escape where nothing is open: what is looked for in the article goes first, then the last chip.
fn close(model: &mut Model) -> Vec<Effect> {
    if model.page.is_some() {
        return entity::close(model);
    }
    if model.zen {
        model.zen = false;
        return settle(model);
    }
    if model.focus == Focus::Reader && model.reader.find.take().is_some() {
        model.reader.at = None;
        return Vec::new();
    }
    match model.filter.chips.pop() {
        Some(_) => vec![select(model)],
        None => Vec::new(),
    }
}

fn drop_all(model: &mut Model) -> Vec<Effect> {
    if model.filter.chips.is_empty() {
        return Vec::new();
    }
    model.filter.chips.clear();
    vec![select(model)]
}

fn show(model: &mut Model, status: Option<Status>) -> Vec<Effect> {
    model.filter.show(status);
    vec![select(model)]
}

fn sort(model: &mut Model, by: By, reverse: bool) -> Vec<Effect> {
    model.filter.order = Some(Order { by, reverse });
    vec![select(model)]
}

fn star(model: &mut Model) -> Vec<Effect> {
    let Some(n) = model.subject() else { return Vec::new() };
    let on = !model.marks.starred.contains(n);
    marked(model, vec![MarkChange::Starred(model.corpus.id(n), on)])
}

fn toggle_read(model: &mut Model) -> Vec<Effect> {
    let Some(n) = model.subject() else { return Vec::new() };
    let on = !model.marks.read.contains(n);
    marked(model, vec![MarkChange::Read(model.corpus.id(n), on)])
}

fn all_read(model: &mut Model) -> Vec<Effect> {
    // With what is folded into the rows: it says the same.
    let all = || Bits::all(model.corpus.len());
    let mut unread = model.answer.all.as_ref().map_or_else(all, |all| Bits::clone(all));
    unread.and_not(&model.marks.read);
    let mut met = HashSet::new();
    let mut first = |id: &ArticleId, n: ArticleNo| model.corpus.family(n).is_none() || met.insert(*id);
    let ids = unread.iter().map(|n| (model.corpus.id(n), n)).filter(|(id, n)| first(id, *n)).map(|(id, _)| id);
    let ids: Vec<ArticleId> = ids.collect();
    model.notice = Some(match ids.len() {
        1 => "1 article marked as read, U undoes it".into(),
        n => format!("{n} articles marked as read, U undoes it"),
    });
    if ids.is_empty() { Vec::new() } else { marked(model, vec![MarkChange::ReadAll(ids.into(), true)]) }
}

/// Changes made on purpose, that can be undone. Each turns something over, so that the same with the other sign is
/// its undoing.
pub(super) fn marked(model: &mut Model, changes: Vec<MarkChange>) -> Vec<Effect> {
    let back = |change: &MarkChange| match change.clone() {
        MarkChange::Read(id, on) => Some(MarkChange::Read(id, !on)),
        MarkChange::ReadAll(ids, on) => Some(MarkChange::ReadAll(ids, !on)),
        MarkChange::Starred(id, on) => Some(MarkChange::Starred(id, !on)),
        MarkChange::Tag { article, tag, on } => Some(MarkChange::Tag { article, tag, on: !on }),
        MarkChange::Position { .. } => None,
    };
    let undoing: Vec<MarkChange> = changes.iter().rev().filter_map(back).collect();
    if !undoing.is_empty() {
        model.undo.push(Undo::Marks(undoing));
    }
    mark(model, changes)
}

fn undo(model: &mut Model) -> Vec<Effect> {
    match model.undo.pop() {
        Some(Undo::Marks(changes)) => {
            model.notice = Some("undone".into());
            mark(model, changes)
        }
        Some(Undo::Correction(number)) => vec![Effect::Correct(Correcting::TakeBack(number))],
        None => {
            model.notice = Some("nothing to undo".into());
            Vec::new()
        }
    }
}

fn widen(model: &mut Model, by: i16) -> Vec<Effect> {
    model.reader.widen(by);
    settle(model)
}

/// One step out: from the sidebar and the reader to the list, from the list out of the program.
fn back(model: &mut Model) -> Vec<Effect> {
    match model.focus {
        Focus::Entity => entity::close(model),
        Focus::Reader if model.rooms.waits() => {
            let mut effects: Vec<Effect> = leave(model).into_iter().collect();
            model.rooms.step_in();
            effects.extend(room::answered(model));
            effects.extend(settle(model));
            effects
        }
        Focus::List if !model.zen => vec![Effect::Quit],
        _ => {
            model.zen = false;
            let mut effects: Vec<Effect> = leave(model).into_iter().collect();
            effects.extend(focus(model, Focus::List));
            effects
        }
    }
}
