//! Cutting a query into pieces. Nothing is judged here but where a piece begins and ends.

use super::fields::{self, Field};
use crate::text::Span;

/// A piece of a query with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: PieceKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// The sign of `-word`.
    Minus,
    /// `person:`; the span includes the colon.
    Field(Field),
    /// `foo` of `foo:bar`, where there is no such field. What follows stands right behind the colon.
    NoField,
    /// A run of other characters.
    Word,
    /// The span includes the marks; `closed` says whether there is one at the end.
    Quoted {
        inner: Span,
        closed: bool,
    },
}

/// The pieces of `text` in order, not overlapping; between them is only white space.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut lexer = Lexer { text, at: 0, pieces: Vec::new() };
    while let Some(c) = lexer.peek() {
        match c {
            c if c.is_whitespace() => lexer.at += c.len_utf8(),
            '(' => lexer.push(PieceKind::Open, lexer.at + 1),
            ')' => lexer.push(PieceKind::Close, lexer.at + 1),
            c if is_quote(c) => lexer.quoted(c),
            '-' if lexer.rest().chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != ')') => {
                lexer.push(PieceKind::Minus, lexer.at + 1);
            }
            _ => lexer.run(),
        }
    }
    lexer.pieces
}

/// Any double quotation mark opens a phrase and any closes it: people paste all sorts.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Whether a bare word ends before `c`.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || c == '(' || c == ')' || is_quote(c)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    pieces: Vec<Piece>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn push(&mut self, kind: PieceKind, end: usize) {
        self.pieces.push(Piece { kind, span: Span::new(self.at, end) });
        self.at = end;
    }

    fn quoted(&mut self, mark: char) {
        let start = self.at + mark.len_utf8();
        let inside = self.text.get(start..).unwrap_or("");
        match inside.char_indices().find(|(_, c)| is_quote(*c)) {
            Some((at, close)) => {
                let inner = Span::new(start, start + at);
                self.push(PieceKind::Quoted { inner, closed: true }, start + at + close.len_utf8());
            }
            None => {
                let end = start + inside.trim_end().len();
                self.push(PieceKind::Quoted { inner: Span::new(start, end), closed: false }, end);
                self.at = self.text.len();
            }
        }
    }

    /// A run up to white space, a bracket or a quotation mark: an operator, a field with its value, or a word.
    fn run(&mut self) {
        let rest = self.rest();
        let run = rest.get(..rest.find(ends_word).unwrap_or(rest.len())).unwrap_or(rest);
        let end = self.at + run.len();
        let operator = [("and", PieceKind::And), ("or", PieceKind::Or), ("not", PieceKind::Not)];
        if let Some((_, kind)) = operator.into_iter().find(|(name, _)| run.eq_ignore_ascii_case(name)) {
            return self.push(kind, end);
        }
        if let Some((name, value)) = run.split_once(':') {
            let has_value =
                !value.is_empty() || rest.get(run.len()..).is_some_and(|r| r.starts_with(|c| c == '(' || is_quote(c)));
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
            let is_link = value.starts_with("//");
            match fields::find(name) {
                Some(field) => {
                    self.push(PieceKind::Field(field), end - value.len());
                    return self.push_word(end);
                }
                None if is_name && has_value && !is_link => {
                    self.push(PieceKind::NoField, self.at + name.len());
                    self.at += 1;
                    return self.push_word(end);
                }
                None => {}
            }
        }
        self.push_word(end);
    }

    fn push_word(&mut self, end: usize) {
        if end > self.at {
            self.push(PieceKind::Word, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let show = |p: &Piece| {
            let kind = match p.kind {
                PieceKind::Field(_) => "F",
                PieceKind::NoField => "N",
                PieceKind::Word => "w",
                PieceKind::Quoted { closed: true, .. } => "q",
                PieceKind::Quoted { closed: false, .. } => "u",
                _ => "",
            };
            format!("{kind}{}", p.span.of(text))
        };
        assert_eq!(pieces(text).iter().map(show).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn pieces_are_told_apart() {
        check("peace  talks", "wpeace wtalks");
        check("a or(b) NOT c", "wa or ( wb ) NOT wc");
        check("-person:\"V P\" x", "- Fperson: q\"V P\" wx");
        check("near:5(a b)", "Fnear: w5 ( wa wb )");
        check("title:or", "Ftitle: wor");
        check("say“hi”x", "wsay q“hi” wx");
        check("foo:bar putin: 10:30 https://x.y", "Nfoo wbar wputin: w10:30 whttps://x.y");
        check("\"open  ", "u\"open");
        check("- -- a-b )", "w- - w- wa-b )");
    }
}
