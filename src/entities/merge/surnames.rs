//! Names read once more in the light of all others of the archive: where a hyphen was left out, where the surname
//! comes first, where two surnames follow the given name.

use std::collections::{HashMap, HashSet};

use super::forms::Form;
use crate::entities::names::words::{is_forename, is_particle, is_surname};
use crate::entities::names::{Parts, iberian, sound};
use crate::text::fold;

/// How often each pair of given name and surname occurs.
type Pairs = HashMap<(String, String), u64>;

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

fn pairs(forms: &[Form], parts: &[Parts]) -> Pairs {
    let mut out = Pairs::new();
    for (form, p) in forms.iter().zip(parts).filter(|(_, p)| plain(p)) {
        *out.entry((p.given.clone(), p.surname.clone())).or_default() += u64::from(form.count);
    }
    out
}

/// "Orbán Viktor" where there is a Viktor Orbán. Not where both could be given names: James Thomas is not Thomas
/// James.
fn turned(forms: &[Form], parts: &mut [Parts]) {
    let pairs = pairs(forms, parts);
    for (form, p) in forms.iter().zip(parts.iter_mut()) {
        if !plain(p) || p.patronymic || p.given == p.surname {
            continue;
        }
        let as_is = (p.given.clone(), p.surname.clone());
        let turned = (p.surname.clone(), p.given.clone());
        let Some(other) = pairs.get(&turned) else { continue };
        let folded = fold(&form.name);
        let mut words = folded.split_whitespace().filter(|w| !is_particle(w));
        let (Some(first), Some(last)) = (words.next(), words.next_back()) else { continue };
        // A given name and no surname, both, neither or a surname only.
        let sort = |w: &str| (is_forename(w), is_surname(w));
        let wrong = match (sort(first), sort(last)) {
            ((true, false), (true, false)) | ((true, true), (true, true)) => continue,
            ((true, false), _) => false,
            (_, (true, false)) => true,
            _ => (pairs.get(&as_is).copied().unwrap_or(0), &as_is.0) < (*other, &turned.0),
        };
        if wrong {
            (p.given, p.surname, p.short, p.joint) = (as_is.1, as_is.0, None, None);
        }
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
    let count = |a: &str, b: &str| pairs.get(&(a.to_string(), b.to_string())).copied().unwrap_or(0);
    for ((form, p), _) in forms.iter().zip(parts.iter_mut()).zip(concerned).filter(|(_, c)| *c) {
        let Some(first) = p.middle.last().cloned() else { continue };
        let by_first = count(&p.given, &first);
        let by_last = count(&p.given, &p.surname) + count(&first, &p.surname) + count(&sound(&first), &p.surname);
        if by_first > by_last {
            p.middle.pop();
            p.surname = first;
            p.patronymic = of_son(form);
            p.double = None;
        }
    }
}
