//! Lines that belong to a picture: told by their credit, their position marks or the way agencies date them.

use jiff::civil::Date;

use super::block::{Block, ends_sentence};
use super::date;
use crate::corpus::ParagraphKind;
use crate::text::fold;

/// Captions are shorter than this, in bytes; a long paragraph with a credit in it is a story that mentions one.
const LENGTH: usize = 1200;
/// A credit stands so near the end, in bytes.
const TAIL: usize = 100;

/// Makes captions of the body blocks that are some.
pub fn mark(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|b| !b.out && b.kind == ParagraphKind::Body) {
        if is_caption(&block.text) {
            block.kind = ParagraphKind::Caption;
        }
    }
}

pub fn is_caption(text: &str) -> bool {
    if text.len() > LENGTH || text.starts_with(['"', '“', '„', '«']) {
        return false;
    }
    has_credit(text)
        || has_rights(text)
        || (text.contains('(') && has_positions(&fold(text)))
        || (text.bytes().any(|b| b.is_ascii_digit()) && may_have_agency_date(text) && has_agency_date(&fold(text)))
}

/// The day of the picture, where the caption says it in full.
pub fn day_of(text: &str) -> Option<Date> {
    if text.len() > LENGTH || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let folded = fold(text);
    sentences(&folded).find_map(|so_far| date_at_end(&so_far).map(|(_, date)| date))
}

/// A photographer or an agency named as one, at the beginning or the end.
fn has_credit(text: &str) -> bool {
    const FIRST: [&str; 10] = [
        "photo:",
        "photos:",
        "photo by ",
        "photo credit:",
        "photograph:",
        "picture:",
        "image:",
        "image credit:",
        "file photo:",
        "photographer:",
    ];
    const LAST: [&str; 29] = [
        "photographer:",
        "photo:",
        "photos:",
        "photo by ",
        "photo by:",
        "photograph:",
        "photograph by ",
        "(photo ",
        "photo credit:",
        "picture:",
        "image:",
        "(image ",
        "image credit:",
        "credit:",
        "via getty images",
        "/getty images",
        "getty images",
        "ap photo/",
        "(ap photo",
        "reuters/",
        "/reuters",
        "/afp",
        "/epa",
        "/ap)",
        "afp/",
        "epa-efe",
        "file photo",
        "[photo/",
        "(file)",
    ];
    // Nearly every paragraph of every story comes here, and nearly none has any of this.
    if text.bytes().next().is_none_or(|b| !b.is_ascii() || matches!(b.to_ascii_lowercase(), b'p' | b'i' | b'f')) {
        let head = fold(text.get(..text.floor_char_boundary(TAIL)).unwrap_or(""));
        if FIRST.iter().any(|mark| head.starts_with(mark)) {
            return true;
        }
    }
    let tail = text.get(text.ceil_char_boundary(text.len().saturating_sub(TAIL))..).unwrap_or("");
    if tail.is_ascii() && !may_be_credit(tail.as_bytes()) {
        return false;
    }
    let tail = fold(tail);
    if !may_be_credit(tail.as_bytes()) {
        return false;
    }
    let last = |mark: &str| {
        let first = mark.bytes().next();
        let mut windows = tail.as_bytes().windows(mark.len());
        windows.rposition(|window| window.first().copied() == first && window == mark.as_bytes())
    };
    LAST.iter().any(|mark| last(mark).is_some_and(|at| is_last(mark, tail.get(at + mark.len()..).unwrap_or(""))))
}

/// Whether plain letters have a mark of a credit, or one of the words that need none.
fn may_be_credit(tail: &[u8]) -> bool {
    // Whole stretches at a time, without a branch, before anything is looked at by itself.
    let marked = tail.iter().fold(false, |any, b| any | matches!(b, b':' | b'/' | b'(' | b'['));
    let pairs = tail.iter().zip(tail.iter().skip(1)).map(|(a, b)| (a | 0x20, b | 0x20));
    let begun = pairs.fold(false, |any, pair| any | matches!(pair, (b'p', b'h') | (b'g', b'e') | (b'e', b'p')));
    if marked || !begun {
        return marked;
    }
    let begins = |at: usize, word: &[u8]| tail.get(at..at + word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word));
    tail.iter().enumerate().any(|(at, byte)| match byte {
        b'p' | b'P' => begins(at, b"photo"),
        b'g' | b'G' => begins(at, b"getty"),
        b'e' | b'E' => begins(at, b"epa-efe"),
        _ => false,
    })
}

/// Nothing but a name may follow the mark, so that "Reuters/Ipsos polls show …" is no credit.
fn is_last(mark: &str, rest: &str) -> bool {
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let names = rest.split(' ').filter(|w| !w.is_empty()).count();
    let most = if mark.ends_with([':', ' ']) || mark.contains("photo") { 8 } else { 4 };
    names <= most && !rest.contains(". ") && !(names == 0 && mark.ends_with([':', ' ']))
}

/// `Emmanuel Macron. © European Union`: whose picture it is, behind a few words of what it shows.
fn has_rights(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    if !text.bytes().any(|b| matches!(b, b'(' | 0xa9)) {
        return false;
    }
    let Some((shown, owner)) = text.split_once('©').or_else(|| text.split_once("(c)")) else { return false };
    !shown.trim().is_empty() && owner.split_whitespace().count() <= 8 && !owner.trim().is_empty()
}

/// `(L)`, `(2-R)`, `(centre)` behind names: two of them, or one that is a word.
fn has_positions(folded: &str) -> bool {
    let marks: Vec<&str> = folded
        .split('(')
        .skip(1)
        .filter_map(|part| part.split_once(')').map(|(mark, _)| mark))
        .filter(|mark| is_position(mark))
        .collect();
    // Two senators with (R) behind their names are no picture.
    marks.iter().any(|mark| mark.len() > 3 || *mark == "l-r" || *mark == "r-l" || Some(mark) != marks.first())
}

fn is_position(mark: &str) -> bool {
    const WORDS: [&str; 12] = [
        "left",
        "right",
        "centre",
        "center",
        "front",
        "back",
        "top",
        "bottom",
        "seated",
        "standing",
        "front row",
        "back row",
    ];
    let parts: Vec<&str> = mark.split([' ', '-']).filter(|p| !p.is_empty()).collect();
    let letter =
        |p: &&str| matches!(*p, "l" | "r" | "c" | "2nd" | "3rd" | "4th" | "second" | "third" | "fourth" | "from");
    let number = |p: &&str| p.len() == 1 && p.bytes().all(|b| b.is_ascii_digit());
    !parts.is_empty()
        && parts.iter().all(|p| letter(p) || number(p) || WORDS.contains(p))
        && parts.iter().any(|p| matches!(*p, "l" | "r" | "c") || WORDS.contains(p))
}

/// `X, right, and Y, at the palace in Paris, on Monday, Feb. 17, 2025.` or `… in Paris, France, 17 April 2025.`: a
/// story does not date its own day with the year, the text of a picture does.
fn has_agency_date(folded: &str) -> bool {
    const BESIDE: [&str; 8] = [
        ", right,",
        ", left,",
        ", center,",
        ", centre,",
        ", second right,",
        ", second left,",
        ", second from right,",
        ", second from left,",
    ];
    let beside = BESIDE.iter().any(|mark| folded.contains(mark));
    if beside && folded.len() <= LENGTH {
        return sentences(folded).any(|so_far| date_at_end(&so_far).is_some());
    }
    let Some((before, _)) = date_at_end(folded).filter(|_| ends_sentence(folded)) else { return false };
    let quotes = before.contains('"');
    !quotes && before.trim_end().ends_with(',') || (folded.len() <= 300 && !has_verb(before))
}

/// Whether `text` can have what [`has_agency_date`] asks for, by bytes alone: a comma before `right` or the like, or a
/// year at its end. What is not plain may fold into anything.
fn may_have_agency_date(text: &str) -> bool {
    let side = |w: &[u8]| match w {
        [b',', b' ', third] => !third.is_ascii() || matches!(third.to_ascii_lowercase(), b'r' | b'l' | b'c' | b's'),
        [b',', second, _] => !second.is_ascii(),
        [first, ..] => *first >= 0xef,
        [] => false,
    };
    let end = text.trim_end_matches(['.', ' ']).as_bytes();
    let year = end.last_chunk::<4>().is_none_or(|year| !year.is_ascii() || year.iter().all(u8::is_ascii_digit));
    year || text.as_bytes().windows(3).any(side)
}

/// The text up to each full stop: "Feb. 17" is no end of a sentence, so all from the beginning is given each time.
fn sentences(folded: &str) -> impl Iterator<Item = String> + '_ {
    folded.split_inclusive(". ").scan(String::new(), |whole, part| {
        whole.push_str(part);
        Some(whole.clone())
    })
}

/// Whether a sentence tells something: it has a form of the past, an auxiliary or a common verb. The text of a picture
/// names what it shows, or has its verb in the present.
fn has_verb(folded: &str) -> bool {
    const VERBS: [&str; 74] = [
        "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will", "would", "can",
        "could", "may", "might", "must", "shall", "should", "began", "became", "broke", "brought", "built", "came",
        "chose", "cut", "died", "drew", "fell", "felt", "fought", "found", "gave", "get", "go", "goes", "got", "held",
        "kept", "knew", "led", "left", "lost", "made", "met", "paid", "put", "ran", "rose", "said", "sat", "saw",
        "sent", "set", "shot", "shook", "spoke", "spent", "stood", "struck", "take", "takes", "taken", "took", "told",
        "went", "won", "wrote", "born", "due", "expires",
    ];
    folded.split(|c: char| !c.is_alphanumeric()).any(|w| VERBS.contains(&w) || (w.len() > 4 && w.ends_with("ed")))
}

/// The full date at the end of `text` and what stands before it, the weekday counting as a part of the date.
fn date_at_end(text: &str) -> Option<(&str, Date)> {
    let text = text.trim_end_matches(['.', ' ']);
    let year = text.get(text.ceil_char_boundary(text.len().saturating_sub(4))..)?;
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let starts = text.rmatch_indices(' ').map(|(at, _)| at).take(5);
    let (at, date) = starts.filter_map(|at| Some((at, text.get(at..).and_then(date::parse)?))).last()?;
    text.get(..at).map(|before| (before.strip_suffix(" on").unwrap_or(before), date))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn captions() {
        for text in [
            "The harbour at night. (Photographer: Ann Lee/Agency)",
            "The harbour at night. Photographer: Ann Lee/Agency",
            "Photo: Ann Lee",
            "The harbour at night. Photo by Ann Lee",
            "The harbour at night (AP Photo/Ann Lee)",
            "The harbour at night. REUTERS/Ann Lee",
            "The harbour at night. Ann Lee/AFP via Getty Images",
            "Ann Lee. © World Desk",
            "Minister Ann Lee (L) and her guest Bo Ek (R) on the quay",
            "Ann Lee (2-L), Bo Ek (C-R) and others meet.",
            "Ann Lee (left) and Bo Ek on the quay",
            "(L-R) Ann Lee, Bo Ek and Cy Oh on the quay",
            "Ann Lee, right, and Bo Ek, the mayor, on the quay in Ostend, on Monday, Feb. 17, 2025. The town has two.",
            "Ann Lee and Bo Ek on the quay in Ostend, Belgium, 17 April 2025.",
            "Ann Lee on the quay in Ostend, Belgium, Thursday, April 17, 2025.",
            "Ann Lee and her husband, Bo, outside the town hall on 17 April 2025.",
        ] {
            assert!(is_caption(text), "{text}");
        }
    }

    #[test]
    fn sentences_of_the_story() {
        for text in [
            "The senator (R) said she would vote for it.",
            "Sen. Ann Lee (R-SD) and Rep. Bo Ek (D) spoke.",
            "The war began on 24 February 2022.",
            "She was born in Ostend on Monday, 17 February 1975.",
            "A Reuters/Ipsos poll showed that most people in the country had not made up their minds.",
            "The party moved to the right, and the left, he said, was lost.",
            "“The harbour at night. Photo: mine,” she wrote.",
            "The photo: a man alone on the quay, in the rain, waiting for a boat that would not come in that night or any other.",
            "The agreement of 17 April 2025 was never signed.",
            "It was “the end of it all.” Ann Lee, 17 April 2025.",
            "Cost per credit:",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_dismissed_by_its_bytes_has_no_mark(text in "[a-z .,]{0,6}(photo|Getty|epa-efe|:|/|\\(|\\[|, right,|, Left,|，|…|17 April 2025|２０２５|é)?[a-z .]{0,4}") {
            let folded = fold(&text);
            let words = ["photo", "getty", "epa-efe", ":", "/", "(", "["];
            prop_assert_eq!(may_be_credit(folded.as_bytes()), words.iter().any(|word| folded.contains(word)));
            prop_assert!(may_have_agency_date(&text) || !has_agency_date(&folded), "{}", text);
        }
    }
}
