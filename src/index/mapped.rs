//! A file of the index folder as memory, whatever is in it.

use std::ops::Deref;
use std::path::Path;

use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};

use super::IndexError;

/// The bytes of a file, brought into memory by the system as they are looked at.
pub struct Mapped(OwnedBytes);

impl Deref for Mapped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// Maps the file `name` in `dir`. It must be one of newsprint's own, replaced and never written in place: a mapped file
/// that is cut short ends the program.
///
/// # Errors
/// If it is not there or cannot be mapped.
pub fn map(dir: &Path, name: &str) -> Result<Mapped, IndexError> {
    // A directory of its own: tantivy's remembers a file by its name, and would give the one that was replaced.
    let handle = MmapDirectory::open(dir)?.get_file_handle(Path::new(name)).map_err(tantivy::TantivyError::from)?;
    Ok(Mapped(handle.read_bytes(0..handle.len())?))
}
