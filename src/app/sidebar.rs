//! The entity sidebar: three lists of names with their counts in what is shown.

use crate::corpus::{Corpus, EntityNo, Kind};
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

/// One section: a kind's rows and where the cursor stands in it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    pub rows: Vec<Row>,
    pub cursor: usize,
    pub top: usize,
}

/// The sections in the order of [`Kind::ALL`].
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    pub sections: [Section; 3],
    /// The name under the cursor when the sidebar last had the focus: `}` goes through its mentions.
    pub chosen: Option<EntityNo>,
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
        corpus: &Corpus,
        renumber: impl Fn(EntityNo) -> Option<EntityNo>,
    ) {
        self.chosen = self.chosen.and_then(&renumber);
        for (kind, section) in Kind::ALL.into_iter().zip(&mut self.sections) {
            let under = section.rows.get(section.cursor).and_then(|r| renumber(r.entity));
            section.rows = rows(&answer.counts[kind as usize], chosen, corpus, kind);
            let found = under.and_then(|e| section.rows.iter().position(|r| r.entity == e));
            let last = section.rows.len().saturating_sub(1);
            section.cursor = found.unwrap_or(section.cursor).min(last);
        }
    }
}

impl Section {
    pub fn selected(&self) -> Option<Row> {
        self.rows.get(self.cursor).copied()
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

fn rows(counts: &[(EntityNo, u32)], chosen: &[(EntityNo, bool)], corpus: &Corpus, kind: Kind) -> Vec<Row> {
    let count_of = |e: EntityNo| counts.iter().find(|(c, _)| *c == e).map_or(0, |(_, n)| *n);
    let mut rows: Vec<Row> = Vec::with_capacity(counts.len());
    for (entity, out) in chosen {
        if corpus.kind(*entity) == kind && !rows.iter().any(|r| r.entity == *entity) {
            let state = if *out { State::Excluded } else { State::Chosen };
            rows.push(Row { entity: *entity, count: count_of(*entity), state });
        }
    }
    let marked = rows.len();
    for (entity, count) in counts {
        if !rows[..marked].iter().any(|r| r.entity == *entity) {
            rows.push(Row { entity: *entity, count: *count, state: State::Free });
        }
    }
    rows
}
