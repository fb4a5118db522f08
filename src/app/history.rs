//! Back and forward: the places that one has jumped from, as a browser keeps them.
//!
//! A jump is what leads to another article, page, room or selection at once. Going on from row to row, from article to
//! article, and back out of where one is, is none.

use std::collections::VecDeque;

use super::action::Scope;
use super::filter::Chip;
use super::fold::{self, Chosen};
use super::room::Room;
use super::update::{self, select, settle};
use super::{Action, Effect, Focus, Model, act, entity, stories};
use crate::corpus::{Kind, Position};
use crate::query::Order;

/// So many places are kept.
const MOST: usize = 100;

/// Where one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As typed, and whether it is a search: whom chips mean is for the corpus of then.
    chips: Vec<(String, bool)>,
    order: Option<Order>,
    article: Option<Chosen>,
    position: Option<Position>,
    focus: Focus,
    room: Option<Scope>,
    /// The name whose page is open.
    page: Option<(Kind, String)>,
    /// The article whose story is told.
    of: Option<Chosen>,
}

/// The places in the order in which they were left.
#[derive(Clone, Debug, Default)]
pub struct History {
    places: VecDeque<Place>,
    /// The place that one is at; as many as there are where one has not gone back.
    at: usize,
}

impl History {
    /// A place that was left. What one had gone back from is given up.
    fn push(&mut self, place: Place) {
        self.places.truncate(self.at);
        if self.places.back() != Some(&place) {
            self.places.push_back(place);
        }
        if self.places.len() > MOST {
            self.places.pop_front();
        }
        self.at = self.places.len();
    }

    /// The place before, or after, where `here` is now.
    fn go(&mut self, here: Place, forward: bool) -> Option<Place> {
        let differs = |at: &usize| self.places.get(*at).is_some_and(|place| !place.looks_like(&here));
        let to = match forward {
            true => (self.at + 1..self.places.len()).find(differs)?,
            false => (0..self.at).rev().find(differs)?,
        };
        match self.places.get_mut(self.at) {
            // As it is left now.
            Some(place) => *place = here,
            None => self.places.push_back(here),
        }
        self.at = to;
        self.places.get(to).cloned()
    }
}

impl Place {
    /// Whether one sees the same at both: going from one to the other would show nothing new.
    fn looks_like(&self, other: &Place) -> bool {
        let what = |p: &Place| (p.room, p.page.clone(), p.of, p.order);
        // A room hides the panes; from the list nobody knows how far an article was read.
        let panes = |p: &Place| {
            let position = p.position.filter(|_| p.focus == Focus::Reader);
            (p.article, p.focus, position)
        };
        let hidden = self.room.is_some() || self.page.is_some();
        what(self) == what(other) && self.chips == other.chips && (hidden || panes(self) == panes(other))
    }

    pub(super) fn of(model: &Model) -> Place {
        let article = model.list.wanted.or_else(|| model.selected().map(|n| Chosen::of(&model.corpus, n)));
        let open = article.filter(|a| model.reader.opened.as_ref().is_some_and(|o| o.id == a.id));
        Place {
            chips: model.filter.chips.iter().map(|c| (c.text.clone(), c.search)).collect(),
            order: model.filter.order,
            article,
            position: open.and_then(|_| model.reader.place()),
            focus: model.focus,
            room: model.rooms.current().map(Room::scope).filter(|scope| opens(*scope).is_some()),
            of: match model.rooms.current() {
                Some(Room::Stories(pane)) => Some(pane.of),
                _ => None,
            },
            page: match model.rooms.current() {
                Some(Room::Entity(page)) => Some((page.kind, model.corpus.key(page.entity).to_string())),
                _ => None,
            },
        }
    }
}

/// Performs an action, and remembers where one was if it was a jump.
pub(super) fn watch(model: &mut Model, action: Action, perform: impl FnOnce(&mut Model) -> Vec<Effect>) -> Vec<Effect> {
    use Action as A;
    let before = Place::of(model);
    let effects = perform(model);
    let after = Place::of(model);
    let elsewhere = match action {
        A::GoBack | A::GoForward => false,
        A::Down | A::Up | A::PageDown | A::PageUp | A::HalfDown | A::HalfUp => false,
        A::NextArticle | A::PreviousArticle => false,
        // Out of something: only what it takes away is missed.
        A::Back | A::Close => before.chips != after.chips,
        _ => {
            let what = |p: &Place| (p.article, p.room, p.page.clone(), p.of);
            before.chips != after.chips || what(&before) != what(&after)
        }
    };
    if elsewhere && before.article.is_some() {
        model.history.push(before);
    }
    effects
}

/// The same for a click: one from row to row of the list is none.
pub(super) fn watch_click(model: &mut Model, click: impl FnOnce(&mut Model) -> Vec<Effect>) -> Vec<Effect> {
    let before = Place::of(model);
    let effects = click(model);
    let after = Place::of(model);
    let what = |p: &Place| (p.room, p.page.clone(), p.of);
    let elsewhere = before.chips != after.chips || what(&before) != what(&after);
    if elsewhere && before.article.is_some() && !before.is_here(model) {
        model.history.push(before);
    }
    effects
}

/// The same for what is typed, which jumps where it changes the chips.
pub(super) fn watch_typing(model: &mut Model, press: impl FnOnce(&mut Model) -> Vec<Effect>) -> Vec<Effect> {
    let before = Place::of(model);
    let effects = press(model);
    let chips = model.filter.chips.iter().map(|c| (c.text.as_str(), c.search));
    let same = before.chips.iter().map(|(text, search)| (text.as_str(), *search)).eq(chips);
    if !same && before.article.is_some() && !before.is_here(model) {
        model.history.push(before);
    }
    effects
}

/// Remembers the place that is being left now for another.
pub(super) fn leave(model: &mut Model) {
    let here = Place::of(model);
    if here.article.is_some() && !here.is_here(model) {
        model.history.push(here);
    }
}

impl Place {
    /// Whether one has come here by going back or forward.
    fn is_here(&self, model: &Model) -> bool {
        model.history.places.get(model.history.at.wrapping_sub(1)) == Some(self)
    }
}

/// Goes to the place before, or after, the one where one is.
pub(super) fn go(model: &mut Model, forward: bool) -> Vec<Effect> {
    let here = Place::of(model);
    let Some(place) = model.history.go(here.clone(), forward) else {
        model.notice = Some(if forward { "nothing further on" } else { "nothing further back" }.into());
        return Vec::new();
    };
    let mut effects: Vec<Effect> = update::leave(model).into_iter().collect();
    model.reader.goal = None;
    model.rooms.forget();
    model.focus = place.focus;
    model.zen &= place.focus == Focus::Reader;
    model.list.wanted = place.article;
    model.reader.landing = place.article.zip(place.position).map(|(article, position)| (article.id, position));
    let asks = place.chips != here.chips || place.order != here.order;
    if asks {
        model.filter.chips = place.chips.iter().map(|(text, search)| Chip::new(text, *search)).collect();
        model.filter.order = place.order;
        effects.push(select(model));
    } else if let Some(row) = place.article.and_then(|a| a.find(&model.corpus)).and_then(|n| fold::row_of(model, n)) {
        model.list.go(row, model.answer.articles.len());
    }
    effects.extend(settle(model));
    land(model);
    effects.extend(reopen(model, &place));
    effects
}

/// What opens a room again.
fn opens(room: Scope) -> Option<Action> {
    Some(match room {
        Scope::Quotes => Action::Quotes,
        Scope::Timeline => Action::Timeline,
        Scope::Map => Action::Map,
        Scope::Stories => Action::Stories,
        Scope::Issues => Action::Issues,
        Scope::Notes => Action::Notes,
        Scope::Searches => Action::Searches,
        // A page is opened by its name; what is compared is not kept.
        _ => return None,
    })
}

/// Opens the room or the page again that was left.
fn reopen(model: &mut Model, place: &Place) -> Vec<Effect> {
    if let Some((kind, key)) = &place.page {
        let named = model.corpus.spelled(*kind, key);
        return named.map(|name| entity::open_on(model, Some(name))).unwrap_or_default();
    }
    if let Some(of) = place.of {
        return stories::open_on(model, of);
    }
    place.room.and_then(opens).map(|action| act::do_it(model, action)).unwrap_or_default()
}

/// Scrolls to where one was in an article, once that is open.
pub(super) fn land(model: &mut Model) {
    let Some((id, position)) = model.reader.landing else { return };
    if model.reader.opened.as_ref().is_some_and(|opened| opened.id == id) {
        model.reader.landing = None;
        model.reader.go_to(position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(n: u8) -> Place {
        Place {
            chips: vec![(n.to_string(), false)],
            order: None,
            article: None,
            position: None,
            focus: Focus::List,
            room: None,
            page: None,
            of: None,
        }
    }

    fn check(history: &mut History, here: u8, forward: bool, expected: Option<u8>) {
        assert_eq!(history.go(place(here), forward), expected.map(place));
    }

    #[test]
    fn one_goes_back_and_forward_as_in_a_browser() {
        let mut history = History::default();
        (1..=3).for_each(|n| history.push(place(n)));
        check(&mut history, 4, true, None);
        check(&mut history, 4, false, Some(3));
        check(&mut history, 3, false, Some(2));
        check(&mut history, 2, true, Some(3));
        check(&mut history, 3, true, Some(4));
        check(&mut history, 4, true, None);
        check(&mut history, 4, false, Some(3));
        check(&mut history, 3, false, Some(2));
        check(&mut history, 2, false, Some(1));
        check(&mut history, 1, false, None);
    }

    #[test]
    fn a_jump_from_further_back_gives_up_what_was_ahead() {
        let mut history = History::default();
        (1..=3).for_each(|n| history.push(place(n)));
        check(&mut history, 4, false, Some(3));
        check(&mut history, 3, false, Some(2));
        history.push(place(2));
        check(&mut history, 5, true, None);
        check(&mut history, 5, false, Some(2));
        check(&mut history, 2, false, Some(1));
        check(&mut history, 1, false, None);
    }

    #[test]
    fn a_hundred_places_are_kept() {
        let mut history = History::default();
        (0..=250).for_each(|n| history.push(place(n)));
        assert_eq!(history.places.len(), MOST);
        let mut back = 0;
        while history.go(place(251), false).is_some() {
            back += 1;
        }
        assert_eq!(back, MOST);
    }
}
