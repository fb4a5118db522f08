//! Tar archives, as they come: old, ustar, GNU and pax. Written by hand, because the limits are the point: long names
//! have an end, a damaged header is not the end of all that follows, and nothing is ever written.

mod header;

#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Read};

use super::members::{Members, drain, name_of};
use super::out::Out;
use crate::corpus::IssueKind;
use header::{BLOCK, Block, Header, Kind};

/// More files than this in one archive are not looked at.
const MOST: u64 = 1_000_000;
/// A path, or a list of pax records, of more bytes is none.
const LONGEST_NAME: u64 = 64 << 10;

/// Whether bytes begin a tar archive: its first header's checksum is right.
pub fn looks_like(head: &[u8]) -> bool {
    head.first_chunk().is_some_and(|block| matches!(header::parse(block), Block::Header(_)))
}

/// Reads the files of an archive, one after another.
pub fn read(input: &mut dyn BufRead, out: &mut Out) {
    let mut tar = Tar { input, members: Members::default(), seen: 0, fault: None };
    if let Err(error) = tar.read(out) {
        tar.fault = Some(match error.kind() {
            io::ErrorKind::UnexpectedEof => "it ends in the middle of a file".to_string(),
            _ => format!("cannot be read: {error}"),
        });
    }
    if out.is_stopped() {
        return;
    }
    let Tar { members, fault, .. } = tar;
    members.tell(out);
    if let Some(fault) = fault {
        out.issue(IssueKind::Unreadable, fault);
    }
}

struct Tar<'a> {
    input: &'a mut dyn BufRead,
    members: Members,
    seen: u64,
    fault: Option<String>,
}

/// What headers before it say of the next file.
#[derive(Default)]
struct Next {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    sparse: bool,
}

impl Tar<'_> {
    fn read(&mut self, out: &mut Out) -> io::Result<()> {
        let mut next = Next::default();
        let (mut ended, mut lost) = (false, false);
        while let Some(block) = self.block()? {
            let header = match header::parse(&block) {
                Block::Header(header) => header,
                Block::Zeros => {
                    ended = true;
                    continue;
                }
                // What fills the last record is anything.
                Block::Other if ended => continue,
                Block::Other => {
                    lost = true;
                    self.fault =
                        Some("a header in it is damaged: what was read before and after it is kept".to_string());
                    next = Next::default();
                    continue;
                }
            };
            // Between two headers whatever a file says may look like one, but hardly with this mark.
            if lost && !header.is_marked {
                continue;
            }
            (ended, lost) = (false, false);
            match header.kind {
                Kind::LongName => next.name = self.small(header.size)?,
                Kind::Pax => next.take(&self.small(header.size)?.unwrap_or_default()),
                Kind::Nothing => next = Next::default(),
                Kind::About => self.skip(header.size)?,
                Kind::File | Kind::Sparse => {
                    if self.seen >= MOST {
                        self.fault = Some(format!("more than {MOST} files in it: the rest is left out"));
                        return Ok(());
                    }
                    self.seen += 1;
                    if !self.file(&header, std::mem::take(&mut next), out)? {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// The next block. `None` at the end; what is less than one is no block.
    fn block(&mut self) -> io::Result<Option<[u8; BLOCK]>> {
        let mut block = [0; BLOCK];
        match self.input.read_exact(&mut block) {
            Ok(()) => Ok(Some(block)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn file(&mut self, header: &Header, next: Next, out: &mut Out) -> io::Result<bool> {
        let name = name_of(next.name.as_deref().unwrap_or(&header.name));
        let size = next.size.unwrap_or(header.size);
        if name.ends_with('/') {
            self.skip(size)?;
            return Ok(true);
        }
        if header.is_extended {
            while self.block()?.is_some_and(|block| block.get(504) == Some(&1)) {}
        }
        let wanted = self.members.wants(&name);
        if header.kind == Kind::Sparse || next.sparse {
            if wanted {
                self.members.refuse(&name, "stored with holes (sparse): not read");
            }
            self.skip(size)?;
            return Ok(true);
        }
        if !wanted {
            self.skip(size)?;
            return Ok(true);
        }
        let mut data = Read::by_ref(&mut self.input).take(size);
        let go_on = self.members.read(&name, &mut data, out);
        if !go_on {
            return Ok(false);
        }
        drain(&mut data)?;
        let missing = data.limit();
        self.end(missing, size).map(|()| true)
    }

    /// The bytes of a header that is about the next one; none if they are too many.
    fn small(&mut self, size: u64) -> io::Result<Option<Vec<u8>>> {
        if size > LONGEST_NAME {
            self.skip(size)?;
            return Ok(None);
        }
        let mut bytes = Vec::new();
        Read::by_ref(&mut self.input).take(size).read_to_end(&mut bytes)?;
        self.end(size - bytes.len() as u64, size)?;
        if let Some(end) = bytes.iter().rposition(|b| *b != 0) {
            bytes.truncate(end + 1);
        }
        Ok(Some(bytes))
    }

    /// Passes by so many bytes and what fills their last block.
    fn skip(&mut self, size: u64) -> io::Result<()> {
        let mut data = Read::by_ref(&mut self.input).take(size);
        drain(&mut data)?;
        let missing = data.limit();
        self.end(missing, size)
    }

    /// Passes by what fills the last block of so many bytes, of which `missing` are not there.
    fn end(&mut self, missing: u64, size: u64) -> io::Result<()> {
        if missing > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let padding = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
        drain(&mut Read::by_ref(&mut self.input).take(padding)).map(|_| ())
    }
}

impl Next {
    /// Takes what pax records say: `length key=value\n`, one after another.
    fn take(&mut self, mut records: &[u8]) {
        while let Some(space) = records.iter().position(|b| *b == b' ') {
            let length = records.get(..space).and_then(|n| std::str::from_utf8(n).ok()?.parse::<usize>().ok());
            let Some(record) = length.and_then(|length| records.get(space + 1..length)) else { return };
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            let (key, value) = record.split_at(record.iter().position(|b| *b == b'=').unwrap_or(record.len()));
            let value = value.get(1..).unwrap_or_default();
            match key {
                b"path" => self.name = Some(value.to_vec()),
                b"size" => self.size = std::str::from_utf8(value).ok().and_then(|n| n.parse().ok()),
                _ if key.starts_with(b"GNU.sparse.") => self.sparse = true,
                _ => {}
            }
            let Some(rest) = length.and_then(|length| records.get(length..)) else { return };
            records = rest;
        }
    }
}
