//! What comes out of a file, one thing after another, whatever happens to the process that reads it.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::wire::{Content, Reply, Request};
use super::worker::{Silence, Worker};
use super::{Program, Readers};
use crate::corpus::{Issue, IssueKind};
use crate::ingest::{self, Item, Reading};
use crate::library::file;

/// What is to be read.
#[derive(Clone, Debug)]
pub(in crate::library) enum Source<'a> {
    /// What was read of a file.
    Bytes(&'a [u8]),
    /// A file of any size.
    File(PathBuf),
}

/// See [`Readers::read`].
pub(in crate::library) struct Items<'a> {
    readers: &'a Readers,
    name: String,
    source: Source<'a>,
    reading: Reading,
    state: State,
    /// The part that was begun last, and how many things came before it.
    part: Option<(String, u64)>,
    /// Parts that failed, for good.
    failed: Vec<String>,
    /// How many things came, of what is in the file beside those parts.
    told: u64,
    /// The same when the process that reads now was asked.
    asked: u64,
    /// How often a process ended or was ended.
    failures: usize,
    /// The part that ended one: it has another chance, for the fault may have been somebody else's.
    suspect: Option<String>,
    done: u64,
    cancel: Option<&'a AtomicBool>,
    trouble: Option<String>,
}

enum State {
    /// To be read, or to be read on behind what failed.
    Ready,
    Asked(Box<Worker>),
    /// Read in this process, last first.
    Within(Vec<Item>),
    Over,
}

impl Readers {
    /// Reads a document or a file of many. `name` is its path as shown to people; what cannot be parsed is an issue, what
    /// the system refuses is [`Items::trouble`].
    pub(in crate::library) fn read<'a>(&'a self, name: &str, source: Source<'a>, reading: Reading) -> Items<'a> {
        Items {
            readers: self,
            name: name.to_string(),
            source,
            reading,
            state: State::Ready,
            part: None,
            failed: Vec::new(),
            told: 0,
            asked: 0,
            failures: 0,
            suspect: None,
            done: 0,
            cancel: None,
            trouble: None,
        }
    }
}

impl<'a> Items<'a> {
    /// Nothing more comes soon after `cancel` has become true; what came until then is not all.
    pub fn until(self, cancel: &'a AtomicBool) -> Items<'a> {
        Items { cancel: Some(cancel), ..self }
    }

    /// Why the system did not let the file be read, once nothing more comes: it is no fault of the file.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// How many bytes of a file, as it lies there, have been read, as far as it was told.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Asks a process to read, from behind what was told.
    ///
    /// # Errors
    /// Why there is none.
    fn ask(&mut self, program: &Program) -> Result<Worker, String> {
        let (content, bytes) = match &self.source {
            Source::Bytes(bytes) => (Content::Bytes(bytes.len() as u64), *bytes),
            Source::File(path) => (Content::File(path.clone().into_os_string()), [].as_slice()),
        };
        let (name, reading, failed, told) = (self.name.clone(), self.reading, self.failed.clone(), self.told);
        let request = Request { name, content, reading, failed, told };
        self.asked = self.told;
        self.part = None;
        // One that waited may have been ended by someone since: then a new one is asked.
        let waiting = self.readers.worker(program).map_err(|error| error.to_string());
        if let Ok(mut worker) = waiting
            && worker.ask(&request, bytes).is_ok()
        {
            return Ok(worker);
        }
        let mut worker = Worker::start(&program.path, &program.arguments).map_err(|error| error.to_string())?;
        match worker.ask(&request, bytes) {
            Ok(()) => Ok(worker),
            Err(Silence::Ended(why)) => Err(why),
            Err(_) => Err("it does not listen".into()),
        }
    }

    fn patience(&self) -> Duration {
        let is_pdf = match (&self.part, &self.source) {
            (Some((name, _)), _) if is_of_a_pdf(name) => true,
            (_, Source::Bytes(bytes)) => bytes.starts_with(b"%PDF"),
            (_, Source::File(path)) => is_of_a_pdf(&path.to_string_lossy()),
        };
        let limits = &self.readers.limits;
        if is_pdf { limits.patience_pdf } else { limits.patience }
    }

    /// A process failed on the part that was begun last, or on the file. `is_sure`: there is no need to try again.
    fn failed(&mut self, why: &str, is_sure: bool) -> Option<Item> {
        self.failures += 1;
        let (part, given) = self.part.take().unwrap_or((self.name.clone(), 0));
        let member = part.strip_prefix(&self.name).and_then(|part| part.strip_prefix('!')).map(str::to_string);
        let is_last = self.failures >= self.readers.limits.failures;
        // What was told before cannot be what is wrong with this file.
        let is_known = member.is_some() && given < self.asked;
        if (is_known || (!is_sure && self.suspect.as_ref() != Some(&part))) && !is_last {
            self.suspect = Some(part);
            self.state = State::Ready;
            // Whoever ended that process may have ended those that wait, too: a new one has the last word.
            self.readers.rest();
            return self.next();
        }
        let mut why = why.to_string();
        // What comes before the first part is read again and again: it would fail again and again.
        if member.is_some() && !is_last {
            self.failed.push(part);
            // What it gave before it failed was told, and is not counted any more.
            self.told = given;
            self.state = State::Ready;
        } else if member.is_some() {
            why.push_str("; so many parts of this file failed that the rest of it is left out");
        }
        let issue = Issue::new(IssueKind::Quarantined, crate::library::line(format_args!("left out: {why}")));
        Some(Item::Issue(Issue { member, ..issue }))
    }

    fn listen(&mut self, mut worker: Box<Worker>) -> Option<Item> {
        loop {
            let patience = self.patience();
            match worker.answer(patience, self.cancel) {
                Ok(Reply::Item(item)) => {
                    self.told += 1;
                    self.state = State::Asked(worker);
                    return Some(item);
                }
                Ok(Reply::Begin { name, given }) => self.part = Some((name, given)),
                Ok(Reply::Read(bytes)) => self.done = bytes,
                Ok(Reply::Done) => {
                    self.readers.give_back(*worker);
                    return None;
                }
                Ok(Reply::Refused(why)) => {
                    self.readers.give_back(*worker);
                    self.trouble = Some(why);
                    return None;
                }
                Ok(Reply::Failed) => {
                    self.readers.give_back(*worker);
                    return self.failed("its parser failed on it", true);
                }
                Err(Silence::Cancelled) => return None,
                Err(Silence::Hung) => {
                    return self.failed(&format!("reading it took more than {} s", patience.as_secs_f32()), true);
                }
                Err(Silence::Ended(why)) => return self.failed(&why, false),
            }
        }
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Over => None,
            State::Asked(worker) => self.listen(worker),
            State::Within(mut items) => {
                let item = items.pop()?;
                self.state = State::Within(items);
                Some(item)
            }
            State::Ready => match &self.readers.program {
                Some(program) => match self.ask(program) {
                    Ok(worker) => self.listen(Box::new(worker)),
                    Err(why) => {
                        self.trouble = Some(format!("no process to read it in: {why}"));
                        None
                    }
                },
                None => match within(&self.name, &self.source, self.reading) {
                    Ok(mut items) => {
                        items.reverse();
                        self.state = State::Within(items);
                        self.next()
                    }
                    Err(error) => {
                        self.trouble = Some(error.to_string());
                        None
                    }
                },
            },
        }
    }
}

/// `page.pdf`, or `a.zip!page.pdf!page 3`.
fn is_of_a_pdf(name: &str) -> bool {
    name.split('!').any(|part| Path::new(part).extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf")))
}

fn within(name: &str, source: &Source, reading: Reading) -> std::io::Result<Vec<Item>> {
    struct All(Vec<Item>);
    impl ingest::Sink for All {
        fn take(&mut self, item: Item) -> bool {
            self.0.push(item);
            true
        }
    }
    let mut all = All(Vec::new());
    match source {
        Source::Bytes(bytes) => ingest::read_to(&mut std::io::Cursor::new(bytes), reading, name, &mut all),
        Source::File(path) => ingest::read_to(&mut file::open(path)?.0, reading, name, &mut all),
    }
    Ok(all.0)
}
