//! Whether bytes are HTML, and what they spell.

use encoding_rs::Encoding;

use crate::corpus::Issue;
use crate::ingest::encoding::{self, Decoded};

/// So many bytes say what a page is written in.
const HEAD: usize = 4096;

/// Whether these first bytes are HTML: a doctype or one of the elements that pages begin with, behind marks, comments
/// and declarations.
pub fn looks_like(head: &[u8]) -> bool {
    let head = head.get(..HEAD).unwrap_or(head);
    let text = match head {
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        [b'<', 0, ..] => units(head, u16::from_le_bytes),
        [0, b'<', ..] => units(head, u16::from_be_bytes),
        _ => String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)).into_owned(),
    };
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|n| n + 3)
        } else if rest.starts_with("<?php") || rest.starts_with("<?=") {
            // What makes a page and is none.
            return false;
        } else if rest.starts_with("<?") {
            rest.find('>').map(|n| n + 1)
        } else {
            break;
        };
        let Some(next) = end.and_then(|n| rest.get(n..)) else { return false };
        rest = next.trim_start();
    }
    const BEGINNINGS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta"];
    BEGINNINGS.iter().any(|b| {
        let begins = rest.get(..b.len()).is_some_and(|h| h.eq_ignore_ascii_case(b));
        begins && rest.as_bytes().get(b.len()).is_none_or(|c| c.is_ascii_whitespace() || matches!(c, b'>' | b'/'))
    })
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|b| Some(unit(b.try_into().ok()?)));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

/// The text of a page; `sent` is the encoding that the server named, which counts for more than what the page says.
///
/// # Errors
/// An issue saying what the bytes are where they are no text.
pub fn decode(bytes: &[u8], sent: Option<&'static Encoding>) -> Result<Decoded, Issue> {
    // What is said to be UTF-8 and is not says nothing.
    let sent = sent.filter(|encoding| *encoding != encoding_rs::UTF_8);
    let declared = sent.or_else(|| declared(bytes));
    let mut decoded = encoding::decode_as(bytes, declared)?;
    if let Some(text) = once_decoded(&decoded.text) {
        decoded.text = text;
    }
    Ok(decoded)
}

/// The text of a page whose UTF-8 was taken for Latin-1 and encoded once more, as programs that save pages do. Control
/// characters in the place of accents and marks tell it: no page has them.
fn once_decoded(text: &str) -> Option<String> {
    const ENOUGH: usize = 3;
    let is_control = |c: &char| ('\u{80}'..='\u{9f}').contains(c);
    if text.chars().filter(is_control).take(ENOUGH).count() < ENOUGH {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<u8> = Vec::new();
    for c in text.chars().chain(['\0']) {
        match u8::try_from(u32::from(c)) {
            Ok(byte) if byte >= 0x80 => run.push(byte),
            _ => {
                match std::str::from_utf8(&run) {
                    Ok(meant) => out.push_str(meant),
                    Err(_) => out.extend(run.iter().map(|b| char::from(*b))),
                }
                run.clear();
                out.push(c);
            }
        }
    }
    out.pop();
    Some(out)
}

/// What `<meta charset>` or its older form says.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(at) = rest.find("charset") {
        rest = rest.get(at + 7..)?;
        let value = rest.trim_start();
        if let Some(value) = value.strip_prefix('=') {
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')));
            let name = value.get(..end.unwrap_or(value.len()))?;
            if let Some(encoding) = Encoding::for_label(name.as_bytes()) {
                return Some(encoding);
            }
        }
    }
    None
}
