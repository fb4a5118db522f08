//! The command palette: every action by a part of its name.

use super::action::{Action, Entry, entries};
use crate::text::edit::Line;

/// An open palette.
#[derive(Clone, Debug)]
pub struct Palette {
    pub line: Line,
    pub rows: Vec<&'static Entry>,
    pub cursor: usize,
    pub top: usize,
}

/// What else people call it.
fn also(action: Action) -> &'static str {
    match action {
        Action::SaveAs => " export",
        _ => "",
    }
}

impl Default for Palette {
    fn default() -> Palette {
        Palette { line: Line::default(), rows: entries().collect(), cursor: 0, top: 0 }
    }
}

impl Palette {
    /// Finds anew after the text has changed: in what actions do and in their names.
    pub fn find(&mut self) {
        (self.cursor, self.top) = (0, 0);
        let wanted = self.line.text().trim().to_lowercase();
        let texts: Vec<String> = entries().map(|e| format!("{} {}{}", e.about, e.name, also(e.action))).collect();
        if wanted.is_empty() {
            self.rows = entries().collect();
            return;
        }
        let mut found = frizbee::Matcher::new(&wanted, &frizbee::Config::default()).match_list(&texts);
        // Letters scattered over a sentence are found too: words as typed come first, a whole name before all.
        let named = |index: usize| entries().nth(index).is_some_and(|e| e.name == wanted);
        let said = |index: usize| texts.get(index).is_some_and(|t| t.contains(&wanted));
        let begun = |index: usize| entries().nth(index).is_some_and(|e| e.name.starts_with(&wanted));
        found.sort_by_key(|m| (!named(m.index as usize), !begun(m.index as usize), !said(m.index as usize)));
        self.rows = found.iter().filter_map(|m| entries().nth(m.index as usize)).collect();
    }

    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
    }

    pub fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        self.top = self.top.min(self.cursor);
        if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, first: Option<&str>) {
        let mut palette = Palette::default();
        palette.line.insert_str(text);
        palette.find();
        assert_eq!(palette.rows.first().map(|e| e.name), first, "{text}");
    }

    #[test]
    fn actions_are_found_by_what_people_call_them() {
        check("export", Some("save-as"));
        check("save", Some("save-as"));
        check("theme", Some("theme"));
        check("qxqxqx", None);
    }
}
