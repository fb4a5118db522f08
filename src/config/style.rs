//! A theme's file: a style for each name of [`Theme`], and in `base` the theme that gives the others.
//!
//! A style is written as one says it: `"cyan bold"`, `"#101010 on #ffcc00"`, `"on 236 underline"`.

use ratatui::style::{Color, Modifier, Style};

use super::document::{Document, Kind, Value};
use super::issue::{near, near_or_all};
use crate::app::settings::THEMES;
use crate::ui::theme::Theme;

/// The colours that have names, as a file has them.
pub(super) const COLOURS: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("gray", Color::Gray),
    ("dark-gray", Color::DarkGray),
    ("light-red", Color::LightRed),
    ("light-green", Color::LightGreen),
    ("light-yellow", Color::LightYellow),
    ("light-blue", Color::LightBlue),
    ("light-magenta", Color::LightMagenta),
    ("light-cyan", Color::LightCyan),
    ("white", Color::White),
];

/// The attributes.
pub(super) const ATTRIBUTES: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// Reads a theme.
pub(super) fn read(document: &mut Document) -> Theme {
    let items = document.items();
    let named = |name: &str| items.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value);
    let mut theme = named("base").map_or_else(|| Theme::of(THEMES[0].1), |value| base(document, value));
    let names: Vec<&str> = theme.styles().into_iter().map(|(name, _)| name).chain(["base"]).collect();
    for (key, value) in &items {
        let name = key.get_ref().replace('-', "_");
        match (theme.style_mut(&name), value.get_ref()) {
            (Some(own), Kind::Text(text)) => match style(text) {
                Ok(style) => *own = style,
                Err(message) => document.error(value.span(), message),
            },
            (Some(_), _) => document.unfit(key.get_ref(), value, "a text such as \"cyan bold\""),
            (None, _) if name == "base" => {}
            (None, _) => document.unknown("style", key, names.iter().copied()),
        }
    }
    theme
}

fn base(document: &mut Document, value: &Value) -> Theme {
    let known = match value.get_ref() {
        Kind::Text(name) => THEMES.iter().find(|(n, _)| n == name),
        _ => None,
    };
    match (known, value.get_ref()) {
        (Some((_, name)), _) => return Theme::of(*name),
        (None, Kind::Text(name)) => {
            let near = near_or_all(name, THEMES.map(|(n, _)| n));
            document.error(value.span(), format!("there is no theme \"{name}\" of newsprint's own{near}"));
        }
        (None, _) => document.unfit("base", value, "the name of a theme"),
    }
    Theme::of(THEMES[0].1)
}

/// A style as it is written, or what is wrong with it.
fn style(text: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if let Some((_, attribute)) = ATTRIBUTES.iter().find(|(n, _)| *n == word) {
            style = style.add_modifier(*attribute);
        } else if word == "on" {
            let word = words.next().ok_or("after \"on\" comes a colour")?;
            style = style.bg(colour(word)?);
        } else {
            style = style.fg(colour(word)?);
        }
    }
    Ok(style)
}

fn colour(word: &str) -> Result<Color, String> {
    if let Some((_, colour)) = COLOURS.iter().find(|(name, _)| *name == word) {
        return Ok(*colour);
    }
    if let Some(hex) = word.strip_prefix('#') {
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        let digits = hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
        let parts = digits.then(|| Some(Color::Rgb(part(0)?, part(2)?, part(4)?))).flatten();
        return parts.ok_or_else(|| format!("\"{word}\" is no colour: write it as #rrggbb"));
    }
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().map(Color::Indexed).map_err(|_| format!("\"{word}\" is no colour: numbers go to 255"));
    }
    let names = COLOURS.iter().map(|(n, _)| *n).chain(ATTRIBUTES.iter().map(|(n, _)| *n));
    Err(format!("\"{word}\" is neither a colour nor an attribute{}", near(word, names)))
}

/// A style as [`read`] reads it.
pub(super) fn written(style: Style) -> String {
    let named = |colour: Color| match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(n) => n.to_string(),
        named => COLOURS.iter().find(|(_, c)| *c == named).map_or("default", |(n, _)| n).to_string(),
    };
    let colours = style.fg.map(named).into_iter().chain(style.bg.map(|bg| format!("on {}", named(bg))));
    let attributes = ATTRIBUTES.iter().filter(|(_, a)| style.add_modifier.contains(*a)).map(|(n, _)| (*n).to_string());
    colours.chain(attributes).collect::<Vec<_>>().join(" ")
}
