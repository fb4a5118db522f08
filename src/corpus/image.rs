//! The byte layout of a frozen corpus: numbered sections behind a table, with a version and checksums.
//!
//! Little-endian throughout. `magic[8] version:u32 sections:u32 crc:u32 pad:u32`, then per section
//! `offset:u64 length:u64 crc:u32 pad:u32`, then the sections. The checksum in the header (CRC-32) is that of the
//! table, so that opening looks at a page and not at the archive; those in the table are looked at by [`verify`].

use std::io::{self, Seek, SeekFrom, Write};

use super::Damage;

const MAGIC: &[u8; 8] = b"newsprnt";
/// Raised whenever the layout or the meaning of a section changes; another version is rebuilt, never read.
const VERSION: u32 = 6;
const HEADER: usize = 24;
const ROW: usize = 24;

/// The sections, in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Section {
    /// Five u32: the ends of people, countries, organisations; the stamp; how alike what is folded is, in hundredths.
    Meta,
    Ids,
    Serials,
    ById,
    BySerial,
    Dates,
    Sources,
    Words,
    Titles,
    TitleAt,
    TitleRanks,
    SourceNames,
    SourceAt,
    Locals,
    LocalAt,
    Entities,
    EntityAt,
    Articles,
    ArticleAt,
    Said,
    SaidAt,
    /// What is quoted in each article, see [`super::said`]; and of each entity how many quotes are by and about it.
    Quotes,
    QuoteAt,
    QuoteCounts,
    /// What names were merged from, see [`super::roster`]: only the next freeze reads these.
    Rosters,
    RosterAt,
    Names,
    NameAt,
    /// Which articles are folded into one row, see [`super::alike`]: of each its family; the articles of each family;
    /// how many articles fewer than name it each entity counts for that.
    Family,
    Members,
    MemberAt,
    Repeats,
    /// What families are found by: only the next freeze reads these.
    Signatures,
    /// What stories are found by: only the next freeze reads these.
    Sketches,
    /// Which articles are one story, see [`super::stories`]: of each its story; the articles of each story.
    Stories,
    StoryArticles,
    StoryAt,
}

/// Serials of one page of [`Section::BySerial`].
pub(super) const SERIAL_PAGE: usize = 1024;

pub(super) const SECTIONS: usize = Section::StoryAt as usize + 1;

/// Where each section lies, as `(start, end)`.
pub(super) type Places = [(usize, usize); SECTIONS];

/// Writes sections one after another, and the header at the end. None of them is ever held whole.
pub(super) struct ImageWriter<W: Write + Seek> {
    out: W,
    table: Vec<u8>,
    at: u64,
    length: u64,
    crc: crc32fast::Hasher,
}

impl<W: Write + Seek> ImageWriter<W> {
    pub fn new(mut out: W) -> io::Result<ImageWriter<W>> {
        let at = (HEADER + SECTIONS * ROW) as u64;
        out.seek(SeekFrom::Start(0))?;
        out.write_all(&vec![0; at as usize])?;
        Ok(ImageWriter { out, table: Vec::new(), at, length: 0, crc: crc32fast::Hasher::new() })
    }

    pub fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.crc.update(bytes);
        self.length += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    pub fn put_u32(&mut self, value: u32) -> io::Result<()> {
        self.put(&value.to_le_bytes())
    }

    /// A list of numbers as a section of its own.
    pub fn numbers(&mut self, section: Section, numbers: impl IntoIterator<Item = u32>) -> io::Result<()> {
        numbers.into_iter().try_for_each(|n| self.put_u32(n))?;
        self.end(section);
        Ok(())
    }

    /// How long the section is so far.
    ///
    /// # Errors
    /// If that is more than a corpus can number.
    pub fn length(&self) -> io::Result<u32> {
        u32::try_from(self.length).map_err(|_| io::Error::new(io::ErrorKind::FileTooLarge, "the archive is too large"))
    }

    /// Ends the section; they have to come in the order of [`Section`].
    pub fn end(&mut self, section: Section) {
        debug_assert_eq!(self.table.len(), section as usize * ROW, "{section:?} is not the next section");
        self.table.extend_from_slice(&self.at.to_le_bytes());
        self.table.extend_from_slice(&self.length.to_le_bytes());
        self.table.extend_from_slice(&std::mem::take(&mut self.crc).finalize().to_le_bytes());
        self.table.extend_from_slice(&[0; 4]);
        self.at += self.length;
        self.length = 0;
    }

    pub fn finish(mut self) -> io::Result<W> {
        let mut header = MAGIC.to_vec();
        header.extend_from_slice(&VERSION.to_le_bytes());
        header.extend_from_slice(&(SECTIONS as u32).to_le_bytes());
        header.extend_from_slice(&crc32fast::hash(&self.table).to_le_bytes());
        header.extend_from_slice(&[0; 4]);
        header.extend_from_slice(&self.table);
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Where each section lies in `bytes`. Looks at the header alone.
///
/// # Errors
/// [`Damage`] if the header, the version, the header's checksum or a section's bounds are not right.
pub(super) fn sections(bytes: &[u8]) -> Result<Places, Damage> {
    if bytes.get(..8) != Some(MAGIC) {
        return Err(Damage::NotACorpus);
    }
    if u32_at(bytes, 8) != Some(VERSION) || u32_at(bytes, 12) != Some(SECTIONS as u32) {
        return Err(Damage::Version);
    }
    let table = bytes.get(HEADER..HEADER + SECTIONS * ROW).ok_or(Damage::Truncated)?;
    if u32_at(bytes, 16) != Some(crc32fast::hash(table)) {
        return Err(Damage::Checksum);
    }
    let mut places = [(0, 0); SECTIONS];
    for (i, place) in places.iter_mut().enumerate() {
        let start = u64_at(table, i * ROW).ok_or(Damage::Truncated)? as usize;
        let len = u64_at(table, i * ROW + 8).ok_or(Damage::Truncated)? as usize;
        let end = start.checked_add(len).filter(|end| *end <= bytes.len()).ok_or(Damage::Truncated)?;
        *place = (start, end);
    }
    if places.last().is_none_or(|(_, end)| *end != bytes.len()) {
        return Err(Damage::Truncated);
    }
    // By these few numbers memory is asked for.
    if !is_whole(bytes, &places, Section::Meta as usize) {
        return Err(Damage::Checksum);
    }
    Ok(places)
}

fn is_whole(bytes: &[u8], places: &Places, section: usize) -> bool {
    let wanted = u32_at(bytes, HEADER + section * ROW + 16);
    let (start, end) = places.get(section).copied().unwrap_or_default();
    bytes.get(start..end).map(crc32fast::hash) == wanted
}

/// Looks at every byte.
///
/// # Errors
/// [`Damage::Checksum`] if a section is not what was written.
pub(super) fn verify(bytes: &[u8], places: &Places) -> Result<(), Damage> {
    if (0..SECTIONS).all(|section| is_whole(bytes, places, section)) { Ok(()) } else { Err(Damage::Checksum) }
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes)
}
