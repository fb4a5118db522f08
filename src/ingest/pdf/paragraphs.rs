//! Lines to paragraphs, across columns and pages.

use std::collections::{HashMap, HashSet};

use super::lines::{Line, is_dense};
use crate::corpus::ParagraphKind;

/// A paragraph and how large it is set.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: ParagraphKind,
    pub text: String,
    pub size: f32,
    /// Of the page, from 0.
    pub page: usize,
}

/// Letters larger than the usual by this are a heading's.
const HEADING: f32 = 1.15;
/// A heading has no more bytes than this.
const LONGEST_HEADING: usize = 300;
const BULLETS: [char; 10] = ['•', '▪', '■', '●', '◦', '‣', '∙', '►', '➤', '✓'];

/// The paragraphs of pages of blocks of lines, in their order.
pub fn paragraphs(pages: Vec<Vec<Vec<Line>>>) -> Vec<Found> {
    let body = usual(pages.iter().flatten().flatten());
    let whole = whole_words(pages.iter().flatten().flatten());
    let mut all: Vec<Found> = Vec::new();
    for (page, blocks) in pages.into_iter().enumerate() {
        for block in blocks {
            for (n, found) in of_block(block, page, body, &whole).into_iter().enumerate() {
                match (n == 0).then(|| before(&mut all, &found)).flatten() {
                    Some(open) => join(&mut open.text, &found.text, &whole),
                    None => all.push(found),
                }
            }
        }
    }
    all
}

/// The size that most letters have.
fn usual<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let mut sizes: HashMap<i32, usize> = HashMap::new();
    for line in lines {
        *sizes.entry((2.0 * line.size).round() as i32).or_default() += line.text.len();
    }
    sizes.into_iter().max_by_key(|(size, count)| (*count, *size)).map_or(10.0, |(size, _)| size as f32 / 2.0)
}

/// Words that stand within a line: they tell whether a hyphen at the end of one is its word's own.
fn whole_words<'a>(lines: impl Iterator<Item = &'a Line>) -> HashSet<String> {
    let mut words = HashSet::new();
    for line in lines {
        let mut parts: Vec<&str> = line.text.split(' ').collect();
        parts.pop();
        words.extend(parts.into_iter().filter(|word| word.len() < 40).map(core));
    }
    words
}

/// A word without what stands around it, in lower case.
fn core(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn of_block(lines: Vec<Line>, page: usize, body: f32, whole: &HashSet<String>) -> Vec<Found> {
    let shape = Shape::of(&lines, body);
    let mut all: Vec<Found> = Vec::new();
    let mut before: Option<Line> = None;
    for line in lines {
        let is_bullet = line.text.starts_with(BULLETS);
        let begins = before.as_ref().is_none_or(|before| is_bullet || shape.parts(before, &line));
        match all.last_mut().filter(|_| !begins) {
            Some(found) => join(&mut found.text, &line.text, whole),
            None => {
                let kind = if is_bullet { ParagraphKind::List } else { ParagraphKind::Body };
                let text = if is_bullet { line.text.trim_start_matches(BULLETS).trim() } else { &line.text };
                all.push(Found { kind, text: text.to_string(), size: line.size, page });
            }
        }
        before = Some(line);
    }
    for found in &mut all {
        let is_words = found.text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        if found.size >= HEADING * body && found.text.len() < LONGEST_HEADING && is_words {
            found.kind = ParagraphKind::Heading;
        }
    }
    all.retain(|found| !found.text.is_empty());
    all
}

/// How the lines of a block lie.
struct Shape {
    left: f32,
    right: f32,
    /// From one line to the next.
    step: f32,
    /// The size of the document's text.
    body: f32,
}

impl Shape {
    fn of(lines: &[Line], body: f32) -> Shape {
        let tenth = |mut values: Vec<f32>| {
            values.sort_by(f32::total_cmp);
            values.get(values.len() / 10).copied().unwrap_or(0.0)
        };
        let left = tenth(lines.iter().map(|line| line.x0).collect());
        let right = -tenth(lines.iter().map(|line| -line.x1).collect());
        let like = |a: &Line, b: &Line| (a.size / b.size - 1.0).abs() < 0.1;
        let pairs = lines.windows(2).filter_map(|pair| match pair {
            [a, b] if like(a, b) && b.y > a.y => Some((b.y - a.y) / b.size),
            _ => None,
        });
        let mut steps: Vec<f32> = pairs.collect();
        steps.sort_by(f32::total_cmp);
        // Where most lines are paragraphs by themselves, the gap is still seen.
        let step = steps.get(steps.len() * 2 / 5).copied().unwrap_or(1.2).clamp(0.9, 1.8);
        Shape { left, right, step, body }
    }

    /// Whether a paragraph begins with `line`.
    fn parts(&self, before: &Line, line: &Line) -> bool {
        let size = line.size.min(before.size);
        let ratio = line.size / before.size;
        if !(0.88..1.14).contains(&ratio) {
            return true;
        }
        let down = line.y - before.y;
        if down > (self.step + 0.35) * line.size.max(before.size) {
            return true;
        }
        // The lines of a heading are centred or broken where it looks well.
        if size >= HEADING * self.body {
            return false;
        }
        let (indent, indent_before) = (line.x0 - self.left, before.x0 - self.left);
        let is_short = before.x1 < self.right - 0.1 * (self.right - self.left) - size;
        if indent > 0.7 * size && indent - indent_before > 0.6 * size && indent < 6.0 * size {
            return true;
        }
        let ends = before.text.ends_with(['.', '!', '?', '"', '”', '’', '»', ':']);
        let begins = line.text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let is_very_short = before.x1 < self.right - 0.25 * (self.right - self.left);
        (is_short && indent > 0.7 * size && indent_before < 0.5 * size) || (is_very_short && ends && begins)
    }
}

/// The paragraph that `found` goes on: the last one of its size, if that is open, with no more than a note between.
fn before<'a>(all: &'a mut [Found], found: &Found) -> Option<&'a mut Found> {
    let begins = found.text.chars().next().is_some_and(char::is_lowercase);
    if found.kind != ParagraphKind::Body || !begins {
        return None;
    }
    let like = |other: &Found| (other.size / found.size - 1.0).abs() < 0.08;
    let open = all.iter_mut().rev().take(4).find(|other| other.kind == ParagraphKind::Body && like(other))?;
    let ends = open.text.ends_with(['.', '!', '?', ':', '”', '"', '»']);
    (!ends && found.page <= open.page + 1).then_some(open)
}

/// Appends a line, and takes away the hyphen that parted a word.
fn join(text: &mut String, line: &str, whole: &HashSet<String>) {
    let (last, first) = (text.chars().next_back(), line.chars().next());
    let stem = text.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    let is_one = stem.len() < text.len() && stem.chars().count() + 1 == text.chars().count();
    let (before, is_word) = (stem.chars().next_back(), |c: Option<char>| c.is_some_and(char::is_alphanumeric));
    if is_one && is_word(before) && is_word(first) {
        let start = stem.rsplit(' ').next().unwrap_or_default();
        let end = line.split(' ').next().unwrap_or_default();
        let with = core(&format!("{start}-{end}"));
        let without = core(&format!("{start}{end}"));
        let is_known = whole.contains(&with) && !whole.contains(&without);
        let are_letters = before.is_some_and(char::is_alphabetic) && first.is_some_and(char::is_lowercase);
        if last == Some('\u{ad}') || (are_letters && !is_known) {
            text.truncate(stem.len());
        }
    } else if !hangs_together(text, line) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether there is no space where a line ends: after a dash or within an address, and in scripts that have none.
fn hangs_together(text: &str, line: &str) -> bool {
    let first = line.chars().next();
    let mut ends = text.chars().rev();
    let (last, before) = (ends.next(), ends.next());
    let is_address = || text.rsplit(' ').next().is_some_and(|word| word.contains("://") && word.ends_with(['/', '.']));
    let is_dash = matches!(last, Some('–' | '—')) && before.is_some_and(char::is_alphanumeric);
    is_dash || is_address() || (last.is_some_and(is_dense) && first.is_some_and(is_dense))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x0: f32, y: f32, size: f32) -> Line {
        Line { text: text.to_string(), x0, x1: x0 + size / 2.0 * text.chars().count() as f32, y, size }
    }

    /// Lines one under another, where a space at the front is an indent, and an empty one a gap.
    fn block(text: &str, y: f32, size: f32) -> Vec<Line> {
        let place = |n: usize| y + 1.2 * size * n as f32;
        let lines = text.lines().enumerate().filter(|(_, text)| !text.is_empty());
        lines
            .map(|(n, text)| line(text.trim(), if text.starts_with(' ') { 62.0 } else { 50.0 }, place(n), size))
            .collect()
    }

    fn check(pages: Vec<Vec<Vec<Line>>>, expected: &[&str]) {
        let found: Vec<String> = paragraphs(pages).into_iter().map(|found| found.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs_begin_with_an_indent_or_after_a_gap_or_a_short_line() {
        check(
            vec![vec![block(
                "The mill at Arden reopened on\nMonday after a long winter.\n No one had expected that it\nwould.",
                50.0,
                10.0,
            )]],
            &["The mill at Arden reopened on Monday after a long winter.", "No one had expected that it would."],
        );
        check(
            vec![vec![block(
                "The mill at Arden reopened on\nMonday after a long winter.\n\nNo one had expected that it\nwould be so.",
                50.0,
                10.0,
            )]],
            &["The mill at Arden reopened on Monday after a long winter.", "No one had expected that it would be so."],
        );
        check(
            vec![vec![block("The mill at Arden reopened on\nMonday.\nNo one had expected that it", 50.0, 10.0)]],
            &["The mill at Arden reopened on Monday.", "No one had expected that it"],
        );
    }

    #[test]
    fn headings_are_larger_and_lists_have_bullets() {
        let found = paragraphs(vec![vec![
            block("A mill\nreopens", 20.0, 20.0),
            block("The mill at Arden reopened on\nMonday after a long winter.\n• One thing\n• Another", 80.0, 10.0),
        ]]);
        let kinds: Vec<_> = found.iter().map(|f| (f.kind, f.text.as_str())).collect();
        assert_eq!(kinds[0], (ParagraphKind::Heading, "A mill reopens"));
        assert_eq!(kinds[2..], [(ParagraphKind::List, "One thing"), (ParagraphKind::List, "Another")]);
    }

    #[test]
    fn a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() {
        let first = vec![block("The mill at Arden reopened on", 50.0, 10.0)];
        let note = block("A note.", 90.0, 7.0);
        let pages = vec![[first, vec![note]].concat(), vec![block("a Monday in spring.\n And so on.", 50.0, 10.0)]];
        check(pages, &["The mill at Arden reopened on a Monday in spring.", "A note.", "And so on."]);
        let pages =
            vec![vec![block("It reopened on Monday.", 50.0, 10.0), block("iPhones are sold there.", 50.0, 10.0)]];
        check(pages, &["It reopened on Monday.", "iPhones are sold there."]);
    }

    #[test]
    fn hyphens_that_part_words_go_and_those_of_words_stay() {
        let check = |first: &str, second: &str, expected: &str| {
            let whole = ["well-known", "reopened"].map(str::to_string).into();
            let mut text = first.to_string();
            join(&mut text, second, &whole);
            assert_eq!(text, expected);
        };
        check("It re-", "opened on", "It reopened on");
        check("a well-", "known mill", "a well-known mill");
        check("the Franco-", "German mill", "the Franco-German mill");
        check("a sea\u{ad}", "son", "a season");
        check("one -", "two", "one - two");
        check("1990-", "1995", "1990-1995");
        check("the years 1990–", "1995", "the years 1990–1995");
        check("at https://", "a.example/", "at https://a.example/");
        check("\u{6f22}", "\u{5b57}", "\u{6f22}\u{5b57}");
        check("plain", "text", "plain text");
    }
}
