//! What pages put around and into a story, told by names of elements and classes and by how it is built.

use super::article::prose;
use super::tree::Node;
use super::walk::Piece;
use crate::corpus::ParagraphKind;
use crate::text::fold;

/// A sign that an element is furniture, and the share of all prose, in per cent, that elements with this sign may have
/// together before it means something else on this page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    pub name: &'static str,
    pub limit: usize,
}

const fn sign(name: &'static str, limit: usize) -> Sign {
    Sign { name, limit }
}

/// The signs that an element bears.
pub fn signs(node: &Node) -> Vec<Sign> {
    let mut found = Vec::new();
    match node.name {
        "nav" | "menu" => found.push(sign("nav", 60)),
        "footer" => found.push(sign("footer", 25)),
        "aside" => found.push(sign("aside", 25)),
        "form" => found.push(sign("form", 20)),
        "label" | "legend" => found.push(sign("label", 15)),
        _ => {}
    }
    if node.attribute("hidden").is_some() {
        found.push(sign("hidden", 40));
    }
    if matches!(
        node.attribute("role"),
        Some(
            "navigation"
                | "banner"
                | "contentinfo"
                | "complementary"
                | "search"
                | "dialog"
                | "alertdialog"
                | "menu"
                | "menubar"
                | "tooltip"
                | "toolbar"
        )
    ) {
        found.push(sign("role", 25));
    }
    if !matches!(node.name, "body" | "html" | "root" | "main" | "") {
        by_marks(&node.marks, &mut found);
    }
    found
}

fn by_marks(marks: &str, found: &mut Vec<Sign>) {
    for token in marks.split_whitespace().filter(|t| !is_layout(t)) {
        let words: Vec<&str> = token.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        found.extend(words.iter().filter_map(|word| by_word(word)));
        found.extend(words.windows(2).filter_map(|pair| by_pair(pair.first()?, pair.last()?)));
    }
}

/// Whether an element's name says that the story is in it.
pub fn holds_story(node: &Node) -> bool {
    if node.attribute("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("articleBody")) {
        return true;
    }
    if matches!(node.name, "article" | "main") {
        return true;
    }
    node.marks.split_whitespace().any(|token| {
        let words: Vec<&str> = token.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        words.windows(2).any(|pair| {
            matches!(
                pair,
                [
                    "article" | "post" | "entry" | "story" | "blog" | "news" | "page" | "main" | "single" | "body",
                    "body" | "content" | "text" | "copy" | "article"
                ]
            )
        }) || matches!(
            token,
            "articlebody"
                | "articlecontent"
                | "postcontent"
                | "storybody"
                | "entrycontent"
                | "hentry"
                | "article"
                | "post-single"
        )
    })
}

/// Names that only say how a page is laid out, or what a theme has.
fn is_layout(token: &str) -> bool {
    const BEGINNINGS: [&str; 8] = ["has-", "no-", "with-", "is-", "js-", "elementor", "wp-block", "wpb_"];
    BEGINNINGS.iter().any(|b| token.starts_with(b)) || token.contains(':') || token.contains('[')
}

fn by_word(word: &str) -> Option<Sign> {
    const COMMENTS: [&str; 5] = ["comments", "commentlist", "disqus", "respond", "comment"];
    const WORDS: [&str; 55] = [
        "sidebar",
        "share",
        "sharing",
        "sharedaddy",
        "addtoany",
        "social",
        "related",
        "recommended",
        "recommendations",
        "popup",
        "modal",
        "paywall",
        "navbar",
        "nav",
        "navigation",
        "menu",
        "promo",
        "advert",
        "advertisement",
        "advertising",
        "ads",
        "ad",
        "sponsor",
        "sponsored",
        "widget",
        "widgets",
        "pagination",
        "pager",
        "tags",
        "taglist",
        "tagcloud",
        "subscribe",
        "subscription",
        "signup",
        "toolbar",
        "banner",
        "footer",
        "skip",
        "print",
        "noprint",
        "trending",
        "popular",
        "mostread",
        "byline",
        "dateline",
        "timestamp",
        "toc",
        "optin",
        "tooltip",
        "lightbox",
        "carousel",
        "slider",
        "cta",
        "recirc",
        "readmore",
    ];
    const SURE: [&str; 10] = [
        "cookie",
        "cookies",
        "gdpr",
        "consent",
        "breadcrumb",
        "breadcrumbs",
        "newsletter",
        "taboola",
        "outbrain",
        "cli",
    ];
    let named = |all: &'static [&'static str], limit| all.iter().find(|w| **w == word).map(|w| sign(w, limit));
    named(&COMMENTS, 95).or_else(|| named(&SURE, 60)).or_else(|| named(&WORDS, 25))
}

fn by_pair(a: &str, b: &str) -> Option<Sign> {
    let name = match (a, b) {
        ("author", "bio" | "box" | "info" | "card" | "profile" | "about") | ("about", "author") => "author-bio",
        ("post", "meta" | "tags" | "navigation" | "author" | "date") => "post-meta",
        ("entry", "meta" | "footer" | "utility") | ("article", "meta" | "tags" | "footer" | "author") => "entry-meta",
        ("read", "more" | "next" | "also" | "time") => "read-more",
        ("more", "stories" | "articles" | "posts" | "news" | "from") => "more-stories",
        ("sign", "up") => "sign-up",
        ("see", "also") | ("you", "may") => "see-also",
        ("screen", "reader") | ("visually", "hidden") | ("sr", "only") => "screen-reader",
        ("call", "to") => "call-to",
        ("mailing", "list") => "mailing-list",
        _ => return None,
    };
    Some(sign(name, 25))
}

/// Takes out of a story's paragraphs what is none of it: what stands under a heading such as `Related articles`, lines
/// that are only links, and the lines before the first prose that say when and by whom.
pub fn trim(pieces: &mut Vec<Piece>) {
    let mut out = vec![false; pieces.len()];
    let mut inside = false;
    for (piece, out) in pieces.iter().zip(out.iter_mut()) {
        if opens(&piece.text) {
            inside = true;
        } else if inside && (piece.kind == ParagraphKind::Heading || prose(piece) > 0) {
            inside = false;
        }
        *out = inside || is_line(piece) || is_link(piece);
    }
    let first = pieces.iter().position(|p| prose(p) > 0).unwrap_or(0);
    for (piece, out) in pieces.iter().zip(out.iter_mut()).take(first) {
        *out |= piece.kind != ParagraphKind::Heading && is_beside_headline(&piece.text);
    }
    let last = pieces.iter().rposition(|p| prose(p) > 0 || p.kind == ParagraphKind::List).unwrap_or(pieces.len());
    for (piece, out) in pieces.iter().zip(out.iter_mut()).skip(last + 1) {
        *out |= piece.text.split(' ').count() <= 8;
    }
    let mut out = out.into_iter();
    pieces.retain(|_| !out.next().unwrap_or(false));
}

/// A line that is a link and nothing else leads away from the story.
fn is_link(piece: &Piece) -> bool {
    piece.kind == ParagraphKind::Body
        && piece.linked * 10 >= piece.text.len() * 9
        && piece.text.split(' ').count() <= 25
}

/// A byline, a date, how long it takes to read: what stands around a headline.
fn is_beside_headline(text: &str) -> bool {
    let words = text.split(' ').count();
    let folded = fold(text);
    words <= 3
        || (words <= 12
            && (folded.starts_with("by ")
                || folded.contains(" min read")
                || folded.contains("minute read")
                || folded.starts_with("published")
                || folded.starts_with("updated")
                || folded.starts_with("last updated")
                || folded.starts_with("posted")
                || folded.starts_with("written by")
                || super::day::in_text(text).is_some()))
}

fn is_line(piece: &Piece) -> bool {
    let text = fold(piece.text.trim());
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        text,
        "advertisement"
            | "share"
            | "share this"
            | "share this article"
            | "tweet"
            | "print"
            | "email"
            | "read more"
            | "comments"
            | "comment"
            | "leave a comment"
            | "subscribe"
            | "sign up"
            | "ad"
            | "related"
            | "facebook"
            | "twitter"
            | "linkedin"
            | "pinterest"
            | "copy link"
            | "table of contents"
    )
}

fn opens(text: &str) -> bool {
    const OPENERS: [&str; 14] = [
        "related",
        "related articles",
        "related posts",
        "related stories",
        "recommended",
        "read also",
        "you may also like",
        "more from",
        "share this",
        "recommended reading",
        "more stories",
        "recent posts",
        "latest news",
        "popular posts",
    ];
    if text.len() > 60 {
        return false;
    }
    let folded = fold(text);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    OPENERS.iter().any(|o| folded == *o)
}
