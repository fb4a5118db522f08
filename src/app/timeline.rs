//! When: articles of the selection over time, as bars; in one chart, by source, or in lanes for people and countries.

pub mod axis;
pub mod plan;

use std::sync::Arc;

use jiff::civil::Date;

use ratatui::layout::{Position, Rect};

use super::act::Step;
use super::room::{self, Room};
use super::update::{select, settle};
use super::{Action, Effect, Focus, Model, layout, visit};
use crate::corpus::{ArticleNo, BinNo, Counts, EntityNo, Kind, Series, Timeline, Unit, date_of, day_of};
use crate::query::{DateRange, Expr, Term};
use plan::Plan;

/// What the rows are parted by, as the worker is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    #[default]
    Nothing,
    /// The largest sources, and the rest.
    Sources,
    /// Those that name each of these: an article may name several.
    Names(Vec<EntityNo>),
}

/// One part of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The source or the name; empty for the rest.
    pub label: String,
    pub counts: Timeline,
}

/// The rows over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub all: Timeline,
    pub parts: Vec<Part>,
}

/// What lies in one bin, or in several beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// The first and the last day.
    pub days: (i32, i32),
    /// How many rows.
    pub count: u32,
    /// The first of them, newest first.
    pub articles: Vec<ArticleNo>,
    /// Who is named most in them: the first people, then countries, then organisations.
    pub names: Vec<(EntityNo, u32)>,
}

/// What one wants to see the rows parted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    #[default]
    Nothing,
    Source,
    People,
    Countries,
}

impl By {
    const ALL: [By; 4] = [By::Nothing, By::Source, By::People, By::Countries];

    fn turned(self, by: isize) -> By {
        let at = By::ALL.iter().position(|b| *b == self).unwrap_or(0) as isize;
        By::ALL[(at + by).rem_euclid(By::ALL.len() as isize) as usize]
    }

    /// As the title says it.
    pub fn name(self) -> &'static str {
        match self {
            By::Nothing => "",
            By::Source => "by source",
            By::People => "by people",
            By::Countries => "by countries",
        }
    }
}

/// The open room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    pub by: By,
    /// What was counted last, and how it is parted.
    pub counted: Arc<Counted>,
    parts: Parts,
    /// Of which answer, and in which parts, that was counted.
    of: Option<(u64, Parts)>,
    /// False until something was counted.
    pub known: bool,
    pub unit: Unit,
    /// Whether the unit was chosen by hand; else it is the finest that fits.
    by_hand: bool,
    pub cursor: BinNo,
    /// The leftmost bin on the screen.
    pub left: BinNo,
    /// Where a span begins that ends at the cursor.
    pub span: Option<BinNo>,
    /// What is in the bin under the cursor, or in the span.
    pub bin: Option<Bin>,
    /// The days that were asked about last.
    asked: Option<(i32, i32)>,
    /// The title under the cursor, once one has gone down to the titles.
    pub title: Option<usize>,
    /// The first title on the screen.
    pub top: usize,
}

impl Pane {
    pub fn series(&self) -> &Series {
        self.counted.all.by(self.unit)
    }

    /// The bins of the cursor or of the span, first and last.
    pub fn chosen(&self) -> (BinNo, BinNo) {
        let other = self.span.unwrap_or(self.cursor);
        (self.cursor.min(other), self.cursor.max(other))
    }

    /// Their first and last day.
    pub fn days(&self) -> (i32, i32) {
        let (first, last) = self.chosen();
        (self.unit.days(first).0, self.unit.days(last).1)
    }

    /// How many rows lie in them.
    pub fn count(&self) -> u32 {
        let (first, last) = self.chosen();
        self.series().between(first, last).iter().map(|(_, count)| count).sum()
    }

    /// The article of a title.
    pub fn article(&self) -> Option<ArticleNo> {
        self.bin.as_ref().filter(|bin| bin.days == self.days())?.articles.get(self.title?).copied()
    }

    /// The finest unit whose bins all fit on the screen at once, by hand or not.
    fn fit(&mut self, columns: u16) {
        let fits = |unit: &Unit| {
            let bins =
                self.counted.all.by(*unit).ends().map_or(0, |(first, last)| i64::from(last) - i64::from(first) + 1);
            bins <= i64::from(columns)
        };
        self.unit = Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Year);
    }

    /// To another unit, on the last of the same days that has something in it.
    fn zoom(&mut self, unit: Unit) {
        let (first, last) = self.unit.days(self.cursor);
        let within = self.counted.all.by(Unit::Day).between(first, last);
        let bin = unit.bin(within.last().map_or(first, |(day, _)| *day));
        let began = self.span.map(|began| unit.bin(self.unit.first_day(began)));
        (self.unit, self.cursor, self.span, self.by_hand) = (unit, bin, began, true);
        // In the middle of the screen, as far as there is something on both sides.
        self.left = BinNo::MIN;
    }
}

/// Opens the room on what is selected now.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let mut effects = room::enter(model, Room::Timeline(Pane::default()));
    effects.extend(answered(model));
    effects
}

fn pane(model: &Model) -> Option<&Pane> {
    match model.rooms.current() {
        Some(Room::Timeline(pane)) => Some(pane),
        _ => None,
    }
}

fn pane_mut(model: &mut Model) -> Option<&mut Pane> {
    match model.rooms.current_mut() {
        Some(Room::Timeline(pane)) => Some(pane),
        _ => None,
    }
}

/// An action of the room's own, or one that means something else here; `None` for any other.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    use Action as A;
    let bins = Plan::of(model)?.bins as BinNo;
    let pane = pane_mut(model)?;
    match action {
        A::Earlier => walk(pane, |pane| pane.cursor.saturating_sub(1)),
        A::Later => walk(pane, |pane| pane.cursor.saturating_add(1)),
        A::EarlierBar => walk(pane, |pane| beside(pane, false)),
        A::LaterBar => walk(pane, |pane| beside(pane, true)),
        A::PageUp => walk(pane, |pane| pane.cursor.saturating_sub(bins.max(1))),
        A::PageDown => walk(pane, |pane| pane.cursor.saturating_add(bins.max(1))),
        A::HalfUp => walk(pane, |pane| pane.cursor.saturating_sub((bins / 2).max(1))),
        A::HalfDown => walk(pane, |pane| pane.cursor.saturating_add((bins / 2).max(1))),
        A::Top => walk(pane, |_| BinNo::MIN),
        A::Bottom => walk(pane, |_| BinNo::MAX),
        A::Finer | A::Coarser => {
            let by: isize = if action == A::Finer { -1 } else { 1 };
            match Unit::ALL.get((pane.unit as usize).wrapping_add_signed(by)) {
                Some(unit) => pane.zoom(*unit),
                None => {
                    model.notice = Some(if by < 0 { "days are the finest" } else { "years are the coarsest" }.into())
                }
            }
        }
        A::PartsNext | A::PartsPrevious => {
            pane.by = pane.by.turned(if action == A::PartsNext { 1 } else { -1 });
            let mut effects = answered(model);
            effects.extend(settle(model));
            return Some(effects);
        }
        A::Span => {
            pane.span = if pane.span.is_some() { None } else { Some(pane.cursor) };
            pane.title = None;
        }
        A::Close if pane.span.is_some() => pane.span = None,
        A::Close if pane.title.is_some() => pane.title = None,
        A::FilterBin => {
            if let Some(article) = pane.article() {
                return Some(visit::article(model, article, None));
            }
            return Some(filter(model));
        }
        _ => return None,
    }
    Some(moved(model))
}

fn walk(pane: &mut Pane, to: impl Fn(&Pane) -> BinNo) {
    if let Some((first, last)) = pane.series().ends() {
        pane.cursor = to(pane).clamp(first, last);
        pane.title = None;
    }
}

/// The next bin with something in it.
fn beside(pane: &Pane, later: bool) -> BinNo {
    let found = if later {
        pane.series().between(pane.cursor.saturating_add(1), BinNo::MAX).first()
    } else {
        pane.series().between(BinNo::MIN, pane.cursor.saturating_sub(1)).last()
    };
    found.map_or(pane.cursor, |(bin, _)| *bin)
}

/// Among the titles, and from them back to the bars.
pub(super) fn step(model: &mut Model, step: Step) {
    let Some(rows) = Plan::of(model).map(|plan| plan.titles.height as usize) else { return };
    let Some(pane) = pane_mut(model) else { return };
    let titles = pane.bin.as_ref().map_or(0, |bin| bin.articles.len()) as isize;
    // The bars are above the first title.
    let from = pane.title.map_or(-1, |at| at as isize);
    let to = from.saturating_add(step.rows(rows)).clamp(-1, titles - 1);
    pane.title = usize::try_from(to).ok().filter(|_| rows > 0);
}

/// A click into the room, which takes `area`: on a bin the first goes to it and a second filters by it, on a title the
/// same, but a second reads it.
pub(super) fn click(model: &mut Model, at: Position, area: Rect) -> Vec<Effect> {
    let plain = model.plain;
    let Some(pane) = pane_mut(model) else { return Vec::new() };
    let plan = Plan::new(layout::inside(area), pane, plain);
    let again = if plan.titles.contains(at) {
        let title = pane.top + (at.y - plan.titles.y) as usize;
        if pane.bin.as_ref().is_none_or(|bin| title >= bin.articles.len()) {
            return Vec::new();
        }
        pane.title.replace(title) == Some(title)
    } else if plan.bars.contains(at) || plan.axis.contains(at) {
        let Some(bin) = plan.bin_at(pane.left, at.x) else { return Vec::new() };
        let here = (pane.cursor, pane.title);
        walk(pane, |_| bin);
        here == (pane.cursor, pane.title)
    } else {
        return Vec::new();
    };
    if again { act(model, Action::FilterBin).unwrap_or_default() } else { moved(model) }
}

/// The selection is another one: asks for what the room shows.
pub(super) fn answered(model: &mut Model) -> Vec<Effect> {
    let Some(by) = pane(model).map(|pane| pane.by) else { return Vec::new() };
    let parts = match by {
        By::Nothing => Parts::Nothing,
        By::Source => Parts::Sources,
        By::People => Parts::Names(names(model, Kind::Person)),
        By::Countries => Parts::Names(names(model, Kind::Country)),
    };
    let generation = model.generation;
    let Some(pane) = pane_mut(model) else { return Vec::new() };
    pane.parts = parts.clone();
    if pane.of.as_ref().is_none_or(|(of, _)| *of != generation) {
        // Numbers of another answer, or even of another corpus, say nothing here.
        (pane.bin, pane.asked, pane.title, pane.top) = (None, None, None, 0);
    } else if pane.of == Some((generation, parts.clone())) {
        // One comes back to it. What was in the bin may have come in between.
        pane.asked = pane.asked.filter(|_| pane.bin.is_some());
        return look(model).into_iter().collect();
    }
    model.counting += 1;
    vec![Effect::Timeline { generation, counting: model.counting, parts }]
}

/// Lanes for so many of those named most, and for so many that were asked for.
const LANES: usize = 3;
const MOST_LANES: usize = 5;

/// Those of a kind that the query is about, then those named most. Not those whom all rows name: their lane would be
/// the whole again.
fn names(model: &Model, kind: Kind) -> Vec<EntityNo> {
    let (corpus, counts, rows) = (&model.corpus, &model.answer.counts, model.answer.articles.folded().len());
    let some = |entity: &EntityNo| (1..rows).contains(&(counts.of(corpus, *entity) as usize));
    let out: Vec<EntityNo> = model.filter.chosen().filter(|(_, out)| *out).map(|(e, _)| e).collect();
    let mut names: Vec<EntityNo> = Vec::new();
    let asked = model.answer.meanings.iter().filter(|m| m.kind == kind).flat_map(|m| m.entities.iter().copied());
    let asked = asked.filter(|e| !out.contains(e)).take(MOST_LANES);
    let top = ranked(model, counts, kind).take(LANES + rows.min(MOST_LANES));
    for (entity, most) in asked.map(|e| (e, MOST_LANES)).chain(top.map(|e| (e, LANES))) {
        if names.len() < most && some(&entity) && !names.contains(&entity) {
            names.push(entity);
        }
    }
    names
}

fn ranked<'a>(model: &'a Model, counts: &'a Counts, kind: Kind) -> impl Iterator<Item = EntityNo> + 'a {
    (0..).map_while(move |at| counts.get(&model.corpus, kind, at)).map(|(entity, _)| entity)
}

/// What was counted.
pub(super) fn learn(model: &mut Model, parts: &Parts, counted: Arc<Counted>) -> Vec<Effect> {
    let newest = model.selected().and_then(|n| model.corpus.day(n));
    let Some(columns) = Plan::of(model).map(|plan| plan.bars.width) else { return Vec::new() };
    let of = Some((model.answered, parts.clone()));
    let Some(pane) = pane_mut(model).filter(|pane| pane.parts == *parts) else { return Vec::new() };
    let known = std::mem::replace(&mut pane.known, true);
    let day = pane.unit.first_day(pane.cursor);
    let began = pane.span.map(|began| pane.unit.first_day(began));
    (pane.counted, pane.of) = (counted, of);
    if !pane.by_hand {
        pane.fit(columns);
    }
    // It opens where the list is, and stays on its days.
    let last = pane.series().ends().map_or(0, |(_, last)| last);
    pane.cursor = if known { pane.unit.bin(day) } else { newest.map_or(last, |day| pane.unit.bin(day)) };
    pane.span = began.map(|day| pane.unit.bin(day));
    moved(model)
}

/// What is in the bin.
pub(super) fn learn_bin(model: &mut Model, bin: Bin) -> Vec<Effect> {
    if let Some(pane) = pane_mut(model).filter(|pane| pane.asked == Some(bin.days)) {
        pane.bin = Some(bin);
    }
    settle(model)
}

/// After the cursor may have moved: into view, and what is under it is asked for.
fn moved(model: &mut Model) -> Vec<Effect> {
    let mut effects = settle(model);
    effects.extend(look(model));
    effects
}

/// Asks for what is under the cursor, where it is not asked for yet.
fn look(model: &mut Model) -> Option<Effect> {
    let generation = model.generation;
    let pane = pane_mut(model).filter(|pane| pane.known && !pane.series().is_empty())?;
    let days = pane.days();
    if pane.asked == Some(days) {
        return None;
    }
    (pane.asked, pane.bin, pane.title, pane.top) = (Some(days), None, None, 0);
    model.looking += 1;
    Some(Effect::Bin { generation, looking: model.looking, days })
}

/// After anything that may have moved things: everything back into view.
pub(super) fn keep_in_view(model: &mut Model) {
    let Some(plan) = Plan::of(model) else { return };
    let Some(pane) = pane_mut(model) else { return };
    if let Some((first, last)) = pane.series().ends() {
        let bins = (plan.bins as BinNo).max(1);
        pane.cursor = pane.cursor.clamp(first, last);
        pane.span = pane.span.map(|began| began.clamp(first, last));
        if pane.left == BinNo::MIN {
            pane.left = pane.cursor.saturating_sub(bins / 2);
        }
        let end = last.saturating_add(1).saturating_sub(bins).max(first);
        pane.left = pane.left.clamp(pane.cursor.saturating_sub(bins - 1), pane.cursor).clamp(first, end);
    }
    let (rows, titles) = (plan.titles.height as usize, pane.bin.as_ref().map_or(0, |bin| bin.articles.len()));
    pane.title = pane.title.filter(|_| rows > 0).map(|at| at.min(titles.saturating_sub(1)));
    let at = pane.title.unwrap_or(0);
    pane.top = pane.top.min(titles.saturating_sub(rows)).min(at).max((at + 1).saturating_sub(rows.max(1)));
}

/// Filters by the days of the bin or the span and goes back to the list.
fn filter(model: &mut Model) -> Vec<Effect> {
    let Some(pane) = pane(model).filter(|pane| !pane.series().is_empty()) else { return Vec::new() };
    let (first, last) = pane.days();
    let Some((first, last)) = date_of(first).zip(date_of(last)) else { return Vec::new() };
    model.filter.within(first, last);
    model.rooms.forget();
    model.focus = Focus::List;
    vec![select(model)]
}

/// The part of a range of days that lies within the days which a filter by dates leaves.
pub(super) fn narrowed((first, last): (Date, Date), expr: &Expr) -> (Date, Date) {
    let Expr::Term(Term::Date(DateRange { first: from, last: to })) = expr else { return (first, last) };
    (from.map_or(first, |from| from.max(first)), to.map_or(last, |to| to.min(last)))
}

/// As a query says it: a year, a month or a day by its name, and anything else from day to day.
pub(super) fn query_of(first: Date, last: Date) -> String {
    if first == last {
        format!("date:{first}")
    } else if first == first.first_of_year() && last == first.last_of_year() {
        format!("date:{:04}", first.year())
    } else if first == first.first_of_month() && last == first.last_of_month() {
        format!("date:{:04}-{:02}", first.year(), first.month())
    } else {
        format!("date:{first}..{last}")
    }
}

/// Days as people write them.
pub fn days_text((first, last): (i32, i32), unit: Unit) -> String {
    let Some((first, last)) = date_of(first).zip(date_of(last)) else { return String::new() };
    match unit {
        Unit::Year if first.year() == last.year() => first.year().to_string(),
        Unit::Month if day_of(last.first_of_month()) == day_of(first) => axis::month_and_year(first),
        _ => axis::span(first, last),
    }
}

#[cfg(test)]
mod tests;
