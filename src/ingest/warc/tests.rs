//! Case D58: lengths that lie, records cut short, garbage between them, bodies in chunks.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::ingest::damage::{check, damage, holds, text};
use crate::ingest::packed::tests::gz;
use crate::ingest::read;

/// A record with this kind, address, media type, length (of `block` if empty) and block.
fn record(kind: &str, uri: &str, media: &str, length: &str, block: &[u8]) -> Vec<u8> {
    let length = if length.is_empty() { block.len().to_string() } else { length.to_string() };
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2025-02-17T09:00:00Z\r\n\
         WARC-Target-URI: {uri}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(uri: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let block = [b"HTTP/1.1 200 OK\r\n", fields.as_bytes(), b"\r\n", body].concat();
    record("response", uri, "application/http; msgtype=response", "", &block)
}

const TEXT: &str = "Content-Type: text/plain; charset=utf-8\r\n";

fn page(uri: &str, body: &str) -> Vec<u8> {
    answer(uri, TEXT, body.as_bytes())
}

const A: &str = "http://a.example/1";
const B: &str = "http://a.example/2.txt";

fn two(between: &[u8]) -> [Vec<u8>; 3] {
    [page(A, "One."), between.to_vec(), page(B, "Two.")]
}

const BOTH: [(&str, &str); 2] = [("n.warc!http://a.example/1", "One."), ("n.warc!http://a.example/2.txt", "Two.")];

#[test]
fn pages_are_read_and_the_rest_is_passed_by() {
    let redirect = b"HTTP/1.1 301 Moved\r\nLocation: /2\r\n\r\n";
    let bytes = [
        record("warcinfo", "", "application/warc-fields", "", b"software: by hand\r\n"),
        record("request", A, "application/http; msgtype=request", "", b"GET /1 HTTP/1.1\r\n\r\n"),
        page(A, "One."),
        record("response", A, "application/http; msgtype=response", "", redirect),
        answer("http://a.example/a.png", "Content-Type: image/png\r\n", b"\x89PNG"),
        answer("http://a.example/robots.txt", TEXT, b"User-agent: *"),
        record("metadata", A, "application/warc-fields", "", b"x: y\r\n"),
        record("resource", "<file:///b.md>", "text/markdown", "", b"# B\n\nThree."),
        record("conversion", "urn:x", "text/plain", "", b"Four."),
        page(A, "Five."),
    ];
    let expected = [
        ("n.warc!http://a.example/1", "One."),
        ("n.warc!file:///b.md", "Three."),
        ("n.warc!urn:x", "Four."),
        ("n.warc!http://a.example/1 (2)", "Five."),
    ];
    let passed = ["1 redirects and errors, 2 files of other formats, 2 requests and remarks"];
    check("n.warc", &bytes.concat(), &expected, &passed);
    let packed: Vec<u8> = bytes.iter().flat_map(|record| gz(record)).collect();
    let packed_paths = expected.map(|(path, text)| (path.replace("n.warc", "n.warc.gz"), text));
    let packed_paths: Vec<(&str, &str)> = packed_paths.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    check("n.warc.gz", &packed, &packed_paths, &passed);
}

#[test]
fn what_an_archive_says_of_a_page_is_a_hint() {
    let (drafts, _) = read("n.warc", &page(A, "One."));
    assert_eq!((drafts[0].link.as_deref(), drafts[0].date.as_deref()), (Some(A), None));
}

#[test]
fn what_a_server_says_of_the_encoding_is_believed() {
    let sent = |media: &str, charset: &'static encoding_rs::Encoding, body: &str| {
        let fields = format!("Content-Type: {media}; charset={}\r\n", charset.name());
        text(&read("n.warc", &answer(A, &fields, &charset.encode(body).0)).0[0])
    };
    // Too short for a guess.
    let (russian, polish) = ("Да.", "Mały krok.");
    let page = |text: &str, meta: &str| format!("<html><head>{meta}</head><body><p>{text}</p></body></html>");
    assert_eq!(sent("text/html", encoding_rs::WINDOWS_1251, &page(russian, "")), russian);
    assert_eq!(sent("text/html", encoding_rs::ISO_8859_2, &page(polish, "<meta charset=koi8-r>")), polish);
    assert_eq!(sent("text/html", encoding_rs::EUC_JP, &page("昨夏。", "")), "昨夏。");
    assert_eq!(sent("text/plain", encoding_rs::WINDOWS_1251, russian), russian);
    let feed = format!(
        "<rss version='2.0'><channel><item><title>T</title><description>{russian}</description></item></channel></rss>"
    );
    assert_eq!(sent("application/rss+xml", encoding_rs::WINDOWS_1251, &feed), russian);
    // What is wrong does no harm: the page was converted, or the server says the same of all it has.
    let fields = |charset: &str| format!("Content-Type: text/html; charset={charset}\r\n");
    let converted = answer(A, &fields("windows-1251"), page(russian, "").as_bytes());
    assert_eq!(text(&read("n.warc", &converted).0[0]), russian);
    let body = page(russian, "<meta charset=windows-1251>");
    for charset in ["utf-8", "nonsense"] {
        let bytes = answer(A, &fields(charset), &encoding_rs::WINDOWS_1251.encode(&body).0);
        assert_eq!(text(&read("n.warc", &bytes).0[0]), russian, "{charset}");
    }
}

#[test]
fn d53_an_address_is_only_shown_once_it_is_clean() {
    let page = page("http://a.example/\u{1b}[2J\u{7}\u{202e}x", "One.");
    let (drafts, _) = read("n.warc", &page);
    assert_eq!(drafts[0].link.as_deref(), Some("http://a.example/\u{fffd}[2J\u{fffd}x"));
    holds("n.warc", &page);
}

#[test]
fn d58_bodies_in_chunks_and_packed() {
    let chunks = format!("{TEXT}Transfer-Encoding: chunked\r\n");
    let packed = format!("{TEXT}Content-Encoding: gzip\r\n");
    let bytes = [answer(A, &chunks, b"2\r\nOn\r\n2\r\ne.\r\n0\r\n\r\n"), answer(B, &packed, &gz(b"Two."))];
    check("n.warc", &bytes.concat(), &BOTH, &[]);
}

#[test]
fn d58_lengths_that_lie() {
    let block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nLies.";
    for length in
        ["9223372036854775808", "-1", "18446744073709551616", "x", " ", "200", "9999", "70000000", "5000000000"]
    {
        let lie = record("response", "http://a.example/lie", "application/http", length, block);
        let (drafts, issues) = read("n.warc", &two(&lie).concat());
        let paths: Vec<_> = drafts.iter().map(|draft| draft.path.as_str()).collect();
        assert_eq!((paths[0], paths[paths.len() - 1]), (BOTH[0].0, BOTH[1].0), "{length}: {issues:?}");
        assert!(issues.iter().any(|i| i.message.contains("damaged or cut short")), "{length}: {issues:?}");
    }
    // Shorter than it says, longer than it says, and no head of an answer.
    let short = record("response", "http://a.example/lie", "application/http", "20", block);
    check("n.warc", &two(&short).concat(), &BOTH, &["passed by: 1 redirects", "damaged or cut short"]);
}

#[test]
fn d58_garbage_between_records() {
    for garbage in [b"garbage\r\nWARC/ nothing\nWARC/1".as_slice(), &[0xff; 200_000], b"WARC/1.0\r\nno head", b"\0"] {
        let (drafts, issues) = read("n.warc", &two(garbage).concat());
        assert_eq!(drafts.len(), 2, "{issues:?}");
        let members = two(garbage).map(|part| if part == garbage { part } else { gz(&part) });
        assert_eq!(read("n.warc.gz", &members.concat()).0.len(), 2);
    }
    check("n.warc", &two(&b"\r\n".repeat(100_000)).concat(), &BOTH, &[]);
    let mut cut = two(b"").concat();
    cut.truncate(cut.len() - 6);
    let (drafts, issues) = read("n.warc", &cut);
    assert!(drafts.len() == 2 && issues.len() == 1, "{issues:?}");
}

#[test]
fn a_page_about_archives_is_not_cut() {
    let text = "It begins so:\nWARC/1.0\nWARC-Type: response";
    check("n.warc", &page(A, text), &[(BOTH[0].0, "It begins so:|WARC/1.0|WARC-Type: response")], &[]);
}

#[test]
fn heads_that_never_end_take_no_longer_than_they_are_long() {
    let start = Instant::now();
    for lie in ["WARC/1.0\n", "WARC/1.0\nx\n", "WARC/1.0\r\n WARC/1.0 \r\n", "WARC/1.0\nWARC-Type: x\n"] {
        let bytes = [lie.repeat(120_000).into_bytes(), b"\n\n".to_vec(), page(B, "Two.")].concat();
        let (drafts, issues) = read("n.warc", &bytes);
        assert_eq!(drafts.last().map(|draft| draft.path.as_str()), Some(BOTH[1].0), "{lie:?}: {issues:?}");
    }
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

/// Long enough for what is read once in a build for tests, and no time for what is read again and again.
const SOON: Duration = Duration::from_secs(4);

#[test]
fn many_lies_take_no_longer_than_they_are_long() {
    let start = Instant::now();
    let lie = record("response", "http://a.example/lie", "application/http", "60000000", b"x");
    let bytes = [lie.repeat(20_000), page(B, "Two.")].concat();
    let (drafts, _) = read("n.warc", &bytes);
    assert_eq!(drafts.len(), 1);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

/// An archive of the kind before.
fn arc(between: &str) -> Vec<u8> {
    let page = |uri: &str, text: &str| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}");
        format!("{uri} 192.0.2.1 20050217090000 text/plain {}\n{block}\n", block.len())
    };
    let info = "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n";
    let head = format!("filedesc://a.arc 0.0.0.0 20050217090000 text/plain {}\n{info}\n", info.len());
    [head, page(A, "One."), between.to_string(), page(B, "Two.")].concat().into_bytes()
}

#[test]
fn archives_of_the_kind_before_are_read() {
    let expected = [("n.arc!http://a.example/1", "One."), ("n.arc!http://a.example/2.txt", "Two.")];
    check("n.arc", &arc(""), &expected, &[]);
    check("n.arc", &arc("garbage\nand more\n"), &expected, &["damaged or cut short"]);
    let dns = "dns:a.example 192.0.2.1 20050217090000 text/dns 3\nx y\n";
    check("n.arc", &arc(dns), &expected, &["1 requests and remarks"]);
    let block = "HTTP/1.1 404 No\r\n\r\n";
    let long =
        format!("http://a.example/a b 192.0.2.1 20050217090000 text/html 404 - - 0 a.arc {}\n{block}\n", block.len());
    check("n.arc", &arc(&long), &expected, &["1 redirects and errors"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn damage_does_no_harm(how in damage()) {
        let chunks = format!("{TEXT}Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n");
        let info = record("warcinfo", "", "application/warc-fields", "", b"software: by hand\r\n");
        let chunked = answer(A, &chunks, &[b"18\r\n", gz(b"One.").as_slice(), b"\r\n0\r\n\r\n"].concat());
        let bytes = [info, page(A, "One."), chunked, page(B, "Two.")].concat();
        let (drafts, issues) = read("n.warc", &how.to(bytes));
        prop_assert!(drafts.len() + issues.len() > 0);
    }

    #[test]
    fn damage_to_the_kind_before_does_no_harm(how in damage()) {
        let (drafts, issues) = read("n.arc", &how.to(arc("garbage\n")));
        prop_assert!(drafts.len() + issues.len() > 0);
    }
}
