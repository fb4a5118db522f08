//! What happened outside, as data.

use std::sync::Arc;
use std::time::Duration;

use super::Key;
use super::archives::Recent;
use super::compare::Comparison;
use super::entity::dossier::Dossier;
use super::export::Outcome;
use super::fold::Chosen;
use super::issues::{Issues, News};
use super::mouse::Mouse;
use super::outside::Wanted;
use super::page::{Copied, Page};
use super::quotes::{Filed, Place, Words};
use super::saved;
use super::stories::Told;
use super::timeline::{Bin, Counted, Parts};
use crate::corpus::{Annotations, Article, ArticleId, Corpus, EntityNo, MarkChange, Marks, Position};
use crate::query::{Answer, Hit, Snippet};

/// An event for [`super::update`].
#[derive(Clone, Debug)]
pub enum Message {
    Key(Key),
    Paste(String),
    Mouse(Mouse),
    Resize(u16, u16),
    /// What time it is, in seconds since 1970; told before a key.
    Now(u64),
    /// The answer to [`super::Effect::Select`], with the corpus that its numbers belong to.
    Answered {
        generation: u64,
        view: View,
    },
    Snippets {
        generation: u64,
        snippets: Vec<(ArticleId, Snippet)>,
    },
    /// The answer to [`super::Effect::Open`].
    Opened {
        generation: u64,
        opened: Opened,
    },
    /// The answer to [`super::Effect::Compare`].
    Compared {
        left: Chosen,
        right: Chosen,
        comparison: Arc<Comparison>,
    },
    /// The answer to [`super::Effect::Tell`], with the corpus that its numbers belong to.
    Told {
        generation: u64,
        of: Chosen,
        corpus: Arc<Corpus>,
        told: Arc<Told>,
    },
    /// The answer to [`super::Effect::Leads`].
    Leads {
        generation: u64,
        leads: Vec<(ArticleId, String)>,
    },
    /// The answer to [`super::Effect::Pick`]: what was found, best first.
    Picked {
        generation: u64,
        /// Whose numbers these are.
        corpus: Arc<Corpus>,
        found: Vec<EntityNo>,
    },
    /// The answer to [`super::Effect::Dossier`].
    Dossier {
        generation: u64,
        /// Whose numbers these are.
        corpus: Arc<Corpus>,
        entity: EntityNo,
        dossier: Arc<Dossier>,
    },
    /// The answer to [`super::Effect::Timeline`].
    Timeline {
        generation: u64,
        parts: Parts,
        counted: Arc<Counted>,
    },
    /// The answer to [`super::Effect::Bin`].
    Bin {
        generation: u64,
        bin: Bin,
    },
    /// The answer to [`super::Effect::Sparks`]: for each name how often in each part of the time, oldest first.
    Sparks {
        generation: u64,
        sparks: Vec<(EntityNo, Vec<u32>)>,
    },
    /// The answer to [`super::Effect::Tally`].
    Tallied {
        generation: u64,
        name: String,
        counted: saved::Counted,
    },
    /// The answer to [`super::Effect::Visit`]: what was written down.
    Visited(MarkChange),
    /// The answer to [`super::Effect::Quotes`].
    Quotes {
        generation: u64,
        /// Whose numbers these are.
        corpus: Arc<Corpus>,
        filed: Filed,
    },
    /// The answer to [`super::Effect::QuoteWords`].
    QuoteWords {
        corpus: Arc<Corpus>,
        words: Vec<(Place, Words)>,
    },
    /// A correction is written down or taken back. `number` is that of one that can be undone.
    Corrected {
        number: Option<u64>,
        text: String,
    },
    /// The answer to [`super::Effect::Read`].
    Read {
        article: Arc<Article>,
        wanted: Wanted,
    },
    /// Of a document that is being written so many articles, or quotes, are done.
    Saving {
        done: u64,
        total: u64,
    },
    /// The answer to [`super::Effect::Export`].
    Saved(Outcome),
    /// The answer to [`super::Effect::Complete`]: the path as it was, as far as it is certain now, and the names that
    /// it may go on with.
    Completed {
        before: String,
        text: String,
        names: Vec<String>,
    },
    /// The archives opened last, the last one first.
    Recent(Vec<Recent>),
    /// The archive has changed on disk and was read anew: ask again to see it.
    Refreshed,
    /// What is wrong with the files of the archive, and what the last look at them has changed.
    Issues {
        issues: Arc<Issues>,
        news: News,
    },
    /// The work that goes on in the background; `None` when it is done.
    Progress(Option<Progress>),
    /// Whether what was asked for takes longer than one likes to wait.
    Slow(bool),
    /// One sanitised line for the reader's eyes.
    Notice(String),
}

/// An answer and the corpus that it is about.
#[derive(Clone, Debug)]
pub struct View {
    pub corpus: Arc<Corpus>,
    /// The marks as they are kept, with every change sent before the request.
    pub marks: Arc<Marks>,
    pub answer: Answer,
}

/// An article ready to be read.
#[derive(Clone, Debug)]
pub struct Opened {
    pub id: ArticleId,
    pub article: Arc<Article>,
    pub annotations: Arc<Annotations>,
    /// Where the query's words stand.
    pub hits: Vec<Hit>,
    /// Where the reader stopped last time.
    pub position: Option<Position>,
    /// Words in the story.
    pub words: u32,
    /// The article as a page, with what was taken out of it if `furniture`.
    pub page: Page,
    pub furniture: bool,
    /// Other articles that say the same.
    pub copies: Arc<[Copied]>,
}

impl Opened {
    /// An article that is opened at the beginning, set as a page.
    pub fn new(
        article: Arc<Article>,
        annotations: Arc<Annotations>,
        words: u32,
        copies: Arc<[Copied]>,
        furniture: bool,
        columns: u16,
    ) -> Opened {
        let page = Page::set(&article, &annotations, words, &copies, furniture, columns);
        let (id, hits) = (article.id, Vec::new());
        Opened { id, article, annotations, hits, position: None, words, page, furniture, copies }
    }
}

/// How far a refresh is.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub done: u64,
    /// 0 while it is not known.
    pub total: u64,
    pub per_second: f64,
    pub left: Option<Duration>,
}
