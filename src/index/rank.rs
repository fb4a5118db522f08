//! How well articles answer: BM25 over the words that are asked for, those in the title counting more.
//!
//! All words that one word of the query stands for count as that word: "tariff" and "tariffs" are one word that is
//! there twice, and a rare ending is worth no more than a usual one.

use tantivy::SegmentReader;
use tantivy::schema::{Field, IndexRecordOption};

use super::IndexError;
use super::select::{Numbers, Selection, Stop};
use super::terms;
use crate::corpus::Bits;
use crate::query::{Expr, How, Term, Word};

/// How much more a word in the title says.
const TITLE: f32 = 2.0;
/// The usual constants of BM25: how soon repeating a word stops to count, and how much a long text is held against it.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// A score for every article, by article number; those outside `set` have 0. `None` if `expr` asks for no words.
pub(super) fn scores(selection: &mut Selection<'_>, expr: &Expr, set: &Bits) -> Result<Option<Vec<f32>>, Stop> {
    let mut wanted = Vec::new();
    positive(expr, &mut wanted);
    let words = words(&wanted);
    if words.is_empty() {
        return Ok(None);
    }
    let searcher = &selection.searcher.inner;
    let segments = searcher.segment_readers();
    let mut by_document: Vec<Vec<f32>> = segments.iter().map(|s| vec![0.0; s.max_doc() as usize]).collect();
    let fields = selection.searcher.fields;
    for (field, weight) in [(fields.title, TITLE), (fields.body, 1.0)] {
        let average = average_length(segments, field)?;
        for word in &words {
            selection.check()?;
            let mut found = Vec::new();
            for segment in segments {
                found.push(terms::matching(&*segment.inverted_index(field)?, field, word, &mut selection.stems)?);
            }
            let holding: u64 = found.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
            let weight = weight * rarity(holding, searcher.num_docs());
            for ((segment, infos), scores) in segments.iter().zip(&found).zip(&mut by_document) {
                selection.check()?;
                add(segment, field, infos, weight, average, scores)?;
            }
        }
    }
    let mut scores = vec![0.0; selection.corpus.len() as usize];
    for (segment, by_document) in segments.iter().zip(&by_document) {
        selection.check()?;
        let numbers = Numbers::of(segment, selection.corpus)?;
        for (document, score) in (0..).zip(by_document).filter(|(_, score)| **score > 0.0) {
            if let Some(article) = numbers.article(document)
                && set.contains(article)
                && let Some(place) = scores.get_mut(article as usize)
            {
                *place = *score;
            }
        }
    }
    Ok(Some(scores))
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
fn rarity(holding: u64, all: u64) -> f32 {
    let holding = holding.min(all) as f32;
    (1.0 + (all as f32 - holding + 0.5) / (holding + 0.5)).ln()
}

/// Adds to `scores`, by document, what one word is worth there.
fn add(
    segment: &SegmentReader,
    field: Field,
    infos: &[tantivy::postings::TermInfo],
    weight: f32,
    average: f32,
    scores: &mut [f32],
) -> Result<(), IndexError> {
    let index = segment.inverted_index(field)?;
    let lengths = segment.get_fieldnorms_reader(field)?;
    let mut times: Vec<u32> = Vec::new();
    if infos.len() > 1 {
        times.resize(scores.len(), 0);
    }
    let worth = |document: u32, times: u32| {
        let length = lengths.fieldnorm(document) as f32 / average;
        let times = times as f32;
        weight * times * (SATURATION + 1.0) / (times + SATURATION * (1.0 - LENGTH + LENGTH * length))
    };
    for info in infos {
        let mut block = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        while !block.docs().is_empty() {
            for (document, count) in block.docs().iter().zip(block.freqs()) {
                match times.get_mut(*document as usize) {
                    Some(sum) => *sum += count,
                    None => {
                        if let Some(score) = scores.get_mut(*document as usize) {
                            *score += worth(*document, *count);
                        }
                    }
                }
            }
            block.advance();
        }
    }
    for ((document, sum), score) in (0..).zip(times).zip(scores).filter(|((_, sum), _)| *sum > 0) {
        *score += worth(document, sum);
    }
    Ok(())
}
