//! Two articles held against each other.

use std::sync::Arc;

use super::perform::Desk;
use crate::app::Message;
use crate::app::compare::accounts::Paragraph;
use crate::app::compare::{Accounts, Comparison, Read};
use crate::app::fold::Chosen;
use crate::corpus::{ArticleNo, Corpus};

/// From this share of their words on two articles are versions of one text, and compared word by word.
const VERSIONS: f32 = 0.4;

impl Desk {
    pub(super) fn compare(&self, left: Chosen, right: Chosen, other_way: bool) -> Option<Message> {
        let corpus = self.corpus();
        let read = |chosen: Chosen| {
            let number = chosen.find(&corpus)?;
            Some((number, self.article(number).ok().flatten()?))
        };
        let Some(((one, (first, found)), (other, (second, others)))) = read(left).zip(read(right)) else {
            return Some(Message::Compared { left, right, comparison: Arc::new(gone()) });
        };
        let comparison = if are_versions(&corpus, one, other) != other_way {
            Comparison::of(&first, &second)
        } else {
            let left = Read { number: one, article: &first, found: &found };
            let right = Read { number: other, article: &second, found: &others };
            Comparison::of_accounts(&corpus, left, right)
        };
        Some(Message::Compared { left, right, comparison: Arc::new(comparison) })
    }
}

/// What is shown in place of two articles of which one is not there.
fn gone() -> Comparison {
    let text = "One of the two has gone from the archive, or cannot be read; R reads it anew.".to_string();
    let texts = [vec![Paragraph { text, ..Paragraph::default() }], Vec::new()];
    Comparison { accounts: Some(Accounts { texts, ..Accounts::default() }), ..Comparison::default() }
}

fn are_versions(corpus: &Corpus, one: ArticleNo, other: ArticleNo) -> bool {
    let family = corpus.family(one);
    one == other
        || (family.is_some() && family == corpus.family(other))
        || corpus.signature(one).alike(&corpus.signature(other)) >= VERSIONS
}
