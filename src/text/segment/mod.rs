//! Words and sentences, as spans.

mod abbreviations;
mod pairs;
mod sentences;
#[cfg(test)]
mod tests;
mod words;

pub use self::sentences::sentences;
pub use self::words::words;

/// How many words `text` has.
pub fn count_words(text: &str) -> usize {
    words(text).count()
}
