//! Bodies as servers and archives leave them.

use std::io::Write;

use proptest::prelude::*;

use super::*;
use crate::ingest::damage::damage;
use crate::ingest::packed::tests::gz;

fn check(fields: &str, sent: &[u8], expected: &str) {
    let answer = format!("HTTP/1.1 200 OK\r\n{fields}\r\n");
    let (head, length) = Head::of(answer.as_bytes()).unwrap();
    assert_eq!((head.status(), length), (Some(200), answer.len()));
    let mut text = String::new();
    body(&head, sent).read_to_string(&mut text).unwrap();
    assert_eq!(text, expected, "{fields}");
}

fn zlib(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn bodies_are_unpacked() {
    const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";
    check("", b"One.", "One.");
    check(CHUNKED, b"4\r\nOne.\r\n5;x=y\r\n Two.\r\n0\r\nTrailer: x\r\n\r\n", "One. Two.");
    check(CHUNKED, b"<p>Kept unpacked", "<p>Kept unpacked");
    check(CHUNKED, b"4\r\nOne.\r\nffffffffffffffff\r\n Two.", "One. Two.");
    check(CHUNKED, b"4\r\nOne.\r\nnothing", "One.");
    check("Content-Encoding: gzip\r\n", &gz(b"One."), "One.");
    check("content-encoding : GZIP\r\n", b"<p>Kept unpacked", "<p>Kept unpacked");
    check("Content-Encoding: deflate\r\n", &zlib(b"One."), "One.");
    let bare = zlib(b"One.");
    check("Content-Encoding: deflate\r\n", &bare[2..bare.len() - 4], "One.");
    let chunks = [b"8\r\n", &gz(b"One.")[..8], b"\r\nff\r\n", &gz(b"One.")[8..]].concat();
    check("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", &chunks, "One.");
    check("Content-Encoding: gzip, gzip\r\n", &gz(&gz(b"One.")), "One.");
    // A meta-block that is not compressed, and the last, empty one.
    check("Content-Encoding: br\r\n", b"\x8b\x01\x80One.\x03", "One.");
    check("Content-Encoding: br\r\n", b"<p>One.", "<p>One.");
}

#[test]
fn heads_are_read_as_they_come() {
    let (head, length) = Head::of(b"HTTP/1.0 301\nA: b\n c\nNo field\nX:y\n\nrest").unwrap();
    assert_eq!((head.status(), head.get("a"), head.get("x"), length), (Some(301), Some("b c"), Some("y"), 35));
    assert!(Head::of(b"HTTP/1.1 200 OK\r\nA: b\r\n").is_none());
    assert!(Head::of(&[b"HTTP/1.1 200 OK\r\nA: ".as_slice(), &vec![b'x'; 70_000], b"\r\n\r\n"].concat()).is_none());
    let of = |value: &str| media_type(value);
    assert_eq!(of("text/HTML; a=b; Charset=\"utf-8\""), (Some("text/html".into()), Some("utf-8".into())));
    assert_eq!(of("nonsense; charset="), (None, None));
}

#[test]
fn d59_a_packed_body_does_not_grow_without_end() {
    let (head, _) = Head::of(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n").unwrap();
    let sent = gz(&vec![b' '; 16 << 20]);
    let mut text = Vec::new();
    body(&head, &sent).read_to_end(&mut text).unwrap();
    assert!(text.len() < 5 << 20);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn damage_does_no_harm(how in damage(), encoding in "gzip|deflate|br|zstd|x") {
        let fields = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {encoding}\r\n\r\n");
        let (head, _) = Head::of(fields.as_bytes()).unwrap();
        let inner = if encoding == "br" { b"\x8b\x01\x80One.\x03".to_vec() } else { gz(b"One. Two. Three. One. Two.") };
        let sent = how.to([format!("{:x}\r\n", inner.len()).as_bytes(), &inner, b"\r\n0\r\n\r\n"].concat());
        let mut text = Vec::new();
        let _ = body(&head, &sent).take(1 << 20).read_to_end(&mut text);
        let _ = Head::of(&how.to(fields.into_bytes()));
    }
}
