//! `newsprint completions SHELL`: what a shell needs to complete the command line.

use clap_complete::Shell;

use super::output::{Output, Status};

/// Print a shell's completions for newsprint
///
/// For example: newsprint completions fish > ~/.config/fish/completions/newsprint.fish
#[derive(clap::Args)]
pub struct Args {
    /// The shell to complete in
    shell: Shell,
}

pub fn run(args: &Args, command: clap::Command) -> anyhow::Result<Status> {
    let mut output = Output::stdout();
    output.own(&script(args.shell, command))?;
    output.flush()?;
    Ok(Status::Done)
}

/// Made in memory: the generator cannot be told that a pipe was closed.
fn script(shell: Shell, mut command: clap::Command) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "newsprint", &mut script);
    script
}

#[cfg(test)]
mod tests {
    use std::process::Command as Process;

    use super::*;
    use clap::{Command, CommandFactory};

    fn text(shell: Shell) -> String {
        String::from_utf8(script(shell, super::super::Cli::command())).unwrap()
    }

    /// Every command that is shown, with the words that lead to it.
    fn commands(command: &Command, before: &[String], all: &mut Vec<(Vec<String>, Command)>) {
        for sub in command.get_subcommands().filter(|c| !c.is_hide_set() && c.get_name() != "help") {
            let words = [before, &[sub.get_name().to_string()]].concat();
            all.push((words.clone(), sub.clone()));
            commands(sub, &words, all);
        }
    }

    /// Checks that `has` finds every option of every command in the script, by the words that lead to the command.
    fn check(shell: Shell, has: impl Fn(&str, &[String], &str) -> bool) {
        let mut whole = super::super::Cli::command();
        whole.build();
        let mut all = vec![(Vec::new(), whole.clone())];
        commands(&whole, &[], &mut all);
        let text = text(shell);
        for (words, command) in all {
            let shown = command.get_arguments().filter(|a| !a.is_hide_set());
            for option in shown.filter_map(|a| a.get_long()) {
                assert!(has(&text, &words, option), "{shell}: {words:?} --{option}");
            }
        }
        assert!(!text.contains("__read"), "{shell}");
    }

    /// The part of the script between a line that begins so and the next one that does.
    fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
        text.split_once(start).map_or("", |(_, rest)| rest.split(end).next().unwrap_or_default())
    }

    #[test]
    fn bash_completes_every_option() {
        check(Shell::Bash, |text, words, option| {
            let name: String = words.iter().map(|w| format!("__subcmd__{}", w.replace('-', "__"))).collect();
            let case = between(text, &format!("\n        newsprint{name})\n            opts=\""), "\"");
            case.split(' ').any(|o| o == format!("--{option}"))
        });
    }

    #[test]
    fn zsh_completes_every_option() {
        check(Shell::Zsh, |text, words, option| {
            let case = match words {
                [] => between(text, "_newsprint() {", "(("),
                words => words.iter().fold(text, |text, word| {
                    text.split_once(&format!("({word})\n_arguments")).map_or("", |(_, rest)| rest)
                }),
            };
            case.split("\n;;").next().unwrap_or_default().contains(&format!("--{option}"))
        });
    }

    #[test]
    fn fish_completes_every_option() {
        check(Shell::Fish, |text, words, option| {
            text.lines().any(|line| {
                let here = match words {
                    [] => line.contains("__fish_newsprint_needs_command"),
                    words => {
                        words.iter().all(|w| line.contains(&format!("subcommand {w}")) || line.contains(w.as_str()))
                    }
                };
                here && line.contains(&format!(" -l {option}"))
            })
        });
    }

    #[test]
    fn shells_can_read_them() {
        let dir = tempfile::tempdir().unwrap();
        for (shell, program) in [(Shell::Bash, "bash"), (Shell::Zsh, "zsh"), (Shell::Fish, "fish")] {
            let path = dir.path().join(program);
            std::fs::write(&path, text(shell)).unwrap();
            match Process::new(program).arg("-n").arg(&path).output() {
                Ok(output) => assert!(output.status.success() && output.stderr.is_empty(), "{output:?}"),
                Err(_) => eprintln!("skipped: no {program} here"),
            }
        }
    }
}
