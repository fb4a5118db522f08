//! Stems: what "sanction" and "sanctions" have in common. English rules, also for other languages: there they merge
//! less, and all sides agree all the same.

use std::collections::HashMap;

use tantivy::tokenizer::{RawTokenizer, Stemmer, TokenFilter, TokenStream, Tokenizer};

/// So many words are remembered.
const MOST: usize = 50_000;

/// Stems words and remembers them: an article says the same words over and over.
pub(super) struct Stems {
    stemmer: <Stemmer as TokenFilter>::Tokenizer<RawTokenizer>,
    known: HashMap<String, String>,
}

impl Default for Stems {
    fn default() -> Stems {
        Stems { stemmer: Stemmer::default().transform(RawTokenizer::default()), known: HashMap::new() }
    }
}

impl Stems {
    /// The stem of a folded word. All words of one stem begin with its [`root`], so that they can be found.
    pub fn of<'a>(&'a mut self, word: &'a str) -> &'a str {
        // Numbers and abbreviations have none.
        if !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
            return word;
        }
        if !self.known.contains_key(word) {
            if self.known.len() >= MOST {
                self.known.clear();
            }
            let stem = self.stemmer.token_stream(word).next().map_or_else(String::new, |t| t.text.clone());
            // A handful of words are changed from their second letter on ("dying"): they stay as they are.
            let stem = if !stem.is_empty() && word.starts_with(root(&stem)) { stem } else { word.to_string() };
            self.known.insert(word.to_string(), stem);
        }
        self.known.get(word).map_or(word, String::as_str)
    }
}

/// What all words of a stem begin with: the stem but for its last letter, which may be another in the word
/// ("polici" of "policy").
pub(super) fn root(stem: &str) -> &str {
    let end = stem.char_indices().next_back().map_or(0, |(at, _)| at);
    if end < 2 { stem } else { stem.get(..end).unwrap_or(stem) }
}

#[cfg(test)]
mod tests {
    use super::{Stems, root};
    use proptest::prelude::*;

    #[test]
    fn endings_go_where_there_are_any() {
        let mut stems = Stems::default();
        for (a, b) in [("sanctions", "sanction"), ("policies", "policy"), ("talking", "talks"), ("hopped", "hopping")] {
            assert_eq!(stems.of(a).to_string(), stems.of(b), "{a} {b}");
        }
        for word in ["u.s", "1787", "elysee", "київ", "dying", "a", ""] {
            assert!(stems.of(word).starts_with(root(word)) || word.starts_with(stems.of(word)), "{word}");
        }
        assert_eq!(stems.of("u.s"), "u.s");
    }

    proptest! {
        #[test]
        fn words_begin_with_the_root_of_their_stem(word in "[a-z']{0,9}(ies|ing|ed|y|ly|s|ational|ization)?") {
            let mut stems = Stems::default();
            let stem = stems.of(&word).to_string();
            prop_assert!(word.starts_with(root(&stem)), "{} {}", word, stem);
        }
    }
}
