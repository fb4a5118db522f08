//! Finding text in a text: what is the same after folding counts as found.
//!
//! For the matches shown in an open article and in lists. Searching an archive is the index's work.

use super::Span;
use super::fold::fold_char;
use super::width::first;

/// Every occurrence of `needle` in `text`, from the left, none overlapping another, as spans of `text` in whole
/// clusters. Case, accents and typographic marks do not matter; white space in the needle stands for any run of
/// it. A needle without anything but white space and accents finds nothing.
pub fn find_all(text: &str, needle: &str) -> Vec<Span> {
    Search::new(&squeezed(needle)).map(|search| search.all(text)).unwrap_or_default()
}

/// `text` folded, each run of white space one space, none at the ends.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut |folded| {
            if !folded.is_whitespace() {
                out.push(folded);
            } else if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        });
    }
    out.truncate(out.trim_end().len());
    out
}

/// The search of Knuth, Morris and Pratt over folded characters: one pass, whatever the text and the needle are.
struct Search {
    needle: Vec<char>,
    /// For each length matched: the longest shorter one that also ends there.
    shorter: Vec<usize>,
}

impl Search {
    fn new(needle: &str) -> Option<Search> {
        let needle: Vec<char> = needle.chars().collect();
        let mut shorter = vec![0; needle.len().checked_add(1)?];
        let mut matched = 0;
        for (at, c) in needle.iter().enumerate().skip(1) {
            matched = step(&needle, &shorter, matched, *c);
            *shorter.get_mut(at + 1)? = matched;
        }
        (!needle.is_empty()).then_some(Search { needle, shorter })
    }

    fn all(&self, text: &str) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        // Where each of the last folded characters comes from; `None` for one inside a cluster or a ligature.
        let mut sources: Vec<Option<usize>> = vec![None; self.needle.len()];
        let (mut slot, mut matched, mut spaced) = (0, 0, false);
        let mut at = 0;
        while let Some((cluster, _)) = text.get(at..).and_then(first) {
            let mut source = Some(at);
            let mut hit = None;
            for c in cluster.chars() {
                fold_char(c, &mut |folded| {
                    let space = folded.is_whitespace();
                    if space && std::mem::replace(&mut spaced, space) {
                        return; // this run of white space is known already
                    }
                    spaced = space;
                    if let Some(place) = sources.get_mut(slot) {
                        *place = source.take();
                    }
                    slot = (slot + 1) % self.needle.len();
                    matched = step(&self.needle, &self.shorter, matched, if space { ' ' } else { folded });
                    // The oldest source kept is that of the needle's first character.
                    hit = (matched == self.needle.len()).then(|| sources.get(slot).copied().flatten()).flatten();
                });
            }
            at += cluster.len();
            if let Some(start) = hit
                && found.last().is_none_or(|last| last.end as usize <= start)
            {
                found.push(Span::new(start, at));
            }
        }
        found
    }
}

/// How much of the needle is matched when `c` follows after `matched` of its characters.
fn step(needle: &[char], shorter: &[usize], mut matched: usize, c: char) -> usize {
    loop {
        if needle.get(matched) == Some(&c) {
            return matched + 1;
        }
        if matched == 0 {
            return 0;
        }
        matched = shorter.get(matched).copied().unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::width::clusters;
    use super::*;

    fn check(text: &str, needle: &str, found: &[&str]) {
        let got: Vec<&str> = find_all(text, needle).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(got, found, "{needle:?} in {text:?}");
    }

    #[test]
    fn case_accents_and_marks_do_not_matter() {
        check("Élysée, ELYSEE and e\u{301}lyse\u{301}e", "elysée", &["Élysée", "ELYSEE", "e\u{301}lyse\u{301}e"]);
        check("Russia’s and russia's", "RUSSIA'S", &["Russia’s", "russia's"]);
        check("the “peace” and \"peace\"", "“peace”", &["“peace”", "\"peace\""]);
        check("Russia–Ukraine", "russia-ukraine", &["Russia–Ukraine"]);
        check("Straße, STRASSE", "strasse", &["Straße", "STRASSE"]);
        check("Зеленський", "ЗЕЛЕНСЬКИЙ", &["Зеленський"]);
    }

    #[test]
    fn white_space_is_any_white_space() {
        check(
            "peace  talks, peace\ntalks, peace\u{A0}talks",
            " peace talks ",
            &["peace  talks", "peace\ntalks", "peace\u{A0}talks"],
        );
        check("a  b", "a b", &["a  b"]);
        check("peacetalks", "peace talks", &[]);
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        check("abc", "", &[]);
        check("a b c", "  ", &[]);
        check("e\u{301}", "\u{301}", &[]);
        check("", "a", &[]);
    }

    #[test]
    fn occurrences_do_not_overlap() {
        check("aaaaa", "aa", &["aa", "aa"]);
        check("ababab", "abab", &["abab"]);
        check("aabaabaaab", "aaab", &["aaab"]);
    }

    #[test]
    fn a_part_of_a_character_is_not_found() {
        check("Straße", "stras", &[]);
        check("ßss", "ss", &["ß", "ss"]);
        check("sßs", "ss", &["ß"]);
        check("각", "가", &[]);
        check("👩‍👧 👩", "👩", &["👩"]);
        check("cafe\u{301}s", "cafe", &["cafe\u{301}"]);
    }

    /// The same by trying every place: slow, and easy to believe.
    fn slowly(text: &str, needle: &str) -> Vec<Span> {
        let needle = squeezed(needle);
        let mut bounds: Vec<usize> = vec![0];
        bounds.extend(clusters(text).scan(0, |at, (c, _)| {
            *at += c.len();
            Some(*at)
        }));
        let mut found: Vec<Span> = Vec::new();
        for (i, &start) in bounds.iter().enumerate() {
            let bare_mark = text.get(start..).and_then(first).is_some_and(|(c, _)| squeezed(c).is_empty());
            if bare_mark || needle.is_empty() || found.last().is_some_and(|last| start < last.end as usize) {
                continue;
            }
            for &end in bounds.iter().skip(i + 1) {
                let span = Span::new(start, end);
                let bare = |t: &str| squeezed(&format!("x{t}x"));
                if bare(span.of(text)) == format!("x{needle}x") {
                    found.push(span);
                    break;
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn found_is_what_was_looked_for(text in "[aAbBéßﬁi …’'\u{301}\u{A0}👩\u{200D}각가]{0,24}", needle in "[abeésfi .'👩가]{0,4}") {
            let found = find_all(&text, &needle);
            for span in &found {
                prop_assert_eq!(squeezed(span.of(&text)), squeezed(&needle));
            }
            prop_assert_eq!(found, slowly(&text, &needle));
        }

        #[test]
        fn any_text_is_searched(text in any::<String>(), needle in any::<String>(), part in 0usize..20) {
            for needle in [needle, text.chars().skip(part).take(3).collect()] {
                for span in find_all(&text, &needle) {
                    prop_assert_eq!(squeezed(span.of(&text)), squeezed(&needle));
                }
            }
        }
    }
}
