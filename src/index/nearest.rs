//! Which word of the archive may have been meant by one that it does not have.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::error::guarded;
use super::terms::fuzzy_distance;
use super::{IndexError, Searcher};

/// Shorter words are near to too many.
const SHORTEST: usize = 4;

impl Searcher {
    /// The word that differs from `word`, a folded one, by a letter (two from eight letters on) and stands in most
    /// articles; none where `word` itself is there.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn nearest(&self, word: &str) -> Result<Option<String>, IndexError> {
        if word.chars().count() < SHORTEST {
            return Ok(None);
        }
        guarded(|| {
            let mut counts: HashMap<String, u64> = HashMap::new();
            let fields = [self.fields.title, self.fields.body];
            for (segment, field) in self.inner.segment_readers().iter().flat_map(|s| fields.map(|field| (s, field))) {
                let index = segment.inverted_index(field)?;
                let key = Term::from_field_text(field, word);
                let automaton = FuzzyTermQuery::new(key, fuzzy_distance(word), true).automaton()?;
                let mut stream = index.terms().search(automaton).into_stream()?;
                while stream.advance() {
                    if let Ok(found) = std::str::from_utf8(stream.key()) {
                        *counts.entry(found.to_string()).or_default() += u64::from(stream.value().doc_freq);
                    }
                }
            }
            if counts.contains_key(word) {
                return Ok(None);
            }
            let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            Ok(best.map(|(found, _)| found))
        })
    }
}
