//! HTML: the article of a saved page, and the paragraphs of a fragment.
//!
//! A linear scan looks at the markup before a parser does; see [`scan`]. What the page says of itself comes from its
//! metadata, the story from the part of it that holds the prose.

mod article;
mod day;
mod decode;
mod furniture;
mod json_ld;
mod meta;
mod names;
mod nesting;
mod scan;
mod strip;
mod title;
mod tree;
mod trim;
mod walk;

#[cfg(test)]
mod tests;

pub use decode::{declared, looks_like};
pub use strip::lines;

use encoding_rs::Encoding;

use super::{clean_line, links, push_block};
use crate::corpus::{Draft, Issue, IssueKind, ParagraphKind};
use tree::Tree;

/// Reads a whole saved page into `draft`: its article without the page around it, and what its metadata says. What
/// was wrong with it is in the draft's issues.
pub fn page(bytes: &[u8], draft: &mut Draft) {
    page_sent_as(None, bytes, draft);
}

/// As [`page`], of a page that was sent as being in this encoding.
pub fn page_sent_as(sent: Option<&'static Encoding>, bytes: &[u8], draft: &mut Draft) {
    match decode::decode(bytes, sent) {
        Ok(decoded) => {
            draft.issues.extend(decoded.issues);
            page_text(&decoded.text, draft);
        }
        Err(issue) => draft.issues.push(issue),
    }
}

/// As [`page`], of a page that is text already, whatever charset it claims to be in.
pub fn page_text(text: &str, draft: &mut Draft) {
    draft.plain = false;
    let scan = scan::scan(text, scan::PAGE);
    if scan.cut {
        draft.issues.push(Issue::new(IssueKind::Cut, "more than 8 MiB of markup: the rest is left out"));
    }
    if scan.wild {
        draft.issues.push(too_deep());
        for line in strip::lines(&scan.markup) {
            push_block(draft, ParagraphKind::Body, &line);
        }
        return;
    }
    let mut tree = Tree::page(&scan.markup);
    let said = meta::read(&tree, &scan.data, text);
    tree.host = said.link.as_deref().and_then(tree::host).unwrap_or("").to_string();
    let pieces = article::pieces(&tree, &said);
    fill_meta(draft, said);
    let base = draft.link.clone();
    push_pieces(draft, &tree, pieces, base.as_deref());
}

fn push_pieces(draft: &mut Draft, tree: &Tree, pieces: Vec<walk::Piece>, base: Option<&str>) {
    for piece in pieces {
        push_block(draft, piece.kind, &piece.text);
        for link in piece.links.iter().filter_map(|at| tree.get(*at)?.attribute("href")) {
            links::push(draft, link, base);
        }
    }
}

fn too_deep() -> Issue {
    Issue::new(IssueKind::Format, "the page is nested too deeply: read as plain text")
}

fn fill_meta(draft: &mut Draft, said: meta::Meta) {
    let mut clean = |text: Option<String>| text.map(|t| clean_line(draft, &t)).filter(|t| !t.is_empty());
    let (title, date, source) = (clean(said.title), clean(said.date), clean(said.source));
    let (byline, language, link) = (clean(said.byline), clean(said.language), clean(said.link));
    let tags: Vec<String> = said.tags.into_iter().filter_map(|t| clean(Some(t))).collect();
    draft.title = title.or(draft.title.take());
    draft.date = date.or(draft.date.take());
    draft.source = source.or(draft.source.take());
    draft.byline = byline.or(draft.byline.take());
    draft.language = language.or(draft.language.take());
    draft.link = link.or(draft.link.take());
    draft.tags.extend(tags);
}

/// Adds a fragment (an entry of a feed, the body of a mail, a chapter) to `draft`: its paragraphs with their kinds,
/// sanitised, what was taken out of them, and as issues what is left out or read without a parser. Nothing is taken for
/// furniture; what the markup hides is left out.
pub fn fill(html: &str, draft: &mut Draft) {
    let scan = scan::scan(html, scan::FRAGMENT);
    if scan.cut {
        draft.issues.push(Issue::new(IssueKind::Cut, "more than 16 MiB of markup: the rest is left out"));
    }
    if scan.wild {
        draft.issues.push(too_deep());
        strip::lines(&scan.markup).iter().for_each(|line| push_block(draft, ParagraphKind::Body, line));
        return;
    }
    let tree = Tree::fragment(&scan.markup);
    let pieces = walk::pieces(&tree, 0, |at| walk::is_hidden(&tree, at));
    let base = draft.link.clone();
    push_pieces(draft, &tree, pieces, base.as_deref());
}
