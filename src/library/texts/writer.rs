//! Writing articles.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::block::{BLOCK, Block, find, pack, unpack};
use super::directory::{Place, block_length, directory};
use super::medium::{Medium, number};
use super::{FRESH, HEAD, MAGIC, Texts, files};
use crate::library::dirs::{make_private, open_private, sync};
use crate::library::trouble::Trouble;

/// Writes articles; there is one at a time.
pub(in crate::library) struct Writer {
    medium: Arc<Medium>,
    list: Option<File>,
    places: Vec<Place>,
    pub(super) end: u64,
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
        let places = directory(&medium, &known)?;
        let mut writer = Writer { medium: Arc::new(medium), list: Some(list), places, end: HEAD };
        writer.truncate(next)?;
        writer.write_list()?;
        Ok(writer)
    }

    /// Drops whatever has a serial from `next` on: it was never settled.
    pub fn truncate(&mut self, next: u32) -> io::Result<()> {
        self.places.truncate(self.places.partition_point(|p| p.first < next));
        self.end = match self.places.last() {
            Some(last) => last.offset + block_length(&self.medium, last.offset)?.0,
            None => HEAD,
        };
        match &*self.medium {
            Medium::File(file) if file.metadata()?.len() != self.end => file.set_len(self.end),
            Medium::File(_) | Medium::Memory(_) => Ok(()),
        }
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
        self.medium.write_at(self.end, &block.bytes)?;
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
    /// `go_on` is asked now and then; after a no, all is as it was.
    pub fn compact(
        &mut self,
        dir: &Path,
        is_live: &dyn Fn(u32) -> bool,
        go_on: &dyn Fn() -> bool,
    ) -> Result<(), Trouble> {
        let fresh = dir.join(FRESH);
        make_private(&fresh)?;
        let [bin, list] = files(&fresh);
        for old in [&bin, &list] {
            _ = std::fs::remove_file(old);
        }
        let mut next = Writer::open(&fresh, 0)?;
        let mut waiting: Vec<(u32, Vec<u8>)> = Vec::new();
        for place in &self.places {
            if !go_on() {
                return Ok(());
            }
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
        sync(dir);
        *self = next;
        Ok(())
    }
}

/// Tells a directory of another file from that of this one.
fn number_of_its_own() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    now.as_nanos() as u64 ^ u64::from(std::process::id()).rotate_left(40)
}
