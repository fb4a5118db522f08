//! A file of JSON Lines, packed or not and of any size, in pieces of whole lines.
//!
//! A piece ends at the first line end after so many bytes, counted from where it began: a file that was added to gives
//! the same pieces as before but for the last, and work on it can be taken up at any of them. No more than a piece and
//! a line is held. Whatever is wrong with packed data, what came before it is given, and an issue.

mod packed;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};
use std::path::Path;

use self::packed::{Fault, Unpacked};
use super::file;
use super::scan::Stamp;
use super::work::hash;
use crate::corpus::Issue;
use crate::ingest::json_lines::{LONGEST_LINE, too_long};

/// A piece ends at the first line end after so many bytes. The first are smaller, so that there is something to show
/// soon: each is twice as long as the one before.
const PIECE: usize = 1 << 20;
const FIRST_PIECE: usize = 128 << 10;
/// So much is asked for at a time.
const BLOCK: usize = 128 << 10;

/// Whole lines of a file.
#[derive(Debug)]
pub(super) struct Piece {
    /// From 0.
    pub number: u32,
    /// The number of its first line, from 1.
    pub first_line: u64,
    /// Unpacked; only the last line of the file may lack its end. A line that was left out is an empty one.
    pub bytes: Vec<u8>,
    /// The first 16 bytes of the BLAKE3 hash of `bytes`.
    pub hash: [u8; 16],
    /// Of the reading: a line that was left out, data that could not be unpacked. What the lines say is for others.
    pub issues: Vec<Issue>,
}

/// The pieces of a file. Gives an error, and then nothing more, where the system fails to read on; what was read until
/// then has been given. Without anything to read and anything to say of it there is no piece.
pub(super) struct Pieces {
    source: Unpacked,
    stamp: Stamp,
    sizes: Sizes,
    /// Read, and not yet given.
    rest: Vec<u8>,
    number: u32,
    line: u64,
    end: End,
}

/// Where a piece ends and which line is too long: other numbers in tests.
#[derive(Clone, Copy)]
struct Sizes {
    first_piece: usize,
    piece: usize,
    line: usize,
}

impl Sizes {
    const USUAL: Sizes = Sizes { first_piece: FIRST_PIECE, piece: PIECE, line: LONGEST_LINE };

    /// How long the piece of this number is.
    fn of_piece(self, number: u32) -> usize {
        (self.first_piece << number.min(10)).min(self.piece)
    }
}

/// How far it is from the end.
enum End {
    /// There may be more.
    Open,
    /// The error is to be told after what was read.
    Failed(io::Error),
    Reached,
}

impl Pieces {
    /// # Errors
    /// Of the system; also for links, pipes, devices and folders, which are not opened.
    pub fn open(path: &Path) -> io::Result<Pieces> {
        let (file, stamp) = file::open(path)?;
        Ok(Pieces::new(Unpacked::new(file, stamp.size)?, stamp, Sizes::USUAL))
    }

    /// Of what is in memory already.
    ///
    /// # Errors
    /// None that memory could have.
    pub fn of_bytes(bytes: Vec<u8>) -> io::Result<Pieces> {
        let size = bytes.len() as u64;
        let source = Unpacked::new(io::Cursor::new(bytes), size)?;
        Ok(Pieces::new(source, Stamp::default(), Sizes::USUAL))
    }

    fn new(source: Unpacked, stamp: Stamp, sizes: Sizes) -> Pieces {
        Pieces { source, stamp, sizes, rest: Vec::new(), number: 0, line: 1, end: End::Open }
    }

    /// The file as it was before its first byte was read: a later change makes another stamp.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// How many bytes of the file, as it lies there, have been read.
    pub fn done(&self) -> u64 {
        self.source.read()
    }

    fn fill(&mut self) -> (Vec<u8>, Vec<Issue>) {
        let mut filling = Filling::new(std::mem::take(&mut self.rest), self.line);
        let size = self.sizes.of_piece(self.number);
        loop {
            if let Some(end) = filling.look(size, self.sizes.line) {
                self.rest = filling.bytes.split_off(end);
                break;
            }
            if !matches!(self.end, End::Open) {
                filling.finish();
                break;
            }
            match self.source.more(&mut filling.bytes, BLOCK) {
                Ok(0) => self.end = End::Reached,
                Ok(_) => {}
                Err(Fault::Data(issue)) => {
                    filling.issues.push(issue);
                    self.end = End::Reached;
                }
                Err(Fault::System(error)) => self.end = End::Failed(error),
            }
        }
        self.line += filling.lines;
        (filling.bytes, filling.issues)
    }
}

impl Iterator for Pieces {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<io::Result<Piece>> {
        let first_line = self.line;
        if matches!(self.end, End::Open) || !self.rest.is_empty() {
            let (bytes, issues) = self.fill();
            if !bytes.is_empty() || !issues.is_empty() {
                let number = self.number;
                self.number = self.number.saturating_add(1);
                return Some(Ok(Piece { number, first_line, hash: hash(&bytes), bytes, issues }));
            }
        }
        match std::mem::replace(&mut self.end, End::Reached) {
            End::Failed(error) => Some(Err(error)),
            End::Open | End::Reached => None,
        }
    }
}

/// A piece that grows.
struct Filling {
    bytes: Vec<u8>,
    /// Where the line begins that is being looked at, and how far it has been looked at.
    begin: usize,
    seen: usize,
    /// Lines that have ended.
    lines: u64,
    first_line: u64,
    /// The line being looked at is too long: nothing of it is kept.
    leaving_out: bool,
    issues: Vec<Issue>,
}

impl Filling {
    fn new(bytes: Vec<u8>, first_line: u64) -> Filling {
        Filling { bytes, begin: 0, seen: 0, lines: 0, first_line, leaving_out: false, issues: Vec::new() }
    }

    /// Goes through what has come. Gives the piece's end, if it is there.
    fn look(&mut self, size: usize, longest: usize) -> Option<usize> {
        while let Some(len) = line_length(self.bytes.get(self.seen..).unwrap_or_default()) {
            let mut end = self.seen + len;
            if self.leaving_out || end - self.begin > longest + 1 {
                self.leave_out(end - 1);
                end = self.begin + 1;
            }
            self.leaving_out = false;
            self.lines += 1;
            (self.begin, self.seen) = (end, end);
            if end >= size {
                return Some(end);
            }
        }
        self.seen = self.bytes.len();
        if self.leaving_out || self.seen - self.begin > longest {
            self.leave_out(self.seen);
        }
        None
    }

    /// Takes the line out, from where it begins to `end`, before its line end.
    fn leave_out(&mut self, end: usize) {
        if !self.leaving_out {
            self.issues.push(too_long(self.first_line + self.lines));
        }
        self.leaving_out = true;
        self.bytes.drain(self.begin..end);
        self.seen = self.begin;
    }

    /// No more will come: a last line without an end is a line.
    fn finish(&mut self) {
        self.lines += u64::from(self.bytes.len() > self.begin);
    }
}

/// How many bytes the first line has, with its end.
fn line_length(mut bytes: &[u8]) -> Option<usize> {
    let whole = bytes;
    // The standard library's own search, at many times the speed of a loop over bytes.
    let len = bytes.skip_until(b'\n').ok()?;
    whole.get(..len)?.ends_with(b"\n").then_some(len)
}
