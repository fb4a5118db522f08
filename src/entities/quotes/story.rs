//! The title and the paragraphs of an article taken apart for quotes: pieces, tokens, sentences.

use std::ops::Range;

use super::dialogue::{self, Line};
use super::marks::{self, Piece};
use super::memory::Here;
use super::tokens::{self, Name, Sentence, Token};
use crate::corpus::{Annotations, Article, Mention, Origin, ParagraphKind};

pub(super) struct Story<'a> {
    article: &'a Article,
    /// In reading order, the title first. Headings and datelines only where they end in a colon, and then not read
    /// for quotes: they may say whose words follow.
    pub paragraphs: Vec<Telling<'a>>,
}

/// A paragraph that can hold speech.
pub(super) struct Telling<'a> {
    /// Its number in the article; none is the title.
    pub number: Option<u32>,
    pub kind: ParagraphKind,
    /// In Title Case, where a capital tells nothing.
    pub headline: bool,
    /// Someone's words in an interview, without marks.
    pub line: Option<Line>,
    pub text: &'a str,
    pub pieces: Vec<Piece>,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Story<'a> {
    /// `None` if nothing in the article stands between quotation marks and no line of it is someone's.
    pub fn read(article: &'a Article, found: &Annotations) -> Option<Story<'a>> {
        let goes_on = |n: usize| article.paragraphs.get(n + 1).is_some_and(|p| marks::opens(&p.text));
        let pieces = article.paragraphs.iter().enumerate().map(|(n, p)| marks::pieces(&p.text, goes_on(n)));
        let pieces: Vec<Vec<Piece>> = pieces.collect();
        // A title taken from the first sentence says nothing that the text does not say again.
        let own = article.title_origin != Origin::Lead || article.paragraphs.is_empty();
        let title = if own { marks::pieces(&article.title, false) } else { Vec::new() };
        let mut lines = dialogue::lines(article, found).into_iter().peekable();
        if pieces.iter().all(Vec::is_empty) && title.is_empty() && lines.peek().is_none() {
            return None;
        }
        let mut names = tokens::names(found, article.paragraphs.len()).into_iter();
        let mut paragraphs = Vec::with_capacity(article.paragraphs.len() + 1);
        let names_of_title = names.next().unwrap_or_default();
        paragraphs.push(Telling::new(None, ParagraphKind::Heading, &article.title, title, &names_of_title));
        let parts = article.paragraphs.iter().zip(0u32..).zip(pieces).zip(names);
        for (((paragraph, number), mut pieces), names) in parts {
            let line = lines.next_if(|line| line.paragraph == number);
            let heading = matches!(paragraph.kind, ParagraphKind::Heading | ParagraphKind::Dateline);
            let announces = paragraph.text.trim_end().ends_with(':');
            if (heading && !announces) || is_link(&paragraph.text) {
                continue;
            }
            if line.is_some() || heading {
                pieces.clear();
            }
            let telling = Telling::new(Some(number), paragraph.kind, &paragraph.text, pieces, &names);
            paragraphs.push(Telling { line, ..telling });
        }
        Some(Story { article, paragraphs })
    }

    /// A mention as it is written.
    pub fn written(&self, mention: &Mention) -> Option<&'a str> {
        Some(mention.text(self.article)).filter(|t| !t.is_empty())
    }

    /// The sentences before `here`, the nearest first; title and captions left out.
    pub fn sentences_before(&self, here: Here) -> impl Iterator<Item = (&Telling<'a>, Range<usize>)> {
        let end = self.paragraphs.partition_point(|p| p.number <= here.paragraph);
        let earlier = self.paragraphs.get(..end).unwrap_or(&[]).iter().rev();
        earlier.filter(|p| !p.is_aside()).flat_map(move |p| {
            let count = if p.number == here.paragraph { here.sentence } else { p.sentences.len() };
            p.sentences.iter().take(count).rev().map(move |range| (p, range.clone()))
        })
    }
}

impl<'a> Telling<'a> {
    fn new(number: Option<u32>, kind: ParagraphKind, text: &'a str, pieces: Vec<Piece>, names: &[Name]) -> Telling<'a> {
        let tokens = tokens::tokens(text, &pieces, names);
        let sentences = tokens::sentences(text, &tokens, &pieces);
        let headline = number.is_none() && is_headline(text);
        Telling { number, kind, headline, line: None, text, pieces, tokens, sentences }
    }

    pub fn sentence(&self, range: Range<usize>) -> Sentence<'_> {
        Sentence { text: self.text, tokens: self.tokens.get(range).unwrap_or(&[]), headline: self.headline }
    }

    /// Told beside the story: it neither takes from it nor adds to what "he" means.
    pub fn is_aside(&self) -> bool {
        self.number.is_none() || self.kind == ParagraphKind::Caption
    }
}

/// "[ Leaders 'hopeful' after talks ]": a line that leads to another article.
fn is_link(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('[') && text.ends_with(']')
}

/// Whether most longer words begin with a capital.
fn is_headline(text: &str) -> bool {
    let words = || text.split_whitespace().filter(|w| w.len() > 3 && w.starts_with(char::is_alphabetic));
    let capital = words().filter(|w| w.starts_with(char::is_uppercase)).count();
    capital > 2 && capital * 4 > words().count() * 3
}
