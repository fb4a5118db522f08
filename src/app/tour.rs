//! The tour: a few lines above the footer that say what to press next, while the program stays as usable as ever.
//!
//! A step is a sentence made with the keymap's own keys and a condition on what was done; once that holds the next step
//! is shown. What the lines look like is for `ui::tour` to say.

use super::action::{Action, Scope, entries};
use super::keymap::Keymap;
use super::{Effect, Focus, Model, Overlay, layout};
use crate::corpus::Kind;
use crate::text::width::width;

/// A tour that has begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    /// Which of [`STEPS`] is shown.
    pub step: usize,
    /// What was done last, since the step was looked at.
    did: Option<Action>,
}

/// What a step asks for, and when it is fulfilled.
#[derive(Debug)]
pub struct Step {
    /// `{name}` is the first key of the action with this name, and what stands between `` ` `` is typed as it is.
    text: &'static str,
    done: fn(&Model, Option<Action>) -> bool,
}

const fn step(text: &'static str, done: fn(&Model, Option<Action>) -> bool) -> Step {
    Step { text, done }
}

/// Short enough for three lines of forty columns, and for two of eighty.
pub const STEPS: &[Step] = &[
    step("{down} and {up} walk the list, {open} reads an article, {page-down} turns its pages.", |m, _| {
        m.focus == Focus::Reader
    }),
    step(
        "Who: {pick-people}, type `putin`, `Enter`. The articles that name him stay, and all counts follow.",
        |m, _| m.filter.chosen().any(|(e, _)| m.corpus.kind(e) == Kind::Person),
    ),
    step("What: {filter}, type `ceasefire`, `Enter`. Every letter narrows; {search} ranks instead.", |m, _| {
        m.bar.is_none() && m.filter.chips.iter().any(|c| c.means.is_empty())
    }),
    step("What narrows stands at the top: {close} takes back the last, {drop-all} all of it.", |m, _| {
        m.filter.chips.is_empty()
    }),
    step("{quotes}: who said what, by speaker; `Enter` goes to where it was said.", |m, _| m.scope() == Scope::Quotes),
    step("{back} leads back from everywhere. {timeline}: when it was.", |m, _| m.scope() == Scope::Timeline),
    step("{map}: where it was. The arrows walk, `Enter` filters.", |m, _| m.scope() == Scope::Map),
    step("{entity-page}: all about a country of the map, or about a name chosen in the sidebar.", |m, _| {
        m.scope() == Scope::Entity
    }),
    step(
        "{back} until the articles are there. {star} gives one a star, {note} a note, {undo} takes back.",
        |_, did| matches!(did, Some(Action::Star | Action::Note)),
    ),
    step("{go-to-date}, type `2025-04-17`, `Enter`; then {compare}: two accounts side by side.", |m, _| {
        m.scope() == Scope::Compare
    }),
    step("{back}. {save-as} writes what is shown as Markdown, HTML, a table or a bibliography.", |m, _| {
        matches!(m.overlay, Some(Overlay::Export(_)))
    }),
    step("`Esc`, then {help}: all keys. {palette} finds by name what has none.", |m, _| {
        matches!(m.overlay, Some(Overlay::Help(_)))
    }),
];

/// What is said when all is done.
const END: &str = "That was the tour. {help} has every key, `:tour` shows it again, {close} closes this.";

/// A piece of a line: a text, and whether it is something to press or type.
pub type Piece = (String, bool);

impl Tour {
    /// All steps are done.
    pub fn is_over(&self) -> bool {
        self.step >= STEPS.len()
    }

    /// What to do now, in lines of so many columns.
    pub fn lines(&self, keymap: &Keymap, columns: usize) -> Vec<Vec<Piece>> {
        wrap(pieces(STEPS.get(self.step).map_or(END, |step| step.text), keymap), columns)
    }
}

/// Begins the tour, or ends the one that is on.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    model.tour = if model.tour.is_some() { None } else { Some(Tour::default()) };
    super::update::settle(model)
}

/// Ends the tour, if one is on.
pub(super) fn end(model: &mut Model) -> Vec<Effect> {
    if model.tour.take().is_some_and(|tour| !tour.is_over()) {
        model.notice = Some(":tour shows it again".into());
    }
    super::update::settle(model)
}

/// The next step without this one being done.
pub(super) fn skip(model: &mut Model) -> Vec<Effect> {
    match &mut model.tour {
        Some(tour) => tour.step += 1,
        None => model.notice = Some("there is no tour on: `:tour` begins it".into()),
    }
    Vec::new()
}

/// Takes down that something was done.
pub(super) fn did(model: &mut Model, action: Action) {
    if let Some(tour) = &mut model.tour {
        tour.did = Some(action);
    }
}

/// Goes on to the next step if this one is done: one at a time, so that each can be read.
pub(super) fn follow(model: &mut Model) {
    let Some(tour) = &mut model.tour else { return };
    let (at, did) = (tour.step, tour.did.take());
    if STEPS.get(at).is_some_and(|step| (step.done)(model, did))
        && let Some(tour) = &mut model.tour
    {
        tour.step = at + 1;
    }
}

/// Rows that the tour takes above the footer, with its title line: the same for every step, so that nothing jumps.
/// None where there is no room.
pub fn height(model: &Model) -> u16 {
    let (columns, rows) = model.size;
    let wanted = if columns >= 80 { 3 } else { 4 };
    if model.tour.is_some() && rows >= layout::LEAST.1 + 2 * wanted { wanted } else { 0 }
}

/// The sentence with its keys, cut at spaces; a sequence of keys stays in one.
fn pieces(text: &str, keymap: &Keymap) -> Vec<Vec<Piece>> {
    let mut words = vec![Vec::new()];
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let close = match first {
            ' ' => {
                words.push(Vec::new());
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            '{' => Some('}'),
            '`' => Some('`'),
            _ => None,
        };
        let from = close.map_or(0, char::len_utf8);
        let inner = rest.get(from..).unwrap_or_default();
        let end = match close {
            Some(close) => inner.find(close),
            None => inner.find([' ', '{', '`']),
        };
        let (inside, after) = inner.split_at(end.unwrap_or(inner.len()));
        let piece = match first {
            '{' => (key(inside, keymap), true),
            _ => (inside.to_string(), close.is_some()),
        };
        words.last_mut().unwrap_or(&mut Vec::new()).push(piece);
        rest = after.get(from..).unwrap_or_default();
    }
    words
}

/// The key to press for an action; without one it is found by its name.
fn key(name: &str, keymap: &Keymap) -> String {
    let action = entries().find(|e| e.name == name).map(|e| e.action);
    let key = action.and_then(|a| keymap.keys_of(a).into_iter().next());
    key.unwrap_or_else(|| format!(":{name}"))
}

fn wrap(words: Vec<Vec<Piece>>, columns: usize) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut used = 0;
    for word in words {
        let needed: usize = word.iter().map(|(text, _)| width(text)).sum();
        match lines.last_mut() {
            Some(line) if used + 1 + needed <= columns => {
                line.push((" ".into(), false));
                line.extend(word);
                used += 1 + needed;
            }
            _ => {
                lines.push(word);
                used = needed;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::model::ThemeName;
    use crate::app::{Key, Message, update};

    fn text(lines: &[Vec<Piece>]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|(text, _)| text.as_str()).collect()).collect()
    }

    fn model() -> Model {
        Model::new((80, 24), "archive".into(), ThemeName::Terminal)
    }

    fn keys(model: &mut Model, keys: &str) {
        for key in Key::parse_sequence(keys).unwrap() {
            update(model, Message::Key(key));
        }
    }

    #[test]
    fn steps_say_keys_that_there_are_and_fit_their_lines() {
        let keymap = Keymap::default();
        for step in 0..=STEPS.len() {
            let tour = Tour { step, did: None };
            for (columns, most) in [(38, 3), (76, 2)] {
                let lines = tour.lines(&keymap, columns);
                assert!(lines.len() <= most, "{:?}", text(&lines));
                assert!(text(&lines).iter().all(|l| width(l) <= columns), "{:?}", text(&lines));
            }
            let said = STEPS.get(step).map_or(END, |s| s.text);
            for name in said.split('{').skip(1).filter_map(|s| s.split('}').next()) {
                let entry = entries().find(|e| e.name == name);
                assert!(entry.is_some_and(|e| !e.keys.is_empty()), "{name}");
            }
        }
    }

    #[test]
    fn keys_are_the_keymaps_own_and_stay_in_one() {
        let pieces = pieces("Go: {quotes}, type `a b`. {nothing}!", &Keymap::default());
        assert_eq!(text(&pieces), ["Go:", "g q,", "type", "a b.", ":nothing!"]);
        assert_eq!(pieces[1], [("g q".to_string(), true), (",".to_string(), false)]);
        assert_eq!(text(&wrap(pieces, 9)), ["Go: g q,", "type a b.", ":nothing!"]);
    }

    #[test]
    fn it_begins_and_ends_by_its_action_and_by_escape_where_nothing_else_is_open() {
        let mut model = model();
        toggle(&mut model);
        assert!(model.tour.is_some() && height(&model) == 3);
        toggle(&mut model);
        assert!(model.tour.is_none() && height(&model) == 0);
        toggle(&mut model);
        keys(&mut model, "? Esc");
        assert!(model.tour.is_some(), "that was for the help");
        keys(&mut model, "Esc");
        assert!(model.tour.is_none());
        assert_eq!(model.notice.as_deref(), Some(":tour shows it again"));
    }

    #[test]
    fn the_palette_finds_it_first() {
        for (typed, action) in [("tour", Action::Tour), ("skip", Action::SkipTour)] {
            let mut palette = super::super::palette::Palette::default();
            palette.line.insert_str(typed);
            palette.find();
            assert_eq!(palette.rows[0].action, action, "{typed}");
        }
    }

    #[test]
    fn one_step_follows_another_however_much_is_done_at_once() {
        let mut model = model();
        toggle(&mut model);
        let at = |model: &Model| model.tour.as_ref().unwrap().step;
        keys(&mut model, "Tab");
        assert_eq!(at(&model), 1, "the reader has the focus");
        skip(&mut model);
        skip(&mut model);
        assert_eq!(at(&model), 3);
        keys(&mut model, "j");
        assert_eq!(at(&model), 4, "nothing narrows");
        keys(&mut model, "g q");
        assert_eq!(at(&model), 5);
        keys(&mut model, "j g t j g m");
        assert_eq!(at(&model), 7);
        (0..9).for_each(|_| _ = skip(&mut model));
        assert!(model.tour.as_ref().unwrap().is_over());
        keys(&mut model, "q j Esc");
    }
}
