//! Sparklines for the names on the screen.

use super::last::Last;
use crate::app::sidebar::PARTS;
use crate::corpus::{Corpus, EntityNo};

/// When each of the entities is named in the answer given last. `None` if `stale` became true meanwhile.
pub fn sparks(
    corpus: &Corpus,
    last: &Last,
    entities: &[EntityNo],
    stale: &dyn Fn() -> bool,
) -> Option<Vec<(EntityNo, Vec<u32>)>> {
    let known: Vec<EntityNo> = entities.iter().copied().filter(|e| e.0 < corpus.entity_count()).collect();
    let sparks = corpus.sparks(&known, last.rows(corpus), PARTS, stale)?;
    Some(known.into_iter().zip(sparks).collect())
}
