//! The terminal in somebody else's hands: given to a program for a while, and taken back.

use std::path::{Path, PathBuf};

use super::outside::{self, Opener, Program};
use super::{Effect, Message, Running, clipboard, send, signals};
use crate::app::update;
use crate::text::sanitise;

impl Running {
    /// Gives the terminal to a program. Until it returns nothing is drawn and no key is read; everything else goes on.
    pub(super) fn hand_over(&mut self, program: Program) {
        if self.away {
            return;
        }
        let name = program.name();
        self.keys.shut(signals::wake_reader);
        // From the first moment on what is typed is for the program.
        signals::set_away(true);
        self.screen.close();
        self.away = true;
        if let Err(error) = program.start(self.events.clone()) {
            self.returned(format!("cannot run {name}: {}", why(&error)));
        }
    }

    /// The program is done: takes the terminal back as it was.
    pub(super) fn returned(&mut self, text: String) {
        self.away = false;
        self.resume();
        signals::set_away(false);
        self.keys.open();
        self.tell(text);
    }

    /// Puts a text on the terminal's clipboard and, aside, on the system's.
    pub(super) fn copy(&mut self, text: String) {
        let short = text.len() <= clipboard::TERMINAL_LIMIT;
        if short {
            self.screen.copy(&text);
        }
        let events = self.events.clone();
        std::thread::spawn(move || {
            if !clipboard::copy(&text) && !short {
                let size = crate::text::numbers::grouped(text.len().div_ceil(1000) as u64);
                let notice = format!("{size} KB are too long for a terminal's clipboard: | or S takes them elsewhere");
                send(&events, Message::Notice(notice));
            }
        });
    }

    pub(super) fn browse(&mut self, link: &str) {
        let variable = std::env::var("BROWSER").ok();
        let host = crate::text::links::host(link).unwrap_or_default();
        match outside::browser(link, variable.as_deref()) {
            None => self.tell("that is no web address".into()),
            Some(Opener::Here(program)) => self.hand_over(program),
            Some(Opener::Aside(argv)) => self.aside(&argv, &format!("opened: {host}")),
        }
    }

    pub(super) fn open_file(&mut self, path: &str) {
        match file(path) {
            Ok(path) => {
                let shown = sanitise::line(&path.to_string_lossy()).text;
                self.aside(&outside::file_opener(&path), &format!("opened: {shown}"));
            }
            Err(text) => self.tell(format!("{text}: it cannot be opened")),
        }
    }

    pub(super) fn edit(&mut self, path: &str, near: &str) {
        match file(path) {
            Ok(path) => {
                let variable = ["VISUAL", "EDITOR"]
                    .into_iter()
                    .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
                let line = outside::line_of(&path, near);
                self.hand_over(outside::editor(&path, line, variable.as_deref()));
            }
            Err(text) => self.tell(format!("{text}: it cannot be edited")),
        }
    }

    fn aside(&mut self, argv: &[String], done: &str) {
        let text = match outside::aside(argv, self.events.clone()) {
            Ok(()) => done.to_string(),
            Err(error) => {
                let program = sanitise::line(argv.first().map_or("", String::as_str)).text;
                format!("cannot run {program}: {}", why(&error))
            }
        };
        self.tell(text);
    }

    pub(super) fn tell(&mut self, text: String) {
        let effects: Vec<Effect> = update(&mut self.model, Message::Notice(text));
        self.perform(effects);
    }
}

/// The file of an article by its path as shown: absolute, so that no program takes it for an option.
///
/// # Errors
/// Why there is none, for people.
fn file(shown: &str) -> Result<PathBuf, String> {
    let path = Path::new(shown);
    if path.is_file() {
        return std::path::absolute(path).map_err(|error| why(&error));
    }
    let mut around = shown.match_indices('!').map(|(at, _)| shown.get(..at).unwrap_or_default());
    if let Some(archive) = around.find(|outer| Path::new(outer).is_file()) {
        return Err(format!("it is inside {archive}"));
    }
    Err(match shown {
        "-" => "it came from standard input".into(),
        _ if path.is_absolute() => format!("{shown} is not there"),
        _ => "it is inside newsprint itself".into(),
    })
}

/// What the system says, without its number.
fn why(error: &std::io::Error) -> String {
    let text = error.to_string();
    sanitise::line(text.split(" (os error").next().unwrap_or(&text)).text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_of_its_own_is_told_apart() {
        let home = tempfile::tempdir().unwrap();
        let zip = home.path().join("a.zip");
        std::fs::write(&zip, "x").unwrap();
        std::fs::write(home.path().join("odd!name.txt"), "x").unwrap();
        let at = |name: &str| format!("{}/{name}", home.path().display());
        assert_eq!(file(&at("a.zip")), Ok(zip));
        assert_eq!(file(&at("a.zip!b!c.txt")), Err(format!("it is inside {}", at("a.zip"))));
        assert_eq!(file(&at("odd!name.txt")), Ok(at("odd!name.txt").into()));
        assert_eq!(file(&at("gone.txt")), Err(format!("{} is not there", at("gone.txt"))));
        assert_eq!(file("moon/a.txt"), Err("it is inside newsprint itself".into()));
        assert_eq!(file("-"), Err("it came from standard input".into()));
    }
}
