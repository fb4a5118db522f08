//! Words by the Unicode rules (UAX #29), quickly where the text is plain.
//!
//! Letters and digits of ASCII, and the marks that may join them, are read here by the same rules; everything else is
//! given to the full rules, from the last sign that certainly stands alone to the next space before a plain sign.

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use crate::text::Span;

/// The words of `text` with their spans; white space and punctuation left out.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, full: None }
}

/// See [`words`].
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    /// A stretch that is read by the full rules, and where it begins.
    full: Option<(UWordBoundIndices<'a>, usize)>,
}

impl<'a> Iterator for Words<'a> {
    type Item = (Span, &'a str);

    fn next(&mut self) -> Option<(Span, &'a str)> {
        loop {
            if let Some((bounds, from)) = &mut self.full {
                match bounds.find(|(_, part)| part.chars().any(char::is_alphanumeric)) {
                    Some((at, word)) => return Some((Span::new(*from + at, *from + at + word.len()), word)),
                    None => self.full = None,
                }
            }
            let bytes = self.text.as_bytes();
            let start = self.at;
            let byte = *bytes.get(start)?;
            if in_word(byte) {
                match plain_end(bytes, start) {
                    Some(end) => {
                        self.at = end;
                        // Underscores alone are no word.
                        if byte != b'_' || bytes.get(start..end).is_some_and(|w| w.iter().any(|b| *b != b'_')) {
                            return Some((Span::new(start, end), self.text.get(start..end)?));
                        }
                    }
                    None => self.read_in_full(start),
                }
            } else if byte.is_ascii() {
                self.at += 1;
            } else if let Some(length) = stands_alone(bytes, start) {
                self.at += length;
            } else {
                self.read_in_full(before(bytes, start));
            }
        }
    }
}

impl Words<'_> {
    /// Leaves the text from `from` to the next safe place to the full rules.
    fn read_in_full(&mut self, from: usize) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let safe = |w: &[u8]| matches!(w, [b' ', next] if next.is_ascii());
        let end = rest.windows(2).position(safe).map_or(self.text.len(), |n| self.at + n);
        self.full = self.text.get(from..end).map(|part| (part.split_word_bound_indices(), from));
        self.at = end;
    }
}

fn in_word(byte: u8) -> bool {
    IN_WORD.get(usize::from(byte)).copied().unwrap_or(false)
}

static IN_WORD: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        bytes[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    bytes
};

/// The end of the word that begins at `start`; nothing where a sign that is not plain may belong to it.
fn plain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let Some(&byte) = bytes.get(at) else { return Some(at) };
        if in_word(byte) {
            at += 1;
            continue;
        }
        let (mark, length) = match byte {
            b'.' | b'\'' | b':' | b',' | b';' => (byte, 1),
            _ if byte.is_ascii() => return Some(at),
            _ => match bytes.get(at..at + 3) {
                // Apostrophes join as their plain form does.
                Some([0xe2, 0x80, 0x98 | 0x99]) => (b'\'', 3),
                _ if stands_alone(bytes, at).is_some() => return Some(at),
                _ => return None,
            },
        };
        let last = bytes.get(at - 1).copied().unwrap_or(b' ');
        let Some(&next) = bytes.get(at + length) else { return Some(at) };
        if !next.is_ascii() && stands_alone(bytes, at + length).is_none() {
            return None;
        }
        let joins = match mark {
            b':' => last.is_ascii_alphabetic() && next.is_ascii_alphabetic(),
            b',' | b';' => last.is_ascii_digit() && next.is_ascii_digit(),
            _ => {
                last.is_ascii_alphabetic() && next.is_ascii_alphabetic()
                    || last.is_ascii_digit() && next.is_ascii_digit()
            }
        };
        if !joins {
            return Some(at);
        }
        at += length;
    }
}

/// The length of a quotation mark, dash or ellipsis at `at` that certainly is in no word: nothing that could cling to it
/// follows.
fn stands_alone(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    while matches!(bytes.get(end..end + 3), Some([0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6])) {
        end += 3;
    }
    (end > at && bytes.get(end).is_none_or(u8::is_ascii)).then_some(end - at)
}

/// Where to begin so that whatever clings to the sign before `at` finds it.
fn before(bytes: &[u8], at: usize) -> usize {
    let spaces = bytes.get(..at).unwrap_or_default().iter().rev().take_while(|b| **b == b' ').count();
    let plain = at.checked_sub(1).and_then(|n| bytes.get(n)).is_some_and(u8::is_ascii);
    at - spaces.max(usize::from(plain))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) {
        let full: Vec<(usize, &str)> = text.unicode_word_indices().collect();
        let quick: Vec<(usize, &str)> = words(text).map(|(span, word)| (span.start as usize, word)).collect();
        assert_eq!(quick, full, "{text:?}");
    }

    #[test]
    fn plain_words_are_those_of_unicode() {
        for text in [
            "",
            "_",
            "__a",
            "a.b.",
            "3.5 3,5 3;5 3:5",
            "don't 'so' it's'",
            "a:b :a a: 1:a",
            "U.S.'s",
            "a..b",
            "co-op",
            "don’t “so” — it’s… x’",
            "café au lait",
            "a.é",
            "é.a",
            "_é",
            "1’000 ’90s",
            " \u{93f}",
            "-\u{301}a",
            "“\u{301}a",
            "a’\u{301}b",
            "東京 a",
            "a\u{200d}b",
            "‘’a",
            "a’’b",
            "a \u{301}b",
            "  \u{93f}x",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn in_any_text(text in any::<String>()) {
            check(&text);
        }

        #[test]
        fn among_the_signs_that_join(text in "[aB1_.',:; \\-\"“”’‘—…é\u{301}\u{93f}\u{200d}א東\n]{0,14}") {
            check(&text);
        }
    }
}
