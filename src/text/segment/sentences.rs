//! Where sentences end.

use super::super::Span;
use super::abbreviations::ends_sentence;
use super::pairs::{is_closing, pairs};

/// The sentences of `text` as spans without the white space between them. Abbreviations (Mr., U.S., Feb.) do not
/// end one; a sentence that ends inside quotation marks keeps its closing mark; what is quoted or in brackets is not
/// split. A blank line ends a sentence. One pass over the text, whatever is in it.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let pairs = pairs(text);
    let mut pairs = pairs.iter().peekable();
    while at < text.len() {
        while pairs.next_if(|pair| pair.open < at).is_some() {}
        let limit = pairs.peek().map_or(text.len(), |pair| pair.open);
        let (stop, signs) = match (find(text, at, limit, |c| c == '\n' || is_stop(c)), pairs.peek()) {
            (Some(stop), _) => (stop, stop),
            (None, None) => break,
            // The last sign before the closing mark may end the sentence around it.
            (None, Some(pair)) => match last_stop(text, pair.open, pair.close) {
                Some(stop) => (stop, after_char(text, pair.close)),
                None => {
                    at = after_char(text, pair.close);
                    continue;
                }
            },
        };
        if let Some(gap) = line_feed(text, stop) {
            if gap.matches('\n').nth(1).is_some() {
                found.extend(trimmed(text, start, stop));
                start = stop;
            }
            at = stop + gap.len();
            continue;
        }
        let end = after_stops(text, signs);
        if ends(text, start, stop, end) {
            found.extend(trimmed(text, start, end));
            start = end;
        }
        at = end;
    }
    found.extend(trimmed(text, start, text.len()));
    found
}

/// Signs that may end a sentence.
fn is_stop(c: char) -> bool {
    match c {
        '.' | '!' | '?' => true,
        '\0'..='\u{588}' => false,
        '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။' => true,
        _ => is_wide_stop(c),
    }
}

/// Those of scripts that put no space after them.
fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '｡' | '！' | '？' | '．')
}

fn find(text: &str, from: usize, to: usize, what: impl Fn(char) -> bool) -> Option<usize> {
    text.get(from..to)?.find(what).map(|at| from + at)
}

/// The start of the stops that stand right before `close`.
fn last_stop(text: &str, open: usize, close: usize) -> Option<usize> {
    let inner = text.get(open..close)?;
    let bare = inner.trim_end_matches(|c| is_stop(c) || is_closing(c));
    find(text, open + bare.len(), close, is_stop)
}

/// The white space at `at`, if it starts with a line feed.
fn line_feed(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..).filter(|rest| rest.starts_with('\n'))?;
    rest.get(..rest.len() - rest.trim_start().len())
}

fn after_char(text: &str, at: usize) -> usize {
    at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// The end of the stops at `at` and of the marks that close something after them.
fn after_stops(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches(|c| is_stop(c) || is_closing(c)).len()
}

/// Whether the sentence from `start` ends with the signs from `stop` to `end`.
fn ends(text: &str, start: usize, stop: usize, end: usize) -> bool {
    let signs = text.get(stop..end).unwrap_or_default();
    let rest = text.get(end..).unwrap_or_default();
    let follow = rest.trim_start();
    if follow.is_empty() {
        return true;
    }
    if follow.len() == rest.len() && !goes_without_space(signs, follow) {
        return false;
    }
    if follow.chars().take(8).find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase) {
        return false;
    }
    if signs.starts_with(['!', '?']) && !signs.ends_with(is_stop) && is_attribution(follow) {
        return false;
    }
    if signs.trim_end_matches(|c| !is_stop(c)) != "." {
        return true;
    }
    let before = text.get(start..stop).unwrap_or_default();
    let head = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '.' | '&'));
    let word = before.get(head.len()..).unwrap_or_default().trim_start_matches('.');
    ends_sentence(word, head.contains(char::is_alphanumeric), follow)
}

/// Whether nothing need stand between `signs` and the next sentence. The wide full stop is a decimal point too.
fn goes_without_space(signs: &str, follow: &str) -> bool {
    signs.contains(is_wide_stop) && !(signs == "．" && follow.starts_with(char::is_numeric))
}

/// Whether `follow` says who said what was quoted before it: a name and a verb of saying.
fn is_attribution(follow: &str) -> bool {
    let word = follow.split_whitespace().take(6).find(|word| !word.starts_with(char::is_uppercase)).unwrap_or_default();
    SAYING.contains(&word.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[rustfmt::skip]
const SAYING: &[&str] = &[
    "said", "says", "asked", "asks", "told", "added", "wrote", "writes", "tweeted", "posted", "replied", "shouted",
    "warned", "declared", "exclaimed", "joked", "quipped", "insisted", "continued", "demanded", "wondered",
];

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let lead = part.len() - part.trim_start().len();
    let len = part.trim().len();
    (len > 0).then(|| Span::new(start + lead, start + lead + len))
}
