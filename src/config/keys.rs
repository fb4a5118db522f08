//! Keys: `preset`, and the tables `[keys]` and `[keys.PANE]`, in `config.toml` or in `keymap.toml` beside it.

use std::ops::Range;

use toml::Spanned;

use super::document::{Document, Kind, Value};
use super::issue::{near, near_or_all};
use super::presets;
use crate::app::action::{Entry, Scope, entries};
use crate::app::key::{self, Code};
use crate::app::keymap::{Change, Keymap, scope_name, scopes};
use crate::app::{Action, Key};

/// What the files say of keys, before it is put together.
#[derive(Debug, Default)]
pub struct Keys {
    preset: Option<&'static str>,
    changes: Vec<Change>,
    /// Of each change, the file and the place.
    places: Vec<Place>,
    /// Every key given, with its place.
    given: Vec<(Scope, Vec<Key>, Action, Place)>,
}

type Place = (usize, Range<usize>);

/// A file with nothing but keys in it.
pub(super) fn read(document: &mut Document, keys: &mut Keys) {
    read_as(document, 1, keys);
}

/// The same, as the file of this number.
fn read_as(document: &mut Document, file: usize, keys: &mut Keys) {
    for (key, value) in document.items() {
        match key.get_ref().as_str() {
            "preset" => keys.preset(document, file, &value),
            "keys" => table(document, file, &value, keys),
            _ => document.unknown("setting", &key, ["preset", "keys"]),
        }
    }
}

/// The table `[keys]` with the tables of the panes in it.
pub(super) fn table(document: &mut Document, file: usize, value: &Value, keys: &mut Keys) {
    let Kind::Table(items) = value.get_ref() else {
        return document.unfit("keys", value, "a table: begin it with [keys]");
    };
    for (name, value) in items {
        let scope = scopes().into_iter().find(|scope| scope_name(*scope) == *name.get_ref());
        match (scope, value.get_ref()) {
            (Some(scope), Kind::Table(items)) => {
                for (name, value) in items {
                    action(document, file, Some(scope), name, value, keys);
                }
            }
            (None, Kind::Table(_)) => {
                let panes: Vec<String> = scopes().into_iter().map(scope_name).collect();
                document.unknown("pane", name, panes.iter().map(String::as_str));
            }
            _ => action(document, file, None, name, value, keys),
        }
    }
}

fn action(
    document: &mut Document,
    file: usize,
    scope: Option<Scope>,
    name: &Spanned<String>,
    value: &Value,
    keys: &mut Keys,
) {
    let Some(entry) = entries().find(|e| e.name == name.get_ref()) else {
        return document.unknown("action", name, entries().map(|e| e.name));
    };
    let single = [value.clone()];
    let list = match value.get_ref() {
        Kind::Text(_) => &single,
        Kind::List(list) => list.as_slice(),
        _ => return document.unfit(entry.name, value, "a key or a list of keys"),
    };
    let scope = scope.unwrap_or(entry.scope);
    if scope != entry.scope && list.iter().all(|v| matches!(v.get_ref(), Kind::Text(t) if t.trim().is_empty())) {
        return document.error(name.span(), stays(entry, scope));
    }
    let mut change = Change { scope, action: entry.action, keys: Vec::new() };
    for value in list {
        let Kind::Text(text) = value.get_ref() else {
            document.unfit("a key", value, "a text");
            continue;
        };
        if text.trim().is_empty() {
            continue;
        }
        match sequence(text) {
            Ok(sequence) => keys.give(document, (file, value.span()), &mut change, sequence),
            Err(message) => document.error(value.span(), message),
        }
    }
    keys.changes.push(change);
    keys.places.push((file, name.span()));
}

/// Why an action cannot be taken away from a pane alone.
fn stays(entry: &Entry, scope: Scope) -> String {
    format!("{} has no key for {} alone: give the key another action there", entry.name, scope_name(scope))
}

/// The keys of a sequence, or what is wrong with one of them.
fn sequence(text: &str) -> Result<Vec<Key>, String> {
    text.split_whitespace().map(one).collect()
}

fn one(name: &str) -> Result<Key, String> {
    let key = Key::parse(name).ok_or_else(|| {
        let letter = name.strip_prefix("S-").filter(|rest| rest.chars().count() == 1);
        match letter {
            Some(letter) => format!("no key is called \"{name}\": write \"{}\"", letter.to_uppercase()),
            None => match near(name, key::names()).as_str() {
                "" => format!(
                    "no key is called \"{name}\": keys are as \"x\", \"X\", \"C-x\", \"A-x\", \"{}\"",
                    some_names()
                ),
                near => format!("no key is called \"{name}\"{near}"),
            },
        }
    })?;
    match untypable(key) {
        Some(why) => Err(format!("\"{name}\" cannot be typed: {why}")),
        None => Ok(key),
    }
}

/// All names of keys that are no characters.
fn some_names() -> String {
    key::names().collect::<Vec<_>>().join("\", \"")
}

/// Why no terminal sends a key.
fn untypable(key: Key) -> Option<String> {
    let letter = match key.code {
        Code::Char(c) if c.is_control() || crate::text::width::width(&c.to_string()) == 0 => {
            return Some("it is no character that can be seen".into());
        }
        Code::Char(c) => c,
        Code::Enter | Code::Esc | Code::Tab | Code::BackTab | Code::Backspace if key.control => {
            return Some("a terminal sends it as the same key without C-".into());
        }
        _ => return None,
    };
    match letter {
        _ if !key.control => None,
        'i' => Some("a terminal sends it as Tab".into()),
        'm' => Some("a terminal sends it as Enter".into()),
        '[' | '3' => Some("a terminal sends it as Esc".into()),
        'c' if !key.alt => None,
        'a'..='z' | ' ' | '4'..='7' => None,
        'A'..='Z' => Some(format!("a terminal sends it as C-{}", letter.to_ascii_lowercase())),
        _ => Some("a terminal has C- for letters only".into()),
    }
}

impl Keys {
    /// Takes the name of the keymap that all begins with.
    pub(super) fn preset(&mut self, document: &mut Document, file: usize, value: &Value) {
        let Kind::Text(name) = value.get_ref() else {
            return document.unfit("preset", value, "the name of a keymap");
        };
        match presets::NAMES.into_iter().find(|n| n == name) {
            Some(_) if self.preset.is_some() && file > 0 => {
                document.error(value.span(), "preset is set in config.toml already".into());
            }
            Some(preset) => self.preset = Some(preset),
            None => {
                let near = near_or_all(name, presets::NAMES);
                document.error(value.span(), format!("there is no preset \"{name}\"{near}"));
            }
        }
    }

    /// Takes a key for an action, unless the files give it to another.
    fn give(&mut self, document: &mut Document, place: Place, change: &mut Change, keys: Vec<Key>) {
        let clash = self.given.iter().find(|(s, k, ..)| *s == change.scope && *k == keys);
        if let Some((_, _, action, (file, at))) = clash {
            let other = entries().find(|e| e.action == *action).map_or("", |e| e.name);
            let there = match *file == place.0 {
                true => format!("line {}", document.line(at.start)),
                false => "config.toml".to_string(),
            };
            return document.error(place.1, format!("\"{}\" is given to {other} already ({there})", shown(&keys)));
        }
        self.given.push((change.scope, keys.clone(), change.action, place));
        change.keys.push(keys);
    }

    /// Puts all together: the preset, and on it what the files change.
    pub(super) fn settle(mut self, documents: [&mut Document; 2]) -> (&'static str, Keymap) {
        let preset = self.preset.unwrap_or(presets::NAMES[0]);
        let before = presets::keymap(preset);
        // A sequence that a shorter one ends is told and left out, so that it takes nothing away for nothing.
        let mut after = before.clone();
        after.change(&self.changes);
        for (scope, keys, action, (file, at)) in &self.given {
            let Some((by, shorter)) = after.ends(*scope, keys) else { continue };
            let by = entries().find(|e| e.action == by).map_or("", |e| e.name);
            let message = format!("\"{}\" cannot be typed: \"{}\" is {by} already", shown(keys), shown(shorter));
            documents[*file].error(at.clone(), message);
            for change in self.changes.iter_mut().filter(|c| c.scope == *scope && c.action == *action) {
                change.keys.retain(|k| k != keys);
            }
        }
        let mut keymap = before.clone();
        let mut taken = keymap.change(&self.changes);
        taken.dedup();
        for (action, by) in taken {
            let (Some((file, at)), Some(entry)) = (self.places.get(by), entries().find(|e| e.action == action)) else {
                continue;
            };
            if keymap.bindings_of(action).next().is_none() && before.bindings_of(action).next().is_some() {
                let message = format!("this leaves {} without a key; the palette still has it", entry.name);
                documents[*file].note(at.clone(), message);
            }
        }
        self.note_hidden(&keymap, documents);
        (preset, keymap)
    }

    /// Tells of keys that hold everywhere but in a pane that has them for something of its own.
    fn note_hidden(&self, keymap: &Keymap, documents: [&mut Document; 2]) {
        for (_, keys, action, (file, at)) in self.given.iter().filter(|(scope, ..)| *scope == Scope::Everywhere) {
            let own = scopes().into_iter().filter(|scope| *scope != Scope::Everywhere);
            let other = own.filter_map(|scope| Some((scope_name(scope), keymap.bound(scope, keys)?)));
            for (pane, other) in other.filter(|(_, other)| other != action) {
                let other = entries().find(|e| e.action == other).map_or("", |e| e.name);
                let message = format!("in {pane} \"{}\" is {other} all the same", shown(keys));
                documents[*file].note(at.clone(), message);
            }
        }
    }
}

/// A sequence as a file names it.
pub fn shown(keys: &[Key]) -> String {
    keys.iter().map(|k| k.name()).collect::<Vec<_>>().join(" ")
}

/// The changes of a preset's file, and what is wrong with it.
pub(super) fn of_preset(document: &mut Document) -> Vec<Change> {
    let mut keys = Keys::default();
    read_as(document, 0, &mut keys);
    keys.changes
}
