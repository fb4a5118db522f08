mod limits;

use proptest::prelude::*;

use super::*;
use crate::corpus::ParagraphKind::{Body, Caption, Heading, List};

pub const PROSE: &str =
    "<p>The council met on Monday evening and decided, after four hours, that the bridge will be closed.</p>";

pub fn read(html: &str) -> Draft {
    let mut draft = Draft::default();
    page(html.as_bytes(), &mut draft);
    draft
}

fn texts(html: &str) -> Vec<String> {
    read(html).blocks.into_iter().map(|b| b.text).collect()
}

/// What a fragment gives.
pub fn filled(html: &str) -> Draft {
    let mut draft = Draft::default();
    fill(html, &mut draft);
    draft
}

#[track_caller]
fn check(html: &str, expected: &[(ParagraphKind, &str)]) {
    let found = filled(html).blocks;
    let found: Vec<_> = found.iter().map(|p| (p.kind, p.text.as_str())).collect();
    assert_eq!(found, expected, "{html}");
}

#[test]
fn pages_are_told_by_how_they_begin() {
    let wide: Vec<u8> = "<!DOCTYPE html><html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &wide].concat();
    for head in [
        b"<!DOCTYPE html>".as_slice(),
        b"\xef\xbb\xbf\n <!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">",
        b"<html>",
        b"<HTML lang=en>",
        b"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC",
        b"<!-- saved from url=(0014)about:internet -->\r\n<html>",
        b"<head>",
        b"<body class='x'>",
        &wide,
        &marked,
    ] {
        assert!(looks_like(head), "{}", String::from_utf8_lossy(head));
    }
    for head in [
        b"".as_slice(),
        b"<?xml version=\"1.0\"?><rss version=\"2.0\">",
        b"<feed xmlns=\"http://www.w3.org/2005/Atom\">",
        b"<htmlx>",
        b"<header>",
        b"A text about <html>",
        b"<!-- never closed <html>",
        b"<div align=center>",
        b"{\"html\": \"<html>\"}",
    ] {
        assert!(!looks_like(head), "{}", String::from_utf8_lossy(head));
    }
}

#[test]
fn fragments_keep_their_kinds() {
    check("One <b>bold</b>\n word<p>Two", &[(Body, "One bold word"), (Body, "Two")]);
    check("<h2>Head</h2><ul><li>a<li>b <i>c</i></ul>", &[(Heading, "Head"), (List, "a"), (List, "b c")]);
    check("<figure><img><figcaption>A boat</figcaption></figure>", &[(Caption, "A boat")]);
    check("<blockquote><p>Said so.</p></blockquote>", &[(Body, "Said so.")]);
    check("a<br>b<br><br>c<br/> <br/>d", &[(Body, "a b"), (Body, "c"), (Body, "d")]);
    check("<table><tr><th>Day<th>Calls<tr><td>Mon<td><p>12</p></table>", &[(List, "Day | Calls"), (List, "Mon | 12")]);
    check(
        "<table><tr><td><p>One.</p><p>Two.</p></td><td>x</td></tr></table>",
        &[(Body, "One."), (Body, "Two."), (Body, "x")],
    );
    check("<pre>one\n  two</pre>", &[(Body, "one"), (Body, "two")]);
    check("<p hidden>no</p><p style='display: none'>no</p><script>no</script><style>no</style>yes", &[(Body, "yes")]);
    check("caf&eacute; &#8212; &amp;lt; &#27;[31m", &[(Body, "café — &lt; \u{fffd}[31m")]);
    check("1 < 2 and 3 > 2 <", &[(Body, "1 < 2 and 3 > 2 <")]);
    check("", &[]);
}

#[test]
fn addresses_are_found() {
    let link = |head: &str| read(&format!("{head}<html><body>{PROSE}</body></html>")).link.unwrap_or_default();
    assert_eq!(link("<!-- saved from url=(0026)https://a.example/one/two -->"), "https://a.example/one/two");
    assert_eq!(link("<link rel=canonical href='https://b.example/x'>"), "https://b.example/x");
    assert_eq!(
        link("<link rel=canonical href='/x'><meta property=og:url content='https://c.example/y'>"),
        "https://c.example/y"
    );
    assert_eq!(link("<link rel=canonical href='javascript:alert(1)'>"), "");
}

#[test]
fn dates_are_found_where_they_are_said() {
    let date = |html: &str| read(&format!("<title>t</title><body>{html}{PROSE}")).date.unwrap_or_default();
    assert_eq!(date("<meta property=article:published_time content=2024-05-06T23:00:00+02:00>"), "2024-05-06");
    assert_eq!(
        date("<meta name=date content='6 May 2024'><meta property=og:updated_time content=2025-01-01>"),
        "2024-05-06"
    );
    assert_eq!(date("<time datetime=2024-05-06>yesterday</time>"), "2024-05-06");
    assert_eq!(date("<h1>t</h1><p>By Ann Lee, May 6th, 2024 at 9:30</p>"), "2024-05-06");
    assert_eq!(date("<meta property=og:url content=https://a.example/2024/05/06/x>"), "2024-05-06");
    // The address has the day at the place, the metadata that in universal time.
    assert_eq!(
        date("<meta property=og:url content=https://a.example/2024/05/06/x><meta name=date content=2024-05-07T01:00Z>"),
        "2024-05-06"
    );
    assert_eq!(date("<meta property=article:modified_time content=2024-05-06>"), "2024-05-06");
    assert_eq!(date("<meta name=date content=2024-13-45>"), "");
}

#[test]
fn a_headline_is_what_places_agree_on() {
    let title = |html: &str| read(&format!("{html}{PROSE}")).title.unwrap_or_default();
    assert_eq!(title("<title>Storm hits coast | Daily Post</title>"), "Storm hits coast");
    assert_eq!(
        title("<title>Storm hits coast - Daily Post</title><meta property=og:site_name content='Daily Post'>"),
        "Storm hits coast"
    );
    assert_eq!(
        title(
            "<title>Storm hits the coast - Post</title><body><h1>Post</h1><h1>Storm hits the coast, two missing</h1>"
        ),
        "Storm hits the coast, two missing"
    );
    assert_eq!(
        title(
            "<title>Daily Post</title><meta property=og:title content='Storm &amp;amp; flood'><h1>Menu of the day</h1>"
        ),
        "Storm & flood"
    );
    let data = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Storm hits coast"}</script>"#;
    assert_eq!(title(&format!("{data}<title>Post</title><body><h1>Sections</h1>")), "Storm hits coast");
    assert_eq!(title(&format!("<title>{}</title>", "a | ".repeat(5000))), "");
    let summary = "Storm hits coast, and we tell all that is known of it until now. ".repeat(3);
    let said = "<title>Storm hits coast</title><meta property=og:title content='Storm hits coast'>";
    assert_eq!(title(&format!("{said}<body><h1>{summary}</h1>")), "Storm hits coast");
}

#[test]
fn data_of_the_page_is_read() {
    let data = r#"<script type="application/ld+json">[{"@type":"WebSite","name":"Post"},{"@graph":[{"@type":["NewsArticle"],
        "headline":"A
        storm","author":{"name":"Ann Lee"},"datePublished":"2024-05-06","keywords":"a, b","inLanguage":"fr",
        "articleBody":"First line of a story that only scripts can see, and that is long enough.\nSecond line."}]}]</script>"#;
    let draft = read(&format!("{data}<body>{PROSE}"));
    assert_eq!(draft.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(draft.date.as_deref(), Some("2024-05-06"));
    assert_eq!(draft.source.as_deref(), Some("Post"));
    assert_eq!(draft.language.as_deref(), Some("fr"));
    assert_eq!(draft.tags, ["a", "b"]);
    assert!(!draft.plain && draft.blocks.len() == 1);
    let body = "A sentence that only the scripts of this page can see. ".repeat(12);
    let hidden = format!(
        r#"<script type="application/ld+json">{{"@type":"Article","articleBody":"{body}\nThe end."}}</script>"#
    );
    assert_eq!(texts(&format!("{hidden}<body><p>Loading the page.</p>")).len(), 2);
}

/// Four paragraphs of a story, each unlike the others.
fn story() -> String {
    let places = ["harbour", "station", "old mill", "market"];
    let about = |place: &str| {
        format!(
            "<p>Near the {place} the water rose by two metres within an hour, and people at the {place} had to leave.</p>"
        )
    };
    places.map(about).concat()
}

#[test]
fn what_is_hidden_is_no_second_story() {
    let copy = story().replace("<p>", "").replace("</p>", "\n");
    let data = "<p>2024-05-06T23:00:00+02:00</p><p>https://a.example/x.jpg</p><p>500</p>";
    let page = format!("<body>{}<div style='display:none;' itemscope><div>{copy}</div>{data}</div>", story());
    let found = texts(&page);
    assert_eq!(found.len(), 4, "{found:?}");
    // A story that a script is to show, under a line about cookies.
    let page =
        format!("<body><p>This site wants to keep cookies, if you do not mind that.</p><div hidden>{}</div>", story());
    assert!(texts(&page).iter().any(|t| t.contains("old mill")));
    // Values of the page that are shown are no lines of the story.
    let found = texts(&format!("<body>{}{data}{}", story(), story().replace("hour", "day")));
    assert_eq!(found.len(), 8, "{found:?}");
}

#[test]
fn lists_of_teasers_are_no_story() {
    let item = |n: usize| {
        format!(
            "<li><a href='/{n}'>Council closes bridge number {n}</a> The council said on Monday that it would …</li>"
        )
    };
    let items: String = (1..6).map(item).collect();
    let found = texts(&format!("<body><ul>{items}</ul>{}", story()));
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn captions_are_told_and_credits_go() {
    let page = format!(
        "<body><figure><figcaption>Ann Lee at the harbour on Monday</figcaption></figure>\
         <figure><figcaption>Ann Lee at the harbour on Monday</figcaption></figure>\
         <figure><figcaption>Photo: Bo Moss/Reuters</figcaption></figure>\
         <figure><figcaption>Bo Moss/Getty Images</figcaption></figure>{}\
         <div class='img caption-full'>The mill, where nobody lives any more.</div>{}",
        story(),
        story().replace("hour", "day")
    );
    let found = read(&page).blocks;
    let captions: Vec<&str> = found.iter().filter(|b| b.kind == Caption).map(|b| b.text.as_str()).collect();
    assert_eq!(captions, ["Ann Lee at the harbour on Monday", "The mill, where nobody lives any more."]);
    assert_eq!(found.len(), 10);
}

#[test]
fn a_story_in_parts_is_whole() {
    let part = |n: usize| format!("<div class='post__content'>{}</div>", story().replace("hour", &format!("{n} days")));
    let page = format!("<body><div>{}</div><div>{}{}</div><div>{}</div>", part(1), part(2), part(3), part(4));
    assert_eq!(texts(&page).len(), 16);
}

#[test]
fn what_was_encoded_twice_is_read() {
    let twice: String = "It wasn’t a café. ".repeat(3).bytes().map(char::from).collect();
    let found = texts(&format!("<body><p>{twice}</p>"));
    assert_eq!(found, ["It wasn’t a café. It wasn’t a café. It wasn’t a café."]);
}

#[test]
fn declared_encodings_are_believed_but_not_against_the_bytes() {
    let bytes = |html: &str, encoding: &'static encoding_rs::Encoding| encoding.encode(html).0.into_owned();
    let russian =
        "<meta charset=windows-1251><p>Новый мост через бухту открыли для машин в четверг, на две недели раньше.</p>";
    let mut draft = Draft::default();
    page(&bytes(russian, encoding_rs::WINDOWS_1251), &mut draft);
    assert!(draft.blocks[0].text.starts_with("Новый мост") && draft.issues.is_empty(), "{:?}", draft.issues);
    let mut draft = Draft::default();
    page(russian.as_bytes(), &mut draft);
    assert!(draft.blocks[0].text.starts_with("Новый мост"));
}

/// Scripts without spaces between words, and short sentences, are prose too.
#[test]
fn short_sentences_and_scripts_without_spaces_stay() {
    let japanese = [
        "大統領は失望したと述べた。",
        "次の会談は来月に行われる予定だ。",
        "双方が会い、停戦を話し合う。",
        "「寒い」と述べた。",
    ];
    let paragraphs = |all: &[&str]| all.iter().map(|p| format!("<p>{p}</p>")).collect::<String>();
    assert_eq!(texts(&format!("<body><h1>会談は失敗</h1>{}", paragraphs(&japanese))), japanese);
    let thai = ["ประธานาธิบดีกล่าวว่าการเจรจาล้มเหลวและจะพบกันอีก", "เขากล่าว"];
    let found = texts(&format!("<body><h1>ข่าว</h1>{PROSE}{}{PROSE}", paragraphs(&thai)));
    assert_eq!(found.get(1..3), Some(&thai.map(str::to_string)[..]));
    let end = texts(&format!("<body><h1>An engineer</h1><p>Why run?</p>{PROSE}<p>He was 84.</p><p>“Why not?”</p>"));
    assert_eq!(end.len(), 4, "{end:?}");
    // What is named furniture goes, sentence or not.
    let end = texts(&format!("<body><h1>An engineer</h1>{PROSE}<p>He was 84.</p><p>Sign up.</p><p>Next story</p>"));
    assert_eq!(end.len(), 2, "{end:?}");
    let end = texts(&format!("<body>{PROSE}<p>All rights reserved.</p>"));
    assert_eq!(end.len(), 1, "{end:?}");
}

#[test]
fn a_date_in_a_sentence_is_not_the_days() {
    let date = |html: &str| read(&format!("<title>t</title><body>{html}{PROSE}")).date.unwrap_or_default();
    for story in [
        "<h1>t</h1><p>The Harbour Bridge was opened on 19 March 1932 and closed in the war.</p>",
        "<h1>t</h1><p>The Harbour Bridge, built for trams, was opened on <b>19 March 1932</b>, a Saturday.</p>",
        "<h1>t</h1><p>Its report was published on 19 March 1932.</p>",
    ] {
        assert_eq!(date(story), "", "{story}");
        let with_day = format!("{story}<p>Published 6 May 2024</p>");
        assert_eq!(date(&with_day), "2024-05-06", "{with_day}");
    }
    for line in [
        "By Ann Lee and Bob Stone, Harbour Correspondent | Monday 6 May 2024 at 10:31 am GMT",
        "Geneva, 6 May 2024",
        "MAY 6, 2024",
        "By Ann Lee<br>May 6, 2024<br>The council met on Monday and has decided to close the bridge, which is old.",
        "Last updated on <b>May 6</b>, 2024, 10:31 p.m. ET · 5 min read",
        "Veröffentlicht am 6. Mai 2024 um 9 Uhr",
        "Publicado el 6 de mayo de 2024 a las 10:30",
    ] {
        assert_eq!(date(&format!("<h1>t</h1><p>{line}</p>")), "2024-05-06", "{line}");
    }
}

#[test]
fn days_are_read_as_they_are_written() {
    let day = |text: &str| day::in_text(text).unwrap_or_default();
    assert_eq!(day("OCTOBER 17, 2025"), "2025-10-17");
    assert_eq!(day("AUGUST 5, 2025"), "2025-08-05");
    assert_eq!(day("TUESDAY 5 AUGUST 2025"), "2025-08-05");
    assert_eq!(day("at 2025-08-05T10:00:00Z"), "2025-08-05");
}

/// XML closes what is empty in its tag.
#[test]
fn what_is_closed_in_its_tag_is_empty() {
    for empty in ["<title/>", "<title lang='en' />", "<script src='x.js'/>", "<iframe src='x'/>", "<TITLE/>"] {
        let page =
            format!("<html><head>{empty}</head><body>{empty}<h1>The headline</h1><a id='x'/>{PROSE}</body></html>");
        assert_eq!(texts(&page).len(), 1, "{page}");
        assert_eq!(read(&page).title.as_deref(), Some("The headline"));
    }
    check("<h2/>One<br/>two <b/>three<p/>four", &[(Body, "One two three"), (Body, "four")]);
    check("<a href=/x/>One</a>", &[(Body, "One")]);
}

#[test]
fn wrapped_lines_of_preformatted_text_are_joined() {
    let line = "The ministers of both countries met on the quay for the third time this";
    let wrapped = format!("{line}\n{line}\n{line}\n{line}\nweek.\n\n{line}\nyear.\n");
    check(
        &format!("<pre>{wrapped}</pre>"),
        &[(Body, &format!("{line} {line} {line} {line} week.")), (Body, &format!("{line} year."))],
    );
    check("<table><tr><td><pre>one\ntwo</pre></td></tr></table>", &[(Body, "one"), (Body, "two")]);
}

/// A page may bring the data of other stories along.
#[test]
fn data_of_other_articles_is_not_taken() {
    let other = r#"{"@type":"NewsArticle","headline":"A story about ferries","datePublished":"2001-01-01",
        "author":{"name":"Bob Stone"},"url":"https://a.example/ferries"}"#;
    let own = r#"{"@type":"NewsArticle","headline":"Talks end in Geneva after night","datePublished":"2025-02-17"}"#;
    let linked =
        r#"{"@type":"Article","datePublished":"2025-02-17","mainEntityOfPage":{"@id":"https://a.example/talks/"}}"#;
    let script = |data: &str| format!("<script type='application/ld+json'>{data}</script>");
    let title = "<title>Talks end in Geneva after night | Post</title>";
    let canonical = "<link rel=canonical href='https://a.example/talks'>";
    for own in [own, linked] {
        let draft = read(&format!("{title}{canonical}{}{}<body>{PROSE}", script(other), script(own)));
        assert_eq!(draft.date.as_deref(), Some("2025-02-17"), "{own}");
        assert_eq!(draft.byline, None, "{own}");
        assert_eq!(draft.title.as_deref(), Some("Talks end in Geneva after night"));
    }
    // None is the page's by its words: the first counts, and what says more of the same.
    let more = r#"{"@type":"NewsArticle","headline":"A story about ferries","keywords":"sea"}"#;
    let draft = read(&format!("{}{}{}<body>{PROSE}", script(other), script(own), script(more)));
    assert_eq!((draft.date.as_deref(), draft.byline.as_deref()), (Some("2001-01-01"), Some("Bob Stone")));
    assert_eq!(draft.tags, ["sea"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever happens to a page's bytes, it is read without a panic and what is read can be shown.
    #[test]
    fn broken_pages_are_read(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, prop::sample::select(vec![
            "", "<", ">", "\"", "<div", "</p>", "<!--", "<table>", "<script>", "&#", "\0", "<b>", "</div></div>", "é", "<svg>",
        ])), 0..12)
    ) {
        let mut bytes = include_bytes!("../../../../tests/pages/news.html").to_vec();
        for (at, length, with) in cuts {
            let at = at.index(bytes.len().max(1)).min(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, with.bytes());
        }
        let mut draft = Draft::default();
        page(&bytes, &mut draft);
        let length: usize = draft.blocks.iter().map(|b| b.text.len()).sum();
        prop_assert!(length <= 4 * bytes.len());
        for block in draft.blocks.iter().chain(&filled(&String::from_utf8_lossy(&bytes)).blocks) {
            prop_assert!(!block.text.is_empty() && !block.text.chars().any(char::is_control));
        }
    }
}

#[test]
fn where_the_story_links_to_is_kept() {
    let page = format!(
        "<html><head><link rel=canonical href='https://a.example/news/x'></head><body>\
         <nav><a href='/home'>Home</a> <a href='/sport'>Sport</a></nav>\
         <article><p>{PROSE}</p><p>The <a href='/docs/treaty.pdf'>treaty</a> was <a href='https://b.example/y?a=1&amp;b=2'>\
         published</a> by <a href='mailto:x@b.example'>the ministry</a>, <a href='#note'>it said</a> on a long day.</p>\
         <p>{PROSE}</p></article></body></html>"
    );
    assert_eq!(read(&page).links, ["https://a.example/docs/treaty.pdf", "https://b.example/y?a=1&b=2"]);
}
