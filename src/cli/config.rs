//! `newsprint config`: what is configured, and what is wrong with it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::output::{Output, Status, complain, shown, tell, why};
use crate::app::settings::THEMES;
use crate::config::{self, Config, Files, Issue, Weight, show};
use crate::library::dirs::Dirs;
use crate::ui::theme::Theme;

/// Look at the settings: check them, or print them to begin a file with
///
/// newsprint reads config.toml, keymap.toml and themes/NAME.toml in its config folder (see "newsprint paths"), each of
/// them if it is there, and never writes them. A mistake is told, and the rest holds.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Name every mistake with its line on standard error; exit status 1 if there is one
    Check {
        /// Check this file instead: a config.toml, a keymap.toml, or a theme in a folder "themes"
        file: Option<PathBuf>,
    },
    /// Print the settings that hold, as a config.toml
    Show {
        /// Print those of newsprint itself
        #[arg(long)]
        default: bool,
    },
    /// Print the keys that hold, as a keymap.toml
    Keys {
        /// Print a keymap of newsprint's own: vim, newsboat, mutt or less
        #[arg(long, value_name = "NAME")]
        preset: Option<String>,
    },
    /// Print a theme, as a file to make one's own of
    Theme {
        /// terminal, dark, light, high-contrast, mono, or one of your own
        name: String,
    },
}

pub fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.what {
        What::Check { file } => check(file.as_deref()),
        What::Show { default } => {
            let config = if *default { config::read(&Files::default()).0 } else { loaded()? };
            print(&show::config(&config))
        }
        What::Keys { preset } => {
            let mut config = loaded()?;
            if let Some(name) = preset {
                let line = format!("preset = {}", serde_json::Value::from(name.as_str()));
                config = the_only(config::File { name: "--preset".into(), bytes: line.into() })?;
            }
            print(&show::keymap(config.preset, &config.keymap))
        }
        What::Theme { name } => {
            let config = loaded()?;
            let own = config.settings.themes.iter().position(|n| n == name).and_then(|n| config.themes.get(n));
            let ours = THEMES.iter().find(|(n, _)| n == name).map(|(_, theme)| Theme::of(*theme));
            let theme = ours.or(own.copied()).with_context(|| {
                let names: Vec<&str> = config.settings.all_themes().map(|(name, _)| name).collect();
                format!("there is no theme \"{name}\"; there are {}", names.join(", "))
            })?;
            print(&show::theme(name, &theme))
        }
    }
}

fn print(text: &str) -> anyhow::Result<Status> {
    let mut output = Output::stdout();
    for line in text.lines() {
        output.line(line)?;
    }
    output.flush()?;
    Ok(Status::Done)
}

/// A configuration of one file without a mistake.
fn the_only(file: config::File) -> anyhow::Result<Config> {
    let (config, issues) = config::read(&Files { config: Some(file), ..Files::default() });
    match issues.first() {
        Some(issue) => anyhow::bail!("{}", issue.message),
        None => Ok(config),
    }
}

/// What the user's files come to. Mistakes are told on standard error, and the rest holds.
fn loaded() -> anyhow::Result<Config> {
    let (config, issues) = load(&Dirs::of_user()?.config);
    errors(&issues).for_each(complain);
    Ok(config)
}

fn errors(issues: &[Issue]) -> impl Iterator<Item = &Issue> {
    issues.iter().filter(|issue| issue.weight == Weight::Error)
}

fn check(file: Option<&Path>) -> anyhow::Result<Status> {
    let dir = Dirs::of_user()?.config;
    let mut troubles = Vec::new();
    let files = match file {
        Some(file) => single(file)?,
        None => files(&dir, &mut troubles),
    };
    let mut issues = config::read(&files).1;
    troubles.append(&mut issues);
    // As compilers have it, so that editors find the place.
    troubles.iter().for_each(tell);
    let mut output = Output::stdout();
    let (wrong, looked_at) = (errors(&troubles).count(), names(&files));
    match wrong {
        0 if looked_at.is_empty() => {
            let path = shown(&dir.join("config.toml"));
            output.line(&format!("nothing is configured: \"newsprint config show > {path}\" begins a file"))?;
        }
        0 => output.line(&format!("no mistake in {}", looked_at.join(", ")))?,
        _ => {}
    }
    output.flush()?;
    Ok(if wrong > 0 { Status::Lacking } else { Status::Done })
}

fn names(files: &Files) -> Vec<String> {
    let single = files.config.iter().chain(&files.keymap).chain(files.themes.iter().map(|(_, file)| file));
    single.map(|file| file.name.clone()).collect()
}

/// One file as what its name says it is.
fn single(path: &Path) -> anyhow::Result<Files> {
    let bytes = read(path).map_err(|e| anyhow::anyhow!("cannot read {}: {}", shown(path), why(&e)))?;
    let file = config::File { name: shown(path), bytes };
    let in_themes = path.parent().is_some_and(|p| p.ends_with("themes"));
    let stem = path.file_stem().map_or_else(String::new, |s| shown(s.as_ref()));
    Ok(match stem.as_str() {
        _ if in_themes => Files { themes: vec![(stem, file)], ..Files::default() },
        "keymap" => Files { keymap: Some(file), ..Files::default() },
        _ => {
            // Its themes are those beside it.
            let beside = themes(path.parent().unwrap_or(path), &mut Vec::new());
            Files { config: Some(file), keymap: None, themes: beside }
        }
    })
}

/// What is configured in this folder, and what is wrong with it.
pub(super) fn load(dir: &Path) -> (Config, Vec<Issue>) {
    let mut issues = Vec::new();
    let (config, mut found) = config::read(&files(dir, &mut issues));
    issues.append(&mut found);
    (config, issues)
}

/// What is told about a configuration with mistakes when the reader starts, in a line.
pub(super) fn notice(issues: &[Issue]) -> Option<String> {
    let first = errors(issues).next()?;
    let name = first.file.rsplit('/').next().unwrap_or(&first.file);
    let more = match errors(issues).count() - 1 {
        0 => String::new(),
        n => format!("; {n} more: newsprint config check"),
    };
    Some(format!("{name}:{}: {}{more}", first.line, first.message))
}

fn files(dir: &Path, troubles: &mut Vec<Issue>) -> Files {
    let mut file = |name: &str| optional(&dir.join(name), troubles);
    Files { config: file("config.toml"), keymap: file("keymap.toml"), themes: themes(dir, troubles) }
}

fn optional(path: &Path, troubles: &mut Vec<Issue>) -> Option<config::File> {
    match read(path) {
        Ok(bytes) => Some(config::File { name: shown(path), bytes }),
        Err(error) => {
            if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
                let message = format!("cannot be read: {}", why(&error));
                troubles.push(Issue { weight: Weight::Error, file: shown(path), line: 1, column: 1, message });
            }
            None
        }
    }
}

/// The themes of a folder by name.
fn themes(dir: &Path, troubles: &mut Vec<Issue>) -> Vec<(String, config::File)> {
    let entries = std::fs::read_dir(dir.join("themes")).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let named = |path: &PathBuf| Some((shown(path.file_stem()?.as_ref()), optional(path, troubles)?));
    paths.iter().filter_map(named).collect()
}

/// More than this of a file is not read, in bytes: who reads it tells so.
const LIMIT: u64 = 1 << 20;

fn read(path: &Path) -> io::Result<Vec<u8>> {
    // A pipe would be waited for.
    if !path.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}
