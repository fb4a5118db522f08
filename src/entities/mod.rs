//! Who and where an article is about, and who says what in it; names joined within and across articles. Pure.
//!
//! In the order of work: [`credits`] masks what is no part of the story, [`tokens`] cuts words, [`labels`] and [`candidates`]
//! find stretches that may be names with the [`roles`] around them, [`people`], [`organisations`] and [`places`] judge
//! them, [`coreference`] joins the mentions of one person. [`merge`] joins the articles of an archive.

pub mod countries;
pub mod merge;
pub mod quotes;

mod candidates;
mod coreference;
mod credits;
mod gazetteer;
mod labels;
mod lexicon;
mod names;
mod organisations;
mod people;
mod places;
mod roles;
mod story;
pub mod tagger;
mod tokens;

#[cfg(test)]
mod tests;

use crate::corpus::{Annotations, Article, CountryMentions, Mention, Via};

use story::Story;

/// Finds people, countries, organisations, places and quotes in a cleaned article.
pub fn annotate(article: &Article) -> Annotations {
    let story = Story::new(article);
    let candidates = candidates::find(&story);
    let seen = people::look(&story, &candidates);
    let weights = people::weigh(&story, &seen);
    let linked = coreference::link(&story, &candidates, &seen, &weights);
    let mut taken = vec![false; story.tokens.len()];
    for (first, end) in &linked.taken {
        taken.get_mut(*first as usize..*end as usize).unwrap_or_default().fill(true);
    }
    let mut found = Annotations {
        organisations: organisations::find(&story, &candidates, &taken),
        places: places::find(&story, &candidates, &seen, &weights, &taken),
        countries: countries_of(&story, &taken),
        people: linked.people,
        quotes: Vec::new(),
    };
    found.quotes = quotes::find(article, &found);
    found
}

/// The countries of the story, each with its mentions; "Jordan" in a person's name is none.
fn countries_of(story: &Story, taken: &[bool]) -> Vec<CountryMentions> {
    let mut out: Vec<CountryMentions> = Vec::new();
    for part in &story.parts {
        let mut at = part.tokens.start;
        for found in &part.countries {
            while story.token(at).is_some_and(|t| at < part.tokens.end && t.span.end <= found.span.start) {
                at += 1;
            }
            let named = at < part.tokens.end
                && story.token(at).is_some_and(|t| t.span.overlaps(found.span))
                && taken.get(at).copied().unwrap_or(false);
            if named && matches!(found.via, Via::Name | Via::Capital | Via::Demonym) {
                continue;
            }
            let mention = (Mention { paragraph: part.paragraph, span: found.span }, found.via);
            match out.iter_mut().find(|c| c.code == found.code) {
                Some(country) => country.mentions.push(mention),
                None => out.push(CountryMentions {
                    code: found.code,
                    name: countries::name(found.code).unwrap_or(found.code.as_str()).to_string(),
                    mentions: vec![mention],
                }),
            }
        }
    }
    out
}
