//! The words of a folded line, and which of them stand between quotation marks.

/// The words of a folded line: letters, digits and apostrophes within.
pub fn words(line: &str) -> Words<'_> {
    Words { line, at: 0, quoted: false }
}

#[derive(Clone)]
pub struct Words<'a> {
    line: &'a str,
    at: usize,
    /// Whether the last word stands between quotation marks.
    pub quoted: bool,
}

impl<'a> Words<'a> {
    /// Those that follow outside quotation marks.
    pub fn outside(mut self) -> impl Iterator<Item = &'a str> {
        std::iter::from_fn(move || {
            loop {
                let word = self.next()?;
                if !self.quoted {
                    return Some(word);
                }
            }
        })
    }

    /// Past the characters at the place that are in a word, or are in none; a mark that is passed changes what is quoted.
    fn pass(&mut self, inside: bool) {
        let bytes = self.line.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let (length, is_inside) = match SIGNS.get(usize::from(byte)) {
                Some(Sign::Inside) => (1, true),
                Some(Sign::Between) => (1, false),
                _ => self
                    .line
                    .get(self.at..)
                    .and_then(|rest| rest.chars().next())
                    .map_or((1, false), |c| (c.len_utf8(), c.is_alphanumeric())),
            };
            if is_inside != inside {
                return;
            }
            self.quoted ^= byte == b'"';
            self.at += length;
        }
    }
}

/// What a byte says of its character: in a word, between words, or not plain.
#[derive(Clone, Copy)]
enum Sign {
    Inside,
    Between,
    Unknown,
}

static SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Unknown; 256];
    let mut byte = 0;
    while byte < 128 {
        let inside = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'\'';
        signs[byte] = if inside { Sign::Inside } else { Sign::Between };
        byte += 1;
    }
    signs
};

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            self.pass(false);
            let start = self.at;
            self.pass(true);
            let word = self.line.get(start..self.at).filter(|w| !w.is_empty())?;
            let bare = if word.starts_with('\'') || word.ends_with('\'') { word.trim_matches('\'') } else { word };
            if !bare.is_empty() {
                return Some(bare);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold;

    proptest! {
        #[test]
        fn words_are_what_stands_between_other_signs(line in "[a'\\\"é —.\\PC]{0,20}") {
            let line = fold(&line);
            let parts = line.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|w| w.trim_matches('\''));
            let all: Vec<&str> = parts.filter(|w| !w.is_empty()).collect();
            prop_assert_eq!(words(&line).collect::<Vec<_>>(), all);
            let outside: Vec<&str> = line.split('"').step_by(2).flat_map(words).collect();
            prop_assert_eq!(words(&line).outside().collect::<Vec<_>>(), outside);
        }
    }
}
