//! What pages put around and into a story, told by names of elements and classes and by how it is built.

use super::article::prose;
use super::tree::Node;
use super::walk::Piece;
use crate::corpus::ParagraphKind;
use crate::text::fold;

/// The share of all prose, in per cent, up to which an element is furniture; 0 for what is none.
pub fn limit(node: &Node) -> usize {
    let by_name = match node.name {
        "nav" | "menu" | "dialog" => 60,
        "footer" | "aside" => 30,
        "form" | "label" | "legend" => 15,
        "header" => 0,
        _ => 0,
    };
    let by_role = match node.attribute("role") {
        Some(
            "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "alertdialog" | "menu"
            | "menubar" | "tooltip" | "toolbar",
        ) => 30,
        _ => 0,
    };
    if matches!(node.name, "body" | "html" | "root" | "p" | "main" | "") {
        return by_name.max(by_role);
    }
    by_name.max(by_role).max(by_marks(&node.marks))
}

fn by_marks(marks: &str) -> usize {
    let mut limit = 0;
    for token in marks.split_whitespace() {
        if is_layout(token) {
            continue;
        }
        let words: Vec<&str> = token.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        for word in &words {
            limit = limit.max(by_word(word));
        }
        for pair in words.windows(2) {
            if let [a, b] = pair {
                limit = limit.max(by_pair(a, b));
            }
        }
    }
    limit
}

/// Names that only say how a page is laid out, or what a theme has.
fn is_layout(token: &str) -> bool {
    token.starts_with("has-")
        || token.starts_with("no-")
        || token.starts_with("with-")
        || token.starts_with("is-")
        || token.starts_with("js-")
        || token.contains(':')
        || token.contains('[')
}

fn by_word(word: &str) -> usize {
    match word {
        "comments" | "commentlist" | "disqus" | "respond" | "comment" => 60,
        "sidebar" | "breadcrumb" | "breadcrumbs" | "newsletter" | "cookie" | "cookies" | "gdpr" | "consent"
        | "share" | "sharing" | "sharedaddy" | "addtoany" | "social" | "related" | "recommended"
        | "recommendations" | "outbrain" | "taboola" | "popup" | "modal" | "paywall" | "navbar" | "nav"
        | "navigation" | "menu" | "promo" | "advert" | "advertisement" | "advertising" | "ads" | "ad" | "sponsor"
        | "sponsored" | "widget" | "widgets" | "pagination" | "pager" | "tags" | "taglist" | "tagcloud"
        | "subscribe" | "subscription" | "signup" | "toolbar" | "banner" | "footer" | "skip" | "print" | "noprint"
        | "trending" | "popular" | "mostread" | "jp" | "byline" | "dateline" | "timestamp" | "toc" => 25,
        _ => 0,
    }
}

fn by_pair(a: &str, b: &str) -> usize {
    match (a, b) {
        ("author", "bio" | "box" | "info" | "card" | "profile" | "about")
        | ("about", "author")
        | ("post", "meta" | "tags" | "navigation" | "author" | "date")
        | ("entry", "meta" | "footer" | "utility")
        | ("article", "meta" | "tags" | "footer" | "author")
        | ("read", "more" | "next" | "also" | "time")
        | ("more", "stories" | "articles" | "posts" | "news" | "from")
        | ("sign", "up")
        | ("see", "also")
        | ("you", "may")
        | ("screen", "reader")
        | ("visually", "hidden")
        | ("call", "to")
        | ("social", "media")
        | ("mailing", "list") => 25,
        _ => 0,
    }
}

/// Takes out what stands under a heading such as `Related articles`, up to the next prose or heading.
pub fn sections(pieces: &mut Vec<Piece>) {
    let mut out = vec![false; pieces.len()];
    let mut inside = false;
    for (piece, out) in pieces.iter().zip(out.iter_mut()) {
        if opens(&piece.text) {
            inside = true;
        } else if inside && (piece.kind == ParagraphKind::Heading || prose(piece) > 0) {
            inside = false;
        }
        *out = inside || is_line(piece);
    }
    let mut out = out.into_iter();
    pieces.retain(|_| !out.next().unwrap_or(false));
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
