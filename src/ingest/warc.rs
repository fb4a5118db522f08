//! Web archives: records one after another, each a page that a server answered with or something about it. Read by hand,
//! because the limits are the point: what a record says of its length may be wrong, and the next must be found.

mod arc;
mod record;
mod window;

#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use super::http::Head;
use super::out::Out;
use crate::corpus::IssueKind;
use record::Pages;
use window::Window;

/// More than this is no page.
const LONGEST: usize = 64 << 20;
/// A length beyond this was never meant.
const ABSURD: u64 = 1 << 40;
/// A head of a record, and what may stand between two.
const HEAD: usize = 64 << 10;
const GAP: usize = 64;

/// Whether bytes begin a web archive, be it of the kind before WARC.
pub fn looks_like(head: &[u8]) -> bool {
    is_version(head) || arc::looks_like(head)
}

fn is_version(head: &[u8]) -> bool {
    matches!(head, [b'W' | b'w', b'A' | b'a', b'R' | b'r', b'C' | b'c', b'/', b'0'..=b'9', b'.', ..])
}

/// Reads the pages in an archive, one after another.
pub fn read(input: &mut dyn BufRead, out: &mut Out) {
    let is_old = arc::looks_like(input.fill_buf().unwrap_or_default());
    let mut warc = Warc { window: Window::new(input), pages: Pages::default(), damaged: 0 };
    let result = if is_old { warc.old_records(out) } else { warc.records(out) };
    if out.is_stopped() {
        return;
    }
    if let Some(message) = warc.pages.passed.message() {
        out.issue(IssueKind::Skipped, message);
    }
    match warc.damaged {
        0 => true,
        1 => out.issue(IssueKind::Unreadable, "a record in it is damaged or cut short"),
        n => out.issue(IssueKind::Unreadable, format!("{n} records in it are damaged or cut short")),
    };
    if let Err(error) = result {
        out.issue(IssueKind::Unreadable, format!("cannot be read: {error}"));
    }
}

struct Warc<'a> {
    window: Window<'a>,
    pages: Pages,
    damaged: u64,
}

impl Warc<'_> {
    fn records(&mut self, out: &mut Out) -> io::Result<()> {
        let mut number = 0;
        while self.next()? {
            let seen = self.window.see(HEAD)?;
            let read = head_end(seen).and_then(|end| Head::of(seen.get(..end).unwrap_or(seen)).ok_or(end));
            let (head, length) = match read {
                Ok(read) => read,
                Err(looked) => {
                    self.damaged += 1;
                    self.window.pass(looked as u64)?;
                    continue;
                }
            };
            self.window.pass(length as u64)?;
            number += 1;
            let said = head.get("content-length").and_then(|n| n.parse::<u64>().ok()).filter(|n| *n < ABSURD);
            let go_on = match said.map(|n| (n, usize::try_from(n).ok().filter(|n| *n <= LONGEST))) {
                Some((said, None)) => self.large(said)?,
                said => {
                    let (block, behind) = match said {
                        Some((_, Some(said))) => self.block(said)?,
                        _ => {
                            self.damaged += 1;
                            let end = self.find(0)?;
                            (end.unwrap_or(self.window.seen().len().min(LONGEST)), 0)
                        }
                    };
                    let block = self.window.seen().get(..block).unwrap_or_default();
                    let go_on = self.pages.record(&head, block, number, out);
                    let length = block.len() + behind;
                    self.window.pass(length as u64)?;
                    go_on
                }
            };
            if !go_on {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Goes to where the next record begins. False: there is none.
    fn next(&mut self) -> io::Result<bool> {
        let gap = self.window.see(GAP)?;
        let blank = gap.iter().take_while(|b| b.is_ascii_whitespace() || **b == 0).count();
        let rest = gap.get(blank..).unwrap_or_default();
        if is_version(rest) {
            self.window.pass(blank as u64)?;
            return Ok(true);
        }
        if gap.is_empty() {
            return Ok(false);
        }
        // Nothing but empty lines are no damage, however many there are.
        self.damaged += u64::from(!rest.is_empty());
        loop {
            if let Some(at) = self.find(0)? {
                self.window.pass(at as u64)?;
                return Ok(true);
            }
            let seen = self.window.seen().len();
            if seen < LONGEST {
                return Ok(false);
            }
            self.window.pass((seen - GAP) as u64)?;
        }
    }

    /// Where the next record begins, from `from` on, within [`LONGEST`] bytes: at the beginning of a line.
    fn find(&mut self, mut from: usize) -> io::Result<Option<usize>> {
        loop {
            let want = (from + HEAD).min(LONGEST);
            let seen = self.window.see(want)?;
            let seen = seen.get(..want).unwrap_or(seen);
            if let Some(at) = begins(seen, from) {
                return Ok(Some(at));
            }
            if seen.len() < want || want == LONGEST {
                return Ok(None);
            }
            // What begins a record may lie across.
            from = want - GAP;
        }
    }

    /// How much of what follows is the block of a record that is said to have `said` bytes, and what lies behind it
    /// before the next.
    fn block(&mut self, said: usize) -> io::Result<(usize, usize)> {
        let seen = self.window.see(said + GAP)?;
        if let Some(behind) = seen.get(said..) {
            let blank = behind.iter().take_while(|b| b.is_ascii_whitespace() || **b == 0).count();
            let next = behind.get(blank..).unwrap_or_default();
            if next.is_empty() || is_version(next) {
                return Ok((said, blank));
            }
        }
        // It is not as long as it says: it is cut short, and the next one begins within it, or it is longer.
        self.damaged += 1;
        let seen = seen.get(..said).unwrap_or(seen);
        let real = begins(seen, 0);
        Ok((real.unwrap_or(seen.len()), 0))
    }

    /// Passes by a record that is too large to be a page, unless it is not that large.
    fn large(&mut self, said: u64) -> io::Result<bool> {
        let seen = self.window.see(LONGEST)?;
        if seen.len() < LONGEST {
            self.damaged += 1;
            let length = begins(seen, 0).unwrap_or(seen.len());
            self.window.pass(length as u64)?;
        } else {
            self.pages.passed.large += 1;
            self.damaged += u64::from(self.window.pass(said)? > 0);
        }
        Ok(true)
    }
}

/// Where the head of a record ends, with its empty line. `Err` is for a head that comes to no end: how many bytes can
/// be passed by, which are all that were looked at, so that nothing is looked at again and again.
fn head_end(seen: &[u8]) -> Result<usize, usize> {
    let mut at = 0;
    while let Some(rest) = seen.get(at..)
        && let Some(end) = rest.iter().position(|b| *b == b'\n')
    {
        let line = rest.get(..end).unwrap_or_default();
        if at > 0 && (line.is_empty() || line == b"\r") {
            return Ok(at + end + 1);
        }
        // No field is called so: the next record begins within what was the head of this one.
        if at > 0 && is_version(line) {
            return Err(at);
        }
        at += end + 1;
    }
    // The last line may go on, unless it is all there is.
    Err(if seen.len() < HEAD || at == 0 { seen.len().max(1) } else { at })
}

/// Where in `bytes`, from `from` on, a record begins: with a line, or with what nothing else begins with.
fn begins(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mut at = 0;
    while let Some(slash) = rest.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'/')) {
        let start = (from + at + slash).checked_sub(4);
        at += slash + 1;
        let Some(start) = start.filter(|start| *start >= from) else { continue };
        let version = bytes.get(start..).unwrap_or_default();
        let is_one = version.starts_with(b"WARC/") && matches!(version.get(5..8), Some([b'0' | b'1', b'.', _]));
        let is_line = start == 0 || bytes.get(start - 1) == Some(&b'\n');
        if is_one && (is_line || version.get(8..).is_some_and(|rest| rest.starts_with(b"\r\nWARC-"))) {
            return Some(start);
        }
    }
    None
}
