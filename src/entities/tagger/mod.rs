//! The trained name tagger: which words of a story name people, places, organisations.
//!
//! A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over hashed features, trained by
//! `examples/train` and embedded. In the order of work: [`runs`] finds the words that can be in a name, [`features`]
//! looks at them by [`templates`], [`model`] weighs what was seen and [`memo`] keeps it, [`decode`] finds the best
//! labels, and [`votes`] lets all places where an article names the same thing decide together. What a name is the name *of* is for the rules above it.

pub mod decode;
pub mod features;
pub mod hash;
pub mod listed;
pub mod memo;
pub mod model;
pub mod runs;
pub mod tag;
mod templates;
pub mod training;
pub mod votes;
pub mod words;

use decode::Decoder;
use features::Looker;
use memo::with_memo;
use model::{Model, NONE, Scores};
use runs::Run;
use tag::{Class, Label, Place};

use super::evidence::Evidence;
use super::story::Story;

/// A name: words `first..end` of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    pub part: u32,
    pub first: u32,
    pub end: u32,
    pub class: Class,
}

/// The names of `story` by the embedded model, in reading order, not overlapping.
pub fn tag(story: &Story, evidence: &Evidence) -> Vec<Tagged> {
    tag_with(model::model(), story, evidence)
}

/// The names of `story` by `model`.
pub fn tag_with(model: &Model, story: &Story, evidence: &Evidence) -> Vec<Tagged> {
    let runs = runs::find(story);
    let mut words = Vec::new();
    words::of(story, &runs, &mut words);
    let looker = Looker::new(story, &words, &evidence.codes, &runs);
    let mut scores: Vec<Scores> = Vec::with_capacity(runs.iter().map(|r| r.end - r.first).sum());
    with_memo(model, |memo, decoder| {
        for run in &runs {
            scores.extend((run.first..run.end).map(|at| looker.view(*run, at).map_or(NONE, |view| memo.score(&view))));
        }
        let mut labels = Vec::with_capacity(scores.len());
        for run in &runs {
            decode(decoder, &words, *run, &scores, &mut labels);
        }
        let first = names(&runs, &labels);
        let votes = votes::Votes::count(story, &words, &first);
        if votes.is_empty() {
            return first;
        }
        let mut again = Vec::with_capacity(scores.len());
        for run in &runs {
            let own = again.len()..again.len() + run.end - run.first;
            let mut changed = false;
            for (row, at) in scores.get_mut(own.clone()).unwrap_or_default().iter_mut().zip(run.first..run.end) {
                if let Some(count) = votes.elsewhere(&words, at) {
                    changed |= memo.add_votes(&count, row);
                }
            }
            if changed {
                decode(decoder, &words, *run, &scores, &mut again);
            } else {
                again.extend_from_slice(labels.get(own).unwrap_or_default());
            }
        }
        names(&runs, &again)
    })
}

/// Appends the best labels of `run` to `labels`, which has those of all runs before it.
fn decode(decoder: &mut Decoder, words: &[words::Word], run: Run, scores: &[Scores], labels: &mut Vec<Label>) {
    let scores = scores.get(labels.len()..labels.len() + run.end - run.first).unwrap_or_default();
    let words = words.get(run.first..run.end).unwrap_or_default();
    decoder.decode(scores.iter().zip(words.iter().map(|w| w.gap != 1)), labels);
}

/// The names that `labels` (one for each word of each run) spell.
pub fn names(runs: &[Run], labels: &[Label]) -> Vec<Tagged> {
    let mut out = Vec::new();
    let mut labels = labels.iter();
    for run in runs {
        let mut begun = run.first;
        for at in run.first..run.end {
            let Some((class, place)) = labels.next().and_then(|l| tag::parts(*l)) else { continue };
            if matches!(place, Place::First | Place::Unit) {
                begun = at;
            }
            if matches!(place, Place::Last | Place::Unit) {
                out.push(Tagged { part: run.part as u32, first: begun as u32, end: at as u32 + 1, class });
            }
        }
    }
    out
}
