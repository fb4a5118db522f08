//! What each action does to the model.

use std::sync::Arc;

use super::bar::{Bar, Purpose};
use super::help::Help;
use super::outside::{self, Wanted};
use super::palette::Palette;
use super::picker::{self, Picker};
use super::places::{self, Letter};
use super::update::{choose, leave, mark, select, settle};
use super::{
    Action, Effect, Focus, Model, Overlay, archives, compare, editor, entity, export, fold, history, issues, layout,
    map, marked, marking, notes, quotes, room, saved, stories, timeline, tour, undo, visual,
};
use crate::corpus::{EntityNo, Kind, MarkChange, Mention};
use crate::query::{By, Hit, Order, Status};

/// Short enough for the narrowest screen.
pub(super) fn no_name(model: &Model) -> String {
    format!("choose a name first: {} or {}", model.key(Action::PickPeople), model.key(Action::PickCountries))
}

/// Performs an action, and remembers where one was if it leads elsewhere.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    history::watch(model, action, |model| do_it(model, action))
}

/// Performs an action.
pub(super) fn do_it(model: &mut Model, action: Action) -> Vec<Effect> {
    use Action as A;
    tour::did(model, action);
    if let Some(effects) = visual::act(model, action) {
        return effects;
    }
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
        A::FocusRight => focus(model, right(model.focus, layout::has_sidebar(model))),
        A::FocusNext => focus(model, around(model.focus, 1, layout::has_sidebar(model))),
        A::FocusPrevious => focus(model, around(model.focus, -1, layout::has_sidebar(model))),
        A::ScrollReaderDown => scroll_reader(model, 1),
        A::ScrollReaderUp => scroll_reader(model, -1),
        A::NextArticle => next_article(model, 1),
        A::PreviousArticle => next_article(model, -1),
        A::NextUnread => next_unread(model, true),
        A::PreviousUnread => next_unread(model, false),
        A::Search => bar(model, Purpose::Search, ""),
        A::Filter => bar(model, Purpose::Filter, ""),
        A::Find => bar(model, Purpose::Find, ""),
        A::Note => editor::open(model),
        A::Select => visual::begin(model),
        // While something is selected these are taken above.
        A::NextWord | A::PreviousWord | A::OtherEnd | A::Highlight | A::CopyPassage => Vec::new(),
        A::Searches => saved::open(model),
        A::Notes => notes::open(model),
        A::ApplySearch | A::SaveSearch | A::RenameSearch | A::DeleteSearch => Vec::new(),
        A::ReadNote | A::EditNote | A::DeleteNote | A::FindNotes | A::ShownNotes => Vec::new(),
        A::MarkPlace => places::open(model, Letter::Mark),
        A::GoToPlace => places::open(model, Letter::Go),
        A::Tag => marking::open_tags(model),
        A::Undo => undo::undo(model),
        A::NextMatch => next_match(model, true),
        A::PreviousMatch => next_match(model, false),
        A::NextMention => next_mention(model, true),
        A::PreviousMention => next_mention(model, false),
        A::PickPeople => pick(model, Kind::Person),
        A::PickCountries => pick(model, Kind::Country),
        A::PickOrganisations => pick(model, Kind::Organisation),
        A::EntityPage => entity::open(model),
        A::SaveAs => export::open(model),
        A::Pipe => outside::ask_program(model),
        A::OpenSource => outside::want(model, Wanted::OpenSource),
        A::Edit => outside::edit(model),
        A::Links => outside::want(model, Wanted::Links),
        A::CopyText => outside::want(model, Wanted::CopyText),
        A::CopyLink => outside::want(model, Wanted::CopyLink),
        A::CopyCitation => outside::want(model, Wanted::CopyCitation),
        A::Issues => issues::open(model),
        A::Quotes => quotes::open(model),
        A::Timeline => timeline::open(model),
        A::Map => map::open(model),
        A::Stories => stories::open(model),
        // For rooms, which have taken them where they are open.
        A::Unfold | A::CopyPath => Vec::new(),
        A::ReadHere | A::ShowName | A::ShowBoth | A::NextPart | A::PreviousPart => Vec::new(),
        A::Merge | A::Split | A::Rename | A::Hide => Vec::new(),
        A::Earlier | A::Later | A::EarlierBar | A::LaterBar | A::Finer | A::Coarser => Vec::new(),
        A::PartsNext | A::PartsPrevious | A::Span | A::FilterBin => Vec::new(),
        A::MapLeft | A::MapRight | A::FilterCountry | A::ExcludeCountry => Vec::new(),
        A::MapList | A::Closer | A::WholeWorld => Vec::new(),
        A::NextDifference
        | A::PreviousDifference
        | A::CompareWords
        | A::NextVersion
        | A::PreviousVersion
        | A::ReadAccount
        | A::ListStory => Vec::new(),
        A::ReadQuote | A::QuoteWords | A::QuoteAbout => Vec::new(),
        A::CopyQuote => quotes::copy(model),
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
        A::SortStory => sort(model, By::Story, false),
        A::SortStoryReverse => sort(model, By::Story, true),
        A::SortRelevance => sort(model, By::Relevance, false),
        A::SortRelevanceReverse => sort(model, By::Relevance, true),
        A::Star => marking::star(model),
        A::ToggleRead => marking::toggle_read(model),
        A::AllRead => marking::all_read(model),
        A::MarkRow => marked::row(model),
        A::MarkRange => marked::range(model),
        A::MarkAll => marked::all(model),
        A::Furniture => {
            model.reader.furniture = !model.reader.furniture;
            let columns = model.reader.page.columns;
            model.reader.reset(columns);
            settle(model)
        }
        A::Zen => {
            model.zen = !model.zen;
            model.focus = Focus::Reader;
            settle(model)
        }
        A::Sidebar => toggle_sidebar(model),
        A::GoBack => history::go(model, false),
        A::GoForward => history::go(model, true),
        A::Archives => archives::open(model),
        A::Versions => fold::toggle(model),
        A::Compare => compare::open(model),
        A::Wider => widen(model, 4),
        A::Narrower => widen(model, -4),
        A::ResetWidth => {
            model.reader.width = model.settings.width;
            settle(model)
        }
        A::Help => overlay(model, Overlay::Help(Help { top: 0, scope: model.scope() })),
        A::Palette => overlay(model, Overlay::Palette(Palette::default())),
        A::Tour => tour::toggle(model),
        A::SkipTour => tour::skip(model),
        A::Theme => {
            model.theme = model.settings.next_theme(model.theme);
            model.notice = Some(format!("theme: {}", model.settings.theme_name(model.theme)));
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
        Focus::List | Focus::Reader => Focus::List,
        Focus::Sidebar(_) => Focus::Reader,
    }
}

fn right(focus: Focus, sidebar: bool) -> Focus {
    match focus {
        Focus::List => Focus::Reader,
        Focus::Reader if !sidebar => Focus::Reader,
        Focus::Reader => Focus::Sidebar(Kind::Person),
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

fn around(focus: Focus, by: isize, sidebar: bool) -> Focus {
    let round = if sidebar { &ROUND[..] } else { &ROUND[..2] };
    let at = round.iter().position(|f| *f == focus).unwrap_or(0) as isize;
    round[(at + by).rem_euclid(round.len() as isize) as usize]
}

/// Shows the sidebar beside the article, or no longer. Where there is no room for that, goes to it, or back.
fn toggle_sidebar(model: &mut Model) -> Vec<Effect> {
    let within = matches!(model.focus, Focus::Sidebar(_));
    if layout::three_panes(model.size) && !model.zen {
        model.sidebar.hidden = !model.sidebar.hidden;
        model.focus = if within && model.sidebar.hidden { Focus::Reader } else { model.focus };
        return settle(model);
    }
    focus(model, if within { Focus::List } else { Focus::Sidebar(Kind::Person) })
}

pub(super) fn focus(model: &mut Model, to: Focus) -> Vec<Effect> {
    model.zen &= to == Focus::Reader;
    // Who walks through the panes has done with the rooms, unless it is the list that one was sent to.
    if !model.rooms.waits(Focus::List) {
        model.rooms.forget();
    }
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

fn next_match(model: &mut Model, forward: bool) -> Vec<Effect> {
    let hits = model.reader.matches().to_vec();
    go_to(model, &hits, forward, "no match in this article", "match")
}

fn next_mention(model: &mut Model, forward: bool) -> Vec<Effect> {
    match chosen_name(model) {
        None => {
            model.notice = Some(no_name(model));
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
    pick_for(model, kind, picker::Purpose::Filter)
}

/// Lets a name be picked.
pub(super) fn pick_for(model: &mut Model, kind: Kind, purpose: picker::Purpose) -> Vec<Effect> {
    let picker = Picker::new(kind, purpose);
    overlay(model, Overlay::Picker(picker))
}

fn overlay(model: &mut Model, overlay: Overlay) -> Vec<Effect> {
    model.overlay = Some(overlay);
    settle(model)
}

/// Escape where nothing is open: what is looked for in the article goes first, then what is marked, then
/// the last chip.
fn close(model: &mut Model) -> Vec<Effect> {
    if model.zen {
        model.zen = false;
        return settle(model);
    }
    if model.focus == Focus::Reader && model.reader.find.take().is_some() {
        model.reader.at = None;
        return Vec::new();
    }
    if marked::clear(model) {
        return settle(model);
    }
    match model.filter.chips.pop() {
        Some(chip) => {
            model.notice = Some(format!("dropped {}", chip.label));
            vec![select(model)]
        }
        None if model.progress.is_some() => {
            let key = model.key(Action::Rescan);
            model.notice = Some(format!("stopped; {key} goes on from here"));
            vec![Effect::StopRescan]
        }
        None => tour::end(model),
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

fn widen(model: &mut Model, by: i16) -> Vec<Effect> {
    model.reader.widen(by);
    settle(model)
}

/// One step out: from the sidebar and the reader to the list, from the list out of the program.
fn back(model: &mut Model) -> Vec<Effect> {
    match model.focus {
        focus if model.rooms.waits(focus) => {
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
