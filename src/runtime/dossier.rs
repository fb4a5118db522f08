//! What the page of a name shows beyond what stands in the corpus: worked out here, because it may take a while.

use std::sync::Arc;

use crate::app::entity::dossier::Dossier;
use crate::corpus::{Among, Annotations, Article, ArticleNo, Bits, Corpus, Counts, EntityNo};

/// So many of each kind that appear with it.
const WITH: usize = 60;
/// The sparkline has no more parts.
const PARTS: usize = 120;

/// Reads an article.
pub type Read<'a> = &'a dyn Fn(ArticleNo) -> Option<(Arc<Article>, Arc<Annotations>)>;

/// All about an entity. `None` if `stale` became true meanwhile.
pub fn of(corpus: &Corpus, entity: EntityNo, _read: Read, stale: &dyn Fn() -> bool) -> Option<Dossier> {
    let among = Among { set: None, counts: &Counts::whole(), rows: corpus.rows() };
    let with = corpus.associates(entity, among, WITH, stale)?;
    let rows = corpus.fold(Bits::from_numbers(corpus.len(), corpus.articles_of(entity)), None, stale)?;
    let over_time = corpus.sparks(&[entity], &rows, PARTS, stale)?.into_iter().next().unwrap_or_default();
    Some(Dossier { with, over_time, ..Dossier::default() })
}
