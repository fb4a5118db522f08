//! Whole documents, and what hostile texts make of them.

use jiff::civil::Date;
use serde_json::Value;

use super::*;
use crate::corpus::{ArticleId, Mention, Named, Origin, Paragraph, ParagraphKind};
use crate::text::Span;

fn article(title: &str, text: &str) -> Article {
    Article {
        id: ArticleId([7; 16]),
        path: "news/a.txt".into(),
        title: title.into(),
        title_origin: Origin::File,
        date: Some(Date::constant(2025, 4, 18)),
        date_origin: None,
        date_confidence: None,
        source: Some("World Desk".into()),
        source_origin: None,
        byline: Some("By Ann Lee and Jan de Vries".into()),
        language: Some("en".into()),
        link: Some("https://example.org/a?b=1&c=2".into()),
        links: Vec::new(),
        tags: Vec::new(),
        paragraphs: vec![
            Paragraph::new(ParagraphKind::Body, text),
            Paragraph::new(ParagraphKind::List, "one"),
            Paragraph::new(ParagraphKind::List, "two"),
        ],
        furniture: Vec::new(),
        hidden: 0,
        issues: Vec::new(),
    }
}

/// Ann Lee says "Yes," and nobody says "No."
fn found() -> Annotations {
    let mention = Mention { paragraph: Some(0), span: Span::new(0, 7) };
    let quote = |text: &str, speaker| Quote {
        text: text.into(),
        speaker,
        cue: None,
        confidence: 95,
        paragraph: Some(0),
        span: Span::new(0, 3),
    };
    Annotations {
        people: vec![Named { name: "Ann Lee".into(), mentions: vec![mention], ..Named::default() }],
        quotes: vec![quote("Yes,", Some(Speaker { kind: Kind::Person, index: 0 })), quote("No.", None)],
        ..Annotations::default()
    }
}

fn written(format: Format, items: &[Item]) -> String {
    let mut out = Vec::new();
    let mut writer = Writer::begin(&mut out, format, "Two <articles>").unwrap();
    items.iter().for_each(|item| writer.article(item).unwrap());
    writer.end().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn tables_have_a_row_for_each_article_or_quote() {
    let (article, found) = (article("Talks, then peace", "Ann Lee spoke."), found());
    let tags = ["truce".to_string(), "to read".to_string()];
    let item = Item { tags: &tags, ..Item::new(&article, &found) };
    let id = "07070707070707070707070707070707";
    assert_eq!(
        written(Format::Csv, &[item]),
        format!(
            "date,title,source,byline,language,words,people,countries,organisations,quotes,tags,link,path,id\n\
             2025-04-18,\"Talks, then peace\",World Desk,By Ann Lee and Jan de Vries,en,5,Ann Lee,,,\
             \"Ann Lee: “Yes,” | (nobody named): “No.”\",truce; to read,https://example.org/a?b=1&c=2,news/a.txt,{id}\n"
        )
    );
    let quotes = written(Format::QuotesCsv, &[Item { quotes: Some(&[0]), ..item }]);
    assert_eq!(
        quotes,
        format!(
            "speaker,cue,date,title,text,path,id,confidence,source,link\n\
             Ann Lee,,2025-04-18,\"Talks, then peace\",\"Yes,\",news/a.txt,{id},0.95,World Desk,\
             https://example.org/a?b=1&c=2\n"
        )
    );
    assert_eq!(written(Format::QuotesCsv, &[item]).lines().count(), 3);
}

#[test]
fn a_bibliography_has_what_a_style_needs() {
    let (one, found) = (article("Talks & {peace}", "x"), found());
    let other = Article { source: None, byline: None, date: None, link: None, language: None, ..one.clone() };
    let items = [Item::new(&one, &found), Item::new(&other, &found), Item::new(&one, &found)];
    let bib = written(Format::BibTex, &items);
    let first = "@article{lee2025talks,\n  author = {Lee, Ann and de Vries, Jan},\n  \
         title = {{Talks \\& \\textbraceleft{}peace\\textbraceright{}}},\n  journal = {{World Desk}},\n  \
         year = {2025},\n  month = apr,\n  day = {18},\n  url = {https://example.org/a?b=1&c=2},\n  \
         language = {en},\n}\n";
    let second = "@misc{talks,\n  title = {{Talks \\& \\textbraceleft{}peace\\textbraceright{}}},\n  \
         howpublished = {news/a.txt},\n}\n";
    assert_eq!(bib, format!("{first}\n{second}\n{}", first.replace("talks,", "talks-2,")));
    let csl: Value = serde_json::from_str(&written(Format::CslJson, &items)).unwrap();
    let expected = serde_json::json!({
        "id": "lee2025talks", "type": "article-newspaper", "title": "Talks & {peace}", "container-title": "World Desk",
        "author": [{"family": "Lee", "given": "Ann"}, {"family": "de Vries", "given": "Jan"}],
        "issued": {"date-parts": [[2025, 4, 18]]}, "URL": "https://example.org/a?b=1&c=2", "language": "en",
    });
    assert_eq!(csl[0], expected);
    let bare = serde_json::json!({"id": "talks", "type": "article-newspaper", "title": "Talks & {peace}",
        "archive_location": "news/a.txt"});
    assert_eq!((&csl[1], csl.as_array().unwrap().len()), (&bare, 3));
    assert_eq!(serde_json::from_str::<Value>(&written(Format::CslJson, &[])).unwrap(), serde_json::json!([]));
}

#[test]
fn a_page_says_what_the_article_says_and_runs_nothing() {
    let evil = article("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)> & 'more'");
    let mut evil = Article { source: Some("</title><b>".into()), ..evil };
    evil.language = Some("en\" onload=\"x".into());
    evil.link = Some("javascript:alert(1)".into());
    let html = written(Format::Html, &[Item::new(&evil, &found())]);
    let page = dom_query::Document::from(html.as_str());
    assert_eq!(page.select("script, img, b, a, [onload], [onerror]").length(), 0, "{html}");
    assert_eq!(page.select("h1").text().to_string(), "<script>alert(1)</script>");
    assert_eq!(page.select("article > p").iter().nth(1).unwrap().text().to_string(), evil.paragraphs[0].text);
    assert_eq!((page.select("title").text().to_string(), page.select("li").length()), ("Two <articles>".into(), 2));
    let good = article("Talks", "Ann Lee spoke.");
    let html = written(Format::Html, &[Item::new(&good, &found()), Item::new(&good, &found())]);
    let page = dom_query::Document::from(html.as_str());
    assert_eq!((page.select("article").length(), page.select("a").length()), (2, 2));
    assert_eq!(page.select("a").attr("href").unwrap().to_string(), "https://example.org/a?b=1&c=2");
}

#[test]
fn nothing_in_a_document_speaks_to_a_terminal() {
    let hostile = "a\x1b]0;x\x07b\u{9d}c\u{202e}d\u{7f}";
    let mut article = article(hostile, hostile);
    (article.source, article.byline) = (Some(hostile.into()), Some(hostile.into()));
    let found = found();
    let tags = [hostile.to_string()];
    for format in Format::ALL {
        let text = written(format, &[Item { tags: &tags, notes: &tags, ..Item::new(&article, &found) }]);
        let odd = text.chars().find(|c| (c.is_control() && *c != '\n') || crate::text::sanitise::is_invisible(*c));
        assert_eq!(odd, None, "{format:?}: {text:?}");
    }
}

#[test]
fn a_format_is_told_by_its_name_and_by_a_path() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.name()), Some(format));
        let again = Format::of_path(Path::new(&format!("x.{}", format.ending())));
        // Both tables end alike: a row for each article is the usual one.
        assert_eq!(again, Some(if format == Format::QuotesCsv { Format::Csv } else { format }));
    }
    assert_eq!(Format::of_path(Path::new("a.HTM")), Some(Format::Html));
    assert_eq!(Format::of_path(Path::new("md")), None);
}
