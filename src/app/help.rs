//! The help: every key by group, made from the action table.

use super::action::GROUPS;
use super::keymap::Keymap;

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Heading(&'static str),
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

/// Which lines are on screen starts here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Help {
    pub top: usize,
}

/// The whole help as lines.
pub fn lines(keymap: &Keymap) -> Vec<Line> {
    let mut lines = Vec::new();
    for (group, rows) in GROUPS {
        lines.push(Line::Heading(group));
        for row in *rows {
            lines.push(Line::Row(keymap.keys_of(row.action).join("  "), row.about, row.scope.name()));
        }
        lines.push(Line::Gap);
    }
    lines.push(Line::Heading("What to type after / and f"));
    lines.extend(LANGUAGE.map(|(text, about)| Line::Example(text, about)));
    lines.push(Line::Gap);
    lines.push(Line::Heading("In a picker"));
    lines.push(Line::Text("Type a part of a name. Tab marks, ! leaves out, Enter takes."));
    lines
}
