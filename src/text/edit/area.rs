//! Several lines that are being typed: a note, without a screen.

use super::Line;
use crate::text::Span;
use crate::text::sanitise;
use crate::text::width::{clusters, width};
use crate::text::wrap::wrap;

/// The most a text holds, in bytes.
const MOST: usize = 64 << 10;
/// The most that one line of it holds, in bytes: a longer one is broken in two.
const LONGEST: usize = 4000;

/// Lines of text with a cursor in one of them. There is always at least one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    lines: Vec<Line>,
    row: usize,
}

impl Default for Area {
    fn default() -> Area {
        Area { lines: vec![Line::default()], row: 0 }
    }
}

/// Begins one more line, if there is room for its end.
fn begin(made: &mut Vec<Line>, room: &mut usize) -> bool {
    let fits = *room > 0;
    if fits {
        *room -= 1;
        made.push(Line::default());
    }
    fits
}

/// A line as the screen shows it: which of the lines, and which part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: usize,
    pub span: Span,
}

impl Area {
    /// With `text`, and the cursor at its end.
    pub fn new(text: &str) -> Area {
        let mut area = Area::default();
        area.insert_str(text);
        area
    }

    pub fn text(&self) -> String {
        self.lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
    }

    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(Line::is_empty)
    }

    /// The text of one line.
    pub fn line(&self, n: usize) -> &str {
        self.lines.get(n).map_or("", Line::text)
    }

    /// The line that the cursor is in.
    pub fn current(&mut self) -> &mut Line {
        if self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.row = self.row.min(self.lines.len() - 1);
        &mut self.lines[self.row]
    }

    fn room(&self) -> usize {
        MOST.saturating_sub(self.lines.iter().map(|line| line.text().len() + 1).sum())
    }

    pub fn insert(&mut self, c: char) {
        let full = self.current().text().len() + c.len_utf8() > LONGEST;
        if self.room() < c.len_utf8() + usize::from(full) {
            return;
        }
        if full {
            let within = self.current().cursor() < self.current().text().len();
            self.newline();
            if within {
                // What stood behind the cursor is on a line of its own now, and typing goes on before it.
                self.row -= 1;
                self.current().end();
            }
        }
        self.current().insert(c);
    }

    pub fn newline(&mut self) {
        if self.room() == 0 {
            return;
        }
        let line = self.current();
        let at = line.cursor();
        let rest = line.text().get(at..).unwrap_or("").to_string();
        line.delete_to_end();
        let mut next = Line::new(&rest);
        next.home();
        self.row += 1;
        self.lines.insert(self.row, next);
    }

    /// Pasted text with its lines, as far as there is room. What stood behind the cursor stays behind it.
    pub fn insert_str(&mut self, text: &str) {
        let mut room = self.room();
        let line = self.current();
        let rest = line.text().get(line.cursor()..).unwrap_or("").to_string();
        // It may have to go to a line of its own.
        room = room.saturating_sub(usize::from(!rest.is_empty()));
        if room == 0 {
            return;
        }
        line.delete_to_end();
        // All new lines are put between the others at once: the work grows with what is pasted alone.
        let mut made = vec![std::mem::take(line)];
        let text = text.get(..text.floor_char_boundary(room)).unwrap_or("");
        'all: for (n, line) in text.split('\n').enumerate() {
            if n > 0 && !begin(&mut made, &mut room) {
                break;
            }
            let clean = sanitise::line(line.trim_end_matches('\r')).text;
            let mut left = clean.as_str();
            while let Some(last) = made.last_mut().filter(|_| !left.is_empty()) {
                let before = last.text().len();
                let (now, later) = left.split_at(left.floor_char_boundary(LONGEST.saturating_sub(before).min(room)));
                if now.is_empty() {
                    if before == 0 || !begin(&mut made, &mut room) {
                        break 'all;
                    }
                    continue;
                }
                last.insert_str(now);
                room = room.saturating_sub(last.text().len().saturating_sub(before));
                left = later;
            }
        }
        let (row, last) = (self.row, made.len() - 1);
        if let Some(line) = made.last_mut().filter(|line| line.text().len() + rest.len() <= LONGEST) {
            let at = line.cursor();
            line.insert_str(&rest);
            line.go(at);
        } else if !rest.is_empty() {
            made.push(Line::new(&rest));
        }
        self.lines.splice(row..=row, made);
        self.row = row + last;
    }

    /// Back over one cluster, or over the line's start.
    pub fn backspace(&mut self) {
        if self.current().cursor() > 0 {
            return self.current().backspace();
        }
        if self.row > 0 && self.join(self.row - 1) {
            self.row -= 1;
        }
    }

    pub fn delete(&mut self) {
        if self.current().cursor() < self.current().text().len() {
            return self.current().delete();
        }
        self.join(self.row);
    }

    /// Puts a line and the one below together, with the cursor between them. False where they are too long for that.
    fn join(&mut self, first: usize) -> bool {
        let Some(below) = self.lines.get(first + 1).map(|line| line.text().to_string()) else { return false };
        let Some(line) = self.lines.get_mut(first).filter(|l| l.text().len() + below.len() <= LONGEST) else {
            return false;
        };
        let at = line.text().len();
        line.end();
        line.insert_str(&below);
        line.go(at);
        self.lines.remove(first + 1);
        true
    }

    pub fn left(&mut self) {
        if self.current().cursor() == 0 && self.row > 0 {
            self.row -= 1;
            self.current().end();
        } else {
            self.current().left();
        }
    }

    pub fn right(&mut self) {
        if self.current().cursor() == self.current().text().len() && self.row + 1 < self.lines.len() {
            self.row += 1;
            self.current().home();
        } else {
            self.current().right();
        }
    }

    /// All lines as a screen of so many columns shows them.
    pub fn rows(&self, columns: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for (line, l) in self.lines.iter().enumerate() {
            let spans = wrap(l.text(), columns);
            if spans.is_empty() {
                rows.push(Row { line, span: Span::default() });
            }
            rows.extend(spans.into_iter().map(|span| Row { line, span }));
        }
        rows
    }

    /// Which of [`Area::rows`] the cursor is in, and in which column.
    pub fn cursor(&self, rows: &[Row]) -> (usize, usize) {
        let Some(line) = self.lines.get(self.row) else { return (0, 0) };
        let at = line.cursor();
        let here = |row: &&Row| row.line == self.row && row.span.start as usize <= at;
        let n = rows.iter().rposition(|row| here(&row)).unwrap_or(0);
        let start = rows.get(n).map_or(0, |row| row.span.start as usize);
        (n, width(line.text().get(start..at).unwrap_or("")))
    }

    /// So many rows down, or up, on a screen of so many columns; the column stays as far as it can.
    pub fn step(&mut self, by: isize, columns: usize) {
        let rows = self.rows(columns);
        let (n, column) = self.cursor(&rows);
        let to = n.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let Some(row) = rows.get(to) else { return };
        let (mut at, mut wide) = (row.span.start as usize, 0);
        for (cluster, columns) in clusters(row.span.of(self.line(row.line))) {
            if wide + columns > column {
                break;
            }
            wide += columns;
            at += cluster.len();
        }
        self.row = row.line;
        self.current().go(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text with the cursor as `|`.
    fn shown(area: &mut Area) -> String {
        let before: Vec<String> = (0..area.row).map(|n| format!("{}\n", area.line(n))).collect();
        let at = before.concat().len() + area.current().cursor();
        let mut text = area.text();
        text.insert(at, '|');
        text
    }

    fn check(text: &str, act: impl Fn(&mut Area), expected: &str) {
        let mut area = Area::new(text);
        act(&mut area);
        assert_eq!(shown(&mut area), expected);
    }

    #[test]
    fn lines_part_and_join() {
        check("one", Area::newline, "one\n|");
        check(
            "one two",
            |a| {
                a.current().word_left();
                a.newline()
            },
            "one \n|two",
        );
        check(
            "one\ntwo",
            |a| {
                a.current().home();
                a.backspace()
            },
            "one|two",
        );
        check(
            "one\ntwo",
            |a| {
                a.step(-1, 20);
                a.current().end();
                a.delete()
            },
            "one|two",
        );
        check("", Area::backspace, "|");
        check("one", Area::delete, "one|");
        check(
            "a\nb",
            |a| {
                a.left();
                a.left()
            },
            "a|\nb",
        );
        check(
            "a\nb",
            |a| {
                a.left();
                a.left();
                a.right()
            },
            "a\n|b",
        );
        check("x", |a| a.insert_str("1\r\n2\n\u{1b}[2J3\n"), "x1\n2\n\u{fffd}[2J3\n|");
    }

    #[test]
    fn rows_are_walked_as_they_are_shown() {
        check("first words, then others", |a| a.step(-1, 12), "first words|, then others");
        check("one\n\nthree", |a| a.step(-1, 20), "one\n|\nthree");
        check("one\n\nthree", |a| a.step(-9, 20), "one|\n\nthree");
        check("one", |a| a.step(3, 20), "one|");
    }

    #[test]
    fn a_long_text_is_cut_and_a_long_line_broken() {
        let area = Area::new(&"x".repeat(100_000));
        assert!(area.text().len() <= MOST && area.text().len() > MOST - 100);
        assert!((0..20).all(|n| area.line(n).len() <= LONGEST));
        let words = "word ".repeat(1500);
        assert_eq!(Area::new(&words).text().replace('\n', ""), words);
    }

    #[test]
    fn a_full_line_at_the_cursor_goes_behind_what_is_put_in() {
        for at in [0, 2000, 4000] {
            let (head, rest) = ("x".repeat(at), "x".repeat(4000 - at));
            let mut area = Area::new(&"x".repeat(4000));
            area.current().go(at);
            area.insert_str("one\ntwo");
            assert_eq!(area.text().replace('\n', ""), format!("{head}onetwo{rest}"), "{at}");
            assert!(area.lines.len() <= 4, "{at}: {}", area.lines.len());
            assert!(shown(&mut area).replace('\n', "").starts_with(&format!("{head}onetwo|")), "{at}");
            let mut area = Area::new(&"x".repeat(4000));
            area.current().go(at);
            "letters".chars().for_each(|c| area.insert(c));
            assert_eq!(area.text().replace('\n', ""), format!("{head}letters{rest}"), "{at}");
            assert_eq!(area.lines.len(), 2, "{at}");
        }
        let mut area = Area::new(&"\n".repeat(100_000));
        assert_eq!(area.text().len(), MOST - 1);
        area.step(-9, 80);
        area.insert_str(&"\n".repeat(100_000));
        assert!(area.text().len() <= MOST);
    }

    proptest! {
        #[test]
        fn a_long_paste_makes_no_more_lines_than_it_needs(
            before in "[a-c é\\n]{0,40}",
            times in 0usize..400,
            paste in "[a-c\\n é東\u{301}\u{7}]{0,40}",
            again in 0usize..2000,
            at in 0usize..4000,
        ) {
            let mut area = Area::new(&before.repeat(times));
            area.step(-1, 80);
            area.current().go(at);
            let (lines, bytes) = (area.lines.len(), area.text().len());
            let pasted = paste.repeat(again);
            area.insert_str(&pasted);
            prop_assert!(area.text().len() <= MOST);
            prop_assert!(area.text().len() >= bytes, "nothing that was there is lost");
            let needed = pasted.matches('\n').count() + 3 * pasted.len() / (LONGEST - 4) + 2;
            prop_assert!(area.lines.len() <= lines + needed);
            prop_assert!(area.lines.iter().all(|line| line.text().len() <= LONGEST));
        }

        #[test]
        fn whatever_is_typed_the_cursor_is_in_the_text(
            keys in prop::collection::vec(0u8..12, 0..60),
            paste in "[a-c\\n é東\u{301}]{0,20}",
            columns in 1usize..12,
        ) {
            let mut area = Area::default();
            for key in keys {
                match key {
                    0 => area.insert_str(&paste),
                    1 => area.newline(),
                    2 => area.backspace(),
                    3 => area.delete(),
                    4 => area.left(),
                    5 => area.right(),
                    6 => area.step(1, columns),
                    7 => area.step(-1, columns),
                    8 => area.current().home(),
                    9 => area.current().delete_word(),
                    10 => area.insert('\u{301}'),
                    _ => area.insert('a'),
                }
                let rows = area.rows(columns);
                let (row, _) = area.cursor(&rows);
                prop_assert!(row < rows.len());
                let at = area.current().cursor();
                prop_assert!(area.current().text().is_char_boundary(at));
            }
        }
    }
}
