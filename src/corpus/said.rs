//! Who is quoted where, and whom the quotes are about, so that quotes are listed without reading an article.
//!
//! Of each quote in the order of [`Annotations::quotes`]: who says it, how sure that is, whom it names, and a hash of
//! its words by which one told twice is known. The words themselves are the article's. People are told by their places
//! in [`Annotations::locals`], which a refresh leaves as they are: so these bytes are taken over as they stand, while
//! entities are numbered anew. `speaker + 1, confidence, about, each: place`, LEB128, then the hash in five bytes.

use super::image::Section;
use super::varint::{count, number, put};
use super::{Annotations, ArticleNo, Corpus, EntityNo, Mention};
use crate::text::shingles::words_hash;

/// Bytes of a hash.
const HASH: usize = 5;
/// Bytes of the shortest entry.
const LEAST: usize = 3 + HASH;

/// Where a quote is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteRef {
    pub article: ArticleNo,
    /// In the article's [`Annotations::quotes`].
    pub index: u32,
    /// Nobody where nobody is named or the one who is named is hidden.
    pub speaker: Option<EntityNo>,
    /// In percent, see [`super::Quote::confidence`].
    pub confidence: u8,
}

/// Appends what is quoted in an article.
pub fn pack(found: &Annotations, out: &mut Vec<u8>) {
    if found.quotes.is_empty() {
        return;
    }
    let named = named(found);
    for quote in &found.quotes {
        put(out, quote.speaker.map_or(0, |s| found.local_no(s.kind, s.index) as u32 + 1));
        put(out, u32::from(quote.confidence));
        let first = named.partition_point(|(m, _)| (m.paragraph, m.span.start) < (quote.paragraph, quote.span.start));
        let within = |m: &Mention| m.paragraph == quote.paragraph && m.span.start < quote.span.end;
        let from = named.get(first..).unwrap_or(&[]).iter().take_while(|(m, _)| within(m));
        let mut about: Vec<u32> = from.filter(|(m, _)| quote.span.contains(m.span)).map(|(_, place)| *place).collect();
        about.sort_unstable();
        about.dedup();
        put(out, about.len() as u32);
        about.iter().for_each(|place| put(out, *place));
        out.extend(words_hash(&quote.text).to_le_bytes().iter().take(HASH));
    }
}

/// All mentions in reading order, with the places of those they name.
fn named(found: &Annotations) -> Vec<(Mention, u32)> {
    let mut named = Vec::new();
    for (local, place) in found.locals().zip(0..) {
        named.extend(found.mentions(local.kind, local.index).into_iter().map(|m| (m, place)));
    }
    named.sort_unstable_by_key(|(m, place)| (m.paragraph, m.span.start, *place));
    named
}

/// An entry unpacked.
struct Packed<'a> {
    /// Its place plus one, 0 for nobody.
    speaker: u32,
    confidence: u8,
    about: &'a [u8],
    hash: u64,
}

/// Takes an entry from the front of `bytes`; what is cut short is none.
fn take<'a>(bytes: &mut &'a [u8]) -> Option<Packed<'a>> {
    if bytes.len() < LEAST {
        return None;
    }
    let speaker = number(bytes);
    let confidence = number(bytes).min(100) as u8;
    let places = count(bytes);
    let about = *bytes;
    (0..places).for_each(|_| _ = number(bytes));
    let about = about.get(..about.len() - bytes.len())?;
    let (hash, rest) = bytes.split_at_checked(HASH)?;
    *bytes = rest;
    let hash = hash.iter().rev().fold(0, |hash, byte| hash << 8 | u64::from(*byte));
    Some(Packed { speaker, confidence, about, hash })
}

/// The places that `bytes` tell.
fn places(mut bytes: &[u8]) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || (!bytes.is_empty()).then(|| number(&mut bytes)))
}

/// How many quotes are by each entity, and about it.
pub(super) struct Counts(Vec<[u32; 2]>);

impl Counts {
    pub fn new(entities: usize) -> Counts {
        Counts(vec![[0; 2]; entities])
    }

    /// The quotes of one article; `entity` tells the number of a place.
    pub fn add(&mut self, bytes: &[u8], entity: &dyn Fn(u32) -> Option<u32>) {
        let mut bytes = bytes;
        let mut about = Vec::new();
        while let Some(packed) = take(&mut bytes) {
            let speaker = packed.speaker.checked_sub(1).and_then(entity);
            self.raise(speaker, 0);
            about.clear();
            about.extend(places(packed.about).filter_map(entity));
            about.sort_unstable();
            about.dedup();
            about.iter().for_each(|entity| self.raise(Some(*entity), 1));
        }
    }

    fn raise(&mut self, entity: Option<u32>, which: usize) {
        if let Some(count) = entity.and_then(|e| self.0.get_mut(e as usize)) {
            count[which] += 1;
        }
    }

    pub fn numbers(self) -> impl Iterator<Item = u32> {
        self.0.into_iter().flatten()
    }
}

/// A quote as the columns know it.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    corpus: &'a Corpus,
    pub quote: QuoteRef,
    about: &'a [u8],
    /// Two quotes with the same words have the same; forty bits.
    pub words: u64,
}

impl Said<'_> {
    /// Whom the words between its marks name; one may come twice.
    pub fn about(&self) -> impl Iterator<Item = EntityNo> {
        places(self.about).filter_map(|place| self.corpus.local(self.quote.article, place))
    }

    /// Whether it names one of these.
    pub fn names(&self, entities: &[EntityNo]) -> bool {
        self.about().any(|e| entities.contains(&e))
    }

    pub fn is_about(&self, entity: EntityNo) -> bool {
        self.about().any(|e| e == entity)
    }
}

impl Corpus {
    /// What is quoted in an article, in the order of [`Annotations::quotes`].
    pub fn said_in(&self, article: ArticleNo) -> impl Iterator<Item = Said<'_>> {
        let mut bytes = self.packed_quotes(article);
        let packed = std::iter::from_fn(move || take(&mut bytes));
        packed.zip(0..).map(move |(packed, index)| {
            let speaker = packed.speaker.checked_sub(1).and_then(|place| self.local(article, place));
            let quote = QuoteRef { article, index, speaker, confidence: packed.confidence };
            Said { corpus: self, quote, about: packed.about, words: packed.hash }
        })
    }

    /// The quotes of an article, in the order of [`Annotations::quotes`].
    pub fn quotes_of(&self, article: ArticleNo) -> impl ExactSizeIterator<Item = QuoteRef> + use<> {
        self.said_in(article).map(|said| said.quote).collect::<Vec<_>>().into_iter()
    }

    /// What the entity says, newest first. How many that are is known without going through them.
    pub fn quotes_by(&self, entity: EntityNo) -> impl ExactSizeIterator<Item = QuoteRef> {
        let all = self.said_by(entity).flat_map(|article| self.said_in(article));
        let by = all.map(|said| said.quote).filter(move |quote| quote.speaker == Some(entity));
        Counted { left: self.quote_count(entity, 0), quotes: by }
    }

    /// The quotes that name the entity, newest first. How many that are is known without going through them.
    pub fn quotes_about(&self, entity: EntityNo) -> impl ExactSizeIterator<Item = QuoteRef> {
        let all = self.articles_of(entity).flat_map(|article| self.said_in(article));
        let about = all.filter(move |said| said.is_about(entity)).map(|said| said.quote);
        Counted { left: self.quote_count(entity, 1), quotes: about }
    }

    fn quote_count(&self, entity: EntityNo, which: u32) -> usize {
        let count = self.u32(Section::QuoteCounts, entity.0.saturating_mul(2).saturating_add(which)) as usize;
        // A damaged file may say anything, and by this memory is asked for.
        count.min(self.section(Section::Quotes).len() / LEAST)
    }

    /// The entity at a place of the article's; nobody if hidden.
    fn local(&self, article: ArticleNo, place: u32) -> Option<EntityNo> {
        let at = self.u32(Section::LocalAt, article).checked_add(place)?;
        let own = at < self.u32(Section::LocalAt, article.checked_add(1)?);
        own.then(|| EntityNo(self.u32(Section::Locals, at))).filter(|e| e.0 < self.entity_count())
    }

    /// What [`pack`] made of the article's quotes.
    pub fn packed_quotes(&self, article: ArticleNo) -> &[u8] {
        let at = |n| self.u32(Section::QuoteAt, n) as usize;
        let end = article.checked_add(1).map_or(0, at);
        self.section(Section::Quotes).get(at(article)..end).unwrap_or(&[])
    }
}

/// Quotes that were counted before.
struct Counted<I> {
    left: usize,
    quotes: I,
}

impl<I: Iterator<Item = QuoteRef>> Iterator for Counted<I> {
    type Item = QuoteRef;

    fn next(&mut self) -> Option<QuoteRef> {
        let next = self.quotes.next().filter(|_| self.left > 0);
        self.left = if next.is_some() { self.left - 1 } else { 0 };
        next
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<I: Iterator<Item = QuoteRef>> ExactSizeIterator for Counted<I> {}

#[cfg(test)]
mod tests {
    use super::super::{Builder, CountryCode, CountryMentions, Entity, Entry, Kind, Named, Quote, Speaker, Via};
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    fn entity(kind: Kind, name: &str, hidden: bool) -> Entity {
        let name = name.to_string();
        Entity { kind, key: name.clone(), name, code: String::new(), spellings: vec![], roles: vec![], hidden }
    }

    fn mention(paragraph: u32, start: u32, end: u32) -> Mention {
        Mention { paragraph: Some(paragraph), span: Span { start, end } }
    }

    fn quote(text: &str, speaker: Option<(Kind, u32)>, paragraph: u32, start: u32, end: u32) -> Quote {
        Quote {
            text: text.into(),
            speaker: speaker.map(|(kind, index)| Speaker { kind, index }),
            cue: None,
            confidence: 90,
            paragraph: Some(paragraph),
            span: Span { start, end },
        }
    }

    /// Macron speaks of France and Rubio; someone says what he said; Rubio is named beside a quote.
    fn found() -> Annotations {
        let named = |name: &str, mentions: Vec<Mention>| Named { name: name.into(), mentions, ..Named::default() };
        Annotations {
            people: vec![
                named("Macron", vec![mention(0, 0, 6)]),
                named("Rubio", vec![mention(0, 40, 45), mention(1, 50, 55)]),
            ],
            countries: vec![CountryMentions {
                code: CountryCode(*b"FR"),
                name: "France".into(),
                mentions: vec![(mention(0, 20, 26), Via::Name), (mention(0, 30, 36), Via::Name)],
            }],
            quotes: vec![
                quote("France, France and Rubio.", Some((Kind::Person, 0)), 0, 20, 46),
                quote("“FRANCE, france” and Rubio", None, 1, 0, 26),
                quote("Not one word", Some((Kind::Person, 1)), 1, 60, 70),
            ],
            ..Annotations::default()
        }
    }

    /// The same article twice, its people in another order among the entities, the second with one hidden.
    fn corpus(hidden: bool) -> Corpus {
        let mut builder = Builder::new(vec![
            entity(Kind::Country, "France", false),
            entity(Kind::Person, "Macron", false),
            entity(Kind::Person, "Rubio", hidden),
        ]);
        let mut quotes = Vec::new();
        pack(&found(), &mut quotes);
        for serial in 0..2 {
            let (entities, quotes) = (vec![1, 2, 0], quotes.clone());
            builder.push(Entry { serial, entities, speakers: vec![0, 1], quotes, ..Entry::default() });
        }
        Corpus::open(builder.freeze()).unwrap()
    }

    #[test]
    fn quotes_are_found_by_who_says_them_and_by_whom_they_name() {
        let c = corpus(false);
        c.verify().unwrap();
        let who = |name| (0..c.entity_count()).map(EntityNo).find(|e| c.name(*e) == name).unwrap();
        let at = |quotes: &mut dyn ExactSizeIterator<Item = QuoteRef>| {
            let len = quotes.len();
            let list: Vec<_> = quotes.map(|q| (q.article, q.index)).collect();
            assert_eq!(list.len(), len);
            list
        };
        assert_eq!(at(&mut c.quotes_by(who("Macron"))), [(0, 0), (1, 0)]);
        assert_eq!(at(&mut c.quotes_by(who("Rubio"))), [(0, 2), (1, 2)]);
        assert_eq!(at(&mut c.quotes_by(who("France"))), []);
        assert_eq!(at(&mut c.quotes_about(who("France"))), [(0, 0), (1, 0)], "named twice in one quote");
        assert_eq!(at(&mut c.quotes_about(who("Rubio"))), [(0, 0), (1, 0)], "not the quote he stands beside");
        assert_eq!(at(&mut c.quotes_about(who("Macron"))), []);
        assert_eq!(at(&mut c.quotes_of(1)), [(1, 0), (1, 1), (1, 2)]);
        let speakers: Vec<_> = c.quotes_of(0).map(|q| q.speaker.map(|e| c.name(e))).collect();
        assert_eq!(speakers, [Some("Macron"), None, Some("Rubio")]);
        let words: Vec<_> = c.said_in(0).map(|s| s.words).collect();
        assert!(words[0] == words[1] && words[0] != words[2], "marks and case do not count");
        assert_eq!((c.quotes_of(9).len(), c.quotes_of(u32::MAX).len()), (0, 0));
        assert_eq!(c.quotes_by(EntityNo(u32::MAX)).len(), 0);
    }

    #[test]
    fn who_is_hidden_says_nothing_and_is_not_spoken_of() {
        let c = corpus(true);
        assert_eq!(c.quotes_of(0).map(|q| q.speaker.is_some()).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(c.said_in(0).map(|s| s.about().count()).collect::<Vec<_>>(), [1, 0, 0]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(quotes in prop::collection::vec(any::<u8>(), 0..64), entities in prop::collection::vec(0u32..4, 0..4)) {
            let mut builder = Builder::new((0..4).map(|_| entity(Kind::Person, "P", false)).collect());
            builder.push(Entry { entities, speakers: vec![0], quotes, ..Entry::default() });
            let c = Corpus::open(builder.freeze()).unwrap();
            let all: Vec<QuoteRef> = c.quotes_of(0).collect();
            for e in (0..c.entity_count()).map(EntityNo) {
                prop_assert!(c.quotes_by(e).count() <= all.iter().filter(|q| q.speaker == Some(e)).count());
                prop_assert_eq!(c.quotes_about(e).len(), c.said_in(0).filter(|s| s.is_about(e)).count());
            }
        }
    }
}
