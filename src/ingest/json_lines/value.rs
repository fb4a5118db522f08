//! A value that is taken as text: of the many forms that programs give a name, a day or a text, those that are usual.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::object::Key;
use crate::ingest::keys::{self, Field};

/// How a value is taken. It nests no deeper than list, object and text; what does is passed over without going into
/// it, so that no depth can do harm.
#[derive(Clone, Copy, PartialEq)]
pub enum Text {
    /// A text, or a number as one.
    Plain,
    /// Also an object that has a name, or a text, in it.
    Named,
    /// Also a list of those: a text of lines.
    Names,
    /// A text, or a list of paragraphs, or an object with the text in it.
    Body,
    /// One of a list of paragraphs.
    Paragraph,
    /// A text, or an object with the text as it is shown.
    Title,
    /// A text, or the numbers of a day.
    Date,
    /// A text, or an object that has it.
    Target,
    /// Also a list of those, of which the first counts.
    Link,
}

/// What a key in an object says, when the object stands for a text.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Name,
    Given,
    Family,
    /// Numbers: year, month, day.
    Numbers,
    /// The text itself.
    Inner,
    /// The text without its markup, where that may be there as well.
    Words,
    /// A title among others.
    Main,
    Target,
    Nothing,
}

fn part_of(key: &str) -> Part {
    match key {
        "given" | "firstName" => Part::Given,
        "family" | "lastName" => Part::Family,
        "date-parts" => Part::Numbers,
        "rendered" | "content" | "html" | "$date" | "raw" => Part::Inner,
        "text" => Part::Words,
        "main" => Part::Main,
        "original" => Part::Name,
        "href" | "url" => Part::Target,
        _ if keys::is_name(key) => Part::Name,
        _ => Part::Nothing,
    }
}

impl Text {
    pub fn of(field: Field) -> Text {
        match field {
            Field::Source | Field::Byline | Field::Tags => Text::Names,
            Field::Body => Text::Body,
            Field::Title => Text::Title,
            Field::Date => Text::Date,
            Field::Link => Text::Link,
            Field::Language => Text::Plain,
        }
    }

    /// How much a part says of a text, from 1; of parts that say as much the first counts.
    fn rank(self, part: Part) -> u8 {
        match (self, part) {
            (Text::Body | Text::Paragraph, Part::Inner) => 3,
            (Text::Body | Text::Paragraph, Part::Words) => 2,
            _ => 1,
        }
    }

    /// Whether that part of an object is the text, or a piece of it.
    fn wants(self, part: Part) -> bool {
        match self {
            Text::Plain => false,
            Text::Named | Text::Names => matches!(part, Part::Name | Part::Words | Part::Given | Part::Family),
            Text::Body => matches!(part, Part::Inner | Part::Words),
            Text::Paragraph => matches!(part, Part::Inner | Part::Words | Part::Name),
            Text::Title => matches!(part, Part::Inner | Part::Main),
            Text::Date => matches!(part, Part::Inner | Part::Numbers),
            Text::Target | Text::Link => part == Part::Target,
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
        let each = match self {
            Text::Names => Text::Named,
            Text::Body => Text::Paragraph,
            Text::Link => Text::Target,
            _ => {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(None);
            }
        };
        let mut lines: Option<Cow<'de, str>> = None;
        while let Some(found) = list.next_element_seed(each)? {
            lines = match (lines, found) {
                (lines, None) => lines,
                (None, first) => first,
                // One link is enough.
                (lines, _) if self == Text::Link => lines,
                (Some(lines), Some(next)) => Some(joined(lines, "\n", &next)),
            };
        }
        Ok(lines)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut text, mut given, mut family) = (None, None, None);
        // Of an object that has a text several times the one that says most.
        let mut best = 0;
        while let Some(part) = map.next_key_seed(Key(part_of))? {
            if !self.wants(part) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            match part {
                Part::Given => given = map.next_value_seed(Text::Plain)?,
                Part::Family => family = map.next_value_seed(Text::Plain)?,
                Part::Numbers => text = map.next_value_seed(Numbers)?.or(text),
                _ if self.rank(part) > best => {
                    let found = map.next_value_seed(Text::Plain)?.filter(|found| !found.trim().is_empty());
                    best = if found.is_some() { self.rank(part) } else { best };
                    text = found.or(text);
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(match (text, given, family) {
            (None, Some(given), Some(family)) => Some(joined(given, " ", &family)),
            (text, given, family) => text.or(family).or(given),
        })
    }
}

fn joined<'a>(first: Cow<'a, str>, between: &str, next: &str) -> Cow<'a, str> {
    let mut text = first.into_owned();
    text.push_str(between);
    text.push_str(next);
    Cow::Owned(text)
}

/// The first day in lists of numbers: `[[2025, 2, 17]]`. Other things give none.
struct Numbers;

impl<'de> DeserializeSeed<'de> for Numbers {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mut day = Day::default();
        deserializer.deserialize_any(DayOf(&mut day, 2))?;
        let [year, month, date] = day.numbers;
        Ok(match day.len {
            0 => None,
            1 => Some(format!("{year:04}").into()),
            2 => Some(format!("{year:04}-{month:02}").into()),
            _ => Some(format!("{year:04}-{month:02}-{date:02}").into()),
        })
    }
}

#[derive(Default)]
struct Day {
    numbers: [u64; 3],
    len: usize,
}

impl Day {
    fn push(&mut self, number: u64) {
        if let Some(place) = self.numbers.get_mut(self.len) {
            *place = number;
            self.len += 1;
        }
    }
}

/// A number, or a list of them so many lists deep.
struct DayOf<'d>(&'d mut Day, usize);

impl<'de> DeserializeSeed<'de> for DayOf<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for DayOf<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.0.push(number);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if let Ok(number) = text.parse() {
            self.0.push(number);
        }
        Ok(())
    }

    passes_by!(visit_i64: i64, visit_f64: f64, visit_bool: bool);

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.1 == 0 {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        while list.next_element_seed(DayOf(self.0, self.1 - 1))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}
