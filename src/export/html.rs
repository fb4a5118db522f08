//! HTML: one page that needs nothing else, reads well on a screen and on paper, and in which nothing that an article
//! says is markup. No script runs in it and nothing is fetched: its own policy says so.

use std::io::{self, Write};

use super::{Document, Item, line};
use crate::corpus::{Kind, Origin, Paragraph, ParagraphKind, Quote};

pub struct Html {
    title: String,
    /// The titles of the articles so far; escaped.
    contents: Vec<String>,
    /// The first article as it is written where it stays alone, and where others follow: then the page has a heading of
    /// its own, and a table of contents.
    first: Option<[Vec<u8>; 2]>,
}

impl Html {
    pub fn new(title: &str) -> Html {
        Html { title: title.to_string(), contents: Vec::new(), first: None }
    }
}

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.55 Georgia, 'Times New Roman', serif; }
.title { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
.page { font-size: 1.3rem; margin: 0 0 2rem; }
.part, nav h2 { font-size: 1.15rem; margin: 1.6rem 0 .4rem; }
q { quotes: none; }
p, ul { margin: 0 0 .9rem; }
.about, .names, figcaption, .caption { font: .9rem/1.45 system-ui, sans-serif; opacity: .75; overflow-wrap: anywhere; }
.caption { font-style: italic; }
.note { border-left: .2rem solid; padding-left: .8rem; margin: 0 0 .9rem; white-space: pre-line; }
article + article, nav { border-top: 1px solid; margin-top: 3rem; padding-top: 2rem; }
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; }
  article + article { border: 0; margin: 0; padding: 0; break-before: page; }
  h1, h2, h3 { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
}";

impl Document for Html {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        line(out, "<!DOCTYPE html>")?;
        line(out, "<html lang=\"en\">")?;
        line(out, "<head>")?;
        line(out, "<meta charset=\"utf-8\">")?;
        line(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
        line(
            out,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        )?;
        line(out, &format!("<title>{}</title>", escaped(&self.title)))?;
        line(out, "<style>")?;
        out.write_all(STYLE.as_bytes())?;
        line(out, "")?;
        line(out, "</style>")?;
        line(out, "</head>")?;
        line(out, "<body>")
    }

    fn article(&mut self, out: &mut dyn Write, _: bool, item: &Item) -> io::Result<u64> {
        let number = self.contents.len() + 1;
        self.contents.push(escaped(&item.article.title));
        if number == 1 {
            let (mut alone, mut among) = (Vec::new(), Vec::new());
            article(&mut alone, 1, 1, item)?;
            article(&mut among, 1, 2, item)?;
            self.first = Some([alone, among]);
            return Ok(1);
        }
        if let Some([_, first]) = self.first.take() {
            line(out, &format!("<h1 class=\"page\">{}</h1>", escaped(&self.title)))?;
            line(out, "<p class=\"about\"><a href=\"#contents\">Contents</a></p>")?;
            out.write_all(&first)?;
        }
        article(out, number, 2, item)?;
        Ok(1)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if let Some([alone, _]) = self.first.take() {
            out.write_all(&alone)?;
        } else if !self.contents.is_empty() {
            // How many there are is known here and not before: the page is written as the articles come.
            line(out, "<nav id=\"contents\">")?;
            line(out, "<h2>Contents</h2>")?;
            line(out, "<ol>")?;
            for (title, n) in self.contents.iter().zip(1..) {
                line(out, &format!("<li><a href=\"#article-{n}\">{title}</a></li>"))?;
            }
            line(out, "</ol>")?;
            line(out, "</nav>")?;
        }
        line(out, "</body>")?;
        line(out, "</html>")
    }
}

/// Writes an article, the title as a heading of `level`.
fn article(out: &mut dyn Write, number: usize, level: usize, item: &Item) -> io::Result<()> {
    let article = item.article;
    let language = article.language.as_deref().map(|l| format!(" lang=\"{}\"", escaped(l))).unwrap_or_default();
    line(out, &format!("<article id=\"article-{number}\"{language}>"))?;
    // A title made from the first sentence would say it twice.
    let own = article.title_origin != Origin::Lead || article.paragraphs.is_empty();
    let title = escaped(&article.title);
    if own {
        line(out, &format!("<h{level} class=\"title\">{title}</h{level}>"))?;
    }
    line(out, &format!("<p class=\"about\">{}</p>", about(item)))?;
    let mut said: Vec<&Quote> = item.quotes().collect();
    said.sort_by_key(|quote| (quote.paragraph, quote.span.start));
    let mut said = said.as_slice();
    let mut in_list = false;
    for (n, Paragraph { kind, text }) in (0u32..).zip(&article.paragraphs) {
        let is_item = *kind == ParagraphKind::List;
        if is_item != in_list {
            line(out, if is_item { "<ul>" } else { "</ul>" })?;
            in_list = is_item;
        }
        let (here, later) = said.split_at(said.partition_point(|quote| quote.paragraph <= Some(n)));
        said = later;
        let text = with_quotes(text, here.iter().filter(|quote| quote.paragraph == Some(n)).copied(), item);
        line(
            out,
            &match kind {
                ParagraphKind::Heading => format!("<h{0} class=\"part\">{text}</h{0}>", level + 1),
                ParagraphKind::Caption => format!("<p class=\"caption\">{text}</p>"),
                ParagraphKind::List => format!("<li>{text}</li>"),
                ParagraphKind::Body | ParagraphKind::Dateline => format!("<p>{text}</p>"),
            },
        )?;
    }
    if in_list {
        line(out, "</ul>")?;
    }
    for note in item.notes {
        let lines: Vec<String> = note.lines().map(escaped).collect();
        line(out, &format!("<p class=\"note\">{}</p>", lines.join("<br>")))?;
    }
    for (kind, heading) in
        [(Kind::Person, "People"), (Kind::Country, "Countries"), (Kind::Organisation, "Organisations")]
    {
        let names: Vec<String> = item.names(kind).into_iter().map(escaped).collect();
        if !names.is_empty() {
            line(out, &format!("<p class=\"names\">{heading}: {}</p>", names.join(", ")))?;
        }
    }
    if !item.tags.is_empty() {
        line(out, &format!("<p class=\"names\">Tags: {}</p>", escaped(&item.tags.join(", "))))?;
    }
    line(out, "</article>")
}

/// A paragraph with the quotes in it marked, and by whom they are; their marks stand in the text.
fn with_quotes<'q>(text: &str, said: impl Iterator<Item = &'q Quote>, item: &Item) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for quote in said {
        let (start, end) = (quote.span.start as usize, quote.span.end as usize);
        let Some((before, words)) = text.get(at..start).zip(text.get(start..end)) else { continue };
        let speaker = item.speaker(quote).map(|name| format!(" title=\"{}\"", escaped(name))).unwrap_or_default();
        out += &format!("{}<q{speaker}>{}</q>", escaped(before), escaped(words));
        at = end;
    }
    out + &escaped(text.get(at..).unwrap_or_default())
}

/// Date, source, byline and where it comes from; the address can be followed.
fn about(item: &Item) -> String {
    let article = item.article;
    let date = article.date.map(|d| format!("<time datetime=\"{d}\">{d}</time>"));
    let place = match item.link() {
        Some(link) => format!("<a rel=\"noreferrer\" href=\"{0}\">{0}</a>", escaped(link)),
        None => escaped(&article.path),
    };
    let said = [&article.source, &article.byline].into_iter().flatten().map(|s| escaped(s));
    date.into_iter().chain(said).chain([place]).collect::<Vec<_>>().join(" · ")
}

/// `text` so that HTML shows it as it is, between tags and in quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
