//! What repeats on the pages: heads, feet, page numbers.

use std::collections::{HashMap, HashSet};

use super::words::Word;

/// So many lines at the top and the bottom of a page may repeat.
const LINES: usize = 3;
/// A line that is on so many pages in one place repeats.
const PAGES: usize = 3;

/// The pages without what repeats.
pub fn without(pages: Vec<Vec<Word>>) -> Vec<Vec<Word>> {
    let edges: Vec<Vec<Edge>> = pages.iter().map(|words| edges(words)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for page in &edges {
        let keys: HashSet<&str> = page.iter().map(|edge| edge.key.as_str()).collect();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    // A head may be on every other page only.
    let enough = PAGES.max(pages.len() / 4);
    let repeats = |edge: &Edge| counts.get(edge.key.as_str()).is_some_and(|count| *count >= enough);
    let dropped: Vec<HashSet<usize>> = edges
        .iter()
        .map(|page| page.iter().filter(|e| repeats(e) || e.is_number).flat_map(|e| e.words.iter().copied()).collect())
        .collect();
    let keep = |(words, dropped): (Vec<Word>, HashSet<usize>)| {
        // A page of nothing but what repeats is a short page.
        if dropped.len() == words.len() {
            return words;
        }
        words.into_iter().enumerate().filter(|(n, _)| !dropped.contains(n)).map(|(_, word)| word).collect()
    };
    pages.into_iter().zip(dropped).map(keep).collect()
}

/// A line at the top or the bottom of a page.
struct Edge {
    /// What it says, whatever the numbers, and whether that is at the top.
    key: String,
    words: Vec<usize>,
    /// It is the number of the page and nothing else.
    is_number: bool,
}

fn edges(words: &[Word]) -> Vec<Edge> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    let of = |n: &usize| words.get(*n).map_or((0.0, 0.0), |word| (word.y, word.x0));
    order.sort_by(|a, b| of(a).0.total_cmp(&of(b).0).then(of(a).1.total_cmp(&of(b).1)));
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for n in order {
        let near = |line: &Vec<usize>| line.first().is_some_and(|first| of(&n).0 - of(first).0 < 3.0);
        match lines.last_mut() {
            Some(line) if near(line) => line.push(n),
            _ => lines.push(vec![n]),
        }
    }
    let count = lines.len();
    let edge = |(at, mut line): (usize, Vec<usize>)| {
        let is_top = at < LINES;
        if !is_top && at + LINES < count {
            return None;
        }
        line.sort_by(|a, b| of(a).1.total_cmp(&of(b).1));
        let text: Vec<&str> = line.iter().filter_map(|n| words.get(*n)).map(|word| word.text.as_str()).collect();
        let text = text.join(" ");
        let is_outermost = at == 0 || at + 1 == count;
        let key: String = text.chars().map(|c| if c.is_numeric() { '#' } else { c }).collect();
        // `#` and `##` are the same on different pages.
        let mut key = format!("{}{key}", if is_top { 't' } else { 'b' });
        while key.contains("##") {
            key = key.replace("##", "#");
        }
        Some(Edge { key, words: line, is_number: is_outermost && count > 3 && is_page_number(&text) })
    };
    lines.into_iter().enumerate().filter_map(edge).collect()
}

/// `12`, `- 12 -`, `Page 12`, `12 of 30`, `xii`.
fn is_page_number(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let is_number = |word: &String| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let is_roman = |word: &String| word.len() <= 6 && word.bytes().all(|b| b"ivxl".contains(&b));
    let is_word = |word: &String| ["page", "p", "of", "seite", "von", "página", "de", "sur"].contains(&word.as_str());
    let numbers = words.iter().filter(|word| is_number(word)).count();
    let lone_roman = matches!(words.as_slice(), [word] if is_roman(word)) && !text.contains('.');
    (words.len() <= 4 && (1..=2).contains(&numbers) && words.iter().all(|w| is_number(w) || is_word(w))) || lone_roman
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::letters;
    use super::super::words::words;
    use super::*;

    #[test]
    fn what_repeats_is_gone_and_the_rest_stays() {
        let page = |n: usize| {
            let head = letters(&format!("The Arden Post No. {n}"), 10.0, 20.0, 8.0);
            let text = (0..9).flat_map(|k| {
                letters(&format!("Line {k} about {}", "abc".repeat(n)), 10.0, 60.0 + 12.0 * k as f32, 10.0)
            });
            let foot = letters(&format!("- {} -", 7 + n), 90.0, 300.0, 8.0);
            words(head.into_iter().chain(text).chain(foot).collect())
        };
        for (pages, expected) in [(5, "Line"), (1, "The")] {
            let left = without((1..=pages).map(page).collect());
            assert_eq!(left[0][0].text, expected);
            assert!(left.iter().all(|page| page.last().unwrap().text.starts_with("abc")));
        }
    }

    #[test]
    fn page_numbers() {
        for text in ["12", "- 3 -", "Page 3 of 12", "xii", "3/4"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["1984 was a year", "In 12", "12345", "Vol. 3", "i.", "of"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
