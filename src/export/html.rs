//! HTML: one page that needs nothing else, reads well on a screen and on paper, and in which nothing that an article
//! says is markup. No script runs in it and nothing is fetched: its own policy says so.

use std::io::{self, Write};

use super::{Document, Item, line};
use crate::corpus::{Kind, Paragraph, ParagraphKind};

pub struct Html {
    title: String,
}

impl Html {
    pub fn new(title: &str) -> Html {
        Html { title: title.to_string() }
    }
}

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.55 Georgia, 'Times New Roman', serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .4rem; }
p, ul { margin: 0 0 .9rem; }
.about, .names, figcaption, .caption { font: .9rem/1.45 system-ui, sans-serif; opacity: .75; overflow-wrap: anywhere; }
.caption { font-style: italic; }
.note { border-left: .2rem solid; padding-left: .8rem; margin: 0 0 .9rem; white-space: pre-line; }
article + article { border-top: 1px solid; margin-top: 3rem; padding-top: 2rem; }
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; }
  article + article { border: 0; margin: 0; padding: 0; break-before: page; }
  h1, h2 { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
}";

impl Document for Html {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        line(out, "<!DOCTYPE html>")?;
        line(out, "<html>")?;
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
        let article = item.article;
        let language = article.language.as_deref().map(|l| format!(" lang=\"{}\"", escaped(l))).unwrap_or_default();
        line(out, &format!("<article{language}>"))?;
        line(out, &format!("<h1>{}</h1>", escaped(&article.title)))?;
        line(out, &format!("<p class=\"about\">{}</p>", about(item)))?;
        let mut in_list = false;
        for Paragraph { kind, text } in &article.paragraphs {
            let is_item = *kind == ParagraphKind::List;
            if is_item != in_list {
                line(out, if is_item { "<ul>" } else { "</ul>" })?;
                in_list = is_item;
            }
            let text = escaped(text);
            line(
                out,
                &match kind {
                    ParagraphKind::Heading => format!("<h2>{text}</h2>"),
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
        line(out, "</article>")?;
        Ok(1)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        line(out, "</body>")?;
        line(out, "</html>")
    }
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
