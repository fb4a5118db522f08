//! An entity of the whole archive: a person, a country or an organisation, with its spellings joined.

use jiff::civil::Date;
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
    /// The name that merging found, by which corrections know the entity; another one if the reader renamed it.
    pub key: String,
    /// ISO code of a country, empty for others.
    pub code: String,
    /// All spellings and short forms, most frequent first: "Volodymyr Zelensky", "Zelensky", "Zelenskiy".
    pub spellings: Vec<Spelling>,
    /// Most frequent first: "Ukrainian President".
    pub roles: Vec<Role>,
    /// The reader does not want to see it.
    pub hidden: bool,
}

/// One way to write an entity's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spelling<T = String> {
    pub text: T,
    /// In how many articles it is the fullest form. Only such a form can be split off: what is short for it follows.
    pub named: u32,
    /// In how many others it occurs beside a fuller one.
    pub beside: u32,
}

/// What someone is called, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role<T = String> {
    pub text: T,
    /// In how many articles.
    pub count: u32,
    /// Of the dated articles that say so, the first and the last.
    pub dates: Option<(Date, Date)>,
}
