//! The one place that prints: standard output, standard error and exit statuses.
//!
//! What is printed for people is sanitised here whatever it went through before; JSON is escaped so that it holds no
//! control and no invisible character and is still the same JSON. Bold and dim are for terminals only.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use serde::Serialize;

use crate::export;
use crate::text::sanitise;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Done,
    /// Nothing was found, or some of the input was bad: said on standard error.
    Lacking,
    Usage,
    /// The status of a program that a signal ended.
    Signal(u8),
}

impl Status {
    /// `self`, or [`Status::Lacking`] if something was `bad`.
    pub fn or_lacking(self, bad: bool) -> Status {
        if self == Status::Done && bad { Status::Lacking } else { self }
    }

    fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::Lacking => 1,
            Status::Usage => 2,
            Status::Signal(code) => code,
        }
    }
}

/// The exit status of a command; an error is told. A reader that has closed the pipe has seen enough: that is
/// success.
pub fn end(result: anyhow::Result<Status>) -> u8 {
    match result {
        Ok(status) => status.code(),
        Err(error) if is_closed_pipe(&error) => Status::Done.code(),
        Err(error) => {
            complain(format_args!("{error:#}"));
            Status::Usage.code()
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_closed = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_closed))
}

/// Prints what `clap` has to say: help where help was asked for, else what was wrong with the command line.
pub fn usage(error: &clap::Error) -> u8 {
    let text = error.render();
    if !error.use_stderr() {
        // Help is our own text, whatever was typed.
        let text = if io::stdout().is_terminal() { text.ansi().to_string() } else { text.to_string() };
        let written = write!(io::stdout(), "{text}").map(|()| Status::Done);
        return end(written.map_err(anyhow::Error::from));
    }
    let text = sanitise::lines(&text.to_string()).text;
    // Nothing is left to tell if standard error is gone.
    _ = write!(io::stderr(), "newsprint: {}", text.strip_prefix("error: ").unwrap_or(&text));
    Status::Usage.code()
}

/// Lets a mistake of the program's own be told in one line that is as harmless as every other: what it was about may
/// be in it.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        complain(format_args!("a mistake in newsprint itself, please report it: {info}"));
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            explain(trace);
        }
    }));
}

/// One line on standard error.
pub fn complain(what: impl Display) {
    _ = writeln!(io::stderr(), "newsprint: {}", sanitise::line(&what.to_string()).text);
}

/// One line on standard error that says itself where it is from: a place in a file.
pub fn tell(what: impl Display) {
    _ = writeln!(io::stderr(), "{}", sanitise::line(&what.to_string()).text);
}

/// Lines below a complaint, indented.
pub fn explain(what: impl Display) {
    for line in sanitise::lines(&what.to_string()).text.lines() {
        _ = writeln!(io::stderr(), "  {line}");
    }
}

/// A path as people are shown it.
pub fn shown(path: &Path) -> String {
    sanitise::line(&path.to_string_lossy()).text
}

/// What the system says, without its number.
pub fn why(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// How wide the terminal is; some do not know and say 0.
pub fn terminal_columns() -> usize {
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|n| *n > 0).unwrap_or(80)
}

/// How a piece of a line stands out, on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Plain,
    Bold,
    Dim,
}

/// Where a command's answer goes.
pub struct Output<'a> {
    out: BufWriter<Box<dyn Write + 'a>>,
    weights: bool,
    columns: Option<usize>,
}

/// Snippets and tables are made for so many columns where there is no terminal to fill.
const COLUMNS: usize = 160;

impl<'a> Output<'a> {
    pub fn stdout() -> Output<'static> {
        let out = io::stdout().lock();
        let is_terminal = out.is_terminal();
        let columns = is_terminal.then(|| terminal_columns().max(20));
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Output { out: BufWriter::new(Box::new(out)), weights: is_terminal && !no_color, columns }
    }

    /// A file, or whatever takes bytes.
    pub fn to(out: impl Write + 'a) -> Output<'a> {
        Output { out: BufWriter::new(Box::new(out)), weights: false, columns: None }
    }

    /// How wide a line should be.
    pub fn columns(&self) -> usize {
        self.columns.unwrap_or(COLUMNS)
    }

    /// Whether what does not fit is better cut than wrapped by the terminal.
    pub fn is_terminal(&self) -> bool {
        self.columns.is_some()
    }

    /// One line of pieces; each is sanitised.
    pub fn pieces<'t>(&mut self, pieces: impl IntoIterator<Item = (Weight, &'t str)>) -> io::Result<()> {
        for (weight, text) in pieces {
            let text = sanitise::shown(text);
            match weight {
                Weight::Bold if self.weights => write!(self.out, "\x1b[1m{text}\x1b[0m")?,
                Weight::Dim if self.weights => write!(self.out, "\x1b[2m{text}\x1b[0m")?,
                _ => self.out.write_all(text.as_bytes())?,
            }
        }
        self.out.write_all(b"\n")
    }

    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.pieces([(Weight::Plain, text)])
    }

    /// Text of our own making: no input is in it.
    pub fn own(&mut self, text: &[u8]) -> io::Result<()> {
        self.out.write_all(text)
    }

    /// `value` as JSON on one line, without the end of the line.
    pub fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        Ok(export::json::write(&mut self.out, value)?)
    }

    /// A record of comma-separated values, none of them a formula.
    pub fn csv<'t>(&mut self, fields: impl IntoIterator<Item = &'t str>) -> io::Result<()> {
        export::csv::record(&mut self.out, fields)
    }

    /// For whoever writes documents; what goes through it is sanitised there.
    pub fn document(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Everything written so far is out when this returns without error.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sanitise::is_invisible;

    const HOSTILE: &str = "a\x1b]0;x\x07b\u{9d}c\u{202e}d\u{7f}e\nf\u{e0041}g, \"h\"";

    fn printed(print: impl FnOnce(&mut Output)) -> String {
        let mut bytes = Vec::new();
        let mut output = Output::to(&mut bytes);
        print(&mut output);
        output.flush().unwrap();
        drop(output);
        String::from_utf8(bytes).unwrap()
    }

    fn is_inert(text: &str) -> bool {
        text.strip_suffix('\n').unwrap_or(text).chars().all(|c| !c.is_control() && !is_invisible(c))
    }

    #[test]
    fn nothing_printed_can_speak_to_a_terminal() {
        assert!(!is_inert(HOSTILE));
        assert!(is_inert(&printed(|o| o.line(HOSTILE).unwrap())));
        assert!(is_inert(&printed(|o| o.csv([HOSTILE, HOSTILE]).unwrap())));
        assert!(is_inert(&printed(|o| o.json(&HOSTILE).unwrap())));
    }

    #[test]
    fn json_says_what_it_was_given() {
        let json = printed(|o| o.json(&HOSTILE).unwrap());
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), HOSTILE);
    }

    #[test]
    fn a_closed_pipe_is_success_and_another_error_is_not() {
        let error = |kind| anyhow::Error::from(io::Error::from(kind)).context("cannot write");
        assert_eq!(end(Err(error(io::ErrorKind::BrokenPipe))), 0);
        assert_eq!(end(Err(error(io::ErrorKind::PermissionDenied))), 2);
    }
}
