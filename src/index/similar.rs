//! What else is about the same: articles that share names and telling words with one.
//!
//! Names come from the columns, words from the index. Both are added up by article over the whole archive, the rare ones
//! weighing more; what is left for more than a few hundred articles is put in order.

use std::collections::HashMap;

use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, SegmentReader};

use super::error::guarded;
use super::numbers::Numbers;
use super::rank::{rarity, searched};
use super::{IndexError, Searcher};
use crate::corpus::{Article, ArticleNo, Corpus, EntityNo, Kind};
use crate::query::words::tokens;

/// So many are told.
const MOST: usize = 50;
/// So many of those that share most are looked at closely.
const NEAR: usize = 400;
/// An article goes by so many of its rarest names and most telling words.
const NAMES: usize = 40;
const WORDS: usize = 24;
/// Words are counted in so much of a text, bytes.
const TEXT: usize = 64 << 10;
/// What more of the archive than one article in so many has tells little: left out where there is enough else.
const COMMON: u64 = 8;
/// Less than this in common is chance. So much of the words alone is none: measured on the starter corpus.
const LEAST: f32 = 0.06;
const TELLING: f32 = 0.18;
/// A name alone, with less than this of the words, is chance, too.
const SOME: f32 = 0.02;
/// Of more of the archive than one article in so many a name says little, a few articles aside.
const WELL_KNOWN: u32 = 4;
const FEW: u32 = 3;
/// In fewer articles nothing is rare.
const SMALL: u32 = 30;
/// Blocks of postings between two looks at whether they are still wanted.
const ROUND: u32 = 64;

/// An article that is like another.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    pub article: ArticleNo,
    /// The names that both have, the rarest first.
    pub shared: Vec<EntityNo>,
    /// From 0 to 1.
    pub like: f32,
}

/// The articles that are most like one, best first, at most fifty; of those that say the same one only, and none that says
/// the same as itself. `text` is that of the article. Without a searcher its words do not count. `None` if `cancelled`
/// became true meanwhile.
///
/// # Errors
/// If the index cannot be read.
pub fn similar(
    searcher: Option<&Searcher>,
    corpus: &Corpus,
    article: ArticleNo,
    text: &Article,
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Vec<Similar>>, IndexError> {
    let mut names = Weights::of(corpus, article);
    let Some(mut sums) = names.sums(corpus, cancelled) else { return Ok(None) };
    let by_words = match searcher {
        None => Some(None),
        Some(searcher) => guarded(|| words(searcher, corpus, article, text, cancelled))?.map(Some),
    };
    let Some(by_words) = by_words else { return Ok(None) };
    let worded = by_words.is_some();
    if let Some((worth, own)) = by_words {
        // An article is as like itself by its words as can be.
        sums.iter_mut().zip(&worth).for_each(|(sum, worth)| sum[1] = (worth / own).min(1.0));
    }
    if cancelled() {
        return Ok(None);
    }
    let rough = |sum: &[f32; 2]| sum[0] / names.square.max(f32::MIN_POSITIVE) + sum[1];
    let mut best: Vec<(f32, ArticleNo)> =
        sums.iter().zip(0..).map(|(sum, n)| (rough(sum), n)).filter(|(like, n)| *like > 0.0 && *n != article).collect();
    let order = |a: &(f32, ArticleNo), b: &(f32, ArticleNo)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if best.len() > NEAR {
        best.select_nth_unstable_by(NEAR, order);
        best.truncate(NEAR);
    }
    let mut close: Vec<(f32, ArticleNo)> = best
        .into_iter()
        .map(|(_, n)| {
            let [shared, words] = sums.get(n as usize).copied().unwrap_or_default();
            let like = shared / (names.square * names.square_of(corpus, n)).sqrt().max(f32::MIN_POSITIVE);
            ((like.min(1.0) + words) / 2.0, n)
        })
        .collect();
    close.sort_unstable_by(order);
    let own = corpus.family(article);
    let mut met: Vec<u32> = own.into_iter().collect();
    close.retain(|(_, n)| match corpus.family(*n) {
        Some(family) if met.contains(&family) => false,
        family => {
            met.extend(family);
            true
        }
    });
    // Countries and the most common names alone are in every second article: there has to be a telling one, or words.
    let telling = |n: ArticleNo| {
        let words = sums.get(n as usize).map_or(0.0, |sum| sum[1]);
        let some = words >= SOME || !worded || corpus.rows() < SMALL;
        words >= TELLING || (some && names.shared(corpus, n).into_iter().any(|e| is_telling(corpus, e)))
    };
    let least = if corpus.rows() < SMALL { f32::MIN_POSITIVE } else { LEAST };
    close.retain(|(like, n)| *like >= least && telling(*n));
    close.truncate(MOST);
    let told =
        close.into_iter().map(|(like, article)| Similar { article, shared: names.shared(corpus, article), like });
    Ok(Some(told.collect()))
}

/// Whether two articles that name it have more in common than the world they are in.
fn is_telling(corpus: &Corpus, entity: EntityNo) -> bool {
    corpus.kind(entity) != Kind::Country && corpus.rows_of(entity) <= corpus.rows() / WELL_KNOWN + FEW
}

/// What names weigh.
struct Weights {
    /// The article's own, rarest first.
    own: Vec<(EntityNo, f32)>,
    /// Of all names that were met.
    known: HashMap<u32, f32>,
    /// The sum of the squares of its own.
    square: f32,
}

impl Weights {
    fn of(corpus: &Corpus, article: ArticleNo) -> Weights {
        let mut names = Weights { own: Vec::new(), known: HashMap::new(), square: 0.0 };
        let mut own: Vec<EntityNo> = corpus.locals(article).filter(|e| e.0 < corpus.entity_count()).collect();
        own.sort_unstable();
        own.dedup();
        names.own = own.into_iter().map(|e| (e, names.weight(corpus, e))).collect();
        names.own.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        names.own.truncate(NAMES);
        names.square = names.own.iter().map(|(_, weight)| weight * weight).sum();
        names
    }

    fn weight(&mut self, corpus: &Corpus, entity: EntityNo) -> f32 {
        let rows = || rarity(u64::from(corpus.rows_of(entity)), u64::from(corpus.rows()));
        *self.known.entry(entity.0).or_insert_with(rows)
    }

    /// By article: what it shares, squared and added up; beside it nothing yet. Names that most of the archive has are
    /// left out here where there are others.
    fn sums(&self, corpus: &Corpus, cancelled: &dyn Fn() -> bool) -> Option<Vec<[f32; 2]>> {
        let mut sums = vec![[0.0f32; 2]; corpus.len() as usize];
        for (n, (entity, weight)) in self.own.iter().enumerate() {
            let articles = corpus.articles_of(*entity);
            if n >= 3 && articles.len() as u64 > u64::from(corpus.len()) / COMMON {
                break;
            }
            if cancelled() {
                return None;
            }
            for article in articles {
                if let Some(sum) = sums.get_mut(article as usize) {
                    sum[0] += weight * weight;
                }
            }
        }
        Some(sums)
    }

    fn square_of(&mut self, corpus: &Corpus, article: ArticleNo) -> f32 {
        let mut names: Vec<EntityNo> = corpus.locals(article).filter(|e| e.0 < corpus.entity_count()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().take(NAMES).map(|e| self.weight(corpus, e).powi(2)).sum()
    }

    fn shared(&self, corpus: &Corpus, article: ArticleNo) -> Vec<EntityNo> {
        let has = |entity: &EntityNo| corpus.locals(article).any(|e| e == *entity);
        self.own.iter().map(|(entity, _)| *entity).filter(has).collect()
    }
}

/// A telling word, where it stands by segment, and what it weighs.
struct Telling {
    found: Vec<Option<TermInfo>>,
    weight: f32,
}

/// By article what the telling words of one are worth in it; and what they are worth in itself.
fn words(
    searcher: &Searcher,
    corpus: &Corpus,
    article: ArticleNo,
    text: &Article,
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<(Vec<f32>, f32)>, IndexError> {
    let [_, body] = searched(searcher.fields);
    let segments = searcher.inner.segment_readers();
    let mut worth = vec![0.0f32; corpus.len() as usize];
    let Some(telling) = telling(searcher, body, text, cancelled)? else { return Ok(None) };
    for (n, segment) in segments.iter().enumerate() {
        if !add(segment, n, body, &telling, corpus, &mut worth, cancelled)? {
            return Ok(None);
        }
    }
    let all: f32 = telling.iter().map(|word| word.weight).sum();
    let own = worth.get(article as usize).copied().filter(|own| *own > 0.0).unwrap_or(all);
    Ok(Some((worth, own.max(f32::MIN_POSITIVE))))
}

/// The words of a text that say most about it: often here and rare elsewhere.
fn telling(
    searcher: &Searcher,
    body: Field,
    text: &Article,
    cancelled: &dyn Fn() -> bool,
) -> Result<Option<Vec<Telling>>, IndexError> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut left = TEXT;
    let texts = std::iter::once(text.title.as_str()).chain(text.paragraphs.iter().map(|p| p.text.as_str()));
    for text in texts {
        if left == 0 {
            break;
        }
        let text = text.get(..text.floor_char_boundary(left)).unwrap_or("");
        left -= text.len();
        for token in tokens(text).into_iter().filter(|token| token.text.len() > 2) {
            *counts.entry(token.text.into_owned()).or_insert(0) += 1;
        }
    }
    let segments = searcher.inner.segment_readers();
    let all = searcher.inner.num_docs();
    let mut telling: Vec<(f32, String, Telling)> = Vec::new();
    for (n, (word, times)) in counts.into_iter().enumerate() {
        if n.is_multiple_of(64) && cancelled() {
            return Ok(None);
        }
        let term = tantivy::Term::from_field_text(body, &word);
        let mut found = Vec::with_capacity(segments.len());
        for segment in segments {
            found.push(segment.inverted_index(body)?.get_term_info(&term)?);
        }
        let holding: u64 = found.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
        if holding < 2 || (all >= 50 && holding > all / COMMON) {
            continue;
        }
        let weight = rarity(holding, all);
        telling.push((weight * (1.0 + (times as f32).ln()), word, Telling { found, weight }));
    }
    telling.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    telling.truncate(WORDS);
    Ok(Some(telling.into_iter().map(|(_, _, telling)| telling).collect()))
}

/// Adds what the words are worth in the articles of a segment. False if `cancelled` became true meanwhile.
fn add(
    segment: &SegmentReader,
    number: usize,
    body: Field,
    telling: &[Telling],
    corpus: &Corpus,
    worth: &mut [f32],
    cancelled: &dyn Fn() -> bool,
) -> Result<bool, IndexError> {
    let index = segment.inverted_index(body)?;
    let mut sums = vec![0.0f32; segment.max_doc() as usize];
    for word in telling {
        let Some(Some(info)) = word.found.get(number) else { continue };
        let mut postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        for round in 1u32.. {
            if postings.docs().is_empty() {
                break;
            }
            for (document, times) in postings.docs().iter().zip(postings.freqs()) {
                if let Some(sum) = sums.get_mut(*document as usize) {
                    // Often is more than once, but not by much.
                    *sum += word.weight * *times as f32 / (*times as f32 + 1.0);
                }
            }
            postings.advance();
            if round.is_multiple_of(ROUND) && cancelled() {
                return Ok(false);
            }
        }
    }
    let numbers = Numbers::of(segment, corpus)?;
    let mut documents = sums.iter().zip(0u32..).filter(|(sum, _)| **sum > 0.0).map(|(_, document)| document);
    let mut block = Vec::with_capacity(COLLECT_BLOCK_BUFFER_LEN);
    loop {
        block.clear();
        block.extend(documents.by_ref().take(COLLECT_BLOCK_BUFFER_LEN));
        if block.is_empty() {
            return Ok(!cancelled());
        }
        numbers.each(&block, |document, article| {
            let sum = sums.get(document as usize).copied().unwrap_or(0.0);
            if let Some(worth) = worth.get_mut(article as usize) {
                *worth = sum;
            }
        });
    }
}
