//! How well articles answer: BM25 over the words that are asked for, those in the title counting more.
//!
//! All words that one word of the query stands for count as that word: "tariff" and "tariffs" are one word that is
//! there twice, and a rare ending is worth no more than a usual one. Words are scored while the documents they stand
//! in are collected ([`super::documents`]): each posting is read once.

use tantivy::SegmentReader;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;

use super::schema::Fields;
use super::select::{Selection, Stop};
use super::{IndexError, terms};
use crate::query::{Expr, How, Term, Word};

/// How much more a word in the title says.
const TITLE: f32 = 2.0;
/// The usual constants of BM25: how soon repeating a word stops to count, and how much a long text is held against it.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// The words by which a request is ranked.
pub(super) struct Wanted {
    pub words: Vec<Ranking>,
    /// Words in an article's title and text on average.
    lengths: [f32; 2],
}

/// One of them: where it stands, and what it is worth there.
pub(super) struct Ranking {
    pub word: Word,
    /// By segment, in title and text.
    pub found: Vec<[Vec<TermInfo>; 2]>,
    weights: [f32; 2],
}

/// The fields in the order of [`Ranking::found`].
pub(super) fn searched(fields: Fields) -> [Field; 2] {
    [fields.title, fields.body]
}

impl Wanted {
    /// Looks up the words that `expr` asks for; `None` if it asks for none.
    pub fn of(selection: &mut Selection<'_>, expr: &Expr) -> Result<Option<Wanted>, Stop> {
        let mut terms = Vec::new();
        positive(expr, &mut terms);
        let words = words(&terms);
        if words.is_empty() {
            return Ok(None);
        }
        let Some(searcher) = selection.searcher else { return Ok(None) };
        let segments = searcher.inner.segment_readers();
        let fields = searched(searcher.fields);
        let lengths = [average_length(segments, fields[0])?, average_length(segments, fields[1])?];
        let mut wanted = Wanted { words: Vec::with_capacity(words.len()), lengths };
        for word in words {
            let mut ranking = Ranking { word, found: Vec::with_capacity(segments.len()), weights: [0.0; 2] };
            for segment in segments {
                let mut found = [Vec::new(), Vec::new()];
                for (found, field) in found.iter_mut().zip(fields) {
                    selection.check()?;
                    let index = segment.inverted_index(field)?;
                    *found = terms::matching(&index, field, &ranking.word, &mut selection.stems, selection.cancelled)?;
                }
                ranking.found.push(found);
            }
            for (n, (weight, field)) in ranking.weights.iter_mut().zip([TITLE, 1.0]).enumerate() {
                let holding =
                    ranking.found.iter().flat_map(|f| f.get(n)).flatten().map(|i| u64::from(i.doc_freq)).sum();
                *weight = field * rarity(holding, searcher.inner.num_docs());
            }
            wanted.words.push(ranking);
        }
        Ok(Some(wanted))
    }

    /// What `word` is worth in a field (0 the title, 1 the text) of a segment's documents.
    pub fn worth(&self, word: &Ranking, field: usize, lengths: FieldNormReader) -> Worth {
        let average = self.lengths.get(field).copied().unwrap_or(1.0);
        let factor =
            |id: u8| SATURATION * (1.0 - LENGTH + LENGTH * FieldNormReader::id_to_fieldnorm(id) as f32 / average);
        let factors = std::array::from_fn(|id| factor(id as u8));
        Worth { weight: word.weights.get(field).copied().unwrap_or(0.0), factors, lengths }
    }
}

/// What a word is worth in a document.
pub(super) struct Worth {
    weight: f32,
    /// By the length of the text, as the index rounds it.
    factors: [f32; 256],
    lengths: FieldNormReader,
}

impl Worth {
    /// Where it stands so many times.
    pub fn of(&self, document: u32, times: u32) -> f32 {
        let factor = self.factors[self.lengths.fieldnorm_id(document) as usize];
        let times = times as f32;
        self.weight * times * (SATURATION + 1.0) / (times + factor)
    }
}

/// The terms that are wanted and not excluded.
pub(super) fn positive<'a>(expr: &'a Expr, out: &mut Vec<&'a Term>) {
    match expr {
        Expr::All | Expr::Not(_) => {}
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|p| positive(p, out)),
        Expr::Term(term) => out.push(term),
    }
}

fn words(terms: &[&Term]) -> Vec<Word> {
    let mut words = Vec::new();
    for term in terms {
        match term {
            Term::Word(word) | Term::Title(word) => words.push(word.clone()),
            Term::Phrase(list) | Term::TitlePhrase(list) | Term::Near { words: list, .. } => {
                words.extend(list.iter().map(|text| Word { text: text.clone(), how: How::Stem }));
            }
            _ => {}
        }
    }
    words
}

fn average_length(segments: &[SegmentReader], field: Field) -> Result<f32, IndexError> {
    let (mut words, mut documents) = (0, 0);
    for segment in segments {
        words += segment.inverted_index(field)?.total_num_tokens();
        documents += u64::from(segment.max_doc());
    }
    Ok((words as f32 / documents.max(1) as f32).max(1.0))
}

/// What a word says that stands in `holding` of `all` articles.
pub(super) fn rarity(holding: u64, all: u64) -> f32 {
    let holding = holding.min(all) as f32;
    (1.0 + (all as f32 - holding + 0.5) / (holding + 0.5)).ln()
}
