//! How far a refresh is, on one line of standard error that is written anew, where that is a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::output::{complain, terminal_columns};
use crate::library::Event;
use crate::library::progress::{self, Phase};
use crate::text::width;

/// Work that is done before this says nothing of itself.
const PATIENCE: Duration = Duration::from_millis(400);

pub struct Progress {
    start: Instant,
    is_terminal: bool,
    /// How many columns of the line are written.
    written: usize,
}

impl Progress {
    pub fn new() -> Progress {
        Progress { start: Instant::now(), is_terminal: io::stderr().is_terminal(), written: 0 }
    }

    pub fn tell(&mut self, event: Event) {
        match event {
            Event::Notice(text) => {
                self.end();
                complain(text);
            }
            Event::Progress(p) if self.is_terminal && self.start.elapsed() >= PATIENCE => self.show(&line(&p)),
            Event::Progress(_) | Event::Snapshot(_) => {}
        }
    }

    /// Takes the line away.
    pub fn end(&mut self) {
        if self.written > 0 {
            self.show("");
            _ = write!(io::stderr(), "\r");
        }
    }

    /// Spaces wipe the last line out: no terminal is too simple for them.
    fn show(&mut self, text: &str) {
        let columns = terminal_columns().max(2);
        let text = width::cut(text, columns - 1);
        let wide = width::width(text);
        let rest = self.written.saturating_sub(wide).min(columns - 1 - wide);
        _ = write!(io::stderr(), "\r{text}{}", " ".repeat(rest));
        _ = io::stderr().flush();
        self.written = wide;
    }
}

/// `reading 1200 of 48000 files · 850 a second · 55 s left`
fn line(p: &progress::Progress) -> String {
    let mut line = match (p.phase, p.total) {
        (Phase::Scan, _) => format!("looking for files · {}", p.done),
        (Phase::Read, 0) => format!("reading · {} files", p.done),
        (Phase::Read, total) => format!("reading {} of {total} files", p.done),
        (Phase::Lines, 0) => format!("reading · {} articles", p.done),
        (Phase::Lines, total) => format!("reading {} of about {total} articles", p.done),
        (Phase::Join, 0) => "joining names".to_string(),
        (Phase::Join, total) => format!("joining names · {} of {total} articles", p.done),
    };
    if matches!(p.phase, Phase::Read | Phase::Lines) && p.per_second >= 1.0 {
        line.push_str(&format!(" · {:.0} a second", p.per_second));
    }
    if let Some(left) = p.left.filter(|left| !left.is_zero()) {
        line.push_str(&format!(" · {} left", duration(left)));
    }
    line
}

/// `8 s`, `3 min`, `2 h 5 min`: as exact as anyone needs who waits.
fn duration(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..90 => format!("{} s", seconds.max(1)),
        seconds @ 90..5400 => format!("{} min", (seconds + 30) / 60),
        seconds => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_and_how_long() {
        let read = progress::Progress {
            phase: Phase::Read,
            done: 1200,
            total: 48000,
            bytes: 0,
            per_second: 850.2,
            left: Some(Duration::from_secs(55)),
        };
        assert_eq!(line(&read), "reading 1200 of 48000 files · 850 a second · 55 s left");
        let scan = progress::Progress { phase: Phase::Scan, total: 0, left: None, ..read };
        assert_eq!(line(&scan), "looking for files · 1200");
    }

    #[test]
    fn a_time_is_as_exact_as_it_matters() {
        let check = |seconds, text| assert_eq!(duration(Duration::from_secs(seconds)), text);
        check(0, "1 s");
        check(89, "89 s");
        check(100, "2 min");
        check(7500, "2 h 5 min");
    }
}
