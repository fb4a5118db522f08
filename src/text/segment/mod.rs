//! Words and sentences, as spans.

mod abbreviations;
mod pairs;
mod sentences;
#[cfg(test)]
mod tests;

pub use self::sentences::sentences;

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// The words of `text` (Unicode word boundaries, UAX #29) with their spans; white space and punctuation left out.
pub fn words(text: &str) -> impl Iterator<Item = (Span, &str)> {
    text.unicode_word_indices().map(|(at, word)| (Span::new(at, at + word.len()), word))
}

/// How many words `text` has.
pub fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}
