//! README and guide say what the program does: tables are made from it (`UPDATE_README=1 cargo test --test readme`
//! writes them anew), command lines are ones it takes, and the guide's keys are pressed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use newsprint::app::action::GROUPS;
use newsprint::app::keymap::Keymap;
use program::Program;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide");

fn keys() -> String {
    let keymap = Keymap::default();
    let mut table = String::from("| key | does |\n|---|---|\n");
    for (group, rows) in GROUPS {
        table += &format!("| **{group}** | |\n");
        for row in *rows {
            let mut keys = keymap.keys_of(row.action);
            if keys.is_empty() {
                keys.push(format!(":{}", row.name));
            }
            let keys: Vec<String> = keys.iter().map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
            let pane = match row.scope.name() {
                "" => String::new(),
                name => format!(" ({name})"),
            };
            table += &format!("| {} | {}{pane} |\n", keys.join(" "), row.about);
        }
    }
    table
}

/// How every command is typed, and what it does, from what `--help` is made from.
fn commands() -> String {
    let mut whole = newsprint::cli::command();
    whole.build();
    let mut text = String::from("```text\n");
    describe(&whole, &mut text);
    text + "```\n"
}

fn describe(command: &clap::Command, text: &mut String) {
    // What does nothing without a word more is told by those below it.
    if !command.is_subcommand_required_set() {
        let mut words = vec![command.get_bin_name().unwrap_or("newsprint").to_string()];
        let hidden = |a: &clap::Arg| a.is_hide_set() || ["help", "version"].contains(&a.get_id().as_str());
        for arg in command.get_arguments().filter(|a| !hidden(a)) {
            let mut values = arg.get_value_names().unwrap_or_default().join(" ");
            if arg.get_num_args().is_some_and(|n| n.max_values() == usize::MAX) {
                values += "...";
            }
            let takes = arg.get_num_args().is_some_and(|n| n.takes_values());
            let word = match arg.get_long() {
                Some(long) if takes => format!("--{long} {values}"),
                Some(long) => format!("--{long}"),
                None => values,
            };
            words.push(if arg.is_required_set() { word } else { format!("[{word}]") });
        }
        let mut line = String::new();
        for word in words {
            if !line.is_empty() && line.len() + 1 + word.len() > 100 {
                _ = writeln!(text, "{line}");
                line = " ".repeat(8);
            }
            if !line.trim().is_empty() {
                line.push(' ');
            }
            line += &word;
        }
        _ = writeln!(text, "{line}\n    {}", command.get_about().map(ToString::to_string).unwrap_or_default());
    }
    for sub in command.get_subcommands().filter(|c| !c.is_hide_set() && c.get_name() != "help") {
        describe(sub, text);
    }
}

/// Puts `text` between the comments that mark its place.
fn replaced(readme: &str, place: &str, text: &str) -> String {
    let (start, end) = (format!("<!-- {place} -->\n"), format!("<!-- end {place} -->"));
    let from = readme.find(&start).expect("the place begins") + start.len();
    let to = readme.find(&end).expect("the place ends");
    format!("{}{text}{}", &readme[..from], &readme[to..])
}

#[test]
fn keys_and_commands_are_those_of_the_program() {
    let readme = std::fs::read_to_string(PATH).unwrap();
    let wanted = replaced(&replaced(&readme, "keys", &keys()), "commands", &commands());
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(PATH, &wanted).unwrap();
    } else {
        assert!(readme == wanted, "run UPDATE_README=1 cargo test --test readme");
    }
}

/// README and guide, by name.
fn pages() -> Vec<(String, String)> {
    let guide = std::fs::read_dir(GUIDE).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = std::iter::once(PATH.into()).chain(guide).collect();
    paths.sort();
    let page = |p: &PathBuf| (p.file_name().unwrap().display().to_string(), std::fs::read_to_string(p).unwrap());
    paths.iter().map(page).collect()
}

/// The lines of a page's blocks of one kind, block by block.
fn blocks<'a>(page: &'a str, kind: &str) -> Vec<Vec<&'a str>> {
    let start = format!("```{kind}\n");
    page.split(&start).skip(1).map(|rest| rest.split("```").next().unwrap().lines().collect()).collect()
}

/// The words of a command line up to where the shell takes over: a pipe, another file, a comment.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), c) => word.push(c),
            (None, '\'' | '"') => (quote, begun) = (Some(c), true),
            (None, ' ') if word.is_empty() && !begun => {}
            (None, ' ') => {
                words.push(std::mem::take(&mut word));
                begun = false;
            }
            (None, '|' | '>' | '<' | ';' | '#') => break,
            (None, c) => word.push(c),
        }
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    words
}

#[test]
fn command_lines_are_ones_that_the_program_takes() {
    assert_eq!(words("a 'b c' \"\" d|e # f"), ["a", "b c", "", "d"]);
    let mut seen = 0;
    for (name, page) in pages() {
        let lines = blocks(&page, "sh").into_iter().flatten();
        // Within a sentence a command may be named without what it is about.
        let inline = page.split('`').filter(|s| s.starts_with("newsprint ") && !s.contains('\n'));
        for (line, named) in lines.map(|l| (l, false)).chain(inline.map(|l| (l, true))) {
            let mut words = words(line);
            words.retain(|w| !w.starts_with("NO_COLOR="));
            if words.first().is_none_or(|w| w != "newsprint") {
                continue;
            }
            seen += 1;
            if let Err(error) = newsprint::cli::command().try_get_matches_from(&words) {
                use clap::error::ErrorKind as Kind;
                let lacks = [Kind::MissingRequiredArgument, Kind::MissingSubcommand].contains(&error.kind())
                    || error.kind() == Kind::DisplayHelpOnMissingArgumentOrSubcommand;
                assert!(named && lacks, "{name}: {line}\n{error}");
            }
        }
    }
    assert!(seen >= 30, "{seen}");
}

#[test]
fn the_guides_keys_do_what_it_says() {
    let seeds = program::seeds();
    for (name, page) in pages() {
        for block in blocks(&page, "keys") {
            let mut program = Program::on_starter(seeds, "newsprint", (140, 40));
            for line in block {
                let (keys, about) = line.trim().split_once("  ").unwrap_or((line, ""));
                let looks = |program: &Program| program.terminal().backend().buffer().clone();
                let before = looks(&program);
                program.keys(keys);
                let screen = program.screen();
                assert!(!program.quit, "{name}: {line}: that was the end");
                assert!(program.model.pending.is_empty(), "{name}: {line}: keys are waited for\n{screen}");
                assert!(looks(&program) != before, "{name}: {line}: nothing happens\n{screen}");
                // What is quoted is seen.
                for seen in about.split('"').skip(1).step_by(2) {
                    assert!(screen.contains(seen), "{name}: {line}: no {seen}\n{screen}");
                }
            }
            assert!(program.model.bar.is_none() && program.model.overlay.is_none(), "{name}: something is left open");
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, page) in pages() {
        let folder = if name == "README.md" { root.to_path_buf() } else { root.join("assets/guide") };
        let attributes = ["](", "src=\"", "srcset=\""].map(|open| page.split(open).skip(1).collect::<Vec<_>>());
        for rest in attributes.into_iter().flatten() {
            let link = rest.split([')', '"', '#']).next().unwrap();
            if !link.is_empty() && !link.contains("://") {
                assert!(folder.join(link).exists(), "{name}: {link}");
            }
        }
    }
}
