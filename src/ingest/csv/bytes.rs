//! The bytes under a table: their encoding, and how many a row may have.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};

/// How a table is encoded. Spreadsheets write UTF-16; the other encodings have the marks that part columns and rows as
/// ASCII has them, so that each field can be decoded by itself.
pub struct Charset {
    wide: Option<&'static Encoding>,
    guess: Option<&'static Encoding>,
    used: bool,
}

impl Charset {
    pub fn of(head: &[u8]) -> Charset {
        let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 4 > head.len();
        let wide = match head {
            [0xff, 0xfe, ..] => Some(UTF_16LE),
            [0xfe, 0xff, ..] => Some(UTF_16BE),
            _ if zeros(1) => Some(UTF_16LE),
            _ if zeros(0) => Some(UTF_16BE),
            _ => None,
        };
        let is_other = wide.is_none() && std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
        Charset { wide, guess: is_other.then(|| guess(head)), used: false }
    }

    /// The text at the front, to look at.
    pub fn text_of(&self, head: &[u8]) -> String {
        self.wide.map_or_else(|| String::from_utf8_lossy(head), |wide| wide.decode(head).0).into_owned()
    }

    /// The bytes with UTF-16 made UTF-8.
    pub fn utf8<'a>(&self, input: &'a mut dyn BufRead) -> Box<dyn Read + 'a> {
        match self.wide {
            Some(wide) => {
                Box::new(Decoding { input, decoder: wide.new_decoder(), ready: Vec::new(), at: 0, ended: false })
            }
            None => Box::new(input),
        }
    }

    /// The text of a field. The first bytes that are no UTF-8 show what the table is.
    pub fn text<'a>(&mut self, field: &'a [u8]) -> Cow<'a, str> {
        if let Ok(text) = std::str::from_utf8(field) {
            return Cow::Borrowed(text);
        }
        self.used = true;
        self.guess.get_or_insert_with(|| guess(field)).decode_without_bom_handling(field).0
    }

    /// The encoding, if it was guessed.
    pub fn guessed(&self) -> Option<String> {
        self.guess.filter(|_| self.used).map(|guess| guess.name().to_ascii_lowercase())
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..1 << 16).unwrap_or(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

struct Decoding<'a> {
    input: &'a mut dyn BufRead,
    decoder: Decoder,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Read for Decoding<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.ended {
            let bytes = self.input.fill_buf()?;
            let last = bytes.is_empty();
            let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
            self.ready.clear();
            self.ready.resize(room, 0);
            let (_, read, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.ready, last);
            self.input.consume(read);
            self.ready.truncate(written);
            (self.at, self.ended) = (0, last);
        }
        let ready = self.ready.get(self.at..).unwrap_or(&[]);
        let len = ready.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..len), ready.get(..len)) {
            to.copy_from_slice(from);
        }
        self.at += len;
        Ok(len)
    }
}

/// A reader that fails after so many bytes, counted by who sets the count to nothing at each row.
pub struct Bounded<R> {
    input: R,
    read: Rc<Cell<u64>>,
    most: u64,
}

impl<R> Bounded<R> {
    pub fn new(input: R, most: u64) -> Bounded<R> {
        Bounded { input, read: Rc::default(), most }
    }

    /// How many bytes were read since it was set to nothing.
    pub fn limit(&self) -> Rc<Cell<u64>> {
        self.read.clone()
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read.get() > self.most {
            return Err(io::Error::other(TooLong));
        }
        let len = self.input.read(into)?;
        self.read.set(self.read.get() + len as u64);
        Ok(len)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a row is too long")]
struct TooLong;

/// Whether reading failed because there was too much.
pub fn is_limit(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<TooLong>())
}
