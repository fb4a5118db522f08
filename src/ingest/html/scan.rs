//! One linear look at a page before any parser sees it. What parsers fail on is told here (elements nested without end,
//! tags without number) and what an article does not need is cut out: scripts, styles, drawings, pictures inside the
//! markup, and all attributes but those that are asked for. JSON-LD is put aside.

use super::nesting::Open;

/// So much markup of a page goes to the parser, in bytes.
pub const PAGE: usize = 8 << 20;
/// And so much of what stands in something else, which is text throughout: a chapter, a mail.
pub const FRAGMENT: usize = 16 << 20;
/// So many elements may be open at once; the parser needs quadratic time in this.
const DEPTH: usize = 400;
/// So many tags and references a page may have: each costs the parser as much as hundreds of letters.
const TAGS: usize = 400_000;
/// So many attributes of a tag are kept, and so many bytes of each.
const ATTRIBUTES: usize = 16;
const VALUE: usize = 4096;
/// JSON-LD beyond this, in bytes, is no article.
const JSON: usize = 4 << 20;

/// The attributes that are asked for later.
const KEPT: [&str; 18] = [
    "class",
    "id",
    "href",
    "rel",
    "hidden",
    "datetime",
    "content",
    "property",
    "name",
    "itemprop",
    "lang",
    "role",
    "aria-hidden",
    "xml:lang",
    "pubdate",
    "itemtype",
    "type",
    "charset",
];

/// What the scan leaves.
#[derive(Default)]
pub struct Scan {
    /// Markup that a parser may see.
    pub markup: String,
    /// The JSON-LD scripts of the page.
    pub data: Vec<String>,
    /// Nested too deeply, or more tags than any page has: not for the parser.
    pub wild: bool,
    /// There was more than may be parsed.
    pub cut: bool,
}

/// Looks at `html` and keeps up to `limit` bytes of markup.
pub fn scan(html: &str, limit: usize) -> Scan {
    let (out, open, absent) = (Scan::default(), Open::default(), Vec::new());
    let mut scanner = Scanner { html, limit, out, open, absent, tags: 0, endless: false };
    scanner.run();
    scanner.out
}

struct Scanner<'a> {
    html: &'a str,
    /// So many bytes of markup are kept.
    limit: usize,
    out: Scan,
    open: Open,
    /// Ends that are nowhere in the rest: looked for once only, places only grow.
    absent: Vec<&'static str>,
    tags: usize,
    /// A tag was read to the end of the page and did not end: from here on the next `<` ends one, wherever it stands.
    endless: bool,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(tag) = self.rest(at).find('<').map(|n| at + n) {
            self.push(at, tag);
            at = self.markup(tag);
            if self.out.markup.len() > self.limit {
                self.out.cut = at < self.html.len();
                let end = self.out.markup.floor_char_boundary(self.limit);
                self.out.markup.truncate(end);
                return;
            }
        }
        self.push(at, self.html.len());
    }

    fn rest(&self, at: usize) -> &'a str {
        self.html.get(at..).unwrap_or("")
    }

    fn push(&mut self, from: usize, to: usize) {
        let room = (self.limit + 1).saturating_sub(self.out.markup.len());
        let text = self.html.get(from..to).unwrap_or("");
        self.out.markup.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or(text));
        self.out.cut |= text.len() > room;
        self.count(text.bytes().filter(|b| *b == b'&').count());
    }

    fn count(&mut self, tags: usize) {
        self.tags += tags;
        self.out.wild |= self.tags > TAGS;
    }

    /// Deals with what begins at the `<` at `at`; gives the place behind it.
    fn markup(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        if rest.starts_with("<!--") {
            // `<!-->` is a whole comment.
            return self.find(at + 2, "-->").map_or(at + 4, |end| end + 3);
        }
        match rest.as_bytes().get(1) {
            Some(b'!' | b'?') => self.find(at, ">").map_or(at + 2, |end| end + 1),
            Some(b'/') => self.end_tag(at),
            Some(b) if b.is_ascii_alphabetic() => self.start_tag(at),
            // No tag begins so, and the parser knows it.
            _ => {
                self.count(1);
                self.out.markup.push('<');
                at + 1
            }
        }
    }

    fn find(&mut self, at: usize, what: &'static str) -> Option<usize> {
        if self.absent.contains(&what) {
            return None;
        }
        let found = self.rest(at).find(what).map(|n| at + n);
        if found.is_none() {
            self.absent.push(what);
        }
        found
    }

    fn end_tag(&mut self, at: usize) -> usize {
        let name = name_at(self.rest(at + 2));
        let Some(end) = self.find(at, ">") else {
            self.out.markup.push_str("&lt;");
            return at + 1;
        };
        let dropped = name.is_empty() || matches!(name.as_str(), "script" | "style" | "svg" | "noscript" | "plaintext");
        if !dropped {
            self.open.close(&name);
            self.out.markup.push_str("</");
            self.out.markup.push_str(&name);
            self.out.markup.push('>');
        }
        end + 1
    }

    fn start_tag(&mut self, at: usize) -> usize {
        let name = name_at(self.rest(at + 1));
        let Some(tag) = self.attributes(at + 1 + name.len()) else {
            self.endless = true;
            self.out.markup.push_str("&lt;");
            return at + 1;
        };
        self.count(1);
        if let Some(close) = hidden_until(&name) {
            if tag.closed {
                return tag.end;
            }
            let end = self.find_close(tag.end, close);
            if name == "script" && tag.is_data && end - tag.end <= JSON {
                self.out.data.extend(self.html.get(tag.end..end).map(str::to_string));
            }
            // What is never closed hides nothing.
            return end;
        }
        if name == "plaintext" {
            return tag.end;
        }
        for part in ["<", &name, &tag.kept, ">"] {
            self.out.markup.push_str(part);
        }
        if tag.closed && !is_empty(&name) {
            // XML closes what is empty in its tag, the parser takes that for something left open.
            for part in ["</", &name, ">"] {
                self.out.markup.push_str(part);
            }
            return tag.end;
        }
        self.open.open(&name);
        self.out.wild |= self.open.depth() > DEPTH;
        tag.end
    }

    /// Where `close` begins, in whatever case; `at` if it never comes.
    fn find_close(&mut self, at: usize, close: &'static str) -> usize {
        if self.absent.contains(&close) {
            return at;
        }
        let mut from = at;
        while let Some(n) = self.rest(from).find("</") {
            let found = from + n;
            let head = self.html.as_bytes().get(found..found + close.len());
            if head.is_some_and(|h| h.eq_ignore_ascii_case(close.as_bytes())) {
                return found;
            }
            from = found + 2;
        }
        self.absent.push(close);
        at
    }

    /// Reads a tag's attributes from behind its name; none if the tag never ends.
    fn attributes(&mut self, from: usize) -> Option<Tag> {
        let bytes = self.html.as_bytes();
        let mut tag = Tag::default();
        let mut kept = 0;
        let mut at = from;
        loop {
            while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'=' | b'"' | b'\'')) {
                tag.closed = bytes.get(at) == Some(&b'/');
                at += 1;
            }
            match bytes.get(at)? {
                b'>' => {
                    tag.end = at + 1;
                    return Some(tag);
                }
                // A tag that was never ended, and the next begins.
                b'<' => {
                    tag.end = at;
                    return Some(tag);
                }
                _ => tag.closed = false,
            }
            let start = at;
            while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/' | b'<')) {
                at += 1;
            }
            let name = self.html.get(start..at).unwrap_or("");
            let mut next = at;
            while bytes.get(next).is_some_and(u8::is_ascii_whitespace) {
                next += 1;
            }
            let mut value = "";
            if bytes.get(next) == Some(&b'=') {
                (value, at) = self.value(next + 1);
            }
            if kept < ATTRIBUTES && name.len() <= 12 && tag.keep(&name.to_ascii_lowercase(), value) {
                kept += 1;
            }
        }
    }

    /// The value behind a `=` and the place behind it.
    fn value(&mut self, mut at: usize) -> (&'a str, usize) {
        let bytes = self.html.as_bytes();
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let quote = match bytes.get(at) {
            Some(b'"') => Some("\""),
            Some(b'\'') => Some("'"),
            _ => None,
        };
        if let Some(quote) = quote
            && let Some(end) = self.find(at + 1, quote)
            && let Some(value) = self.html.get(at + 1..end).filter(|value| !self.endless || !value.contains('<'))
        {
            return (value, end + 1);
        }
        let start = at;
        while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'<')) {
            at += 1;
        }
        (self.html.get(start..at).unwrap_or(""), at)
    }
}

#[derive(Default)]
struct Tag {
    end: usize,
    kept: String,
    /// `<svg/>`
    closed: bool,
    is_data: bool,
}

impl Tag {
    fn keep(&mut self, name: &str, value: &str) -> bool {
        if name == "style" {
            if !is_hidden(value) {
                return false;
            }
            self.kept.push_str(" hidden");
            return true;
        }
        self.is_data |= name == "type" && value.to_ascii_lowercase().contains("ld+json");
        let long = value.len() > VALUE && name != "content";
        if !KEPT.contains(&name) || long || value.len() > 16 * VALUE || value.starts_with("data:") {
            return false;
        }
        let quote = if value.contains('"') { '\'' } else { '"' };
        if value.contains(quote) {
            return false;
        }
        self.kept.push(' ');
        self.kept.push_str(name);
        self.kept.push('=');
        self.kept.push(quote);
        self.kept.push_str(value);
        self.kept.push(quote);
        true
    }
}

fn is_hidden(style: &str) -> bool {
    if style.len() > VALUE {
        return false;
    }
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Elements that never have content and need no end.
fn is_empty(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content is no text, and how they end.
fn hidden_until(name: &str) -> Option<&'static str> {
    Some(match name {
        "script" => "</script",
        "style" => "</style",
        "svg" => "</svg",
        "noscript" => "</noscript",
        "iframe" => "</iframe",
        "noembed" => "</noembed",
        "noframes" => "</noframes",
        "object" => "</object",
        "canvas" => "</canvas",
        "math" => "</math",
        "textarea" => "</textarea",
        "select" => "</select",
        "audio" => "</audio",
        "video" => "</video",
        _ => return None,
    })
}

/// The name that a tag begins with, in small letters; names of no element are cut.
fn name_at(text: &str) -> String {
    let end = text.bytes().take(40).position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'<'));
    let name = text.get(..end.unwrap_or(0)).unwrap_or("");
    name.to_ascii_lowercase()
}
