use std::io::{Cursor, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;

const SMALL: Sizes = Sizes { first_piece: 100, piece: 100, line: 200 };

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn of(bytes: &[u8], sizes: Sizes) -> Pieces {
    let source = Unpacked::new(Cursor::new(bytes.to_vec()), bytes.len() as u64).unwrap();
    Pieces::new(source, Stamp::default(), sizes)
}

fn all(bytes: &[u8], sizes: Sizes) -> Vec<Piece> {
    of(bytes, sizes).collect::<io::Result<_>>().unwrap()
}

fn joined(pieces: &[Piece]) -> Vec<u8> {
    pieces.iter().flat_map(|p| p.bytes.iter().copied()).collect()
}

fn messages(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().flat_map(|p| &p.issues).map(|i| i.message.as_str()).collect()
}

/// Lines that do not pack too well.
fn text(lines: usize) -> Vec<u8> {
    let word = |n: usize| n.wrapping_mul(2_654_435_761) % 100_003;
    (0..lines).flat_map(|n| format!("{{\"title\":\"{n} {} {}\"}}\n", word(n), word(n + 7)).into_bytes()).collect()
}

const CUT: &str = "the file ends in the middle of its compressed data";
const DAMAGED: &str = "its compressed data are damaged: the rest is left out";

#[test]
fn a_piece_ends_at_the_first_line_end_after_its_size() {
    let check = |text: &str, expected: &[(u64, &str)]| {
        let pieces = all(text.as_bytes(), Sizes { first_piece: 4, piece: 4, line: 9 });
        let seen: Vec<_> = pieces.iter().map(|p| (p.first_line, std::str::from_utf8(&p.bytes).unwrap())).collect();
        assert_eq!(seen, expected, "{text}");
        assert!(pieces.iter().enumerate().all(|(n, p)| p.number as usize == n && p.issues.is_empty()));
        assert!(pieces.iter().all(|p| p.hash == hash(&p.bytes)));
    };
    check("", &[]);
    check("a", &[(1, "a")]);
    check("abc\n", &[(1, "abc\n")]);
    check("abc\nd", &[(1, "abc\n"), (2, "d")]);
    check("ab\nc\nd\ne\n\n\n\n\nf", &[(1, "ab\nc\n"), (3, "d\ne\n"), (5, "\n\n\n\n"), (9, "f")]);
    check("abcdefghi\nj", &[(1, "abcdefghi\n"), (2, "j")]);
}

#[test]
fn a_line_that_is_too_long_is_an_empty_one() {
    let check = |text: &str, expected: &[&str], lines: &[u32]| {
        let pieces = all(text.as_bytes(), Sizes { first_piece: 8, piece: 8, line: 4 });
        assert_eq!(pieces.iter().map(|p| std::str::from_utf8(&p.bytes).unwrap()).collect::<Vec<_>>(), expected);
        let issues: Vec<_> = pieces.iter().flat_map(|p| &p.issues).filter_map(|i| i.line).collect();
        assert_eq!(issues, lines, "{text}");
    };
    check("abcd\nabcde\nfg\n", &["abcd\n\nfg\n"], &[2]);
    check("abcde", &[""], &[1]);
    check("a\nabcde\n", &["a\n\n"], &[2]);
    check("ab\ncd\nef\nabcde\n", &["ab\ncd\nef\n", "\n"], &[4]);
    check("ab\ncd\nef\nabcdefghijkl", &["ab\ncd\nef\n", ""], &[4]);
    check("abcdefghijklm\nabcdefghijk\nx", &["\n\nx"], &[1, 2]);
}

#[test]
fn a_line_of_a_gigabyte_takes_no_memory() {
    let huge =
        Cursor::new(b"{\"title\":\"before\"}\n").chain(io::repeat(b'x').take(1 << 30)).chain(Cursor::new(b"\nend"));
    let mut pieces = Pieces::new(
        Unpacked::new(huge, 1 << 30).unwrap(),
        Stamp::default(),
        Sizes { first_piece: PIECE, piece: PIECE, line: LONGEST_LINE },
    );
    let piece = pieces.next().unwrap().unwrap();
    assert_eq!(piece.bytes, b"{\"title\":\"before\"}\n\nend");
    assert_eq!((piece.issues.len(), piece.issues[0].line), (1, Some(2)));
    assert!(piece.bytes.capacity() < 64 << 20 && pieces.next().is_none());
}

#[test]
fn what_is_added_changes_the_last_piece_only() {
    let long = text(200);
    let before = all(&long[..long.len() / 2], SMALL);
    let after = all(&long, SMALL);
    let kept = before.len() - 1;
    assert!(kept > 10 && after.len() > before.len());
    assert!(before[..kept].iter().zip(&after).all(|(a, b)| (a.hash, a.first_line) == (b.hash, b.first_line)));
}

#[test]
fn packed_or_not_the_pieces_are_the_same() {
    let text = text(3000);
    let (head, tail) = text.split_at(20_000);
    let skipped = [b"\x5a\x2a\x4d\x18\x03\0\0\0xyz".as_slice(), &zstd(head), b"\x50\x2a\x4d\x18\0\0\0\0", &zstd(tail)];
    let forms = [
        gzip(&text),
        [gzip(head), gzip(b""), gzip(tail)].concat(),
        zstd(&text),
        [zstd(head), zstd(b""), zstd(tail)].concat(),
        skipped.concat(),
    ];
    let expected: Vec<_> = all(&text, SMALL).into_iter().map(|p| (p.number, p.first_line, p.hash)).collect();
    for form in forms {
        let pieces = all(&form, SMALL);
        assert_eq!(messages(&pieces), Vec::<&str>::new());
        assert_eq!(pieces.into_iter().map(|p| (p.number, p.first_line, p.hash)).collect::<Vec<_>>(), expected);
    }
    for empty in [gzip(b""), zstd(b""), b"\x50\x2a\x4d\x18\0\0\0\0".to_vec()] {
        assert!(all(&empty, SMALL).is_empty());
    }
}

#[test]
fn of_a_file_that_is_cut_off_what_was_there_is_read() {
    let text = text(300);
    let twice = |pack: fn(&[u8]) -> Vec<u8>| [pack(&text[..900]), pack(&text[900..])].concat();
    for (packed, expected) in [(gzip(&text), text.len()), (twice(gzip), text.len()), (twice(zstd), 900)] {
        let mut most = 0;
        for end in (4..packed.len()).step_by(3) {
            let pieces = all(&packed[..end], SMALL);
            let got = joined(&pieces);
            assert!(text.starts_with(&got), "{end}");
            assert!(got.len() >= most, "{end}");
            most = got.len();
            let said = messages(&pieces);
            assert!(said == [CUT] || (said.is_empty() && got == text[..900]), "{end}: {said:?}");
        }
        assert_eq!(most, expected);
    }
    for head in [b"\x1f\x8b".as_slice(), b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18", b"\x50\x2a\x4d\x18\x09\0\0\0x"] {
        assert_eq!(messages(&all(head, SMALL)), [CUT], "{head:?}");
    }
}

#[test]
fn a_frame_that_is_cut_off_keeps_no_window_back() {
    let text = text(40_000);
    let packed = zstd(&text);
    let got = joined(&all(&packed[..packed.len() * 9 / 10], SMALL));
    assert!(text.starts_with(&got) && got.len() > text.len() * 8 / 10, "{} of {}", got.len(), text.len());
}

#[test]
fn what_follows_packed_data_is_named() {
    for packed in [gzip(b"a\n"), zstd(b"a\n")] {
        let pieces = all(&[&packed, b"\0\0\0\0\0\0\0\0\0\0\0\0".as_slice()].concat(), SMALL);
        assert_eq!((joined(&pieces), messages(&pieces)), (b"a\n".to_vec(), vec![DAMAGED]));
    }
}

#[test]
fn a_window_of_gigabytes_is_refused() {
    // A frame header that asks for 2 GiB, and one that asks for a dictionary.
    let pieces = all(b"\x28\xb5\x2f\xfd\x00\xa8\x01\0\0", SMALL);
    assert!(messages(&pieces)[0].contains("2048 MiB"), "{:?}", messages(&pieces));
    let pieces = all(b"\x28\xb5\x2f\xfd\x01\x00\x07\x01\0\0", SMALL);
    assert!(messages(&pieces)[0].contains("dictionary"), "{:?}", messages(&pieces));
}

#[test]
fn a_bomb_is_left_when_it_is_known_as_one() {
    let packed = zstd(&b"\n".repeat(16 << 20));
    let source = Unpacked::new(Cursor::new(packed.clone()), packed.len() as u64).unwrap().with_bomb(1 << 20);
    let pieces: Vec<Piece> =
        Pieces::new(source, Stamp::default(), Sizes { first_piece: 1 << 20, piece: 1 << 20, line: 9 })
            .collect::<io::Result<_>>()
            .unwrap();
    assert_eq!(messages(&pieces), ["unpacks to more than 1000 times its size: the rest is left out"]);
    assert!(joined(&pieces).len() < 16 << 20);
}

#[test]
fn wide_units_are_refused_in_a_word() {
    for bytes in [b"\xff\xfe{\0}\0".to_vec(), gzip(b"\xfe\xff\0{\0}")] {
        let pieces = all(&bytes, SMALL);
        assert_eq!((pieces.len(), messages(&pieces)), (1, vec!["UTF-16: JSON Lines are read as UTF-8 only"]));
    }
}

/// Gives what it has and then fails as a disk does.
struct Failing(Cursor<Vec<u8>>);

impl Read for Failing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.read(into)? {
            0 => Err(io::Error::from_raw_os_error(5)),
            count => Ok(count),
        }
    }
}

#[test]
fn an_error_of_the_disk_comes_after_what_was_read() {
    let text = text(50);
    let packed = zstd(&text);
    for bytes in [text.clone(), gzip(&text)[..200].to_vec(), packed[..packed.len() - 1].to_vec()] {
        let source = Unpacked::new(Failing(Cursor::new(bytes)), 0).unwrap();
        let mut given = Pieces::new(source, Stamp::default(), SMALL).collect::<Vec<_>>();
        assert_eq!(given.pop().unwrap().err().and_then(|e| e.raw_os_error()), Some(5));
        let pieces: Vec<Piece> = given.into_iter().collect::<io::Result<_>>().unwrap();
        assert!(text.starts_with(&joined(&pieces)) && messages(&pieces).is_empty());
    }
}

#[test]
fn mutations_do_no_harm() {
    let text = text(60);
    let mut random = 1u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    for packed in [gzip(&text), zstd(&text), text.clone()] {
        for _ in 0..2000 {
            let mut bytes = packed.clone();
            for _ in 0..=next(3) {
                let at = next(bytes.len());
                match next(3) {
                    0 => bytes[at] = next(256) as u8,
                    1 => bytes.truncate(at.max(5)),
                    _ => bytes.insert(at, next(256) as u8),
                }
            }
            for piece in all(&bytes, SMALL) {
                crate::ingest::json_lines::read("a", piece.first_line, &piece.bytes);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn pieces_are_the_file(text in "([a-z]{0,9}\n|\n){0,60}[a-z]{0,3}", piece in 1usize..60, form in 0..3) {
        let bytes = match form {
            0 => text.clone().into_bytes(),
            1 => gzip(text.as_bytes()),
            _ => zstd(text.as_bytes()),
        };
        let pieces = all(&bytes, Sizes { first_piece: piece, piece, line: 100 });
        prop_assert_eq!(joined(&pieces), text.as_bytes());
        let mut line = 1;
        for (n, p) in pieces.iter().enumerate() {
            prop_assert_eq!((p.number as usize, p.first_line), (n, line));
            line += p.bytes.iter().filter(|b| **b == b'\n').count() as u64;
            prop_assert!(n + 1 == pieces.len() || (p.bytes.ends_with(b"\n") && p.bytes.len() >= piece));
        }
    }

    #[test]
    fn no_bytes_do_harm(head in 0usize..4, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let heads = [b"".as_slice(), b"\x1f\x8b\x08\0\0\0\0\0\0\x03", b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xfd\x00\x58"];
        all(&[heads[head], bytes.as_slice()].concat(), SMALL);
    }
}
