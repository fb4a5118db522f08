//! The articles of a list of JSON objects, which may lie in what a program puts around it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::object::{Key, Object, Perhaps};
use super::whole::one;
use super::{Complaints, Fill};
use crate::corpus::{Draft, Issue, IssueKind};
use crate::ingest::fragment;
use crate::ingest::keys::Field;

/// So many articles are read of a list, for all are held at once. JSON Lines have no such limit.
pub const MOST: usize = 100_000;
/// Keys under which the answers of servers and the exports of programs have their list.
const LISTS: [&str; 14] = [
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
    GRAPH,
];
/// Under this, with its articles, a page has all that it says of itself.
const GRAPH: &str = "@graph";
/// A list lies no deeper than this in what is around it.
const DEEPEST: usize = 3;

/// To be asked before an article of this number is read: see [`Out::begin`](crate::ingest::Out::begin).
pub type Begin<'b> = dyn FnMut(usize) -> bool + 'b;

/// What was found, as far as it could be read.
#[derive(Default)]
pub struct Found {
    number: usize,
    cut: bool,
    /// How many have a title with a link or a day, and how many are articles without that.
    titled: usize,
    stories: usize,
    pub drafts: Vec<Draft>,
    pub issues: Vec<Issue>,
    pub more: Complaints,
}

impl Found {
    /// Whether these are articles without anybody's word for it. Messages are long now and then.
    pub fn counts(&self) -> bool {
        self.titled > 0 || self.stories * 2 > self.number
    }
}

/// Takes the articles of a list, as far as it can be read.
pub struct Articles<'a, 'b> {
    path: &'a str,
    fill: Fill,
    begin: &'a mut Begin<'b>,
    found: &'a mut Found,
    depth: usize,
    /// Only what is an article by itself is taken: other things stand between them.
    mixed: bool,
}

impl Articles<'_, '_> {
    pub fn read(path: &str, bytes: &[u8], fill: Fill, begin: &mut Begin) -> (Found, serde_json::Result<()>) {
        let mut found = Found::default();
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        let articles = Articles { path, fill, begin, found: &mut found, depth: 0, mixed: false };
        let result = articles.deserialize(&mut deserializer).and_then(|()| deserializer.end());
        (found, result)
    }

    /// Whether no more can be taken, of which is told.
    fn is_full(&mut self) -> bool {
        let is_full = self.found.drafts.len() == MOST;
        if is_full && !std::mem::replace(&mut self.found.cut, true) {
            let issue = Issue::new(IssueKind::Cut, format!("more than {MOST} articles: the rest is left out"));
            self.found.issues.push(issue);
        }
        is_full
    }

    fn take(&mut self, object: &Object) {
        let found = &mut *self.found;
        let (is_article, is_titled) = (object.is_article(), object.is_titled());
        if self.mixed && !is_article {
            return;
        }
        found.number += 1;
        found.titled += usize::from(is_titled);
        found.stories += usize::from(is_article && !is_titled);
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
            if self.is_full() {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            self.take(&object);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(place) = map.next_key_seed(Key(Place::of))? {
            match place {
                Place::List | Place::Graph if self.depth < DEEPEST => {
                    let (path, fill, depth) = (self.path, self.fill, self.depth + 1);
                    let mixed = place == Place::Graph;
                    let within =
                        Articles { path, fill, begin: &mut *self.begin, found: &mut *self.found, depth, mixed };
                    map.next_value_seed(Inner(within))?;
                }
                Place::Number if !self.is_full() => {
                    let object = map.next_value_seed(Perhaps)?;
                    let mixed = std::mem::replace(&mut self.mixed, true);
                    self.take(&object);
                    self.mixed = mixed;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// What may stand under a key.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    List,
    Graph,
    /// An article, by its number in somebody's database.
    Number,
    Nothing,
}

impl Place {
    fn of(key: &str) -> Place {
        match key {
            GRAPH => Place::Graph,
            _ if LISTS.contains(&key) => Place::List,
            _ if key.bytes().any(|b| b.is_ascii_digit()) && !key.contains(['/', '.', ' ']) => Place::Number,
            _ => Place::Nothing,
        }
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

    passes_by!(visit_str: &str, visit_u64: u64, visit_i64: i64, visit_f64: f64, visit_bool: bool);
}
