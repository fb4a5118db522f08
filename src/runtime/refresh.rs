//! Reading the archive anew, on a thread of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;

use super::{Event, issues, send};
use crate::app::{Message, message};
use crate::library::{self, Library, Snapshot};

/// Work that is done before this says nothing of itself.
const PATIENCE: Duration = Duration::from_millis(400);
/// Seconds without news from another newsprint after which it is not asked any more.
const QUIET: u32 = 60;

/// Starts refreshes, one at a time.
pub struct Refresher {
    library: Arc<Library>,
    events: Sender<Event>,
    busy: Arc<AtomicBool>,
    /// Asked for while one was running.
    again: Arc<AtomicBool>,
    cancel: Arc<AtomicBool>,
    /// Milliseconds that the last one took.
    took: Arc<AtomicU64>,
}

impl Refresher {
    pub fn new(library: Arc<Library>, events: Sender<Event>) -> Refresher {
        let (busy, again, cancel, took) = (Arc::default(), Arc::default(), Arc::default(), Arc::default());
        Refresher { library, events, busy, again, cancel, took }
    }

    /// Begins a refresh; if one is running, another one follows it: what it has looked at may have changed since.
    pub fn begin(&self) {
        self.cancel.store(false, Ordering::SeqCst);
        self.again.store(true, Ordering::SeqCst);
        if self.busy.swap(true, Ordering::SeqCst) {
            return;
        }
        let (library, events) = (Arc::clone(&self.library), self.events.clone());
        let (busy, again, cancel) = (Arc::clone(&self.busy), Arc::clone(&self.again), Arc::clone(&self.cancel));
        let took = Arc::clone(&self.took);
        std::thread::spawn(move || {
            loop {
                while again.swap(false, Ordering::SeqCst) {
                    if refresh(&library, &events, &cancel, &took) {
                        follow(&library, &events, &again, &cancel);
                    }
                }
                busy.store(false, Ordering::SeqCst);
                // Asked for between the two: whoever sets `busy` first does it.
                if !again.load(Ordering::SeqCst) || busy.swap(true, Ordering::SeqCst) {
                    return;
                }
            }
        });
    }

    /// How long the last refresh took.
    pub fn took(&self) -> Duration {
        Duration::from_millis(self.took.load(Ordering::SeqCst))
    }

    /// Asks a running refresh to end soon; the next one goes on from there.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::SeqCst);
    }
}

/// True if another newsprint is at it.
fn refresh(library: &Library, events: &Sender<Event>, cancel: &AtomicBool, took: &AtomicU64) -> bool {
    let start = Instant::now();
    let mut tell = |event| match event {
        // Most refreshes find nothing to do, and are over before anyone could read that they began.
        library::Event::Progress(_) if start.elapsed() < PATIENCE => {}
        event => tell(events, event),
    };
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| library.refresh(&mut tell, cancel)));
    let notice = match &done {
        // Another newsprint knows what is wrong.
        Ok(Ok(report)) if report.locked => None,
        Ok(Ok(report)) => {
            let (issues, news) = (Arc::new(issues::issues(report)), issues::news(report));
            send(events, Message::Issues { issues, news });
            None
        }
        Ok(Err(error)) => Some(crate::text::sanitise::line(&format!("{error:#}")).text),
        Err(_) => Some("reading the archive failed; what is there already can be read".to_string()),
    };
    let locked = matches!(&done, Ok(Ok(report)) if report.locked);
    send(events, Message::Progress(None));
    notice.into_iter().for_each(|text| send(events, Message::Notice(text)));
    took.store(start.elapsed().as_millis() as u64, Ordering::SeqCst);
    locked
}

/// Shows what another newsprint makes of the archive, until it has been quiet for a while or something is to be done here.
fn follow(library: &Library, events: &Sender<Event>, again: &AtomicBool, cancel: &AtomicBool) {
    let mut quiet = 0;
    let wanted = || again.load(Ordering::SeqCst) || cancel.load(Ordering::SeqCst);
    while quiet < QUIET && !wanted() {
        std::thread::sleep(Duration::from_secs(1));
        quiet += 1;
        if let Some(snapshot) = library.reload() {
            quiet = 0;
            adopt(events, snapshot);
        }
    }
}

/// Gives a snapshot to the loop. What names are looked up by is made here: the screen must not wait for it.
fn adopt(events: &Sender<Event>, snapshot: Arc<Snapshot>) {
    snapshot.corpus.prepare_names();
    _ = events.send(Event::Snapshot(snapshot));
}

fn tell(events: &Sender<Event>, event: library::Event) {
    match event {
        library::Event::Progress(p) => {
            let progress = message::Progress { done: p.done, total: p.total, per_second: p.per_second, left: p.left };
            send(events, Message::Progress(Some(progress)));
        }
        library::Event::Snapshot(snapshot) => adopt(events, snapshot),
        library::Event::Notice(text) => send(events, Message::Notice(text)),
    }
}
