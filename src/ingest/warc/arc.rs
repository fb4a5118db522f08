//! ARC, the web archives of before WARC: a line about each page, then what the server answered.

use std::io;

use super::super::out::Out;
use super::{ABSURD, HEAD, LONGEST, Warc};

/// Whether bytes begin such an archive.
pub fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"filedesc://")
}

impl Warc<'_> {
    pub fn old_records(&mut self, out: &mut Out) -> io::Result<()> {
        let mut is_lost = false;
        loop {
            let seen = self.window.see(HEAD)?;
            let Some(first) = seen.iter().position(|b| !b.is_ascii_whitespace()) else {
                if seen.is_empty() {
                    return Ok(());
                }
                let blank = seen.len();
                self.window.pass(blank as u64)?;
                continue;
            };
            let rest = seen.get(first..).unwrap_or_default();
            let end = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |end| end + 1);
            let record = about(rest.get(..end).unwrap_or_default());
            self.window.pass((first + end) as u64)?;
            let Some((address, length)) = record else {
                self.damaged += u64::from(!is_lost);
                is_lost = true;
                continue;
            };
            is_lost = false;
            if !self.old_record(&address, length, out)? {
                return Ok(());
            }
        }
    }

    fn old_record(&mut self, address: &str, length: u64, out: &mut Out) -> io::Result<bool> {
        let Some(size) = usize::try_from(length).ok().filter(|size| *size <= LONGEST) else {
            self.pages.passed.large += 1;
            self.damaged += u64::from(self.window.pass(length)? > 0);
            return Ok(true);
        };
        let seen = self.window.see(size)?;
        self.damaged += u64::from(seen.len() < size);
        let block = seen.get(..size).unwrap_or(seen);
        let length = block.len() as u64;
        let go_on = match address.split_once(':').map(|(scheme, _)| scheme) {
            Some("http" | "https") => self.pages.answer(address, block, out),
            Some("filedesc") => true,
            _ => {
                self.pages.passed.about += 1;
                true
            }
        };
        self.window.pass(length)?;
        Ok(go_on)
    }
}

/// The address and the length that a line says: of five fields or of ten, the first of which may have spaces.
fn about(line: &[u8]) -> Option<(String, u64)> {
    let line = String::from_utf8_lossy(line.get(..line.len().min(HEAD))?);
    let fields: Vec<&str> = line.trim_end().rsplitn(10, ' ').collect();
    let is_date =
        |n: usize| fields.get(n).is_some_and(|date| date.len() == 14 && date.bytes().all(|b| b.is_ascii_digit()));
    let behind = if is_date(2) { 4 } else { is_date(7).then_some(9)? };
    let length = fields.first()?.parse().ok().filter(|length| *length < ABSURD)?;
    let address: Vec<&str> = fields.get(behind..)?.iter().rev().copied().collect();
    let address = address.join(" ");
    address.contains(':').then_some((address, length))
}
