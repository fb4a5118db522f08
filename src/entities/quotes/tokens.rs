//! A paragraph as quotes are looked for in it: words, names, whole quoted pieces and marks, cut into sentences.
//!
//! A quoted piece is one token, so nothing said inside it is ever taken for the telling around it.

use std::ops::Range;

use super::marks::Piece;
use super::verbs::Verb;
use super::words::{self, Words};
use crate::corpus::{Annotations, Kind, Speaker, Via};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Name {
        speaker: Speaker,
        /// "French", not "France".
        demonym: bool,
        /// "France's".
        possessive: bool,
    },
    /// The number of the piece in its paragraph.
    Piece(usize),
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: TokenKind,
    /// Of a word.
    pub known: words::Known,
}

impl Token {
    fn new(start: usize, end: usize, kind: TokenKind) -> Token {
        Token { start, end, kind, known: words::Known::default() }
    }
}

/// A name found in a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub start: usize,
    pub end: usize,
    pub speaker: Speaker,
    pub demonym: bool,
}

/// The names of the title and of each paragraph in reading order: people before organisations before countries where they coincide,
/// the longer before the shorter.
pub(super) fn names(found: &Annotations, paragraphs: usize) -> Vec<Vec<Name>> {
    let mut out = vec![Vec::new(); paragraphs + 1];
    let mut put = |mention: &crate::corpus::Mention, kind: Kind, index: usize, demonym: bool| {
        if let Some(list) = out.get_mut(mention.paragraph.map_or(0, |p| p as usize + 1)) {
            let (start, end) = (mention.span.start as usize, mention.span.end as usize);
            list.push(Name { start, end, speaker: Speaker { kind, index: index as u32 }, demonym });
        }
    };
    for (i, person) in found.people.iter().enumerate() {
        person.mentions.iter().for_each(|m| put(m, Kind::Person, i, false));
    }
    for (i, organisation) in found.organisations.iter().enumerate() {
        organisation.mentions.iter().for_each(|m| put(m, Kind::Organisation, i, false));
    }
    for (i, country) in found.countries.iter().enumerate() {
        country.mentions.iter().for_each(|(m, via)| put(m, Kind::Country, i, *via == Via::Demonym));
    }
    // Stable: of two equal spans the person comes first.
    out.iter_mut().for_each(|list| list.sort_by_key(|n| (n.start, std::cmp::Reverse(n.end))));
    out
}

/// The tokens of `text`.
pub(super) fn tokens(text: &str, pieces: &[Piece], names: &[Name]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut pieces = pieces.iter().enumerate().peekable();
    let mut names = names.iter().peekable();
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        let plain_char = byte.is_ascii().then_some(char::from(byte));
        let Some(c) = plain_char.or_else(|| text.get(at..)?.chars().next()) else { break };
        while names.next_if(|n| n.start < at).is_some() {}
        // A nickname within a name: Piet “The Hammer” Haan.
        while pieces.next_if(|(_, p)| p.outer.start < at).is_some() {}
        if let Some((i, piece)) = pieces.next_if(|(_, p)| p.outer.start <= at) {
            let end = piece.outer.end.max(at + c.len_utf8());
            out.push(Token::new(at, end, TokenKind::Piece(i)));
            at = end;
        } else if let Some(name) = names.next_if(|n| n.start == at && is_name(text, n)) {
            let possessive = possessive_end(text, name.end);
            let kind = TokenKind::Name {
                speaker: name.speaker,
                demonym: name.demonym,
                possessive: possessive.is_some() || words::is_possessive(text.get(at..name.end).unwrap_or("")),
            };
            out.push(Token::new(at, name.end, kind));
            at = possessive.unwrap_or(name.end);
        } else if c.is_alphanumeric() {
            let end = word_end(text, at);
            let known = words::known(text.get(at..end).unwrap_or(""));
            out.push(Token { start: at, end, kind: TokenKind::Word, known });
            at = end;
        } else {
            if ",.?!;:()[]–—…".contains(c) || (c == '-' && out.last().is_none_or(|t| t.end < at)) {
                out.push(Token::new(at, at + c.len_utf8(), TokenKind::Mark(plain(c))));
            }
            at += c.len_utf8();
        }
    }
    out
}

/// Dashes are one, and so are brackets.
fn plain(c: char) -> char {
    match c {
        '–' | '—' => '-',
        '[' => '(',
        ']' => ')',
        _ => c,
    }
}

fn is_name(text: &str, name: &Name) -> bool {
    text.get(name.start..name.end).is_some_and(|t| !t.is_empty())
}

/// The end of a `'s` or a bare `'` after a name.
fn possessive_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let after = rest.strip_prefix('’').or_else(|| rest.strip_prefix('\''))?;
    let mark = rest.len() - after.len();
    match after.strip_prefix(['s', 'S']) {
        Some(tail) if !tail.starts_with(char::is_alphanumeric) => Some(at + mark + 1),
        None if after.starts_with(' ') && text.get(..at)?.ends_with('s') => Some(at + mark),
        _ => None,
    }
}

fn word_end(text: &str, at: usize) -> usize {
    // Most words are plain letters and end at a space.
    let plain = text.as_bytes().get(at..).unwrap_or(&[]).iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let at = at + plain;
    if matches!(text.as_bytes().get(at), Some(b' ' | b',')) {
        return at;
    }
    let rest = text.get(at..).unwrap_or("");
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let joins = matches!(c, '\'' | '’' | '-' | '‑' | '.' | '&' | '/')
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joins && !('\u{300}'..='\u{36f}').contains(&c) {
            return at + i;
        }
    }
    text.len()
}

/// No sentence is longer: what follows is looked at by itself, so that no text takes more than its share of time.
const LONGEST: usize = 400;

/// The sentences of a paragraph, as ranges of its tokens; together they are all of them.
pub(super) fn sentences(text: &str, tokens: &[Token], pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for i in 0..tokens.len() {
        if ends(text, tokens, pieces, i) || i + 1 - start >= LONGEST {
            out.push(start..i + 1);
            start = i + 1;
        }
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// Whether a sentence ends with token `i`.
fn ends(text: &str, tokens: &[Token], pieces: &[Piece], i: usize) -> bool {
    let (Some(token), Some(next)) = (tokens.get(i), tokens.get(i + 1)) else { return false };
    let fresh = match next.kind {
        TokenKind::Piece(_) | TokenKind::Name { .. } => true,
        TokenKind::Word => !part(text, next).starts_with(char::is_lowercase),
        // “…” (Macron) is one.
        TokenKind::Mark(c) => c == '(' && !matches!(token.kind, TokenKind::Piece(_)),
    };
    if !fresh {
        return false;
    }
    match token.kind {
        TokenKind::Mark('.') => {
            let before = i.checked_sub(1).and_then(|b| tokens.get(b)).filter(|b| b.end == token.start);
            !before.is_some_and(|b| words::is_abbreviation(part(text, b), part(text, next)))
        }
        TokenKind::Mark('?' | '!' | '…') => true,
        TokenKind::Piece(p) => {
            let inner = pieces.get(p).and_then(|p| text.get(p.inner.clone())).unwrap_or("");
            match inner.chars().next_back() {
                Some('.') => true,
                // "Is it over?" Macron asked.
                Some('?' | '!' | '…') => matches!(next.kind, TokenKind::Piece(_)) || !cue_follows(tokens, i + 1),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether the tokens from `at` are a short subject and its verb of saying.
fn cue_follows(tokens: &[Token], at: usize) -> bool {
    let rest = tokens.get(at..).unwrap_or(&[]).iter().take(10);
    let mut rest = rest.take_while(|t| matches!(t.kind, TokenKind::Word | TokenKind::Name { .. }));
    rest.any(|t| t.known.verb.is_some())
}

pub(super) fn part<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start..token.end).unwrap_or("")
}

/// A sentence: its tokens and the text they are parts of.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub headline: bool,
}

impl<'a> Sentence<'a> {
    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    pub fn part(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| part(self.text, t))
    }

    /// The word at `at`; empty for names, pieces and marks.
    pub fn word(&self, at: usize) -> &'a str {
        if self.kind(at) == Some(TokenKind::Word) { self.part(at) } else { "" }
    }

    pub fn is(&self, at: usize, list: &impl Words) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && list.holds(part(self.text, t), t.known.sets))
    }

    /// The verb of saying that the word at `at` is a form of.
    pub fn verb(&self, at: usize) -> Option<Verb> {
        self.tokens.get(at).and_then(|t| t.known.verb)
    }

    /// A day, a month, a number.
    pub fn is_time(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is(at, &words::DAYS)
            || self.is(at, &words::MONTHS)
            || (word.starts_with(|c: char| c.is_ascii_digit()) && !word.ends_with("-old"))
    }

    pub fn is_mark(&self, at: usize, marks: &str) -> bool {
        matches!(self.kind(at), Some(TokenKind::Mark(c)) if marks.contains(c))
    }

    pub fn has_piece(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t.kind, TokenKind::Piece(_)))
    }

    pub fn is_piece(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Piece(_)))
    }

    /// Whether a capital sets the word at `at` apart.
    pub fn is_capital(&self, at: usize) -> bool {
        !self.headline && self.word(at).starts_with(char::is_uppercase)
    }

    /// The name at `at` with whether it stands in the possessive.
    pub fn name(&self, at: usize) -> Option<(Speaker, bool)> {
        match self.kind(at) {
            Some(TokenKind::Name { speaker, possessive, .. }) => Some((speaker, possessive)),
            _ => None,
        }
    }

    /// The person at `at`, not in the possessive.
    pub fn person(&self, at: usize) -> Option<Speaker> {
        self.name(at).filter(|(s, possessive)| s.kind == Kind::Person && !possessive).map(|(s, _)| s)
    }

    pub fn is_demonym(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Name { demonym: true, .. }))
    }

    /// "…," with the comma inside, as American news sets it.
    pub fn piece_ends_in_comma(&self, at: usize) -> bool {
        self.is_piece(at) && self.part(at).trim_end_matches(|c: char| !c.is_alphanumeric() && c != ',').ends_with(',')
    }
}
