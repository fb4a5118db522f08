//! A program on a pseudo-terminal, and the screen that a person would see.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take before a test gives up: generous, because machines are busy.
const LIMIT: Duration = Duration::from_secs(30);

struct Screen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
}

pub struct Program {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    screen: Arc<Mutex<Screen>>,
    /// The slave stays open, so that its state can be looked at after the program has ended.
    _slave: Box<dyn portable_pty::SlavePty + Send>,
    before: String,
    _home: Option<tempfile::TempDir>,
}

impl Program {
    /// Starts newsprint with a home of its own.
    pub fn start(args: &[&str], columns: u16, rows: u16, env: &[(&str, &str)]) -> Program {
        let home = tempfile::tempdir().unwrap();
        let mut program = Program::start_in(home.path(), args, columns, rows, env);
        program._home = Some(home);
        program
    }

    pub fn start_in(home: &Path, args: &[&str], columns: u16, rows: u16, env: &[(&str, &str)]) -> Program {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_newsprint"));
        command.args(args);
        for variable in ["NO_COLOR", "COLORTERM"] {
            command.env_remove(variable);
        }
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        for (variable, dir) in [("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config")] {
            command.env(variable, home.join(dir));
        }
        env.iter().for_each(|(name, value)| command.env(name, value));
        let before = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = Arc::new(Mutex::new(Screen {
            parser: vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0),
            bytes: Vec::new(),
        }));
        let mut output = pair.master.try_clone_reader().unwrap();
        let sink = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                let mut screen = sink.lock().unwrap();
                screen.parser.process(&buffer[..n]);
                screen.bytes.extend_from_slice(&buffer[..n]);
            }
        });
        let input = pair.master.take_writer().unwrap();
        Program { child, master: pair.master, input, screen, _slave: pair.slave, before, _home: None }
    }

    pub fn keys(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.screen.lock().unwrap().parser.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        self.master.resize(size(columns, rows)).unwrap();
        std::thread::sleep(Duration::from_millis(30));
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    pub fn screen(&self) -> String {
        self.screen.lock().unwrap().parser.screen().contents()
    }

    pub fn written(&self) -> usize {
        self.screen.lock().unwrap().bytes.len()
    }

    pub fn any_cell(&self, is: impl Fn(&vt100::Cell) -> bool) -> bool {
        let screen = self.screen.lock().unwrap();
        let (rows, columns) = screen.parser.screen().size();
        (0..rows.get()).any(|r| (0..columns.get()).any(|c| screen.parser.screen().cell(r, c).is_some_and(&is)))
    }

    /// Waits until `text` stands on the screen.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contains(text));
    }

    pub fn wait_until(&mut self, what: &str, is: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !is(&self.screen()) {
            assert!(start.elapsed() < LIMIT, "waited in vain for {what}:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the terminal has been given back.
    pub fn wait_for_main_screen(&self) {
        let start = Instant::now();
        while self.screen.lock().unwrap().parser.screen().alternate_screen() {
            assert!(start.elapsed() < LIMIT, "the alternate screen stays");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the program is stopped: a signal to continue that comes before that is lost.
    pub fn wait_for_stop(&self) {
        let stat = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let state = || {
            let stat = std::fs::read_to_string(&stat).ok()?;
            stat.rsplit_once(')').map(|(_, rest)| rest.trim_start().starts_with('T'))
        };
        let start = Instant::now();
        while !state().unwrap_or_else(|| start.elapsed() > Duration::from_secs(2)) {
            assert!(start.elapsed() < LIMIT, "it does not stop");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until nothing more is written.
    pub fn settle(&self) {
        let mut before = usize::MAX;
        while before != self.written() {
            before = self.written();
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    /// Waits for the end and gives the exit status.
    pub fn end(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it wrote last may still be on its way.
                std::thread::sleep(Duration::from_millis(50));
                return status.exit_code();
            }
            assert!(start.elapsed() < LIMIT, "did not end:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The terminal is as it was, and nothing but what newsprint itself has to say was written to it.
    pub fn assert_clean(&self) {
        let screen = self.screen.lock().unwrap();
        let s = screen.parser.screen();
        assert!(!s.alternate_screen(), "still on the alternate screen");
        assert!(!s.hide_cursor(), "cursor still hidden");
        assert!(!s.bracketed_paste(), "bracketed paste still on");
        assert_eq!(s.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "mouse still captured");
        assert_eq!(modes(self.master.as_ref()), self.before, "the terminal is not in its old mode");
        assert_only_known_sequences(&screen.bytes);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Only what this test started, should it have failed half-way.
        _ = self.child.kill();
    }
}

fn at_least_one(n: u16) -> std::num::NonZero<u16> {
    n.try_into().unwrap_or(std::num::NonZero::<u16>::MIN)
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

/// Every escape sequence is a CSI of a form that newsprint writes; there is no other control character.
fn assert_only_known_sequences(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.as_ref();
    while let Some(at) = rest.find(|c: char| c.is_control()) {
        let tail = &rest[at..];
        if let Some(body) = tail.strip_prefix("\x1b[") {
            let end = body.find(|c: char| ('\x40'..='\x7e').contains(&c)).expect("an unfinished sequence");
            let (arguments, kind) = (&body[..end], &body[end..=end]);
            let private = ["?25", "?1000", "?1002", "?1003", "?1006", "?1015", "?1049", "?2004", "?2026"]
                .contains(&arguments)
                && ["h", "l"].contains(&kind);
            let plain = arguments.chars().all(|c| c.is_ascii_digit() || c == ';') && "mHJKABCD".contains(kind);
            assert!(private || plain, "an unknown sequence: {:?}", &tail[..end + 3]);
            rest = &body[end + 1..];
        } else {
            let c = tail.chars().next().unwrap();
            assert!(
                c == '\r' || c == '\n',
                "a control character {c:?} before {:?}",
                tail.chars().take(20).collect::<String>()
            );
            rest = &tail[c.len_utf8()..];
        }
    }
}
