//! Trains the name tagger and writes `assets/tagger.bin`:
//!
//!     cargo run --release --example train -- DATA [OUT]
//!
//! DATA holds `*.xz` files of one token and IOB2 tag a line; sources and licences are named in `assets/README.md`.
//! The same data gives the same bytes. `cargo run --release --example evaluate` says how good they are.

mod corpus;
mod crf;
mod learned;
mod pack;
mod random;
mod swap;

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

use corpus::{Sentence, Setting, set};
use crf::Steering;
use learned::{Labelled, Learned};
use newsprint::entities::tagger::model::Model;
use random::Random;
use swap::Names;

/// A training set: file, whether peoples and events are labelled in it, how much a word of it counts. The first is
/// large and was labelled by machine in part; the tweets are no news.
const SETS: &[(&str, bool, f32)] = &[
    ("gmb.train", true, 0.35),
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

const SEED: u64 = 20_261_125;
const EPOCHS: usize = 9;
const STEERING: Steering = Steering { rate: 0.15, dropout: 0.45, decay: 1e-4 };

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    let data = PathBuf::from(args.next().context("usage: train DATA [OUT]")?);
    let out = PathBuf::from(args.next().unwrap_or_else(|| "assets/tagger.bin".into()));
    let mut random = Random(SEED);
    let documents = read(&data, &mut random)?;
    let mut learned = Learned::look(documents);
    println!("{} runs, {} features", learned.runs.len(), learned.hashes.len());
    learned.vote(STEERING, &mut random);
    let crf = learned.train(EPOCHS, STEERING, |_| true, true, &mut random);
    let bytes = pack::pack(&crf, &learned.hashes, &learned.counts, &mut random);
    Model::read(&bytes).context("the model can be read again")?;
    fs::write(&out, &bytes)?;
    println!("{}: {} bytes", out.display(), bytes.len());
    Ok(())
}

/// The documents of all sets: as they are, some again as headlines, some with other names.
fn read(data: &Path, random: &mut Random) -> Result<Vec<Labelled>> {
    let names = Names::read()?;
    let mut out = Vec::new();
    for (file, others, weight) in SETS {
        let documents = corpus::read(&data.join(format!("{file}.xz")))?;
        println!("{file}: {} documents", documents.len());
        for sentences in documents {
            let mut add = |sentences: &[Sentence], setting, random: &mut Random| {
                let document = set(sentences, setting, 1 + random.below(4));
                out.push(Labelled { document, others: *others, weight: *weight });
            };
            if random.below(10) < 7 {
                add(&names.swap(&sentences, random), Setting::Usual, random);
            }
            let usual = if random.below(5) == 0 { Setting::Spaced } else { Setting::Usual };
            add(&sentences, usual, random);
            match random.below(8) {
                0 => add(&sentences, Setting::Title, random),
                1 => add(&sentences, Setting::Capitals, random),
                _ => {}
            }
        }
    }
    Ok(out)
}
