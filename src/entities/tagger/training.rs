//! What a trainer needs of the tagger: the words and features of a text, exactly as tagging sees them.

use super::features::Looker;
use super::model::Model;
use super::runs::{self, Run};
use super::tag::{Class, Label};
use super::votes::Votes;
use super::words::{self, Word};
use super::{Tagged, names};
use crate::corpus::{Article, ArticleId, Origin, Paragraph, ParagraphKind};
use crate::entities::evidence::{self, Evidence};
use crate::entities::story::Story;
use crate::text::Span;

pub use crate::entities::gazetteer::fingerprint;

/// An article without a title whose paragraphs are `paragraphs`.
pub fn article(paragraphs: &[String]) -> Article {
    Article {
        id: ArticleId::default(),
        path: String::new(),
        title: String::new(),
        title_origin: Origin::File,
        date: None,
        date_origin: None,
        date_confidence: None,
        source: None,
        source_origin: None,
        byline: None,
        language: None,
        link: None,
        links: Vec::new(),
        tags: Vec::new(),
        paragraphs: paragraphs.iter().map(|p| Paragraph::new(ParagraphKind::Body, p)).collect(),
        furniture: Vec::new(),
        hidden: 0,
        issues: Vec::new(),
    }
}

/// A text made ready: its words, and the runs of words that can be in a name.
pub struct Example<'a> {
    story: Story<'a>,
    words: Vec<Word>,
    evidence: Evidence,
    pub runs: Vec<Run>,
}

/// A name as a place in a text: the paragraph, the bytes within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub paragraph: u32,
    pub span: Span,
    pub class: Class,
}

impl<'a> Example<'a> {
    pub fn new(article: &'a Article) -> Example<'a> {
        let story = Story::new(article);
        let runs = runs::find(&story);
        let mut words = Vec::new();
        words::of(&story, &runs, &mut words);
        let evidence = evidence::find(&story);
        Example { story, words, evidence, runs }
    }

    /// The number of all words, scored or not.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// For each word of each run: its paragraph and its bytes there, and whether more than a space stands before it.
    pub fn places(&self) -> Vec<(u32, Span, bool)> {
        let place = |part: usize, at: usize| {
            let paragraph = self.story.parts.get(part).and_then(|p| p.paragraph).unwrap_or(0);
            let span = self.story.token(at).map_or(Span::new(0, 0), |t| t.span);
            (paragraph, span, self.words.get(at).is_some_and(|w| w.gap != 1))
        };
        self.runs.iter().flat_map(|r| (r.first..r.end).map(move |at| place(r.part, at))).collect()
    }

    /// The features of each word of each run, without the article's votes.
    pub fn features(&self) -> Vec<Vec<u64>> {
        let looker = Looker::new(&self.story, &self.words, &self.evidence.codes, &self.runs);
        let mut out = Vec::new();
        for run in &self.runs {
            for at in run.first..run.end {
                let mut features = Vec::new();
                looker.features(*run, at, &mut features);
                out.push(features);
            }
        }
        out
    }

    /// The features of each word of each run that `labels`, found in a first pass, give it.
    pub fn votes(&self, labels: &[Label]) -> Vec<Vec<u64>> {
        let votes = Votes::count(&self.story, &self.words, &names(&self.runs, labels));
        let mut out = Vec::new();
        for run in &self.runs {
            for at in run.first..run.end {
                let mut features = Vec::new();
                if let Some(count) = votes.elsewhere(&self.words, at) {
                    count.features(&mut features);
                }
                out.push(features);
            }
        }
        out
    }

    /// The names that `labels` spell, as places in the text.
    pub fn found(&self, labels: &[Label]) -> Vec<Found> {
        self.places_of(&names(&self.runs, labels))
    }

    /// The names that `model` finds.
    pub fn tag(&self, model: &Model) -> Vec<Found> {
        self.places_of(&super::tag_with(model, &self.story, &self.evidence))
    }

    fn places_of(&self, names: &[Tagged]) -> Vec<Found> {
        let found = names.iter().filter_map(|n| {
            let mention = self.story.mention(n.part, n.first as usize, n.end as usize)?;
            Some(Found { paragraph: mention.paragraph?, span: mention.span, class: n.class })
        });
        found.collect()
    }
}
