//! Organisations: by the list, by the last word of the name, by an abbreviation in parentheses.

use std::collections::HashMap;

use crate::corpus::{Mention, Named};
use crate::text::fold;

use super::candidates::{Candidate, Guess};
use super::coreference::forms;
use super::lexicon::{Phrase, flags, lexicon, phrase_key};
use super::story::Story;
use super::tokens::Gap;

/// The organisations among the candidates; `taken` words name people.
pub fn find(story: &Story, candidates: &[Candidate], taken: &[bool]) -> Vec<Named> {
    let mut groups: Vec<Vec<Mention>> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut last: Option<(u32, u32, usize)> = None;
    for c in candidates {
        if (c.first..c.end).any(|k| taken.get(k as usize).copied().unwrap_or(false)) {
            continue;
        }
        let (part, first, end) = (c.part, c.first as usize, c.end as usize);
        let known = match c.guess {
            Guess::Organisation(known) => known,
            // "(OSCE)" right behind the name it stands for.
            Guess::Acronym => {
                let key = text_key(story, c);
                let defines = last.filter(|(p, e, _)| *p == part && *e as usize == first);
                let opened = story.token(first).is_some_and(|t| t.gap == Gap::Open);
                if let Some((_, _, group)) = defines.filter(|_| opened) {
                    by_key.entry(key.clone()).or_insert(group);
                }
                if let Some(group) = by_key.get(&key).and_then(|g| groups.get_mut(*g)) {
                    group.extend(story.mention(part, first, end));
                }
                continue;
            }
            _ => continue,
        };
        let (key, mention) = match known {
            Some(name) => (fold(name).into_owned(), story.mention(part, first, end)),
            None => {
                let trimmed = first + story.token(first).is_some_and(|t| t.is(flags::FUNCTION)) as usize;
                let c = Candidate { first: trimmed as u32, ..*c };
                (text_key(story, &c), story.mention(part, trimmed, end))
            }
        };
        let Some(mention) = mention.filter(|_| !key.is_empty()) else { continue };
        let group = *by_key.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(group) {
            group.push(mention);
        }
        last = Some((part, c.end, group));
    }
    let mut out: Vec<Named> = groups.into_iter().filter(|g| !g.is_empty()).map(|g| named(story, g)).collect();
    out.sort_by_key(|n| n.mentions.first().copied());
    out
}

fn text_key(story: &Story, c: &Candidate) -> String {
    let mention = story.mention(c.part, c.first as usize, c.end as usize);
    let text = story.parts.get(c.part as usize).zip(mention).map_or("", |(p, m)| m.span.of(p.text));
    phrase_key(text)
}

/// A group of mentions under its fullest form.
pub fn named(story: &Story, mut mentions: Vec<Mention>) -> Named {
    mentions.sort();
    mentions.dedup();
    let (name, aliases) = forms(story, &mentions);
    Named { name, aliases, roles: Vec::new(), mentions }
}

/// The form under which one organisation's names in different articles are equal: the list's name where it has one,
/// else folded, without "the" and full stops.
pub fn merge_key(name: &str) -> String {
    let key = phrase_key(name);
    let key = key.strip_prefix("the ").unwrap_or(&key);
    match lexicon().phrase(key) {
        Some(Phrase::Organisation(name)) => fold(name).into_owned(),
        Some(Phrase::Capitals(list, form))
            if name.bytes().filter(|b| *b != b'.').eq(form.bytes().filter(|b| *b != b'.')) =>
        {
            fold(list).into_owned()
        }
        _ => key.to_string(),
    }
}
