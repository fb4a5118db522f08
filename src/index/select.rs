//! Answering: an expression as a set of articles, put in order and counted.

use std::sync::Arc;

use tantivy::COLLECT_BLOCK_BUFFER_LEN;

use super::documents::Search;
use super::error::guarded;
use super::numbers::Numbers;
use super::rank::{Wanted, positive};
use super::stem::Stems;
use super::{IndexError, Searcher, order};
use crate::corpus::{Bits, Corpus, Counts, EntityNo, Kind, Marks};
use crate::query::words::wanted;
use crate::query::{Answer, By, Expr, Meaning, Request, Status, Term};
use crate::text::fold;

/// Why there is no answer.
pub(super) enum Stop {
    Cancelled,
    Failed(IndexError),
}

impl<E: Into<IndexError>> From<E> for Stop {
    fn from(error: E) -> Stop {
        Stop::Failed(error.into())
    }
}

impl Searcher {
    /// Answers a request exactly. `None` if `cancelled` became true meanwhile.
    pub fn select(
        &self,
        corpus: &Corpus,
        marks: &Marks,
        request: &Request,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Answer>, IndexError> {
        answer(Some(self), corpus, marks, request, cancelled)
    }
}

/// The same for a request in which no word is asked: it waits for no index.
pub fn select(
    corpus: &Corpus,
    marks: &Marks,
    request: &Request,
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Answer>, IndexError> {
    answer(None, corpus, marks, request, cancelled)
}

fn answer(
    searcher: Option<&Searcher>,
    corpus: &Corpus,
    marks: &Marks,
    request: &Request,
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Answer>, IndexError> {
    let stems = Stems::default();
    let mut selection = Selection { searcher, corpus, marks, stems, meanings: Vec::new(), ranked: None, cancelled };
    guarded(|| match selection.answer(request) {
        Ok(answer) => Ok(Some(answer)),
        Err(Stop::Cancelled) => Ok(None),
        Err(Stop::Failed(error)) => Err(error),
    })
}

pub(super) struct Selection<'a> {
    /// What words are looked up in; nothing has any without it.
    pub searcher: Option<&'a Searcher>,
    pub corpus: &'a Corpus,
    pub marks: &'a Marks,
    pub stems: Stems,
    /// Whom the names in the request mean.
    meanings: Vec<Meaning>,
    ranked: Option<Ranked>,
    pub cancelled: &'a dyn Fn() -> bool,
}

/// The words by which the answer is ranked, and what they make of each article.
struct Ranked {
    wanted: Wanted,
    /// By article number.
    scores: Vec<f32>,
}

/// The articles that answer, with a score by article number where they are to be ranked.
pub(super) struct Found {
    pub set: Bits,
    pub scores: Option<Vec<f32>>,
}

impl Selection<'_> {
    fn answer(&mut self, request: &Request) -> Result<Answer, Stop> {
        self.understand(&request.expr)?;
        if request.expr == Expr::All {
            let articles = order::listed(self, None, request)?;
            return Ok(Answer {
                articles,
                all: None,
                counts: Counts::whole(),
                meanings: Vec::new(),
                ..Answer::default()
            });
        }
        if request.order.by == By::Relevance && request.expr.has_words() {
            let scores = vec![0.0; self.corpus.len() as usize];
            self.ranked = Wanted::of(self, &request.expr)?.map(|wanted| Ranked { wanted, scores });
        }
        let set = self.expr(&request.expr, true)?;
        let found = Found { set, scores: self.ranked.take().map(|ranked| ranked.scores) };
        self.check()?;
        let articles = order::listed(self, Some(&found), request)?;
        let counts = self.corpus.count(&found.set, self.cancelled).ok_or(Stop::Cancelled)?;
        let instead = if found.set.is_empty() { self.instead(&request.expr)? } else { None };
        let undated = if found.set.is_empty() { self.undated(&request.expr)? } else { 0 };
        let (all, meanings) = (Some(Arc::new(found.set)), std::mem::take(&mut self.meanings));
        Ok(Answer { articles, counts, all, meanings, instead, undated })
    }

    /// How many articles without a date answer when no date is asked for; none where none was.
    fn undated(&mut self, expr: &Expr) -> Result<u32, Stop> {
        let Some(expr) = without_dates(expr) else { return Ok(0) };
        let set = self.expr(&Expr::And(vec![expr, Expr::Term(Term::Undated)]), false)?;
        Ok(set.count())
    }

    /// The first word that is asked for and stands nowhere, with one that does.
    fn instead(&self, expr: &Expr) -> Result<Option<(String, String)>, Stop> {
        let Some(searcher) = self.searcher else { return Ok(None) };
        let mut terms = Vec::new();
        positive(expr, &mut terms);
        for term in terms {
            let Term::Word(word) = term else { continue };
            self.check()?;
            if let Some(near) = searcher.nearest(&word.text)? {
                return Ok(Some((word.text.clone(), near)));
            }
        }
        Ok(None)
    }

    /// Looks up the names in the request: who answers and who shows the answer have to mean the same.
    fn understand(&mut self, expr: &Expr) -> Result<(), Stop> {
        for (kind, text) in expr.names() {
            self.check()?;
            if !self.meanings.iter().any(|m| m.kind == kind && m.text == text) {
                let entities = self.corpus.resolve(kind, text);
                self.meanings.push(Meaning { kind, text: text.to_string(), entities });
            }
        }
        Ok(())
    }

    /// To be called between any two things that take time.
    pub fn check(&self) -> Result<(), Stop> {
        if (self.cancelled)() { Err(Stop::Cancelled) } else { Ok(()) }
    }

    fn none(&self) -> Bits {
        Bits::none(self.corpus.len())
    }

    /// `ranked`: what is found counts for the score, as it is not under a `not`.
    fn expr(&mut self, expr: &Expr, ranked: bool) -> Result<Bits, Stop> {
        self.check()?;
        if is_wordy(expr) {
            return self.of_words(expr, ranked);
        }
        match expr {
            Expr::All => Ok(Bits::all(self.corpus.len())),
            Expr::And(parts) => {
                let (wordy, others) = split(parts);
                // Columns first: they are cheap, and may leave nothing to search for.
                let mut set: Option<Bits> = None;
                for part in others {
                    let found = self.expr(part, ranked)?;
                    match &mut set {
                        Some(set) => set.and(&found),
                        None => set = Some(found),
                    }
                    if set.as_ref().is_some_and(Bits::is_empty) {
                        return Ok(self.none());
                    }
                }
                let mut set = set.unwrap_or_else(|| Bits::all(self.corpus.len()));
                if let Some(wordy) = joined(wordy, Expr::And) {
                    set.and(&self.expr(&wordy, ranked)?);
                }
                Ok(set)
            }
            Expr::Or(parts) => {
                let (wordy, others) = split(parts);
                let mut set = self.none();
                for part in others {
                    set.or(&self.expr(part, ranked)?);
                }
                if let Some(wordy) = joined(wordy, Expr::Or) {
                    set.or(&self.expr(&wordy, ranked)?);
                }
                Ok(set)
            }
            Expr::Not(inner) => {
                let mut set = self.expr(inner, false)?;
                set.complement();
                Ok(set)
            }
            Expr::Term(term) => self.term(term),
        }
    }

    fn term(&mut self, term: &Term) -> Result<Bits, Stop> {
        let corpus = self.corpus;
        match term {
            // Asked for in `documents`.
            Term::Word(_) | Term::Title(_) | Term::Phrase(_) | Term::TitlePhrase(_) | Term::Near { .. } => {
                self.of_words(&Expr::Term(term.clone()), false)
            }
            Term::Entity(kind, text) => {
                let meant = self.meanings.iter().find(|m| m.kind == *kind && m.text == *text);
                let entities = meant.map_or_else(|| corpus.resolve(*kind, text), |m| m.entities.clone());
                self.articles(&entities, |c, e, set| c.articles_of(e).for_each(|a| set.insert(a)))
            }
            Term::Said(text) => {
                let speakers: Vec<EntityNo> =
                    Kind::ALL.into_iter().flat_map(|kind| corpus.resolve(kind, text)).collect();
                self.articles(&speakers, |c, e, set| c.said_by(e).for_each(|a| set.insert(a)))
            }
            Term::Source(text) => self.of_source(text),
            Term::Tag(text) => {
                let wanted = fold(text);
                let mut set = self.none();
                self.marks.tags.iter().filter(|(tag, _)| fold(tag) == wanted).for_each(|(_, bits)| set.or(bits));
                Ok(set)
            }
            Term::Story(start) => {
                let mut set = self.none();
                if let Some(article) = corpus.find_begun(start) {
                    set.insert(article);
                    let story = corpus.story(article).into_iter();
                    story.flat_map(|story| corpus.story_numbers(story)).for_each(|n| set.insert(n));
                }
                Ok(set)
            }
            Term::Note(words) => {
                let mut set = self.none();
                for (n, (article, notes)) in self.marks.notes.iter().enumerate() {
                    if n % 256 == 0 {
                        self.check()?;
                    }
                    if notes.iter().any(|(_, note)| note.holds(words)) {
                        corpus.with_id(article).for_each(|n| set.insert(n));
                    }
                }
                Ok(set)
            }
            Term::Article(article) => {
                let mut set = self.none();
                corpus.with_id(*article).for_each(|n| set.insert(n));
                Ok(set)
            }
            Term::Date(range) => Ok(Bits::from_range(corpus.len(), corpus.dated(range.first, range.last))),
            Term::Undated => {
                let dated = corpus.dated(None, None);
                Ok(Bits::from_range(corpus.len(), dated.end..corpus.len()))
            }
            Term::Is(status) => {
                let mut set = self.none();
                match status {
                    Status::Starred => set.or(&self.marks.starred),
                    Status::Read | Status::Unread => set.or(&self.marks.read),
                    Status::Tagged => self.marks.tags.values().for_each(|bits| set.or(bits)),
                    Status::Noted => set.or(&self.marks.noted),
                    Status::Highlighted => set.or(&self.marks.highlighted),
                }
                if *status == Status::Unread {
                    set.complement();
                }
                Ok(set)
            }
        }
    }

    fn articles(&self, entities: &[EntityNo], put: impl Fn(&Corpus, EntityNo, &mut Bits)) -> Result<Bits, Stop> {
        let mut set = self.none();
        for (n, entity) in entities.iter().enumerate() {
            if n % 64 == 0 {
                self.check()?;
            }
            put(self.corpus, *entity, &mut set);
        }
        Ok(set)
    }

    /// Articles from the sources whose names hold all the words, or, if there are none, begin them.
    fn of_source(&self, text: &str) -> Result<Bits, Stop> {
        let words = wanted(text);
        let matching = |fits: fn(&str, &str) -> bool| -> Result<Vec<u32>, Stop> {
            let holds = |name: &str| {
                let name = wanted(name);
                words.iter().all(|w| name.iter().any(|n| fits(n, w)))
            };
            let mut found = Vec::new();
            for (name, number) in self.corpus.sources().zip(0u32..) {
                if number.is_multiple_of(256) {
                    self.check()?;
                }
                found.extend(holds(name).then_some(number));
            }
            Ok(found)
        };
        let mut sources = matching(|name, word| name == word)?;
        if sources.is_empty() {
            sources = matching(|name, word| name.starts_with(word))?;
        }
        self.corpus.from_sources(&sources, self.cancelled).ok_or(Stop::Cancelled)
    }

    /// The articles for which `expr`, which is about words alone, is true. Worked out segment by segment in its own
    /// documents; only what is left at the end is looked up among the articles.
    fn of_words(&mut self, expr: &Expr, ranked: bool) -> Result<Bits, Stop> {
        let mut set = self.none();
        let Some(searcher) = self.searcher else { return Ok(set) };
        // Taken out of `self` and put back: a failed selection needs it no more.
        let mut ranking = self.ranked.take();
        for (number, segment) in searcher.inner.segment_readers().iter().enumerate() {
            let search = Search::new(self, searcher.fields, segment, number);
            let (documents, worth) = match ranking.as_ref().filter(|_| ranked) {
                Some(ranking) => search.run_ranked(expr, &ranking.wanted)?,
                None => (search.run(expr)?, Vec::new()),
            };
            let mut scores = ranking.as_mut().map(|r| &mut r.scores).filter(|_| ranked);
            let numbers = Numbers::of(segment, self.corpus)?;
            let mut block = Vec::with_capacity(COLLECT_BLOCK_BUFFER_LEN);
            let mut documents = documents.iter();
            for round in 1u32.. {
                block.clear();
                block.extend(documents.by_ref().take(COLLECT_BLOCK_BUFFER_LEN));
                if block.is_empty() {
                    break;
                }
                numbers.each(&block, |document, article| {
                    set.insert(article);
                    if let Some(score) = scores.as_mut().and_then(|s| s.get_mut(article as usize)) {
                        // Every part that is about words weighs all of them: the most is the whole.
                        *score = score.max(worth.get(document as usize).copied().unwrap_or(0.0));
                    }
                });
                if round.is_multiple_of(64) {
                    self.check()?;
                }
            }
        }
        self.ranked = ranking;
        Ok(set)
    }
}

/// The same with every date that is asked for granted; `None` if none is.
fn without_dates(expr: &Expr) -> Option<Expr> {
    let parts = |parts: &[Expr]| {
        let granted: Vec<Option<Expr>> = parts.iter().map(without_dates).collect();
        let any = granted.iter().any(Option::is_some);
        any.then(|| {
            granted.into_iter().zip(parts).map(|(granted, part)| granted.unwrap_or_else(|| part.clone())).collect()
        })
    };
    match expr {
        Expr::Term(Term::Date(_)) => Some(Expr::All),
        Expr::And(all) => parts(all).map(Expr::And),
        Expr::Or(any) => parts(any).map(Expr::Or),
        Expr::All | Expr::Not(_) | Expr::Term(_) => None,
    }
}

/// Whether `expr` is about words in the text alone.
fn is_wordy(expr: &Expr) -> bool {
    match expr {
        Expr::All => false,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(is_wordy),
        Expr::Not(inner) => is_wordy(inner),
        Expr::Term(term) => {
            matches!(term, Term::Word(_) | Term::Title(_) | Term::Phrase(_) | Term::TitlePhrase(_) | Term::Near { .. })
        }
    }
}

fn split(parts: &[Expr]) -> (Vec<Expr>, Vec<&Expr>) {
    let (wordy, others): (Vec<&Expr>, Vec<&Expr>) = parts.iter().partition(|p| is_wordy(p));
    (wordy.into_iter().cloned().collect(), others)
}

fn joined(mut parts: Vec<Expr>, how: fn(Vec<Expr>) -> Expr) -> Option<Expr> {
    if parts.len() > 1 { Some(how(parts)) } else { parts.pop() }
}
