//! What the reader knows better about names: corrections of what merging makes of an archive.

use serde::{Deserialize, Serialize};

use super::Kind;

/// One correction. Entities are named by one of their spellings, so that it means the same after every refresh and
/// in every archive; case and accents do not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "do")]
pub enum Correction {
    /// Both are one.
    Merge { kind: Kind, one: String, other: String },
    /// This spelling is somebody else, alone.
    Split { kind: Kind, form: String },
    /// To be shown under another name.
    Rename { kind: Kind, of: String, name: String },
    /// Not to be shown at all.
    Hide { kind: Kind, of: String },
}

impl Correction {
    /// As a sentence for people, without a full stop.
    pub fn text(&self) -> String {
        match self {
            Correction::Merge { one, other, .. } => format!("{one} and {other} are one"),
            Correction::Split { form, .. } => format!("{form} is apart"),
            Correction::Rename { of, name, .. } => format!("{of} is called {name}"),
            Correction::Hide { of, .. } => format!("{of} is hidden"),
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Correction::Merge { kind, .. }
            | Correction::Split { kind, .. }
            | Correction::Rename { kind, .. }
            | Correction::Hide { kind, .. } => *kind,
        }
    }
}

/// What is done to the list of corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correcting {
    Add(Correction),
    /// Takes back the one of this number.
    TakeBack(u64),
}
