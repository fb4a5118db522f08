//! Organisations that are told of by their kind: "the company said", "the ministry said".

use super::memory::{Here, Memory};
use super::phrases::Phrase;
use super::words;
use crate::corpus::{Kind, Speaker};

/// How far back an organisation is looked for, in sentences: by the last word of its name, and by its kind alone.
const FAR: usize = 30;
const NEAR: usize = 4;

/// The organisation that a definite phrase means.
pub(super) fn meant(memory: &Memory, here: Here, phrase: &Phrase) -> Option<Speaker> {
    let kind = words::among(&phrase.head, &words::HOUSES);
    let body = words::among(&phrase.head, &words::OFFICES) || words::among(&phrase.head, &words::BODIES);
    if !phrase.definite || phrase.person.is_some() || !(kind || body) {
        return None;
    }
    named(memory, here, phrase).or_else(|| {
        let plain = phrase.modifiers.is_empty() || !words::among(&phrase.head, &PICKY);
        let news = words::among(&phrase.head, &NEWS);
        if news {
            // Those who report are seldom those reported on.
            return memory.house_before(2);
        }
        if kind && plain && !phrase.modifiers.iter().any(|m| words::among(m, &OTHERS)) {
            last(memory, here)
        } else {
            None
        }
    })
}

/// Kinds of which a word before tells which: "the central bank".
const PICKY: [&str; 8] = ["bank", "union", "agency", "party", "university", "league", "federation", "fund"];

const NEWS: [&str; 5] = ["newspaper", "broadcaster", "network", "agency", "publisher"];

const OTHERS: [&str; 7] = ["rival", "other", "another", "parent", "local", "second", "sister"];

/// The one named last whose name has the phrase's words in it.
fn named(memory: &Memory, here: Here, phrase: &Phrase) -> Option<Speaker> {
    let fits = |who: &Speaker| {
        let name = memory.cast.house(*who);
        let has = |word: &String| name.contains(&format!(" {word} "));
        has(&phrase.head) && phrase.modifiers.iter().all(has)
    };
    before(memory, here, FAR).find(fits)
}

fn last(memory: &Memory, here: Here) -> Option<Speaker> {
    // A ministry is no company.
    let house = |who: &Speaker| {
        let name = memory.cast.house(*who);
        !name.split(' ').any(|word| words::among(word, &words::OFFICES) || words::among(word, &words::BODIES))
    };
    let only = |count: usize| {
        let mut all = before(memory, here, count).filter(house);
        let only = all.next()?;
        all.all(|who| who == only).then_some(only)
    };
    let recent = memory.house_before(NEAR * 2).filter(house);
    recent.or_else(|| only(NEAR)).or_else(|| only(FAR))
}

/// The organisations named in the `count` sentences before, the nearest first.
fn before<'a>(memory: &'a Memory, here: Here, count: usize) -> impl Iterator<Item = Speaker> + 'a {
    memory.story.sentences_before(here).take(count).flat_map(|(paragraph, range)| {
        let s = paragraph.sentence(range);
        let names: Vec<Speaker> = (0..s.tokens.len()).rev().filter_map(|i| s.name(i)).map(|(who, _)| who).collect();
        names.into_iter().filter(|who| who.kind == Kind::Organisation)
    })
}
