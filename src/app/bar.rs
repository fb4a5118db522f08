//! The input line at the foot of the screen: search, filter, find, tags.

use crate::query::{self, Expr, FIELDS, Syntax};
use crate::text::edit::Line;
use crate::text::segment::words;
use crate::text::{Span, fold};

/// What the typed text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// `/`: the archive, ranked.
    Search,
    /// `f`: narrow what is shown.
    Filter,
    /// `/` in the reader: this article.
    Find,
    /// `t`: tags of the selected article.
    Tag,
    /// `g d`: a date in the list.
    Date,
    /// On an entity page: its name.
    Rename,
    /// Among saved searches: the name of a new one, and another name for one.
    SaveSearch,
    RenameSearch,
    /// `/` among the notes.
    Notes,
    /// `|`: a program and its arguments.
    Pipe,
    /// Among quotes: words of theirs, and whom they are about.
    QuoteWords,
    QuoteAbout,
}

/// An open input line.
#[derive(Clone, Debug)]
pub struct Bar {
    pub purpose: Purpose,
    pub line: Line,
    /// Mistakes in the query as typed so far.
    pub issues: Vec<Syntax>,
    /// What is typed first takes the place of the text.
    pub replaces: bool,
    /// Of tags: the beginning that `Tab` completes, and by which of those that fit.
    pub completing: Option<(String, usize)>,
}

impl Bar {
    pub fn new(purpose: Purpose, text: &str) -> Bar {
        let prefilled = [Purpose::Rename, Purpose::SaveSearch, Purpose::RenameSearch, Purpose::Pipe].contains(&purpose);
        let replaces = prefilled && !text.is_empty();
        let mut bar = Bar { purpose, line: Line::default(), issues: Vec::new(), replaces, completing: None };
        bar.line.set(text);
        bar
    }

    /// Before the first key: what it types takes the place of what stood there; one that moves or deletes keeps it.
    pub fn begin(&mut self, typing: bool) {
        if std::mem::take(&mut self.replaces) && typing {
            self.line.set("");
        }
    }

    /// Puts `right` in the place of the words that are `wrong`, which is folded.
    pub fn replace_word(&mut self, wrong: &str, right: &str) {
        let text = self.line.text().to_string();
        let mut out = String::with_capacity(text.len() + right.len());
        let mut done = 0;
        for (span, word) in words(&text).filter(|(_, word)| fold(word) == wrong) {
            out.push_str(text.get(done..span.start as usize).unwrap_or_default());
            out.push_str(right);
            done = span.start as usize + word.len();
        }
        out.push_str(text.get(done..).unwrap_or_default());
        self.line.set(&out);
    }

    /// True where each key changes what the list shows.
    pub fn narrows(&self) -> bool {
        matches!(self.purpose, Purpose::Search | Purpose::Filter)
    }

    /// What the text asks for so far; keeps its mistakes for the screen.
    pub fn parse(&mut self) -> Expr {
        if !self.narrows() {
            self.issues = if self.purpose == Purpose::QuoteWords { not_words(self.line.text()) } else { Vec::new() };
            return Expr::All;
        }
        let query = query::parse(self.line.text());
        self.issues = query.issues;
        query.expr
    }

    /// The same without touching the mistakes.
    pub fn expr(&self) -> Expr {
        if self.narrows() { query::parse(self.line.text()).expr } else { Expr::All }
    }

    /// What may be typed, for who has not done it before.
    pub fn hint(&self) -> &'static str {
        match self.purpose {
            Purpose::Tag => "words, space between; Tab completes ",
            _ => "",
        }
    }

    /// What stands before the input.
    pub fn prompt(&self) -> &'static str {
        match self.purpose {
            Purpose::Search => "search ",
            Purpose::Filter => "filter ",
            Purpose::Find => "find ",
            Purpose::Tag => "tags ",
            Purpose::Date => "go to ",
            Purpose::Rename | Purpose::RenameSearch => "name ",
            Purpose::SaveSearch => "save as ",
            Purpose::Notes => "notes ",
            // No variables, no pipes: what is typed is a program and its arguments.
            Purpose::Pipe => "pipe to (no shell) ",
            Purpose::QuoteWords => "words ",
            Purpose::QuoteAbout => "about ",
        }
    }
}

/// A field of the query language where only words are looked for.
fn not_words(text: &str) -> Vec<Syntax> {
    let field = |word: &str| {
        let (name, _) = word.split_once(':')?;
        FIELDS.iter().flat_map(|row| row.names).find(|known| name.eq_ignore_ascii_case(known)).copied()
    };
    text.split_whitespace()
        .filter_map(field)
        .map(|name| Syntax {
            span: Span { start: 0, end: 0 },
            message: format!("words of the quotes only; f narrows articles by {name}:"),
        })
        .take(1)
        .collect()
}
