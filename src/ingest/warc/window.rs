//! A part of a file that slides along it: as much of it as a record has.

use std::io::{self, BufRead, Read};

/// Bytes from where we are.
pub struct Window<'a> {
    input: &'a mut dyn BufRead,
    bytes: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<'a> Window<'a> {
    pub fn new(input: &'a mut dyn BufRead) -> Window<'a> {
        Window { input, bytes: Vec::new(), at: 0, ended: false }
    }

    /// The next bytes: at least `count` of them, unless there are fewer.
    pub fn see(&mut self, count: usize) -> io::Result<&[u8]> {
        let have = self.bytes.len() - self.at;
        if have < count && !self.ended {
            // What is moved is less than what was passed by since the last time.
            if self.at >= have {
                self.bytes.drain(..self.at);
                self.at = 0;
                self.bytes.shrink_to(count.max(1 << 20));
            }
            let read = Read::by_ref(&mut self.input).take((count - have) as u64).read_to_end(&mut self.bytes)?;
            self.ended = read < count - have;
        }
        Ok(self.seen())
    }

    /// What was seen of the next bytes already.
    pub fn seen(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Goes on by so many bytes, or to the end; says how many were missing.
    pub fn pass(&mut self, count: u64) -> io::Result<u64> {
        let have = self.seen().len();
        let now = usize::try_from(count).map_or(have, |count| count.min(have));
        self.at += now;
        let rest = count - now as u64;
        if rest == 0 {
            return Ok(0);
        }
        Ok(rest - io::copy(&mut Read::by_ref(&mut self.input).take(rest), &mut io::sink())?)
    }
}
