//! Trains the name tagger and writes `assets/tagger.bin`.
//!
//!     cargo run --release --example train -- DATA [OUT]
//!
//! DATA holds `train/*.xz` and `dev/*.xz` (one token and IOB2 tag a line); sources and licences are named in
//! `assets/README.md`. The same data gives the same bytes. The sets in `dev` are scored and never learned from.

mod corpus;
mod crf;
mod pack;
mod random;
mod score;
mod swap;
mod whole;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};
use rayon::prelude::*;

use corpus::{Document, Sentence, Setting, set};
use crf::{Crf, Run, Steering};
use newsprint::entities::tagger::decode::Decoder;
use newsprint::entities::tagger::model::{Model, WIDTH};
use newsprint::entities::tagger::tag::{Class, LABELS, Label, OUTSIDE, Place, label};
use newsprint::entities::tagger::training::{Example, Found, article};
use random::Random;
use score::Score;

/// A training set: file, whether peoples and events are labelled in it, how much a word of it counts.
const SETS: &[(&str, bool, f32)] = &[
    ("gmb.train", true, 0.5),
    ("redocred.dev", true, 1.0),
    ("redocred.test", true, 1.0),
    ("politics.train", true, 1.0),
    ("politics.dev", true, 1.0),
    ("gum.train", true, 0.7),
    ("re3d.train", true, 0.5),
    ("ewt.dev", false, 0.5),
    ("btc.train", false, 0.3),
    ("wnut.train", true, 0.2),
];

const EPOCHS: usize = 8;
const STEERING: Steering = Steering { rate: 0.15, dropout: 0.15, decay: 1e-4, shared: 1.0 };
/// The rarest feature that is learned.
const SEEN: u32 = 2;
/// Of how many documents one is set in Title Case, and one in capitals.
const RESET: usize = 8;

fn knob(name: &str, default: f32) -> f32 {
    env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    let data = PathBuf::from(args.next().context("usage: train DATA [OUT]")?);
    let out = PathBuf::from(args.next().unwrap_or_else(|| "assets/tagger.bin".into()));
    if env::var("ONLY").is_ok() {
        return evaluate(&data, &Model::read(&fs::read(&out)?).context("a model")?);
    }
    let names = swap::Names::read()?;
    let mut random = Random(20_261_125);
    let mut documents: Vec<(Document, bool, f32, usize)> = Vec::new();
    for (number, (file, misc, weight)) in SETS.iter().enumerate() {
        let weight = &(knob(file, *weight));
        let read = corpus::read(&data.join(format!("train/{file}.xz")))?;
        println!("{file}: {} documents", read.len());
        for sentences in read {
            if (random.below(100) as f32) < 100.0 * knob("SWAP", 0.5) {
                let other = names.swap(&sentences, &mut random);
                documents.push((set(&other, Setting::Usual, 1 + random.below(4)), *misc, *weight, number));
            }
            for setting in settings(&mut random) {
                documents.push((set(&sentences, setting, 1 + random.below(4)), *misc, *weight, number));
            }
        }
    }
    let mut learned = Learned::look(&documents);
    println!("{} runs, {} features", learned.runs.len(), learned.hashes.len());
    if knob("VOTE", 1.0) > 0.0 {
        learned.vote(&mut random);
    }
    let crf = learned.train(knob("EPOCHS", 8.0) as usize, |_| true, true, &mut random);
    let bytes = pack::pack(&crf, &learned.hashes, &learned.counts, &mut random);
    println!("{} bytes", bytes.len());
    fs::write(&out, &bytes)?;
    evaluate(&data, &Model::read(&bytes).context("the model can be read again")?)
}

/// How a document is set: as usual, sometimes spaced, sometimes again as a headline.
fn settings(random: &mut Random) -> Vec<Setting> {
    let mut out = vec![if random.below(5) == 0 { Setting::Spaced } else { Setting::Usual }];
    match random.below(RESET) {
        0 => out.push(Setting::Title),
        1 => out.push(Setting::Capitals),
        _ => {}
    }
    out
}

/// The training text as numbers.
struct Learned {
    runs: Vec<Run>,
    /// The runs of each document.
    documents: Vec<std::ops::Range<usize>>,
    hashes: Vec<u64>,
    counts: Vec<u32>,
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
        let of = |p: &(u32, newsprint::text::Span, bool)| {
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
    fn look(documents: &[(Document, bool, f32, usize)]) -> Learned {
        let looked: Vec<Looked> = documents.par_iter().map(|(d, ..)| look(d)).collect();
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for feature in looked.iter().flat_map(|l| &l.runs).flatten().flatten() {
            *counts.entry(*feature).or_default() += 1;
        }
        let mut hashes: Vec<u64> = counts.iter().filter(|(_, n)| **n >= SEEN).map(|(h, _)| *h).collect();
        hashes.sort_unstable();
        let kept = hashes.iter().map(|h| counts[h]).collect();
        drop(counts);
        let numbers: HashMap<u64, u32> = hashes.iter().copied().zip(0..).collect();
        let mut out = Learned {
            runs: Vec::new(),
            documents: Vec::new(),
            hashes,
            counts: kept,
            numbers,
            texts: documents.iter().map(|(d, ..)| d.clone()).collect(),
        };
        let all: u32 = (0..LABELS).fold(0, |set, l| set | 1 << l);
        let other = Place::First as u8;
        let first_other = label(Class::Other, Place::First) - other;
        let unknown: u32 = (0..4).fold(1, |set, p| set | 1 << (first_other + p));
        assert!(unknown & all == unknown);
        for (looked, (_, misc, weight, set)) in looked.into_iter().zip(documents) {
            let from = out.runs.len();
            for ((words, wide), labels) in looked.runs.into_iter().zip(looked.wide).zip(looked.labels) {
                let features = words.iter().map(|w| out.number(w)).collect();
                let allowed = labels.iter().map(|l| if *l == OUTSIDE && !misc { unknown } else { 1 << l }).collect();
                out.runs.push(Run { features, votes: Vec::new(), wide, allowed, weight: *weight, set: *set });
            }
            out.documents.push(from..out.runs.len());
        }
        out
    }

    fn number(&self, hashes: &[u64]) -> Vec<u32> {
        hashes.iter().filter_map(|h| self.numbers.get(h).copied()).collect()
    }

    /// Lets each document's words vote, by a model that was trained without it.
    fn vote(&mut self, random: &mut Random) {
        let mut found: Vec<Vec<Vec<u64>>> = vec![Vec::new(); self.documents.len()];
        for half in 0..2 {
            let crf = self.train(3, |d| d % 2 == half, false, random);
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
        let mut transitions = [[[0i16; LABELS]; LABELS]; 2];
        for (to, from) in transitions.iter_mut().flatten().flatten().zip(crf.transitions.iter().flatten().flatten()) {
            *to = (from * 40.0) as i16;
        }
        let mut decoder = Decoder::new(&transitions);
        let mut labels = Vec::new();
        for run in &self.runs[self.documents[document].clone()] {
            let scores: Vec<[i16; WIDTH]> = run
                .features
                .iter()
                .map(|f| {
                    let mut row = [0; WIDTH];
                    row.iter_mut().zip(&crf.emission(f)[1..]).for_each(|(to, from)| *to = (from * 40.0) as i16);
                    row
                })
                .collect();
            decoder.decode(&scores, &run.wide, &mut labels);
        }
        example.votes(&labels)
    }

    /// Trains on the documents that `which` chooses. With votes, each run is learned from with them and without.
    fn train(&self, epochs: usize, which: impl Fn(usize) -> bool, votes: bool, random: &mut Random) -> Crf {
        let mut crf = Crf::new(self.hashes.len(), if votes { SETS.len() } else { 0 });
        let chosen = self.documents.iter().enumerate().filter(|(d, _)| which(*d));
        let runs: Vec<usize> = chosen.flat_map(|(_, r)| r.clone()).collect();
        for epoch in 0..epochs {
            let mut order: Vec<(usize, bool)> = runs.iter().map(|r| (*r, votes && (random.next() & 1 == 0))).collect();
            random.shuffle(&mut order);
            let rate = knob("RATE", STEERING.rate) / (1.0 + epoch as f32 * 0.2);
            let loss = crf.epoch(
                &self.runs,
                &order,
                Steering {
                    rate,
                    dropout: knob("DROP", STEERING.dropout),
                    decay: knob("DECAY", STEERING.decay),
                    shared: knob("SHARED", STEERING.shared),
                },
                random,
            );
            println!("pass {epoch}: loss {loss:.4}");
        }
        crf
    }
}

fn evaluate(data: &Path, model: &Model) -> Result<()> {
    for file in ["gmb.test", "wikigold.all", "politics.test", "ewt.test"] {
        let documents: Vec<Vec<Sentence>> = corpus::read(&data.join(format!("dev/{file}.xz")))?;
        for (name, setting, together) in
            [("", Setting::Usual, 4), (" spaced", Setting::Spaced, 1), (" Title", Setting::Title, 1)]
        {
            let mut score = Score::default();
            let mut oracle = Score::default();
            let mut all = Score::default();
            for sentences in &documents {
                let document = set(sentences, setting, together);
                let article = article(&document.paragraphs);
                let found: Vec<Found> = Example::new(&article).tag(model);
                score.add(&document.names, &found);
                all.add(&document.names, &whole::names(&newsprint::entities::annotate(&article)));
                let labels: Vec<Label> = look(&document).labels.into_iter().flatten().collect();
                oracle.add(&document.names, &Example::new(&article).found(&labels));
                if env::var("ERR").is_ok_and(|f| f == file) && setting == Setting::Usual {
                    let show = |n: &Found| {
                        let t = &document.paragraphs[n.paragraph as usize];
                        let around =
                            t.get((n.span.start as usize).saturating_sub(25)..(n.span.end as usize + 25).min(t.len()));
                        format!("{:?} [{}]: {:?}", n.class, n.span.of(t), around.unwrap_or(""))
                    };
                    document.names.iter().filter(|n| !found.contains(n)).for_each(|n| println!("miss {}", show(n)));
                    found.iter().filter(|n| !document.names.contains(n)).for_each(|n| println!("wrong {}", show(n)));
                }
                if env::var("SHOW").is_ok() && setting == Setting::Usual {
                    let best = Example::new(&article).found(&labels);
                    for n in document.names.iter().filter(|n| !best.contains(n)) {
                        let t = &document.paragraphs[n.paragraph as usize];
                        let around =
                            t.get((n.span.start as usize).saturating_sub(20)..(n.span.end as usize + 20).min(t.len()));
                        println!("cannot {:?} {:?}: {:?}", n.class, n.span.of(t), around);
                    }
                }
            }
            println!("{:22} {}", format!("{file}{name}"), score.line());
            println!("{:22} {}", "whole", all.line());
            println!("{:22} {}", "possible", oracle.line());
        }
    }
    Ok(())
}
