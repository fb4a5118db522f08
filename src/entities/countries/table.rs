//! The embedded table of countries, read once: forms by their first word, names and aliases by code.
//!
//! `assets/countries.tsv` says at its head how it is written. Rows that break its rules are left out; the tests see
//! to it that there are none.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::matcher;
use crate::corpus::{CountryCode, Via};

pub(super) const SOURCE: &str = include_str!("../../../assets/countries.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(SOURCE));

/// One way to write something the table knows.
#[derive(Debug)]
pub(super) struct Form {
    /// Decomposed, so that accents can be left off one by one.
    pub text: Cow<'static, str>,
    /// A final s may follow.
    pub plural: bool,
    pub sense: Sense,
    pub care: Care,
}

impl Form {
    /// One word: what a person can be called.
    pub fn is_word(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_alphabetic() || !b.is_ascii())
    }
}

/// What a form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Country(CountryCode, Via),
    /// A name with a country's name in it that is no country: "New Mexico".
    Nothing,
    /// A sign that this country is meant by a name it shares with something else.
    For(CountryCode),
    /// A sign that the other is meant.
    Against(CountryCode),
}

/// The letters after a form, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Care(u32);

impl Care {
    pub const FORENAME: Care = Care::of(b'f');
    pub const SURNAME: Care = Care::of(b's');
    pub const US_STATE: Care = Care::of(b'u');
    pub const RIVAL: Care = Care::of(b'r');
    pub const EVIDENCE: Care = Care::of(b'e');
    pub const AFTER_THE: Care = Care::of(b't');
    pub const DEFAULT: Care = Care::of(b'd');
    pub const OTHER: Care = Care::of(b'o');
    pub const ACCENTS: Care = Care::of(b'a');
    pub const PREFIX: Care = Care::of(b'p');
    pub const LANGUAGE: Care = Care::of(b'l');

    const fn of(letter: u8) -> Care {
        Care(1 << (letter - b'a'))
    }

    pub fn has(self, one: Care) -> bool {
        self.0 & one.0 != 0
    }

    fn read(letters: &str) -> Care {
        Care(letters.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, b| bits | Care::of(b).0))
    }
}

/// A country's names.
#[derive(Debug)]
pub(super) struct Country {
    pub code: CountryCode,
    pub name: &'static str,
    /// Other names, then demonyms with their plurals.
    pub aliases: Vec<Cow<'static, str>>,
}

/// The forms that begin with this word, folded.
pub(super) fn forms(first_word: &str) -> &'static [Form] {
    TABLE.forms.get(first_word).map_or(&[], Vec::as_slice)
}

pub(super) fn country(code: CountryCode) -> Option<&'static Country> {
    TABLE.countries.iter().find(|c| c.code == code)
}

#[cfg(test)]
pub(super) fn countries() -> &'static [Country] {
    &TABLE.countries
}

pub(super) struct Table {
    forms: HashMap<Box<str>, Vec<Form>>,
    countries: Vec<Country>,
}

impl Table {
    pub fn read(source: &'static str) -> Table {
        let mut table = Table { forms: HashMap::with_capacity(2048), countries: Vec::with_capacity(256) };
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            let row: Vec<&str> = line.split('\t').collect();
            if let [code, name, others, demonyms, capitals, metonyms] = row[..] {
                match (code, code.get(1..).and_then(CountryCode::parse)) {
                    ("-", _) => table.add(others, Sense::Nothing),
                    (_, Some(code)) if line.starts_with('+') => table.add(others, Sense::For(code)),
                    (_, Some(code)) if line.starts_with('-') => table.add(others, Sense::Against(code)),
                    _ => {
                        let Some(code) = CountryCode::parse(code) else { continue };
                        // Names first: of two equal forms the first one counts, so Singapore is a name.
                        table.add(name, Sense::Country(code, Via::Name));
                        table.add(others, Sense::Country(code, Via::Name));
                        table.add(demonyms, Sense::Country(code, Via::Demonym));
                        table.add(capitals, Sense::Country(code, Via::Capital));
                        table.add(metonyms, Sense::Country(code, Via::Metonym));
                        table.countries.push(country_of(code, name, others, demonyms));
                    }
                }
            }
        }
        table
    }

    fn add(&mut self, cell: &'static str, sense: Sense) {
        for (word, plural, care) in cell_forms(cell) {
            let mut key = matcher::Key::default();
            if !key.read(word) {
                continue;
            }
            let text = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(word.nfd().collect()) };
            let form = Form { text, plural, sense, care };
            match self.forms.get_mut(key.as_str()) {
                Some(forms) => forms.push(form),
                None => drop(self.forms.insert(key.as_str().into(), vec![form])),
            }
        }
    }
}

fn country_of(code: CountryCode, name: &'static str, others: &'static str, demonyms: &'static str) -> Country {
    let mut aliases = Vec::new();
    for (word, plural, care) in cell_forms(others).chain(cell_forms(demonyms)) {
        if care.has(Care::PREFIX) {
            continue;
        }
        aliases.push(Cow::Borrowed(word));
        if plural {
            aliases.push(Cow::Owned(format!("{word}s")));
        }
    }
    let name = cell_forms(name).next().map_or(name, |(word, _, _)| word);
    Country { code, name, aliases }
}

/// The forms of one cell: the words, whether a plural is meant too, and the letters after them.
pub(super) fn cell_forms(cell: &'static str) -> impl Iterator<Item = (&'static str, bool, Care)> {
    cell.split("; ").filter(|f| !f.is_empty()).map(|form| {
        let (word, letters) = form.split_once('/').unwrap_or((form, ""));
        match word.strip_suffix('+') {
            Some(word) => (word, true, Care::read(letters)),
            None => (word, false, Care::read(letters)),
        }
    })
}
