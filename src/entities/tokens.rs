//! Words with what names are told by: how they are written, what stands between them, what they can be.

use crate::corpus::Via;
use crate::text::Span;

use super::classes::WordClass;
use super::countries::Found;
use super::lexicon::{Flags, Known, flags, lexicon};
use super::spelling::{LONGEST_WORD, is_abbreviation, known_of, shape_of};
use super::tagger::hash;
use super::tagger::words::lower_hash;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// "Macron", "McCain", "al-Assad".
    Capital,
    /// "NATO", "JD".
    Upper,
    /// "J.", "J.D.", "W".
    Initial,
    /// With digits, or in a script without case.
    Other,
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// First word of the paragraph.
    Start,
    /// White space alone.
    Space,
    Comma,
    /// A full stop, question or exclamation mark.
    Stop,
    /// A quotation mark, without a stop.
    Quote,
    Open,
    Close,
    Slash,
    /// Colon, dash, semicolon and all else.
    Other,
}

/// One word of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Without a possessive ending.
    pub span: Span,
    pub flags: Flags,
    pub shape: Shape,
    pub gap: Gap,
    pub possessive: bool,
    /// A sentence, or a quoted one, may begin here: the capital letter says little.
    pub starts: bool,
    pub hyphen: bool,
    /// Its class among words that are used alike.
    pub class: WordClass,
    /// The hash of its letters: see [`lower_hash`].
    pub lower: u64,
}

impl Token {
    pub fn is(&self, wanted: Flags) -> bool {
        self.flags & wanted != 0
    }

    /// Written with a capital letter.
    pub fn capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Initial)
    }

    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }
}

/// The words of `text`, appended to `out`; what lies in `masked` is left out. `found` are the countries in `text`.
pub fn tokenise(text: &str, masked: &[Span], found: &[Found], out: &mut Vec<Token>) {
    let first = out.len();
    let mut at = 0;
    let mut end_before = 0;
    let mut masks = masked.iter().peekable();
    while let Some(c) = next_char(text, at) {
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        while masks.next_if(|m| m.end as usize <= at).is_some() {}
        if let Some(mask) = masks.peek()
            && mask.start as usize <= at
            && at < mask.end as usize
        {
            at = mask.end as usize;
            continue;
        }
        let word = word_at(text, at);
        let gap = gap_between(text.get(end_before..at).unwrap_or(""), out.len() == first);
        out.push(Token { gap: gap.0, starts: gap.1, ..word.token });
        at = word.next;
        end_before = word.next;
    }
    let tokens = out.get_mut(first..).unwrap_or_default();
    look_up_plain(tokens);
    mark_countries(found, tokens);
}

/// Of a plain word until it is looked up: all words of a text one right after the other, so that the memory is waited
/// for by many at once.
const WAITING: Flags = Flags::MAX;

fn look_up_plain(tokens: &mut [Token]) {
    for token in tokens.iter_mut().filter(|t| t.flags == WAITING) {
        let known = lexicon().known(token.lower);
        token.class = known.class;
        token.flags = if token.span.len() > LONGEST_WORD { 0 } else { known.flags };
    }
}

struct Word {
    token: Token,
    /// Where reading goes on, behind the possessive ending or the full stop.
    next: usize,
}

fn next_char(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(b) if b.is_ascii() => Some(*b as char),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()),
        None => None,
    }
}

/// The word that begins at `start`.
fn word_at(text: &str, start: usize) -> Word {
    if let Some(word) = plain_word(text, start) {
        return word;
    }
    let mut end = start;
    let mut possessive = false;
    let mut next = None;
    let mut hyphen = false;
    let mut piece = start;
    while let Some(c) = next_char(text, end) {
        if c.is_alphanumeric() {
            end += c.len_utf8();
            continue;
        }
        let after = end + c.len_utf8();
        let follows = next_char(text, after);
        let joins = follows.is_some_and(char::is_alphanumeric);
        match c {
            '\'' | '’' | 'ʼ' => {
                let beyond = follows.map_or(after, |f| after + f.len_utf8());
                let ends = !next_char(text, beyond).is_some_and(char::is_alphanumeric);
                if matches!(follows, Some('s' | 'S')) && ends {
                    (possessive, next) = (true, Some(beyond));
                    break;
                }
                if !joins {
                    // "the Witkoffs’ plan"; a closing quotation mark looks the same, and does no harm.
                    possessive = text.get(..end).is_some_and(|t| t.ends_with('s')) && follows == Some(' ');
                    next = possessive.then_some(after);
                    break;
                }
            }
            '-' | '‐' | '‑' if joins => (hyphen, piece) = (true, after),
            '&' if joins => {}
            '.' if joins
                && end - piece <= 2
                && is_letter(text, piece, end)
                && follows.is_some_and(char::is_uppercase) =>
            {
                piece = after;
            }
            _ => break,
        }
        end = after;
    }
    let span = Span::new(start, end);
    let word = span.of(text);
    let lower = lower_hash(word);
    let Known { flags, class } = known_of(word, lower, hyphen);
    let shape = shape_of(word, hyphen, flags);
    let mut next = next.unwrap_or(end);
    if !possessive && text.as_bytes().get(end) == Some(&b'.') && is_abbreviation(word, shape, flags) {
        next = end + 1;
        // "J.D.'s", "the U.S.'s".
        let tail = text.get(next..).unwrap_or("");
        if let Some(rest) = tail.strip_prefix("'s").or(tail.strip_prefix("’s"))
            && !rest.starts_with(char::is_alphanumeric)
        {
            possessive = true;
            next = text.len() - rest.len();
        }
    }
    let token = Token { span, flags, shape, gap: Gap::Start, possessive, starts: true, hyphen, class, lower };
    Word { token, next }
}

/// A word of small ASCII letters and nothing else: most words, and quickly read.
fn plain_word(text: &str, start: usize) -> Option<Word> {
    let rest = text.as_bytes().get(start..)?;
    let len = rest.iter().position(|b| !b.is_ascii_lowercase()).unwrap_or(rest.len());
    let closed =
        rest.get(len).is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric() && !matches!(b, b'\'' | b'-' | b'&'));
    if len == 0 || !closed {
        return None;
    }
    let lower = hash::of_bytes(rest.iter().take(len).copied());
    let token = Token {
        span: Span::new(start, start + len),
        flags: WAITING,
        shape: Shape::Lower,
        gap: Gap::Start,
        possessive: false,
        starts: true,
        hyphen: false,
        class: WordClass::default(),
        lower,
    };
    Some(Word { token, next: start + len })
}

fn is_letter(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|p| {
        let mut chars = p.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    })
}

/// What the characters between two words say, and whether a sentence may begin behind them.
fn gap_between(between: &str, first: bool) -> (Gap, bool) {
    if first {
        return (Gap::Start, true);
    }
    if between == " " {
        return (Gap::Space, false);
    }
    let mut gap = None;
    let mut starts = false;
    let mut before = 'x';
    for c in between.chars() {
        let this = match c {
            _ if c.is_whitespace() => None,
            '.' | '!' | '?' | '…' | '。' => {
                starts = true;
                Some(Gap::Stop)
            }
            ',' => Some(Gap::Comma),
            '(' | '[' => Some(Gap::Open),
            ')' | ']' => Some(Gap::Close),
            '/' => Some(Gap::Slash),
            '"' | '“' | '”' | '«' | '»' | '„' | '‘' | '\'' | '’' => {
                starts |= before.is_whitespace() || matches!(c, '“' | '«' | '„' | '‘');
                Some(Gap::Quote)
            }
            ':' | '•' | '*' | '|' | '—' | '–' => {
                starts = true;
                Some(Gap::Other)
            }
            _ => Some(Gap::Other),
        };
        // A stop weighs more than what surrounds it, the first mark more than later ones.
        if this == Some(Gap::Stop) || gap.is_none() {
            gap = this.or(gap);
        }
        before = c;
    }
    // "--" opens a story behind its dateline.
    (gap.unwrap_or(Gap::Space), starts || between.contains("--"))
}

fn mark_countries(found: &[Found], tokens: &mut [Token]) {
    let mut from = 0;
    for f in found {
        while tokens.get(from).is_some_and(|t| t.span.end <= f.span.start) {
            from += 1;
        }
        for token in tokens.iter_mut().skip(from).take_while(|t| t.span.start < f.span.end) {
            token.flags |= match f.via {
                Via::Name => flags::NATION,
                Via::Demonym => flags::DEMONYM,
                Via::Capital => flags::PLACE,
                Via::Metonym => 0,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let mut tokens = Vec::new();
        tokenise(text, &[], &[], &mut tokens);
        let shown: Vec<String> = tokens
            .iter()
            .map(|t| {
                let shape = format!("{:?}", t.shape);
                let mut s = format!("{}:{}", t.text(text), shape.get(..1).unwrap_or(""));
                if t.possessive {
                    s.push_str("+s");
                }
                if t.starts {
                    s.insert(0, '^');
                }
                s
            })
            .collect();
        assert_eq!(shown.join(" "), wanted);
    }

    #[test]
    fn words_are_cut_as_names_need_them() {
        check("Russia’s aim", "^Russia:C+s aim:L");
        check("Jean-Noel O'Neill said", "^Jean-Noel:C O'Neill:C said:L");
        check("Bashar al-Assad met J.D. Roe", "^Bashar:C al-Assad:C met:L J.D:I Roe:C");
        check("Mr. Roe left. Then", "^Mr:C Roe:C left:L ^Then:C");
        check("the U.S. plan", "^the:L U.S:I plan:L");
        check("It fell. “We", "^It:C fell:L ^We:C");
        check("NATO's 35 allies", "^NATO:U+s 35:O allies:L");
        check("the U.S.'s role", "^the:L U.S:I+s role:L");
        check("pro-Kremlin", "^pro-Kremlin:L");
        check("Donncha Ó hEithir of Cote d'Ivoire", "^Donncha:C Ó:I hEithir:C of:L Cote:C d'Ivoire:C");
    }

    #[test]
    fn masked_words_are_left_out() {
        let mut tokens = Vec::new();
        tokenise("one two three four", &[Span::new(4, 7), Span::new(8, 13)], &[], &mut tokens);
        assert_eq!(tokens.len(), 2);
    }

    #[test]
    fn hyphenated_words_are_what_their_parts_say() {
        let flags_of = |word: &str| {
            let mut tokens = Vec::new();
            tokenise(word, &[], &[], &mut tokens);
            tokens.first().map_or(0, |t| t.flags)
        };
        assert_ne!(flags_of("vice-president") & flags::ROLE, 0);
        assert_ne!(flags_of("Jean-Noel") & flags::FORENAME, 0);
        assert_ne!(flags_of("Berlin-based") & flags::WORD, 0);
        assert_eq!(flags_of("Seung-ho") & flags::WORD, 0);
    }
}
