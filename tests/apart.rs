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
