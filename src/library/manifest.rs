//! What of an archive is indexed already: one record per file, so that only what changed is read again.
//!
//! The manifest and the index are two stores that cannot be written in one step, so the manifest is written around
//! every commit of the index: [`Manifest::begin`] notes what is at hand and takes its serials out of use; then the
//! index commits; then [`Manifest::settle`] says what is true now. A kill before `begin` leaves nothing behind; one
//! after it leaves pieces marked to be done again, and serials that the next run removes before it does anything.

use std::ops::Range;
use std::path::Path;

use redb::{Database, ReadableDatabase, ReadableTable, Table, TableDefinition};
use serde::{Deserialize, Serialize};

use super::dirs::open_private;
use super::scan::Stamp;
use super::trouble::Trouble;
use super::work::Finding;
use crate::corpus::Issue;

const FILES: TableDefinition<&str, &[u8]> = TableDefinition::new("files");
const NUMBERS: TableDefinition<&str, u64> = TableDefinition::new("numbers");
/// The next serial to hand out.
const NEXT: &str = "next serial";
/// As far as serials are settled: from here to the next one, the index may hold what nobody knows of.
const SETTLED: &str = "settled";
/// 1 while the frozen corpus does not show what the records say.
const STALE: &str = "stale";
/// 1 where articles were read without looking for names.
const PLAIN: &str = "plain";
/// Pages kept in memory; the whole manifest is read once, front to back.
const CACHE: usize = 8 << 20;

/// What is known of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    pub size: u64,
    pub changed: i64,
    /// To be read again even if its stamp is the same: it was not done when newsprint ended, it could not be read, or
    /// it was so new that a later change might bear the same time.
    pub again: bool,
    /// One, or for a file of many articles as many as it is read in.
    pub pieces: Vec<Piece>,
    /// Of the file as a whole.
    pub issues: Vec<Issue>,
}

/// A part of a file that is read at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Piece {
    /// Of the bytes that were read: what was only touched needs nothing done.
    pub hash: [u8; 16],
    /// The serial of its first article; the others follow.
    pub serial: u32,
    pub articles: u32,
    /// The number of its first line in a file of many articles, counted from 1.
    pub line: u64,
    /// Being done again: its articles may be gone from the index already, and are not to be shown.
    pub at_hand: bool,
    pub issues: Vec<Issue>,
}

impl Piece {
    /// The serials of its articles.
    pub fn serials(&self) -> Range<u32> {
        self.serial..self.serial.saturating_add(self.articles)
    }
}

impl Record {
    pub fn is_unchanged(&self, stamp: Stamp) -> bool {
        !self.again && self.stamp() == stamp
    }

    pub fn stamp(&self) -> Stamp {
        Stamp { size: self.size, changed: self.changed }
    }

    /// The serials of the articles that can be shown.
    pub fn serials(&self) -> impl Iterator<Item = u32> + '_ {
        self.pieces.iter().filter(|p| !p.at_hand).flat_map(Piece::serials)
    }

    /// Everything that is wrong with the file.
    #[cfg(test)]
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().chain(self.pieces.iter().flat_map(|p| &p.issues))
    }
}

#[derive(Debug)]
pub(super) struct Manifest {
    db: Database,
}

impl Manifest {
    /// Opens the manifest at `path`, or makes an empty one there.
    pub fn open(path: &Path) -> Result<Manifest, Trouble> {
        drop(open_private(path)?);
        // A file altered by someone else must be an error and not a panic.
        let db = Database::builder().set_cache_size(CACHE).set_check_integrity_on_open(true).create(path)?;
        Manifest::with_tables(db)
    }

    pub fn in_memory() -> Result<Manifest, Trouble> {
        let backend = redb::backends::InMemoryBackend::new();
        Manifest::with_tables(Database::builder().set_cache_size(CACHE).create_with_backend(backend)?)
    }

    /// Makes the tables, so that readers need not ask whether they are there.
    fn with_tables(db: Database) -> Result<Manifest, Trouble> {
        let present = db.begin_read()?.list_tables()?.count() == 2;
        if !present {
            let write = db.begin_write()?;
            write.open_table(FILES)?;
            {
                let mut numbers = write.open_table(NUMBERS)?;
                let first = u64::from(first_serial());
                numbers.insert(NEXT, first)?;
                numbers.insert(SETTLED, first)?;
            }
            write.commit()?;
        }
        Ok(Manifest { db })
    }

    /// Calls `each` with every file's key and record, in the order of the keys.
    pub fn each(&self, mut each: impl FnMut(&str, Record)) -> Result<(), Trouble> {
        let read = self.db.begin_read()?;
        for entry in read.open_table(FILES)?.iter()? {
            let (key, record) = entry?;
            each(key.value(), decode(record.value())?);
        }
        Ok(())
    }

    /// The next serial to hand out.
    pub fn next(&self) -> Result<u32, Trouble> {
        Ok(self.number(NEXT)? as u32)
    }

    /// Serials that were handed out by a run that never settled them.
    pub fn unsettled(&self) -> Result<Range<u32>, Trouble> {
        Ok(self.number(SETTLED)? as u32..self.next()?)
    }

    fn number(&self, name: &str) -> Result<u64, Trouble> {
        Ok(self.db.begin_read()?.open_table(NUMBERS)?.get(name)?.map_or(0, |v| v.value()))
    }

    /// Whether all that is known here was read like this; a new manifest takes it over.
    pub fn was_read(&self, finding: Finding) -> Result<bool, Trouble> {
        let plain = u64::from(finding == Finding::Nothing);
        if self.number(PLAIN)? == plain {
            return Ok(true);
        }
        if self.db.begin_read()?.open_table(FILES)?.iter()?.next().is_some() {
            return Ok(false);
        }
        let write = self.db.begin_write()?;
        write.open_table(NUMBERS)?.insert(PLAIN, plain)?;
        write.commit()?;
        Ok(true)
    }

    /// Whether the frozen corpus is behind the records.
    pub fn is_stale(&self) -> Result<bool, Trouble> {
        Ok(self.number(STALE)? != 0)
    }

    /// Before the index commits: these pieces of files, by number, are being done, and serials below `next` are taken.
    /// Those of one file come together.
    pub fn begin<'a>(&self, at_hand: impl Iterator<Item = (&'a str, usize)>, next: u32) -> Result<(), Trouble> {
        if next > u32::MAX - 2 {
            // Four thousand million articles were handed out: numbering starts anew with a new cache.
            return Err(Trouble::Damaged("its serial numbers are used up".into()));
        }
        let write = self.db.begin_write()?;
        {
            let mut files = write.open_table(FILES)?;
            let mut at_hand = at_hand.peekable();
            while let Some((key, piece)) = at_hand.next() {
                // A new file needs no note: without a record it is read again.
                let Some(mut record) = get(&files, key)? else { continue };
                record.again = true;
                let mut mark = |piece| record.pieces.iter_mut().skip(piece).take(1).for_each(|p| p.at_hand = true);
                mark(piece);
                while let Some((_, piece)) = at_hand.next_if(|(next, _)| *next == key) {
                    mark(piece);
                }
                files.insert(key, encode(&record)?.as_slice())?;
            }
            let mut numbers = write.open_table(NUMBERS)?;
            numbers.insert(NEXT, u64::from(next))?;
            numbers.insert(STALE, 1)?;
        }
        write.commit()?;
        Ok(())
    }

    /// After the index has committed: these files are done, as far as their records say, and those are gone.
    pub fn settle(&self, done: &[(String, Record)], gone: &[String]) -> Result<(), Trouble> {
        let write = self.db.begin_write()?;
        {
            let mut files = write.open_table(FILES)?;
            for (key, record) in done {
                files.insert(key.as_str(), encode(record)?.as_slice())?;
            }
            for key in gone {
                files.remove(key.as_str())?;
            }
            let mut numbers = write.open_table(NUMBERS)?;
            let next = numbers.get(NEXT)?.map_or(0, |v| v.value());
            numbers.insert(SETTLED, next)?;
        }
        write.commit()?;
        Ok(())
    }

    /// After the frozen corpus was written.
    pub fn frozen(&self) -> Result<(), Trouble> {
        let write = self.db.begin_write()?;
        write.open_table(NUMBERS)?.insert(STALE, 0)?;
        write.commit()?;
        Ok(())
    }
}

/// Where a new manifest begins to number: somewhere else each time, so that who still shows what an older one numbered
/// finds nothing in the new index, and not something else.
fn first_serial() -> u32 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    (now.as_nanos() as u32 ^ now.as_secs() as u32 ^ std::process::id().rotate_left(16)) >> 1
}

fn get(files: &Table<&str, &[u8]>, key: &str) -> Result<Option<Record>, Trouble> {
    files.get(key)?.map(|record| decode(record.value())).transpose()
}

fn encode(record: &Record) -> Result<Vec<u8>, Trouble> {
    postcard::to_allocvec(record).map_err(Trouble::other)
}

fn decode(bytes: &[u8]) -> Result<Record, Trouble> {
    postcard::from_bytes(bytes).map_err(|e| Trouble::Damaged(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(manifest: &Manifest) -> Vec<(String, bool)> {
        let mut out = Vec::new();
        manifest.each(|key, record| out.push((key.to_string(), record.again))).unwrap();
        out
    }

    fn record(serial: u32) -> Record {
        Record { pieces: vec![Piece { serial, articles: 2, ..Piece::default() }], ..Record::default() }
    }

    #[test]
    fn a_piece_at_hand_is_done_again_until_it_is_settled() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("manifest");
        let manifest = Manifest::open(&path).unwrap();
        let first = manifest.next().unwrap();
        let serials = |from: u32, to: u32| first + from..first + to;
        manifest.begin([("0/a", 0), ("0/b", 0)].into_iter(), first + 4).unwrap();
        drop(manifest);
        let manifest = Manifest::open(&path).unwrap();
        assert_eq!(keys(&manifest), [], "what is new is known when it is done");
        assert_eq!((manifest.unsettled().unwrap(), manifest.is_stale().unwrap()), (serials(0, 4), true));
        manifest.begin([("0/a", 0)].into_iter(), first + 6).unwrap();
        manifest.settle(&[("0/a".into(), record(4)), ("0/b".into(), record(2))], &[]).unwrap();
        manifest.frozen().unwrap();
        assert_eq!((manifest.unsettled().unwrap(), manifest.is_stale().unwrap()), (serials(6, 6), false));
        manifest.begin([("0/b", 0)].into_iter(), first + 8).unwrap();
        drop(manifest);
        let manifest = Manifest::open(&path).unwrap();
        assert_eq!(keys(&manifest), [("0/a".into(), false), ("0/b".into(), true)]);
        let mut shown = Vec::new();
        manifest.each(|_, record| shown.extend(record.serials())).unwrap();
        assert_eq!(shown, [4, 5]);
        assert_eq!(manifest.unsettled().unwrap(), serials(6, 8));
        manifest.settle(&[], &["0/b".into()]).unwrap();
    }

    #[test]
    fn what_is_no_manifest_is_damaged_and_what_is_in_use_is_locked() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("manifest");
        std::fs::write(&path, "something else altogether".repeat(400)).unwrap();
        assert!(matches!(Manifest::open(&path), Err(Trouble::Damaged(_))));
        std::fs::remove_file(&path).unwrap();
        let first = Manifest::open(&path).unwrap();
        assert!(matches!(Manifest::open(&path), Err(Trouble::Locked)));
        drop(first);
        // A byte flipped in the middle, a file cut short: never a panic, never taken for an empty one.
        let good = std::fs::read(&path).unwrap();
        std::fs::write(&path, &good[..good.len() / 2]).unwrap();
        assert!(matches!(Manifest::open(&path), Err(Trouble::Damaged(_))));
    }
}
