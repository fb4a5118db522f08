//! Towns and regions: by the list, by the last word of the name, or by "in" before a name that is nobody's.

use std::collections::HashMap;

use crate::corpus::{Mention, Named};

use super::candidates::{Candidate, Guess};
use super::lexicon::flags;
use super::organisations::named;
use super::people::{ENOUGH, Seen, key};
use super::story::Story;

/// The places among the candidates; `taken` words name people. What is a country is left to the country finder.
pub fn find(
    story: &Story,
    candidates: &[Candidate],
    seen: &[Seen],
    weights: &HashMap<String, i32>,
    taken: &[bool],
) -> Vec<Named> {
    let mut groups: HashMap<String, Vec<Mention>> = HashMap::new();
    let free = |c: &Candidate| !(c.first..c.end).any(|k| taken.get(k as usize).copied().unwrap_or(false));
    for c in candidates.iter().filter(|c| c.guess == Guess::Place && free(c)) {
        let Some(mention) = story.mention(c.part, c.first as usize, c.end as usize) else { continue };
        let text = story.parts.get(c.part as usize).map_or("", |p| mention.span.of(p.text));
        groups.entry(key(text)).or_default().push(mention);
    }
    // A name that somewhere stands behind "in" and nowhere looks like a person's.
    let mut placed: HashMap<&str, bool> = HashMap::new();
    for s in seen {
        let known = story.token(s.candidate.first as usize).is_some_and(|t| t.is(flags::NATION | flags::FORENAME));
        *placed.entry(&s.key).or_default() |= s.placed && !known && !s.called;
    }
    for s in seen.iter().filter(|s| free(&s.candidate)) {
        let person = weights.get(&s.key).copied().unwrap_or(0) >= ENOUGH;
        let c = &s.candidate;
        if !person && placed.get(s.key.as_str()) == Some(&true) {
            groups.entry(s.key.clone()).or_default().extend(story.mention(c.part, c.first as usize, c.end as usize));
        }
    }
    let mut out: Vec<Named> = groups.into_values().filter(|g| !g.is_empty()).map(|g| named(story, g)).collect();
    out.sort_by_key(|n| n.mentions.first().copied());
    out
}
