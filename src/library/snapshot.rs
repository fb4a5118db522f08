//! What can be read and searched at one moment; a refresh makes a new one and leaves the old as it is.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::anyhow;

use super::corrections::stamp;
use super::starter;
use super::texts::Texts;
use super::trouble::Trouble;
use crate::corpus::{Annotations, Article, ArticleNo, Corpus, Correction, Marks};
use crate::index::{self, Index, IndexError, Searcher};
use crate::query::{Answer, Request};

/// A corpus with its articles' texts.
pub struct Snapshot {
    pub corpus: Arc<Corpus>,
    place: Place,
    /// Opened when something is first searched for: neither the first screen nor a filter waits for it.
    searcher: Mutex<Option<Searcher>>,
}

enum Place {
    /// Texts, and the folder of the index.
    Disk(Texts, PathBuf),
    /// By serial. Indexed when something is first searched for.
    Memory(Arc<Vec<(Article, Annotations)>>),
}

impl Snapshot {
    /// What lies on the disk.
    pub(super) fn stored(corpus: Corpus, texts: Texts, index: PathBuf) -> Snapshot {
        Snapshot { corpus: Arc::new(corpus), place: Place::Disk(texts, index), searcher: Mutex::default() }
    }

    /// What was just written.
    pub(super) fn indexed(corpus: Arc<Corpus>, texts: Texts, searcher: Searcher) -> Snapshot {
        Snapshot { corpus, place: Place::Disk(texts, PathBuf::new()), searcher: Mutex::new(Some(searcher)) }
    }

    pub(super) fn in_memory(corpus: Corpus, articles: Vec<(Article, Annotations)>) -> Snapshot {
        Snapshot { corpus: Arc::new(corpus), place: Place::Memory(Arc::new(articles)), searcher: Mutex::default() }
    }

    /// The same articles with what the reader knows better of names, where they are in memory and it makes a
    /// difference.
    pub(super) fn corrected(&self, known: &[Correction]) -> Option<Snapshot> {
        let Place::Memory(articles) = &self.place else { return None };
        if self.corpus.stamp() == stamp(known) {
            return None;
        }
        let corpus = Corpus::open(starter::freeze(articles, known).ok()?).ok()?;
        let place = Place::Memory(Arc::clone(articles));
        let searcher = Mutex::new(self.opened().clone());
        Some(Snapshot { corpus: Arc::new(corpus), place, searcher })
    }

    /// Of no articles.
    pub(super) fn empty() -> Snapshot {
        Snapshot::in_memory(Corpus::empty(), Vec::new())
    }

    /// What searches the articles. The first call opens the index, or makes one of articles that are in memory.
    ///
    /// # Errors
    /// If the index cannot be read or, for want of memory, built.
    pub fn searcher(&self) -> anyhow::Result<Searcher> {
        self.try_searcher().map_err(|trouble| anyhow!(super::line(trouble)).context("cannot search"))
    }

    pub(super) fn try_searcher(&self) -> Result<Searcher, Trouble> {
        // Who comes second waits for the first; what failed is tried again the next time.
        let mut opened = self.opened();
        if let Some(searcher) = &*opened {
            return Ok(searcher.clone());
        }
        let searcher = match &self.place {
            Place::Disk(_, folder) => Index::existing(folder)?.searcher()?,
            Place::Memory(articles) => indexed(articles)?,
        };
        *opened = Some(searcher.clone());
        Ok(searcher)
    }

    fn opened(&self) -> MutexGuard<'_, Option<Searcher>> {
        self.searcher.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The articles that answer a request, exactly; `None` if `cancelled` became true meanwhile.
    ///
    /// # Errors
    /// If the index cannot be read or, where the articles are in memory, built.
    pub fn select(
        &self,
        marks: &Marks,
        request: &Request,
        cancelled: &dyn Fn() -> bool,
    ) -> anyhow::Result<Option<Answer>> {
        if request.expr.has_words() {
            return Ok(self.searcher()?.select(&self.corpus, marks, request, cancelled)?);
        }
        Ok(index::select(&self.corpus, marks, request, cancelled)?)
    }

    /// An article with what was found in it; `None` if it has gone from the index since.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn load(&self, article: ArticleNo) -> anyhow::Result<Option<(Article, Annotations)>> {
        self.try_load(article).map_err(|trouble| anyhow!(super::line(trouble)).context("cannot load the article"))
    }

    pub(super) fn try_load(&self, article: ArticleNo) -> Result<Option<(Article, Annotations)>, Trouble> {
        if article >= self.corpus.len() {
            return Ok(None);
        }
        let serial = self.corpus.serial(article);
        match &self.place {
            Place::Disk(texts, _) => texts.load(serial),
            Place::Memory(articles) => Ok(articles.get(serial as usize).cloned()),
        }
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Snapshot({:?})", self.corpus)
    }
}

fn indexed(articles: &[(Article, Annotations)]) -> Result<Searcher, IndexError> {
    let index = Index::in_memory()?;
    if !articles.is_empty() {
        let mut writer = index.writer()?;
        for ((article, _), serial) in articles.iter().zip(0..) {
            writer.add(serial, article)?;
        }
        writer.commit()?;
    }
    index.searcher()
}
