//! People who are told of without a name, and names that are not among those found.

use std::ops::Range;

use super::tokens::Sentence;
use super::words;

/// "Mattson": a name, but nobody we know.
pub(super) fn is_name(s: &Sentence, range: &Range<usize>) -> bool {
    // "Gulls cried" begins with a capital, too.
    let plural = range.len() == 1 && range.start == 0 && s.word(0).ends_with('s');
    range.clone().all(|i| s.is_capital(i)) && !s.is(range.start, &words::DETERMINERS) && !plural
}

/// "a resident", "Haan's mother", "the judge": one person, by the head of the phrase.
pub(super) fn is_person(s: &Sentence, range: &Range<usize>) -> bool {
    head(s, range).is_some_and(|i| s.is(i, &words::PERSONS) || s.is(i, &words::ROLES))
}

/// Whether the phrase that speaks may be one person: not "officials", not "the report".
pub(super) fn is_one(s: &Sentence, range: &Range<usize>) -> bool {
    let one = |i: usize| {
        is_name(s, range)
            || is_person(s, range)
            || !(s.word(i).ends_with('s')
                || s.is(i, &words::WRITINGS)
                || s.is(i, &words::OFFICES)
                || s.is(i, &words::HOUSES)
                || s.is(i, &words::BODIES)
                || s.is(i, &THINGS))
    };
    head(s, range).is_some_and(one)
}

/// "a Pentagon spokesman".
pub(super) fn is_voice(s: &Sentence, range: &Range<usize>) -> bool {
    head(s, range).is_some_and(|i| s.is(i, &words::SPOKESPEOPLE) && !s.word(i).ends_with("men"))
}

/// "grower", "biologist", "technician": someone who does something, by the end of the word.
pub(super) fn is_agent(head: &str) -> bool {
    const ENDS: [&str; 8] = ["er", "or", "ist", "ian", "man", "woman", "eur", "ess"];
    const NOT: [&str; 14] = [
        "letter",
        "newspaper",
        "paper",
        "order",
        "number",
        "chapter",
        "poster",
        "flyer",
        "register",
        "newsletter",
        "tracker",
        "server",
        "editor",
        "monitor",
    ];
    let known = words::among(head, &words::ROLES) || words::among(head, &words::PERSONS);
    head.len() > 4 && ENDS.iter().any(|end| head.ends_with(end)) && !known && !words::among(head, &NOT)
}

const THINGS: [&str; 14] = [
    "report", "study", "document", "survey", "poll", "paper", "article", "website", "law", "bill", "people", "review",
    "video", "media",
];

/// The word a phrase is about: the last before a preposition.
fn head(s: &Sentence, range: &Range<usize>) -> Option<usize> {
    let end = range.clone().skip(1).find(|i| s.is(*i, &words::PREPOSITIONS)).unwrap_or(range.end);
    end.checked_sub(1).filter(|i| range.contains(i))
}
