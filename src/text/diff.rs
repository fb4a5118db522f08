//! What differs between two texts: paragraphs put beside each other, and the words that only one of them has.
//!
//! Whatever the texts, the work is bounded: where they differ too much to be compared word by word, all of it counts
//! as different.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Span, fold, hash};

/// Steps that one comparison may take; half a second at most.
const STEPS: usize = 1 << 27;
/// So many pairs of paragraphs are held against each other to find which belong together.
const PAIRS: usize = 1 << 12;
/// Paragraphs that share less than this of their words do not belong together.
const LEAST: f32 = 0.3;

/// Whose a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Both,
    Left,
    Right,
}

/// A part of a text: words in a row that both have, or one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub side: Side,
    /// In the text of that side; where both have it, in the left one.
    pub span: Span,
    /// Where both have it, in the right one.
    pub other: Span,
}

/// Two paragraphs beside each other, by their numbers; one without a counterpart stands alone.
pub type Pair = (Option<usize>, Option<usize>);

/// Compares two texts. Reused from paragraph to paragraph, so that all of them together take bounded time.
#[derive(Debug)]
pub struct Differ {
    left: usize,
}

impl Default for Differ {
    fn default() -> Differ {
        Differ { left: STEPS }
    }
}

impl Differ {
    /// Puts the paragraphs of two texts beside each other, in the order of both.
    pub fn align(&mut self, left: &[&str], right: &[&str]) -> Vec<Pair> {
        let keys = |texts: &[&str]| texts.iter().map(|text| hash::of(&fold(text))).collect::<Vec<u64>>();
        let mut pairs = Vec::new();
        let (mut a, mut b) = (0..0, 0..0);
        for Step { equal, old, new } in self.steps(&keys(left), &keys(right)) {
            if equal {
                between(left, right, (a, b), &mut pairs);
                (a, b) = (old.end..old.end, new.end..new.end);
                pairs.extend(old.map(Some).zip(new.map(Some)));
            } else {
                (a.end, b.end) = (old.end, new.end);
            }
        }
        between(left, right, (a, b), &mut pairs);
        pairs
    }

    /// The words of two texts as parts, in the order of both.
    pub fn words(&mut self, left: &str, right: &str) -> Vec<Part> {
        let (a, b) = (words(left), words(right));
        let keys = |text: &str, words: &[Span]| words.iter().map(|span| hash::of(span.of(text))).collect::<Vec<u64>>();
        let steps = self.steps(&keys(left, &a), &keys(right, &b));
        let mut parts: Vec<(Side, Range<usize>, Range<usize>)> = Vec::new();
        let mut push = |side, old: Range<usize>, new: Range<usize>| match parts.last_mut() {
            _ if (side != Side::Right && old.is_empty()) || (side != Side::Left && new.is_empty()) => {}
            Some((last, a, b)) if *last == side => (a.end, b.end) = (old.end, new.end),
            _ => parts.push((side, old, new)),
        };
        for (n, Step { equal, old, new }) in steps.iter().cloned().enumerate() {
            if equal && !is_chance(&steps, n) {
                push(Side::Both, old, new);
            } else {
                push(Side::Left, old.clone(), new.start..new.start);
                push(Side::Right, old.end..old.end, new);
            }
        }
        let span = |words: &[Span], of: &Range<usize>| match words.get(of.clone()) {
            Some([first, .., last]) => Span { start: first.start, end: last.end },
            Some([one]) => *one,
            _ => Span::default(),
        };
        let part = |(side, old, new): (Side, Range<usize>, Range<usize>)| match side {
            Side::Both => Part { side, span: span(&a, &old), other: span(&b, &new) },
            Side::Left => Part { side, span: span(&a, &old), other: Span::default() },
            Side::Right => Part { side, span: span(&b, &new), other: Span::default() },
        };
        gathered(parts).into_iter().map(part).collect()
    }

    /// What of two lists is equal, as far as the steps that are left reach.
    fn steps(&mut self, left: &[u64], right: &[u64]) -> Vec<Step> {
        let start = left.iter().zip(right).take_while(|(a, b)| a == b).count();
        let ends = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
        let end = ends.min(left.len().min(right.len()) - start);
        let (a, b) = (left.len() - start - end, right.len() - start - end);
        let cost = if a.min(b) == 0 { 0 } else { (a + b).saturating_mul(a + b) };
        let middle = (left.get(start..start + a).unwrap_or(&[]), right.get(start..start + b).unwrap_or(&[]));
        let lengths = if cost <= self.left {
            self.left -= cost;
            capture_diff_slices(Algorithm::Myers, middle.0, middle.1).iter().map(lengths).collect()
        } else {
            vec![(false, a, b)]
        };
        let (mut old, mut new) = (0, 0);
        let mut step = |(equal, a, b): (bool, usize, usize)| {
            let step = Step { equal, old: old..old + a, new: new..new + b };
            (old, new) = (step.old.end, step.new.end);
            step
        };
        let around = |length| std::iter::once((true, length, length)).filter(|(_, length, _)| *length > 0);
        around(start).chain(lengths).chain(around(end)).map(&mut step).collect()
    }
}

/// A part of two lists that is equal, or one that differs.
#[derive(Clone, Debug)]
struct Step {
    equal: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Whether it is equal, and how long it is in both.
fn lengths(op: &DiffOp) -> (bool, usize, usize) {
    (matches!(op, DiffOp::Equal { .. }), op.old_range().len(), op.new_range().len())
}

/// One word that both have between two changes is there by chance.
fn is_chance(steps: &[Step], n: usize) -> bool {
    let change = |step: Option<&Step>| step.filter(|s| !s.equal).map_or(0, |s| s.old.len() + s.new.len());
    let (before, after) = (change(n.checked_sub(1).and_then(|n| steps.get(n))), change(steps.get(n + 1)));
    steps.get(n).is_some_and(|s| s.old.len() == 1) && before > 0 && after > 0 && before + after > 4
}

/// Of what differs in a row first all of the left, then all of the right.
fn gathered(parts: Vec<(Side, Range<usize>, Range<usize>)>) -> Vec<(Side, Range<usize>, Range<usize>)> {
    let mut out: Vec<(Side, Range<usize>, Range<usize>)> = Vec::new();
    for run in parts.chunk_by(|a, b| (a.0 == Side::Both) == (b.0 == Side::Both)) {
        if run.first().is_some_and(|(side, ..)| *side == Side::Both) {
            out.extend(run.iter().cloned());
            continue;
        }
        let of = |wanted: Side| run.iter().filter(move |(side, ..)| *side == wanted);
        let old = of(Side::Left).map(|(_, old, _)| old.clone()).reduce(|a, b| a.start..b.end);
        let new = of(Side::Right).map(|(.., new)| new.clone()).reduce(|a, b| a.start..b.end);
        out.extend(old.map(|old| (Side::Left, old, 0..0)));
        out.extend(new.map(|new| (Side::Right, 0..0, new)));
    }
    out
}

/// Words with the marks at them; one character each in scripts without spaces.
fn words(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    let alone = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || alone(c) {
            out.extend(start.take().map(|start| Span::new(start, at)));
        }
        if alone(c) {
            out.push(Span::new(at, at + c.len_utf8()));
        } else if !c.is_whitespace() {
            start.get_or_insert(at);
        }
    }
    out.extend(start.map(|start| Span::new(start, text.len())));
    out
}

/// Paragraphs between two that are equal: those that share most words are put beside each other.
fn between(left: &[&str], right: &[&str], (a, b): (Range<usize>, Range<usize>), out: &mut Vec<Pair>) {
    if a.len().saturating_mul(b.len()) > PAIRS {
        // Too many to be held against each other: as they come.
        let (mut a, mut b) = (a, b);
        loop {
            match (a.next(), b.next()) {
                (None, None) => return,
                pair => out.push(pair),
            }
        }
    }
    let bags = |texts: &[&str], of: &Range<usize>| of.clone().map(|n| bag(texts.get(n))).collect::<Vec<_>>();
    let (old, new) = (bags(left, &a), bags(right, &b));
    // The most that can be shared from paragraph i of the one and j of the other on.
    let width = b.len() + 1;
    let alike: Vec<f32> = old.iter().flat_map(|a| new.iter().map(|b| shared(a, b))).collect();
    let at = |i: usize, j: usize| alike.get(i * b.len() + j).copied().unwrap_or(0.0);
    let mut best = vec![0.0f32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let pair = if at(i, j) >= LEAST { at(i, j) + best[(i + 1) * width + j + 1] } else { 0.0 };
            best[i * width + j] = skip.max(pair);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let here = best[i * width + j];
        let ended = i == a.len() || j == b.len();
        if !ended && at(i, j) >= LEAST && here == at(i, j) + best[(i + 1) * width + j + 1] {
            out.push((Some(a.start + i), Some(b.start + j)));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && here == best[(i + 1) * width + j]) {
            out.push((Some(a.start + i), None));
            i += 1;
        } else {
            out.push((None, Some(b.start + j)));
            j += 1;
        }
    }
}

/// How often each folded word stands in a text.
fn bag(text: Option<&&str>) -> HashMap<u64, u32> {
    let folded = fold(text.map_or("", |text| text)).into_owned();
    let mut bag = HashMap::new();
    words(&folded).iter().for_each(|span| *bag.entry(hash::of(span.of(&folded))).or_insert(0) += 1);
    bag
}

/// The share of words that two texts have in common.
fn shared(a: &HashMap<u64, u32>, b: &HashMap<u64, u32>) -> f32 {
    let size = |bag: &HashMap<u64, u32>| bag.values().sum::<u32>() as f32;
    let both: u32 = a.iter().map(|(word, n)| b.get(word).map_or(0, |m| *n.min(m))).sum();
    2.0 * both as f32 / (size(a) + size(b)).max(1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The right text with what the left alone has in `[-]` and what the right alone has in `{+}`.
    fn shown(left: &str, right: &str) -> String {
        let show = |part: &Part| match part.side {
            Side::Both => part.other.of(right).to_string(),
            Side::Left => format!("[-{}-]", part.span.of(left)),
            Side::Right => format!("{{+{}+}}", part.span.of(right)),
        };
        Differ::default().words(left, right).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_one_alone_has() {
        let check = |left: &str, right: &str, expected: &str| assert_eq!(shown(left, right), expected);
        check("the boat left at noon", "the boat left at noon", "the boat left at noon");
        check("the boat left at noon", "the ferry left at noon", "the [-boat-] {+ferry+} left at noon");
        check("the boat left", "the old boat left today", "the {+old+} boat left {+today+}");
        check("the boat, he said", "the boat he said", "the [-boat,-] {+boat+} he said");
        check("", "all new", "{+all new+}");
        check("all gone", "", "[-all gone-]");
        check("", "", "");
        // A lone "the" between two changes says nothing.
        check(
            "nine old men of the sea",
            "three of his kin near the hill",
            "[-nine old men of the sea-] {+three of his kin near the hill+}",
        );
        check("東京で会談", "京都で会談", "[-東-] 京 {+都+} で会談");
    }

    #[test]
    fn paragraphs_stand_beside_their_like() {
        let left = ["One equal.", "The minister said on Monday he would go.", "Gone altogether now.", "Last one."];
        let right = ["A new beginning here.", "One equal.", "The minister said on Tuesday he would go.", "Last one."];
        let pairs = Differ::default().align(&left, &right);
        let expected = [(None, Some(0)), (Some(0), Some(1)), (Some(1), Some(2)), (Some(2), None), (Some(3), Some(3))];
        assert_eq!(pairs, expected);
    }

    #[test]
    fn what_differs_too_much_is_not_compared_word_by_word() {
        let text = |from: u32| (from..from + 30_000).map(|n| format!("w{n} ")).collect::<String>();
        let (a, b) = (format!("same {} end", text(0)), format!("same {} end", text(90_000)));
        let start = std::time::Instant::now();
        let sides: Vec<Side> = Differ::default().words(&a, &b).iter().map(|p| p.side).collect();
        assert_eq!(sides, [Side::Both, Side::Left, Side::Right, Side::Both]);
        let many: Vec<String> = (0..9000).map(|n| format!("p{n}")).collect();
        let other: Vec<String> = (0..9000).map(|n| format!("q{n}")).collect();
        let (many, other): (Vec<&str>, Vec<&str>) =
            (many.iter().map(String::as_str).collect(), other.iter().map(String::as_str).collect());
        assert_eq!(Differ::default().align(&many, &other).len(), 9000);
        assert!(start.elapsed().as_secs() < 20);
    }

    proptest! {
        #[test]
        fn each_text_is_its_parts(a in "[ab, é京]{0,40}", b in "[ab, é京]{0,40}") {
            let parts = Differ::default().words(&a, &b);
            let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let left = parts.iter().filter(|p| p.side != Side::Right).map(|p| squeezed(p.span.of(&a)));
            prop_assert_eq!(left.collect::<String>(), squeezed(&a));
            let of = |p: &Part| if p.side == Side::Both { p.other } else { p.span };
            let right = parts.iter().filter(|p| p.side != Side::Left).map(|p| squeezed(of(p).of(&b)));
            prop_assert_eq!(right.collect::<String>(), squeezed(&b));
        }

        #[test]
        fn each_paragraph_stands_once_and_in_order(a in prop::collection::vec("[ab ]{0,6}", 0..9), b in prop::collection::vec("[ab ]{0,6}", 0..9)) {
            let (a, b): (Vec<&str>, Vec<&str>) = (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
            let pairs = Differ::default().align(&a, &b);
            let left: Vec<usize> = pairs.iter().filter_map(|p| p.0).collect();
            let right: Vec<usize> = pairs.iter().filter_map(|p| p.1).collect();
            prop_assert_eq!(left, (0..a.len()).collect::<Vec<_>>());
            prop_assert_eq!(right, (0..b.len()).collect::<Vec<_>>());
        }
    }
}
