//! One JSON object to the fields of an article, borrowed from it where nothing is escaped. Whatever else the object
//! holds is passed over, and so is what has another type than its field: no object is refused for what it says.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

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

    fn keep(&mut self, field: Field, rank: usize, text: Cow<'a, str>) {
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
struct Key<T>(fn(&str) -> T);

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

/// A value that is taken as text. It nests no deeper than list, object and text; what does is passed over without
/// going into it, so that no depth can do harm.
#[derive(Clone, Copy, PartialEq)]
enum Text {
    /// A text, or a number as one.
    Plain,
    /// Also an object that has a name, or a text, in it.
    Named,
    /// Also a list of those: a text of lines.
    Names,
    /// A text, or a list of paragraphs. An object by itself is something else that goes by the name of a body.
    Body,
}

impl Text {
    fn of(field: Field) -> Text {
        match field {
            Field::Source | Field::Byline | Field::Tags => Text::Names,
            Field::Body => Text::Body,
            Field::Title | Field::Date | Field::Language | Field::Link => Text::Plain,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        if !matches!(self, Text::Names | Text::Body) {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(None);
        }
        let mut lines: Option<Cow<'de, str>> = None;
        while let Some(found) = list.next_element_seed(Text::Named)? {
            lines = match (lines, found) {
                (lines, None) => lines,
                (None, first) => first,
                (Some(lines), Some(next)) => {
                    let mut lines = lines.into_owned();
                    lines.push('\n');
                    lines.push_str(&next);
                    Some(Cow::Owned(lines))
                }
            };
        }
        Ok(lines)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let has_name = matches!(self, Text::Named | Text::Names);
        let mut name = None;
        while let Some(is_name) = map.next_key_seed(Key(keys::is_name))? {
            if is_name && has_name && name.is_none() {
                name = map.next_value_seed(Text::Plain)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}
