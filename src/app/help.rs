//! The help: every key by group, made from the action table.

use super::action::{GROUPS, Scope};
use super::keymap::Keymap;

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Heading(&'static str),
    /// Keys, what they do, and in which pane only.
    Row(String, &'static str, &'static str),
    Text(&'static str),
    Gap,
}

/// How the query language looks, in six lines.
const LANGUAGE: [(&str, &str); 7] = [
    ("ceasefire talks", "both words, in any form"),
    ("\"peace deal\"  peac*  zelensky~", "phrase, beginning, near spelling"),
    ("a or b   -a   (a or b) c", "any, without, grouped"),
    ("person:macron country:fr org:nato", "names, in any spelling"),
    ("said:putin  title:talks  source:desk", "speaker, title, source"),
    ("date:2025-04  after:2025  date:none", "day, month, year, range 2024..2025"),
    ("is:unread  is:starred  tag:x  near:5(a b)", "your marks; words close together"),
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
            let pane = match row.scope {
                Scope::Everywhere => "",
                Scope::List => "list",
                Scope::Reader => "reader",
                Scope::Sidebar => "sidebar",
            };
            lines.push(Line::Row(keymap.keys_of(row.action).join("  "), row.about, pane));
        }
        lines.push(Line::Gap);
    }
    lines.push(Line::Heading("What to type after / and f"));
    lines.extend(LANGUAGE.map(|(text, about)| Line::Row(text.to_string(), about, "")));
    lines.push(Line::Gap);
    lines.push(Line::Text("In a picker: type a part of a name, Tab marks, ! leaves out, Enter takes them."));
    lines
}
