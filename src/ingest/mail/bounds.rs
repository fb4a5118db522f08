//! What a message may ask of its parser, which follows messages in messages however deep they go.

/// Work is bounded by this many bytes, looked at for the end of a part that never comes.
const WORK: usize = 1 << 30;
/// So many messages and parts within parts are read.
const MOST_NESTED: usize = 1000;
/// So many lines that may end a part are read.
const MOST_DELIMITERS: usize = 100_000;

/// As much of a message as can be read without harm, and what there is to say if that is not all of it.
pub fn bounded(bytes: &[u8]) -> (&[u8], Option<&'static str>) {
    let most_parted = (WORK / bytes.len().max(1)).clamp(32, MOST_NESTED);
    let (mut messages, mut parted, mut delimiters) = (0, 0, 0);
    let mut at = 0;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        delimiters += usize::from(line.starts_with(b"--"));
        // Headers are short, and encoded bytes have no hyphen and no equals sign within a line.
        if line.len() <= 2000 && line.iter().any(|b| matches!(b, b'/' | b'=')) {
            let lower = line.to_ascii_lowercase();
            let has = |what: &[u8]| lower.windows(what.len()).any(|w| w == what);
            let nests = lower.contains(&b'/') && (has(b"message/rfc822") || has(b"message/global"));
            messages += usize::from(nests || has(b"multipart/digest"));
            parted += usize::from(lower.contains(&b'=') && has(b"boundary"));
        }
        if messages > MOST_NESTED || parted > most_parted || delimiters > MOST_DELIMITERS {
            return (bytes.get(..at).unwrap_or(bytes), Some("too many parts in parts: the rest is left out"));
        }
        at += line.len();
    }
    (bytes, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_cut_before_it_is_parsed() {
        let deep = |line: &str, n: usize| bounded(line.repeat(n).as_bytes()).1.is_some();
        assert!(!deep("Content-Type: message/rfc822\n\n", 1000));
        assert!(deep("Content-Type: Message/RFC822\r\n\r\n", 1001));
        assert!(deep("content-type: multipart/x; BOUNDARY=a\n\n", 1001));
        assert!(!deep("https://example.org/message/boundary\n", 5000));
        assert!(deep("--\n", MOST_DELIMITERS + 1));
        assert_eq!(bounded(b"Subject: x\n\nText"), (b"Subject: x\n\nText".as_slice(), None));
    }
}
