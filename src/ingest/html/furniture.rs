//! What pages put around and into a story, told by names of elements and classes and by how it is built.

use super::article::prose;
use super::tree::{Node, Tree};
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

/// An element whose parts are other stories.
pub const CARDS: Sign = sign("cards", 30);

/// The signs that an element bears.
pub fn signs(node: &Node) -> Vec<Sign> {
    let mut found = Vec::new();
    match node.name {
        "nav" | "menu" => found.push(sign("nav", 60)),
        "footer" => found.push(sign("footer", 40)),
        "aside" => found.push(sign("aside", 25)),
        "form" => found.push(sign("form", 20)),
        "label" | "legend" => found.push(sign("label", 15)),
        _ => {}
    }
    if node.attribute("itemprop").is_some_and(|p| p == "author" || p == "comment") {
        found.push(sign("by-author", 25));
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
    const COMMENTS: [&str; 4] = ["comments", "commentlist", "disqus", "respond"];
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
        "lightbox",
        "cta",
        "recirc",
        "readmore",
        "author",
        "bio",
        "vcard",
    ];
    const SURE: [&str; 11] = [
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
        "comment",
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
pub fn trim(tree: &Tree, pieces: &mut Vec<Piece>) {
    let mut out = vec![false; pieces.len()];
    let total: usize = pieces.iter().map(prose).sum();
    let mut so_far = 0;
    let mut section = Section::Story;
    for (piece, out) in pieces.iter().zip(out.iter_mut()) {
        so_far += prose(piece);
        section = match section {
            _ if opens(&piece.text) => Section::Links,
            _ if so_far * 2 > total && tells_of_author(&piece.text) => Section::Author,
            Section::Links if piece.kind == ParagraphKind::Heading || prose(piece) > 0 => Section::Story,
            Section::Author if piece.kind == ParagraphKind::Heading => Section::Story,
            same => same,
        };
        *out = section != Section::Story || is_line(piece) || is_link(piece);
    }
    lists_of_links(tree, pieces, &mut out);
    let first = pieces.iter().position(|p| prose(p) > 0).unwrap_or(0);
    for (at, (piece, out)) in pieces.iter().zip(out.iter_mut()).enumerate().take(first + TOP) {
        let may_be = !matches!(piece.kind, ParagraphKind::Heading | ParagraphKind::Caption) && prose(piece) == 0;
        *out |= may_be && if at < first { is_beside_headline(&piece.text) } else { is_date(&piece.text) };
    }
    let last = pieces.iter().rposition(|p| prose(p) > 0 || p.kind == ParagraphKind::List || p.text.contains(" | "));
    for (piece, out) in pieces.iter().zip(out.iter_mut()).skip(last.map_or(pieces.len(), |last| last + 1)) {
        *out |= piece.kind != ParagraphKind::Caption && piece.text.split(' ').count() <= 8;
    }
    let mut out = out.into_iter();
    pieces.retain(|_| !out.next().unwrap_or(false));
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Story,
    Links,
    Author,
}

/// Lists of nothing but links: contents, other articles.
fn lists_of_links(tree: &Tree, pieces: &[Piece], out: &mut [bool]) {
    let list = |piece: &Piece| (piece.kind == ParagraphKind::List).then(|| tree.parent(piece.block));
    let mut from = 0;
    while from < pieces.len() {
        let Some(of) = pieces.get(from).and_then(list) else {
            from += 1;
            continue;
        };
        let items = pieces.iter().skip(from).take_while(|p| list(p) == Some(of));
        let (mut count, mut text, mut linked) = (0, 0, 0);
        for item in items {
            count += 1;
            text += item.text.len();
            linked += item.linked.saturating_sub(item.away);
        }
        // What leads to other sites are sources.
        if linked * 10 >= text * 8 {
            out.iter_mut().skip(from).take(count).for_each(|out| *out = true);
        }
        from += count;
    }
}

/// A line that is a link and nothing else leads away from the story.
fn is_link(piece: &Piece) -> bool {
    piece.kind == ParagraphKind::Body
        && piece.linked * 10 >= piece.text.len() * 9
        && piece.text.split(' ').count() <= 25
}

/// So many paragraphs from the first prose on the date of the story may stand.
const TOP: usize = 5;

fn is_date(text: &str) -> bool {
    text.split(' ').count() <= 6 && super::day::in_text(text).is_some()
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

/// A heading over links to other stories.
fn opens(text: &str) -> bool {
    const WHOLE: [&str; 26] = [
        "related",
        "recommended",
        "read also",
        "also read",
        "read next",
        "up next",
        "see also",
        "read more",
        "more",
        "keep reading",
        "recommended reading",
        "latest news",
        "latest",
        "trending",
        "trending now",
        "most read",
        "most popular",
        "tags",
        "categories",
        "follow us",
        "share this",
        "share",
        "topics",
        "in this article",
        "on this page",
        "table of contents",
    ];
    const BEGINNINGS: [&str; 22] = [
        "related articles",
        "related posts",
        "related stories",
        "related content",
        "related reading",
        "related news",
        "you may also like",
        "you might also like",
        "you may also be interested",
        "more from",
        "more stories",
        "more articles",
        "more posts",
        "recent posts",
        "recent articles",
        "popular posts",
        "popular articles",
        "leave a comment",
        "leave a reply",
        "share this",
        "explore more",
        "also in the news",
    ];
    if text.len() > 60 {
        return false;
    }
    let folded = fold(text);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    WHOLE.contains(&folded) || BEGINNINGS.iter().any(|b| folded.starts_with(b))
}

fn tells_of_author(text: &str) -> bool {
    let folded = fold(text);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() <= 40
        && matches!(
            folded,
            "about the author"
                | "about the authors"
                | "about the writer"
                | "author"
                | "about author"
                | "author bio"
                | "meet the author"
        )
}
