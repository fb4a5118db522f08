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
const SIZE: usize = 1 << 13;

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
    room: Room,
}

/// Kept from word to word: where weights lie that are to be summed.
#[derive(Default)]
struct Room {
    features: Vec<u64>,
    rows: Vec<u32>,
}

impl Room {
    /// Finds the weights of the features that `put` puts; gives how many are found so far.
    fn find(&mut self, model: &Model, put: impl FnOnce(&mut Vec<u64>)) -> usize {
        self.features.clear();
        put(&mut self.features);
        model.find(&self.features, &mut self.rows);
        self.rows.len()
    }

    /// The sum of the weights found from `from` to `to`.
    fn sum(&self, model: &Model, from: usize, to: usize) -> Scores {
        let mut scores = NONE;
        model.sum(self.rows.get(from..to).unwrap_or_default(), &mut scores);
        scores
    }
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
        let mut memo = Memo { model, entries: &mut table.entries, chunk: None, room: Room::default() };
        work(&mut memo, decoder)
    })
}

impl Memo<'_> {
    /// The weights of all features of a word.
    pub fn score(&mut self, view: &View) -> Scores {
        // First where everything lies, then the sums: each place may be far away in memory, and none waits for another.
        let Memo { model, room, .. } = self;
        room.rows.clear();
        let keys = Group::ALL.map(|group| view.key(group));
        let known = keys.map(|key| self.entries.get(place(key)).is_some_and(|entry| entry.0 == key));
        let own = room.find(model, |out| view.pairs(out));
        let span = view.chunk_span();
        let last = self.chunk.filter(|(last, _)| *last == span).map(|(_, weights)| weights);
        let mut end = if last.is_none() { room.find(model, |out| view.chunk(out)) } else { own };
        let mut from = end;
        let ends = std::array::from_fn::<usize, { Group::ALL.len() }, _>(|i| {
            if let (Some(false), Some(group)) = (known.get(i), Group::ALL.get(i)) {
                end = room.find(model, |out| view.group(*group, out));
            }
            end
        });
        let mut scores = room.sum(model, 0, own);
        let chunk = last.unwrap_or_else(|| room.sum(model, own, from));
        self.chunk = Some((span, chunk));
        add(&mut scores, &chunk);
        for (((group, key), known), end) in Group::ALL.into_iter().zip(keys).zip(known).zip(ends) {
            let Some(entry) = self.entries.get_mut(place(key)) else { continue };
            if !known {
                *entry = (key, room.sum(model, from, end));
                from = end;
            } else if entry.0 != key {
                // A group before it has taken its place.
                *entry = (key, NONE);
                let mut features = Vec::new();
                view.group(group, &mut features);
                model.score(&features, &mut entry.1);
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
            self.room.rows.clear();
            let end = self.room.find(self.model, |out| count.features(out));
            *entry = (key, self.room.sum(self.model, 0, end));
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
