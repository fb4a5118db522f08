//! The bytes under a table: their encoding, and how many a row may have.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

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

/// What a table is read from: it remembers the bytes of a row, so that they can be read once more, and fails where a
/// row has too many.
pub struct Source<'a> {
    input: Box<dyn Read + 'a>,
    /// What is to be read once more, from `at` on.
    again: Vec<u8>,
    at: usize,
    /// What was read, of which the row begins at `row`.
    seen: Vec<u8>,
    row: usize,
    most: usize,
}

impl<'a> Source<'a> {
    pub fn new(input: Box<dyn Read + 'a>, most: usize) -> Source<'a> {
        Source { input, again: Vec::new(), at: 0, seen: Vec::new(), row: 0, most }
    }

    /// A row begins, so many bytes behind where the last one began.
    pub fn begin_row(&mut self, len: usize) {
        self.row = (self.row + len).min(self.seen.len());
        if self.row >= 1 << 18 {
            self.seen.drain(..self.row);
            self.row = 0;
        }
    }

    /// What was read since the row began, and beyond it.
    pub fn row(&self) -> &[u8] {
        self.seen.get(self.row..).unwrap_or(&[])
    }

    /// The same, to be read again from so many bytes behind where the row begins.
    pub fn again_from(mut self, len: usize) -> Source<'a> {
        let mut again = self.row().get(len..).unwrap_or(&[]).to_vec();
        again.extend_from_slice(self.again.get(self.at..).unwrap_or(&[]));
        self.seen.clear();
        (self.again, self.at, self.row) = (again, 0, 0);
        self
    }
}

impl Read for Source<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.row().len() > self.most {
            return Err(io::Error::other(TooLong));
        }
        let mut again = self.again.get(self.at..).unwrap_or(&[]);
        let len = if again.is_empty() { self.input.read(into)? } else { again.read(into)? };
        if self.at < self.again.len() {
            self.at += len;
        }
        self.seen.extend_from_slice(into.get(..len).unwrap_or(&[]));
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
