//! The library as a whole, on folders of its own. What an archive shows is told by the marker words in its articles'
//! texts, so that these tests hold whatever cleaning and entities make of the rest.

mod damage;
mod history;
mod learned;
mod lines;
mod marks;
mod refresh;
mod walk;

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use super::*;

/// A user's home: an archive to read and newsprint's own folders.
struct Home {
    dir: tempfile::TempDir,
    clock: AtomicU64,
}

impl Home {
    fn new() -> Home {
        // In memory where there is such a place: these tests wait for the disk more than for anything else.
        let shm = Path::new("/dev/shm");
        let dir = if shm.is_dir() { tempfile::tempdir_in(shm) } else { tempfile::tempdir() };
        let home = Home { dir: dir.unwrap(), clock: AtomicU64::new(1) };
        std::fs::create_dir_all(home.archive()).unwrap();
        home
    }

    fn archive(&self) -> PathBuf {
        self.dir.path().join("archive")
    }

    fn dirs(&self) -> Dirs {
        Dirs::below(&self.dir.path().join("own"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.archive().join(name)
    }

    /// A file about `marker`, changed at a time of its own, long ago.
    fn write(&self, name: &str, marker: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, article(marker)).unwrap();
        self.age(name, self.clock.fetch_add(1, Ordering::Relaxed));
    }

    fn age(&self, name: &str, seconds: u64) {
        let time = UNIX_EPOCH + Duration::from_secs(1_000_000_000 + seconds);
        File::options().write(true).open(self.path(name)).unwrap().set_modified(time).unwrap();
    }

    fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).unwrap();
    }

    fn open(&self) -> Library {
        Library::open(&Place::Paths(vec![self.archive()]), &self.dirs(), Readers::within()).unwrap()
    }

    /// Opens, refreshes, and says what is shown.
    fn run(&self) -> (Report, BTreeSet<String>) {
        let library = self.open();
        let report = refresh(&library);
        (report, markers(&library))
    }

    /// The folder of the archive's cache.
    fn cache(&self) -> PathBuf {
        let roots = scan::Roots::new(&[self.archive()]).unwrap();
        self.dirs().archive(roots.paths()).join(format!("v{}", cache::VERSION))
    }
}

fn article(marker: &str) -> String {
    format!(
        "Council meets about {marker}\n\nThe council met in the old town hall to talk about {marker} for many hours.\n\n\
         \"We are not done with it,\" Mr Harbour said. Nobody in the hall left before midnight.\n"
    )
}

fn refresh(library: &Library) -> Report {
    library.refresh(&mut |_| {}, &AtomicBool::new(false)).unwrap()
}

/// Refreshes and gives the snapshots that were shown on the way.
fn snapshots(library: &Library) -> Vec<Arc<Snapshot>> {
    let mut out = Vec::new();
    let mut on_event = |e: Event| out.extend(if let Event::Snapshot(s) = e { Some(s) } else { None });
    library.refresh(&mut on_event, &AtomicBool::new(false)).unwrap();
    out
}

/// The marker words of all articles that are shown.
fn markers(library: &Library) -> BTreeSet<String> {
    let snapshot = library.snapshot();
    let mut out = BTreeSet::new();
    for n in snapshot.corpus.all_folded().bits().iter() {
        let (article, _) = library.article(&snapshot, n).unwrap().expect("every article of a corpus is in the index");
        let body = article.paragraphs.iter().map(|p| p.text.as_str());
        let words = std::iter::once(article.title.as_str()).chain(body).flat_map(str::split_whitespace);
        let marker = words.map(|w| w.trim_matches('.')).find(|w| w.starts_with("marker")).expect("a marker");
        assert!(out.insert(marker.to_string()), "{marker} is shown twice");
    }
    out
}

fn set(markers: &[&str]) -> BTreeSet<String> {
    markers.iter().map(|m| m.to_string()).collect()
}
