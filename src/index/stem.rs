//! Stems: what "sanction" and "sanctions" have in common. English rules, also for other languages: there they merge
//! less, and both sides agree all the same.

use std::collections::HashMap;

use tantivy::tokenizer::{RawTokenizer, Stemmer, TokenFilter, TokenStream, Tokenizer};

/// So many words are remembered: the words of a language, not every name of an archive.
const MOST: usize = 50_000;

/// Stems words and remembers them: an archive says the same words over and over.
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
    /// The stem of a folded word.
    pub fn of<'a>(&'a mut self, word: &'a str) -> &'a str {
        // Numbers and abbreviations have none.
        if !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
            return word;
        }
        if !self.known.contains_key(word) {
            if self.known.len() >= MOST {
                self.known.clear();
            }
            let stem = self.stemmer.token_stream(word).next().map_or_else(|| word.to_string(), |t| t.text.clone());
            self.known.insert(word.to_string(), stem);
        }
        self.known.get(word).map_or(word, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Stems;

    #[test]
    fn endings_go_where_there_are_any() {
        let mut stems = Stems::default();
        assert_eq!(stems.of("sanctions").to_string(), stems.of("sanction"));
        for word in ["u.s", "1787", "elysee", "київ"] {
            assert!(word.starts_with(stems.of(word)), "{word}");
        }
        assert_eq!(stems.of("u.s"), "u.s");
    }
}
