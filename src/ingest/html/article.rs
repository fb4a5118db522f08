//! Which part of a page is the story.
//!
//! Prose is what decides: lines that are long or end as sentences do and are not links. What is named or built as
//! furniture goes, unless most of the prose stands in it. The story's root is the innermost element that holds nearly
//! all prose that is left, and within it goes what stands before the headline and what is only links.

use std::collections::{HashMap, HashSet};

use super::furniture::{self, Sign};
use super::meta::Meta;
use super::names::is_heading;
use super::tree::{At, Tree};
use super::walk::{self, Piece};
use crate::corpus::ParagraphKind;
use crate::text::{fold, hash};

/// The headline is among the first so many paragraphs.
const HEAD: usize = 40;
/// So much prose may stand above the headline, in bytes.
const LEAD: usize = 300;
/// From this share of the prose on, in per cent, what is hidden is the story.
const HIDDEN: usize = 40;
/// So many runs of words of what is shown are held against what is hidden.
const RUNS: usize = 500_000;

/// The story's paragraphs.
pub fn pieces(tree: &Tree, said: &Meta) -> Vec<Piece> {
    let body = tree.find("body").unwrap_or(0);
    let all = walk::pieces(tree, body, |_| false);
    let mut page = Page { tree, out: vec![false; tree.nodes.len()], before: Vec::new() };
    page.weigh(&all);
    page.leave_out_hidden(body, &all);
    page.leave_out_furniture(body);
    let left = page.pieces(body);
    page.weigh(&left);
    let root = page.root(body);
    let mut found = page.pieces(root);
    page.trim(&mut found, said);
    match said.body.as_deref().map(given) {
        Some(given) if is_more(&given, &found) => given,
        _ => found,
    }
}

/// The story as the metadata has it, for pages that show it only to scripts: markup, or lines.
fn given(body: &str) -> Vec<Piece> {
    let is_markup = ["<p", "<br", "<div", "&lt;p"].iter().any(|tag| body.contains(tag));
    let body = if is_markup { body.replace("&lt;", "<").replace("&gt;", ">") } else { body.replace('<', "&lt;") };
    let body = if is_markup { body } else { body.replace(['\n', '\r'], "<p>") };
    let scan = super::scan::scan(&body, super::scan::FRAGMENT);
    if scan.wild {
        return Vec::new();
    }
    walk::pieces(&Tree::fragment(&scan.markup), 0, |_| false)
}

/// Whether the metadata has far more of the story than the page shows.
fn is_more(given: &[Piece], found: &[Piece]) -> bool {
    let length = |pieces: &[Piece]| pieces.iter().map(prose).sum::<usize>();
    length(given) >= 500 && length(given) > 2 * length(found)
}

/// Bytes, but for the headings.
#[derive(Clone, Copy, Default)]
struct Sums {
    prose: usize,
    text: usize,
    linked: usize,
    linked_headings: usize,
}

impl Sums {
    fn plus(self, other: Sums) -> Sums {
        Sums {
            prose: self.prose + other.prose,
            text: self.text + other.text,
            linked: self.linked + other.linked,
            linked_headings: self.linked_headings + other.linked_headings,
        }
    }

    /// `before` is a sum that this one goes on from.
    fn minus(self, before: Sums) -> Sums {
        Sums {
            prose: self.prose.saturating_sub(before.prose),
            text: self.text.saturating_sub(before.text),
            linked: self.linked.saturating_sub(before.linked),
            linked_headings: self.linked_headings.saturating_sub(before.linked_headings),
        }
    }
}

struct Page<'a> {
    tree: &'a Tree,
    /// Left out, with all that is inside.
    out: Vec<bool>,
    /// What stands before each node.
    before: Vec<Sums>,
}

impl Page<'_> {
    fn pieces(&self, root: At) -> Vec<Piece> {
        walk::pieces(self.tree, root, |at| self.out.get(at).copied().unwrap_or(false))
    }

    fn weigh(&mut self, pieces: &[Piece]) {
        let mut own = vec![Sums::default(); self.tree.nodes.len() + 1];
        for piece in pieces {
            if let Some(sums) = own.get_mut(piece.block) {
                let is_heading = piece.kind == ParagraphKind::Heading;
                sums.prose += prose(piece);
                sums.text += piece.text.len();
                sums.linked += piece.linked;
                sums.linked_headings += usize::from(is_heading && piece.linked * 10 >= piece.text.len() * 8);
            }
        }
        let mut sum = Sums::default();
        for sums in &mut own {
            let here = *sums;
            *sums = sum;
            sum = sum.plus(here);
        }
        self.before = own;
    }

    fn sums(&self, at: At) -> Sums {
        let upto = |n: At| self.before.get(n).copied().unwrap_or_default();
        upto(self.tree.end(at)).minus(upto(at))
    }

    /// Bytes of prose inside a node.
    fn weight(&self, at: At) -> usize {
        self.sums(at).prose
    }

    /// Three and more parts that are each a linked headline with little text, or a link altogether: other stories.
    fn is_cards(&self, at: At) -> bool {
        let all = self.sums(at);
        if matches!(self.tree.name(at), "" | "p" | "ul" | "ol" | "tr") || all.linked < 60 || all.linked * 8 < all.text {
            return false;
        }
        let (mut cards, mut text) = (0, 0);
        for child in self.tree.children(at) {
            let sums = self.sums(child);
            let is_card = (20..=500).contains(&sums.text)
                && ((1..=2).contains(&sums.linked_headings)
                    || (sums.linked * 10 >= sums.text * 7 && sums.linked >= 20));
            if is_card {
                cards += 1;
                text += sums.text;
            }
        }
        cards >= 3 && text * 10 >= all.text * 8
    }

    /// What is hidden goes, unless much of the prose stands there and nowhere else: a story that a script is to show.
    fn leave_out_hidden(&mut self, body: At, all: &[Piece]) {
        let mut inside = vec![false; self.tree.nodes.len()];
        let mut hidden = Vec::new();
        let mut at = body + 1;
        while at < self.tree.end(body) {
            if !walk::is_hidden(self.tree, at) {
                at += 1;
                continue;
            }
            let end = self.tree.end(at);
            inside.iter_mut().take(end).skip(at).for_each(|inside| *inside = true);
            hidden.push(at);
            at = end;
        }
        let is_inside = |p: &&Piece| inside.get(p.block).copied().unwrap_or(false);
        let total: usize = all.iter().filter(|p| !is_inside(p)).map(prose).sum();
        let mut new: usize = all.iter().filter(is_inside).map(prose).sum();
        if new * 100 >= HIDDEN * (total + new) && total > 0 {
            let shown = all.iter().filter(|p| !is_inside(p) && prose(p) > 0);
            let shown: HashSet<u64> = shown.flat_map(|p| runs(&p.text)).take(RUNS).collect();
            let is_said = |p: &&Piece| {
                let (all, said) =
                    runs(&p.text).fold((0, 0), |(n, s), run| (n + 1, s + usize::from(shown.contains(&run))));
                said * 2 > all
            };
            new = all.iter().filter(is_inside).filter(|p| !is_said(p)).map(prose).sum();
        }
        if new * 100 < HIDDEN * (total + new) {
            hidden.into_iter().for_each(|at| self.out.iter_mut().skip(at).take(1).for_each(|out| *out = true));
        }
    }

    /// A sign counts unless the elements that bear it hold too much of the prose together: then it is a name for
    /// something else here, such as every block of a page builder.
    fn leave_out_furniture(&mut self, body: At) {
        let total = self.weight(body).max(1);
        let mut borne: Vec<(At, Sign)> = Vec::new();
        for at in self.tree.inside(body) {
            let Some(node) = self.tree.get(at).filter(|n| !n.is_text()) else { continue };
            borne.extend(furniture::signs(node).into_iter().map(|sign| (at, sign)));
            if self.is_cards(at) {
                borne.push((at, furniture::CARDS));
            }
        }
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
        // A story in parts that are all named the same is in none of them.
        let marks = |at: At| self.tree.get(at).map_or("", |n| n.marks.as_str());
        let alike = found.iter().skip(1).filter(|at| !marks(first).is_empty() && marks(**at) == marks(first));
        let beside: usize = alike.map(|at| self.weight(*at)).sum();
        if beside * 100 >= weight * 10 {
            return None;
        }
        let second = found.get(1).map_or(0, |at| self.weight(*at));
        (self.weight(first) * 100 >= weight * 40 && second * 2 <= self.weight(first)).then_some(first)
    }

    fn trim(&self, pieces: &mut Vec<Piece>, said: &Meta) {
        let title = said.title.as_deref().unwrap_or("");
        let is_headline = |p: &Piece| {
            said.headline.is_some_and(|h| (h..self.tree.end(h)).contains(&p.block))
                || (p.kind == ParagraphKind::Heading && fold::same(&p.text, title))
        };
        if let Some(at) = pieces.iter().take(HEAD).position(is_headline) {
            // Above the headline stand menus, labels and dates; a long text there is a story of its own.
            let before: usize = pieces.iter().take(at).map(prose).sum();
            pieces.drain(if before < LEAD { 0..at + 1 } else { at..at + 1 });
        }
        super::trim::trim(self.tree, pieces, said.byline.as_deref());
    }
}

/// Each four words of a text that stand side by side, as numbers.
fn runs(text: &str) -> impl Iterator<Item = u64> + '_ {
    let mut last = [0_u64; 4];
    text.split_whitespace().enumerate().filter_map(move |(n, word)| {
        last.rotate_left(1);
        if let Some(end) = last.last_mut() {
            *end = hash::of(word);
        }
        (n >= 3).then(|| last.iter().fold(0, |sum: u64, word| sum.rotate_left(13) ^ word))
    })
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
    let words = words(&piece.text);
    let ends = ends_sentence(&piece.text) || piece.text.ends_with([':', '：']);
    if (words >= 6 && ends) || words >= 20 || piece.text.len() >= 150 { piece.text.len() } else { 0 }
}

/// How many words a line has. Where no spaces part them, two characters are about one.
pub fn words(text: &str) -> usize {
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    let spaced = text.split(' ').filter(|word| !word.chars().all(is_unspaced)).count();
    if unspaced == 0 { text.split(' ').count() } else { spaced.saturating_sub(1) + unspaced.div_ceil(2) }
}

/// Thai, Lao, Burmese, Khmer, and what Chinese and Japanese are written in.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a line ends as sentences do, whatever closes behind.
pub fn ends_sentence(text: &str) -> bool {
    let closed = ['"', '\'', '”', '’', '»', '«', ')', ']', '」', '』', '）'];
    text.trim_end_matches(closed).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '။', '។'])
}
