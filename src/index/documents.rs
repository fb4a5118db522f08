//! The documents of one segment for which an expression about words holds, and what they are worth.

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{InvertedIndexReader, SegmentReader};

use super::positions::{self, How};
use super::rank::{Ranking, Wanted, Worth, searched};
use super::schema::Fields;
use super::select::{Selection, Stop};
use super::terms;
use crate::corpus::Bits;
use crate::query::{Expr, Term, Word};

/// Blocks of postings read between two looks at whether they are still wanted.
const ROUND: u32 = 64;

/// A segment being searched.
pub(super) struct Search<'a, 's> {
    selection: &'a mut Selection<'s>,
    segment: &'a SegmentReader,
    /// Which of the searcher's segments it is.
    number: usize,
    fields: Fields,
    scores: Option<Scores<'a>>,
}

/// What documents are worth so far.
struct Scores<'a> {
    wanted: &'a Wanted,
    /// By document.
    sums: Vec<f32>,
    /// How often a word stands in each document, while it is added up; zero otherwise.
    times: Vec<u32>,
    /// Which of the wanted words are in the sums.
    done: Vec<bool>,
}

impl<'a, 's> Search<'a, 's> {
    pub fn new(
        selection: &'a mut Selection<'s>,
        fields: Fields,
        segment: &'a SegmentReader,
        number: usize,
    ) -> Search<'a, 's> {
        Search { selection, segment, number, fields, scores: None }
    }

    /// The documents for which `expr` is true; removed ones may be among them.
    pub fn run(mut self, expr: &Expr) -> Result<Bits, Stop> {
        self.documents(expr, false)
    }

    /// The same with what each is worth, by document.
    pub fn run_ranked(mut self, expr: &Expr, wanted: &'a Wanted) -> Result<(Bits, Vec<f32>), Stop> {
        let (sums, done) = (vec![0.0; self.segment.max_doc() as usize], vec![false; wanted.words.len()]);
        self.scores = Some(Scores { wanted, sums, times: Vec::new(), done });
        let set = self.documents(expr, true)?;
        // Words of phrases, and those that were not come to.
        for n in 0..wanted.words.len() {
            let left = self.scores.as_ref().is_some_and(|s| s.done.get(n) == Some(&false));
            if let Some(word) = wanted.words.get(n).filter(|_| left && !set.is_empty()) {
                self.rank(wanted, word, Target::Within(&set))?;
            }
        }
        Ok((set, self.scores.map(|s| s.sums).unwrap_or_default()))
    }

    /// `ranked`: what is found counts for the score, as it is not under a `not`.
    fn documents(&mut self, expr: &Expr, ranked: bool) -> Result<Bits, Stop> {
        self.selection.check()?;
        let range = self.segment.max_doc();
        match expr {
            Expr::And(parts) => {
                let mut set: Option<Bits> = None;
                for part in parts {
                    let found = self.documents(part, ranked)?;
                    match &mut set {
                        Some(set) => set.and(&found),
                        None => set = Some(found),
                    }
                    if set.as_ref().is_some_and(Bits::is_empty) {
                        break;
                    }
                }
                Ok(set.unwrap_or_else(|| Bits::all(range)))
            }
            Expr::Or(parts) => {
                let mut set = Bits::none(range);
                for part in parts {
                    set.or(&self.documents(part, ranked)?);
                }
                Ok(set)
            }
            Expr::Not(inner) => {
                let mut set = self.documents(inner, false)?;
                set.complement();
                Ok(set)
            }
            Expr::All => Ok(Bits::all(range)),
            Expr::Term(Term::Word(word)) => self.word(word, ranked),
            Expr::Term(term) => self.holding(term),
        }
    }

    fn word(&mut self, word: &Word, ranked: bool) -> Result<Bits, Stop> {
        let mut set = Bits::none(self.segment.max_doc());
        if let Some(scores) = self.scores.as_mut().filter(|_| ranked) {
            let wanted = scores.wanted;
            let mut words = wanted.words.iter().zip(&mut scores.done);
            if let Some((ranking, done)) = words.find(|(ranking, done)| !**done && ranking.word == *word) {
                *done = true;
                self.rank(wanted, ranking, Target::Set(&mut set))?;
                return Ok(set);
            }
        }
        for field in searched(self.fields) {
            let index = self.segment.inverted_index(field)?;
            let words = terms::matching(&index, field, word, &mut self.selection.stems, self.selection.cancelled)?;
            self.selection.check()?;
            self.put(&index, &words, &mut set)?;
        }
        Ok(set)
    }

    /// The documents in which a term about words holds.
    fn holding(&mut self, term: &Term) -> Result<Bits, Stop> {
        let fields = self.fields;
        let title_only = matches!(term, Term::Title(_) | Term::TitlePhrase(_));
        let fields: &[Field] = if title_only { &[fields.title] } else { &[fields.title, fields.body] };
        let mut set = Bits::none(self.segment.max_doc());
        for field in fields {
            let index = self.segment.inverted_index(*field)?;
            let cancelled = self.selection.cancelled;
            let standing = |words: &[String], how| positions::documents(self.segment, *field, words, how, cancelled);
            match term {
                Term::Word(word) | Term::Title(word) => {
                    let words =
                        terms::matching(&index, *field, word, &mut self.selection.stems, self.selection.cancelled)?;
                    self.put(&index, &words, &mut set)?;
                }
                Term::Phrase(words) | Term::TitlePhrase(words) => match words.as_slice() {
                    [word] => self.put(&index, &terms::exactly(&index, *field, word)?, &mut set)?,
                    words => standing(words, How::Row)?.into_iter().for_each(|d| set.insert(d)),
                },
                Term::Near { distance, words } => {
                    standing(words, How::Near(*distance))?.into_iter().for_each(|d| set.insert(d));
                }
                _ => {}
            }
            self.selection.check()?;
        }
        Ok(set)
    }

    /// Adds the documents in which any of the words stands.
    fn put(&self, index: &InvertedIndexReader, words: &[TermInfo], set: &mut Bits) -> Result<(), Stop> {
        for word in words {
            let postings = index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?;
            self.blocks(postings, |block| block.docs().iter().for_each(|d| set.insert(*d)))?;
        }
        Ok(())
    }

    /// Adds what a word is worth to the scores.
    fn rank(&mut self, wanted: &Wanted, ranking: &Ranking, mut into: Target<'_>) -> Result<(), Stop> {
        let Some(found) = ranking.found.get(self.number) else { return Ok(()) };
        let Some(mut scores) = self.scores.take() else { return Ok(()) };
        for ((n, field), infos) in searched(self.fields).into_iter().enumerate().zip(found) {
            if infos.is_empty() {
                continue;
            }
            let worth = wanted.worth(ranking, n, self.segment.get_fieldnorms_reader(field)?);
            let index = self.segment.inverted_index(field)?;
            match infos.as_slice() {
                [info] => {
                    let postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
                    self.blocks(postings, |block| {
                        for (document, times) in block.docs().iter().zip(block.freqs()) {
                            if into.takes(*document) {
                                scores.add(*document, *times, &worth);
                            }
                        }
                    })?;
                }
                infos => self.rank_together(&index, infos, &worth, &mut scores, &mut into)?,
            }
        }
        self.scores = Some(scores);
        Ok(())
    }

    /// The same for several words that count as one: how often each document has any of them is added up first.
    fn rank_together(
        &self,
        index: &InvertedIndexReader,
        infos: &[TermInfo],
        worth: &Worth,
        scores: &mut Scores<'_>,
        into: &mut Target<'_>,
    ) -> Result<(), Stop> {
        let mut touched = Bits::none(self.segment.max_doc());
        scores.times.resize(self.segment.max_doc() as usize, 0);
        for info in infos {
            let postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
            self.blocks(postings, |block| {
                for (document, times) in block.docs().iter().zip(block.freqs()) {
                    if let Some(sum) = scores.times.get_mut(*document as usize)
                        && into.takes(*document)
                    {
                        *sum += times;
                        touched.insert(*document);
                    }
                }
            })?;
        }
        self.selection.check()?;
        for document in touched.iter() {
            let times = scores.times.get_mut(document as usize).map_or(0, std::mem::take);
            scores.add(document, times, worth);
        }
        Ok(())
    }

    /// Calls `each` with every block of postings.
    fn blocks(
        &self,
        mut postings: BlockSegmentPostings,
        mut each: impl FnMut(&BlockSegmentPostings),
    ) -> Result<(), Stop> {
        for round in 1u32.. {
            if postings.docs().is_empty() {
                break;
            }
            each(&postings);
            postings.advance();
            if round.is_multiple_of(ROUND) {
                self.selection.check()?;
            }
        }
        Ok(())
    }
}

impl Scores<'_> {
    fn add(&mut self, document: u32, times: u32, worth: &Worth) {
        if let Some(sum) = self.sums.get_mut(document as usize) {
            *sum += worth.of(document, times);
        }
    }
}

/// What becomes of the documents in which a word that is ranked stands.
enum Target<'a> {
    /// They are put into the set.
    Set(&'a mut Bits),
    /// Only those in it count.
    Within(&'a Bits),
}

impl Target<'_> {
    fn takes(&mut self, document: u32) -> bool {
        match self {
            Target::Set(set) => {
                set.insert(document);
                true
            }
            Target::Within(set) => set.contains(document),
        }
    }
}
