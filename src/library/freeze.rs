//! From what is indexed to a frozen corpus: names joined over all articles, columns written.
//!
//! Articles are taken in the order of their files' keys, whatever the order they were indexed in, so that an archive
//! freezes to the same corpus however often the work on it was broken off.

use std::collections::HashSet;

use rayon::prelude::*;

use super::corrections::stamp;
use super::manifest::Manifest;
use super::report::Report;
use super::scan::Roots;
use super::trouble::Trouble;
use crate::corpus::{Annotations, Article, Builder, Correction, Entry};
use crate::entities::merge::Merger;
use crate::index::Searcher;

/// Collects articles and freezes them.
#[derive(Default)]
pub(super) struct Freezer {
    merger: Merger,
    entries: Vec<(Entry, Vec<usize>)>,
}

impl Freezer {
    pub fn push(&mut self, entry: Loose) {
        self.merger.add_dated(&entry.annotations, entry.columns.date);
        self.entries.push((entry.columns, entry.speakers));
    }

    /// The bytes of the corpus, with what the reader knows better of names.
    pub fn freeze(self, known: &[Correction]) -> Vec<u8> {
        let merged = self.merger.finish_with(known);
        let mut builder = Builder::new(merged.entities);
        builder.stamp(stamp(known));
        let mut lists = merged.of_articles.into_iter();
        for (mut entry, speakers) in self.entries {
            entry.entities = lists.next().unwrap_or_default();
            entry.speakers = speakers.iter().filter_map(|local| entry.entities.get(*local).copied()).collect();
            builder.push(entry);
        }
        builder.freeze()
    }
}

/// What freezing keeps of an article.
pub(super) struct Loose {
    columns: Entry,
    /// Of the article's own entities, those that say something.
    speakers: Vec<usize>,
    annotations: Annotations,
}

impl Loose {
    pub fn new(serial: u32, words: u32, article: Article, annotations: Annotations) -> Loose {
        let mut speakers: Vec<usize> = annotations
            .quotes
            .iter()
            .filter_map(|q| q.speaker)
            .map(|s| annotations.local_no(s.kind, s.index))
            .collect();
        speakers.sort_unstable();
        speakers.dedup();
        let columns = Entry {
            id: article.id,
            serial,
            date: article.date,
            source: article.source,
            title: article.title,
            words,
            ..Entry::default()
        };
        Loose { columns, speakers, annotations }
    }
}

/// The articles to be shown: serial and words.
pub(super) type Live = Vec<(u32, u32)>;

/// Reads the manifest once: what is to be shown, and the report's standing part. Of articles with the same content
/// the first by key is shown; when its file goes, the next one takes its place without being read again.
pub(super) fn survey(manifest: &Manifest, roots: &Roots, report: &mut Report) -> Result<Live, Trouble> {
    let mut live = Live::new();
    let mut met = HashSet::new();
    manifest.each(|key, record| {
        report.files += 1;
        for (serial, kept) in record.serials() {
            if met.insert(kept.id) {
                live.push((serial, kept.words));
            } else {
                report.duplicates += 1;
            }
        }
        record.issues.into_iter().for_each(|issue| report.add_issue(|| roots.shown(key), issue));
    })?;
    report.articles = live.len() as u64;
    Ok(live)
}

/// Freezes what is committed. `on` is told how many articles are done and says whether to go on; `None` if not.
pub(super) fn freeze(
    live: &Live,
    known: &[Correction],
    searcher: &Searcher,
    pool: &rayon::ThreadPool,
    on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<Vec<u8>>, Trouble> {
    let mut freezer = Freezer::default();
    for (n, chunk) in live.chunks(256).enumerate() {
        if !on(n * 256) {
            return Ok(None);
        }
        let loaded: Vec<Result<Loose, Trouble>> =
            pool.install(|| chunk.par_iter().map(|(serial, words)| load(searcher, *serial, *words)).collect());
        for loose in loaded {
            freezer.push(loose?);
        }
    }
    Ok(Some(freezer.freeze(known)))
}

/// What freezing needs of an article that the manifest says is there.
pub(super) fn load(searcher: &Searcher, serial: u32, words: u32) -> Result<Loose, Trouble> {
    match searcher.load(serial)? {
        Some((article, annotations)) => Ok(Loose::new(serial, words, article, annotations)),
        // The manifest was ahead of the index: a power cut, or someone's hand.
        None => Err(Trouble::Damaged("articles are missing from the index".into())),
    }
}
