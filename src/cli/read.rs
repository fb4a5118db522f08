//! `newsprint [PATH...]`: the reader on the terminal.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, bail};

use super::output::{Status, complain, shown};
use super::{archive, config};
use crate::app::Action;
use crate::app::model::ThemeName;
use crate::library::dirs::Dirs;
use crate::library::{Library, Place, Sessions, Store, sessions};
use crate::runtime::{self, End, Opening};
use crate::ui::palette::Depth;
use crate::ui::theme::Themes;

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
    /// Begin anew, and not as the archive was left
    #[arg(long)]
    pub fresh: bool,
}

/// For those who are here for the first time; short enough for forty columns.
const TOUR: &str = ":tour shows around in two minutes";

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
    let first = !dirs.state.exists();
    let (store, notice) = Store::open(&dirs);
    let (config, issues) = config::load(&dirs.config);
    let mut notices: Vec<String> = library.notices().into_iter().chain(notice).chain(config::notice(&issues)).collect();
    let mut settings = config.settings;
    if matches!(place, Place::Starter(_)) && sessions::any(&dirs.state) {
        let key = config.keymap.keys_of(Action::Archives).into_iter().next();
        notices.extend(key.map(|key| format!("{key}: your archives")));
    }
    if first && matches!(place, Place::Starter(_)) && notices.is_empty() {
        notices.push(TOUR.into());
    }
    settings.watch &= !args.no_watch;
    if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        settings.theme = ThemeName::Mono;
    }
    let themes = Themes { depth: depth(), own: config.themes };
    let sessions = Sessions::of(&place, &dirs);
    let last = sessions.as_ref().filter(|_| settings.restore && !args.fresh).and_then(Sessions::load);
    sessions.iter().for_each(|sessions| sessions.opened(library.snapshot().corpus.len().into()));
    let session = last.and_then(|visit| serde_json::from_value(visit.session).ok());
    let opening = Opening {
        archive: name(&place),
        plain: args.plain,
        settings,
        keymap: config.keymap,
        themes,
        session,
        sessions,
        notices,
    };
    match runtime::run(Arc::new(library), store, opening)? {
        End::Status(0) => Ok(Status::Done.or_lacking(missing)),
        End::Status(code) => Ok(Status::Signal(code)),
        End::Switch(paths) => switch(&paths, args),
    }
}

/// Reads another archive in our place: a program that begins anew is one that has nothing left of the old.
fn switch(paths: &[PathBuf], args: &Args) -> anyhow::Result<Status> {
    let mut command = Command::new(std::env::current_exe().context("cannot find newsprint itself")?);
    command.args(args.no_watch.then_some("--no-watch")).args(args.plain.then_some("--plain"));
    command.arg("--").args(paths);
    #[cfg(unix)]
    {
        let error = std::os::unix::process::CommandExt::exec(&mut command);
        Err(error).context("cannot start newsprint anew")
    }
    #[cfg(not(unix))]
    {
        let status = command.status().context("cannot start newsprint anew")?;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Ok(code.map_or(Status::Usage, |code| if code == 0 { Status::Done } else { Status::Signal(code) }))
    }
}

/// How many colours the terminal says it shows.
fn depth() -> Depth {
    let told = |name| std::env::var(name).ok();
    Depth::told(told("COLORTERM").as_deref(), told("TERM").as_deref())
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
        "config",
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
