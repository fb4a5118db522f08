//! The real program reading for itself in a process of its own.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::Command;

fn newsprint(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, home);
    }
    command
}

#[test]
fn what_is_read_apart_comes_back_whole() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.json");
    let list = r#"[{"title":"The harbour opens","body":"Ships came in at noon.","date":"2024-05-06"},{"title":"Two"}]"#;
    std::fs::write(&file, list).unwrap();
    let output = newsprint(home.path()).arg("extract").arg(&file).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let lines: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["date"], "2024-05-06");
}

#[test]
fn the_other_process_ends_when_nobody_speaks_to_it() {
    let home = tempfile::tempdir().unwrap();
    let mut command = newsprint(home.path());
    let output = command.args(["__read", "1000000000"]).stdin(std::process::Stdio::null()).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
}

/// A reading process may take so little that a large part of an archive ends it.
#[cfg(unix)]
#[test]
fn a_part_that_ends_its_reader_costs_nothing_but_itself() {
    use newsprint::library::apart::{Limits, Readers};
    use newsprint::library::files::{self, Reading};

    let home = tempfile::tempdir().unwrap();
    let page =
        |n: usize| format!("<title>Page {n}</title><p>The harbour number {n} was opened by the mayor at noon today.");
    let huge = format!("<title>Huge</title><p>{}", "A word more. ".repeat(1_000_000));
    let mail = |n: usize, inner: &str| {
        format!(
            "From ann@example.org Mon May  6 10:00:00 2024\nFrom: ann@example.org\nSubject: Mail {n}\nMessage-ID: \
             <{n}@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: \
             text/html\n\n{}\n{inner}--b--\n\n",
            page(n)
        )
    };
    let within = format!("--b\nContent-Type: message/rfc822\n\nFrom: bo@example.org\nSubject: In\n\n{huge}\n");
    let files = [
        (
            "members.tar",
            tar(&[
                ("1.html", &page(1)),
                ("2.html", &huge),
                ("3.html", &page(3)),
                ("4.html", &huge),
                ("5.html", &page(5)),
            ]),
        ),
        ("mails.mbox", [mail(1, ""), mail(2, &within), mail(3, "")].concat().into_bytes()),
    ];
    let limits = Limits { memory: 120 << 20, ..Limits::USUAL };
    for (name, bytes) in files {
        let path = home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let readers = Readers::apart(env!("CARGO_BIN_EXE_newsprint").into(), limits);
        let (mut titles, mut lost) = (Vec::new(), Vec::new());
        files::each(&[&path], &readers, Reading::Clean, &mut |seen| {
            titles.extend(seen.articles.iter().map(|(article, _)| article.title.clone()));
            lost.extend(seen.issues.into_iter().filter(|i| i.message.contains("left out")).filter_map(|i| i.member));
            Ok(())
        })
        .unwrap();
        match name {
            "members.tar" => {
                assert_eq!(titles, ["Page 1", "Page 3", "Page 5"]);
                assert_eq!(lost, ["2.html", "4.html"]);
            }
            _ => {
                assert!(titles.contains(&"Mail 1".to_string()) && titles.contains(&"Mail 3".to_string()), "{titles:?}")
            }
        }
    }
}

#[cfg(unix)]
fn tar(members: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, text) in members {
        let mut header = [0_u8; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[100..107].copy_from_slice(b"0000644");
        header[124..135].copy_from_slice(format!("{:011o}", text.len()).as_bytes());
        header[156] = b'0';
        header[257..263].copy_from_slice(b"ustar\0");
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|b| u32::from(*b)).sum();
        header[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
        header[154] = 0;
        out.extend(header);
        out.extend(text.as_bytes());
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}
