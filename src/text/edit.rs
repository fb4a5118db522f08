//! A line that is being typed: its text and its cursor, without a screen.
//!
//! For the search bar, the filter bar and every other input. Which key does what is the keymap's business, and what
//! the text means is its reader's.

use unicode_segmentation::UnicodeSegmentation;

use super::sanitise;
use super::width::{clusters, cut, width};

/// The most a line holds, in bytes. A pasted article is no query.
const MOST: usize = 4096;

/// A single line of text with a cursor between two clusters of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    cursor: usize,
}

impl Line {
    /// A line with `text`, as `set` leaves it.
    pub fn new(text: &str) -> Line {
        let mut line = Line::default();
        line.set(text);
        line
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the cursor is, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Other text, with the cursor after it.
    pub fn set(&mut self, text: &str) {
        *self = Line::default();
        self.insert_str(text);
    }

    /// A typed character. Controls and what cannot be seen are not taken; joiners are, as they are typed before the
    /// letter that gives them a meaning.
    pub fn insert(&mut self, c: char) {
        if !c.is_control() && !sanitise::is_invisible(c) && self.text.len() + c.len_utf8() <= MOST {
            self.put(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Pasted text: on one line, and what there is room for of it.
    pub fn insert_str(&mut self, text: &str) {
        let room = MOST - self.text.len().min(MOST);
        // What does not fit is not looked at; a paste can be of any size.
        let text = text.trim_end_matches(['\r', '\n']);
        let near = text.get(..text.floor_char_boundary(room * 4)).unwrap_or_default();
        let clean = sanitise::line(near).text;
        self.put(cut_bytes(&clean, room));
    }

    pub fn backspace(&mut self) {
        let end = self.cursor;
        self.left();
        self.remove(self.cursor, end);
    }

    pub fn delete(&mut self) {
        self.remove(self.cursor, self.after(self.cursor));
    }

    /// Deletes back to the last white space, as a shell does: one term of a query.
    pub fn delete_word(&mut self) {
        let end = self.cursor;
        self.cursor = self.back(self.back(end, is_space), |cluster| !is_space(cluster));
        self.remove(self.cursor, end);
    }

    pub fn delete_to_start(&mut self) {
        self.remove(0, self.cursor);
    }

    pub fn delete_to_end(&mut self) {
        self.remove(self.cursor, self.text.len());
    }

    pub fn left(&mut self) {
        self.cursor -= self.before().graphemes(true).next_back().map_or(0, str::len);
    }

    pub fn right(&mut self) {
        self.cursor = self.after(self.cursor);
    }

    /// To the start of the word, or of the one before.
    pub fn word_left(&mut self) {
        self.cursor = self.back(self.back(self.cursor, |cluster| !is_word(cluster)), is_word);
    }

    /// To the end of the word, or of the next one.
    pub fn word_right(&mut self) {
        self.cursor = self.forth(self.forth(self.cursor, |cluster| !is_word(cluster)), is_word);
    }

    pub fn home(&mut self) {
        self.cursor = 0;
    }

    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// The part to show in so many columns, and the column of the cursor in it. A long line is shown in steps of half
    /// a view, so that it stands still while the cursor moves about in it.
    pub fn view(&self, columns: usize) -> (&str, usize) {
        let at = width(self.before());
        let skipped = match at.checked_sub(columns) {
            None => 0,
            Some(beyond) => {
                let step = (columns / 2).max(1);
                (beyond / step + 1) * step
            }
        };
        let (mut start, mut column) = (0, 0);
        for (cluster, columns) in clusters(&self.text) {
            if column >= skipped || start >= self.cursor {
                break;
            }
            start += cluster.len();
            column += columns;
        }
        let part = self.text.get(start..).unwrap_or_default();
        (cut(part, columns), at - column)
    }

    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// From `at` back over the clusters that `over` knows.
    fn back(&self, at: usize, over: impl Fn(&str) -> bool) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        at - before.graphemes(true).rev().take_while(|cluster| over(cluster)).map(str::len).sum::<usize>()
    }

    /// From `at` on over the clusters that `over` knows.
    fn forth(&self, at: usize, over: impl Fn(&str) -> bool) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + clusters(rest).map(|(cluster, _)| cluster).take_while(|cluster| over(cluster)).map(str::len).sum::<usize>()
    }

    /// The end of the cluster at `at`.
    fn after(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + clusters(rest).next().map_or(0, |(cluster, _)| cluster.len())
    }

    /// The first place at `at` or after it where a cursor may stand.
    fn boundary(&self, at: usize) -> usize {
        let mut place = 0;
        for (cluster, _) in clusters(&self.text) {
            if place >= at {
                break;
            }
            place += cluster.len();
        }
        place
    }

    fn put(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        // What was put may have joined what stands after it.
        self.cursor = self.boundary(self.cursor + text.len());
    }

    fn remove(&mut self, from: usize, to: usize) {
        if from < to && to <= self.text.len() {
            self.text.replace_range(from..to, "");
            self.cursor = self.boundary(from);
        }
    }
}

/// Letters and digits; not the signs of a query, at which a word ends: `person:macron` is two.
fn is_word(cluster: &str) -> bool {
    cluster.starts_with(char::is_alphanumeric)
}

fn is_space(cluster: &str) -> bool {
    cluster.starts_with(char::is_whitespace)
}

/// The longest start of `text` that has no more than `bytes`, in whole clusters.
fn cut_bytes(text: &str, bytes: usize) -> &str {
    let mut end = 0;
    for (cluster, _) in clusters(text) {
        if end + cluster.len() > bytes {
            break;
        }
        end += cluster.len();
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A line from a text in which `|` is the cursor.
    fn at(marked: &str) -> Line {
        let (before, after) = marked.split_once('|').unwrap();
        Line { text: format!("{before}{after}"), cursor: before.len() }
    }

    fn check(before: &str, edit: impl Fn(&mut Line), after: &str) {
        let mut line = at(before);
        edit(&mut line);
        assert_eq!(line, at(after), "{before:?}");
    }

    #[test]
    fn typing() {
        check("pe|ce", |l| l.insert('a'), "pea|ce");
        check("cafe| noir", |l| l.insert('\u{301}'), "cafe\u{301}| noir");
        check("a|", |l| l.insert('\n'), "a|");
        check("a|", |l| l.insert('\u{202E}'), "a|");
        check("می|", |l| l.insert('\u{200C}'), "می\u{200C}|");
        check("|\u{301}", |l| l.insert('e'), "e\u{301}|");
    }

    #[test]
    fn pasting() {
        check("a|b", |l| l.insert_str("two\nlines\r\n"), "atwo lines|b");
        check("|", |l| l.insert_str("\u{1b}[31m\tred"), "�[31m red|");
        check("|", |l| l.insert_str(&format!("e{}", "\u{301}".repeat(30_000))), &format!("e{}|", "\u{301}".repeat(8)));
        let mut long = Line::new(&"é".repeat(10_000));
        assert_eq!(long.text().len(), MOST);
        long.insert('x');
        long.insert_str("x");
        assert_eq!(long.text().len(), MOST);
        assert_eq!(Line::new(&"東".repeat(10_000)).text().len(), MOST / 3 * 3);
    }

    #[test]
    fn deleting() {
        check("peace|", Line::backspace, "peac|");
        check("|peace", Line::backspace, "|peace");
        check("e\u{301}|x", Line::backspace, "|x");
        check("👩‍👧|", Line::backspace, "|");
        check("|👩‍👧x", Line::delete, "|x");
        check("x|", Line::delete, "x|");
        check("person:macron after:2025-02|", Line::delete_word, "person:macron |");
        check("person:macron  |x", Line::delete_word, "|x");
        check("one two| three", Line::delete_word, "one | three");
        check("one two| three", Line::delete_to_start, "| three");
        check("one two| three", Line::delete_to_end, "one two|");
    }

    #[test]
    fn moving() {
        check("e\u{301}|x", Line::left, "|e\u{301}x");
        check("|e\u{301}x", Line::right, "e\u{301}|x");
        check("a|", Line::right, "a|");
        check("person:macron peace|", Line::word_left, "person:macron |peace");
        check("person:macron |peace", Line::word_left, "person:|macron peace");
        check("  one|", |l| (0..3).for_each(|_| l.word_left()), "|  one");
        check("|one, two", Line::word_right, "one|, two");
        check("one|, two", Line::word_right, "one, two|");
        check("one| --", Line::word_right, "one --|");
        check("a|b", Line::home, "|ab");
        check("a|b", Line::end, "ab|");
    }

    #[test]
    fn the_cursor_is_in_view() {
        let check = |marked: &str, columns, shown: &str, column| {
            assert_eq!(at(marked).view(columns), (shown, column), "{marked:?} in {columns}");
        };
        check("peace|", 10, "peace", 5);
        check("|peace", 3, "pea", 0);
        check("pe|ace", 3, "pea", 2);
        check("peace talks|", 10, " talks", 6);
        check("peace talk|s", 10, " talks", 5);
        check("peace tal|ks", 10, "peace talk", 9);
        check("東京都|", 4, "都", 2);
        check("|", 0, "", 0);
        check("ab|", 0, "", 0);
        check("ab|", 1, "", 0);
    }

    proptest! {
        #[test]
        fn any_keys_keep_the_line_whole(
            keys in prop::collection::vec((0usize..16, "[a-z é東\u{301}👩\u{200D}🇫\u{600}\t\n:-]{0,6}"), 0..40),
            columns in 0usize..12,
        ) {
            let mut line = Line::default();
            for (key, text) in keys {
                match key {
                    0 => line.backspace(),
                    1 => line.delete(),
                    2 => line.left(),
                    3 => line.right(),
                    4 => line.word_left(),
                    5 => line.word_right(),
                    6 => line.home(),
                    7 => line.end(),
                    8 => line.delete_word(),
                    9 => line.delete_to_start(),
                    10 => line.delete_to_end(),
                    11 => line.set(&text),
                    12 => line.insert_str(&text),
                    _ => text.chars().for_each(|c| line.insert(c)),
                }
                prop_assert!(line.text().len() <= MOST);
                prop_assert!(!line.text().contains(char::is_control));
                prop_assert_eq!(line.boundary(line.cursor()), line.cursor(), "{:?}", line);
                let (shown, column) = line.view(columns);
                prop_assert!(width(shown) <= columns);
                prop_assert!(column < columns.max(1), "{:?} in {}", line, columns);
                prop_assert!(width(shown) >= column || width(shown) + 2 > columns, "{:?} in {}", line, columns);
            }
        }
    }
}
