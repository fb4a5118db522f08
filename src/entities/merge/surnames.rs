//! Names read once more in the light of all others of the archive: where a hyphen was left out, where the surname
//! comes first, where two surnames follow the given name.

use std::collections::{HashMap, HashSet};

use super::forms::Form;
use crate::entities::names::words::{is_forename, is_particle, is_surname};
use crate::entities::names::{Parts, iberian};
use crate::text::fold;

/// How often each pair of given name and surname occurs.
type Pairs<'a> = HashMap<(&'a str, &'a str), u64>;

pub fn settle(forms: &[Form], parts: &mut [Parts]) {
    hyphens(parts);
    turned(forms, parts);
    second_surnames(forms, parts);
}

/// "Alexandria Ocasio Cortez" and "Ocasio Cortez", if someone writes "Ocasio-Cortez".
fn hyphens(parts: &mut [Parts]) {
    let halves = |p: &Parts| {
        let (first, second) = p.surname_halves();
        (!second.is_empty()).then(|| (first.to_string(), second.to_string()))
    };
    let doubles: HashSet<(String, String)> = parts.iter().filter_map(halves).collect();
    if doubles.is_empty() {
        return;
    }
    for p in parts.iter_mut().filter(|p| p.double.is_none() && !p.initials) {
        let first = match p.middle.last() {
            Some(last) => last.clone(),
            None => p.short.clone().unwrap_or_else(|| p.given.clone()),
        };
        let pair = (first, std::mem::take(&mut p.surname));
        if !doubles.contains(&pair) {
            p.surname = pair.1;
            continue;
        }
        if p.middle.pop().is_none() {
            (p.given, p.short, p.joint) = (String::new(), None, None);
        }
        p.double = u8::try_from(pair.0.len()).ok();
        p.surname = pair.0 + &pair.1;
    }
}

/// A given name and a surname and nothing else.
fn plain(p: &Parts) -> bool {
    !p.given.is_empty() && !p.initials && p.middle.is_empty() && p.generation == 0 && p.double.is_none()
}

fn pairs<'a>(forms: &[Form], parts: &'a [Parts]) -> Pairs<'a> {
    let mut out = Pairs::new();
    for (form, p) in forms.iter().zip(parts).filter(|(_, p)| plain(p)) {
        *out.entry((&p.given, &p.surname)).or_default() += u64::from(form.count);
    }
    out
}

/// "Orbán Viktor" where there is a Viktor Orbán. Not where both could be given names: James Thomas is not Thomas
/// James.
fn turned(forms: &[Form], parts: &mut [Parts]) {
    let pairs = pairs(forms, parts);
    let is_wrong = |form: &Form, p: &Parts| {
        if !plain(p) || p.patronymic || p.given == p.surname {
            return false;
        }
        let (as_is, turned) = ((p.given.as_str(), p.surname.as_str()), (p.surname.as_str(), p.given.as_str()));
        let Some(other) = pairs.get(&turned) else { return false };
        let folded = fold(&form.name);
        let mut words = folded.split_whitespace().filter(|w| !is_particle(w));
        let (Some(first), Some(last)) = (words.next(), words.next_back()) else { return false };
        // A given name and no surname, both, neither or a surname only.
        let sort = |w: &str| (is_forename(w), is_surname(w));
        match (sort(first), sort(last)) {
            ((true, false), (true, false)) | ((true, true), (true, true)) => false,
            ((true, false), _) => false,
            (_, (true, false)) => true,
            _ => (pairs.get(&as_is).copied().unwrap_or(0), as_is.0) < (*other, turned.0),
        }
    };
    let wrong: Vec<bool> = forms.iter().zip(parts.iter()).map(|(form, p)| is_wrong(form, p)).collect();
    for (p, _) in parts.iter_mut().zip(wrong).filter(|(_, wrong)| *wrong) {
        std::mem::swap(&mut p.given, &mut p.surname);
        (p.short, p.joint) = (None, None);
    }
}

/// "Nicolás Maduro Moros" is Nicolás Maduro, "Mohammed bin Zayed Al Nahyan" is Mohammed bin Zayed: the first of two
/// surnames counts, where people are called by it. Only in names that are Spanish, Portuguese or Arabic, because
/// William Jefferson Clinton is no William Jefferson.
fn second_surnames(forms: &[Form], parts: &mut [Parts]) {
    let of_son = |form: &Form| fold(&form.name).split_whitespace().any(|w| matches!(w, "bin" | "ibn"));
    let may = |form: &Form, p: &Parts| {
        !p.middle.is_empty() && !p.given.is_empty() && !p.initials && (iberian::is_name(&form.name) || of_son(form))
    };
    let concerned: Vec<bool> = forms.iter().zip(parts.iter()).map(|(form, p)| may(form, p)).collect();
    if !concerned.contains(&true) {
        return;
    }
    let pairs = pairs(forms, parts);
    let count = |a: &str, b: &str| pairs.get(&(a, b)).copied().unwrap_or(0);
    let by_first = |p: &Parts| {
        p.middle
            .last()
            .is_some_and(|first| count(&p.given, first) > count(&p.given, &p.surname) + count(first, &p.surname))
    };
    let moved: Vec<bool> = parts.iter().zip(concerned).map(|(p, concerned)| concerned && by_first(p)).collect();
    for ((form, p), _) in forms.iter().zip(parts.iter_mut()).zip(moved).filter(|(_, moved)| *moved) {
        if let Some(first) = p.middle.pop() {
            (p.surname, p.double) = (first, None);
            p.patronymic = of_son(form);
        }
    }
}
