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
    part: Option<(u64, String)>,
    failures: u32,
    done: u64,
}

enum State {
    /// Parts up to this one were read, or failed.
    Ready(Option<u64>),
    Asked(Box<Worker>),
    /// Read in this process, last first.
    Within(Vec<Item>),
    Over,
}

impl Readers {
    /// Reads a document or a file of many. `name` is its path as shown to people; what cannot be read is an issue.
    pub(in crate::library) fn read<'a>(&'a self, name: &str, source: Source<'a>, reading: Reading) -> Items<'a> {
        let state = State::Ready(None);
        Items { readers: self, name: name.to_string(), source, reading, state, part: None, failures: 0, done: 0 }
    }
}

impl Items<'_> {
    /// How many bytes of a file, as it lies there, have been read, as far as it was told.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Asks a process to read, from behind a part that failed.
    fn ask(&mut self, program: &Program, after: Option<u64>) -> Result<Worker, Item> {
        let cannot = |why: String| Item::Issue(unreadable(format_args!("no process to read it in: {why}")));
        let (content, bytes) = match &self.source {
            Source::Bytes(bytes) => (Content::Bytes(bytes.len() as u64), *bytes),
            Source::File(path) => (Content::File(path.clone().into_os_string()), [].as_slice()),
        };
        let request = Request { name: self.name.clone(), content, reading: self.reading, after };
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
            (Some((_, name)), _) if ends_in_pdf(name) => true,
            (_, Source::Bytes(bytes)) => bytes.starts_with(b"%PDF"),
            (_, Source::File(path)) => ends_in_pdf(&path.to_string_lossy()),
        };
        let limits = &self.readers.limits;
        if is_pdf { limits.patience_pdf } else { limits.patience }
    }

    /// What the part that was being read, or the file, is put away for; reading goes on behind it.
    fn quarantine(&mut self, why: &str) -> Item {
        let part = self.part.take();
        self.failures += 1;
        let mut why = why.to_string();
        self.state = match &part {
            // What comes before the first part is read again and again: it would fail again and again.
            None => State::Over,
            Some(_) if self.failures >= self.readers.limits.failures => {
                why.push_str("; so many parts of this file failed that the rest of it is left out");
                State::Over
            }
            Some((number, _)) => State::Ready(Some(*number)),
        };
        let member = part.and_then(|(_, name)| Some(name.strip_prefix(&self.name)?.strip_prefix('!')?.to_string()));
        if member.is_none() {
            // The document is the file.
            self.state = State::Over;
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
                Ok(Reply::Begin { number, name }) => self.part = Some((number, name)),
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
            State::Ready(after) => match &self.readers.program {
                Some(program) => match self.ask(program, after) {
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

fn ends_in_pdf(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
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
