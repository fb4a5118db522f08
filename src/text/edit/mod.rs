//! A line that is being typed: its text and its cursor, without a screen.
//!
//! For the search bar, the filter bar and every other input. Which key does what is the keymap's business, and what
//! the text means is its reader's.

mod area;
#[cfg(test)]
mod tests;

use unicode_segmentation::UnicodeSegmentation;

use super::sanitise;
use super::width::{clusters, cut, width};
pub use area::{Area, Row};

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

    /// The cursor to a place, or to the first one after it where it may stand.
    pub fn go(&mut self, at: usize) {
        self.cursor = self.boundary(at);
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
