//! Other programs: an editor, a pager or a text browser that gets the terminal for a while, and a browser that does
//! not need it. Always an argument list, never a shell: nothing that an article says is ever taken for a command.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crossbeam_channel::Sender;

use super::Event;
use crate::app::Message;
use crate::text::sanitise;
use crate::text::{argv, links};

/// Writes what a program gets on its standard input.
pub type Feed = Box<dyn FnOnce(&mut dyn Write) -> anyhow::Result<u64> + Send>;

/// A program that is given the terminal.
pub struct Program {
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// Its standard input; without it, the terminal.
    pub feed: Option<Feed>,
    /// What it prints would be gone at once: it is looked at before the screen comes back.
    pub lingers: bool,
}

impl Program {
    /// Its name for people.
    pub fn name(&self) -> String {
        name(&self.argv)
    }

    /// Starts it on the terminal, which has been given back by now. When it is done, and what it printed has been
    /// looked at, [`Event::Returned`] says how it ended.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start(self, events: Sender<Event>) -> io::Result<()> {
        let name = self.name();
        let mut command = command(&self.argv)?;
        command.stdin(if self.feed.is_some() { Stdio::piped() } else { terminal()? });
        let mut child = command.spawn()?;
        let input = child.stdin.take();
        std::thread::spawn(move || {
            let (tell, trouble) = crossbeam_channel::bounded(1);
            if let (Some(feed), Some(mut input)) = (self.feed, input) {
                std::thread::spawn(move || {
                    let fed = feed(&mut input);
                    // Told before the program sees the end of its input. Nobody listens after the program's end.
                    _ = tell.send(fed.err().filter(|error| !is_closed(error)));
                });
            }
            let mut text = match child.wait() {
                Ok(status) => ended(&name, status),
                Err(error) => format!("{name}: {error}"),
            };
            if let Ok(Some(error)) = trouble.try_recv() {
                text = sanitise::line(&format!("{text}, but did not get all: {error:#}")).text;
            }
            if self.lingers {
                wait_for_enter(&text);
            }
            // The loop has ended when nobody receives.
            _ = events.send(Event::Returned(text));
        });
        Ok(())
    }
}

/// A program started aside, that gets neither the terminal nor its signals. If it fails, that is told later.
///
/// # Errors
/// If it cannot be started.
pub fn aside(argv: &[String], events: Sender<Event>) -> io::Result<()> {
    let mut command = command(argv)?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let (mut child, name) = (command.spawn()?, name(argv));
    std::thread::spawn(move || {
        if let Ok(status) = child.wait()
            && !status.success()
        {
            super::send(&events, Message::Notice(ended(&name, status)));
        }
    });
    Ok(())
}

/// Whether a program closed its input because it has seen enough: that is no failure.
fn is_closed(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn command(argv: &[String]) -> io::Result<Command> {
    let (program, arguments) = argv.split_first().ok_or(io::ErrorKind::NotFound)?;
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// The terminal as somebody's standard input, also where ours is an archive.
fn terminal() -> io::Result<Stdio> {
    if io::IsTerminal::is_terminal(&io::stdin()) {
        return Ok(Stdio::inherit());
    }
    #[cfg(unix)]
    return Ok(std::fs::File::open("/dev/tty")?.into());
    #[cfg(not(unix))]
    Ok(Stdio::inherit())
}

/// "less has ended", or with which status it failed.
fn ended(name: &str, status: ExitStatus) -> String {
    match status.code() {
        Some(0) => format!("{name} has ended"),
        Some(code) => format!("{name} ended with status {code}"),
        None => format!("{name} was ended by a signal"),
    }
}

/// Until Enter is pressed on the terminal; nothing is read where there is none.
fn wait_for_enter(text: &str) {
    _ = write!(io::stdout(), "\n[{text}; Enter goes back to newsprint] ").and_then(|()| io::stdout().flush());
    #[cfg(unix)]
    let tty = std::fs::File::open("/dev/tty");
    #[cfg(not(unix))]
    let tty = Ok::<_, io::Error>(io::stdin());
    if let Ok(tty) = tty {
        // A program may have left the terminal in a mode in which Enter is a carriage return.
        let enter = |byte: &io::Result<u8>| !matches!(byte, Ok(b'\r' | b'\n') | Err(_));
        io::Read::bytes(tty).take_while(enter).for_each(drop);
    }
}

/// Programs that show what they have until they are left: nobody has to be asked after them.
fn stays(program: &str) -> bool {
    const KNOWN: [&str; 28] = [
        "less", "more", "most", "moar", "moor", "bat", "batcat", "view", "vi", "vim", "nvim", "nano", "emacs", "hx",
        "helix", "kak", "micro", "joe", "mg", "ne", "jed", "fzf", "w3m", "lynx", "links", "elinks", "glow", "visidata",
    ];
    KNOWN.contains(&base(program))
}

fn base(program: &str) -> &str {
    Path::new(program).file_stem().and_then(|name| name.to_str()).unwrap_or(program)
}

fn name(argv: &[String]) -> String {
    sanitise::line(base(argv.first().map_or("", String::as_str))).text
}

/// A program that reads articles on its standard input.
pub fn pipe(argv: Vec<String>, feed: Feed) -> Program {
    let lingers = !argv.first().is_some_and(|program| stays(program));
    Program { argv, feed: Some(feed), lingers }
}

/// What opens a thing.
pub enum Opener {
    /// It needs the terminal.
    Here(Program),
    /// It has a window of its own.
    Aside(Vec<String>),
}

/// What opens an address: `$BROWSER` where it is set, else what the system has for that. `None` for anything that is
/// no web address.
pub fn browser(link: &str, variable: Option<&str>) -> Option<Opener> {
    if !links::is_web(link) {
        return None;
    }
    // Several are parted by colons, the first that is there is taken.
    let candidates = variable.unwrap_or_default().split(':').filter_map(|line| argv::split(line).ok());
    let mut candidates = candidates.filter(|argv| argv.first().is_some_and(|program| found(program)));
    let mut argv = candidates.next().unwrap_or_else(system_opener);
    match argv.iter_mut().skip(1).find(|part| part.contains("%s")) {
        Some(part) => *part = part.replace("%s", link),
        None => argv.push(link.to_string()),
    }
    let text_browser = ["w3m", "lynx", "links", "links2", "elinks", "browsh", "chawan", "cha"];
    let here = argv.first().is_some_and(|program| text_browser.contains(&base(program)));
    Some(if here { Opener::Here(Program { argv, feed: None, lingers: false }) } else { Opener::Aside(argv) })
}

/// What opens a file as the system does when it is clicked on. The path is absolute, so that it cannot be an option.
pub fn file_opener(path: &Path) -> Vec<String> {
    let mut argv = system_opener();
    argv.push(path.to_string_lossy().into_owned());
    argv
}

fn system_opener() -> Vec<String> {
    let argv: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["rundll32", "url.dll,FileProtocolHandler"]
    } else if std::env::var_os("WSL_DISTRO_NAME").is_some() && found("wslview") {
        &["wslview"]
    } else {
        &["xdg-open"]
    };
    argv.iter().map(ToString::to_string).collect()
}

/// The editor with a file at a line (from 1): `$VISUAL`, `$EDITOR`, or what every system has.
pub fn editor(path: &Path, line: Option<usize>, variable: Option<&str>) -> Program {
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    let split = variable.and_then(|text| argv::split(text).ok()).filter(|argv| !argv.is_empty());
    let mut argv = split.unwrap_or_else(|| vec![usual.to_string()]);
    let file = path.to_string_lossy().into_owned();
    const PLUS: [&str; 16] = [
        "vi",
        "vim",
        "nvim",
        "view",
        "gvim",
        "nano",
        "emacs",
        "emacsclient",
        "micro",
        "kak",
        "joe",
        "mg",
        "ne",
        "jed",
        "vis",
        "pico",
    ];
    match (line, argv.first().map(|program| base(program).to_string()).unwrap_or_default()) {
        (Some(line), editor) if PLUS.contains(&editor.as_str()) => argv.extend([format!("+{line}"), file]),
        (Some(line), editor) if editor == "hx" || editor == "helix" => argv.push(format!("{file}:{line}")),
        (Some(line), editor) if editor == "code" || editor == "codium" => {
            argv.extend(["-g".into(), format!("{file}:{line}")]);
        }
        _ => argv.push(file),
    }
    Program { argv, feed: None, lingers: false }
}

/// Whether a program can be started by this name.
pub fn found(program: &str) -> bool {
    let path = PathBuf::from(program);
    if path.components().count() > 1 {
        return path.is_file();
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| {
        let file = folder.join(program);
        file.is_file() || (cfg!(windows) && file.with_extension("exe").is_file())
    })
}

/// The line of a file, from 1, on which `text` begins, as far as it can be found: articles are set from lines in many
/// ways. Looks at no more than the first megabytes.
pub fn line_of(path: &Path, text: &str) -> Option<usize> {
    const MOST: u64 = 16 << 20;
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(std::fs::File::open(path).ok()?, MOST), &mut bytes).ok()?;
    let content = String::from_utf8_lossy(&bytes);
    // Of a paragraph that was broken into lines the first words stand together.
    let words: Vec<&str> = text.split_whitespace().take(5).collect();
    let start = words.join(" ");
    if start.is_empty() {
        return None;
    }
    let at = content.find(&start)?;
    Some(content.get(..at)?.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn argv_of(opener: Option<Opener>) -> (bool, Vec<String>) {
        match opener {
            None => (false, Vec::new()),
            Some(Opener::Here(program)) => (true, program.argv),
            Some(Opener::Aside(argv)) => (false, argv),
        }
    }

    #[test]
    fn only_web_addresses_are_opened_and_each_as_one_argument() {
        let link = "https://example.org/a?b=$(id)&c='d'";
        assert_eq!(argv_of(browser(link, Some("sh -c %s"))).1, ["sh", "-c", link], "what the reader set is taken");
        assert_eq!(argv_of(browser(link, Some("no-such-program:sh --new"))).1, ["sh", "--new", link]);
        assert_eq!(argv_of(browser(link, None)).1.last().map(String::as_str), Some(link));
        for link in ["file:///etc/passwd", "javascript:alert(1)", "-x", "example.org", "https://a b"] {
            assert!(browser(link, None).is_none(), "{link}");
        }
    }

    #[test]
    fn an_editor_gets_the_line_as_it_takes_it() {
        let check = |editor: &str, line, expected: &[&str]| {
            assert_eq!(super::editor(Path::new("/a b.txt"), line, Some(editor)).argv, expected);
        };
        check("vim -u 'my rc'", Some(7), &["vim", "-u", "my rc", "+7", "/a b.txt"]);
        check("/usr/bin/nano", Some(7), &["/usr/bin/nano", "+7", "/a b.txt"]);
        check("hx", Some(7), &["hx", "/a b.txt:7"]);
        check("code --wait", Some(7), &["code", "--wait", "-g", "/a b.txt:7"]);
        check("ed", Some(7), &["ed", "/a b.txt"]);
        check("vi", None, &["vi", "/a b.txt"]);
    }

    #[test]
    fn a_paragraph_is_found_in_its_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "Title\n\nOne two three four five\nsix seven.\n\nAnother one.\n").unwrap();
        assert_eq!(line_of(file.path(), "One two three four five six seven."), Some(3));
        assert_eq!(line_of(file.path(), "Another one."), Some(6));
        assert_eq!(line_of(file.path(), "nowhere"), None);
        assert_eq!(line_of(file.path(), ""), None);
    }

    #[test]
    #[cfg(unix)]
    fn what_a_program_did_not_get_is_told() {
        let told = |program: &str, feed: Feed| {
            let (events, incoming) = crossbeam_channel::unbounded();
            let argv = vec!["sh".into(), "-c".into(), program.into()];
            Program { lingers: false, ..pipe(argv, feed) }.start(events).unwrap();
            match incoming.recv().unwrap() {
                Event::Returned(text) => text,
                _ => panic!("it returns"),
            }
        };
        assert_eq!(told("cat >&2", Box::new(|_| Ok(0))), "sh has ended");
        let unread: Feed = Box::new(|_| anyhow::bail!("a file has gone"));
        assert_eq!(told("cat >&2", unread), "sh has ended, but did not get all: a file has gone");
        let long: Feed = Box::new(|out| loop {
            out.write_all(&[b'x'; 1 << 16])?;
        });
        assert_eq!(told("exit 0", long), "sh has ended");
    }

    #[test]
    fn who_prints_and_ends_is_waited_for() {
        let lingers = |program: &str| pipe(vec![program.into()], Box::new(|_| Ok(0))).lingers;
        assert!(lingers("wc") && lingers("/usr/bin/grep"));
        assert!(!lingers("less") && !lingers("/usr/bin/vim"));
    }
}
