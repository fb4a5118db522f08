//! What the rules make of each word, as evidence for the tagger: candidates, titles and roles around them, weights
//! summed over the article. The rules know what training text is too small to show; the tagger knows when not to
//! believe them.

use super::candidates::{self, Candidate, Guess};
use super::people::{self, Seen};
use super::story::Story;

/// What the rules found in a story.
pub struct Evidence {
    pub candidates: Vec<Candidate>,
    pub seen: Vec<Seen>,
    /// For each word a code: 0 in no candidate, else the candidate's kind and the word's place in it.
    pub codes: Vec<u16>,
}

/// Looks at the candidates of `story`.
pub fn find(story: &Story) -> Evidence {
    let candidates = candidates::find(story);
    let seen = people::look(story, &candidates);
    let weights = people::weigh(story, &seen);
    let mut codes = vec![0; story.tokens.len()];
    let mut names = seen.iter().peekable();
    for candidate in &candidates {
        let own = names.next_if(|s| s.candidate == *candidate);
        let kind = match (candidate.guess, own) {
            (_, Some(s)) => {
                let weight = weights.get(&s.key).copied().unwrap_or(0).div_euclid(6).clamp(-3, 8) + 3;
                16 + (weight as u16) * 4 + u16::from(s.called || s.behind.is_some()) * 2 + u16::from(s.placed)
            }
            (Guess::Organisation(None), _) => 1,
            (Guess::Organisation(Some(_)), _) => 2,
            (Guess::Acronym, _) => 3,
            (Guess::Place, _) => 4,
            (Guess::Role, _) => 5,
            (Guess::Other, _) => 6,
            (Guess::Name, None) => 7,
        };
        let (first, end) = (candidate.first as usize, candidate.end as usize);
        for (at, code) in codes.iter_mut().enumerate().take(end).skip(first) {
            *code = kind << 2 | u16::from(at == first) << 1 | u16::from(at + 1 == end);
        }
    }
    Evidence { candidates, seen, codes }
}
