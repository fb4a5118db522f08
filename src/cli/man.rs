//! `newsprint man`: the manual page, made from the command line's own description, and one for each command.

use std::io;

use anyhow::bail;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::output::{Output, Status};

/// Print the manual page
///
/// For example: newsprint man > newsprint.1; newsprint man search > newsprint-search.1
#[derive(clap::Args)]
pub struct Args {
    /// The page of this command: search, or config check
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

pub fn run(args: &Args, mut command: Command) -> anyhow::Result<Status> {
    command.build();
    let mut found = Some(&command);
    for name in &args.command {
        found = found.and_then(|command| command.find_subcommand(name));
    }
    let page = match found {
        Some(_) if args.command.is_empty() => page(&command)?,
        Some(found) => page_of(&command, found)?,
        None => bail!("there is no command {}", args.command.join(" ")),
    };
    let mut output = Output::stdout();
    output.own(page.as_bytes())?;
    output.flush()?;
    Ok(Status::Done)
}

/// Of the last change worth a word.
const DATE: &str = "2026-11-26";

/// What newsprint looks at beside the command line.
const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "NO_COLOR",
        "If it is set to anything, no colours are used: things are told apart by bold, italic and underlined.",
    ),
    ("TERM, COLORTERM", "What the terminal can do, and how many colours it has; \"dumb\" cannot show pages."),
    ("BROWSER", "What opens the source of an article, instead of the system's own browser."),
    ("VISUAL, EDITOR", "What opens the file of an article."),
    ("HOME", "Below it lie the three folders, where the following are not set."),
    ("XDG_DATA_HOME", "Where indexes are kept, instead of ~/.local/share."),
    ("XDG_STATE_HOME", "Where your marks are kept, instead of ~/.local/state."),
    ("XDG_CONFIG_HOME", "Where your settings are looked for, instead of ~/.config."),
];

/// What newsprint reads and writes beside the articles.
const FILES: &[(&str, &str)] = &[
    (
        "$XDG_DATA_HOME/newsprint/",
        "One folder for each archive with its index: a cache that may be deleted at any time.",
    ),
    (
        "$XDG_STATE_HOME/newsprint/",
        "What you have read, starred, tagged, noted and corrected, and how archives were left. It is kept by the content of the articles, so that it \
         survives when they are moved or indexed anew.",
    ),
    (
        "$XDG_CONFIG_HOME/newsprint/",
        "Your settings: config.toml, keymap.toml and themes/NAME.toml, each if you like; newsprint never writes them.",
    ),
];

/// The whole manual: every command with its options on one page.
fn page(command: &Command) -> io::Result<String> {
    let man = Man::new(command.clone()).title("NEWSPRINT").date(DATE).manual("User Commands");
    let mut roff = Vec::new();
    man.render_title(&mut roff)?;
    man.render_name_section(&mut roff)?;
    roff.extend(synopsis(command).into_bytes());
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    let mut text = String::from_utf8_lossy(&roff).into_owned();
    text += ".SH COMMANDS\n";
    for (name, command) in commands(command) {
        text += &section(&name, &command)?;
    }
    let after = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    text += &examples(part(&after, "Examples:"));
    text += &terms("FILES", FILES);
    text += ".PP\n\"newsprint paths\" prints them as they are on this system.\n";
    text += &terms("ENVIRONMENT", ENVIRONMENT);
    let statuses = part(&after, "Exit status:").lines().filter_map(|l| l.trim().split_once("  ")).collect::<Vec<_>>();
    text += &terms("EXIT STATUS", &statuses);
    Ok(tidy(&text))
}

/// The page of one command.
fn page_of(whole: &Command, command: &Command) -> io::Result<String> {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).replace(' ', "-");
    let source = format!("newsprint {}", whole.get_version().unwrap_or_default());
    let man = Man::new(command.clone()).title(name.to_uppercase()).date(DATE).source(source).manual("User Commands");
    let mut roff = Vec::new();
    man.render_title(&mut roff)?;
    let mut text = String::from_utf8_lossy(&roff).into_owned();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    text += &Roff::new().control("SH", ["NAME"]).text([roman(format!("{name} - {about}"))]).to_roff();
    text += &synopsis(command);
    roff.clear();
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    text += &without_preamble(&roff);
    let below: Vec<(String, Command)> = commands(command);
    if !below.is_empty() {
        text += ".SH COMMANDS\n";
        for (name, command) in below {
            text += &section(&name, &command)?;
        }
    }
    Ok(tidy(&text))
}

/// The commands of a command and theirs, as they are typed, in the order of the help.
fn commands(command: &Command) -> Vec<(String, Command)> {
    let shown = |c: &&Command| !c.is_hide_set() && c.get_name() != "help";
    let mut all = Vec::new();
    for sub in command.get_subcommands().filter(shown) {
        let name = sub.get_bin_name().unwrap_or_else(|| sub.get_name()).to_string();
        all.push((name, sub.clone()));
        all.extend(commands(sub));
    }
    all
}

/// A command as a part of the page: how it is typed, what it does, its options.
fn section(name: &str, command: &Command) -> io::Result<String> {
    let man = Man::new(command.clone());
    let mut roff = synopsis(command).into_bytes();
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    let body = without_preamble(&roff);
    let mut text = format!(".SS {}\n", Roff::new().text([roman(name)]).to_roff().trim_end());
    for line in body.lines() {
        match line {
            ".SH DESCRIPTION" => text += ".PP\n",
            _ if line.starts_with(".SH ") => {}
            line => text = text + line + "\n",
        }
    }
    Ok(text)
}

/// How a command is typed, with the names of what its options take.
fn synopsis(command: &Command) -> String {
    let mut line = vec![bold(command.get_bin_name().unwrap_or_else(|| command.get_name()))];
    for arg in command.get_arguments().filter(|a| !a.is_hide_set()) {
        let range = arg.get_num_args().unwrap_or_default();
        let names: Vec<String> = match arg.get_value_names() {
            Some(names) => names.iter().map(ToString::to_string).collect(),
            None => vec![arg.get_id().to_string().to_uppercase()],
        };
        let (open, close) = if arg.is_required_set() { ("", "") } else { ("[", "]") };
        line.push(roman(format!(" {open}")));
        if arg.is_positional() {
            let more = if range.max_values() > 1 { "..." } else { "" };
            let name = names.join(" ");
            let name = if arg.is_required_set() { format!("<{name}>") } else { name };
            line.extend([italic(name), roman(format!("{more}{close}"))]);
            continue;
        }
        let short = arg.get_short().map(|short| format!("-{short}"));
        let long = arg.get_long().map(|long| format!("--{long}"));
        line.push(bold(short.into_iter().chain(long).collect::<Vec<_>>().join("|")));
        if arg.get_action().takes_values() {
            let named = |name: &String| if range.min_values() == 0 { format!("[{name}]") } else { format!("<{name}>") };
            line.extend([roman(" "), italic(names.iter().map(named).collect::<Vec<_>>().join(" "))]);
        }
        line.push(roman(close));
    }
    if command.get_subcommands().any(|c| c.get_name() != "help" && !c.is_hide_set()) {
        let (open, close) = if command.is_subcommand_required_set() { ("<", ">") } else { ("[", "]") };
        line.extend([roman(format!(" {open}")), italic("COMMAND"), roman(close)]);
    }
    let roff = Roff::new().control("SH", ["SYNOPSIS"]).text(line).to_roff();
    without_preamble(roff.as_bytes())
}

/// What comes after the heading in the last words of the help, up to an empty line.
fn part<'a>(text: &'a str, heading: &str) -> &'a str {
    let after = text.split_once(heading).map_or("", |(_, after)| after);
    after.trim_start_matches('\n').split("\n\n").next().unwrap_or_default()
}

/// Commands and what they do, line by line as the help has them.
fn examples(lines: &str) -> String {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]).control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line.trim())]);
    }
    roff.control("fi", []).to_roff()
}

fn terms(heading: &str, terms: &[(&str, &str)]) -> String {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    for (term, about) in terms {
        roff.control("TP", []);
        roff.text([bold(*term)]);
        roff.text([roman(about.trim())]);
    }
    roff.to_roff()
}

/// Without the two lines that stand before everything that is made.
fn without_preamble(roff: &[u8]) -> String {
    let text = String::from_utf8_lossy(roff);
    text.lines().filter(|l| !l.starts_with(".ie ") && !l.starts_with(".el ")).map(|l| format!("{l}\n")).collect()
}

/// Lines for a page are no longer than this.
const LINE: usize = 79;

/// As those who check manual pages like it: no empty lines, no spaces at ends, nothing long.
fn tidy(text: &str) -> String {
    let mut tidied = String::new();
    for line in text.lines().map(str::trim_end) {
        // A paragraph within the text of an option.
        let line = if line.is_empty() { ".sp" } else { line };
        let spaced = |text: &str| text.ends_with("\n.sp\n") || text.ends_with("\n.br\n") || text.ends_with("\n.PP\n");
        if matches!(line, ".sp" | ".br") && spaced(&tidied) {
            continue;
        }
        if line == ".RS 14" && spaced(&tidied) {
            tidied.truncate(tidied.len() - 4);
        }
        tidied += &broken(line);
        tidied.push('\n');
    }
    tidied
}

/// A line of text in several, none of which begins like an order.
fn broken(line: &str) -> String {
    // Spaces side by side are a table's, in the examples.
    if line.starts_with('.') || line.contains("  ") || line.len() <= LINE {
        return line.to_string();
    }
    let (mut lines, mut used) = (String::new(), 0);
    for (n, word) in line.split(' ').enumerate() {
        let odd = word.is_empty() || word.starts_with(['.', '\'']);
        if n > 0 && !odd && used + 1 + word.len() > LINE {
            lines.push('\n');
            used = 0;
        } else if n > 0 {
            lines.push(' ');
            used += 1;
        }
        lines += word;
        used += word.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command as Process, Stdio};

    use super::*;
    use clap::CommandFactory;

    fn whole() -> Command {
        let mut command = super::super::Cli::command();
        command.build();
        command
    }

    fn pages() -> Vec<String> {
        let whole = whole();
        let own = whole.get_subcommands().filter(|c| c.get_name() != "help").map(|c| page_of(&whole, c).unwrap());
        std::iter::once(page(&whole).unwrap()).chain(own).collect()
    }

    /// As it is read.
    fn plain(roff: &str) -> String {
        let text = roff.replace("\\-", "-").replace("\\*(Aq", "'");
        text.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "")
    }

    /// The long options of a command that are shown.
    pub(super) fn options(command: &Command) -> Vec<String> {
        let shown = command.get_arguments().filter(|a| !a.is_hide_set());
        shown.filter_map(|a| Some(format!("--{}", a.get_long()?))).collect()
    }

    #[test]
    fn every_command_and_option_is_in_the_manual() {
        let whole = whole();
        let text = plain(&page(&whole).unwrap());
        let (before, rest) = text.split_once(".SH COMMANDS").unwrap();
        assert!(options(&whole).iter().all(|option| before.contains(option)), "{before}");
        let all = commands(&whole);
        assert!(all.len() >= 11);
        for (name, command) in all {
            let heading = format!(".SS {name}\n");
            let (_, section) = rest.split_once(&heading).unwrap_or_else(|| panic!("{name} is not there"));
            let section = section.split("\n.S").next().unwrap();
            for option in options(&command) {
                assert!(
                    section.contains(&format!("\n{option}")) || section.contains(&format!(", {option}")),
                    "{name} {option}"
                );
            }
        }
        for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "FILES", "ENVIRONMENT", "EXIT STATUS"]
        {
            assert!(text.lines().any(|l| l.trim_start_matches(".SH ").trim_matches('"') == heading), "{heading}");
        }
    }

    #[test]
    fn examples_and_statuses_are_those_of_the_help() {
        let text = plain(&page(&whole()).unwrap());
        let examples = text.split_once(".SH EXAMPLES").unwrap().1.split(".SH").next().unwrap();
        assert!(examples.matches("newsprint").count() >= 5, "{examples}");
        let statuses = text.split_once(".SH \"EXIT STATUS\"").unwrap().1;
        for status in ["\n0\ndone", "\n1\nnothing was found", "\n2\nwrong usage"] {
            assert!(statuses.contains(status), "{statuses}");
        }
    }

    #[test]
    fn what_is_looked_at_in_the_environment_is_named() {
        fn read(dir: &std::path::Path, all: &mut String) {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    read(&path, all);
                } else if !path.components().any(|c| c.as_os_str() == "tests") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    *all += text.split("#[cfg(test)]").next().unwrap();
                }
            }
        }
        let mut code = String::new();
        read(concat!(env!("CARGO_MANIFEST_DIR"), "/src").as_ref(), &mut code);
        let text = plain(&page(&whole()).unwrap());
        let asked = ["var_os(\"", "env::var(\""].into_iter().flat_map(|call| code.split(call).skip(1));
        for name in asked.filter_map(|rest| rest.split('"').next()).filter(|n| !["PATH", "WSL_DISTRO_NAME"].contains(n))
        {
            assert!(text.contains(name), "{name} is in no manual page");
        }
    }

    #[test]
    fn what_is_for_newsprint_itself_is_shown_nowhere() {
        for page in pages() {
            assert!(!page.contains("__read"));
        }
    }

    /// What a program says about a page on its standard output and error; `None` where it is not installed.
    fn said(program: &str, args: &[&str], page: &str) -> Option<String> {
        let mut process = Process::new(program);
        process.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = process.spawn().ok()?;
        child.stdin.take()?.write_all(page.as_bytes()).ok()?;
        let output = child.wait_with_output().ok()?;
        Some(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    }

    #[test]
    fn those_who_check_pages_have_nothing_to_say() {
        for page in pages() {
            match said("mandoc", &["-Tlint"], &page) {
                Some(said) => assert_eq!(said, "", "{page}"),
                None => eprintln!("skipped: no mandoc here"),
            }
            match said("groff", &["-man", "-Tutf8", "-ww", "-z"], &page) {
                Some(said) => assert_eq!(said, "", "{page}"),
                None => eprintln!("skipped: no groff here"),
            }
        }
    }

    #[test]
    fn long_lines_are_broken_where_no_order_begins() {
        let line = format!("{} .end of it", "word ".repeat(15).trim_end());
        assert_eq!(broken(&line), format!("{} .end\nof it", "word ".repeat(15).trim_end()));
        assert_eq!(tidy("a  \n\n\nb\n"), "a\n.sp\nb\n");
    }
}
