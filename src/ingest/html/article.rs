//! Which part of a page is the story.
//!
//! Prose is what decides: lines that are long or end as sentences do and are not links. What is named or built as
//! furniture goes, unless most of the prose stands in it. The story's root is the innermost element that holds nearly
//! all prose that is left, and within it goes what stands before the headline and what is only links.

use super::furniture;
use super::meta::Meta;
use super::tree::{At, Tree, is_heading};
use super::walk::{self, Piece};
use crate::corpus::ParagraphKind;
use crate::text::fold;

/// The story's paragraphs.
pub fn pieces(tree: &Tree, said: &Meta) -> Vec<Piece> {
    let body = tree.find("body").unwrap_or(0);
    let all = walk::pieces(tree, body, |_| false);
    let mut page = Page { tree, out: vec![false; tree.nodes.len()], cumulative: Vec::new() };
    page.weigh(&all);
    page.leave_out_furniture(body);
    let left = page.pieces(body);
    page.weigh(&left);
    let root = page.root(body);
    let mut found = page.pieces(root);
    page.trim(&mut found, said);
    found
}

struct Page<'a> {
    tree: &'a Tree,
    /// Left out, with all that is inside.
    out: Vec<bool>,
    /// Prose before each node, in bytes.
    cumulative: Vec<usize>,
}

impl Page<'_> {
    fn pieces(&self, root: At) -> Vec<Piece> {
        walk::pieces(self.tree, root, |at| self.out.get(at).copied().unwrap_or(false))
    }

    fn weigh(&mut self, pieces: &[Piece]) {
        let mut own = vec![0usize; self.tree.nodes.len() + 1];
        for piece in pieces {
            if let Some(slot) = own.get_mut(piece.block) {
                *slot += prose(piece);
            }
        }
        let mut sum = 0;
        for slot in &mut own {
            sum += std::mem::replace(slot, sum);
        }
        self.cumulative = own;
    }

    /// Bytes of prose inside a node.
    fn weight(&self, at: At) -> usize {
        let upto = |n: At| self.cumulative.get(n).copied().unwrap_or(0);
        upto(self.tree.end(at)).saturating_sub(upto(at))
    }

    fn leave_out_furniture(&mut self, body: At) {
        let total = self.weight(body).max(1);
        let mut at = body + 1;
        while at < self.tree.end(body) {
            let share = self.weight(at) * 100 / total;
            let limit = self.tree.get(at).map_or(0, |node| furniture::limit(node));
            if share < limit {
                if let Some(out) = self.out.get_mut(at) {
                    *out = true;
                }
                at = self.tree.end(at);
            } else {
                at += 1;
            }
        }
    }

    fn root(&self, body: At) -> At {
        let mut at = body;
        loop {
            let weight = self.weight(at);
            let heaviest = self
                .tree
                .children(at)
                .filter(|c| !self.out.get(*c).copied().unwrap_or(false))
                .max_by_key(|c| self.weight(*c));
            match heaviest {
                Some(child)
                    if self.weight(child) * 100 >= weight * 85 && weight > 0 && can_be_root(self.tree.name(child)) =>
                {
                    at = child
                }
                _ => return at,
            }
        }
    }

    fn trim(&self, pieces: &mut Vec<Piece>, said: &Meta) {
        let title = said.title.as_deref().unwrap_or("");
        if let Some(at) =
            pieces.iter().take(40).position(|p| p.kind == ParagraphKind::Heading && fold::same(&p.text, title))
        {
            let prose_before: usize = pieces.iter().take(at).map(prose).sum();
            if prose_before < 300 {
                pieces.drain(..=at);
            } else {
                pieces.remove(at);
            }
        }
        furniture::sections(pieces);
    }
}

fn can_be_root(name: &str) -> bool {
    !matches!(name, "p" | "ul" | "ol" | "li" | "table" | "tbody" | "blockquote" | "pre" | "figure" | "dl")
        && !is_heading(name)
}

/// How much a paragraph speaks for being in a story, in bytes.
pub fn prose(piece: &Piece) -> usize {
    if piece.kind == ParagraphKind::Heading || piece.linked * 2 > piece.text.len() {
        return 0;
    }
    let words = piece.text.split(' ').count();
    let ends = piece
        .text
        .trim_end_matches(['"', '”', '’', '»', ')', ']'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', ':']);
    if (words >= 6 && ends) || words >= 20 || piece.text.len() >= 150 { piece.text.len() } else { 0 }
}
