//! Picking people, countries or organisations by typing a part of a name: fuzzy, several at once, with exclusion.

use std::collections::HashSet;

use super::sidebar::State;
use crate::corpus::{Corpus, EntityNo, Kind};
use crate::query::Answer;
use crate::text::edit::Line;
use crate::text::fold;

/// An open picker. `rows` are what the typed text finds, best first.
#[derive(Clone, Debug)]
pub struct Picker {
    pub kind: Kind,
    pub purpose: Purpose,
    pub line: Line,
    pub rows: Vec<Row>,
    pub cursor: usize,
    pub top: usize,
    /// Marked so far, in the order of marking.
    pub marked: Vec<(EntityNo, State)>,
    /// Every name of the kind with its count in what is shown; the folded forms are what the typed text is held
    /// against.
    names: Vec<(Row, String)>,
}

/// What is done with what is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Narrows the list; several at once.
    Filter,
    /// Is one with this; one at a time.
    Merge(EntityNo),
}

/// A name and how many of the articles shown name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub entity: EntityNo,
    pub count: u32,
}

impl Picker {
    /// All names of a kind: those in the answer first, then the others with a count of 0.
    pub fn new(kind: Kind, corpus: &Corpus, answer: &Answer) -> Picker {
        let mut seen = vec![false; corpus.entity_count() as usize];
        let mut rows: Vec<Row> = Vec::new();
        for (entity, count) in answer.counts.iter(corpus, kind) {
            seen[entity.0 as usize] = true;
            rows.push(Row { entity, count });
        }
        let others = corpus.entities(kind).filter(|e| !seen[e.0 as usize]);
        rows.extend(others.map(|entity| Row { entity, count: 0 }));
        let forms = |e: EntityNo| {
            let all: Vec<&str> = std::iter::once(corpus.name(e)).chain(corpus.aliases(e)).collect();
            fold(&all.join("  ")).into_owned()
        };
        let names = rows.iter().map(|r| (*r, forms(r.entity))).collect();
        Picker {
            kind,
            purpose: Purpose::Filter,
            line: Line::default(),
            rows,
            cursor: 0,
            top: 0,
            marked: Vec::new(),
            names,
        }
    }

    /// The same in another corpus, which numbers names anew.
    pub fn renew(&mut self, old: &Corpus, corpus: &Corpus, answer: &Answer) {
        let renumber = |e: EntityNo| corpus.spelled(self.kind, old.name(e));
        let marked = self.marked.iter().filter_map(|(e, s)| Some((renumber(*e)?, *s))).collect();
        let purpose = match self.purpose {
            Purpose::Merge(e) => renumber(e).map_or(Purpose::Filter, Purpose::Merge),
            Purpose::Filter => Purpose::Filter,
        };
        let line = std::mem::take(&mut self.line);
        *self = Picker { purpose, line, marked, ..Picker::new(self.kind, corpus, answer) };
        self.find();
    }

    /// Finds anew after the text has changed: names whose words begin as the typed ones do, then those that have the
    /// letters in this order.
    pub fn find(&mut self) {
        let wanted = fold(self.line.text()).into_owned();
        (self.cursor, self.top) = (0, 0);
        if wanted.trim().is_empty() {
            self.rows = self.names.iter().map(|(r, _)| *r).collect();
            self.leave_out();
            return;
        }
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let begins = |form: &str| {
            let parts = || form.split(|c: char| !c.is_alphanumeric());
            words.iter().all(|w| parts().any(|p| p.starts_with(w)))
        };
        self.rows = self.names.iter().filter(|(_, form)| begins(form)).map(|(r, _)| *r).collect();
        let begun: HashSet<EntityNo> = self.rows.iter().map(|r| r.entity).collect();
        let forms: Vec<&str> = self.names.iter().map(|(_, form)| form.as_str()).collect();
        let fuzzy = frizbee::Matcher::new(wanted.trim(), &frizbee::Config::default()).match_list(&forms);
        let found = fuzzy.iter().filter_map(|m| self.names.get(m.index as usize)).map(|(row, _)| *row);
        self.rows.extend(found.filter(|r| !begun.contains(&r.entity)));
        self.leave_out();
    }

    /// Nobody is merged with himself.
    fn leave_out(&mut self) {
        if let Purpose::Merge(entity) = self.purpose {
            self.rows.retain(|r| r.entity != entity);
        }
    }

    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
    }

    pub fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        self.top = self.top.min(self.cursor);
        if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    /// Marks the row under the cursor as wanted or not wanted, or takes the same mark away.
    pub fn mark(&mut self, state: State) {
        let Some(row) = self.rows.get(self.cursor) else { return };
        let was = self.state(row.entity);
        self.marked.retain(|(e, _)| *e != row.entity);
        if was != state {
            self.marked.push((row.entity, state));
        }
    }

    pub fn state(&self, entity: EntityNo) -> State {
        self.marked.iter().find(|(e, _)| *e == entity).map_or(State::Free, |(_, s)| *s)
    }

    /// What Enter takes: everything marked, else the row under the cursor.
    pub fn taken(&self) -> Vec<(EntityNo, State)> {
        if !self.marked.is_empty() {
            return self.marked.clone();
        }
        self.rows.get(self.cursor).map(|r| (r.entity, State::Chosen)).into_iter().collect()
    }
}
