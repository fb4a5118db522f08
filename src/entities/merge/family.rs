//! The names of one surname, and which of them are one person.
//!
//! Names whose given names are one are compared; whatever could be either of two that cannot be one (a plain "George
//! Bush" beside "George W." and "George H. W.") joins neither, unless one of them is far more frequent. So no chain
//! can form. Initials come next, bare surnames last: they join one person at most and never make two into one.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::forms::Form;
use super::ways::{Way, mark_juniors, mark_namesakes, people_of};
use super::{outstanding, set};
use crate::entities::names::words::is_forename;
use crate::entities::names::{Parts, given_agrees};
use crate::entities::names::{english, namesakes};

/// Of more people the rarest are not looked at for an initial.
const LOOKED_AT: usize = 1024;

pub struct Family<'a> {
    forms: &'a [Form],
    parts: &'a [Parts],
    /// The most frequent first.
    bucket: &'a [u32],
    heads: Vec<Head>,
    /// Few bear the surname: who shares another name as well is hardly somebody else.
    rare: bool,
}

/// The forms of one given name, each with its middle names.
#[derive(Default)]
struct Group<'a> {
    /// Of a compound given name its second half.
    half: String,
    members: Vec<(u32, &'a [String])>,
}

/// One person so far.
struct Head {
    members: Vec<u32>,
    count: u64,
    given: String,
    /// Of a compound given name its second half.
    second: String,
    middle: Vec<String>,
    generation: u8,
    /// Only the same "Jr." fits.
    strict: bool,
    /// Initials that joined.
    letters: String,
    gone: bool,
}

impl<'a> Family<'a> {
    pub fn new(forms: &'a [Form], parts: &'a [Parts], bucket: &'a [u32]) -> Family<'a> {
        let surname = bucket.first().and_then(|n| parts.get(*n as usize)).map_or("", |p| p.surname.as_str());
        Family { forms, parts, bucket, heads: Vec::new(), rare: !english::is_sound_of_surname(surname) }
    }

    /// Joins the forms of the bucket; gives the cluster of bare surnames that nobody took.
    pub fn join(mut self, cluster: &mut [u32]) -> Option<u32> {
        if let [one] = self.bucket {
            return self.part(*one).given.is_empty().then_some(*one);
        }
        self.full_names();
        self.ends_of_longer_names();
        self.initials();
        let bare = self.bare();
        for head in self.heads.iter().filter(|h| !h.gone) {
            let Some(first) = head.members.iter().min() else { continue };
            head.members.iter().for_each(|n| set(cluster, *n, *first));
        }
        let first = bare.iter().min().copied()?;
        bare.iter().for_each(|n| set(cluster, *n, first));
        self.heads.is_empty().then_some(first)
    }

    fn part(&self, n: u32) -> &'a Parts {
        static NOBODY: Parts = Parts::nobody();
        self.parts.get(n as usize).unwrap_or(&NOBODY)
    }

    fn count(&self, n: u32) -> u64 {
        self.forms.get(n as usize).map_or(0, |f| f.count.into())
    }

    /// Forms with a full given name, by given name.
    fn full_names(&mut self) {
        let full = self.bucket.iter().copied().filter(|n| !self.part(*n).given.is_empty() && !self.part(*n).initials);
        let full: Vec<u32> = full.collect();
        let compound: HashSet<(&str, &str)> =
            full.iter().map(|n| self.part(*n).given_halves()).filter(|(_, second)| !second.is_empty()).collect();
        let mut groups: BTreeMap<String, Group<'a>> = BTreeMap::new();
        for n in full {
            let part = self.part(n);
            let mut given = hard(&part.given);
            let mut half = hard(part.given_halves().1);
            let mut middle = part.middle.as_slice();
            // "Jean Noel", where someone writes "Jean-Noël".
            if let Some((second, rest)) = middle.split_first().filter(|_| half.is_empty())
                && compound.contains(&(part.given.as_str(), second.as_str()))
            {
                half = hard(second);
                given = hard(&format!("{}{second}", part.given));
                middle = rest;
            }
            let group = groups.entry(given).or_default();
            if group.half.is_empty() {
                group.half = half;
            }
            group.members.push((n, middle));
        }
        for (given, group) in groups {
            self.group(&given, &group.half, &group.members);
        }
    }

    fn group(&mut self, given: &str, half: &str, members: &[(u32, &'a [String])]) {
        // Most people are written in one way.
        if let [(n, middle)] = members {
            self.heads.push(Head::of(self.way(*n, middle), given, half));
            return;
        }
        let mut ways: Vec<Way<'a>> = Vec::new();
        let mut known: HashMap<(Option<&str>, &[String], u8), usize> = HashMap::new();
        for (n, middle) in members {
            let way = self.way(*n, middle);
            let at = *known.entry(way.says()).or_insert(ways.len());
            match ways.get_mut(at) {
                Some(known) => {
                    known.members.push(*n);
                    known.count += way.count;
                }
                None => ways.push(way),
            }
        }
        mark_juniors(&mut ways);
        if members.first().is_some_and(|(n, _)| namesakes::are_many(self.part(*n))) {
            mark_namesakes(&mut ways);
        }
        // Ways in which nobody else is written are counted together; so the order is by what they say.
        ways.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.says().cmp(&b.says())));
        let heads = people_of(&ways).into_iter().map(|way| Head::of(way, given, half));
        self.heads.extend(heads);
    }

    fn way(&self, n: u32, middle: &'a [String]) -> Way<'a> {
        let part = self.part(n);
        Way {
            members: vec![n],
            count: self.count(n),
            short: part.short.as_deref(),
            middle,
            generation: part.generation,
            strict: false,
            rare: self.rare,
            plain: false,
        }
    }

    /// "López Obrador" is the end of "Andrés Manuel López Obrador", "Suu Kyi" of "Aung San Suu Kyi".
    fn ends_of_longer_names(&mut self) {
        let mut longer: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, head) in self.heads.iter().enumerate() {
            for middle in head.middle.iter().filter(|m| m.chars().count() > 1) {
                longer.entry(middle).or_default().push(i);
            }
        }
        let mut moves = Vec::new();
        for (i, head) in self.heads.iter().enumerate() {
            let short = head.middle.is_empty() && head.generation == 0 && head.second.is_empty();
            let Some(found) = longer.get(head.given.as_str()).filter(|_| short) else { continue };
            let fits = found.iter().filter(|l| **l != i).filter_map(|l| {
                let long = self.heads.get(*l)?;
                // Many are called by a second given name alone, and many others have it for their first.
                let plain = !head.members.iter().any(|n| self.begins_with_a_forename(*n));
                let words = long.middle.iter().filter(|m| m.chars().count() > 1).count() + 2;
                (plain || words > 3 || self.rare || self.is_called(long, head)).then_some((*l, long.count))
            });
            moves.extend(outstanding(fits.take(LOOKED_AT)).map(|to| (i, to)));
        }
        for (from, to) in moves {
            let Some(head) = self.heads.get_mut(from) else { continue };
            head.gone = true;
            let (members, count) = (std::mem::take(&mut head.members), head.count);
            if let Some(to) = self.heads.get_mut(to) {
                to.members.extend(members);
                to.count += count;
            }
        }
        self.heads.retain(|h| !h.gone);
    }

    fn begins_with_a_forename(&self, n: u32) -> bool {
        let name = self.forms.get(n as usize).map_or("", |f| f.name.as_str());
        name.split_whitespace().next().is_some_and(|w| is_forename(&crate::text::fold(w)))
    }

    /// Whether articles with the longer name use the shorter one for it.
    fn is_called(&self, long: &Head, short: &Head) -> bool {
        let names: HashSet<&str> =
            short.members.iter().filter_map(|n| self.forms.get(*n as usize)).map(|f| f.name.as_str()).collect();
        let forms = long.members.iter().filter_map(|n| self.forms.get(*n as usize));
        forms.flat_map(|f| &f.aliases).any(|(alias, _)| names.contains(alias.as_str()))
    }

    /// "D. Trump", "J.D. Vance": each with the one person whose names begin so.
    fn initials(&mut self) {
        let mut initials: Vec<u32> = self.bucket.iter().copied().filter(|n| self.part(*n).initials).collect();
        // The most telling first; stable, so that the most frequent of them come first.
        initials.sort_by_key(|n| std::cmp::Reverse(self.part(*n).given.len() + self.part(*n).middle.len()));
        let mut own: HashMap<(&str, &[String], u8), usize> = HashMap::new();
        self.heads.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.says().cmp(&b.says())));
        for n in initials {
            let part = self.part(n);
            let key = (part.given.as_str(), part.middle.as_slice(), part.generation);
            let known = own.get(&key).copied();
            let to = known.or_else(|| {
                let heads = self.heads.iter().enumerate().take(LOOKED_AT);
                let fits = heads.filter_map(|(i, head)| Some((i, head.count, head.begins(part)?)));
                let (whole, vague): (Vec<_>, Vec<_>) = fits.partition(|(.., whole)| *whole);
                // Who has all the initials comes before who has the first of them.
                let list = if whole.is_empty() { vague } else { whole };
                outstanding(list.into_iter().map(|(i, count, _)| (i, count)))
            });
            let count = self.count(n);
            match to.and_then(|to| Some((to, self.heads.get_mut(to)?))) {
                Some((to, head)) => {
                    head.members.push(n);
                    head.count += count;
                    if part.given.len() > head.letters.len() {
                        head.letters.clone_from(&part.given);
                    }
                    own.insert(key, to);
                }
                None => {
                    own.insert(key, self.heads.len());
                    self.heads.push(Head {
                        members: vec![n],
                        count,
                        given: String::new(),
                        second: String::new(),
                        middle: part.middle.clone(),
                        generation: part.generation,
                        strict: false,
                        letters: part.given.clone(),
                        gone: false,
                    });
                }
            }
        }
    }

    /// Bare surnames go to the one person of that surname, or to one far more frequent than the next. Gives those
    /// that nobody took.
    fn bare(&mut self) -> Vec<u32> {
        let bare = self.bucket.iter().copied().filter(|n| self.part(*n).given.is_empty());
        let (numbered, bare): (Vec<u32>, Vec<u32>) = bare.partition(|n| self.part(*n).generation != 0);
        // "Elizabeth II" has no surname, and is one person all the same.
        let mut by_number: BTreeMap<u8, Vec<u32>> = BTreeMap::new();
        numbered.into_iter().for_each(|n| by_number.entry(self.part(n).generation).or_default().push(n));
        for (generation, members) in by_number {
            let count = members.iter().map(|n| self.count(*n)).sum();
            let fit =
                self.heads.iter().enumerate().filter(|(_, h)| h.generation == generation).map(|(i, h)| (i, h.count));
            match outstanding(fit).and_then(|i| self.heads.get_mut(i)) {
                Some(head) => head.members.extend(members),
                None => self.heads.push(Head {
                    members,
                    count,
                    given: String::new(),
                    second: String::new(),
                    middle: Vec::new(),
                    generation,
                    strict: true,
                    letters: String::new(),
                    gone: false,
                }),
            }
        }
        let to = outstanding(self.heads.iter().enumerate().map(|(i, h)| (i, h.count)));
        match to.and_then(|to| self.heads.get_mut(to)) {
            Some(head) => {
                head.members.extend(bare);
                Vec::new()
            }
            None => bare,
        }
    }
}

impl Head {
    fn of(way: Way, given: &str, half: &str) -> Head {
        Head {
            members: way.members,
            count: way.count,
            given: given.to_string(),
            second: half.to_string(),
            middle: way.middle.to_vec(),
            generation: way.generation,
            strict: way.strict,
            letters: String::new(),
            gone: false,
        }
    }

    fn says(&self) -> (&str, &[String], u8, &str) {
        (&self.given, &self.middle, self.generation, &self.letters)
    }

    /// Whether initials can be those of this person; if so, whether all of them are.
    fn begins(&self, part: &Parts) -> Option<bool> {
        let generation =
            part.generation == self.generation || !self.strict && (part.generation == 0 || self.generation == 0);
        if !generation {
            return None;
        }
        let ours: Vec<&str> = if self.given.is_empty() {
            letters(&self.letters).chain(self.middle.iter().map(String::as_str)).collect()
        } else {
            let first = self.given.strip_suffix(&self.second).filter(|f| !f.is_empty()).unwrap_or(&self.given);
            let halves = [first, &self.second].into_iter().filter(|h| !h.is_empty());
            halves.chain(self.middle.iter().map(String::as_str)).collect()
        };
        let theirs: Vec<&str> = letters(&part.given).chain(part.middle.iter().map(String::as_str)).collect();
        let agree = ours.iter().zip(&theirs).all(|(a, b)| given_agrees(a, b));
        // "J. D." and "J. R." are two, even where a plain James could be either.
        let joined = letters(&self.letters).zip(letters(&part.given)).all(|(a, b)| a == b);
        (agree && joined).then_some(ours.len() >= theirs.len())
    }
}

fn letters(initials: &str) -> impl Iterator<Item = &str> {
    initials.char_indices().filter_map(|(i, c)| initials.get(i..i + c.len_utf8()))
}

/// "Victor" and "Viktor", "Lucas" and "Lukas" are one given name.
fn hard(given: &str) -> String {
    let mut out = String::with_capacity(given.len());
    let mut chars = given.chars().peekable();
    while let Some(c) = chars.next() {
        let soft = matches!(chars.peek(), Some('e' | 'i' | 'y' | 'h'));
        let c = if c == 'c' && !soft { 'k' } else { c };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}
