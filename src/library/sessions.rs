//! How each archive was left, and which archives there were: one small file for each in the state folder.
//!
//! Not worth a word when it fails: one that is damaged or cannot be written is as if there were none.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::archive::Place;
use super::dirs::{Dirs, make_private, write_private};
use super::scan::Roots;

/// So many archives are remembered.
const MOST: usize = 50;
/// A file larger than this is none of ours, in bytes.
const LONGEST: u64 = 256 << 10;
/// The file of the starter corpus, a name that no folder's file has.
const STARTER: &str = "newsprint.json";

/// What is kept of an archive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// The files and folders that it is made of; none for the starter corpus.
    pub paths: Vec<PathBuf>,
    pub articles: u64,
    /// When it was left, in seconds since 1970.
    pub left: u64,
    /// As `app` has it.
    pub session: serde_json::Value,
}

/// Where the archive that is open is kept.
#[derive(Clone, Debug)]
pub struct Sessions {
    file: PathBuf,
    paths: Vec<PathBuf>,
}

fn folder(state: &Path) -> PathBuf {
    state.join("sessions")
}

impl Sessions {
    /// For this archive; `None` for one that does not come again, and for one that cannot be opened.
    pub fn of(place: &Place, dirs: &Dirs) -> Option<Sessions> {
        let folder = folder(&dirs.state);
        match place {
            Place::Stdin(_) => None,
            Place::Starter(_) => Some(Sessions { file: folder.join(STARTER), paths: Vec::new() }),
            Place::Paths(paths) => {
                let paths = Roots::new(paths).ok()?.paths().to_vec();
                let name = dirs.archive(&paths);
                Some(Sessions { file: folder.join(name.file_name()?).with_extension("json"), paths })
            }
        }
    }

    /// How the archive was left the last time.
    pub fn load(&self) -> Option<Visit> {
        read(&self.file).filter(|visit| visit.paths == self.paths)
    }

    /// Notes that it is open: it is among those opened last even if it is never left in peace.
    pub fn opened(&self, articles: u64) {
        self.keep(articles, self.load().map_or(serde_json::Value::Null, |visit| visit.session));
    }

    /// Keeps how it is left now.
    pub fn keep(&self, articles: u64, session: serde_json::Value) {
        let left = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs());
        let mut visit = Visit { paths: self.paths.clone(), articles, left, session };
        // A path that is no text cannot be written down.
        let Ok(mut bytes) = serde_json::to_vec(&visit) else { return };
        if bytes.len() as u64 > LONGEST {
            // It would not be read again: better begun anew than forgotten.
            visit.session = serde_json::Value::Null;
            bytes = serde_json::to_vec(&visit).unwrap_or_default();
        }
        if bytes.len() as u64 > LONGEST {
            return;
        }
        let Some(folder) = self.file.parent() else { return };
        _ = make_private(folder).and_then(|()| write_private(&self.file, &bytes));
        forget(folder);
    }
}

fn read(file: &Path) -> Option<Visit> {
    let metadata = file.symlink_metadata().ok()?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return None;
    }
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}

/// The files of a folder with the time of their last change.
fn files(folder: &Path) -> impl Iterator<Item = (SystemTime, PathBuf)> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let known = files.filter(|p| p.extension().is_some_and(|e| e == "json") && !p.ends_with(STARTER));
    known.filter_map(|p| Some((p.metadata().ok()?.modified().ok()?, p)))
}

/// Removes what was not looked at for longest.
fn forget(folder: &Path) {
    let mut all: Vec<_> = files(folder).collect();
    all.sort();
    let surplus = all.len().saturating_sub(MOST);
    all.iter().take(surplus).for_each(|(_, file)| _ = std::fs::remove_file(file));
}

/// The archives of files and folders that were open before, the last one first.
pub fn recent(state: &Path) -> Vec<Visit> {
    let mut all: Vec<_> = files(&folder(state)).collect();
    all.sort_by(|a, b| b.cmp(a));
    all.iter().take(MOST).filter_map(|(_, file)| read(file)).filter(|visit| !visit.paths.is_empty()).collect()
}

/// Whether there is one.
pub fn any(state: &Path) -> bool {
    files(&folder(state)).next().is_some()
}

impl Visit {
    /// When it was left.
    pub fn time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(self.left)).unwrap_or(SystemTime::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_found_again_as_it_was_left() {
        let home = tempfile::tempdir().unwrap();
        let dirs = Dirs::below(home.path());
        let (one, other) = (home.path().join("news"), home.path().join("old"));
        for folder in [&one, &other] {
            std::fs::create_dir(folder).unwrap();
        }
        let sessions = |path: &PathBuf| Sessions::of(&Place::Paths(vec![path.clone()]), &dirs).unwrap();
        assert_eq!((sessions(&one).load(), any(&dirs.state)), (None, false));
        sessions(&one).keep(7, serde_json::json!({"zen": true}));
        sessions(&other).keep(9, serde_json::Value::Null);
        Sessions::of(&Place::Starter(&[]), &dirs).unwrap().keep(61, serde_json::Value::Null);
        let visit = sessions(&one).load().unwrap();
        assert_eq!((visit.articles, visit.session), (7, serde_json::json!({"zen": true})));
        assert!(visit.left > 1_700_000_000);
        let mut names: Vec<_> = recent(&dirs.state).into_iter().map(|v| v.articles).collect();
        names.sort_unstable();
        assert_eq!(names, [7, 9]);
        assert!(any(&dirs.state));
        assert!(Sessions::of(&Place::Stdin(Vec::new()), &dirs).is_none());
        assert!(Sessions::of(&Place::Paths(vec![home.path().join("none")]), &dirs).is_none());
    }

    #[test]
    fn an_archive_is_remembered_when_it_is_opened() {
        let home = tempfile::tempdir().unwrap();
        let dirs = Dirs::below(home.path());
        let news = home.path().join("news");
        std::fs::create_dir(&news).unwrap();
        let sessions = Sessions::of(&Place::Paths(vec![news]), &dirs).unwrap();
        sessions.opened(7);
        assert_eq!(recent(&dirs.state).len(), 1);
        sessions.keep(7, serde_json::json!({"zen": true}));
        sessions.opened(8);
        let visit = sessions.load().unwrap();
        assert_eq!((visit.articles, visit.session), (8, serde_json::json!({"zen": true})));
        sessions.keep(9, serde_json::json!({"filter": "x".repeat(300_000)}));
        let visit = sessions.load().unwrap();
        assert_eq!((visit.articles, visit.session), (9, serde_json::Value::Null), "too long to be read again");
    }

    #[test]
    fn damage_is_as_if_there_were_nothing() {
        let home = tempfile::tempdir().unwrap();
        let dirs = Dirs::below(home.path());
        let sessions = Sessions::of(&Place::Starter(&[]), &dirs).unwrap();
        sessions.keep(61, serde_json::Value::Null);
        for bytes in [&b""[..], b"{", b"[1, 2]", b"{\"paths\": [\"/elsewhere\"]}", &[0xff; 300_000]] {
            std::fs::write(&sessions.file, bytes).unwrap();
            assert_eq!(sessions.load(), None);
        }
        // A folder that cannot be written harms nobody.
        std::fs::remove_file(&sessions.file).unwrap();
        std::fs::create_dir(&sessions.file).unwrap();
        sessions.keep(61, serde_json::Value::Null);
        assert_eq!(sessions.load(), None);
    }

    #[test]
    fn fifty_are_kept_and_for_the_user_alone() {
        let home = tempfile::tempdir().unwrap();
        let dirs = Dirs::below(home.path());
        for n in 0..60 {
            let path = home.path().join(format!("news{n}"));
            std::fs::create_dir(&path).unwrap();
            Sessions::of(&Place::Paths(vec![path]), &dirs).unwrap().keep(n, serde_json::Value::Null);
        }
        assert_eq!(recent(&dirs.state).len(), MOST);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |p: &Path| p.metadata().unwrap().permissions().mode() & 0o777;
            let (_, file) = files(&folder(&dirs.state)).next().unwrap();
            assert_eq!((mode(&folder(&dirs.state)), mode(&file)), (0o700, 0o600));
        }
    }
}
