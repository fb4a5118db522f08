//! Gzip members, one after another: what is no member between two is passed over, and after damage the next is found.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use super::source::Watched;
use crate::corpus::IssueKind;

/// The bytes of all members.
pub struct Members<R> {
    state: State<R>,
    /// Whether anything but zeros was passed over.
    garbage: bool,
    damaged: bool,
    /// The file ended within a member.
    short: bool,
}

enum State<R> {
    Between(R),
    /// Whether the member has given anything yet.
    Within(Box<GzDecoder<Watched<R>>>, bool),
    Over,
}

impl<R: BufRead> Members<R> {
    pub fn new(input: R) -> Members<R> {
        Members { state: State::Between(input), garbage: false, damaged: false, short: false }
    }

    /// What was wrong so far.
    pub fn faults(&self) -> Vec<(IssueKind, String)> {
        let mut faults = Vec::new();
        if self.damaged {
            faults.push("its compressed data are damaged: what can be read of them is read");
        }
        if self.short {
            faults.push("the file ends in the middle of its compressed data");
        }
        if self.garbage && faults.is_empty() {
            faults.push("there is something else between or after its compressed data: that is left out");
        }
        faults.into_iter().map(|fault| (IssueKind::Unreadable, fault.to_string())).collect()
    }

    /// Goes to where the next member begins. False: there is none.
    fn next(&mut self, input: &mut R) -> io::Result<bool> {
        let mut last = [0u8; 2];
        loop {
            let buffer = input.fill_buf()?;
            if buffer.is_empty() {
                self.garbage |= last != [0, 0];
                return Ok(false);
            }
            // The three bytes that begin a member may lie across the ends of buffers.
            let mut at = None;
            for (i, byte) in buffer.iter().enumerate() {
                if last == [0x1f, 0x8b] && *byte == 8 {
                    at = Some(i + 1);
                    break;
                }
                self.garbage |= last[0] != 0;
                last = [last[1], *byte];
            }
            let count = at.unwrap_or(buffer.len());
            input.consume(count);
            if at.is_some() {
                return Ok(true);
            }
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(0),
                State::Between(mut input) => {
                    if !self.next(&mut input)? {
                        return Ok(0);
                    }
                    let watched = Watched::after(&[0x1f, 0x8b, 8], input);
                    self.state = State::Within(Box::new(GzDecoder::new(watched)), false);
                }
                State::Within(mut decoder, begun) => match decoder.read(into) {
                    Ok(0) => self.state = State::Between(decoder.into_inner().input),
                    Ok(count) => {
                        self.state = State::Within(decoder, true);
                        return Ok(count);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.state = State::Within(decoder, begun);
                    }
                    Err(_) => {
                        let mut watched = decoder.into_inner();
                        if let Some(error) = watched.failed.take() {
                            return Err(error);
                        }
                        match (watched.ended, begun) {
                            (true, _) => self.short = true,
                            // Three bytes that look like a member by chance.
                            (false, false) => self.garbage = true,
                            (false, true) => self.damaged = true,
                        }
                        self.state = State::Between(watched.input);
                    }
                },
            }
        }
    }
}
