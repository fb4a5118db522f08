//! Which files an archive has: the paths given, folders walked, in a fixed order.
//!
//! Ignore files are honoured (`.ignore`, `.gitignore`, with or without git), hidden files and links are passed by and
//! counted, and nothing is opened here. What cannot be looked at is an issue and never stops the rest.

use std::collections::HashSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use anyhow::Context;
use ignore::WalkBuilder;

use super::report::Passed;
use super::{key, line, shown};
use crate::corpus::{Issue, IssueKind};
use crate::ingest::saved;

/// The paths an archive is made of: canonical, sorted, none twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roots {
    paths: Vec<PathBuf>,
    /// Folders that are no part of it wherever they lie: our own.
    except: Vec<PathBuf>,
}

impl Roots {
    /// # Errors
    /// If one of the paths is not there, cannot be reached, or is neither a file nor a folder.
    pub fn new(paths: &[PathBuf]) -> anyhow::Result<Roots> {
        let real = |given: &PathBuf| {
            let path = given.canonicalize().with_context(|| format!("cannot open {}", shown(given)))?;
            let kind = path.metadata().with_context(|| format!("cannot open {}", shown(given)))?;
            anyhow::ensure!(kind.is_file() || kind.is_dir(), "{} is neither a file nor a folder", shown(given));
            Ok(path)
        };
        let mut roots = paths.iter().map(real).collect::<anyhow::Result<Vec<_>>>()?;
        roots.sort();
        roots.dedup();
        Ok(Roots { paths: roots, except: Vec::new() })
    }

    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// The same without what lies in these folders, which need not be there yet.
    pub(super) fn without(self, except: &[&Path]) -> Roots {
        Roots { except: except.iter().map(|path| canonical(path)).collect(), ..self }
    }

    pub(super) fn except(&self) -> &[PathBuf] {
        &self.except
    }

    /// Whether one root lies in another. Both are walked, since ignore rules may hide the one from the other.
    fn nested(&self) -> bool {
        self.paths.windows(2).any(|pair| matches!(pair, [a, b] if b.starts_with(a)))
    }

    /// The path of the file with this key.
    pub(super) fn path(&self, key: &str) -> Option<PathBuf> {
        let (root, below) = key::decode(key)?;
        let root = self.paths.get(root)?;
        // `join` with nothing would end a file's path with a slash.
        Some(if below.as_os_str().is_empty() { root.clone() } else { root.join(below) })
    }

    /// The path of the file with this key, as shown to people.
    pub(super) fn shown(&self, key: &str) -> String {
        self.path(key).map_or_else(|| line(key), |path| shown(&path))
    }
}

/// Size and time of change: what tells a changed file from an unchanged one without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub size: u64,
    /// Nanoseconds since 1970; times before 1677 and after 2262 are all one.
    pub changed: i64,
}

impl Stamp {
    pub fn of(metadata: &Metadata) -> Stamp {
        let nanos = |d: std::time::Duration| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX);
        let changed = match metadata.modified().map(|t| t.duration_since(UNIX_EPOCH)) {
            Ok(Ok(after)) => nanos(after),
            Ok(Err(before)) => -nanos(before.duration()),
            Err(_) => 0,
        };
        Stamp { size: metadata.len(), changed }
    }
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub key: String,
    pub stamp: Stamp,
}

/// What is there.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Sorted by key.
    pub files: Vec<Found>,
    pub passed: Passed,
    /// The path, as shown to people, and what is wrong with it.
    pub issues: Vec<(String, Issue)>,
    /// Keys of what could not be looked at: what was known below them is not gone.
    blocked: Vec<String>,
}

impl Scan {
    /// Whether the file may still be there although it was not seen.
    pub fn may_exist(&self, key: &str) -> bool {
        self.blocked.iter().any(|b| key.strip_prefix(b.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('/')))
    }
}

/// Looks through the roots; `seen` is told how many files there are so far and says whether to go on. `None` if not.
pub(super) fn scan(roots: &Roots, seen: &mut dyn FnMut(usize) -> bool) -> Option<Scan> {
    let mut out = Scan::default();
    let hidden = Arc::new(AtomicU64::new(0));
    for (number, root) in roots.paths().iter().enumerate() {
        for entry in walk(root, roots.except(), &hidden) {
            if !seen(out.files.len()) {
                return None;
            }
            match entry {
                Ok(entry) => {
                    let below = entry.path().strip_prefix(root).unwrap_or(Path::new(""));
                    take(&entry, key::encode(number, below), &mut out);
                }
                Err(error) => {
                    let path = path_of(&error).unwrap_or(root).to_path_buf();
                    let below = path.strip_prefix(root).unwrap_or(Path::new(""));
                    out.blocked.push(key::encode(number, below));
                    out.issues.push((shown(&path), unreadable(reason(&error))));
                }
            }
        }
    }
    out.passed.hidden = hidden.load(Ordering::Relaxed);
    out.files.sort_by(|a, b| a.key.cmp(&b.key));
    leave_out_what_pages_need(&mut out);
    if roots.nested() {
        let mut met = HashSet::new();
        out.files.retain(|f| roots.path(&f.key).is_none_or(|path| met.insert(path)));
    }
    Some(out)
}

/// Passes by what lies in the folder of a saved page. Keys are paths for this.
fn leave_out_what_pages_need(out: &mut Scan) {
    let mut pages = saved::Pages::default();
    out.files.iter().for_each(|file| pages.see(&file.key));
    let Scan { files, passed, .. } = out;
    files.retain(|file| {
        let needed = pages.need(&file.key);
        if needed {
            passed.file(file.key.rsplit('/').next().unwrap_or_default());
        }
        !needed
    });
}

/// As the system names it, as far as it is there.
fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => canonical(folder).join(name),
        _ => path.to_path_buf(),
    })
}

fn walk(root: &Path, except: &[PathBuf], hidden: &Arc<AtomicU64>) -> ignore::Walk {
    let (hidden, except) = (Arc::clone(hidden), except.to_vec());
    WalkBuilder::new(root)
        // Passed by, but not in silence.
        .hidden(false)
        .filter_entry(move |entry| {
            let shown = entry.depth() == 0 || !is_hidden(entry);
            hidden.fetch_add(u64::from(!shown), Ordering::Relaxed);
            shown && !except.iter().any(|folder| folder == entry.path())
        })
        .ignore(true)
        .git_ignore(true)
        .require_git(false)
        // An archive is the same whatever stands around it and whoever reads it.
        .parents(false)
        .git_global(false)
        .git_exclude(false)
        .follow_links(false)
        .build()
}

/// Whether the system's file managers would not show it.
fn is_hidden(entry: &ignore::DirEntry) -> bool {
    #[cfg(windows)]
    if std::os::windows::fs::MetadataExt::file_attributes(&match entry.metadata() {
        Ok(metadata) => metadata,
        Err(_) => return false,
    }) & HIDDEN
        != 0
    {
        return true;
    }
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// `FILE_ATTRIBUTE_HIDDEN`.
#[cfg(windows)]
const HIDDEN: u32 = 2;

fn take(entry: &ignore::DirEntry, key: String, out: &mut Scan) {
    let named = entry.depth() == 0;
    match entry.file_type() {
        Some(kind) if kind.is_dir() => {}
        // A file that was named is read whatever its name.
        Some(kind) if kind.is_file() && (named || crate::ingest::reads(&entry.file_name().to_string_lossy())) => {
            match entry.metadata() {
                Ok(metadata) => out.files.push(Found { key, stamp: Stamp::of(&metadata) }),
                Err(error) => {
                    out.blocked.push(key);
                    out.issues.push((shown(entry.path()), unreadable(reason(&error))));
                }
            }
        }
        Some(kind) if kind.is_file() => out.passed.file(&entry.file_name().to_string_lossy()),
        Some(kind) if kind.is_symlink() => out.passed.links += 1,
        Some(_) | None => out.passed.devices += 1,
    }
}

/// An issue about a file that cannot be read.
pub(super) fn unreadable(why: impl std::fmt::Display) -> Issue {
    Issue::new(IssueKind::Unreadable, line(format_args!("cannot be read: {why}")))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => path_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}

/// The system's reason without the path, which is shown beside it.
fn reason(error: &ignore::Error) -> String {
    match error.io_error() {
        Some(io) => io.to_string(),
        None => error.to_string(),
    }
}
