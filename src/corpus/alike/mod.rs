//! Articles that say the same: found by their signatures, without reading any of them.
//!
//! Articles are gone through from the oldest on. Each joins the *first* of a family that it is alike to, the most
//! alike of them, or is the first of a new one; so no chain of small changes joins two that are not alike. Whom it is
//! held against is told by bands: two texts that share most of their shingles agree in all three bytes of one of
//! twenty-one triples almost surely, and two others hardly ever do. What comes out depends on the articles alone, not
//! on the order in which they were read.

mod families;
#[cfg(test)]
mod tests;

use super::{Article, ArticleId, ParagraphKind};
use crate::text::shingles::{LENGTH, Signature};

pub use families::Families;
pub(super) use families::Marker;

/// How alike articles are that are folded into one row, in hundredths; 100 folds only those of the same content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike(u8);

impl Default for Alike {
    /// Below it different stories begin, above it copies are missed: see the tests.
    fn default() -> Alike {
        Alike(70)
    }
}

impl Alike {
    pub const EQUAL: Alike = Alike(100);
    /// Below this, articles would be folded that are not alike at all.
    const LEAST: u8 = 40;

    /// From hundredths; `None` for less than 40 or more than 100.
    pub fn of(hundredths: u8) -> Option<Alike> {
        (Alike::LEAST..=100).contains(&hundredths).then_some(Alike(hundredths))
    }

    /// A number from 0.4 to 1, or `off` for 1.
    pub fn parse(text: &str) -> Option<Alike> {
        if text == "off" {
            return Some(Alike::EQUAL);
        }
        let share: f32 = text.parse().ok().filter(|n| (0.0..=1.0).contains(n))?;
        Alike::of((share * 100.0).round() as u8)
    }

    pub fn hundredths(self) -> u8 {
        self.0
    }

    /// Whether two articles of so many words are alike: by what they share of all that both say, or because nearly
    /// all of the shorter one stands in the longer.
    fn fits(self, a: (Signature, u32), b: (Signature, u32)) -> Option<u32> {
        let agreeing = a.0.agreeing(&b.0);
        let (share, wanted) = (a.0.alike(&b.0), f32::from(self.0) / 100.0);
        if share >= wanted {
            return Some(agreeing);
        }
        let (shorter, both) = (a.1.min(b.1), a.1.saturating_add(b.1));
        let inside = share / (1.0 + share) * both as f32 / shorter.max(1) as f32;
        (shorter >= CUT && share >= wanted / 2.0 && inside >= 0.5 + wanted / 2.0).then_some(agreeing)
    }
}

/// What is cut from a longer text has to be a text of so many words.
const CUT: u32 = 80;

/// What an article is known by: its story, without captions, datelines and furniture, which every paper has its own of.
pub fn signature(article: &Article) -> Signature {
    let told = |kind| matches!(kind, ParagraphKind::Body | ParagraphKind::List);
    let story = article.paragraphs.iter().filter(|p| told(p.kind)).map(|p| p.text.as_str());
    Signature::of(story, &article.title, &article.id.0)
}

/// The articles among which families are looked for, numbered newest first.
#[allow(clippy::len_without_is_empty, reason = "nobody asks")]
pub trait Told {
    fn len(&self) -> u32;
    fn id(&self, n: u32) -> ArticleId;
    /// Days since 1970-01-01.
    fn day(&self, n: u32) -> Option<i32>;
    fn words(&self, n: u32) -> u32;
    fn signature(&self, n: u32) -> Signature;
}

/// Bands of a signature, and bytes of each.
const BANDS: usize = LENGTH / BAND;
const BAND: usize = 3;
/// Each article is held against so many of the first of its neighbours in a band, and of those just before it.
const FIRST: usize = 3;
const BEFORE: usize = 2;
/// So many of them that it is alike to are remembered.
const NEAR: usize = 4;

const NONE: u32 = u32::MAX;

/// The families among the articles. `None` if `go_on` said no.
pub fn families(told: &dyn Told, alike: Alike, go_on: &mut dyn FnMut() -> bool) -> Option<Families> {
    // From here on articles are known by their ranks.
    let order = oldest_first(told);
    let equal = equals(told, &order);
    let mut near = vec![[NONE; NEAR]; if alike == Alike::EQUAL { 0 } else { order.len() }];
    let (mut entries, mut spare) = (Vec::new(), Vec::new());
    for band in (0..BANDS).filter(|_| alike < Alike::EQUAL) {
        if !go_on() {
            return None;
        }
        entries.clear();
        entries.extend((0u32..).zip(&order).filter(|(rank, _)| equal[*rank as usize] == *rank).map(|(rank, n)| {
            let bytes = told.signature(*n).0;
            (bytes.iter().skip(band * BAND).take(BAND).fold(0, |key, byte| key << 8 | u32::from(*byte)), rank)
        }));
        sort(&mut entries, &mut spare);
        for run in entries.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            neighbours(told, &order, alike, run, &mut near);
        }
    }
    Some(Families::of(order.len(), joined(told, &order, alike, &equal, &near).into_iter().zip(order)))
}

/// The numbers in the order in which articles look for a family: those of one day by content. Which of equal ones
/// comes first makes no difference.
fn oldest_first(told: &dyn Told) -> Vec<u32> {
    let mut order: Vec<u32> = (0..told.len()).rev().collect();
    let same_day = |a: &u32, b: &u32| told.day(*a) == told.day(*b);
    order.chunk_by_mut(same_day).for_each(|day| day.sort_by_cached_key(|n| (told.id(*n), *n)));
    order
}

/// Of each article the first one of the same content.
fn equals(told: &dyn Told, order: &[u32]) -> Vec<u32> {
    let start = |id: ArticleId| id.0.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    let mut ids: Vec<(u64, u32)> = (0u32..).zip(order).map(|(rank, n)| (start(told.id(*n)), rank)).collect();
    ids.sort_unstable();
    let mut equal: Vec<u32> = (0..order.len() as u32).collect();
    for (_, same) in ids.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1).map(|same| (0, same)) {
        // Half an id may agree by somebody's design: the whole is looked at.
        let mut whole: Vec<(ArticleId, u32)> =
            same.iter().filter_map(|(_, rank)| Some((told.id(*order.get(*rank as usize)?), *rank))).collect();
        whole.sort_unstable();
        for same in whole.chunk_by(|a, b| a.0 == b.0) {
            same.iter().for_each(|(_, rank)| equal[*rank as usize] = same[0].1);
        }
    }
    equal
}

/// Puts entries in the order of their keys, of three bytes each, those with one key as they were: by counting how many
/// there are of each half of a key.
fn sort(entries: &mut Vec<(u32, u32)>, spare: &mut Vec<(u32, u32)>) {
    const HALF: u32 = 4 * BAND as u32;
    for shift in [0, HALF] {
        let digit = |key: u32| (key >> shift) as usize & ((1 << HALF) - 1);
        let mut next = vec![0u32; 1 << HALF];
        entries.iter().for_each(|(key, _)| next[digit(*key)] += 1);
        let mut before = 0;
        next.iter_mut().for_each(|n| before += std::mem::replace(n, before));
        spare.clear();
        spare.resize(entries.len(), (0, 0));
        for entry in entries.iter() {
            let place = &mut next[digit(entry.0)];
            spare[*place as usize] = *entry;
            *place += 1;
        }
        std::mem::swap(entries, spare);
    }
}

/// Holds each of a run of articles that agree in a band against a few of those before it.
fn neighbours(told: &dyn Told, order: &[u32], alike: Alike, run: &[(u32, u32)], near: &mut [[u32; NEAR]]) {
    let text = |rank: u32| {
        let n = order[rank as usize];
        (told.signature(n), told.words(n))
    };
    for (at, (_, rank)) in run.iter().copied().enumerate().skip(1) {
        let before = (0..at.min(FIRST)).chain(at.saturating_sub(BEFORE).max(FIRST)..at);
        for other in before.map(|at| run[at].1) {
            let known = near[rank as usize];
            let free = known.iter().position(|n| *n == NONE);
            if known.contains(&other) || free.is_none() {
                continue;
            }
            if alike.fits(text(rank), text(other)).is_some()
                && let Some(slot) = free.and_then(|at| near[rank as usize].get_mut(at))
            {
                *slot = other;
            }
        }
    }
}

/// Of each article, by rank, the rank of its family's first.
fn joined(told: &dyn Told, order: &[u32], alike: Alike, equal: &[u32], near: &[[u32; NEAR]]) -> Vec<u32> {
    let text = |rank: u32| {
        let n = order[rank as usize];
        (told.signature(n), told.words(n))
    };
    let mut first: Vec<u32> = Vec::with_capacity(order.len());
    for rank in 0..order.len() as u32 {
        let same = equal[rank as usize];
        if same != rank {
            first.push(first[same as usize]);
            continue;
        }
        let neighbours = near.get(rank as usize).copied().unwrap_or([NONE; NEAR]);
        let firsts = neighbours.iter().filter_map(|n| first.get(*n as usize).copied());
        let fits = firsts.filter_map(|of| Some((alike.fits(text(rank), text(of))?, std::cmp::Reverse(of))));
        let best = fits.max().map(|(_, of)| of.0);
        first.push(best.unwrap_or(rank));
    }
    first
}
