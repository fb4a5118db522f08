//! The paragraphs of an article taken apart for quotes: pieces, tokens, sentences.

use std::ops::Range;

use super::marks::{self, Piece};
use super::speakers::Here;
use super::tokens::{self, Sentence, Token};
use crate::corpus::{Annotations, Article, Mention, ParagraphKind};

pub(super) struct Story<'a> {
    article: &'a Article,
    /// In reading order, without headings, datelines and empty ones.
    pub paragraphs: Vec<Telling<'a>>,
}

/// A paragraph that can hold speech.
pub(super) struct Telling<'a> {
    /// Its number in the article.
    pub number: u32,
    pub kind: ParagraphKind,
    pub text: &'a str,
    pub pieces: Vec<Piece>,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Story<'a> {
    /// `None` if nothing in the article stands between quotation marks.
    pub fn read(article: &'a Article, found: &Annotations) -> Option<Story<'a>> {
        let mut pieces: Vec<Vec<Piece>> = article.paragraphs.iter().map(|p| marks::pieces(&p.text)).collect();
        if pieces.iter().all(Vec::is_empty) {
            return None;
        }
        let names = tokens::names(found, article.paragraphs.len());
        let mut paragraphs = Vec::with_capacity(article.paragraphs.len());
        for ((paragraph, number), names) in article.paragraphs.iter().zip(0u32..).zip(&names) {
            let mut pieces = pieces.get_mut(number as usize).map(std::mem::take).unwrap_or_default();
            if matches!(paragraph.kind, ParagraphKind::Heading | ParagraphKind::Dateline) || is_link(&paragraph.text) {
                continue;
            }
            let next = article.paragraphs.get(number as usize + 1).map_or("", |p| &p.text);
            pieces.retain(|p| p.closed || !p.single || marks::opens(next));
            let text = paragraph.text.as_str();
            let tokens = tokens::tokens(text, &pieces, names);
            let sentences = tokens::sentences(text, &tokens, &pieces);
            paragraphs.push(Telling { number, kind: paragraph.kind, text, pieces, tokens, sentences });
        }
        Some(Story { article, paragraphs })
    }

    /// A mention as it is written.
    pub fn written(&self, mention: &Mention) -> Option<&'a str> {
        Some(mention.text(self.article)).filter(|t| !t.is_empty())
    }

    /// The sentences before `here`, the nearest first; captions left out.
    pub fn sentences_before(&self, here: Here) -> impl Iterator<Item = (&Telling<'a>, Range<usize>)> {
        let end = self.paragraphs.partition_point(|p| p.number <= here.paragraph);
        let earlier = self.paragraphs.get(..end).unwrap_or(&[]).iter().rev();
        earlier.filter(|p| p.kind != ParagraphKind::Caption).flat_map(move |p| {
            let count = if p.number == here.paragraph { here.sentence } else { p.sentences.len() };
            p.sentences.iter().take(count).rev().map(move |range| (p, range.clone()))
        })
    }
}

impl<'a> Telling<'a> {
    pub fn sentence(&self, range: Range<usize>) -> Sentence<'_> {
        Sentence { text: self.text, tokens: self.tokens.get(range).unwrap_or(&[]) }
    }
}

/// "[ Leaders 'hopeful' after talks ]": a line that leads to another article.
fn is_link(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('[') && text.ends_with(']')
}
