use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::*;

#[test]
fn an_e_book() {
    let drafts = read("dune.epub");
    assert_eq!(paths(&drafts), ["dune.epub!OEBPS/text/a b.xhtml", "dune.epub!OEBPS/text/b.xhtml"]);
    assert_eq!(
        said(&drafts[0]),
        ["A dune moves", "2025-02-17", "The Dune & Tide", "Mina Calder", "https://dune.example/1"]
    );
    assert_eq!(drafts[0].language.as_deref(), Some("en"));
    assert_eq!(blocks(&drafts[0]).len(), 2);
    assert!(blocks(&drafts[0])[0].starts_with("The dune behind the second lighthouse moved"));
    assert!(drafts[1].title.as_deref().unwrap().starts_with("The commission"));
    is_told_by_its_content("dune.epub");
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const CONTAINER: &[u8] = b"<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>";

fn package(hrefs: &[&str]) -> String {
    let items: String = hrefs.iter().enumerate().map(|(n, href)| format!("<item id='i{n}' href='{href}'/>")).collect();
    let spine: String = (0..hrefs.len()).map(|n| format!("<itemref idref='i{n}'/>")).collect();
    format!(
        "<package><metadata><dc:title>B</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
}

fn book(hrefs: &[&str], files: &[(&str, &[u8])]) -> Vec<u8> {
    let package = package(hrefs);
    packed(&[&[("META-INF/container.xml", CONTAINER), ("a.opf", package.as_bytes())], files].concat())
}

fn story() -> String {
    format!("<html><body><h1>One</h1><p>{}</p></body></html>", "words of a story ".repeat(30))
}

#[test]
fn names_that_lead_out_stay_inside() {
    let text = story();
    let hrefs = ["../../b.xhtml", "/c.xhtml", "C:\\d.xhtml", "../../../../../etc/passwd"];
    let files =
        [("b.xhtml", text.as_bytes()), ("c.xhtml", text.as_bytes()), ("../../../../../etc/passwd", text.as_bytes())];
    let (drafts, issues) = survives("a.epub", &book(&hrefs, &files));
    assert_eq!(paths(&drafts), ["a.epub!b.xhtml", "a.epub!c.xhtml"]);
    assert!(issues.iter().all(|issue| issue.message.contains("not there")) && issues.len() == 2, "{issues:?}");
}

#[test]
fn names_are_found_however_their_letters_are_written() {
    let text = story();
    let book = book(&["u%CC%88.xhtml", "C.XHTML"], &[("ü.xhtml", text.as_bytes()), ("c.xhtml", text.as_bytes())]);
    assert_eq!(survives("a.epub", &book).0.len(), 2);
}

#[test]
fn broken_and_locked_books_say_so() {
    let text = story();
    let says = |bytes: &[u8], what: &str| {
        let (drafts, issues) = survives("a.epub", bytes);
        assert!(drafts.is_empty() && issues.len() == 1 && issues[0].message.contains(what), "{issues:?}");
    };
    says(b"no archive", "broken");
    says(&packed(&[("a.txt", b"x")]), "does not say what is in it");
    let lock = |by: &str| {
        format!(
            "<encryption><EncryptedData><EncryptionMethod Algorithm='{by}'/><CipherData><CipherReference URI='b.xhtml'/></CipherData></EncryptedData></encryption>"
        )
    };
    let (aes, font) = (lock("http://www.w3.org/2001/04/xmlenc#aes256-cbc"), lock("http://www.idpf.org/2008/embedding"));
    let with =
        |lock: &str| book(&["b.xhtml"], &[("b.xhtml", text.as_bytes()), ("META-INF/encryption.xml", lock.as_bytes())]);
    says(&with(&aes), "locked");
    assert_eq!(survives("a.epub", &with(&font)).0.len(), 1);
    // Without a container, the only package is it.
    let package = package(&["b.xhtml"]);
    let bytes = packed(&[("a.opf", package.as_bytes()), ("b.xhtml", text.as_bytes())]);
    assert_eq!(survives("a.epub", &bytes).0.len(), 1);
}

#[test]
fn a_book_of_few_words_is_read_all_the_same() {
    let files: [(&str, &[u8]); 2] =
        [("b.xhtml", b"<body><h1>Loom</h1><p>Few words.</p></body>"), ("c.xhtml", b"<body/>")];
    let (drafts, _) = survives("a.epub", &book(&["b.xhtml", "c.xhtml"], &files));
    assert_eq!((drafts.len(), drafts[0].title.as_deref()), (1, Some("Loom")));
}

#[test]
fn bars_of_links_make_no_contents() {
    let bar = "<div class=\"calibre_navbar\">| <a href=\"../b/index.html\">Next</a> | <a href=\"../a/index.html\">Previous</a> |</div>";
    let page = format!("<body>{bar}<h1>Loom</h1><p>{}</p>{bar}</body>", "words of a story ".repeat(20));
    let (drafts, _) = survives("a.epub", &book(&["b.xhtml"], &[("b.xhtml", page.as_bytes())]));
    assert_eq!((drafts.len(), blocks(&drafts[0]).len()), (1, 2));
}

#[test]
fn no_chapter_is_lost_for_being_short() {
    let text = story();
    let chinese = format!("<body><p>{}</p></body>", "部长们星期一在码头会面。".repeat(12));
    let files: [(&str, &[u8]); 4] = [
        ("a.xhtml", chinese.as_bytes()),
        ("b.xhtml", text.as_bytes()),
        ("c.xhtml", b"<body><h2>In brief</h2><p>The crane is gone.</p></body>"),
        ("d.xhtml", b"<body><p>For Jane.</p></body>"),
    ];
    let (drafts, _) = survives("a.epub", &book(&["a.xhtml", "b.xhtml", "c.xhtml", "d.xhtml"], &files));
    assert_eq!(paths(&drafts), ["a.epub!a.xhtml", "a.epub!b.xhtml", "a.epub!c.xhtml"]);
}

#[test]
fn what_the_guide_names_is_read_if_it_has_a_story() {
    let long = format!("<body><h1>One</h1><p>{}</p></body>", "words of a story ".repeat(90));
    let text = story();
    let kept = |href: &str, text: &str| {
        let guide = format!("</spine><guide><reference type='toc' href='{href}'/></guide>");
        let package = package(&["b.xhtml"]).replace("</spine>", &guide);
        let files =
            [("META-INF/container.xml", CONTAINER), ("a.opf", package.as_bytes()), ("b.xhtml", text.as_bytes())];
        survives("a.epub", &packed(&files)).0.len()
    };
    assert_eq!((kept("b.xhtml#toc", &text), kept("b.xhtml", &long), kept("b.xhtml", &text)), (1, 1, 0));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let text = story();
    let huge = vec![b' '; 80 << 20];
    let (drafts, issues) =
        survives("a.epub", &book(&["b.xhtml", "c.xhtml"], &[("b.xhtml", text.as_bytes()), ("c.xhtml", &huge)]));
    assert_eq!((drafts.len(), issues.len()), (1, 1));
    assert!(issues[0].message.contains("unpacks to more"));
    let deep = "<div>".repeat(50_000);
    survives("a.epub", &book(&["b.xhtml"], &[("b.xhtml", deep.as_bytes())]));
    let items = "<item id='a' href='b'/>".repeat(100_000);
    survives("a.epub", &packed(&[("META-INF/container.xml", CONTAINER), ("a.opf", items.as_bytes())]));
    let slashes = format!("<body>{}", "<a/>".repeat(300_000));
    survives("a.epub", &book(&["b.xhtml"], &[("b.xhtml", slashes.as_bytes())]));
}
