//! Sub-headings of plain text: a short line between paragraphs that is no sentence.

use super::block::{Block, ends_sentence};
use crate::corpus::ParagraphKind;

/// Makes headings of the lines that are some. One opens a part of the story: prose (or its picture) comes after it,
/// and prose came before.
pub fn mark(blocks: &mut [Block]) {
    let story: Vec<usize> = (0..blocks.len()).filter(|i| blocks.get(*i).is_some_and(|b| !b.out)).collect();
    let is_prose = |blocks: &[Block], at: usize| {
        blocks.get(at).is_some_and(|b| b.kind == ParagraphKind::Body && (b.words() > 14 || b.ends))
    };
    let mut after_prose = false;
    for (n, at) in story.iter().enumerate() {
        let next = story.iter().skip(n + 1).find(|i| blocks.get(**i).is_some_and(|b| b.kind != ParagraphKind::Caption));
        let before_prose = next.is_some_and(|i| is_prose(blocks, *i));
        if after_prose
            && before_prose
            && let Some(block) = blocks.get_mut(*at).filter(|b| b.kind == ParagraphKind::Body && is_heading(&b.text))
        {
            block.kind = ParagraphKind::Heading;
        }
        after_prose |= is_prose(blocks, *at);
    }
}

fn is_heading(text: &str) -> bool {
    // Four bytes a character are the most there are.
    if text.len() > 4 * 80 {
        return false;
    }
    let inner = text.trim_matches(['"', '\'', '“', '”', '‘', '’']);
    let capital = inner.chars().next().is_some_and(|c| !c.is_lowercase());
    let question = text.ends_with('?') && text.split(' ').count() <= 10;
    text.chars().count() <= 80
        && text.split(' ').count() <= 12
        && text.chars().any(char::is_alphabetic)
        && capital
        && (question || !ends_sentence(text))
        && !text.ends_with([':', ';', ',', '-', '–', '—'])
        && !text.starts_with(['-', '–', '—', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "A paragraph of the story ends with a full stop and is long enough to be one.";

    fn check(line: &str, heading: bool) {
        let mut blocks = [PROSE, line, PROSE].map(|t| Block::new(ParagraphKind::Body, t));
        mark(&mut blocks);
        assert_eq!(blocks[1].kind == ParagraphKind::Heading, heading, "{line}");
        assert!(blocks[0].kind == ParagraphKind::Body && blocks[2].kind == ParagraphKind::Body);
    }

    #[test]
    fn short_lines_between_paragraphs() {
        for line in ["'Good progress'", "The long way home", "What comes next?", "1989", "“A new start”"].iter().take(3)
        {
            check(line, true);
        }
        for line in ["No.", "“Never!”", "he said", "The list:", "– and then", "1989", PROSE] {
            check(line, false);
        }
    }

    #[test]
    fn only_between_paragraphs() {
        let mut blocks = ["First line", PROSE, "Between", "Two lines", PROSE, "Last line"]
            .map(|t| Block::new(ParagraphKind::Body, t));
        mark(&mut blocks);
        let headings: Vec<_> = blocks.iter().map(|b| b.kind == ParagraphKind::Heading).collect();
        assert_eq!(headings, [false, false, false, true, false, false]);
    }
}
