//! Who and where an article is about, and who says what in it; names joined within and across articles. Pure.
//!
//! In the order of work: [`credits`] masks what is no part of the story, [`tokens`] cuts words and [`spelling`] says
//! what each is by its letters. The rules look first: [`labels`] and [`candidates`] find stretches that may be names, [`people`] weighs them with the [`roles`] around them,
//! and [`evidence`] says what that comes to for each word. With it, the [`gazetteer`]'s lists and the [`classes`] of words,
//! the [`tagger`] decides what is a name and of what; [`judge`] puts right what rules know better. [`coreference`] joins
//! the mentions of one person, [`organisations`] and [`places`] those of theirs. [`countries`] have a finder of their
//! own, as have dates ([`when`]) and [`quotes`]. [`merge`] joins the articles of an archive.

pub mod countries;
pub mod merge;
pub mod quotes;
pub mod tagger;
pub mod when;

mod candidates;
mod classes;
mod coreference;
mod credits;
mod evidence;
mod gazetteer;
mod judge;
mod labels;
mod lexicon;
mod names;
mod organisations;
mod people;
mod places;
mod roles;
mod spelling;
mod story;
mod tokens;

#[cfg(test)]
mod tests;

use crate::corpus::{Annotations, Article, CountryCode, CountryMentions, Mention, Via};

use candidates::{Candidate, Guess};
use coreference::Other;
use lexicon::flags;
use story::Story;
use tagger::Tagged;
use tagger::tag::Class;

/// Finds people, countries, organisations, places and quotes in a cleaned article.
pub fn annotate(article: &Article) -> Annotations {
    let story = Story::new(article);
    let evidence = evidence::find(&story);
    let tagged = judge::judge(&story, &evidence, tagger::tag(&story, &evidence));
    let seen = people::look(&story, &people_of(&story, &tagged));
    let linked = coreference::link(&story, &seen, &others(&story, &tagged));
    let mut taken = vec![false; story.tokens.len()];
    for (first, end) in &linked.taken {
        taken.get_mut(*first as usize..*end as usize).unwrap_or_default().fill(true);
    }
    let mut found = Annotations {
        organisations: organisations::find(&story, &tagged, &taken),
        places: places::find(&story, &tagged, &taken),
        countries: countries_of(&story, &taken, &tagged),
        people: linked.people,
        quotes: Vec::new(),
        dates: when::find(article),
    };
    found.quotes = quotes::find(article, &found);
    found
}

/// The people among the names, as the rules for titles and roles look at them.
fn people_of(story: &Story, tagged: &[Tagged]) -> Vec<Candidate> {
    let people = tagged.iter().filter(|t| t.class == Class::Person);
    people
        .map(|t| {
            let before = story.before(t.first as usize);
            let titled = before.is_some_and(|b| b.is(flags::TITLE) && b.capital());
            Candidate { part: t.part, first: t.first, end: t.end, guess: Guess::Name, titled }
        })
        .collect()
}

/// Single capitalised words that are no person's name so far.
fn others(story: &Story, tagged: &[Tagged]) -> Vec<Other> {
    let mut out = Vec::new();
    let mut names = tagged.iter().peekable();
    for (part, number) in story.parts.iter().zip(0..) {
        for at in part.tokens.clone() {
            while names.next_if(|n| n.end as usize <= at).is_some() {}
            let own = names.peek().filter(|n| n.first as usize <= at);
            let inside = own.is_some_and(|n| n.class == Class::Person || n.end - n.first > 1);
            if !inside && story.token(at).is_some_and(|t| t.capital() && t.span.len() > 1) {
                out.push(Other { part: number, at: at as u32, named: own.is_some() });
            }
        }
    }
    out
}

/// The countries of the story, each with its mentions; "Jordan" in a person's name is none. "Nigeria" in the name of its
/// central bank and of its grand prix counts only where the story does not name it by itself.
fn countries_of(story: &Story, taken: &[bool], tagged: &[Tagged]) -> Vec<CountryMentions> {
    let mut inside = vec![false; story.tokens.len()];
    for name in tagged.iter().filter(|t| t.end - t.first > 1) {
        let holds = matches!(name.class, Class::Organisation | Class::Other);
        inside.get_mut(name.first as usize..name.end as usize).unwrap_or_default().fill(holds);
    }
    let mut out: Vec<CountryMentions> = Vec::new();
    let mut nested: Vec<(CountryCode, Mention, Via)> = Vec::new();
    for part in &story.parts {
        let mut at = part.tokens.start;
        for found in &part.countries {
            while story.token(at).is_some_and(|t| at < part.tokens.end && t.span.end <= found.span.start) {
                at += 1;
            }
            let here = at < part.tokens.end && story.token(at).is_some_and(|t| t.span.overlaps(found.span));
            if here && taken.get(at).copied().unwrap_or(false) && found.via != Via::Metonym {
                continue;
            }
            let mention = Mention { paragraph: part.paragraph, span: found.span };
            if here && found.via != Via::Metonym && inside.get(at).copied().unwrap_or(false) {
                nested.push((found.code, mention, found.via));
            } else {
                add_country(&mut out, found.code, mention, found.via);
            }
        }
    }
    let alone = out.len();
    for (code, mention, via) in nested {
        if !out.iter().take(alone).any(|c| c.code == code) {
            add_country(&mut out, code, mention, via);
        }
    }
    out.sort_by_key(|c| c.mentions.first().map(|(m, _)| *m));
    out
}

fn add_country(out: &mut Vec<CountryMentions>, code: CountryCode, mention: Mention, via: Via) {
    match out.iter_mut().find(|c| c.code == code) {
        Some(country) => country.mentions.push((mention, via)),
        None => {
            let name = countries::name(code).unwrap_or(code.as_str()).to_string();
            out.push(CountryMentions { code, name, mentions: vec![(mention, via)] });
        }
    }
}
