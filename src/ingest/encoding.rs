//! Bytes to text: a mark at the front, then what is certain, then a guess that says it is one.

mod wide;

#[cfg(test)]
mod tests;

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
        return Err(Issue::new(IssueKind::Format, format!("{what}, and no text")));
    }
    if let Some(decoded) = wide::by_mark(bytes) {
        return Ok(decoded);
    }
    if let Some(decoded) = wide::by_zeros(bytes) {
        return Ok(decoded);
    }
    if is_binary(bytes) {
        return Err(Issue::new(IssueKind::Format, "binary, and no text"));
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

/// Formats that no reader is for, told by how they begin.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&[u8], &str); 4] = [
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
