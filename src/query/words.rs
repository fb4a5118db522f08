//! The words of a text as search knows them: one rule for articles and for queries, so that both agree.
//!
//! A word is folded, its possessive is taken off, and what is joined by a hyphen, a full stop or a colon comes apart
//! ("high-level", "example.com", a missing space after a full stop). Abbreviations lose their dots, so that "U.N."
//! and "UN" are one word. Some words stand in two forms at one position: "US" and "U.S." are `us`, because case does
//! not matter, and `u.s`, so that the country can be asked for without the pronoun; "O'Brien" is also `brien`.
//!
//! Stems are [`crate::index`]'s business.

use std::borrow::Cow;

use crate::text::{Span, fold, segment};

/// Longer words are cut: nobody types them, and they would fill the index.
const LONGEST: usize = 64;

/// One form of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub span: Span,
    /// Counts words from 0; two forms of one word have the same position, the more telling one last.
    pub position: u32,
    /// Folded.
    pub text: Cow<'a, str>,
}

/// All words of `text` in all their forms.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Out { tokens: Vec::with_capacity(text.len() / 5), position: 0, shouting: shouting(text) };
    for (span, word) in segment::words(text) {
        if is_plain(word) {
            out.tokens.push(Token { span, position: out.position, text: Cow::Borrowed(word) });
            out.position += 1;
            continue;
        }
        if is_lone_possessive(text, span, word) {
            continue;
        }
        out.word(span.start as usize, without_possessive(word));
    }
    out.tokens
}

/// The words of a query: of each word the most telling form.
pub fn wanted(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for token in tokens(text) {
        if last == Some(token.position) {
            words.pop();
        }
        last = Some(token.position);
        words.push(token.text.into_owned());
    }
    words
}

struct Out<'a> {
    tokens: Vec<Token<'a>>,
    position: u32,
    /// All in capitals: then capitals say nothing about a word.
    shouting: bool,
}

impl<'a> Out<'a> {
    fn word(&mut self, start: usize, word: &'a str) {
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            self.push(start, word, [Some(Cow::Borrowed(word)), None]);
        } else if is_number(word) {
            self.push(start, word, [Some(without(word, ',')), None]);
        } else if is_dotted(word) {
            let (joined, dotted) = (without(word, '.'), fold(word));
            let telling = is_common(&fold(&joined)).then_some(dotted);
            self.push(start, word, [Some(fold(&joined).into_owned().into()), telling]);
        } else if word.contains(JOINTS) {
            let pieces = word.split(JOINTS).filter(|p| !p.is_empty());
            pieces.for_each(|p| self.piece(start + offset_in(word, p), p));
        } else {
            self.piece(start, word);
        }
    }

    fn piece(&mut self, start: usize, word: &'a str) {
        let folded = fold(word);
        if !self.shouting && is_capitals(word) && is_common(&folded) {
            let dotted = dotted(&folded);
            self.push(start, word, [Some(folded), Some(dotted.into())]);
        } else if let Some(name) = after_elision(&folded) {
            self.push(start, word, [Some(name.to_string().into()), Some(folded)]);
        } else {
            self.push(start, word, [Some(folded), None]);
        }
    }

    fn push(&mut self, start: usize, word: &str, forms: [Option<Cow<'a, str>>; 2]) {
        let span = Span::new(start, start + word.len());
        for text in forms.into_iter().flatten().map(cut).filter(|t| !t.is_empty()) {
            self.tokens.push(Token { span, position: self.position, text });
        }
        self.position += 1;
    }
}

/// Small plain letters, as in most words: there is nothing to take off, apart or out. A single one may be what is left
/// of a possessive.
fn is_plain(word: &str) -> bool {
    (2..=LONGEST).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// What Unicode leaves inside a word and readers take for a gap.
const JOINTS: [char; 4] = ['.', ':', '_', '·'];

/// Where `piece`, a part of `whole`, begins in it.
fn offset_in(whole: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

/// Several words, none of them with a lower-case letter.
fn shouting(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && segment::words(text).nth(1).is_some()
}

fn without_possessive(word: &str) -> &str {
    ["'s", "’s", "'S", "’S", "ʼs"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|w| !w.is_empty())
        .unwrap_or(word)
}

/// The `s` that Unicode cuts off "U.S.'s".
fn is_lone_possessive(text: &str, span: Span, word: &str) -> bool {
    let before = text.get(..span.start as usize).unwrap_or("");
    word.eq_ignore_ascii_case("s")
        && before.ends_with(['\'', '’'])
        && before.trim_end_matches(['\'', '’']).ends_with('.')
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
}

/// `U.S`, `a.m`: single letters between full stops.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic))
}

fn is_capitals(word: &str) -> bool {
    (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Everyday short words that are also abbreviations, or could be: in capitals they name something.
fn is_common(folded: &str) -> bool {
    const COMMON: [&str; 39] = [
        "all", "am", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "go", "had", "has", "he", "if",
        "in", "is", "it", "may", "me", "my", "no", "not", "now", "of", "on", "or", "she", "so", "the", "to", "up",
        "us", "was", "we", "what", "who",
    ];
    COMMON.binary_search(&folded).is_ok()
}

fn dotted(word: &str) -> String {
    let mut out = String::with_capacity(word.len() * 2);
    for (i, c) in word.chars().enumerate() {
        if i > 0 {
            out.push('.');
        }
        out.push(c);
    }
    out
}

/// `orsay` of `d'orsay`, `brien` of `o'brien`.
fn after_elision(folded: &str) -> Option<&str> {
    let (letter, name) = folded.split_once('\'')?;
    (letter.chars().count() == 1 && name.len() >= 3).then_some(name)
}

fn without(word: &str, c: char) -> Cow<'_, str> {
    if word.contains(c) { Cow::Owned(word.replace(c, "")) } else { Cow::Borrowed(word) }
}

/// Short enough, and without the white space that folding makes of a few rare signs: a form is never two words.
fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.len() <= LONGEST && !text.contains(char::is_whitespace) {
        return text;
    }
    let kept: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Cow::Owned(kept.get(..kept.floor_char_boundary(LONGEST)).unwrap_or("").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words between spaces, forms of one word between bars.
    fn check(text: &str, expected: &str) {
        let mut shown = String::new();
        let mut last = None;
        for token in tokens(text) {
            shown.push_str(match last {
                None => "",
                Some(p) if p == token.position => "|",
                Some(_) => " ",
            });
            shown.push_str(&token.text);
            last = Some(token.position);
        }
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn words_are_folded_and_taken_apart() {
        check("Élysée hails high-level talks", "elysee hails high level talks");
        check("Russia’s army, Putin's men", "russia army putin men");
        check("See example.com.Next: a_b", "see example com next a b");
        check("$1,787 over 3.5 years at 10:30", "1787 over 3.5 years at 10 30");
        check("東京 talks", "東 京 talks");
        check("—  …!", "");
    }

    #[test]
    fn abbreviations_agree_with_and_without_dots() {
        check("the U.N. and the UN", "the un and the un");
        check("U.S. troops", "us|u.s troops");
        check("US troops join us", "us|u.s troops join us");
        check("the U.S.'s army", "the us|u.s army");
        check("the US's army", "the us|u.s army");
        check("LET US PRAY", "let us pray");
        check("at 9 a.m. I am", "at 9 am|a.m i am");
    }

    #[test]
    fn names_after_an_apostrophe_are_found() {
        check("Quai d’Orsay", "quai orsay|d'orsay");
        check("O'Brien isn't I've", "brien|o'brien isn't i've");
    }

    #[test]
    fn a_query_asks_for_the_telling_form() {
        assert_eq!(wanted("U.S."), ["u.s"]);
        assert_eq!(wanted("US"), ["u.s"]);
        assert_eq!(wanted("us"), ["us"]);
        assert_eq!(wanted("U.N."), ["un"]);
        assert_eq!(wanted("d'Orsay"), ["d'orsay"]);
        assert_eq!(wanted("..."), Vec::<String>::new());
    }

    #[test]
    fn the_common_words_are_sorted_for_the_search() {
        for word in ["all", "us", "who", "it", "is", "we"] {
            assert!(is_common(word), "{word}");
        }
        assert!(!is_common("un"));
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(tokens(&"é".repeat(1000))[0].text.len(), LONGEST);
        assert_eq!(tokens(&"7".repeat(1000))[0].text.len(), LONGEST);
        assert!(tokens("ﷺ").iter().all(|t| !t.text.contains(' ')), "folding opens it into words");
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text_and_rise(text in "\\PC{0,60}") {
            let mut last = (0, 0);
            for token in tokens(&text) {
                prop_assert!(!token.span.of(&text).is_empty());
                prop_assert!(token.position >= last.0 && token.span.start >= last.1);
                last = (token.position, token.span.start);
            }
        }

        /// A word has the same forms whichever way it is read.
        #[test]
        fn plain_words_are_read_as_all_others(text in "[a-c'’.S -]{0,20}") {
            let mut out = Out { tokens: Vec::new(), position: 0, shouting: shouting(&text) };
            for (span, word) in segment::words(&text).filter(|(span, word)| !is_lone_possessive(&text, *span, word)) {
                out.word(span.start as usize, without_possessive(word));
            }
            prop_assert_eq!(tokens(&text), out.tokens);
        }

        /// What a text says can be asked for.
        #[test]
        fn a_word_asked_for_is_a_word_of_the_text(text in "[A-Za-z.'’ -]{0,40}") {
            let all: Vec<String> = tokens(&text).into_iter().map(|t| t.text.into_owned()).collect();
            for word in wanted(&text) {
                prop_assert!(all.contains(&word));
            }
        }
    }
}
