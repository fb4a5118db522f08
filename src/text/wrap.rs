//! A paragraph in lines of so many columns.
//!
//! Lines end where the Unicode line-breaking rules allow it (which keep "10 %" of a hyphen or a bracket where a
//! reader expects it, and break Chinese and Japanese between characters). Greedy: a line takes what fits. Gives
//! spans and copies nothing; drawing, justifying and hyphenation are left to others.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::Span;
use super::width::clusters;

/// The rules without the dictionaries that Thai, Lao, Khmer and Burmese need, which write no spaces: they would add
/// megabytes. See `breaks`.
static RULES: LineSegmenterBorrowed<'static> = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// The lines of `text`, none wider than `columns` (at least one). White space at the end of a line is left out of
/// its span, and so are the line feeds; a word longer than a line is broken between clusters. The only thing that can
/// stick out is a single cluster wider than all the columns. An empty text has no lines; an empty line in a text is an
/// empty span.
pub fn wrap(text: &str, columns: usize) -> Vec<Span> {
    let mut line = Line::new(columns.max(1));
    let mut breaks = breaks(text).peekable();
    let mut at = 0;
    for (cluster, columns) in clusters(text) {
        let next = at + cluster.len();
        if is_line_break(cluster) {
            line.end_hard(at, next);
        } else if is_space(cluster) {
            line.width += columns;
        } else {
            // A place between two spaces is passed over: all white space between words hangs at the line's end.
            while breaks.next_if(|b| *b < at).is_some() {}
            if breaks.peek() == Some(&at) {
                line.may_break(at);
            }
            line.take(at, next, columns);
        }
        at = next;
    }
    line.finish(at)
}

/// The line that is being filled.
struct Line {
    columns: usize,
    done: Vec<Span>,
    start: usize,
    /// The end of what can be seen of it.
    end: usize,
    /// Its width with the white space so far.
    width: usize,
    /// The last place where it may end: what could be seen up to there, where the next line would start, and the
    /// width up to there.
    place: Option<(usize, usize, usize)>,
}

impl Line {
    fn new(columns: usize) -> Line {
        Line { columns, done: Vec::new(), start: 0, end: 0, width: 0, place: None }
    }

    fn may_break(&mut self, at: usize) {
        if at > self.start {
            self.place = Some((self.end, at, self.width));
        }
    }

    fn take(&mut self, at: usize, next: usize, columns: usize) {
        if self.width + columns > self.columns
            && let Some((end, start, width)) = self.place.take()
        {
            self.end_soft(end, start, width);
        }
        if self.width + columns > self.columns && at > self.start {
            self.end_soft(self.end, at, self.width);
        }
        self.end = next;
        self.width += columns;
    }

    /// Ends the line at `end` and goes on at `start`. White space alone is not worth a line.
    fn end_soft(&mut self, end: usize, start: usize, width: usize) {
        if end > self.start {
            self.done.push(Span::new(self.start, end));
        }
        self.start = start;
        self.end = self.end.max(start);
        self.width -= width;
        self.place = None;
    }

    fn end_hard(&mut self, at: usize, next: usize) {
        self.done.push(Span::new(self.start, self.end.clamp(self.start, at)));
        (self.start, self.end, self.width, self.place) = (next, next, 0, None);
    }

    fn finish(mut self, at: usize) -> Vec<Span> {
        if at > self.start {
            self.done.push(Span::new(self.start, self.end));
        }
        self.done
    }
}

/// Where a line of `text` may end. Inside a run of the scripts without spaces nowhere: like other long words it is
/// broken between clusters. Such runs are kept from the rules, which would look for a dictionary.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    let pieces = std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let unspaced = is_unspaced(rest.chars().next()?);
        let piece = rest.get(..rest.find(|c| is_unspaced(c) != unspaced).unwrap_or(rest.len()))?;
        at += piece.len();
        Some((at - piece.len(), piece, unspaced))
    });
    pieces.filter(|(_, _, unspaced)| !unspaced).flat_map(|(from, piece, _)| {
        // The end of a piece is only a place to break after a space.
        let end = if piece.ends_with(char::is_whitespace) { piece.len() } else { piece.len() - 1 };
        RULES.segment_str(piece).filter(move |b| (1..=end).contains(b)).map(move |b| from + b)
    })
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{A9E0}'..='\u{A9FF}'
        | '\u{AA60}'..='\u{AA7F}')
}

fn is_line_break(cluster: &str) -> bool {
    matches!(cluster, "\n" | "\r\n" | "\r" | "\u{B}" | "\u{C}" | "\u{85}" | "\u{2028}" | "\u{2029}")
}

/// White space with no mark on it.
fn is_space(cluster: &str) -> bool {
    cluster.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::width::width;
    use super::*;

    fn check(text: &str, columns: usize, lines: &[&str]) {
        let got: Vec<&str> = wrap(text, columns).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(got, lines, "{text:?} in {columns}");
    }

    #[test]
    fn words_fill_lines() {
        check("", 10, &[]);
        check("peace", 10, &["peace"]);
        check("talks on a ceasefire go on", 10, &["talks on a", "ceasefire", "go on"]);
        check("talks  on   a", 5, &["talks", "on", "a"]);
        check("  indented text", 10, &["  indented", "text"]);
        check("ends with spaces    ", 6, &["ends", "with", "spaces"]);
    }

    #[test]
    fn long_words_break_between_clusters() {
        check("incomprehensible", 6, &["incomp", "rehens", "ible"]);
        check("an incomprehensible", 6, &["an", "incomp", "rehens", "ible"]);
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        check("abc", 0, &["a", "b", "c"]);
        check("東京", 1, &["東", "京"]);
    }

    #[test]
    fn line_feeds_are_kept() {
        check("a b\nc", 10, &["a b", "c"]);
        check("a\n\nb\n", 10, &["a", "", "b"]);
        check("a  \r\n  b", 10, &["a", "  b"]);
        check("          \nx", 5, &["", "x"]);
    }

    #[test]
    fn rules_of_scripts_and_signs() {
        check("Russia-Ukraine war", 8, &["Russia-", "Ukraine", "war"]);
        check("well (at last)", 7, &["well", "(at", "last)"]);
        check("he said “yes”.", 12, &["he said", "“yes”."]);
        check("10\u{A0}000 men", 7, &["10\u{A0}000", "men"]);
        check("東京都、大阪府。", 6, &["東京", "都、大", "阪府。"]);
        check("東京タワー", 5, &["東京", "タ", "ワー"]);
        check("ภาษาไทย ภาษาไทย abc, “ไทย”", 7, &["ภาษาไทย", "ภาษาไทย", "abc,", "“ไทย”"]);
        check("서울 평양 회담", 5, &["서울", "평양", "회담"]);
        check("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, &["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]);
    }

    /// The promises of `wrap`, for any text.
    fn promises(text: &str, columns: usize) {
        let lines = wrap(text, columns);
        let mut at = 0;
        for line in &lines {
            let gap = Span::new(at, line.start as usize).of(text);
            assert!(gap.chars().all(char::is_whitespace), "{text:?} in {columns} loses {gap:?}");
            assert!(text.get(line.range()).is_some(), "{text:?} in {columns}: {line:?} is not a part of it");
            let shown = line.of(text);
            let alone = clusters(shown).nth(1).is_none();
            assert!(width(shown) <= columns.max(1) || alone, "{text:?} in {columns}: {shown:?} sticks out");
            at = line.end as usize;
        }
        let rest = text.get(at..).unwrap();
        assert!(rest.chars().all(char::is_whitespace), "{text:?} in {columns} loses {rest:?}");
        let visible =
            |t: &str| clusters(t).filter(|(c, _)| !is_space(c)).map(|(c, _)| c.to_owned()).collect::<Vec<_>>();
        let wrapped: Vec<String> = lines.iter().flat_map(|line| visible(line.of(text))).collect();
        assert_eq!(wrapped, visible(text), "{text:?} in {columns} breaks a cluster");
    }

    proptest! {
        #[test]
        fn promises_hold_for_any_text(text in any::<String>(), columns in 0usize..30) {
            promises(&text, columns);
        }

        #[test]
        fn promises_hold_for_mixed_text(text in "([a-z]{0,9}|東|。|é|\u{301}|\u{A0}|\u{3000}|-|/|👩\u{200D}|🇫🇷|\u{600}| |  |\n|\r|\t|“|”|ภาษา){0,40}", columns in 0usize..20) {
            promises(&text, columns);
        }
    }
}
