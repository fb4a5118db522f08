//! What comes out of a file, one thing after another, whatever happens to the process that reads it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::wire::{Content, Reply, Request};
use super::worker::{Silence, Worker};
use super::{Program, Readers};
use crate::corpus::{Issue, IssueKind};
use crate::ingest::{self, Item, Reading};
use crate::library::file;
use crate::library::scan::unreadable;

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
    /// The part that is being read.
    part: Option<String>,
    /// Parts that failed.
    failed: Vec<String>,
    done: u64,
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
    /// Reads a document or a file of many. `name` is its path as shown to people; what cannot be read is an issue.
    pub(in crate::library) fn read<'a>(&'a self, name: &str, source: Source<'a>, reading: Reading) -> Items<'a> {
        let (name, state, failed) = (name.to_string(), State::Ready, Vec::new());
        Items { readers: self, name, source, reading, state, part: None, failed, done: 0 }
    }
}

impl Items<'_> {
    /// How many bytes of a file, as it lies there, have been read, as far as it was told.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Asks a process to read, from behind what failed.
    fn ask(&mut self, program: &Program) -> Result<Worker, Item> {
        let cannot = |why: String| Item::Issue(unreadable(format_args!("no process to read it in: {why}")));
        let (content, bytes) = match &self.source {
            Source::Bytes(bytes) => (Content::Bytes(bytes.len() as u64), *bytes),
            Source::File(path) => (Content::File(path.clone().into_os_string()), [].as_slice()),
        };
        let request = Request { name: self.name.clone(), content, reading: self.reading, failed: self.failed.clone() };
        // One that waited may have been ended by someone since: then a new one is asked.
        for fresh in [false, true] {
            let worker = match fresh {
                false => self.readers.worker(program),
                true => Worker::start(&program.path, &program.arguments),
            };
            let mut worker = worker.map_err(|error| cannot(error.to_string()))?;
            match worker.ask(&request, bytes) {
                Ok(()) => return Ok(worker),
                Err(Silence::Ended(why)) if fresh => return Err(cannot(why)),
                Err(_) => {}
            }
        }
        Err(cannot("it does not listen".into()))
    }

    fn patience(&self) -> Duration {
        let is_pdf = match (&self.part, &self.source) {
            (Some(name), _) if is_of_a_pdf(name) => true,
            (_, Source::Bytes(bytes)) => bytes.starts_with(b"%PDF"),
            (_, Source::File(path)) => is_of_a_pdf(&path.to_string_lossy()),
        };
        let limits = &self.readers.limits;
        if is_pdf { limits.patience_pdf } else { limits.patience }
    }

    /// What the part that was being read, or the file, is put away for; reading goes on behind it.
    fn quarantine(&mut self, why: &str) -> Item {
        let mut why = why.to_string();
        let part = self.part.take();
        let in_file = |part: &str| Some(part.strip_prefix(&self.name)?.strip_prefix('!')?.to_string());
        let member = part.as_deref().and_then(in_file);
        // What comes before the first part is read again and again: it would fail again and again.
        if let (Some(part), Some(_)) = (part, &member) {
            self.failed.push(part);
            self.state = State::Ready;
            if self.failed.len() >= self.readers.limits.failures {
                why.push_str("; so many parts of this file failed that the rest of it is left out");
                self.state = State::Over;
            }
        }
        let issue = Issue::new(IssueKind::Quarantined, crate::library::line(format_args!("left out: {why}")));
        Item::Issue(Issue { member, ..issue })
    }

    fn listen(&mut self, mut worker: Box<Worker>) -> Option<Item> {
        loop {
            let patience = self.patience();
            match worker.answer(patience) {
                Ok(Reply::Item(item)) => {
                    self.state = State::Asked(worker);
                    return Some(item);
                }
                Ok(Reply::Begin(name)) => self.part = Some(name),
                Ok(Reply::Read(bytes)) => self.done = bytes,
                Ok(Reply::Done) => {
                    self.readers.give_back(*worker);
                    return None;
                }
                Ok(Reply::Failed) => {
                    self.readers.give_back(*worker);
                    return Some(self.quarantine("its parser failed on it"));
                }
                Err(Silence::Hung) => {
                    return Some(self.quarantine(&format!("reading it took more than {} s", patience.as_secs_f32())));
                }
                Err(Silence::Ended(why)) => return Some(self.quarantine(&why)),
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
                    Err(issue) => Some(issue),
                },
                None => {
                    let mut items = within(&self.name, &self.source, self.reading);
                    items.reverse();
                    self.state = State::Within(items);
                    self.next()
                }
            },
        }
    }
}

/// `page.pdf`, or `a.zip!page.pdf!page 3`.
fn is_of_a_pdf(name: &str) -> bool {
    name.split('!').any(|part| Path::new(part).extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf")))
}

fn within(name: &str, source: &Source, reading: Reading) -> Vec<Item> {
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
        Source::File(path) => match file::open(path) {
            Ok((mut file, _)) => ingest::read_to(&mut file, reading, name, &mut all),
            Err(error) => all.0.push(Item::Issue(unreadable(error))),
        },
    }
    all.0
}
