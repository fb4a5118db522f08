//! What the reader knows better about names, on the disk: the reader's own, beside the marks and kept like them.
//!
//! One list for all archives, in the order in which it was made. Entities are named by a spelling, so it means the
//! same after a rebuilt index. The store is opened for each change and closed again, and there is no file before the
//! first correction.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction};

use super::dirs::{Dirs, make_private, open_private};
use super::marks::{PATIENCE, move_aside, open};
use super::trouble::Trouble;
use super::{line, shown};
use crate::corpus::{Correcting, Correction};

/// By number, as JSON: a later newsprint may know more kinds, and what this one does not know it leaves alone.
const CORRECTIONS: TableDefinition<u64, &str> = TableDefinition::new("corrections");

/// The number that the next correction gets. None is given twice, not even after the last was taken back: people have
/// the numbers before their eyes, and what is to be undone is known by them.
const NEXT: TableDefinition<(), u64> = TableDefinition::new("next");

/// The store.
#[derive(Debug)]
pub struct Corrections {
    path: PathBuf,
}

impl Corrections {
    /// The store in the state folder, and a notice for people if it is damaged: it is put aside, never deleted.
    pub fn open(dirs: &Dirs) -> (Corrections, Option<String>) {
        let corrections = Corrections { path: dirs.state.join("names.redb") };
        let notice = match corrections.read() {
            Err(Trouble::Damaged(why)) => Some(corrections.set_aside(&why)),
            Err(other) => Some(line(format_args!("your corrections of names cannot be read now: {other}"))),
            Ok(_) => None,
        };
        (corrections, notice)
    }

    /// All corrections with their numbers, the oldest first; none if they cannot be read.
    pub fn list(&self) -> Vec<(u64, Correction)> {
        self.read().unwrap_or_default()
    }

    /// Changes the list. When this returns without error, it is on the disk. Gives the correction that was added or
    /// taken back, with its number; `None` if there is none of that number.
    ///
    /// # Errors
    /// If it cannot be saved: then nothing is changed.
    pub fn change(&self, what: &Correcting) -> anyhow::Result<Option<(u64, Correction)>> {
        self.write_all(std::slice::from_ref(what)).map_err(|trouble| self.unsaved(trouble))
    }

    /// Adds many, all of them or none. They are on the disk when this returns without error.
    ///
    /// # Errors
    /// If they cannot be saved.
    pub fn add_all(&self, list: &[Correction]) -> anyhow::Result<()> {
        let all: Vec<Correcting> = list.iter().cloned().map(Correcting::Add).collect();
        self.write_all(&all).map(|_| ()).map_err(|trouble| self.unsaved(trouble))
    }

    fn unsaved(&self, trouble: Trouble) -> anyhow::Error {
        let why = match trouble {
            Trouble::Locked => "another program has it open".to_string(),
            other => other.to_string(),
        };
        anyhow!(line(format_args!("the correction cannot be saved in {}: {why}", shown(&self.path))))
    }

    fn write_all(&self, all: &[Correcting]) -> Result<Option<(u64, Correction)>, Trouble> {
        make_private(self.path.parent().unwrap_or(Path::new(".")))?;
        drop(open_private(&self.path)?);
        let write = open(&self.path, false, PATIENCE)?.begin_write()?;
        let mut changed = None;
        for what in all {
            changed = put(&write, what)?;
        }
        write.commit()?;
        Ok(changed)
    }

    fn read(&self) -> Result<Vec<(u64, Correction)>, Trouble> {
        if !self.path.exists() {
            return Ok(Vec::new());
        }
        // Opened to be read it is not written to; one that was not closed well has to be mended first.
        let db: Box<dyn ReadableDatabase> = match Database::builder().open_read_only(&self.path) {
            Ok(db) => Box::new(db),
            Err(_) => Box::new(open(&self.path, false, PATIENCE)?),
        };
        let read = db.begin_read()?;
        let table = match read.open_table(CORRECTIONS) {
            Err(redb::TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
            table => table?,
        };
        let mut out = Vec::new();
        for entry in table.iter()? {
            let (number, text) = entry?;
            out.extend(parse(text.value()).map(|correction| (number.value(), correction)));
        }
        Ok(out)
    }

    fn set_aside(&self, why: &str) -> String {
        match move_aside(&self.path) {
            Ok(aside) => {
                line(format_args!("your corrections of names were damaged ({why}); kept as {}", shown(&aside)))
            }
            Err(trouble) => line(format_args!("your corrections of names are damaged: {trouble}")),
        }
    }
}

fn put(write: &WriteTransaction, what: &Correcting) -> Result<Option<(u64, Correction)>, Trouble> {
    let mut table = write.open_table(CORRECTIONS)?;
    let mut next = write.open_table(NEXT)?;
    // A store that was written before there was such a table has the list alone.
    let number = match next.get(())? {
        Some(number) => number.value(),
        None => table.last()?.map_or(1, |(n, _)| n.value() + 1),
    };
    next.insert((), number + u64::from(matches!(what, Correcting::Add(_))))?;
    Ok(match what {
        Correcting::Add(correction) => {
            let text = serde_json::to_string(correction).map_err(Trouble::other)?;
            table.insert(number, text.as_str())?;
            Some((number, correction.clone()))
        }
        Correcting::TakeBack(number) => {
            let removed = table.remove(number)?;
            removed.and_then(|text| Some((*number, parse(text.value())?)))
        }
    })
}

fn parse(text: &str) -> Option<Correction> {
    serde_json::from_str(text).ok()
}

/// A number that tells whether a corpus was frozen with these corrections; 0 for none.
pub(super) fn stamp(list: &[Correction]) -> u32 {
    let all = serde_json::to_vec(list).unwrap_or_default();
    if list.is_empty() { 0 } else { crc32fast::hash(&all).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Kind;

    fn hide(of: &str) -> Correction {
        Correction::Hide { kind: Kind::Person, of: of.into() }
    }

    fn texts(corrections: &Corrections) -> Vec<String> {
        corrections.list().iter().map(|(n, c)| format!("{n} {}", c.text())).collect()
    }

    #[test]
    fn corrections_are_kept_in_order_and_taken_back() {
        let home = tempfile::tempdir().unwrap();
        let dirs = Dirs::below(home.path());
        let (store, notice) = Corrections::open(&dirs);
        assert!(notice.is_none() && store.list().is_empty() && !dirs.state.exists(), "nothing is made to be read");
        assert_eq!(store.change(&Correcting::Add(hide("A"))).unwrap().unwrap().0, 1);
        assert_eq!(store.change(&Correcting::Add(hide("B"))).unwrap().unwrap().0, 2);
        let (again, _) = Corrections::open(&dirs);
        assert_eq!(texts(&again), ["1 A is hidden", "2 B is hidden"]);
        assert_eq!(again.change(&Correcting::TakeBack(1)).unwrap(), Some((1, hide("A"))));
        assert_eq!(again.change(&Correcting::TakeBack(9)).unwrap(), None);
        assert_eq!(texts(&store), ["2 B is hidden"]);
        assert_eq!(store.change(&Correcting::Add(hide("C"))).unwrap().unwrap().0, 3);
    }

    #[test]
    fn no_number_is_given_twice() {
        let home = tempfile::tempdir().unwrap();
        let (store, _) = Corrections::open(&Dirs::below(home.path()));
        let add = |of| store.change(&Correcting::Add(hide(of))).unwrap().unwrap().0;
        let take_back = |number| store.change(&Correcting::TakeBack(number)).unwrap();
        assert_eq!((add("A"), add("B")), (1, 2));
        assert!(take_back(2).is_some());
        assert_eq!(add("C"), 3);
        assert!(take_back(2).is_none(), "who still holds the old number takes nothing back");
        assert!(take_back(1).is_some() && take_back(3).is_some());
        assert_eq!(add("D"), 4, "nor after the list was empty");
    }

    #[test]
    fn a_store_without_the_next_number_goes_on_after_its_last() {
        let home = tempfile::tempdir().unwrap();
        let (store, _) = Corrections::open(&Dirs::below(home.path()));
        store.change(&Correcting::Add(hide("A"))).unwrap();
        store.change(&Correcting::Add(hide("B"))).unwrap();
        let write = open(&store.path, false, PATIENCE).unwrap().begin_write().unwrap();
        assert!(write.delete_table(NEXT).unwrap());
        write.commit().unwrap();
        store.change(&Correcting::TakeBack(2)).unwrap();
        assert_eq!(store.change(&Correcting::Add(hide("C"))).unwrap().unwrap().0, 3);
    }

    #[test]
    fn a_damaged_store_is_put_aside() {
        let home = tempfile::tempdir().unwrap();
        let dirs = Dirs::below(home.path());
        make_private(&dirs.state).unwrap();
        std::fs::write(dirs.state.join("names.redb"), "this was never a database, whatever its name says").unwrap();
        let (store, notice) = Corrections::open(&dirs);
        assert!(notice.unwrap().contains("damaged"));
        store.change(&Correcting::Add(hide("A"))).unwrap();
        assert_eq!(store.list().len(), 1);
        assert!(dirs.state.join("names.damaged-1").exists());
    }

    #[test]
    fn other_corrections_have_another_stamp() {
        assert_eq!(stamp(&[]), 0);
        assert_ne!(stamp(&[hide("A")]), stamp(&[hide("B")]));
    }
}
