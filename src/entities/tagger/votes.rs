//! What the rest of the article says of a word: a name that is plainly a person in one sentence is one in the next.
//!
//! The labels of a first pass are counted for each word; in the second pass the counts of its *other* places are
//! features (two-stage tagging, Krishnan & Manning 2006).

use std::collections::HashMap;

use super::super::story::Story;
use super::tag::Class;
use super::words::Word;
use super::{Tagged, hash};

/// How often a word stands in names of each class, alone or within, and in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    alone: [u32; 4],
    /// As the last of several words: "Macron" of "Emmanuel Macron".
    last: [u32; 4],
    within: [u32; 4],
    total: u32,
}

/// The counts of one article.
pub struct Votes {
    words: HashMap<u64, Count>,
    /// The class and the place of each word in the first pass.
    labels: Vec<Option<(Class, Position)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    Alone,
    Last,
    Within,
}

impl Votes {
    /// Counts the labels that `names` give to the words of `story`.
    pub fn count(story: &Story, words: &[Word], names: &[Tagged]) -> Votes {
        let mut labels = vec![None; words.len()];
        for name in names {
            let (first, end) = (name.first as usize, name.end as usize);
            for (at, label) in labels.iter_mut().enumerate().take(end).skip(first) {
                let position = match (end - first == 1, at + 1 == end) {
                    (true, _) => Position::Alone,
                    (false, true) => Position::Last,
                    (false, false) => Position::Within,
                };
                *label = Some((name.class, position));
            }
        }
        let mut counts: HashMap<u64, Count> = HashMap::new();
        for ((word, label), token) in words.iter().zip(&labels).zip(&story.tokens) {
            // What is in no run was not looked at.
            if !token.capital() || word.lower == 0 {
                continue;
            }
            let count = counts.entry(word.lower).or_default();
            count.total = count.total.saturating_add(1);
            if let Some((class, position)) = label {
                add(count, *class, *position, 1);
            }
        }
        counts.retain(|_, c| c.total > 1);
        Votes { words: counts, labels }
    }

    /// Whether no word stands in more than one place.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What the other places of the word at `at` say, if it has any.
    pub fn elsewhere(&self, words: &[Word], at: usize) -> Option<Count> {
        let mut count = self.words.get(&words.get(at)?.lower).copied()?;
        count.total -= 1;
        if let Some((class, position)) = self.labels.get(at).copied().flatten() {
            add(&mut count, class, position, -1);
        }
        Some(count)
    }
}

impl Count {
    /// The counts as one number.
    pub fn key(&self) -> u64 {
        let lists = [&self.alone, &self.last, &self.within];
        let pairs = lists.into_iter().flat_map(|list| list.chunks_exact(2));
        let pair = |pair: &[u32]| pair.iter().fold(0, |all, n| all << 32 | u64::from(*n));
        pairs.fold(u64::from(self.total), |all, two| hash::join(all, pair(two)))
    }

    /// The features that the counts are, appended to `out`.
    pub fn features(&self, out: &mut Vec<u64>) {
        let count = self;
        let named = |list: [u32; 4]| list.iter().sum::<u32>();
        let all = named(count.alone) + named(count.last) + named(count.within);
        let mut put = |template: u64, value: u64| out.push(hash::join(300 + template, value));
        let share = |n: u32| match n.saturating_mul(4) / count.total.max(1) {
            _ if n == 0 => 0u64,
            0 => 1,
            1 => 2,
            2 | 3 => 3,
            _ => 4,
        };
        let size = u64::from(count.total.min(4));
        put(0, share(all) << 3 | size);
        let lists = [count.alone, count.last, count.within];
        for (k, list) in lists.iter().enumerate() {
            for (class, n) in list.iter().enumerate().filter(|(_, n)| **n > 0) {
                put(1 + k as u64, (class as u64) << 3 | share(*n));
                put(5 + k as u64, (class as u64) << 3 | u64::from((*n).min(3)));
            }
        }
        for class in 0..4 {
            let n: u32 = lists.iter().filter_map(|l| l.get(class)).sum();
            put(10, (class as u64) << 6 | share(n) << 3 | size);
        }
    }
}

fn add(count: &mut Count, class: Class, position: Position, n: i32) {
    let list = match position {
        Position::Alone => &mut count.alone,
        Position::Last => &mut count.last,
        Position::Within => &mut count.within,
    };
    if let Some(entry) = list.get_mut(class as usize) {
        *entry = entry.saturating_add_signed(n);
    }
}
