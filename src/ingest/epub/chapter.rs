//! A document of a book: which of it is text, what it is called, and what news programs put around an article.

use std::borrow::Cow;

use crate::corpus::{Draft, ParagraphKind};
use crate::ingest::xml;

pub struct Page<'p> {
    pub title: Option<Cow<'p, str>>,
    /// What is between the tags of the body.
    pub body: String,
}

/// A page of so many links to other documents, with fewer words around each than this, is a list of contents.
const FEWEST_LINKS: usize = 3;
const WORDS_OF_A_LINK: usize = 60;

impl<'p> Page<'p> {
    pub fn of(text: &'p str) -> Page<'p> {
        let lower = text.to_ascii_lowercase();
        let inside = |tag: &str| {
            let open = lower.find(&format!("<{tag}"))?;
            let start = open + lower.get(open..)?.find('>')? + 1;
            let end = lower.rfind(&format!("</{tag}")).filter(|end| *end >= start);
            text.get(start..end.unwrap_or(text.len()))
        };
        let title = inside("title").filter(|title| title.len() < 2000 && !title.contains('<')).map(xml::unescape);
        Page { title, body: closed(inside("body").unwrap_or(text)) }
    }

    /// Whether the page is nothing but links to others.
    pub fn is_contents(&self) -> bool {
        let mut links = 0;
        for (at, _) in self.body.match_indices("href=") {
            let href = self.body.get(at + 6..).unwrap_or("");
            let end = href.find(['"', '\'']).unwrap_or(0);
            let href = href.get(..end).unwrap_or("");
            links += usize::from(!href.is_empty() && !href.contains(['#', ':']));
        }
        let mut inside = false;
        let text = self.body.split(|c: char| {
            inside = c == '<' || (inside && c != '>');
            inside || c == '>' || c.is_whitespace()
        });
        links >= FEWEST_LINKS && text.filter(|word| !word.is_empty()).count() < links * WORDS_OF_A_LINK
    }
}

/// XML closes what is empty in its tag, HTML takes that for something left open: a script that never ends would be the
/// rest of the page.
fn closed(body: &str) -> String {
    const EMPTY: [&str; 14] =
        ["br", "img", "hr", "meta", "link", "input", "col", "area", "base", "embed", "source", "track", "wbr", "param"];
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("/>") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let tag = before.rfind('<').and_then(|open| before.get(open + 1..)).unwrap_or("");
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '-').next().unwrap_or("");
        if name.is_empty() || tag.contains('>') || EMPTY.iter().any(|empty| name.eq_ignore_ascii_case(empty)) {
            out.push_str("/>");
        } else {
            out.extend(["></", name, ">"]);
        }
        rest = after.get(2..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// The heading that the document begins with.
pub fn heading(draft: &Draft) -> Option<String> {
    let first = draft.blocks.iter().take(3).find(|block| block.kind == ParagraphKind::Heading)?;
    (first.text.chars().count() <= 300).then(|| first.text.clone())
}

/// Takes out what calibre puts around an article: bars of links, and a line that says where it is from, whose link is
/// given back.
pub fn take_notes(draft: &mut Draft) -> Option<String> {
    const SAYS: &str = "This article was downloaded by calibre from";
    let mut link = None;
    draft.blocks.retain(|block| {
        if let Some(from) = block.text.strip_prefix(SAYS) {
            let word = from.split_whitespace().find(|word| word.starts_with("http"));
            link = link.take().or(word.map(str::to_string));
            return false;
        }
        !is_bar(&block.text)
    });
    link
}

fn is_bar(text: &str) -> bool {
    if text.len() > 120 || !text.contains('|') {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let known = |item: &str| {
        matches!(item.trim(), "" | "next" | "previous" | "section menu" | "main menu" | "section" | "main")
    };
    lower.split('|').all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_body() {
        let page = Page::of(
            "<html><head><title>A &amp; B</title></head><BODY class='x'><p>One<a id='y'/></p><script/>Two<br/></BODY></html>",
        );
        assert_eq!(page.title.as_deref(), Some("A & B"));
        assert_eq!(page.body, "<p>One<a id='y'></a></p><script></script>Two<br/>");
        assert_eq!(Page::of("no markup").body, "no markup");
    }

    #[test]
    fn contents_are_told_from_text_with_links() {
        let link = "<li><a href=\"a.xhtml\">A chapter</a></li>";
        assert!(Page::of(&link.repeat(3)).is_contents());
        assert!(!Page::of(&link.repeat(2)).is_contents());
        assert!(!Page::of(&format!("{}{}", link.repeat(3), "word ".repeat(300))).is_contents());
        assert!(!Page::of("<a href='n.xhtml#1'>1</a> <a href='https://x'>2</a> ".repeat(9).as_str()).is_contents());
    }

    #[test]
    fn what_calibre_adds_is_taken_out() {
        let blocks = [
            "| Next | Section menu | Main menu |",
            "A story | with a bar",
            "This article was downloaded by calibre from https://x.example/a",
        ];
        let mut draft = Draft {
            blocks: blocks.map(|text| crate::corpus::Paragraph::new(ParagraphKind::Body, text)).to_vec(),
            ..Draft::default()
        };
        assert_eq!(take_notes(&mut draft).as_deref(), Some("https://x.example/a"));
        assert_eq!(draft.blocks.len(), 1);
    }
}
