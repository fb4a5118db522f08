//! A body that was sent in chunks, each behind its size.

use std::io::{self, Read};

/// What the chunks hold; what is in none is taken as it is.
pub struct Chunked<'a> {
    rest: &'a [u8],
    /// How much of the chunk is left. `None`: all the rest.
    left: Option<usize>,
}

impl<'a> Chunked<'a> {
    pub fn new(sent: &'a [u8]) -> Chunked<'a> {
        let left = size(sent).map(|_| 0);
        Chunked { rest: sent, left }
    }
}

/// The size of the chunk at the front, and how long the line is that says it.
fn size(bytes: &[u8]) -> Option<(usize, usize)> {
    let line = bytes.get(..bytes.len().min(1 << 10))?;
    let end = line.iter().position(|b| *b == b'\n')?;
    let text = std::str::from_utf8(line.get(..end)?).ok()?;
    let digits = text.split(';').next()?.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let size = usize::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
    Some((size, end + 1))
}

impl Read for Chunked<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == Some(0) {
            let at_end = self.rest.strip_prefix(b"\r\n").or(self.rest.strip_prefix(b"\n")).unwrap_or(self.rest);
            // The last chunk is empty; after damage there is nothing that could be told from a size.
            let Some((size, line)) = size(at_end).filter(|(size, _)| *size > 0) else { return Ok(0) };
            self.rest = at_end.get(line..).unwrap_or_default();
            self.left = Some(size);
        }
        let most = self.left.unwrap_or(usize::MAX).min(self.rest.len()).min(into.len());
        let (now, rest) = self.rest.split_at(most);
        let into = into.get_mut(..most).unwrap_or_default();
        into.copy_from_slice(now);
        self.rest = rest;
        self.left = self.left.map(|left| left - most);
        Ok(most)
    }
}
