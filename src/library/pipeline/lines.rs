//! Files of many articles: read as they stream, part by part. A part that is indexed already is passed over.

use std::sync::atomic::Ordering;

use super::super::manifest::{Piece, Record};
use super::super::pace::Pace;
use super::super::progress::Meter;
use super::super::scan::unreadable;
use super::super::trouble::Trouble;
use super::super::work::{Job, is_fresh};
use super::parts::{Part, Parts};
use super::{Batch, Run};
use crate::ingest;

/// A file of many articles that is not larger is read at once, beside others.
const LARGE: u64 = 1 << 20;

impl Run<'_> {
    /// Whether the file is read as it comes, part by part.
    pub(super) fn is_of_many(&self, job: &Job) -> bool {
        self.bench.roots.path(&job.key).is_some_and(|path| {
            let name = path.to_string_lossy();
            ingest::is_json_lines(&name) || (job.stamp.size > LARGE && ingest::is_collection(&name))
        })
    }

    /// Reads one file. False if cancelled: what was read by then is settled, and the next run goes on from there.
    pub(super) fn read_parts(
        &mut self,
        job: &Job,
        meter: &mut Meter,
        batch: &mut Batch,
        pace: &mut Pace,
    ) -> Result<bool, Trouble> {
        let mut record = job.old.as_deref().cloned().unwrap_or_default();
        record.issues.clear();
        let name = self.bench.roots.shown(&job.key);
        let opened = self
            .bench
            .roots
            .path(&job.key)
            .map(|path| Parts::open(self.bench.readers, &path, &name, self.bench.cancel));
        let mut parts = match opened {
            Some(Ok(parts)) => parts,
            Some(Err(error)) => return self.give_up(job, batch, error.to_string()),
            None => return self.give_up(job, batch, "this system has no such name".into()),
        };
        let stamp = parts.stamp();
        let fresh = is_fresh(stamp);
        // Until the end is reached.
        (record.size, record.changed, record.again) = (stamp.size, stamp.changed, true);
        let (mut changed, mut number, mut read, mut passed) = (false, 0, 0, 0);
        while let Some(part) = parts.next() {
            if self.bench.cancel.load(Ordering::Relaxed) {
                batch.done.push((job.key.clone(), record));
                return Ok(false);
            }
            let part = match part {
                Ok(part) => part,
                Err(error) => {
                    self.report.new += u64::from(job.is_new());
                    self.report.changed += u64::from(!job.is_new());
                    record.issues.push(unreadable(error));
                    batch.done.push((job.key.clone(), record));
                    return Ok(true);
                }
            };
            number = part.number as usize + 1;
            if record
                .pieces
                .get(part.number as usize)
                .is_some_and(|old| !old.at_hand && old.hash == part.hash && old.line == part.line)
            {
                // Nothing to do: that says nothing of how long the rest will take.
                passed = if read == 0 { parts.done() } else { passed };
                continue;
            }
            changed = true;
            read += self.add_part(job, &mut record, part, batch)?;
            meter.expect(read, parts.done() - passed, stamp.size.saturating_sub(passed));
            meter.tell(self.on_event);
            if self.is_time(batch, pace) {
                batch.done.push((job.key.clone(), record.clone()));
                if !self.pause(batch, pace)? {
                    return Ok(false);
                }
            }
        }
        if self.bench.cancel.load(Ordering::Relaxed) {
            batch.done.push((job.key.clone(), record));
            return Ok(false);
        }
        // What the file had more of before.
        for n in number..record.pieces.len() {
            changed = true;
            self.remove_piece(job, &record, n, batch)?;
        }
        record.pieces.truncate(number);
        record.again = fresh;
        self.report.new += u64::from(job.is_new());
        self.report.changed += u64::from(changed && !job.is_new());
        self.report.unchanged += u64::from(!changed && !job.is_new());
        batch.done.push((job.key.clone(), record));
        self.pause(batch, pace)
    }

    fn give_up(&mut self, job: &Job, batch: &mut Batch, why: String) -> Result<bool, Trouble> {
        self.report.new += u64::from(job.is_new());
        self.report.unchanged += u64::from(!job.is_new());
        // Its pieces are known by their hashes: once it can be read, what is the same is passed over.
        let known = job.old.as_deref().cloned().unwrap_or_default();
        batch.done.push((job.key.clone(), Record { again: true, issues: vec![unreadable(why)], ..known }));
        Ok(true)
    }

    /// Indexes a piece in the place of what was there; gives the number of its articles.
    fn add_part(&mut self, job: &Job, record: &mut Record, part: Part, batch: &mut Batch) -> Result<u64, Trouble> {
        let n = part.number as usize;
        if n < record.pieces.len() {
            self.remove_piece(job, record, n, batch)?;
        }
        let name = self.bench.roots.shown(&job.key);
        let (line, size) = (part.line, part.size);
        let mut made = self.pool.install(|| part.begin(&name));
        self.finish(std::iter::once(&mut made), || true);
        let indexed = Piece { line, ..made.piece(self.next) };
        match record.pieces.get_mut(n) {
            Some(place) => *place = indexed,
            None => record.pieces.push(indexed),
        }
        let mut all = Vec::with_capacity(made.articles.len());
        self.take(made, &mut all);
        let articles = all.len() as u64;
        batch.bytes += size;
        batch.articles += articles;
        self.write(all)?;
        Ok(articles)
    }

    fn remove_piece(&mut self, job: &Job, record: &Record, n: usize, batch: &mut Batch) -> Result<(), Trouble> {
        let Some(old) = record.pieces.get(n).filter(|old| old.articles > 0) else { return Ok(()) };
        let serials = old.serials();
        batch.at_hand.push((job.key.clone(), n));
        let writer = self.writer()?;
        serials.for_each(|serial| writer.remove(serial));
        Ok(())
    }
}
