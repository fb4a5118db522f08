//! What a single word is by its letters: its shape, what it can be, whether a full stop belongs to it.

use super::lexicon::{Flags, Known, flags, lexicon};
use super::tokens::Shape;
use crate::text::fold;

/// Whether a full stop behind `word` belongs to it.
pub fn is_abbreviation(word: &str, shape: Shape, known: Flags) -> bool {
    if shape == Shape::Initial || (word.contains('.') && !word.contains('-')) {
        return true;
    }
    if shape != Shape::Capital {
        return false;
    }
    let short = word.len() <= 4;
    (known & (flags::TITLE | flags::SUFFIX) != 0 && word.len() <= 5)
        || (short && known & flags::CALENDAR != 0 && !matches!(word, "May" | "June" | "July" | "Eid"))
        || matches!(word, "Inc" | "Ltd" | "Co" | "Corp" | "St" | "Ft" | "Mt" | "Dept" | "No" | "Gov" | "Sen" | "Rep")
}

pub fn shape_of(word: &str, hyphen: bool, known: Flags) -> Shape {
    let mut letters = 0;
    let (mut upper, mut lower, mut digits) = (0, 0, 0);
    for c in word.chars() {
        letters += c.is_alphabetic() as usize;
        upper += c.is_uppercase() as usize;
        lower += c.is_lowercase() as usize;
        digits += c.is_numeric() as usize;
    }
    let first = word.chars().next().unwrap_or(' ');
    if digits > 0 && !first.is_uppercase() {
        return Shape::Other;
    }
    if first.is_uppercase() {
        return match (upper, lower, word.contains('.')) {
            (1, 0, _) if letters == 1 && digits == 0 => Shape::Initial,
            (2..=3, 0, true) if digits == 0 => Shape::Initial,
            (_, 0, _) => Shape::Upper,
            _ if digits > 0 => Shape::Other,
            _ => Shape::Capital,
        };
    }
    // "al-Assad"; "hEithir", "d'Ivoire", "t-Saoir", "iPhone", but "pro-Kremlin".
    let prefixed = || word.split('-').next().is_some_and(|head| head.len() <= 1);
    if upper > 0 && (!hyphen || known & flags::PARTICLE != 0 || prefixed()) {
        return Shape::Capital;
    }
    if lower > 0 { Shape::Lower } else { Shape::Other }
}

/// The longest word that is looked up; no name is longer.
pub const LONGEST_WORD: usize = 40;

/// What is known of `word`, whose letters have the hash `lower`.
pub fn known_of(word: &str, lower: u64, hyphen: bool) -> Known {
    let known = lexicon().known(lower);
    if word.len() > LONGEST_WORD {
        return Known { flags: 0, ..known };
    }
    const NAMES: Flags = flags::FORENAME | flags::SURNAME | flags::PLACE | flags::WORD | flags::FUNCTION | flags::ROLE;
    // Most words are known by their letters alone.
    let settled = !hyphen && (known.flags & NAMES != 0 || !word.starts_with(char::is_uppercase));
    if settled && word.is_ascii() {
        return known;
    }
    let mut buffer = [0u8; LONGEST_WORD];
    let folded;
    let key = if word.is_ascii() {
        let mut len = 0;
        for (to, b) in buffer.iter_mut().zip(word.bytes().filter(|b| *b != b'.')) {
            *to = b.to_ascii_lowercase();
            len += 1;
        }
        std::str::from_utf8(buffer.get(..len).unwrap_or_default()).unwrap_or("")
    } else {
        folded = fold(word);
        &folded
    };
    let mut found = lexicon().flags(key);
    if hyphen {
        found |= hyphen_flags(word, key);
    } else if word.starts_with(char::is_uppercase) && found & NAMES == 0 && lexicon().is_inflected(key) {
        found |= flags::INFLECTED;
    }
    Known { flags: found, ..known }
}

/// A hyphenated word is what its parts say: "vice-president" a role, "Jean-Noel" a forename, "al-Assad" a name,
/// "Russian-led" an ordinary word.
fn hyphen_flags(word: &str, key: &str) -> Flags {
    let (Some((head, _)), Some((_, tail))) = (key.split_once('-'), key.rsplit_once('-')) else { return 0 };
    let lower_tail = word.rsplit(['-', '‐', '‑']).next().is_some_and(|t| t.starts_with(char::is_lowercase));
    let (head, tail_known) = (lexicon().flags(head), lexicon().flags(tail));
    let mut out = tail_known & (flags::ROLE | flags::PLURAL);
    if lower_tail
        && tail.len() >= 4
        && (tail_known & (flags::WORD | flags::FUNCTION) != 0 || lexicon().is_inflected(tail))
    {
        return out | flags::WORD | flags::MODIFIER;
    }
    if word.starts_with(|c: char| c.is_lowercase()) {
        if head & flags::PARTICLE != 0 && !lower_tail {
            return out | flags::PARTICLE;
        }
        return out | flags::MODIFIER;
    }
    if head & flags::FORENAME != 0 && head & (flags::WORD | flags::PARTICLE) == 0 {
        out |= flags::FORENAME;
    }
    out
}
