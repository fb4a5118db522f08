//! The search index: articles in, answers out. The only module that names tantivy.
//!
//! It finds articles by words and stores none of them; filters by people, countries and dates come from the
//! [`Corpus`](crate::corpus::Corpus)'s columns and are joined here as sets. It decides nothing about files, refreshes
//! or merging of names: [`crate::library`] does.
//!
//! The index is a cache: whatever is wrong with it, deleting it and building it again is the cure, and
//! [`IndexError`] says when that is needed.

mod directory;
mod documents;
mod error;
mod hits;
mod lines;
mod mapped;
mod nearest;
mod numbers;
mod order;
mod positions;
mod rank;
mod schema;
mod searcher;
mod select;
mod similar;
mod snippet;
mod stem;
mod terms;
#[cfg(test)]
mod tests;
mod wanted;
mod writer;

use std::path::Path;

use tantivy::directory::RamDirectory;
use tantivy::store::Compressor;
use tantivy::{IndexSettings, ReloadPolicy};

use directory::Folder;
pub use error::IndexError;
use error::guarded;
pub use hits::hits;
pub use mapped::{Mapped, map};
use schema::Fields;
pub use searcher::Searcher;
pub use select::select;
pub use similar::{Similar, similar};
pub use snippet::snippet;
pub use wanted::Wanted;
pub use writer::{Words, Writer};

/// An index on disk or in memory. Cheap to clone; all clones are one index.
#[derive(Clone)]
pub struct Index {
    inner: tantivy::Index,
    fields: Fields,
    /// `None` in memory.
    folder: Option<Folder>,
}

impl Index {
    /// A new index in memory.
    pub fn in_memory() -> Result<Index, IndexError> {
        let (schema, fields) = schema::schema();
        let mut inner = tantivy::Index::create(RamDirectory::create(), schema, settings())?;
        inner.set_tokenizers(schema::tokenizers());
        Ok(Index { inner, fields, folder: None })
    }

    /// Opens the index in `dir`, or makes one there if there is none.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] if what is there cannot be used; it is not touched.
    pub fn open(dir: &Path) -> Result<Index, IndexError> {
        let folder = Folder::open(dir)?;
        let (schema, fields) = schema::schema();
        let mut inner = if folder.holds_an_index() {
            let inner = guarded(|| Ok(tantivy::Index::open(folder.clone())?))?;
            if inner.schema() != schema {
                return Err(IndexError::damaged("another version made it"));
            }
            inner
        } else {
            tantivy::Index::create(folder.clone(), schema, settings())?
        };
        inner.set_tokenizers(schema::tokenizers());
        Ok(Index { inner, fields, folder: Some(folder) })
    }

    /// Opens the index in `dir` to be searched; makes nothing.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] if there is none, or what is there cannot be used.
    pub fn existing(dir: &Path) -> Result<Index, IndexError> {
        if !dir.join(directory::META).exists() {
            return Err(IndexError::damaged("it is missing"));
        }
        Index::open(dir)
    }

    /// The one writer.
    ///
    /// # Errors
    /// [`IndexError::Locked`] if there is another, in this process or elsewhere.
    pub fn writer(&self) -> Result<Writer, IndexError> {
        let writer = Writer::new(&self.inner, self.fields, self.folder.is_none())?;
        if let Some(folder) = &self.folder {
            folder.remove_leftovers();
        }
        Ok(writer)
    }

    /// What is committed now; sees no later commits.
    pub fn searcher(&self) -> Result<Searcher, IndexError> {
        let reader = guarded(|| Ok(self.inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?))?;
        Ok(Searcher::new(reader.searcher(), self.fields))
    }
}

fn settings() -> IndexSettings {
    // Nothing is stored: neither packing nor a thread for it is wanted.
    IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}
