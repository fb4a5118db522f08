//! Quotation marks: which stretches of a paragraph stand between outer marks.
//!
//! Knows the marks of English, German, French and Scandinavian setting, and apostrophes when it meets them. What a
//! stretch is (speech, a title, a word held with tongs) is for others to judge. One pass over the text for double
//! marks and one for single ones; a double mark wins, because a single one may be an apostrophe.

use std::ops::Range;

use super::singles;

/// A stretch between outer marks. Ranges are bytes of the paragraph, on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without the marks and without white space at the ends; never empty.
    pub inner: Range<usize>,
    /// False where the closing mark is missing: the piece then ends with its paragraph or before the next piece.
    pub closed: bool,
}

/// The quoted stretches of `text` in reading order, not overlapping. Those with single marks are closed, save one
/// that begins the paragraph where the next paragraph opens anew (`goes_on`).
pub(super) fn pieces(text: &str, goes_on: bool) -> Vec<Piece> {
    let marks = marks(text);
    if marks.is_empty() {
        return Vec::new();
    }
    let doubles = pair_doubles(text, &marks);
    singles::pair(text, &marks, doubles, goes_on)
}

/// Whether `text` begins with a mark that opens a quote.
pub(super) fn opens(text: &str) -> bool {
    let text = text.trim_start();
    let mut chars = text.strip_prefix("``").map_or(text.chars(), |rest| rest.chars());
    (text.starts_with("``") || chars.next().is_some_and(is_mark))
        && chars.next().is_some_and(|c| c.is_alphanumeric() || "[(…$€£«\u{a0} ".contains(c))
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    Double,
    Guillemet,
    Single,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Open,
    Close,
    /// Closes if something is open, else opens.
    Either,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub at: usize,
    pub end: usize,
    pub char: char,
    pub family: Family,
    pub side: Side,
    /// A closing mark right after punctuation: no apostrophe stands there.
    pub firm: bool,
    /// A closing mark that could as well be the apostrophe of a plural: "the leaders' plan".
    pub plural: bool,
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '「' | '」')
}

fn marks(text: &str) -> Vec<Mark> {
    // Most paragraphs have none: bytes are quicker to look at than characters.
    if !text.bytes().any(|b| matches!(b, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3)) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let char_at = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() && !matches!(byte, b'"' | b'\'' | b'`') {
            at += 1;
            continue;
        }
        let Some(c) = char_at(at) else { break };
        let end = at + c.len_utf8();
        let before = || text.get(..at).and_then(|head| head.chars().next_back());
        if matches!(c, '`' | '\'') && char_at(end) == Some(c) {
            // ``so,'' as wires send it
            out.extend(paired(at, c, before(), char_at(end + 1)));
            at = end + 1;
            continue;
        }
        if is_mark(c) {
            out.extend(mark(text, at, c, before(), char_at(end)));
        }
        at = end;
    }
    out
}

/// Two single marks that are a double one.
fn paired(at: usize, c: char, before: Option<char>, after: Option<char>) -> Option<Mark> {
    let starts = before.is_none_or(|b| !b.is_alphanumeric() && !".,!?…".contains(b));
    let opens = c == '`' || (starts && after.is_some_and(|a| !a.is_whitespace()));
    let side = if opens { Side::Open } else { Side::Close };
    Some(Mark { at, end: at + 2, char: '"', family: Family::Double, side, firm: false, plural: false })
}

fn mark(text: &str, at: usize, c: char, before: Option<char>, after: Option<char>) -> Option<Mark> {
    let end = at + c.len_utf8();
    let starts = before.is_none_or(|b| b.is_whitespace() || "([{-–—/".contains(b) || is_mark(b));
    let free = after.is_none_or(char::is_whitespace);
    let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    let (family, side) = match c {
        '„' | '‟' | '「' => (Family::Double, Side::Open),
        '」' => (Family::Double, Side::Close),
        '“' if !starts && (free || after.is_some_and(|a| a.is_ascii_punctuation())) => (Family::Double, Side::Close),
        '“' => (Family::Double, Side::Open),
        '”' if starts && after.is_some_and(char::is_alphanumeric) => (Family::Double, Side::Open),
        '”' => (Family::Double, Side::Close),
        '"' if starts && !free => (Family::Double, Side::Open),
        '"' if !starts && !after.is_some_and(char::is_alphanumeric) => (Family::Double, Side::Close),
        '"' => (Family::Double, Side::Either),
        '«' | '»' => (Family::Guillemet, Side::Either),
        _ if in_word => return None,
        _ => (Family::Single, single_side(text, end, c, starts, free)?),
    };
    let firm = before.is_some_and(|b| ".,!?;:…".contains(b));
    let plural = before.is_some_and(|b| "sSzx".contains(b)) && free && goes_on(text, end);
    Some(Mark { at, end, char: c, family, side, firm, plural })
}

fn single_side(text: &str, end: usize, c: char, starts: bool, free: bool) -> Option<Side> {
    if !starts {
        return Some(Side::Close);
    }
    if free || c == '’' || is_elision(text.get(end..).unwrap_or("")) {
        // A free mark between spaces is nobody's; ’90s and ’tis are set with the closing mark.
        return None;
    }
    Some(Side::Open)
}

/// 'tis, 'em, '90s.
fn is_elision(rest: &str) -> bool {
    const WORDS: [&str; 10] = ["tis", "twas", "em", "til", "till", "cause", "cos", "round", "n", "bout"];
    let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the sentence goes on with a small letter after the white space at `at`.
fn goes_on(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.trim_start().chars().next()).is_some_and(char::is_lowercase)
}

fn pair_doubles(text: &str, marks: &[Mark]) -> Vec<Piece> {
    let doubles: Vec<&Mark> = marks.iter().filter(|m| m.family != Family::Single).collect();
    let mut out = Vec::new();
    let mut open: Option<&Mark> = None;
    let mut depth = 0;
    for (i, mark) in doubles.iter().enumerate() {
        let Some(first) = open else {
            if can_open(text, mark) {
                (open, depth) = (Some(*mark), 0);
            }
            continue;
        };
        if first.family != mark.family {
            continue;
        }
        let reopens = match mark.family {
            // «a» or »a« or »a»: whatever comes second closes, unless it is the same mark in the opening place.
            Family::Guillemet => mark.char == first.char && mark.char == '«',
            _ => mark.side == Side::Open,
        };
        if reopens {
            if is_nested(&doubles, i) {
                depth += 1;
            } else {
                out.extend(piece(text, first, mark.at, mark.at, false));
                (open, depth) = (Some(*mark), 0);
            }
        } else if depth > 0 {
            depth -= 1;
        } else {
            out.extend(piece(text, first, mark.at, mark.end, true));
            open = None;
        }
    }
    if let Some(first) = open {
        out.extend(piece(text, first, text.len(), text.len(), false));
    }
    out
}

fn can_open(text: &str, mark: &Mark) -> bool {
    let before = text.get(..mark.at).and_then(|t| t.chars().next_back());
    let after = text.get(mark.end..).and_then(|t| t.chars().next());
    match mark.char {
        '«' => true,
        '»' => before.is_none_or(char::is_whitespace) && after.is_some_and(|a| !a.is_whitespace()),
        // Not inches, and not a mark in the middle of a word.
        '"' if mark.side == Side::Either => {
            !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|a| !a.is_whitespace())
        }
        _ => mark.side == Side::Open,
    }
}

/// An opening mark inside an open quote is nested if two closing ones follow it; else the first was never closed.
fn is_nested(doubles: &[&Mark], at: usize) -> bool {
    let closes = |i: usize| doubles.get(i).is_some_and(|m| m.family == Family::Double && m.side == Side::Close);
    closes(at + 1) && closes(at + 2)
}

pub(super) fn piece(text: &str, open: &Mark, inner_end: usize, outer_end: usize, closed: bool) -> Option<Piece> {
    let raw = text.get(open.end..inner_end)?;
    let start = open.end + (raw.len() - raw.trim_start().len());
    let words = raw.trim();
    if !words.chars().any(char::is_alphanumeric) {
        return None;
    }
    let inner = start..start + words.len();
    Some(Piece { outer: open.at..outer_end, inner, closed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = pieces(text, false).iter().map(|p| &text[p.inner.clone()]).collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn double_marks_of_every_setting() {
        check("He said “no” and \"yes\".", &["no", "yes"]);
        check("„Wir kommen“, sagte er. „Bald.”", &["Wir kommen", "Bald."]);
        check("« Nous venons », dit-il.", &["Nous venons"]);
        check("«\u{a0}Nous venons\u{a0}», dit-il.", &["Nous venons"]);
        check("»Wir kommen«, sagte er. »Bald.«", &["Wir kommen", "Bald."]);
        check("”Vi kommer”, sade han.", &["Vi kommer"]);
        check("a (\"so it was\") b", &["so it was"]);
        check("said:\"Yes\"", &["Yes"]);
        check("no marks at all", &[]);
    }

    #[test]
    fn single_marks_and_apostrophes() {
        check("France hails 'positive process' as it's late", &["positive process"]);
        check("‘It’s over,’ he said.", &["It’s over,"]);
        check("‘We back the leaders’ plan,’ he said.", &["We back the leaders’ plan,"]);
        check("The leaders' plan and the ministers' view", &[]);
        check("the ’90s and '80s, rock 'n' roll, get 'em", &[]);
        check("“They call it ‘peace’ there,” he said.", &["They call it ‘peace’ there,"]);
        check("‘He said “no” to me,’ she said.", &["He said “no” to me,"]);
        check("don't can't won't", &[]);
    }

    #[test]
    fn what_is_not_closed_ends_with_its_paragraph_or_at_the_next() {
        check("“We will go on.", &["We will go on."]);
        check("“First. “Second,” he said.", &["First.", "Second,"]);
        check("“He told me “no” again,” she said.", &["He told me “no” again,"]);
        assert!(!pieces("“We will go on.", false)[0].closed);
        check("‘And so it goes on.", &[]);
        let open = pieces("‘So it is, and the workers’ fault.", true);
        assert_eq!(open[0].inner, 3..open[0].outer.end, "{open:?}");
        check("stray ” and \" marks", &[]);
        check("a 6\" pipe and a 7\" one", &[]);
        check("“” \"\" ‘’ “ ”", &[]);
    }

    #[test]
    fn many_marks_are_no_trouble() {
        for unit in ["“", "\"", "'a ", "« ", "“a” ‘", "‘a s’ b "] {
            let text = unit.repeat(200_000 / unit.len());
            assert!(pieces(&text, true).iter().all(|p| text.get(p.outer.clone()).is_some()));
        }
    }

    #[test]
    fn an_opening_is_seen() {
        assert!(opens(" “We will"));
        assert!(opens("‘We will"));
        assert!(!opens("We “will”"));
        assert!(!opens(""));
    }
}
