//! What the rules know better than the tagger: titles are no part of a name, "Mr" makes a person, a listed
//! organisation is one, and some words are never a name.

use std::collections::HashSet;

use super::candidates::Guess;
use super::evidence::Evidence;
use super::gazetteer::{NOBODY, ORGANISATIONS, PLACES, gazetteer};
use super::labels::is_forename;
use super::lexicon::flags;
use super::people;
use super::story::Story;
use super::tagger::Tagged;
use super::tagger::tag::Class;
use super::tokens::{Gap, Shape, Token};
use crate::corpus::Via;

/// `tagged` with the rules' corrections, in reading order, not overlapping.
pub fn judge(story: &Story, evidence: &Evidence, tagged: Vec<Tagged>) -> Vec<Tagged> {
    let mut out: Vec<Tagged> =
        tagged.into_iter().flat_map(|t| apart(story, t)).filter_map(|t| trim(story, t)).collect();
    join_people(story, &mut out);
    add_called(story, evidence, &mut out);
    turn_to_people(story, evidence, &mut out);
    add_datelines(story, &mut out);
    add_listed(story, evidence, &mut out);
    defer_to_lists(story, &mut out);
    let terms = terms(story, &out);
    out.retain(|t| !is_never(story, t, &terms));
    out
}

/// What was tagged as one name and is two: "Langley Air Base, Virginia", "United Nations Secretary-General Ban Ki-moon",
/// "African National Congress of Nelson Mandela".
fn apart(story: &Story, tagged: Tagged) -> Vec<Tagged> {
    let token = |at: u32| story.token(at as usize);
    let mut out = vec![tagged];
    let inner = tagged.first + 1..tagged.end;
    match tagged.class {
        Class::Location => {
            for at in inner.filter(|at| token(*at).is_some_and(|t| t.gap == Gap::Comma)) {
                if let Some(last) = out.last_mut() {
                    last.end = at;
                }
                out.push(Tagged { first: at, ..tagged });
            }
        }
        Class::Organisation => {
            let office = |t: &Token| {
                t.is(flags::ROLE | flags::TITLE) && !t.possessive && !t.is(flags::FORENAME | flags::ORG_HEAD)
            };
            let begins = |at: &u32| {
                let (Some(before), Some(t)) = (token(at - 1), token(*at)) else { return false };
                let of = before.shape == Shape::Lower && (is_forename(t) || office(t));
                t.capital() && (of || at - 1 > tagged.first && office(before))
            };
            let headed = |from: u32| (from..tagged.end).any(|at| token(at).is_some_and(|t| t.is(flags::ORG_HEAD)));
            if let Some(person) = inner.filter(begins).find(|at| !headed(*at)) {
                out = vec![
                    Tagged { end: person - 1, ..tagged },
                    Tagged { first: person, class: Class::Person, ..tagged },
                ];
            }
        }
        _ => {}
    }
    out
}

/// Without what stands before a name and is none of it: "Mr", "Norwegian Foreign Minister", "the".
fn trim(story: &Story, mut tagged: Tagged) -> Option<Tagged> {
    let token = |at: u32| story.token(at as usize);
    if tagged.class == Class::Person {
        let role = |t: &Token| t.is(flags::TITLE | flags::ROLE) && !t.is(flags::FORENAME | flags::SURNAME);
        let called = (tagged.first..tagged.end.saturating_sub(1)).rev().find(|at| token(*at).is_some_and(role));
        tagged.first = called.map_or(tagged.first, |at| at + 1);
    }
    let small = |at: u32| token(at).is_some_and(|t| t.shape == Shape::Lower && t.is(flags::FUNCTION));
    while tagged.first < tagged.end && small(tagged.first) && tagged.class != Class::Person {
        tagged.first += 1;
    }
    // "The Ministry of Culture said", but "The Hague", "The Times".
    let text = story.parts.get(tagged.part as usize).map_or("", |p| p.text);
    if tagged.end - tagged.first > 1
        && token(tagged.first).is_some_and(|t| t.text(text) == "The")
        && gazetteer().exact(hashes(story, &tagged)) == 0
        && (token(tagged.first + 1).is_some_and(|t| t.is(flags::ORG_HEAD))
            || gazetteer().exact(hashes(story, &tagged).skip(1)) & ORGANISATIONS != 0)
    {
        tagged.first += 1;
    }
    // "United Nations Secretary-General": the office, without who holds it.
    if tagged.class == Class::Organisation {
        let role = |at: u32| token(at).is_some_and(|t| t.is(flags::ROLE) && !t.is(flags::ORG_HEAD));
        while tagged.end - tagged.first > 1 && role(tagged.end - 1) {
            tagged.end -= 1;
        }
    }
    (tagged.first < tagged.end).then_some(tagged)
}

fn is_titled(story: &Story, name: &Tagged) -> bool {
    story.before(name.first as usize).is_some_and(|t| t.is(flags::TITLE | flags::ROLE))
}

/// The hashes of the words of a name.
fn hashes<'a>(story: &'a Story, name: &Tagged) -> impl Iterator<Item = u64> + 'a {
    story.tokens.get(name.first as usize..name.end as usize).unwrap_or_default().iter().map(|t| t.lower)
}

/// Angus “Tiny” MacCrimmon is one man, and so are two single names with nothing between them: "Torquil", "Roe".
fn join_people(story: &Story, names: &mut Vec<Tagged>) {
    let gap = |at: u32| story.token(at as usize).map(|t| t.gap);
    let quoted = |mut range: std::ops::Range<u32>| range.any(|at| gap(at) == Some(Gap::Quote));
    let words = |name: &Tagged| name.end - name.first;
    names.dedup_by(|next, name| {
        let people = name.class == Class::Person && next.class == Class::Person && name.part == next.part;
        let apart = next.first.saturating_sub(name.end);
        if !people || apart > 1 || next.end - name.first > LONGEST_PERSON {
            return false;
        }
        let last = story.token(name.end as usize - 1);
        let adjacent = apart == 0
            && gap(next.first) == Some(Gap::Space)
            && words(name).min(words(next)) == 1
            && last.is_some_and(|t| !t.possessive)
            && !story.token(next.first as usize).is_some_and(is_forename);
        // One mark before the nickname and one behind it: a single mark opens speech.
        let opened = quoted(name.first + 1..name.end) && apart == 0 || apart == 1 && gap(name.end) == Some(Gap::Quote);
        let one = adjacent || opened && words(next) == 1 && gap(next.first) == Some(Gap::Quote);
        if one {
            name.end = next.end;
        }
        one
    });
}

/// No person's name has more words.
const LONGEST_PERSON: u32 = 8;

/// What the rules are sure is a person, by a forename or by a role or an age beside it: tagged as the name of something
/// else, or not at all.
fn turn_to_people(story: &Story, evidence: &Evidence, names: &mut Vec<Tagged>) {
    let mut missing = Vec::new();
    for seen in evidence.seen.iter().filter(|s| s.inside + s.around >= LIKELY) {
        let c = seen.candidate;
        let words = story.tokens.get(c.first as usize..c.end as usize).unwrap_or_default();
        if words.len() < 2 || words.iter().any(|t| t.is(flags::NATION | flags::ORG_HEAD)) {
            continue;
        }
        let own = Tagged { part: c.part, first: c.first, end: c.end, class: Class::Person };
        let beside = seen.around >= people::HUMAN && gazetteer().exact(hashes(story, &own)) & ORGANISATIONS == 0;
        let sure = beside || seen.inside + seen.around >= SURE && words.first().is_some_and(is_forename);
        let at = names.partition_point(|t| t.end <= c.first);
        match names.get_mut(at).filter(|t| t.first < c.end) {
            Some(t) if sure && (t.first, t.end) == (c.first, c.end) => t.class = Class::Person,
            Some(_) => {}
            None if beside && !words.iter().any(|t| t.is(flags::WORD)) => missing.push(own),
            None => {}
        }
    }
    insert(names, missing);
}

/// The rules' weight from which they name a person that the tagger did not see.
const LIKELY: i32 = people::ENOUGH + 6;

/// The rules' weight from which they overrule the tagger.
const SURE: i32 = 2 * people::ENOUGH;

/// "ATLANTA (World desk) --": the town that opens a paragraph in capitals is where the story was written.
fn add_datelines(story: &Story, names: &mut Vec<Tagged>) {
    let mut missing = Vec::new();
    for (part, number) in story.parts.iter().zip(0..).filter(|(p, _)| p.paragraph.is_some() && !p.headline) {
        let first = part.tokens.start;
        let upper = |at: &usize| story.token(*at).is_some_and(|t| t.shape == Shape::Upper && t.span.len() > 2);
        let joined = |at: &usize| *at == first || story.joined(*at).is_some();
        let words = (first..part.tokens.end).take(4).take_while(|at| upper(at) && joined(at)).count();
        let town = Tagged { part: number, first: first as u32, end: (first + words) as u32, class: Class::Location };
        let cut = story.token(first + words).filter(|_| first + words < part.tokens.end);
        let cut = cut.is_some_and(|t| matches!(t.gap, Gap::Open | Gap::Comma | Gap::Other));
        if words == 0 || !cut || gazetteer().exact(hashes(story, &town)) & PLACES == 0 {
            continue;
        }
        let at = names.partition_point(|t| t.end <= town.first);
        match names.get_mut(at).filter(|t| t.first < town.end) {
            Some(t) if (t.first, t.end) == (town.first, town.end) && t.class != Class::Person => {
                t.class = Class::Location;
            }
            Some(_) => {}
            None => missing.push(town),
        }
    }
    insert(names, missing);
}

/// A country's or a capital's name by itself is what the country finder says, which knows its namesakes: no organisation
/// and no person. A firm's is a firm's where the article names nobody in full who has it.
fn defer_to_lists(story: &Story, names: &mut Vec<Tagged>) {
    let mut full: HashSet<u64> = HashSet::new();
    for name in names.iter().filter(|n| n.class == Class::Person && n.end - n.first > 1) {
        full.extend(hashes(story, name));
    }
    names.retain_mut(|name| {
        let Some(part) = story.parts.get(name.part as usize) else { return false };
        let Some(mention) = story.mention(name.part, name.first as usize, name.end as usize) else { return false };
        let country = part.country_at(mention.span).filter(|c| c.via != Via::Metonym);
        match (name.class, country.map(|c| c.via)) {
            (Class::Organisation, None) if name.end - name.first > 1 => {
                // "Camp David".
                let lists = gazetteer().exact(hashes(story, name));
                if lists & PLACES != 0 && lists & ORGANISATIONS == 0 {
                    name.class = Class::Location;
                }
            }
            (Class::Organisation, Some(Via::Capital)) => name.class = Class::Location,
            (Class::Organisation, Some(_)) => return false,
            // "told Bloomberg": a firm, where nobody of that name is named in full.
            (Class::Person, None)
                if name.end - name.first == 1
                    && !is_titled(story, name)
                    && gazetteer().exact(hashes(story, name)) & ORGANISATIONS != 0
                    && !hashes(story, name).any(|word| full.contains(&word)) =>
            {
                name.class = Class::Organisation;
            }
            (Class::Person, Some(_)) if is_titled(story, name) => {}
            (Class::Person, Some(Via::Capital)) => name.class = Class::Location,
            (Class::Person, Some(_)) => return false,
            _ => {}
        }
        true
    });
}

/// Names behind "Mr", "Dr", "President" that were not tagged at all.
fn add_called(story: &Story, evidence: &Evidence, out: &mut Vec<Tagged>) {
    let mut missing = Vec::new();
    for seen in evidence.seen.iter().filter(|s| s.candidate.titled) {
        let c = seen.candidate;
        let free = !overlaps(out, c.first, c.end);
        let lone = story.token(c.first as usize).is_some_and(|t| t.span.len() > 1);
        if free && lone {
            missing.push(Tagged { part: c.part, first: c.first, end: c.end, class: Class::Person });
        }
    }
    insert(out, missing);
}

/// Organisations of our own list that were not tagged; and the Kremlin, though a building, acts.
fn add_listed(story: &Story, evidence: &Evidence, out: &mut Vec<Tagged>) {
    let mut missing = Vec::new();
    for c in evidence.candidates.iter().filter(|c| matches!(c.guess, Guess::Organisation(Some(_)))) {
        let own = Tagged { part: c.part, first: c.first, end: c.end, class: Class::Organisation };
        let at = out.partition_point(|t| t.end <= c.first);
        match out.get_mut(at).filter(|t| t.first < c.end) {
            Some(t) if (t.first, t.end) == (c.first, c.end) => {
                if t.class == Class::Other || is_metonym(story, t) {
                    *t = own;
                }
            }
            Some(_) => {}
            None => missing.push(own),
        }
    }
    insert(out, missing);
}

/// Whether the name stands for a country: "Kremlin".
fn is_metonym(story: &Story, name: &Tagged) -> bool {
    let mention = story.mention(name.part, name.first as usize, name.end as usize);
    let part = story.parts.get(name.part as usize);
    part.zip(mention).and_then(|(p, m)| p.country_at(m.span)).is_some_and(|c| c.via == Via::Metonym)
}

fn overlaps(names: &[Tagged], first: u32, end: u32) -> bool {
    let at = names.partition_point(|t| t.end <= first);
    names.get(at).is_some_and(|t| t.first < end)
}

fn insert(out: &mut Vec<Tagged>, missing: Vec<Tagged>) {
    if !missing.is_empty() {
        out.extend(missing);
        out.sort_by_key(|t| t.first);
    }
}

/// Abbreviations that the article introduces for what is no name: "special military operation (SVO)".
fn terms(story: &Story, names: &[Tagged]) -> HashSet<String> {
    let mut out = HashSet::new();
    for part in &story.parts {
        for at in part.tokens.clone().skip(1) {
            let marked = |t: &&Token| t.shape == Shape::Upper && t.gap != Gap::Space;
            let Some(token) = story.token(at).filter(marked) else { continue };
            let opened = part.text.get(..token.span.start as usize).is_some_and(|t| t.ends_with('('));
            let closed = part.text.get(token.span.end as usize..).is_some_and(|t| t.starts_with(')'));
            let plain = story.token(at - 1).is_some_and(|t| t.shape == Shape::Lower);
            if opened && closed && plain && !overlaps(names, at as u32 - 1, at as u32) {
                out.insert(token.text(part.text).to_string());
            }
        }
    }
    out
}

/// Single letters, pronouns, days, and abbreviations of things.
fn is_never(story: &Story, tagged: &Tagged, terms: &HashSet<String>) -> bool {
    let Some(part) = story.parts.get(tagged.part as usize) else { return true };
    // "Paris Agreement", "Nobel Peace Prize": events and papers, unless a list has it as a body.
    let last = story.token(tagged.end as usize - 1);
    if tagged.class == Class::Organisation
        && last.is_some_and(|t| t.is(flags::EVENT_HEAD) && !t.is(flags::ORG_HEAD))
        && gazetteer().exact(hashes(story, tagged)) & ORGANISATIONS == 0
    {
        return true;
    }
    // "UK National Security" of "UK National Security Adviser Roe": the beginning of a role.
    let next = story.joined(tagged.end as usize).filter(|t| t.capital() && t.is(flags::ROLE));
    if tagged.class == Class::Organisation
        && next.is_some()
        && last.is_some_and(|t| t.is(flags::MODIFIER) && !t.possessive)
        && gazetteer().exact(hashes(story, tagged)) & ORGANISATIONS == 0
    {
        return true;
    }
    // "Qatari and Omani", "Italy and France".
    let tokens = story.tokens.get(tagged.first as usize..tagged.end as usize).unwrap_or_default();
    if tagged.class == Class::Organisation
        && tokens.iter().all(|t| t.is(flags::DEMONYM | flags::NATION) || t.shape == Shape::Lower)
        && gazetteer().exact(hashes(story, tagged)) & ORGANISATIONS == 0
    {
        return true;
    }
    // One word that no list knows is as often a thing as a firm: not enough for the sidebar.
    if tagged.class == Class::Organisation
        && tokens.len() == 1
        && tokens.iter().all(|t| t.shape == Shape::Capital && !t.is(flags::ORG_HEAD))
        && gazetteer().exact(hashes(story, tagged)) & ORGANISATIONS == 0
    {
        return true;
    }
    // "AIDS", "Iron Curtain": a list has it as the name of nobody.
    let lists = gazetteer().exact(hashes(story, tagged));
    if tagged.class == Class::Organisation && lists & NOBODY != 0 && lists & ORGANISATIONS == 0 {
        return true;
    }
    let one = || story.token(tagged.first as usize).filter(|_| tagged.end - tagged.first == 1);
    one().is_some_and(|t| {
        let word = t.text(part.text);
        t.span.len() < 2
            || t.is(flags::TITLE) && tagged.class != Class::Person
            || t.is(flags::FUNCTION) && !t.is(flags::NATION | flags::PHRASE) && t.shape == Shape::Capital
            || t.is(flags::CALENDAR) && !t.is(flags::FORENAME | flags::SURNAME)
            || tagged.class == Class::Organisation && terms.contains(word)
    })
}
