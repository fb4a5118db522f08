//! A word as the tagger looks at it: its forms as hashes, made once for all the features that use them.

use super::super::classes::WordClass;
use super::super::story::Story;
use super::super::tokens::{Gap, Shape, Token};
use super::hash;
use super::runs::Run;
use crate::text::fold;

/// One word of a story.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Folded, without full stops.
    pub lower: u64,
    /// As written, but for the case of plain letters.
    pub form: u64,
    pub flags: u32,
    pub class: WordClass,
    /// [`Shape`] and what goes with it, small enough to index with.
    pub shape: u8,
    /// What stands before the word.
    pub gap: u8,
    /// Possessive, begins a sentence.
    pub possessive: bool,
    pub starts: bool,
}

/// Before the first and after the last word of a part.
pub const EDGE: Word = Word {
    lower: 1,
    form: 1,
    flags: 0,
    class: WordClass { fine: 0, coarse: 0 },
    shape: 31,
    gap: 15,
    possessive: false,
    starts: false,
};

/// The words of `story`, in step with [`Story::tokens`]; only those in and near `runs` are made, the others are blank.
pub fn of(story: &Story, runs: &[Run], out: &mut Vec<Word>) {
    out.clear();
    out.resize(story.tokens.len(), Word::default());
    let mut made = 0;
    for run in runs {
        let Some(part) = story.parts.get(run.part) else { continue };
        let first = run.first.saturating_sub(NEAR).max(part.tokens.start).max(made);
        made = (run.end + NEAR).min(part.tokens.end);
        for at in first..made {
            if let (Some(to), Some(token)) = (out.get_mut(at), story.tokens.get(at)) {
                *to = word(part.text, token);
            }
        }
    }
}

/// How far from a run features look.
const NEAR: usize = 3;

fn word(text: &str, token: &Token) -> Word {
    let written = token.text(text);
    let lower = token.lower;
    let plain = written.bytes().all(|b| b.is_ascii() && b != b'.');
    Word {
        lower,
        form: if plain { lower } else { hash::of_bytes(written.bytes()) },
        class: token.class,
        flags: token.flags,
        shape: shape(text, token),
        gap: gap(text, token),
        possessive: token.possessive,
        starts: token.starts,
    }
}

/// The hash of a word's folded form without full stops.
pub fn lower_hash(text: &str) -> u64 {
    if text.is_ascii() {
        hash::of_bytes(text.bytes().filter(|b| *b != b'.').map(|b| b.to_ascii_lowercase()))
    } else {
        hash::of_bytes(fold(text).bytes().filter(|b| *b != b'.'))
    }
}

/// "Macron" 1, "McCain" 2, "NATO" 3, "EU" 4, "U.S" 5, "J" 6, "Jean-Noel" 7, "al-Assad" 8, "2020" 9, "G20" 10 …
fn shape(text: &str, token: &Token) -> u8 {
    let word = token.text(text);
    let inner = || word.chars().skip(1).any(char::is_uppercase);
    match token.shape {
        Shape::Lower if token.hyphen && inner() => 12,
        Shape::Lower => 0,
        Shape::Capital if token.hyphen => {
            let lower_tail = word.rsplit('-').next().is_some_and(|t| t.starts_with(char::is_lowercase));
            if word.starts_with(char::is_lowercase) {
                8
            } else if lower_tail {
                11
            } else {
                7
            }
        }
        Shape::Capital if inner() => 2,
        Shape::Capital => 1,
        Shape::Upper if word.len() <= 2 => 4,
        Shape::Upper if word.len() >= 6 => 14,
        Shape::Upper => 3,
        Shape::Initial if word.contains('.') => 5,
        Shape::Initial => 6,
        Shape::Other if word.bytes().all(|b| b.is_ascii_digit()) => {
            if word.len() == 4 {
                9
            } else {
                13
            }
        }
        Shape::Other => 10,
    }
}

/// The kind of gap; an ampersand, an apostrophe and a hyphen are told apart from other marks.
fn gap(text: &str, token: &Token) -> u8 {
    let kind = match token.gap {
        Gap::Start => 0,
        Gap::Space => return 1,
        Gap::Comma => 2,
        Gap::Stop => 3,
        Gap::Quote => 4,
        Gap::Open => 5,
        Gap::Close => 6,
        Gap::Slash => 7,
        Gap::Other => 8,
    };
    if token.gap != Gap::Other {
        return kind;
    }
    let before = text.get(..token.span.start as usize).unwrap_or("").trim_end();
    match before.bytes().last() {
        Some(b'&') => 9,
        Some(b'-') => 10,
        Some(b':') => 11,
        Some(b'@') => 12,
        Some(b'#') => 13,
        Some(b'$') => 14,
        _ => kind,
    }
}
