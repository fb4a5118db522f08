//! Quotations and brackets, from the mark that opens to the mark that closes: what is between them belongs together.
//!
//! For the sentences alone. Who is quoted is found elsewhere, with more care.

/// Where a pair opens and where its closing mark starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    pub open: usize,
    pub close: usize,
}

/// A mark further away than this, in bytes, is taken to be another's: one that was forgotten, or an apostrophe.
const FAR: usize = 1500;

/// The pairs of `text` in the order in which they open. None goes over a blank line.
pub fn pairs(text: &str) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut open: [Option<usize>; KINDS] = [None; KINDS];
    let mut before = None;
    let mut blank = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_alphanumeric() {
            (before, blank) = (Some(c), false);
            continue; // most of a text
        }
        let after = chars.peek().map(|(_, c)| *c);
        if c == '\n' && std::mem::replace(&mut blank, true) {
            open = [None; KINDS];
        }
        blank &= c.is_whitespace();
        match mark(c, before, after, open[LOW].is_some()) {
            Some(Mark::Opens(kind)) => open[kind] = Some(at),
            Some(Mark::Closes(kind)) => {
                if let Some(start) = open[kind].take().filter(|start| at - start <= FAR) {
                    found.push(Pair { open: start, close: at });
                }
            }
            None => {}
        }
        before = Some(c);
    }
    found.sort_unstable();
    found
}

/// Marks that only close, or close when they stand right after the last sign of a sentence.
pub fn is_closing(c: char) -> bool {
    "\"'”’»›)]}」』》〉）】］".contains(c)
}

enum Mark {
    Opens(usize),
    Closes(usize),
}

const KINDS: usize = 9;
const LOW: usize = 1;

fn mark(c: char, before: Option<char>, after: Option<char>, low: bool) -> Option<Mark> {
    use Mark::{Closes, Opens};
    Some(match c {
        '“' if low => Closes(LOW),
        '”' if low => Closes(LOW),
        '“' => Opens(0),
        '”' => Closes(0),
        '„' => Opens(LOW),
        '«' => Opens(2),
        '»' => Closes(2),
        '(' | '（' => Opens(3),
        ')' | '）' => Closes(3),
        '[' => Opens(4),
        ']' => Closes(4),
        '「' => Opens(5),
        '」' => Closes(5),
        '『' => Opens(6),
        '』' => Closes(6),
        '‘' => Opens(7),
        '’' if !after.is_some_and(char::is_alphanumeric) => Closes(7),
        '"' => {
            let at_start = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '‘'));
            if at_start && after.is_some_and(|c| !c.is_whitespace()) { Opens(8) } else { Closes(8) }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, found: &[&str]) {
        let got: Vec<&str> = pairs(text).iter().map(|p| &text[p.open..p.close]).collect();
        assert_eq!(got, found, "{text:?}");
    }

    #[test]
    fn marks_find_each_other() {
        check("“a” (b) \"c d\" «e» „f“ ‘g’ 「h」", &["“a", "(b", "\"c d", "«e", "„f", "‘g", "「h"]);
        check("“a ‘b’ (c)”", &["“a ‘b’ (c)", "‘b", "(c"]);
        check("‘it’s a’", &["‘it’s a"]);
    }

    #[test]
    fn lost_marks_find_nobody() {
        check("“a b c", &[]);
        check("a” b) 2\" c", &[]);
        check("“a\n\nb”", &[]);
        check("“a\n \nb”", &[]);
        check("“a\nb”", &["“a\nb"]);
        check(&format!("‘90s{}the workers’", " and".repeat(500)), &[]);
        check("“first “second”", &["“second"]);
    }
}
