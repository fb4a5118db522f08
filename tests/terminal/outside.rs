//! Other programs on the same terminal, and documents written from the screen.

use std::path::PathBuf;

use crate::pty::Program;

/// A folder with one article, its own folder for scripts, and newsprint on it.
struct Bench {
    home: tempfile::TempDir,
}

impl Bench {
    fn new() -> Bench {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("news")).unwrap();
        let text = "---\ntitle: Ferries return\nurl: https://bank.example@evil.example/ferries\n---\n\n\
                    The ferries came back on Monday, see http://ferries.example/times.\n";
        std::fs::write(home.path().join("news/a.md"), text).unwrap();
        Bench { home }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A shell script, as a line for `$EDITOR` and the like.
    fn script(&self, name: &str, text: &str) -> String {
        std::fs::write(self.at(name), text).unwrap();
        format!("sh '{}'", self.at(name).display())
    }

    fn start(&self, env: &[(&str, &str)]) -> Program {
        let news = self.at("news").display().to_string();
        let mut program = Program::start_in(self.home.path(), &["--no-watch", &news], 100, 30, env);
        program.wait_for("1 article");
        program.wait_for("ferries came back");
        program
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap_or_default()
    }
}

fn quit(mut program: Program) {
    program.keys("q");
    assert_eq!(program.end(), 0);
    program.assert_clean();
}

#[test]
fn an_editor_gets_the_terminal_and_every_key() {
    let bench = Bench::new();
    let typed = bench.at("typed").display().to_string();
    let script = format!("printf 'EDITING %s\\n' \"$*\"\nread line\nprintf '%s' \"$line\" > '{typed}'\n");
    let editor = bench.script("editor", &script);
    let mut program = bench.start(&[("EDITOR", &editor), ("VISUAL", "")]);
    for text in ["qqQ and what follows", "jjkkQ again, and more than one key at a time"] {
        program.keys("e");
        program.wait_for("EDITING");
        program.wait_for("news/a.md");
        for key in text.chars() {
            program.keys(&key.to_string());
        }
        program.keys("\r");
        program.wait_for("sh has ended");
        program.wait_for("1 article");
        assert_eq!(bench.read("typed"), text);
    }
    quit(program);
}

#[test]
fn what_is_interrupted_is_the_program_and_not_newsprint() {
    let bench = Bench::new();
    let editor = bench.script("editor", "echo WAITING\nsleep 60\n");
    let mut program = bench.start(&[("EDITOR", &editor), ("VISUAL", "")]);
    program.keys("e");
    program.wait_for("WAITING");
    program.keys("\x03");
    program.wait_for("1 article");
    program.wait_for("sh ");
    quit(program);
}

#[test]
fn a_text_is_piped_without_a_shell() {
    let bench = Bench::new();
    let mut program = bench.start(&[]);
    program.keys("|");
    program.wait_for("no shell");
    program.keys("cat - '$HOME;x'\r");
    program.wait_for("Enter goes back");
    program.wait_for("$HOME;x");
    program.wait_for("came back on Monday");
    program.keys("\r");
    program.wait_for("1 article");
    program.wait_for("cat ended with status 1");
    program.keys("|");
    program.keys("no-such-program\r");
    program.wait_for("cannot run no-such-program");
    program.keys("|'open\r");
    program.wait_for("is not closed");
    program.keys("\x1b");
    program.wait_until("the prompt is gone", |s| !s.contains("no shell"));
    quit(program);
}

#[test]
fn links_are_shown_with_the_host_they_lead_to_and_opened_as_one_argument() {
    let bench = Bench::new();
    let opened = bench.at("opened").display().to_string();
    let browser = bench.script("browser", &format!("printf '%s|' \"$#\" \"$@\" >> '{opened}'\n"));
    let mut program = bench.start(&[("BROWSER", &browser)]);
    program.keys("u");
    program.wait_for("2 links");
    program.wait_for("evil.example  this article");
    program.wait_for("ferries.example  http");
    program.keys("j\r");
    program.wait_for("opened: ferries.example");
    program.keys("q");
    program.wait_until("the popup is gone", |s| !s.contains("2 links"));
    program.keys("o");
    program.wait_for("opened: evil.example");
    let expected = "1|http://ferries.example/times|1|https://bank.example@evil.example/ferries|";
    for _ in 0..300 {
        if bench.read("opened").len() >= expected.len() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(bench.read("opened"), expected);
    quit(program);
}

#[test]
fn a_document_is_saved_and_nothing_is_replaced_unasked() {
    let bench = Bench::new();
    std::fs::write(bench.at("old.md"), "old").unwrap();
    let mut program = bench.start(&[]);
    program.keys("S");
    program.wait_for("ferries-return.md");
    program.keys("\r");
    program.wait_for("1 article written to");
    assert!(bench.read("ferries-return.md").starts_with("# Ferries return\n"));
    program.keys("S\x15~/ol\t");
    program.wait_for("old.md");
    program.keys("\r");
    program.wait_for("Enter replaces it");
    assert_eq!(bench.read("old.md"), "old");
    program.keys("\r");
    program.wait_for("1 article written to");
    assert!(bench.read("old.md").starts_with("# Ferries return\n"));
    program.keys("S\x15~/news/x.html\r");
    program.wait_for("lies in the archive");
    program.keys("\x15~/none/x.html\r");
    program.wait_for("no such file");
    program.keys("\x1b");
    program.wait_until("the popup is gone", |s| !s.contains("Save as"));
    assert_eq!(std::fs::read_dir(bench.at("news")).unwrap().count(), 1);
    quit(program);
}
