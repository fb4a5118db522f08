//! UTF-16 and UTF-32, and what a mark at the front says.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::{Decoded, replaced, utf8};

/// By a byte order mark.
pub fn by_mark(bytes: &[u8]) -> Option<Decoded> {
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
pub fn by_zeros(bytes: &[u8]) -> Option<Decoded> {
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

fn utf32(bytes: &[u8], big: bool) -> Decoded {
    let unit = |b: &[u8]| {
        let b: [u8; 4] = b.try_into().unwrap_or_default();
        let n = if big { u32::from_be_bytes(b) } else { u32::from_le_bytes(b) };
        char::from_u32(n).unwrap_or('\u{fffd}')
    };
    replaced(bytes.chunks_exact(4).map(unit).collect::<String>().into(), "UTF-32")
}
