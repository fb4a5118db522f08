//! Where the blocks of a file are.

use std::io;

use super::block::BLOCK_HEAD;
use super::medium::{Medium, number};
use super::{HEAD, MAGIC};
use crate::library::trouble::Trouble;

/// In the directory: offset:u64, first serial:u32, articles:u32, CRC-32 of these:u32.
const ROW: usize = 20;
/// Of a row, what its checksum is about.
const SUMMED: usize = 16;

/// One line of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub offset: u64,
    pub first: u32,
    pub articles: u32,
}

impl Place {
    pub fn bytes(self) -> [u8; ROW] {
        let mut out = [0; ROW];
        out[..8].copy_from_slice(&self.offset.to_le_bytes());
        out[8..12].copy_from_slice(&self.first.to_le_bytes());
        out[12..SUMMED].copy_from_slice(&self.articles.to_le_bytes());
        let sum = crc32fast::hash(&out[..SUMMED]);
        out[SUMMED..].copy_from_slice(&sum.to_le_bytes());
        out
    }

    /// `None` if the row is not what was written.
    fn read(bytes: &[u8]) -> Option<Place> {
        if number(bytes, SUMMED)? != crc32fast::hash(bytes.get(..SUMMED)?) {
            return None;
        }
        let offset = u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?);
        Some(Place { offset, first: number(bytes, 8)?, articles: number(bytes, 12)? })
    }
}

/// The blocks of a file: as its directory lists them, up to the first row that does not fit, and those behind.
pub(super) fn directory(medium: &Medium, list: &[u8]) -> Result<Vec<Place>, Trouble> {
    let mut head = [0; HEAD as usize];
    medium.read_at(0, &mut head).map_err(|_| Trouble::Damaged("the articles are not whole".into()))?;
    if !head.starts_with(MAGIC) {
        return Err(Trouble::Damaged("the articles are of another version".into()));
    }
    let mut places: Vec<Place> = match list.split_at_checked(HEAD as usize) {
        Some((ours, rows)) if ours == head => rows.chunks_exact(ROW).map_while(Place::read).collect(),
        _ => Vec::new(),
    };
    let follows = |a: &Place, b: &Place| a.offset < b.offset && a.first < b.first;
    let rising = 1 + places.windows(2).take_while(|pair| matches!(pair, [a, b] if follows(a, b))).count();
    places.truncate(if places.first().is_some_and(|first| first.offset == HEAD) { rising } else { 0 });
    let length = medium.len()?;
    let ends = |place: Place| Ok::<_, io::Error>(place.offset + block_length(medium, place.offset)?.0);
    // What the directory says is believed up to its last line; a block says where the next one begins.
    let mut next = HEAD;
    while let Some(last) = places.last().copied() {
        match ends(last) {
            Ok(end) if end <= length => {
                next = end;
                break;
            }
            _ => _ = places.pop(),
        }
    }
    while next + BLOCK_HEAD as u64 <= length {
        let (whole, first, articles) = block_length(medium, next)?;
        if next + whole > length || places.last().is_some_and(|last| last.first >= first) {
            break;
        }
        places.push(Place { offset: next, first, articles });
        next += whole;
    }
    Ok(places)
}

/// Bytes of a block with its header, its first serial, its articles.
pub(super) fn block_length(medium: &Medium, offset: u64) -> io::Result<(u64, u32, u32)> {
    let mut head = [0; BLOCK_HEAD];
    medium.read_at(offset, &mut head)?;
    let field = |n: usize| number(&head, n * 4).unwrap_or(0);
    Ok((BLOCK_HEAD as u64 + u64::from(field(0)), field(2), field(3)))
}
