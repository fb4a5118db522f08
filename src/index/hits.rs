//! Where the words of a query stand in an article, by the same rules by which the article was found.

use std::collections::BTreeSet;

use super::positions::windows;
use super::rank::positive;
use super::stem::Stems;
use super::terms::fuzzy_distance;
use crate::corpus::Article;
use crate::query::words::{Token, tokens};
use crate::query::{Expr, Hit, How, Term, Word};
use crate::text::Span;

/// Where the words of `expr` stand in `article`, by the index's own rules of stemming and folding, in reading order.
/// What is under a `not` has no hits, nor have people, dates and the like. Hits do not overlap.
pub fn hits(article: &Article, expr: &Expr) -> Vec<Hit> {
    let mut found: Vec<Hit> = finds(article, expr).into_iter().map(|f| f.hit).collect();
    found.sort_unstable();
    found.dedup_by(|next, kept| {
        let overlap = next.paragraph == kept.paragraph && next.span.overlaps(kept.span);
        if overlap {
            kept.span.end = kept.span.end.max(next.span.end);
        }
        overlap
    });
    found
}

/// A hit and the number of the wanted thing that it is, so that different ones can be told from repeated ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Find {
    pub hit: Hit,
    pub which: u32,
}

/// All hits, in no order; they may overlap.
pub(super) fn finds(article: &Article, expr: &Expr) -> Vec<Find> {
    let mut terms = Vec::new();
    positive(expr, &mut terms);
    let mut stems = Stems::default();
    let wanted: Vec<Wanted> = terms.into_iter().filter_map(|t| Wanted::of(t, &mut stems)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut near = vec![Vec::new(); wanted.len()];
    // Positions run on over the paragraphs, with a gap between two, as in the index.
    let mut base = 0;
    let title = std::iter::once((None, article.title.as_str()));
    let body = article.paragraphs.iter().zip(0..).map(|(p, n)| (Some(n), p.text.as_str()));
    for (paragraph, text) in title.chain(body) {
        let tokens = tokens(text);
        for (which, (wanted, near)) in wanted.iter().zip(&mut near).enumerate() {
            if paragraph.is_some() && wanted.title_only {
                continue;
            }
            let mut push = |span| out.push(Find { hit: Hit { paragraph, span }, which: which as u32 });
            match &wanted.what {
                What::Word(word) => tokens.iter().filter(|t| word.is(t, &mut stems)).for_each(|t| push(t.span)),
                What::Phrase(words) => phrases(&tokens, words).for_each(push),
                What::Near(words, _) => near.extend(places(&tokens, words).map(|(at, kind, span)| Place {
                    position: base + at,
                    kind,
                    hit: Hit { paragraph, span },
                })),
            }
        }
        base += tokens.last().map_or(0, |t| t.position + 1) + 1;
        if paragraph.is_none() {
            // Words of the title are not near those of the text.
            finish_near(&wanted, &mut near, &mut out);
            base = 0;
        }
    }
    finish_near(&wanted, &mut near, &mut out);
    out
}

struct Wanted {
    title_only: bool,
    what: What,
}

enum What {
    Word(Matcher),
    Phrase(Vec<String>),
    Near(Vec<String>, u32),
}

impl Wanted {
    fn of(term: &Term, stems: &mut Stems) -> Option<Wanted> {
        let title_only = matches!(term, Term::Title(_) | Term::TitlePhrase(_));
        let what = match term {
            Term::Word(word) | Term::Title(word) => What::Word(Matcher::of(word, stems)),
            Term::Phrase(words) | Term::TitlePhrase(words) if !words.is_empty() => What::Phrase(words.clone()),
            Term::Near { distance, words } => What::Near(words.clone(), *distance),
            _ => return None,
        };
        Some(Wanted { title_only, what })
    }
}

enum Matcher {
    Stem(String),
    Prefix(String),
    Fuzzy(String, usize),
}

impl Matcher {
    fn of(word: &Word, stems: &mut Stems) -> Matcher {
        match word.how {
            How::Stem => Matcher::Stem(stems.of(&word.text).to_string()),
            How::Prefix => Matcher::Prefix(word.text.clone()),
            How::Fuzzy => Matcher::Fuzzy(word.text.clone(), usize::from(fuzzy_distance(&word.text))),
        }
    }

    fn is(&self, token: &Token<'_>, stems: &mut Stems) -> bool {
        let text = token.text.as_ref();
        match self {
            // Stemming leaves the first letter alone, so most words need none.
            Matcher::Stem(stem) => text.as_bytes().first() == stem.as_bytes().first() && stems.of(text) == stem,
            Matcher::Prefix(start) => text.starts_with(start.as_str()),
            Matcher::Fuzzy(word, distance) => {
                text.len().abs_diff(word.len()) <= distance * 4 && strsim::osa_distance(text, word) <= *distance
            }
        }
    }
}

/// Where `words` stand one after another, each in any of its forms.
fn phrases<'a>(tokens: &'a [Token<'_>], words: &'a [String]) -> impl Iterator<Item = Span> + 'a {
    tokens.iter().enumerate().filter(|(_, t)| words.first().is_some_and(|w| t.text == *w)).filter_map(|(i, first)| {
        let mut end = first.span.end;
        let mut rest = tokens.get(i..)?;
        for (word, position) in words.iter().zip(first.position..) {
            let found =
                rest.iter().position(|t| t.position >= position && (t.position > position || t.text == *word))?;
            let token = rest.get(found).filter(|t| t.position == position)?;
            end = token.span.end;
            rest = rest.get(found..)?;
        }
        Some(Span { start: first.span.start, end })
    })
}

#[derive(Clone, Copy)]
struct Place {
    position: u32,
    kind: usize,
    hit: Hit,
}

fn places<'a>(tokens: &'a [Token<'_>], words: &'a [String]) -> impl Iterator<Item = (u32, usize, Span)> + 'a {
    tokens.iter().filter_map(|t| Some((t.position, words.iter().position(|w| t.text == *w)?, t.span)))
}

fn finish_near(wanted: &[Wanted], near: &mut [Vec<Place>], out: &mut Vec<Find>) {
    for (which, (wanted, places)) in wanted.iter().zip(near).enumerate() {
        let places = std::mem::take(places);
        let What::Near(words, distance) = &wanted.what else { continue };
        let positions: Vec<(u32, usize)> = places.iter().map(|p| (p.position, p.kind)).collect();
        let inside: BTreeSet<usize> = windows(&positions, words.len(), *distance).flatten().collect();
        let hit = |i: usize| places.get(i).map(|p| Find { hit: p.hit, which: which as u32 });
        out.extend(inside.into_iter().filter_map(hit));
    }
}
