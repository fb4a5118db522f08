//! Classes of words that are used alike, so that what was learned of one is known of the others: "brigade" and
//! "battalion", "striker" and "winger". From a list (`assets/README.md` says how it was made).

use super::tagger::words;

/// The class of a word, fine and coarse; zeros for a word that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClass {
    pub fine: u16,
    pub coarse: u16,
}

/// One class a line: the number of its group, then its words.
pub static LIST: &str = include_str!("../../assets/names/classes.txt");

/// Every word that has a class, by its hash (see [`words::lower_hash`]).
pub fn all() -> impl Iterator<Item = (u64, WordClass)> {
    LIST.lines().zip(1..).flat_map(|(line, fine)| {
        let mut words = line.split(' ');
        let coarse: u16 = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
        words.map(move |word| (words::lower_hash(word), WordClass { fine, coarse: coarse + 1 }))
    })
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    fn of_word(word: &str) -> WordClass {
        lexicon().known(words::lower_hash(word)).class
    }

    #[test]
    fn words_that_are_used_alike_have_one_class() {
        assert_eq!(of_word("brigade").coarse, of_word("battalion").coarse);
        assert_ne!(of_word("brigade").coarse, of_word("banana").coarse);
        assert_eq!(of_word("zzyzxq"), WordClass::default());
    }
}
