//! A refresh: from the files that are there to an index, texts, a manifest and a corpus that say the same.
//!
//! Scan, compare with the manifest, then chunk by chunk: read on all cores, add to the index; commit in batches. The
//! order of writes is the manifest's business and explained there. While a first build runs, what is committed is
//! frozen at growing intervals, so that people can begin to read.
//!
//! [`read`] does the work on files, [`lines`] on large files of many articles, cut in [`parts`], [`show`] freezes what there is.

mod lines;
mod parts;
mod read;
mod show;

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::apart::Readers;
use super::cache::Cache;
use super::manifest::{Manifest, Piece, Record};
use super::progress::{Event, Meter, Phase};
use super::report::Report;
use super::scan::{Roots, Scan, scan};
use super::texts;
use super::trouble::Trouble;
use super::waiting::Waiting;
use super::work::{Finding, Job};
use crate::clean::recurring::Recurring;
use crate::corpus::{Alike, Corpus, Correction, Issue};
use crate::index::{Index, Writer};

/// Deep nesting in a file must not end on a small stack.
const STACK: usize = 8 << 20;

/// What a refresh works on.
pub(super) struct Bench<'a> {
    pub roots: &'a Roots,
    pub index: &'a Index,
    pub manifest: &'a Manifest,
    pub texts: &'a mut texts::Writer,
    /// Where the corpus is written; nowhere for an archive in memory.
    pub cache: Option<&'a Cache>,
    /// What is shown already, if its numbers are still those of index and manifest.
    pub shown: Option<Arc<Corpus>>,
    /// What the reader knows better of names.
    pub known: &'a [Correction],
    /// How alike what is folded has to be, where that is to change.
    pub alike: Option<Alike>,
    pub finding: Finding,
    pub readers: &'a Readers,
    pub cancel: &'a AtomicBool,
    /// Called after every write that lasts; an error breaks the run off there, as a kill would.
    pub after: &'a dyn Fn(Write) -> Result<(), Trouble>,
}

/// The writes that last, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Write {
    Begun,
    Committed,
    Settled,
    Frozen,
}

pub(super) fn refresh(bench: Bench, on_event: &mut dyn FnMut(Event)) -> Result<Report, Trouble> {
    let start = Instant::now();
    if !bench.manifest.was_read(bench.finding)? {
        return Err(Trouble::Damaged("other things were looked for in its articles".into()));
    }
    let next = bench.manifest.next()?;
    bench.texts.truncate(next)?;
    let mut run = Run {
        writer: None,
        corpus: bench.shown.clone(),
        bench,
        on_event,
        pool: pool()?,
        report: Report::default(),
        waiting: Waiting::default(),
        next,
        last: None,
        unseen: Vec::new(),
        learned: None,
    };
    run.report.complete = run.go()?;
    run.report.seconds = start.elapsed().as_secs_f64();
    Ok(run.report)
}

/// Threads of our own: with a stack of known size, and as many as there are cores.
pub(super) fn pool() -> Result<rayon::ThreadPool, Trouble> {
    let builder = rayon::ThreadPoolBuilder::new().stack_size(STACK).thread_name(|n| format!("library-{n}"));
    builder.build().map_err(|e| Trouble::other(anyhow::Error::new(e).context("cannot start threads")))
}

struct Run<'a> {
    bench: Bench<'a>,
    on_event: &'a mut dyn FnMut(Event),
    pool: rayon::ThreadPool,
    report: Report,
    writer: Option<Writer>,
    /// What is shown by now.
    corpus: Option<Arc<Corpus>>,
    /// Added since that was frozen.
    waiting: Waiting,
    /// The next serial.
    next: u32,
    /// The largest of those that are shown.
    last: Option<u32>,
    /// What could not be looked at.
    unseen: Vec<(String, Issue)>,
    /// What recurs in the articles of each source; `None` before anything is read.
    learned: Option<Recurring>,
}

/// What is to be done.
#[derive(Default)]
struct Plan {
    jobs: Vec<Job>,
    /// Keys of files that are gone.
    gone: Vec<String>,
    /// Of which file, which piece of it, and its articles' serials.
    lost: Vec<(usize, usize, Range<u32>)>,
}

/// What was added to the index and not committed yet.
#[derive(Default)]
struct Batch {
    /// Pieces of files that were indexed before, and are removed and done again.
    at_hand: Vec<(String, usize)>,
    done: Vec<(String, Record)>,
    gone: Vec<String>,
    bytes: u64,
    articles: u64,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.done.is_empty() && self.gone.is_empty()
    }
}

impl Run<'_> {
    /// False if cancelled.
    fn go(&mut self) -> Result<bool, Trouble> {
        self.clear_unsettled()?;
        let Some(mut found) = self.scan() else { return Ok(false) };
        self.report.passed = std::mem::take(&mut found.passed);
        let plan = self.plan(found)?;
        let changes = !plan.jobs.is_empty() || !plan.gone.is_empty();
        if !self.read(plan)? {
            self.survey()?;
            return Ok(false);
        }
        let (stamp, alike) = (super::corrections::stamp(self.bench.known), self.alike());
        let fits = |c: &Arc<Corpus>| c.stamp() == stamp && c.alike() == alike;
        if self.corpus.as_ref().is_some_and(fits) && !self.bench.manifest.is_stale()? {
            if changes {
                self.survey()?;
            }
        } else {
            let live = self.survey()?;
            if !self.freeze(&live, true)? {
                return Ok(false);
            }
            self.bench.manifest.frozen()?;
            self.compact(live)?;
        }
        let shown = self.corpus.as_ref().map_or(0, |c| u64::from(c.rows()));
        self.report.duplicates = self.report.articles.saturating_sub(shown);
        self.report.articles = shown;
        self.check()?;
        Ok(true)
    }

    /// Removes what a run that was killed may have left in the index.
    fn clear_unsettled(&mut self) -> Result<(), Trouble> {
        let unsettled = self.bench.manifest.unsettled()?;
        if !unsettled.is_empty() {
            let writer = self.writer()?;
            unsettled.for_each(|serial| writer.remove(serial));
            writer.commit()?;
            self.bench.manifest.settle(&[], &[])?;
        }
        Ok(())
    }

    fn scan(&mut self) -> Option<Scan> {
        let mut meter = Meter::new(Phase::Scan, 0);
        scan(self.bench.roots, &mut |files| {
            meter.done = files as u64;
            meter.tell(self.on_event);
            !self.bench.cancel.load(Ordering::Relaxed)
        })
    }

    /// Compares what is there with what is known; both are sorted by key. Where nothing is to be done, the report says
    /// all that a survey would.
    fn plan(&mut self, mut found: Scan) -> Result<Plan, Trouble> {
        let mut plan = Plan::default();
        let mut files = std::mem::take(&mut found.files).into_iter().peekable();
        let roots = self.bench.roots;
        let report = &mut self.report;
        self.unseen = std::mem::take(&mut found.issues);
        self.unseen.iter().for_each(|(path, issue)| report.add_issue(|| path.clone(), issue));
        self.bench.manifest.each(|key, record| {
            while let Some(new) = files.next_if(|f| f.key.as_str() < key) {
                plan.jobs.push(Job { key: new.key, stamp: new.stamp, old: None });
            }
            take(report, roots, key, &record);
            self.last = self.last.max(record.serials().max());
            match files.next_if(|f| f.key == key) {
                Some(same) if record.is_unchanged(same.stamp) => report.unchanged += 1,
                Some(other) => {
                    plan.jobs.push(Job { key: other.key, stamp: other.stamp, old: Some(Box::new(record)) });
                }
                None if found.may_exist(key) => {}
                None => {
                    plan.gone.push(key.to_string());
                    report.add_gone(|| roots.shown(key));
                    plan.lost
                        .extend(record.pieces.iter().enumerate().map(|(n, p)| (plan.gone.len() - 1, n, p.serials())));
                }
            }
        })?;
        plan.jobs.extend(files.map(|new| Job { key: new.key, stamp: new.stamp, old: None }));
        Ok(plan)
    }
}

/// What one file adds to the report's standing part.
fn take(report: &mut Report, roots: &Roots, key: &str, record: &Record) {
    report.files += 1;
    report.articles += record.serials().count() as u64;
    let path = || roots.shown(key);
    let first = record.pieces.iter().find(|p| p.articles > 0).map_or(0..0, Piece::serials);
    let pieces = record.pieces.iter().map(|piece| (piece.serials(), piece.issues.iter()));
    report.add_pieces(path, std::iter::once((first, record.issues.iter())).chain(pieces));
}
