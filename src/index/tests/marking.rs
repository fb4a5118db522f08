//! Hits and snippets.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::archive::{Archive, article};
use crate::index::{hits, snippet};
use crate::query::{Snippet, parse};

/// The hits of a query in sample 0, 2 or another, each as "paragraph:text", the title as "t".
fn check(serial: usize, query: &str, expected: &[&str]) {
    let archive = Archive::samples();
    let article = archive.article(serial);
    let show = |h: &crate::query::Hit| {
        let place = h.paragraph.map_or("t".to_string(), |p| p.to_string());
        format!("{place}:{}", h.span.of(article.text(h.paragraph)))
    };
    assert_eq!(hits(article, &parse(query).expr).iter().map(show).collect::<Vec<_>>(), expected, "{query}");
}

#[test]
fn hits_follow_the_rules_of_the_index() {
    check(0, "sanction", &["0:sanctions"]);
    check(0, "\"sanction\"", &[]);
    check(0, "peace -talks", &["1:peace", "1:peace"]);
    check(0, "\"peace talks\"", &["1:peace talks"]);
    check(0, "peace \"peace talks\"", &["1:peace", "1:peace talks"]);
    check(0, "wit*", &["0:Witkoff"]);
    check(0, "macorn~", &["0:Macron", "1:Macron"]);
    check(0, "high-level", &["1:high-level"]);
    check(0, "near:3(macron witkoff)", &["0:Macron", "0:Witkoff"]);
    check(0, "near:2(macron witkoff)", &[]);
    check(0, "person:macron date:2025 is:read", &[]);
    check(0, "title:truce weigh*", &["t:weigh", "t:truce"]);
    check(2, "title:peace", &["t:Peace"]);
    check(2, "peace or elancourt", &["t:Peace", "1:peace", "1:Élancourt"]);
    check(2, "us", &["0:us"]);
    check(1, "US", &["t:US", "0:U.S"]);
    check(1, "\"the U.S. army\"", &["0:The U.S. army"]);
    check(1, "\"the us army\"", &["0:The U.S. army"]);
    check(5, "near:100(macron witkoff)", &["0:Macron", "0:Witkoff"]);
}

/// Hits between square brackets.
fn show(snippet: &Snippet) -> String {
    let mut out = snippet.text.clone();
    for hit in snippet.hits.iter().rev() {
        out.insert(hit.end as usize, ']');
        out.insert(hit.start as usize, '[');
    }
    out
}

fn check_snippet(paragraphs: &[&str], query: &str, width: usize, expected: &str) {
    let (article, _) = article("Title word", None, paragraphs);
    let snippet = snippet(&article, &parse(query).expr, width);
    assert!(snippet.text.width() <= width, "{snippet:?}");
    assert_eq!(show(&snippet), expected, "{query} {width}");
}

const LONG: &str = "First there was one thing and then there came another thing, and after both of them the last.";

#[test]
fn a_snippet_shows_the_hits_in_their_surroundings() {
    check_snippet(&["Short enough to stand whole."], "enough", 40, "Short [enough] to stand whole.");
    check_snippet(&[LONG], "came", 30, "…there [came] another thing,…");
    check_snippet(&[LONG], "first", 20, "[First] there was one…");
    check_snippet(&[LONG], "last", 20, "…of them the [last].");
    check_snippet(&[LONG], "another after", 40, "…[another] thing, and [after] both of them…");
    check_snippet(&["Alpha.", "Beta gamma.", "Gamma beta delta."], "beta gamma delta", 30, "[Gamma] [beta] [delta].");
    check_snippet(&["Nothing here.", "Second."], "word", 30, "Nothing here.");
    check_snippet(&[LONG], "absent", 16, "First there was…");
    check_snippet(&[], "absent", 16, "");
}

#[test]
fn a_snippet_fits_whatever_the_room() {
    check_snippet(&["Donaudampfschifffahrt"], "donaudampfschifffahrt", 8, "[Donauda]…");
    check_snippet(&[LONG], "came", 1, "…");
    check_snippet(&[LONG], "came", 0, "");
    check_snippet(&["東京で会談が行われた後、両者は次の会談を約束した。"], "約束", 14, "…を[約束]した。");
}

proptest! {
    #[test]
    fn snippets_fit_and_their_hits_are_in_them(
        text in "([a-zé東]{1,8}[ ,.—]{1,2}){0,30}",
        word in "[a-z]",
        width in 0usize..60,
    ) {
        let (article, _) = article("T", None, &[&text, "Second x."]);
        let snippet = snippet(&article, &parse(&format!("{word}* or x")).expr, width);
        prop_assert!(snippet.text.width() <= width);
        for hit in &snippet.hits {
            prop_assert!(!hit.of(&snippet.text).is_empty());
        }
        prop_assert!(snippet.hits.windows(2).all(|w| w[0].end <= w[1].start));
        if width > 20 && !snippet.text.is_empty() {
            let found = !hits(&article, &parse(&format!("{word}* or x")).expr).iter().all(|h| h.paragraph.is_none());
            prop_assert_eq!(found, !snippet.hits.is_empty());
        }
    }
}
