//! What the worker finds out about a name for its page: what takes longer than a key may.

use crate::corpus::{ArticleNo, Associate, EntityNo};
use crate::query::Hit;

/// So many of each kind that appear with it are known at most.
pub const CLOSEST: usize = 60;

/// What is known of a name beyond what stands with it in the corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    /// Who and what appears together with it, in the order of [`crate::corpus::Kind::ALL`], the most closely
    /// associated first.
    pub with: [Vec<Associate>; 3],
    /// How many rows name it in equal spans of days, from the first day to the last; empty where no article of its has
    /// a date.
    pub over_time: Vec<u32>,
    pub by: Quotes,
    pub about: Quotes,
}

/// Quotes of which the newest are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotes {
    /// How many there are.
    pub count: usize,
    pub newest: Vec<Quoted>,
}

/// A quote and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    pub article: ArticleNo,
    pub hit: Hit,
    /// The words without their outer marks, in one line.
    pub text: String,
    pub speaker: Option<EntityNo>,
}
