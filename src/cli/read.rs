//! `newsprint [PATH...]`: the reader on the terminal.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;

use super::archive;
use super::output::{Status, complain, shown};
use crate::app::model::ThemeName;
use crate::library::dirs::Dirs;
use crate::library::{Library, Place, Store};
use crate::runtime::{self, Opening};

#[derive(clap::Args)]
pub struct Args {
    /// Files and folders to read; - is standard input; ./search is a folder named like a command
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Do not look for changed files while reading; R still does
    #[arg(long)]
    pub no_watch: bool,
    /// For screen readers: one pane at a time, no frames and rules, states in words, the cursor where you are
    #[arg(long)]
    pub plain: bool,
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    if let Some(first) = args.paths.first()
        && let Some(command) = meant(first)
    {
        complain(format_args!("there is no command {}; did you mean \"newsprint {command}\"?", shown(first)));
        return Ok(Status::Usage);
    }
    if !io::stdout().is_terminal() {
        bail!("the reader needs a terminal; \"newsprint search\" and \"newsprint extract\" write to a pipe or a file");
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        bail!("this terminal cannot show pages (TERM is dumb); \"newsprint search\" prints line by line");
    }
    let (place, missing) = archive::place_of(&args.paths)?;
    let dirs = Dirs::of_user()?;
    let library = Library::open(&place, &dirs, archive::readers()?)?;
    let (store, notice) = Store::open(&dirs);
    let notices = library.notices().into_iter().chain(notice).collect();
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let theme = if no_color { ThemeName::Mono } else { ThemeName::Terminal };
    let opening = Opening { archive: name(&place), theme, plain: args.plain, watch: !args.no_watch, mouse: true, notices };
    match runtime::run(Arc::new(library), store, opening)? {
        0 => Ok(Status::Done.or_lacking(missing)),
        code => Ok(Status::Signal(code)),
    }
}

/// What the archive is called on the screen.
fn name(place: &Place) -> String {
    match place {
        Place::Starter(_) => "newsprint".into(),
        Place::Stdin(_) => "standard input".into(),
        Place::Paths(paths) => {
            let real = |p: &PathBuf| p.canonicalize().unwrap_or_else(|_| p.clone());
            let names = paths.iter().map(|p| real(p).file_name().map_or_else(|| shown(p), |n| shown(n.as_ref())));
            names.collect::<Vec<_>>().join(", ")
        }
    }
}

/// The command that someone may have meant by a path that does not exist.
fn meant(path: &std::path::Path) -> Option<&'static str> {
    const COMMANDS: &[&str] = &[
        "index",
        "search",
        "people",
        "countries",
        "orgs",
        "quotes",
        "extract",
        "export",
        "marks",
        "paths",
        "completions",
        "man",
    ];
    let text = path.to_str().filter(|_| !path.exists())?;
    COMMANDS.iter().copied().find(|c| strsim::osa_distance(c, text) <= 2 && text.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_command_is_known() {
        assert_eq!(meant("serach".as_ref()), Some("search"));
        assert_eq!(meant("poeple".as_ref()), Some("people"));
        assert_eq!(meant("my-news-folder".as_ref()), None);
        assert_eq!(meant("src".as_ref()), None, "it exists");
    }
}
