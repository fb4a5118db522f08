//! An index on disk: it lasts, files go, damage is told.

use std::path::Path;

use super::archive::article;
use crate::index::{Index, IndexError, Searcher};

fn add(index: &Index, serials: std::ops::Range<u32>) {
    let mut writer = index.writer().unwrap();
    for serial in serials {
        let (article, _) = article(&format!("Title {serial}"), None, &["Some text."]);
        writer.add(serial, &article).unwrap();
    }
    writer.commit().unwrap();
}

fn serials(searcher: &Searcher) -> Vec<u32> {
    let out: Vec<u32> = (0..100).filter(|serial| searcher.contains(*serial).unwrap()).collect();
    assert_eq!(out.len() as u64, searcher.len());
    out
}

fn is_damaged<T>(result: Result<T, IndexError>) -> bool {
    matches!(result, Err(IndexError::Damaged(_)))
}

/// An index of two segments in a new folder.
fn on_disk() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    add(&index, 0..3);
    add(&index, 3..5);
    dir
}

fn files_ending(dir: &Path, end: &str) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap().flatten().map(|e| e.path());
    entries.filter(|p| p.to_string_lossy().ends_with(end)).collect()
}

#[test]
fn what_was_committed_is_there_when_opened_again() {
    let dir = on_disk();
    let searcher = Index::open(dir.path()).unwrap().searcher().unwrap();
    assert_eq!(serials(&searcher), [0, 1, 2, 3, 4]);
}

#[test]
fn what_was_not_committed_is_not() {
    let dir = on_disk();
    let index = Index::open(dir.path()).unwrap();
    let mut writer = index.writer().unwrap();
    writer.add(9, &article("New", None, &[]).0).unwrap();
    writer.remove(0);
    drop(writer);
    assert_eq!(serials(&index.searcher().unwrap()), [0, 1, 2, 3, 4]);
}

#[test]
fn an_article_is_removed_and_another_comes() {
    let dir = on_disk();
    let index = Index::open(dir.path()).unwrap();
    let before = index.searcher().unwrap();
    let mut writer = index.writer().unwrap();
    [0, 1, 2, 50].into_iter().for_each(|serial| writer.remove(serial));
    writer.add(7, &article("Again", None, &[]).0).unwrap();
    writer.commit().unwrap();
    let after = index.searcher().unwrap();
    assert_eq!(serials(&after), [3, 4, 7]);
    assert_eq!(serials(&before), [0, 1, 2, 3, 4], "a searcher sees no later commits");
}

#[test]
fn there_is_one_writer() {
    let dir = on_disk();
    let index = Index::open(dir.path()).unwrap();
    let writer = index.writer().unwrap();
    assert_eq!(index.writer().err(), Some(IndexError::Locked));
    assert_eq!(Index::open(dir.path()).unwrap().writer().err(), Some(IndexError::Locked));
    drop(writer);
    assert!(index.writer().is_ok());
}

#[test]
fn small_commits_do_not_pile_up() {
    let dir = tempfile::tempdir().unwrap();
    for serial in 0..40 {
        add(&Index::open(dir.path()).unwrap(), serial..serial + 1);
    }
    assert_eq!(serials(&Index::open(dir.path()).unwrap().searcher().unwrap()).len(), 40);
    let terms = files_ending(dir.path(), ".term");
    assert!(terms.len() < 10, "{terms:?}");
}

#[test]
fn an_index_in_memory_takes_several_commits() {
    let index = Index::in_memory().unwrap();
    add(&index, 0..3);
    add(&index, 3..5);
    let mut writer = index.writer().unwrap();
    (0..3).for_each(|serial| writer.remove(serial));
    writer.commit().unwrap();
    assert_eq!(serials(&index.searcher().unwrap()), [3, 4]);
}

#[test]
fn a_damaged_list_of_files_is_told() {
    for content in ["", "{", "not json \u{1b}]0;x", "{\"segments\":[]}"] {
        let dir = on_disk();
        std::fs::write(dir.path().join("meta.json"), content).unwrap();
        let error = Index::open(dir.path()).err();
        assert!(matches!(&error, Some(IndexError::Damaged(text)) if !text.contains('\u{1b}')), "{content:?} {error:?}");
        assert_eq!(std::fs::read_to_string(dir.path().join("meta.json")).unwrap(), content, "it is not touched");
    }
    let dir = on_disk();
    std::fs::write(dir.path().join("meta.json"), [0xff, 0xfe, 0]).unwrap();
    assert!(is_damaged(Index::open(dir.path())));
    let dir = on_disk();
    std::fs::write(dir.path().join(".managed.json"), "[[").unwrap();
    assert!(is_damaged(Index::open(dir.path())));
}

#[test]
fn another_schema_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let mut builder = tantivy::schema::Schema::builder();
    builder.add_u64_field("serial", tantivy::schema::FAST);
    tantivy::Index::create_in_dir(dir.path(), builder.build()).unwrap();
    assert!(is_damaged(Index::open(dir.path())));
}

#[test]
fn missing_and_cut_segments_are_told() {
    for end in [".idx", ".term", ".fast", ".pos"] {
        for cut in [false, true] {
            let dir = on_disk();
            for file in files_ending(dir.path(), end) {
                match cut {
                    true => std::fs::write(&file, "").unwrap(),
                    false => std::fs::remove_file(&file).unwrap(),
                }
            }
            let opened = Index::open(dir.path()).and_then(|i| i.searcher()).and_then(|s| s.contains(0));
            assert!(is_damaged(opened), "{end} {cut}");
        }
    }
}

#[test]
fn where_no_folder_can_be_is_not_damage() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "x").unwrap();
    assert!(matches!(Index::open(&file).err(), Some(IndexError::Io(_))));
    assert!(matches!(Index::open(&file.join("below")).err(), Some(IndexError::Io(_))));
}

/// Root may write anywhere: there the test says nothing.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = on_disk();
    let mode = |mode| std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    // What a copy on a disc looks like: no lock files, and none can be made.
    files_ending(dir.path(), ".lock").iter().for_each(|f| std::fs::remove_file(f).unwrap());
    mode(0o555);
    let index = Index::open(dir.path()).unwrap();
    let found = index.searcher().map(|s| serials(&s));
    let writer = index.writer().err();
    mode(0o755);
    assert_eq!(found, Ok(vec![0, 1, 2, 3, 4]));
    if !files_ending(dir.path(), ".lock").is_empty() {
        return;
    }
    assert!(matches!(writer, Some(IndexError::Io(_))), "{writer:?}");
}
