//! The folder of an index: tantivy's own, with three of its corners rounded off.
//!
//! It can be read where nothing can be written, a commit survives a power cut, and what a killed writer left half
//! written is taken away by the next one.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::IndexError;

/// The name of the file that says what is committed.
pub(super) const META: &str = "meta.json";

#[derive(Clone, Debug)]
pub(super) struct Folder {
    inner: MmapDirectory,
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`, made if it is not there.
    pub fn open(path: &Path) -> Result<Folder, IndexError> {
        if !path.is_dir() {
            create(path)?;
        }
        Ok(Folder { inner: MmapDirectory::open(path)?, path: path.to_path_buf() })
    }

    pub fn holds_an_index(&self) -> bool {
        self.path.join(META).exists()
    }

    /// Removes the temporary files of writers that were killed. Only for who holds the writer's lock.
    pub fn remove_leftovers(&self) {
        let Ok(entries) = std::fs::read_dir(&self.path) else { return };
        for entry in entries.flatten() {
            let temporary = entry.file_name().to_str().is_some_and(|name| name.starts_with(".tmp"));
            if temporary && entry.file_type().is_ok_and(|t| t.is_file()) {
                // One that cannot be removed does no harm.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

/// Only the owner may look into it.
fn create(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Whether a lock that cannot be taken is not needed either: where nobody can write, nothing changes under a reader.
fn nobody_can_write(error: &LockError) -> bool {
    let read_only = [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem];
    matches!(error, LockError::IoError(e) if read_only.contains(&e.kind()))
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    /// The rename itself is made durable too, or a power cut could take back a commit that was told.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.inner.atomic_write(path, data)?;
        if path == Path::new(META) { self.inner.sync_directory() } else { Ok(()) }
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            Err(e) if lock.filepath == META_LOCK.filepath && nobody_can_write(&e) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            result => result,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_done_without_only_where_nothing_can_be_written() {
        let io = |kind: io::ErrorKind| nobody_can_write(&LockError::wrap_io_error(kind.into()));
        assert!(io(io::ErrorKind::PermissionDenied) && io(io::ErrorKind::ReadOnlyFilesystem));
        assert!(!io(io::ErrorKind::StorageFull) && !nobody_can_write(&LockError::LockBusy));
    }

    #[test]
    fn leftovers_go_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        for name in [".tmpAb12", "meta.json", ".managed.json"] {
            std::fs::write(dir.path().join(name), "x").unwrap();
        }
        Folder::open(dir.path()).unwrap().remove_leftovers();
        let mut left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().flatten().map(|e| e.file_name()).collect();
        left.sort();
        assert_eq!(left, [".managed.json", "meta.json"]);
    }
}
