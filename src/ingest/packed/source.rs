//! What is packed: how much of it was taken, and what became of reading it.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// What is packed, and how much of it was taken.
pub struct Counted<'a> {
    input: &'a mut dyn BufRead,
    taken: Rc<Cell<u64>>,
}

impl<'a> Counted<'a> {
    pub fn new(input: &'a mut dyn BufRead) -> (Counted<'a>, Rc<Cell<u64>>) {
        let taken = Rc::new(Cell::new(0));
        (Counted { input, taken: taken.clone() }, taken)
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.taken.set(self.taken.get() + count as u64);
        self.input.consume(count);
    }
}

/// What is packed, behind bytes of it that were taken already, and what became of reading it.
pub struct Watched<R> {
    pub input: R,
    head: &'static [u8],
    /// The decoder wanted more than there is.
    pub ended: bool,
    /// What the system said instead of giving more: decoders make errors of their own of it.
    pub failed: Option<io::Error>,
}

impl<R> Watched<R> {
    pub fn after(head: &'static [u8], input: R) -> Watched<R> {
        Watched { input, head, ended: false, failed: None }
    }
}

impl<R: BufRead> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Watched<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !self.head.is_empty() {
            return Ok(self.head);
        }
        match self.input.fill_buf() {
            Ok(buffer) => {
                self.ended |= buffer.is_empty();
                Ok(buffer)
            }
            Err(error) => {
                if error.kind() != io::ErrorKind::Interrupted {
                    self.failed = Some(io::Error::new(error.kind(), error.to_string()));
                }
                Err(error)
            }
        }
    }

    fn consume(&mut self, count: usize) {
        if self.head.is_empty() {
            self.input.consume(count);
        } else {
            self.head = self.head.get(count..).unwrap_or_default();
        }
    }
}
