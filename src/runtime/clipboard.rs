//! The system's own clipboard, beside the terminal's: by the programs that people have for it.
//!
//! A terminal is asked by an escape sequence and never says whether it did anything; many take no long texts. So where
//! one sits before the machine itself, a program is given the text as well. Over SSH the machine's clipboard is not
//! that of the one who reads.

use std::io::Write;
use std::process::{Command, Stdio};

use super::outside::found;

/// The longest text, in bytes, that most terminals take: 100,000 bytes as base64.
pub const TERMINAL_LIMIT: usize = 74_000;

/// Programs that put their standard input on the clipboard, and the variable that says that they can.
const PROGRAMS: [(&str, &[&str], Option<&str>); 6] = [
    ("wl-copy", &[], Some("WAYLAND_DISPLAY")),
    ("xclip", &["-selection", "clipboard"], Some("DISPLAY")),
    ("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
    ("pbcopy", &[], None),
    ("clip.exe", &[], None),
    ("termux-clipboard-set", &[], None),
];

/// Gives `text` to the first program that takes it; false if none does. Blocks until it has.
pub fn copy(text: &str) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let may = |needs: Option<&str>| needs.is_none_or(set);
    programs(set("SSH_CONNECTION") || set("SSH_TTY"), may, found).any(|argv| run(&argv, text))
}

/// The programs to try, each with its arguments.
fn programs(
    remote: bool,
    may: impl Fn(Option<&str>) -> bool,
    found: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Vec<&'static str>> {
    let usable = move |(name, _, needs): &(&str, &[&str], Option<&str>)| !remote && may(*needs) && found(name);
    PROGRAMS.into_iter().filter(usable).map(|(name, arguments, _)| [&[name], arguments].concat())
}

fn run(argv: &[&str], text: &str) -> bool {
    let Some((program, arguments)) = argv.split_first() else { return false };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    let written = child.stdin.take().is_some_and(|mut input| input.write_all(text.as_bytes()).is_ok());
    // It stays in the background for as long as it holds the text; what is waited for is what was started.
    child.wait().is_ok_and(|status| status.success()) && written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_that_can_are_tried_in_order() {
        let tried = |remote, has: &str| -> Vec<String> {
            let may = |needs: Option<&str>| needs.is_none_or(|variable| has.contains(variable));
            programs(remote, may, |name| has.contains(name)).map(|argv| argv.join(" ")).collect()
        };
        assert_eq!(tried(false, "wl-copy WAYLAND_DISPLAY xclip DISPLAY"), ["wl-copy", "xclip -selection clipboard"]);
        assert_eq!(tried(false, "wl-copy xsel"), Vec::<String>::new(), "no display");
        assert_eq!(tried(false, "pbcopy"), ["pbcopy"]);
        assert_eq!(tried(true, "wl-copy WAYLAND_DISPLAY pbcopy"), Vec::<String>::new(), "the machine is another one");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_gets_the_text_and_nothing_else_happens() {
        assert!(run(&["cat"], "text"));
        assert!(!run(&["false"], "text"));
        assert!(!run(&["no-such-program"], "text"));
    }
}
