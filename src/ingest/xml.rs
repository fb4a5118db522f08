//! XML as people's programs write it, well formed or not: bytes to text, and a reader that passes over what others
//! stop at. It resolves no entities but the five of the standard and characters by number, so that none can grow.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart};

use super::encoding::{self, Decoded};
use crate::corpus::Issue;

/// The text of `bytes`: by a mark at the front, as UTF-8 where it is that, in the encoding that the declaration names
/// where it fits, else as any other text.
///
/// # Errors
/// An issue saying what the bytes are where they are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Issue> {
    decode_sent_as(None, bytes)
}

/// As [`decode`], of what was sent as being in this encoding: that counts for more than the declaration.
///
/// # Errors
/// An issue saying what the bytes are where they are no text.
pub fn decode_sent_as(sent: Option<&'static Encoding>, bytes: &[u8]) -> Result<Decoded, Issue> {
    if std::str::from_utf8(bytes).is_err()
        && !bytes.starts_with(&[0xff, 0xfe])
        && !bytes.starts_with(&[0xfe, 0xff])
        && let Some(encoding) = [sent, declared(bytes)].into_iter().flatten().find(|encoding| *encoding != UTF_8)
        && let (text, _, false) = encoding.decode(bytes)
    {
        return Ok(Decoded { text: text.into_owned(), issues: Vec::new() });
    }
    encoding::decode(bytes)
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..256).unwrap_or(bytes)).into_owned();
    let declaration = head.split_once("<?xml")?.1.split_once("?>")?.0;
    let label = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(label.get(1..)?.split(quote).next()?.as_bytes())
}

/// A reader that checks next to nothing.
pub fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.expand_empty_elements = true;
    reader
}

/// What comes before the colon of a name, and what behind it.
pub fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// An attribute's value by its whole name, with its references resolved.
pub fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.html_attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|a| a.key.as_ref() == name)?;
    Some(unescape(&found.value).into_owned())
}

/// What `&…;` in a text stands for; what is not known here stays as it was written.
pub fn push_reference(reference: &BytesRef, out: &mut String) {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => return out.push(c),
        Ok(None) => {}
        Err(_) => return out.push('\u{fffd}'),
    }
    let name: &str = reference;
    match of_name(name) {
        Some(c) => out.push(c),
        None => out.extend(["&", name, ";"]),
    }
}

fn of_name(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The text with the standard's references resolved.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let head = rest.get(1..rest.floor_char_boundary(12)).unwrap_or("");
        let resolved = head.split_once(';').and_then(|(name, _)| Some((of_name(name).or_else(|| number(name))?, name)));
        match resolved {
            Some((c, name)) => {
                out.push(c);
                rest = rest.get(name.len() + 2..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn number(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let value = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    char::from_u32(value.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_encoding_is_believed_where_it_fits() {
        let check = |bytes: &[u8], expected: &str| assert!(decode(bytes).unwrap().text.contains(expected));
        check(b"<?xml version='1.0' encoding='koi8-r'?><a>\xf0\xc5\xd2\xc5</a>", "Пере");
        check("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>Genève</a>".as_bytes(), "Genève");
        check(b"<?xml version='1.0' encoding=\"utf-8\"?><a>Gen\xe8ve et l'\xe9t\xe9 \xe0 Paris</a>", "Genève");
        check(b"\xff\xfe<\0a\0>\0b\0", "<a>b");
    }

    #[test]
    fn references_are_resolved_and_none_can_grow() {
        assert_eq!(unescape("a &amp; b &#233;&#xe9; &lol9; & &; &#x110000;"), "a & b éé &lol9; & &; &#x110000;");
        assert_eq!(unescape("plain"), "plain");
    }
}
