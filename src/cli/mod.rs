//! The command line: what was typed, handed to the subcommand that does it. One file per subcommand.
//!
//! Everything that is printed goes through `output`; which archive a command is about is for `archive` to say. The
//! rest of the program is called and not repeated here: what a query means, what is in a file and how it is shown on
//! the screen are known below.

mod output;

mod archive;
mod progress;
mod records;

mod read;

mod index;

mod search;

mod names;

mod corrections;

mod quotes;

mod extract;

mod export;

mod marks;
mod merging;

mod config;
mod paths;

mod completions;
mod man;

use std::ffi::OsString;

use clap::{CommandFactory, Parser, Subcommand};

use crate::corpus::Kind;
use crate::library::apart;
use output::Status;

/// Read an archive of news articles, filed by the people and countries in them
///
/// Point newsprint at a folder of saved articles: text, web pages, feeds, mail, e-books, PDF, exports and archives of
/// these. It takes out what is not the story, finds who and where the articles are about and who said what, and shows three panes: the articles, the text, and the
/// people, countries and organisations in it. Your files are never changed, and nothing is sent anywhere.
///
/// With no PATH it opens a small archive of its own to try things on. Press ? in it for the keys.
#[derive(Parser)]
#[command(
    name = "newsprint",
    version,
    args_conflicts_with_subcommands = true,
    max_term_width = 100,
    after_help = "\"newsprint COMMAND --help\" says more about a command.",
    after_long_help = AFTER
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    read: read::Args,
}

const AFTER: &str = "\
Examples:
  newsprint ~/news                          read the articles below a folder
  newsprint ./search                        read a folder that is named like a command
  newsprint search 'macron said:putin' --in ~/news
  newsprint people 'after:2025-04' --in ~/news --csv > people.csv
  newsprint extract article.txt | jq .quotes

Exit status:
  0  done
  1  nothing was found, or some of the input was bad: what and why is on standard error
  2  wrong usage, or nothing at all could be read

Where newsprint keeps its index and your marks: \"newsprint paths\".";

#[derive(Subcommand)]
enum Command {
    Index(index::Args),
    Search(search::Args),
    /// List the people in an archive, those in most articles first
    People(corrections::Corrected),
    /// List the countries in an archive, those in most articles first
    #[command(mut_arg("merge", |a| a.hide(true)), mut_arg("split", |a| a.hide(true)))]
    Countries(corrections::Corrected),
    /// List the organisations in an archive, those in most articles first
    #[command(visible_alias = "organisations")]
    Orgs(corrections::Corrected),
    Quotes(quotes::Args),
    Extract(extract::Args),
    Export(export::Args),
    Marks(marks::Args),
    Config(config::Args),
    Paths(paths::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// The command line as it is described: for tests of what is written about it.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Does what `args` ask for and gives the exit status.
pub fn main(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_some_and(|first| first == apart::ARGUMENT) {
        return apart::serve(args.get(2).map(OsString::as_os_str), std::io::stdin().lock(), std::io::stdout());
    }
    output::report_panics();
    match Cli::try_parse_from(args) {
        Ok(cli) => output::end(run(cli)),
        Err(error) => output::usage(&error),
    }
}

fn run(cli: Cli) -> anyhow::Result<Status> {
    match cli.command {
        None => read::run(&cli.read),
        Some(Command::Index(args)) => index::run(&args),
        Some(Command::Search(args)) => search::run(&args),
        Some(Command::People(args)) => corrections::run(Kind::Person, &args),
        Some(Command::Countries(args)) => corrections::run(Kind::Country, &args),
        Some(Command::Orgs(args)) => corrections::run(Kind::Organisation, &args),
        Some(Command::Quotes(args)) => quotes::run(&args),
        Some(Command::Extract(args)) => extract::run(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Marks(args)) => marks::run(&args),
        Some(Command::Config(args)) => config::run(&args),
        Some(Command::Paths(args)) => paths::run(&args),
        Some(Command::Completions(args)) => completions::run(&args, Cli::command()),
        Some(Command::Man(args)) => man::run(&args, Cli::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    fn parsed(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once("newsprint").chain(line.split_whitespace()))
    }

    #[test]
    fn a_path_is_read_and_a_command_is_a_command() {
        let paths = |line: &str| match parsed(line) {
            Ok(Cli { command: None, read }) => read.paths.iter().map(|p| p.display().to_string()).collect(),
            _ => vec!["a command".to_string()],
        };
        assert_eq!(paths(""), Vec::<String>::new());
        assert_eq!(paths("news"), ["news"]);
        assert_eq!(paths("news search"), ["news", "search"]);
        assert_eq!(paths("-"), ["-"]);
        assert_eq!(paths("./search"), ["./search"]);
        assert_eq!(paths("paths"), ["a command"]);
    }

    #[test]
    fn a_query_may_begin_with_a_minus_but_not_be_an_option_that_is_none() {
        let query = |line: &str| match parsed(line).map(|c| c.command) {
            Ok(Some(Command::Search(args))) => Some(args.query.text()),
            _ => None,
        };
        assert_eq!(query("search -putin macron"), Some("-putin macron".into()));
        assert_eq!(query("search -putin --json"), Some("-putin".into()));
        assert_eq!(query("search --json -putin"), Some("-putin".into()));
        assert_eq!(query("search macron paris --limit 3"), Some("macron paris".into()));
        assert_eq!(query("search macron --in a --in b paris"), Some("macron paris".into()));
        assert_eq!(query("search --jsno macron"), None);
        assert_eq!(query("search"), None);
    }
}
