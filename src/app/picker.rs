//! Picking people, countries or organisations by typing a part of a name: fuzzy, several at once, with exclusion.
//!
//! What is typed is shown at once; what it finds comes from outside ([`Effect::Pick`](super::Effect::Pick)), because
//! a large archive knows many names.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::sidebar::State;
use crate::corpus::{Corpus, Counts, EntityNo, Kind};
use crate::query::Answer;
use crate::text::edit::Line;
use crate::text::fold;
use crate::text::near::Typed;

/// An open picker.
#[derive(Clone, Debug)]
pub struct Picker {
    pub kind: Kind,
    pub purpose: Purpose,
    pub line: Line,
    /// What the typed text finds, best first; `None` where nothing is typed: every name of the kind.
    found: Option<Vec<EntityNo>>,
    /// What is typed now has not been looked for yet.
    waiting: bool,
    pub cursor: usize,
    pub top: usize,
    /// Marked so far, in the order of marking.
    pub marked: Vec<(EntityNo, State)>,
}

/// What is done with what is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Narrows the list; several at once.
    Filter,
    /// All about it is shown; one at a time.
    Page,
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
    pub fn new(kind: Kind, purpose: Purpose) -> Picker {
        let line = Line::default();
        Picker { kind, purpose, line, found: None, waiting: false, cursor: 0, top: 0, marked: Vec::new() }
    }

    /// The same in another corpus, which numbers names anew. What is typed has to be looked for again. False if the
    /// name that was to be merged has gone.
    #[must_use]
    pub fn renew(&mut self, old: &Corpus, corpus: &Corpus) -> bool {
        let renumber = |e: EntityNo| corpus.spelled(self.kind, old.key(e));
        let marked = self.marked.iter().filter_map(|(e, s)| Some((renumber(*e)?, *s))).collect();
        let purpose = match self.purpose {
            Purpose::Merge(e) => match renumber(e) {
                Some(e) => Purpose::Merge(e),
                None => return false,
            },
            same => same,
        };
        *self = Picker { line: std::mem::take(&mut self.line), marked, ..Picker::new(self.kind, purpose) };
        true
    }

    /// The text has changed. Gives what has to be looked for.
    pub fn edited(&mut self) -> Option<String> {
        (self.cursor, self.top) = (0, 0);
        let text = self.line.text();
        self.waiting = !text.trim().is_empty();
        if !self.waiting {
            self.found = None;
        }
        self.waiting.then(|| text.to_string())
    }

    /// What the typed text finds.
    pub fn show(&mut self, found: Vec<EntityNo>) {
        (self.found, self.waiting) = (Some(found), false);
    }

    /// Looks for what is typed here and now, if that has not come from outside yet: somebody chooses by it.
    pub fn catch_up(&mut self, corpus: &Corpus, counts: &Counts) {
        if self.waiting {
            let found = find(corpus, counts, self.kind, self.line.text(), &|| false);
            self.show(found.unwrap_or_default());
        }
    }

    /// How many rows.
    pub fn len(&self, corpus: &Corpus) -> usize {
        let all = self.found.as_ref().map_or_else(|| corpus.entities(self.kind).count(), Vec::len);
        all - usize::from(self.left_out(corpus, &Counts::whole()).is_some())
    }

    /// The row at a place.
    pub fn row(&self, corpus: &Corpus, answer: &Answer, at: usize) -> Option<Row> {
        let at = at + usize::from(self.left_out(corpus, &answer.counts).is_some_and(|gap| gap <= at));
        let entity = match &self.found {
            Some(found) => *found.get(at)?,
            None => answer.counts.get(corpus, self.kind, at)?.0,
        };
        Some(Row { entity, count: answer.counts.of(corpus, entity) })
    }

    /// Nobody is merged with himself: where he would stand.
    fn left_out(&self, corpus: &Corpus, counts: &Counts) -> Option<usize> {
        let Purpose::Merge(entity) = self.purpose else { return None };
        match &self.found {
            Some(found) => found.iter().position(|e| *e == entity),
            None => counts.place(corpus, entity),
        }
    }

    pub fn step(&mut self, corpus: &Corpus, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.len(corpus).saturating_sub(1));
    }

    pub fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        self.top = self.top.min(self.cursor);
        if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    /// Marks the row under the cursor as wanted or not wanted, or takes the same mark away.
    pub fn mark(&mut self, corpus: &Corpus, answer: &Answer, state: State) {
        let Some(row) = self.row(corpus, answer, self.cursor) else { return };
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
    pub fn taken(&self, corpus: &Corpus, answer: &Answer) -> Vec<(EntityNo, State)> {
        if !self.marked.is_empty() {
            return self.marked.clone();
        }
        self.row(corpus, answer, self.cursor).map(|r| (r.entity, State::Chosen)).into_iter().collect()
    }
}

/// Names held against a typed text between two looks at whether it is still wanted.
const ROUND: usize = 1 << 12;

/// The names of a kind that a typed text finds: those whose words begin as the typed ones do, most named first, then
/// those that have the letters in this order and near to each other, the most alike first. `None` if `cancelled` became
/// true meanwhile.
pub fn find(
    corpus: &Corpus,
    counts: &Counts,
    kind: Kind,
    text: &str,
    cancelled: &dyn Fn() -> bool,
) -> Option<Vec<EntityNo>> {
    let wanted = fold(text).into_owned();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let begins = |form: &str| {
        let parts = || form.split(|c: char| !c.is_alphanumeric());
        words.iter().all(|w| parts().any(|p| p.starts_with(w)))
    };
    let count = |entity: EntityNo| Reverse(counts.of(corpus, entity));
    let mut matcher = frizbee::Matcher::new(wanted.trim(), &frizbee::Config::default());
    let mut typed: Vec<Typed> = words.iter().map(|word| Typed::new(word)).collect();
    let names: Vec<(EntityNo, &str)> = corpus.folded_names(kind).collect();
    let (mut begun, mut alike) = (Vec::new(), Vec::new());
    for names in names.chunks(ROUND) {
        if cancelled() {
            return None;
        }
        begun.extend(names.iter().filter(|(_, form)| begins(form)).map(|(e, _)| (count(*e), *e)));
        let forms: Vec<&str> = names.iter().map(|(_, form)| *form).collect();
        let found = matcher.match_list(&forms);
        for found in found {
            let Some((entity, form)) = names.get(found.index as usize) else { continue };
            // Spellings have two spaces between them.
            if typed.iter_mut().all(|word| form.split("  ").any(|form| word.is_near(form))) {
                alike.push((Reverse(found.score), count(*entity), *entity));
            }
        }
    }
    begun.sort_unstable();
    alike.sort_unstable();
    let first: HashSet<EntityNo> = begun.iter().map(|(_, e)| *e).collect();
    let others = alike.into_iter().map(|(.., e)| e).filter(|e| !first.contains(e));
    Some(begun.iter().map(|(_, e)| *e).chain(others).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ArticleId, Builder, Entity, Entry, Spelling};

    fn found(names: &[&str], text: &str) -> Vec<String> {
        let entity = |name: &&str| Entity {
            kind: Kind::Person,
            name: name.to_string(),
            key: String::new(),
            code: String::new(),
            spellings: vec![Spelling { text: format!("Mr {name}"), named: 1, beside: 0 }],
            roles: Vec::new(),
            hidden: false,
        };
        let mut builder = Builder::new(names.iter().map(entity).collect());
        // Those further on are named more often.
        for serial in 0..names.len() as u32 {
            let entities = (serial..names.len() as u32).collect();
            builder.push(Entry { id: ArticleId([serial as u8; 16]), serial, entities, ..Entry::default() });
        }
        let corpus = Corpus::open(builder.freeze()).unwrap();
        let found = find(&corpus, &Counts::whole(), Kind::Person, text, &|| false).unwrap();
        found.into_iter().map(|e| corpus.name(e).to_string()).collect()
    }

    #[test]
    fn what_is_found_begins_so_or_is_near() {
        let names = ["Emmanuel Macron", "Maurice Strong", "Brigitte Macron", "Jean Lamacron", "Marc Aronson"];
        assert_eq!(found(&names, "macron"), ["Brigitte Macron", "Emmanuel Macron", "Jean Lamacron"]);
        assert_eq!(found(&names, "mac br"), ["Brigitte Macron"]);
        assert_eq!(found(&names, "bmac"), ["Brigitte Macron"]);
        assert_eq!(found(&names, "zz"), Vec::<String>::new());
    }
}
