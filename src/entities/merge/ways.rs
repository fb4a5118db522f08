//! The ways in which one given name is written with a surname ("Joe", "Joseph R.", "Joseph ... Jr."), and who is who
//! among them.

use super::{OVERWHELMING, outstanding};
use crate::entities::names::{middle_agrees, nicknames};

/// Of more ways to write one given name the rarest are not compared: they are bits of a word.
const COMPARED: usize = 64;

/// What one way to write a given name says, with all forms that say just this.
#[derive(Clone)]
pub struct Way<'a> {
    pub members: Vec<u32>,
    pub count: u64,
    pub short: Option<&'a str>,
    pub middle: &'a [String],
    pub generation: u8,
    pub strict: bool,
    /// Few bear the surname.
    pub rare: bool,
    /// Only somebody without a middle name fits.
    pub plain: bool,
}

impl<'a> Way<'a> {
    pub fn says(&self) -> (Option<&'a str>, &'a [String], u8) {
        (self.short, self.middle, self.generation)
    }

    fn agrees(&self, other: &Way) -> bool {
        let short = match (self.short, other.short) {
            (None, None) => true,
            // "Steven" and "Stephen" are two names: one man only where few share the surname.
            (None, Some(one)) | (Some(one), None) => self.rare || !nicknames::is_formal(one),
            (Some(a), Some(b)) => a == b || nicknames::is_formal(a) != nicknames::is_formal(b),
        };
        let one_is_free = (self.generation == 0 || other.generation == 0) && !self.strict && !other.strict;
        let middle = (self.middle.is_empty() || !other.plain) && (other.middle.is_empty() || !self.plain);
        short
            && middle
            && (self.generation == other.generation || one_is_free)
            && middle_agrees(self.middle, other.middle)
    }

    /// Takes in what another way says of the same person.
    fn take(&mut self, other: Way<'a>) {
        self.members.extend(other.members);
        self.count += other.count;
        let length = |middle: &[String]| (middle.len(), middle.iter().map(String::len).sum::<usize>());
        if length(other.middle) > length(self.middle) {
            self.middle = other.middle;
        }
        self.short = self.short.or(other.short);
        self.generation = self.generation.max(other.generation);
        self.strict |= other.strict;
    }
}

/// "Donald Trump Jr." is another man where people say Donald Trump without it; "Joseph R. Biden Jr." is Joe Biden,
/// because hardly anyone says Joseph Biden.
pub fn mark_juniors(ways: &mut [Way]) {
    let plain: u64 = ways.iter().filter(|w| w.generation == 0).map(|w| w.count).sum();
    let marked: Vec<bool> = ways
        .iter()
        .map(|way| {
            let alike = ways.iter().filter(|w| w.generation == 0 && w.short == way.short).map(|w| w.count).sum::<u64>();
            let same = ways.iter().filter(|w| w.generation == way.generation).map(|w| w.count).sum::<u64>();
            way.generation != 0 && alike > 0 && alike * OVERWHELMING > same && alike * OVERWHELMING >= plain
        })
        .collect();
    ways.iter_mut().zip(marked).for_each(|(way, marked)| way.strict = marked);
}

/// "George Bush" is not George W. Bush, unless the archive hardly knows another.
pub fn mark_namesakes(ways: &mut [Way]) {
    let plain: u64 = ways.iter().filter(|w| w.middle.is_empty()).map(|w| w.count).sum();
    let most = ways.iter().filter(|w| !w.middle.is_empty()).map(|w| w.count).max().unwrap_or(0);
    if most < OVERWHELMING * plain {
        ways.iter_mut().for_each(|w| w.plain = w.middle.is_empty());
    }
}

/// Ways that agree are one person; a way that agrees with two that do not agree with each other is put aside first,
/// and joins one of them only if that is far more frequent.
pub fn people_of<'a>(ways: &[Way<'a>]) -> Vec<Way<'a>> {
    let compared = ways.get(..ways.len().min(COMPARED)).unwrap_or(ways);
    let agrees: Vec<u64> = compared
        .iter()
        .map(|a| compared.iter().enumerate().filter(|(_, b)| a.agrees(b)).fold(0, |bits, (j, _)| bits | 1 << j))
        .collect();
    let bit = |bits: u64, j: usize| bits >> j & 1 == 1;
    let torn = |i: usize| {
        let ours = agrees.get(i).copied().unwrap_or(0);
        agrees.iter().enumerate().any(|(j, theirs)| bit(ours, j) && ours & !theirs != 0)
    };
    let torn: Vec<bool> = (0..compared.len()).map(torn).collect();
    let of = |i: usize| agrees.get(i).copied().unwrap_or(0);
    let is_torn = |i: usize| torn.get(i).copied().unwrap_or(false);
    let mut people: Vec<Way<'a>> = Vec::new();
    // By way: its person.
    let mut places: Vec<Option<usize>> = Vec::with_capacity(compared.len());
    for (i, way) in compared.iter().enumerate() {
        let first = (0..i).find(|j| !is_torn(*j) && bit(of(i), *j)).and_then(|j| places.get(j).copied().flatten());
        match first.and_then(|p| people.get_mut(p)) {
            _ if is_torn(i) => places.push(None),
            Some(person) => {
                person.take(way.clone());
                places.push(first);
            }
            None => {
                places.push(Some(people.len()));
                people.push(way.clone());
            }
        }
    }
    let counts: Vec<u64> = people.iter().map(|p| p.count).collect();
    let sure = people.len();
    for (i, way) in compared.iter().enumerate().filter(|(i, _)| is_torn(*i)) {
        let ours = of(i);
        let mut fits: Vec<usize> =
            (0..compared.len()).filter(|j| bit(ours, *j)).filter_map(|j| places.get(j).copied().flatten()).collect();
        fits.retain(|p| *p < sure);
        fits.sort_unstable();
        fits.dedup();
        let to = outstanding(fits.into_iter().map(|p| (p, counts.get(p).copied().unwrap_or(0))));
        match to.and_then(|p| people.get_mut(p)) {
            Some(person) => person.take(way.clone()),
            None => people.push(way.clone()),
        }
    }
    people.extend(ways.get(COMPARED..).unwrap_or_default().iter().cloned());
    people
}
