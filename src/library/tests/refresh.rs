//! What a refresh does, and what it leaves alone.

use super::*;

/// New, changed, deleted, unchanged.
fn counts(report: &Report) -> [u64; 4] {
    [report.new, report.changed, report.deleted, report.unchanged]
}

#[test]
fn only_what_changed_is_done() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.write("deep/er/b.md", "marker2");
    home.write("c", "marker3");
    let (report, shown) = home.run();
    assert_eq!((counts(&report), shown), ([3, 0, 0, 0], set(&["marker1", "marker2", "marker3"])));
    assert_eq!((report.articles, report.files, report.complete, report.locked), (3, 3, true, false));

    home.write("a.txt", "marker4");
    home.remove("c");
    home.write("d.txt", "marker5");
    let (report, shown) = home.run();
    assert_eq!((counts(&report), shown), ([1, 1, 1, 1], set(&["marker2", "marker4", "marker5"])));

    let (report, shown) = home.run();
    assert_eq!((counts(&report), shown), ([0, 0, 0, 3], set(&["marker2", "marker4", "marker5"])));
    assert_eq!((report.articles, report.files), (3, 3));
}

#[test]
fn a_large_file_without_an_extension_is_read_as_what_it_is() {
    let home = Home::new();
    let filler = "The ministers met on the quay for the third time this week and left without a word.\n".repeat(20_000);
    std::fs::create_dir_all(home.archive()).unwrap();
    std::fs::write(home.path("Notes"), format!("{}\n{filler}", article("marker1"))).unwrap();
    let letter =
        |marker: &str| format!("From - Mon Feb 17 09:30:00 2025\nSubject: A\n\n{}\n{filler}\n", article(marker));
    std::fs::write(home.path("Inbox"), [letter("marker2"), letter("marker3")].concat()).unwrap();
    let (report, shown) = home.run();
    // They say nearly the same.
    assert_eq!((report.articles + report.duplicates, report.issue_count), (3, 0), "{shown:?} {:?}", report.issues);
    assert_eq!(counts(&home.run().0), [0, 0, 0, 2]);
}

#[test]
fn an_unchanged_archive_is_there_at_once_and_nothing_is_written() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.run();
    let corpus = home.cache().join("corpus.bin");
    let before = corpus.metadata().unwrap().modified().unwrap();
    let library = home.open();
    assert_eq!(markers(&library), set(&["marker1"]), "before any refresh");
    assert!(library.notices().is_empty());
    assert!(snapshots(&library).is_empty());
    assert_eq!(corpus.metadata().unwrap().modified().unwrap(), before);
}

#[test]
fn a_file_with_the_same_stamp_is_not_read_and_a_touched_one_not_indexed() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.age("a.txt", 77);
    home.run();
    std::fs::write(home.path("a.txt"), article("marker2")).unwrap();
    home.age("a.txt", 77);
    assert_eq!(home.run().1, set(&["marker1"]), "same size and time");
    std::fs::write(home.path("a.txt"), article("marker1")).unwrap();
    home.age("a.txt", 78);
    let library = home.open();
    assert!(snapshots(&library).is_empty(), "only touched");
    assert_eq!(counts(&refresh(&library)), [0, 0, 0, 1]);
}

#[test]
fn a_file_that_was_just_written_is_looked_at_again() {
    let home = Home::new();
    std::fs::write(home.path("a.txt"), article("marker1")).unwrap();
    let time = home.path("a.txt").metadata().unwrap().modified().unwrap();
    home.run();
    std::fs::write(home.path("a.txt"), article("marker2")).unwrap();
    File::options().write(true).open(home.path("a.txt")).unwrap().set_modified(time).unwrap();
    assert_eq!(home.run().1, set(&["marker2"]));
}

#[test]
fn two_files_with_one_content_are_one_row() {
    let home = Home::new();
    for name in ["b.txt", "a.txt", "c.txt"] {
        home.write(name, "marker1");
    }
    home.write("d.txt", "marker2");
    let library = home.open();
    let report = refresh(&library);
    assert_eq!((report.articles, report.duplicates, report.files), (2, 2, 4));
    let path = |library: &Library| {
        let snapshot = library.snapshot();
        let path = |n| PathBuf::from(library.article(&snapshot, n).unwrap().unwrap().0.path);
        let files: BTreeSet<PathBuf> = snapshot.corpus.all_folded().bits().iter().map(path).collect();
        files.iter().map(|p| p.file_name().unwrap().to_str().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(path(&library), ["a.txt", "d.txt"]);
    home.remove("a.txt");
    let report = refresh(&library);
    assert_eq!((report.articles, report.duplicates), (2, 1));
    assert_eq!(path(&library), ["b.txt", "d.txt"], "the next one takes its place");
}

#[test]
fn what_is_wrong_with_a_file_is_told_in_every_run() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    std::fs::write(home.path("empty.txt"), "").unwrap();
    home.age("empty.txt", 5);
    for _ in 0..2 {
        let (report, shown) = home.run();
        assert_eq!((report.articles, report.issue_count, shown), (1, 1, set(&["marker1"])));
        assert!(report.issues[0].path.ends_with("empty.txt"), "{:?}", report.issues);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_stops_no_other() {
    // A regular file whose first byte gives an error, whoever reads it.
    let bad = PathBuf::from("/proc/self/mem");
    let home = Home::new();
    home.write("a.txt", "marker1");
    let library =
        Library::open(&Place::Paths(vec![bad.clone(), home.archive()]), &home.dirs(), Readers::within()).unwrap();
    let report = refresh(&library);
    assert_eq!((report.articles, report.files, report.issue_count), (1, 2, 1));
    assert!(report.issues[0].path.ends_with("/mem"), "{:?}", report.issues);
    assert_eq!(markers(&library), set(&["marker1"]));
}

#[test]
fn articles_show_while_an_archive_is_built() {
    let home = Home::new();
    for n in 0..400 {
        home.write(&format!("{n:03}.txt"), &format!("marker{n}"));
    }
    let library = home.open();
    assert!(library.snapshot().corpus.is_empty());
    let sizes: Vec<u32> = snapshots(&library).iter().map(|s| s.corpus.len()).collect();
    assert!(sizes.len() >= 2 && sizes[0] < 200, "{sizes:?}");
    assert!(sizes.is_sorted());
    assert_eq!(sizes.last(), Some(&400));
    assert_eq!(markers(&library).len(), 400);
}

#[test]
fn progress_is_told_from_the_first_file_to_the_last() {
    let home = Home::new();
    for n in 0..40 {
        home.write(&format!("{n:03}.txt"), &format!("marker{n}"));
    }
    let bytes: u64 = (0..40).map(|n| article(&format!("marker{n}")).len() as u64).sum();
    let mut told = Vec::new();
    let mut on_event = |e: Event| told.extend(if let Event::Progress(p) = e { Some(p) } else { None });
    home.open().refresh(&mut on_event, &AtomicBool::new(false)).unwrap();
    let last = |phase| told.iter().rfind(|p: &&Progress| p.phase == phase).unwrap();
    assert_eq!((last(Phase::Read).done, last(Phase::Read).total), (40, 40));
    assert_eq!(last(Phase::Read).bytes, bytes);
    assert_eq!(told.first().unwrap().phase, Phase::Scan);
}

#[test]
fn a_cancelled_run_is_taken_up_where_it_was_left() {
    let home = Home::new();
    for n in 0..300 {
        home.write(&format!("{n:03}.txt"), &format!("marker{n}"));
    }
    let library = home.open();
    let cancel = AtomicBool::new(false);
    let stop = |e: Event| cancel.fetch_or(matches!(e, Event::Snapshot(_)), Ordering::Relaxed);
    let report = library.refresh(&mut |e| _ = stop(e), &cancel).unwrap();
    assert!(!report.complete);
    let part = markers(&library).len() as u64;
    assert!(part > 0 && part < 300);
    let report = refresh(&library);
    assert_eq!((report.articles, report.unchanged), (300, part), "what was committed is not read again");
    assert_eq!(markers(&library).len(), 300);
    let report = library.refresh(&mut |_| {}, &AtomicBool::new(true)).unwrap();
    assert!(!report.complete);
    assert_eq!(markers(&library).len(), 300);
}

#[test]
fn two_newsprints_do_not_write_at_once() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    let (first, second) = (home.open(), home.open());
    let lock = cache::Cache::new(home.cache().parent().unwrap().into()).lock().unwrap().unwrap();
    let mut notices = Vec::new();
    let mut on_event = |e: Event| notices.extend(if let Event::Notice(n) = e { Some(n) } else { None });
    let report = first.refresh(&mut on_event, &AtomicBool::new(false)).unwrap();
    assert!(report.locked && !report.complete);
    assert_eq!(notices.len(), 1);
    drop(lock);
    assert!(!refresh(&first).locked);
    assert_eq!(second.reload().unwrap().corpus.len(), 1, "the other's work is seen");
    assert!(second.reload().is_none(), "nothing new");
    assert_eq!(markers(&second), set(&["marker1"]));
}

#[test]
fn what_another_newsprint_has_indexed_is_seen_by_the_next_refresh() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    let (first, second) = (home.open(), home.open());
    refresh(&first);
    refresh(&second);
    home.write("b.txt", "marker2");
    refresh(&first);
    assert_eq!(snapshots(&second).len(), 1);
    assert_eq!(markers(&second), set(&["marker1", "marker2"]));
}

#[test]
fn the_starter_needs_no_disk_and_no_index_to_be_read() {
    let home = Home::new();
    let text = |m: &str| -> &'static [u8] { Box::leak(article(m).into_bytes().into_boxed_slice()) };
    let files = vec![("a.txt", text("marker1")), ("b.txt", text("marker2")), ("c.txt", text("marker2"))];
    let library =
        Library::open(&Place::Starter(Box::leak(files.into_boxed_slice())), &home.dirs(), Readers::within()).unwrap();
    assert_eq!(markers(&library), set(&["marker1", "marker2"]));
    let report = refresh(&library);
    assert_eq!((report.articles, report.duplicates, report.complete), (2, 1, true));
    let snapshot = library.snapshot();
    let searcher = snapshot.searcher().unwrap();
    assert!((0..2).all(|n| searcher.contains(snapshot.corpus.serial(n)).unwrap()));
    let kept: Vec<_> = std::fs::read_dir(home.dirs().data).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(kept, ["starter"], "as it was read, and no index");
}

#[test]
fn standard_input_is_an_archive() {
    let home = Home::new();
    let library =
        Library::open(&Place::Stdin(article("marker1").into_bytes()), &home.dirs(), Readers::within()).unwrap();
    assert_eq!(markers(&library), set(&["marker1"]));
    let library = Library::open(&Place::Stdin(Vec::new()), &home.dirs(), Readers::within()).unwrap();
    assert_eq!((markers(&library).len(), refresh(&library).issue_count), (0, 1));
}

#[test]
fn an_archive_that_is_read_anew_again_and_again_does_not_grow() {
    let home = Home::new();
    let mut sizes = Vec::new();
    for round in 0..12 {
        for n in 0..5 {
            home.write(&format!("{n}.txt"), &format!("marker{}", 10 * round + n));
        }
        home.run();
        sizes.push(home.cache().join("corpus.bin").metadata().unwrap().len());
    }
    assert!(sizes[11] < sizes[1] + 4096 + 200, "{sizes:?}");
}

#[test]
fn a_path_that_is_not_there_is_named() {
    let home = Home::new();
    let error =
        Library::open(&Place::Paths(vec![home.path("none\u{1b}[2J")]), &home.dirs(), Readers::within()).err().unwrap();
    let message = format!("{error:#}");
    assert!(message.contains("none") && !message.contains('\u{1b}'), "{message}");
}

#[cfg(unix)]
#[test]
fn a_device_is_not_an_archive() {
    let home = Home::new();
    let error = Library::open(&Place::Paths(vec!["/dev/null".into()]), &home.dirs(), Readers::within()).err().unwrap();
    assert_eq!(format!("{error:#}"), "/dev/null is neither a file nor a folder");
}
