//! Joining the names of many articles into the entities of one archive.

use crate::corpus::{Annotations, Entity};

/// Collects articles' entities one after another; [`Merger::finish`] says which are the same.
#[derive(Default)]
pub struct Merger {}

/// The entities of the archive and, for each article in the order they were added, the index of the entity of each
/// of its [`Annotations::locals`].
pub struct Merged {
    pub entities: Vec<Entity>,
    pub of_articles: Vec<Vec<u32>>,
}

impl Merger {
    pub fn add(&mut self, _annotations: &Annotations) {}

    pub fn finish(self) -> Merged {
        Merged { entities: Vec::new(), of_articles: Vec::new() }
    }
}
