//! When names are named, in a few numbers each: counts in equally long parts of the time that a set of rows spans.

use super::{ArticleNo, Bits, Corpus, EntityNo};

/// A span of days in equally long parts.
struct Scale {
    /// Where each part ends, newest first.
    ends: Vec<ArticleNo>,
}

impl Scale {
    /// From the first dated row to the last, in so many parts at most; a day is not divided.
    fn of(corpus: &Corpus, rows: &Bits, parts: usize) -> Option<Scale> {
        let newest = corpus.day(rows.iter().next()?)?;
        let dated = corpus.dated(None, None).end;
        let oldest = corpus.day(rows.last_below(dated)?)?;
        let days = i64::from(newest.saturating_sub(oldest)) + 1;
        let parts = i64::try_from(parts).unwrap_or(days).min(days);
        // The first day of each part, the newest part first.
        let first = |part: i64| oldest.saturating_add((days * part / parts) as i32);
        let ends = (0..parts).rev().map(|part| corpus.between(first(part), newest).end);
        Some(Scale { ends: ends.collect() })
    }
}

/// So many steps are taken before it is asked whether anyone still wants to know.
const ROUND: usize = 1 << 15;

impl Corpus {
    /// How many of `rows` name each of the `entities` in each of at most `parts` equally long parts of the time from the
    /// first dated row to the last, oldest first. Only what the rows themselves say counts, not what is folded into
    /// them; undated ones are left out. Empty where no row has a date; `None` if `cancelled` became true meanwhile.
    pub fn sparks(
        &self,
        entities: &[EntityNo],
        rows: &Bits,
        parts: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Vec<u32>>> {
        let Some(scale) = Scale::of(self, rows, parts).filter(|scale| !scale.ends.is_empty()) else {
            return Some(vec![Vec::new(); entities.len()]);
        };
        // Either way is exact; which one is shorter depends on how many rows there are and how often they are named.
        let named: usize = entities.iter().map(|e| self.articles_of(*e).len()).sum();
        let mut sparks = if named <= rows.count() as usize * NAMED {
            self.through_names(entities, rows, &scale, cancelled)?
        } else {
            self.through_rows(entities, rows, &scale, cancelled)?
        };
        sparks.iter_mut().for_each(|spark| spark.reverse());
        Some(sparks)
    }

    /// By going through the articles of each name.
    fn through_names(
        &self,
        entities: &[EntityNo],
        rows: &Bits,
        scale: &Scale,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Vec<u32>>> {
        let one = |entity: &EntityNo| {
            let mut spark = vec![0; scale.ends.len()];
            let mut part = 0;
            for (n, article) in self.articles_of(*entity).enumerate() {
                if n % ROUND == 0 && cancelled() {
                    return None;
                }
                while scale.ends.get(part).is_some_and(|end| *end <= article) {
                    part += 1;
                }
                let Some(count) = spark.get_mut(part) else { break };
                *count += u32::from(rows.contains(article));
            }
            Some(spark)
        };
        entities.iter().map(one).collect()
    }

    /// By going through the names of each row.
    fn through_rows(
        &self,
        entities: &[EntityNo],
        rows: &Bits,
        scale: &Scale,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Vec<u32>>> {
        let mut sparks = vec![vec![0; scale.ends.len()]; entities.len()];
        // Which of them an entity is, and the article that counted last: one may be listed twice.
        let mut places = vec![(u32::MAX, ArticleNo::MAX); self.entity_count() as usize];
        for (place, entity) in (0..).zip(entities) {
            places.get_mut(entity.0 as usize).into_iter().for_each(|slot| slot.0 = place);
        }
        let mut part = 0;
        for (n, article) in rows.iter().enumerate() {
            if n % ROUND == 0 && cancelled() {
                return None;
            }
            while scale.ends.get(part).is_some_and(|end| *end <= article) {
                part += 1;
            }
            if part == scale.ends.len() {
                break;
            }
            for entity in self.locals(article) {
                let Some((place, last)) = places.get_mut(entity.0 as usize) else { continue };
                let count = sparks.get_mut(*place as usize).and_then(|spark| spark.get_mut(part));
                if let Some(count) = count.filter(|_| *last != article) {
                    *last = article;
                    *count += 1;
                }
            }
        }
        Some(sparks)
    }
}

/// About so many names stand in an article.
const NAMED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ArticleId, Builder, Entity, Entry, Kind, date_of};
    use proptest::prelude::*;

    fn corpus(articles: &[(Option<i32>, Vec<u32>)]) -> Corpus {
        let entity = |n: u32| Entity {
            kind: Kind::Person,
            name: format!("P{n}"),
            key: String::new(),
            code: String::new(),
            spellings: Vec::new(),
            roles: Vec::new(),
            hidden: false,
        };
        let mut builder = Builder::new((0..4).map(entity).collect());
        for ((day, entities), serial) in articles.iter().zip(0u32..) {
            let (id, entities) = (ArticleId([serial as u8; 16]), entities.clone());
            builder.push(Entry { id, serial, date: day.and_then(date_of), entities, ..Entry::default() });
        }
        Corpus::open(builder.freeze()).unwrap()
    }

    #[test]
    fn parts_are_equally_long_and_oldest_first() {
        let day = |day: i32| (Some(day), vec![0]);
        let corpus = corpus(&[day(109), day(109), day(104), day(100), (None, vec![0])]);
        let of = |parts| corpus.sparks(&[EntityNo(0)], &Bits::all(5), parts, &|| false).unwrap().remove(0);
        assert_eq!(of(2), [2, 2]);
        assert_eq!(of(10), [1, 0, 0, 0, 1, 0, 0, 0, 0, 2]);
        assert_eq!(of(99), of(10), "a day is not divided");
        assert_eq!(of(1), [4]);
        let undated = Bits::from_numbers(5, [4]);
        assert_eq!(corpus.sparks(&[EntityNo(0)], &undated, 9, &|| false).unwrap(), [[0u32; 0]]);
    }

    proptest! {
        #[test]
        fn both_ways_count_the_same(
            articles in prop::collection::vec((prop::option::of(0i32..60), prop::collection::vec(0u32..4, 0..5)), 1..40),
            some in any::<u64>(),
            parts in 0usize..12,
        ) {
            let mut articles = articles;
            articles.sort_by_key(|a| a.0.map_or(i32::MAX, |day| -day));
            let corpus = corpus(&articles);
            let rows = Bits::from_numbers(corpus.len(), (0..corpus.len()).filter(|n| some & (1 << n) != 0));
            let entities: Vec<EntityNo> = corpus.entities(Kind::Person).collect();
            let sparks = corpus.sparks(&entities, &rows, parts, &|| false).unwrap();
            if let Some(scale) = Scale::of(&corpus, &rows, parts).filter(|_| parts > 0) {
                let other = corpus.through_rows(&entities, &rows, &scale, &|| false).unwrap();
                prop_assert_eq!(&other, &corpus.through_names(&entities, &rows, &scale, &|| false).unwrap());
                for (entity, spark) in entities.iter().zip(&sparks) {
                    let dated = |n: &u32| rows.contains(*n) && corpus.date(*n).is_some();
                    prop_assert_eq!(spark.iter().sum::<u32>() as usize, corpus.articles_of(*entity).filter(dated).count());
                }
            }
            prop_assert_eq!(sparks.len(), entities.len());
        }
    }
}
