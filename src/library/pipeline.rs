//! A refresh: from the files that are there to an index, a manifest and a corpus that say the same.
//!
//! Scan, compare with the manifest, then chunk by chunk: read on all cores, add to the index; commit in batches. The
//! order of writes is the manifest's business and explained there. While a first build runs, what is committed is
//! frozen at growing intervals, so that people can begin to read.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use rayon::prelude::*;

use super::cache::Cache;
use super::file::LIMIT;
use super::freeze::{Live, freeze, load, survey};
use super::manifest::{Manifest, Record};
use super::pace::{Pace, chunks};
use super::progress::{Event, Meter, Phase};
use super::report::Report;
use super::scan::{Roots, Scan, scan};
use super::snapshot::Snapshot;
use super::trouble::Trouble;
use super::work::{Job, Outcome, work};
use crate::corpus::{Corpus, Correction};
use crate::index::{Index, Writer};

/// Deep nesting in a file must not end on a small stack.
const STACK: usize = 8 << 20;

/// What a refresh works on.
pub(super) struct Bench<'a> {
    pub roots: &'a Roots,
    pub index: &'a Index,
    pub manifest: &'a Manifest,
    /// Where the corpus is written; nowhere for an archive in memory.
    pub cache: Option<&'a Cache>,
    /// How many articles are shown already; `None` if nothing that could be.
    pub shown: Option<u64>,
    /// What the reader knows better of names.
    pub known: &'a [Correction],
    /// What is shown was frozen with just these corrections.
    pub fits: bool,
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

pub(super) fn refresh(bench: &Bench, on_event: &mut dyn FnMut(Event)) -> Result<Report, Trouble> {
    let start = Instant::now();
    let mut run = Run { bench, on_event, pool: pool()?, report: Report::default(), froze: false };
    run.report.complete = run.go()?;
    run.report.seconds = start.elapsed().as_secs_f64();
    Ok(run.report)
}

/// Threads of our own: with a stack of known size, and as many as there are cores.
pub(super) fn pool() -> Result<rayon::ThreadPool, Trouble> {
    let builder = rayon::ThreadPoolBuilder::new().stack_size(STACK).thread_name(|n| format!("library-{n}"));
    builder.build().map_err(|e| Trouble::Other(anyhow::Error::new(e).context("cannot start threads")))
}

struct Run<'a> {
    bench: &'a Bench<'a>,
    on_event: &'a mut dyn FnMut(Event),
    pool: rayon::ThreadPool,
    report: Report,
    /// A corpus was written in this run.
    froze: bool,
}

/// What is to be done.
#[derive(Default)]
struct Plan {
    jobs: Vec<Job>,
    gone: Vec<String>,
}

/// What was added to the index and not committed yet.
#[derive(Default)]
struct Batch {
    done: Vec<(String, Record)>,
    gone: Vec<String>,
    bytes: u64,
    articles: u64,
}

impl Run<'_> {
    /// False if cancelled.
    fn go(&mut self) -> Result<bool, Trouble> {
        let Some(found) = self.scan() else { return Ok(false) };
        self.report.skipped = found.skipped;
        let plan = self.plan(found)?;
        if !self.read(plan)? {
            self.standing()?;
            return Ok(false);
        }
        let live = self.standing()?;
        let shows_all = self.bench.shown.is_some() || self.froze;
        let fits = self.bench.fits || self.froze;
        if shows_all && fits && !self.bench.manifest.is_stale()? {
            return self.check(&live).map(|()| true);
        }
        if !self.freeze(&live, true)? {
            return Ok(false);
        }
        self.bench.manifest.frozen()?;
        Ok(true)
    }

    fn scan(&mut self) -> Option<Scan> {
        let mut meter = Meter::new(Phase::Scan, 0);
        scan(self.bench.roots, &mut |files| {
            meter.done = files as u64;
            meter.tell(self.on_event);
            !self.bench.cancel.load(Ordering::Relaxed)
        })
    }

    /// Compares what is there with what is known; both are sorted by key.
    fn plan(&mut self, mut found: Scan) -> Result<Plan, Trouble> {
        let mut plan = Plan::default();
        let mut files = std::mem::take(&mut found.files).into_iter().peekable();
        let report = &mut self.report;
        self.bench.manifest.each(|key, record| {
            while let Some(new) = files.next_if(|f| f.key.as_str() < key) {
                plan.jobs.push(Job { key: new.key, size: new.stamp.size, old: None });
            }
            match files.next_if(|f| f.key == key) {
                Some(same) if record.is_unchanged(same.stamp) => report.unchanged += 1,
                Some(other) => {
                    plan.jobs.push(Job { key: other.key, size: other.stamp.size, old: Some(Box::new(record)) });
                }
                None if found.may_exist(key) => {}
                None => plan.gone.push(key.to_string()),
            }
        })?;
        plan.jobs.extend(files.map(|new| Job { key: new.key, size: new.stamp.size, old: None }));
        report.deleted = plan.gone.len() as u64;
        found.issues.into_iter().for_each(|(path, issue)| report.add_issue(|| path, issue));
        Ok(plan)
    }

    /// Does all jobs. False if cancelled: what is committed by then stays, the rest is done again.
    fn read(&mut self, plan: Plan) -> Result<bool, Trouble> {
        let mut meter = Meter::new(Phase::Read, plan.jobs.len() as u64);
        let mut writer = None;
        let mut batch = Batch::default();
        let mut pace = Pace::new(self.bench.shown);
        if !plan.gone.is_empty() {
            let writer = self.writer(&mut writer)?;
            // Nothing at hand, but from here on the frozen corpus is behind.
            self.bench.manifest.begin(std::iter::empty(), 0)?;
            plan.gone.iter().for_each(|key| writer.remove_file(key));
            batch.gone = plan.gone;
        }
        for chunk in chunks(&plan.jobs) {
            let Some(outcomes) = self.work(chunk) else { return Ok(false) };
            meter.done += chunk.len() as u64;
            meter.bytes += chunk.iter().map(|j| j.size.min(LIMIT)).sum::<u64>();
            self.add(chunk, outcomes, &mut writer, &mut batch)?;
            meter.tell(self.on_event);
            let show = pace.is_due(batch.articles);
            if show || pace.is_enough(batch.bytes) {
                pace.committed(batch.articles);
                self.commit(&mut writer, &mut batch)?;
                if show && !self.show(&mut pace)? {
                    return Ok(false);
                }
            }
        }
        self.commit(&mut writer, &mut batch)?;
        Ok(true)
    }

    /// `None` if cancelled meanwhile.
    fn work(&self, chunk: &[Job]) -> Option<Vec<Outcome>> {
        let (roots, cancel) = (self.bench.roots, self.bench.cancel);
        let one = |job: &Job| (!cancel.load(Ordering::Relaxed)).then(|| work(roots, job));
        self.pool.install(|| chunk.par_iter().map(one).collect())
    }

    /// Adds a chunk to the index, uncommitted.
    fn add(
        &mut self,
        jobs: &[Job],
        outcomes: Vec<Outcome>,
        writer: &mut Option<Writer>,
        batch: &mut Batch,
    ) -> Result<(), Trouble> {
        let read = |(job, outcome): (&Job, &Outcome)| matches!(outcome, Outcome::Read(_)).then_some(job.key.clone());
        let keys: Vec<String> = jobs.iter().zip(&outcomes).filter_map(read).collect();
        let articles = outcomes.iter().map(|o| if let Outcome::Read(made) = o { made.articles.len() } else { 0 }).sum();
        let mut serial = match keys.is_empty() {
            true => 0,
            false => self.bench.manifest.begin(keys.iter().map(String::as_str), articles)?,
        };
        (self.bench.after)(Write::Begun)?;
        for (job, outcome) in jobs.iter().zip(outcomes) {
            let record = match outcome {
                Outcome::Read(made) => {
                    self.report.new += u64::from(job.is_new());
                    self.report.changed += u64::from(!job.is_new());
                    let writer = self.writer(writer)?;
                    writer.remove_file(&job.key);
                    let record = made.record(serial);
                    for (article, annotations) in &made.articles {
                        writer.add(serial, &job.key, article, annotations)?;
                        serial += 1;
                    }
                    batch.bytes += job.size;
                    batch.articles += made.articles.len() as u64;
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
        Ok(())
    }

    fn writer<'w>(&self, writer: &'w mut Option<Writer>) -> Result<&'w mut Writer, Trouble> {
        if writer.is_none() {
            *writer = Some(self.bench.index.writer()?);
        }
        writer.as_mut().ok_or(Trouble::Locked)
    }

    /// Commits the index, then settles the manifest.
    fn commit(&mut self, writer: &mut Option<Writer>, batch: &mut Batch) -> Result<(), Trouble> {
        if batch.done.is_empty() && batch.gone.is_empty() {
            return Ok(());
        }
        if let Some(writer) = writer {
            writer.commit()?;
            if let Some(cache) = self.bench.cache {
                super::dirs::sync(&cache.index());
            }
        }
        let Batch { done, gone, .. } = std::mem::take(batch);
        (self.bench.after)(Write::Committed)?;
        self.bench.manifest.settle(&done, &gone)?;
        (self.bench.after)(Write::Settled)
    }

    /// After a power cut the index may be older than the manifest: it is the newest article that would be missing.
    fn check(&self, live: &Live) -> Result<(), Trouble> {
        match live.iter().max() {
            Some((serial, words)) => load(&self.bench.index.searcher()?, *serial, *words).map(drop),
            None => Ok(()),
        }
    }

    /// The report's standing part and what is to be shown.
    fn standing(&mut self) -> Result<Live, Trouble> {
        survey(self.bench.manifest, self.bench.roots, &mut self.report)
    }

    /// Freezes and shows what is committed in the middle of a run.
    fn show(&mut self, pace: &mut Pace) -> Result<bool, Trouble> {
        let start = Instant::now();
        let live = survey(self.bench.manifest, self.bench.roots, &mut Report::default())?;
        let went_on = self.freeze(&live, false)?;
        pace.shown(live.len() as u64, start.elapsed());
        Ok(went_on)
    }

    /// Freezes `live`, writes it and shows it. In the middle of a run that is not told as progress of its own.
    fn freeze(&mut self, live: &Live, tell: bool) -> Result<bool, Trouble> {
        let searcher = self.bench.index.searcher()?;
        let mut meter = Meter::new(Phase::Join, live.len() as u64);
        let (on_event, cancel) = (&mut *self.on_event, self.bench.cancel);
        let bytes = freeze(live, self.bench.known, &searcher, &self.pool, &mut |done| {
            meter.done = done as u64;
            if tell {
                meter.tell(on_event);
            }
            !cancel.load(Ordering::Relaxed)
        })?;
        let Some(bytes) = bytes else { return Ok(false) };
        if let Some(cache) = self.bench.cache {
            cache.write_corpus(&bytes)?;
        }
        (self.bench.after)(Write::Frozen)?;
        let corpus = Corpus::open(bytes).map_err(|e| Trouble::Damaged(e.to_string()))?;
        let snapshot = Arc::new(Snapshot::indexed(corpus, searcher));
        (self.on_event)(Event::Snapshot(snapshot));
        self.froze = true;
        Ok(true)
    }
}
