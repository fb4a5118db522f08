//! Weights summed once for what comes again and again: most words of a text are the words of the text before it.
//!
//! Each group of features ([`Group`]) looks at little, and a number names what it looked at. One table of a fixed size
//! holds the sums of the last ones; a thread has its own.

use std::cell::RefCell;

use super::decode::Decoder;
use super::features::{Group, View};
use super::model::{Model, NONE, Scores};
use super::votes::Count;

/// So many sums are kept, a power of two: half a megabyte.
const SIZE: usize = 1 << 14;

/// The sums of one thread for one model.
struct Table {
    /// Of [`Model::serial`].
    model: u64,
    entries: Vec<(u64, Scores)>,
    decoder: Option<Decoder>,
}

thread_local! {
    static TABLE: RefCell<Table> = const { RefCell::new(Table { model: 0, entries: Vec::new(), decoder: None }) };
}

/// Scores words by one model.
pub struct Memo<'a> {
    model: &'a Model,
    entries: &'a mut [(u64, Scores)],
    /// The last chunk and its weights.
    chunk: Option<((usize, usize), Scores)>,
    features: Vec<u64>,
}

/// Calls `work` with this thread's sums and decoder for `model`, for the words of one story in reading order.
pub fn with_memo<T>(model: &Model, work: impl FnOnce(&mut Memo, &mut Decoder) -> T) -> T {
    TABLE.with_borrow_mut(|table| {
        if table.model != model.serial || table.entries.is_empty() {
            table.model = model.serial;
            table.entries.clear();
            table.entries.resize(SIZE, (0, NONE));
            table.decoder = None;
        }
        let decoder = table.decoder.get_or_insert_with(|| Decoder::new(&model.transitions));
        let mut memo = Memo { model, entries: &mut table.entries, chunk: None, features: Vec::with_capacity(64) };
        work(&mut memo, decoder)
    })
}

impl Memo<'_> {
    /// The weights of all features of a word.
    pub fn score(&mut self, view: &View) -> Scores {
        // All places are looked at before anything depends on one: each may be far away in memory.
        let keys = Group::ALL.map(|group| view.key(group));
        let known = keys.map(|key| self.entries.get(place(key)).is_some_and(|entry| entry.0 == key));
        let mut scores = sum(self.model, &mut self.features, |out| view.pairs(out));
        let span = view.chunk_span();
        let chunk = match self.chunk {
            Some((last, weights)) if last == span => weights,
            _ => sum(self.model, &mut self.features, |out| view.chunk(out)),
        };
        self.chunk = Some((span, chunk));
        add(&mut scores, &chunk);
        for ((group, key), known) in Group::ALL.into_iter().zip(keys).zip(known) {
            let Some(entry) = self.entries.get_mut(place(key)) else { continue };
            // A group before it may have taken its place.
            if !known || entry.0 != key {
                *entry = (key, sum(self.model, &mut self.features, |out| view.group(group, out)));
            }
            add(&mut scores, &entry.1);
        }
        scores
    }

    /// Adds what the other places of a word say to its weights; gives whether that changes them.
    pub fn add_votes(&mut self, count: &Count, scores: &mut Scores) -> bool {
        let key = count.key() ^ VOTES;
        let Some(entry) = self.entries.get_mut(place(key)) else { return false };
        if entry.0 != key {
            *entry = (key, sum(self.model, &mut self.features, |out| count.features(out)));
        }
        add(scores, &entry.1);
        entry.1 != NONE
    }
}

/// Tells the sums of votes from those of a [`Group`].
const VOTES: u64 = (Group::ALL.len() as u64) << 60;

fn place(key: u64) -> usize {
    (key >> 20) as usize % SIZE
}

/// No word has so many features that the sum of their weights reaches the limit: the order is all one.
fn add(scores: &mut Scores, more: &Scores) {
    scores.iter_mut().zip(more).for_each(|(s, w)| *s = s.saturating_add(*w));
}

/// The weights of the features that `of` puts.
fn sum(model: &Model, features: &mut Vec<u64>, put: impl FnOnce(&mut Vec<u64>)) -> Scores {
    let mut scores = NONE;
    features.clear();
    put(features);
    model.score(features, &mut scores);
    scores
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::features::Looker;
    use super::super::{model, runs, training, words};
    use super::*;
    use crate::entities::{evidence, story::Story};

    /// Sums from the table are those of the features one by one.
    fn check(paragraphs: &[String]) {
        let article = training::article(paragraphs);
        let story = Story::new(&article);
        let (runs, evidence, mut words) = (runs::find(&story), evidence::find(&story), Vec::new());
        words::of(&story, &runs, &mut words);
        let looker = Looker::new(&story, &words, &evidence.codes, &runs);
        with_memo(model::model(), |memo, _| {
            for (run, at) in runs.iter().flat_map(|run| (run.first..run.end).map(move |at| (run, at))) {
                let (mut features, mut plain) = (Vec::new(), NONE);
                looker.features(*run, at, &mut features);
                model::model().score(&features, &mut plain);
                assert_eq!(looker.view(*run, at).map(|view| memo.score(&view)), Some(plain), "{paragraphs:?}");
            }
        });
    }

    proptest! {
        #[test]
        fn a_sum_that_was_kept_is_the_sum(picks in prop::collection::vec(0..WORDS.len(), 0..60)) {
            let text = picks.iter().filter_map(|i| WORDS.get(*i)).copied().collect::<Vec<_>>().join(" ");
            check(&[text.clone(), text]);
        }

        #[test]
        fn whatever_the_text(text in "\\PC{0,80}") {
            check(&[text]);
        }
    }

    const WORDS: [&str; 24] = [
        "President",
        "Emmanuel",
        "Macron",
        "said",
        "the",
        "U.S.",
        "US",
        "of",
        "Bank",
        "England",
        "Élysée",
        "in",
        "Paris,",
        "Paris.",
        "“Yes,”",
        "MACRON",
        "al-Assad",
        "2020",
        "J.D.",
        "JD",
        "Vance",
        "Monday",
        "(AP)",
        "Macron's",
    ];
}
