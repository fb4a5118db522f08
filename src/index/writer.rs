//! Adding and removing articles.

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, MergePolicy, NoMergePolicy};
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::IndexError;
use super::lines::lines;
use super::schema::Fields;
use crate::corpus::Article;

/// What the words of articles not yet written may take, bytes. tantivy's least is 15 MB.
const BUDGET: usize = 50_000_000;
const SMALL_BUDGET: usize = 15_000_000;
/// So many segments of about one size become one.
const MERGED_TOGETHER: usize = 8;
/// A segment is written anew when this part of it is deleted.
const MOST_DELETED: f32 = 0.3;

/// Adds and removes articles. Nothing is seen before [`Writer::commit`].
pub struct Writer {
    inner: IndexWriter,
    fields: Fields,
}

/// An article's words as they are indexed.
pub struct Words {
    title: String,
    body: String,
}

impl Words {
    pub fn of(article: &Article) -> Words {
        let (title, body) = lines(article);
        Words { title, body }
    }
}

impl Writer {
    pub(super) fn new(index: &tantivy::Index, fields: Fields, small: bool) -> Result<Writer, IndexError> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(if small { SMALL_BUDGET } else { BUDGET })
            .build();
        let inner: IndexWriter = index.writer_with_options(options)?;
        // Merging is ours, see `tidy`.
        inner.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Writer { inner, fields })
    }

    /// `serial` is unique in the index.
    pub fn add(&mut self, serial: u32, article: &Article) -> Result<(), IndexError> {
        self.add_words(serial, &Words::of(article))
    }

    /// The same with words that were cut before, on another thread.
    pub fn add_words(&mut self, serial: u32, words: &Words) -> Result<(), IndexError> {
        let mut document = TantivyDocument::new();
        document.add_u64(self.fields.serial, u64::from(serial));
        document.add_text(self.fields.title, &words.title);
        document.add_text(self.fields.body, &words.body);
        self.inner.add_document(document)?;
        Ok(())
    }

    pub fn remove(&mut self, serial: u32) {
        self.inner.delete_term(Term::from_field_u64(self.fields.serial, u64::from(serial)));
    }

    /// Makes all that was added and removed lasting and visible to new searchers.
    pub fn commit(&mut self) -> Result<(), IndexError> {
        self.inner.commit()?;
        // The commit is made whatever becomes of these: a disk that is full now is tidied by the next one.
        let _ = self.tidy();
        let _ = self.inner.garbage_collect_files().wait();
        Ok(())
    }

    /// Merges segments here and now. In the background, as tantivy does it, a writer that is dropped soon, or killed,
    /// never gets to it, and every small commit leaves a segment behind.
    fn tidy(&mut self) -> Result<(), IndexError> {
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MERGED_TOGETHER);
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        // Each round leaves fewer or cleaner segments; the bound is for what nobody thought of.
        for _ in 0..8 {
            let candidates = policy.compute_merge_candidates(&self.inner.index().searchable_segment_metas()?);
            if candidates.is_empty() {
                break;
            }
            for candidate in candidates {
                self.inner.merge(&candidate.0).wait()?;
            }
        }
        Ok(())
    }
}
