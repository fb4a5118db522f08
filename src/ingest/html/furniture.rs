//! What pages put around and into a story, told by the names of elements and classes.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tree::Node;

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
    WORDS.get(word).copied()
}

/// Comments may be longer than the story they are about; names that are furniture beyond doubt may hold much; others
/// mean something else where there is much in them.
static WORDS: LazyLock<HashMap<&str, Sign>> = LazyLock::new(|| {
    const COMMENTS: &str = "comments commentlist disqus respond";
    const USUAL: &str = "sidebar share sharing sharedaddy addtoany social related recommended recommendations popup modal \
        paywall navbar nav navigation menu promo advert advertisement advertising ads ad sponsor sponsored \
        widget widgets pagination pager tags taglist tagcloud subscribe subscription signup toolbar banner \
        footer skip print noprint trending popular mostread byline dateline timestamp toc optin lightbox \
        cta recirc readmore author bio vcard";
    const SURE: &str = "cookie cookies gdpr consent breadcrumb breadcrumbs newsletter taboola outbrain cli comment";
    let all = |names: &'static str, limit| names.split(' ').map(move |name| (name, sign(name, limit)));
    all(COMMENTS, 95).chain(all(SURE, 60)).chain(all(USUAL, 25)).collect()
});

fn by_pair(a: &str, b: &str) -> Option<Sign> {
    let name = match (a, b) {
        ("author", "bio" | "box" | "info" | "card" | "profile" | "about") | ("about", "author") => "author-bio",
        ("post", "meta" | "tags" | "navigation" | "author" | "date") => "post-meta",
        ("entry", "meta" | "footer" | "utility") | ("article", "meta" | "tags" | "footer" | "author") => "entry-meta",
        ("read", "more" | "next" | "also" | "time") => "read-more",
        ("more", "stories" | "articles" | "posts" | "news" | "from") => "more-stories",
        ("sign", "up") => "sign-up",
        ("see", "also") | ("you", "may") => "see-also",
        ("screen", "reader") | ("off", "screen") | ("visually", "hidden") | ("sr", "only") => "screen-reader",
        ("call", "to") => "call-to",
        ("mailing", "list") => "mailing-list",
        _ => return None,
    };
    Some(sign(name, 25))
}
