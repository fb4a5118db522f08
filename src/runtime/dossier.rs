//! What the page of a name shows beyond what stands in the corpus: worked out here, because it may take a while.

use std::sync::Arc;

use crate::app::entity::dossier::{CLOSEST, Dossier, Quoted, Quotes};
use crate::corpus::{Among, Annotations, Article, ArticleNo, Bits, Corpus, Counts, EntityNo, QuoteRef};
use crate::query::Hit;

/// The sparkline has no more parts.
const PARTS: usize = 120;
/// So many quotes are read, each way.
const QUOTES: usize = 12;
/// No more of a quote is shown, in characters.
const LONGEST: usize = 600;
/// Fewer words say little by themselves.
const WORDS: usize = 4;
/// Below this it is not sure that it was said at all, or by whom.
const SURE: u8 = 65;

/// Reads an article.
pub type Read<'a> = &'a dyn Fn(ArticleNo) -> Option<(Arc<Article>, Arc<Annotations>)>;

/// All about an entity. `None` if `stale` became true meanwhile.
pub fn of(corpus: &Corpus, entity: EntityNo, read: Read, stale: &dyn Fn() -> bool) -> Option<Dossier> {
    let among = Among { set: None, counts: &Counts::whole(), rows: corpus.rows() };
    let with = corpus.associates(entity, among, CLOSEST, stale)?;
    let rows = corpus.fold(Bits::from_numbers(corpus.len(), corpus.articles_of(entity)), None, stale)?;
    let over_time = corpus.sparks(&[entity], &rows, PARTS, stale)?.into_iter().next().unwrap_or_default();
    let by = quotes(corpus, &mut corpus.quotes_by(entity), read, stale)?;
    let about = quotes(corpus, &mut corpus.quotes_about(entity), read, stale)?;
    Some(Dossier { with, over_time, by, about })
}

/// The newest of some quotes, each once however often it was told; scraps only where there is nothing else.
fn quotes(
    corpus: &Corpus,
    all: &mut dyn ExactSizeIterator<Item = QuoteRef>,
    read: Read,
    stale: &dyn Fn() -> bool,
) -> Option<Quotes> {
    let mut quotes = Quotes { count: all.len(), newest: Vec::new() };
    let mut scraps = Vec::new();
    let mut told = std::collections::HashSet::new();
    // What is told again and again, or is not sure, is passed by, but not for ever.
    for quote in all.filter(|quote| quote.confidence >= SURE).take(4 * QUOTES) {
        if quotes.newest.len() >= QUOTES {
            break;
        }
        if stale() {
            return None;
        }
        let said = corpus.said_in(quote.article).nth(quote.index as usize);
        if !said.is_some_and(|said| told.insert(said.words)) {
            continue;
        }
        let Some((_, found)) = read(quote.article) else { continue };
        let Some(words) = found.quotes.get(quote.index as usize) else { continue };
        let text = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.chars().take(LONGEST).collect();
        let hit = Hit { paragraph: words.paragraph, span: words.span };
        let scrap = words.text.split_whitespace().nth(WORDS - 1).is_none();
        let list = if scrap { &mut scraps } else { &mut quotes.newest };
        list.push(Quoted { article: quote.article, hit, text, speaker: quote.speaker });
    }
    if quotes.newest.is_empty() {
        scraps.truncate(QUOTES);
        quotes.newest = scraps;
    }
    Some(quotes)
}
