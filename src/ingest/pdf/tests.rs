//! Cases D50 and D51: files that go in circles, that are cut, locked or too large; and pages as newspapers set them.

use std::io::{Cursor, Write};

use proptest::prelude::*;

use crate::corpus::{IssueKind, ParagraphKind};
use crate::ingest::damage::{check, damage, holds, text};
use crate::ingest::{Item, Reading, Sink, read, read_as, read_to};

/// A file of these objects, numbered from 1; the first is the catalogue, `trailer` says what is more.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        writeln!(bytes, "{} 0 obj", n + 1).unwrap();
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let start = bytes.len();
    write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(bytes, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    write!(bytes, "trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").unwrap();
    bytes
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    [format!("<< /Length {} {dict} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A file of pages with these contents; `info` is in its trailer.
fn pdf(pages: &[String], info: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (n, page) in pages.iter().enumerate() {
        let content = 5 + 2 * n;
        let page_dict = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>"
        );
        objects.push(page_dict.into_bytes());
        objects.push(stream("", page.as_bytes()));
    }
    file(&objects, info)
}

/// Lines from a place on downwards.
fn set(size: u32, x: u32, y: u32, lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("({line}) Tj T*\n")).collect();
    format!("BT /F1 {size} Tf {} TL {x} {y} Td\n{}ET\n", size * 6 / 5, lines.concat())
}

const LEFT: [&str; 6] = [
    "The mill at Arden reopened on Monday",
    "after a long winter without flour. No",
    "one in the town had expected that it",
    "would ever grind again, said the new",
    "miller, who came from the coast in au-",
    "tumn with two carts and a dog. In the",
];
const RIGHT: [&str; 6] = [
    "first week she ground forty sacks, and",
    "the bakers of three villages came to",
    "fetch them.",
    "The council will decide in June whether",
    "the bridge to the mill is to be mended,",
    "which would cost nine thousand crowns.",
];

fn page() -> String {
    [
        set(24, 50, 740, &["Mill reopens at Arden"]),
        set(10, 50, 700, &LEFT),
        set(10, 300, 700, &RIGHT),
        set(8, 290, 30, &["7"]),
        "BT /F1 9 Tf 0 1 -1 0 590 300 Tm (Photo: nobody) Tj ET\n".to_string(),
    ]
    .concat()
}

#[test]
fn a_page_of_two_columns_is_read_in_order() {
    let (drafts, issues) = read("a.pdf", &pdf(&[page()], ""));
    assert!(issues.is_empty(), "{issues:?}");
    let draft = &drafts[0];
    assert_eq!((draft.path.as_str(), draft.title.as_deref()), ("a.pdf", Some("Mill reopens at Arden")));
    let expected = "The mill at Arden reopened on Monday after a long winter without flour. No one in the town had \
                    expected that it would ever grind again, said the new miller, who came from the coast in autumn with \
                    two carts and a dog. In the first week she ground forty sacks, and the bakers of three villages came \
                    to fetch them.|The council will decide in June whether the bridge to the mill is to be mended, which \
                    would cost nine thousand crowns.";
    assert_eq!(text(draft), expected);
    assert!(!draft.plain && draft.date.is_none());
}

#[test]
fn raw_reading_gives_the_lines() {
    let (drafts, _) = read_as(Reading::Raw, "a.pdf", &pdf(&[page()], ""));
    assert_eq!(drafts[0].blocks.len(), 14);
    assert!(drafts[0].plain && drafts[0].title.is_none());
}

#[test]
fn what_the_file_says_of_itself() {
    let info = "/Info << /Title (Arden and its mill) /Author (Jo Arden) /CreationDate (D:20250217) >>";
    let (drafts, _) = read("a.pdf", &pdf(&[page()], info));
    assert_eq!(
        (drafts[0].title.as_deref(), drafts[0].byline.as_deref()),
        (Some("Arden and its mill"), Some("Jo Arden"))
    );
    assert_eq!(drafts[0].blocks[0].kind, ParagraphKind::Heading);
    let (drafts, _) = read("a.pdf", &pdf(&[page()], "/Info << /Title (Microsoft Word - mill.doc) /Author (jo) >>"));
    assert_eq!((drafts[0].title.as_deref(), drafts[0].byline.as_deref()), (Some("Mill reopens at Arden"), None));
}

#[test]
fn what_fails_behind_the_last_page_is_the_document() {
    struct Begun(Vec<String>);
    impl Sink for Begun {
        fn take(&mut self, item: Item) -> bool {
            assert!(matches!(item, Item::Article(_)));
            self.0.push("article".into());
            true
        }
        fn begin(&mut self, name: &str) -> bool {
            self.0.push(name.into());
            true
        }
    }
    let mut begun = Begun(Vec::new());
    read_to(&mut Cursor::new(pdf(&[page()], "")), Reading::Clean, "a.pdf", &mut begun);
    assert_eq!(begun.0, ["a.pdf", "a.pdf!page 1", "a.pdf", "article"]);
}

#[test]
fn heads_and_feet_are_gone() {
    let page = |n: u32| {
        let head = set(8, 50, 780, &[&format!("The Arden Post, no. {n}")]);
        let lines = LEFT.map(|line| format!("{line} {}", "abcde".repeat(n as usize)));
        format!(
            "{head}{}{}",
            set(10, 50, 700, &lines.each_ref().map(String::as_str)),
            set(8, 290, 30, &[&format!("Page {n}")])
        )
    };
    let (drafts, _) = read("a.pdf", &pdf(&(1..6).map(page).collect::<Vec<_>>(), ""));
    let text = text(&drafts[0]);
    assert!(!text.contains("Post") && !text.contains("Page") && text.contains("two carts"), "{text}");
}

#[test]
fn pages_that_lie_on_their_side_are_turned() {
    let turned = format!("0 1 -1 0 600 0 cm\n{}", set(10, 50, 500, &LEFT));
    let (drafts, _) = read("a.pdf", &pdf(&[turned], ""));
    assert!(text(&drafts[0]).starts_with("The mill at Arden"), "{:?}", text(&drafts[0]));
}

#[test]
fn pages_that_are_pictures_say_so() {
    let picture = "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI\n".to_string();
    check("a.pdf", &pdf(std::slice::from_ref(&picture), ""), &[], &["no text layer: a page that is a picture"]);
    check("a.pdf", &pdf(&[picture.clone(), picture.clone()], ""), &[], &["no text layer: 2 pages of pictures"]);
    check("a.pdf", &pdf(&[String::new()], ""), &[], &["there is no text in it"]);
    let (drafts, _) = read("a.pdf", &pdf(&[page(), picture], ""));
    assert!(drafts[0].issues.iter().any(|issue| issue.message.contains("pictures only: 1 of 2")));
}

#[test]
fn d50_files_that_go_in_circles_or_lack_what_they_need() {
    let catalogue = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
    let page = |rest: &str| format!("<< /Type /Page {rest} >>").into_bytes();
    let font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec();
    let content = stream("", set(10, 50, 700, &LEFT).as_bytes());
    let resources = "/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R";
    let files = [
        // The parent of a page is the page, a folder of pages is in itself.
        vec![catalogue.clone(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(), page("/Parent 3 0 R")],
        vec![catalogue.clone(), b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>".to_vec()],
        vec![
            catalogue.clone(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            page(&format!("/Parent 3 0 R {resources}")),
            font.clone(),
            content.clone(),
        ],
        // A drawing that draws itself.
        vec![
            catalogue,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            page("/Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /XObject << /X 4 0 R >> >> /Contents 5 0 R"),
            stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>",
                b"/X Do /X Do",
            ),
            stream("", b"/X Do"),
        ],
    ];
    let expected = ["", "", "flour", ""];
    for (objects, expected) in files.into_iter().zip(expected) {
        let bytes = file(&objects, "");
        holds("a.pdf", &bytes);
        let (drafts, issues) = read("a.pdf", &bytes);
        let found = drafts.first().map(text).unwrap_or_default();
        assert!(if expected.is_empty() { found.is_empty() } else { found.contains(expected) }, "{found}: {issues:?}");
    }
    // Without the size of its pages it is read all the same.
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page(&format!("/Parent 2 0 R {resources}")),
        font,
        content,
    ];
    let (drafts, issues) = read("a.pdf", &file(&objects, ""));
    assert!(drafts.first().is_some_and(|draft| text(draft).contains("flour")), "{issues:?}");
}

#[test]
fn d50_files_that_are_cut_or_locked() {
    let bytes = pdf(&[page(), page()], "");
    let (drafts, _) = read("a.pdf", &bytes[..bytes.len() - 60]);
    assert!(text(&drafts[0]).contains("forty sacks"));
    // The second page is gone, and with it nothing else.
    let half = &bytes[..bytes.len() / 2];
    holds("a.pdf", half);
    let (drafts, issues) = read("a.pdf", half);
    assert!(drafts.first().is_some_and(|draft| text(draft).contains("flour")), "{issues:?}");
    check("a.pdf", b"%PDF-1.4\nand no more", &[], &["no PDF file that can be read"]);
    let locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00112233445566778899aabbccddeeff00112233445566778899aa\
                  bbccddeeff> /U <00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff> >> /ID [<00> <00>]";
    check("a.pdf", &pdf(&[page()], locked), &[], &["encrypted: a password is needed"]);
}

#[test]
fn d51_a_page_that_unpacks_to_much() {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..200 {
        encoder.write_all(&[b' '; 1 << 16]).unwrap();
    }
    encoder.write_all(set(10, 50, 700, &LEFT).as_bytes()).unwrap();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
    ];
    objects.push(stream("/Filter /FlateDecode", &encoder.finish().unwrap()));
    objects.push(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec());
    let (drafts, issues) = read("a.pdf", &file(&objects, ""));
    assert!(drafts.first().is_some_and(|draft| text(draft).contains("flour")), "{issues:?}");
    // More pages than anyone reads.
    let many = pdf(&vec!["BT /F1 9 Tf 50 50 Td (Word) Tj ET".to_string(); 2001], "");
    let (drafts, _) = read("a.pdf", &many);
    assert!(drafts[0].issues.iter().any(|issue| issue.kind == IssueKind::Cut && issue.message.contains("2001 pages")));
}

#[test]
fn places_that_no_page_has() {
    let wild = "BT /F1 10 Tf 1e30 0 0 1e30 0 0 Tm (far) Tj 1e-30 0 0 1e-30 0 0 Tm (small) Tj 10 0 0 10 99999 0 Tm (off) Tj \
                0 0 0 0 0 0 Tm (none) Tj ET\n";
    let (drafts, issues) = read("a.pdf", &pdf(&[format!("{wild}{}", page())], ""));
    assert!(text(&drafts[0]).starts_with("The mill"), "{issues:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn damage_does_no_harm(how in damage()) {
        let bytes = pdf(&[page(), page()], "/Info << /Title (Arden) >>");
        holds("a.pdf", &how.to(bytes));
    }

    #[test]
    fn letters_anywhere_do_no_harm(places in prop::collection::vec((-50.0f32..700.0, -50.0f32..900.0, 1.0f32..90.0, "[a-zA-Z.•1 -]{1,9}"), 0..80)) {
        let glyphs = places.into_iter().flat_map(|(x, y, size, text)| super::words::tests::letters(&text, x, y, size));
        let words = super::words::words(glyphs.collect());
        let count = words.len();
        let blocks = super::columns::blocks(words);
        prop_assert_eq!(blocks.iter().map(Vec::len).sum::<usize>(), count);
        let pages = vec![blocks.into_iter().map(super::lines::lines).collect()];
        super::paragraphs::paragraphs(pages);
    }
}
