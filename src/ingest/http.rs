//! What a web server answered, as web archives keep it: a head of fields and a body as it was sent.

mod chunked;

#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::packed::{self, Capped, Frames, Members};
use chunked::Chunked;

/// A head of more bytes is none.
const LONGEST_HEAD: usize = 64 << 10;
/// A body may be packed so many times.
const LAYERS: usize = 3;

/// The first line and the fields under it, of an answer or of a record in a web archive.
#[derive(Debug)]
pub struct Head {
    pub first: String,
    /// Names in lower case, in their order.
    fields: Vec<(String, String)>,
}

impl Head {
    /// The head at the front of `bytes`, and how many bytes it is long with the empty line that ends it.
    pub fn of(bytes: &[u8]) -> Option<(Head, usize)> {
        let mut lines = Vec::new();
        let mut at = 0;
        loop {
            let rest = bytes.get(at..bytes.len().min(LONGEST_HEAD))?;
            let end = rest.iter().position(|b| *b == b'\n')?;
            let line = rest.get(..end)?;
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            at += end + 1;
            if line.is_empty() && !lines.is_empty() {
                break;
            }
            lines.push(line);
        }
        let mut lines = lines.into_iter().map(string);
        let first = lines.next()?;
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines {
            match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
                // A value may go on in the next line.
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (_, _, Some((name, value))) => {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_string()));
                }
                _ => {}
            }
        }
        Some((Head { first, fields }, at))
    }

    /// The first value of a field, whose name is given in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The number of a status line: 200 is what was asked for.
    pub fn status(&self) -> Option<u16> {
        self.first.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?.parse().ok()
    }
}

fn string(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

/// `text/html` and `utf-8` of `text/HTML; charset="utf-8"`.
pub fn media_type(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_string())
    });
    (Some(media).filter(|media| media.contains('/')), charset)
}

/// The body that `sent` is, unpacked. Archives often keep the fields of what they have unpacked themselves: what does
/// not look packed is taken as it is.
pub fn body<'a>(head: &Head, sent: &'a [u8]) -> Box<dyn Read + 'a> {
    let size = sent.len() as u64;
    let is_chunked = head.get("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"));
    let mut body: Box<dyn Read> = if is_chunked { Box::new(Chunked::new(sent)) } else { Box::new(sent) };
    let encodings = head.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    for encoding in encodings.split(',').rev().map(str::trim).filter(|e| !e.is_empty()).take(LAYERS) {
        body = match unpacked(encoding, body) {
            Ok(Some(body)) => Box::new(Capped::new(body, Rc::new(Cell::new(size)), None)),
            Ok(None) => return Box::new(Unknown),
            Err(body) => body,
        };
    }
    body
}

type Body<'a> = Box<dyn Read + 'a>;

/// `Err` gives back what is not packed, `None` is for what cannot be unpacked.
fn unpacked<'a>(encoding: &str, mut body: Body<'a>) -> Result<Option<Body<'a>>, Body<'a>> {
    let mut head = Vec::new();
    if Read::by_ref(&mut body).take(4).read_to_end(&mut head).is_err() {
        return Ok(None);
    }
    let (looks_gzip, looks_zstd) = (packed::is_gzip(&head), packed::is_zstd(&head));
    let looks_zlib = matches!(head.as_slice(), [a, b, ..]
        if a & 15 == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0);
    let looks_plain = head.first().is_some_and(|b| matches!(b, b'<' | b'{' | b'[' | b'\r' | b'\n' | b' ' | 0xef));
    let whole: Body = Box::new(io::Cursor::new(head).chain(body));
    match encoding {
        "gzip" | "x-gzip" | "deflate" if looks_gzip => Ok(Some(Box::new(Members::new(BufReader::new(whole))))),
        "gzip" | "x-gzip" | "deflate" if looks_zlib => Ok(Some(Box::new(ZlibDecoder::new(whole)))),
        "zstd" if looks_zstd => Ok(Some(Box::new(Frames::new(BufReader::new(whole))))),
        "deflate" if !looks_plain => Ok(Some(Box::new(DeflateDecoder::new(whole)))),
        "br" if !looks_plain => Ok(Some(Box::new(brotli_decompressor::Decompressor::new(whole, 16 << 10)))),
        "gzip" | "x-gzip" | "zstd" | "deflate" | "br" | "identity" | "utf-8" | "none" => Err(whole),
        _ if looks_plain => Err(whole),
        _ => Ok(None),
    }
}

/// What is packed in a way that nobody knows.
struct Unknown;

impl Read for Unknown {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("packed in a way that is not supported"))
    }
}
