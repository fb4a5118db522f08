//! One file's bytes, never more than the limit and never from anything but a regular file.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::scan::Stamp;

/// The most that is read of one file.
pub(super) const LIMIT: u64 = 64 << 20;

pub(super) struct Content {
    pub bytes: Vec<u8>,
    /// There is more in the file than was read.
    pub cut: bool,
    /// As it was before the first byte was read: a later change makes another stamp.
    pub stamp: Stamp,
}

/// Reads a file, at most `limit` bytes.
///
/// # Errors
/// As [`open`].
pub(super) fn read(path: &Path, limit: u64) -> io::Result<Content> {
    let (mut file, stamp) = open(path)?;
    // The size is a hint only: a file may grow, and some say 0.
    let mut bytes = Vec::with_capacity(stamp.size.min(limit).min(1 << 20) as usize);
    Read::by_ref(&mut file).take(limit).read_to_end(&mut bytes)?;
    let cut = bytes.len() as u64 == limit && file.read(&mut [0])? > 0;
    Ok(Content { bytes, cut, stamp })
}

/// Opens a file, and gives what it is before the first byte is read.
///
/// # Errors
/// Of the system; also for links, pipes, devices and folders. Opening one of those by mistake must not hang, and a
/// link put in a file's place must not lead out of the archive: hence a look before and a look after.
pub(super) fn open(path: &Path) -> io::Result<(File, Stamp)> {
    let before = path.symlink_metadata()?;
    if !before.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let file = open_at_once(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || !same_file(&before, &metadata) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "replaced while it was being opened"));
    }
    Ok((file, Stamp::of(&metadata)))
}

fn open_at_once(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, NONBLOCK);
    options.open(path)
}

/// `O_NONBLOCK`: without it, opening a pipe waits until someone writes to it. Where the number is not known here, 0.
#[cfg(unix)]
const NONBLOCK: i32 = if cfg!(all(
    any(target_os = "linux", target_os = "android"),
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))
)) {
    0o4000
} else if cfg!(any(target_vendor = "apple", target_os = "freebsd", target_os = "openbsd", target_os = "netbsd")) {
    0x0004
} else {
    0
};

#[cfg(unix)]
fn same_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same_file(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_the_limit_is_read() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.txt");
        std::fs::write(&path, "0123456789").unwrap();
        let check = |limit, bytes: &str, cut| {
            let content = read(&path, limit).unwrap();
            assert_eq!((content.bytes.as_slice(), content.cut), (bytes.as_bytes(), cut));
            assert_eq!(content.stamp, Stamp::of(&path.metadata().unwrap()));
        };
        check(4, "0123", true);
        check(10, "0123456789", false);
        check(11, "0123456789", false);
    }

    #[test]
    fn a_sparse_file_of_many_gigabytes_is_cut() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.txt");
        File::create(&path).unwrap().set_len(5 << 30).unwrap();
        let content = read(&path, 1 << 16).unwrap();
        assert_eq!((content.bytes.len(), content.cut), (1 << 16, true));
    }

    #[test]
    fn only_regular_files_are_read() {
        let home = tempfile::tempdir().unwrap();
        assert!(read(home.path(), LIMIT).is_err());
        assert!(read(&home.path().join("none"), LIMIT).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_or_a_link_is_refused_at_once() {
        let home = tempfile::tempdir().unwrap();
        let (file, link, pipe) = (home.path().join("f"), home.path().join("l"), home.path().join("p"));
        std::fs::write(&file, "text").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(read(&link, LIMIT).is_err());
        match std::process::Command::new("mkfifo").arg(&pipe).status() {
            Ok(status) if status.success() => {
                assert!(read(&pipe, LIMIT).is_err());
                // The second line of defence: a pipe that took a file's place between look and opening.
                assert!(!open_at_once(&pipe).unwrap().metadata().unwrap().is_file());
            }
            _ => eprintln!("skipped: no mkfifo here"),
        }
    }
}
