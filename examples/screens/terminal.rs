//! newsprint on a pseudo-terminal of its own, and what stands in the cells of its screen.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use newsprint::app::Key;
use newsprint::app::key::Code;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::svg::{Cell, Paint, Style};

/// Nothing takes longer, but on a machine with much to do.
const LIMIT: Duration = Duration::from_secs(30);
/// Silent for so long, the program has drawn what it had to.
const QUIET: Duration = Duration::from_millis(400);

pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    written: Arc<Mutex<Vec<u8>>>,
    columns: u16,
    rows: u16,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts the program with a home of its own.
    ///
    /// # Errors
    /// If there are no pseudo-terminals here, or the program cannot be started.
    pub fn start(program: &Path, args: &[&str], home: &Path, (columns, rows): (u16, u16)) -> anyhow::Result<Terminal> {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(program);
        command.args(args);
        ["NO_COLOR", "COLORTERM", "EDITOR", "VISUAL"].iter().for_each(|v| command.env_remove(v));
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        for (variable, dir) in [("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config")] {
            command.env(variable, home.join(dir));
        }
        command.cwd(home);
        let child = pair.slave.spawn_command(command).context("cannot start newsprint")?;
        let mut output = pair.master.try_clone_reader()?;
        let written = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&written);
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                if let Ok(mut sink) = sink.lock() {
                    sink.extend_from_slice(&buffer[..n]);
                }
            }
        });
        let input = pair.master.take_writer()?;
        Ok(Terminal { child, input, written, columns, rows, _master: pair.master })
    }

    /// Presses keys by name, separated by spaces; what stands between `'` is typed letter by letter.
    ///
    /// # Errors
    /// If a key has no such name, or the program is gone.
    pub fn keys(&mut self, keys: &str) -> anyhow::Result<()> {
        for (i, part) in keys.split('\'').enumerate() {
            let pressed: Vec<Key> = if i % 2 == 1 {
                part.chars().map(Key::char).collect()
            } else {
                let named = |name: &str| Key::parse(name).with_context(|| format!("there is no key {name}"));
                part.split_whitespace().map(named).collect::<anyhow::Result<_>>()?
            };
            for key in pressed {
                self.input.write_all(sent(key)?.as_bytes())?;
                self.input.flush()?;
                // What begins with an escape is told from the key of that name by time.
                sleep(Duration::from_millis(60));
            }
        }
        self.settle();
        Ok(())
    }

    /// Waits until `text` stands on the screen.
    ///
    /// # Errors
    /// If it never does.
    pub fn wait_for(&self, text: &str) -> anyhow::Result<()> {
        let start = Instant::now();
        while !self.parsed(false).screen().contents().contains(text) {
            if start.elapsed() > LIMIT {
                bail!("waited in vain for {text}:\n{}", self.parsed(false).screen().contents());
            }
            sleep(Duration::from_millis(50));
        }
        self.settle();
        Ok(())
    }

    fn length(&self) -> usize {
        self.written.lock().map_or(0, |w| w.len())
    }

    /// Waits until nothing more is written.
    fn settle(&self) {
        let mut before = usize::MAX;
        while before != self.length() {
            before = self.length();
            sleep(QUIET);
        }
    }

    /// Everything that was written, read as a terminal reads it. The parser does not know letters that are struck
    /// out: with `struck` it shows them as italic, and nothing else.
    fn parsed(&self, struck: bool) -> vt100::Parser {
        let at_least_one = |n: u16| n.try_into().unwrap_or(std::num::NonZero::<u16>::MIN);
        let mut parser = vt100::Parser::new(at_least_one(self.rows), at_least_one(self.columns), 0);
        let bytes = self.written.lock().map(|w| w.clone()).unwrap_or_default();
        if struck {
            let text = String::from_utf8_lossy(&bytes).replace("\x1b[3m", "").replace("\x1b[23m", "");
            parser.process(text.replace("\x1b[9m", "\x1b[3m").replace("\x1b[29m", "\x1b[23m").as_bytes());
        } else {
            parser.process(&bytes);
        }
        parser
    }

    /// The screen, row by row.
    pub fn cells(&self) -> Vec<Vec<Cell>> {
        let (plain, struck) = (self.parsed(false), self.parsed(true));
        let cell = |row: u16, column: u16| {
            let Some(cell) = plain.screen().cell(row, column) else { return Cell::default() };
            let style = Style {
                fore: paint(cell.fgcolor()),
                back: paint(cell.bgcolor()),
                bold: cell.bold(),
                dim: cell.dim(),
                italic: cell.italic(),
                underlined: cell.underline(),
                struck: struck.screen().cell(row, column).is_some_and(vt100::Cell::italic),
                reversed: cell.inverse(),
            };
            Cell { text: cell.contents().to_string(), wide: cell.is_wide(), style }
        };
        (0..self.rows).map(|row| (0..self.columns).map(|column| cell(row, column)).collect()).collect()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

fn paint(colour: vt100::Color) -> Paint {
    match colour {
        vt100::Color::Default => Paint::Usual,
        vt100::Color::Idx(n) => Paint::Index(n),
        vt100::Color::Rgb(r, g, b) => Paint::Exact((r, g, b)),
    }
}

/// What a terminal sends for a key.
fn sent(key: Key) -> anyhow::Result<String> {
    let plain = match key.code {
        Code::Char(c) if key.control && c.is_ascii_alphabetic() => {
            char::from(c.to_ascii_lowercase() as u8 - b'a' + 1).to_string()
        }
        Code::Char(c) => c.to_string(),
        Code::Enter => "\r".into(),
        Code::Esc => "\x1b".into(),
        Code::Tab => "\t".into(),
        Code::BackTab => "\x1b[Z".into(),
        Code::Backspace => "\x7f".into(),
        Code::Delete => "\x1b[3~".into(),
        Code::Up => "\x1b[A".into(),
        Code::Down => "\x1b[B".into(),
        Code::Right => "\x1b[C".into(),
        Code::Left => "\x1b[D".into(),
        Code::Home => "\x1b[H".into(),
        Code::End => "\x1b[F".into(),
        Code::PageUp => "\x1b[5~".into(),
        Code::PageDown => "\x1b[6~".into(),
        #[allow(unreachable_patterns, reason = "keys may be added")]
        other => bail!("nobody has said yet what {other:?} sends"),
    };
    Ok(if key.alt { format!("\x1b{plain}") } else { plain })
}
