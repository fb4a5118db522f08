//! From a segment's documents to the corpus's articles, through the column of serials.

use tantivy::fastfield::AliveBitSet;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, SegmentReader};

use super::IndexError;
use crate::corpus::{ArticleNo, Corpus};

pub(super) struct Numbers<'a> {
    alive: Option<&'a AliveBitSet>,
    corpus: &'a Corpus,
    serials: tantivy::columnar::Column<u64>,
}

impl<'a> Numbers<'a> {
    pub fn of(segment: &'a SegmentReader, corpus: &'a Corpus) -> Result<Numbers<'a>, IndexError> {
        Ok(Numbers { alive: segment.alive_bitset(), corpus, serials: segment.fast_fields().u64("serial")? })
    }

    /// Calls `put` with each document and its article; not with those that were removed or came after the corpus was
    /// made. At most [`COLLECT_BLOCK_BUFFER_LEN`] documents at once.
    pub fn each(&self, documents: &[DocId], mut put: impl FnMut(DocId, ArticleNo)) {
        let mut serials = [None; COLLECT_BLOCK_BUFFER_LEN];
        let Some(serials) = serials.get_mut(..documents.len()) else { return };
        self.serials.first_vals(documents, serials);
        for (document, serial) in documents.iter().zip(serials) {
            let serial = serial.and_then(|serial| u32::try_from(serial).ok());
            if let Some(article) = serial.and_then(|serial| self.corpus.by_serial(serial))
                && self.alive.is_none_or(|alive| alive.is_alive(*document))
            {
                put(*document, article);
            }
        }
    }
}
