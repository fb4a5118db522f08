//! The byte layout of a frozen corpus: numbered sections behind a table, with a version and a checksum.
//!
//! Little-endian throughout. `magic[8] version:u32 sections:u32 crc:u32 pad:u32`, then per section
//! `offset:u64 length:u64`, then the sections. The checksum (CRC-32) covers everything after the fixed header.

use super::Damage;

const MAGIC: &[u8; 8] = b"newsprnt";
/// Raised whenever the layout or the meaning of a section changes; another version is rebuilt, never read.
const VERSION: u32 = 2;
const HEADER: usize = 24;

/// The sections, in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Section {
    /// Four u32: the ends of people, countries, organisations; the stamp.
    Meta,
    Ids,
    Serials,
    ById,
    BySerial,
    Dates,
    Sources,
    Words,
    TitleAt,
    Titles,
    TitleRanks,
    SourceAt,
    SourceNames,
    LocalAt,
    Locals,
    EntityAt,
    Entities,
    ArticleAt,
    Articles,
    SaidAt,
    Said,
}

pub(super) const SECTIONS: usize = Section::Said as usize + 1;

/// Puts the sections together behind a header.
pub(super) fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let table_end = HEADER + SECTIONS * 16;
    let mut out = Vec::with_capacity(table_end + sections.iter().map(Vec::len).sum::<usize>());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&(SECTIONS as u32).to_le_bytes());
    out.extend_from_slice(&[0; 8]);
    let mut offset = table_end as u64;
    for section in sections {
        out.extend_from_slice(&offset.to_le_bytes());
        out.extend_from_slice(&(section.len() as u64).to_le_bytes());
        offset += section.len() as u64;
    }
    sections.iter().for_each(|s| out.extend_from_slice(s));
    let crc = crc32fast::hash(&out[HEADER..]);
    out[16..20].copy_from_slice(&crc.to_le_bytes());
    out
}

/// Where each section lies in `bytes`.
///
/// # Errors
/// [`Damage`] if the header, the version, the checksum or a section's bounds are not right.
pub(super) fn sections(bytes: &[u8]) -> Result<[(usize, usize); SECTIONS], Damage> {
    if bytes.get(..8) != Some(MAGIC) {
        return Err(Damage::NotACorpus);
    }
    if u32_at(bytes, 8) != Some(VERSION) || u32_at(bytes, 12) != Some(SECTIONS as u32) {
        return Err(Damage::Version);
    }
    let body = bytes.get(HEADER..).ok_or(Damage::Truncated)?;
    if u32_at(bytes, 16) != Some(crc32fast::hash(body)) {
        return Err(Damage::Checksum);
    }
    let mut places = [(0, 0); SECTIONS];
    for (i, place) in places.iter_mut().enumerate() {
        let start = u64_at(bytes, HEADER + i * 16).ok_or(Damage::Truncated)? as usize;
        let len = u64_at(bytes, HEADER + i * 16 + 8).ok_or(Damage::Truncated)? as usize;
        let end = start.checked_add(len).filter(|end| *end <= bytes.len()).ok_or(Damage::Truncated)?;
        *place = (start, end);
    }
    Ok(places)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes)
}
