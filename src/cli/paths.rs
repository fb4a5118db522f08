//! `newsprint paths`: where newsprint keeps things.

use std::path::PathBuf;

use super::archive::exists;
use super::output::{Output, Status, shown};
use crate::library::dirs::Dirs;
use crate::library::scan::Roots;

/// Print where newsprint keeps its index, your marks and its settings
///
/// The data folder holds one index for each archive; it may be deleted at any time and is built again. The state
/// folder holds what you have read, starred and tagged, and your corrections of names: keep it. The config folder is yours to write.
#[derive(clap::Args)]
pub struct Args {
    /// Print the index folder of the archive made of these files and folders, too
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    let dirs = Dirs::of_user()?;
    let mut output = Output::stdout();
    for (name, path) in [("data", &dirs.data), ("state", &dirs.state), ("config", &dirs.config)] {
        output.line(&format!("{name:<8}{}", shown(path)))?;
    }
    let there: Vec<PathBuf> = args.paths.iter().filter(|p| exists(p)).cloned().collect();
    if !there.is_empty() {
        let archive = dirs.archive(Roots::new(&there)?.paths());
        output.line(&format!("{:<8}{}", "archive", shown(&archive)))?;
    }
    output.flush()?;
    Ok(Status::Done.or_lacking(there.len() < args.paths.len()))
}
