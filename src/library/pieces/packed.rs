//! What lies in a file, unpacked as it is read. How it is packed is told by how it begins, not by its name.

use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use flate2::bufread::MultiGzDecoder;

use crate::corpus::{Issue, IssueKind};
use crate::ingest::packed::Frames;

/// More than so many bytes from fewer than a thousandth of them are no articles but a trap.
const BOMB: u64 = 1 << 30;
const RATIO: u64 = 1000;
/// So much of the file is read at a time.
const BUFFER: usize = 128 << 10;

/// Why there is no more.
pub enum Fault {
    /// What lies in the file is wrong.
    Data(Issue),
    /// The system does not give it.
    System(io::Error),
}

/// A file's bytes, unpacked.
pub struct Unpacked {
    form: Form,
    size: u64,
    given: u64,
    bomb: u64,
}

enum Form {
    Plain(BufReader<Source>),
    Gzip(Box<MultiGzDecoder<BufReader<Source>>>),
    Zstd(Box<Frames<BufReader<Source>>>),
}

impl Unpacked {
    /// `size` is how many bytes the file has, as far as is known.
    ///
    /// # Errors
    /// Of the system.
    pub fn new(file: impl Read + Send + 'static, size: u64) -> io::Result<Unpacked> {
        Ok(Unpacked { form: Form::of(Source::new(Box::new(file))?), size, given: 0, bomb: BOMB })
    }

    #[cfg(test)]
    pub fn with_bomb(self, bomb: u64) -> Unpacked {
        Unpacked { bomb, ..self }
    }

    /// How many bytes of the file have been read.
    pub fn read(&self) -> u64 {
        self.form.source().read
    }

    /// Appends about `len` more bytes to `into`; fewer only at the end, and then 0 for ever.
    ///
    /// # Errors
    /// If there is no more for another reason than the end. What came before is appended.
    pub fn more(&mut self, into: &mut Vec<u8>, len: usize) -> Result<usize, Fault> {
        let before = into.len();
        into.resize(before + len, 0);
        let mut filled = before;
        let mut result = Ok(1);
        while filled < into.len() && matches!(result, Ok(1..)) {
            result = self.form.read_some(into.get_mut(filled..).unwrap_or_default());
            filled += result.as_ref().copied().unwrap_or(0);
        }
        into.truncate(filled);
        let count = filled - before;
        if self.given == 0 && is_utf16(into.get(before..).unwrap_or_default()) {
            into.truncate(before);
            return Err(Fault::Data(Issue::new(IssueKind::Encoding, "UTF-16: JSON Lines are read as UTF-8 only")));
        }
        self.given += count as u64;
        result.map_err(|error| self.fault(error))?;
        if self.given > self.bomb && self.given / RATIO > self.size.max(self.read()) {
            let message = format!("unpacks to more than {RATIO} times its size: the rest is left out");
            return Err(Fault::Data(Issue::new(IssueKind::Cut, message)));
        }
        Ok(count)
    }

    fn fault(&mut self, error: io::Error) -> Fault {
        let source = self.form.source();
        let message = match source.failed {
            Some(code) => return Fault::System(code.into()),
            None if source.ended => "the file ends in the middle of its compressed data".to_string(),
            None if error.kind() == io::ErrorKind::Unsupported => error.to_string(),
            None => "its compressed data are damaged: the rest is left out".to_string(),
        };
        Fault::Data(Issue::new(IssueKind::Unreadable, message))
    }
}

/// How a file of 16-bit units begins.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

impl Form {
    fn of(source: Source) -> Form {
        match source.head.as_slice() {
            [0x1f, 0x8b, ..] => Form::Gzip(Box::new(MultiGzDecoder::new(source.buffered()))),
            // A frame, or one that is to be skipped.
            [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
                Form::Zstd(Box::new(Frames::new(source.buffered())))
            }
            _ => Form::Plain(source.buffered()),
        }
    }

    fn source(&self) -> &Source {
        match self {
            Form::Plain(reader) => reader.get_ref(),
            Form::Gzip(decoder) => decoder.get_ref().get_ref(),
            Form::Zstd(frames) => frames.source().get_ref(),
        }
    }

    /// Reads on; a panic in what unpacks is damage like any other.
    fn read_some(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut read = || match self {
            Form::Plain(reader) => reader.read(into),
            Form::Gzip(decoder) => decoder.read(into),
            Form::Zstd(frames) => frames.read(into),
        };
        loop {
            match catch_unwind(AssertUnwindSafe(&mut read)) {
                Ok(Err(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(result) => return result,
                Err(_) => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }
}

/// The file, and what became of reading it.
struct Source {
    file: Box<dyn Read + Send>,
    /// Its first four bytes, and how many of them have been given on.
    head: Vec<u8>,
    given: usize,
    read: u64,
    /// Someone wanted more than there is.
    ended: bool,
    failed: Option<Failure>,
}

/// An error of the system, to be told again behind the back of a decoder that makes its own of it.
#[derive(Clone, Copy)]
enum Failure {
    Code(i32),
    Kind(io::ErrorKind),
}

impl From<Failure> for io::Error {
    fn from(failure: Failure) -> io::Error {
        match failure {
            Failure::Code(code) => io::Error::from_raw_os_error(code),
            Failure::Kind(kind) => kind.into(),
        }
    }
}

impl Source {
    fn new(mut file: Box<dyn Read + Send>) -> io::Result<Source> {
        let mut head = Vec::new();
        Read::by_ref(&mut file).take(4).read_to_end(&mut head)?;
        let read = head.len() as u64;
        Ok(Source { file, head, given: 0, read, ended: false, failed: None })
    }

    fn buffered(self) -> BufReader<Source> {
        BufReader::with_capacity(BUFFER, self)
    }
}

impl Read for Source {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut head = self.head.get(self.given..).unwrap_or_default();
        if !head.is_empty() {
            let count = head.read(into)?;
            self.given += count;
            return Ok(count);
        }
        let result = self.file.read(into);
        match &result {
            Ok(0) => self.ended |= !into.is_empty(),
            Ok(count) => self.read += *count as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                self.failed = Some(error.raw_os_error().map_or(Failure::Kind(error.kind()), Failure::Code));
            }
        }
        result
    }
}
