//! A file of many articles is read in pieces, and only what changed of it is read again.

use std::ops::Range;

use super::*;
use crate::corpus::IssueKind;

/// A line about `marker`, long enough that a hundred make more than the first piece.
fn line(marker: &str) -> String {
    let (title, body) = (format!("About {marker}"), format!("The council met to talk about {marker} for hours."));
    let more = "of no interest".repeat(100);
    serde_json::json!({"title": title, "date": "2024-05-06", "source": "Desk", "body": body, "more": more}).to_string()
}

fn lines(numbers: Range<u32>) -> Vec<String> {
    numbers.map(|n| line(&format!("marker{n}"))).collect()
}

fn put(home: &Home, lines: &[String]) {
    std::fs::write(home.path("news.jsonl"), lines.join("\n") + "\n").unwrap();
    home.age("news.jsonl", home.clock.fetch_add(1, Ordering::Relaxed));
}

fn markers_of(numbers: impl IntoIterator<Item = u32>) -> BTreeSet<String> {
    numbers.into_iter().map(|n| format!("marker{n}")).collect()
}

fn serials(library: &Library) -> BTreeSet<u32> {
    let corpus = &library.snapshot().corpus;
    (0..corpus.len()).map(|n| corpus.serial(n)).collect()
}

#[test]
fn lines_are_articles_and_a_bad_one_is_named() {
    let home = Home::new();
    let mut all = lines(0..300);
    all[7] = "{\"title\": \"cut sho".into();
    put(&home, &all);
    let library = home.open();
    let report = refresh(&library);
    assert_eq!((report.articles, report.files, report.new), (299, 1, 1));
    let issues: Vec<_> =
        report.issues.iter().map(|l| (l.path.ends_with("news.jsonl"), l.issue.kind, l.issue.line)).collect();
    assert_eq!(issues, [(true, IssueKind::Format, Some(8))]);
    assert_eq!(markers(&library), markers_of((0..300).filter(|n| *n != 7)));
    let corpus = &library.snapshot().corpus;
    assert_eq!((corpus.source(0), corpus.date(0)), (Some("Desk"), Some(jiff::civil::date(2024, 5, 6))));
    let report = refresh(&home.open());
    assert_eq!((report.unchanged, report.articles, report.issue_count), (1, 299, 1), "nothing is read, all is told");
}

#[test]
fn what_is_added_to_the_end_leaves_the_rest_alone() {
    let home = Home::new();
    put(&home, &lines(0..300));
    let library = home.open();
    refresh(&library);
    let before = serials(&library);
    put(&home, &lines(0..310));
    let report = refresh(&library);
    assert_eq!((report.changed, report.articles), (1, 310));
    assert_eq!(markers(&library), markers_of(0..310));
    let kept = serials(&library).intersection(&before).count();
    assert!(kept > 150, "{kept} of 300 were not read again");
    // Cut short, and away.
    put(&home, &lines(0..80));
    refresh(&library);
    assert_eq!(markers(&library), markers_of(0..80));
    home.remove("news.jsonl");
    assert_eq!(refresh(&library).deleted, 1);
    assert_eq!(markers(&library), set(&[]));
}

#[test]
fn a_changed_line_is_read_again_with_its_piece_alone() {
    let home = Home::new();
    let mut all = lines(0..400);
    put(&home, &all);
    let library = home.open();
    refresh(&library);
    let before = serials(&library);
    // Of the same length: what stands behind it does not move.
    all[399] = all[399].replace("marker399", "marker777");
    put(&home, &all);
    refresh(&library);
    assert_eq!(markers(&library), markers_of((0..399).chain([777])));
    let kept = serials(&library).intersection(&before).count();
    assert!((150..400).contains(&kept), "{kept}");
}

#[test]
fn a_run_broken_off_in_the_middle_is_taken_up_there() {
    use super::history::{broken_off, check_index};
    use super::pipeline::Write;
    for at in [Write::Begun, Write::Committed, Write::Settled, Write::Frozen] {
        let home = Home::new();
        put(&home, &lines(0..600));
        assert!(broken_off(&home, at, 0), "{at:?}");
        let library = home.open();
        refresh(&library);
        assert_eq!(markers(&library), markers_of(0..600), "{at:?}");
        check_index(&library);
    }
}

#[test]
fn what_was_settled_before_a_stop_is_not_read_again() {
    let home = Home::new();
    put(&home, &lines(0..600));
    let library = home.open();
    let cancel = AtomicBool::new(false);
    let mut on_event = |event| {
        if matches!(event, Event::Snapshot(_)) {
            cancel.store(true, Ordering::SeqCst);
        }
    };
    let report = library.refresh(&mut on_event, &cancel).unwrap();
    assert!(!report.complete);
    let before = serials(&library);
    assert!(!before.is_empty() && before.len() < 600, "{}", before.len());
    refresh(&library);
    assert_eq!(markers(&library), markers_of(0..600));
    assert_eq!(serials(&library).intersection(&before).count(), before.len());
}

#[test]
fn lines_and_files_make_one_archive_and_a_packed_file_is_one_too() {
    let home = Home::new();
    put(&home, &lines(0..5));
    home.write("a.txt", "marker90");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, lines(10..14).join("\n").as_bytes()).unwrap();
    std::fs::write(home.path("more.jsonl.gz"), packed.finish().unwrap()).unwrap();
    home.age("more.jsonl.gz", 5);
    assert_eq!(home.run().1, markers_of((0..5).chain(10..14).chain([90])));
}
