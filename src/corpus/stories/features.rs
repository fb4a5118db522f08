//! What an article is known by: the names in it and the words of its title, with a weight each.

use super::Told;
use crate::text::{fold, hash, segment};

/// So many words of a title count: a first sentence that stands for one would drown the rest.
const WORDS: usize = 14;
/// So many names count; those that stand first.
const NAMES: usize = 40;
/// The most that a name or a word weighs: what one article in so many has (e^5) is as rare as can be told.
const MOST: f32 = 5.0;
/// A title that more of the articles than one in so many share a word with says nothing by it.
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
        // Two words that share a place count as one, which makes both a little commoner.
        let places = (order.len() * 8).next_power_of_two().clamp(1 << 10, 1 << 21);
        let mut words = Names { weights: Vec::new(), names, mask: places as u64 - 1 };
        let mut counts = vec![0u32; places];
        let mut title = Vec::new();
        for n in order {
            title.clear();
            words.of_title(told.title(*n), &mut title);
            title.iter().for_each(|word| counts[(*word - names) as usize] += 1);
        }
        let weight = |count: u32| (((all + SMALL) as f32) / count.max(1) as f32).ln().clamp(0.0, MOST);
        let of_word = |count: u32| if all >= COMMON * 2 && count > all / COMMON { 0.0 } else { weight(count) };
        words.weights = (0..names).map(|n| weight(told.rows_of(n))).chain(counts.into_iter().map(of_word)).collect();
        words
    }

    pub fn count(&self) -> usize {
        self.weights.len()
    }

    /// Appends the words of a title, each once.
    fn of_title(&self, title: &str, out: &mut Vec<u32>) {
        let folded = fold(title);
        let mut push = |word: &str| {
            let word = word.strip_suffix("'s").unwrap_or(word);
            let word = if word.len() > 4 { word.strip_suffix('s').unwrap_or(word) } else { word };
            let place = self.names + (hash::of(word) & self.mask) as u32;
            if word.len() > 2 && out.len() < WORDS && !out.contains(&place) {
                out.push(place);
            }
        };
        if folded.is_ascii() {
            folded.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').for_each(&mut push);
        } else {
            segment::words(&folded).for_each(|(_, word)| push(word));
        }
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
}

impl Features {
    pub fn read(&mut self, told: &dyn Told, n: u32, names: &Names) {
        self.numbers.clear();
        told.names(n, &mut |name| {
            if self.numbers.len() < NAMES && name < names.names {
                self.numbers.push(name);
            }
        });
        let mut words = std::mem::take(&mut self.rarest).into_iter().map(|(word, _)| word).collect::<Vec<u32>>();
        words.clear();
        names.of_title(told.title(n), &mut words);
        self.numbers.extend(words);
        self.numbers.sort_unstable();
        self.numbers.dedup();
        let weight = |feature: &u32| (*feature, names.weights.get(*feature as usize).copied().unwrap_or(0.0));
        self.all.clear();
        self.all.extend(self.numbers.iter().map(weight).filter(|(_, weight)| *weight > 0.0));
        self.norm = self.all.iter().map(|(_, weight)| weight).sum::<f32>().sqrt();
        self.rarest.clone_from(&self.all);
        self.rarest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.rarest.truncate(super::RAREST);
    }

    /// The rarest of them.
    pub fn rarest(&self) -> &[(u32, f32)] {
        &self.rarest
    }
}
