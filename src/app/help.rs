//! The help: every key by group, made from the action table.

use super::action::{Entry, GROUPS, Scope, entries};
use super::keymap::Keymap;

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
    if !own.is_empty() {
        lines.push(Line::Here(scope.name()));
        lines.extend(own.iter().map(|row| line(row, "")));
        lines.push(Line::Gap);
    }
    for (group, rows) in GROUPS {
        let mut everywhere = rows.iter().filter(|row| row.scope == Scope::Everywhere).peekable();
        if everywhere.peek().is_some() {
            lines.push(Line::Heading(group));
            lines.extend(everywhere.map(|row| line(row, "")));
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
