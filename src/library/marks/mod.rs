//! The reader's own marks on the disk: what is read, starred and tagged, what was written to it, where reading stopped,
//! and what else the reader keeps.
//!
//! One store for all archives, keyed by content, so that marks survive a move, a rename and a rebuilt index. The
//! store is opened for each change and closed again: two newsprints can run side by side and both keep marks. What
//! cannot be saved now is kept in memory and saved with the next change that can.

mod exchange;
mod lines;
mod tables;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use redb::{Database, ReadTransaction, ReadableDatabase, WriteTransaction};

use super::dirs::{Dirs, make_private, open_private};
use super::trouble::Trouble;
use super::{line, shown};
use crate::corpus::{ArticleId, Corpus, MarkChange, Marks, Position};
pub use exchange::Taken;
pub use lines::{Line, Name, note_text};

const CACHE: usize = 4 << 20;
/// How long another newsprint's change is waited for.
pub(super) const PATIENCE: Duration = Duration::from_millis(500);

/// The marks' store.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    waiting: Mutex<Waiting>,
    /// Held while something is written: one at a time.
    writing: Mutex<()>,
}

/// What is not on the disk yet.
#[derive(Debug, Default)]
struct Waiting {
    changes: Vec<MarkChange>,
    /// Being written, or to be written again because that failed. Older than `changes`.
    sent: Vec<MarkChange>,
    /// People were told so.
    told: bool,
    /// The store was looked through whole.
    checked: bool,
}

impl Store {
    /// The store in the state folder, and a notice for people if it cannot be used as it should: then the marks of
    /// this run are kept in memory, and saved if that becomes possible.
    pub fn open(dirs: &Dirs) -> (Store, Option<String>) {
        let path = dirs.state.join("marks.redb");
        let mut notice = None;
        // Damage may show as a panic of the database's own.
        let looked = catch_unwind(|| looks_well(&path)).unwrap_or(Err(Trouble::Locked));
        if let Err(trouble) = looked.or_else(|_| check(&path)) {
            notice = Some(match trouble {
                Trouble::Damaged(why) => set_aside(&path, &why),
                other => unsaved(&path, &other),
            });
        }
        let waiting = Waiting { told: notice.is_some(), ..Waiting::default() };
        (Store { path, waiting: Mutex::new(waiting), writing: Mutex::new(()) }, notice)
    }

    /// The folder that it is in.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// The marks and positions of the articles of `corpus`, saved or not. If the store cannot be read, those of this
    /// run.
    pub fn load(&self, corpus: &Corpus) -> (Marks, HashMap<ArticleId, Position>) {
        self.load_else(corpus, || (Marks::none(corpus.len()), HashMap::new()))
    }

    /// The same for who has the marks of `old` already: those are carried over where the store cannot be read now, as
    /// while a long change is being saved.
    pub fn renew(
        &self,
        corpus: &Corpus,
        (old, marks, positions): (&Corpus, &Marks, &HashMap<ArticleId, Position>),
    ) -> (Marks, HashMap<ArticleId, Position>) {
        self.load_else(corpus, || (marks.carried(old, corpus), positions.clone()))
    }

    fn load_else(
        &self,
        corpus: &Corpus,
        otherwise: impl FnOnce() -> (Marks, HashMap<ArticleId, Position>),
    ) -> (Marks, HashMap<ArticleId, Position>) {
        let waiting = self.waiting();
        // Damage that nobody has looked for yet may also show as a panic; before something is written it is looked for.
        let saved = catch_unwind(AssertUnwindSafe(|| self.saved(corpus))).ok().and_then(Result::ok);
        let (mut marks, mut positions) = saved.unwrap_or_else(otherwise);
        for change in waiting.sent.iter().chain(&waiting.changes) {
            marks.apply(corpus, change);
            if let MarkChange::Position { article, position } = change {
                positions.insert(*article, *position);
            }
        }
        (marks, positions)
    }

    /// Takes changes to be saved by the next [`Store::save`]. Waits for no disk.
    pub fn remember(&self, changes: &[MarkChange]) {
        let mut waiting = self.waiting();
        changes.iter().for_each(|change| waiting.push(change.clone()));
    }

    /// Saves what waits; when this returns without error, it is on the disk.
    ///
    /// # Errors
    /// If it cannot be saved, with a sentence for people. The changes are kept and saved with later ones; until that
    /// works, nothing more is said.
    pub fn save(&self) -> anyhow::Result<()> {
        // Someone who was told that nothing is saved does not wait for it at every key.
        let patience = if self.waiting().told { Duration::ZERO } else { PATIENCE };
        self.save_within(patience)
    }

    /// The last chance to save what waits: another program may hold the store for a moment.
    ///
    /// # Errors
    /// If it cannot be saved, even if that was said before.
    pub fn finish(&self) -> anyhow::Result<()> {
        self.waiting().told = false;
        self.save_within(PATIENCE)
    }

    fn save_within(&self, patience: Duration) -> anyhow::Result<()> {
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = {
            let mut waiting = self.waiting();
            let changes = std::mem::take(&mut waiting.changes);
            changes.into_iter().for_each(|change| push(&mut waiting.sent, change));
            waiting.sent.clone()
        };
        if sent.is_empty() {
            return Ok(());
        }
        let written = self.write(&sent, patience);
        let mut waiting = self.waiting();
        match written {
            Ok(notice) => {
                waiting.sent.clear();
                waiting.told = false;
                notice.map_or(Ok(()), |notice| Err(anyhow::anyhow!(notice)))
            }
            Err(_) if waiting.told => Ok(()),
            Err(trouble) => {
                waiting.told = true;
                Err(anyhow::anyhow!(unsaved(&self.path, &trouble)))
            }
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes changes down; gives a notice for people if the store had to be put aside for that.
    fn write(&self, changes: &[MarkChange], patience: Duration) -> Result<Option<String>, Trouble> {
        let put = |write: &WriteTransaction| changes.iter().try_for_each(|change| tables::put(write, change));
        self.change_with(patience, put).map(|((), notice)| notice)
    }

    /// Changes the store, all of it or nothing; with a notice for people if it had to be put aside for that.
    fn change_with<T>(
        &self,
        patience: Duration,
        change: impl FnOnce(&WriteTransaction) -> Result<T, Trouble>,
    ) -> Result<(T, Option<String>), Trouble> {
        let mut notice = None;
        if !self.path.exists() || !self.waiting().checked {
            match check(&self.path) {
                Err(Trouble::Damaged(why)) => notice = Some(set_aside(&self.path, &why)),
                other => other?,
            }
            self.waiting().checked = true;
        }
        let db = open(&self.path, false, patience)?;
        let write = db.begin_write()?;
        let changed = change(&write)?;
        write.commit()?;
        Ok((changed, notice))
    }

    fn saved(&self, corpus: &Corpus) -> Result<(Marks, HashMap<ArticleId, Position>), Trouble> {
        self.read_with(|read| tables::load(read, corpus))
    }

    fn read_with<T>(&self, with: impl FnOnce(&ReadTransaction) -> Result<T, Trouble>) -> Result<T, Trouble> {
        // Opened to be read it is not written to: the first screen waits for no disk. One that was not closed well
        // has to be mended first.
        let db: Box<dyn ReadableDatabase> = match Database::builder().set_cache_size(CACHE).open_read_only(&self.path) {
            Ok(db) => Box::new(db),
            Err(_) => Box::new(open(&self.path, false, PATIENCE)?),
        };
        with(&db.begin_read()?)
    }
}

impl Waiting {
    fn push(&mut self, change: MarkChange) {
        push(&mut self.changes, change);
    }
}

/// Of positions only the last counts: marks that can never be saved must not grow while someone scrolls.
fn push(changes: &mut Vec<MarkChange>, change: MarkChange) {
    if let MarkChange::Position { article, .. } = &change {
        changes.retain(|c| !matches!(c, MarkChange::Position { article: a, .. } if a == article));
    }
    changes.push(change);
}

/// Whether the store is there and can be read and, it seems, written. Writes nothing: the first screen waits for no disk.
fn looks_well(path: &Path) -> Result<(), Trouble> {
    drop(std::fs::OpenOptions::new().write(true).open(path)?);
    let db = Database::builder().set_cache_size(CACHE).open_read_only(path)?;
    let read = db.begin_read()?;
    tables::look(&read)
}

/// Whether the store can be written. All of it is looked through, so that damage is met here and never later.
fn check(path: &Path) -> Result<(), Trouble> {
    make_private(path.parent().unwrap_or(path))?;
    drop(open_private(path)?);
    let db = open(path, true, PATIENCE)?;
    if tables::look(&db.begin_read()?).is_err() {
        let write = db.begin_write()?;
        tables::make(&write)?;
        write.commit()?;
    }
    Ok(())
}

/// Opens the store, waiting a little for another newsprint that is at it.
pub(super) fn open(path: &Path, whole: bool, patience: Duration) -> Result<Database, Trouble> {
    let start = Instant::now();
    loop {
        let opened = Database::builder().set_cache_size(CACHE).set_check_integrity_on_open(whole).create(path);
        match opened.map_err(Trouble::from) {
            Err(Trouble::Locked) if start.elapsed() < patience => std::thread::sleep(Duration::from_millis(10)),
            other => return other,
        }
    }
}

/// A damaged store is the reader's own all the same: it is put aside and never deleted.
fn set_aside(path: &Path, why: &str) -> String {
    match move_aside(path).and_then(|aside| check(path).map(|()| aside)) {
        Ok(aside) => {
            line(format_args!("your marks in {} were damaged ({why}); kept as {}", shown(path), shown(&aside)))
        }
        Err(trouble) => unsaved(path, &trouble),
    }
}

pub(super) fn move_aside(path: &Path) -> Result<PathBuf, Trouble> {
    let free = |n: &u32| !path.with_extension(format!("damaged-{n}")).exists();
    let aside = path.with_extension(format!("damaged-{}", (1..).find(free).unwrap_or(0)));
    std::fs::rename(path, &aside)?;
    Ok(aside)
}

fn unsaved(path: &Path, trouble: &Trouble) -> String {
    let why = match trouble {
        Trouble::Locked => "another program has it open".to_string(),
        other => other.to_string(),
    };
    line(format_args!("your marks cannot be saved in {} now: {why}", shown(path)))
}

fn cannot_read(path: &Path, trouble: &Trouble) -> String {
    line(format_args!("your marks in {} cannot be read now: {trouble}", shown(path)))
}
