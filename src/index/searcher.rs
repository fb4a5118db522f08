//! A snapshot of the index: reading articles back.

use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::IndexError;
use super::error::guarded;
use super::record::{self, Record};
use super::schema::Fields;
use crate::corpus::{Annotations, Article};

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

    /// An article by its serial; `None` if it is not here.
    pub fn load(&self, serial: u32) -> Result<Option<(Article, Annotations)>, IndexError> {
        guarded(|| {
            let Some((segment, document)) = self.find(serial)? else { return Ok(None) };
            let record = read(&segment.get_store_reader(0)?, document)?;
            Ok(Some((record.article, record.annotations)))
        })
    }

    /// Calls `each` with every article's serial and file key, and with itself and its annotations, in no order.
    pub fn for_each(&self, each: &mut dyn FnMut(u32, &str, Article, Annotations)) -> Result<(), IndexError> {
        for segment in self.inner.segment_readers() {
            // Blocks are read one after another: one is all there is to remember.
            let store = guarded(|| Ok(segment.get_store_reader(1)?))?;
            for document in segment.doc_ids_alive() {
                let record = guarded(|| read(&store, document))?;
                each(record.serial, &record.file, record.article, record.annotations);
            }
        }
        Ok(())
    }

    fn find(&self, serial: u32) -> Result<Option<(&SegmentReader, DocId)>, IndexError> {
        let term = Term::from_field_u64(self.fields.serial, u64::from(serial));
        for segment in self.inner.segment_readers() {
            let index = segment.inverted_index(self.fields.serial)?;
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    return Ok(Some((segment, postings.doc())));
                }
                postings.advance();
            }
        }
        Ok(None)
    }
}

/// Reads past tantivy's own document, which panics where the stored bytes are damaged.
fn read(store: &StoreReader, document: DocId) -> Result<Record, IndexError> {
    record::decode(&store.get_document_bytes(document)?)
}
