//! Words looked up: the closed classes of [`super::words`] and the verbs of [`super::verbs`] in one table.

use std::sync::LazyLock;

use super::verbs::{self, Verb};
use super::words::{SAYINGS, SETS, SOURCES};
use crate::text::hash::Table;

/// A closed class of words, with its number: each word of a text is looked up once and knows its classes.
pub(super) struct Set(pub u32, pub &'static [&'static str]);

/// What can be asked whether a word is in it: a [`Set`], or a few words on the spot.
pub(super) trait Words {
    fn list(&self) -> &[&str];

    /// Whether `word` is in it, whose classes are `known`.
    fn holds(&self, word: &str, known: u64) -> bool;
}

impl Words for Set {
    fn list(&self) -> &[&str] {
        self.1
    }

    fn holds(&self, _: &str, known: u64) -> bool {
        known & (1 << self.0) != 0
    }
}

impl<const N: usize> Words for [&str; N] {
    fn list(&self) -> &[&str] {
        self
    }

    fn holds(&self, word: &str, _: u64) -> bool {
        among(word, self)
    }
}

/// Whether `word` is in `list`; case does not matter. The empty word is in none.
pub(super) fn among(word: &str, list: &impl Words) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    // Most differ in length or in the first letter.
    let near = |w: &str| w.len() == word.len() && w.bytes().next().is_some_and(|b| b.eq_ignore_ascii_case(&first));
    list.list().iter().any(|w| near(w) && w.eq_ignore_ascii_case(word))
}

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// A bit for each [`Set`].
    pub sets: u64,
    pub verb: Option<Verb>,
}

impl Known {
    /// Whether a cue may begin or end here.
    pub fn announces(&self) -> bool {
        self.verb.is_some() || self.sets & (1 << SOURCES.0 | 1 << SAYINGS.0) != 0
    }
}

/// What is known of `word`; case does not matter.
pub(super) fn known(word: &str) -> Known {
    const LONGEST: usize = 20;
    let mut small = [0u8; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return Known::default() };
    for (to, from) in small.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    std::str::from_utf8(small).ok().and_then(|small| TABLE.get(small)).copied().unwrap_or_default()
}

static TABLE: LazyLock<Table<&'static str, Known>> = LazyLock::new(|| {
    let mut table: Table<&'static str, Known> = Table::default();
    for (word, verb) in verbs::all() {
        table.entry(word).or_default().verb = Some(verb);
    }
    for set in SETS {
        for word in set.1 {
            table.entry(word).or_default().sets |= 1 << set.0;
        }
    }
    table
});
