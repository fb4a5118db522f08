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

pub fn run(args: &Args, mut command: clap::Command) -> anyhow::Result<Status> {
    // Made in memory: the generator cannot be told that a pipe was closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "newsprint", &mut script);
    let mut output = Output::stdout();
    output.own(&script)?;
    output.flush()?;
    Ok(Status::Done)
}
