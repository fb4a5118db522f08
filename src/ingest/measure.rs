//! How much there is to read in a text, and what in it is a link: one measure for all formats.

/// So many characters of Chinese, Japanese or Korean, which put no space between words, are about a word.
const CHARACTERS_OF_A_WORD: usize = 2;

/// About how many words a text has, in whatever script.
pub fn words(text: &str) -> usize {
    let of_word = |word: &str| {
        let wide = word.chars().filter(|c| is_wide(*c)).count();
        (wide / CHARACTERS_OF_A_WORD).max(1)
    };
    text.split_whitespace().map(of_word).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// How many bytes of markup are to be seen: in no tag, and no blank.
pub fn visible(markup: &str) -> usize {
    let mut inside = false;
    let seen = |byte: u8| {
        let is_tag = inside || byte == b'<';
        inside = is_tag && byte != b'>';
        !is_tag && !byte.is_ascii_whitespace()
    };
    markup.bytes().map(seen).filter(|seen| *seen).count()
}

/// How many bytes of a text without markup are to be seen.
pub fn solid(text: &str) -> usize {
    text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count()
}

/// Whether a text is the address of a page, and of nothing on somebody's own machine.
pub fn is_web(link: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        link.get(..scheme.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(scheme)) && link.len() > scheme.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, expected) in [("", 0), ("two words", 2), ("部长们在码头会面", 4), ("在 a", 2), ("부장관 회의", 2)]
        {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_in_tags_is_not_seen() {
        for (text, expected) in [("", 0), ("a b", 2), ("<p>a</p> b", 2), ("<a href='x'", 0), ("a > b", 3)] {
            assert_eq!(visible(text), expected, "{text}");
        }
        assert_eq!(solid(" a <b> "), 4);
    }

    #[test]
    fn addresses_of_pages_are_told() {
        for link in ["http://x", "https://x.example/a", "HTTPS://X"] {
            assert!(is_web(link), "{link}");
        }
        for link in ["", "http://", "httpd", "ftp://x", "/a", "é"] {
            assert!(!is_web(link), "{link}");
        }
    }
}
