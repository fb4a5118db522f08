//! Lists of known names, matched as phrases: what a name may be by itself, whatever stands around it.
//!
//! One hash table from phrase to a set of [`lists`]. The tagger takes a match as one piece of evidence among others:
//! a list may be wrong ("Reading", "Victoria") and the sentence right. Sources: `assets/README.md`.

use std::sync::LazyLock;

use super::classes;
use super::tagger::{hash, words};
use crate::text::hash::Table;

/// Which lists have a phrase, one bit each.
pub type Lists = u16;

/// How many lists there are.
pub const LISTS: usize = 14;

/// The lists in the order of their bits.
static SOURCES: [&str; LISTS] = [
    include_str!("../../assets/names/companies.txt"),
    include_str!("../../assets/names/clubs.txt"),
    include_str!("../../assets/names/bodies.txt"),
    include_str!("../../assets/names/organisations.txt"),
    include_str!("../../assets/names/regions.txt"),
    include_str!("../../assets/names/states.txt"),
    include_str!("../../assets/names/cities.txt"),
    include_str!("../../assets/names/cities-ambiguous.txt"),
    include_str!("../../assets/names/places.txt"),
    include_str!("../../assets/names/famous.txt"),
    include_str!("../../assets/names/forenames-more.txt"),
    include_str!("../../assets/names/surnames-more.txt"),
    include_str!("../../assets/names/roles-more.txt"),
    include_str!("../../assets/names/notnames.txt"),
];

/// Tells other lists from these: a model is trained with the lists it is used with.
pub fn fingerprint() -> u64 {
    SOURCES.iter().chain([&classes::LIST]).fold(START, |all, list| hash::join(all, hash::of_bytes(list.bytes())))
}

/// The lists of organisations.
pub const ORGANISATIONS: Lists = 0b1111;

/// The list of what is the name of nobody.
pub const NOBODY: Lists = 1 << 13;

/// The lists of places.
pub const PLACES: Lists = 0b1_1111_0000;

/// A longer phrase is not looked for.
pub const LONGEST: usize = 8;

pub struct Gazetteer {
    /// From the hash of a phrase's words to the lists that have it, and whether a longer phrase begins so.
    phrases: Table<u64, Entry>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    lists: Lists,
    goes_on: bool,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

/// The lists, read at first use.
pub fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

impl Gazetteer {
    fn load() -> Gazetteer {
        let mut out = Gazetteer { phrases: Table::with_capacity_and_hasher(80_000, Default::default()) };
        for (list, bit) in SOURCES.iter().zip(0..) {
            for name in list.lines().flat_map(|l| l.split('|')) {
                out.add(name, 1 << bit);
            }
        }
        out
    }

    fn add(&mut self, name: &str, list: Lists) {
        let mut words = name.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).take(LONGEST).peekable();
        let mut key = START;
        while let Some(word) = words.next() {
            key = hash::join(key, words::lower_hash(word));
            let entry = self.phrases.entry(key).or_default();
            match words.peek() {
                Some(_) => entry.goes_on = true,
                None => entry.lists |= list,
            }
        }
    }

    /// The lists that have exactly these words.
    pub fn exact(&self, words: impl Iterator<Item = u64>) -> Lists {
        let key = words.fold(START, hash::join);
        self.phrases.get(&key).map_or(0, |e| e.lists)
    }

    /// The longest phrase of each list that begins with the first of `words` (see [`words::lower_hash`]): calls `on`
    /// with its length in words and the lists, longest last.
    pub fn matches(&self, words: impl Iterator<Item = u64>, mut on: impl FnMut(usize, Lists)) {
        let mut key = START;
        for (word, length) in words.take(LONGEST).zip(1..) {
            key = hash::join(key, word);
            let Some(entry) = self.phrases.get(&key) else { return };
            if entry.lists != 0 {
                on(length, entry.lists);
            }
            if !entry.goes_on {
                return;
            }
        }
    }
}

const START: u64 = 7;

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(text: &str) -> Vec<(usize, Lists)> {
        let mut out = Vec::new();
        gazetteer().matches(text.split(' ').map(words::lower_hash), |n, lists| out.push((n, lists)));
        out
    }

    #[test]
    fn phrases_are_found_from_their_first_word() {
        assert!(matches("World Bank said").iter().any(|(n, lists)| *n == 2 && lists & 1 << 3 != 0));
        assert!(matches("Abu Dhabi").iter().any(|(n, lists)| *n == 2 && lists & 1 << 8 != 0));
        assert!(matches("Zzyzx Qqq").is_empty());
    }
}
