//! What quoted words look like by themselves.

use super::evidence::Extent;
use super::words;

/// What the quoted words look like by themselves.
/// Words that stay small in titles.
const SMALL: [&str; 22] = [
    "a", "an", "the", "of", "in", "on", "and", "or", "to", "for", "by", "at", "vs", "de", "la", "le", "du", "der",
    "die", "das", "et", "as",
];

pub(super) struct Shape {
    pub words: usize,
    /// Begins with a capital.
    pub capital: bool,
    /// Ends as a sentence does.
    pub stop: bool,
    /// Ends in such a way that an attribution may follow: with a comma, a question, a dash.
    pub open_end: bool,
    /// Written like the title of a work: every longer word with a capital, and no stop.
    pub title: bool,
}

impl Shape {
    pub fn of(text: &str) -> Shape {
        let end = text.chars().next_back().unwrap_or(' ');
        let stop = ".?!…".contains(end);
        let longer = |w: &&str| w.chars().count() > 3 && w.chars().next().is_some_and(char::is_alphabetic);
        let mut words = 0;
        let (mut capitals, mut long) = (true, false);
        for word in text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)) {
            words += 1;
            capitals &= word.starts_with(char::is_uppercase) || (!longer(&word) && words::among(word, &SMALL));
            long |= longer(&word);
        }
        let capital = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let title = capitals && long && capital && words <= 10 && !(stop && end != '.');
        Shape { words, capital, stop, open_end: ",?!…-–—".contains(end), title }
    }

    pub fn extent(&self) -> Extent {
        match self.words {
            0..=2 if !self.stop => Extent::Word,
            _ if self.capital && (self.stop || self.open_end || self.words >= 8) => Extent::Sentence,
            3..=11 => Extent::Part,
            _ => Extent::Sentence,
        }
    }
}
