//! The fields of the index and how their text is cut.
//!
//! Words are cut by us ([`super::lines`]) and reach tantivy as lines that need no more than splitting: one word after
//! another, `\t` before another form of the same word, `\n` for a gap. Stems are not indexed: a second list of every
//! word would cost an eighth of the text, and the words of one stem are near each other in the dictionary
//! ([`super::terms`]).

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// Raised whenever the way words are cut changes: an index of another version is built again.
const VERSION: u32 = 3;
const TOKENIZER: &str = "lines";

pub(super) const FORM: char = '\t';
pub(super) const GAP: char = '\n';

#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The number of an article, to find it and to be found by it.
    pub serial: Field,
    /// Words as they stand, with positions.
    pub title: Field,
    pub body: Field,
}

pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        serial: builder.add_u64_field("serial", FAST | INDEXED),
        title: builder.add_text_field(&format!("title{VERSION}"), words.clone()),
        body: builder.add_text_field(&format!("body{VERSION}"), words),
    };
    (builder.build(), fields)
}

pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, TextAnalyzer::from(Lines { token: Token::default() }));
    manager
}

#[derive(Clone)]
struct Lines {
    token: Token,
}

struct LineStream<'a> {
    rest: &'a str,
    next: usize,
    token: &'a mut Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        self.token.reset();
        LineStream { rest: text, next: 0, token: &mut self.token }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(first) = self.rest.bytes().next() {
            let is_end = |b: u8| b == b' ' || b == FORM as u8 || b == GAP as u8;
            if is_end(first) {
                match first {
                    // The word before it was counted already.
                    b'\t' => self.next = self.next.saturating_sub(1),
                    b'\n' => self.next += 1,
                    _ => {}
                }
                self.rest = self.rest.get(1..).unwrap_or("");
                continue;
            }
            let end = self.rest.bytes().position(is_end).unwrap_or(self.rest.len());
            let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
            self.rest = rest;
            self.token.text.clear();
            self.token.text.push_str(word);
            self.token.position = self.next;
            self.next += 1;
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_apart_with_their_positions() {
        let mut lines = Lines { token: Token::default() };
        let mut stream = lines.token_stream("the us\tu.s army\n second é\n");
        let mut seen = Vec::new();
        while let Some(token) = stream.next() {
            seen.push((token.text.clone(), token.position));
        }
        let expected = [("the", 0), ("us", 1), ("u.s", 1), ("army", 2), ("second", 4), ("é", 5)];
        assert_eq!(seen, expected.map(|(text, at)| (text.to_string(), at)));
    }
}
