//! Which files are found, and which are passed by.

use super::*;
use crate::library::scan::{Roots, Scan, scan};

fn scanned(paths: &[PathBuf]) -> (Roots, Scan) {
    let roots = Roots::new(paths).unwrap();
    let scan = scan(&roots, &mut |_| true).unwrap();
    (roots, scan)
}

fn keys(scan: &Scan) -> Vec<&str> {
    scan.files.iter().map(|f| f.key.as_str()).collect()
}

fn touch(home: &Home, names: &[&str]) {
    names.iter().for_each(|name| home.write(name, "marker"));
}

#[test]
fn files_come_in_one_order_and_others_are_counted() {
    let home = Home::new();
    touch(&home, &["b.txt", "a/z.md", "a/b/c", "a.TXT", "photo.jpg", "x.docx", ".hidden.txt", ".git/config.txt"]);
    let (_, scan) = scanned(&[home.archive()]);
    let expected: Vec<&str> =
        ["0/a.TXT", "0/a/b/c", "0/a/z.md", "0/b.txt"].into_iter().filter(|k| *k != "0/a.TXT" || upper_case()).collect();
    assert_eq!(keys(&scan), expected);
    assert_eq!((scan.passed.count(), scan.issues.len()), (2 + u64::from(!upper_case()), 0));
    assert_eq!((scan.passed.hidden, scan.passed.extensions["jpg"]), (2, 1));
}

#[test]
fn what_a_saved_page_needs_is_passed_by() {
    let home = Home::new();
    touch(&home, &["p/Page.html", "p/Page_files/frame.html", "p/Page_files/x/data.txt", "p/Page_files/a.jpg"]);
    touch(&home, &["p/my_files/a.txt", "Seite.HTM", "Seite-Dateien/b.txt", "Page_files/c.txt"]);
    let (_, scan) = scanned(&[home.archive()]);
    assert_eq!(keys(&scan), ["0/Page_files/c.txt", "0/Seite.HTM", "0/p/Page.html", "0/p/my_files/a.txt"]);
    assert_eq!((scan.passed.count(), scan.passed.extensions["txt"]), (4, 2));
    // Whoever names such a folder wants it.
    let (_, scan) = scanned(&[home.path("p/Page_files")]);
    assert_eq!(keys(&scan), ["0/frame.html", "0/x/data.txt"]);
}

/// Whether `.TXT` is `.txt`: for the formats to say.
fn upper_case() -> bool {
    crate::ingest::reads("a.TXT")
}

#[test]
fn ignore_files_are_honoured_within_the_root_only() {
    let home = Home::new();
    touch(&home, &["in/a.txt", "in/drafts/b.txt", "in/deep/old.txt", "in/deep/new.txt", "in/kept.txt"]);
    std::fs::write(home.path(".gitignore"), "kept.txt\n").unwrap();
    std::fs::write(home.path("in/.gitignore"), "drafts/\n").unwrap();
    std::fs::write(home.path("in/deep/.ignore"), "old*\n").unwrap();
    let (_, scan) = scanned(&[home.path("in")]);
    assert_eq!(keys(&scan), ["0/a.txt", "0/deep/new.txt", "0/kept.txt"]);
}

#[test]
fn what_is_named_is_read_whatever_its_name() {
    let home = Home::new();
    touch(&home, &["a.odd", ".b.txt", "sub/c.txt"]);
    let (roots, scan) = scanned(&[home.path("sub"), home.path("a.odd"), home.path(".b.txt"), home.path("sub")]);
    assert_eq!(keys(&scan), ["0", "1", "2/c.txt"]);
    assert_eq!(roots.path("1"), Some(home.path("a.odd").canonicalize().unwrap()));
}

#[test]
fn a_file_below_two_roots_is_found_once() {
    let home = Home::new();
    touch(&home, &["a.txt", "in/b.txt", ".hidden/c.txt"]);
    let (_, scan) = scanned(&[home.path("in"), home.archive(), home.path(".hidden"), home.path("in/b.txt")]);
    assert_eq!(keys(&scan), ["0/a.txt", "0/in/b.txt", "1/c.txt"]);
}

#[test]
fn a_deep_tree_is_walked() {
    let home = Home::new();
    let deep = "d/".repeat(400) + "a.txt";
    touch(&home, &[&deep]);
    assert_eq!(keys(&scanned(&[home.archive()]).1), [format!("0/{deep}")]);
}

#[test]
fn a_scan_can_be_stopped() {
    let home = Home::new();
    touch(&home, &["a.txt", "b.txt"]);
    let roots = Roots::new(&[home.archive()]).unwrap();
    assert!(scan(&roots, &mut |_| false).is_none());
}

#[test]
fn what_could_not_be_looked_at_is_not_gone() {
    let home = Home::new();
    touch(&home, &["a.txt"]);
    let roots = Roots::new(&[home.archive()]).unwrap();
    std::fs::remove_dir_all(home.archive()).unwrap();
    let scan = scan(&roots, &mut |_| true).unwrap();
    assert_eq!(scan.issues.len(), 1);
    assert!(scan.may_exist("0/a.txt") && !scan.may_exist("1/a.txt"));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_and_pipes_are_passed_by() {
        let home = Home::new();
        touch(&home, &["a.txt", "in/b.txt"]);
        symlink(home.path("a.txt"), home.path("link.txt")).unwrap();
        symlink(home.archive(), home.path("in/loop")).unwrap();
        symlink("/etc", home.path("out")).unwrap();
        symlink(home.path("none"), home.path("dangling.txt")).unwrap();
        let pipe = std::process::Command::new("mkfifo").arg(home.path("pipe.txt")).status();
        let pipes = u64::from(pipe.is_ok_and(|s| s.success()));
        if pipes == 0 {
            eprintln!("no mkfifo here: tested without a pipe");
        }
        let _socket = std::os::unix::net::UnixListener::bind(home.path("socket.txt")).unwrap();
        let (_, scan) = scanned(&[home.archive()]);
        assert_eq!(keys(&scan), ["0/a.txt", "0/in/b.txt"]);
        assert_eq!((scan.passed.count(), scan.issues.len()), (5 + pipes, 0));
    }

    #[test]
    fn a_link_that_is_named_is_followed() {
        let home = Home::new();
        touch(&home, &["a.txt"]);
        symlink(home.archive(), home.dir.path().join("link")).unwrap();
        assert_eq!(keys(&scanned(&[home.dir.path().join("link")]).1), ["0/a.txt"]);
    }

    #[test]
    fn any_name_is_read_shown_clean_and_found_again() {
        let home = Home::new();
        let names: [&[u8]; 4] = [b"bad\xff.txt", b"esc\x1b[2J.txt", b"line\nbreak.txt", b"-rf 100%.txt"];
        for (n, name) in names.iter().enumerate() {
            std::fs::write(home.archive().join(std::ffi::OsStr::from_bytes(name)), article(&format!("marker{n}")))
                .unwrap();
        }
        let library = home.open();
        let report = refresh(&library);
        assert_eq!((report.articles, report.issue_count), (4, 0));
        let snapshot = library.snapshot();
        let mut files = BTreeSet::new();
        for n in 0..4 {
            let (article, _) = library.article(&snapshot, n).unwrap().unwrap();
            assert!(!article.path.chars().any(char::is_control), "{:?}", article.path);
            files.insert(article.path);
        }
        assert_eq!(files.len(), 4);
        // Each is known by its own bytes: nothing is read twice, and what goes is what went.
        std::fs::remove_file(home.archive().join(std::ffi::OsStr::from_bytes(names[0]))).unwrap();
        assert_eq!(refresh(&library).deleted, 1);
        assert_eq!(markers(&library), set(&["marker1", "marker2", "marker3"]));
    }

    #[test]
    fn a_folder_that_cannot_be_opened_is_an_issue() {
        use std::os::unix::fs::PermissionsExt;
        let home = Home::new();
        touch(&home, &["a.txt", "shut/b.txt"]);
        home.run();
        let mode = |mode| std::fs::set_permissions(home.path("shut"), PermissionsExt::from_mode(mode)).unwrap();
        mode(0o000);
        if std::fs::read_dir(home.path("shut")).is_ok() {
            eprintln!("skipped: this user may open everything");
            return mode(0o700);
        }
        let (report, _) = home.run();
        mode(0o700);
        assert_eq!((report.issue_count, report.deleted, report.articles), (1, 0, 2));
    }
}

#[test]
fn our_own_folders_are_no_part_of_an_archive_that_holds_them() {
    let home = Home::new();
    touch(&home, &["a.txt", "own/README", "own/deep/b.txt", "owned/c.txt"]);
    let own = home.archive().join("own");
    let roots = Roots::new(&[home.archive()]).unwrap().without(&[&own, &home.archive().join("not there yet")]);
    assert_eq!(keys(&scan(&roots, &mut |_| true).unwrap()), ["0/a.txt", "0/owned/c.txt"]);
}
