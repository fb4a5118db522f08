//! The grammar of `near:5(two words)`.

use std::collections::BTreeSet;

use super::lex::{Piece, PieceKind};
use super::parse::Parser;
use super::words::wanted;
use super::{Expr, Term, meaning};
use crate::text::Span;

impl Parser<'_> {
    /// `near:5(a b)`; the name has been read.
    pub(super) fn near(&mut self, name: Piece) -> Option<Expr> {
        let mut last = name;
        let mut distance = Some(meaning::NEAR);
        if let Some(number) = self.glued(name).filter(|p| p.kind == PieceKind::Word) {
            self.at += 1;
            last = number;
            distance = meaning::distance(number.span.of(self.text));
        }
        let Some(open) = self.glued(last).filter(|p| p.kind == PieceKind::Open) else {
            self.issue(Span { start: name.span.start, end: last.span.end }, "write it like near:5(two words)");
            return None;
        };
        self.at += 1;
        let start = self.at;
        let closed = self.skip_group();
        let inside = self.pieces.get(start..self.at - usize::from(closed)).unwrap_or(&[]);
        let mut words: Vec<String> = Vec::new();
        for piece in inside.iter().filter(|p| matches!(p.kind, PieceKind::Word | PieceKind::Quoted { .. })) {
            words.extend(wanted(piece.span.of(self.text)));
        }
        let mixed = inside.iter().any(|p| !matches!(p.kind, PieceKind::Word | PieceKind::Quoted { .. }));
        let mut seen = BTreeSet::new();
        words.retain(|w| seen.insert(w.clone()));
        let span = Span { start: name.span.start, end: self.end() };
        if !closed {
            self.issue(open.span, "this bracket is not closed");
        }
        if mixed {
            self.issue(span, "near: takes plain words only");
        }
        let Some(distance) = distance else {
            self.issue(span, "the distance is a number of words, like near:5(two words)");
            return None;
        };
        if words.len() < 2 {
            self.issue(span, "near: needs two words");
            return None;
        }
        self.room(words.len(), span).then_some(Expr::Term(Term::Near { distance, words }))
    }
}
