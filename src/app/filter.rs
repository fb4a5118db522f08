//! What narrows the list: chips, each a query of its own, all of them required.

use crate::corpus::{Corpus, EntityNo, Kind};
use crate::query::{self, By, Expr, Order, Status, Term};

/// One condition in the top line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// In the query language.
    pub text: String,
    pub expr: Expr,
    /// From `/`: the answer is ranked by it.
    pub search: bool,
    /// As shown: a name in full and without its field, once it is known whom it means.
    pub label: String,
}

impl Chip {
    pub fn new(text: &str, search: bool) -> Chip {
        let label = if search { format!("/{text}") } else { text.to_string() };
        Chip { text: text.to_string(), expr: query::parse(text).expr, search, label }
    }

    /// Whether it leaves articles out.
    pub fn excludes(&self) -> bool {
        matches!(self.expr, Expr::Not(_))
    }
}

/// The chips and the order chosen by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub chips: Vec<Chip>,
    pub order: Option<Order>,
}

impl Filter {
    /// All chips together.
    pub fn expr(&self) -> Expr {
        and(self.chips.iter().map(|c| c.expr.clone()))
    }

    /// The order chosen by hand; else best first while a search is among the chips, newest first otherwise.
    pub fn order(&self) -> Order {
        let by = if self.chips.iter().any(|c| c.search) { By::Relevance } else { By::Date };
        self.order.unwrap_or(Order { by, reverse: false })
    }

    /// Gives the chips that are about one entity its name.
    pub fn label(&mut self, corpus: &Corpus) {
        for chip in self.chips.iter_mut().filter(|c| !c.search) {
            if let Some((out, list)) = means(corpus, &chip.expr)
                && let [entity] = list[..]
            {
                let name = corpus.name(entity);
                chip.label = if out { format!("not {name}") } else { name.to_string() };
            }
        }
    }

    /// In another corpus: a chip about one entity goes with it. Where its words mean that entity no longer they are
    /// changed, and where the entity has gone so has the chip. True if the chips ask for something else now.
    pub fn follow(&mut self, old: &Corpus, corpus: &Corpus) -> bool {
        let mut changed = false;
        self.chips.retain_mut(|chip| {
            let Some((out, list)) = means(old, &chip.expr).filter(|_| !chip.search) else { return true };
            let [entity] = list[..] else { return true };
            let now = corpus.spelled(old.kind(entity), old.key(entity));
            let kept = |n| means(corpus, &chip.expr).is_some_and(|(_, list)| list.contains(&n));
            if now.is_some_and(kept) {
                return true;
            }
            changed = true;
            now.map(|n| *chip = Chip::new(&entity_text(corpus, n, out), false)).is_some()
        });
        changed
    }

    /// Adds each top-level term of a typed query as a chip of its own; terms that are there already stay single.
    pub fn add_terms(&mut self, text: &str) {
        for span in query::parse(text).terms {
            self.add(Chip::new(span.of(text), false));
        }
    }

    /// Adds a search as one chip.
    pub fn add_search(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.add(Chip::new(text.trim(), true));
        }
    }

    fn add(&mut self, chip: Chip) {
        if chip.expr != Expr::All && !self.chips.iter().any(|c| c.expr == chip.expr) {
            self.chips.push(chip);
        }
    }

    /// Filters by the entity, or no longer if some chip does; `exclude` asks for the articles without it.
    pub fn toggle(&mut self, corpus: &Corpus, entity: EntityNo, exclude: bool) {
        let before = self.chips.len();
        let wanted =
            |chip: &Chip| means(corpus, &chip.expr).is_some_and(|(out, list)| out == exclude && list.contains(&entity));
        self.chips.retain(|c| !wanted(c));
        if self.chips.len() == before {
            self.chips.retain(|c| means(corpus, &c.expr).is_none_or(|(_, list)| list != [entity]));
            self.add(Chip::new(&entity_text(corpus, entity, exclude), false));
        }
    }

    /// The entities that chips ask for (`false`) or leave out (`true`).
    pub fn chosen(&self, corpus: &Corpus) -> Vec<(EntityNo, bool)> {
        let mut chosen = Vec::new();
        for (out, list) in self.chips.iter().filter_map(|c| means(corpus, &c.expr)) {
            chosen.extend(list.into_iter().map(|e| (e, out)));
        }
        chosen
    }

    /// Shows all, unread or starred articles: at most one chip of this sort.
    pub fn show(&mut self, status: Option<Status>) {
        let is = |c: &Chip| matches!(c.expr, Expr::Term(Term::Is(_)));
        self.chips.retain(|c| !is(c));
        match status {
            Some(Status::Unread) => self.add(Chip::new("is:unread", false)),
            Some(Status::Starred) => self.add(Chip::new("is:starred", false)),
            Some(Status::Read) => self.add(Chip::new("is:read", false)),
            None => {}
        }
    }
}

/// All of `exprs`.
pub fn and(exprs: impl Iterator<Item = Expr>) -> Expr {
    let mut all: Vec<Expr> = exprs.filter(|e| *e != Expr::All).collect();
    match all.len() {
        0 => Expr::All,
        1 => all.remove(0),
        _ => Expr::And(all),
    }
}

/// The query that asks for an entity: `person:"Vladimir Putin"`, with a minus to leave it out.
pub fn entity_text(corpus: &Corpus, entity: EntityNo, exclude: bool) -> String {
    let sign = if exclude { "-" } else { "" };
    let field = corpus.kind(entity).field();
    format!("{sign}{field}:{}", query::quote_value(corpus.name(entity)))
}

/// The entities that a chip names, and whether it leaves them out; `None` if it is about something else.
fn means(corpus: &Corpus, expr: &Expr) -> Option<(bool, Vec<EntityNo>)> {
    let resolve = |kind: Kind, text: &str| corpus.resolve(kind, text);
    match expr {
        Expr::Term(Term::Entity(kind, text)) => Some((false, resolve(*kind, text))),
        Expr::Not(inner) => match inner.as_ref() {
            Expr::Term(Term::Entity(kind, text)) => Some((true, resolve(*kind, text))),
            _ => None,
        },
        _ => None,
    }
}
