//! Files read on all cores and added to index and texts, chunk by chunk.

use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::super::cache::Cache;
use super::super::file::LIMIT;
use super::super::pace::{Pace, chunks};
use super::super::progress::{Meter, Phase};
use super::super::texts;
use super::super::trouble::Trouble;
use super::super::work::{Job, Made, Outcome, Ready, work};
use super::{Batch, Plan, Run, Write};
use crate::corpus::{Annotations, Article};
use crate::index::Writer;

impl Run<'_> {
    /// Does all jobs. False if cancelled: what is committed by then stays, the rest is done again.
    pub(super) fn read(&mut self, plan: Plan) -> Result<bool, Trouble> {
        let mut meter = Meter::new(Phase::Read, plan.jobs.len() as u64);
        let mut batch = Batch::default();
        let mut pace = Pace::new(self.corpus.as_ref().map(|c| u64::from(c.len())));
        for (file, piece, serials) in plan.lost {
            batch.at_hand.extend(plan.gone.get(file).map(|key| (key.clone(), piece)));
            let writer = self.writer()?;
            serials.for_each(|serial| writer.remove(serial));
        }
        batch.gone = plan.gone;
        let (large, files): (Vec<Job>, Vec<Job>) = plan.jobs.into_iter().partition(|job| self.is_of_many(job));
        for chunk in chunks(&files) {
            let Some(outcomes) = self.work(chunk) else { return Ok(false) };
            meter.done += chunk.len() as u64;
            meter.bytes += chunk.iter().map(|j| j.stamp.size.min(LIMIT)).sum::<u64>();
            self.add(chunk, outcomes, &mut batch)?;
            meter.tell(self.on_event);
            if !self.pause(&mut batch, &mut pace)? {
                return Ok(false);
            }
        }
        for job in &large {
            if !self.read_parts(job, &mut meter, &mut batch, &mut pace)? {
                self.commit(&mut batch)?;
                return Ok(false);
            }
        }
        self.commit(&mut batch)?;
        Ok(true)
    }

    /// Whether what waits is to be committed.
    pub(super) fn is_time(&self, batch: &Batch, pace: &Pace) -> bool {
        pace.is_due(batch.articles) || pace.is_enough(batch.bytes)
    }

    /// Commits and shows, if it is time to. False if cancelled.
    pub(super) fn pause(&mut self, batch: &mut Batch, pace: &mut Pace) -> Result<bool, Trouble> {
        let show = pace.is_due(batch.articles);
        if self.is_time(batch, pace) {
            pace.committed(batch.articles);
            self.commit(batch)?;
            if show {
                return self.show(pace);
            }
        }
        Ok(true)
    }

    /// `None` if cancelled meanwhile.
    fn work(&mut self, chunk: &[Job]) -> Option<Vec<Outcome>> {
        let (roots, cancel, readers) = (self.bench.roots, self.bench.cancel, self.bench.readers);
        let goes_on = || !cancel.load(Ordering::Relaxed);
        // What came of a file when it was cancelled may not be all.
        let one = |job: &Job| goes_on().then(|| work(roots, job, readers, cancel)).filter(|_| goes_on());
        let mut outcomes: Vec<Outcome> = self.pool.install(|| chunk.par_iter().map(one).collect::<Option<_>>())?;
        let read = outcomes.iter_mut().filter_map(|outcome| match outcome {
            Outcome::Read(made) => Some(made),
            Outcome::Same(_) | Outcome::Unreadable(_) => None,
        });
        self.finish(read, || !cancel.load(Ordering::Relaxed));
        (!cancel.load(Ordering::Relaxed)).then_some(outcomes)
    }

    /// Learns of all articles of a chunk what recurs in their sources, and then finishes them: so the first ones of a
    /// source gain by those that come with them, and later ones by all before. What is left when `go_on` says no is not finished.
    pub(super) fn finish<'m>(&mut self, made: impl Iterator<Item = &'m mut Made>, go_on: impl Fn() -> bool + Sync) {
        let made: Vec<&mut Made> = made.filter(|made| !made.articles.is_empty()).collect();
        if made.is_empty() {
            return;
        }
        let cache = self.bench.cache;
        let learned = self.learned.get_or_insert_with(|| cache.map(Cache::learned).unwrap_or_default());
        made.iter().flat_map(|made| &made.articles).for_each(|(article, _)| learned.count(article));
        let (learned, finding) = (&*learned, self.bench.finding);
        let finish = |made: &mut Made| {
            if go_on() {
                made.finish(learned, finding);
            }
        };
        self.pool.install(|| made.into_par_iter().for_each(finish));
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
    pub(super) fn take(&mut self, made: Made, all: &mut Vec<(u32, Article, Annotations)>) {
        for ((article, found), told) in made.articles.into_iter().zip(made.told) {
            self.waiting.push(self.next, told, &article, &found);
            all.push((self.next, article, found));
            self.next = self.next.saturating_add(1);
        }
    }

    /// Writes articles to index and texts.
    pub(super) fn write(&mut self, all: Vec<(u32, Article, Annotations)>) -> Result<(), Trouble> {
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

    pub(super) fn writer(&mut self) -> Result<&mut Writer, Trouble> {
        if self.writer.is_none() {
            self.writer = Some(self.bench.index.writer()?);
        }
        self.writer.as_mut().ok_or(Trouble::Locked)
    }

    /// Commits the index, then settles the manifest.
    pub(super) fn commit(&mut self, batch: &mut Batch) -> Result<(), Trouble> {
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
                super::super::dirs::sync(&cache.index());
            }
            (self.bench.after)(Write::Committed)?;
        }
        self.bench.manifest.settle(&done, &gone)?;
        // After that: what is done again after a kill must not be counted twice. Without it the next run learns anew.
        if let (Some(cache), Some(learned)) = (self.bench.cache, &self.learned) {
            _ = cache.keep_learned(learned);
        }
        (self.bench.after)(Write::Settled)
    }
}
