//! Being told when something changes below the roots of an archive, where the system can tell.
//!
//! What changed is not said: a scan finds that out, cheaply and surely. Events are lost on network file systems, and no
//! system watches without limits; who is not told can still be asked to look.

use std::path::{Path, PathBuf};

use super::scan::Roots;

/// Ends the watching when it is dropped.
#[derive(Debug)]
pub struct Watching {
    #[cfg(feature = "watch")]
    _watcher: notify::RecommendedWatcher,
}

/// Calls `on_change`, on a thread of its own and as often as it happens, when a file that may be an article comes, goes
/// or is changed below the roots; never for what is hidden there or is no part of it. `None` where that cannot
/// be watched, for whatever reason; nothing is told of a part of the archive only.
pub fn watch(roots: &Roots, on_change: impl Fn() + Send + 'static) -> Option<Watching> {
    #[cfg(feature = "watch")]
    {
        use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};
        let scope = Scope { roots: roots.paths().to_vec(), except: roots.except().to_vec() };
        let tell = move |event: notify::Result<notify::Event>| {
            // What went wrong after the beginning, as a queue that was too short, may be a change.
            if event.map_or(true, |event| event.need_rescan() || scope.concerns(&event)) {
                on_change();
            }
        };
        let mut watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false)).ok()?;
        for root in roots.paths() {
            // A file that is written anew is often another file of the same name: only its folder sees that.
            let (place, mode) = match root.is_dir() {
                true => (root.as_path(), RecursiveMode::Recursive),
                false => (root.parent()?, RecursiveMode::NonRecursive),
            };
            watcher.watch(place, mode).ok()?;
        }
        Some(Watching { _watcher: watcher })
    }
    #[cfg(not(feature = "watch"))]
    {
        _ = (roots, on_change);
        None
    }
}

/// Which paths are of the archive.
#[cfg_attr(not(feature = "watch"), allow(dead_code))]
struct Scope {
    roots: Vec<PathBuf>,
    except: Vec<PathBuf>,
}

#[cfg_attr(not(feature = "watch"), allow(dead_code))]
impl Scope {
    #[cfg(feature = "watch")]
    fn concerns(&self, event: &notify::Event) -> bool {
        use notify::EventKind;
        use notify::event::{CreateKind, ModifyKind, RemoveKind};
        let any_name = match event.kind {
            // Our own reading is told, too.
            EventKind::Access(_) => return false,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
            // What was renamed may be a folder.
            EventKind::Modify(ModifyKind::Name(_)) | EventKind::Any | EventKind::Other => true,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(_) => false,
        };
        event.paths.iter().any(|path| self.has(path, any_name))
    }

    /// Whether the path is one of a file that is read, or with `any_name` of anything that is not hidden.
    fn has(&self, path: &Path, any_name: bool) -> bool {
        if self.except.iter().any(|e| path.starts_with(e)) {
            return false;
        }
        self.roots.iter().any(|root| {
            let Ok(below) = path.strip_prefix(root) else { return false };
            let hidden = |part: std::path::Component| part.as_os_str().as_encoded_bytes().starts_with(b".");
            let Some(name) = below.file_name() else { return true };
            !below.components().any(hidden) && (any_name || crate::ingest::reads(&name.to_string_lossy()))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_what_may_be_an_article_counts() {
        let scope = Scope { roots: vec!["/news".into(), "/one.txt".into()], except: vec!["/news/cache".into()] };
        for path in ["/news/a.txt", "/news/in/b.md", "/one.txt"] {
            assert!(scope.has(path.as_ref(), false), "{path}");
        }
        for path in
            ["/news/a.jpg", "/news/.git/b.md", "/news/.a.txt", "/two.txt", "/news/cache/a.txt", "/newsletter/a.txt"]
        {
            assert!(!scope.has(path.as_ref(), false), "{path}");
        }
        assert!(scope.has("/news/2024.old".as_ref(), true) && !scope.has("/news/.git/refs".as_ref(), true));
    }

    /// Watches a folder; `None`, and a word, where this system cannot.
    fn watched(folder: &Path) -> Option<(Watching, Receiver<()>)> {
        let (tell, told) = channel();
        let roots = Roots::new(&[folder.to_path_buf()]).unwrap().without(&[&folder.join("cache")]);
        let watching = watch(&roots, move || _ = tell.send(()));
        if watching.is_none() {
            eprintln!("skipped: nothing is watched here");
        }
        Some((watching?, told))
    }

    fn is_told(told: &Receiver<()>) -> bool {
        let first = told.recv_timeout(Duration::from_secs(10)).is_ok();
        while told.recv_timeout(Duration::from_millis(200)).is_ok() {}
        first
    }

    #[test]
    fn what_comes_changes_and_goes_is_told_and_reading_is_not() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        std::fs::create_dir(path("cache")).unwrap();
        let Some((_watching, told)) = watched(home.path()) else { return };
        std::fs::write(path("a.txt"), "text").unwrap();
        assert!(is_told(&told), "a new file");
        std::fs::write(path("a.txt"), "more text").unwrap();
        assert!(is_told(&told), "a change");
        std::fs::create_dir(path("in")).unwrap();
        assert!(is_told(&told), "a folder");
        std::fs::write(path("in/b.txt"), "text").unwrap();
        assert!(is_told(&told), "a file in a new folder");
        std::fs::rename(path("in"), path("out")).unwrap();
        assert!(is_told(&told), "another name");
        std::fs::remove_file(path("a.txt")).unwrap();
        assert!(is_told(&told), "a file that goes");
        std::fs::read(path("out/b.txt")).unwrap();
        std::fs::write(path("c.jpg"), "picture").unwrap();
        std::fs::write(path(".d.txt"), "hidden").unwrap();
        std::fs::write(path("cache/e.txt"), "ours").unwrap();
        assert!(told.recv_timeout(Duration::from_millis(500)).is_err(), "nothing of the archive has changed");
    }

    #[test]
    fn a_file_that_is_put_in_the_place_of_another_is_told() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        std::fs::write(path("a.txt"), "text").unwrap();
        let Some((_watching, told)) = watched(&path("a.txt")) else { return };
        std::fs::write(path("b.txt"), "text").unwrap();
        assert!(told.recv_timeout(Duration::from_millis(500)).is_err(), "a neighbour");
        std::fs::rename(path("b.txt"), path("a.txt")).unwrap();
        assert!(is_told(&told));
    }
}
