//! Organisations: which names are one, by the list, by an abbreviation in parentheses, by the last word alone.

use std::collections::{HashMap, HashSet};

use crate::corpus::{Mention, Named};

use super::coreference::forms;
use super::lexicon::flags;
use super::merge::organisation_key as merge_key;
use super::story::Story;
use super::tagger::Tagged;
use super::tagger::tag::Class;
use super::tokens::{Gap, Shape};

/// "The Commission" is one of so many organisations named last.
const NEAR: usize = 64;

/// The organisations among the names; `taken` words name people.
pub fn find(story: &Story, tagged: &[Tagged], taken: &[bool]) -> Vec<Named> {
    let mut groups: Vec<Vec<Mention>> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut last: Option<(u32, u32, usize)> = None;
    // Groups that began with a single word.
    let mut short: HashSet<usize> = HashSet::new();
    // The last word of each organisation named so far.
    let mut heads: Vec<(String, usize)> = Vec::new();
    let free = |t: &&Tagged| !(t.first..t.end).any(|k| taken.get(k as usize).copied().unwrap_or(false));
    for name in tagged.iter().filter(|t| t.class == Class::Organisation).filter(free) {
        let (part, first, end) = (name.part, name.first as usize, name.end as usize);
        let Some(mention) = story.mention(part, first, end) else { continue };
        let text = story.parts.get(part as usize).map_or("", |p| mention.span.of(p.text));
        let key = merge_key(text);
        if key.is_empty() {
            continue;
        }
        // "the Commission": the one named last, if any.
        let head =
            end - first == 1 && story.token(first).is_some_and(|t| t.is(flags::ORG_HEAD) && t.shape == Shape::Capital);
        if head && !by_key.contains_key(&key) {
            let meant = heads.iter().rev().take(NEAR).find(|(head, _)| *head == key).map(|(_, group)| *group);
            if let Some(group) = meant.and_then(|g| groups.get_mut(g)) {
                group.push(mention);
                continue;
            }
        }
        // "(OSCE)" right behind the name it stands for, or a word later: "(the OSCE)", "Pacific Tug & Barge (PTB)".
        let opened = end - first == 1
            && (first.saturating_sub(1)..=first).any(|k| story.token(k).is_some_and(|t| t.gap == Gap::Open))
            && story.token(first).is_some_and(|t| t.shape == Shape::Upper);
        let near = |e: u32| (e as usize..e as usize + 3).contains(&first);
        let defines = last.filter(|(p, e, _)| opened && *p == part && near(*e)).map(|(.., group)| group);
        let new = groups.len();
        let known = *by_key.entry(key).or_insert(defines.unwrap_or(new));
        if known == new {
            groups.push(Vec::new());
        }
        // A headline had the short form before the story says what it stands for; another body's is left alone.
        let group = match defines {
            Some(defined) if defined != known && short.contains(&known) => {
                let before = groups.get_mut(known).map(std::mem::take).unwrap_or_default();
                groups.get_mut(defined).into_iter().for_each(|g| g.extend(&before));
                by_key.insert(merge_key(text), defined);
                defined
            }
            _ => known,
        };
        if known == new && defines.is_none() && end - first == 1 {
            short.insert(known);
        }
        if let Some(group) = groups.get_mut(group) {
            group.push(mention);
        }
        last = Some((part, name.end, group));
        if end - first > 1
            && let Some(head) = text.rsplit(' ').next()
        {
            heads.push((merge_key(head), group));
        }
    }
    let mut out: Vec<Named> = groups.into_iter().filter(|g| !g.is_empty()).map(|g| named(story, g)).collect();
    out.sort_by_key(|n| n.mentions.first().copied());
    out
}

/// A group of mentions under its fullest form.
pub fn named(story: &Story, mut mentions: Vec<Mention>) -> Named {
    mentions.sort();
    mentions.dedup();
    let (name, aliases) = forms(story, &mentions);
    Named { name, aliases, roles: Vec::new(), mentions }
}
