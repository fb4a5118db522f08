//! Which names of people are one.
//!
//! [`surnames`] reads names once more in the light of all others; [`Family`] joins those of one surname, which are
//! the only ones that are compared; names that nobody's surname explains go where articles say they belong.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::family::Family;
use super::forms::Form;
use super::{outstanding, set, surnames};
use crate::entities::names::Parts;

/// Of whom a short form is told by articles: more candidates than this are a word and not a name.
const OWNERS: usize = 16;

/// For each form the number of its cluster, which is the number of one of its forms.
pub fn clusters(forms: &[Form]) -> Vec<u32> {
    let mut parts: Vec<Parts> = forms.iter().map(|f| Parts::of(&f.name)).collect();
    surnames::settle(forms, &mut parts);
    let mut cluster: Vec<u32> = (0..forms.len() as u32).collect();
    // Bare names of which nobody has the surname.
    let mut strangers: Vec<(&str, u32)> = Vec::new();
    for (surname, mut bucket) in buckets(&parts) {
        bucket.sort_by_cached_key(|n| {
            let form = forms.get(*n as usize);
            (Reverse(form.map_or(0, |f| f.count)), form.map(|f| f.name.as_str()))
        });
        let family = Family::new(forms, &parts, &bucket);
        if let Some(bare) = family.join(&mut cluster) {
            strangers.push((surname, bare));
        }
    }
    adopt(forms, &parts, &strangers, &mut cluster);
    cluster
}

/// Forms by surname; "bin Salman" is no Salman.
fn buckets(parts: &[Parts]) -> Vec<(&str, Vec<u32>)> {
    let mut places: HashMap<(bool, &str), usize> = HashMap::new();
    let mut out: Vec<(&str, Vec<u32>)> = Vec::new();
    for (n, p) in (0u32..).zip(parts) {
        let place = *places.entry((p.patronymic, &p.surname)).or_insert(out.len());
        if place == out.len() {
            out.push((&p.surname, Vec::new()));
        }
        if let Some((_, bucket)) = out.get_mut(place) {
            bucket.push(n);
        }
    }
    out
}

/// "Lula" alone is Luiz Inácio Lula da Silva if articles that say so call nobody else Lula. A given name alone is
/// nobody's for that: there are many called Boris.
fn adopt(forms: &[Form], parts: &[Parts], strangers: &[(&str, u32)], cluster: &mut [u32]) {
    let mut owners: HashMap<&str, Vec<(u32, u64)>> = strangers.iter().map(|(s, _)| (*s, Vec::new())).collect();
    if owners.is_empty() {
        return;
    }
    for (n, (form, p)) in forms.iter().zip(parts).enumerate() {
        if p.given.is_empty() {
            continue;
        }
        let Some(head) = cluster.get(n).copied() else { continue };
        for (alias, count) in form.aliases.iter().filter(|(a, _)| !a.contains(' ')) {
            let alias = Parts::of(alias).surname;
            let given = alias == p.given || p.short.as_ref() == Some(&alias);
            let Some(list) = owners.get_mut(alias.as_str()).filter(|_| !given && alias != p.surname) else { continue };
            let room = list.len() < OWNERS;
            match list.iter_mut().find(|(h, _)| *h == head) {
                Some((_, n)) => *n += u64::from(*count),
                None if room => list.push((head, u64::from(*count))),
                None => {}
            }
        }
    }
    // A stranger's cluster is one bare name in several spellings.
    let mut moved: HashMap<u32, u32> = HashMap::new();
    for (surname, bare) in strangers {
        let owner = owners.get(surname).and_then(|list| outstanding(list.iter().copied()));
        owner.into_iter().for_each(|owner| _ = moved.insert(*bare, owner));
    }
    for n in 0..cluster.len() {
        if let Some(owner) = cluster.get(n).and_then(|c| moved.get(c)).copied() {
            set(cluster, n as u32, owner);
        }
    }
}
