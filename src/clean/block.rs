//! A block on its way from draft to article.

use super::table::{self, Marks};
use crate::corpus::{Paragraph, ParagraphKind};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: ParagraphKind,
    pub text: String,
    /// Taken out of the story.
    pub out: bool,
    /// What the table of furniture says of the text: looked up once, asked often.
    pub marks: Marks,
    words: usize,
    /// See [`ends_sentence`].
    pub ends: bool,
}

impl Block {
    pub fn new(kind: ParagraphKind, text: impl Into<String>) -> Block {
        let text = text.into();
        let words = text.bytes().filter(|b| *b == b' ').count() + 1;
        Block { kind, marks: table::look_up(&text), words, ends: ends_sentence(&text), text, out: false }
    }

    /// The same block with another text: a part of it has turned out to be something else.
    pub fn set_text(&mut self, text: String) {
        *self = Block { out: self.out, ..Block::new(self.kind, text) };
    }

    /// The draft's blocks on one trimmed line each, without empty ones.
    pub fn all(drafted: Vec<Paragraph>) -> Vec<Block> {
        let blocks = drafted.into_iter().map(|p| Block::new(p.kind, one_line(p.text)));
        blocks.filter(|b| !b.text.is_empty()).collect()
    }

    /// What stands between spaces.
    pub fn words(&self) -> usize {
        self.words
    }

    /// A paragraph as stories have them: a sentence of some length.
    pub fn is_prose(&self) -> bool {
        !self.out && self.kind == ParagraphKind::Body && self.words >= 8 && self.ends
    }
}

fn one_line(text: String) -> String {
    let mut before = b'x';
    let spaced = text.bytes().all(|b| {
        let good = !matches!((before, b), (b' ', b' ') | (_, b'\n' | b'\r' | b'\t'));
        before = b;
        good
    });
    if spaced && text.trim() == text { text } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Whether `text` ends as a sentence does, closing marks aside.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}
