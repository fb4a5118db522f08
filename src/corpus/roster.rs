//! Rosters: who appears in an article and under which names, in few bytes.
//!
//! Merging counts spellings, short forms and roles over all articles. What it needs of one article is its roster; it is
//! kept beside the columns, so that a refresh merges the names of an archive anew without reading its articles. Texts
//! are numbers in a [`Pool`]; everything is a LEB128 number: `people, each: form, aliases, roles; countries, each:
//! code; organisations like people; speakers`, every list behind its length.

use std::collections::HashMap;

use super::varint::{count, number, put};
use super::{Annotations, CountryCode, Kind, Named};

/// Texts by number, each once.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Pool {
    /// The number of a text, a new one if it is new.
    pub fn add(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(text.into(), number);
        self.texts.push(text.into());
        number
    }

    /// The text of a number; empty for one that is not here.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", |t| t)
    }

    /// The number of a text that is here.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// One entity of a roster, its texts as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// The fullest form, or a country's code.
    pub form: u32,
    pub aliases: Vec<u32>,
    pub roles: Vec<u32>,
}

/// A roster unpacked. Reused from article to article, so that reading a million of them allocates nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    entered: Vec<(Kind, Entered)>,
    len: usize,
    /// Places in [`Roster::locals`], rising.
    pub speakers: Vec<u32>,
}

impl Roster {
    /// What merging needs of an article's annotations.
    pub fn of(found: &Annotations, pool: &mut Pool) -> Roster {
        let mut roster = Roster::default();
        let named = |roster: &mut Roster, kind, named: &Named, pool: &mut Pool| {
            let entered = roster.push(kind, pool.add(&named.name));
            entered.aliases.extend(named.aliases.iter().map(|a| pool.add(a)));
            entered.roles.extend(named.roles.iter().map(|r| pool.add(r)));
        };
        found.people.iter().for_each(|n| named(&mut roster, Kind::Person, n, pool));
        found.countries.iter().for_each(|c| _ = roster.push(Kind::Country, pool.add(c.code.as_str())));
        found.organisations.iter().for_each(|n| named(&mut roster, Kind::Organisation, n, pool));
        let speakers = found.quotes.iter().filter_map(|q| q.speaker);
        roster.speakers = speakers.map(|s| found.local_no(s.kind, s.index) as u32).collect();
        roster.speakers.sort_unstable();
        roster.speakers.dedup();
        roster
    }

    /// The article's entities in the order of [`Annotations::locals`].
    pub fn locals(&self) -> impl ExactSizeIterator<Item = &(Kind, Entered)> {
        self.entered.get(..self.len).unwrap_or(&[]).iter()
    }

    /// The next entity, its lists empty.
    fn push(&mut self, kind: Kind, form: u32) -> &mut Entered {
        if self.len == self.entered.len() {
            self.entered.push((kind, Entered::default()));
        }
        let (known, entered) = &mut self.entered[self.len];
        self.len += 1;
        (*known, entered.form) = (kind, form);
        entered.aliases.clear();
        entered.roles.clear();
        entered
    }

    /// Reads a packed roster in place of this one. What is not whole reads as far as it goes.
    pub fn read(&mut self, bytes: &[u8]) {
        self.len = 0;
        self.speakers.clear();
        let mut bytes = bytes;
        for kind in Kind::ALL {
            for _ in 0..count(&mut bytes) {
                let entered = self.push(kind, number(&mut bytes));
                if kind != Kind::Country {
                    for _ in 0..count(&mut bytes) {
                        entered.aliases.push(number(&mut bytes));
                    }
                    for _ in 0..count(&mut bytes) {
                        entered.roles.push(number(&mut bytes));
                    }
                }
            }
        }
        for _ in 0..count(&mut bytes) {
            self.speakers.push(number(&mut bytes));
        }
    }

    /// Puts each text's number through `renumber`.
    pub fn renumber(&mut self, renumber: impl Fn(u32) -> u32) {
        for (_, entered) in self.entered.iter_mut().take(self.len) {
            entered.form = renumber(entered.form);
            entered.aliases.iter_mut().chain(&mut entered.roles).for_each(|text| *text = renumber(*text));
        }
    }

    /// Appends the packed roster, each text's number put through `renumber`.
    pub fn write(&self, out: &mut Vec<u8>, renumber: &mut dyn FnMut(u32) -> u32) {
        for kind in Kind::ALL {
            let of_kind = || self.locals().filter(move |(k, _)| *k == kind);
            put(out, of_kind().count() as u32);
            for (_, entered) in of_kind() {
                put(out, renumber(entered.form));
                if kind != Kind::Country {
                    for list in [&entered.aliases, &entered.roles] {
                        put(out, list.len() as u32);
                        list.iter().for_each(|text| put(out, renumber(*text)));
                    }
                }
            }
        }
        put(out, self.speakers.len() as u32);
        self.speakers.iter().for_each(|s| put(out, *s));
    }
}

/// The country of a code as [`Roster::of`] writes it.
pub fn country(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{CountryMentions, Quote, Speaker};
    use proptest::prelude::*;

    fn named(name: &str, aliases: &[&str], roles: &[&str]) -> Named {
        let list = |items: &[&str]| items.iter().map(|i| i.to_string()).collect();
        Named { name: name.into(), aliases: list(aliases), roles: list(roles), mentions: Vec::new() }
    }

    #[test]
    fn a_roster_comes_back_as_it_was() {
        let quote = |kind, index| Quote {
            text: String::new(),
            speaker: Some(Speaker { kind, index }),
            cue: None,
            confidence: 90,
            paragraph: None,
            span: Default::default(),
        };
        let found = Annotations {
            people: vec![named("Emmanuel Macron", &["Macron"], &["French President"]), named("Macron", &[], &[])],
            countries: vec![CountryMentions { code: CountryCode(*b"FR"), name: "France".into(), mentions: vec![] }],
            organisations: vec![named("NATO", &[], &[])],
            quotes: vec![quote(Kind::Organisation, 0), quote(Kind::Person, 0), quote(Kind::Person, 0)],
            ..Annotations::default()
        };
        let mut pool = Pool::default();
        let roster = Roster::of(&found, &mut pool);
        assert_eq!(pool.len(), 5, "Macron stands there once");
        assert_eq!(roster.speakers, [0, 3]);
        let mut bytes = Vec::new();
        roster.write(&mut bytes, &mut |n| n + 1000);
        let mut read = Roster::default();
        read.read(&bytes);
        let forms: Vec<_> = read.locals().map(|(kind, e)| (*kind, pool.text(e.form - 1000).to_string())).collect();
        assert_eq!(forms[0], (Kind::Person, "Emmanuel Macron".into()));
        assert_eq!(forms[2], (Kind::Country, "FR".into()));
        assert_eq!(read.locals().next().unwrap().1.aliases, [pool.add("Macron") + 1000]);
        assert_eq!(read.speakers, roster.speakers);
        // A second, shorter one leaves nothing of the first.
        bytes.clear();
        Roster::default().write(&mut bytes, &mut |n| n);
        read.read(&bytes);
        assert_eq!((read.locals().len(), read.speakers.len()), (0, 0));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let mut roster = Roster::default();
            roster.read(&bytes);
            prop_assert!(roster.locals().len() <= bytes.len());
        }
    }
}
