//! The reader's own marks, by article number: what is read, starred and tagged.

use std::collections::BTreeMap;

use super::Bits;

/// Sets over the articles of one corpus. Kept by content on disk; this is the view that filters and lists use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub read: Bits,
    pub starred: Bits,
    pub tags: BTreeMap<String, Bits>,
}

impl Marks {
    /// No marks on `articles` articles.
    pub fn none(articles: u32) -> Marks {
        Marks { read: Bits::none(articles), starred: Bits::none(articles), tags: BTreeMap::new() }
    }
}
