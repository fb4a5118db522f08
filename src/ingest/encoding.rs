//! Bytes to text: a mark at the front, then what is certain, then a guess that says it is one.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::corpus::{Issue, IssueKind};

pub struct Decoded {
    pub text: String,
    pub issues: Vec<Issue>,
}

/// The text that `bytes` spell.
///
/// # Errors
/// An issue saying what the bytes are where they are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Issue> {
    decode_as(bytes, None)
}

/// The text that `bytes` spell, where their markup declares an encoding. What is UTF-8 beyond doubt is read as that
/// whatever was declared: servers convert pages and leave the declaration.
///
/// # Errors
/// An issue saying what the bytes are where they are no text.
pub fn decode_as(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Issue> {
    if let Some(what) = other_format(bytes) {
        return Err(Issue::new(IssueKind::Format, format!("{what}: only text and Markdown are read")));
    }
    if let Some(decoded) = by_mark(bytes) {
        return Ok(decoded);
    }
    if let Some(decoded) = by_zeros(bytes) {
        return Ok(decoded);
    }
    if is_binary(bytes) {
        return Err(Issue::new(IssueKind::Format, "binary: only text and Markdown are read"));
    }
    if let Some(decoded) = by_escapes(bytes) {
        return Ok(decoded);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_string(), issues: Vec::new() }),
        Err(_) if is_damaged_utf8(bytes) => Ok(utf8(bytes)),
        Err(_) if let Some(decoded) = declared.and_then(|encoding| by_declaration(bytes, encoding)) => Ok(decoded),
        Err(_) => Ok(guess(bytes)),
    }
}

/// Formats whose files people have lying beside their articles, told by how they begin.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&[u8], &str); 7] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip archive or office document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
    ];
    BEGINNINGS.iter().find(|(b, _)| bytes.starts_with(b)).map(|(_, what)| *what)
}

/// The encoding of this name, as a server or a mail says it.
pub fn named(charset: Option<&str>) -> Option<&'static Encoding> {
    Encoding::for_label(charset?.trim().as_bytes())
}

fn by_mark(bytes: &[u8]) -> Option<Decoded> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Some(utf8(rest));
    }
    // UTF-32LE begins like UTF-16LE: a text of 16-bit units does not begin with a zero.
    for (mark, big) in [([0xff, 0xfe, 0, 0], false), ([0, 0, 0xfe, 0xff], true)] {
        if let Some(rest) = bytes.strip_prefix(&mark).filter(|rest| rest.len() % 4 == 0) {
            return Some(utf32(rest, big));
        }
    }
    for (mark, encoding) in [([0xff, 0xfe], UTF_16LE), ([0xfe, 0xff], UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(&mark) {
            return Some(replaced(encoding.decode_without_bom_handling(rest).0, encoding.name()));
        }
    }
    None
}

/// UTF-16 and UTF-32 without a mark: zeros on one side of each unit only, as Latin letters, digits and spaces have.
fn by_zeros(bytes: &[u8]) -> Option<Decoded> {
    let head = bytes.get(..64 << 10).unwrap_or(bytes);
    if !head.contains(&0) {
        return None;
    }
    let mut zeros = [0usize; 4];
    for (i, _) in head.iter().enumerate().filter(|(_, b)| **b == 0) {
        zeros[i % 4] += 1;
    }
    let units = head.len() / 4;
    if units == 0 || zeros == [0; 4] {
        return None;
    }
    let most = |n: usize| n * 10 >= units * 9;
    if zeros[0] == 0 && zeros[1..].iter().all(|n| most(*n)) {
        return Some(utf32(bytes, false));
    }
    if zeros[3] == 0 && zeros[..3].iter().all(|n| most(*n)) {
        return Some(utf32(bytes, true));
    }
    let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
    let encoding = match (even, odd) {
        (0, n) if n * 20 >= units => UTF_16LE,
        (n, 0) if n * 20 >= units => UTF_16BE,
        _ => return None,
    };
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    let controls = text.chars().take(4096).filter(|c| c.is_control() && !c.is_whitespace()).count();
    (!errors && controls == 0).then(|| Decoded { text: text.into_owned(), issues: Vec::new() })
}

/// More than a stray control character or zero: no text that anyone wrote.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..64 << 10).unwrap_or(bytes);
    let zeros = head.iter().filter(|b| **b == 0).count();
    let controls = head.iter().filter(|b| matches!(b, 0..=6 | 14..=26 | 28..=31 | 127)).count();
    zeros * 1000 > head.len() || controls * 50 > head.len()
}

/// ISO-2022-JP is seven-bit, so that it would pass for UTF-8; its escapes tell it.
fn by_escapes(bytes: &[u8]) -> Option<Decoded> {
    let shifts = |b: &[u8]| b == b"\x1b$B" || b == b"\x1b$@";
    if !bytes.contains(&b'\x1b') || !bytes.is_ascii() || !bytes.windows(3).any(shifts) {
        return None;
    }
    let (text, errors) = ISO_2022_JP.decode_without_bom_handling(bytes);
    (!errors).then(|| Decoded { text: text.into_owned(), issues: Vec::new() })
}

/// None where the declaration cannot be true.
fn by_declaration(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE {
        return None;
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let bad = text.matches('\u{fffd}').count();
    (bad * 1000 <= text.len()).then(|| replaced(text, encoding.name()))
}

/// At least 99 % valid, and the valid part shows that UTF-8 was meant: it has more letters of several bytes than
/// there are bad places. Pure ASCII with bad bytes is UTF-8 only where those make no sense in an 8-bit encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut long, mut bad) = (0usize, 0usize);
    let mut sense = true;
    let mut before = b' ';
    for chunk in bytes.utf8_chunks() {
        long += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        before = chunk.valid().bytes().last().unwrap_or(before);
        for byte in chunk.invalid() {
            bad += 1;
            sense &= makes_sense(*byte, before);
            before = *byte;
        }
    }
    bad * 100 <= bytes.len() && (long >= bad || (long == 0 && !sense))
}

/// Whether a byte can stand in a Western 8-bit text after `before`: typographic marks anywhere, letters in words.
fn makes_sense(byte: u8, before: u8) -> bool {
    match byte {
        0x80 | 0x82 | 0x84 | 0x85 | 0x8b | 0x91..=0x97 | 0x99 | 0x9b | 0xa0..=0xbf => true,
        0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f => true,
        0xfe | 0xff => false,
        0xc0..=0xfd => before.is_ascii_alphabetic() || before >= 0xc0 || before.is_ascii_whitespace(),
        _ => false,
    }
}

fn utf8(bytes: &[u8]) -> Decoded {
    replaced(String::from_utf8_lossy(bytes), "UTF-8")
}

fn utf32(bytes: &[u8], big: bool) -> Decoded {
    let unit = |b: &[u8]| {
        let b: [u8; 4] = b.try_into().unwrap_or_default();
        let n = if big { u32::from_be_bytes(b) } else { u32::from_le_bytes(b) };
        char::from_u32(n).unwrap_or('\u{fffd}')
    };
    replaced(bytes.chunks_exact(4).map(unit).collect::<String>().into(), "UTF-32")
}

fn guess(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // The detector is slow beside everything else here, and a megabyte shows it all there is to see.
    detector.feed(bytes.get(..1 << 20).unwrap_or(bytes), true);
    let encoding: &Encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    let (text, encoding) =
        if errors && is_western(bytes) { (WINDOWS_1252.decode(bytes).0, WINDOWS_1252) } else { (text, encoding) };
    let name = encoding.name().to_ascii_lowercase();
    let issue = Issue::new(IssueKind::Encoding, format!("read as {name} by a guess"));
    Decoded { text: text.into_owned(), issues: vec![issue] }
}

/// Few enough high bytes for a Western text: then the 8-bit reading that cannot fail is better than one that did.
fn is_western(bytes: &[u8]) -> bool {
    bytes.iter().filter(|b| **b >= 0x80).count() * 10 < bytes.len()
}

fn replaced(text: Cow<str>, name: &str) -> Decoded {
    let n = text.matches('\u{fffd}').count();
    let places = if n == 1 { "1 place is".to_string() } else { format!("{n} places are") };
    let issue = || Issue::new(IssueKind::Encoding, format!("{places} no {name} and shown as \u{fffd}"));
    Decoded { issues: if n > 0 { vec![issue()] } else { Vec::new() }, text: text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::*;

    const FRENCH: &str =
        "L’été dernier, à Genève, les négociations ont échoué. Le président a été déçu ; il l’a dit.\n";
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
        for bytes in [b"%PDF-1.7\n1 0 obj".as_slice(), b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", &noise, &[0; 40], b"a\0b"] {
            assert_eq!(decode(bytes).err().map(|i| i.kind), Some(IssueKind::Format));
        }
        check(b"", "", "");
        let stray = format!("{}\0{}", "word ".repeat(300), "word ".repeat(300));
        check(stray.as_bytes(), &stray, "");
    }
}
