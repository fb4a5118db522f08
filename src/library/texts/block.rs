//! Articles packed together.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::damaged;
use super::directory::Place;
use super::medium::{Medium, number};
use crate::library::trouble::Trouble;

/// Of a block: bytes packed and unpacked, the first serial, articles, CRC-32 of the packed bytes. All u32.
pub(super) const BLOCK_HEAD: usize = 20;
/// A block is full when it has so many bytes unpacked: what opening one article unpacks, and what packs well.
pub(super) const BLOCK: usize = 48 << 10;
/// No block is larger, whatever its header says.
const LARGEST: u32 = 1 << 30;
/// A third slower than the level that packs fast, and a twentieth smaller; less than that gains little.
const LEVEL: u32 = 5;

/// Articles packed together, ready to be written.
pub(in crate::library) struct Block {
    pub(super) first: u32,
    pub(super) articles: u32,
    pub(super) bytes: Vec<u8>,
}

/// Where records are to be cut into blocks: lengths of runs.
pub(in crate::library) fn cuts(lengths: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out = Vec::new();
    let (mut run, mut bytes) = (0, 0);
    for length in lengths {
        run += 1;
        bytes += length;
        if bytes >= BLOCK {
            out.push(run);
            (run, bytes) = (0, 0);
        }
    }
    out.extend(Some(run).filter(|run| *run > 0));
    out
}

/// Packs encoded articles of rising serials.
pub(in crate::library) fn pack<'a>(records: impl Iterator<Item = (u32, &'a [u8])> + Clone) -> io::Result<Block> {
    let mut raw = Vec::with_capacity(records.clone().map(|(_, r)| r.len() + 8).sum());
    let (mut end, mut first, mut articles) = (0u32, 0, 0);
    for (serial, record) in records.clone() {
        first = if articles == 0 { serial } else { first };
        articles += 1;
        end += record.len() as u32;
        raw.extend_from_slice(&serial.to_le_bytes());
        raw.extend_from_slice(&end.to_le_bytes());
    }
    records.for_each(|(_, record)| raw.extend_from_slice(record));
    let mut packed = DeflateEncoder::new(vec![0; BLOCK_HEAD], Compression::new(LEVEL));
    packed.write_all(&raw)?;
    let mut bytes = packed.finish()?;
    let (head, body) = bytes.split_at_mut(BLOCK_HEAD);
    let numbers = [body.len() as u32, raw.len() as u32, first, articles, crc32fast::hash(body)];
    head.chunks_exact_mut(4).zip(numbers).for_each(|(at, n)| at.copy_from_slice(&n.to_le_bytes()));
    Ok(Block { first, articles, bytes })
}

/// A block unpacked, as it was before it was packed.
///
/// # Errors
/// [`Trouble::Damaged`] if it is not what was written.
pub(super) fn unpack(medium: &Medium, place: Place) -> Result<Vec<u8>, Trouble> {
    let mut head = [0; BLOCK_HEAD];
    let cut = |e: io::Error| if e.kind() == io::ErrorKind::UnexpectedEof { damaged() } else { e.into() };
    medium.read_at(place.offset, &mut head).map_err(cut)?;
    let field = |n: usize| number(&head, n * 4).unwrap_or(0);
    let (packed, raw) = (field(0), field(1));
    if packed > LARGEST || raw > LARGEST || field(2) != place.first || field(3) != place.articles {
        return Err(damaged());
    }
    let mut bytes = vec![0; packed as usize];
    medium.read_at(place.offset + BLOCK_HEAD as u64, &mut bytes).map_err(cut)?;
    if crc32fast::hash(&bytes) != field(4) {
        return Err(damaged());
    }
    let mut out = Vec::with_capacity(raw as usize);
    DeflateDecoder::new(bytes.as_slice()).take(u64::from(raw)).read_to_end(&mut out).map_err(|_| damaged())?;
    if out.len() == raw as usize { Ok(out) } else { Err(damaged()) }
}

/// A record of a block, if it is in it.
pub(super) fn find(block: &[u8], articles: u32, serial: u32) -> Option<Result<&[u8], Trouble>> {
    let table = articles as usize * 8;
    let place = (0..articles as usize).find(|n| number(block, n * 8) == Some(serial))?;
    let end = |n: usize| number(block, n * 8 + 4).map(|end| table + end as usize);
    let start = if place == 0 { Some(table) } else { end(place - 1) };
    let bytes = start.zip(end(place)).and_then(|(start, end)| block.get(start..end));
    Some(bytes.ok_or_else(damaged))
}
