//! The reader's configuration: the text of TOML files in, settings, keymap and themes out.
//!
//! Reading never fails: what is wrong is told with its line and left out, and the rest holds. All of a file is looked
//! at, so that all mistakes are told at once. Opens no file: who does, and what to do about mistakes, is for `cli` to
//! say.

mod document;
mod issue;
mod keys;
mod settings;
mod style;

pub mod presets;
pub mod show;

use crate::app::keymap::Keymap;
use crate::app::settings::Settings;
use crate::ui::theme::Theme;
use document::Document;
pub use issue::{Issue, Weight};

/// A file as it was read.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// As people are shown it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Everything that configures newsprint; each of it may be missing.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `config.toml`
    pub config: Option<File>,
    /// `keymap.toml`: the same keys, in a file of their own.
    pub keymap: Option<File>,
    /// `themes/NAME.toml`, with the names.
    pub themes: Vec<(String, File)>,
}

/// What the files come to.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub settings: Settings,
    /// One of [`presets::NAMES`].
    pub preset: &'static str,
    pub keymap: Keymap,
    /// The reader's own themes, as [`Settings::themes`] names them.
    pub themes: Vec<Theme>,
}

/// So many themes of their own may people have.
const THEMES: usize = 64;

/// Reads the files, and gives what is wrong with them: in the order of the files, and of the lines in each.
pub fn read(files: &Files) -> (Config, Vec<Issue>) {
    let mut issues = Vec::new();
    let mut config = Config::default();
    for (name, file) in files.themes.iter().take(THEMES) {
        let mut document = Document::read(file);
        config.themes.push(style::read(&mut document));
        config.settings.themes.push(name.clone());
        issues.append(&mut document.into_issues());
    }
    let mut keys = keys::Keys::default();
    let none = File::default();
    let mut main = Document::read(files.config.as_ref().unwrap_or(&none));
    settings::read(&mut main, &mut config.settings, &mut keys);
    let mut beside = Document::read(files.keymap.as_ref().unwrap_or(&none));
    keys::read(&mut beside, &mut keys);
    let (preset, keymap) = keys.settle([&mut main, &mut beside]);
    (config.preset, config.keymap) = (preset, keymap);
    let mut told = main.into_issues();
    told.append(&mut beside.into_issues());
    told.append(&mut issues);
    (config, told)
}

#[cfg(test)]
mod tests;
