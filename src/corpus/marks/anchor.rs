//! Finding a passage again in a text that may have changed.

use std::collections::HashMap;

use super::super::Article;
use super::Passage;
use crate::text::{Span, fold, segment};

/// Of ten words so many have to be there still.
const KEPT: usize = 7;

/// Where the passage stands in `article` now: where it stood, if its words are still there; else the nearest place with
/// the same words; else the place with most of them. `None` if too few are left.
pub fn find(article: &Article, passage: &Passage) -> Option<(Option<u32>, Span)> {
    if !passage.words.is_empty() && passage.span.of(article.text(passage.paragraph)) == passage.words {
        return Some((passage.paragraph, passage.span));
    }
    same_words(article, passage).or_else(|| most_words(article, passage))
}

/// All texts of an article: its title, then its paragraphs.
fn places(article: &Article) -> impl Iterator<Item = Option<u32>> {
    std::iter::once(None).chain((0..article.paragraphs.len() as u32).map(Some))
}

/// How far a paragraph is from where the passage stood.
fn distance(passage: &Passage, place: Option<u32>) -> u32 {
    let number = |place: Option<u32>| place.map_or(0, |n| n + 1);
    number(passage.paragraph).abs_diff(number(place))
}

fn same_words(article: &Article, passage: &Passage) -> Option<(Option<u32>, Span)> {
    if passage.words.is_empty() {
        return None;
    }
    let found = |place: Option<u32>| {
        let text = article.text(place);
        let near = |at: &usize| at.abs_diff(passage.span.start as usize);
        let at = text.match_indices(&passage.words).map(|(at, _)| at).min_by_key(near)?;
        Some((place, Span::new(at, at + passage.words.len())))
    };
    places(article).filter_map(found).min_by_key(|(place, _)| distance(passage, *place))
}

/// The run of as many words as the passage has that shares most of them with it, from the first to the last that it
/// shares. One step for each word of the article.
fn most_words(article: &Article, passage: &Passage) -> Option<(Option<u32>, Span)> {
    let wanted: Vec<String> = segment::words(&passage.words).map(|(_, word)| fold(word).into_owned()).collect();
    if wanted.len() < 3 {
        return None;
    }
    let mut best: Option<(usize, u32, Option<u32>, Span)> = None;
    for place in places(article) {
        let words: Vec<(Span, String)> =
            segment::words(article.text(place)).map(|(span, word)| (span, fold(word).into_owned())).collect();
        let Some((shared, start, end)) = best_run(&wanted, &words) else { continue };
        let far = distance(passage, place);
        if best
            .as_ref()
            .is_none_or(|(most, near, ..)| (shared, std::cmp::Reverse(far)) > (*most, std::cmp::Reverse(*near)))
        {
            best = Some((shared, far, place, Span { start, end }));
        }
    }
    best.filter(|(shared, ..)| shared * 10 >= wanted.len() * KEPT).map(|(_, _, place, span)| (place, span))
}

/// How many words the best run shares, and where the first of them begins and the last one ends.
fn best_run(wanted: &[String], words: &[(Span, String)]) -> Option<(usize, u32, u32)> {
    let mut left: HashMap<&str, isize> = HashMap::new();
    wanted.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let known = left.clone();
    let (mut shared, mut best) = (0usize, (0usize, 0usize));
    for (at, (_, word)) in words.iter().enumerate() {
        if let Some(left) = left.get_mut(word.as_str()) {
            shared += usize::from(*left > 0);
            *left -= 1;
        }
        if let Some((_, gone)) = at.checked_sub(wanted.len()).and_then(|at| words.get(at))
            && let Some(left) = left.get_mut(gone.as_str())
        {
            *left += 1;
            shared -= usize::from(*left > 0);
        }
        if shared > best.0 {
            best = (shared, at);
        }
    }
    let (shared, last) = best;
    let run = words.get((last + 1).saturating_sub(wanted.len())..=last)?;
    let mut kept = run.iter().filter(|(_, word)| known.contains_key(word.as_str()));
    let first = kept.next()?.0;
    Some((shared, first.start, kept.next_back().map_or(first, |(span, _)| *span).end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ArticleId, Origin, Paragraph, ParagraphKind};
    use proptest::prelude::*;

    fn article(title: &str, paragraphs: &[&str]) -> Article {
        Article {
            id: ArticleId::default(),
            path: String::new(),
            title: title.into(),
            title_origin: Origin::File,
            date: None,
            date_origin: None,
            date_confidence: None,
            source: None,
            source_origin: None,
            byline: None,
            language: None,
            link: None,
            links: Vec::new(),
            tags: Vec::new(),
            paragraphs: paragraphs.iter().map(|p| Paragraph::new(ParagraphKind::Body, *p)).collect(),
            furniture: Vec::new(),
            hidden: 0,
            issues: Vec::new(),
        }
    }

    /// The passage of `words` at their last place in a paragraph, looked for in other paragraphs.
    fn check(before: (u32, &str), words: &str, after: &[&str], expected: Option<(u32, &str)>) {
        let (paragraph, text) = before;
        let at = text.rfind(words).unwrap();
        let span = Span::new(at, at + words.len());
        let passage = Passage { paragraph: Some(paragraph), span, words: words.into() };
        let article = article("Title", after);
        let found = find(&article, &passage).map(|(place, span)| (place.unwrap(), span.of(article.text(place))));
        assert_eq!(found, expected, "{words} in {after:?}");
    }

    #[test]
    fn a_passage_is_found_where_it_stood_or_went() {
        let text = "Talks went on. Nobody left the hall before midnight. Talks went on.";
        check((0, text), "Talks went on.", &[text], Some((0, "Talks went on.")));
        check(
            (0, text),
            "Nobody left the hall before midnight.",
            &["New first.", text],
            Some((1, "Nobody left the hall before midnight.")),
        );
        check((2, text), "Talks went on.", &[text, "Else.", "Else.", text], Some((3, "Talks went on.")));
    }

    #[test]
    fn a_passage_is_found_by_most_of_its_words() {
        let text = "It was late. Nobody left the hall before midnight, he said.";
        let words = "Nobody left the hall before midnight";
        check(
            (0, text),
            words,
            &["It was late. Nobody left the old hall before midnight, he said."],
            Some((0, "Nobody left the old hall before")),
        );
        check(
            (0, text),
            words,
            &["Else.", "NOBODY left the hall – before midnight"],
            Some((1, "NOBODY left the hall – before midnight")),
        );
        check((0, text), words, &["The hall was left by nobody."], None);
        check((0, text), "late", &["It was early."], None);
        check((0, text), words, &[], None);
    }

    proptest! {
        #[test]
        fn whatever_is_found_lies_in_the_text(
            paragraphs in prop::collection::vec("[a-cé \\.]{0,40}", 0..4),
            words in "[a-cé \\.]{0,12}",
            place in (prop::option::of(0u32..5), any::<u32>(), any::<u32>()),
        ) {
            let texts: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let article = article("a bé c", &texts);
            let passage = Passage { paragraph: place.0, span: Span { start: place.1, end: place.2 }, words: words.clone() };
            if let Some((place, span)) = find(&article, &passage) {
                prop_assert!(!span.of(article.text(place)).is_empty());
            }
            if !words.is_empty() && texts.iter().any(|t| t.contains(&words)) {
                prop_assert!(find(&article, &passage).is_some());
            }
        }
    }
}
