//! Plain text: a line is a block. Files whose lines were broken to fit a screen are put together again first.

use super::{clean_line, push_block};
use crate::corpus::{Draft, ParagraphKind};

/// Lines into blocks. What a line is (title, caption, plea) is for `clean` to judge: all are body here, but for items
/// behind a bullet.
pub fn read(text: &str, draft: &mut Draft) {
    draft.plain = true;
    match wrap_column(text) {
        None => text.lines().for_each(|line| push_line(draft, line)),
        Some(column) => join(text, column).iter().for_each(|line| push_line(draft, line)),
    }
}

/// The paragraphs of a text with line breaks, without its blank lines.
pub fn paragraphs(text: &str) -> Vec<String> {
    match wrap_column(text) {
        None => text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect(),
        Some(column) => join(text, column),
    }
}

fn push_line(draft: &mut Draft, line: &str) {
    let trimmed = line.trim_start();
    match item(trimmed) {
        Some(item) => push_block(draft, ParagraphKind::List, item),
        None => push_block(draft, ParagraphKind::Body, trimmed),
    }
}

/// What stands behind a bullet. Two hyphens and more are a rule or a dash.
fn item(line: &str) -> Option<&str> {
    line.strip_prefix(['•', '◦', '▪', '‣']).or_else(|| line.strip_prefix("* ")).or_else(|| line.strip_prefix("- "))
}

/// The column at which the whole file was wrapped, if it was. A wrapped line is one that had no room for the next
/// line's first word; where nearly all lines that have a line right after them are such, someone wrapped them. Lists,
/// verse and one paragraph a line all fail that.
fn wrap_column(text: &str) -> Option<usize> {
    let pairs: Vec<(usize, usize)> = text
        .lines()
        .zip(text.lines().skip(1))
        .filter(|(line, next)| !line.trim().is_empty() && !next.trim().is_empty())
        .take(2000)
        .map(|(line, next)| (width(line), width(next.split_whitespace().next().unwrap_or(""))))
        .collect();
    let column = pairs.iter().map(|(width, _)| *width).max()?;
    let full = pairs.iter().filter(|(line, word)| line + 1 + word > column).count();
    let open = text.lines().filter(|line| !line.trim().is_empty() && !ends_sentence(line)).count();
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let wrapped = pairs.len() >= 3 && (40..=100).contains(&column) && full * 5 >= pairs.len() * 4;
    (wrapped && open * 2 >= lines).then_some(column)
}

/// The paragraphs of a wrapped file: they end at a blank line, before an indented line or a bullet, and after a line
/// that ends early.
fn join(text: &str, column: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let words = line.trim();
        if words.is_empty() {
            open = false;
            continue;
        }
        let begins = line.starts_with("  ") || item(words).is_some();
        match out.last_mut().filter(|_| open && !begins) {
            Some(paragraph) => {
                if !breaks_compound(paragraph, words) {
                    paragraph.push(' ');
                }
                paragraph.push_str(words);
            }
            None => out.push(words.to_string()),
        }
        open = !ends_early(line, words, column);
    }
    out
}

/// A line with much room left: more than a long word would need, or a fair amount after a full stop.
fn ends_early(line: &str, words: &str, column: usize) -> bool {
    let room = column.saturating_sub(width(line));
    room > 24 || (room > 14 && ends_sentence(words))
}

/// `co-` at the end of a line and `operation` on the next are one word; which hyphens the wrapping itself put in
/// cannot be known, so that all stay.
fn breaks_compound(paragraph: &str, next: &str) -> bool {
    let mut end = paragraph.chars().rev();
    end.next() == Some('-')
        && end.next().is_some_and(char::is_alphabetic)
        && next.starts_with(|c: char| c.is_lowercase())
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', '»']).ends_with(['.', '!', '?', '…', ':'])
}

fn width(text: &str) -> usize {
    text.trim_end().chars().count()
}

/// Front matter that is none, line by line: `clean` knows what `Title:` at the top of a text means.
pub fn read_header(text: &str, draft: &mut Draft) {
    for line in text.lines().filter(|line| line.chars().any(char::is_alphanumeric)) {
        let line = clean_line(draft, line);
        push_block(draft, ParagraphKind::Body, &line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut draft = Draft::default();
        read(text, &mut draft);
        assert_eq!(draft.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(), expected);
    }

    const WRAPPED: &str = "\
HARBOUR TALKS END

The ministers of both countries met on the quay for the third time this
week and left without a word, which their spokesman called a re-
markable sign of progress in talks that have lasted for eleven years.

Nobody else saw it like that. The fishermen who had waited since dawn
in the rain went home, and the boats stayed where they were.
  A new paragraph can begin with an indent and have no blank line in
front of it, as in old mail.
";

    #[test]
    fn wrapped_lines_are_put_together() {
        let mut draft = Draft::default();
        read(WRAPPED, &mut draft);
        let starts: Vec<_> =
            draft.blocks.iter().map(|b| (b.text.split(' ').next().unwrap(), b.text.split(' ').count())).collect();
        assert_eq!(starts, [("HARBOUR", 3), ("The", 37), ("Nobody", 25), ("A", 21)]);
        assert!(draft.blocks[1].text.contains("a re-markable sign"));
    }

    #[test]
    fn a_line_that_is_a_paragraph_stays_one() {
        let long =
            "One paragraph that is a line of its own and goes on for much longer than any screen is wide, or so.";
        check(&format!("Title\n{long}\n\n{long}\n{long}\n"), &["Title", long, long, long]);
        check(
            "Once\nMonthly\nAnnual\nContinue\nRemind me later.\n",
            &["Once", "Monthly", "Annual", "Continue", "Remind me later."],
        );
        let short = "The first sentence ends here.\nThe second ends here as well.\nAnd the third is not much longer.\n";
        check(short, &short.lines().collect::<Vec<_>>());
    }

    #[test]
    fn bullets_make_items() {
        let mut draft = Draft::default();
        read("• one\n * two\n*bold* three\n- four\n-- five\n", &mut draft);
        let kinds: Vec<_> = draft.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
        use ParagraphKind::*;
        assert_eq!(kinds, [(List, "one"), (List, "two"), (Body, "*bold* three"), (List, "four"), (Body, "-- five")]);
    }

    #[test]
    fn blank_lines_and_spaces_leave_nothing() {
        check(" \n\n  a   b \n\t\n", &["a b"]);
        check("", &[]);
    }
}
