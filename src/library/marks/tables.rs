//! The tables of the marks' store: what is in each, how a change is written and how all of it is read.

use std::collections::HashMap;
use std::sync::Arc;

use redb::{
    MultimapTableDefinition, ReadTransaction, ReadableMultimapTable, ReadableTable, TableDefinition, TableError,
    WriteTransaction,
};
use serde::{Deserialize, Serialize};

use super::super::trouble::Trouble;
use super::lines::Name;
use crate::corpus::{ArticleId, Bookmark, Corpus, MarkChange, Marks, Note, Position, SavedSearch, Seen};

pub(super) type Id = [u8; 16];
/// One table per mark: an article in it bears the mark.
pub(super) const READ: TableDefinition<&Id, ()> = TableDefinition::new("read");
pub(super) const STARRED: TableDefinition<&Id, ()> = TableDefinition::new("starred");
pub(super) const TAGS: MultimapTableDefinition<&Id, &str> = MultimapTableDefinition::new("tags");
pub(super) const POSITIONS: TableDefinition<&Id, (u32, u32)> = TableDefinition::new("positions");
// Those below came later: a store has them from the first such mark on. As JSON: a later newsprint may keep more of
// one, and what this one does not know it leaves out.
/// By article and number.
pub(super) const NOTES: TableDefinition<(&Id, u64), &str> = TableDefinition::new("notes");
/// By letter.
pub(super) const BOOKMARKS: TableDefinition<char, &str> = TableDefinition::new("bookmarks");
/// By name.
pub(super) const SEARCHES: TableDefinition<&str, &str> = TableDefinition::new("searches");
/// What each of them found when it was looked at last, by name.
pub(super) const SEEN: TableDefinition<&str, &[u8]> = TableDefinition::new("seen");

/// A bookmark as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptBookmark {
    article: Name,
    #[serde(flatten)]
    position: Position,
    #[serde(default)]
    title: String,
}

/// A saved search as it is kept, without what it found.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptSearch {
    query: String,
    #[serde(default)]
    search: String,
    #[serde(default)]
    visited: u64,
}

/// A table that is made when it is first written to.
pub(super) fn there<T>(table: Result<T, TableError>) -> Result<Option<T>, Trouble> {
    match table {
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        table => Ok(Some(table?)),
    }
}

/// Whether all tables are what they should be; those that came later may be missing.
pub(super) fn look(read: &ReadTransaction) -> Result<(), Trouble> {
    read.open_table(READ)?;
    read.open_table(STARRED)?;
    read.open_multimap_table(TAGS)?;
    read.open_table(POSITIONS)?;
    there(read.open_table(NOTES))?;
    there(read.open_table(BOOKMARKS))?;
    there(read.open_table(SEARCHES))?;
    there(read.open_table(SEEN))?;
    Ok(())
}

/// Makes the tables that every store has.
pub(super) fn make(write: &WriteTransaction) -> Result<(), Trouble> {
    write.open_table(READ)?;
    write.open_table(STARRED)?;
    write.open_multimap_table(TAGS)?;
    write.open_table(POSITIONS)?;
    Ok(())
}

/// The marks and positions of the articles of `corpus`; bookmarks and searches are those of all archives.
pub(super) fn load(read: &ReadTransaction, corpus: &Corpus) -> Result<(Marks, HashMap<ArticleId, Position>), Trouble> {
    let mut marks = Marks::none(corpus.len());
    let mut positions = HashMap::new();
    for (table, bits) in [(READ, &mut marks.read), (STARRED, &mut marks.starred)] {
        for entry in read.open_table(table)?.iter()? {
            corpus.with_id(ArticleId(*entry?.0.value())).for_each(|n| bits.insert(n));
        }
    }
    for entry in read.open_multimap_table(TAGS)?.iter()? {
        let (article, tags) = entry?;
        let article = ArticleId(*article.value());
        for tag in tags {
            let tag = tag?.value().to_string();
            marks.apply(corpus, &MarkChange::Tag { article, tag, on: true });
        }
    }
    for entry in read.open_table(POSITIONS)?.iter()? {
        let (article, position) = entry?;
        let article = ArticleId(*article.value());
        if corpus.find(article).is_some() {
            let (paragraph, byte) = position.value();
            positions.insert(article, Position { paragraph, byte });
        }
    }
    if let Some(table) = there(read.open_table(NOTES))? {
        for entry in table.iter()? {
            let (key, json) = entry?;
            let (article, number) = (ArticleId(*key.value().0), key.value().1);
            if let Some(now) = note(json.value()).filter(|_| corpus.find(article).is_some()) {
                let now = Some(Arc::new(now));
                marks.apply(corpus, &MarkChange::Note { article, number, was: None, now });
            }
        }
    }
    if let Some(table) = there(read.open_table(BOOKMARKS))? {
        for entry in table.iter()? {
            let (letter, json) = entry?;
            let now = bookmark(json.value());
            marks.apply(corpus, &MarkChange::Bookmark { letter: letter.value(), was: None, now });
        }
    }
    if let Some(table) = there(read.open_table(SEARCHES))? {
        let seen = there(read.open_table(SEEN))?;
        for entry in table.iter()? {
            let (name, json) = entry?;
            let found = seen.as_ref().map(|seen| seen.get(name.value())).transpose()?.flatten();
            let now = search(json.value(), found.as_ref().map_or(&[], |f| f.value()));
            marks.apply(corpus, &MarkChange::Search { name: name.value().to_string(), was: None, now });
        }
    }
    Ok((marks, positions))
}

/// Writes a change down.
pub(super) fn put(write: &WriteTransaction, change: &MarkChange) -> Result<(), Trouble> {
    match change {
        MarkChange::Read(id, on) => set(write, READ, std::slice::from_ref(id), *on),
        MarkChange::ReadAll(ids, on) => set(write, READ, ids, *on),
        MarkChange::Starred(id, on) => set(write, STARRED, std::slice::from_ref(id), *on),
        MarkChange::StarredAll(ids, on) => set(write, STARRED, ids, *on),
        MarkChange::Tag { article, tag, on } => tagged(write, std::slice::from_ref(article), tag, *on),
        MarkChange::TagAll { articles, tag, on } => tagged(write, articles, tag, *on),
        MarkChange::Position { article, position } => {
            write.open_table(POSITIONS)?.insert(&article.0, (position.paragraph, position.byte))?;
            Ok(())
        }
        MarkChange::Note { article, number, now, .. } => {
            let mut table = write.open_table(NOTES)?;
            match now {
                Some(now) => table.insert((&article.0, *number), json(&**now)?.as_str())?,
                None => table.remove((&article.0, *number))?,
            };
            Ok(())
        }
        MarkChange::Bookmark { letter, now, .. } => {
            let mut table = write.open_table(BOOKMARKS)?;
            match now {
                Some(Bookmark { article, position, title }) => {
                    let kept = KeptBookmark { article: Name(*article), position: *position, title: title.clone() };
                    table.insert(*letter, json(&kept)?.as_str())?
                }
                None => table.remove(*letter)?,
            };
            Ok(())
        }
        MarkChange::Search { name, now, .. } => {
            let (mut table, mut seen) = (write.open_table(SEARCHES)?, write.open_table(SEEN)?);
            match now {
                Some(SavedSearch { query, search, visited, seen: found }) => {
                    let kept = KeptSearch { query: query.clone(), search: search.clone(), visited: *visited };
                    table.insert(name.as_str(), json(&kept)?.as_str())?;
                    seen.insert(name.as_str(), found.bytes())?;
                }
                None => {
                    table.remove(name.as_str())?;
                    seen.remove(name.as_str())?;
                }
            }
            Ok(())
        }
    }
}

fn set(write: &WriteTransaction, table: TableDefinition<&Id, ()>, ids: &[ArticleId], on: bool) -> Result<(), Trouble> {
    let mut table = write.open_table(table)?;
    for id in ids {
        if on {
            table.insert(&id.0, ())?
        } else {
            table.remove(&id.0)?
        };
    }
    Ok(())
}

fn tagged(write: &WriteTransaction, ids: &[ArticleId], tag: &str, on: bool) -> Result<(), Trouble> {
    let mut tags = write.open_multimap_table(TAGS)?;
    for id in ids {
        if on {
            tags.insert(&id.0, tag)?
        } else {
            tags.remove(&id.0, tag)?
        };
    }
    Ok(())
}

fn json(value: &impl Serialize) -> Result<String, Trouble> {
    serde_json::to_string(value).map_err(Trouble::other)
}

/// A note as it is kept; `None` of what another newsprint wrote otherwise.
pub(super) fn note(json: &str) -> Option<Note> {
    serde_json::from_str(json).ok()
}

pub(super) fn bookmark(json: &str) -> Option<Bookmark> {
    let KeptBookmark { article, position, title } = serde_json::from_str(json).ok()?;
    Some(Bookmark { article: article.0, position, title })
}

pub(super) fn search(json: &str, found: &[u8]) -> Option<SavedSearch> {
    let KeptSearch { query, search, visited } = serde_json::from_str(json).ok()?;
    Some(SavedSearch { query, search, visited, seen: Seen::from_bytes(found) })
}
