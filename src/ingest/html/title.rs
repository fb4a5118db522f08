//! The headline: what several places of a page agree on.

use super::json_ld::unescaped;
use super::meta::Tags;
use super::tree::{At, Tree};
use super::walk::is_never_shown;
use crate::text::fold;

/// The longest headline, in characters.
const LONGEST: usize = 300;

/// A heading of more words, and of twice as many as the title elsewhere, is a summary.
const LONG: usize = 30;

/// The title, and the node that shows it.
pub fn find(
    tree: &Tree,
    tags: &Tags,
    headline: Option<&str>,
    site: Option<&str>,
    link: Option<&str>,
) -> (Option<String>, Option<At>) {
    let host = link.and_then(host).unwrap_or_default();
    let site = |part: &str| is_site(part, site, &host);
    let og = tags.first(&["og:title", "twitter:title", "title", "dc.title", "parsely-title", "sailthru.title"]);
    let og = og.map(unescaped);
    let window = tree.find("title").map(|at| tree.text(at));
    let bare = |title: Option<String>| title.filter(|t| is_title(t)).map(|t| without_site(&t, &site));
    let (data, og, window) = (bare(headline.map(str::to_string)), bare(og), bare(window));
    let said: Vec<String> = [data, og, window].into_iter().flatten().filter(|t| is_title(t) && !site(t)).collect();
    let shown = shown(tree);
    let pair =
        said.iter().enumerate().find(|(i, a)| said.iter().skip(i + 1).any(|b| same(a, b))).map(|(_, title)| title);
    let alone = shown.iter().filter(|(at, _)| tree.name(*at) == "h1").count() == 1;
    let agrees = |at: At, text: &str, other: &str| {
        agree(text, other) || (alone && tree.name(at) == "h1" && is_like(text, other))
    };
    let agreeing = shown.iter().find(|(at, text)| said.iter().any(|other| agrees(*at, text, other)));
    if let Some((at, text)) = agreeing {
        let is_summary = |pair: &str| words(text).len() > LONG.max(2 * words(pair).len());
        let title = pair.filter(|pair| has_more(text, pair) || is_summary(pair)).unwrap_or(text);
        return (Some(title.clone()), Some(*at));
    }
    // Two that say the same are right, else the one that says most of the article itself.
    if let Some(title) = pair.or(said.first()) {
        return (Some(title.clone()), None);
    }
    let only = shown.into_iter().find(|(_, text)| !site(text));
    only.map_or((None, None), |(at, text)| (Some(text), Some(at)))
}

/// What the page calls itself beside its data, the site's name and all.
pub fn said(tree: &Tree, tags: &Tags) -> Vec<String> {
    let og = tags.first(&["og:title", "twitter:title"]).map(unescaped);
    let window = tree.find("title").map(|at| tree.text_up_to(at, 4 * LONGEST));
    let first = (0..tree.nodes.len()).find(|at| tree.name(*at) == "h1").map(|at| tree.text_up_to(at, 4 * LONGEST));
    [og, window, first].into_iter().flatten().filter(|title| is_title(title)).collect()
}

/// The headings that can be a headline, the highest first.
fn shown(tree: &Tree) -> Vec<(At, String)> {
    let mut found = Vec::new();
    for level in ["h1", "h2", "h3"] {
        let all = (0..tree.nodes.len()).filter(|at| tree.name(*at) == level && !is_never_shown(tree, *at));
        found.extend(all.take(30).map(|at| (at, tree.text(at))).filter(|(_, text)| is_title(text)));
    }
    found
}

fn is_title(text: &str) -> bool {
    text.len() <= 4 * LONGEST && text.chars().any(char::is_alphabetic) && text.chars().count() <= LONGEST
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_string).collect()
}

fn same(a: &str, b: &str) -> bool {
    words(a) == words(b)
}

/// Most words of the one are in the other.
fn agree(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.len().min(b.len()) >= 2 && (a.starts_with(&b) || b.starts_with(&a)) {
        return true;
    }
    let shared = a.iter().filter(|w| b.contains(w)).count();
    let (fewer, more) = (a.len().min(b.len()), a.len().max(b.len()));
    fewer > 0 && shared * 3 >= fewer * 2 && (shared * 2 >= more || a == b)
}

/// The only headline of a page says what its metadata says, in other words.
fn is_like(shown: &str, said: &str) -> bool {
    let (shown, said) = (words(shown), words(said));
    let shared = shown.iter().filter(|w| said.contains(w)).count();
    shown.len() >= 3 && said.len() >= 2 && shared * 5 >= shown.len().min(said.len()) * 2
}

/// Whether a heading is `title` with something beside it that is none of it: `Blog: …`, `… (example.org) 12`.
fn has_more(shown: &str, title: &str) -> bool {
    let behind = shown.strip_prefix(title).is_some_and(|rest| rest.trim_start().starts_with(['/', '(', '|']));
    behind || shown.strip_suffix(title).is_some_and(|rest| rest.trim_end().ends_with([':', '|', '/']))
}

/// A title without the name of the site before or behind it.
fn without_site(text: &str, is_site: &impl Fn(&str) -> bool) -> String {
    const MARKS: [&str; 10] = [" | ", " - ", " – ", " — ", " · ", " • ", " « ", " » ", " :: ", " / "];
    let mut text = text.trim();
    while let Some((at, mark)) = MARKS.iter().filter_map(|m| text.rfind(m).map(|at| (at, m))).max() {
        let (head, tail) = (text.get(..at).unwrap_or(""), text.get(at + mark.len()..).unwrap_or(""));
        let bar = matches!(*mark, " | " | " :: " | " « " | " » ");
        let few = words(tail).len() <= 4 && words(head).len() > words(tail).len();
        if is_site(tail) || (bar && few) {
            text = head.trim();
        } else if is_site(head) {
            return tail.trim().to_string();
        } else {
            break;
        }
    }
    text.to_string()
}

/// Whether a part of a title names the site, by its name or its address.
fn is_site(part: &str, site: Option<&str>, host: &str) -> bool {
    let letters = |text: &str| words(text).concat();
    let part_letters = letters(part);
    if part_letters.is_empty() {
        return true;
    }
    let named = site.map(letters).is_some_and(|site| {
        !site.is_empty()
            && (site == part_letters
                || (part_letters.len() >= 4 && site.contains(&part_letters))
                || part_letters.contains(&site))
    });
    let host = letters(host);
    named && words(part).len() <= 8
        || (part_letters.len() >= 3
            && words(part).len() <= 6
            && !host.is_empty()
            && (host.contains(&part_letters) || (part_letters.contains(&host) && words(part).len() <= 4)))
}

/// The name in an address: `example` of `https://www.example.co.uk/x`.
fn host(link: &str) -> Option<String> {
    let mut parts: Vec<&str> = super::tree::host(link)?.split('.').collect();
    parts.pop();
    if parts.len() > 1 && parts.last().is_some_and(|p| matches!(*p, "co" | "com" | "org" | "ac" | "gov" | "net")) {
        parts.pop();
    }
    parts.last().map(|p| p.to_string())
}
