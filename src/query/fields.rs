//! The fields of the language, one row each: help, completion and the grammar are made from this table.

use strsim::osa_distance;

/// What a `field:` asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Person,
    Country,
    Org,
    Said,
    Title,
    Source,
    Tag,
    Story,
    Note,
    Date,
    After,
    Before,
    Is,
    Near,
}

/// A field as it is typed and explained.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub field: Field,
    /// Without the colon. The first is the name; the others mean the same.
    pub names: &'static [&'static str],
    pub example: &'static str,
    pub help: &'static str,
}

pub const FIELDS: [Row; 14] = [
    Row {
        field: Field::Person,
        names: &["person", "people"],
        example: "person:zelensky",
        help: "names the person, in any spelling",
    },
    Row {
        field: Field::Country,
        names: &["country", "countries"],
        example: "country:fr",
        help: "names the country, by name, people or code",
    },
    Row {
        field: Field::Org,
        names: &["org", "organisation", "organization"],
        example: "org:\"European Commission\"",
        help: "names the organisation",
    },
    Row { field: Field::Said, names: &["said"], example: "said:macron", help: "quotes this speaker" },
    Row { field: Field::Title, names: &["title"], example: "title:ceasefire", help: "has it in the title" },
    Row { field: Field::Source, names: &["source"], example: "source:\"World Desk\"", help: "comes from this source" },
    Row { field: Field::Tag, names: &["tag"], example: "tag:later", help: "has your tag" },
    Row { field: Field::Note, names: &["note", "notes"], example: "note:ferries", help: "your note says so" },
    Row {
        field: Field::Story,
        names: &["story"],
        example: "story:4f2a90c1",
        help: "is about the same event as the article with this id, or an id that begins so",
    },
    Row {
        field: Field::Date,
        names: &["date"],
        example: "date:2025-04..2025-06",
        help: "of this year, month, day or range; date:none has no date",
    },
    Row {
        field: Field::After,
        names: &["after"],
        example: "after:2025-04",
        help: "later than this day, month or year",
    },
    Row {
        field: Field::Before,
        names: &["before"],
        example: "before:2025-04-17",
        help: "earlier than this day, month or year",
    },
    Row {
        field: Field::Is,
        names: &["is"],
        example: "is:unread",
        help: "unread, read, starred, tagged, noted or highlighted",
    },
    Row {
        field: Field::Near,
        names: &["near"],
        example: "near:5(macron witkoff)",
        help: "has the words within so many words of each other",
    },
];

/// The field of this name, in any case.
pub(super) fn find(name: &str) -> Option<Field> {
    FIELDS.iter().find(|row| row.names.iter().any(|n| n.eq_ignore_ascii_case(name))).map(|row| row.field)
}

/// The field that someone who typed `name` may have meant.
pub(super) fn like(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let near = |row: &Row| {
        let distance = row.names.iter().map(|n| osa_distance(n, &name)).min().unwrap_or(usize::MAX);
        (distance, row.names.first().copied())
    };
    let (distance, best) = FIELDS.iter().map(near).min()?;
    (distance <= 2 && distance < name.len()).then_some(best).flatten()
}

impl Field {
    /// The name as typed, without the colon.
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|row| row.field == self).and_then(|row| row.names.first()).copied().unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_one_row_and_its_example_is_its_own() {
        for row in FIELDS {
            assert!(row.example.starts_with(&format!("{}:", row.field.name())), "{}", row.example);
            let query = crate::query::parse(row.example);
            assert!(query.issues.is_empty(), "{}", row.example);
            assert_ne!(query.expr, crate::query::Expr::All, "{}", row.example);
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(like("preson"), Some("person"));
        assert_eq!(like("sorce"), Some("source"));
        assert_eq!(like("http"), None);
        assert_eq!(find("PERSON"), Some(Field::Person));
    }
}
