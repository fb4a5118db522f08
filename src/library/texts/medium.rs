//! Bytes on the disk or, where there is none, in memory.

use std::fs::File;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Where bytes are: in a file, or in memory where there is no disk.
pub(super) enum Medium {
    File(File),
    Memory(Mutex<Vec<u8>>),
}

impl Medium {
    pub fn len(&self) -> io::Result<u64> {
        match self {
            Medium::File(file) => Ok(file.metadata()?.len()),
            Medium::Memory(bytes) => Ok(bytes.lock().unwrap_or_else(PoisonError::into_inner).len() as u64),
        }
    }

    pub fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        match self {
            #[cfg(unix)]
            Medium::File(file) => std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset),
            #[cfg(windows)]
            Medium::File(file) => {
                let mut done = 0;
                while done < buffer.len() {
                    match std::os::windows::fs::FileExt::seek_read(file, &mut buffer[done..], offset + done as u64)? {
                        0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                        n => done += n,
                    }
                }
                Ok(())
            }
            Medium::Memory(bytes) => {
                let bytes = bytes.lock().unwrap_or_else(PoisonError::into_inner);
                let found = bytes.get(offset as usize..).and_then(|b| b.get(..buffer.len()));
                buffer.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
                Ok(())
            }
        }
    }

    /// Writes where the bytes belong, wherever readers of the same file have been meanwhile.
    pub fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        match self {
            #[cfg(unix)]
            Medium::File(file) => std::os::unix::fs::FileExt::write_all_at(file, bytes, offset),
            #[cfg(windows)]
            Medium::File(file) => {
                let mut done = 0;
                while done < bytes.len() {
                    match std::os::windows::fs::FileExt::seek_write(file, &bytes[done..], offset + done as u64)? {
                        0 => return Err(io::ErrorKind::WriteZero.into()),
                        n => done += n,
                    }
                }
                Ok(())
            }
            Medium::Memory(all) => {
                let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
                all.truncate(offset as usize);
                all.extend_from_slice(bytes);
                Ok(())
            }
        }
    }
}

/// A number of four bytes.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}
