//! The configuration as the text of a file that says the same: to begin one's own with.

use super::settings::SWITCHES;
use super::{Config, keys, presets, style};
use crate::app::action::{Entry, GROUPS, Scope};
use crate::app::keymap::{Keymap, scope_name, scopes};
use crate::app::reader::WIDTHS;
use crate::ui::theme::Theme;

/// All settings, as `config.toml`.
pub fn config(config: &Config) -> String {
    let mut settings = config.settings.clone();
    let mut text = String::from("# newsprint's settings. What is not set here is as newsprint has it.\n\n");
    let names: Vec<String> = settings.all_themes().map(|(name, _)| name.to_string()).collect();
    text += &format!("# Colours: {}.\n", names.join(", "));
    text += "# A file themes/NAME.toml beside this one adds one; \"newsprint config theme dark\" prints one to begin with.\n";
    text += &format!("theme = {}\n\n", quoted(settings.theme_name(settings.theme)));
    text +=
        &format!("# How wide the article's column is where there is room, {} to {}.\n", WIDTHS.start(), WIDTHS.end());
    text += &format!("width = {}\n\n", settings.width);
    for (name, about, place) in SWITCHES {
        text += &format!("# {}.\n{name} = {}\n\n", capital(about), place(&mut settings));
    }
    text + &keymap(config.preset, &config.keymap)
}

/// The keys, as `keymap.toml`. What is as in the preset is commented out.
pub fn keymap(preset: &str, keymap: &Keymap) -> String {
    let mut text = format!("# Keys to begin with: {}.\n", presets::NAMES.join(", "));
    text += &format!("preset = {}\n\n", quoted(preset));
    text += "# Other keys: an action and its key, keys, or sequence of keys; \"\" for none. Lines with # are as in the preset.\n";
    text += "[keys]\n";
    let usual = presets::keymap(preset);
    for (group, rows) in GROUPS {
        text += &format!("\n# {group}\n");
        for row in *rows {
            text += &line(row, row.scope, keymap, &usual);
        }
    }
    for scope in scopes() {
        let name = scope_name(scope);
        let elsewhere = |row: &&Entry| row.scope != scope && bound(keymap, row, scope) != "\"\"";
        let rows: Vec<&Entry> = GROUPS.iter().flat_map(|(_, rows)| rows.iter()).filter(elsewhere).collect();
        if !rows.is_empty() {
            text += &format!("\n# In this pane only\n[keys.{name}]\n");
            rows.iter().for_each(|row| text += &line(row, scope, keymap, &usual));
        }
    }
    text
}

/// A theme, as `themes/NAME.toml`.
pub fn theme(name: &str, theme: &Theme) -> String {
    let mut text = format!("# The theme \"{name}\", to be changed and kept as themes/NAME.toml.\n");
    text += "# A style is a colour, \"on\" and a colour for the background, and attributes, each of them or none:\n";
    let names = |names: &[&str]| names.join(", ");
    text += &format!("#   colours: #rrggbb, 0 to 255, {}\n", names(&style::COLOURS.map(|(name, _)| name)));
    text += &format!("#   attributes: {}\n\n", names(&style::ATTRIBUTES.map(|(name, _)| name)));
    for (name, own) in theme.styles() {
        text += &format!("{} = {}\n", name.replace('_', "-"), quoted(&style::written(own)));
    }
    text
}

fn line(row: &Entry, scope: Scope, keymap: &Keymap, usual: &Keymap) -> String {
    let (now, before) = (bound(keymap, row, scope), bound(usual, row, scope));
    let sign = if now == before { "# " } else { "" };
    format!("{:<48}  # {}\n", format!("{sign}{} = {now}", row.name), row.about)
}

/// The keys that an action has in a scope, as a value.
fn bound(keymap: &Keymap, row: &Entry, scope: Scope) -> String {
    let own = keymap.bindings_of(row.action).filter(|(s, _)| *s == scope);
    let all: Vec<String> = own.map(|(_, sequence)| quoted(&keys::shown(sequence))).collect();
    match all.as_slice() {
        [] => "\"\"".into(),
        [one] => one.clone(),
        _ => format!("[{}]", all.join(", ")),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
