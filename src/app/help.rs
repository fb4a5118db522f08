//! The help: every key by group, made from the action table.

use super::action::{Entry, GROUPS, Scope, entries};
use super::keymap::Keymap;
use crate::text::wrap::wrap;

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Heading(&'static str),
    /// The heading of what only this pane has.
    Here(&'static str),
    /// Keys, what they do, and in which pane only.
    Row(String, &'static str, &'static str),
    /// What can be typed, and what it finds.
    Example(&'static str, &'static str),
    Text(&'static str),
    Gap,
}

/// How the query language looks.
const LANGUAGE: [(&str, &str); 11] = [
    ("ceasefire talks", "both words, in any form"),
    ("\"peace deal\"  peac*  zelensky~", "phrase, beginning, spelling"),
    ("a or b   -a   (a or b) c", "any, without, grouped"),
    ("person:macron country:fr org:nato", "names in any spelling"),
    ("said:putin", "quotes of his; n goes to them"),
    ("title:talks  source:desk", "words of title, source"),
    ("date:2025-04  date:2024..2025", "a day, month, year, a range"),
    ("after:2025-04  before:2025  date:none", "later, earlier, undated"),
    ("near:5(macron witkoff)", "words close together"),
    ("story:4f2a90c1", "of one event: by an article's id; g s, z"),
    ("is:unread  is:starred  tag:x", "your marks"),
];

/// An open help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// The first line on screen.
    pub top: usize,
    /// Of the pane from which it was asked for: its own keys come first.
    pub scope: Scope,
}

/// The whole help as lines: what a pane has for itself, then what holds everywhere, then what only other panes have.
pub fn lines(keymap: &Keymap, scope: Scope) -> Vec<Line> {
    let mut lines = Vec::new();
    let line = |row: &Entry, pane| {
        let keys = keymap.keys_of(row.action).join("  ");
        // What has no key is found by its name.
        let keys = if keys.is_empty() { format!(":{}", row.name) } else { keys };
        Line::Row(keys, row.about, pane)
    };
    let own: Vec<&Entry> = entries().filter(|row| row.scope == scope && scope != Scope::Everywhere).collect();
    let taken: Vec<String> = own.iter().flat_map(|row| keymap.keys_of(row.action)).collect();
    if !own.is_empty() {
        lines.push(Line::Here(scope.name()));
        lines.extend(own.iter().map(|row| line(row, "")));
        lines.push(Line::Gap);
    }
    for (group, rows) in GROUPS {
        // What all keys of mean something else in this pane is not everywhere.
        let everywhere: Vec<Line> = rows
            .iter()
            .filter(|row| row.scope == Scope::Everywhere)
            .filter_map(|row| {
                let all = keymap.keys_of(row.action);
                let left: Vec<String> = all.iter().filter(|key| !taken.contains(key)).cloned().collect();
                let shadowed = left.is_empty() && !all.is_empty();
                let keys = if all.is_empty() { format!(":{}", row.name) } else { left.join("  ") };
                (!shadowed).then_some(Line::Row(keys, row.about, ""))
            })
            .collect();
        if !everywhere.is_empty() {
            lines.push(Line::Heading(group));
            lines.extend(everywhere);
            lines.push(Line::Gap);
        }
    }
    lines.push(Line::Heading("What to type after / and f"));
    lines.extend(LANGUAGE.map(|(text, about)| Line::Example(text, about)));
    lines.push(Line::Gap);
    lines.push(Line::Heading("In a picker"));
    lines.push(Line::Text("Type a part of a name. Tab marks, ! leaves out, Enter takes."));
    lines.push(Line::Gap);
    lines.push(Line::Heading("In other panes only"));
    let others = entries().filter(|row| row.scope != scope && row.scope != Scope::Everywhere);
    lines.extend(others.map(|row| line(row, row.scope.name())));
    lines
}

/// Below so many columns a row's keys have only [`NARROW_KEYS`] of them, and its text goes over more lines.
pub const NARROW: usize = 56;
pub const NARROW_KEYS: usize = 12;

/// The same for a popup of so many columns within its frame: where those are few, no line is longer.
pub fn lines_in(keymap: &Keymap, scope: Scope, columns: usize) -> Vec<Line> {
    let all = lines(keymap, scope);
    if columns >= NARROW {
        return all;
    }
    let beside = columns.saturating_sub(NARROW_KEYS + 4).max(1);
    let whole = columns.saturating_sub(2).max(1);
    let mut narrow = Vec::new();
    for line in all {
        match line {
            Line::Row(keys, about, pane) => {
                let mut keys = Some(keys);
                for span in wrap(about, beside) {
                    narrow.push(Line::Row(keys.take().unwrap_or_default(), span.of(about), ""));
                }
                if !pane.is_empty() {
                    narrow.push(Line::Row(keys.take().unwrap_or_default(), "", pane));
                }
            }
            Line::Example(text, about) => {
                narrow.extend(wrap(text, whole).into_iter().map(|span| Line::Example(span.of(text), "")));
                narrow.extend(wrap(about, beside).into_iter().map(|span| Line::Row(String::new(), span.of(about), "")));
            }
            Line::Text(text) => narrow.extend(wrap(text, whole).into_iter().map(|span| Line::Text(span.of(text)))),
            line => narrow.push(line),
        }
    }
    narrow
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_pane_has_for_itself_is_not_said_to_be_elsewhere_what_it_is_not() {
        let lines = lines(&Keymap::default(), Scope::Timeline);
        let of = |key: &str| {
            let has = |line: &&Line| matches!(line, Line::Row(keys, _, "") if keys.split("  ").any(|k| k == key));
            lines.iter().filter(has).count()
        };
        assert_eq!(of("h"), 1, "{lines:?}");
        assert_eq!(of("j"), 1);
    }

    #[test]
    fn in_a_narrow_popup_nothing_is_cut() {
        let keymap = Keymap::default();
        assert_eq!(lines_in(&keymap, Scope::List, 74), lines(&keymap, Scope::List));
        for line in lines_in(&keymap, Scope::List, 34) {
            match line {
                Line::Row(_, about, _) => assert!(about.chars().count() <= 34 - NARROW_KEYS - 4, "{about}"),
                Line::Example(text, _) | Line::Text(text) => assert!(text.chars().count() <= 32, "{text}"),
                _ => {}
            }
        }
    }
}
