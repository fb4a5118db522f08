//! The answer given last: what rooms and sparklines are about, kept by the worker so that nobody has to send it back.

use std::sync::OnceLock;

use crate::corpus::{Bits, Corpus};
use crate::query::Answer;

/// An answer and the request that it answers.
#[derive(Default)]
pub struct Last {
    pub generation: u64,
    pub answer: Answer,
    rows: OnceLock<Bits>,
}

impl Last {
    pub fn new(generation: u64, answer: Answer) -> Last {
        Last { generation, answer, rows: OnceLock::new() }
    }

    /// The articles that are listed, without those folded into them. Worked out at the first call.
    pub fn rows(&self, corpus: &Corpus) -> &Bits {
        self.rows.get_or_init(|| self.answer.articles.folded().set(corpus.len()))
    }
}
