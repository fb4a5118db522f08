//! The entity sidebar: three lists of names with their counts in what is shown.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::corpus::search::partition;
use crate::corpus::{Corpus, Counts, EntityNo, Kind};
use crate::query::Answer;

/// A row of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub entity: EntityNo,
    /// Articles shown that name it.
    pub count: u32,
    pub state: State,
}

/// Whether a filter is about the entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Free,
    Chosen,
    Excluded,
}

/// The rows of a section: names that filters are about, then the others of the answer. None of them is written down
/// but the first.
#[derive(Clone, Debug)]
pub struct Rows {
    corpus: Arc<Corpus>,
    counts: Counts,
    kind: Kind,
    pinned: Vec<Row>,
    /// Where the pinned names would stand among the others, rising.
    gaps: Vec<usize>,
}

/// One section: a kind's rows and where the cursor stands in it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    pub rows: Rows,
    pub cursor: usize,
    pub top: usize,
}

/// Parts of the time that a sparkline tells apart, at most.
pub const PARTS: usize = 12;
/// So many sparklines are kept: many screens full of them.
const KEPT: usize = 2000;

/// The sections in the order of [`Kind::ALL`].
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    pub sections: [Section; 3],
    /// It does not stand beside the article, though there is room.
    pub hidden: bool,
    /// The name under the cursor when the sidebar last had the focus: `}` goes through its mentions.
    pub chosen: Option<EntityNo>,
    /// When names are named in the answer, of those that were asked for since it came; empty until it is known.
    sparks: HashMap<EntityNo, Vec<u32>>,
}

impl Sidebar {
    pub fn section(&self, kind: Kind) -> &Section {
        &self.sections[kind as usize]
    }

    pub fn section_mut(&mut self, kind: Kind) -> &mut Section {
        &mut self.sections[kind as usize]
    }

    /// Fills the sections from an answer, names that filters are about first. The cursor stays on its name where
    /// that is still listed. `renumber` gives a name's number in `corpus`, should the corpus be a new one.
    pub fn fill(
        &mut self,
        answer: &Answer,
        chosen: &[(EntityNo, bool)],
        corpus: &Arc<Corpus>,
        renumber: impl Fn(EntityNo) -> Option<EntityNo>,
    ) {
        self.chosen = self.chosen.and_then(&renumber);
        self.sparks.clear();
        for (kind, section) in Kind::ALL.into_iter().zip(&mut self.sections) {
            let under = section.rows.get(section.cursor).and_then(|r| renumber(r.entity));
            section.rows = Rows::new(answer, chosen, corpus, kind);
            let found = under.and_then(|e| section.rows.position(e));
            let last = section.rows.len().saturating_sub(1);
            section.cursor = found.unwrap_or(section.cursor).min(last);
        }
    }
}

impl Sidebar {
    /// When a name is named, oldest first; empty where that is not known yet.
    pub fn spark(&self, entity: EntityNo) -> &[u32] {
        self.sparks.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// Those of the names that nobody has asked for yet: they count as asked for now.
    pub(super) fn missing_sparks(&mut self, entities: impl Iterator<Item = EntityNo>) -> Vec<EntityNo> {
        let missing: Vec<EntityNo> = entities.filter(|e| !self.sparks.contains_key(e)).collect();
        if self.sparks.len() + missing.len() > KEPT {
            self.sparks.clear();
        }
        self.sparks.extend(missing.iter().map(|e| (*e, Vec::new())));
        missing
    }

    pub(super) fn learn_sparks(&mut self, sparks: Vec<(EntityNo, Vec<u32>)>) {
        self.sparks.extend(sparks);
    }

    /// The names on the screen, where each section shows so many rows.
    pub(super) fn shown(&self, heights: [usize; 3]) -> impl Iterator<Item = EntityNo> {
        let rows = |(section, height)| {
            let section: &Section = section;
            (section.top..section.top + height).map_while(|at| section.rows.get(at))
        };
        self.sections.iter().zip(heights).flat_map(rows).map(|row| row.entity)
    }
}

impl Section {
    pub fn selected(&self) -> Option<Row> {
        self.rows.get(self.cursor)
    }

    /// Scrolls so that the cursor is among the `height` rows on screen.
    pub fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        self.top = self.top.min(self.rows.len().saturating_sub(height)).min(self.cursor);
        if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }
}

/// Scrolls a section of so many rows on screen, its cursor with it.
pub fn scroll(section: &mut Section, by: isize, height: usize) {
    let last = section.rows.len().saturating_sub(height.max(1));
    section.top = section.top.saturating_add_signed(by).min(last);
    section.cursor = section.cursor.clamp(section.top, section.top + height.saturating_sub(1));
}

impl Default for Rows {
    fn default() -> Rows {
        Rows {
            corpus: Arc::new(Corpus::empty()),
            counts: Counts::default(),
            kind: Kind::Person,
            pinned: Vec::new(),
            gaps: Vec::new(),
        }
    }
}

impl Rows {
    fn new(answer: &Answer, chosen: &[(EntityNo, bool)], corpus: &Arc<Corpus>, kind: Kind) -> Rows {
        let (corpus, counts) = (Arc::clone(corpus), answer.counts.clone());
        let (mut pinned, mut gaps) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        for (entity, out) in chosen.iter().filter(|(e, _)| corpus.kind(*e) == kind) {
            if seen.insert(*entity) {
                let state = if *out { State::Excluded } else { State::Chosen };
                pinned.push(Row { entity: *entity, count: counts.of(&corpus, *entity), state });
                gaps.extend(counts.position(&corpus, *entity));
            }
        }
        gaps.sort_unstable();
        Rows { corpus, counts, kind, pinned, gaps }
    }

    pub fn len(&self) -> usize {
        self.pinned.len() + self.counts.len(&self.corpus, self.kind) - self.gaps.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, at: usize) -> Option<Row> {
        let Some(at) = at.checked_sub(self.pinned.len()) else { return self.pinned.get(at).copied() };
        // Each gap moves what comes behind it one further.
        let before = partition(self.gaps.len(), |n| self.gaps[n] - n <= at);
        let (entity, count) = self.counts.get(&self.corpus, self.kind, at + before)?;
        (count > 0).then_some(Row { entity, count, state: State::Free })
    }

    /// The row of a name.
    pub fn position(&self, entity: EntityNo) -> Option<usize> {
        if let Some(at) = self.pinned.iter().position(|r| r.entity == entity) {
            return Some(at);
        }
        let at = self.counts.position(&self.corpus, entity).filter(|_| self.corpus.kind(entity) == self.kind)?;
        Some(self.pinned.len() + at - self.gaps.partition_point(|gap| *gap < at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ArticleId, Bits, Builder, Entity, Entry};
    use proptest::prelude::*;

    /// `named`: for each article the people in it.
    fn corpus(people: usize, named: &[Vec<u32>]) -> Arc<Corpus> {
        let entity = |n: usize| Entity {
            kind: Kind::Person,
            name: format!("Name {n}"),
            key: format!("Name {n}"),
            code: String::new(),
            spellings: Vec::new(),
            roles: Vec::new(),
            hidden: false,
        };
        let mut builder = Builder::new((0..people).map(entity).collect());
        for (entities, serial) in named.iter().zip(0..) {
            let id = ArticleId([serial as u8; 16]);
            builder.push(Entry { id, serial, entities: entities.clone(), ..Entry::default() });
        }
        Arc::new(Corpus::open(builder.freeze()).unwrap())
    }

    proptest! {
        #[test]
        fn chosen_names_come_first_and_the_others_as_they_were(
            named in prop::collection::vec(prop::collection::vec(0u32..12, 0..6), 1..12),
            some in any::<u16>(),
            chosen in prop::collection::vec((0u32..12, any::<bool>()), 0..6),
        ) {
            let corpus = corpus(12, &named);
            let set = Bits::from_numbers(corpus.len(), (0..corpus.len()).filter(|n| some & (1 << n) != 0));
            let counts = corpus.count(&set, &|| false).unwrap();
            let chosen: Vec<_> =
                chosen.into_iter().filter(|(e, _)| *e < corpus.entity_count()).map(|(e, out)| (EntityNo(e), out)).collect();
            let mut expected: Vec<EntityNo> = Vec::new();
            let others = counts.iter(&corpus, Kind::Person).map(|(e, _)| e);
            for entity in chosen.iter().map(|(e, _)| *e).chain(others) {
                if !expected.contains(&entity) {
                    expected.push(entity);
                }
            }
            let answer = Answer { counts: counts.clone(), ..Answer::default() };
            let rows = Rows::new(&answer, &chosen, &corpus, Kind::Person);
            prop_assert_eq!(rows.len(), expected.len());
            for (at, entity) in expected.iter().enumerate() {
                prop_assert_eq!(rows.get(at).map(|r| (r.entity, r.count)), Some((*entity, counts.of(&corpus, *entity))));
                prop_assert_eq!(rows.position(*entity), Some(at));
            }
            prop_assert_eq!(rows.get(expected.len()), None);
        }
    }
}
