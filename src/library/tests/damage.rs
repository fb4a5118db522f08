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
fn a_damaged_row_of_the_directory_of_texts_costs_nothing() {
    let home = Home::new();
    (0..40).for_each(|n| home.write(&format!("{n}.txt"), &format!("marker{n}")));
    home.run();
    let list = home.cache().join("texts.dir");
    for harm in [&(|b: Vec<u8>| b[..20].to_vec()) as &dyn Fn(Vec<u8>) -> Vec<u8>, &|b| vec![0; b.len()], &|_| vec![]] {
        overwrite(&list, harm);
        let library = home.open();
        assert_eq!(markers(&library).len(), 40);
        let report = refresh(&library);
        assert_eq!((report.unchanged, report.new), (40, 0), "nothing is read again");
    }
    std::fs::remove_file(&list).unwrap();
    assert_eq!(home.run().0.unchanged, 40);
}

#[test]
fn an_article_dated_by_its_files_name_stays_itself() {
    let home = Home::new();
    home.write("2024-05-06 one.txt", "marker1");
    home.write("2024-05-07 two.txt", "marker1");
    let library = home.open();
    assert_eq!(refresh(&library).duplicates, 1);
    let id = |library: &Library| library.snapshot().corpus.id(0);
    let before = id(&library);
    assert_eq!(library.article(&library.snapshot(), 0).unwrap().unwrap().0.id, before);
    // Frozen from the texts alone.
    overwrite(&home.cache().join("corpus.bin"), |mut b| {
        *b.last_mut().unwrap() ^= 1;
        b
    });
    let library = home.open();
    assert_eq!(refresh(&library).duplicates, 1);
    assert_eq!(id(&library), before);
    home.remove("2024-05-06 one.txt");
    refresh(&library);
    assert_eq!(id(&library), before, "the other takes its place under the same name");
}

#[test]
fn a_corpus_with_any_byte_wrong_does_no_harm() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.write("b.txt", "marker2");
    home.run();
    let file = home.cache().join("corpus.bin");
    let good = std::fs::read(&file).unwrap();
    for at in (0..good.len()).step_by(1 + good.len() / 400) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x3f;
        let Ok(corpus) = crate::corpus::Corpus::open(bytes) else { continue };
        let corpus = Arc::new(corpus);
        for n in 0..corpus.len().min(9) {
            let row = corpus.row(n);
            _ = (corpus.find(row.id), corpus.by_serial(row.serial), corpus.locals(n).count(), corpus.roster(n).len());
        }
        for kind in crate::corpus::Kind::ALL {
            corpus.entities(kind).take(9).for_each(|e| {
                _ = (corpus.name(e), corpus.articles_of(e).take(9).count(), corpus.dated_roles(e).count());
            });
            _ = corpus.resolve(kind, "harbour");
        }
    }
}

#[test]
fn an_index_made_without_names_is_made_again_with_them() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    let mut library = home.open();
    library.find(Finding::Nothing);
    refresh(&library);
    let people = |library: &Library| library.snapshot().corpus.entities(crate::corpus::Kind::Person).count();
    assert_eq!((markers(&library), people(&library)), (set(&["marker1"]), 0));
    let library = home.open();
    refresh(&library);
    assert_eq!((markers(&library), people(&library)), (set(&["marker1"]), 1));
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
