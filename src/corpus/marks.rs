//! The reader's own marks, by article number: what is read, starred and tagged.

use std::collections::BTreeMap;

use super::{ArticleId, Bits, Corpus};

/// Sets over the articles of one corpus. Kept by content on disk; this is the view that filters and lists use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub read: Bits,
    pub starred: Bits,
    pub tags: BTreeMap<String, Bits>,
}

impl Marks {
    /// No marks on `articles` articles.
    pub fn none(articles: u32) -> Marks {
        Marks { read: Bits::none(articles), starred: Bits::none(articles), tags: BTreeMap::new() }
    }

    /// Applies a change to the articles that `corpus` has. Positions are no part of the sets.
    pub fn apply(&mut self, change: &MarkChange, corpus: &Corpus) {
        match change {
            MarkChange::Read(id, on) => set(&mut self.read, corpus, id, *on),
            MarkChange::ReadAll(ids, on) => ids.iter().for_each(|id| set(&mut self.read, corpus, id, *on)),
            MarkChange::Starred(id, on) => set(&mut self.starred, corpus, id, *on),
            MarkChange::Tag(id, tag, on) => {
                let articles = self.tags.entry(tag.clone()).or_insert_with(|| Bits::none(corpus.len()));
                set(articles, corpus, id, *on);
                self.tags.retain(|_, articles| !articles.is_empty());
            }
            MarkChange::Position(..) => {}
        }
    }
}

fn set(bits: &mut Bits, corpus: &Corpus, id: &ArticleId, on: bool) {
    if let Some(n) = corpus.find(*id) {
        bits.set(n, on);
    }
}

/// Where a reader stopped: `offset` bytes into that paragraph (`None` is the title).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub paragraph: Option<u32>,
    pub offset: u32,
}

/// One change to the reader's marks, as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkChange {
    Read(ArticleId, bool),
    ReadAll(Vec<ArticleId>, bool),
    Starred(ArticleId, bool),
    /// Gives the tag, or takes it away.
    Tag(ArticleId, String, bool),
    Position(ArticleId, Position),
}
