//! Answering: an expression as a set of articles, put in order and counted.

use tantivy::schema::Field;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, SegmentReader};

use super::error::guarded;
use super::positions::{self, How};
use super::stem::Stems;
use super::{IndexError, Searcher, order, rank, terms};
use crate::corpus::{Bits, Corpus, EntityNo, Kind, Marks};
use crate::query::words::wanted;
use crate::query::{Answer, By, Expr, Request, Status, Term};
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
        let mut selection = Selection { searcher: self, corpus, marks, stems: Stems::default(), cancelled };
        guarded(|| match selection.answer(request) {
            Ok(answer) => Ok(Some(answer)),
            Err(Stop::Cancelled) => Ok(None),
            Err(Stop::Failed(error)) => Err(error),
        })
    }
}

pub(super) struct Selection<'a> {
    pub searcher: &'a Searcher,
    pub corpus: &'a Corpus,
    pub marks: &'a Marks,
    pub stems: Stems,
    pub cancelled: &'a dyn Fn() -> bool,
}

impl Selection<'_> {
    fn answer(&mut self, request: &Request) -> Result<Answer, Stop> {
        let set = self.expr(&request.expr)?;
        self.check()?;
        let scores = match request.order.by {
            By::Relevance => rank::scores(self, &request.expr, &set)?,
            _ => None,
        };
        self.check()?;
        let articles = order::sorted(self.corpus, &set, request.order, scores.as_deref());
        self.check()?;
        Ok(Answer { articles, counts: self.corpus.count(&set) })
    }

    /// To be called between any two things that take time.
    pub fn check(&self) -> Result<(), Stop> {
        if (self.cancelled)() { Err(Stop::Cancelled) } else { Ok(()) }
    }

    fn none(&self) -> Bits {
        Bits::none(self.corpus.len())
    }

    fn expr(&mut self, expr: &Expr) -> Result<Bits, Stop> {
        self.check()?;
        if is_wordy(expr) {
            return self.of_words(expr);
        }
        match expr {
            Expr::All => Ok(Bits::all(self.corpus.len())),
            Expr::And(parts) => {
                let (wordy, others) = split(parts);
                // Columns first: they are cheap, and may leave nothing to search for.
                let mut set = Bits::all(self.corpus.len());
                for part in others {
                    set.and(&self.expr(part)?);
                    if set.is_empty() {
                        return Ok(set);
                    }
                }
                if let Some(wordy) = joined(wordy, Expr::And) {
                    set.and(&self.expr(&wordy)?);
                }
                Ok(set)
            }
            Expr::Or(parts) => {
                let (wordy, others) = split(parts);
                let mut set = self.none();
                for part in others {
                    set.or(&self.expr(part)?);
                }
                if let Some(wordy) = joined(wordy, Expr::Or) {
                    set.or(&self.expr(&wordy)?);
                }
                Ok(set)
            }
            Expr::Not(inner) => {
                let mut set = self.expr(inner)?;
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
                self.of_words(&Expr::Term(term.clone()))
            }
            Term::Entity(kind, text) => {
                Ok(self.articles(corpus.resolve(*kind, text), |c, e, set| c.articles_of(e).for_each(|a| set.insert(a))))
            }
            Term::Said(text) => {
                let speakers = Kind::ALL.into_iter().flat_map(|kind| corpus.resolve(kind, text)).collect();
                Ok(self.articles(speakers, |c, e, set| c.said_by(e).for_each(|a| set.insert(a))))
            }
            Term::Source(text) => Ok(self.of_source(text)),
            Term::Tag(text) => {
                let wanted = fold(text);
                let mut set = self.none();
                self.marks.tags.iter().filter(|(tag, _)| fold(tag) == wanted).for_each(|(_, bits)| set.or(bits));
                Ok(set)
            }
            Term::Date(range) => Ok(Bits::from_numbers(corpus.len(), corpus.dated(range.first, range.last))),
            Term::Undated => {
                let dated = corpus.dated(None, None);
                Ok(Bits::from_numbers(corpus.len(), dated.end..corpus.len()))
            }
            Term::Is(status) => {
                let mut set = self.none();
                set.or(if *status == Status::Starred { &self.marks.starred } else { &self.marks.read });
                if *status == Status::Unread {
                    set.complement();
                }
                Ok(set)
            }
        }
    }

    fn articles(&self, entities: Vec<EntityNo>, put: impl Fn(&Corpus, EntityNo, &mut Bits)) -> Bits {
        let mut set = self.none();
        entities.into_iter().for_each(|e| put(self.corpus, e, &mut set));
        set
    }

    /// Articles from the sources whose names hold all the words, or, if there are none, begin them.
    fn of_source(&self, text: &str) -> Bits {
        let words = wanted(text);
        let matching = |fits: fn(&str, &str) -> bool| -> Vec<u32> {
            let holds = |name: &str| {
                let name = wanted(name);
                words.iter().all(|w| name.iter().any(|n| fits(n, w)))
            };
            self.corpus.sources().zip(0..).filter(|(name, _)| holds(name)).map(|(_, n)| n).collect()
        };
        let mut sources = matching(|name, word| name == word);
        if sources.is_empty() {
            sources = matching(|name, word| name.starts_with(word));
        }
        let from = |article: &u32| sources.binary_search(&self.corpus.source_no(*article)).is_ok();
        Bits::from_numbers(self.corpus.len(), (0..self.corpus.len()).filter(from))
    }

    /// The articles for which `expr`, which is about words alone, is true. Worked out segment by segment in its own
    /// documents; only what is left at the end is looked up among the articles.
    fn of_words(&mut self, expr: &Expr) -> Result<Bits, Stop> {
        let mut set = self.none();
        for segment in self.searcher.inner.segment_readers() {
            let documents = self.documents(expr, segment)?;
            let numbers = Numbers::of(segment, self.corpus)?;
            let mut block = Vec::with_capacity(COLLECT_BLOCK_BUFFER_LEN);
            let mut documents = documents.iter();
            for round in 1u32.. {
                block.clear();
                block.extend(documents.by_ref().take(COLLECT_BLOCK_BUFFER_LEN));
                if block.is_empty() {
                    break;
                }
                numbers.put(&block, &mut set);
                if round.is_multiple_of(64) {
                    self.check()?;
                }
            }
        }
        Ok(set)
    }

    /// The documents of a segment for which `expr` is true; removed ones may be among them.
    fn documents(&mut self, expr: &Expr, segment: &SegmentReader) -> Result<Bits, Stop> {
        self.check()?;
        let range = segment.max_doc();
        match expr {
            Expr::And(parts) => {
                let mut set = Bits::all(range);
                for part in parts {
                    set.and(&self.documents(part, segment)?);
                    if set.is_empty() {
                        break;
                    }
                }
                Ok(set)
            }
            Expr::Or(parts) => {
                let mut set = Bits::none(range);
                for part in parts {
                    set.or(&self.documents(part, segment)?);
                }
                Ok(set)
            }
            Expr::Not(inner) => {
                let mut set = self.documents(inner, segment)?;
                set.complement();
                Ok(set)
            }
            Expr::All => Ok(Bits::all(range)),
            Expr::Term(term) => self.holding(term, segment),
        }
    }

    /// The documents of a segment in which a term about words holds.
    fn holding(&mut self, term: &Term, segment: &SegmentReader) -> Result<Bits, Stop> {
        let fields = self.searcher.fields;
        let title_only = matches!(term, Term::Title(_) | Term::TitlePhrase(_));
        let searched: &[Field] = if title_only { &[fields.title] } else { &[fields.title, fields.body] };
        let mut set = Bits::none(segment.max_doc());
        for field in searched {
            let index = segment.inverted_index(*field)?;
            let standing = |words: &[String], how| positions::documents(segment, *field, words, how, self.cancelled);
            match term {
                Term::Word(word) | Term::Title(word) => {
                    let words = terms::matching(&index, *field, word, &mut self.stems)?;
                    self.check()?;
                    terms::documents(segment, &index, &words, &mut set)?;
                }
                Term::Phrase(words) | Term::TitlePhrase(words) => match words.as_slice() {
                    [word] => terms::documents(segment, &index, &terms::exactly(&index, *field, word)?, &mut set)?,
                    words => standing(words, How::Row)?.into_iter().for_each(|d| set.insert(d)),
                },
                Term::Near { distance, words } => {
                    standing(words, How::Near(*distance))?.into_iter().for_each(|d| set.insert(d));
                }
                _ => {}
            }
            self.check()?;
        }
        Ok(set)
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

/// From a segment's documents to the corpus's articles, through the column of serials.
pub(super) struct Numbers<'a> {
    segment: &'a SegmentReader,
    corpus: &'a Corpus,
    serials: tantivy::columnar::Column<u64>,
}

impl<'a> Numbers<'a> {
    pub fn of(segment: &'a SegmentReader, corpus: &'a Corpus) -> Result<Numbers<'a>, IndexError> {
        Ok(Numbers { segment, corpus, serials: segment.fast_fields().u64("serial")? })
    }

    /// The article of a document; `None` for one that was removed or came after the corpus was made.
    pub fn article(&self, document: DocId) -> Option<u32> {
        if self.segment.is_deleted(document) {
            return None;
        }
        self.number(self.serials.first(document))
    }

    /// At most [`COLLECT_BLOCK_BUFFER_LEN`] documents at once.
    pub fn put(&self, documents: &[DocId], set: &mut Bits) {
        let mut serials = [None; COLLECT_BLOCK_BUFFER_LEN];
        let Some(serials) = serials.get_mut(..documents.len()) else { return };
        self.serials.first_vals(documents, serials);
        for (document, serial) in documents.iter().zip(serials) {
            if let Some(article) = self.number(*serial)
                && !self.segment.is_deleted(*document)
            {
                set.insert(article);
            }
        }
    }

    fn number(&self, serial: Option<u64>) -> Option<u32> {
        self.corpus.by_serial(u32::try_from(serial?).ok()?)
    }
}
