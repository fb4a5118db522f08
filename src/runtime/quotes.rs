//! Quotes filed: from the columns alone; only where words are looked for are articles read, a part of them at a time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::perform::Desk;
use crate::app::Message;
use crate::app::quotes::{Asked, Filed, Place, Who, Words, marks, needles};
use crate::corpus::{ArticleNo, Bits, Corpus, EntityNo, QuoteSet, Quoted, Said, Side};
use crate::library::Snapshot;
use crate::query::{Expr, Hit, How, Order, Request, Term, Word};

/// Articles are read for so long before what was found is shown.
const PART: Duration = Duration::from_millis(60);
/// Words shorter than this stand in too many articles to be worth looking up.
const SHORT: usize = 3;

/// Quotes with all of some words, as far as they are found.
#[derive(Default)]
pub(super) struct Search {
    text: String,
    needles: Vec<String>,
    /// Among which articles they are looked for; `None` is all.
    selected: Option<Arc<Bits>>,
    /// Those to be read, in the order in which they lie on the disk.
    articles: Vec<ArticleNo>,
    read: usize,
    found: Vec<Place>,
}

impl Search {
    fn is(&self, text: &str, selected: &Option<Arc<Bits>>) -> bool {
        let same = match (&self.selected, selected) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && self.text == text
    }

    fn is_done(&self) -> bool {
        self.read >= self.articles.len()
    }
}

impl Desk {
    /// Speakers, and what one of them said and what was said about him, among the articles selected last.
    pub(super) fn file_quotes(&mut self, generation: u64, asked: &Asked, stale: &dyn Fn() -> bool) -> Option<Message> {
        let corpus = self.corpus();
        let about = (!asked.about.is_empty()).then(|| corpus.resolve_any(&asked.about));
        let wordy = !needles(&asked.words).is_empty();
        if wordy {
            self.look_for(&asked.words, stale)?;
        }
        let among = match &self.last.answer.all {
            _ if wordy => QuoteSet::Places(&self.search.found),
            selected => QuoteSet::Articles(selected.as_deref()),
        };
        let keep = |said: &Said<'_>| about.as_ref().is_none_or(|about| said.names(about));
        let mut speakers: Option<Vec<(Who, u32)>> = None;
        if asked.speakers || asked.who == Who::First {
            let mut all = corpus.speakers(among, &keep, stale)?;
            // Who is asked for is shown, even if there is nothing that he says.
            if let Who::Of(entity) = asked.who
                && !all.iter().any(|(speaker, _)| *speaker == Some(entity))
            {
                let nobody = all.partition_point(|(speaker, _)| speaker.is_some());
                all.insert(nobody, (Some(entity), 0));
            }
            let count = all.iter().fold(0u32, |sum, (_, count)| sum.saturating_add(*count));
            let everybody = (count > 0).then_some((Who::Everybody, count)).into_iter();
            speakers = Some(everybody.chain(all.into_iter().map(|(speaker, count)| (who(speaker), count))).collect());
        }
        let first =
            || speakers.iter().flatten().find(|(who, _)| *who != Who::Everybody).map_or(Who::First, |(who, _)| *who);
        let who = if asked.who == Who::First { first() } else { asked.who };
        let shelf = |side: Option<Side>| -> Option<Arc<[Quoted]>> {
            let Some(side) = side else { return Some(Arc::default()) };
            Some(corpus.quoted(among, side, &keep, stale)?.into())
        };
        let (by, of) = match who {
            Who::First => (None, None),
            Who::Everybody => (Some(Side::All), None),
            Who::Nobody => (Some(Side::By(None)), None),
            Who::Of(entity) => (Some(Side::By(Some(entity))), Some(Side::About(entity))),
        };
        let shelves = [shelf(by)?, shelf(of)?];
        let progress = (self.search.read as u64, self.search.articles.len() as u64);
        let reading = (wordy && !self.search.is_done()).then_some(progress);
        let filed = Filed { speakers: speakers.map(Into::into), who, shelves, reading };
        Some(Message::Quotes { generation, corpus, filed })
    }

    /// Looks for quotes with all the words of `text` for a while. `None` if nobody waits for it any more.
    fn look_for(&mut self, text: &str, stale: &dyn Fn() -> bool) -> Option<()> {
        let until = Instant::now() + PART;
        let (corpus, snapshot) = (self.corpus(), Arc::clone(&self.snapshot));
        if !self.search.is(text, &self.last.answer.all) {
            let needles = needles(text);
            let mut articles = candidates(&snapshot, &needles, self.last.answer.all.as_deref(), stale)?;
            articles.sort_by_cached_key(|article| corpus.serial(*article));
            let (text, selected) = (text.to_string(), self.last.answer.all.clone());
            self.search = Search { text, needles, selected, articles, ..Search::default() };
        }
        let search = &mut self.search;
        while let Some(article) = search.articles.get(search.read).copied() {
            if stale() {
                return None;
            }
            search.read += 1;
            // One that cannot be read is passed by: there are others, and to open it says why.
            let loaded = snapshot.load(article).ok().flatten();
            let quotes = loaded.iter().flat_map(|(_, found)| (0..).zip(&found.quotes));
            let with = quotes.filter(|(_, quote)| marks(&quote.text, &search.needles).is_some());
            search.found.extend(with.map(|(index, _)| (article, index)));
            if Instant::now() > until {
                break;
            }
        }
        search.found.sort_unstable();
        Some(())
    }

    /// The words of quotes; those of articles that have gone are left out.
    pub(super) fn quote_words(&self, quotes: &[Place]) -> Message {
        let words = |place: &Place| {
            let (_, found) = self.article(place.0).ok()??;
            let quote = found.quotes.get(place.1 as usize)?;
            let hit = Hit { paragraph: quote.paragraph, span: quote.span };
            Some((*place, Words { text: quote.text.as_str().into(), hit }))
        };
        Message::QuoteWords { corpus: self.corpus(), words: quotes.iter().filter_map(words).collect() }
    }
}

fn who(speaker: Option<EntityNo>) -> Who {
    speaker.map_or(Who::Nobody, Who::Of)
}

/// The articles of a selection that have quotes, and all the words somewhere. `None` if `stale` became true meanwhile.
fn candidates(
    snapshot: &Snapshot,
    needles: &[String],
    selected: Option<&Bits>,
    stale: &dyn Fn() -> bool,
) -> Option<Vec<ArticleNo>> {
    let corpus: &Corpus = &snapshot.corpus;
    let long = needles.iter().filter(|word| word.chars().count() >= SHORT);
    let terms: Vec<Expr> =
        long.map(|word| Expr::Term(Term::Word(Word { text: word.clone(), how: How::Prefix }))).collect();
    let mut set = selected.cloned().unwrap_or_else(|| Bits::all(corpus.len()));
    if !terms.is_empty() {
        let request = Request { expr: Expr::And(terms), order: Order::default(), unfold: true };
        let marks = crate::corpus::Marks::none(corpus.len());
        // Without an index the words are looked for in all of them.
        if let Ok(answer) = snapshot.select(&marks, &request, stale)
            && let Some(all) = &answer?.all
        {
            set.and(all);
        }
    }
    Some(set.iter().filter(|article| !corpus.packed_quotes(*article).is_empty()).collect())
}
