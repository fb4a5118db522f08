//! What goes wrong: no terminal, closed pipes, wrong usage, missing paths, hostile names and texts.

use std::io::Read;
use std::process::Stdio;

use crate::home::{Home, assert_inert};

#[test]
fn without_a_terminal_the_reader_says_what_to_use_instead() {
    let home = Home::new();
    for args in [&[][..], &["news"], &["-"]] {
        let run = home.run(args);
        run.is(2).complains(&["terminal", "newsprint search"]);
        assert_eq!((run.out.as_str(), run.err.lines().count()), ("", 1));
    }
}

#[test]
fn wrong_usage_is_status_2_and_nothing_on_standard_output() {
    let home = Home::new();
    let check = |args: &[&str], says: &str| {
        let run = home.run(args);
        assert!(run.is(2).err.starts_with("newsprint: ") && run.err.contains(says), "{}", run.err);
        assert_eq!(run.out, "");
    };
    check(&["search"], "required");
    check(&["search", "--jsno", "x"], "no such option");
    check(&["search", "x", "--sort", "size"], "sort by");
    check(&["search", "x", "--json", "--csv"], "cannot be used with");
    check(&["search", "x", "--limit", "many"], "invalid value");
    check(&["quotes", "x", "--by"], "value is required");
    check(&["export", "x"], "--to");
    check(&["export", "x", "--to", "docx"], "invalid value");
    check(&["index"], "required");
    check(&["index", "-"], "standard input");
    check(&["man", "nothing"], "no command");
    check(&["serach", "macron"], "did you mean \"newsprint search\"");
}

#[test]
fn help_and_version_are_for_standard_output() {
    let home = Home::new();
    let help = home.run(&["--help"]);
    for part in ["[PATH]...", "./search", "Exit status", "search", "extract"] {
        assert!(help.is(0).quiet().out.contains(part), "{part}");
    }
    assert_eq!(home.run(&["--version"]).is(0).out, concat!("newsprint ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_missing_path_is_named_and_the_others_are_read() {
    let home = Home::new();
    for command in
        [&["search", "storm"][..], &["countries", "--csv"], &["quotes", "--csv"], &["export", "storm", "--to", "txt"]]
    {
        let run = home.run(&[command, &["--in", "none", "--in", "news"]].concat());
        run.is(1).complains(&["none", "no such file"]);
        assert!(!run.out.is_empty());
        let run = home.run(&[command, &["--in", "none"]].concat());
        assert_eq!(run.is(2).complains(&["none"]).out, "");
    }
    home.run(&["index", "none", "news"]).is(1).complains(&["none"]);
    home.run(&["index", "none"]).is(2).complains(&["none"]);
}

#[test]
fn a_closed_pipe_is_success() {
    let home = Home::new();
    home.run(&["index", "news"]).is(0);
    let commands: [&[&str]; 7] = [
        &["search", "", "--in", "news"],
        &["search", "", "--in", "news", "--json"],
        &["countries", "--in", "news", "--csv"],
        &["extract", "news"],
        &["export", "", "--to", "md", "--in", "news"],
        &["man"],
        &["--help"],
    ];
    for args in commands {
        let mut child = home.command().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_and_makes_the_answer_incomplete() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.write("news/secret.txt", b"Nobody reads this.\n");
    let secret = home.path("news/secret.txt");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&secret).is_ok() {
        eprintln!("skipped: this user reads everything");
        return;
    }
    for args in [&["index", "news"][..], &["search", "storm", "--in", "news"], &["extract", "news"]] {
        home.run(args).is(1).complains(&["secret.txt", "cannot be read"]);
    }
}

const HOSTILE: &str = "x\u{1b}]0;pwn\u{7}\u{1b}[2J\u{9d}52;c;AAAA\u{9c}\u{202e}gnp.exe\u{200b}\u{7f}";

#[test]
fn nothing_in_a_text_speaks_to_the_terminal() {
    let home = Home::new();
    let story = format!("Storm {HOSTILE} in Kobe\n\n\"The {HOSTILE} storm,\" Lars Holm {HOSTILE} of Norway said.\n");
    home.write("news/hostile.txt", story.as_bytes());
    let yaml =
        format!("---\ntitle: \"Storm \\e]0;pwn\\a\"\nsource: '{HOSTILE}'\n---\n\nStorm &#27;]0;pwn&#7; {HOSTILE}\n");
    home.write("news/hostile.md", yaml.as_bytes());
    for args in [
        &["search", "storm", "--in", "news"][..],
        &["search", "storm", "--in", "news", "--json"],
        &["search", "storm", "--in", "news", "--csv"],
        &["people", "--in", "news"],
        &["orgs", "storm or holm", "--in", "news", "--jsonl"],
        &["quotes", "--in", "news"],
        &["quotes", "--in", "news", "--csv"],
        &["extract", "news"],
        &["extract", "--raw", "news"],
        &["export", "storm", "--to", "md", "--in", "news"],
        &["export", "storm", "--to", "txt", "--in", "news"],
        &["export", "storm", "--to", "jsonl", "--in", "news"],
    ] {
        let run = home.run(args);
        assert!(run.status < 2, "{run:?}");
        if args.contains(&"extract") || args.contains(&"jsonl") {
            run.json_lines();
        }
    }
}

#[test]
fn nothing_that_was_typed_speaks_to_the_terminal() {
    let home = Home::new();
    for args in [
        &["search", HOSTILE, "--in", "news"][..],
        &["search", "persn:\u{1b}[2Jx", "--in", "news"],
        &["search", "x", "--in", HOSTILE],
        &["quotes", "--by", HOSTILE, "--in", "news"],
        &["extract", HOSTILE],
        &["export", "x", "--to", HOSTILE],
        &["export", "storm", "--to", "txt", "--in", "news", "-o", "none/\u{1b}[2J"],
        &["search", "x", "--sort", HOSTILE],
        &["man", HOSTILE],
        &[HOSTILE],
    ] {
        let run = home.run(args);
        assert!(run.status == 1 || run.status == 2, "{run:?}");
        assert!(run.err.is_empty() || run.err.starts_with("newsprint: "), "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn files_of_any_name_are_read_and_shown_harmless() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let home = Home::new();
    let names: [&[u8]; 6] = [
        b"a\x1b]0;pwn\x07.txt",
        b"two\nlines.txt",
        b"-dash.txt",
        "right\u{202e}txt.exe.txt".as_bytes(),
        b"bad\xff\xfe.txt",
        &[&b"n".repeat(250)[..], b".txt"].concat(),
    ];
    std::fs::create_dir(home.path("odd")).unwrap();
    for (n, name) in names.iter().enumerate() {
        let text = format!("Storm number {n}\n\nThe storm of day {n} has come to Kobe.\n");
        if std::fs::write(home.path("odd").join(OsStr::from_bytes(name)), text).is_err() {
            eprintln!("skipped here: {:?}", String::from_utf8_lossy(name));
        }
    }
    let there = home.path("odd").read_dir().unwrap().count();
    assert_eq!(home.run(&["extract", "odd"]).is(0).json_lines().len(), there);
    assert_eq!(home.run(&["search", "storm", "--in", "odd", "--jsonl"]).is(0).json_lines().len(), there);
    let shown = home.run(&["search", "storm", "--in", "odd"]);
    assert_eq!(shown.is(0).out.lines().filter(|l| l.contains("Storm number")).count(), there);
    home.run(&["index", "odd"]).is(0);
    // A leading dash is no option where it follows the end of options.
    let mut dashed = home.command();
    let output = dashed.current_dir(home.path("odd")).args(["extract", "--", "-dash.txt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_inert(&String::from_utf8(output.stdout).unwrap());
}
