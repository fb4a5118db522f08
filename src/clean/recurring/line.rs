//! A paragraph as the table sees it: what kind of line it is, and a hash by which it is known again.

use std::hash::Hasher;

use crate::corpus::{Article, Origin, Paragraph, ParagraphKind};
use crate::text::hash::{self, Quick};

/// A sentence of so many words is one of a story.
const SENTENCE: usize = 8;
/// A line of more words than this is taken for a sentence, whatever it ends with.
const LONG: usize = 25;
/// Sentences are looked at in so many of the first and of the last lines.
const FIRST: usize = 3;
const LAST: usize = 5;
/// So many different lines of an article are counted.
pub const MOST: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A few words that stand for themselves.
    Short,
    /// A few words that may as well be of a story: an item, an answer, what looks like a heading.
    Label,
    Prose,
    /// What says something of the lines below it: a heading, the name of who speaks next.
    Heading,
    /// A caption or dateline: those recur and are of the story.
    Set,
}

#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub nature: Nature,
    pub kind: ParagraphKind,
    /// What stands between spaces.
    pub words: usize,
    /// Of its letters; in a few words every number is alike. `None` for what is never looked up.
    pub hash: Option<u64>,
}

impl Line {
    pub fn all(article: &Article) -> Vec<Line> {
        let paragraphs = &article.paragraphs;
        let from_end = paragraphs.len().saturating_sub(LAST);
        // Where markup does not say what the title is, it does not say what a heading is either: it was a guess.
        let guessed = article.title_origin != Origin::Markup;
        let one = |(at, p)| Line::of(p, at < FIRST || at >= from_end, guessed);
        paragraphs.iter().enumerate().map(one).collect()
    }

    fn of(paragraph: &Paragraph, at_an_edge: bool, guessed: bool) -> Line {
        let text = paragraph.text.as_str();
        let words = text.bytes().filter(|b| *b == b' ').count() + 1;
        let nature = match paragraph.kind {
            ParagraphKind::Caption | ParagraphKind::Dateline => Nature::Set,
            ParagraphKind::Heading if guessed && !text.ends_with(':') => Nature::Label,
            ParagraphKind::Heading => Nature::Heading,
            ParagraphKind::Body | ParagraphKind::List if words > LONG || has_sentence(text, words) => Nature::Prose,
            ParagraphKind::List => Nature::Label,
            ParagraphKind::Body if text.ends_with(':') => Nature::Heading,
            ParagraphKind::Body if text.ends_with(['.', '?', ',', '"', '”', '»']) => Nature::Label,
            ParagraphKind::Body => Nature::Short,
        };
        let wanted = match nature {
            Nature::Set => false,
            Nature::Prose => at_an_edge,
            Nature::Short | Nature::Label | Nature::Heading => true,
        };
        Line { nature, kind: paragraph.kind, words, hash: if wanted { hash(text, nature) } else { None } }
    }
}

/// Whether a sentence of some length ends in it.
fn has_sentence(text: &str, words: usize) -> bool {
    if words < SENTENCE {
        return false;
    }
    let mut count = 0;
    let mut end = false;
    for word in text.split(' ') {
        count += 1;
        end = word.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']).ends_with(['.', '!', '?', '…', '。']);
        if end && count >= SENTENCE {
            return true;
        }
        count = if end { 0 } else { count };
    }
    end && count >= SENTENCE
}

/// `None` for what has next to no letters: a score, a page number.
fn hash(text: &str, nature: Nature) -> Option<u64> {
    if text.chars().filter(|c| c.is_alphabetic()).take(3).count() < 3 {
        return None;
    }
    if nature == Nature::Prose {
        return Some(hash::of(text));
    }
    let mut hash = Quick::default();
    hash.write_u64(u64::from(nature == Nature::Heading));
    let (mut eight, mut filled, mut number) = (0_u64, 0, false);
    for byte in text.bytes() {
        let digit = byte.is_ascii_digit();
        if digit && number {
            continue;
        }
        number = digit;
        let plain = if digit { b'0' } else { byte.to_ascii_lowercase() };
        eight = eight << 8 | u64::from(plain);
        filled += 1;
        if filled == 8 {
            hash.write_u64(eight);
            (eight, filled) = (0, 0);
        }
    }
    hash.write_u64(eight);
    Some(hash.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nature(kind: ParagraphKind, text: &str) -> Nature {
        Line::of(&Paragraph::new(kind, text), true, false).nature
    }

    #[test]
    fn a_sentence_of_some_length_is_prose() {
        use ParagraphKind::{Body, Caption, Heading, List};
        let check = |kind, text: &str, expected| assert_eq!(nature(kind, text), expected, "{text}");
        check(Body, "The ferries came back to the pier on Monday.", Nature::Prose);
        check(Body, "\"The ferries came back to the pier on Monday.\"", Nature::Prose);
        check(Body, "Got a tip? Write to us. We read all of them.", Nature::Label);
        check(Body, "Home News Sport Weather Business Travel Culture Arts", Nature::Short);
        check(Body, "Share this story", Nature::Short);
        check(Body, "Yes.", Nature::Label);
        check(Body, "MODERATOR:", Nature::Heading);
        check(List, "Two eggs", Nature::Label);
        check(List, "The ferries came back to the pier on Monday.", Nature::Prose);
        check(Body, &"word ".repeat(30), Nature::Prose);
        check(Heading, "What happens next", Nature::Heading);
        check(Caption, "The harbour on Monday", Nature::Set);
    }

    #[test]
    fn numbers_are_all_alike_and_letters_are_not() {
        let of = |text| hash(text, Nature::Short);
        assert_eq!(of("3 min read"), of("12 Min read"));
        assert_ne!(of("3 min read"), of("3 min reads"));
        assert_ne!(of("Share this"), of("Share that"));
        assert_ne!(of("Next"), hash("Next", Nature::Heading));
        assert_eq!(of("2 – 1").or(of("17")), None, "next to no letters");
    }
}
