//! Which part of a page is the story.
//!
//! Prose is what decides: lines that are long or end as sentences do and are not links. What is named or built as
//! furniture goes, unless most of the prose stands in it. The story's root is the innermost element that holds nearly
//! all prose that is left, and within it goes what stands before the headline and what is only links.

use std::collections::HashMap;

use super::furniture::{self, Sign};
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

    /// A sign counts unless the elements that bear it hold too much of the prose together: then it is a name for
    /// something else here, such as every block of a page builder.
    fn leave_out_furniture(&mut self, body: At) {
        let total = self.weight(body).max(1);
        let borne: Vec<(At, Sign)> = self
            .tree
            .inside(body)
            .filter_map(|at| self.tree.get(at).map(|node| (at, node)))
            .flat_map(|(at, node)| furniture::signs(node).into_iter().map(move |sign| (at, sign)))
            .collect();
        // For each sign where its last element ends, and the prose in all of them.
        let mut held: HashMap<&str, (At, usize)> = HashMap::new();
        for (at, sign) in &borne {
            let (end, sum) = held.entry(sign.name).or_default();
            if *at >= *end {
                *end = self.tree.end(*at);
                *sum += self.weight(*at);
            }
        }
        for (at, sign) in borne {
            let sum = held.get(sign.name).map_or(0, |(_, sum)| *sum);
            if sum * 100 < sign.limit * total
                && let Some(out) = self.out.get_mut(at)
            {
                *out = true;
            }
        }
    }

    fn is_out(&self, at: At) -> bool {
        self.out.get(at).copied().unwrap_or(false)
    }

    /// The innermost element with nearly all prose; one that is named as the story needs less.
    fn root(&self, body: At) -> At {
        let mut at = body;
        loop {
            let weight = self.weight(at);
            if weight == 0 {
                return at;
            }
            let inner = self.tree.children(at).filter(|c| !self.is_out(*c)).max_by_key(|c| self.weight(*c));
            let fits = |c: &At| self.weight(*c) * 100 >= weight * 85 && can_be_root(self.tree.name(*c));
            match inner.filter(fits).or_else(|| self.named(at, weight)) {
                Some(child) => at = child,
                None => return at,
            }
        }
    }

    /// The element inside `root` that is named as the story and has most of the prose, and far more than the next one.
    fn named(&self, root: At, weight: usize) -> Option<At> {
        let mut found: Vec<At> = Vec::new();
        let mut at = root + 1;
        while at < self.tree.end(root) {
            if self.is_out(at) {
                at = self.tree.end(at);
                continue;
            }
            if self.tree.get(at).is_some_and(furniture::holds_story) && self.weight(at) > 0 {
                found.push(at);
                at = self.tree.end(at);
            } else {
                at += 1;
            }
        }
        found.sort_by_key(|at| std::cmp::Reverse(self.weight(*at)));
        let first = found.first().copied()?;
        let second = found.get(1).map_or(0, |at| self.weight(*at));
        (self.weight(first) * 100 >= weight * 40 && second * 2 <= self.weight(first)).then_some(first)
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
        furniture::trim(pieces);
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
