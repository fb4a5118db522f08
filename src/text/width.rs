//! How many columns of a terminal a text fills, and cutting text to columns.
//!
//! Counted by grapheme clusters, in the way the screen's buffer draws them: a control character fills no column
//! and is not drawn, a wide character fills two. What may be drawn at all is `sanitise`'s business.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns `text` fills.
pub fn width(text: &str) -> usize {
    if is_plain(text.as_bytes()) {
        return text.len();
    }
    clusters(text).map(|(_, columns)| columns).sum()
}

/// The longest start of `text` that fits `columns`, in whole clusters.
pub fn cut(text: &str, columns: usize) -> &str {
    // One byte more than is needed: it says that no mark follows the last letter that fits.
    let head = text.as_bytes().get(..columns.saturating_add(1)).unwrap_or(text.as_bytes());
    if is_plain(head) {
        return text.get(..columns).unwrap_or(text);
    }
    let mut left = columns;
    let mut end = 0;
    for (cluster, columns) in clusters(text) {
        let Some(rest) = left.checked_sub(columns) else { break };
        left = rest;
        end += cluster.len();
    }
    text.get(..end).unwrap_or(text)
}

/// `text` where it fits `columns`, else its start with `…` after it.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if cut(text, columns).len() == text.len() {
        return Cow::Borrowed(text);
    }
    match columns.checked_sub(1) {
        None => Cow::Borrowed(""),
        Some(room) => Cow::Owned(format!("{}…", cut(text, room).trim_end())),
    }
}

/// `text` with spaces before it, exactly `columns` wide; cut with `…` if it is too long. For numbers.
pub fn pad_left(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    format!("{}{text}", spaces(&text, columns))
}

/// `text` with spaces after it, exactly `columns` wide; cut with `…` if it is too long.
pub fn pad_right(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    format!("{text}{}", spaces(&text, columns))
}

/// The clusters of `text` with the columns each fills.
pub fn clusters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (cluster, columns) = first(rest)?;
        rest = rest.get(cluster.len()..)?;
        Some((cluster, columns))
    })
}

/// The first cluster of `text` and its columns.
pub(super) fn first(text: &str) -> Option<(&str, usize)> {
    // A printable ASCII character with nothing after it that could join it: most of what is read.
    if let [b' '..=b'~', rest @ ..] = text.as_bytes()
        && rest.first().is_none_or(u8::is_ascii)
    {
        return Some((text.get(..1)?, 1));
    }
    let cluster = text.graphemes(true).next()?;
    Some((cluster, columns(cluster)))
}

/// The columns of one cluster, as the buffer counts them: nothing for controls, and a column for each half-width
/// sound mark, which terminals draw beside its letter and not on it.
fn columns(cluster: &str) -> usize {
    if cluster.contains(char::is_control) {
        return 0;
    }
    cluster.width() + cluster.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count()
}

/// Only printable ASCII. Looked at in blocks without an early end inside them, which compiles to wide instructions.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.chunks(64).all(|block| block.iter().fold(true, |plain, b| plain & matches!(b, b' '..=b'~')))
}

fn spaces(text: &str, columns: usize) -> String {
    " ".repeat(columns.saturating_sub(width(text)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const SAMPLES: &[&str] = &[
        "",
        "Paris",
        "Élysée “talks” – 5 €…",
        "e\u{301}le\u{300}ve",
        "東京タワー、大阪。",
        "ｶﾞｷﾞ ﾊﾟ",
        "한국어 각",
        "क्षत्रिय हिन्दी",
        "ภาษาไทยน้ำ",
        "السلام عليكم",
        "👩‍👩‍👧‍👦 family ❤️ ☎ ☎️ 1️⃣",
        "🇫🇷🇩🇪🇺 flags 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        "tab\there, \u{1b}[31mred\u{7f} line\r\nline",
        "a\u{200B}b\u{AD}c\u{FEFF}",
    ];

    #[test]
    fn plain_and_wide() {
        let check = |text, columns| assert_eq!(width(text), columns, "{text:?}");
        check("", 0);
        check("Macron", 6);
        check("Élysée", 6);
        check("東京", 4);
        check("e\u{301}", 1);
        check("👩‍👩‍👧‍👦", 2);
        check("a\tb", 2);
    }

    #[test]
    fn cut_keeps_whole_clusters() {
        let check = |text, columns, to| assert_eq!(cut(text, columns), to, "{text:?} {columns}");
        check("ceasefire", 5, "cease");
        check("ceasefire", 9, "ceasefire");
        check("ceasefire", usize::MAX, "ceasefire");
        check("東京", 3, "東");
        check("東京", 1, "");
        check("ae\u{301}x", 2, "ae\u{301}");
        check("abe\u{301}", 2, "ab");
        check("👩‍👧x", 2, "👩‍👧");
    }

    #[test]
    fn fit_says_that_something_is_cut() {
        let check = |text, columns, to: &str| assert_eq!(fit(text, columns), to, "{text:?} {columns}");
        check("peace talks", 11, "peace talks");
        check("peace talks", 10, "peace tal…");
        check("peace talks", 7, "peace…");
        check("peace talks", 1, "…");
        check("peace talks", 0, "");
        check("", 0, "");
        check("東京都", 5, "東京…");
        check("東京都", 4, "東…");
        assert!(matches!(fit("Paris", 5), Cow::Borrowed(_)));
    }

    #[test]
    fn padding_fills_exactly() {
        assert_eq!(pad_left("42", 5), "   42");
        assert_eq!(pad_right("Paris", 7), "Paris  ");
        assert_eq!(pad_right("東京都", 4), "東… ");
        assert_eq!(pad_left("12345", 3), "12…");
    }

    /// Where the screen's buffer has the cursor after `text`.
    fn drawn(text: &str, columns: u16) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
        buffer.set_stringn(0, 0, text, usize::from(columns), Style::default()).0.into()
    }

    fn agree(text: &str) {
        assert_eq!(width(text), drawn(text, 2000), "{text:?}");
        assert_eq!(width(text), clusters(text).map(|(_, columns)| columns).sum::<usize>(), "{text:?}");
        for columns in 0..12 {
            assert_eq!(width(cut(text, columns)), drawn(text, columns as u16), "{text:?} in {columns}");
        }
    }

    #[test]
    fn the_screen_agrees_on_samples() {
        SAMPLES.iter().for_each(|text| agree(text));
    }

    proptest! {
        #[test]
        fn the_screen_agrees(text in "\\PC{0,12}[\u{300}-\u{303}\u{200D}\u{FE0F}ﾟ🇫👩☎a東\\t]{0,8}\\PC{0,4}") {
            agree(&text);
        }

        #[test]
        fn fitted_is_never_too_wide(text in any::<String>(), columns in 0usize..20) {
            prop_assert!(width(&fit(&text, columns)) <= columns);
            prop_assert_eq!(width(&pad_left(&text, columns)), columns);
            prop_assert_eq!(width(&pad_right(&text, columns)), columns);
        }
    }
}
