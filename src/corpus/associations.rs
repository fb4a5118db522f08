//! Who and what appears together with a name: more often than the two would by chance, and not merely often.

use std::cmp::Reverse;

use super::{Bits, Corpus, Counts, EntityNo, Kind};

/// A name that appears together with another one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Associate {
    pub entity: EntityNo,
    /// In how many rows both are named: so many there are if both are chosen.
    pub together: u32,
    /// How sure it is that this is no chance, [`association`]: 0 where it is just what chance gives, without an upper
    /// bound, and of use only to put names in order.
    pub score: f64,
}

/// The articles among which it is counted.
#[derive(Clone, Copy, Debug)]
pub struct Among<'a> {
    /// `None` for all.
    pub set: Option<&'a Bits>,
    /// How many rows of them name each entity.
    pub counts: &'a Counts,
    /// How many rows they are.
    pub rows: u32,
}

impl Corpus {
    /// Those of each kind that appear together with `entity`, the most closely associated first, at most `limit` of
    /// each. Whoever is named less often beside it than elsewhere is left out. Versions of one article count once.
    /// `None` if `cancelled` became true meanwhile.
    pub fn associates(
        &self,
        entity: EntityNo,
        among: Among,
        limit: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<[Vec<Associate>; 3]> {
        let mut set = Bits::from_numbers(self.len(), self.articles_of(entity));
        among.set.into_iter().for_each(|all| set.and(all));
        let together = self.count(&set, cancelled)?;
        let own = among.counts.of(self, entity);
        Some(Kind::ALL.map(|kind| {
            // Those that are named alike often stand one behind the other, so that few scores are worked out.
            let mut last = ((0, 0), 0.0);
            let mut found: Vec<Associate> = Vec::new();
            for (other, both) in together.iter(self, kind).filter(|(other, _)| *other != entity) {
                let key = (both, among.counts.of(self, other));
                if key != last.0 {
                    last = (key, association(both, own, key.1, among.rows));
                }
                if last.1 >= 0.0 {
                    found.push(Associate { entity: other, together: both, score: last.1 });
                }
            }
            first(found, limit)
        }))
    }
}

/// The first `limit` in order.
fn first(mut found: Vec<Associate>, limit: usize) -> Vec<Associate> {
    let order = |a: &Associate, b: &Associate| {
        let tie = |x: &Associate| (Reverse(x.together), x.entity);
        b.score.total_cmp(&a.score).then_with(|| tie(a).cmp(&tie(b)))
    };
    if limit < found.len() {
        found.select_nth_unstable_by(limit, order);
        found.truncate(limit);
    }
    found.sort_unstable_by(order);
    found
}

/// The log-likelihood ratio G² of Dunning ("Accurate Methods for the Statistics of Surprise and Coincidence",
/// Computational Linguistics 19:1, 1993) for two names of which one is named in `one` rows out of `rows`, the other in
/// `other` and both in `both`; with a minus where they avoid each other.
///
/// Unlike mutual information it does not prefer whoever is named once, and unlike the count it does not prefer whoever
/// is named everywhere.
pub fn association(both: u32, one: u32, other: u32, rows: u32) -> f64 {
    let (one, other) = (one.max(both), other.max(both));
    let [both, one, other, rows] = [both, one, other, rows].map(f64::from);
    // A row of several versions may name one in one version and the other in another, which is not together.
    let neither = (rows - one - other + both).max(0.0);
    let rows = neither + one + other - both;
    let term = |n: f64| if n > 0.0 { n * n.ln() } else { 0.0 };
    let cells = term(both) + term(one - both) + term(other - both) + term(neither);
    let sides = term(one) + term(rows - one) + term(other) + term(rows - other);
    let ratio = (2.0 * (cells - sides + term(rows))).max(0.0);
    let expected = one * other;
    // What is but rounding is nothing.
    let ratio = if ratio < 1e-6 { 0.0 } else { ratio };
    if both * rows < expected { -ratio - f64::MIN_POSITIVE } else { ratio }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::corpus::{ArticleId, Builder, Entity, Entry};

    /// Articles by what they are a copy of and whom they name: of eight entities the first four are people, then two
    /// countries and two organisations.
    fn corpus(articles: &[(Option<u32>, Vec<u32>)]) -> Corpus {
        let entity = |n: u32| Entity {
            kind: Kind::ALL[[0, 0, 0, 0, 1, 1, 2, 2][n as usize]],
            name: format!("N{n}"),
            key: String::new(),
            code: String::new(),
            spellings: Vec::new(),
            roles: Vec::new(),
            hidden: false,
        };
        let mut builder = Builder::new((0..8).map(entity).collect());
        for ((family, entities), serial) in articles.iter().zip(0u32..) {
            let id = ArticleId([serial as u8; 16]);
            builder.push(Entry { id, serial, entities: entities.clone(), family: *family, ..Entry::default() });
        }
        Corpus::open(builder.freeze()).unwrap()
    }

    fn whole(corpus: &Corpus) -> (Counts, u32) {
        (Counts::whole(), corpus.rows())
    }

    fn names(corpus: &Corpus, name: &str, limit: usize) -> Vec<String> {
        let (counts, rows) = whole(corpus);
        let among = Among { set: None, counts: &counts, rows };
        let entity = Kind::ALL.into_iter().find_map(|kind| corpus.spelled(kind, name)).unwrap();
        let found = corpus.associates(entity, among, limit, &|| false).unwrap();
        found.iter().flatten().map(|a| format!("{} {}", corpus.name(a.entity), a.together)).collect()
    }

    #[test]
    fn dunnings_own_example_has_his_score() {
        // "the swiss" in his table of bigrams: 110 together, 2442 + 110 and 111 + 110 alone, of 31,777.
        assert!((association(110, 2552, 221, 31_777) - 270.72).abs() < 0.01, "{}", association(110, 2552, 221, 31_777));
    }

    #[test]
    fn who_is_named_everywhere_comes_last_and_who_is_avoided_not_at_all() {
        // 0 with 1 in three of ten rows; 2 in all rows; 3 never beside 0 but once, though often elsewhere.
        let mut articles = vec![(None, vec![0, 1, 2]), (None, vec![0, 1, 2]), (None, vec![0, 1, 2, 3])];
        articles.extend((0..7).map(|_| (None, vec![2, 3])));
        assert_eq!(names(&corpus(&articles), "N0", 9), ["N1 3", "N2 3"]);
        assert_eq!(names(&corpus(&articles), "N0", 1), ["N1 3"]);
        assert_eq!(names(&corpus(&articles), "N2", 9), ["N3 8", "N0 3", "N1 3"], "of one everywhere all are chance");
    }

    #[test]
    fn copies_count_once() {
        let mut articles = vec![(Some(7), vec![0, 1]); 20];
        articles.extend([(None, vec![0, 3]), (None, vec![0, 3]), (None, vec![2]), (None, vec![4])]);
        assert_eq!(names(&corpus(&articles), "N0", 9), ["N3 2", "N1 1"]);
    }

    #[test]
    fn what_nobody_waits_for_is_given_up() {
        let corpus = corpus(&vec![(None, vec![0, 1]); 9]);
        let (counts, rows) = whole(&corpus);
        let half = Bits::from_range(9, 0..4);
        let among = Among { set: Some(&half), counts: &counts, rows };
        assert!(corpus.associates(EntityNo(0), among, 9, &|| true).is_none());
    }

    proptest! {
        #[test]
        fn what_is_told_is_what_a_count_by_hand_tells(
            articles in prop::collection::vec((prop::option::of(0u32..4), prop::collection::vec(0u32..8, 0..5)), 1..24),
            wanted in any::<u32>(),
        ) {
            let corpus = corpus(&articles);
            let set = Bits::from_numbers(corpus.len(), (0..corpus.len()).filter(|n| wanted & (1 << n) != 0));
            let counts = corpus.count(&set, &|| false).unwrap();
            let rows = corpus.fold(set.clone(), None, &|| false).unwrap().count();
            let among = Among { set: Some(&set), counts: &counts, rows };
            let row = |n: u32| articles[n as usize].0.map_or((1, n), |family| (0, family));
            for entity in (0..corpus.entity_count()).map(EntityNo) {
                let found = corpus.associates(entity, among, usize::MAX, &|| false).unwrap();
                for (kind, found) in Kind::ALL.into_iter().zip(&found) {
                    for pair in found.windows(2) {
                        prop_assert!(pair[0].score >= pair[1].score);
                    }
                    for other in corpus.entities(kind) {
                        let told = found.iter().find(|a| a.entity == other);
                        let both = |n: &u32| {
                            let named: Vec<EntityNo> = corpus.locals(*n).collect();
                            named.contains(&entity) && named.contains(&other)
                        };
                        let both: BTreeSet<_> = set.iter().filter(both).map(row).collect();
                        match told {
                            Some(told) => {
                                prop_assert!(other != entity && told.score >= 0.0 && told.score.is_finite());
                                prop_assert_eq!(told.together as usize, both.len());
                            }
                            None if other != entity && !both.is_empty() => {
                                let of = |e| counts.of(&corpus, e);
                                prop_assert!((both.len() as u32) * rows < of(entity) * of(other));
                            }
                            None => {}
                        }
                    }
                    let some = corpus.associates(entity, among, 1, &|| false).unwrap();
                    prop_assert_eq!(some[kind as usize].first(), found.first());
                }
            }
        }

        #[test]
        fn any_numbers_give_a_score(n in any::<[u32; 4]>(), small in 0u32..32) {
            let [both, one, other, rows] = n.map(|n| n >> small);
            prop_assert!(association(both, one, other, rows).is_finite());
            let (a, b) = (association(both, one, other, rows), association(both, other, one, rows));
            prop_assert!((a - b).abs() <= 1e-5 + 1e-9 * f64::from(rows), "{} {}", a, b);
        }
    }
}
