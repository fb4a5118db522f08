//! Which words can be part of a name at all: most cannot, and are never scored.
//!
//! Words with a capital letter, numbers beside them, and the small words that join them ("Bank of England", "Ursula
//! von der Leyen"). A run is a stretch of such words without a full stop or a semicolon between them.

use super::super::lexicon::flags;
use super::super::story::Story;
use super::super::tokens::{Gap, Shape, Token};

/// Words `first..end` of [`Story::tokens`], all in one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub part: usize,
    pub first: usize,
    pub end: usize,
}

/// How many small words may stand between two capitals of one name: "Department of Health and the …".
const JOINING: usize = 3;

/// A longer run is cut: names are shorter, and a text all in capitals is one run from end to end.
const LONGEST: usize = 400;

/// The runs of `story` in reading order.
pub fn find(story: &Story) -> Vec<Run> {
    let mut out = Vec::new();
    for (part, number) in story.parts.iter().zip(0..) {
        let end = part.tokens.end.min(story.tokens.len());
        let mut at = part.tokens.start;
        while let Some(token) = story.tokens.get(at).filter(|_| at < end) {
            if !opens(story, at, token, end) {
                at += 1;
                continue;
            }
            let stop = run_end(story, part.text, at, end);
            if !is_nothing(story.tokens.get(at..stop).unwrap_or_default()) {
                out.push(Run { part: number, first: at, end: stop });
            }
            at = stop;
        }
    }
    out
}

fn run_end(story: &Story, text: &str, first: usize, end: usize) -> usize {
    let mut stop = first + 1;
    let mut at = stop;
    while let Some(token) = story.tokens.get(at).filter(|t| at < end && at - first < LONGEST && t.gap != Gap::Stop) {
        if token.gap == Gap::Other && is_cut(text, token) {
            break;
        }
        if is_bearer(token) {
            stop = at + 1;
        } else if at - stop >= JOINING || !is_joint(token) {
            break;
        }
        at += 1;
    }
    stop
}

/// Whether a run may begin with this word.
fn opens(story: &Story, at: usize, token: &Token, end: usize) -> bool {
    if is_bearer(token) {
        return true;
    }
    // "bin Salman", "van der Bellen".
    token.shape == Shape::Lower && token.is(flags::PARTICLE) && {
        let next = |k: usize| story.joined(at + k).filter(|_| at + k < end);
        next(1).is_some_and(|t| t.capital() || t.is(flags::PARTICLE) && next(2).is_some_and(Token::capital))
    }
}

/// A third of all runs: numbers, a day by itself, "The" at the start of a sentence.
fn is_nothing(run: &[Token]) -> bool {
    const NAMES: u32 = flags::FORENAME | flags::SURNAME | flags::NATION | flags::PHRASE | flags::ORG_HEAD;
    match run {
        [one] if one.shape == Shape::Capital => {
            !one.is(NAMES) && (one.is(flags::CALENDAR) || one.starts && one.is(flags::FUNCTION))
        }
        run => run.iter().all(|t| t.shape == Shape::Other),
    }
}

/// Whether a mark stands before the word that no name goes over: a semicolon, a bullet.
fn is_cut(text: &str, token: &Token) -> bool {
    let before = text.get(..token.span.start as usize).unwrap_or("").trim_end();
    before.ends_with([';', ':', '|', '•', '*', '…'])
}

/// Written as names are.
fn is_bearer(token: &Token) -> bool {
    token.capital() || token.shape == Shape::Other
}

/// A small word that names have inside.
fn is_joint(token: &Token) -> bool {
    matches!(token.gap, Gap::Space | Gap::Quote | Gap::Other)
        && token.span.len() <= 4
        && token.is(flags::FUNCTION | flags::PARTICLE)
}
