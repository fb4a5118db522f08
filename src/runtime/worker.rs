//! The worker: performs effects on the newest snapshot, one after another, the last search only.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};

use super::{Event, send};
use crate::app::message::{Opened, View};
use crate::app::{Effect, Message};
use crate::corpus::{ArticleId, Marks, MarkChange, Position};
use crate::index;
use crate::library::{Snapshot, Store};
use crate::query::{Expr, Snippet};

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
        let mut desk = Desk::new(snapshot, store, Arc::clone(&newest), events);
        let thread = std::thread::spawn(move || desk.work(&queue));
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

/// What the thread works on.
struct Desk {
    snapshot: Arc<Snapshot>,
    store: Store,
    marks: Arc<Marks>,
    positions: HashMap<ArticleId, Position>,
    newest: Arc<AtomicU64>,
    events: Sender<Event>,
}

impl Desk {
    fn new(snapshot: Arc<Snapshot>, store: Store, newest: Arc<AtomicU64>, events: Sender<Event>) -> Desk {
        let (marks, positions) = store.load(&snapshot.corpus);
        Desk { snapshot, store, marks: Arc::new(marks), positions, newest, events }
    }

    /// Until nobody can send any more and everything sent is done.
    fn work(&mut self, queue: &Receiver<Job>) {
        while let Ok(job) = queue.recv() {
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.perform(job)));
            if done.is_err() {
                self.notice("that failed inside; the archive and your marks are as they were");
            }
        }
    }

    fn perform(&mut self, job: Job) {
        match job {
            Job::Adopt(snapshot) => {
                let (marks, positions) = self.store.load(&snapshot.corpus);
                (self.snapshot, self.marks, self.positions) = (snapshot, Arc::new(marks), positions);
            }
            Job::Effect(Effect::Select { generation, request, snippets }) => {
                self.select(generation, &request, snippets);
            }
            Job::Effect(Effect::Snippets { generation, articles, expr, width }) if !self.is_stale(generation) => {
                let snippets = self.snippets(&articles, &expr, width);
                send(&self.events, Message::Snippets { generation, snippets });
            }
            Job::Effect(Effect::Open { generation, article, expr }) => self.open(generation, article, &expr),
            Job::Effect(Effect::Mark(changes)) => self.mark(&changes),
            Job::Effect(_) => {}
        }
    }

    fn is_stale(&self, generation: u64) -> bool {
        generation < self.newest.load(Ordering::SeqCst)
    }

    fn select(&self, generation: u64, request: &crate::query::Request, snippets: Option<(usize, usize)>) {
        if self.is_stale(generation) {
            return;
        }
        let cancelled = || self.is_stale(generation);
        match self.snapshot.select(&self.marks, request, &cancelled) {
            Ok(Some(answer)) => {
                let first = |(rows, width)| {
                    let ids: Vec<_> = answer.articles.iter().take(rows).map(|n| self.snapshot.corpus.id(*n)).collect();
                    self.snippets(&ids, &request.expr, width)
                };
                let snippets = snippets.map(first).unwrap_or_default();
                let (corpus, marks) = (Arc::clone(&self.snapshot.corpus), Arc::clone(&self.marks));
                let view = View { corpus, marks, answer, snippets };
                send(&self.events, Message::Answered { generation, view });
            }
            Ok(None) => {}
            Err(error) => self.notice(&format!("{error:#}")),
        }
    }

    fn snippets(&self, articles: &[ArticleId], expr: &Expr, width: usize) -> Vec<(ArticleId, Snippet)> {
        let snippet = |id: &ArticleId| {
            let number = self.snapshot.corpus.find(*id)?;
            let (article, _) = self.snapshot.load(number).ok()??;
            Some((*id, index::snippet(&article, expr, width)))
        };
        articles.iter().filter_map(snippet).collect()
    }

    fn open(&self, generation: u64, id: ArticleId, expr: &Expr) {
        let Some(number) = self.snapshot.corpus.find(id) else { return };
        match self.snapshot.load(number) {
            Ok(Some((article, annotations))) => {
                let hits = index::hits(&article, expr);
                let position = self.positions.get(&id).copied();
                let (article, annotations) = (Arc::new(article), Arc::new(annotations));
                let opened = Opened { id, article, annotations, hits, position };
                send(&self.events, Message::Opened { generation, opened });
            }
            Ok(None) => self.notice("this article has gone from the archive; R reads it anew"),
            Err(error) => self.notice(&format!("{error:#}")),
        }
    }

    fn mark(&mut self, changes: &[MarkChange]) {
        let marks = Arc::make_mut(&mut self.marks);
        for change in changes {
            marks.apply(change, &self.snapshot.corpus);
            if let MarkChange::Position(id, position) = change {
                self.positions.insert(*id, *position);
            }
        }
        if let Err(error) = changes.iter().try_for_each(|change| self.store.apply(change)) {
            self.notice(&format!("{error:#}"));
        }
    }

    fn notice(&self, text: &str) {
        send(&self.events, Message::Notice(crate::text::sanitise::line(text).text));
    }
}
