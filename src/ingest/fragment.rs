//! HTML that stands in something else (an entry of a feed, a mail, a chapter, a field of an export) to blocks of a
//! draft, and text that may or may not be HTML.

use super::{clean_line, html, push_block, text};
use crate::corpus::{Draft, ParagraphKind};
use crate::text::sanitise;

/// The blocks of a fragment.
pub fn fill(markup: &str, draft: &mut Draft) {
    draft.plain = false;
    html::fill(markup, draft);
}

/// A whole page that is text already, whatever charset it claims to be in.
pub fn fill_page(page: &str, draft: &mut Draft) {
    html::page_text(page, draft);
}

/// A text that is HTML in some files and none in others: by whether it has tags.
pub fn fill_either(body: &str, draft: &mut Draft) {
    if has_tags(body) {
        return fill(body, draft);
    }
    let safe = sanitise::lines(body);
    draft.hidden += safe.hidden;
    text::read(&safe.text, draft);
}

/// As [`fill_either`], without a parser: tags are dropped.
pub fn fill_stripped(body: &str, draft: &mut Draft) {
    if !has_tags(body) {
        return text::read(body, draft);
    }
    for line in html::lines(body) {
        push_block(draft, ParagraphKind::Body, &line);
    }
}

/// A title or a name that may have markup or character references in it, as one line.
pub fn line(text: &str, draft: &mut Draft) -> Option<String> {
    let text = text.get(..text.floor_char_boundary(LONGEST_LINE)).unwrap_or("");
    let line = if text.contains(['<', '&']) {
        let mut of_text = Draft::default();
        html::fill(text, &mut of_text);
        draft.hidden += of_text.hidden;
        let blocks: Vec<String> = of_text.blocks.into_iter().map(|block| block.text).collect();
        blocks.join(" ")
    } else {
        clean_line(draft, text)
    };
    Some(line).filter(|line| !line.is_empty())
}

/// So many bytes of a title, a name or a link are kept.
const LONGEST_LINE: usize = 4 << 10;

/// Tags that part paragraphs, and those that stand in them.
const BLOCKS: [&str; 21] = [
    "p",
    "br",
    "div",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "blockquote",
    "figure",
    "section",
    "article",
    "html",
    "body",
    "pre",
    "hr",
];
const INLINE: [&str; 10] = ["span", "a", "b", "i", "em", "strong", "img", "figcaption", "code", "font"];

/// Whether a text has tags that articles are made of; `a < b` and `<name@host>` are none.
pub fn has_tags(text: &str) -> bool {
    has_some(text, |name| BLOCKS.into_iter().chain(INLINE).any(|known| name.eq_ignore_ascii_case(known)))
}

/// Whether a text is HTML without the page around it: most of its lines have tags that part paragraphs. A text about
/// HTML names some.
pub fn is_of_tags(text: &str) -> bool {
    let (mut lines, mut tagged) = (0usize, 0usize);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        lines += 1;
        tagged += usize::from(has_some(line, |name| BLOCKS.iter().any(|known| name.eq_ignore_ascii_case(known))));
    }
    tagged > 0 && tagged * 2 >= lines
}

/// Whether `text` has a tag whose name is `known`.
fn has_some(text: &str, known: impl Fn(&str) -> bool) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or("");
        let tag = rest.strip_prefix('/').unwrap_or(rest);
        let name = tag.get(..tag.bytes().take(11).take_while(u8::is_ascii_alphanumeric).count()).unwrap_or("");
        let after = tag.get(name.len()..).unwrap_or("");
        if after.starts_with(['>', ' ', '/', '\n', '\t', '\r']) && known(name) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_other_angles() {
        for text in ["<p>One", "a<br/>b", "a </DIV> b", "<a href='x'>", "x<h2\nclass=y>"] {
            assert!(has_tags(text), "{text}");
        }
        for text in ["", "a < b", "<jane@example.org>", "<https://example.org/p>", "<", "<para>", "1<b2 and"] {
            assert!(!has_tags(text), "{text}");
        }
    }

    #[test]
    fn a_text_of_tags_is_told_from_one_about_them() {
        for text in ["<p>One.</p>\n\n<p>Two.</p>", "Title\n<p>One.\n<p>Two.", "One.<br>\nTwo.<br/>", "<DIV>One.</DIV>"]
        {
            assert!(is_of_tags(text), "{text}");
        }
        for text in ["", "One.\nTwo with <b>some</b>.", "<b>One</b>", "a < b", "How to\nwrite a <p> tag:\nso."] {
            assert!(!is_of_tags(text), "{text}");
        }
    }

    #[test]
    fn a_title_is_one_line_without_markup() {
        let title = |text: &str| line(text, &mut Draft::default());
        assert_eq!(title("Harbour &amp; <b>Hill</b>\n open").as_deref(), Some("Harbour & Hill open"));
        assert_eq!(title("Plain  words").as_deref(), Some("Plain words"));
        assert_eq!(title(" <br> "), None);
    }
}
