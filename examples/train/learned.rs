//! The training text as numbers: features counted and numbered, runs with the labels that they may have, and the
//! votes of each document as a model would see them that did not learn from it.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::corpus::Document;
use crate::crf::{Crf, Run, Steering};
use crate::random::Random;
use newsprint::entities::tagger::decode::Decoder;
use newsprint::entities::tagger::model::{Transitions, WIDTH};
use newsprint::entities::tagger::tag::{Class, LABELS, Label, OUTSIDE, Place, label};
use newsprint::entities::tagger::training::{Example, article};
use newsprint::text::Span;

/// The rarest feature that is learned.
const SEEN: u32 = 2;
/// One unit of a packed weight: see [`crate::pack`].
pub const UNIT: f32 = 1.0 / 40.0;

/// A document of a training set.
pub struct Labelled {
    pub document: Document,
    /// Whether peoples, events and works are labelled in it: elsewhere "outside" may mean one of them.
    pub others: bool,
    /// How much it counts.
    pub weight: f32,
}

/// The training text as numbers.
pub struct Learned {
    pub runs: Vec<Run>,
    /// The runs of each document.
    documents: Vec<Range<usize>>,
    pub hashes: Vec<u64>,
    /// How often each feature was seen.
    pub counts: Vec<u32>,
    numbers: HashMap<u64, u32>,
    texts: Vec<Document>,
}

/// One document with its features as hashes: per run, per word.
struct Looked {
    runs: Vec<Vec<Vec<u64>>>,
    wide: Vec<Vec<bool>>,
    labels: Vec<Vec<Label>>,
}

fn look(document: &Document) -> Looked {
    let article = article(&document.paragraphs);
    let example = Example::new(&article);
    let mut features = example.features().into_iter();
    let places = example.places();
    let mut places = places.iter();
    let mut out = Looked { runs: Vec::new(), wide: Vec::new(), labels: Vec::new() };
    for run in &example.runs {
        let n = run.end - run.first;
        out.runs.push(features.by_ref().take(n).collect());
        let here: Vec<_> = places.by_ref().take(n).collect();
        out.wide.push(here.iter().map(|p| p.2).collect());
        let of = |p: &(u32, Span, bool)| {
            document.names.iter().position(|n| {
                let overlap = n.span.end.min(p.1.end).saturating_sub(n.span.start.max(p.1.start));
                n.paragraph == p.0 && overlap * 10 > p.1.len() as u32 * 6
            })
        };
        let named: Vec<Option<usize>> = here.iter().map(|p| of(p)).collect();
        let labels = (0..n).map(|k| {
            let Some(name) = named[k] else { return OUTSIDE };
            let first = k == 0 || named[k - 1] != Some(name);
            let last = k + 1 == n || named[k + 1] != Some(name);
            let place = match (first, last) {
                (true, true) => Place::Unit,
                (true, false) => Place::First,
                (false, true) => Place::Last,
                (false, false) => Place::Inner,
            };
            label(document.names[name].class, place)
        });
        out.labels.push(labels.collect());
    }
    out
}

impl Learned {
    pub fn look(documents: Vec<Labelled>) -> Learned {
        let looked: Vec<Looked> = documents.par_iter().map(|d| look(&d.document)).collect();
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for feature in looked.iter().flat_map(|l| &l.runs).flatten().flatten() {
            *counts.entry(*feature).or_default() += 1;
        }
        let mut hashes: Vec<u64> = counts.iter().filter(|(_, n)| **n >= SEEN).map(|(h, _)| *h).collect();
        hashes.sort_unstable();
        let kept = hashes.iter().map(|h| counts[h]).collect();
        drop(counts);
        let numbers: HashMap<u64, u32> = hashes.iter().copied().zip(0..).collect();
        let mut out =
            Learned { runs: Vec::new(), documents: Vec::new(), hashes, counts: kept, numbers, texts: Vec::new() };
        let others = [Place::First, Place::Inner, Place::Last, Place::Unit].map(|p| 1 << label(Class::Other, p));
        let outside_or_other: u32 = others.iter().fold(1 << OUTSIDE, |set, bit| set | bit);
        for (looked, labelled) in looked.into_iter().zip(documents) {
            let from = out.runs.len();
            for ((words, wide), labels) in looked.runs.into_iter().zip(looked.wide).zip(looked.labels) {
                let features = words.iter().map(|w| out.number(w)).collect();
                let allowed = |l: &Label| if *l == OUTSIDE && !labelled.others { outside_or_other } else { 1 << l };
                let allowed = labels.iter().map(allowed).collect();
                out.runs.push(Run { features, votes: Vec::new(), wide, allowed, weight: labelled.weight });
            }
            out.documents.push(from..out.runs.len());
            out.texts.push(labelled.document);
        }
        out
    }

    fn number(&self, hashes: &[u64]) -> Vec<u32> {
        hashes.iter().filter_map(|h| self.numbers.get(h).copied()).collect()
    }

    /// Lets each document's words vote, by a model that was trained without it.
    pub fn vote(&mut self, steering: Steering, random: &mut Random) {
        let mut found: Vec<Vec<Vec<u64>>> = vec![Vec::new(); self.documents.len()];
        for half in 0..2 {
            let crf = self.train(3, steering, |d| d % 2 == half, false, random);
            let votes: Vec<(usize, Vec<Vec<u64>>)> = (0..self.documents.len())
                .into_par_iter()
                .filter(|d| d % 2 != half)
                .map(|d| (d, self.votes_of(d, &crf)))
                .collect();
            votes.into_iter().for_each(|(d, v)| found[d] = v);
        }
        let mut known: HashMap<u64, u32> = HashMap::new();
        for feature in found.iter().flatten().flatten() {
            *known.entry(*feature).or_default() += 1;
        }
        let mut new: Vec<(u64, u32)> = known.into_iter().collect();
        new.sort_unstable();
        for (hash, count) in new {
            self.numbers.insert(hash, self.hashes.len() as u32);
            self.hashes.push(hash);
            self.counts.push(count);
        }
        for (d, votes) in found.into_iter().enumerate() {
            let mut votes = votes.into_iter();
            for r in self.documents[d].clone() {
                let n = self.runs[r].features.len();
                let own: Vec<Vec<u64>> = votes.by_ref().take(n).collect();
                self.runs[r].votes = own.iter().map(|v| self.number(v)).collect();
            }
        }
    }

    fn votes_of(&self, document: usize, crf: &Crf) -> Vec<Vec<u64>> {
        let article = article(&self.texts[document].paragraphs);
        let example = Example::new(&article);
        let mut transitions: Transitions = [[[0; LABELS]; LABELS]; 2];
        for (to, from) in transitions.iter_mut().flatten().flatten().zip(crf.transitions.iter().flatten().flatten()) {
            *to = (from / UNIT) as i16;
        }
        let mut decoder = Decoder::new(&transitions);
        let mut labels = Vec::new();
        for run in &self.runs[self.documents[document].clone()] {
            let scores: Vec<[i16; WIDTH]> = run
                .features
                .iter()
                .map(|f| {
                    let mut row = [0; WIDTH];
                    row.iter_mut().zip(&crf.emission(f)[1..]).for_each(|(to, from)| *to = (from / UNIT) as i16);
                    row
                })
                .collect();
            decoder.decode(scores.iter().zip(run.wide.iter().copied()), &mut labels);
        }
        example.votes(&labels)
    }

    /// Trains on the documents that `which` chooses. With votes, a run is learned from with them or without, by chance.
    pub fn train(
        &self,
        epochs: usize,
        steering: Steering,
        which: impl Fn(usize) -> bool,
        votes: bool,
        random: &mut Random,
    ) -> Crf {
        let mut crf = Crf::new(self.hashes.len());
        let chosen = self.documents.iter().enumerate().filter(|(d, _)| which(*d));
        let runs: Vec<usize> = chosen.flat_map(|(_, r)| r.clone()).collect();
        for epoch in 0..epochs {
            let mut order: Vec<(usize, bool)> = runs.iter().map(|r| (*r, votes && random.below(2) == 0)).collect();
            random.shuffle(&mut order);
            let rate = steering.rate / (1.0 + epoch as f32 * 0.2);
            let loss = crf.epoch(&self.runs, &order, Steering { rate, ..steering }, random);
            println!("pass {epoch}: loss {loss:.4}");
        }
        crf
    }
}
