//! The articles themselves, packed: one file of blocks, each some articles of rising serials and deflated together.
//!
//! `texts.bin` is the truth; it only grows, until what nobody shows any more is worth a new one. `texts.dir` lists its
//! blocks, so that opening a million articles reads half a megabyte; it is made again from the blocks' own headers
//! where it is missing, another's or behind. A block is written before its serials are settled in the manifest, so one
//! that was cut short is one that nobody asks for.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::dirs::open_private;
use super::record;
use super::trouble::Trouble;
use crate::corpus::{Annotations, Article};

/// The format and, behind it, a number of this very file's own.
const MAGIC: &[u8; 8] = b"nptexts1";
const HEAD: u64 = 16;
/// Of a block: bytes packed and unpacked, the first serial, articles, CRC-32 of the packed bytes. All u32.
const BLOCK_HEAD: usize = 20;
/// In the directory: offset:u64, first serial:u32, articles:u32.
const ROW: usize = 16;
/// A block is full when it has so many bytes unpacked: what opening one article unpacks, and what packs well.
const BLOCK: usize = 96 << 10;
/// No block is larger, whatever its header says.
const LARGEST: u32 = 1 << 30;
/// Fast packing costs a tenth of what it saves.
const LEVEL: u32 = 3;
/// So many unpacked blocks are remembered by a reader.
const REMEMBERED: usize = 8;

/// Articles packed together, ready to be written.
pub(super) struct Block {
    first: u32,
    articles: u32,
    bytes: Vec<u8>,
}

/// Where records are to be cut into blocks: lengths of runs.
pub(super) fn cuts(lengths: impl Iterator<Item = usize>) -> Vec<usize> {
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
pub(super) fn pack<'a>(records: impl Iterator<Item = (u32, &'a [u8])> + Clone) -> io::Result<Block> {
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

/// One line of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    offset: u64,
    first: u32,
    articles: u32,
}

impl Place {
    fn bytes(self) -> [u8; ROW] {
        let mut out = [0; ROW];
        out[..8].copy_from_slice(&self.offset.to_le_bytes());
        out[8..12].copy_from_slice(&self.first.to_le_bytes());
        out[12..].copy_from_slice(&self.articles.to_le_bytes());
        out
    }

    fn read(bytes: &[u8]) -> Option<Place> {
        let offset = u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?);
        Some(Place { offset, first: number(bytes, 8)?, articles: number(bytes, 12)? })
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}

/// Where bytes are: in a file, or in memory where there is no disk.
enum Medium {
    File(File),
    Memory(Mutex<Vec<u8>>),
}

impl Medium {
    fn len(&self) -> io::Result<u64> {
        match self {
            Medium::File(file) => Ok(file.metadata()?.len()),
            Medium::Memory(bytes) => Ok(bytes.lock().unwrap_or_else(PoisonError::into_inner).len() as u64),
        }
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        match self {
            #[cfg(unix)]
            Medium::File(file) => std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset),
            #[cfg(windows)]
            Medium::File(file) => {
                let mut done = 0;
                while done < buffer.len() {
                    match std::os::windows::fs::FileExt::seek_read(file, &mut buffer[done..], offset + done as u64)? {
                        0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                        n => done += n,
                    }
                }
                Ok(())
            }
            Medium::Memory(bytes) => {
                let bytes = bytes.lock().unwrap_or_else(PoisonError::into_inner);
                let found = bytes.get(offset as usize..).and_then(|b| b.get(..buffer.len()));
                buffer.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
                Ok(())
            }
        }
    }

    fn append(&self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Medium::File(file) => {
                let mut file = file;
                file.seek(SeekFrom::End(0))?;
                file.write_all(bytes)
            }
            Medium::Memory(all) => {
                all.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
                Ok(())
            }
        }
    }
}

/// The two files of an archive's texts.
fn files(dir: &Path) -> [PathBuf; 2] {
    [dir.join("texts.bin"), dir.join("texts.dir")]
}

/// Reads articles. Cheap to clone, usable from any thread; sees what was written when it was made.
#[derive(Clone)]
pub(super) struct Texts {
    medium: Arc<Medium>,
    places: Arc<Vec<Place>>,
    remembered: Arc<Mutex<Vec<(u64, Arc<Vec<u8>>)>>>,
}

impl Texts {
    /// # Errors
    /// [`Trouble::Damaged`] if there are none.
    pub fn open(dir: &Path) -> Result<Texts, Trouble> {
        let [bin, list] = files(dir);
        let file = File::open(bin).map_err(missing)?;
        let medium = Medium::File(file);
        let places = directory(&medium, &std::fs::read(list).unwrap_or_default())?;
        Ok(Texts::with(Arc::new(medium), places))
    }

    fn with(medium: Arc<Medium>, places: Vec<Place>) -> Texts {
        Texts { medium, places: Arc::new(places), remembered: Arc::default() }
    }

    /// An article by its serial; `None` if it is not here.
    ///
    /// # Errors
    /// [`Trouble::Damaged`] if its block is not what was written.
    pub fn load(&self, serial: u32) -> Result<Option<(Article, Annotations)>, Trouble> {
        let after = self.places.partition_point(|p| p.first <= serial);
        let Some(place) = after.checked_sub(1).and_then(|n| self.places.get(n)) else { return Ok(None) };
        let block = self.block(*place)?;
        find(&block, place.articles, serial).map(|r| decode(r?)).transpose()
    }

    /// A block unpacked, its records with their serials.
    fn block(&self, place: Place) -> Result<Arc<Vec<u8>>, Trouble> {
        let held = || self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, block)) = held().iter().find(|(offset, _)| *offset == place.offset) {
            return Ok(Arc::clone(block));
        }
        let block = Arc::new(unpack(&self.medium, place)?);
        let mut blocks = held();
        if blocks.len() >= REMEMBERED {
            blocks.remove(0);
        }
        blocks.push((place.offset, Arc::clone(&block)));
        Ok(block)
    }
}

fn missing(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::Damaged("the articles are missing".into()),
        _ => error.into(),
    }
}

fn damaged() -> Trouble {
    Trouble::Damaged("an article in it is not whole".into())
}

fn unpack(medium: &Medium, place: Place) -> Result<Vec<u8>, Trouble> {
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
fn find(block: &[u8], articles: u32, serial: u32) -> Option<Result<&[u8], Trouble>> {
    let table = articles as usize * 8;
    let place = (0..articles as usize).find(|n| number(block, n * 8) == Some(serial))?;
    let end = |n: usize| number(block, n * 8 + 4).map(|end| table + end as usize);
    let start = if place == 0 { Some(table) } else { end(place - 1) };
    let bytes = start.zip(end(place)).and_then(|(start, end)| block.get(start..end));
    Some(bytes.ok_or_else(damaged))
}

fn decode(bytes: &[u8]) -> Result<(Article, Annotations), Trouble> {
    record::decode(bytes).ok_or_else(damaged)
}

/// The blocks of a file: as its directory lists them, as far as it fits, and those behind.
fn directory(medium: &Medium, list: &[u8]) -> Result<Vec<Place>, Trouble> {
    let mut head = [0; HEAD as usize];
    medium.read_at(0, &mut head).map_err(|_| Trouble::Damaged("the articles are not whole".into()))?;
    if !head.starts_with(MAGIC) {
        return Err(Trouble::Damaged("the articles are of another version".into()));
    }
    let mut places: Vec<Place> = match list.split_at_checked(HEAD as usize) {
        Some((ours, rows)) if ours == head => rows.chunks_exact(ROW).filter_map(Place::read).collect(),
        _ => Vec::new(),
    };
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
fn block_length(medium: &Medium, offset: u64) -> io::Result<(u64, u32, u32)> {
    let mut head = [0; BLOCK_HEAD];
    medium.read_at(offset, &mut head)?;
    let field = |n: usize| number(&head, n * 4).unwrap_or(0);
    Ok((BLOCK_HEAD as u64 + u64::from(field(0)), field(2), field(3)))
}

/// Writes articles; there is one at a time.
pub(super) struct Writer {
    medium: Arc<Medium>,
    list: Option<File>,
    places: Vec<Place>,
    end: u64,
}

impl Writer {
    /// Opens the texts in `dir`, or makes new ones. Whatever has a serial from `next` on was never settled and goes.
    pub fn open(dir: &Path, next: u32) -> Result<Writer, Trouble> {
        let [bin, list] = files(dir);
        let file = open_private(&bin)?;
        let list = open_private(&list)?;
        if file.metadata()?.len() == 0 {
            let mut head = MAGIC.to_vec();
            head.extend_from_slice(&number_of_its_own().to_le_bytes());
            (&file).write_all(&head)?;
            list.set_len(0)?;
            (&list).write_all(&head)?;
        }
        let mut known = Vec::new();
        (&list).read_to_end(&mut known)?;
        let medium = Medium::File(file);
        let mut places = directory(&medium, &known)?;
        places.truncate(places.partition_point(|p| p.first < next));
        let end = match places.last() {
            Some(last) => last.offset + block_length(&medium, last.offset)?.0,
            None => HEAD,
        };
        if let Medium::File(file) = &medium {
            file.set_len(end)?;
        }
        let mut writer = Writer { medium: Arc::new(medium), list: Some(list), places, end };
        writer.write_list()?;
        Ok(writer)
    }

    pub fn in_memory() -> Writer {
        let mut head = MAGIC.to_vec();
        head.extend_from_slice(&[0; 8]);
        Writer { medium: Arc::new(Medium::Memory(Mutex::new(head))), list: None, places: Vec::new(), end: HEAD }
    }

    /// The directory from its beginning, where it does not say what is there.
    fn write_list(&mut self) -> io::Result<()> {
        let Some(list) = &mut self.list else { return Ok(()) };
        let mut bytes = vec![0; HEAD as usize];
        self.medium.read_at(0, &mut bytes)?;
        self.places.iter().for_each(|p| bytes.extend_from_slice(&p.bytes()));
        list.seek(SeekFrom::Start(0))?;
        let mut known = Vec::new();
        list.read_to_end(&mut known)?;
        if known != bytes {
            list.set_len(0)?;
            list.seek(SeekFrom::Start(0))?;
            list.write_all(&bytes)?;
        }
        Ok(())
    }

    pub fn append(&mut self, block: &Block) -> io::Result<()> {
        let place = Place { offset: self.end, first: block.first, articles: block.articles };
        self.medium.append(&block.bytes)?;
        self.end += block.bytes.len() as u64;
        self.places.push(place);
        if let Some(list) = &mut self.list {
            list.seek(SeekFrom::End(0))?;
            list.write_all(&place.bytes())?;
        }
        Ok(())
    }

    /// Makes all that was appended lasting.
    pub fn sync(&self) -> io::Result<()> {
        match &*self.medium {
            Medium::File(file) => file.sync_data(),
            Medium::Memory(_) => Ok(()),
        }
    }

    /// What is written by now.
    pub fn texts(&self) -> Texts {
        Texts::with(Arc::clone(&self.medium), self.places.clone())
    }

    /// How many articles are kept, shown or not.
    pub fn len(&self) -> u64 {
        self.places.iter().map(|p| u64::from(p.articles)).sum()
    }

    /// Writes the articles of `is_live` anew and leaves the others behind. Readers that are open keep what they have.
    pub fn compact(&mut self, dir: &Path, is_live: &dyn Fn(u32) -> bool) -> Result<(), Trouble> {
        let fresh = dir.join("texts.new");
        std::fs::create_dir_all(&fresh)?;
        let [bin, list] = files(&fresh);
        for old in [&bin, &list] {
            _ = std::fs::remove_file(old);
        }
        let mut next = Writer::open(&fresh, 0)?;
        let mut waiting: Vec<(u32, Vec<u8>)> = Vec::new();
        for place in &self.places {
            let block = unpack(&self.medium, *place)?;
            for n in 0..place.articles as usize {
                let Some(serial) = number(&block, n * 8).filter(|serial| is_live(*serial)) else { continue };
                let bytes = find(&block, place.articles, serial).transpose()?.unwrap_or_default();
                waiting.push((serial, bytes.to_vec()));
            }
            if waiting.iter().map(|(_, r)| r.len()).sum::<usize>() >= BLOCK {
                next.append(&pack(waiting.iter().map(|(serial, r)| (*serial, r.as_slice())))?)?;
                waiting.clear();
            }
        }
        if !waiting.is_empty() {
            next.append(&pack(waiting.iter().map(|(serial, r)| (*serial, r.as_slice())))?)?;
        }
        next.sync()?;
        let [old_bin, old_list] = files(dir);
        std::fs::rename(bin, old_bin)?;
        std::fs::rename(list, old_list)?;
        _ = std::fs::remove_dir(&fresh);
        super::dirs::sync(dir);
        *self = next;
        Ok(())
    }
}

/// Tells a directory of another file from that of this one.
fn number_of_its_own() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    now.as_nanos() as u64 ^ u64::from(std::process::id()).rotate_left(40)
}

#[cfg(test)]
mod tests {
    use super::super::work::{Finding, make};
    use super::*;

    fn article(n: u32) -> (Article, Annotations) {
        let text = format!("Talks number {n}\n\nFrance and Norway met to talk about matter {n} in Oslo on Monday.\n");
        make(&format!("{n}.txt"), text.as_bytes(), Finding::All).articles.swap_remove(0)
    }

    /// Appends articles, three to a block.
    fn write(writer: &mut Writer, serials: std::ops::Range<u32>) {
        let encoded = |n| {
            let (article, found) = article(n);
            (n, record::encode(&article, &found).unwrap())
        };
        let records: Vec<(u32, Vec<u8>)> = serials.map(encoded).collect();
        for run in records.chunks(3) {
            writer.append(&pack(run.iter().map(|(n, r)| (*n, r.as_slice()))).unwrap()).unwrap();
        }
        writer.sync().unwrap();
    }

    fn there(texts: &Texts, serials: std::ops::Range<u32>) -> Vec<u32> {
        serials.filter(|n| texts.load(*n).unwrap().inspect(|found| assert_eq!(*found, article(*n))).is_some()).collect()
    }

    #[test]
    fn articles_come_back_by_serial() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(Texts::open(dir.path()), Err(Trouble::Damaged(_))));
        let mut writer = Writer::open(dir.path(), 0).unwrap();
        write(&mut writer, 0..7);
        let before = writer.texts();
        write(&mut writer, 10..12);
        assert_eq!(writer.len(), 9);
        assert_eq!(there(&before, 0..12), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..20), [0, 1, 2, 3, 4, 5, 6, 10, 11]);
        let mut memory = Writer::in_memory();
        write(&mut memory, 0..4);
        assert_eq!(there(&memory.texts(), 0..5), [0, 1, 2, 3]);
    }

    #[test]
    fn the_directory_is_made_again_where_it_does_not_fit() {
        let dir = tempfile::tempdir().unwrap();
        write(&mut Writer::open(dir.path(), 0).unwrap(), 0..9);
        let [_, list] = files(dir.path());
        let whole = std::fs::read(&list).unwrap();
        let mut foreign = whole.clone();
        foreign[12] ^= 1;
        let beyond = [whole.as_slice(), &whole[16..]].concat();
        for content in [&whole[..40], &whole[..9], b"", &foreign, &beyond] {
            std::fs::write(&list, content).unwrap();
            assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..9).len(), 9);
        }
        std::fs::remove_file(&list).unwrap();
        assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..9).len(), 9);
        Writer::open(dir.path(), 9).unwrap();
        assert_eq!(std::fs::read(&list).unwrap(), whole);
    }

    #[test]
    fn what_was_cut_short_or_never_settled_goes() {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(dir.path(), 0).unwrap();
        write(&mut writer, 0..3);
        let settled = writer.end;
        write(&mut writer, 3..9);
        let [bin, _] = files(dir.path());
        let whole = std::fs::read(&bin).unwrap();
        for end in (settled as usize..whole.len()).step_by(7) {
            std::fs::write(&bin, &whole[..end]).unwrap();
            assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..3).len(), 3);
        }
        std::fs::write(&bin, &whole).unwrap();
        let mut writer = Writer::open(dir.path(), 6).unwrap();
        assert_eq!(there(&writer.texts(), 0..9), [0, 1, 2, 3, 4, 5]);
        write(&mut writer, 6..8);
        assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..9).len(), 8);
    }

    #[test]
    fn nobody_is_given_an_article_that_was_changed() {
        let dir = tempfile::tempdir().unwrap();
        write(&mut Writer::open(dir.path(), 0).unwrap(), 0..3);
        let [bin, _] = files(dir.path());
        let whole = std::fs::read(&bin).unwrap();
        for at in HEAD as usize..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            std::fs::write(&bin, bytes).unwrap();
            // What the header says may hide an article, but not change it.
            match Texts::open(dir.path()).and_then(|texts| texts.load(1)) {
                Ok(loaded) => assert!(loaded.is_none_or(|loaded| loaded == article(1)), "byte {at}"),
                Err(trouble) => assert!(matches!(trouble, Trouble::Damaged(_)), "byte {at}: {trouble}"),
            }
        }
    }

    #[test]
    fn what_nobody_shows_is_left_behind() {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(dir.path(), 0).unwrap();
        write(&mut writer, 0..30);
        let before = writer.texts();
        let length = writer.end;
        writer.compact(dir.path(), &|serial| serial % 5 == 1).unwrap();
        assert!(writer.end < length / 2);
        write(&mut writer, 30..31);
        let kept = [1, 6, 11, 16, 21, 26, 30];
        assert_eq!(there(&writer.texts(), 0..40), kept);
        assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..40), kept);
        assert_eq!(there(&before, 0..30).len(), 30, "who has them open keeps them");
    }
}
