//! In what portions a refresh works: small at first, so that there is something to read soon, then large.

use std::time::{Duration, Instant};

use super::file::LIMIT;
use super::work::Job;
use crate::ingest;

/// A chunk is read, made and added before the next one: so much may be in memory at once.
const CHUNK_BYTES: u64 = 8 << 20;
const CHUNK_FILES: usize = 256;
/// So many times its size a packed file may have in memory.
const PACKED: u64 = 32;
/// The first chunks are small, so that there is something to show soon.
const FIRST_CHUNK: usize = 16;
/// A batch is committed together: seldom enough to keep the index in few pieces, often enough to lose little. The
/// first comes soon, or work that is broken off again and again would never get on.
const BATCH_BYTES: u64 = 64 << 20;
const FIRST_BATCH: Duration = Duration::from_secs(1);
const LAST_BATCH: Duration = Duration::from_secs(16);
/// When the first snapshot of an archive is due.
const FIRST_TIME: Duration = Duration::from_millis(300);
const FIRST_ARTICLES: u64 = 64;
/// Freezing between times may take one part in so many of the whole.
const FREEZE_SHARE: u32 = 6;

/// When to show what is there in the middle of a run.
pub(super) struct Pace {
    start: Instant,
    committed: Instant,
    /// How long the next batch may take.
    batch: Duration,
    frozen: Instant,
    cost: Duration,
    /// Shown at the last time; `None` before the first.
    shown: Option<u64>,
    /// Committed since.
    since: u64,
}

impl Pace {
    pub fn new(shown: Option<u64>) -> Pace {
        let now = Instant::now();
        Pace {
            start: now,
            committed: now,
            batch: FIRST_BATCH,
            frozen: now,
            cost: Duration::ZERO,
            shown: shown.filter(|n| *n > 0),
            since: 0,
        }
    }

    /// `waiting` articles are added and not committed.
    pub fn is_due(&self, waiting: u64) -> bool {
        let new = self.since + waiting;
        match self.shown {
            None => new >= FIRST_ARTICLES || (new > 0 && self.start.elapsed() >= FIRST_TIME),
            // Each time twice as many: all the freezing together costs no more than the last one.
            Some(shown) => new >= shown.max(FIRST_ARTICLES) && self.frozen.elapsed() >= self.cost * FREEZE_SHARE,
        }
    }

    /// Whether a batch of so many bytes is to be committed.
    pub fn is_enough(&self, bytes: u64) -> bool {
        bytes >= BATCH_BYTES || self.committed.elapsed() >= self.batch
    }

    pub fn committed(&mut self, articles: u64) {
        self.since += articles;
        self.committed = Instant::now();
        self.batch = (self.batch * 2).min(LAST_BATCH);
    }

    pub fn shown(&mut self, articles: u64, cost: Duration) {
        *self = Pace { frozen: Instant::now(), cost, shown: Some(articles), since: 0, ..*self };
    }
}

/// Small at first, then bounded by number and size.
pub(super) fn chunks(jobs: &[Job]) -> impl Iterator<Item = &[Job]> {
    let mut rest = jobs;
    let mut most = FIRST_CHUNK;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |job: &&Job| {
            bytes += job.stamp.size.min(LIMIT) * if ingest::is_packed(&job.key) { PACKED } else { 1 };
            bytes <= CHUNK_BYTES
        };
        let len = rest.iter().take(most).take_while(fits).count().max(1).min(rest.len());
        let (chunk, after) = rest.split_at_checked(len)?;
        rest = after;
        most = (most * 2).min(CHUNK_FILES);
        (!chunk.is_empty()).then_some(chunk)
    })
}

#[cfg(test)]
mod tests {
    use super::super::scan::Stamp;
    use super::*;

    fn jobs(sizes: &[u64]) -> Vec<Job> {
        let stamp = |size: &u64| Stamp { size: *size, changed: 0 };
        sizes.iter().map(|size| Job { key: String::new(), stamp: stamp(size), old: None }).collect()
    }

    #[test]
    fn chunks_grow_and_hold_every_job_once() {
        let lens = |sizes: &[u64]| chunks(&jobs(sizes)).map(<[Job]>::len).collect::<Vec<_>>();
        assert_eq!(lens(&[1000; 1000]), [16, 32, 64, 128, 256, 256, 248]);
        assert!(lens(&[]).is_empty());
        // A large file is alone, and is no larger than what is read of it.
        assert_eq!(lens(&[10, 5 << 30, 10, 10, 7 << 20, 2 << 20]), [1, 1, 3, 1]);
    }

    #[test]
    fn the_first_articles_show_soon_and_more_when_they_have_doubled() {
        let mut pace = Pace::new(None);
        assert!(!pace.is_due(0) && !pace.is_due(63) && pace.is_due(64));
        pace.committed(64);
        pace.shown(64, Duration::ZERO);
        assert!(!pace.is_due(63) && pace.is_due(64));
        pace.committed(30);
        assert!(pace.is_due(40));
        pace.shown(134, Duration::from_secs(60));
        assert!(!pace.is_due(1000), "freezing must not take more than its share");
        let large = Pace::new(Some(100_000));
        assert!(!large.is_due(5_000), "what is there already is worth waiting with");
    }

    #[test]
    fn batches_grow() {
        let mut pace = Pace::new(None);
        let passed = |pace: &mut Pace, time| pace.committed = Instant::now().checked_sub(time).unwrap();
        assert!(!pace.is_enough(100) && pace.is_enough(BATCH_BYTES));
        passed(&mut pace, FIRST_BATCH);
        assert!(pace.is_enough(100));
        pace.committed(1);
        passed(&mut pace, FIRST_BATCH);
        assert!(!pace.is_enough(100));
        (0..9).for_each(|_| pace.committed(1));
        passed(&mut pace, LAST_BATCH);
        assert!(pace.is_enough(100));
    }

    #[test]
    fn a_slow_start_shows_what_there_is() {
        let mut pace = Pace::new(Some(0));
        assert!(!pace.is_due(1));
        pace.start = pace.start.checked_sub(FIRST_TIME).unwrap();
        assert!(pace.is_due(1) && !pace.is_due(0));
    }
}
