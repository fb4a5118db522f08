//! What one word, phrase or field value means; where it means nothing, why, for people to read.

use super::fields::Field;
use super::words::{tokens, wanted};
use super::{Expr, How, Status, Term, Word, dates};
use crate::corpus::Kind;

/// How far words may be from each other where `near:` does not say.
pub(super) const NEAR: u32 = 10;
const FARTHEST: u32 = 1000;

const NOTHING: &str = "no word to look for";

/// The number of `near:5(…)`.
pub(super) fn distance(text: &str) -> Option<u32> {
    text.parse().ok().filter(|n| (1..=FARTHEST).contains(n))
}

/// A word or a phrase anywhere in the article.
pub(super) fn of_words(text: &str, quoted: bool) -> Result<Expr, &'static str> {
    words(text, quoted, Term::Word, Term::Phrase)
}

/// A value behind a field's colon.
pub(super) fn of_field(field: Field, value: &str, quoted: bool) -> Result<Expr, &'static str> {
    let value = value.trim();
    let name = || if tokens(value).is_empty() { Err(NOTHING) } else { Ok(value.to_string()) };
    let term = match field {
        Field::Title => return words(value, quoted, Term::Title, Term::TitlePhrase),
        Field::Person => Term::Entity(Kind::Person, name()?),
        Field::Country => Term::Entity(Kind::Country, name()?),
        Field::Org => Term::Entity(Kind::Organisation, name()?),
        Field::Said => Term::Said(name()?),
        Field::Source => Term::Source(name()?),
        Field::Tag if value.is_empty() => return Err("no tag to look for"),
        Field::Tag => Term::Tag(value.to_string()),
        Field::Story => Term::Story(id(value)?),
        Field::Note => match wanted(value) {
            words if words.is_empty() => return Err(NOTHING),
            words => Term::Note(words),
        },
        Field::Date if value.eq_ignore_ascii_case("none") => Term::Undated,
        Field::Date => Term::Date(dates::range(value)?),
        Field::After => Term::Date(dates::after(value)?),
        Field::Before => Term::Date(dates::before(value)?),
        Field::Is => Term::Is(status(value)?),
        Field::Near => return Err("write it like near:5(two words)"),
    };
    Ok(Expr::Term(term))
}

/// How many terms `expr` counts for: a phrase is as many as it has words.
pub(super) fn size(expr: &Expr) -> usize {
    match expr {
        Expr::Term(Term::Phrase(words) | Term::TitlePhrase(words)) => words.len(),
        Expr::And(parts) => parts.len(),
        _ => 1,
    }
}

/// The shortest and the longest beginning of an article's id.
const ID: std::ops::RangeInclusive<usize> = 4..=32;

fn id(value: &str) -> Result<String, &'static str> {
    let is_id = ID.contains(&value.len()) && value.bytes().all(|b| b.is_ascii_hexdigit());
    is_id.then(|| value.to_ascii_lowercase()).ok_or("write the id of an article, or its first digits")
}

fn status(value: &str) -> Result<Status, &'static str> {
    let all = [
        ("unread", Status::Unread),
        ("read", Status::Read),
        ("starred", Status::Starred),
        ("tagged", Status::Tagged),
        ("noted", Status::Noted),
        ("highlighted", Status::Highlighted),
    ];
    let found = all.into_iter().find(|(name, _)| value.eq_ignore_ascii_case(name));
    found.map(|(_, status)| status).ok_or("write is:unread, is:read, is:starred, is:tagged, is:noted or is:highlighted")
}

/// Quoted words are exact, in a row. A bare one is found by its stem; in several parts ("high-level") it is a phrase.
fn words(
    text: &str,
    quoted: bool,
    word: fn(Word) -> Term,
    phrase: fn(Vec<String>) -> Term,
) -> Result<Expr, &'static str> {
    let (stem, how) = if quoted { (text, How::Stem) } else { ending(text) };
    if !quoted && stem.contains('*') {
        return Err("a star stands at the end of a word, like peac*");
    }
    let mut list = wanted(stem);
    match (list.len(), how) {
        (0, _) => Err(NOTHING),
        (1, how) if !quoted => Ok(Expr::Term(word(Word { text: list.pop().unwrap_or_default(), how }))),
        (_, How::Stem) => Ok(Expr::Term(phrase(list))),
        // The ending belongs to the last part: `high-lev*`.
        (n, how) => {
            let how_of = |i: usize| if i + 1 == n { how } else { How::Stem };
            let parts = list.into_iter().enumerate().map(|(i, text)| Word { text, how: how_of(i) });
            Ok(Expr::And(parts.map(|w| Expr::Term(word(w))).collect()))
        }
    }
}

/// A bare word without its `*` or `~`.
fn ending(text: &str) -> (&str, How) {
    if let Some(start) = text.strip_suffix('*') {
        return (start.trim_end_matches('*'), How::Prefix);
    }
    // Other programs let one say how many letters: `word~2`.
    match text.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('~') {
        Some(start) => (start, How::Fuzzy),
        None => (text, How::Stem),
    }
}
