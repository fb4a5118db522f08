//! Folding: of articles that say the same only the first is listed.
//!
//! What is folded depends on the list: of each family the first of its articles that the list has, in the list's order.
//! So the families are gone through for each answer, and nothing else is: an archive without copies pays nothing.

use std::sync::Arc;

use super::alike::Marker;
use super::image::{Section, u32_at};
use super::{ArticleNo, Bits, Corpus, EntityNo, Ranked, Sequence};

impl Corpus {
    /// The number of the article's family; `None` if it has no copies.
    pub fn family(&self, article: ArticleNo) -> Option<u32> {
        let at = article as usize * 4;
        u32_at(self.section(Section::Family), at).filter(|family| *family < self.family_count())
    }

    /// How many families of two articles and more.
    pub fn family_count(&self) -> u32 {
        (self.section(Section::MemberAt).len() / 4).saturating_sub(1) as u32
    }

    /// The articles of a family, newest first.
    pub fn members(&self, family: u32) -> impl ExactSizeIterator<Item = ArticleNo> {
        self.list(Section::MemberAt, Section::Members, family)
    }

    /// The article and those folded with it, newest first; itself alone if there are none.
    pub fn copies(&self, article: ArticleNo) -> impl Iterator<Item = ArticleNo> {
        let family = self.family(article);
        let alone = family.is_none().then_some(article);
        alone.into_iter().chain(family.into_iter().flat_map(|family| self.members(family)))
    }

    /// How many rows the whole archive has.
    pub fn rows(&self) -> u32 {
        let members = (self.section(Section::Members).len() / 4) as u32;
        self.len().saturating_sub(members).saturating_add(self.family_count())
    }

    /// How many rows of the whole archive name the entity.
    pub fn rows_of(&self, entity: EntityNo) -> u32 {
        (self.articles_of(entity).len() as u32).saturating_sub(self.u32(Section::Repeats, entity.0))
    }

    /// The articles of a set without those that stand behind another of their family, newest first or in the order
    /// given. `None` if `cancelled` became true meanwhile.
    pub fn fold(&self, mut set: Bits, order: Option<&Sequence>, cancelled: &dyn Fn() -> bool) -> Option<Bits> {
        for family in 0..self.family_count() {
            if family.is_multiple_of(1 << 14) && cancelled() {
                return None;
            }
            let mut first: Option<(u32, ArticleNo)> = None;
            for article in self.members(family) {
                if !set.contains(article) {
                    continue;
                }
                let place = order.map_or(Some(article), |order| order.place(article)).unwrap_or(u32::MAX);
                match first {
                    Some((best, _)) if best <= place => set.remove(article),
                    other => {
                        other.into_iter().for_each(|(_, article)| set.remove(article));
                        first = Some((place, article));
                    }
                }
            }
        }
        Some(set)
    }

    /// The rows of the whole archive, newest first. Worked out at the first call, in time that grows with the copies.
    pub fn all_folded(&self) -> Arc<Ranked> {
        let fold = || Ranked::new(self.fold(Bits::all(self.len()), None, &|| false).unwrap_or_default());
        Arc::clone(self.lazily_folded().get_or_init(|| Arc::new(fold())))
    }

    /// Tells each entity of each article in `set` that another one of its family, in `set` as well, names before it.
    pub(super) fn each_repeat(&self, set: &Bits, each: &mut dyn FnMut(EntityNo)) {
        if self.family_count() == 0 {
            return;
        }
        let mut marker = Marker::new(self.entity_count() as usize);
        for family in 0..self.family_count() {
            for article in self.members(family).filter(|article| set.contains(*article)) {
                self.locals(article).filter(|e| marker.repeats(family, article, e.0)).for_each(&mut *each);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::corpus::{ArticleId, Builder, Entity, Entry, Kind, Sorting};

    /// Articles by what they are a copy of and whom they name, and whether they are asked for.
    fn articles() -> impl Strategy<Value = Vec<(Option<u32>, Vec<u32>, bool)>> {
        let named = prop::collection::vec(0u32..5, 0..4);
        prop::collection::vec((prop::option::of(0u32..5), named, any::<bool>()), 0..30)
    }

    fn corpus(articles: &[(Option<u32>, Vec<u32>, bool)]) -> Corpus {
        let entity = |n: u32| Entity {
            kind: Kind::Person,
            name: format!("P{n}"),
            key: String::new(),
            code: String::new(),
            spellings: Vec::new(),
            roles: Vec::new(),
            hidden: false,
        };
        let mut builder = Builder::new((0..5).map(entity).collect());
        for ((family, entities, _), serial) in articles.iter().zip(0u32..) {
            let id = ArticleId([serial as u8; 16]);
            let title = format!("{}", serial * 7 % 10);
            let entities = entities.clone();
            builder.push(Entry { id, serial, title, entities, family: *family, ..Entry::default() });
        }
        Corpus::open(builder.freeze()).unwrap()
    }

    proptest! {
        #[test]
        fn each_family_has_one_row_and_counts_are_those_of_rows(articles in articles()) {
            let corpus = corpus(&articles);
            corpus.verify().unwrap();
            let set = Bits::from_numbers(corpus.len(), (0..).zip(&articles).filter(|(_, a)| a.2).map(|(n, _)| n));
            // What an article is a row of: its family, or itself.
            let row = |n: u32| articles[n as usize].0.map_or((1, n), |family| (0, family));
            let rows = |set: &Bits| set.iter().map(row).collect::<BTreeSet<_>>();
            let title = corpus.sequence(Sorting::Title, &|| false).unwrap();
            for order in [None, Some(&*title)] {
                let folded = corpus.fold(set.clone(), order, &|| false).unwrap();
                prop_assert_eq!(folded.count() as usize, rows(&set).len());
                prop_assert_eq!(rows(&folded), rows(&set));
                let place = |n: u32| order.map_or(n, |o| o.place(n).unwrap());
                for n in set.iter() {
                    let first = set.iter().filter(|m| row(*m) == row(n)).min_by_key(|m| place(*m)).unwrap();
                    prop_assert_eq!(folded.contains(n), n == first);
                }
            }
            prop_assert_eq!(corpus.rows() as usize, corpus.all_folded().len());
            let counts = corpus.count(&set, &|| false).unwrap();
            let whole = corpus.count(&Bits::all(corpus.len()), &|| false).unwrap();
            let mut naive: BTreeMap<String, [BTreeSet<(u32, u32)>; 2]> = BTreeMap::new();
            for n in 0..corpus.len() {
                for entity in &articles[n as usize].1 {
                    let [all, some] = naive.entry(format!("P{entity}")).or_default();
                    all.insert(row(n));
                    some.extend(set.contains(n).then_some(row(n)));
                }
            }
            let mut last = u32::MAX;
            for entity in corpus.entities(Kind::Person) {
                let [all, some] = &naive[corpus.name(entity)];
                prop_assert_eq!(whole.of(&corpus, entity) as usize, all.len());
                prop_assert_eq!(counts.of(&corpus, entity) as usize, some.len());
                prop_assert!(corpus.rows_of(entity) <= last);
                last = corpus.rows_of(entity);
            }
        }
    }
}
