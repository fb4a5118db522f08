//! One JSON object to the fields of an article, borrowed from it where nothing is escaped. Whatever else the object
//! holds is passed over, and so is what has another type than its field: no object is refused for what it says.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::value::Text;
use crate::ingest::keys::{self, FIELDS, Field};
use crate::ingest::measure;

/// A text of fewer words is an article only if there is a title, and a link or a day with it: messages and the labels
/// of programs have texts, too.
const FEWEST_WORDS: usize = 15;
/// So deep in an object others are looked into that hold the article's fields.
const DEEPEST: usize = 2;

/// What an object says of an article. Blank is as good as missing. Of two keys for one field the better one counts;
/// of one key given twice, the later.
#[derive(Debug, Default)]
pub struct Object<'a> {
    fields: [Option<(usize, Cow<'a, str>)>; FIELDS],
    /// It stood under a key that says that it is an article, or a document of a search engine.
    said: bool,
}

impl<'a> Object<'a> {
    /// The text of a field. A list of texts has a line for each.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.fields.get(field as usize)?.as_ref().map(|(_, text)| text.as_ref())
    }

    /// Whether what is in a field stood under a key that articles have, and not only this or that.
    pub fn is_strong(&self, field: Field) -> bool {
        self.fields.get(field as usize).and_then(Option::as_ref).is_some_and(|(rank, _)| keys::is_strong(field, *rank))
    }

    /// Whether this is an article and not somebody's settings, when nobody says that it is one: it has a story, or a
    /// title and something else that articles have.
    pub fn is_article(&self) -> bool {
        let has = |field| self.get(field).is_some();
        self.is_titled() || self.has_story() || (self.said && has(Field::Title) && has(Field::Body))
    }

    /// Whether it has a title, and a link or a day.
    pub fn is_titled(&self) -> bool {
        self.is_strong(Field::Title) && (self.get(Field::Link).is_some() || self.get(Field::Date).is_some())
    }

    /// Whether it has a text that is long enough to be one.
    fn has_story(&self) -> bool {
        self.is_strong(Field::Body) && self.get(Field::Body).is_some_and(|body| measure::words(body) >= FEWEST_WORDS)
    }

    /// Keeps what stands under a key of this rank, if nothing better is there.
    pub fn keep(&mut self, field: Field, rank: usize, text: Cow<'a, str>) {
        if let Some(slot) = self.fields.get_mut(field as usize)
            && slot.as_ref().is_none_or(|(best, _)| rank <= *best)
            && !text.trim_start().is_empty()
        {
            *slot = Some((rank, text));
        }
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut object = Object::default();
        deserializer.deserialize_map(Pairs(&mut object, DEEPEST))?;
        Ok(object)
    }
}

/// What is under a key.
enum Known {
    Field(Field, usize),
    /// An object with more of the article's fields.
    Within,
    /// Such an object that is an article, or its text, which is of this rank.
    Article(Option<usize>),
}

fn known(key: &str) -> Option<Known> {
    match (key, keys::field_of(key)) {
        ("fields", _) => Some(Known::Within),
        ("_source", _) => Some(Known::Article(None)),
        ("article", Some((_, rank))) => Some(Known::Article(Some(rank))),
        (_, known) => known.map(|(field, rank)| Known::Field(field, rank)),
    }
}

/// The pairs of an object, and so deep those of objects in it.
struct Pairs<'o, 'de>(&'o mut Object<'de>, usize);

impl<'de> Visitor<'de> for Pairs<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Pairs(object, depth) = self;
        while let Some(known) = map.next_key_seed(Key(known))? {
            match known {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(Known::Field(field, rank)) => {
                    if let Some(text) = map.next_value_seed(Text::of(field))? {
                        object.keep(field, rank, text);
                    }
                }
                Some(Known::Within) => map.next_value_seed(Within { object, depth, says: false, body: None })?,
                Some(Known::Article(body)) => map.next_value_seed(Within { object, depth, says: true, body })?,
            }
        }
        Ok(())
    }
}

/// What stands under a key that may hold more fields, and may be anything.
struct Within<'o, 'de> {
    object: &'o mut Object<'de>,
    depth: usize,
    /// The key says that an object is an article.
    says: bool,
    /// The rank that a text has as the body.
    body: Option<usize>,
}

impl<'de> Within<'_, 'de> {
    fn keep(self, text: Option<Cow<'de, str>>) {
        if let (Some(rank), Some(text)) = (self.body, text) {
            self.object.keep(Field::Body, rank, text);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Within<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Within<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some(depth) = self.depth.checked_sub(1) else {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        self.object.said |= self.says;
        Pairs(self.object, depth).visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let text = Text::Body.visit_seq(list)?;
        self.keep(text);
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.keep(Some(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.keep(Some(Cow::Owned(text.to_string())));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.keep(Some(Cow::Owned(number.to_string())));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.keep(Some(Cow::Owned(number.to_string())));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.keep(Some(Cow::Owned(number.to_string())));
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// An object where something else may be, which gives none.
pub struct Perhaps;

impl<'de> DeserializeSeed<'de> for Perhaps {
    type Value = Object<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Object<'de>, D::Error> {
        let mut object = Object::default();
        // A list or a text there is passed over.
        deserializer.deserialize_any(Within { object: &mut object, depth: DEEPEST + 1, says: false, body: None })?;
        Ok(object)
    }
}

/// A key, and what it is looked up in.
pub struct Key<T>(pub fn(&str) -> T);

impl<'de, T> DeserializeSeed<'de> for Key<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T> Visitor<'_> for Key<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<T, E> {
        Ok((self.0)(key))
    }
}
