//! JSON Feed: <https://www.jsonfeed.org>. What comes before a mistake is read.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Entry, Feed};
use crate::ingest::{json_lines, measure};

/// An item; nothing is refused for the type that it has.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Item {
    title: Value,
    url: Value,
    external_url: Value,
    id: Value,
    date_published: Value,
    date_modified: Value,
    language: Value,
    content_html: Value,
    content_text: Value,
    summary: Value,
    tags: Value,
    author: Value,
    authors: Value,
}

/// The entries of a feed. `broken` says what was left out.
pub fn parse(bytes: &[u8]) -> Feed {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut feed = Feed::default();
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    if let Err(error) = (&mut deserializer).deserialize_map(Top(&mut feed)) {
        feed.broken = Some(format!("not JSON from here on: {}", json_lines::without_place(&error)));
    }
    feed
}

struct Top<'f>(&'f mut Feed);

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let feed = self.0;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "title" => feed.title.keep(0, text(&map.next_value()?)),
                "home_page_url" => feed.link.keep(0, text(&map.next_value()?)),
                "language" => feed.language.keep(0, text(&map.next_value()?)),
                "author" | "authors" => people(&map.next_value()?, &mut feed.authors),
                "items" => map.next_value_seed(Items(&mut feed.entries))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

struct Items<'f>(&'f mut Vec<Entry>);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<Item>()? {
            self.0.push(entry(&item));
        }
        Ok(())
    }
}

fn entry(item: &Item) -> Entry {
    let mut entry = Entry::default();
    entry.title.keep(0, text(&item.title));
    for (rank, link) in (0..).zip([&item.url, &item.external_url, &item.id]) {
        if measure::is_web(text(link)) || rank == 0 {
            entry.link.keep(rank, text(link));
        }
    }
    entry.date.keep(0, text(&item.date_published));
    entry.date.keep(1, text(&item.date_modified));
    entry.language.keep(0, text(&item.language));
    people(&item.authors, &mut entry.authors);
    people(&item.author, &mut entry.authors);
    entry.tags.extend(item.tags.as_array().into_iter().flatten().map(text).map(str::to_string));
    let bodies = [&item.summary, &item.content_text, &item.content_html];
    entry.bodies.extend(bodies.map(text).into_iter().filter(|body| !body.trim().is_empty()).map(str::to_string));
    entry
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn people(value: &Value, into: &mut Vec<String>) {
    let people = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    into.extend(people.iter().filter_map(|person| person.get("name")?.as_str()).map(str::to_string));
}
