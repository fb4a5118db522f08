//! A home folder with a few stories in it, and the program run there.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use assert_cmd::Command as Checked;
use newsprint::text::sanitise::is_invisible;
use serde_json::Value;

/// Three stories; the people and the places of the first two are the same.
pub const STORIES: &[(&str, &str)] = &[
    (
        "harbour.md",
        "---\ntitle: Harbour talks end in Lisbon\ndate: 2021-05-04\nsource: Sea Desk\n---\n\nPortuguese Prime Minister \
         Ana Duarte met Norwegian Foreign Minister Lars Holm in Lisbon on Monday to settle who may fish where.\n\n\"We \
         have agreed on every line of the treaty,\" Ana Duarte said.\n\nNorway would sign in June, Lars Holm told \
         reporters.\n",
    ),
    (
        "treaty.md",
        "---\ntitle: Norway signs the fishing treaty\ndate: 2021-06-11\nsource: Sea Desk\n---\n\nNorwegian Foreign \
         Minister Lars Holm signed the treaty with Portugal on Friday.\n\n\"It is a good day for both coasts,\" Lars \
         Holm said.\n",
    ),
    (
        "storm.txt",
        "Storm closes ports in Japan\n\nA storm closed the ports of Osaka and Kobe in Japan on Sunday, and the ferries \
         stayed at their piers until the evening.\n",
    ),
];

pub struct Home {
    dir: tempfile::TempDir,
}

/// What a run left behind. Nothing in it can speak to a terminal: that is looked at for every run there is.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    pub fn new() -> Home {
        let home = Home { dir: tempfile::tempdir().unwrap() };
        STORIES.iter().for_each(|(name, text)| home.write(&format!("news/{name}"), text.as_bytes()));
        home
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.dir.path().join(below)
    }

    pub fn write(&self, below: &str, bytes: &[u8]) {
        let path = self.path(below);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, below: &str) -> String {
        std::fs::read_to_string(self.path(below)).unwrap()
    }

    /// The program, to be run in this home with `news` beside it.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.current_dir(self.dir.path()).stdin(Stdio::null());
        for (name, folder) in [("HOME", "."), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")] {
            command.env(name, self.path(folder));
        }
        command.env("XDG_CONFIG_HOME", self.path("config")).env_remove("NO_COLOR").env("TERM", "xterm-256color");
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"")
    }

    pub fn run_with(&self, args: &[&str], stdin: &[u8]) -> Run {
        let mut command = self.command();
        command.args(args);
        let output = Checked::from_std(command).write_stdin(stdin).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let run = Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        assert_inert(&run.out);
        assert_inert(&run.err);
        run
    }
}

/// No control character but the end of a line, and nothing that is never seen.
pub fn assert_inert(text: &str) {
    let odd = text.chars().find(|c| (c.is_control() && *c != '\n') || is_invisible(*c));
    assert_eq!(odd, None, "in {text:?}");
}

impl Run {
    #[track_caller]
    pub fn is(&self, status: i32) -> &Run {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    /// Standard error is empty.
    #[track_caller]
    pub fn quiet(&self) -> &Run {
        assert_eq!(self.err, "");
        self
    }

    /// Standard error has a line that begins as complaints do and has all of `parts` in it.
    #[track_caller]
    pub fn complains(&self, parts: &[&str]) -> &Run {
        let mut lines = self.err.lines().filter_map(|line| line.strip_prefix("newsprint: "));
        assert!(lines.any(|line| parts.iter().all(|part| line.contains(part))), "{parts:?} in {}", self.err);
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }

    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// One field of every object of a list.
#[track_caller]
pub fn each<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|v| v[field].as_str().unwrap_or("(none)")).collect()
}

/// Every file below a folder with its bytes.
pub fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            all.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
    all.sort();
    all
}
