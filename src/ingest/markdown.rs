//! Markdown: blocks by their markup, links and emphasis as their text, pictures as captions.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{html, links, push_block};
use crate::corpus::{Draft, ParagraphKind};

/// Nesting of quotes and lists that is kept; the parser's time grows with the square of the depth.
const DEPTH: usize = 24;
/// Columns of a table that is read as one; the parser fills every row up to the width of the first.
const COLUMNS: usize = 64;
/// A first-level heading further down is a section's and not the article's.
const TITLE_WITHIN: usize = 4;

/// Whether the first lines of a text have a heading as Markdown writes it.
pub fn has_headings(text: &str) -> bool {
    text.lines().take(60).any(|line| {
        let level = line.bytes().take_while(|b| *b == b'#').count();
        (1..=6).contains(&level) && line.get(level..).is_some_and(|rest| rest.starts_with(' '))
    })
}

/// Reads a body without its front matter. The first heading of the first level is the title if nothing before it was.
pub fn read(text: &str, draft: &mut Draft) {
    let text = flattened(text);
    let mut options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    if text.lines().all(|line| line.bytes().filter(|b| *b == b'|').count() <= COLUMNS) {
        options |= Options::ENABLE_TABLES;
    }
    let mut reader = Reader { draft, text: String::new(), html: String::new(), captions: Vec::new(), lists: 0 };
    for event in Parser::new_ext(&text, options) {
        reader.take(event);
    }
    reader.end_block(ParagraphKind::Body);
}

/// The draft being filled and the block being read.
struct Reader<'a> {
    draft: &'a mut Draft,
    text: String,
    html: String,
    /// Alternative texts of the pictures in this block; the last one is being read while `in_image` is not 0.
    captions: Vec<String>,
    lists: u32,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(tag) if is_break(&tag) => self.text.push(' '),
            Event::Rule => self.end_block(ParagraphKind::Body),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            // The text before a picture is put aside and comes back when the picture is over.
            Tag::Image { .. } => self.captions.push(std::mem::take(&mut self.text)),
            Tag::List(_) => {
                self.end_block(ParagraphKind::Body);
                self.lists += 1;
            }
            Tag::TableCell if !self.text.is_empty() => self.text.push_str(" | "),
            Tag::Link { dest_url, .. } => {
                let base = self.draft.link.clone();
                links::push(self.draft, dest_url, base.as_deref());
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::TableCell => {}
            _ => self.end_block(ParagraphKind::Body),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                let before = self.captions.pop().unwrap_or_default();
                let alternative = std::mem::replace(&mut self.text, before);
                self.captions.insert(0, alternative);
            }
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::List(_) => {
                self.end_block(ParagraphKind::Body);
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::TableRow | TagEnd::TableHead => self.end_block(ParagraphKind::List),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::TableCell => {}
            _ => self.end_block(ParagraphKind::Body),
        }
    }

    /// The block read so far, then the pictures in it. Within a list everything is an item.
    fn end_block(&mut self, kind: ParagraphKind) {
        let kind = if self.lists > 0 && kind == ParagraphKind::Body { ParagraphKind::List } else { kind };
        push_block(self.draft, kind, &self.text);
        self.text.clear();
        for caption in self.captions.drain(..).rev() {
            push_block(self.draft, ParagraphKind::Caption, &caption);
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let is_title = level == HeadingLevel::H1 && self.draft.title.is_none();
        if is_title && self.draft.blocks.len() < TITLE_WITHIN && !self.text.trim().is_empty() {
            let title = super::clean_line(self.draft, &self.text);
            self.draft.title = Some(title);
            self.text.clear();
        }
        self.end_block(ParagraphKind::Heading);
    }

    /// Mostly prose that someone indented; empty lines part paragraphs in it.
    fn end_code(&mut self) {
        let text = std::mem::take(&mut self.text);
        for part in text.split("\n\n") {
            self.text.push_str(part);
            self.end_block(ParagraphKind::Body);
        }
    }

    fn end_html(&mut self) {
        for line in html::lines(&std::mem::take(&mut self.html)) {
            self.text.push_str(&line);
            self.end_block(ParagraphKind::Body);
        }
    }
}

fn is_break(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag.starts_with("<br") || tag.starts_with("<p") || tag.starts_with("</p")
}

/// `text` with the containers beyond [`DEPTH`] left out of every line, and with indents that could only nest deeper cut
/// short.
fn flattened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (mut markers, mut indent, mut end, mut kept) = (0, 0, 0, 0);
        let bytes = line.as_bytes();
        while let Some(byte) = bytes.get(end) {
            match byte {
                b' ' | b'\t' => indent += 1,
                b'>' => markers += 1,
                b'-' | b'*' | b'+' if matches!(bytes.get(end + 1), Some(b' ' | b'\t')) => markers += 1,
                b'0'..=b'9' | b'.' | b')' if markers > DEPTH => {}
                _ => break,
            }
            end += 1;
            if markers <= DEPTH && indent <= 4 * DEPTH {
                kept = end;
            }
        }
        out.push_str(line.get(..kept).unwrap_or(""));
        out.push_str(line.get(end..).unwrap_or(""));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ParagraphKind::*;

    fn check(text: &str, title: &str, expected: &[(ParagraphKind, &str)]) {
        let mut draft = Draft::default();
        read(text, &mut draft);
        let blocks: Vec<_> = draft.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
        assert_eq!((draft.title.as_deref().unwrap_or(""), blocks.as_slice()), (title, expected), "{text}");
    }

    #[test]
    fn blocks_keep_their_kind() {
        check(
            "# Talks *end*\n\nOne\ntwo  \nthree.\n\n## Next\n",
            "Talks end",
            &[(Body, "One two three."), (Heading, "Next")],
        );
        check(
            "- a\n- b\n\n  b2\n- c\n\nAfter.",
            "",
            &[(List, "a"), (List, "b"), (List, "b2"), (List, "c"), (Body, "After.")],
        );
        check("1. a\n   - b\n2. c\n", "", &[(List, "a"), (List, "b"), (List, "c")]);
        check("> One\n> two\n>\n> > three\n", "", &[(Body, "One two"), (Body, "three")]);
        check("    indented prose\n    of old\n", "", &[(Body, "indented prose of old")]);
        check("```\none\n\ntwo\n```\n", "", &[(Body, "one"), (Body, "two")]);
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", "", &[(List, "a | b"), (List, "1 | 2")]);
        check("One\n\n***\n\nTwo", "", &[(Body, "One"), (Body, "Two")]);
    }

    #[test]
    fn links_are_text_and_pictures_captions() {
        check(
            "See [the *pier*](https://a.example \"x\") and <https://b.example>.",
            "",
            &[(Body, "See the pier and https://b.example.")],
        );
        check(
            "Before ![The pier at dawn](p.jpg) after ![two](q.jpg).",
            "",
            &[(Body, "Before after ."), (Caption, "The pier at dawn"), (Caption, "two")],
        );
        check("![](empty.jpg)\n\n[![Linked](p.jpg)](x)\n", "", &[(Caption, "Linked")]);
    }

    #[test]
    fn html_tags_go_and_their_text_stays() {
        check("One <b>bold</b> word<br>two &amp; three.", "", &[(Body, "One bold word two & three.")]);
        check(
            "<div>\n<p>Story one.</p>\n<p>Story two.</p>\n</div>\n\nThree.",
            "",
            &[(Body, "Story one."), (Body, "Story two."), (Body, "Three.")],
        );
    }

    #[test]
    fn what_markup_spells_is_sanitised() {
        check("a&#27;]0;x&#8238;b&#xad;c", "", &[(Body, "a\u{fffd}]0;xbc")]);
        check("# a&#7;b", "a\u{fffd}b", &[]);
    }

    #[test]
    fn the_title_is_the_first_heading_near_the_top() {
        let late = "One.\n\nTwo.\n\nThree.\n\nFour.\n\n# Section\n";
        check(late, "", &[(Body, "One."), (Body, "Two."), (Body, "Three."), (Body, "Four."), (Heading, "Section")]);
        check("# One\n\n# Two\n", "One", &[(Heading, "Two")]);
        let mut draft = Draft { title: Some("Given".into()), ..Draft::default() };
        read("# One\n", &mut draft);
        assert_eq!((draft.title.as_deref(), draft.blocks.len()), (Some("Given"), 1));
    }

    #[test]
    fn hostile_nesting_is_cheap_and_loses_no_word() {
        let deep_list: String = (0..3_000).map(|n| format!("{}- w\n", "  ".repeat(n))).collect();
        let shapes = [
            "> ".repeat(20_000) + "w",
            ">".repeat(20_000) + "w",
            "- ".repeat(20_000) + "w",
            "1. ".repeat(20_000) + "w",
            "* > ".repeat(20_000) + "w",
            "[".repeat(50_000) + "w",
            "![".repeat(50_000) + "w",
            "*a ".repeat(20_000) + "w",
            "**a_ ".repeat(20_000) + "w",
            "w ".to_string() + &"`".repeat(20_000),
            "w ` `` ".repeat(5_000),
            "<".repeat(50_000) + "w",
            "w &amp".repeat(100_000),
            "[a](".repeat(20_000) + "w",
            "w|".repeat(20_000) + "\n" + &"-|".repeat(20_000) + "\n" + &"|\n".repeat(20_000),
            "w [^1]\n\n".to_string() + &"[^1]: ".repeat(10_000),
            deep_list,
        ];
        for shape in shapes {
            let started = std::time::Instant::now();
            let mut draft = Draft::default();
            read(&shape, &mut draft);
            let head: String = shape.chars().take(12).collect();
            assert!(started.elapsed().as_secs() < 4, "{head}: {:?}", started.elapsed());
            assert!(draft.blocks.iter().any(|b| b.text.contains('w')), "{head}");
        }
    }
}
