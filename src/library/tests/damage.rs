//! A cache that is damaged, missing, old or in the way never keeps anyone from reading.

use super::*;

/// Two articles indexed; then `harm` is done to the cache; then all must be well after one refresh.
fn check(what: &str, harm: impl FnOnce(&Home)) {
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.write("b.txt", "marker2");
    home.run();
    harm(&home);
    let (report, shown) = home.run();
    assert_eq!(shown, set(&["marker1", "marker2"]), "{what}");
    assert!(report.complete, "{what}");
    let library = home.open();
    assert!(library.notices().is_empty(), "{what}: is cured");
    assert_eq!(markers(&library), set(&["marker1", "marker2"]), "{what}: is cured");
}

fn overwrite(path: &Path, with: impl Fn(Vec<u8>) -> Vec<u8>) {
    let bytes = std::fs::read(path).unwrap();
    std::fs::write(path, with(bytes)).unwrap();
}

#[test]
fn whatever_is_damaged_is_built_again() {
    let half = |b: Vec<u8>| b[..b.len() / 2].to_vec();
    let noise = |b: Vec<u8>| b.iter().map(|x| x.wrapping_mul(31) ^ 0x5a).collect();
    for file in ["corpus.bin", "manifest.redb", "texts.bin", "texts.dir"] {
        check(&format!("{file} gone"), |h| std::fs::remove_file(h.cache().join(file)).unwrap());
        check(&format!("{file} empty"), |h| overwrite(&h.cache().join(file), |_| vec![]));
        check(&format!("{file} half"), |h| overwrite(&h.cache().join(file), half));
        check(&format!("{file} noise"), |h| overwrite(&h.cache().join(file), noise));
    }
    check("index gone", |h| std::fs::remove_dir_all(h.cache().join("index")).unwrap());
    for harm in [half, noise] {
        check("index files", |h| {
            for entry in std::fs::read_dir(h.cache().join("index")).unwrap() {
                let path = entry.unwrap().path();
                if path.metadata().unwrap().len() > 0 {
                    overwrite(&path, harm);
                }
            }
        });
    }
    check("everything gone", |h| std::fs::remove_dir_all(h.dirs().data).unwrap());
}

#[test]
fn an_index_older_than_its_corpus_is_seen() {
    // A power cut may take back the index's last commit and leave manifest and corpus as they are.
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.run();
    let (index, kept) = (home.cache().join("index"), home.dir.path().join("kept"));
    let copy = |from: &Path, to: &Path| {
        _ = std::fs::remove_dir_all(to);
        std::fs::create_dir(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().flatten() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    };
    copy(&index, &kept);
    home.write("b.txt", "marker2");
    home.run();
    copy(&kept, &index);
    assert_eq!(home.run().1, set(&["marker1", "marker2"]));
}

#[test]
fn another_version_has_a_folder_of_its_own() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    let archive = home.cache().parent().unwrap().to_path_buf();
    for version in ["v0", "v99"] {
        std::fs::create_dir_all(archive.join(version).join("index")).unwrap();
    }
    let library = home.open();
    assert_eq!(library.notices().len(), 1, "an older newsprint was here");
    refresh(&library);
    assert!(!archive.join("v0").exists() && archive.join("v99").exists());
    assert!(home.open().notices().is_empty());
}

#[test]
fn without_a_place_on_the_disk_the_index_is_in_memory() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    std::fs::create_dir_all(home.dirs().data.parent().unwrap()).unwrap();
    std::fs::write(home.dirs().data, "a file where the folder should be").unwrap();
    let library = home.open();
    let notices = library.notices();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains(home.dirs().data.to_str().unwrap()), "{notices:?}");
    assert!(library.notices().is_empty(), "told once");
    refresh(&library);
    assert_eq!(markers(&library), set(&["marker1"]));
    home.write("b.txt", "marker2");
    let report = refresh(&library);
    assert_eq!((report.new, report.unchanged), (1, 1));
    assert_eq!(markers(&library), set(&["marker1", "marker2"]));
    assert_eq!(std::fs::read(home.dirs().data).unwrap().len(), 33, "left as it was");
}

#[test]
fn a_cache_that_cannot_be_written_is_shown_as_it_is() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.run();
    let lock = home.cache().join("lock");
    std::fs::remove_file(&lock).unwrap();
    std::fs::create_dir(&lock).unwrap();
    home.write("b.txt", "marker2");
    let library = home.open();
    assert_eq!(library.notices().len(), 1);
    refresh(&library);
    assert_eq!(markers(&library), set(&["marker1"]));
}

#[cfg(unix)]
#[test]
fn all_of_it_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.run();
    let mode = |p: &Path| p.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.dirs().data), 0o700);
    assert_eq!(mode(home.cache().parent().unwrap()), 0o700);
    for file in ["manifest.redb", "corpus.bin", "texts.bin", "texts.dir", "lock", "../README"] {
        assert_eq!(mode(&home.cache().join(file)), 0o600, "{file}");
    }
}
