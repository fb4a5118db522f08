//! From nodes to paragraphs: what a browser would set on lines of its own, with its kind.

use super::names::is_heading;
use super::tree::{At, Node, Tree, is_space, push_collapsed};
use crate::corpus::ParagraphKind;

/// A paragraph on its way: where it stands and how much of it is in links.
#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: ParagraphKind,
    pub text: String,
    /// The innermost block that it stands in.
    pub block: At,
    /// Bytes of its text in links.
    pub linked: usize,
    /// Bytes of its text in links to other sites.
    pub away: usize,
    /// Bytes of its text in links to places on the page.
    pub within: usize,
    /// The links in it.
    pub links: Vec<At>,
}

/// The paragraphs inside `root`, without what `skip` says.
pub fn pieces(tree: &Tree, root: At, skip: impl Fn(At) -> bool) -> Vec<Piece> {
    let mut walker = Walker {
        tree,
        out: Vec::new(),
        text: String::new(),
        linked: 0,
        away: 0,
        within: 0,
        links: Vec::new(),
        open: vec![root],
        rows: Vec::new(),
    };
    let end = tree.end(root);
    let mut at = root;
    while at < end {
        walker.leave(at);
        let Some(node) = tree.get(at) else { break };
        if node.is_text() {
            walker.say(&node.text);
            at += 1;
        } else if at != root && (is_never_shown(tree, at) || skip(at)) {
            if node.block {
                walker.flush();
            }
            at = tree.end(at);
        } else {
            walker.enter(at, node.name);
            at += 1;
        }
    }
    walker.leave(end);
    walker.flush();
    walker.out
}

/// Elements without text of the page.
pub fn is_never_shown(tree: &Tree, at: At) -> bool {
    matches!(tree.name(at), "head" | "title" | "template" | "button" | "input" | "option" | "dialog")
}

/// Elements that the markup hides until a script shows them.
pub fn is_hidden(tree: &Tree, at: At) -> bool {
    tree.get(at).is_some_and(|n| n.attribute("hidden").is_some())
}

struct Walker<'a> {
    tree: &'a Tree,
    out: Vec<Piece>,
    text: String,
    linked: usize,
    away: usize,
    within: usize,
    links: Vec<At>,
    /// The elements around the place, outermost first.
    open: Vec<At>,
    /// The ends of the table rows around the place that are set as one line.
    rows: Vec<At>,
}

impl Walker<'_> {
    fn enter(&mut self, at: At, name: &'static str) {
        let in_row = self.rows.last().is_some_and(|end| at < *end);
        if name == "br" {
            self.line_break(at, in_row);
        } else if in_row && matches!(name, "td" | "th") {
            if !self.text.trim_end().is_empty() {
                let end = self.text.trim_end().len();
                self.text.truncate(end);
                self.text.push_str(" | ");
            }
        } else if self.tree.is_block(at) {
            if in_row {
                self.say(" ");
            } else {
                self.flush();
            }
        }
        if name == "tr" && is_one_line(self.tree, at) {
            self.rows.push(self.tree.end(at));
        }
        self.open.push(at);
    }

    /// Closes what ends before `at`.
    fn leave(&mut self, at: At) {
        while let Some(top) = self.open.last().copied().filter(|top| self.tree.end(*top) <= at) {
            let in_row = self.rows.last().is_some_and(|end| self.tree.end(top) < *end);
            if self.tree.is_block(top) && !in_row {
                self.flush();
            }
            self.open.pop();
            if self.rows.last().is_some_and(|end| *end <= at) {
                self.rows.pop();
            }
        }
    }

    fn say(&mut self, text: &str) {
        let before = self.text.len();
        let kept = self.rows.is_empty() && self.around("pre").is_some();
        for c in text.chars() {
            if kept || !is_space(c) {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
        if let Some(link) = self.around("a") {
            let said = self.text.len().saturating_sub(before);
            self.linked += said;
            if said > 0 && self.links.last() != Some(&link) {
                self.links.push(link);
            }
            if self.tree.leads_away(link) {
                self.away += said;
            } else if self.tree.get(link).and_then(|n| n.attribute("href")).is_some_and(|h| h.starts_with('#')) {
                self.within += said;
            }
        }
    }

    /// The nearest element of this name around the place.
    fn around(&self, name: &str) -> Option<At> {
        self.open.iter().rev().take(12).copied().find(|at| self.tree.name(*at) == name)
    }

    /// Two breaks part paragraphs, one is a space.
    fn line_break(&mut self, at: At, in_row: bool) {
        let doubled = self.tree.nodes.get(at + 1..).unwrap_or(&[]).iter().take(3);
        let next = doubled.into_iter().find(|n| !n.is_text() || !n.text.chars().all(is_space));
        if next.is_some_and(|n| n.name == "br") && !in_row {
            self.flush();
        } else {
            self.say(" ");
        }
    }

    fn flush(&mut self) {
        let text = self.text.trim();
        if !text.is_empty() {
            let block = self.open.iter().rev().find(|at| self.tree.is_block(**at)).copied().unwrap_or(0);
            let is_row = !self.rows.is_empty() && text.contains(" | ");
            let kind = if is_row { ParagraphKind::List } else { self.kind() };
            let (linked, away, within) = (self.linked.min(text.len()), self.away, self.within);
            if self.text.contains('\n') {
                // Of lines as they were written, each has its share of the links.
                let part = |of: usize, line: &str| of.saturating_mul(line.len()) / text.len().max(1);
                for line in crate::ingest::text::paragraphs(&self.text) {
                    let (linked, away, within) = (part(linked, &line), part(away, &line), part(within, &line));
                    let links = std::mem::take(&mut self.links);
                    self.out.push(Piece { kind, text: line, block, linked, away, within, links });
                }
            } else {
                let mut line = String::new();
                push_collapsed(&mut line, text);
                let links = std::mem::take(&mut self.links);
                self.out.push(Piece { kind, text: line, block, linked, away, within, links });
            }
        }
        self.text.clear();
        (self.linked, self.away, self.within) = (0, 0, 0);
        self.links.clear();
    }

    fn kind(&self) -> ParagraphKind {
        for at in self.open.iter().rev() {
            match self.tree.name(*at) {
                name if is_heading(name) => return ParagraphKind::Heading,
                "figcaption" | "caption" => return ParagraphKind::Caption,
                "p" | "div" | "span" | "small" | "li" if self.tree.get(*at).is_some_and(is_caption) => {
                    return ParagraphKind::Caption;
                }
                "li" | "dd" | "dt" => return ParagraphKind::List,
                "blockquote" | "article" | "section" | "main" | "td" => return ParagraphKind::Body,
                _ => {}
            }
        }
        ParagraphKind::Body
    }
}

/// Elements named as what stands under a picture.
fn is_caption(node: &Node) -> bool {
    node.marks.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| matches!(word, "caption" | "figcaption"))
}

/// A row of a table with data: what stands in its cells is one line each. Pages set by tables have paragraphs there.
fn is_one_line(tree: &Tree, row: At) -> bool {
    let mut cells = 0;
    for at in tree.inside(row) {
        match tree.name(at) {
            "td" | "th" => cells += 1,
            "p" | "div" | "ul" | "ol" | "br" => {
                let parent = tree.parent(at);
                let alone = matches!(tree.name(parent), "td" | "th")
                    && tree.name(at) != "br"
                    && tree.children(parent).filter(|c| !tree.name(*c).is_empty()).count() == 1;
                if !alone {
                    return false;
                }
            }
            "table" | "article" | "section" | "blockquote" | "pre" => return false,
            name if is_heading(name) => return false,
            _ => {}
        }
    }
    cells > 0
}
