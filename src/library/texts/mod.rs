//! The articles themselves, packed: one file of blocks, each some articles of rising serials and deflated together.
//!
//! `texts.bin` is the truth; it only grows, until what nobody shows any more is worth a new one. `texts.dir` lists its
//! blocks, so that opening a million articles reads half a megabyte; it is made again from the blocks' own headers
//! where it is missing, another's or behind. A block is written before its serials are settled in the manifest, so one
//! that was cut short is one that nobody asks for.

mod block;
mod directory;
mod medium;
#[cfg(test)]
mod tests;
mod writer;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::record;
use super::trouble::Trouble;
use crate::corpus::{Annotations, Article};
pub(super) use block::{Block, cuts, pack};
use block::{find, unpack};
use directory::{Place, directory};
use medium::Medium;
pub(super) use writer::Writer;

/// The format and, behind it, a number of this very file's own.
const MAGIC: &[u8; 8] = b"nptexts2";
const HEAD: u64 = 16;
/// So many unpacked blocks are remembered by a reader.
const REMEMBERED: usize = 8;

/// The folder in which they are written anew.
pub(super) const FRESH: &str = "texts.new";

/// The two files of an archive's texts.
fn files(dir: &Path) -> [PathBuf; 2] {
    [dir.join("texts.bin"), dir.join("texts.dir")]
}

/// Reads articles. Cheap to clone, usable from any thread; sees what was written when it was made.
#[derive(Clone)]
pub(super) struct Texts {
    medium: Arc<Medium>,
    places: Arc<Vec<Place>>,
    remembered: Arc<Mutex<Vec<Remembered>>>,
}

/// Where a block begins in the file, and what is in it.
type Remembered = (u64, Arc<Vec<u8>>);

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

fn decode(bytes: &[u8]) -> Result<(Article, Annotations), Trouble> {
    record::decode(bytes).ok_or_else(damaged)
}
