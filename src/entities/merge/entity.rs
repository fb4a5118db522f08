//! An entity made of the forms that are one.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::corrections::Corrected;
use super::forms::Form;
use super::roles::Roles;
use super::set;
use crate::corpus::{CountryCode, Entity, Kind, Spelling};
use crate::entities::countries;

/// More spellings of one entity than this are of no use to anyone.
const KEPT: usize = 256;

/// Appends an entity for each cluster; gives for each form the index of its entity.
pub fn push_all(kind: Kind, forms: &[Form], corrected: &Corrected, entities: &mut Vec<Entity>) -> Vec<u32> {
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut order = Vec::new();
    for (n, head) in (0u32..).zip(&corrected.clusters) {
        let list = members.entry(*head).or_default();
        if list.is_empty() {
            order.push(*head);
        }
        list.push(n);
    }
    let mut out = vec![0; forms.len()];
    for head in order {
        let list = members.get(&head).map_or(&[][..], Vec::as_slice);
        list.iter().for_each(|n| set(&mut out, *n, entities.len() as u32));
        let mut made = entity(kind, list.iter().filter_map(|n| forms.get(*n as usize)));
        if let Some(name) = corrected.names.get(&head) {
            made.name = name.clone();
        }
        made.hidden = corrected.hidden.contains(&head);
        entities.push(made);
    }
    out
}

pub fn country(code: CountryCode) -> Entity {
    let name = countries::name(code).unwrap_or(code.as_str()).to_string();
    let aliases = countries::aliases(code).filter(|a| *a != name).map(str::to_string);
    let texts = std::iter::once(name.clone()).chain(aliases);
    let spellings = texts.map(|text| Spelling { text, ..Spelling::default() }).collect();
    let code = code.as_str().to_string();
    Entity { kind: Kind::Country, key: name.clone(), name, code, spellings, roles: Vec::new(), hidden: false }
}

fn entity<'a>(kind: Kind, forms: impl Iterator<Item = &'a Form>) -> Entity {
    let mut spellings: Vec<Spelling> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut roles = Roles::default();
    let mut names: Vec<(&str, u32)> = Vec::new();
    let mut count = |text: &'a str, named: u32, beside: u32| {
        let at = *known.entry(text).or_insert(spellings.len());
        if at == spellings.len() {
            spellings.push(Spelling { text: text.to_string(), ..Spelling::default() });
        }
        if let Some(spelling) = spellings.get_mut(at) {
            spelling.named += named;
            spelling.beside += beside;
        }
    };
    for form in forms {
        names.push((&form.name, form.count));
        count(&form.name, form.count, 0);
        form.aliases.iter().for_each(|(a, n)| count(a, 0, *n));
        roles.extend(&form.roles);
    }
    // Full names before bare surnames and headlines in capitals, then the most frequent, the longest, the alphabet.
    let bare = |name: &str| kind == Kind::Person && !name.contains(' ');
    let shouted = |name: &str| name.contains(' ') && !name.chars().any(char::is_lowercase);
    // More capitals than a name has hold a title as well.
    let loaded = |name: &str| name.split(' ').filter(|w| w.starts_with(char::is_uppercase)).count() > 4;
    // "John Paul II." is a name with the end of its sentence.
    let ended = |name: &str| name.ends_with('.') && !name.ends_with("r.");
    let key = |name: &'a str, n: u32| {
        (
            bare(name),
            shouted(name),
            ended(name),
            kind == Kind::Person && loaded(name),
            Reverse(n),
            Reverse(name.chars().count()),
            name,
        )
    };
    let name = names.iter().min_by_key(|(name, n)| key(name, *n)).map_or(String::new(), |(n, _)| n.to_string());
    spellings.sort_by(|a, b| {
        let often = |s: &Spelling| Reverse(s.named + s.beside);
        often(a).cmp(&often(b)).then_with(|| a.text.cmp(&b.text))
    });
    spellings.truncate(KEPT);
    Entity { kind, key: name.clone(), name, code: String::new(), spellings, roles: roles.folded(), hidden: false }
}
