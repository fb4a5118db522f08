//! A snapshot of the index.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

use super::IndexError;
use super::error::guarded;
use super::schema::Fields;

/// A snapshot of the index, cheap to clone, usable from any thread.
#[derive(Clone)]
pub struct Searcher {
    pub(super) inner: tantivy::Searcher,
    pub(super) fields: Fields,
}

impl Searcher {
    pub(super) fn new(inner: tantivy::Searcher, fields: Fields) -> Searcher {
        Searcher { inner, fields }
    }

    /// How many articles.
    pub fn len(&self) -> u64 {
        self.inner.num_docs()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether an article is here.
    pub fn contains(&self, serial: u32) -> Result<bool, IndexError> {
        guarded(|| {
            let term = Term::from_field_u64(self.fields.serial, u64::from(serial));
            for segment in self.inner.segment_readers() {
                let index = segment.inverted_index(self.fields.serial)?;
                let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
                while postings.doc() != TERMINATED {
                    if !segment.is_deleted(postings.doc()) {
                        return Ok(true);
                    }
                    postings.advance();
                }
            }
            Ok(false)
        })
    }
}
