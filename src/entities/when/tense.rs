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
    let head = last_sentence(text.get(from..span.start).unwrap_or(""));
    let mut back = words_back(head).take(WORDS).peekable();
    match back.peek() {
        Some(&"since" | &"Since") => return Tense::Since,
        Some(&"by" | &"By" | &"until" | &"Until" | &"till") => return Tense::Coming,
        _ => {}
    }
    // The word that stood behind the one looked at.
    let mut follower = "";
    while let Some(word) = back.next() {
        let tense = in_company(word, follower);
        follower = word;
        match tense {
            Tense::Unknown => {}
            // "will be formally charged": the word that says when stands further back.
            Tense::Past => {
                if back.peek().is_some_and(|w| w.ends_with("ly")) {
                    back.next();
                }
                // "will put": the form is not the past one.
                let bare = |w: &&str| matches!(*w, "be" | "been" | "to") || tense_of(w) == Tense::Coming;
                if !back.peek().is_some_and(bare) {
                    return tense;
                }
            }
            tense => return tense,
        }
    }
    let until = text.floor_char_boundary((span.end + WINDOW).min(text.len()));
    let tail = first_sentence(text.get(span.end..until).unwrap_or(""));
    let mut ahead = tail.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(WORDS).peekable();
    while let Some(word) = ahead.next() {
        match in_company(word, ahead.peek().copied().unwrap_or("")) {
            Tense::Unknown => {}
            // "Vienna in May," he said: when he said it, not when Vienna is.
            _ if matches!(word, "said" | "says" | "told" | "added") => {}
            tense => return tense,
        }
    }
    Tense::Unknown
}

/// What a word says before another: "is to" and "set to" look ahead, "a record set on" and "going on" do not.
fn in_company(word: &str, follower: &str) -> Tense {
    match (word, follower) {
        ("is" | "are" | "was" | "were", "to") => Tense::Coming,
        ("set" | "going", "to" | "for") => Tense::Coming,
        ("set" | "going", _) => Tense::Unknown,
        _ => tense_of(word),
    }
}

/// Behind the last full stop that is none of an abbreviation.
fn last_sentence(head: &str) -> &str {
    let marked = head.rfind([';', '!', '?']).map_or(0, |at| at + 1);
    let stopped =
        head.rmatch_indices(". ").map(|(at, _)| at).find(|at| ends_sentence(head, *at)).map_or(0, |at| at + 1);
    head.get(marked.max(stopped)..).unwrap_or("")
}

fn first_sentence(tail: &str) -> &str {
    let marked = tail.find([';', '!', '?']).unwrap_or(tail.len());
    let stopped = tail.match_indices(". ").map(|(at, _)| at).find(|at| ends_sentence(tail, *at)).unwrap_or(tail.len());
    tail.get(..marked.min(stopped)).unwrap_or("")
}

/// Whether the full stop at `at` is more than that of "U.S.", "Gen.", "Feb.".
fn ends_sentence(text: &str, at: usize) -> bool {
    let word = words_back(text.get(..at).unwrap_or("")).next().unwrap_or("");
    word.len() > 4 || !word.starts_with(char::is_uppercase)
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
