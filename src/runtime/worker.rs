//! The worker: a thread that performs effects one after another, of several searches or articles to open the last
//! only; and the scribe, which saves marks, so that no answer waits for the disk.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender};

use super::export::Exporter;
use super::outside;
use super::perform::Desk;
use super::{Event, send};
use crate::app::export::{Job, Outcome};
use crate::app::{Effect, Message};
use crate::library::{Library, Snapshot, Store};

enum Order {
    Effect(Effect),
    /// Write a document, as long as the flag is not set.
    Write(Job, Arc<AtomicBool>),
    Adopt(Arc<Snapshot>),
}

/// A handle on the threads.
pub struct Worker {
    jobs: Option<Sender<Order>>,
    newest: Arc<Newest>,
    worker: Option<JoinHandle<()>>,
    scribe: Option<JoinHandle<()>>,
    store: Arc<Store>,
    load: Arc<Load>,
    /// When there was last something to do after nothing.
    since: Cell<Option<Instant>>,
    documents: Documents,
}

/// Documents are written on a thread of their own, so that answers to keys do not wait for them.
#[derive(Clone, Default)]
struct Documents {
    /// Stops the job made last, whether it is begun or still waits its turn.
    last: Arc<Mutex<Arc<AtomicBool>>>,
    writer: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Documents {
    /// The flag of a new job. The one before is not wanted any more.
    fn flag(&self) -> Arc<AtomicBool> {
        self.stop();
        let flag = Arc::<AtomicBool>::default();
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&flag);
        flag
    }

    /// The job made last is not wanted any more.
    fn stop(&self) {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).store(true, Ordering::SeqCst);
    }

    fn begin(&self, exporter: Exporter, job: Job, stop: Arc<AtomicBool>, events: Sender<Event>) {
        self.end();
        let writer = std::thread::spawn(move || {
            let mut tell = |done, total| send(&events, Message::Saving { done, total });
            let write = || exporter.write(&job, &mut tell, &|| stop.load(Ordering::SeqCst));
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(write));
            let failed = |_| Outcome::Failed("that failed inside, nothing was written".into());
            send(&events, Message::Saved(done.unwrap_or_else(failed)));
        });
        *self.writer.lock().unwrap_or_else(PoisonError::into_inner) = Some(writer);
    }

    /// Waits for the writer, whose job has been stopped; nothing is left half written then.
    fn end(&self) {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        _ = writer.map(JoinHandle::join);
    }
}

/// How much the worker has to do.
#[derive(Default)]
struct Load {
    jobs: AtomicUsize,
    /// The loop waits to be told that nothing is left to do.
    awaited: AtomicBool,
}

/// The newest request, article to open, text in a picker and bin to look at: older ones are given up.
#[derive(Default)]
struct Newest {
    select: AtomicU64,
    open: AtomicU64,
    pick: AtomicU64,
    dossier: AtomicU64,
    bin: AtomicU64,
    tell: AtomicU64,
    quotes: AtomicU64,
}

impl Newest {
    /// It has been made, whenever it is sent: what is newer stays the newest.
    fn note(&self, effect: &Effect) {
        let (newest, generation) = match effect {
            Effect::Select { generation, .. } => (&self.select, generation),
            Effect::Open { generation, .. } => (&self.open, generation),
            Effect::Pick { generation, .. } => (&self.pick, generation),
            Effect::Dossier { generation, .. } => (&self.dossier, generation),
            Effect::Bin { looking, .. } => (&self.bin, looking),
            Effect::Tell { generation, .. } => (&self.tell, generation),
            Effect::Quotes { generation, .. } => (&self.quotes, generation),
            _ => return,
        };
        newest.fetch_max(*generation, Ordering::SeqCst);
    }

    /// Nothing is waited for any more.
    fn end(&self) {
        self.select.store(u64::MAX, Ordering::SeqCst);
        self.open.store(u64::MAX, Ordering::SeqCst);
        self.pick.store(u64::MAX, Ordering::SeqCst);
        self.dossier.store(u64::MAX, Ordering::SeqCst);
        self.bin.store(u64::MAX, Ordering::SeqCst);
        self.tell.store(u64::MAX, Ordering::SeqCst);
        self.quotes.store(u64::MAX, Ordering::SeqCst);
    }

    fn stale(&self, effect: &Effect) -> impl Fn() -> bool + use<'_> {
        let (newest, generation) = match effect {
            Effect::Select { generation, .. }
            | Effect::Snippets { generation, .. }
            | Effect::Timeline { generation, .. }
            | Effect::Sparks { generation, .. }
            | Effect::Tally { generation, .. } => (Some(&self.select), *generation),
            Effect::Open { generation, .. } => (Some(&self.open), *generation),
            Effect::Pick { generation, .. } => (Some(&self.pick), *generation),
            Effect::Dossier { generation, .. } => (Some(&self.dossier), *generation),
            Effect::Bin { looking, .. } => (Some(&self.bin), *looking),
            Effect::Tell { generation, .. } | Effect::Leads { generation, .. } => (Some(&self.tell), *generation),
            Effect::Quotes { generation, .. } => (Some(&self.quotes), *generation),
            _ => (None, 0),
        };
        move || newest.is_some_and(|n| generation < n.load(Ordering::SeqCst))
    }
}

impl Worker {
    pub fn start(library: Arc<Library>, store: Store, events: Sender<Event>) -> Worker {
        let (jobs, queue) = crossbeam_channel::unbounded();
        let (save, saves) = crossbeam_channel::unbounded();
        let newest = Arc::new(Newest::default());
        let store = Arc::new(store);
        let (known, kept, told) = (Arc::clone(&newest), Arc::clone(&store), events.clone());
        let mut desk = Desk::new(library, Arc::clone(&store));
        let (load, documents) = (Arc::new(Load::default()), Documents::default());
        let ends = Ends { newest: known, load: Arc::clone(&load), save, events, documents: documents.clone() };
        let worker = std::thread::spawn(move || work(&mut desk, &queue, &ends));
        let scribe = std::thread::spawn(move || keep(&kept, &saves, &told));
        let since = Cell::default();
        Worker { jobs: Some(jobs), newest, worker: Some(worker), scribe: Some(scribe), store, load, since, documents }
    }

    /// `effect` will be sent soon: what it makes stale is given up now.
    pub fn give_up_before(&self, effect: &Effect) {
        self.newest.note(effect);
    }

    /// Performs `effect` after those sent before it.
    pub fn send(&self, effect: Effect) {
        self.newest.note(&effect);
        self.queue(match effect {
            Effect::Export(job) => Order::Write(job, self.documents.flag()),
            effect => Order::Effect(effect),
        });
    }

    /// The document that is being written is not wanted any more.
    pub fn stop_writing(&self) {
        self.documents.stop();
    }

    /// Answers from this snapshot from now on.
    pub fn adopt(&self, snapshot: Arc<Snapshot>) {
        self.queue(Order::Adopt(snapshot));
    }

    fn queue(&self, job: Order) {
        if self.load.jobs.fetch_add(1, Ordering::SeqCst) == 0 {
            self.since.set(Some(Instant::now()));
        }
        // A worker that has ended has said so; the screen goes on without it.
        _ = self.jobs.as_ref().map(|jobs| jobs.send(job));
    }

    /// Since when there has been something to do; `None` while there is nothing.
    pub fn busy_since(&self) -> Option<Instant> {
        self.since.get().filter(|_| self.is_busy())
    }

    fn is_busy(&self) -> bool {
        self.load.jobs.load(Ordering::SeqCst) > 0
    }

    /// Asks to be told when nothing is left to do; false if that is so already.
    pub fn say_when_done(&self) -> bool {
        self.load.awaited.store(true, Ordering::SeqCst);
        self.is_busy() || !self.load.awaited.swap(false, Ordering::SeqCst)
    }

    /// Waits until the reader's marks are saved.
    ///
    /// # Errors
    /// If some could not be saved.
    pub fn finish(&mut self) -> anyhow::Result<()> {
        self.newest.end();
        self.jobs = None;
        self.documents.stop();
        _ = self.worker.take().map(JoinHandle::join);
        _ = self.scribe.take().map(JoinHandle::join);
        self.documents.end();
        self.store.finish()
    }
}

/// What the worker's thread is connected with.
struct Ends {
    newest: Arc<Newest>,
    load: Arc<Load>,
    save: Sender<()>,
    events: Sender<Event>,
    documents: Documents,
}

/// Until nobody can send any more and everything sent is done.
fn work(desk: &mut Desk, queue: &Receiver<Order>, ends: &Ends) {
    let Ends { newest, load, save, events, documents } = ends;
    let mut prepared = false;
    while let Ok(job) = queue.recv() {
        let marks = matches!(job, Order::Effect(Effect::Mark(_) | Effect::Visit { .. }));
        let open = matches!(job, Order::Effect(Effect::Open { .. }));
        let perform = || match job {
            Order::Adopt(snapshot) => {
                desk.adopt(snapshot);
                None
            }
            Order::Write(job, stop) => {
                documents.begin(desk.exporter(), job, stop, events.clone());
                None
            }
            Order::Effect(Effect::Pipe { program, what }) => {
                let exporter = desk.exporter();
                let feed = Box::new(move |out: &mut dyn std::io::Write| exporter.text(&what, out));
                _ = events.send(Event::HandOver(outside::pipe(program, feed)));
                None
            }
            Order::Effect(effect) => {
                let stale = newest.stale(&effect);
                desk.perform(effect, &stale)
            }
        };
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(perform));
        let failed = || Some(Message::Notice("that failed inside; the archive and your marks are as they were".into()));
        if let Some(message) = done.unwrap_or_else(|_| failed()) {
            send(events, message);
        }
        // The first screen is on its way: now is the time for what the first filter by a name would wait for.
        if open && !std::mem::replace(&mut prepared, true) {
            let corpus = desk.corpus();
            std::thread::spawn(move || corpus.prepare_names());
        }
        if marks {
            // The scribe ends after this thread.
            _ = save.send(());
        }
        if load.jobs.fetch_sub(1, Ordering::SeqCst) == 1 && load.awaited.swap(false, Ordering::SeqCst) {
            send(events, Message::Slow(false));
        }
    }
}

/// Saves whenever there is something to save; several changes that wait are saved at once.
fn keep(store: &Store, saves: &Receiver<()>, events: &Sender<Event>) {
    while saves.recv().is_ok() {
        while saves.try_recv().is_ok() {}
        if let Err(error) = store.save() {
            send(events, Message::Notice(crate::text::sanitise::line(&format!("{error:#}")).text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Request;

    #[test]
    fn a_job_is_stopped_also_while_it_waits_its_turn() {
        let documents = Documents::default();
        let one = documents.flag();
        assert!(!one.load(Ordering::SeqCst));
        documents.stop();
        let other = documents.flag();
        assert!(one.load(Ordering::SeqCst) && !other.load(Ordering::SeqCst));
    }

    #[test]
    fn what_is_sent_late_makes_nothing_newer_old() {
        let newest = Newest::default();
        let select = |generation| Effect::Select { generation, request: Request::default() };
        newest.note(&select(6));
        newest.note(&select(5));
        assert!(newest.stale(&select(5))() && !newest.stale(&select(6))());
    }
}
