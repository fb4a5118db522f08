//! Archives that are in memory whole: the starter corpus and standard input.

use std::time::Instant;

use anyhow::Context;
use rayon::prelude::*;

use super::apart::Readers;
use super::freeze::{Source, in_memory};
use super::line;
use super::pipeline::pool;
use super::report::Report;
use super::snapshot::Snapshot;
use super::waiting::{Told, Waiting};
use super::work::{Finding, Made, begin};
use crate::clean::recurring::Recurring;
use crate::corpus::{Annotations, Article, Corpus, Correction};

/// Files read, cleaned and frozen.
pub(super) struct Read {
    pub corpus: Vec<u8>,
    /// By serial.
    pub articles: Vec<(Article, Annotations)>,
    pub report: Report,
}

impl Read {
    pub fn open(self) -> anyhow::Result<(Snapshot, Report)> {
        let corpus = Corpus::open(self.corpus).context("cannot freeze the articles")?;
        Ok((Snapshot::in_memory(corpus, self.articles), self.report))
    }
}

/// The corpus of articles that are in memory, with what the reader knows better of names. By serial, as in [`Read`].
///
/// # Errors
/// None that memory has a reason for.
pub(super) fn freeze(articles: &[(Article, Annotations)], known: &[Correction]) -> anyhow::Result<Vec<u8>> {
    let mut waiting = Waiting::default();
    for ((article, found), serial) in articles.iter().zip(0..) {
        waiting.push(serial, Told::of(article), article, found);
    }
    let live: Vec<u32> = (0..articles.len() as u32).collect();
    let frozen = in_memory(&live, Source { known, ..Source::default() }, &mut waiting, &mut |_| true);
    Ok(frozen.map_err(|trouble| anyhow::anyhow!(line(trouble)))?.unwrap_or_default())
}

/// How many articles a corpus has, and how many rows that makes.
fn rows(corpus: &[u8]) -> (u64, u64) {
    let corpus = Corpus::open(corpus.to_vec());
    corpus.map_or((0, 0), |corpus| (u64::from(corpus.len()), u64::from(corpus.rows())))
}

/// Reads, cleans and freezes files that are in memory.
pub(super) fn read(files: &[(&str, &[u8])], readers: &Readers) -> anyhow::Result<Read> {
    let start = Instant::now();
    let failed = |issue| Made { issues: vec![issue], ..Made::default() };
    let one = |(name, bytes): &(&str, &[u8])| begin(readers, &line(name), bytes, None).unwrap_or_else(failed);
    let mut learned = Recurring::default();
    let mut finished = |mut made: Vec<Made>| {
        made.iter().flat_map(|made| &made.articles).for_each(|(article, _)| learned.count(article));
        match made.as_mut_slice() {
            [single] => single.finish(&learned, Finding::All),
            many => many.par_iter_mut().for_each(|made| made.finish(&learned, Finding::All)),
        }
        made
    };
    let made: Vec<Made> = match files {
        [single] => finished(vec![one(single)]),
        many => pool()?.install(|| finished(many.par_iter().map(one).collect())),
    };
    let mut report = Report { files: files.len() as u64, new: files.len() as u64, complete: true, ..Report::default() };
    let mut articles: Vec<(Article, Annotations)> = Vec::new();
    for ((name, _), made) in files.iter().zip(made) {
        let first = articles.len() as u32;
        articles.extend(made.articles);
        report.add(|| line(name), first..articles.len() as u32, made.issues.iter());
    }
    let corpus = freeze(&articles, &[])?;
    let (all, rows) = rows(&corpus);
    (report.articles, report.duplicates) = (rows, all - rows);
    report.seconds = start.elapsed().as_secs_f64();
    Ok(Read { corpus, articles, report })
}
