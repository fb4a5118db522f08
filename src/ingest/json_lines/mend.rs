//! A second try for lines that are almost JSON: what common writers get wrong is put right, the rest is left as it is.

use std::borrow::Cow;

/// A line put right.
pub struct Mended {
    pub text: String,
    /// Places where something that could not be read became U+FFFD.
    pub replaced: usize,
}

/// Puts right bytes that are no UTF-8, halves of surrogate pairs, control characters and unknown escapes within
/// strings, and the `NaN` and `Infinity` that some writers put for no number. `None` if there was nothing to put right.
pub fn mend(line: &[u8]) -> Option<Mended> {
    let text = String::from_utf8_lossy(line);
    let mut out = String::with_capacity(text.len() + 16);
    let mut replaced = match text {
        Cow::Borrowed(_) => 0,
        Cow::Owned(_) => line.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count(),
    };
    let mut rest = text.as_ref();
    while let Some(at) = rest.find('"') {
        let (outside, string) = rest.split_at_checked(at + 1)?;
        numbers(outside, &mut out);
        rest = within(string, &mut out, &mut replaced);
    }
    numbers(rest, &mut out);
    (out.as_bytes() != line).then_some(Mended { text: out, replaced })
}

/// What stands between strings.
fn numbers(text: &str, out: &mut String) {
    if text.contains("NaN") || text.contains("Infinity") {
        out.push_str(&text.replace("NaN", "null").replace("-Infinity", "null").replace("Infinity", "null"));
    } else {
        out.push_str(text);
    }
}

/// A string from behind its opening quote to its closing one; gives what comes after.
fn within<'a>(text: &'a str, out: &mut String, replaced: &mut usize) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '\\' || c < ' ') {
        let (before, odd) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        rest = match odd.as_bytes() {
            [b'"', ..] => {
                out.push('"');
                return odd.get(1..).unwrap_or("");
            }
            [b'\\', b'u', ..] => surrogates(odd, out, replaced),
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => take(odd, 2, out),
            [b'\\', b'\'', ..] => odd.get(1..).unwrap_or(""),
            [b'\\', ..] => {
                out.push('\\');
                take(odd, 1, out)
            }
            [control, ..] => {
                out.push_str(&format!("\\u{control:04x}"));
                odd.get(1..).unwrap_or("")
            }
            [] => "",
        };
    }
    out.push_str(rest);
    ""
}

/// `\uXXXX`: both halves of a pair stay, a half alone goes.
fn surrogates<'a>(text: &'a str, out: &mut String, replaced: &mut usize) -> &'a str {
    match (unit(text), text.get(6..).and_then(unit)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => take(text, 12, out),
        (Some(0xd800..=0xdfff), _) => {
            *replaced += 1;
            out.push('\u{fffd}');
            text.get(6..).unwrap_or("")
        }
        (Some(_), _) => take(text, 6, out),
        (None, _) => {
            out.push('\\');
            take(text, 1, out)
        }
    }
}

/// The number in a `\uXXXX` at the beginning.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
}

fn take<'a>(text: &'a str, len: usize, out: &mut String) -> &'a str {
    let (taken, rest) = text.split_at_checked(len).unwrap_or((text, ""));
    out.push_str(taken);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &[u8], expected: &str, replaced: usize) {
        let mended = mend(line).map(|m| (m.text, m.replaced)).unwrap_or_default();
        assert_eq!(mended, (expected.to_string(), replaced));
    }

    #[test]
    fn what_is_right_stays() {
        for line in ["", "{}", r#"{"a":"\ud83d\ude00 \n\\\"\/","b":[1,null]} x"#, r#"{"a":"NaN"}"#, "\"open"] {
            check(line.as_bytes(), "", 0);
        }
    }

    #[test]
    fn what_is_wrong_is_put_right() {
        check(b"{\"a\":NaN,\"b\":[-Infinity,Infinity]}", r#"{"a":null,"b":[null,null]}"#, 0);
        check(b"\"a\tb\0\"\t", "\"a\\u0009b\\u0000\"\t", 0);
        check(br#""it\'s C:\dir \x""#, r#""it's C:\\dir \\x""#, 0);
        check(br#""\ud83d and \ude00\ud83dx""#, "\"\u{fffd} and \u{fffd}\u{fffd}x\"", 3);
        check(br#""\ud83d\ud83d\ude00""#, "\"\u{fffd}\\ud83d\\ude00\"", 1);
        check(br#""\u12 \u+123 \u"#, r#""\\u12 \\u+123 \\u"#, 0);
        check(b"\"caf\xe9 \xf0\x9f\"", "\"caf\u{fffd} \u{fffd}\"", 2);
        check(b"\"end\\", "\"end\\\\", 0);
    }
}
