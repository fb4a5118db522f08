//! The quotes of some articles, filed by who says them: from the columns alone, and the same words by one speaker once.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{ArticleNo, Bits, Corpus, EntityNo, QuoteRef, Said};

/// Which quotes are looked at.
#[derive(Clone, Copy)]
pub enum QuoteSet<'a> {
    /// Those of these articles; of all where there is no set.
    Articles(Option<&'a Bits>),
    /// These, by article and place in it, rising.
    Places(&'a [(ArticleNo, u32)]),
}

/// A quote, and how many other articles have the same words by the same speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The newest of them.
    pub quote: QuoteRef,
    pub more: u32,
}

/// Which of its quotes an entity is asked for; nobody's are those without a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    By(Option<EntityNo>),
    About(EntityNo),
    /// Of everybody's.
    All,
}

/// Quotes between two looks at whether they are still wanted.
const ROUND: usize = 1 << 13;

/// What makes two quotes one: the speaker and the words.
fn key(said: &Said<'_>) -> u64 {
    let speaker = said.quote.speaker.map_or(u32::MAX, |e| e.0);
    u64::from(speaker) << 40 ^ said.words
}

impl Corpus {
    /// All of them, newest first.
    pub fn said_among<'a>(&'a self, among: QuoteSet<'a>) -> Box<dyn Iterator<Item = Said<'a>> + 'a> {
        match among {
            QuoteSet::Articles(None) => Box::new((0..self.len()).flat_map(|article| self.said_in(article))),
            QuoteSet::Articles(Some(set)) => Box::new(set.iter().flat_map(|article| self.said_in(article))),
            QuoteSet::Places(places) => {
                let articles = places.chunk_by(|a, b| a.0 == b.0);
                let said = articles.flat_map(|of| {
                    let article = of.first().map_or(u32::MAX, |(article, _)| *article);
                    let wanted = move |said: &Said<'_>| of.binary_search(&(article, said.quote.index)).is_ok();
                    self.said_in(article).filter(wanted)
                });
                Box::new(said)
            }
        }
    }

    /// Who says how many different things of those that are to be kept, the most first and nobody last. `None` if
    /// `cancelled` became true meanwhile.
    pub fn speakers(
        &self,
        among: QuoteSet<'_>,
        keep: &dyn Fn(&Said<'_>) -> bool,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<(Option<EntityNo>, u32)>> {
        let mut keys: Vec<(Option<EntityNo>, u64)> = Vec::new();
        for (n, said) in self.said_among(among).enumerate() {
            if n.is_multiple_of(ROUND) && cancelled() {
                return None;
            }
            if keep(&said) {
                keys.push((said.quote.speaker, said.words));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        if cancelled() {
            return None;
        }
        let count = |of: &[(Option<EntityNo>, u64)]| Some((of.first()?.0, of.len() as u32));
        let mut speakers: Vec<_> = keys.chunk_by(|a, b| a.0 == b.0).filter_map(count).collect();
        speakers.sort_unstable_by_key(|(speaker, count)| (speaker.is_none(), Reverse(*count), *speaker));
        Some(speakers)
    }

    /// Of the quotes by or about somebody those that are to be kept, newest first, the same words by one speaker once.
    /// `None` if `cancelled` became true meanwhile.
    pub fn quoted(
        &self,
        among: QuoteSet<'_>,
        side: Side,
        keep: &dyn Fn(&Said<'_>) -> bool,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Quoted>> {
        let inside = |article: &ArticleNo| match among {
            QuoteSet::Articles(set) => set.is_none_or(|set| set.contains(*article)),
            QuoteSet::Places(_) => true,
        };
        let of = |article: ArticleNo| self.said_in(article);
        let all: Box<dyn Iterator<Item = Said<'_>> + '_> = match (among, side) {
            (QuoteSet::Places(_), _) | (_, Side::By(None) | Side::All) => self.said_among(among),
            (_, Side::By(Some(entity))) => Box::new(self.said_by(entity).filter(inside).flat_map(of)),
            (_, Side::About(entity)) => Box::new(self.articles_of(entity).filter(inside).flat_map(of)),
        };
        let wanted = |said: &Said<'_>| match side {
            Side::By(speaker) => said.quote.speaker == speaker,
            Side::About(entity) => said.is_about(entity),
            Side::All => true,
        };
        let mut quoted: Vec<Quoted> = Vec::new();
        let mut rows: HashMap<u64, usize> = HashMap::new();
        for (n, said) in all.enumerate() {
            if n.is_multiple_of(ROUND) && cancelled() {
                return None;
            }
            if !wanted(&said) || !keep(&said) {
                continue;
            }
            let row = *rows.entry(key(&said)).or_insert(quoted.len());
            match quoted.get_mut(row) {
                Some(known) => known.more += 1,
                None => quoted.push(Quoted { quote: said.quote, more: 0 }),
            }
        }
        Some(quoted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Annotations, Builder, Entity, Entry, Kind, Mention, Named, Quote, Speaker, said};
    use crate::text::Span;

    /// Articles, newest first: who says what about whom, by the letters of names.
    /// Who says what, and about whom.
    type Line<'a> = (Option<u32>, &'a str, Option<u32>);

    fn corpus(articles: &[&[Line]]) -> Corpus {
        let entity = |name: &&str| {
            let name = name.to_string();
            let (key, code, spellings, roles) = (name.clone(), String::new(), vec![], vec![]);
            Entity { kind: Kind::Person, name, key, code, spellings, roles, hidden: false }
        };
        let mut builder = Builder::new(["Anna", "Boris"].iter().map(entity).collect());
        for (serial, quotes) in (0..).zip(articles) {
            let mut found = Annotations { people: vec![Named::default(), Named::default()], ..Annotations::default() };
            for (n, (by, text, about)) in (0..).zip(*quotes) {
                let span = Span { start: 0, end: 9 };
                let speaker = by.map(|index| Speaker { kind: Kind::Person, index });
                let quote =
                    Quote { text: text.to_string(), speaker, cue: None, confidence: 90, paragraph: Some(n), span };
                found.quotes.push(quote);
                for who in about.iter() {
                    found.people[*who as usize].mentions.push(Mention { paragraph: Some(n), span });
                }
            }
            let mut packed = Vec::new();
            said::pack(&found, &mut packed);
            let speakers = vec![0, 1];
            builder.push(Entry { serial, entities: vec![0, 1], speakers, quotes: packed, ..Entry::default() });
        }
        Corpus::open(builder.freeze()).unwrap()
    }

    #[test]
    fn the_same_words_by_one_speaker_are_one_row() {
        let (anna, boris) = (EntityNo(0), EntityNo(1));
        let c = corpus(&[
            &[(Some(0), "Peace.", Some(1)), (Some(1), "Peace.", None)],
            &[(Some(0), "War.", None), (Some(0), "peace", Some(1)), (None, "Who knows?", Some(0))],
            &[(Some(0), "“Peace!”", Some(1))],
        ]);
        let among = QuoteSet::Articles(None);
        let any = |_: &Said<'_>| true;
        let places = |side, about: Option<&[EntityNo]>| {
            let keep = |said: &Said<'_>| about.is_none_or(|about| said.names(about));
            let quoted = c.quoted(among, side, &keep, &|| false).unwrap();
            quoted.iter().map(|q| (q.quote.article, q.quote.index, q.more)).collect::<Vec<_>>()
        };
        let speakers = c.speakers(among, &any, &|| false).unwrap();
        assert_eq!(speakers, [(Some(anna), 2), (Some(boris), 1), (None, 1)]);
        assert_eq!(places(Side::By(Some(anna)), None), [(0, 0, 2), (1, 0, 0)]);
        assert_eq!(places(Side::By(None), None), [(1, 2, 0)]);
        assert_eq!(places(Side::About(boris), None), [(0, 0, 2)]);
        assert_eq!(places(Side::By(Some(anna)), Some(&[boris])), [(0, 0, 2)]);
        assert_eq!(places(Side::By(Some(anna)), Some(&[])), []);
        let some = Bits::from_numbers(3, [1, 2]);
        let quoted = c.quoted(QuoteSet::Articles(Some(&some)), Side::By(Some(anna)), &any, &|| false).unwrap();
        assert_eq!(quoted.iter().map(|q| (q.quote.article, q.more)).collect::<Vec<_>>(), [(1, 0), (1, 1)]);
        let two = [(0, 1), (1, 0)];
        let speakers = c.speakers(QuoteSet::Places(&two), &any, &|| false).unwrap();
        assert_eq!(speakers, [(Some(anna), 1), (Some(boris), 1)]);
        assert!(c.speakers(among, &any, &|| true).is_none());
        assert_eq!(places(Side::All, None), [(0, 0, 2), (0, 1, 0), (1, 0, 0), (1, 2, 0)]);
    }
}
