//! Where things live: the folders of newsprint, private to the user.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use etcetera::base_strategy::{Apple, BaseStrategy, Windows, Xdg};

/// The three folders. None of them need exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirs {
    /// One folder per archive: caches.
    pub data: PathBuf,
    /// The reader's own marks.
    pub state: PathBuf,
    /// `config.toml`, keymap and themes; never written.
    pub config: PathBuf,
}

impl Dirs {
    /// The folders of the user who runs newsprint: as the XDG variables say; without them the usual places of the
    /// system.
    ///
    /// # Errors
    /// If the home folder cannot be told.
    pub fn of_user() -> anyhow::Result<Dirs> {
        const WHY: &str = "cannot tell where your home folder is";
        let of = |data: PathBuf, state: PathBuf, config: PathBuf| Dirs {
            data: data.join("newsprint"),
            state: state.join("newsprint"),
            config: config.join("newsprint"),
        };
        if cfg!(windows) {
            // An index need not roam with the user; marks should.
            let native = Windows::new().context(WHY)?;
            return Ok(of(native.cache_dir(), native.data_dir(), native.config_dir()));
        }
        let xdg_set =
            ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"].iter().any(|v| std::env::var_os(v).is_some());
        if cfg!(target_os = "macos") && !xdg_set {
            let data = Apple::new().context(WHY)?.data_dir();
            return Ok(of(data.clone(), data.clone(), data));
        }
        let xdg = Xdg::new().context(WHY)?;
        let state = xdg.state_dir().unwrap_or_else(|| xdg.data_dir());
        Ok(of(xdg.data_dir(), state, xdg.config_dir()))
    }

    /// All three below one folder: for tests and for carrying newsprint about.
    pub fn below(dir: &Path) -> Dirs {
        Dirs { data: dir.join("data"), state: dir.join("state"), config: dir.join("config") }
    }

    /// The folder of the archive that is made of `roots` (canonical, sorted): a readable name, then a hash, because
    /// two folders may have one name.
    pub fn archive(&self, roots: &[PathBuf]) -> PathBuf {
        let mut hash = blake3::Hasher::new();
        for root in roots {
            let bytes = root.as_os_str().as_encoded_bytes();
            hash.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        }
        let name = roots.first().and_then(|r| r.file_name()).map(|n| n.to_string_lossy()).unwrap_or_default();
        let hex = hash.finalize().to_hex();
        self.data.join(format!("{}-{}", slug(&name), hex.get(..12).unwrap_or_default()))
    }
}

/// Letters and digits in lower case, everything else a single hyphen.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in deunicode::deunicode(name).chars() {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
        if out.len() >= 32 {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "archive".to_string() } else { out.to_string() }
}

/// Makes a folder, and those above it that are missing, for the user alone.
pub(super) fn make_private(dir: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Opens a file of newsprint's own to read and write; made for the user alone if it is missing.
pub(super) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Puts a file of newsprint's own in the place of an older one: whole or not at all, but for a power cut.
pub(super) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = open_private(&new)?;
    file.set_len(0)?;
    io::Write::write_all(&mut file, bytes)?;
    drop(file);
    std::fs::rename(&new, path)
}

/// Makes what was renamed in a folder survive a power cut. Where the system cannot do that, nothing.
pub(super) fn sync(dir: &Path) {
    if cfg!(unix) {
        _ = File::open(dir).and_then(|d| d.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_has_a_readable_name_of_its_own() {
        let dirs = Dirs::below(Path::new("/x"));
        let name = |roots: &[&str]| {
            let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
            dirs.archive(&roots).file_name().unwrap().to_str().unwrap().to_string()
        };
        assert!(name(&["/home/ann/Élysée & Kyiv"]).starts_with("elysee-kyiv-"));
        assert!(name(&["/"]).starts_with("archive-"));
        assert_ne!(name(&["/a/news"]), name(&["/b/news"]));
        assert_ne!(name(&["/a", "/b"]), name(&["/a"]));
        assert_eq!(name(&["/a", "/b"]), name(&["/a", "/b"]));
        assert!(name(&[&format!("/{}", "long ".repeat(50))]).len() < 50);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_made_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("a/b");
        make_private(&dir).unwrap();
        open_private(&dir.join("f")).unwrap();
        let mode = |p: &Path| p.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&home.path().join("a")), mode(&dir), mode(&dir.join("f"))), (0o700, 0o700, 0o600));
    }
}
