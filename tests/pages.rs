//! Whole pages of `tests/pages` and what is to be read in them. Beside each page stands a text: fields, an empty line, and
//! one paragraph a line with its kind before it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write;
use std::path::Path;

use newsprint::clean::clean;
use newsprint::corpus::{Article, Draft, ParagraphKind};
use newsprint::ingest::html;

fn read(bytes: &[u8]) -> Article {
    let mut draft = Draft { path: "page.html".to_string(), ..Draft::default() };
    html::page(bytes, &mut draft);
    clean(draft)
}

/// The article as the texts beside the pages are written; of its fields those that `expected` names.
fn written(article: &Article, expected: &str) -> String {
    let mut out = String::new();
    let fields = [
        ("title", Some(article.title.clone())),
        ("date", article.date.map(|d| d.to_string())),
        ("source", article.source.clone()),
        ("byline", article.byline.clone()),
        ("language", article.language.clone()),
        ("link", article.link.clone()),
    ];
    for (name, value) in fields.iter().filter(|(name, _)| expected.lines().any(|l| l.starts_with(&format!("{name}: "))))
    {
        writeln!(out, "{name}: {}", value.as_deref().unwrap_or("none")).unwrap();
    }
    out.push('\n');
    for paragraph in &article.paragraphs {
        let kind = match paragraph.kind {
            ParagraphKind::Body => "body",
            ParagraphKind::Heading => "heading",
            ParagraphKind::Caption => "caption",
            ParagraphKind::Dateline => "dateline",
            ParagraphKind::List => "list",
        };
        writeln!(out, "{kind}: {}", paragraph.text).unwrap();
    }
    out
}

#[test]
fn pages_give_their_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut wrong = String::new();
    let mut pages = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "html") {
            let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap();
            let found = written(&read(&std::fs::read(&path).unwrap()), &expected);
            pages += 1;
            if found != expected {
                write!(wrong, "{}\n--- expected\n{expected}--- found\n{found}\n", path.display()).unwrap();
            }
        }
    }
    assert!(pages >= 8 && wrong.is_empty(), "{wrong}");
}
