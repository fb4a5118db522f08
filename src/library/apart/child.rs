//! The process that reads for another.

use std::cell::RefCell;
use std::ffi::OsStr;
use std::io::{self, BufReader, BufWriter, Cursor, Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::super::file;
use super::wire::{self, Content, Reply, Request};
use crate::ingest::{Item, Sink, read_to};

/// Bytes of the stack that files are parsed on.
const STACK: usize = 16 << 20;
/// After so many bytes read it is said how many there were: silence means that nothing goes on.
const NOTE: u64 = 4 << 20;

/// Reads for another process until that one goes: requests come through `input`, answers go to `output`. `memory` is the
/// argument that says how many bytes it may take. Gives an exit status.
pub fn serve(memory: Option<&OsStr>, input: impl Read, output: impl Write + Send + 'static) -> u8 {
    let memory = memory.and_then(|n| n.to_str().and_then(|n| n.parse().ok()));
    limit(memory.unwrap_or(super::Limits::USUAL.memory));
    // A panic is answered, and not told.
    std::panic::set_hook(Box::new(|_| ()));
    // Room for one request: the other side sends the next when it has the answer to this one.
    let (to, requests) = crossbeam_channel::bounded::<(Request, Vec<u8>)>(1);
    let parse = move || {
        let out: Output = RefCell::new(BufWriter::with_capacity(64 << 10, Box::new(output)));
        requests.into_iter().all(|(request, bytes)| answer(request, bytes, &out).is_ok())
    };
    if std::thread::Builder::new().name("reads".into()).stack_size(STACK).spawn(parse).is_err() {
        return 2;
    }
    let mut input = BufReader::with_capacity(64 << 10, input);
    // This thread waits for the other process to go, whatever the parser is doing by then.
    while let Ok(Some(request)) = wire::read::<Request>(&mut input) {
        let bytes = match request.content {
            Content::Bytes(len) => wire::read_bytes(&mut input, len),
            Content::File(_) => Ok(Vec::new()),
        };
        let Ok(bytes) = bytes else { return 1 };
        if to.send((request, bytes)).is_err() {
            return 1;
        }
    }
    0
}

/// Limits on memory and on everything that a parser has no use for. Where the system knows no such limit, the one on
/// time is left.
#[cfg(unix)]
fn limit(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [(Resource::As, memory), (Resource::Core, 0), (Resource::Fsize, 0), (Resource::Nofile, 32)];
    for (resource, most) in limits {
        // What the system allows less of stays less.
        _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(unix))]
fn limit(_: u64) {}

type Output = RefCell<BufWriter<Box<dyn Write>>>;

fn answer(request: Request, bytes: Vec<u8>, out: &Output) -> io::Result<()> {
    let Request { name, content, reading, failed, told } = request;
    let mut teller = Teller { out, failed, told, given: 0 };
    let read = catch_unwind(AssertUnwindSafe(|| match content {
        Content::Bytes(_) => {
            read_to(&mut Cursor::new(bytes), reading, &name, &mut teller);
            Reply::Done
        }
        Content::File(path) => match file::open(Path::new(&path)) {
            Ok((file, _)) => {
                let mut noted = Noted { file, out, at: 0, noted: 0 };
                read_to(&mut noted, reading, &name, &mut teller);
                Reply::Done
            }
            Err(error) => Reply::Refused(error.to_string()),
        },
    }));
    wire::write(&mut *out.borrow_mut(), &read.unwrap_or(Reply::Failed))
}

/// Tells the other process what comes. What was told already is counted and not skipped: a document may give its parts
/// only at its end, and has to be read again whole but for the part that failed.
struct Teller<'a> {
    out: &'a Output,
    failed: Vec<String>,
    told: u64,
    given: u64,
}

impl Teller<'_> {
    fn tell(&self, reply: &Reply) -> bool {
        // Nobody listens any more: reading stops, and the next request will not come.
        wire::write(&mut *self.out.borrow_mut(), reply).is_ok()
    }
}

impl Sink for Teller<'_> {
    fn take(&mut self, item: Item) -> bool {
        self.given += 1;
        self.given <= self.told || self.tell(&Reply::Item(item))
    }

    fn begin(&mut self, name: &str) -> bool {
        let failed = self.failed.iter().any(|failed| failed == name);
        !failed && self.tell(&Reply::Begin { name: name.to_string(), given: self.given })
    }
}

/// A file of which it is told how far it is read.
struct Noted<'a> {
    file: std::fs::File,
    out: &'a Output,
    at: u64,
    noted: u64,
}

impl Read for Noted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.at += n as u64;
        if self.at >= self.noted + NOTE {
            self.noted = self.at;
            wire::write(&mut *self.out.borrow_mut(), &Reply::Read(self.at))?;
        }
        Ok(n)
    }
}

impl Seek for Noted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// What `read` tells of a file some parts of which failed, as frames in `out`.
#[cfg(test)]
pub(super) fn told_by(
    failed: &[String],
    told: u64,
    out: &mut Vec<u8>,
    read: &mut dyn FnMut(&mut dyn Sink) -> bool,
) -> bool {
    #[derive(Clone, Default)]
    struct Shared(std::rc::Rc<RefCell<Vec<u8>>>);
    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let shared = Shared::default();
    let output: Output = RefCell::new(BufWriter::new(Box::new(shared.clone())));
    let mut teller = Teller { out: &output, failed: failed.to_vec(), told, given: 0 };
    let ended = read(&mut teller);
    *out = shared.0.take();
    ended
}
