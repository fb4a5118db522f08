//! The worker: a thread that performs effects one after another, of several searches the last only.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};

use super::perform::Desk;
use super::{Event, send};
use crate::app::{Effect, Message};
use crate::library::{Snapshot, Store};

enum Job {
    Effect(Effect),
    Adopt(Arc<Snapshot>),
}

/// A handle on the thread.
pub struct Worker {
    jobs: Option<Sender<Job>>,
    /// The newest request: an older one that is being answered is given up.
    newest: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(snapshot: Arc<Snapshot>, store: Store, events: Sender<Event>) -> Worker {
        let (jobs, queue) = crossbeam_channel::unbounded();
        let newest = Arc::new(AtomicU64::new(0));
        let mut desk = Desk::new(snapshot, store);
        let known = Arc::clone(&newest);
        let thread = std::thread::spawn(move || work(&mut desk, &queue, &known, &events));
        Worker { jobs: Some(jobs), newest, thread: Some(thread) }
    }

    /// Performs `effect` after those sent before it.
    pub fn send(&self, effect: Effect) {
        if let Effect::Select { generation, .. } = &effect {
            self.newest.store(*generation, Ordering::SeqCst);
        }
        self.queue(Job::Effect(effect));
    }

    /// Answers from this snapshot from now on.
    pub fn adopt(&self, snapshot: Arc<Snapshot>) {
        self.queue(Job::Adopt(snapshot));
    }

    fn queue(&self, job: Job) {
        // A worker that has ended has said so; the screen goes on without it.
        _ = self.jobs.as_ref().map(|jobs| jobs.send(job));
    }

    /// Waits until everything sent is done: the reader's marks must be written.
    pub fn finish(&mut self) {
        self.newest.store(u64::MAX, Ordering::SeqCst);
        self.jobs = None;
        _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Until nobody can send any more and everything sent is done.
fn work(desk: &mut Desk, queue: &Receiver<Job>, newest: &AtomicU64, events: &Sender<Event>) {
    let stale = |generation: u64| generation < newest.load(Ordering::SeqCst);
    while let Ok(job) = queue.recv() {
        let perform = || match job {
            Job::Adopt(snapshot) => {
                desk.adopt(snapshot);
                None
            }
            Job::Effect(effect) => desk.perform(effect, &stale),
        };
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(perform));
        let failed = || Some(Message::Notice("that failed inside; the archive and your marks are as they were".into()));
        if let Some(message) = done.unwrap_or_else(|_| failed()) {
            send(events, message);
        }
    }
}
