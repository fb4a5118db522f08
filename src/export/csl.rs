//! CSL-JSON: what Zotero, Pandoc and other programs that cite read. One array, an object for each article.

use std::io::{self, Write};

use serde::Serialize;

use super::bibliography::{self, Keys};
use super::{Document, Item, json};

#[derive(Default)]
pub struct Csl {
    keys: Keys,
    begun: bool,
}

#[derive(Serialize)]
struct Cited<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    keyword: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author {
    Person { family: String, given: String },
    Other { literal: String },
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [[i16; 3]; 1],
}

impl Document for Csl {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn article(&mut self, out: &mut dyn Write, _: bool, item: &Item) -> io::Result<u64> {
        out.write_all(if std::mem::replace(&mut self.begun, true) { b",\n " } else { b"" })?;
        let article = item.article;
        let author = bibliography::authors(article.byline.as_deref().unwrap_or_default());
        let author = author.into_iter().map(|a| match a {
            bibliography::Author::Person { given, family } => Author::Person { family, given },
            bibliography::Author::Other(literal) => Author::Other { literal },
        });
        json::write(
            out,
            &Cited {
                id: self.keys.of(item),
                kind: "article-newspaper",
                title: &article.title,
                container: article.source.as_deref(),
                author: author.collect(),
                issued: article.date.map(|d| Issued { parts: [[d.year(), i16::from(d.month()), i16::from(d.day())]] }),
                link: item.link(),
                language: article.language.as_deref(),
                keyword: item.tags.join(", "),
                // Without address and source its file is all that can be looked up.
                archive_location: (item.link().is_none() && article.source.is_none()).then_some(&*article.path),
                note: item.notes.join("\n"),
            },
        )?;
        Ok(1)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"]\n")
    }
}
