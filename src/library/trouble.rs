//! What can go wrong with a cache, told apart by what is to be done about it.

use crate::index::IndexError;

#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// Thrown away and built again.
    #[error("{0}")]
    Damaged(String),
    /// The frozen corpus alone cannot be used: frozen again from index and manifest.
    #[error("the list of its articles: {0}")]
    Unfrozen(String),
    /// Someone else writes it; read only.
    #[error("another newsprint is indexing this archive")]
    Locked,
    /// The system's: a full disk, too many open files, no permission. Building again would not help.
    #[error("{0:#}")]
    Other(anyhow::Error),
}

impl From<IndexError> for Trouble {
    fn from(error: IndexError) -> Trouble {
        match error {
            IndexError::Damaged(why) => Trouble::Damaged(super::line(why)),
            IndexError::Locked => Trouble::Locked,
            IndexError::Io(why) => Trouble::other(anyhow::anyhow!(super::line(why))),
        }
    }
}

impl From<redb::Error> for Trouble {
    fn from(error: redb::Error) -> Trouble {
        use redb::Error as E;
        match error {
            E::DatabaseAlreadyOpen => Trouble::Locked,
            // redb says so of a file that was never a database of its own.
            E::Io(io) if io.kind() == std::io::ErrorKind::InvalidData => Trouble::Damaged(super::line(io)),
            E::Io(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => Trouble::Damaged(super::line(io)),
            E::Io(io) => Trouble::other(io),
            E::Corrupted(_)
            | E::UpgradeRequired(_)
            | E::RepairAborted
            | E::TableTypeMismatch { .. }
            | E::TableIsMultimap(_)
            | E::TableIsNotMultimap(_)
            | E::TypeDefinitionChanged { .. } => Trouble::Damaged(super::line(error)),
            other => Trouble::other(anyhow::anyhow!(super::line(other))),
        }
    }
}

impl Trouble {
    pub fn other(error: impl Into<anyhow::Error>) -> Trouble {
        Trouble::Other(error.into())
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Trouble {
        Trouble::other(error)
    }
}

macro_rules! through_redb {
    ($($error:ty),*) => { $(
        impl From<$error> for Trouble {
            fn from(error: $error) -> Trouble {
                redb::Error::from(error).into()
            }
        }
    )* };
}
through_redb!(redb::DatabaseError, redb::TransactionError, redb::TableError, redb::StorageError, redb::CommitError);
