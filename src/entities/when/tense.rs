//! Whether a sentence looks back or ahead at a date in it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::names;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// "since Friday": past whatever the rest of the sentence says.
    Since,
    Coming,
    Unknown,
}

/// So many words before and behind the date are asked.
const WORDS: usize = 12;
/// And no further than this, in bytes.
const WINDOW: usize = 160;

/// The nearest word before the date that has a tense, in its sentence; if there is none, the nearest behind it.
pub(super) fn of(text: &str, span: Range<usize>) -> Tense {
    let from = text.ceil_char_boundary(span.start.saturating_sub(WINDOW));
    let before = text.get(from..span.start).unwrap_or("");
    let sentence = before.rfind([';', '!', '?', '\n']).map_or(0, |at| at + 1);
    let sentence = before.rfind(". ").map_or(sentence, |at| sentence.max(at + 2));
    let head = before.get(sentence..).unwrap_or("");
    let mut behind = words_back(head).take(WORDS).peekable();
    if behind.peek().is_some_and(|w| matches!(*w, "since" | "Since")) {
        return Tense::Since;
    }
    // The word that stood behind the one looked at.
    let mut follower = "";
    while let Some(word) = behind.next() {
        let infinitive = matches!(follower, "to" | "for");
        follower = word;
        match tense_of(word) {
            // "is set to", "going to"; but "the record set on", "going on".
            Tense::Coming if matches!(word, "set" | "going") && !infinitive => {}
            // "will be held", "to be discussed": the word that says when stands further back.
            Tense::Past if behind.peek().is_some_and(|w| matches!(*w, "be" | "been")) => {}
            Tense::Unknown => {}
            tense => return tense,
        }
    }
    let tail = text.get(span.end..text.floor_char_boundary((span.end + WINDOW).min(text.len()))).unwrap_or("");
    let end = tail.find([';', '!', '?', '\n']).unwrap_or(tail.len());
    let end = tail.find(". ").map_or(end, |at| end.min(at));
    let ahead = tail.get(..end).unwrap_or("");
    let ahead = ahead.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(WORDS);
    ahead.map(tense_of).find(|tense| *tense != Tense::Unknown).unwrap_or(Tense::Unknown)
}

fn words_back(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn tense_of(word: &str) -> Tense {
    static WORDS: LazyLock<HashMap<&str, Tense>> = LazyLock::new(|| {
        let coming = names::COMING.split_ascii_whitespace().map(|w| (w, Tense::Coming));
        coming.chain(names::PASSED.split_ascii_whitespace().map(|w| (w, Tense::Past))).collect()
    });
    match WORDS.get(word) {
        Some(tense) => *tense,
        None if word.len() > 4 && word.ends_with("ed") => Tense::Past,
        None => Tense::Unknown,
    }
}
