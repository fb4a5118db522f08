//! What speaks for a candidate's being a person: inside the name and around it, weighed over the whole article.
//!
//! A weight is a small whole number, set by hand; [`ENOUGH`] of them make a person likely. The tagger takes them as
//! evidence and decides; [`super::judge`] overrules it where they are overwhelming.

use std::collections::HashMap;

use crate::text::fold;

use super::candidates::{Candidate, Guess};
use super::labels::is_forename;
use super::lexicon::flags;
use super::roles::{self, Behind, Role};
use super::story::Story;
use super::tokens::{Gap, Shape, Token};

/// A candidate with what stands around it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub candidate: Candidate,
    pub role: Option<Role>,
    pub behind: Option<Role>,
    /// What the name itself says for a person.
    pub inside: i32,
    /// What this place says for (and against) a person.
    pub around: i32,
    /// Preceded by "in", "at", "from": a place rather.
    pub placed: bool,
    /// A title or a role stands before it.
    pub called: bool,
    /// The words folded, joined by spaces.
    pub key: String,
}

/// The weight from which a name is a person's.
pub const ENOUGH: i32 = 14;

/// The names among the candidates with the evidence around each.
pub fn look(story: &Story, candidates: &[Candidate]) -> Vec<Seen> {
    let mut out: Vec<Seen> = Vec::new();
    for candidate in candidates.iter().filter(|c| c.guess == Guess::Name) {
        let Some(mut seen) = look_at(story, *candidate) else { continue };
        // "US envoys Steve Witkoff and Jared Kushner": the second shares the role.
        if seen.role.is_none()
            && let Some(before) = out.last()
            && let Some(role) = before.role.filter(|r| r.plural)
            && is_listed(story, before.candidate, *candidate)
        {
            seen.role = Some(role);
            seen.called = true;
            seen.around += ROLE_BEFORE;
        }
        out.push(seen);
    }
    out
}

const TITLED: i32 = 40;
const ROLE_BEFORE: i32 = 20;
const ROLE_BEHIND: i32 = 14;
/// "who", "45," behind a name.
pub const HUMAN: i32 = 12;

fn look_at(story: &Story, candidate: Candidate) -> Option<Seen> {
    let (first, end) = (candidate.first as usize, candidate.end as usize);
    let part = story.parts.get(candidate.part as usize)?;
    let limit = part.tokens.end;
    let role = roles::before(story, candidate.part, first);
    let Behind { role: behind, human } = roles::behind(story, candidate.part, end);
    let mut around = 0;
    around += if candidate.titled { TITLED } else { 0 };
    around += role.map_or(0, |_| ROLE_BEFORE);
    around += behind.map_or(0, |_| ROLE_BEHIND).max(if human { HUMAN } else { 0 });

    let before = first.checked_sub(1).filter(|k| *k >= part.tokens.start).and_then(|k| story.token(k));
    let here = story.token(first)?;
    let mut placed = false;
    if let Some(before) = before.filter(|_| here.gap == Gap::Space) {
        let word = before.text(part.text);
        if before.is(flags::PLACE_PREPOSITION) && before.shape == Shape::Lower {
            placed = !matches!(word, "to");
            around -= if placed { 6 } else { 0 };
        } else if matches!(word, "the" | "The" | "a" | "an" | "A" | "An") {
            let next = story.joined(end).filter(|_| end < limit).map_or("", |t| t.text(part.text));
            let reigns =
                matches!(next, "administration" | "presidency" | "regime" | "era" | "campaign" | "family" | "camp");
            around +=
                if reigns && !here.is(flags::NATION | flags::PLACE) && word.starts_with(['t', 'T']) { 8 } else { -12 };
        } else if word == "of" && story.token(first.saturating_sub(2)).is_some_and(|t| t.is(flags::PLURAL)) {
            // "residents of Perm", but "supporters of Ada Roe".
            placed = end - first == 1;
            around -= if placed { 8 } else { 0 };
        } else if word == "of" && first >= 2 && story.token(first - 2).is_some_and(|t| t.is(flags::PLACE_HEAD)) {
            placed = true;
            around -= 10;
        } else if before.is(flags::DIRECTION) && before.capital() && end - first == 1 {
            around -= 14;
        } else if before.is(flags::SPEECH) && before.shape == Shape::Lower {
            around += 5;
        } else if matches!(word, "by" | "with" | "between") {
            around += 2;
        }
        if before.possessive && role.is_none() {
            around -= 6;
        }
    }
    let last = story.token(end.checked_sub(1)?)?;
    let next = story.token(end).filter(|_| end < limit);
    if let Some(next) = next.filter(|n| n.gap == Gap::Space && n.shape == Shape::Lower) {
        let word = next.text(part.text);
        if last.possessive {
            around += if next.is(flags::ROLE) { 6 } else { 0 };
        } else if next.is(flags::SPEECH) {
            around += 9;
        } else if matches!(word, "who" | "himself" | "herself" | "whose") {
            around += HUMAN;
        } else if next.is(flags::VERB) {
            around += 4;
        }
    }
    // "…," said Roe.
    if let Some(before) = before.filter(|b| b.is(flags::SPEECH) && b.shape == Shape::Lower && here.gap == Gap::Space) {
        let quoted = matches!(before.gap, Gap::Quote | Gap::Comma);
        around += if quoted { 6 } else { 0 };
    }
    if candidate.part > 0 && part.headline {
        around -= 2;
    }
    let text = part.text.get(here.span.start as usize..last.span.end as usize)?;
    let called = candidate.titled || role.is_some();
    let inside = inside(story, candidate);
    Some(Seen { candidate, inside, role, behind, around, placed, called, key: key(text) })
}

/// The form under which equal names of an article are one.
pub fn key(text: &str) -> String {
    fold(text).into_owned()
}

/// Whether only "and" or a comma stands between two names.
fn is_listed(story: &Story, a: Candidate, b: Candidate) -> bool {
    if a.part != b.part || b.first < a.end {
        return false;
    }
    let Some(part) = story.parts.get(a.part as usize) else { return false };
    let next = |k: u32| story.token(k as usize);
    match b.first - a.end {
        0 => next(b.first).is_some_and(|t| t.gap == Gap::Comma),
        1 => next(a.end).is_some_and(|t| t.text(part.text) == "and"),
        _ => false,
    }
}

/// What a name itself says, wherever it stands.
fn inside(story: &Story, candidate: Candidate) -> i32 {
    let (first, end) = (candidate.first as usize, candidate.end as usize);
    let tokens = story.tokens.get(first..end).unwrap_or_default();
    let (Some(head), Some(last)) = (tokens.first(), tokens.last()) else { return 0 };
    if tokens.len() == 1 {
        return alone(head);
    }
    let mut weight = if tokens.len() == 2 { 10 } else { 5 };
    weight += given(head);
    if head.is(flags::EASTERN) && tokens.len() <= 3 {
        weight += 8;
    }
    let middle = tokens.get(1..).unwrap_or_default();
    weight += if last.is(flags::SURNAME) { 6 } else { 0 };
    // "Kojima Minoru": the given name last.
    weight += if given(head) == 0 && is_forename(last) { 6 } else { 0 };
    if tokens.iter().any(|t| t.shape == Shape::Initial && !t.is(flags::NATION)) {
        weight += 12;
    }
    if last.is(flags::SUFFIX) {
        weight += 14;
    }
    if middle.iter().any(|t| t.is(flags::PARTICLE)) || head.is(flags::PARTICLE) {
        weight += 6;
    }
    let plain = |t: &&Token| t.is(flags::WORD) && !t.is(flags::SURNAME | flags::FORENAME | flags::PARTICLE);
    weight -= 7 * middle.iter().filter(plain).count() as i32;
    weight -= 6 * tokens.iter().filter(|t| t.shape == Shape::Upper && t.span.len() > 2).count() as i32;
    weight -= 10 * tokens.len().saturating_sub(5) as i32;
    weight
}

fn given(token: &Token) -> i32 {
    match () {
        _ if is_forename(token) => 18,
        _ if token.is(flags::FORENAME) && token.is(flags::FUNCTION) => 4,
        _ if token.is(flags::FORENAME) && (token.starts || token.is(flags::DEMONYM | flags::DIRECTION)) => 7,
        _ if token.is(flags::FORENAME) => 10,
        _ => 0,
    }
}

/// One word by itself.
fn alone(token: &Token) -> i32 {
    if token.span.len() < 2 || token.shape == Shape::Initial {
        return -40;
    }
    let mut weight = 0;
    weight += if token.is(flags::SURNAME) { 5 } else { 0 };
    weight += if is_forename(token) { 4 } else { 0 };
    weight -= if token.is(flags::WORD | flags::PLACE) { 8 } else { 0 };
    weight -= if token.shape == Shape::Upper && token.span.len() > 1 { 12 } else { 0 };
    weight
}

/// Names that stand in one list with a person's are people: "Chick Corea, Jens Roe and Tohpati".
const BESIDE: i32 = 6;

fn beside(story: &Story, seen: &[Seen], i: usize) -> i32 {
    let Some(here) = seen.get(i).filter(|s| s.candidate.end - s.candidate.first > 1) else { return 0 };
    let person = |s: &&Seen| s.candidate.end - s.candidate.first > 1 && s.inside >= ENOUGH;
    let before = i.checked_sub(1).and_then(|k| seen.get(k)).filter(person);
    let after = seen.get(i + 1).filter(person);
    let listed = before.is_some_and(|b| is_listed(story, b.candidate, here.candidate))
        || after.is_some_and(|a| is_listed(story, here.candidate, a.candidate));
    if listed { BESIDE } else { 0 }
}

/// For every name (by [`Seen::key`]) its weight in the whole article.
pub fn weigh(story: &Story, seen: &[Seen]) -> HashMap<String, i32> {
    #[derive(Default)]
    struct Sum {
        inside: i32,
        good: i32,
        bad: i32,
        called: bool,
        words: u32,
        times: i32,
    }
    let mut sums: HashMap<&str, Sum> = HashMap::with_capacity(seen.len());
    let mut lone: HashMap<&str, i32> = HashMap::new();
    for (i, s) in seen.iter().enumerate() {
        let around = s.around + beside(story, seen, i);
        let sum = sums.entry(&s.key).or_insert_with(|| Sum { inside: i32::MIN, ..Sum::default() });
        sum.inside = sum.inside.max(s.inside);
        sum.words = s.candidate.end - s.candidate.first;
        sum.called |= s.called || s.behind.is_some();
        sum.times += 1;
        if around > 0 {
            sum.good += around;
        } else {
            sum.bad += around;
        }
        if sum.words == 1 {
            *lone.entry(&s.key).or_default() += 1;
        }
    }
    let mut out = HashMap::with_capacity(sums.len());
    for (key, sum) in &sums {
        let mut weight = sum.inside;
        if sum.words > 1 {
            // The last word alone elsewhere: what news does with people.
            let last = key.rsplit(' ').next().unwrap_or(key);
            weight += if lone.contains_key(last) { 8 } else { 0 };
            weight += sum.good.min(40) + sum.bad.max(-16);
        } else {
            // A word alone that nobody calls by a title or role speaks no more than a firm does.
            let most = if sum.called { 60 } else { 9 };
            weight += sum.good.min(most) + sum.bad.max(-16);
        }
        out.insert(key.to_string(), weight);
    }
    out
}
