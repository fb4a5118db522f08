//! A document that is written where the reader wants it: whole or not at all, and never into the archive.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use tempfile::NamedTempFile;

use super::shown;

/// A file to write: beside it first, and then in its place. Pipes and devices are written to as they are.
pub struct Target {
    path: PathBuf,
    is_special: bool,
}

impl Target {
    /// # Errors
    /// If the file cannot be made, or lies where the archive does: newsprint never changes an archive's files, and a
    /// document in an archive would be read as an article of it.
    pub fn new(path: &Path, archive: &[PathBuf]) -> anyhow::Result<Target> {
        let cannot = |why: &str| anyhow!("cannot write {}: {why}", shown(path));
        let system = |error: io::Error| cannot(&why(&error));
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let name = path.file_name().ok_or_else(|| cannot("it is not the name of a file"))?;
        // The path may be a link to an article: what it leads to counts.
        let real = folder.canonicalize().map_err(system)?.join(name);
        let real = real.canonicalize().unwrap_or(real);
        if real.is_dir() {
            return Err(cannot("it is a folder"));
        }
        if archive.iter().filter_map(|p| p.canonicalize().ok()).any(|root| real.starts_with(root)) {
            return Err(cannot("it lies in the archive that is read"));
        }
        if is_special(path) {
            return Ok(Target { path: path.to_path_buf(), is_special: true });
        }
        // Whether it can be made is known before the work is done; it is there only while it is written.
        drop(beside(&real).map_err(system)?);
        Ok(Target { path: real, is_special: false })
    }

    /// Puts what `write` writes in the file's place, if that is anything at all: it gives how many records that were.
    ///
    /// # Errors
    /// If it cannot be written, or `write` fails: then the place is as it was, unless it is a pipe or a device.
    pub fn fill(self, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<u64>) -> anyhow::Result<u64> {
        let cannot = |error: io::Error| anyhow!("cannot write {}: {}", shown(&self.path), why(&error));
        if self.is_special {
            // What is there is neither made anew nor cut: /dev/stdout may be a file that others write to as well.
            return write(&mut File::options().append(true).open(&self.path).map_err(cannot)?);
        }
        let mut file = beside(&self.path).map_err(cannot)?;
        let count = write(file.as_file_mut())?;
        if count > 0 {
            file.as_file().sync_all().map_err(cannot)?;
            file.persist(&self.path).map_err(|e| cannot(e.error))?;
        }
        Ok(count)
    }
}

/// Whether there is a pipe, a device or the like, or a path leads to what is open already.
fn is_special(path: &Path) -> bool {
    path.starts_with("/dev") || path.starts_with("/proc") || path.metadata().is_ok_and(|there| !there.is_file())
}

/// A file in the same folder, with the permissions of the one it is going to replace, or of any new file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".newsprint-");
    #[cfg(unix)]
    let new = Some(<std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    #[cfg(not(unix))]
    let new = None;
    if let Some(permissions) = path.metadata().map(|m| m.permissions()).ok().or(new) {
        builder.permissions(permissions);
    }
    builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))
}

/// What the system says, without its number.
fn why(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_never_put_into_the_archive_it_is_made_of() {
        let home = tempfile::tempdir().unwrap();
        let news = home.path().join("news");
        std::fs::create_dir(&news).unwrap();
        std::fs::write(news.join("a.txt"), "text").unwrap();
        let archive = [news.clone()];
        assert!(Target::new(&news.join("out.md"), &archive).is_err());
        assert!(Target::new(&news.join("a.txt"), &[news.join("a.txt")]).is_err());
        assert!(Target::new(&home.path().join("none/out.md"), &archive).is_err());
        assert!(Target::new(&news, &[]).is_err(), "a folder");
        assert!(Target::new(&home.path().join("out.md"), &archive).is_ok());
        #[cfg(unix)]
        {
            let link = home.path().join("link");
            std::os::unix::fs::symlink(news.join("a.txt"), &link).unwrap();
            assert!(Target::new(&link, &archive).is_err(), "a link into the archive");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("pipe");
        if !std::process::Command::new("mkfifo").arg(&path).status().is_ok_and(|status| status.success()) {
            return;
        }
        let reader = std::thread::spawn({
            let path = path.clone();
            move || std::fs::read_to_string(path).unwrap()
        });
        Target::new(&path, &[]).unwrap().fill(|o| Ok(o.write_all(b"new\n").map(|()| 1)?)).unwrap();
        assert_eq!(reader.join().unwrap(), "new\n");
        assert!(path.symlink_metadata().unwrap().file_type().is_fifo());
        Target::new("/dev/null".as_ref(), &[]).unwrap().fill(|o| Ok(o.write_all(b"x").map(|()| 1)?)).unwrap();
        assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    }

    #[test]
    fn a_file_is_replaced_when_all_is_written_and_not_before() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("out");
        std::fs::write(&path, "old").unwrap();
        let content = || std::fs::read_to_string(&path).unwrap();
        let fails = Target::new(&path, &[]).unwrap().fill(|o| {
            o.write_all(b"new")?;
            anyhow::bail!("x")
        });
        assert!(fails.is_err());
        assert_eq!(content(), "old");
        Target::new(&path, &[]).unwrap().fill(|_| Ok(0)).unwrap();
        assert_eq!(content(), "old");
        let fill = |o: &mut dyn Write| Ok(o.write_all(b"new\n").map(|()| 1)?);
        Target::new(&path, &[]).unwrap().fill(fill).unwrap();
        assert_eq!(content(), "new\n");
        assert_eq!(home.path().read_dir().unwrap().count(), 1, "nothing is left beside it");
    }
}
