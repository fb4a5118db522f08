//! Words looked up: the closed classes of [`super::words`] and the verbs of [`super::verbs`] in one table.

use std::sync::LazyLock;

use super::verbs::{self, Verb};
use super::words::{SAYINGS, SETS, SOURCES};
use crate::text::hash::Table;

/// A closed class of words, with its number: each word of a text is looked up once and knows its classes.
pub(super) struct Set(pub u32, pub &'static [&'static str]);

/// What can be asked whether a word is in it: a [`Set`], or a few words on the spot.
pub(super) trait Words {
    /// Whether `word` is in it; case does not matter. The empty word is in none.
    fn has(&self, word: &str) -> bool;

    /// Whether `word` is in it, whose classes are `known`.
    fn holds(&self, word: &str, known: u64) -> bool;
}

impl Words for Set {
    fn has(&self, word: &str) -> bool {
        known(word).sets & (1 << self.0) != 0
    }

    fn holds(&self, _: &str, known: u64) -> bool {
        known & (1 << self.0) != 0
    }
}

impl<const N: usize> Words for [&str; N] {
    fn has(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next() else { return false };
        // Most differ in length or in the first letter.
        let near = |w: &str| w.len() == word.len() && w.bytes().next().is_some_and(|b| b.eq_ignore_ascii_case(&first));
        self.iter().any(|w| near(w) && w.eq_ignore_ascii_case(word))
    }

    fn holds(&self, word: &str, _: u64) -> bool {
        self.has(word)
    }
}

/// Whether `word` is in `list`; case does not matter. The empty word is in none.
pub(super) fn among(word: &str, list: &impl Words) -> bool {
    list.has(word)
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
    let mut small = [0u8; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return Known::default() };
    for (to, from) in small.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    TABLE.get(&*small).copied().unwrap_or_default()
}

/// No word of the lists is longer, in bytes.
const LONGEST: usize = 20;

static TABLE: LazyLock<Table<&'static [u8], Known>> = LazyLock::new(|| {
    let mut table: Table<&'static [u8], Known> = Table::default();
    for (word, verb) in verbs::all() {
        table.entry(word.as_bytes()).or_default().verb = Some(verb);
    }
    for set in SETS {
        for word in set.1 {
            table.entry(word.as_bytes()).or_default().sets |= 1 << set.0;
        }
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_list_is_found_in_it() {
        for (set, number) in SETS.iter().zip(0..) {
            assert_eq!(set.0, number);
            for word in set.1 {
                assert!(word.len() <= LONGEST && !word.is_empty(), "{word}");
                assert_eq!(*word, word.to_ascii_lowercase());
                assert!(among(word, *set) && among(&word.to_ascii_uppercase(), *set), "{word}");
            }
        }
        assert!(!known("").announces() && known("").sets == 0);
    }
}
