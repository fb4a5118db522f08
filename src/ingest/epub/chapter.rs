//! A document of a book: which of it is text, what it is called, and what news programs put around an article.

use std::borrow::Cow;

use crate::corpus::{Draft, ParagraphKind};
use crate::ingest::{measure, xml};

pub struct Page<'p> {
    pub title: Option<Cow<'p, str>>,
    /// What is between the tags of the body.
    pub body: String,
}

/// A page of so many links to other documents, in which most of its text stands, is a list of contents.
const FEWEST_LINKS: usize = 3;

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
        Page { title, body: without_bars(inside("body").unwrap_or(text)).into_owned() }
    }

    /// Whether the page is nothing but links to others.
    pub fn is_contents(&self) -> bool {
        // So calibre marks its lists, in which a few lines of each article may stand.
        if ["\"calibre_feed_list", "\"calibre_article_list"].iter().any(|class| self.body.contains(class)) {
            return true;
        }
        let leads_on = |href: &str| !href.is_empty() && !href.contains(['#', ':']);
        let (links, linked) = self.linked(leads_on);
        links >= FEWEST_LINKS && linked * 2 > measure::visible(&self.body)
    }

    /// About how many bytes of the page stand in no link.
    pub fn unlinked(&self) -> usize {
        measure::visible(&self.body).saturating_sub(self.linked(|_| true).1)
    }

    /// How many links of this kind there are, and how many bytes are to be seen in them.
    fn linked(&self, is_wanted: impl Fn(&str) -> bool) -> (usize, usize) {
        let (mut links, mut seen) = (0, 0);
        let mut rest = self.body.as_str();
        while let Some((_, after)) = rest.split_once("<a ") {
            let Some((tag, after)) = after.split_once('>') else { break };
            let inner = after.find("</a").and_then(|end| after.get(..end)).unwrap_or("");
            let href = tag.split_once("href=").and_then(|(_, href)| href.get(1..)).unwrap_or("");
            if is_wanted(href.split(['"', '\'']).next().unwrap_or("")) {
                links += 1;
                seen += measure::visible(inner);
            }
            rest = after.get(inner.len()..).unwrap_or("");
            if inner.is_empty() && !rest.contains("</a") {
                break;
            }
        }
        (links, seen)
    }
}

/// A page without the bars of links that calibre puts above and below an article.
fn without_bars(body: &str) -> Cow<'_, str> {
    const CLASS: &str = "calibre_navbar";
    if !body.contains(CLASS) {
        return Cow::Borrowed(body);
    }
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    for _ in 0..MOST_BARS {
        let Some((before, after)) = rest.split_once(CLASS) else { break };
        let tag = before.rfind('<').filter(|open| before.get(*open..).is_some_and(|tag| !tag.contains('>')));
        let Some((open, end)) = tag.and_then(|open| Some((open, end_of_element(before.get(open + 1..)?, after)?)))
        else {
            out.extend([before, CLASS]);
            rest = after;
            continue;
        };
        out.push_str(before.get(..open).unwrap_or(""));
        rest = after.get(end..).unwrap_or("");
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A page has one above and one below.
const MOST_BARS: usize = 100;
/// So far from where it begins, in bytes, a bar of links ends.
const LONGEST_BAR: usize = 8 << 10;

/// Where in `after` the element ends in whose tag it begins; `tag` is how that begins.
fn end_of_element(tag: &str, after: &str) -> Option<usize> {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().filter(|name| !name.is_empty())?;
    let after = after.get(..after.floor_char_boundary(LONGEST_BAR)).unwrap_or(after);
    let mut depth = 1;
    for (at, _) in after.match_indices('<') {
        let next = after.get(at + 1..)?;
        let (closes, next) = next.strip_prefix('/').map_or((false, next), |next| (true, next));
        let is_same = next.strip_prefix(name).is_some_and(|next| next.starts_with(['>', ' ', '\n', '\t', '\r']));
        match (is_same, closes) {
            (true, false) => depth += 1,
            (true, true) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + next.find('>')? + 3);
        }
    }
    None
}

/// The heading that the document begins with.
pub fn heading(draft: &Draft) -> Option<String> {
    let first = draft.blocks.iter().take(3).find(|block| block.kind == ParagraphKind::Heading)?;
    (first.text.chars().count() <= 300).then(|| first.text.clone())
}

/// Whether the name of a short document promises something to read, and not what books have at their ends.
pub fn promises(name: &str, book: Option<&str>) -> bool {
    const OTHER: [&str; 12] = [
        "cover",
        "title",
        "title page",
        "titlepage",
        "half title",
        "half title page",
        "copyright",
        "copyright page",
        "contents",
        "table of contents",
        "dedication",
        "start",
    ];
    let name = name.trim();
    !name.is_empty() && Some(name) != book && !OTHER.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Takes out what calibre puts around an article: bars of links, and a line that says where it is from, whose link is
/// given back.
pub fn take_notes(draft: &mut Draft) -> Option<String> {
    const SAYS: &str = "This article was downloaded by calibre from";
    let mut link = None;
    draft.blocks.retain(|block| {
        if let Some(from) = block.text.strip_prefix(SAYS) {
            let word = from.split_whitespace().find(|word| measure::is_web(word));
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
        assert_eq!(page.body, "<p>One<a id='y'/></p><script/>Two<br/>");
        assert_eq!(Page::of("no markup").body, "no markup");
    }

    #[test]
    fn contents_are_told_from_text_with_links() {
        let link = "<li><a href=\"a.xhtml\">A chapter</a></li>";
        assert!(Page::of(&link.repeat(3)).is_contents());
        assert!(!Page::of(&link.repeat(2)).is_contents());
        assert!(!Page::of(&format!("{}{}", link.repeat(3), "word ".repeat(300))).is_contents());
        let summed = format!("{link}<p>{}</p>", "what the chapter says ".repeat(5));
        assert!(!Page::of(&summed.repeat(3)).is_contents());
        assert!(!Page::of(&format!("{}</a>", "<a href='x.html'>".repeat(9))).is_contents());
        assert!(!Page::of("<a href='n.xhtml#1'>1</a> <a href='https://x'>2</a> ".repeat(9).as_str()).is_contents());
    }

    #[test]
    fn bars_of_links_are_taken_out() {
        let bar = "<div class=\"x calibre_navbar\"> | <div><a href=\"../a1/index.html\">Next</a></div> | <hr/></div>";
        assert_eq!(Page::of(&format!("{bar}<p>One.</p>{bar}")).body, "<p>One.</p>");
        for open in ["<div class='calibre_navbar'>One", "calibre_navbar One", "<b>calibre_navbar</b>"] {
            assert_eq!(Page::of(open).body, open);
        }
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
