//! What a refresh says while it runs.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Snapshot;

/// Something the one who asked for a refresh may want to show.
#[derive(Clone, Debug)]
pub enum Event {
    Progress(Progress),
    /// What can be read and searched now.
    Snapshot(Arc<Snapshot>),
    /// A sentence for people, sanitised.
    Notice(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Looking for files: the total is not known yet.
    Scan,
    /// Reading and indexing files.
    Read,
    /// Reading a file of many articles; how many there will be is an estimate.
    Lines,
    /// Joining the names of all articles.
    Join,
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub phase: Phase,
    /// Files, or articles when names are joined or a file of many is read.
    pub done: u64,
    /// 0 where it is not known.
    pub total: u64,
    /// Read so far.
    pub bytes: u64,
    pub per_second: f64,
    /// How long it will take, once that can be said.
    pub left: Option<Duration>,
}

/// Counts and tells, at most ten times a second.
pub(super) struct Meter {
    phase: Phase,
    total: u64,
    start: Instant,
    told: Option<Instant>,
    pub done: u64,
    pub bytes: u64,
}

const PAUSE: Duration = Duration::from_millis(100);
/// Before this a rate says nothing.
const SETTLING: Duration = Duration::from_millis(500);

impl Meter {
    pub fn new(phase: Phase, total: u64) -> Meter {
        Meter { phase, total, start: Instant::now(), told: None, done: 0, bytes: 0 }
    }

    /// From here on articles of one file are counted: so many were found in its first `read` of `size` bytes.
    pub fn expect(&mut self, articles: u64, read: u64, size: u64) {
        if self.phase != Phase::Lines {
            *self = Meter::new(Phase::Lines, 0);
        }
        (self.done, self.bytes) = (articles, read);
        let share = size as f64 / read.max(1) as f64;
        self.total = if read < size { (articles as f64 * share) as u64 } else { articles };
    }

    /// Tells `on_event` if it is time to, or if all is done.
    pub fn tell(&mut self, on_event: &mut dyn FnMut(Event)) {
        let now = Instant::now();
        let finished = self.total > 0 && self.done >= self.total;
        if finished || self.told.is_none_or(|told| now - told >= PAUSE) {
            self.told = Some(now);
            on_event(Event::Progress(self.progress(now - self.start)));
        }
    }

    fn progress(&self, spent: Duration) -> Progress {
        let per_second = if spent.is_zero() { 0.0 } else { self.done as f64 / spent.as_secs_f64() };
        let remaining = self.total.saturating_sub(self.done) as f64;
        let known = self.total > 0 && per_second > 0.0 && spent >= SETTLING;
        let left = known.then(|| Duration::try_from_secs_f64(remaining / per_second).ok()).flatten();
        Progress { phase: self.phase, done: self.done, total: self.total, bytes: self.bytes, per_second, left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_told_from_the_rate_so_far() {
        let meter = Meter { done: 100, ..Meter::new(Phase::Read, 400) };
        let progress = meter.progress(Duration::from_secs(2));
        assert_eq!((progress.per_second, progress.left), (50.0, Some(Duration::from_secs(6))));
        assert_eq!(meter.progress(Duration::from_millis(10)).left, None, "too early to say");
        assert_eq!(Meter::new(Phase::Scan, 0).progress(Duration::from_secs(9)).left, None);
    }

    #[test]
    fn the_end_is_always_told() {
        let mut told = Vec::new();
        let mut meter = Meter::new(Phase::Read, 3);
        for done in 1..=3 {
            meter.done = done;
            meter.tell(&mut |e| told.extend(if let Event::Progress(p) = e { Some(p.done) } else { None }));
        }
        assert_eq!(told, [1, 3]);
    }
}
