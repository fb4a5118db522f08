//! Articles as documents for other programs: Markdown, text, HTML, JSON Lines, tables and bibliographies.
//!
//! Articles and what was found in them go in, one after another, and bytes come out: which articles, and where the
//! bytes go, is for the command line and the screen to say. One file per format. Whatever an article says is sanitised
//! once more on its way out and escaped as the format wants it, so that it stays a text in every one of them.

mod bibliography;
mod bibtex;
mod csl;
pub mod csv;
mod html;
pub mod json;
mod markdown;
mod quoted;
mod text;

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::path::Path;

use crate::corpus::{Annotations, Article, ArticleNo, Corpus, Kind, Quote, Speaker};

/// What a document is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Markdown,
    Text,
    Html,
    JsonLines,
    /// A row for each article.
    Csv,
    /// A row for each quote.
    QuotesCsv,
    BibTex,
    CslJson,
}

impl Format {
    /// In the order in which they are offered.
    pub const ALL: [Format; 8] = [
        Format::Markdown,
        Format::Text,
        Format::Html,
        Format::JsonLines,
        Format::Csv,
        Format::QuotesCsv,
        Format::BibTex,
        Format::CslJson,
    ];

    /// As it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Text => "txt",
            Format::Html => "html",
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
            Format::QuotesCsv => "quotes-csv",
            Format::BibTex => "bib",
            Format::CslJson => "csl",
        }
    }

    /// What it is, for help and lists: starts with its usual name, no full stop.
    pub fn about(self) -> &'static str {
        match self {
            Format::Markdown => "Markdown",
            Format::Text => "plain text",
            Format::Html => "HTML, one page that needs no other file, for printing",
            Format::JsonLines => "JSON Lines, the objects that \"extract\" prints",
            Format::Csv => "CSV, a row for each article: names and quotes in it",
            Format::QuotesCsv => "CSV, a row for each quote: speaker, date, source",
            Format::BibTex => "BibTeX bibliography",
            Format::CslJson => "CSL-JSON bibliography, for Zotero and Pandoc",
        }
    }

    /// How the names of such files end, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Format::QuotesCsv => "csv",
            Format::CslJson => "json",
            other => other.name(),
        }
    }

    /// By its name on the command line.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|f| f.name() == name)
    }

    /// What a file of this name is most likely wanted as.
    pub fn of_path(path: &Path) -> Option<Format> {
        let end = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match end.as_str() {
            "md" | "markdown" => Format::Markdown,
            "txt" | "text" => Format::Text,
            "html" | "htm" => Format::Html,
            "jsonl" | "ndjson" => Format::JsonLines,
            "csv" => Format::Csv,
            "bib" => Format::BibTex,
            "json" | "csl" => Format::CslJson,
            _ => return None,
        })
    }

    /// What is counted in such a document: `n` "articles" or "quotes".
    pub fn counted(self, n: u64) -> String {
        let what = if self == Format::QuotesCsv { "quote" } else { "article" };
        let s = if n == 1 { "" } else { "s" };
        format!("{} {what}{s}", crate::text::numbers::grouped(n))
    }
}

/// An article to write.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    pub article: &'a Article,
    pub found: &'a Annotations,
    /// Where it is one of an archive: names are said as the archive says them.
    pub place: Option<(&'a Corpus, ArticleNo)>,
    /// Which of its quotes are meant, by their place among [`Annotations::quotes`]; `None` is all of them.
    pub quotes: Option<&'a [usize]>,
    /// The reader's own.
    pub tags: &'a [String],
    pub notes: &'a [String],
}

impl<'a> Item<'a> {
    /// An article by itself.
    pub fn new(article: &'a Article, found: &'a Annotations) -> Item<'a> {
        Item { article, found, place: None, quotes: None, tags: &[], notes: &[] }
    }

    /// The quotes that are meant, in reading order.
    pub fn quotes(&self) -> impl Iterator<Item = &'a Quote> {
        let all = &self.found.quotes;
        let wanted = self.quotes;
        all.iter().enumerate().filter(move |(n, _)| wanted.is_none_or(|w| w.contains(n))).map(|(_, quote)| quote)
    }

    /// What someone named in the article is called.
    fn name(&self, speaker: Speaker) -> Option<&'a str> {
        let known = self.place.and_then(|(corpus, n)| Some(corpus.name(corpus.speaker(n, self.found, speaker)?)));
        known.or_else(|| self.found.speaker_name(speaker))
    }

    pub fn speaker(&self, quote: &Quote) -> Option<&'a str> {
        quote.speaker.and_then(|speaker| self.name(speaker))
    }

    /// The names of a kind in it, each once.
    fn names(&self, kind: Kind) -> Vec<&'a str> {
        let locals = self.found.locals().filter(|local| local.kind == kind);
        let mut names: Vec<&str> = Vec::new();
        for local in locals {
            let name = self.name(Speaker { kind, index: local.index }).unwrap_or(local.name);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// `2025-04-18 · World Desk · news/paris.txt`: what is known of where the text comes from.
    fn origin(&self) -> String {
        let article = self.article;
        let date = article.date.map(|d| d.to_string());
        let parts = [date, article.source.clone(), article.link.clone().or(Some(article.path.clone()))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Its address on the web, where it has one that may be opened.
    fn link(&self) -> Option<&'a str> {
        self.article.link.as_deref().filter(|link| crate::text::links::is_web(link))
    }
}

/// A format that writes one article after another.
trait Document {
    /// What stands before the first.
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one and gives how many records it became; `first` is true for the first one.
    fn article(&mut self, out: &mut dyn Write, first: bool, item: &Item) -> io::Result<u64>;

    /// What stands after the last.
    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A document being written.
pub struct Writer<'w> {
    out: &'w mut dyn Write,
    document: Box<dyn Document>,
    count: u64,
}

impl<'w> Writer<'w> {
    /// Begins a document called `title` (only HTML shows it).
    pub fn begin(out: &'w mut dyn Write, format: Format, title: &str) -> io::Result<Writer<'w>> {
        let mut document: Box<dyn Document> = match format {
            Format::Markdown => Box::new(markdown::Markdown),
            Format::Text => Box::new(text::Text),
            Format::Html => Box::new(html::Html::new(title)),
            Format::JsonLines => Box::new(json::JsonLines),
            Format::Csv => Box::new(csv::Articles),
            Format::QuotesCsv => Box::new(csv::Quotes),
            Format::BibTex => Box::new(bibtex::BibTex::default()),
            Format::CslJson => Box::new(csl::Csl::default()),
        };
        document.begin(out)?;
        Ok(Writer { out, document, count: 0 })
    }

    /// The same for quotes alone: a list of them where the format is a text.
    pub fn begin_quotes(out: &'w mut dyn Write, format: Format) -> io::Result<Writer<'w>> {
        let document: Box<dyn Document> = match format {
            Format::Markdown => Box::new(quoted::Quoted { markdown: true }),
            Format::Text => Box::new(quoted::Quoted { markdown: false }),
            _ => return Writer::begin(out, format, "Quotes"),
        };
        Ok(Writer { out, document, count: 0 })
    }

    pub fn article(&mut self, item: &Item) -> io::Result<()> {
        self.count += self.document.article(self.out, self.count == 0, item)?;
        Ok(())
    }

    /// Ends the document and gives how many articles, or quotes, are in it.
    pub fn end(mut self) -> io::Result<u64> {
        self.document.end(self.out)?;
        self.out.flush()?;
        Ok(self.count)
    }
}

/// A line of text.
fn line(out: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(out, "{}", crate::text::sanitise::shown(text))
}
