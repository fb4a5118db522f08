//! An archive as the program sees it: opened at once with what is there, refreshed when asked to.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, anyhow};

use super::apart::Readers;
use super::cache::{Cache, Seen};
use super::corrections::{Corrections, stamp};
use super::dirs::Dirs;
use super::manifest::Manifest;
use super::pipeline::{self, Bench};
use super::progress::Event;
use super::report::Report;
use super::scan::Roots;
use super::snapshot::Snapshot;
use super::texts;
use super::trouble::Trouble;
use super::watch::{self, Watching};
use super::work::Finding;
use super::{kept, line, shown, starter};
use crate::corpus::{Alike, Annotations, Article, ArticleNo, Corpus, Correction, Issue, IssueKind};
use crate::index::Index;

/// What an archive is made of.
#[derive(Clone, Debug)]
pub enum Place {
    /// Files in the program itself, name and bytes. In memory; what was found in them is kept for the next start.
    Starter(&'static [(&'static str, &'static [u8])]),
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// What came through standard input. In memory; nothing is written.
    Stdin(Vec<u8>),
}

/// An open archive. Every method may be called from any thread; one refresh runs at a time.
pub struct Library {
    home: Home,
    current: Mutex<Arc<Snapshot>>,
    notices: Mutex<Vec<String>>,
    /// What the reader knows better of names, for all archives.
    corrections: Corrections,
    finding: Finding,
    readers: Readers,
    alike: Option<Alike>,
    /// The cache was found damaged: the next refresh begins by throwing it away.
    damaged: AtomicBool,
}

/// Where an archive's index is.
enum Home {
    /// Made whole when it was opened; nothing to refresh.
    Fixed(Box<Report>),
    /// On the disk, opened for each refresh.
    Disk { roots: Roots, cache: Cache, seen: Mutex<Option<Seen>> },
    /// On a disk that cannot be written: as the last run left it.
    Kept,
    /// In memory, because there is no place on the disk.
    Memory { roots: Roots, store: Mutex<(Index, Manifest, texts::Writer)> },
}

impl Library {
    /// Opens an archive with what is there already: everything for a starter or standard input, what the last run
    /// left for paths. `readers` read what a parser may fail on. What is wrong with the cache is a notice, never an error.
    ///
    /// # Errors
    /// If a path does not exist, or there is neither a disk nor memory for an index.
    pub fn open(place: &Place, dirs: &Dirs, readers: Readers) -> anyhow::Result<Library> {
        let (corrections, notice) = Corrections::open(dirs);
        let mut library = match place {
            Place::Starter(files) => Library::fixed(corrections, kept::open(files, dirs)?),
            Place::Stdin(bytes) => {
                let read = starter::read(&[("-", bytes.as_slice())], &readers)?;
                readers.rest();
                Library::fixed(corrections, read.open()?)
            }
            Place::Paths(paths) => {
                let roots = Roots::new(paths)?.without(&[&dirs.data, &dirs.state]);
                let cache = Cache::new(dirs.archive(roots.paths()));
                Library::on_disk(roots, cache, corrections)?
            }
        };
        held(&library.notices).extend(notice);
        library.readers = readers;
        Ok(library)
    }

    fn fixed(corrections: Corrections, (snapshot, report): (Snapshot, Report)) -> Library {
        let snapshot = snapshot.corrected(&list(&corrections)).unwrap_or(snapshot);
        Library::with(Home::Fixed(Box::new(report)), corrections, snapshot, Vec::new())
    }

    fn with(home: Home, corrections: Corrections, snapshot: Snapshot, notices: Vec<String>) -> Library {
        Library {
            home,
            corrections,
            finding: Finding::All,
            readers: Readers::within(),
            alike: None,
            current: Mutex::new(Arc::new(snapshot)),
            notices: Mutex::new(notices),
            damaged: AtomicBool::new(false),
        }
    }

    /// Looks for so much in what is read from now on.
    pub fn find(&mut self, finding: Finding) {
        self.finding = finding;
    }

    /// Folds what is so much alike, from the next refresh on; until this is called, what was so the last time.
    pub fn fold(&mut self, alike: Alike) {
        self.alike = Some(alike);
    }

    /// What the reader knows better of names.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    fn on_disk(roots: Roots, cache: Cache, corrections: Corrections) -> anyhow::Result<Library> {
        let prepared = cache.prepare();
        let mut notices = Vec::new();
        let mut damaged = false;
        let loaded = cache.load().unwrap_or_else(|trouble| {
            damaged = matches!(trouble, Trouble::Damaged(_));
            let what = match trouble {
                Trouble::Damaged(_) | Trouble::Unfrozen(_) => "is damaged and is built again",
                Trouble::Locked | Trouble::Other(_) => "cannot be read now",
            };
            notices.push(line(format_args!("the index in {} {what}: {trouble}", shown(cache.place()))));
            None
        });
        let refused = prepared.err().map(|error| format!("{} cannot be written: {error}", shown(cache.place())));
        let library = match (refused, loaded) {
            (None, loaded) => {
                if loaded.is_none() && !damaged && !cache.older().is_empty() {
                    notices.push("the index was made by an older newsprint and is built again".into());
                }
                let (snapshot, seen) = loaded.map_or((Snapshot::empty(), None), |(s, seen)| (s, Some(seen)));
                let home = Home::Disk { roots, cache, seen: Mutex::new(seen) };
                Library::with(home, corrections, snapshot, notices)
            }
            (Some(why), Some((snapshot, _))) => {
                notices.push(line(format_args!("{why}; the archive is shown as it was indexed last")));
                Library::with(Home::Kept, corrections, snapshot, notices)
            }
            (Some(why), None) => {
                notices.push(line(format_args!("{why}; the index is kept in memory")));
                let store = Mutex::new(in_memory().map_err(tell)?);
                Library::with(Home::Memory { roots, store }, corrections, Snapshot::empty(), notices)
            }
        };
        library.damaged.store(damaged, Ordering::Relaxed);
        Ok(library)
    }

    /// The files and folders that it is made of; none for a starter or standard input.
    pub fn roots(&self) -> Vec<PathBuf> {
        match &self.home {
            Home::Disk { roots, .. } | Home::Memory { roots, .. } => roots.paths().to_vec(),
            Home::Fixed(_) | Home::Kept => Vec::new(),
        }
    }

    /// What can be read now. Empty before the first refresh of a new archive.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        held(&self.current).clone()
    }

    /// What people should know of the archive since it was opened; each is given once.
    pub fn notices(&self) -> Vec<String> {
        std::mem::take(&mut held(&self.notices))
    }

    /// An article with what was found in it; `None` if it has gone from the index since the snapshot was made.
    ///
    /// # Errors
    /// If the index cannot be read. If it is damaged, the next refresh builds it again.
    pub fn article(&self, snapshot: &Snapshot, article: ArticleNo) -> anyhow::Result<Option<(Article, Annotations)>> {
        snapshot.try_load(article).map_err(|trouble| {
            if let Trouble::Damaged(_) = trouble {
                self.damaged.store(true, Ordering::Relaxed);
            }
            tell(trouble).context("cannot load the article")
        })
    }

    /// Brings the archive up to date. Snapshots are given on the way and at the end, if anything changed; the last
    /// one is [`Library::snapshot`] from then on. Corrections made since are applied. Once `cancel` is true it ends
    /// soon, and the next refresh goes on from there.
    ///
    /// # Errors
    /// If the system refuses: a full disk, too many open files. What was committed before stays.
    pub fn refresh(&self, on_event: &mut dyn FnMut(Event), cancel: &AtomicBool) -> anyhow::Result<Report> {
        let report = self.bring_up_to_date(on_event, cancel);
        self.readers.rest();
        report
    }

    fn bring_up_to_date(&self, on_event: &mut dyn FnMut(Event), cancel: &AtomicBool) -> anyhow::Result<Report> {
        let mut on_event = |event: Event| {
            if let Event::Snapshot(snapshot) = &event {
                *held(&self.current) = snapshot.clone();
            }
            on_event(event);
        };
        let known = list(&self.corrections);
        match &self.home {
            Home::Fixed(report) => {
                if let Some(corrected) = self.snapshot().corrected(&known) {
                    on_event(Event::Snapshot(Arc::new(corrected)));
                }
                self.snapshot().searcher()?;
                Ok((**report).clone())
            }
            Home::Kept => {
                if !self.fits(&known) {
                    let why =
                        "the index cannot be written: your corrections of names are kept, and applied when it can";
                    on_event(Event::Notice(why.into()));
                }
                let articles = u64::from(self.snapshot().corpus.rows());
                let mut report = Report { articles, complete: true, ..Report::default() };
                let why =
                    Issue::new(IssueKind::Unreadable, "its files were not looked at: the index cannot be written");
                report.add_issue(|| "the archive".into(), &why);
                Ok(report)
            }
            Home::Memory { roots, store } => {
                let mut store = held(store);
                let (index, manifest, texts) = &mut *store;
                let shown = Some(Arc::clone(&self.snapshot().corpus)).filter(|c| !c.is_empty());
                let store = (&*index, &*manifest, texts);
                let bench = self.bench(roots, store, None, shown, &known, cancel);
                pipeline::refresh(bench, &mut on_event).map_err(tell)
            }
            Home::Disk { roots, cache, seen } => self.refresh_disk(roots, cache, seen, &known, &mut on_event, cancel),
        }
    }

    /// Calls `on_change` when something changes in its files, for as long as what is given back is held; `None` where it
    /// has none or they cannot be watched.
    pub fn watch(&self, on_change: impl Fn() + Send + 'static) -> Option<Watching> {
        match &self.home {
            Home::Disk { roots, .. } => watch::watch(roots, on_change),
            Home::Memory { roots, .. } => watch::watch(roots, on_change),
            Home::Fixed(_) | Home::Kept => None,
        }
    }

    /// What a refresh works on: the archive's, and how this library reads.
    fn bench<'a>(
        &'a self,
        roots: &'a Roots,
        (index, manifest, texts): (&'a Index, &'a Manifest, &'a mut texts::Writer),
        cache: Option<&'a Cache>,
        shown: Option<Arc<Corpus>>,
        known: &'a [Correction],
        cancel: &'a AtomicBool,
    ) -> Bench<'a> {
        let (alike, finding, readers, after) = (self.alike, self.finding, &self.readers, &|_| Ok(()));
        Bench { roots, index, manifest, texts, cache, shown, known, alike, finding, readers, cancel, after }
    }

    fn refresh_disk(
        &self,
        roots: &Roots,
        cache: &Cache,
        seen: &Mutex<Option<Seen>>,
        known: &[Correction],
        on_event: &mut dyn FnMut(Event),
        cancel: &AtomicBool,
    ) -> anyhow::Result<Report> {
        let in_dir = || format!("cannot index in {}", shown(cache.place()));
        let Some(lock) = cache.lock().with_context(in_dir)? else {
            return self.locked(on_event);
        };
        // Another newsprint may have been here since.
        if let Some(snapshot) = self.reload() {
            on_event(Event::Snapshot(snapshot));
        }
        let current = self.snapshot();
        let mut wipe = self.damaged.swap(false, Ordering::Relaxed);
        let mut shown = held(seen).map(|_| Arc::clone(&current.corpus));
        if shown.is_some() && !wipe {
            // What is shown is looked at whole before it is built upon, and searched as it is while it is.
            wipe = matches!(current.try_searcher(), Err(Trouble::Damaged(_)));
            shown = shown.filter(|corpus| corpus.verify().is_ok());
        }
        // What is damaged is built again once; twice in a row is a matter of the disk, to be told.
        for last in [false, true] {
            if wipe {
                cache.wipe(&lock).with_context(in_dir)?;
                shown = None;
            }
            let mut run = || -> Result<Report, Trouble> {
                let (index, manifest, mut texts) = cache.open(&lock, roots)?;
                // A foreign hand may have been at it since.
                let shown = shown.clone().filter(|_| cache.seen() == *held(seen));
                let store = (&index, &manifest, &mut texts);
                let bench = self.bench(roots, store, Some(cache), shown, known, cancel);
                pipeline::refresh(bench, on_event)
            };
            match run() {
                Ok(report) => {
                    if report.complete {
                        cache.drop_older(&lock);
                    }
                    *held(seen) = cache.seen();
                    return Ok(report);
                }
                Err(Trouble::Damaged(why)) if !last => {
                    on_event(Event::Notice(line(format_args!("the index was damaged ({why}) and is built again"))));
                    wipe = true;
                }
                Err(Trouble::Locked) => return self.locked(on_event),
                Err(trouble) => return Err(tell(trouble)).with_context(in_dir),
            }
        }
        Err(anyhow!("the index is damaged again and again")).with_context(in_dir)
    }

    /// Whether what is shown was frozen with these corrections.
    fn fits(&self, known: &[Correction]) -> bool {
        self.snapshot().corpus.stamp() == stamp(known)
    }

    /// Another newsprint is at it: shows what that one has written so far.
    fn locked(&self, on_event: &mut dyn FnMut(Event)) -> anyhow::Result<Report> {
        on_event(Event::Notice("another newsprint is indexing this archive; what it has done so far is shown".into()));
        if let Some(snapshot) = self.reload() {
            on_event(Event::Snapshot(snapshot));
        }
        let articles = u64::from(self.snapshot().corpus.rows());
        Ok(Report { articles, locked: true, ..Report::default() })
    }

    /// The archive as another newsprint has left it, if it has changed it since. Cheap when it has not: while a
    /// refresh says `locked`, call it every second or so.
    pub fn reload(&self) -> Option<Arc<Snapshot>> {
        let Home::Disk { cache, seen, .. } = &self.home else { return None };
        if cache.seen() == *held(seen) {
            return None;
        }
        // In the middle of the other's writes index and corpus may not fit each other for a moment: next time.
        let (snapshot, now) = cache.load().ok().flatten()?;
        let snapshot = Arc::new(snapshot);
        *held(seen) = Some(now);
        *held(&self.current) = snapshot.clone();
        Some(snapshot)
    }
}

fn list(corrections: &Corrections) -> Vec<Correction> {
    corrections.list().into_iter().map(|(_, correction)| correction).collect()
}

fn in_memory() -> Result<(Index, Manifest, texts::Writer), Trouble> {
    Ok((Index::in_memory()?, Manifest::in_memory()?, texts::Writer::in_memory()))
}

fn tell(trouble: Trouble) -> anyhow::Error {
    match trouble {
        Trouble::Other(error) => error,
        other => anyhow!(line(other)),
    }
}

/// What a mutex holds; a panic elsewhere leaves nothing half done in what is kept here.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
