//! The real program on a real terminal: start, keys, resize, signals, and how it leaves the terminal behind.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod outside;
mod pty;

use pty::Program;

/// The starter corpus, ready.
fn start(columns: u16, rows: u16) -> Program {
    let mut program = Program::start(&[], columns, rows, &[]);
    program.wait_for("61 articles");
    program
}

#[test]
fn the_starter_corpus_opens_in_three_panes() {
    let mut program = start(160, 40);
    program.wait_for("People");
    program.wait_for("Countries");
    program.wait_for("Organisations");
    program.wait_for("read ");
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

/// Whether this system tells when files change.
fn is_told_of_changes(folder: &std::path::Path) -> bool {
    let roots = newsprint::library::scan::Roots::new(&[folder.to_path_buf()]).unwrap();
    let told = newsprint::library::watch::watch(&roots, || {}).is_some();
    if !told {
        eprintln!("skipped: nothing is watched here");
    }
    told
}

#[test]
fn a_file_that_comes_while_reading_is_shown_by_itself() {
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("news");
    std::fs::create_dir(&news).unwrap();
    std::fs::write(news.join("a.txt"), "Ferries return\n\nThe ferries came back on Monday.\n").unwrap();
    if !is_told_of_changes(&news) {
        return;
    }
    let mut program = Program::start_in(home.path(), &[news.to_str().unwrap()], 120, 30, &[]);
    program.wait_for("1 article");
    // It may not be watched yet.
    std::thread::sleep(std::time::Duration::from_secs(1));
    std::fs::write(news.join("b.txt"), "Bridge opens\n\nThe bridge opened on Tuesday.\n").unwrap();
    program.wait_for("Bridge opens");
    std::fs::remove_file(news.join("a.txt")).unwrap();
    program.wait_until("one is gone", |s| !s.contains("Ferries return"));
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
    let mut program = Program::start_in(home.path(), &["--no-watch", news.to_str().unwrap()], 120, 30, &[]);
    program.wait_for("1 article");
    // The first look at the files is over by then.
    std::thread::sleep(std::time::Duration::from_secs(2));
    std::fs::write(news.join("c.txt"), "Storm closes ports\n\nA storm came on Sunday.\n").unwrap();
    std::thread::sleep(std::time::Duration::from_secs(3));
    program.keys("j");
    program.wait_for("1 article ");
    program.keys("R");
    program.wait_for("Storm closes ports");
    program.keys("q");
    assert_eq!(program.end(), 0);
}

#[test]
fn a_filter_narrows_and_escape_widens() {
    let mut program = start(160, 40);
    program.keys("fmandela");
    program.wait_for("of 61");
    program.keys("\r");
    program.wait_for("mandela ×");
    program.keys("\x1b");
    program.wait_until("no count", |s| !s.contains("of 61"));
    program.keys("Q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

#[test]
fn a_search_shows_snippets() {
    let mut program = start(120, 40);
    program.keys("/wall");
    program.wait_for("best first");
    program.wait_for("of 61");
    program.keys("\x1b");
    program.wait_until("the list again", |s| !s.contains("best first"));
    program.keys("q");
    assert_eq!(program.end(), 0);
}

#[test]
fn it_can_be_resized_to_anything() {
    let mut program = start(120, 40);
    for (columns, rows) in [(200, 60), (80, 24), (40, 20), (1, 1), (20, 5), (3, 50), (300, 2), (120, 40)] {
        program.resize(columns, rows);
        program.keys("j");
    }
    program.wait_for("61 articles");
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

#[test]
fn every_signal_that_ends_gives_the_terminal_back() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)] {
        let mut program = start(100, 30);
        program.signal(name);
        assert_eq!(program.end(), 128 + number, "{name}");
        program.assert_clean();
    }
}

#[test]
fn the_screen_is_drawn_anew_on_request() {
    let mut program = start(120, 30);
    program.settle();
    let before = program.written();
    program.keys("\x0c");
    program.settle();
    assert!(program.written() > before + 2000, "only {} bytes", program.written() - before);
    program.wait_for("61 articles");
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

#[test]
fn stopped_and_continued_it_goes_on_where_it_was() {
    let mut program = start(120, 30);
    program.keys("j");
    for _ in 0..2 {
        program.signal("TSTP");
        program.wait_for_main_screen();
        program.wait_for_stop();
        program.signal("CONT");
        program.wait_for("61 articles");
    }
    // Nobody started it but the terminal: nobody could continue it.
    program.keys("\x1a");
    program.wait_for("no shell");
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

#[test]
fn a_burst_of_keys_is_taken_whole() {
    let mut program = start(120, 40);
    program.keys(&"j".repeat(5000));
    program.keys(&"k".repeat(60));
    program.keys("\r");
    program.wait_for("agrees loan for Ukraine");
    program.keys("q");
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

#[test]
fn without_colours_the_selection_is_reversed() {
    let mut program = Program::start(&[], 120, 30, &[("NO_COLOR", "1")]);
    program.wait_for("61 articles");
    program.wait_for("read ");
    assert!(program.any_cell(|c| c.inverse()), "no reversed cell:\n{}", program.screen());
    assert!(program.any_cell(|c| c.bold()), "no bold cell:\n{}", program.screen());
    assert!(!program.any_cell(|c| c.fgcolor() != vt100::Color::Default), "a colour in spite of NO_COLOR");
    program.keys("q");
    assert_eq!(program.end(), 0);
}

#[test]
fn hostile_files_cannot_speak_to_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let text = "A title with \x1b]0;pwned\x07 and \u{202e}reversed\n\nBody \x1b[2J\x1b]52;c;aGk=\x07 \u{9d}52;c;x\u{9c} with \x1bc more words in it to read.\n";
    std::fs::write(folder.path().join("evil\u{1b}[31m.txt"), text).unwrap();
    let mut program = Program::start(&[folder.path().to_str().unwrap()], 100, 30, &[]);
    program.wait_for("1 article");
    program.wait_for("more words");
    program.keys("\rx");
    program.wait_for("hidden");
    program.keys("q");
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

#[test]
fn marks_survive_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start_in(home.path(), &[], 120, 30, &[]);
    program.wait_for("61 articles");
    program.wait_for("read ");
    program.keys("s");
    program.wait_for("★");
    program.keys("q");
    assert_eq!(program.end(), 0);
    let mut program = Program::start_in(home.path(), &[], 120, 30, &[]);
    program.wait_for("★");
    program.keys("q");
    assert_eq!(program.end(), 0);
}

#[test]
fn idle_writes_nothing() {
    let mut program = start(120, 30);
    program.settle();
    let before = program.written();
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert_eq!(program.written(), before, "bytes were written while nothing happened");
    program.keys("q");
    assert_eq!(program.end(), 0);
}

#[test]
fn an_archive_is_opened_as_it_was_left_and_another_one_from_the_list() {
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("news");
    std::fs::create_dir(&news).unwrap();
    std::fs::write(news.join("a.txt"), "Ferries return\n\nThe ferries came back on Monday.\n").unwrap();
    std::fs::write(news.join("b.txt"), "Bridge opens\n\nThe bridge opened on Tuesday.\n").unwrap();
    let news = news.to_str().unwrap();
    let start = |args: &[&str]| Program::start_in(home.path(), args, 120, 30, &[]);
    let mut program = start(&[news]);
    program.wait_for("2 articles");
    program.keys("fferries\r");
    program.wait_until("one is left", |s| s.contains("1 of 2") && !s.contains("Bridge opens"));
    program.keys("q");
    assert_eq!(program.end(), 0);
    let mut program = start(&[news]);
    program.wait_for("1 of 2");
    program.keys("q");
    assert_eq!(program.end(), 0);
    let mut program = start(&["--fresh", news]);
    program.wait_for("Bridge opens");
    program.signal("TERM");
    assert_eq!(program.end(), 128 + 15);
    // With no path it is the starter corpus, from which the others are a key away.
    let mut program = start(&[]);
    program.wait_for("g a: your archives");
    program.keys("ga");
    program.wait_for("~/news");
    program.keys("\r");
    program.wait_for("Bridge opens");
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

#[test]
fn a_broken_configuration_is_told_and_the_rest_of_it_holds() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config/newsprint");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(
        config.join("config.toml"),
        "theme = \"dark\"\nwidht = 60\n[keys]\nquit = \"K\"\nscroll-reader-up = \"\"\n",
    )
    .unwrap();
    let mut program = Program::start_in(home.path(), &[], 120, 30, &[("COLORTERM", "truecolor")]);
    program.wait_for("config.toml:2: unknown setting \"widht\", did you mean \"width\"?");
    program.wait_for("61 articles");
    assert!(program.any_cell(|cell| cell.bgcolor() == vt100::Color::Rgb(0x1b, 0x1d, 0x21)));
    program.keys("K");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}
