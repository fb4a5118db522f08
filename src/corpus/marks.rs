//! The reader's own marks, by article number: what is read, starred and tagged.

use std::collections::BTreeMap;
use std::sync::Arc;

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

    /// The marks of the articles of `old` on those of them that are in `new`.
    pub fn carried(&self, old: &Corpus, new: &Corpus) -> Marks {
        // Of articles with one content the first stands for all.
        let first = |n: &u32| old.family(*n).is_none() || old.find(old.id(*n)) == Some(*n);
        let carried = |bits: &Bits| bits.iter().filter(first).flat_map(|n| new.with_id(old.id(n))).collect::<Vec<_>>();
        let carry = |bits: &Bits| Bits::from_numbers(new.len(), carried(bits));
        let tags = self.tags.iter().map(|(tag, bits)| (tag.clone(), carry(bits)));
        Marks {
            read: carry(&self.read),
            starred: carry(&self.starred),
            tags: tags.filter(|(_, bits)| !bits.is_empty()).collect(),
        }
    }

    /// The marks after `change`; articles that are not in `corpus` are passed over. A tag that no article bears is
    /// left out.
    pub fn apply(&mut self, corpus: &Corpus, change: &MarkChange) {
        match change {
            MarkChange::Read(id, on) => corpus.with_id(*id).for_each(|n| self.read.set(n, *on)),
            MarkChange::ReadAll(ids, on) => {
                // Those of a list stand beside each other more often than not.
                let mut next = 0;
                for id in ids.iter() {
                    let found = Some(next).filter(|n| *n < corpus.len() && corpus.id(*n) == *id);
                    let Some(n) = found.or_else(|| corpus.find(*id)) else { continue };
                    next = n + 1;
                    match corpus.family(n) {
                        None => self.read.set(n, *on),
                        Some(_) => corpus.with_id(*id).for_each(|n| self.read.set(n, *on)),
                    }
                }
            }
            MarkChange::Starred(id, on) => corpus.with_id(*id).for_each(|n| self.starred.set(n, *on)),
            MarkChange::Tag { article, tag, on } => {
                let mut numbers = corpus.with_id(*article).peekable();
                if numbers.peek().is_none() {
                    return;
                }
                let bits = self.tags.entry(tag.clone()).or_insert_with(|| Bits::none(corpus.len()));
                numbers.for_each(|number| bits.set(number, *on));
                if bits.is_empty() {
                    self.tags.remove(tag);
                }
            }
            MarkChange::Position { .. } => {}
        }
    }
}

/// A place in an article: the byte offset into the text of a paragraph, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub paragraph: u32,
    pub byte: u32,
}

/// A change to the reader's own marks, by content: it means the same in every archive and after every refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkChange {
    Read(ArticleId, bool),
    Starred(ArticleId, bool),
    Tag { article: ArticleId, tag: String, on: bool },
    Position { article: ArticleId, position: Position },
    ReadAll(Arc<[ArticleId]>, bool),
}
