//! `newsprint man`: the manual page, and one for each command.

use anyhow::bail;
use clap_mangen::Man;

use super::output::{Output, Status};

/// Print the manual page
///
/// For example: newsprint man > newsprint.1; newsprint man search > newsprint-search.1
#[derive(clap::Args)]
pub struct Args {
    /// The page of this command
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub fn run(args: &Args, mut command: clap::Command) -> anyhow::Result<Status> {
    command.build();
    let page = match &args.command {
        None => Man::new(command),
        Some(name) => {
            let Some(found) = command.find_subcommand(name) else { bail!("there is no command {name}") };
            Man::new(found.clone()).title(format!("newsprint-{}", found.get_name()))
        }
    };
    let mut roff = Vec::new();
    page.render(&mut roff)?;
    let mut output = Output::stdout();
    output.own(&roff)?;
    output.flush()?;
    Ok(Status::Done)
}
