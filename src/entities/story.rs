//! An article as the name finder reads it: its texts in reading order, cut into words.

use crate::corpus::{Article, Mention};
use crate::text::Span;

use super::countries::{self, Found};
use super::credits;
use super::lexicon::flags;
use super::tokens::{Gap, Shape, Token, tokenise};

/// The title or one paragraph.
pub struct Part<'a> {
    /// As in [`Mention::paragraph`].
    pub paragraph: Option<u32>,
    pub text: &'a str,
    /// Its words, within [`Story::tokens`].
    pub tokens: std::ops::Range<usize>,
    /// In Title Case or in capitals: there a capital letter says nothing.
    pub headline: bool,
    pub countries: Vec<Found>,
}

impl Part<'_> {
    /// The country whose words are exactly `span`.
    pub fn country_at(&self, span: Span) -> Option<&Found> {
        let at = self.countries.partition_point(|c| c.span.start < span.start);
        self.countries.get(at).filter(|c| c.span == span)
    }
}

pub struct Story<'a> {
    /// In reading order, the title first.
    pub parts: Vec<Part<'a>>,
    pub tokens: Vec<Token>,
}

impl<'a> Story<'a> {
    pub fn new(article: &'a Article) -> Story<'a> {
        let mut story = Story { parts: Vec::with_capacity(article.paragraphs.len() + 1), tokens: Vec::new() };
        let texts =
            || std::iter::once(article.title.as_str()).chain(article.paragraphs.iter().map(|p| p.text.as_str()));
        let mut countries = countries::find_each(texts()).into_iter();
        for (text, n) in texts().zip(0u32..) {
            story.add(n.checked_sub(1), text, countries.next().unwrap_or_default());
        }
        story
    }

    fn add(&mut self, paragraph: Option<u32>, text: &'a str, countries: Vec<Found>) {
        let first = self.tokens.len();
        let masked = if paragraph.is_some() { credits::find(text) } else { Vec::new() };
        tokenise(text, &masked, &countries, &mut self.tokens);
        let tokens = first..self.tokens.len();
        let headline = is_headline(self.tokens.get(tokens.clone()).unwrap_or_default());
        self.parts.push(Part { paragraph, text, tokens, headline, countries });
    }

    /// The words `first..end`, as a mention.
    pub fn mention(&self, part: u32, first: usize, end: usize) -> Option<Mention> {
        let (a, b) = (self.tokens.get(first)?, self.tokens.get(end.checked_sub(1)?)?);
        let paragraph = self.parts.get(part as usize)?.paragraph;
        let text = self.parts.get(part as usize)?.text;
        let mut span = Span { start: a.span.start, end: b.span.end };
        // "the U.S.", "Martin Luther King Jr.", "Roe Inc.": the full stop belongs to the name.
        if ends_with_stop(text, b) {
            span.end += 1;
        }
        Some(Mention { paragraph, span })
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The word at `at` if only white space stands before it.
    pub fn joined(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|t| t.gap == Gap::Space)
    }

    /// The word before `at` if only white space stands between.
    pub fn before(&self, at: usize) -> Option<&Token> {
        self.joined(at)?;
        self.tokens.get(at.checked_sub(1)?)
    }
}

/// Whether a full stop behind the word is part of it.
fn ends_with_stop(text: &str, token: &Token) -> bool {
    let word = token.text(text);
    text.as_bytes().get(token.span.end as usize) == Some(&b'.')
        && (token.shape == Shape::Initial || matches!(word, "Jr" | "Sr" | "Inc" | "Corp" | "Co" | "Ltd" | "Bros"))
}

/// Whether ordinary words, too, are written with capitals.
fn is_headline(tokens: &[Token]) -> bool {
    let (mut capital, mut lower, mut upper) = (0, 0, 0);
    for token in tokens {
        upper += (token.shape == Shape::Upper) as usize;
        if token.starts
            || !token.is(flags::WORD | flags::MODIFIER | flags::SPEECH | flags::VERB)
            || token.span.len() < 4
        {
            continue;
        }
        match token.shape {
            Shape::Lower => lower += 1,
            Shape::Capital | Shape::Upper => capital += 1,
            _ => {}
        }
    }
    (capital >= 2 && capital > 2 * lower)
        || (capital == 1 && lower == 0 && tokens.len() <= 12)
        || (upper >= 3 && upper * 10 > tokens.len() * 7)
}
