//! The starter corpus as it was read last, kept on the disk: what has not changed need not be read again, and the
//! first screen does not wait for it. A cache like every other: whatever is wrong with it, the files are read.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::apart::Readers;
use super::cache::VERSION;
use super::dirs::{Dirs, make_private, write_private};
use super::report::Report;
use super::snapshot::Snapshot;
use super::starter;
use crate::corpus::{Annotations, Article, Corpus};

/// Bytes of the hash in front of the file.
const SEAL: usize = 32;

#[derive(Serialize, Deserialize)]
struct Kept {
    /// Of which files, read by which program.
    key: [u8; SEAL],
    corpus: Vec<u8>,
    articles: Vec<(Article, Annotations)>,
}

/// The files as they were read last by this very program, else read now and kept for the next time.
pub(super) fn open(files: &[(&str, &[u8])], dirs: &Dirs) -> anyhow::Result<(Snapshot, Report)> {
    let folder = dirs.data.join("starter");
    let key = key(files);
    if let Some(snapshot) = load(&place(&folder), &key) {
        let files = files.len() as u64;
        let articles = u64::from(snapshot.corpus.rows());
        let duplicates = u64::from(snapshot.corpus.len()) - articles;
        let report = Report { files, articles, duplicates, unchanged: files, complete: true, ..Report::default() };
        return Ok((snapshot, report));
    }
    let made = starter::read(files, &Readers::within())?;
    if made.report.issue_count == 0 {
        // Without it the next start is a tenth of a second slower: nothing that anyone has to be told.
        _ = save(&folder, Kept { key, corpus: made.corpus.clone(), articles: made.articles.clone() });
    }
    made.open()
}

fn place(folder: &Path) -> PathBuf {
    folder.join(format!("v{VERSION}.bin"))
}

/// Names, contents, and the program's own file: another build may find other names in the same text.
fn key(files: &[(&str, &[u8])]) -> [u8; SEAL] {
    let mut hash = blake3::Hasher::new();
    for (name, bytes) in files {
        hash.update(name.as_bytes()).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    if let Ok(metadata) = std::env::current_exe().and_then(|exe| exe.metadata()) {
        let modified = metadata.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        hash.update(&metadata.len().to_le_bytes()).update(&modified.as_nanos().to_le_bytes());
    }
    *hash.finalize().as_bytes()
}

fn load(place: &Path, key: &[u8; SEAL]) -> Option<Snapshot> {
    let bytes = std::fs::read(place).ok()?;
    let (seal, body) = bytes.split_at_checked(SEAL)?;
    if blake3::hash(body) != *<&[u8; SEAL]>::try_from(seal).ok()? {
        return None;
    }
    let kept: Kept = postcard::from_bytes(body).ok()?;
    let corpus = Corpus::open(kept.corpus).ok()?;
    (kept.key == *key).then(|| Snapshot::in_memory(corpus, kept.articles))
}

fn save(folder: &Path, kept: Kept) -> anyhow::Result<()> {
    let body = postcard::to_stdvec(&kept)?;
    let mut bytes = blake3::hash(&body).as_bytes().to_vec();
    bytes.extend_from_slice(&body);
    make_private(folder)?;
    write_private(&place(folder), &bytes)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &[(&str, &[u8])] =
        &[("a.txt", b"Talks in Paris\n\nFrance and Norway met on Monday to talk about the treaty of the sea.\n")];

    fn titles(snapshot: &Snapshot) -> Vec<String> {
        (0..snapshot.corpus.len()).map(|n| snapshot.corpus.title(n).to_string()).collect()
    }

    #[test]
    fn the_second_start_reads_nothing_and_shows_the_same() {
        let home = tempfile::tempdir().unwrap();
        let dirs = Dirs::below(home.path());
        let (first, report) = open(FILES, &dirs).unwrap();
        assert_eq!((report.new, report.unchanged), (1, 0));
        let (second, report) = open(FILES, &dirs).unwrap();
        assert_eq!((report.new, report.unchanged), (0, 1));
        assert_eq!(titles(&first), titles(&second));
        assert_eq!(first.load(0).unwrap(), second.load(0).unwrap());
    }

    #[test]
    fn damage_and_other_files_are_read_anew() {
        let home = tempfile::tempdir().unwrap();
        let dirs = Dirs::below(home.path());
        open(FILES, &dirs).unwrap();
        let place = place(&dirs.data.join("starter"));
        let whole = std::fs::read(&place).unwrap();
        for damaged in [&whole[..whole.len() / 2], b"".as_slice(), &[whole.as_slice(), b"x"].concat()] {
            std::fs::write(&place, damaged).unwrap();
            let (snapshot, report) = open(FILES, &dirs).unwrap();
            assert_eq!((report.new, snapshot.corpus.len()), (1, 1));
        }
        let other: &[(&str, &[u8])] = &[("a.txt", b"Talks elsewhere\n\nNorway met on Tuesday to talk of the sea.\n")];
        assert_eq!(titles(&open(other, &dirs).unwrap().0), ["Talks elsewhere"]);
    }

    #[test]
    fn no_place_to_keep_it_is_no_obstacle() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("data"), "a file where the folder should be").unwrap();
        assert_eq!(open(FILES, &Dirs::below(home.path())).unwrap().0.corpus.len(), 1);
    }
}
