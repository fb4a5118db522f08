//! One JSON object to the fields of an article, borrowed from it where nothing is escaped. Whatever else the object
//! holds is passed over, and so is what has another type than its field: no object is refused for what it says.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::value::Text;
use crate::ingest::keys::{self, FIELDS, Field};

/// What an object says of an article. Blank is as good as missing. Of two keys for one field the better one counts;
/// of one key given twice, the later.
#[derive(Debug, Default)]
pub struct Object<'a>([Option<(usize, Cow<'a, str>)>; FIELDS]);

impl<'a> Object<'a> {
    /// The text of a field. A list of texts has a line for each.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(field as usize)?.as_ref().map(|(_, text)| text.as_ref())
    }

    /// Whether what is in a field stood under a key that articles have, and not only this or that.
    pub fn is_strong(&self, field: Field) -> bool {
        self.0.get(field as usize).and_then(Option::as_ref).is_some_and(|(rank, _)| keys::is_strong(field, *rank))
    }

    /// Whether this is an article and not somebody's settings, when nobody says that it is one: it has a story, or a
    /// title and something else that articles have.
    pub fn is_article(&self) -> bool {
        let titled = self.is_strong(Field::Title);
        let more = [Field::Body, Field::Link, Field::Date].iter().any(|field| self.get(*field).is_some());
        self.is_strong(Field::Body) || (titled && more)
    }

    /// Keeps what stands under a key of this rank, if nothing better is there.
    pub fn keep(&mut self, field: Field, rank: usize, text: Cow<'a, str>) {
        if let Some(slot) = self.0.get_mut(field as usize)
            && slot.as_ref().is_none_or(|(best, _)| rank <= *best)
            && !text.trim_start().is_empty()
        {
            *slot = Some((rank, text));
        }
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut object = Object::default();
        while let Some(known) = map.next_key_seed(Key(keys::field_of))? {
            match known {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some((field, rank)) => {
                    if let Some(text) = map.next_value_seed(Text::of(field))? {
                        object.keep(field, rank, text);
                    }
                }
            }
        }
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
