//! Joining the names of many articles into the entities of one archive.
//!
//! People are one where surname and given name agree by sound (see [`super::names`]); a bare surname goes to the one
//! full name that has it, or to one that is far more frequent, and never joins two. Time is near-linear: only names
//! of one surname are compared, and of those only distinct ones.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::corpus::{Annotations, CountryCode, Entity, Kind, Named};

use super::countries;
use super::names::{Parts, given_agrees};
use super::organisations::merge_key;

/// How many times as frequent as all others together a full name must be to take a bare surname that several have.
const OVERWHELMING: u32 = 5;

/// Collects articles' entities one after another; [`Merger::finish`] says which are the same.
#[derive(Default)]
pub struct Merger {
    people: Forms,
    organisations: Forms,
    countries: Vec<(CountryCode, String)>,
    country_numbers: HashMap<CountryCode, u32>,
    /// Per article its locals as (kind, form or country).
    articles: Vec<Vec<(Kind, u32)>>,
}

/// The entities of the archive and, for each article in the order they were added, the index of the entity of each
/// of its [`Annotations::locals`].
pub struct Merged {
    pub entities: Vec<Entity>,
    pub of_articles: Vec<Vec<u32>>,
}

/// The distinct names of one kind as articles give them.
#[derive(Default)]
struct Forms {
    numbers: HashMap<String, u32>,
    list: Vec<Form>,
}

/// One spelling and what came with it.
#[derive(Default)]
struct Form {
    name: String,
    /// In how many articles.
    count: u32,
    aliases: Vec<(String, u32)>,
    roles: Vec<(String, u32)>,
}

impl Forms {
    fn add(&mut self, named: &Named) -> u32 {
        let number = match self.numbers.get(&named.name) {
            Some(number) => *number,
            None => {
                let number = self.list.len() as u32;
                self.numbers.insert(named.name.clone(), number);
                self.list.push(Form { name: named.name.clone(), ..Form::default() });
                number
            }
        };
        if let Some(form) = self.list.get_mut(number as usize) {
            form.count += 1;
            named.aliases.iter().for_each(|a| tally(&mut form.aliases, a, 1));
            named.roles.iter().for_each(|r| tally(&mut form.roles, r, 1));
        }
        number
    }
}

/// More than so many different aliases or roles of one name tell nothing new, and would make counting slow.
const KEPT: usize = 64;

fn tally(list: &mut Vec<(String, u32)>, item: &str, n: u32) {
    let room = list.len() < KEPT;
    match list.iter_mut().find(|(i, _)| i == item) {
        Some((_, count)) => *count += n,
        None if room => list.push((item.to_string(), n)),
        None => {}
    }
}

impl Merger {
    pub fn add(&mut self, annotations: &Annotations) {
        let people = annotations.people.iter().map(|p| (Kind::Person, self.people.add(p)));
        let mut locals: Vec<(Kind, u32)> = people.collect();
        for country in &annotations.countries {
            let next = self.countries.len() as u32;
            let number = *self.country_numbers.entry(country.code).or_insert(next);
            if number == next {
                self.countries.push((country.code, country.name.clone()));
            }
            locals.push((Kind::Country, number));
        }
        locals.extend(annotations.organisations.iter().map(|o| (Kind::Organisation, self.organisations.add(o))));
        self.articles.push(locals);
    }

    pub fn finish(self) -> Merged {
        let mut entities = Vec::new();
        let people = clusters_of_people(&self.people.list);
        let people = entities_of(Kind::Person, &self.people.list, &people, &mut entities);
        let first_country = entities.len() as u32;
        entities.extend(self.countries.iter().map(|(code, name)| country(*code, name)));
        let organisations = clusters_of_organisations(&self.organisations.list);
        let organisations = entities_of(Kind::Organisation, &self.organisations.list, &organisations, &mut entities);
        let of_local = |(kind, number): &(Kind, u32)| match kind {
            Kind::Person => people.get(*number as usize).copied().unwrap_or(0),
            Kind::Country => first_country + number,
            Kind::Organisation => organisations.get(*number as usize).copied().unwrap_or(0),
        };
        let of_articles = self.articles.iter().map(|locals| locals.iter().map(of_local).collect()).collect();
        Merged { entities, of_articles }
    }
}

fn country(code: CountryCode, name: &str) -> Entity {
    let name = countries::name(code).unwrap_or(name).to_string();
    let aliases = countries::aliases(code).filter(|a| *a != name).map(str::to_string).collect();
    Entity { kind: Kind::Country, name, code: code.as_str().to_string(), aliases, roles: Vec::new() }
}

/// For each form the number of its cluster, which is the number of one of its forms.
fn clusters_of_people(forms: &[Form]) -> Vec<u32> {
    let parts: Vec<Parts> = forms.iter().map(|f| Parts::of(&f.name)).collect();
    let mut by_surname: HashMap<&str, Vec<u32>> = HashMap::new();
    for (p, number) in parts.iter().zip(0..) {
        by_surname.entry(&p.surname).or_default().push(number);
    }
    let mut cluster: Vec<u32> = (0..forms.len() as u32).collect();
    for bucket in by_surname.values_mut() {
        // The most frequent first: others join it, it joins none.
        bucket.sort_by_key(|n| {
            let form = forms.get(*n as usize);
            (Reverse(form.map_or(0, |f| f.count)), form.map(|f| f.name.as_str()))
        });
        Family::new(forms, &parts).join(bucket, &mut cluster);
    }
    cluster
}

/// The forms of one surname.
struct Family<'a> {
    forms: &'a [Form],
    parts: &'a [Parts],
    /// Clusters with a full given name: by it, each as its forms.
    full: HashMap<&'a str, Vec<Vec<u32>>>,
}

impl<'a> Family<'a> {
    fn new(forms: &'a [Form], parts: &'a [Parts]) -> Family<'a> {
        Family { forms, parts, full: HashMap::new() }
    }

    fn join(mut self, bucket: &[u32], cluster: &mut [u32]) {
        let given = |n: u32| self.parts.get(n as usize).map_or("", |p| p.given.as_str());
        let is_full = |n: u32| given(n).chars().count() > 1;
        let (full, short): (Vec<u32>, Vec<u32>) = bucket.iter().copied().partition(|n| is_full(*n));
        for n in full {
            self.place(n);
        }
        let mut heads: Vec<(u32, &str, u32)> = Vec::new();
        for (given, groups) in &self.full {
            for group in groups {
                let Some(head) = group.first() else { continue };
                let count = group.iter().map(|n| self.count(*n)).sum();
                heads.push((*head, given, count));
                for n in group {
                    set(cluster, *n, *head);
                }
            }
        }
        let (initials, bare): (Vec<u32>, Vec<u32>) =
            short.into_iter().partition(|n| !given_of(self.parts, *n).is_empty());
        for n in initials {
            let fitting: Vec<(u32, u32)> = heads
                .iter()
                .filter(|(head, given, _)| given_agrees(given, given_of(self.parts, n)) && self.middle_agrees(*head, n))
                .map(|(head, _, count)| (*head, *count))
                .collect();
            if let Some(head) = outstanding(&fitting) {
                set(cluster, n, head);
            }
        }
        let all: Vec<(u32, u32)> = heads.iter().map(|(head, _, count)| (*head, *count)).collect();
        // "Zelensky" and "Zelenskiy" are one even where nobody gives the full name.
        let target = outstanding(&all).or(if all.is_empty() { bare.first().copied() } else { None });
        let target = target.or(bare.first().copied());
        for n in bare {
            if let Some(target) = target {
                set(cluster, n, target);
            }
        }
    }

    /// Puts a form with a given name where it belongs: with the first cluster of that given name that its middle
    /// names do not speak against.
    fn place(&mut self, n: u32) {
        let Some(parts) = self.parts.get(n as usize) else { return };
        let groups = self.full.entry(&parts.given).or_default();
        let fits = |group: &&mut Vec<u32>| {
            group.iter().all(|m| self.parts.get(*m as usize).is_some_and(|m| m.middle_agrees(parts)))
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(n),
            None => groups.push(vec![n]),
        }
    }

    fn middle_agrees(&self, a: u32, b: u32) -> bool {
        let parts = |n: u32| self.parts.get(n as usize);
        parts(a).zip(parts(b)).is_some_and(|(a, b)| a.middle_agrees(b))
    }

    fn count(&self, n: u32) -> u32 {
        self.forms.get(n as usize).map_or(0, |f| f.count)
    }
}

fn given_of(parts: &[Parts], n: u32) -> &str {
    parts.get(n as usize).map_or("", |p| p.given.as_str())
}

fn set(cluster: &mut [u32], n: u32, head: u32) {
    if let Some(c) = cluster.get_mut(n as usize) {
        *c = head;
    }
}

/// The only one, or one that is at least [`OVERWHELMING`] times as frequent as the next.
fn outstanding(heads: &[(u32, u32)]) -> Option<u32> {
    let (head, most) = heads.iter().copied().max_by_key(|(head, count)| (*count, Reverse(*head)))?;
    let next = heads.iter().filter(|(h, _)| *h != head).map(|(_, count)| *count).max().unwrap_or(0);
    (most >= OVERWHELMING * next).then_some(head)
}

/// Organisations are one where their names are, or where an abbreviation stands for one long name only.
fn clusters_of_organisations(forms: &[Form]) -> Vec<u32> {
    let mut by_key: HashMap<String, u32> = HashMap::new();
    let mut cluster: Vec<u32> = Vec::with_capacity(forms.len());
    for (form, number) in forms.iter().zip(0..) {
        cluster.push(*by_key.entry(merge_key(&form.name)).or_insert(number));
    }
    // "Shanghai Cooperation Organisation" that was also called "SCO" takes "SCO" elsewhere, if no other is called so.
    let mut called: HashMap<&str, Option<u32>> = HashMap::new();
    for (form, head) in forms.iter().zip(&cluster) {
        for (alias, _) in form.aliases.iter().filter(|(a, _)| !a.contains(' ')) {
            let owner = called.entry(alias).or_insert(Some(*head));
            if *owner != Some(*head) {
                *owner = None;
            }
        }
    }
    for (number, form) in forms.iter().enumerate() {
        if let Some(Some(head)) = called.get(form.name.as_str())
            && cluster.get(number) == Some(&(number as u32))
            && cluster.get(*head as usize) == Some(head)
        {
            set(&mut cluster, number as u32, *head);
        }
    }
    cluster
}

/// Appends an entity for each cluster; gives for each form the index of its entity.
fn entities_of(kind: Kind, forms: &[Form], cluster: &[u32], entities: &mut Vec<Entity>) -> Vec<u32> {
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut order = Vec::new();
    for (n, head) in (0u32..).zip(cluster) {
        let list = members.entry(*head).or_default();
        if list.is_empty() {
            order.push(*head);
        }
        list.push(n);
    }
    let mut out = vec![0; forms.len()];
    for head in order {
        let list = members.get(&head).map_or(&[][..], Vec::as_slice);
        for n in list {
            set(&mut out, *n, entities.len() as u32);
        }
        entities.push(entity(kind, list.iter().filter_map(|n| forms.get(*n as usize))));
    }
    out
}

fn entity<'a>(kind: Kind, forms: impl Iterator<Item = &'a Form>) -> Entity {
    let mut spellings: Vec<(String, u32)> = Vec::new();
    let mut roles: Vec<(String, u32)> = Vec::new();
    let mut names: Vec<(&str, u32)> = Vec::new();
    for form in forms {
        names.push((&form.name, form.count));
        tally(&mut spellings, &form.name, form.count);
        form.aliases.iter().for_each(|(a, n)| tally(&mut spellings, a, *n));
        form.roles.iter().for_each(|(r, n)| tally(&mut roles, r, *n));
    }
    // Full names before bare surnames, then the most frequent, the longest, the alphabet.
    let bare = |name: &str| kind == Kind::Person && !name.contains(' ');
    names.sort_by_key(|(name, n)| (bare(name), Reverse(*n), Reverse(name.chars().count()), name.to_string()));
    let name = names.first().map_or(String::new(), |(n, _)| n.to_string());
    let sorted = |mut list: Vec<(String, u32)>| -> Vec<String> {
        list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        list.into_iter().map(|(s, _)| s).collect()
    };
    let mut aliases = sorted(spellings);
    aliases.retain(|a| *a != name);
    Entity { kind, name, code: String::new(), aliases, roles: sorted(roles) }
}
