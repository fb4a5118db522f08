//! The program running: terminal, keys, signals, worker and refresh around the pure core of [`crate::app`].
//!
//! One loop owns the model and the terminal. It blocks until something happens, applies everything that is waiting
//! and draws once. Input, signals, the worker and the refresh are threads that send [`Event`]s; none of them touches
//! model or screen.

mod clipboard;
mod compare;
mod dossier;
pub mod export;
mod gate;
mod hand;
mod input;
pub mod issues;
mod last;
mod outbox;
mod output;
mod outside;
pub mod perform;
mod quotes;
mod recent;
mod refresh;
mod saved;
mod signals;
mod sparks;
mod stories;
mod terminal;
mod timeline;
mod watch;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use crate::app::keymap::Keymap;
use crate::app::session::Session;
use crate::app::settings::Settings;
use crate::app::{Effect, Message, Model, update};
use crate::library::{Library, Sessions, Snapshot, Store};
use crate::ui::{self, theme::Themes};
use gate::Gate;
use outbox::Outbox;
use terminal::Screen;
use worker::Worker;

/// What the loop waits for.
enum Event {
    App(Message),
    /// The archive can be read as it is now.
    Snapshot(Arc<Snapshot>),
    /// A program is to have the terminal.
    HandOver(outside::Program),
    /// The program that had the terminal is done; how it ended, for people.
    Returned(String),
    /// A signal by its number.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
}

/// At most so many messages are applied before it is looked whether a frame is due.
const BATCH: usize = 1024;
/// A frame waits so long for the worker's answer to a key: most answers are faster, and then one frame shows both.
const PATIENCE: Duration = Duration::from_millis(2);

/// What takes longer than this is said to take long.
const LONG: Duration = Duration::from_millis(500);

/// How the program begins.
pub struct Opening {
    /// The archive's name, sanitised.
    pub archive: String,
    /// For screen readers: one pane at a time and nothing but text.
    pub plain: bool,
    pub settings: Settings,
    pub keymap: Keymap,
    pub themes: Themes,
    /// How the archive was left, to be laid over the program.
    pub session: Option<Session>,
    /// Where it is kept how the archive is left.
    pub sessions: Option<Sessions>,
    /// What people have to know first, each a sanitised line.
    pub notices: Vec<String>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The exit status: 0, or 128 and the number of the signal that ended it.
    Status(u8),
    /// The archive of these files and folders is to be read instead.
    Switch(Vec<PathBuf>),
}

/// Opens the terminal on `library` and runs until the reader quits.
///
/// # Errors
/// If there is no terminal or it cannot be used.
pub fn run(library: Arc<Library>, store: Store, opening: Opening) -> anyhow::Result<End> {
    let (events, incoming) = crossbeam_channel::unbounded();
    opening.notices.into_iter().for_each(|text| send(&events, Message::Notice(text)));
    signals::watch(events.clone()).context("cannot watch for signals")?;
    let screen = Screen::open(opening.settings.mouse).context("cannot use the terminal")?;
    let size = screen.size()?;
    let keys = Gate::default();
    input::read(events.clone(), keys.clone());
    let worker = Worker::start(Arc::clone(&library), store, events.clone());
    let refresher = Arc::new(refresh::Refresher::new(Arc::clone(&library), events.clone()));
    let watched = opening.settings.watch.then_some(library);
    let mut running = Running {
        model: Model::new(size, opening.archive, opening.settings.theme)
            .with(opening.settings, opening.keymap)
            .plainly(opening.plain),
        themes: opening.themes,
        screen,
        worker,
        refresher,
        watched,
        incoming,
        events,
        keys,
        away: false,
        awaited: None,
        expected: 0,
        held: Outbox::default(),
        echoes: false,
        begun: false,
        end: None,
    };
    if let Some(session) = opening.session {
        session.lay(&mut running.model);
    }
    let effects = update::start(&mut running.model);
    running.perform(effects);
    let end = running.until_the_end();
    running.send_held();
    // However it ends, the place in the open article is kept.
    let place = crate::app::update::leave(&mut running.model);
    place.into_iter().for_each(|effect| running.worker.send(effect));
    if let Some(sessions) = opening.sessions {
        // Before the first answer nothing is known of the archive: what was kept of it stays.
        if running.model.answered > 0 {
            let session = serde_json::to_value(Session::of(&running.model)).unwrap_or_default();
            sessions.keep(u64::from(running.model.corpus.rows()), session);
        }
    }
    running.refresher.cancel();
    let saved = running.worker.finish();
    let end = end?;
    drop(running);
    saved.map(|()| end)
}

struct Running {
    model: Model,
    themes: Themes,
    screen: Screen,
    worker: Worker,
    refresher: Arc<refresh::Refresher>,
    /// To be watched from the first frame on.
    watched: Option<Arc<Library>>,
    incoming: Receiver<Event>,
    events: Sender<Event>,
    /// Shut while a program has the terminal.
    keys: Gate,
    /// A program has the terminal.
    away: bool,
    /// Until when the next frame may wait for the worker.
    awaited: Option<Instant>,
    /// How many answers it waits for.
    expected: usize,
    /// The key that is being seen to is one of a text, or begins or ends one: no frame waits for its answer.
    echoes: bool,
    /// To be sent to the worker after the next frame.
    held: Outbox,
    /// Whether the first refresh has begun.
    begun: bool,
    end: Option<End>,
}

impl Running {
    fn until_the_end(&mut self) -> anyhow::Result<End> {
        loop {
            match self.next()? {
                Some(event) => {
                    self.take(event);
                    for _ in 0..BATCH {
                        let Ok(event) = self.incoming.try_recv() else { break };
                        self.take(event);
                    }
                }
                None => return Ok(End::Status(0)),
            }
            if let Some(end) = self.end.take() {
                return Ok(end);
            }
            if self.awaited.is_none() || !self.held.is_empty() {
                self.draw()?;
                self.send_held();
            }
        }
    }

    fn send_held(&mut self) {
        self.held.take().into_iter().for_each(|effect| self.worker.send(effect));
    }

    /// To the worker, now or, where it `waits`, after the next frame.
    fn post(&mut self, effect: Effect, waits: bool) {
        if waits || !self.held.is_empty() {
            self.worker.give_up_before(&effect);
        }
        self.held.pass(effect, waits).into_iter().for_each(|effect| self.worker.send(effect));
    }

    /// The next event. While an answer is awaited, the frame is held back for it, but not for long.
    fn next(&mut self) -> anyhow::Result<Option<Event>> {
        let Some(until) = self.awaited else { return self.next_while_working() };
        match self.incoming.recv_deadline(until) {
            Ok(event) => Ok(Some(event)),
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Err(RecvTimeoutError::Timeout) => {
                self.draw()?;
                self.next_while_working()
            }
        }
    }

    /// The next event; where the worker is at something for long, it is said that it is.
    fn next_while_working(&mut self) -> anyhow::Result<Option<Event>> {
        if let Some(since) = self.worker.busy_since().filter(|_| !self.model.slow) {
            let until = since + LONG;
            // However many events come meanwhile, it is said in time.
            if Instant::now() < until {
                match self.incoming.recv_deadline(until) {
                    Ok(event) => return Ok(Some(event)),
                    Err(RecvTimeoutError::Disconnected) => return Ok(None),
                    Err(RecvTimeoutError::Timeout) => {}
                }
            }
            if self.worker.say_when_done() {
                let effects = update(&mut self.model, Message::Slow(true));
                self.perform(effects);
                self.draw()?;
            }
        }
        Ok(self.incoming.recv().ok())
    }

    fn take(&mut self, event: Event) {
        match event {
            // One that was read before the terminal was given away: whoever has it is meant, or nobody.
            Event::App(Message::Key(_) | Message::Mouse(_) | Message::Paste(_)) if self.away => {}
            Event::App(message) => {
                let answer = matches!(
                    message,
                    Message::Answered { .. }
                        | Message::Opened { .. }
                        | Message::Snippets { .. }
                        | Message::Picked { .. }
                        | Message::Timeline { .. }
                        | Message::Bin { .. }
                        | Message::Quotes { .. }
                        | Message::QuoteWords { .. }
                        | Message::Notice(_)
                );
                let (typed, is_key) = (self.typing(), matches!(message, Message::Key(_)));
                if is_key {
                    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
                    let effects = update(&mut self.model, Message::Now(now));
                    self.perform(effects);
                }
                let effects = update(&mut self.model, message);
                self.echoes = is_key && (typed || self.typing());
                self.expected = self.expected.saturating_sub(usize::from(answer));
                if answer && self.expected == 0 {
                    self.awaited = None;
                }
                self.perform(effects);
                self.echoes = false;
            }
            Event::Snapshot(snapshot) => {
                self.worker.adopt(snapshot);
                let effects = update(&mut self.model, Message::Refreshed);
                self.perform(effects);
            }
            Event::HandOver(program) => self.hand_over(program),
            Event::Returned(text) => self.returned(text),
            Event::Signal(signal) => self.signal(signal),
            Event::Hangup => self.end = Some(End::Status(signals::status(signals::HANGUP))),
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.end = Some(End::Status(0)),
                Effect::Switch(paths) => self.end = Some(End::Switch(paths)),
                Effect::Redraw => self.screen.repaint(),
                Effect::Rescan => self.refresher.begin(),
                Effect::StopRescan => self.refresher.cancel(),
                Effect::Copy(text) => self.copy(text),
                Effect::Browse(link) => self.browse(&link),
                Effect::OpenFile(path) => self.open_file(&path),
                Effect::Edit { path, near } => self.edit(&path, &near),
                Effect::StopExport => {
                    // Nothing can be stopped before it is sent.
                    self.send_held();
                    self.worker.stop_writing();
                }
                Effect::Suspend if signals::has_shell() => self.suspend(),
                Effect::Suspend => {
                    let notice = Message::Notice("there is no shell to go back to".into());
                    update(&mut self.model, notice);
                }
                // What is typed is shown before the worker, who may be given this processor, sets to work on it.
                Effect::Select { .. } | Effect::Pick { .. } | Effect::Quotes { .. } if self.echoes => {
                    self.post(effect, true);
                }
                Effect::Select { .. }
                | Effect::Open { .. }
                | Effect::Snippets { .. }
                | Effect::Pick { .. }
                | Effect::Timeline { .. }
                | Effect::Bin { .. }
                | Effect::Quotes { .. }
                | Effect::QuoteWords { .. } => {
                    if !self.echoes && self.held.is_empty() {
                        self.awaited.get_or_insert_with(|| Instant::now() + PATIENCE);
                        self.expected += 1;
                    }
                    self.post(effect, false);
                }
                // No frame waits for anything else.
                effect => self.post(effect, false),
            }
        }
    }

    /// Whether keys are letters of a text that is being typed.
    fn typing(&self) -> bool {
        self.model.bar.is_some() || self.model.overlay.is_some()
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        (self.awaited, self.expected) = (None, 0);
        if self.away {
            return Ok(());
        }
        let theme = self.themes.get(self.model.theme);
        let model = &self.model;
        self.screen.draw(|frame| ui::view(model, &theme, frame)).context("cannot write to the terminal")?;
        // The first screen comes before the first look at the files.
        if !std::mem::replace(&mut self.begun, true) {
            self.refresher.begin();
            if let Some(library) = self.watched.take() {
                watch::start(library, Arc::clone(&self.refresher));
            }
        }
        Ok(())
    }

    fn signal(&mut self, signal: i32) {
        if signal == signals::STOP {
            self.suspend();
        } else if signal == signals::CONTINUE {
            // Stopped and continued from outside: the terminal may be in any state.
            self.resume();
        } else {
            self.end = Some(End::Status(signals::status(signal)));
        }
    }

    fn suspend(&mut self) {
        if self.away {
            return;
        }
        self.screen.close();
        signals::stop_here();
        self.resume();
    }

    /// Takes the terminal, unless a program has it.
    fn resume(&mut self) {
        if self.away {
            return;
        }
        if self.screen.reopen().is_err() {
            self.end = Some(End::Status(signals::status(signals::HANGUP)));
            return;
        }
        if let Ok(size) = self.screen.size() {
            let effects = update(&mut self.model, Message::Resize(size.0, size.1));
            self.perform(effects);
        }
    }
}

fn send(events: &Sender<Event>, message: Message) {
    // The loop has ended when nobody receives: nothing is lost.
    _ = events.send(Event::App(message));
}
