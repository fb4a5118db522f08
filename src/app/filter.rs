//! What narrows the list: chips, each a query of its own, all of them required.

use jiff::civil::Date;

use super::stories::story_label;
use super::timeline;
use crate::corpus::{Corpus, EntityNo, Kind};
use crate::query::{self, By, Expr, Meaning, Order, Status, Term};

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
    /// The entities that it is about, once that is known; none if it is about something else.
    pub means: Vec<EntityNo>,
}

impl Chip {
    pub fn new(text: &str, search: bool) -> Chip {
        let label = if search { format!("/{text}") } else { text.to_string() };
        Chip { text: text.to_string(), expr: query::parse(text).expr, search, label, means: Vec::new() }
    }

    /// About one entity.
    fn about(corpus: &Corpus, entity: EntityNo, exclude: bool) -> Chip {
        Chip { means: vec![entity], ..Chip::new(&entity_text(corpus, entity, exclude), false) }
    }

    /// The name that it is about.
    fn name(&self) -> Option<(Kind, &str)> {
        let term = if let Expr::Not(inner) = &self.expr { inner.as_ref() } else { &self.expr };
        match term {
            Expr::Term(Term::Entity(kind, text)) => Some((*kind, text)),
            _ => None,
        }
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

    /// Takes over from an answer whom the chips are about, and gives those about one entity its name.
    pub fn learn(&mut self, corpus: &Corpus, meanings: &[Meaning]) {
        for chip in &mut self.chips {
            let (story, not) = match &chip.expr {
                Expr::Not(inner) => (inner.as_ref(), "not "),
                expr => (expr, ""),
            };
            if let (Expr::Term(Term::Story(id)), false) = (story, chip.search) {
                let story = corpus.find_begun(id).and_then(|article| corpus.story(article));
                if let Some(story) = story {
                    chip.label = format!("{not}{}", story_label(corpus.story_title(story)));
                }
            }
            let meaning = chip.name().and_then(|(kind, text)| find(meanings, kind, text));
            chip.means = meaning.map_or(Vec::new(), |m| m.entities.clone());
            if let ([entity], false) = (chip.means.as_slice(), chip.search) {
                let name = corpus.name(*entity);
                chip.label = if chip.excludes() { format!("not {name}") } else { name.to_string() };
            }
        }
    }

    /// In another corpus, in which names mean what `meanings` say: a chip about one entity goes with it. Where its
    /// words mean that entity no longer they are changed, and where the entity has gone so has the chip. True if the
    /// chips ask for something else now.
    pub fn follow(&mut self, old: &Corpus, corpus: &Corpus, meanings: &[Meaning]) -> bool {
        let mut changed = false;
        self.chips.retain_mut(|chip| {
            let ([entity], false, Some((kind, text))) = (chip.means.as_slice(), chip.search, chip.name()) else {
                return true;
            };
            let now = corpus.spelled(old.kind(*entity), old.key(*entity));
            if now.is_some_and(|n| find(meanings, kind, text).is_some_and(|m| m.entities.contains(&n))) {
                return true;
            }
            changed = true;
            now.map(|n| *chip = Chip::about(corpus, n, chip.excludes())).is_some()
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
        self.chips.retain(|c| c.excludes() != exclude || !c.means.contains(&entity));
        if self.chips.len() == before {
            self.chips.retain(|c| c.means != [entity]);
            self.add(Chip::about(corpus, entity, exclude));
        }
    }

    /// Only what is dated from `first` to `last`, both included, in place of the chips about dates before: as far as
    /// those leave it.
    pub fn within(&mut self, first: Date, last: Date) {
        let days = self.chips.iter().fold((first, last), |days, chip| timeline::narrowed(days, &chip.expr));
        self.chips.retain(|c| !matches!(c.expr, Expr::Term(Term::Date(_))));
        self.add(Chip::new(&timeline::query_of(days.0, days.1), false));
    }

    /// The entities that chips ask for (`false`) or leave out (`true`).
    pub fn chosen(&self) -> impl DoubleEndedIterator<Item = (EntityNo, bool)> {
        self.chips.iter().flat_map(|c| c.means.iter().map(|e| (*e, c.excludes())))
    }

    /// Shows all, unread or starred articles: at most one chip of this sort.
    pub fn show(&mut self, status: Option<Status>) {
        let is = |c: &Chip| matches!(c.expr, Expr::Term(Term::Is(_)));
        self.chips.retain(|c| !is(c));
        match status {
            Some(Status::Unread) => self.add(Chip::new("is:unread", false)),
            Some(Status::Starred) => self.add(Chip::new("is:starred", false)),
            Some(Status::Read) => self.add(Chip::new("is:read", false)),
            Some(Status::Tagged | Status::Noted | Status::Highlighted) | None => {}
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

fn find<'a>(meanings: &'a [Meaning], kind: Kind, text: &str) -> Option<&'a Meaning> {
    meanings.iter().find(|m| m.kind == kind && m.text == text)
}
