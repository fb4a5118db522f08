//! Marks that hold a word with tongs, or set a title, a name or a term: no speech, whatever verb is near.

use super::cues;
use super::shape::Shape;
use super::tokens::Sentence;
use super::words;

/// Whether the piece at `at` is such. `rejected` is the piece before, where that was none of speech.
pub(super) fn holds(s: &Sentence, at: usize, shape: &Shape, rejected: Option<usize>) -> bool {
    let Some(last) = at.checked_sub(1) else { return false };
    // "dubbed the", "known as the"
    let before = last - usize::from(last > 0 && s.is(last, &["the", "a", "an"]));
    let named = s.is(before, &words::NAMING)
        || (s.is(before, &["as"]) && before > 0 && s.is(before - 1, &["known"]))
        || (s.is(last, &["or"]) && last > 0 && s.is_mark(last - 1, ","))
        || s.is(last, &["meaning", "means", "meant"])
        || (s.is(last, &["by"]) && last > 0 && s.is(last - 1, &["meant", "mean", "means"]));
    let named = named && (shape.words <= 6 || shape.title);
    named
        || is_vote(s, at, shape)
        || is_nickname(s, at, shape)
        || is_work(s, at, shape)
        || is_subject(s, at, shape)
        || is_listed(s, at, shape, rejected)
}

/// 'a "no" vote'.
fn is_vote(s: &Sentence, at: usize, shape: &Shape) -> bool {
    shape.words == 1 && s.is(at + 1, &["vote", "votes", "voters", "campaign", "camp", "side"])
}

/// Piet "The Hammer" Haan.
fn is_nickname(s: &Sentence, at: usize, shape: &Shape) -> bool {
    let name = |i: usize| s.person(i).is_some() || (s.is_capital(i) && !s.is(i, &words::DAYS));
    shape.words <= 4 && !shape.stop && !shape.open_end && at > 0 && name(at - 1) && name(at + 1)
}

/// 'Cole, who wrote "Salt"', 'sang "My Way"'.
fn is_work(s: &Sentence, at: usize, shape: &Shape) -> bool {
    let called = || shape.words > 1 && s.is(at - 1, &["called", "named"]) && !cues::is_wording(s, at - 1);
    shape.title && !shape.stop && at > 0 && (s.is(at - 1, &MAKING) || called())
}

#[rustfmt::skip]
const MAKING: [&str; 25] = [
    "wrote", "write", "writes", "written", "writing", "read", "reads", "sang", "sings", "sing", "singing", "directed",
    "recorded", "released", "composed", "published", "played", "performed", "produced", "published", "performing",
    "penned", "in", "of", "from",
];

/// 'Officials say "Operation Medusa" is aimed at': the subject of the sentence, not what is said.
fn is_subject(s: &Sentence, at: usize, shape: &Shape) -> bool {
    shape.title && !shape.stop && !shape.open_end && s.is(at + 1, &words::AUXILIARIES)
}

/// 'in "The Long Night" and "Rust"': the second is what the first was.
fn is_listed(s: &Sentence, at: usize, shape: &Shape, rejected: Option<usize>) -> bool {
    let joined = s.is(at - 1, &["and", "or"]) || s.is_mark(at - 1, ",");
    let next = rejected.is_some_and(|before| before + 2 == at || (before + 3 == at && s.is_mark(before + 1, ",")));
    joined && next && shape.words <= 6 && !shape.stop
}
