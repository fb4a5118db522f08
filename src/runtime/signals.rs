//! Signals: a clean end on TERM, HUP, INT and QUIT, a clean stop on TSTP.

use std::io;

use crossbeam_channel::Sender;

use super::Event;

#[cfg(unix)]
mod unix {
    use super::*;
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    pub const HANGUP: i32 = SIGHUP;
    pub const STOP: i32 = SIGTSTP;
    pub const CONTINUE: i32 = SIGCONT;
    const ENDS: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];
    /// How long the loop has to end by itself: it may hang in a write to a terminal that takes nothing.
    const GRACE: Duration = Duration::from_millis(400);

    /// A program has the terminal: what is typed there is for that program, and comes to both as one group.
    static AWAY: AtomicBool = AtomicBool::new(false);

    pub fn set_away(away: bool) {
        AWAY.store(away, Ordering::SeqCst);
    }

    /// Ends a read of the terminal that is going on: as if the window's size had changed.
    pub fn wake_reader() {
        _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
    }

    /// Whether a signal is for the program that has the terminal alone. One that stops stops both.
    fn passes_by(signal: i32) -> bool {
        if !AWAY.load(Ordering::SeqCst) {
            return false;
        }
        if signal == STOP {
            stop_here();
        }
        [SIGINT, SIGQUIT, STOP, CONTINUE].contains(&signal)
    }

    pub fn watch(events: Sender<Event>) -> io::Result<()> {
        let mut signals = Signals::new(ENDS.into_iter().chain([STOP, CONTINUE]))?;
        std::thread::spawn(move || {
            for signal in signals.forever() {
                if passes_by(signal) {
                    continue;
                }
                let received = events.send(Event::Signal(signal)).is_ok();
                if ENDS.contains(&signal) {
                    if received {
                        std::thread::sleep(GRACE);
                    }
                    // Raw mode is ended without writing: the terminal's queue may be full.
                    _ = crossterm::terminal::disable_raw_mode();
                    std::process::exit(i32::from(super::status(signal)));
                }
            }
        });
        Ok(())
    }

    pub fn stop_here() {
        _ = signal_hook::low_level::emulate_default_handler(STOP);
    }

    /// Whether somebody could continue a stopped newsprint: the leader of a session was started by a terminal itself,
    /// not by a shell with jobs. Where the system does not tell, yes.
    pub fn has_shell() -> bool {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
        // After the name in parentheses: state, parent, group, session.
        let session = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(3));
        session.and_then(|s| s.parse::<u32>().ok()) != Some(std::process::id())
    }
}

#[cfg(not(unix))]
mod unix {
    use super::*;

    pub const HANGUP: i32 = 1;
    pub const STOP: i32 = -1;
    pub const CONTINUE: i32 = -2;

    pub fn watch(_: Sender<Event>) -> io::Result<()> {
        Ok(())
    }

    pub fn stop_here() {}

    pub fn set_away(_: bool) {}

    pub fn wake_reader() {}

    pub fn has_shell() -> bool {
        false
    }
}

pub use unix::{CONTINUE, HANGUP, STOP, has_shell, set_away, stop_here, wake_reader, watch};

/// The exit status of a program that a signal ended.
pub fn status(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(255)
}
