//! Bytes of many encodings.

use super::*;
use encoding_rs::*;

const FRENCH: &str = "L’été dernier, à Genève, les négociations ont échoué. Le président a été déçu ; il l’a dit.\n";
const RUSSIAN: &str = "Переговоры в Женеве прошлым летом закончились неудачей. Президент был разочарован.\n";
const JAPANESE: &str = "昨年の夏、ジュネーブでの交渉は失敗に終わった。大統領は失望したと述べた。\n";
const CHINESE: &str = "去年夏天在日内瓦的谈判以失败告终。总统说他很失望，但是会继续努力。\n";

fn check(bytes: &[u8], text: &str, issue: &str) {
    let decoded = decode(bytes).unwrap_or_else(|i| panic!("{text}: {}", i.message));
    assert_eq!(decoded.text, text);
    let issues: Vec<_> = decoded.issues.iter().map(|i| i.message.as_str()).collect();
    match issue {
        "" => assert!(issues.is_empty(), "{text}: {issues:?}"),
        _ => assert!(issues.len() == 1 && issues[0].contains(issue), "{issues:?}"),
    }
}

fn units16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

fn units32(text: &str, big: bool) -> Vec<u8> {
    text.chars().map(u32::from).flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

#[test]
fn what_says_its_encoding_is_believed() {
    for text in [FRENCH, RUSSIAN, JAPANESE] {
        let marked = format!("\u{feff}{text}");
        check(text.as_bytes(), text, "");
        check(marked.as_bytes(), text, "");
        for big in [false, true] {
            check(&units16(&marked, big), text, "");
            check(&units32(&marked, big), text, "");
        }
    }
}

#[test]
fn wide_encodings_are_told_by_their_zeros() {
    for big in [false, true] {
        check(&units16(FRENCH, big), FRENCH, "");
        check(&units16(RUSSIAN, big), RUSSIAN, "");
        check(&units32(FRENCH, big), FRENCH, "");
    }
}

#[test]
fn a_guess_says_that_it_is_one() {
    let cases: [(&'static Encoding, &str); 8] = [
        (WINDOWS_1252, FRENCH),
        (WINDOWS_1251, RUSSIAN),
        (KOI8_R, RUSSIAN),
        (SHIFT_JIS, JAPANESE),
        (EUC_JP, JAPANESE),
        (GB18030, CHINESE),
        (GBK, CHINESE),
        (WINDOWS_1252, "He said: “No.” It wasn’t a long speech, but it was the one that everybody remembered.\n"),
    ];
    for (encoding, text) in cases {
        let text = text.repeat(4);
        check(&encoding.encode(&text).0, &text, "by a guess");
    }
    check(&ISO_2022_JP.encode(JAPANESE).0, JAPANESE, "");
}

#[test]
fn a_few_bad_bytes_do_not_spoil_the_rest() {
    let mut bytes = FRENCH.repeat(5).into_bytes();
    for at in [150, 90, 40] {
        let at = (at..).find(|at| FRENCH.repeat(5).is_char_boundary(*at)).unwrap();
        bytes.insert(at, 0xff);
    }
    let decoded = decode(&bytes).unwrap();
    assert_eq!(decoded.text.matches('\u{fffd}').count(), 3);
    assert_eq!(decoded.text.replace('\u{fffd}', ""), FRENCH.repeat(5));
    assert!(decoded.issues[0].message.starts_with("3 places"));
    let plain = "Plain words and no accents at all. ".repeat(20);
    let torn = [plain.as_bytes(), b"\xff\xfe\x81", plain.as_bytes()].concat();
    check(&torn, &format!("{plain}\u{fffd}\u{fffd}\u{fffd}{plain}"), "3 places");
}

#[test]
fn what_is_no_text_is_refused() {
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for bytes in [b"GIF89a".as_slice(), b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", &noise, &[0; 40], b"a\0b"] {
        assert_eq!(decode(bytes).err().map(|i| i.kind), Some(IssueKind::Format));
    }
    check(b"", "", "");
    let stray = format!("{}\0{}", "word ".repeat(300), "word ".repeat(300));
    check(stray.as_bytes(), &stray, "");
}
