//! The grammar.
//!
//! ```text
//! query  = branch ("or" branch)*
//! branch = term ("and"? term)*
//! term   = ("not" | "-")* (group | field | phrase | word)
//! group  = "(" query ")"
//! field  = name ":" (word | phrase | group)
//! ```
//!
//! A mistaken part is left out, with a word about it, and never makes the rest match nothing. Parsing is bounded in
//! the length of the text, the depth of brackets and the number of terms, whatever is pasted.

use super::fields::{self, Field};
use super::lex::{Piece, PieceKind, pieces};
use super::{Expr, Query, Syntax, meaning};
use crate::text::Span;

/// Longer queries are cut, bytes.
const LONGEST: usize = 4096;
/// Brackets inside brackets.
const DEEPEST: usize = 32;
/// Words and fields in all.
const MOST_TERMS: usize = 256;
/// More mistakes than this are not told one by one.
const MOST_ISSUES: usize = 20;

/// Parses a query as typed.
pub fn parse(text: &str) -> Query {
    let whole = text;
    let text = cut(text);
    let mut parser = Parser { text, pieces: pieces(text), at: 0, depth: 0, terms: 0, issues: Vec::new() };
    if text.len() < whole.trim_end().len() {
        parser.issue(Span::new(text.len(), whole.len()), "the query is too long: the rest is left out");
    }
    parser.drop_stray_brackets();
    let branches = parser.branches(None);
    let mut issues = parser.issues;
    issues.sort_by_key(|i| i.span);
    let terms = conjuncts(&branches);
    Query { expr: disjunction(branches).unwrap_or_default(), terms, issues }
}

/// At most [`LONGEST`] bytes, cut where a word ends so that no half word is searched for.
fn cut(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let start = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or("");
    let end = start.rfind(char::is_whitespace).unwrap_or(0);
    start.get(..end).unwrap_or("")
}

/// What stands between two `or`s: terms that are all required.
type Branch = Vec<(Expr, Span)>;

/// The spans of the terms that are all required. One `or` among them makes them all one term.
fn conjuncts(branches: &[Branch]) -> Vec<Span> {
    match branches {
        [] => Vec::new(),
        [only] => only.iter().map(|(_, span)| *span).collect(),
        [first, .., last] => {
            let start = first.first().map_or(0, |(_, span)| span.start);
            let end = last.last().map_or(start, |(_, span)| span.end);
            vec![Span { start, end }]
        }
    }
}

fn disjunction(branches: Vec<Branch>) -> Option<Expr> {
    let mut branches: Vec<Expr> = branches.into_iter().filter_map(|b| all(b.into_iter().map(|(e, _)| e))).collect();
    if branches.len() > 1 { Some(Expr::Or(branches)) } else { branches.pop() }
}

/// The conjunction of `parts`, flat; `None` of none.
fn all(parts: impl IntoIterator<Item = Expr>) -> Option<Expr> {
    let mut flat = Vec::new();
    for part in parts {
        match part {
            Expr::And(inner) => flat.extend(inner),
            part => flat.push(part),
        }
    }
    if flat.len() > 1 { Some(Expr::And(flat)) } else { flat.pop() }
}

pub(super) struct Parser<'a> {
    pub text: &'a str,
    pub pieces: Vec<Piece>,
    pub at: usize,
    depth: usize,
    terms: usize,
    issues: Vec<Syntax>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Piece> {
        self.pieces.get(self.at).copied()
    }

    pub fn next(&mut self) -> Option<Piece> {
        let piece = self.peek()?;
        self.at += 1;
        Some(piece)
    }

    /// The next piece if nothing stands between it and `before`.
    pub fn glued(&self, before: Piece) -> Option<Piece> {
        self.peek().filter(|p| p.span.start == before.span.end)
    }

    pub fn issue(&mut self, span: Span, message: impl Into<String>) {
        if self.issues.len() < MOST_ISSUES {
            self.issues.push(Syntax { span, message: message.into() });
        }
    }

    /// Takes out brackets that close nothing, as if they were not there.
    fn drop_stray_brackets(&mut self) {
        let mut depth = 0;
        let mut stray = Vec::new();
        self.pieces.retain(|piece| {
            match piece.kind {
                PieceKind::Open => depth += 1,
                PieceKind::Close if depth == 0 => {
                    stray.push(piece.span);
                    return false;
                }
                PieceKind::Close => depth -= 1,
                _ => {}
            }
            true
        });
        stray.into_iter().for_each(|span| self.issue(span, "this bracket closes nothing"));
    }

    /// The end of the last piece read.
    pub fn end(&self) -> u32 {
        self.at.checked_sub(1).and_then(|i| self.pieces.get(i)).map_or(0, |p| p.span.end)
    }

    /// Everything up to the end or the bracket that closes this group; branches with nothing in them are left out.
    /// `field` is the one that bare words belong to in `field:( )`.
    fn branches(&mut self, field: Option<Field>) -> Vec<Branch> {
        let mut branches = Vec::new();
        let mut branch = Branch::new();
        // Whether this branch had anything in it, were it a mistake: that is complained of once.
        let mut begun = false;
        let mut dangling = None;
        while let Some(piece) = self.peek() {
            match piece.kind {
                PieceKind::Close => break,
                PieceKind::Or | PieceKind::And => {
                    self.at += 1;
                    if !begun || dangling.is_some() {
                        self.issue(piece.span, "nothing stands before this");
                        continue;
                    }
                    dangling = Some(piece.span);
                    if piece.kind == PieceKind::Or {
                        branches.push(std::mem::take(&mut branch));
                    }
                }
                _ => {
                    (begun, dangling) = (true, None);
                    let expr = self.term(field);
                    let span = Span { start: piece.span.start, end: self.end() };
                    branch.extend(expr.map(|e| (e, span)));
                }
            }
        }
        if let Some(span) = dangling {
            self.issue(span, "nothing stands behind this");
        }
        branches.push(branch);
        branches.retain(|b| !b.is_empty());
        branches
    }

    /// One term with its signs.
    fn term(&mut self, field: Option<Field>) -> Option<Expr> {
        let mut negative = false;
        let mut sign = None;
        while let Some(piece) = self.peek().filter(|p| matches!(p.kind, PieceKind::Not | PieceKind::Minus)) {
            self.at += 1;
            negative = !negative;
            sign = Some(piece.span);
        }
        let expr = match (self.peek().map(|p| p.kind), sign) {
            (None | Some(PieceKind::And | PieceKind::Or | PieceKind::Close), Some(sign)) => {
                self.issue(sign, "nothing stands behind this");
                return None;
            }
            _ => self.primary(field)?,
        };
        Some(match (negative, expr) {
            (false, expr) => expr,
            (true, Expr::Not(inner)) => *inner,
            (true, expr) => Expr::Not(Box::new(expr)),
        })
    }

    fn primary(&mut self, field: Option<Field>) -> Option<Expr> {
        let piece = self.next()?;
        match piece.kind {
            PieceKind::Open => self.group(piece, field),
            PieceKind::Field(field) => self.field(piece, field),
            PieceKind::NoField => self.no_field(piece, field),
            PieceKind::Word => self.leaf(field, piece, piece.span, false),
            PieceKind::Quoted { inner, closed } => {
                if !closed {
                    self.issue(piece.span, "this quotation mark is not closed");
                }
                self.leaf(field, piece, inner, true)
            }
            // The callers have dealt with these.
            PieceKind::Close | PieceKind::And | PieceKind::Or | PieceKind::Not | PieceKind::Minus => None,
        }
    }

    /// What stands in brackets; `open` has been read.
    fn group(&mut self, open: Piece, field: Option<Field>) -> Option<Expr> {
        if self.depth >= DEEPEST {
            self.skip_group();
            self.issue(
                Span { start: open.span.start, end: self.end() },
                "too many brackets inside each other: left out",
            );
            return None;
        }
        let issues = self.issues.len();
        self.depth += 1;
        let branches = self.branches(field);
        self.depth -= 1;
        if branches.is_empty() && self.issues.len() == issues {
            self.issue(open.span, "nothing stands in these brackets");
        }
        self.close(open);
        disjunction(branches)
    }

    fn close(&mut self, open: Piece) {
        match self.peek() {
            Some(piece) if piece.kind == PieceKind::Close => self.at += 1,
            _ => self.issue(open.span, "this bracket is not closed"),
        }
    }

    /// Reads on behind the bracket that closes this group; false if there is none.
    pub fn skip_group(&mut self) -> bool {
        let mut depth = 1;
        while let Some(piece) = self.peek() {
            self.at += 1;
            match piece.kind {
                PieceKind::Open => depth += 1,
                PieceKind::Close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return true;
            }
        }
        false
    }

    fn field(&mut self, name: Piece, field: Field) -> Option<Expr> {
        let Some(value) = self.glued(name) else {
            self.issue(name.span, "nothing stands behind the colon");
            return None;
        };
        match (field, value.kind) {
            (Field::Near, _) => self.near(name),
            (_, PieceKind::Open | PieceKind::Word | PieceKind::Quoted { .. }) => self.primary(Some(field)),
            _ => {
                self.issue(name.span, "nothing stands behind the colon");
                None
            }
        }
    }

    /// `foo:bar` where there is no such field: both are words.
    fn no_field(&mut self, name: Piece, field: Option<Field>) -> Option<Expr> {
        let message = match fields::like(name.span.of(self.text)) {
            Some(like) => format!("no such field; did you mean {like}: ?"),
            None => "no such field: searched for as words".to_string(),
        };
        self.issue(name.span, message);
        let first = self.leaf(field, name, name.span, false);
        let second = self.primary(field);
        all([first, second].into_iter().flatten())
    }

    /// The meaning of one word or phrase.
    fn leaf(&mut self, field: Option<Field>, piece: Piece, value: Span, quoted: bool) -> Option<Expr> {
        let value = value.of(self.text);
        let expr = match field {
            Some(field) => meaning::of_field(field, value, quoted),
            None => meaning::of_words(value, quoted),
        };
        match expr {
            Ok(expr) => self.room(meaning::size(&expr), piece.span).then_some(expr),
            Err(message) => {
                self.issue(piece.span, message);
                None
            }
        }
    }

    /// Counts `wanted` more terms; false, once with a word about it, if there is no room for them.
    pub fn room(&mut self, wanted: usize, span: Span) -> bool {
        if self.terms + wanted <= MOST_TERMS {
            self.terms += wanted;
            return true;
        }
        if self.terms <= MOST_TERMS {
            self.issue(span, "too many words: from here on they are left out");
        }
        // Over the limit from now on, so that it is told once and a shorter term does not slip in.
        self.terms = MOST_TERMS + 1;
        false
    }
}
