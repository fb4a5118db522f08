//! Notes and highlights: what the reader wrote to an article, or to a passage of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::ArticleId;
use crate::text::{Span, fold, segment};

/// What the reader keeps of an article or of a passage of it. Without words of the reader's own a passage is
/// highlighted and no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Several lines, sanitised; empty for a highlight.
    #[serde(default)]
    pub text: String,
    /// `None`: the article as a whole.
    #[serde(default)]
    pub passage: Option<Passage>,
    /// When it was written or changed last, in seconds since 1970; 0 if nobody knows.
    #[serde(default)]
    pub at: u64,
}

/// A part of a paragraph, with its words: they find it again where the text around it, or its own, has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// `None` is the title.
    pub paragraph: Option<u32>,
    #[serde(flatten)]
    pub span: Span,
    pub words: String,
}

impl Note {
    /// Longer notes are cut, bytes.
    pub const LONGEST: usize = 64 << 10;

    /// Whether it keeps the same of the same place; when it was written does not matter.
    pub fn says(&self, other: &Note) -> bool {
        (&self.text, &self.passage) == (&other.text, &other.passage)
    }

    /// Whether every one of these words, folded, begins a word of it.
    pub fn holds(&self, words: &[String]) -> bool {
        let own = fold(&self.text);
        let begins = |wanted: &String| segment::words(&own).any(|(_, word)| word.starts_with(wanted.as_str()));
        !words.is_empty() && words.iter().all(begins)
    }

    /// Its first line.
    pub fn first_line(&self) -> &str {
        self.text.lines().next().unwrap_or("")
    }
}

/// The notes of articles, each article's by number, the older first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(BTreeMap<ArticleId, Vec<(u64, Note)>>);

impl Notes {
    /// Those of an article with their numbers.
    pub fn of(&self, article: ArticleId) -> &[(u64, Note)] {
        self.0.get(&article).map_or(&[], Vec::as_slice)
    }

    /// One of them.
    pub fn get(&self, article: ArticleId, number: u64) -> Option<&Note> {
        self.of(article).iter().find(|(n, _)| *n == number).map(|(_, note)| note)
    }

    /// A number for one more note: none that is in use. Two who write at the same time, each with a newsprint of
    /// their own, get different ones unless they write the same.
    pub fn free(&self, article: ArticleId, note: &Note) -> u64 {
        let place = note.passage.as_ref().map_or("", |p| &p.words);
        let mut number = crate::text::hash::of(&format!("{}\n{place}\n{}", note.at, note.text));
        while self.get(article, number).is_some() {
            number = number.wrapping_add(1);
        }
        number
    }

    /// Puts a note in its place, or takes it away.
    pub fn set(&mut self, article: ArticleId, number: u64, note: Option<Note>) {
        let notes = self.0.entry(article).or_default();
        let at = notes.iter().position(|(n, _)| *n == number);
        match (note, at.and_then(|at| notes.get_mut(at))) {
            (Some(note), Some(old)) => old.1 = note,
            (Some(note), None) => {
                let after = notes.partition_point(|(n, other)| (other.at, *n) <= (note.at, number));
                notes.insert(after, (number, note));
            }
            (None, _) => notes.retain(|(n, _)| *n != number),
        }
        if notes.is_empty() {
            self.0.remove(&article);
        }
    }

    /// All articles that have some, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, &[(u64, Note)])> {
        self.0.iter().map(|(id, notes)| (*id, notes.as_slice()))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str, at: u64) -> Note {
        Note { text: text.into(), at, passage: None }
    }

    #[test]
    fn the_older_come_first_and_a_changed_one_stays_where_it_was() {
        let id = ArticleId([1; 16]);
        let mut notes = Notes::default();
        notes.set(id, 9, Some(note("second", 20)));
        notes.set(id, 5, Some(note("first", 10)));
        notes.set(id, 5, Some(note("first, changed", 30)));
        let texts = |notes: &Notes| notes.of(id).iter().map(|(_, n)| n.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&notes), ["first, changed", "second"]);
        notes.set(id, 5, None);
        notes.set(id, 9, None);
        assert!(notes.is_empty());
    }

    #[test]
    fn no_number_is_given_twice() {
        let id = ArticleId([1; 16]);
        let mut notes = Notes::default();
        let first = notes.free(id, &note("a", 1));
        notes.set(id, first, Some(note("b", 2)));
        assert_ne!(notes.free(id, &note("a", 1)), first);
    }

    #[test]
    fn a_note_is_found_by_the_beginnings_of_its_words() {
        let holds = |words: &[&str]| {
            note("Compare with\nthe Élysée's account", 0)
                .holds(&words.iter().map(|w| w.to_string()).collect::<Vec<_>>())
        };
        assert!(holds(&["elys", "compare"]));
        assert!(!holds(&["pare"]));
        assert!(!holds(&[]));
    }
}
