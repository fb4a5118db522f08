//! The form in which two spellings of a phrase are the same: folded, and nothing but words.

use newsprint::text::fold::fold;

/// `Jean-Baptiste “J.B.” Doe` is `jean baptiste j b doe`.
pub fn plain(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// Whether `text` begins with `start`, both plain, and `start` ends with one of its words.
pub fn begins(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
