//! The folder of one archive: manifest, index, texts and frozen corpus, below a folder for this version of them.
//!
//! All of it can be thrown away, but only by the one who holds the lock. A newer version has a folder of its own
//! that is left alone; older ones go when this one is complete.

use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::dirs::{make_private, open_private, sync, write_private};
use super::manifest::Manifest;
use super::scan::Roots;
use super::snapshot::Snapshot;
use super::texts::{self, Texts};
use super::trouble::Trouble;
use crate::clean::recurring::Recurring;
use crate::corpus::Corpus;
use crate::index::{self, Index};

/// Raised whenever the manifest, the index or what ingest, clean and entities make of a file changes its meaning.
pub(super) const VERSION: u32 = 7;

const CORPUS: &str = "corpus.bin";
const NEW_CORPUS: &str = "corpus.new";
const LEARNED: &str = "recurring.bin";
const TEXTS: [&str; 2] = ["texts.bin", "texts.dir"];

#[derive(Clone, Debug)]
pub(super) struct Cache {
    archive: PathBuf,
    dir: PathBuf,
}

/// Held while the cache is written; ends with the process, whatever ends it.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// A frozen corpus as it lay on the disk, to tell when there is another.
pub(super) type Seen = (SystemTime, u64);

impl Cache {
    pub fn new(archive: PathBuf) -> Cache {
        Cache { dir: archive.join(format!("v{VERSION}")), archive }
    }

    /// The folder of the archive, to be named to people.
    pub fn place(&self) -> &Path {
        &self.archive
    }

    pub fn index(&self) -> PathBuf {
        self.dir.join("index")
    }

    fn manifest(&self) -> PathBuf {
        self.dir.join("manifest.redb")
    }

    fn corpus(&self) -> PathBuf {
        self.dir.join(CORPUS)
    }

    /// The folder of this version of the cache.
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// Makes the folder, if there is none.
    ///
    /// # Errors
    /// If it cannot be made or written.
    pub fn prepare(&self) -> io::Result<File> {
        make_private(&self.dir)?;
        open_private(&self.dir.join("lock"))
    }

    /// Takes the lock. `None` if another newsprint has it.
    pub fn lock(&self) -> io::Result<Option<Lock>> {
        let file = self.prepare()?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            // Some network file systems know no locks; better unlocked than unread.
            Err(TryLockError::Error(_)) => Ok(Some(Lock { _file: file })),
        }
    }

    /// Whether an index is here that can be looked at.
    fn has_index(&self) -> bool {
        std::fs::read_dir(self.index()).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// What the last run left to be read; `None` if there is nothing yet. Writes nothing. Where that run was broken
    /// off, the index may be ahead of the corpus, and a few of its articles are gone already.
    pub fn load(&self) -> Result<Option<(Snapshot, Seen)>, Trouble> {
        let seen = match self.seen() {
            Some(seen) if self.has_index() => seen,
            _ => return Ok(None),
        };
        let texts = Texts::open(&self.dir)?;
        Ok(Some((Snapshot::stored(self.map()?, texts, self.index()), seen)))
    }

    fn map(&self) -> Result<Corpus, Trouble> {
        // A mapped file cannot be replaced on Windows.
        let corpus = match cfg!(windows) {
            true => Corpus::open(std::fs::read(self.corpus())?),
            false => Corpus::open(index::map(&self.dir, CORPUS)?),
        };
        corpus.map_err(|e| Trouble::Unfrozen(e.to_string()))
    }

    /// Time and size of the frozen corpus, if there is one.
    pub fn seen(&self) -> Option<Seen> {
        let metadata = self.corpus().metadata().ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    }

    /// Opens index, texts and manifest to be written. One without the others is worth nothing: then all are made anew.
    pub fn open(&self, _lock: &Lock, roots: &Roots) -> Result<(Index, Manifest, texts::Writer), Trouble> {
        if !self.has_index() || !self.manifest().exists() || !self.dir.join(TEXTS[0]).exists() {
            self.clear()?;
        }
        self.sweep();
        make_private(&self.index())?;
        self.write_roots(roots);
        let manifest = Manifest::open(&self.manifest())?;
        let index = Index::open(&self.index())?;
        let texts = texts::Writer::open(&self.dir, manifest.next()?)?;
        Ok((index, manifest, texts))
    }

    /// Throws away all but the lock.
    pub fn wipe(&self, _lock: &Lock) -> io::Result<()> {
        self.clear()
    }

    fn clear(&self) -> io::Result<()> {
        let texts = TEXTS.iter().map(|name| self.dir.join(name));
        for file in texts.chain([self.corpus(), self.manifest(), self.dir.join(LEARNED)]) {
            absent_is_fine(std::fs::remove_file(file))?;
        }
        self.sweep();
        absent_is_fine(std::fs::remove_dir_all(self.index()))
    }

    /// What was learned of the sources of the articles here; nothing where that cannot be read.
    pub fn learned(&self) -> Recurring {
        let bytes = std::fs::read(self.dir.join(LEARNED)).unwrap_or_default();
        match bytes.split_at_checked(4) {
            Some((sum, rest)) if crc32fast::hash(rest).to_le_bytes() == *sum => Recurring::from_bytes(rest),
            _ => Recurring::default(),
        }
    }

    /// Writes that down.
    pub fn keep_learned(&self, learned: &Recurring) -> io::Result<()> {
        let bytes = learned.to_bytes().map_err(io::Error::other)?;
        write_private(&self.dir.join(LEARNED), &[&crc32fast::hash(&bytes).to_le_bytes(), bytes.as_slice()].concat())
    }

    /// Removes what a run that was killed left half written; nobody else writes while we do.
    fn sweep(&self) {
        _ = std::fs::remove_file(self.dir.join(NEW_CORPUS));
        _ = std::fs::remove_dir_all(self.dir.join(texts::FRESH));
        for entry in std::fs::read_dir(self.index()).into_iter().flatten().flatten() {
            if entry.file_name().as_encoded_bytes().starts_with(b".tmp") {
                _ = std::fs::remove_file(entry.path());
            }
        }
    }

    /// For people who wonder what this folder is.
    fn write_roots(&self, roots: &Roots) {
        let mut text = String::from("An index made by newsprint; may be deleted. It belongs to:\n");
        roots.paths().iter().for_each(|path| text.push_str(&format!("{}\n", super::shown(path))));
        let path = self.archive.join("README");
        if !path.exists() {
            _ = open_private(&path).and_then(|mut f| f.write_all(text.as_bytes()));
        }
    }

    /// A file to write a corpus to, for [`Cache::put_corpus`].
    pub fn new_corpus(&self) -> io::Result<File> {
        let file = open_private(&self.dir.join(NEW_CORPUS))?;
        file.set_len(0)?;
        Ok(file)
    }

    /// Puts a frozen corpus in the place of the last one, whole or not at all, and opens it.
    pub fn put_corpus(&self, file: File) -> Result<Corpus, Trouble> {
        file.sync_all()?;
        drop(file);
        std::fs::rename(self.dir.join(NEW_CORPUS), self.corpus())?;
        sync(&self.dir);
        self.map()
    }

    /// Older versions of the cache beside this one.
    pub fn older(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&self.archive).into_iter().flatten().flatten();
        let version = |p: &Path| p.file_name()?.to_str()?.strip_prefix('v')?.parse::<u32>().ok();
        entries.map(|e| e.path()).filter(|p| version(p).is_some_and(|v| v < VERSION)).collect()
    }

    /// Removes what older versions left.
    pub fn drop_older(&self, _lock: &Lock) {
        self.older().iter().for_each(|dir| _ = std::fs::remove_dir_all(dir));
    }
}

fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
