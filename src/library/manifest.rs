//! What of an archive is indexed already: one record per file, so that only what changed is read again.
//!
//! The manifest and the index are two stores that cannot be written in one step, so the manifest is written around
//! every commit of the index: [`Manifest::begin`] notes which files are at hand and takes their serials out of use;
//! then the index commits; then [`Manifest::settle`] says what is true now. A kill at any point leaves files marked to
//! be done again, and doing one again starts by removing it.

use std::path::Path;

use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use serde::{Deserialize, Serialize};

use super::dirs::open_private;
use super::scan::Stamp;
use super::trouble::Trouble;
use crate::corpus::{ArticleId, Issue};

const FILES: TableDefinition<&str, &[u8]> = TableDefinition::new("files");
const NUMBERS: TableDefinition<&str, u64> = TableDefinition::new("numbers");
/// The next serial to hand out.
const NEXT: &str = "next serial";
/// 1 while the frozen corpus does not show what the records say.
const STALE: &str = "stale";
/// Pages kept in memory; the whole manifest is read once, front to back.
const CACHE: usize = 8 << 20;

/// What is known of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    pub size: u64,
    pub changed: i64,
    /// To be read again even if its stamp is the same: it was at hand when newsprint ended, it could not be read, or
    /// it was so new that a later change might bear the same time.
    pub again: bool,
    /// Of the bytes that were read: a file that was only touched needs nothing done.
    pub hash: [u8; 16],
    /// The serial of its first article; the others follow.
    pub serial: u32,
    pub articles: Vec<Kept>,
    pub issues: Vec<Issue>,
}

/// What freezing needs to know of an article without loading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub id: ArticleId,
    pub words: u32,
}

impl Record {
    pub fn is_unchanged(&self, stamp: Stamp) -> bool {
        !self.again && self.stamp() == stamp
    }

    pub fn stamp(&self) -> Stamp {
        Stamp { size: self.size, changed: self.changed }
    }

    /// Its articles with their serials.
    pub fn serials(&self) -> impl Iterator<Item = (u32, Kept)> + '_ {
        (self.serial..).zip(self.articles.iter().copied())
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
        // A file altered by someone else must be an error and not a panic, and all of it is read anyway.
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
            write.open_table(NUMBERS)?;
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

    /// The key of the file that an article came from.
    pub fn file_of(&self, serial: u32) -> Result<Option<String>, Trouble> {
        let mut found = None;
        self.each(|key, record| {
            if found.is_none()
                && serial.checked_sub(record.serial).is_some_and(|n| (n as usize) < record.articles.len())
            {
                found = Some(key.to_string());
            }
        })?;
        Ok(found)
    }

    /// Whether the frozen corpus is behind the records.
    pub fn is_stale(&self) -> Result<bool, Trouble> {
        let read = self.db.begin_read()?;
        let stale = read.open_table(NUMBERS)?.get(STALE)?.is_some_and(|v| v.value() != 0);
        Ok(stale)
    }

    /// Before the index is touched: `keys` are at hand, and `serials` are taken. Gives the first of them.
    pub fn begin<'a>(&self, keys: impl Iterator<Item = &'a str>, serials: usize) -> Result<u32, Trouble> {
        let write = self.db.begin_write()?;
        let first = {
            let mut files = write.open_table(FILES)?;
            let mut numbers = write.open_table(NUMBERS)?;
            let at_hand = encode(&Record { again: true, ..Record::default() })?;
            for key in keys {
                files.insert(key, at_hand.as_slice())?;
            }
            let first = numbers.get(NEXT)?.map_or(0, |v| v.value());
            let next = first.saturating_add(serials as u64);
            if next > u64::from(u32::MAX) - 1 {
                // Four thousand million articles were handed out: numbering starts anew with a new cache.
                return Err(Trouble::Damaged("its serial numbers are used up".into()));
            }
            numbers.insert(NEXT, next)?;
            numbers.insert(STALE, 1)?;
            first as u32
        };
        write.commit()?;
        Ok(first)
    }

    /// After the index has committed: these files are done and those are gone.
    pub fn settle(&self, done: &[(String, Record)], gone: &[String]) -> Result<(), Trouble> {
        if done.is_empty() && gone.is_empty() {
            return Ok(());
        }
        let write = self.db.begin_write()?;
        {
            let mut files = write.open_table(FILES)?;
            for (key, record) in done {
                files.insert(key.as_str(), encode(record)?.as_slice())?;
            }
            for key in gone {
                files.remove(key.as_str())?;
            }
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

fn encode(record: &Record) -> Result<Vec<u8>, Trouble> {
    postcard::to_allocvec(record).map_err(|e| Trouble::Other(e.into()))
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
        Record { serial, articles: vec![Kept { id: ArticleId([serial as u8; 16]), words: 1 }; 2], ..Record::default() }
    }

    #[test]
    fn a_file_at_hand_is_done_again_until_it_is_settled() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("manifest");
        let manifest = Manifest::open(&path).unwrap();
        assert_eq!(manifest.begin(["0/a", "0/b"].into_iter(), 4).unwrap(), 0);
        drop(manifest);
        let manifest = Manifest::open(&path).unwrap();
        assert_eq!(keys(&manifest), [("0/a".into(), true), ("0/b".into(), true)]);
        assert!(manifest.is_stale().unwrap());
        assert_eq!(
            manifest.begin(["0/a"].into_iter(), 2).unwrap(),
            4,
            "serials of an unfinished run are not used again"
        );
        manifest.settle(&[("0/a".into(), record(4))], &["0/b".into()]).unwrap();
        manifest.frozen().unwrap();
        drop(manifest);
        let manifest = Manifest::open(&path).unwrap();
        assert_eq!(keys(&manifest), [("0/a".into(), false)]);
        assert!(!manifest.is_stale().unwrap());
        assert_eq!(manifest.file_of(5).unwrap(), Some("0/a".into()));
        assert_eq!(manifest.file_of(6).unwrap(), None);
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
