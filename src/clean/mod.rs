//! Page furniture out; title, date and source found. Pure: a draft in, an article out.

use crate::corpus::{Article, Draft};

/// Judges a draft's blocks and makes the article of them.
pub fn clean(_draft: Draft) -> Article {
    unimplemented!()
}
