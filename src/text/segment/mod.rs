//! Words and sentences, as spans.

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

/// The sentences of `text` as spans without the white space between them. Abbreviations (Mr., U.S., Feb.) do not
/// end one; a sentence that ends inside quotation marks keeps its closing mark.
pub fn sentences(text: &str) -> Vec<Span> {
    sentencex::get_sentence_boundaries("en", text)
        .into_iter()
        .filter_map(|b| trimmed(text, b.start_byte, b.end_byte))
        .collect()
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let lead = part.len() - part.trim_start().len();
    let len = part.trim().len();
    (len > 0).then(|| Span::new(start + lead, start + lead + len))
}
