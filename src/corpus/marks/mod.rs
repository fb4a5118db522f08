//! The reader's own marks: what is read, starred and tagged, notes and highlights, places with a letter and saved
//! searches. Where they are kept is for the library to know.

mod anchor;
mod note;
mod search;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ArticleId, Bits, Corpus};
pub use anchor::find as find_passage;
pub use note::{Note, Notes, Passage};
pub use search::{SavedSearch, Seen};

/// Sets over the articles of one corpus, and what was written to them. Kept by content on disk; this is the view that
/// filters and lists use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub read: Bits,
    pub starred: Bits,
    pub tags: BTreeMap<String, Bits>,
    /// Articles with a note of the reader's own words.
    pub noted: Bits,
    /// Articles with a passage that is marked, with words of the reader's own or without.
    pub highlighted: Bits,
    /// Of the articles of the corpus.
    pub notes: Arc<Notes>,
    /// Of all archives, by letter.
    pub bookmarks: Arc<BTreeMap<char, Bookmark>>,
    /// Of all archives, by name.
    pub searches: Arc<BTreeMap<String, SavedSearch>>,
}

impl Marks {
    /// No marks on `articles` articles.
    pub fn none(articles: u32) -> Marks {
        let none = || Bits::none(articles);
        Marks { read: none(), starred: none(), noted: none(), highlighted: none(), ..Marks::default() }
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
            noted: carry(&self.noted),
            highlighted: carry(&self.highlighted),
            notes: Arc::clone(&self.notes),
            bookmarks: Arc::clone(&self.bookmarks),
            searches: Arc::clone(&self.searches),
        }
    }

    /// The marks after `change`; articles that are not in `corpus` are passed over. A tag that no article bears is
    /// left out.
    pub fn apply(&mut self, corpus: &Corpus, change: &MarkChange) {
        match change {
            MarkChange::Read(id, on) => corpus.with_id(*id).for_each(|n| self.read.set(n, *on)),
            MarkChange::ReadAll(ids, on) => each(corpus, ids, |n| self.read.set(n, *on)),
            MarkChange::Starred(id, on) => corpus.with_id(*id).for_each(|n| self.starred.set(n, *on)),
            MarkChange::StarredAll(ids, on) => each(corpus, ids, |n| self.starred.set(n, *on)),
            MarkChange::Tag { article, tag, on } => self.tag(corpus, std::slice::from_ref(article), tag, *on),
            MarkChange::TagAll { articles, tag, on } => self.tag(corpus, articles, tag, *on),
            MarkChange::Note { article, number, now, .. } => self.note(corpus, *article, *number, now.as_deref()),
            MarkChange::Bookmark { letter, now, .. } => {
                let bookmarks = Arc::make_mut(&mut self.bookmarks);
                match now {
                    Some(now) => bookmarks.insert(*letter, now.clone()),
                    None => bookmarks.remove(letter),
                };
            }
            MarkChange::Search { name, now, .. } => {
                let searches = Arc::make_mut(&mut self.searches);
                match now {
                    Some(now) => searches.insert(name.clone(), now.clone()),
                    None => searches.remove(name),
                };
            }
            MarkChange::Position { .. } => {}
        }
    }

    fn tag(&mut self, corpus: &Corpus, articles: &[ArticleId], tag: &str, on: bool) {
        if !articles.iter().any(|id| corpus.find(*id).is_some()) {
            return;
        }
        let bits = self.tags.entry(tag.to_string()).or_insert_with(|| Bits::none(corpus.len()));
        each(corpus, articles, |n| bits.set(n, on));
        if bits.is_empty() {
            self.tags.remove(tag);
        }
    }

    fn note(&mut self, corpus: &Corpus, article: ArticleId, number: u64, now: Option<&Note>) {
        if corpus.find(article).is_none() {
            return;
        }
        Arc::make_mut(&mut self.notes).set(article, number, now.cloned());
        let notes = self.notes.of(article);
        let noted = notes.iter().any(|(_, note)| !note.text.is_empty());
        let highlighted = notes.iter().any(|(_, note)| note.passage.is_some());
        for n in corpus.with_id(article) {
            self.noted.set(n, noted);
            self.highlighted.set(n, highlighted);
        }
    }

    /// The tags of an article, A to Z.
    pub fn tags_of(&self, article: u32) -> impl Iterator<Item = &str> {
        self.tags.iter().filter(move |(_, bits)| bits.contains(article)).map(|(tag, _)| tag.as_str())
    }
}

/// Every article of these names. Those of a list stand beside each other more often than not.
fn each(corpus: &Corpus, ids: &[ArticleId], mut put: impl FnMut(u32)) {
    let mut next = 0;
    for id in ids {
        let found = Some(next).filter(|n| *n < corpus.len() && corpus.id(*n) == *id);
        let Some(n) = found.or_else(|| corpus.find(*id)) else { continue };
        next = n + 1;
        match corpus.family(n) {
            None => put(n),
            Some(_) => corpus.with_id(*id).for_each(&mut put),
        }
    }
}

/// A place in an article: the byte offset into the text of a paragraph, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    pub paragraph: u32,
    pub byte: u32,
}

/// A place that was given a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    pub article: ArticleId,
    pub position: Position,
    /// The article's title: to name it where it is not at hand.
    pub title: String,
}

/// A change to the reader's own marks, by content: it means the same in every archive and after every refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkChange {
    Read(ArticleId, bool),
    Starred(ArticleId, bool),
    Tag {
        article: ArticleId,
        tag: String,
        on: bool,
    },
    Position {
        article: ArticleId,
        position: Position,
    },
    ReadAll(Arc<[ArticleId]>, bool),
    StarredAll(Arc<[ArticleId]>, bool),
    TagAll {
        articles: Arc<[ArticleId]>,
        tag: String,
        on: bool,
    },
    /// A note or highlight, what it was and what it is now; `None` where there is none.
    Note {
        article: ArticleId,
        number: u64,
        was: Option<Arc<Note>>,
        now: Option<Arc<Note>>,
    },
    Bookmark {
        letter: char,
        was: Option<Bookmark>,
        now: Option<Bookmark>,
    },
    Search {
        name: String,
        was: Option<SavedSearch>,
        now: Option<SavedSearch>,
    },
}

impl MarkChange {
    /// What takes the change back, where it turned over all that it names; `None` for where reading stopped.
    pub fn inverse(&self) -> Option<MarkChange> {
        Some(match self.clone() {
            MarkChange::Read(id, on) => MarkChange::Read(id, !on),
            MarkChange::ReadAll(ids, on) => MarkChange::ReadAll(ids, !on),
            MarkChange::Starred(id, on) => MarkChange::Starred(id, !on),
            MarkChange::StarredAll(ids, on) => MarkChange::StarredAll(ids, !on),
            MarkChange::Tag { article, tag, on } => MarkChange::Tag { article, tag, on: !on },
            MarkChange::TagAll { articles, tag, on } => MarkChange::TagAll { articles, tag, on: !on },
            MarkChange::Note { article, number, was, now } => MarkChange::Note { article, number, was: now, now: was },
            MarkChange::Bookmark { letter, was, now } => MarkChange::Bookmark { letter, was: now, now: was },
            MarkChange::Search { name, was, now } => MarkChange::Search { name, was: now, now: was },
            MarkChange::Position { .. } => return None,
        })
    }
}
