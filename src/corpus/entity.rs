//! An entity of the whole archive: a person, a country or an organisation, with its spellings joined.

use serde::{Deserialize, Serialize};

/// What an entity is. The order is the sidebar's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Person,
    Country,
    Organisation,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Person, Kind::Country, Kind::Organisation];

    /// The field of the query language: `person:`.
    pub fn field(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Country => "country",
            Kind::Organisation => "org",
        }
    }

    /// As a heading: "People".
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Person => "People",
            Kind::Country => "Countries",
            Kind::Organisation => "Organisations",
        }
    }
}

/// The number of an entity in one [`super::Corpus`]; a new freeze numbers anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityNo(pub u32);

/// An entity of the archive as merging leaves it, ready to be frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub kind: Kind,
    /// Name to show: "Volodymyr Zelensky", "France".
    pub name: String,
    /// ISO code of a country, empty for others.
    pub code: String,
    /// All other spellings and short forms, most frequent first: "Zelensky", "Zelenskiy".
    pub aliases: Vec<String>,
    /// Most frequent first: "Ukrainian President".
    pub roles: Vec<String>,
}
