//! The search index: articles in, answers out. The only module that names tantivy.
//!
//! It stores every article with its annotations and finds them by words; filters by people, countries and dates
//! come from the [`Corpus`]'s columns and are joined here as sets. It decides nothing about files, refreshes or
//! merging of names: [`crate::library`] does.

use std::path::Path;

use crate::corpus::{Annotations, Article, Corpus, Marks};
use crate::query::{Answer, Expr, Hit, Request, Snippet};

/// What went wrong with the index on disk.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("the index is damaged or of another version: {0}")]
    Damaged(String),
    #[error("the index is being written by another newsprint")]
    Locked,
    #[error("{0}")]
    Io(String),
}

/// An index on disk or in memory.
pub struct Index {}

impl Index {
    /// A new index in memory.
    pub fn in_memory() -> Result<Index, IndexError> {
        Ok(Index {})
    }

    /// Opens the index in `dir`, or makes one there if `dir` is empty.
    pub fn open(_dir: &Path) -> Result<Index, IndexError> {
        Ok(Index {})
    }

    /// The one writer.
    pub fn writer(&self) -> Result<Writer, IndexError> {
        Ok(Writer {})
    }

    /// What is committed now; sees no later commits.
    pub fn searcher(&self) -> Result<Searcher, IndexError> {
        Ok(Searcher {})
    }
}

/// Adds and removes articles. Nothing is seen before [`Writer::commit`].
pub struct Writer {}

impl Writer {
    /// `serial` is unique in the index; `file` is the key of the file the article came from.
    pub fn add(
        &mut self,
        _serial: u32,
        _file: &str,
        _article: &Article,
        _annotations: &Annotations,
    ) -> Result<(), IndexError> {
        Ok(())
    }

    /// Removes the articles of a file.
    pub fn remove_file(&mut self, _file: &str) {}

    pub fn commit(&mut self) -> Result<(), IndexError> {
        Ok(())
    }
}

/// A snapshot of the index, cheap to clone, usable from any thread.
#[derive(Clone)]
pub struct Searcher {}

impl Searcher {
    /// An article by its serial; `None` if it is not here.
    pub fn load(&self, _serial: u32) -> Result<Option<(Article, Annotations)>, IndexError> {
        Ok(None)
    }

    /// Calls `each` with every article's serial and file key, and with itself and its annotations, in no order.
    pub fn for_each(&self, _each: &mut dyn FnMut(u32, &str, Article, Annotations)) -> Result<(), IndexError> {
        Ok(())
    }

    /// Answers a request exactly. `None` if `cancelled` became true meanwhile.
    pub fn select(
        &self,
        _corpus: &Corpus,
        _marks: &Marks,
        _request: &Request,
        _cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Answer>, IndexError> {
        Ok(None)
    }
}

/// Where the words of `expr` stand in `article`, by the index's own rules of stemming and folding, in reading order.
pub fn hits(_article: &Article, _expr: &Expr) -> Vec<Hit> {
    Vec::new()
}

/// The few words of `article` that show best why it answers `expr`, at most `width` columns wide.
pub fn snippet(_article: &Article, _expr: &Expr, _width: usize) -> Snippet {
    Snippet::default()
}
