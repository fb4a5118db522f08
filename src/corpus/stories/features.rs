//! What an article is known by: the names in it, the words of its title and those that its text says most often, with a
//! weight each.

use super::Told;
use super::sketch::{key, words};

/// So many words of a title count: a first sentence that stands for one would drown the rest.
const WORDS: usize = 14;
/// So many names count; those that stand first.
const NAMES: usize = 40;
/// The most that a name or a word weighs: what one article in so many has (e^5) is as rare as can be told.
const MOST: f32 = 5.0;
/// What a country weighs less than another name: half the news names the same few.
const COUNTRY: f32 = 0.5;
/// A word says nothing that more of the articles than one in so many have.
const COMMON: u32 = 12;
/// Archives are taken to be larger than they are: in one of ten articles nothing is rare.
const SMALL: u32 = 20;

/// How many articles have each name and each word: names first, by number, then words by their hash.
pub(super) struct Names {
    weights: Vec<f32>,
    names: u32,
    mask: u64,
}

impl Names {
    /// Of the articles in `order`.
    pub fn of(told: &dyn Told, order: &[u32]) -> Names {
        let names = told.name_count();
        let all = order.len() as u32;
        // Two words that share a place count as one, which makes both commoner: there have to be many more places than
        // words.
        let places = (order.len() * 64).next_power_of_two().clamp(1 << 16, 1 << 21);
        let mut words = Names { weights: Vec::new(), names, mask: places as u64 - 1 };
        let mut counts = vec![0u32; places];
        let mut named = vec![0u32; names as usize];
        let (mut said, mut who) = (Vec::new(), Vec::new());
        for n in order {
            said.clear();
            words.of_words(told, *n, &mut said);
            said.iter().for_each(|word| counts[(*word - names) as usize] += 1);
            who.clear();
            told.names(*n, &mut |name| who.push(name));
            who.sort_unstable();
            who.dedup();
            for name in &who {
                if let Some(count) = named.get_mut(*name as usize) {
                    *count += 1;
                }
            }
        }
        // What one article alone has is shared by none.
        let weight = |count: u32| match count {
            0 | 1 => 0.0,
            count => (((all + SMALL) as f32) / count as f32).ln().clamp(0.0, MOST),
        };
        let of_word = |count: u32| if all >= COMMON * 2 && count > all / COMMON { 0.0 } else { weight(count) };
        let of_name = |(n, count)| weight(count) * if told.is_country(n) { COUNTRY } else { 1.0 };
        words.weights = (0..names).zip(named).map(of_name).chain(counts.into_iter().map(of_word)).collect();
        words
    }

    pub fn count(&self) -> usize {
        self.weights.len()
    }

    /// Appends the words of an article's title and those that its text says most often, each once.
    fn of_words(&self, told: &dyn Told, n: u32, out: &mut Vec<u32>) {
        let place = |key: u32| self.names + (u64::from(key) & self.mask) as u32;
        let mut left = WORDS;
        words(told.title(n), &mut |word| {
            if word.len() > 2 && left > 0 {
                left -= 1;
                out.push(place(key(word)));
            }
        });
        out.extend(told.sketch(n).words().map(place));
        out.sort_unstable();
        out.dedup();
    }
}

/// The features of an article. Reused from one to the next.
#[derive(Default)]
pub(super) struct Features {
    /// By number, rising, each once.
    pub all: Vec<(u32, f32)>,
    /// The length of the whole, as a vector.
    pub norm: f32,
    rarest: Vec<(u32, f32)>,
    numbers: Vec<u32>,
    said: Vec<u32>,
}

/// How far a weight reaches in the direction of its feature: less than all of it, so that one rare name is not all that
/// counts.
pub(super) fn length(weight: f32) -> f32 {
    weight.sqrt() * weight.sqrt().sqrt()
}

impl Features {
    pub fn read(&mut self, told: &dyn Told, n: u32, names: &Names) {
        self.numbers.clear();
        told.names(n, &mut |name| {
            if self.numbers.len() < NAMES && name < names.names {
                self.numbers.push(name);
            }
        });
        names.of_words(told, n, &mut self.said);
        self.numbers.append(&mut self.said);
        self.numbers.sort_unstable();
        self.numbers.dedup();
        let weight = |feature: &u32| (*feature, names.weights.get(*feature as usize).copied().unwrap_or(0.0));
        self.all.clear();
        self.all.extend(self.numbers.iter().map(weight).filter(|(_, weight)| *weight > 0.0));
        self.norm = self.all.iter().map(|(_, weight)| length(*weight).powi(2)).sum::<f32>().sqrt();
        self.rarest.clone_from(&self.all);
        self.rarest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.rarest.truncate(super::RAREST);
    }

    /// The rarest of them.
    pub fn rarest(&self) -> &[(u32, f32)] {
        &self.rarest
    }
}
