//! Places that are no countries: towns, regions, rivers, buildings.

use std::collections::HashMap;

use crate::corpus::{Mention, Named, Via};

use super::organisations::named;
use super::people::key;
use super::story::Story;
use super::tagger::Tagged;
use super::tagger::tag::Class;

/// The places among the names; `taken` words name people. What is a country's name is left to the country finder.
pub fn find(story: &Story, tagged: &[Tagged], taken: &[bool]) -> Vec<Named> {
    let mut groups: HashMap<String, Vec<Mention>> = HashMap::new();
    let free = |t: &&Tagged| !(t.first..t.end).any(|k| taken.get(k as usize).copied().unwrap_or(false));
    for place in tagged.iter().filter(|t| t.class == Class::Location).filter(free) {
        let Some(mention) = story.mention(place.part, place.first as usize, place.end as usize) else { continue };
        let Some(part) = story.parts.get(place.part as usize) else { continue };
        let country = part.country_at(mention.span).is_some_and(|c| c.via == Via::Name);
        if !country {
            groups.entry(key(mention.span.of(part.text))).or_default().push(mention);
        }
    }
    let mut out: Vec<Named> = groups.into_values().map(|g| named(story, g)).collect();
    out.sort_by_key(|n| n.mentions.first().copied());
    out
}
