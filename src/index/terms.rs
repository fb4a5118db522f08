//! The words of the dictionary that a word of a query stands for.

use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Term};

use super::IndexError;
use super::stem::{Stems, root};
use crate::query::{How, Word};

/// How many letters a word may be off: one, two from eight letters on.
pub(super) fn fuzzy_distance(word: &str) -> u8 {
    if word.chars().count() >= 8 { 2 } else { 1 }
}

/// Words of the dictionary read between two looks at whether they are still wanted.
const ROUND: u32 = 1 << 10;

/// Where in a segment's `field` the words stand that `word` stands for. Cut short once `cancelled` is true.
pub(super) fn matching(
    index: &InvertedIndexReader,
    field: Field,
    word: &Word,
    stems: &mut Stems,
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<TermInfo>, IndexError> {
    let stem;
    let mut found = Vec::new();
    let mut wanted: Box<dyn FnMut(&str) -> bool> = match word.how {
        How::Prefix => return beginning(index, &word.text, &mut |_| true, cancelled),
        How::Fuzzy => {
            let key = Term::from_field_text(field, &word.text);
            let automaton = FuzzyTermQuery::new(key, fuzzy_distance(&word.text), true).automaton()?;
            let mut stream = index.terms().search(automaton).into_stream()?;
            while stream.advance() {
                found.push(stream.value().clone());
            }
            return Ok(found);
        }
        How::Stem => {
            stem = stems.of(&word.text).to_string();
            Box::new(|other| stems.of(other) == stem)
        }
    };
    beginning(index, root(&stem), &mut wanted, cancelled)
}

/// The words that begin with `start` and are wanted.
fn beginning(
    index: &InvertedIndexReader,
    start: &str,
    wanted: &mut dyn FnMut(&str) -> bool,
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<TermInfo>, IndexError> {
    let mut found = Vec::new();
    let mut stream = index.terms().range().ge(start).into_stream()?;
    let mut steps = 0u32;
    while stream.advance() {
        steps += 1;
        if steps.is_multiple_of(ROUND) && cancelled() {
            break;
        }
        let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
        if !word.starts_with(start) {
            break;
        }
        if wanted(word) {
            found.push(stream.value().clone());
        }
    }
    Ok(found)
}

/// The very word, if it is there.
pub(super) fn exactly(index: &InvertedIndexReader, field: Field, word: &str) -> Result<Vec<TermInfo>, IndexError> {
    Ok(index.get_term_info(&Term::from_field_text(field, word))?.into_iter().collect())
}
