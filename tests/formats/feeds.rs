use super::*;

#[test]
fn rss() {
    let drafts = read("harbour.rss");
    assert_eq!(paths(&drafts), ["harbour.rss!1", "harbour.rss!2", "harbour.rss!3"]);
    assert_eq!(
        said(&drafts[0]),
        [
            "Ferry talks & tea end without a deal",
            "Mon, 17 Feb 2025 09:30:00 GMT",
            "Harbour Gazette",
            "Mina Calder",
            "https://harbour.example/2025/ferry-talks"
        ]
    );
    assert_eq!(drafts[0].tags, ["Transport", "Ferries"]);
    assert_eq!(drafts[0].language.as_deref(), Some("en-GB"));
    let texts = blocks(&drafts[0]);
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].starts_with("Talks on the night ferry ended on Monday without a deal"));
    assert_eq!(said(&drafts[1])[3..], ["Oskar Lund", "https://harbour.example/2025/gulls"]);
    assert_eq!(blocks(&drafts[1]), ["The gulls came back on Tuesday.", "Nobody had missed them."]);
    assert_eq!(said(&drafts[2])[..2], ["Salt & pepper: a broken entry", "2025-02-19"]);
    assert_eq!(drafts[2].link.as_deref(), Some("https://harbour.example/2025/salt?a=1&b=2"));
    assert_eq!(blocks(&drafts[2]), ["An ampersand that nobody escaped & a tag that nobody hid."]);
    is_told_by_its_content("harbour.rss");
}

#[test]
fn atom() {
    let drafts = read("tides.atom");
    assert_eq!(
        said(&drafts[0]),
        [
            "Spring tide breaks a record",
            "2025-03-01T08:00:00Z",
            "The Tide Table",
            "Ada Quill",
            "https://tides.example/record"
        ]
    );
    assert_eq!(drafts[0].tags, ["Tides"]);
    assert_eq!(
        blocks(&drafts[0]),
        ["The spring tide reached the third step & stayed for an hour.", "Nobody under sixty had seen that <before>."]
    );
    assert_eq!(said(&drafts[1])[2..4], ["The Other Paper", "Bo Finch, Cy Reed"]);
    assert_eq!(blocks(&drafts[1]).len(), 2);
    is_told_by_its_content("tides.atom");
}

#[test]
fn json_feed() {
    let drafts = read("quay.json");
    assert_eq!(
        said(&drafts[0]),
        ["Old crane comes down", "2025-04-05T06:07:08Z", "Quay Notes", "Ina Moss", "https://quay.example/crane"]
    );
    assert_eq!(blocks(&drafts[0]), ["The old crane was taken down on Saturday.", "Its hook stays as a monument."]);
    assert_eq!(drafts[0].tags, ["crane", "quay"]);
    assert_eq!(blocks(&drafts[1]), ["A note without a title, as short ones are."]);
    is_told_by_its_content("quay.json");
}

#[test]
fn a_feed_that_breaks_off_gives_what_comes_before() {
    let whole = sample("harbour.rss");
    let cut = String::from_utf8(whole).unwrap();
    let at = cut.find("Nobody had").unwrap();
    let (drafts, issues) = survives("a.rss", &cut.as_bytes()[..at]);
    assert_eq!(drafts.len(), 2);
    assert_eq!(drafts[1].title.as_deref(), Some("Gulls return to the north quay"));
    assert_eq!(issues.len(), 1);
    // In the middle of text that is not escaped, and of a tag.
    let at = cut.find("nothing else").unwrap();
    assert_eq!(blocks(&survives("a.rss", &cut.as_bytes()[..at]).0[0]).len(), 2);
    let at = cut.find("/2025/gulls").unwrap() - 3;
    assert_eq!(survives("a.rss", &cut.as_bytes()[..at]).0.len(), 2);
    // Broken in the first entry only.
    let broken = cut.replacen("<description>", "<description <?", 1);
    assert_eq!(survives("a.rss", broken.as_bytes()).0.last().unwrap().title, drafts_of(&cut).last().unwrap().title);
    // Not closed.
    let open = cut.replace("</description>", "").replace("</title>", "");
    assert_eq!(survives("a.rss", open.as_bytes()).0.len(), 3);
    let junk = format!("Warning: something in line 3\n\n {cut}");
    assert_eq!(survives("x", junk.as_bytes()).0.len(), 3);
}

#[test]
fn texts_in_base64() {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='application/octet-stream'>\n\
                RXhhbXBsZSA8Yj5BdG9tPC9iPg==\n</content></entry><entry><title>x</title>\
                <content type='image/png'>iVBORw0KGgo=</content></entry></feed>";
    let drafts = drafts_of(text);
    assert_eq!((blocks(&drafts[0]), blocks(&drafts[1])), (vec!["Example Atom"], vec![]));
}

fn drafts_of(text: &str) -> Vec<Draft> {
    ingest::read("a.rss", text.as_bytes()).0
}

#[test]
fn encodings_of_feeds() {
    let text = String::from_utf8(sample("harbour.rss")).unwrap().replace("Gulls", "Möwen – гуси");
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert!(survives("x", &wide).0[1].title.as_deref().unwrap().starts_with("Möwen – гуси"));
    // Says Latin and is UTF-8.
    let lying = text.replace("UTF-8", "ISO-8859-1");
    assert!(survives("x", lying.as_bytes()).0[1].title.as_deref().unwrap().starts_with("Möwen – гуси"));
    let russian = text.replace("UTF-8", "windows-1251");
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&russian);
    assert!(survives("x", &bytes).0[1].title.as_deref().unwrap().contains("гуси"));
}

#[test]
fn hostile_feeds() {
    let item = "<item><title>Still here</title><description>&l9; x</description></item>";
    let feed = |head: &str, inside: &str| format!("{head}<rss><channel>{inside}{item}</channel></rss>");
    let mut laughs = "<!DOCTYPE x [<!ENTITY l0 \"ha\">".to_string();
    for n in 1..10 {
        laughs.push_str(&format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)));
    }
    laughs.push_str("]>");
    let attributes: String = (0..100_000).map(|n| format!(" a{n}='x'")).collect();
    let spaces: String = (0..60_000).map(|n| format!(" xmlns:n{n}='u'")).collect();
    for text in [
        feed(&laughs, ""),
        feed("<!DOCTYPE x [<!ENTITY l9 SYSTEM \"file:///etc/passwd\">]>", ""),
        feed("<!DOCTYPE rss SYSTEM \"http://dtd.example/rss.dtd\">", ""),
        feed("", &format!("<x{attributes}/>")),
        feed("", &format!("<link{attributes}/>")),
        feed("", &format!("<x{spaces}/>")),
        feed("", &"<d>".repeat(50_000)),
        feed("", &format!("<item><content>{}</item>", "<div>".repeat(50_000))),
        feed("", &"<item>".repeat(50_000)),
        feed("", &"<item><![CDATA[".repeat(20_000)),
        feed("", &"<item <".repeat(20_000)),
    ] {
        let (drafts, _) = survives("a.xml", text.as_bytes());
        assert!(drafts.len() <= 2);
        for draft in drafts.iter().filter(|draft| draft.title.as_deref() == Some("Still here")) {
            assert_eq!(blocks(draft), ["&l9; x"]);
        }
    }
    assert!(
        survives(
            "a.json",
            format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}", "[".repeat(100_000)).as_bytes()
        )
        .0
        .is_empty()
    );
}

#[test]
fn xml_that_is_no_feed_is_passed_by() {
    for text in [
        "<?xml version='1.0'?><settings><a b='c'/></settings>",
        "<a><b",
        "<opml><body><outline text='x'/></body></opml>",
    ] {
        let (drafts, issues) = survives("a.xml", text.as_bytes());
        assert!(drafts.is_empty());
        assert_eq!(issues.iter().map(|i| i.message.as_str()).collect::<Vec<_>>(), ["no article in it"]);
    }
}

#[test]
fn entries_without_anything_are_counted() {
    let feed =
        "<rss><channel><item><title>One</title></item><item><link>https://x.example/1</link></item></channel></rss>";
    let (drafts, issues) = survives("a.rss", feed.as_bytes());
    assert_eq!(drafts.len(), 1);
    let told: Vec<_> = issues.iter().map(|issue| issue.message.as_str()).collect();
    assert_eq!(told, ["1 entry has neither a title nor a text"]);
}

#[test]
fn blank_lines_part_paragraphs_where_no_tag_does() {
    let read = |text: &str| {
        let feed = format!(
            "<rss><channel><item><title>T</title><description><![CDATA[{text}]]></description></item></channel></rss>"
        );
        blocks(&survives("a.rss", feed.as_bytes()).0[0]).join(" / ")
    };
    assert_eq!(read("One.\n\nTwo <b>bold</b>\ngoes on.\n\nThree."), "One. / Two bold goes on. / Three.");
    assert_eq!(
        read("One <i>a</i>.\n\n<ul>\n\n<li>Two</li>\n\n<li>Three</li></ul>\n\nFour"),
        "One a. / Two / Three / Four"
    );
    assert_eq!(read("<p>One\n\nmore.</p><p>Two.</p>"), "One more. / Two.");
}
