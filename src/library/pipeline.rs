//! A refresh: from the files that are there to an index, texts, a manifest and a corpus that say the same.
//!
//! Scan, compare with the manifest, then chunk by chunk: read on all cores, add to the index; commit in batches. The
//! order of writes is the manifest's business and explained there. While a first build runs, what is committed is
//! frozen at growing intervals, so that people can begin to read.

use std::io::BufWriter;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use rayon::prelude::*;

use super::cache::Cache;
use super::file::LIMIT;
use super::freeze::{self, freeze};
use super::manifest::{Manifest, Record};
use super::pace::{Pace, chunks};
use super::progress::{Event, Meter, Phase};
use super::report::Report;
use super::scan::{Roots, Scan, scan};
use super::snapshot::Snapshot;
use super::texts;
use super::trouble::Trouble;
use super::waiting::Waiting;
use super::work::{Job, Made, Outcome, Ready, work};
use crate::corpus::{Annotations, Article, Corpus, Correction, Issue};
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
    let next = bench.manifest.next()?;
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
        let Some(found) = self.scan() else { return Ok(false) };
        self.report.skipped = found.skipped;
        let plan = self.plan(found)?;
        let changes = !plan.jobs.is_empty() || !plan.gone.is_empty();
        if !self.read(plan)? {
            self.survey()?;
            return Ok(false);
        }
        let fits = |c: &Arc<Corpus>| c.stamp() == super::corrections::stamp(self.bench.known);
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
        let shown = self.corpus.as_ref().map_or(0, |c| u64::from(c.len()));
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
        self.unseen.iter().for_each(|(path, issue)| report.add_issue(|| path.clone(), issue.clone()));
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
                    plan.lost
                        .extend(record.pieces.iter().enumerate().map(|(n, p)| (plan.gone.len() - 1, n, p.serials())));
                }
            }
        })?;
        plan.jobs.extend(files.map(|new| Job { key: new.key, stamp: new.stamp, old: None }));
        report.deleted = plan.gone.len() as u64;
        Ok(plan)
    }

    /// Does all jobs. False if cancelled: what is committed by then stays, the rest is done again.
    fn read(&mut self, plan: Plan) -> Result<bool, Trouble> {
        let mut meter = Meter::new(Phase::Read, plan.jobs.len() as u64);
        let mut batch = Batch::default();
        let mut pace = Pace::new(self.corpus.as_ref().map(|c| u64::from(c.len())));
        for (file, piece, serials) in plan.lost {
            batch.at_hand.extend(plan.gone.get(file).map(|key| (key.clone(), piece)));
            let writer = self.writer()?;
            serials.for_each(|serial| writer.remove(serial));
        }
        batch.gone = plan.gone;
        for chunk in chunks(&plan.jobs) {
            let Some(outcomes) = self.work(chunk) else { return Ok(false) };
            meter.done += chunk.len() as u64;
            meter.bytes += chunk.iter().map(|j| j.stamp.size.min(LIMIT)).sum::<u64>();
            self.add(chunk, outcomes, &mut batch)?;
            meter.tell(self.on_event);
            let show = pace.is_due(batch.articles);
            if show || pace.is_enough(batch.bytes) {
                pace.committed(batch.articles);
                self.commit(&mut batch)?;
                if show && !self.show(&mut pace)? {
                    return Ok(false);
                }
            }
        }
        self.commit(&mut batch)?;
        Ok(true)
    }

    /// `None` if cancelled meanwhile.
    fn work(&self, chunk: &[Job]) -> Option<Vec<Outcome>> {
        let (roots, cancel) = (self.bench.roots, self.bench.cancel);
        let one = |job: &Job| (!cancel.load(Ordering::Relaxed)).then(|| work(roots, job));
        self.pool.install(|| chunk.par_iter().map(one).collect())
    }

    /// Adds a chunk to index and texts, uncommitted.
    fn add(&mut self, jobs: &[Job], outcomes: Vec<Outcome>, batch: &mut Batch) -> Result<(), Trouble> {
        let mut all = Vec::new();
        for (job, outcome) in jobs.iter().zip(outcomes) {
            let record = match outcome {
                Outcome::Read(made) => {
                    self.report.new += u64::from(job.is_new());
                    self.report.changed += u64::from(!job.is_new());
                    for (n, piece) in job.old.iter().flat_map(|old| old.pieces.iter().enumerate()) {
                        batch.at_hand.push((job.key.clone(), n));
                        let writer = self.writer()?;
                        piece.serials().for_each(|serial| writer.remove(serial));
                    }
                    let record = made.record(self.next);
                    batch.bytes += job.stamp.size;
                    self.take(made, &mut all);
                    record
                }
                Outcome::Same(stamp) => {
                    self.report.unchanged += 1;
                    job.same(stamp)
                }
                Outcome::Unreadable(issue) => {
                    self.report.new += u64::from(job.is_new());
                    self.report.unchanged += u64::from(!job.is_new());
                    job.unreadable(issue)
                }
            };
            batch.done.push((job.key.clone(), record));
        }
        batch.articles += all.len() as u64;
        self.write(all)
    }

    /// Gives articles their serials.
    fn take(&mut self, made: Made, all: &mut Vec<(u32, Article, Annotations)>) {
        for ((article, found), words) in made.articles.into_iter().zip(made.words) {
            self.waiting.push(self.next, words, &article, &found);
            all.push((self.next, article, found));
            self.next = self.next.saturating_add(1);
        }
    }

    /// Writes articles to index and texts.
    fn write(&mut self, all: Vec<(u32, Article, Annotations)>) -> Result<(), Trouble> {
        if all.is_empty() {
            return Ok(());
        }
        let ready = |(serial, article, found): (u32, Article, Annotations)| Ready::of(serial, &article, &found);
        let ready: Vec<Ready> = self.pool.install(|| all.into_par_iter().map(ready).collect::<Result<_, _>>())?;
        let mut rest = ready.as_slice();
        let mut runs = Vec::new();
        for length in texts::cuts(ready.iter().map(|r| r.stored.len())) {
            let (run, after) = rest.split_at(length.min(rest.len()));
            runs.push(run);
            rest = after;
        }
        let pack = |run: &&[Ready]| texts::pack(run.iter().map(|r| (r.serial, r.stored.as_slice())));
        let blocks: Vec<texts::Block> = self.pool.install(|| runs.par_iter().map(pack).collect::<Result<_, _>>())?;
        for block in &blocks {
            self.bench.texts.append(block)?;
        }
        let writer = self.writer()?;
        ready.iter().try_for_each(|r| writer.add_words(r.serial, &r.indexed))?;
        Ok(())
    }

    fn writer(&mut self) -> Result<&mut Writer, Trouble> {
        if self.writer.is_none() {
            self.writer = Some(self.bench.index.writer()?);
        }
        self.writer.as_mut().ok_or(Trouble::Locked)
    }

    /// Commits the index, then settles the manifest.
    fn commit(&mut self, batch: &mut Batch) -> Result<(), Trouble> {
        if batch.is_empty() {
            return Ok(());
        }
        let Batch { at_hand, done, gone, .. } = std::mem::take(batch);
        if self.writer.is_some() {
            self.bench.texts.sync()?;
            self.bench.manifest.begin(at_hand.iter().map(|(key, n)| (key.as_str(), *n)), self.next)?;
            (self.bench.after)(Write::Begun)?;
            self.writer()?.commit()?;
            if let Some(cache) = self.bench.cache {
                super::dirs::sync(&cache.index());
            }
            (self.bench.after)(Write::Committed)?;
        }
        self.bench.manifest.settle(&done, &gone)?;
        (self.bench.after)(Write::Settled)
    }

    /// After a power cut index and texts may be older than the manifest: it is the newest article that would be missing.
    fn check(&self) -> Result<(), Trouble> {
        let Some(last) = self.last else { return Ok(()) };
        let there = self.bench.index.searcher()?.contains(last)? && self.bench.texts.texts().load(last)?.is_some();
        if there { Ok(()) } else { Err(Trouble::Damaged("articles are missing from the index".into())) }
    }

    /// The serials of all articles, in the order of their files; and the report's standing part. Duplicates are among
    /// the articles until the corpus says how many.
    fn survey(&mut self) -> Result<Vec<u32>, Trouble> {
        let report = &mut self.report;
        (report.files, report.articles, report.issue_count) = (0, 0, 0);
        report.issues.clear();
        std::mem::take(&mut self.unseen).into_iter().for_each(|(path, issue)| report.add_issue(|| path, issue));
        let mut live = Vec::new();
        let roots = self.bench.roots;
        self.bench.manifest.each(|key, record| {
            take(report, roots, key, &record);
            live.extend(record.serials());
        })?;
        self.last = live.iter().copied().max();
        Ok(live)
    }

    /// Freezes and shows what is committed in the middle of a run.
    fn show(&mut self, pace: &mut Pace) -> Result<bool, Trouble> {
        let start = Instant::now();
        let mut live = Vec::new();
        self.bench.manifest.each(|_, record| live.extend(record.serials()))?;
        let went_on = self.freeze(&live, false)?;
        pace.shown(live.len() as u64, start.elapsed());
        Ok(went_on)
    }

    /// Freezes `live`, writes it and shows it. In the middle of a run that is not told as progress of its own.
    fn freeze(&mut self, live: &[u32], tell: bool) -> Result<bool, Trouble> {
        let searcher = self.bench.index.searcher()?;
        let texts = self.bench.texts.texts();
        let mut meter = Meter::new(Phase::Join, live.len() as u64);
        let (on_event, cancel) = (&mut *self.on_event, self.bench.cancel);
        let mut on = |done| {
            meter.done = done as u64;
            if tell {
                meter.tell(on_event);
            }
            !cancel.load(Ordering::Relaxed)
        };
        let source = freeze::Source { old: self.corpus.as_deref(), texts: Some(&texts), known: self.bench.known };
        let corpus = match self.bench.cache {
            Some(cache) => {
                let out = BufWriter::with_capacity(1 << 20, cache.new_corpus()?);
                let Some(out) = freeze(live, source, &mut self.waiting, out, &mut on)? else { return Ok(false) };
                cache.put_corpus(out.into_inner().map_err(|e| e.into_error())?)?
            }
            None => {
                let Some(bytes) = freeze::in_memory(live, source, &mut self.waiting, &mut on)? else {
                    return Ok(false);
                };
                Corpus::open(bytes).map_err(|e| Trouble::Damaged(e.to_string()))?
            }
        };
        (self.bench.after)(Write::Frozen)?;
        self.waiting = Waiting::default();
        let snapshot = Arc::new(Snapshot::indexed(Arc::new(corpus), texts, searcher));
        self.corpus = Some(Arc::clone(&snapshot.corpus));
        (self.on_event)(Event::Snapshot(snapshot));
        Ok(true)
    }

    /// Drops texts that nobody shows any more, once they are the larger part.
    fn compact(&mut self, mut live: Vec<u32>) -> Result<(), Trouble> {
        let Some(cache) = self.bench.cache else { return Ok(()) };
        if self.bench.texts.len() <= 2 * live.len() as u64 + FEW {
            return Ok(());
        }
        live.sort_unstable();
        self.bench.texts.compact(cache.folder(), &|serial| live.binary_search(&serial).is_ok())?;
        let (Some(corpus), searcher) = (self.corpus.clone(), self.bench.index.searcher()?) else { return Ok(()) };
        let snapshot = Snapshot::indexed(corpus, self.bench.texts.texts(), searcher);
        (self.on_event)(Event::Snapshot(Arc::new(snapshot)));
        Ok(())
    }
}

/// So few texts too many are not worth the trouble.
const FEW: u64 = 1000;

/// What one file adds to the report's standing part.
fn take(report: &mut Report, roots: &Roots, key: &str, record: &Record) {
    report.files += 1;
    report.articles += record.serials().count() as u64;
    record.issues().for_each(|issue| report.add_issue(|| roots.shown(key), issue.clone()));
}
