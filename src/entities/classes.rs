//! Classes of words that are used alike, so that what was learned of one is known of the others: "brigade" and
//! "battalion", "striker" and "winger". From a list (`assets/README.md` says how it was made).

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::gazetteer::Hashed;
use super::tagger::words;

/// The class of a word, fine and coarse; zeros for a word that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClass {
    pub fine: u16,
    pub coarse: u16,
}

/// One class a line: the number of its group, then its words.
pub static LIST: &str = include_str!("../../assets/names/classes.txt");

static CLASSES: LazyLock<HashMap<u64, WordClass, BuildHasherDefault<Hashed>>> = LazyLock::new(|| {
    let mut out = HashMap::with_capacity_and_hasher(60_000, BuildHasherDefault::default());
    for (line, fine) in LIST.lines().zip(1..) {
        let mut words = line.split(' ');
        let coarse: u16 = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
        for word in words {
            out.insert(words::lower_hash(word), WordClass { fine, coarse: coarse + 1 });
        }
    }
    out
});

/// The class of the word with this hash (see [`words::lower_hash`]).
pub fn of(word: u64) -> WordClass {
    CLASSES.get(&word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_word(word: &str) -> WordClass {
        of(words::lower_hash(word))
    }

    #[test]
    fn words_that_are_used_alike_have_one_class() {
        assert_eq!(of_word("brigade").coarse, of_word("battalion").coarse);
        assert_ne!(of_word("brigade").coarse, of_word("banana").coarse);
        assert_eq!(of_word("zzyzxq"), WordClass::default());
    }
}
