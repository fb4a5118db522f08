//! How well articles answer: BM25 over the words that are asked for, those in the title counting more.

use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, EnableScoring, Occur};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::lower::{Lowered, exact};
use super::select::{Numbers, Selection, Stop};
use crate::corpus::Bits;
use crate::query::{Expr, How, Term, Word};

/// How much more a word in the title says.
const TITLE: f32 = 2.0;
/// For a prefix or a spelling: every word that fits weighs the same.
const LOOSE: f32 = 1.0;

/// A score for every article of `set`, by article number; 0 for the others. `None` if `expr` asks for no words.
pub(super) fn scores(selection: &mut Selection<'_>, expr: &Expr, set: &Bits) -> Result<Option<Vec<f32>>, Stop> {
    let mut terms = Vec::new();
    positive(expr, &mut terms);
    let clauses: Vec<(Occur, Lowered)> =
        terms.into_iter().flat_map(|t| weighted(selection, t)).map(|q| (Occur::Should, q)).collect();
    if clauses.is_empty() {
        return Ok(None);
    }
    let searcher = &selection.searcher.inner;
    let weight = BooleanQuery::new(clauses);
    let weight = tantivy::query::Query::weight(&weight, EnableScoring::enabled_from_searcher(searcher))?;
    let mut scores = vec![0.0; selection.corpus.len() as usize];
    for segment in searcher.segment_readers() {
        selection.check()?;
        let numbers = Numbers::of(segment, selection.corpus)?;
        let mut scorer = weight.scorer(segment, 1.0)?;
        let mut steps = 0u32;
        while scorer.doc() != TERMINATED {
            if let Some(article) = numbers.article(scorer.doc())
                && set.contains(article)
                && let Some(place) = scores.get_mut(article as usize)
            {
                *place = scorer.score();
            }
            scorer.advance();
            steps += 1;
            if steps.is_multiple_of(4096) {
                selection.check()?;
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

fn weighted(selection: &mut Selection<'_>, term: &Term) -> Vec<Lowered> {
    match term {
        Term::Word(Word { text, how: How::Stem }) | Term::Title(Word { text, how: How::Stem }) => {
            stems(selection, std::slice::from_ref(text))
        }
        Term::Phrase(words) | Term::TitlePhrase(words) | Term::Near { words, .. } => stems(selection, words),
        Term::Word(word) => {
            let title = selection.lowering.term(&Term::Title(word.clone()));
            let any = selection.lowering.term(term);
            vec![Box::new(ConstScoreQuery::new(any, LOOSE)), Box::new(ConstScoreQuery::new(title, LOOSE * TITLE))]
        }
        Term::Title(_) => vec![Box::new(ConstScoreQuery::new(selection.lowering.term(term), LOOSE * TITLE))],
        _ => Vec::new(),
    }
}

fn stems(selection: &mut Selection<'_>, words: &[String]) -> Vec<Lowered> {
    let fields = selection.searcher.fields;
    let mut out: Vec<Lowered> = Vec::with_capacity(words.len() * 2);
    for word in words {
        let stem = selection.lowering.stems.of(word);
        out.push(exact(fields.stem, stem, IndexRecordOption::WithFreqs));
        out.push(Box::new(BoostQuery::new(exact(fields.title_stem, stem, IndexRecordOption::WithFreqs), TITLE)));
    }
    out
}
