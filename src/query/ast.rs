//! What a query means.

use jiff::civil::Date;

use crate::corpus::{ArticleId, Kind};
use crate::text::Span;

/// A parsed query: what could be understood, and what could not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub expr: Expr,
    /// The top-level terms, all of them required: what the filter bar shows as chips. Each span covers the term as
    /// it was typed, with its sign and field. Joined by white space they are the query again.
    pub terms: Vec<Span>,
    /// Mistakes in reading order.
    pub issues: Vec<Syntax>,
}

/// A mistake in a query, for people to read. The rest of the query still works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// Where, in the query as typed.
    pub span: Span,
    /// Plain language, without the text of the query: "no such field", "this date is not a date".
    pub message: String,
}

/// A boolean expression over terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expr {
    /// Every article: the empty query.
    #[default]
    All,
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    Term(Term),
}

impl Expr {
    /// Whether it takes a look at the articles' words; everything else stands in the corpus's columns.
    pub fn has_words(&self) -> bool {
        match self {
            Expr::All => false,
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(Expr::has_words),
            Expr::Not(inner) => inner.has_words(),
            Expr::Term(term) => matches!(
                term,
                Term::Word(_) | Term::Phrase(_) | Term::Near { .. } | Term::Title(_) | Term::TitlePhrase(_)
            ),
        }
    }
}

impl Expr {
    /// True if words of an article's text are asked for: not of its title alone, and not to leave out what has them.
    pub fn asks_text(&self) -> bool {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(Expr::asks_text),
            Expr::Term(term) => matches!(term, Term::Word(_) | Term::Phrase(_) | Term::Near { .. }),
            Expr::All | Expr::Not(_) => false,
        }
    }

    /// What of it is seen in an article's text: words and speakers that are asked for. The rest marks no place.
    pub fn marking(&self) -> Expr {
        match self {
            Expr::And(parts) | Expr::Or(parts) => {
                let mut parts: Vec<Expr> = parts.iter().map(Expr::marking).filter(|p| *p != Expr::All).collect();
                match parts.len() {
                    0 => Expr::All,
                    1 => parts.swap_remove(0),
                    _ => Expr::And(parts),
                }
            }
            Expr::Term(term) if self.has_words() || matches!(term, Term::Said(_)) => self.clone(),
            Expr::All | Expr::Not(_) | Expr::Term(_) => Expr::All,
        }
    }

    /// Whether one of its terms is as wanted.
    pub fn any(&self, wanted: &dyn Fn(&Term) -> bool) -> bool {
        match self {
            Expr::All => false,
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| part.any(wanted)),
            Expr::Not(inner) => inner.any(wanted),
            Expr::Term(term) => wanted(term),
        }
    }

    /// The names of people, countries and organisations that it is about, as typed.
    pub fn names(&self) -> Vec<(Kind, &str)> {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().flat_map(Expr::names).collect(),
            Expr::Not(inner) => inner.names(),
            Expr::Term(Term::Entity(kind, name)) => vec![(*kind, name)],
            Expr::All | Expr::Term(_) => Vec::new(),
        }
    }

    /// Those who are asked for as speakers, as typed; not those who are left out.
    pub fn speakers(&self) -> Vec<&str> {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().flat_map(Expr::speakers).collect(),
            Expr::Term(Term::Said(name)) => vec![name],
            Expr::All | Expr::Not(_) | Expr::Term(_) => Vec::new(),
        }
    }
}

/// One condition on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word in title or text.
    Word(Word),
    /// Words next to each other in title or text, in this order; folded, without regard to stems. One word alone is
    /// that very word: `"sanction"` does not find "sanctions".
    Phrase(Vec<String>),
    /// All the words in title or text, the first and the last at most so many words apart, in any order; folded, at
    /// least two, none twice.
    Near {
        distance: u32,
        words: Vec<String>,
    },
    /// A word in the title.
    Title(Word),
    /// A phrase in the title; folded.
    TitlePhrase(Vec<String>),
    /// Names an entity of this kind; the text as typed.
    Entity(Kind, String),
    /// A quote by a person, an organisation or a country; the text as typed.
    Said(String),
    /// The source's name contains these words; the text as typed.
    Source(String),
    /// One of the reader's own tags; the text as typed, compared folded.
    Tag(String),
    /// Part of the story that an article is in: the beginning of its id, in small hexadecimal digits.
    Story(String),
    /// A note of the reader's own has words that begin so; folded.
    Note(Vec<String>),
    /// This very article. Not for people to type.
    Article(ArticleId),
    /// Dated within these days. `after:` and `before:` leave the day, month or year they name out.
    Date(DateRange),
    Undated,
    Is(Status),
}

/// A word to find, in the form in which [`super::words`] knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub how: How,
}

/// How a word is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Other endings of the same stem count: `sanction` finds "sanctions".
    Stem,
    /// `peac*`
    Prefix,
    /// `zelensky~`: one letter off, two in words of eight letters or more.
    Fuzzy,
}

/// Days from `first` to `last`, both included; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    pub first: Option<Date>,
    pub last: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Read,
    Unread,
    Starred,
    /// Has one of the reader's tags.
    Tagged,
    /// Has a note of the reader's own words.
    Noted,
    /// Has a passage that the reader marked.
    Highlighted,
}
