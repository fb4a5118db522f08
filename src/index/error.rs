//! What can go wrong with an index, in words for people: short, and without what stood in a damaged file.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

/// What went wrong with the index on disk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Cured by deleting the index and building it again; nothing else cures it.
    #[error("the index is damaged or of another version: {0}")]
    Damaged(String),
    #[error("the index is being written by another newsprint")]
    Locked,
    /// The disk or the system said no: building again would not help.
    #[error("{0}")]
    Io(String),
}

impl IndexError {
    pub(super) fn damaged(what: &str) -> IndexError {
        IndexError::Damaged(what.to_string())
    }
}

/// Runs `read`; a panic in it is damage. Where a byte of the index is not what was written, tantivy's checks come after
/// some of its slicing.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, IndexError>) -> Result<T, IndexError> {
    // What `read` was in the middle of is thrown away with it: all of it is read-only.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(IndexError::damaged("reading it failed")))
}

impl From<io::Error> for IndexError {
    fn from(error: io::Error) -> IndexError {
        match error.kind() {
            // What a file that was cut short or overwritten looks like to its reader.
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                IndexError::damaged("a file of it is not whole")
            }
            // The system's own words; an error made by a library could carry anything.
            _ => IndexError::Io(match error.raw_os_error() {
                Some(code) => io::Error::from_raw_os_error(code).to_string(),
                None => error.kind().to_string(),
            }),
        }
    }
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> IndexError {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::Locked,
            // tantivy says "there is already an IndexWriter" here, which is not so.
            TantivyError::LockFailure(LockError::IoError(e), _) => again(&e).into(),
            TantivyError::IoError(e) => again(&e).into(),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => again(&io_error).into(),
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_)) => {
                IndexError::damaged("a file of it is missing")
            }
            TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) | TantivyError::IncompatibleIndex(_) => {
                IndexError::damaged("another version made it")
            }
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => again(&io_error).into(),
            TantivyError::OpenDirectoryError(e) => e.into(),
            TantivyError::ErrorInThread(_) => IndexError::Io("writing the index failed in the background".into()),
            TantivyError::SystemError(_) => IndexError::Io("no thread could be started".into()),
            TantivyError::SchemaError(_) | TantivyError::FieldNotFound(_) => {
                IndexError::damaged("its fields are others")
            }
            _ => IndexError::damaged("it cannot be read"),
        }
    }
}

impl From<OpenDirectoryError> for IndexError {
    fn from(error: OpenDirectoryError) -> IndexError {
        match error {
            OpenDirectoryError::DoesNotExist(_) => IndexError::Io("the folder of the index does not exist".into()),
            OpenDirectoryError::NotADirectory(_) => IndexError::Io("where the index should be is no folder".into()),
            OpenDirectoryError::FailedToCreateTempDir(e) => again(&e).into(),
            OpenDirectoryError::IoError { io_error, .. } => again(&io_error).into(),
        }
    }
}

/// A shared error as one of our own: `io::Error` cannot be cloned.
fn again(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::from(error.kind()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn only_damage_is_called_damage() {
        let io = |e: io::Error| IndexError::from(TantivyError::IoError(Arc::new(e)));
        assert!(matches!(io(io::ErrorKind::UnexpectedEof.into()), IndexError::Damaged(_)));
        assert!(matches!(io(io::Error::other("\u{1b}]0;x")), IndexError::Io(text) if !text.contains('\u{1b}')));
        let full = io(io::Error::from_raw_os_error(28));
        assert!(matches!(&full, IndexError::Io(text) if !text.is_empty()), "{full}");
    }

    #[test]
    fn a_forbidden_lock_is_not_taken_for_another_writer() {
        let forbidden = LockError::wrap_io_error(io::ErrorKind::PermissionDenied.into());
        assert!(matches!(TantivyError::LockFailure(forbidden, None).into(), IndexError::Io(_)));
        assert_eq!(IndexError::from(TantivyError::LockFailure(LockError::LockBusy, None)), IndexError::Locked);
    }
}
