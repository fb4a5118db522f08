//! The articles of a list of JSON objects, which may lie in what a program puts around it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::object::{Key, Object};
use super::whole::one;
use super::{Complaints, Fill};
use crate::corpus::{Draft, Issue, IssueKind};
use crate::ingest::fragment;
use crate::ingest::keys::Field;

/// So many articles are read of a list, for all are held at once. JSON Lines have no such limit.
pub const MOST: usize = 100_000;
/// Keys under which the answers of servers and the exports of programs have their list.
const LISTS: [&str; 13] = [
    "articles",
    "items",
    "results",
    "entries",
    "posts",
    "documents",
    "docs",
    "data",
    "hits",
    "stories",
    "news",
    "list",
    "response",
];
/// A list lies no deeper than this in what is around it.
const DEEPEST: usize = 3;

/// To be asked before an article of this number is read: see [`Out::begin`](crate::ingest::Out::begin).
pub type Begin<'b> = dyn FnMut(usize) -> bool + 'b;

/// What was found, as far as it could be read.
#[derive(Default)]
pub struct Found {
    number: usize,
    /// One of them at least is an article without anybody's word for it.
    pub counts: bool,
    pub drafts: Vec<Draft>,
    pub issues: Vec<Issue>,
    pub more: Complaints,
}

/// Takes the articles of a list, as far as it can be read.
pub struct Articles<'a, 'b> {
    path: &'a str,
    fill: Fill,
    begin: &'a mut Begin<'b>,
    found: &'a mut Found,
    depth: usize,
}

impl Articles<'_, '_> {
    pub fn read(path: &str, bytes: &[u8], fill: Fill, begin: &mut Begin) -> (Found, serde_json::Result<()>) {
        let mut found = Found::default();
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        let articles = Articles { path, fill, begin, found: &mut found, depth: 0 };
        let result = articles.deserialize(&mut deserializer).and_then(|()| deserializer.end());
        (found, result)
    }

    fn take(&mut self, object: &Object) {
        let found = &mut *self.found;
        found.counts |= object.is_article();
        let has_markup = object.get(Field::Body).is_some_and(fragment::has_tags);
        if has_markup && !(self.begin)(found.number) {
            return;
        }
        match one(object, format!("{}:{}", self.path, found.number), self.fill) {
            Ok(draft) => found.drafts.push(draft),
            Err(issue) => {
                let message = format!("article {} of the list: {}", found.number, issue.message);
                found.issues.extend(found.more.about(Issue { message, ..issue }));
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Articles<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Articles<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(object) = list.next_element::<Object>()? {
            self.found.number += 1;
            if self.found.drafts.len() == MOST {
                let issue = Issue::new(IssueKind::Cut, format!("more than {MOST} articles: the rest is left out"));
                self.found.issues.push(issue);
                while list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            self.take(&object);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let has_list = |key: &str| LISTS.contains(&key);
        while let Some(has_list) = map.next_key_seed(Key(has_list))? {
            if !has_list || self.depth == DEEPEST {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let (path, fill, depth) = (self.path, self.fill, self.depth + 1);
            let within = Articles { path, fill, begin: &mut *self.begin, found: &mut *self.found, depth };
            map.next_value_seed(Inner(within))?;
        }
        Ok(())
    }
}

/// What stands where a list is looked for, and may be anything.
struct Inner<'a, 'b>(Articles<'a, 'b>);

impl<'de> DeserializeSeed<'de> for Inner<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inner<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.0.visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.0.visit_map(map)
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
