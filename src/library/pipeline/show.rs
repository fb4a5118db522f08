//! What is indexed, surveyed, frozen and shown.

use std::io::BufWriter;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::super::freeze::{self, freeze};
use super::super::pace::Pace;
use super::super::progress::{Event, Meter, Phase};
use super::super::snapshot::Snapshot;
use super::super::trouble::Trouble;
use super::super::waiting::Waiting;
use super::{Run, Write, take};
use crate::corpus::{Alike, Corpus};

/// So few texts too many are not worth the trouble.
const FEW: u64 = 1000;

impl Run<'_> {
    /// After a power cut index and texts may be older than the manifest: it is the newest article that would be missing.
    pub(super) fn check(&self) -> Result<(), Trouble> {
        let Some(last) = self.last else { return Ok(()) };
        let there = self.bench.index.searcher()?.contains(last)? && self.bench.texts.texts().load(last)?.is_some();
        if there { Ok(()) } else { Err(Trouble::Damaged("articles are missing from the index".into())) }
    }

    /// The serials of all articles, in the order of their files; and the report's standing part. Duplicates are among
    /// the articles until the corpus says how many.
    pub(super) fn survey(&mut self) -> Result<Vec<u32>, Trouble> {
        let report = &mut self.report;
        (report.files, report.articles) = (0, 0);
        report.forget_issues();
        std::mem::take(&mut self.unseen).iter().for_each(|(path, issue)| report.add_issue(|| path.clone(), issue));
        let mut live = Vec::new();
        let roots = self.bench.roots;
        self.bench.manifest.each(|key, record| {
            take(report, roots, key, &record);
            live.extend(record.serials());
        })?;
        self.last = live.iter().copied().max();
        Ok(live)
    }

    /// How alike what is folded has to be: as wanted now, else as the last time.
    pub(super) fn alike(&self) -> Alike {
        self.bench.alike.or(self.corpus.as_ref().map(|c| c.alike())).unwrap_or_default()
    }

    /// Freezes and shows what is committed in the middle of a run.
    pub(super) fn show(&mut self, pace: &mut Pace) -> Result<bool, Trouble> {
        let start = Instant::now();
        let mut live = Vec::new();
        self.bench.manifest.each(|_, record| live.extend(record.serials()))?;
        let went_on = self.freeze(&live, false)?;
        pace.shown(live.len() as u64, start.elapsed());
        Ok(went_on)
    }

    /// Freezes `live`, writes it and shows it. In the middle of a run that is not told as progress of its own.
    pub(super) fn freeze(&mut self, live: &[u32], tell: bool) -> Result<bool, Trouble> {
        let searcher = self.bench.index.searcher()?;
        let texts = self.bench.texts.texts();
        let mut meter = Meter::new(Phase::Join, live.len() as u64);
        let (known, alike) = (self.bench.known, self.alike());
        let (on_event, cancel) = (&mut *self.on_event, self.bench.cancel);
        let mut on = |done| {
            meter.done = done as u64;
            if tell {
                meter.tell(on_event);
            }
            !cancel.load(Ordering::Relaxed)
        };
        let source = freeze::Source { old: self.corpus.as_deref(), texts: Some(&texts), known, alike };
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
    pub(super) fn compact(&mut self, mut live: Vec<u32>) -> Result<(), Trouble> {
        let Some(cache) = self.bench.cache else { return Ok(()) };
        if self.bench.texts.len() <= 2 * live.len() as u64 + FEW {
            return Ok(());
        }
        live.sort_unstable();
        let is_live = |serial| live.binary_search(&serial).is_ok();
        let go_on = || !self.bench.cancel.load(Ordering::Relaxed);
        // Where it cannot be done now, all is as it was, and the next run tries again.
        _ = self.bench.texts.compact(cache.folder(), &is_live, &go_on);
        let (Some(corpus), searcher) = (self.corpus.clone(), self.bench.index.searcher()?) else { return Ok(()) };
        let snapshot = Snapshot::indexed(corpus, self.bench.texts.texts(), searcher);
        (self.on_event)(Event::Snapshot(Arc::new(snapshot)));
        Ok(())
    }
}
