//! What can be read and searched at one moment; a refresh makes a new one and leaves the old as it is.

use std::sync::{Arc, OnceLock};

use anyhow::anyhow;

use super::corrections::stamp;
use super::starter;
use super::trouble::Trouble;
use crate::corpus::{Annotations, Article, ArticleNo, Corpus, Correction, Marks};
use crate::index::{Index, IndexError, Searcher};
use crate::query::{Answer, Request};

/// A corpus with its articles' texts.
pub struct Snapshot {
    pub corpus: Arc<Corpus>,
    texts: Texts,
}

enum Texts {
    Indexed(Searcher),
    /// By serial. Indexed when something is first searched for, because reading needs no index: the first screen of
    /// a small archive does not wait for it.
    InMemory(Arc<Memory>),
}

struct Memory {
    articles: Vec<(Article, Annotations)>,
    searcher: OnceLock<Result<Searcher, String>>,
}

impl Snapshot {
    pub(super) fn indexed(corpus: Corpus, searcher: Searcher) -> Snapshot {
        Snapshot { corpus: Arc::new(corpus), texts: Texts::Indexed(searcher) }
    }

    pub(super) fn in_memory(corpus: Corpus, articles: Vec<(Article, Annotations)>) -> Snapshot {
        let memory = Memory { articles, searcher: OnceLock::new() };
        Snapshot { corpus: Arc::new(corpus), texts: Texts::InMemory(Arc::new(memory)) }
    }

    /// The same articles with what the reader knows better of names, where they are in memory and it makes a
    /// difference.
    pub(super) fn corrected(&self, known: &[Correction]) -> Option<Snapshot> {
        let Texts::InMemory(memory) = &self.texts else { return None };
        if self.corpus.stamp() == stamp(known) {
            return None;
        }
        let corpus = Corpus::open(starter::refreeze(&memory.articles, known)).ok()?;
        Some(Snapshot { corpus: Arc::new(corpus), texts: Texts::InMemory(Arc::clone(memory)) })
    }

    /// Of no articles.
    pub(super) fn empty() -> Snapshot {
        Snapshot::in_memory(Corpus::empty(), Vec::new())
    }

    /// What searches the articles. Where they are in memory only, the first call indexes them.
    ///
    /// # Errors
    /// If the index cannot be built, for want of memory.
    pub fn searcher(&self) -> anyhow::Result<Searcher> {
        match &self.texts {
            Texts::Indexed(searcher) => Ok(searcher.clone()),
            Texts::InMemory(memory) => memory
                .searcher
                .get_or_init(|| index(&memory.articles).map_err(super::line))
                .clone()
                .map_err(|why| anyhow!("cannot index the articles: {why}")),
        }
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
        let searcher = if request.expr.has_words() { self.searcher()? } else { self.without_words()? };
        Ok(searcher.select(&self.corpus, marks, request, cancelled)?)
    }

    /// What answers requests that no word is asked in: it need not know the articles, and waits for no index.
    fn without_words(&self) -> anyhow::Result<Searcher> {
        match &self.texts {
            Texts::InMemory(memory) if memory.searcher.get().is_none() => Ok(index(&[])?),
            _ => self.searcher(),
        }
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
        let serial = self.corpus.row(article).serial;
        match &self.texts {
            Texts::Indexed(searcher) => Ok(searcher.load(serial)?),
            Texts::InMemory(memory) => Ok(memory.articles.get(serial as usize).cloned()),
        }
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Snapshot({:?})", self.corpus)
    }
}

fn index(articles: &[(Article, Annotations)]) -> Result<Searcher, IndexError> {
    let index = Index::in_memory()?;
    if !articles.is_empty() {
        let mut writer = index.writer()?;
        for ((article, annotations), serial) in articles.iter().zip(0..) {
            writer.add(serial, &article.path, article, annotations)?;
        }
        writer.commit()?;
    }
    index.searcher()
}
