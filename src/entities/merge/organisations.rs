//! Which names of organisations are one: the same words whatever the spelling, the list's other names, and an
//! abbreviation that an article gives for a long name.

use std::collections::HashMap;

use super::forms::Form;
use super::roles::american;
use super::{outstanding, set};
use crate::entities::lexicon::{Phrase, flags, lexicon, phrase_key};
use crate::text::fold;

/// Of several long names with one abbreviation so many are looked at.
const OWNERS: usize = 16;

/// For each form the number of its cluster, which is the number of one of its forms.
pub fn clusters(forms: &[Form]) -> Vec<u32> {
    let mut by_key: HashMap<String, u32> = HashMap::new();
    let mut cluster: Vec<u32> = Vec::with_capacity(forms.len());
    for (form, number) in forms.iter().zip(0..) {
        cluster.push(*by_key.entry(key(&form.name)).or_insert(number));
    }
    let mut counts = vec![0u64; forms.len()];
    for (form, head) in forms.iter().zip(&cluster) {
        if let Some(count) = counts.get_mut(*head as usize) {
            *count += u64::from(form.count);
        }
    }
    // "Shanghai Cooperation Organisation" that was also called "SCO" takes "SCO" elsewhere, if hardly another is.
    let mut owners: HashMap<String, Vec<(u32, u64)>> = HashMap::new();
    for (form, head) in forms.iter().zip(&cluster) {
        for (alias, n) in form.aliases.iter().filter(|(a, _)| abbreviates(a, &form.name)) {
            let list = owners.entry(key(alias)).or_default();
            let room = list.len() < OWNERS;
            match list.iter_mut().find(|(h, _)| h == head) {
                Some((_, count)) => *count += u64::from(*n),
                None if room => list.push((*head, u64::from(*n))),
                None => {}
            }
        }
    }
    // Of two long names with one abbreviation neither is the other: only the short form moves.
    let mut moved: HashMap<u32, u32> = HashMap::new();
    for (form, head) in forms.iter().zip(&cluster).filter(|(f, _)| !f.name.trim().contains(' ')) {
        if let Some(owner) = owners.get(&key(&form.name)).and_then(|list| outstanding(list.iter().copied()))
            && owner != *head
        {
            moved.insert(*head, owner);
        }
    }
    for n in 0..cluster.len() {
        let head = cluster.get(n).and_then(|c| moved.get(c)).copied();
        head.filter(|h| !moved.contains_key(h)).into_iter().for_each(|h| set(&mut cluster, n as u32, h));
    }
    cluster
}

/// Whether `short` is made of the first letters of `long`, small words left out or not: "SCO", "Nato", "U.N.".
fn abbreviates(short: &str, long: &str) -> bool {
    let short: Vec<char> = fold(short).chars().filter(|c| c.is_alphanumeric()).collect();
    let folded = fold(long);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let small =
        |w: &str| matches!(w, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "de" | "la" | "et" | "des" | "du");
    let mut left = short.iter().peekable();
    let mut words = words.peekable();
    if short.len() < 2 || words.peek().is_none() {
        return false;
    }
    let mut taken = 0;
    for word in words {
        match left.peek() {
            Some(c) if word.starts_with(**c) => {
                left.next();
                taken += 1;
                // "NATO" takes one letter of a word, "Interpol" or "Gazprom" more: those are for the list.
            }
            _ if small(word) => {}
            _ => return false,
        }
    }
    taken > 1 && left.peek().is_none()
}

/// The form under which one organisation's names in different articles are equal: the list's name where it has one,
/// else folded, without "the", full stops and legal forms, in one spelling.
pub fn key(name: &str) -> String {
    let key = phrase_key(name);
    let key = key.strip_prefix("the ").unwrap_or(&key);
    let key = key.strip_suffix("'s").or_else(|| key.strip_suffix('\'')).unwrap_or(key);
    let listed = |key: &str| match lexicon().phrase(key) {
        Some(Phrase::Organisation(name)) => Some(fold(name).into_owned()),
        Some(Phrase::Capitals(list, form))
            if name.bytes().filter(|b| *b != b'.').eq(form.bytes().filter(|b| *b != b'.')) =>
        {
            Some(fold(list).into_owned())
        }
        _ => None,
    };
    if let Some(listed) = listed(key) {
        return listed;
    }
    let plain: String =
        key.chars().map(|c| if c == '&' || c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
    let plain = plain.replace('&', " & ");
    let mut words: Vec<String> = plain.split_whitespace().map(one_spelling).collect();
    without_legal_form(&mut words);
    ministry_last(&mut words);
    let key = words.join(" ");
    listed(&key).unwrap_or(key)
}

fn one_spelling(word: &str) -> String {
    match word {
        "&" => "and".into(),
        "co" => "company".into(),
        "corp" => "corporation".into(),
        "intl" | "int'l" => "international".into(),
        "assn" | "assoc" => "association".into(),
        "dept" => "department".into(),
        "govt" => "government".into(),
        "univ" => "university".into(),
        "bros" => "brothers".into(),
        "st" => "saint".into(),
        "u" => "u".into(),
        other => american(&other.replace('\'', "")),
    }
}

/// "Siemens AG" and "Apple Inc." are Siemens and Apple; "Microsoft Corporation" is Microsoft, but "British
/// Broadcasting Corporation" and "News Corporation" are whole names.
fn without_legal_form(words: &mut Vec<String>) {
    const ALWAYS: [&str; 22] = [
        "inc",
        "ltd",
        "limited",
        "plc",
        "ag",
        "gmbh",
        "sa",
        "nv",
        "bv",
        "llc",
        "llp",
        "se",
        "spa",
        "ab",
        "asa",
        "oyj",
        "kk",
        "incorporated",
        "pty",
        "pjsc",
        "ooo",
        "kgaa",
    ];
    while words.len() > 1 {
        let Some(last) = words.last() else { return };
        let before = words.len().checked_sub(2).and_then(|n| words.get(n));
        let common = before.is_some_and(|w| {
            let flags = lexicon().flags(w);
            flags & flags::WORD != 0 || w == "and" || lexicon().is_inflected(w)
        });
        let goes = ALWAYS.contains(&last.as_str()) || last == "corporation" && !common;
        if !goes {
            return;
        }
        words.pop();
    }
}

/// "Russian Ministry of Defence" as "Russian Defence Ministry".
fn ministry_last(words: &mut Vec<String>) {
    let at = words.windows(2).position(|w| matches!(w, [a, b] if (a == "ministry") && b == "of"));
    if let Some(at) = at
        && at + 2 < words.len()
        && words.get(at + 2) != Some(&"the".to_string())
        && !words.iter().skip(at + 2).any(|w| w == "of")
    {
        words.drain(at..at + 2);
        words.push("ministry".into());
    }
}
