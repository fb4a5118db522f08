//! From conditions on words to tantivy's queries.

use tantivy::Term as Key;
use tantivy::query::{AllQuery, BooleanQuery, EmptyQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::schema::Fields;
use super::stem::Stems;
use crate::query::{Expr, How, Term, Word};

pub(super) type Lowered = Box<dyn Query>;

/// Whether `expr` is about single words alone that are looked up and not searched for: those are joined best inside
/// tantivy, which skips over what cannot match. Prefixes and spellings go through many words, phrases and nearness
/// through positions: they are sets of their own, so that they can be given up between two of them.
pub(super) fn is_wordy(expr: &Expr) -> bool {
    match expr {
        Expr::All => false,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(is_wordy),
        Expr::Not(inner) => is_wordy(inner),
        Expr::Term(term) => match term {
            Term::Word(word) | Term::Title(word) => word.how == How::Stem,
            Term::Phrase(words) | Term::TitlePhrase(words) => words.len() == 1,
            _ => false,
        },
    }
}

pub(super) struct Lowering {
    pub fields: Fields,
    pub stems: Stems,
}

impl Lowering {
    pub fn new(fields: Fields) -> Lowering {
        Lowering { fields, stems: Stems::default() }
    }

    pub fn expr(&mut self, expr: &Expr) -> Lowered {
        match expr {
            Expr::All => Box::new(AllQuery),
            Expr::And(parts) => self.and(parts),
            Expr::Or(parts) => any(parts.iter().map(|p| self.expr(p)).collect()),
            Expr::Not(_) => self.and(std::slice::from_ref(expr)),
            Expr::Term(term) => self.term(term),
        }
    }

    fn and(&mut self, parts: &[Expr]) -> Lowered {
        let mut clauses: Vec<(Occur, Lowered)> = Vec::new();
        for part in parts {
            clauses.push(match part {
                Expr::Not(inner) => (Occur::MustNot, self.expr(inner)),
                part => (Occur::Must, self.expr(part)),
            });
        }
        // tantivy finds nothing where everything is only forbidden.
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// The articles in which a term about one word holds; of other terms there are none.
    pub fn term(&mut self, term: &Term) -> Lowered {
        let Fields { title, body, title_stem, stem, .. } = self.fields;
        match term {
            Term::Word(word) => self.word(word, stem, &[title, body]),
            Term::Title(word) => self.word(word, title_stem, &[title]),
            Term::Phrase(words) | Term::TitlePhrase(words) if words.len() == 1 => {
                let fields = if matches!(term, Term::Phrase(_)) { &[title, body][..] } else { &[title] };
                let word = words.first().map_or("", String::as_str);
                any(fields.iter().map(|f| exact(*f, word, IndexRecordOption::Basic)).collect())
            }
            _ => Box::new(EmptyQuery),
        }
    }

    fn word(&mut self, word: &Word, stem: Field, plain: &[Field]) -> Lowered {
        match word.how {
            How::Stem => exact(stem, self.stems.of(&word.text), IndexRecordOption::Basic),
            How::Prefix => any(plain.iter().map(|f| spelling(*f, &word.text, 0, true)).collect()),
            How::Fuzzy => {
                let distance = fuzzy_distance(&word.text);
                any(plain.iter().map(|f| spelling(*f, &word.text, distance, false)).collect())
            }
        }
    }
}

/// How many letters a word may be off: one, two from eight letters on.
pub(super) fn fuzzy_distance(word: &str) -> u8 {
    if word.chars().count() >= 8 { 2 } else { 1 }
}

pub(super) fn exact(field: Field, word: &str, option: IndexRecordOption) -> Lowered {
    Box::new(TermQuery::new(Key::from_field_text(field, word), option))
}

fn spelling(field: Field, word: &str, distance: u8, prefix: bool) -> Lowered {
    let key = Key::from_field_text(field, word);
    Box::new(match prefix {
        true => FuzzyTermQuery::new_prefix(key, distance, true),
        false => FuzzyTermQuery::new(key, distance, true),
    })
}

fn any(mut queries: Vec<Lowered>) -> Lowered {
    match queries.len() {
        1 => queries.pop().unwrap_or_else(|| Box::new(EmptyQuery)),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}
