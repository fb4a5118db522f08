//! `config.toml`: the settings, and keys under `[keys]`.

use toml::Spanned;

use super::document::{Document, Kind, Value};
use super::issue::near_or_all;
use super::keys::{self, Keys};
use crate::app::reader::WIDTHS;
use crate::app::settings::Settings;

/// The switches: name, what it does, where it is.
pub type Switch = (&'static str, &'static str, fn(&mut Settings) -> &mut bool);

/// Everything that is on or off, in the order in which it is shown.
pub const SWITCHES: [Switch; 5] = [
    ("watch", "look for changed files while reading; R does it in any case", |s| &mut s.watch),
    ("restore", "open an archive as it was left; --fresh does not, once", |s| &mut s.restore),
    ("sidebar", "people, countries and organisations beside the article, where there is room", |s| &mut s.sidebar),
    ("sparklines", "show beside each name when it was in the news", |s| &mut s.sparklines),
    ("mouse", "clicks and the wheel; without it they are the terminal's", |s| &mut s.mouse),
];

/// Every name that may stand at the top of the file.
fn names() -> impl Iterator<Item = &'static str> {
    ["theme", "preset", "width", "keys"].into_iter().chain(SWITCHES.map(|(name, ..)| name))
}

/// Reads the settings into `settings` and the keys into `keys`.
pub(super) fn read(document: &mut Document, settings: &mut Settings, keys: &mut Keys) {
    for (key, value) in document.items() {
        match key.get_ref().as_str() {
            "theme" => theme(document, &value, settings),
            "width" => width(document, &value, settings),
            "preset" => keys.preset(document, 0, &value),
            "keys" => keys::table(document, 0, &value, keys),
            name => match SWITCHES.iter().find(|(n, ..)| *n == name) {
                Some((_, _, place)) => switch(document, name, &value, place(settings)),
                None => unknown(document, &key),
            },
        }
    }
}

fn unknown(document: &mut Document, key: &Spanned<String>) {
    document.unknown("setting", key, names());
}

fn theme(document: &mut Document, value: &Value, settings: &mut Settings) {
    let Kind::Text(name) = value.get_ref() else {
        return document.unfit("theme", value, "the name of a theme");
    };
    match settings.theme(name) {
        Some(theme) => settings.theme = theme,
        None => {
            let near = near_or_all(name, settings.all_themes().map(|(name, _)| name));
            let message = format!("there is no theme \"{name}\"{near}");
            document.error(value.span(), message);
        }
    }
}

fn width(document: &mut Document, value: &Value, settings: &mut Settings) {
    let (least, most) = (*WIDTHS.start(), *WIDTHS.end());
    let Kind::Whole(n) = value.get_ref() else {
        return document.unfit("width", value, "a number of columns");
    };
    match u16::try_from(*n) {
        Ok(n) if WIDTHS.contains(&n) => settings.width = n,
        _ => document.error(value.span(), format!("width is a number from {least} to {most}, not {n}")),
    }
}

fn switch(document: &mut Document, name: &str, value: &Value, place: &mut bool) {
    match value.get_ref() {
        Kind::Bool(on) => *place = *on,
        _ => document.unfit(name, value, "true or false"),
    }
}
