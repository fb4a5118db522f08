//! A TOML file with the places of its parts.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::File;
use super::issue::{Issue, Weight, near};
use crate::text::sanitise;

/// More than this of a file is not looked at, in bytes.
const LONGEST: usize = 256 << 10;
/// So many mistakes of a file are told.
const MOST: usize = 100;

/// A file read, and what was found wrong with it so far.
pub struct Document<'a> {
    name: &'a str,
    text: Cow<'a, str>,
    issues: Vec<(usize, Issue)>,
}

/// A key with its place, and its value.
pub type Item = (Spanned<String>, Value);

/// A value with its place.
pub type Value = Spanned<Kind>;

/// What configuration is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Text(String),
    Whole(i64),
    Bool(bool),
    List(Vec<Value>),
    Table(Vec<Item>),
    /// Anything else that TOML knows.
    Other,
}

impl Kind {
    /// As people call it.
    pub fn called(&self) -> &'static str {
        match self {
            Kind::Text(_) => "a text",
            Kind::Whole(_) => "a number",
            Kind::Bool(_) => "true or false",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
            Kind::Other => "something else",
        }
    }
}

impl<'a> Document<'a> {
    pub fn read(file: &'a File) -> Document<'a> {
        let cut = file.bytes.get(..LONGEST).unwrap_or(&file.bytes);
        let text = String::from_utf8_lossy(cut);
        let mut document = Document { name: &file.name, text, issues: Vec::new() };
        if file.bytes.len() > LONGEST {
            document.error(0..0, "too long: only the first 256 KiB are looked at".into());
        }
        if let Err(e) = std::str::from_utf8(cut) {
            let at = e.valid_up_to();
            document.error(at..at, "not UTF-8".into());
        }
        document
    }

    /// Everything in it, in the order of the file. What cannot be read is told.
    pub fn items(&mut self) -> Vec<Item> {
        let text = std::mem::take(&mut self.text);
        let (table, errors) = DeTable::parse_recoverable(&text);
        let items = items(table.get_ref());
        self.text = text;
        for error in errors {
            self.error(error.span().unwrap_or_default(), format!("not TOML: {}", error.message()));
        }
        items
    }

    /// Tells a mistake.
    pub fn error(&mut self, at: Range<usize>, message: String) {
        self.tell(Weight::Error, at, &message);
    }

    /// Tells what may not be meant.
    pub fn note(&mut self, at: Range<usize>, message: String) {
        self.tell(Weight::Note, at, &message);
    }

    /// A name that is none of `names`.
    pub fn unknown<'n>(&mut self, what: &str, key: &Spanned<String>, names: impl IntoIterator<Item = &'n str>) {
        let near = near(key.get_ref(), names);
        self.error(key.span(), format!("unknown {what} \"{}\"{near}", key.get_ref()));
    }

    /// A value that is not what is wanted here.
    pub fn unfit(&mut self, name: &str, value: &Value, wanted: &str) {
        let given = value.get_ref().called();
        self.error(value.span(), format!("{name} is {wanted}, not {given}"));
    }

    fn tell(&mut self, weight: Weight, at: Range<usize>, message: &str) {
        if self.issues.len() >= MOST {
            return;
        }
        let (line, column) = self.place(at.start);
        let message = sanitise::line(message).text;
        self.issues.push((at.start, Issue { weight, file: self.name.to_string(), line, column, message }));
    }

    fn place(&self, at: usize) -> (usize, usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// The line, from 1, of a place.
    pub fn line(&self, at: usize) -> usize {
        self.place(at).0
    }

    /// What was found wrong, in the order of the file.
    pub fn into_issues(mut self) -> Vec<Issue> {
        self.issues.sort_by_key(|(at, _)| *at);
        self.issues.into_iter().map(|(_, issue)| issue).collect()
    }
}

fn items(table: &DeTable<'_>) -> Vec<Item> {
    let item = |(key, value): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
        (Spanned::new(key.span(), key.get_ref().to_string()), self::value(value))
    };
    let mut items: Vec<Item> = table.iter().map(item).collect();
    items.sort_by_key(|(key, _)| key.span().start);
    items
}

fn value(value: &Spanned<DeValue<'_>>) -> Value {
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).map_or(Kind::Other, Kind::Whole),
        DeValue::Boolean(on) => Kind::Bool(*on),
        DeValue::Array(list) => Kind::List(list.iter().map(self::value).collect()),
        DeValue::Table(table) => Kind::Table(items(table)),
        DeValue::Float(_) | DeValue::Datetime(_) => Kind::Other,
    };
    Spanned::new(value.span(), kind)
}
