//! Web addresses: those that stand in a text, and which host one really leads to.

use core::net::Ipv4Addr;
use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::{Span, sanitise};

/// Longer than any address that someone would open.
const LONGEST: usize = 4096;

/// Whether `link` is an address that a browser may be asked to open: `http` or `https`, with a host, and nothing in it
/// that ends an address.
pub fn is_web(link: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`');
    link.len() <= LONGEST && !link.contains(odd) && host(link).is_some()
}

/// What follows `http://` or `https://`.
fn after_scheme(link: &str) -> Option<&str> {
    ["https://", "http://"].iter().find_map(|scheme| {
        let start = link.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| link.get(scheme.len()..)).flatten()
    })
}

/// The host that a browser would go to, in the letters that are really asked for: without the name and password that
/// may stand before it to look like a host, without the port, letters of other scripts as `xn--`. `None` if it is no
/// web address.
pub fn host(link: &str) -> Option<String> {
    let rest = after_scheme(link)?;
    // A browser takes a backslash for a slash.
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[').and_then(|h| h.split_once(']')) {
        Some((address, _)) => return (!address.is_empty()).then(|| format!("[{}]", address.to_lowercase())),
        None => host.split(':').next()?,
    };
    // A browser passes over letters that are not seen; so does the name that it asks for.
    let plain: String = decoded(host).chars().filter(|c| !is_ignored(*c)).nfkc().flat_map(char::to_lowercase).collect();
    let labels = plain.split(['.', '\u{3002}']);
    let ascii: Option<Vec<Cow<str>>> = labels.map(ascii).collect();
    let ascii = ascii?.join(".");
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let fit = !ascii.trim_matches('.').is_empty() && ascii.chars().all(fits);
    if !fit {
        return None;
    }
    if ends_in_number(&ascii) { ipv4(&ascii).map(|address| address.to_string()) } else { Some(ascii) }
}

/// Whether a letter of a host is as if it were not there. Joiners are not among them: names may have them.
fn is_ignored(c: char) -> bool {
    let selector = matches!(c, '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    selector || sanitise::is_invisible(c)
}

/// A host without the dot that may end it, in its parts.
fn parts(host: &str) -> Vec<&str> {
    host.strip_suffix('.').unwrap_or(host).split('.').collect()
}

/// Whether a browser takes a host for an IPv4 address, or for none at all.
fn ends_in_number(host: &str) -> bool {
    let last = parts(host).pop().unwrap_or_default();
    !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()) || number(last).is_some()
}

/// The address that numbers stand for: one number or up to four, decimal, octal (`0300`) or hexadecimal (`0x7f`), the
/// last for all bytes that are left.
fn ipv4(host: &str) -> Option<Ipv4Addr> {
    let numbers: Vec<u32> = parts(host).into_iter().map(number).collect::<Option<_>>()?;
    let (last, first) = numbers.split_last()?;
    let rest = 4u32.checked_sub(first.len() as u32).filter(|rest| *rest > 0)?;
    let fits = rest == 4 || *last < 1 << (8 * rest);
    if !fits || first.iter().any(|n| *n > 255) {
        return None;
    }
    let high = first.iter().zip([24, 16, 8]).map(|(n, by)| n << by).sum::<u32>();
    Some(Ipv4Addr::from(high + last))
}

fn number(part: &str) -> Option<u32> {
    let (digits, radix) = match part.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None if part.len() > 1 && part.starts_with('0') => (part.get(1..)?, 8),
        None => (part, 10),
    };
    match digits {
        "" => (radix == 16).then_some(0),
        _ if digits.starts_with('+') => None,
        _ => u32::from_str_radix(digits, radix).ok(),
    }
}

/// `host` as its letters look, if some of them are not ASCII: to be shown beside it, never instead.
pub fn looks_like(link: &str) -> Option<String> {
    let authority = after_scheme(link)?.split(['/', '\\', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let plain = decoded(host);
    (!plain.is_ascii()).then(|| plain.to_lowercase())
}

fn decoded(host: &str) -> Cow<'_, str> {
    if !host.contains('%') {
        return Cow::Borrowed(host);
    }
    let mut bytes = Vec::with_capacity(host.len());
    let mut rest = host.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let code = more.get(..2).and_then(|two| std::str::from_utf8(two).ok()).filter(|_| *first == b'%');
        match code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = more.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// A label of a host in ASCII.
fn ascii(label: &str) -> Option<Cow<'_, str>> {
    if label.is_ascii() {
        return Some(Cow::Borrowed(label));
    }
    // The longest label that there can be; the work grows with the square of it.
    if label.chars().count() > 63 {
        return None;
    }
    punycode(label).map(|code| Cow::Owned(format!("xn--{code}")))
}

/// RFC 3492.
fn punycode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    const FEWEST: u32 = 1;
    const MOST: u32 = 26;
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    let mut handled = basic;
    if basic > 0 {
        out.push('-');
    }
    let all = label.chars().count() as u32;
    let (mut n, mut delta, mut bias) = (128u32, 0u32, 72u32);
    while handled < all {
        let next = label.chars().map(u32::from).filter(|c| *c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for c in label.chars().map(u32::from) {
            if c < n {
                delta = delta.checked_add(1)?;
            }
            if c != n {
                continue;
            }
            let mut q = delta;
            for k in (BASE..).step_by(BASE as usize) {
                let threshold = k.saturating_sub(bias).clamp(FEWEST, MOST);
                if q < threshold {
                    break;
                }
                out.push(digit(threshold + (q - threshold) % (BASE - threshold)));
                q = (q - threshold) / (BASE - threshold);
            }
            out.push(digit(q));
            bias = adapt(delta, handled + 1, handled == basic);
            delta = 0;
            handled += 1;
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(out)
}

fn digit(n: u32) -> char {
    let code = if n < 26 { b'a' + n as u8 } else { b'0' + (n as u8).saturating_sub(26) };
    char::from(code)
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (35 * 26) / 2 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

/// The web addresses that stand in a text, in reading order, without the full stop or bracket behind them.
pub fn find(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next_scheme(text, from) {
        let rest = text.get(at..).unwrap_or_default();
        let ends =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '`');
        let end = rest.find(ends).unwrap_or(rest.len());
        from = at + end.max("http".len());
        // What is longer is no address, and would cost its square to look at.
        let link = without_tail(rest.get(..end).filter(|link| link.len() <= LONGEST).unwrap_or_default());
        if is_web(link) {
            found.push(Span::new(at, at + link.len()));
        }
    }
    found
}

/// Where `http://` or `https://` stands next, at the beginning of a word.
fn next_scheme(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = from;
    loop {
        let mark = from + text.get(from..)?.find("://")?;
        let scheme = [5, 4].iter().find_map(|length| {
            let start = mark.checked_sub(*length)?;
            let word = bytes.get(start..mark)?;
            let known = word.eq_ignore_ascii_case(b"https") || word.eq_ignore_ascii_case(b"http");
            let within = start > 0 && bytes.get(start - 1).is_some_and(u8::is_ascii_alphanumeric);
            (known && !within).then_some(start)
        });
        match scheme {
            Some(start) => return Some(start),
            None => from = mark + 3,
        }
    }
}

/// An address without the marks of the sentence that it stands in.
fn without_tail(link: &str) -> &str {
    // How many more of each bracket are closed than opened, counted once for the whole.
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];
    let mut surplus =
        PAIRS.map(|(open, close)| link.matches(close).count() as isize - link.matches(open).count() as isize);
    let mut link = link;
    while let Some(last) = link.chars().next_back() {
        let surplus = PAIRS.iter().zip(&mut surplus).find(|((_, close), _)| *close == last).map(|(_, surplus)| surplus);
        let belongs = match (last, surplus) {
            ('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '‘' | '…' | '*' | '_' | '|', _) => false,
            (_, Some(surplus)) => {
                *surplus -= 1;
                *surplus < 0
            }
            _ => true,
        };
        if belongs {
            break;
        }
        link = link.get(..link.len() - last.len_utf8()).unwrap_or_default();
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_where_a_browser_goes() {
        let check = |link: &str, expected: &str| assert_eq!(host(link).as_deref().unwrap_or("-"), expected, "{link}");
        check("https://example.org/a?b#c", "example.org");
        check("HTTPS://Example.ORG", "example.org");
        check("https://bank.com@evil.org/login", "evil.org");
        check("https://bank.com:secret@evil.org:8080/@x", "evil.org");
        check("https://bank.com\\@evil.org", "bank.com");
        check("https://bank.com/@evil.org", "bank.com");
        check("https://bank.com?@evil.org", "bank.com");
        check("https://[2001:DB8::1]:80/x", "[2001:db8::1]");
        check("https://%65vil.org", "evil.org");
        check("https://münchen.de", "xn--mnchen-3ya.de");
        // The first letter is Cyrillic.
        check("https://аpple.com", "xn--pple-43d.com");
        check("https://例え.テスト", "xn--r8jz45g.xn--zckzah");
        check("https://ｅｖｉｌ。org", "evil.org");
        check("https://ev\u{ad}il.org", "evil.org");
        check("https://ev%E2%80%8Bil.org", "evil.org");
        check("https://2130706433/", "127.0.0.1");
        check("https://0x7f.1", "127.0.0.1");
        check("https://0300.0250.1.1", "192.168.1.1");
        check("https://0xC0A80101:80", "192.168.1.1");
        check("https://１２７.1", "127.0.0.1");
        check("https://127.0.0.1./x", "127.0.0.1");
        check("https://0x", "0.0.0.0");
        check("https://256.1.1.1", "-");
        check("https://1.2.3.4.5", "-");
        check("https://09.1", "-");
        check("https://4294967296", "-");
        check("https://1.example.org", "1.example.org");
        check("https://", "-");
        check("https://user@", "-");
        check("ftp://example.org", "-");
        check("javascript:alert(1)", "-");
        check("https:example.org", "-");
        check("https://exa mple.org", "-");
    }

    #[test]
    fn how_a_foreign_host_looks_is_told_apart() {
        assert_eq!(looks_like("https://x@аpple.com/y").as_deref(), Some("аpple.com"));
        assert_eq!(looks_like("https://apple.com"), None);
    }

    #[test]
    fn only_a_whole_address_may_be_opened() {
        assert!(is_web("https://example.org/a%20b"));
        for link in ["https://example.org/a b", "https://example.org/\n", "file:///etc/passwd", "example.org", "-x", ""]
        {
            assert!(!is_web(link), "{link}");
        }
    }

    #[test]
    fn addresses_are_found_in_a_sentence() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = find(text).iter().map(|s| s.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "See https://example.org/a. And (http://b.org/x_(y)), too.",
            &["https://example.org/a", "http://b.org/x_(y)"],
        );
        check("HTTP://EXAMPLE.ORG!", &["HTTP://EXAMPLE.ORG"]);
        check("\"https://a.org/?q=1&r=2\" and «https://b.org»", &["https://a.org/?q=1&r=2", "https://b.org"]);
        check("xhttp://a.org http:// https://.", &[]);
        check("https://a.org/https://b.org", &["https://a.org/https://b.org"]);
        check("ftp://a.org://http://c.org", &["http://c.org"]);
        check("é https://é.org/é…", &["https://é.org/é"]);
        check("https://a.org/(x))) https://a.org/[(x].)", &["https://a.org/(x)", "https://a.org/[(x].)"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_looked_through(text in "\\PC{0,80}") {
            for span in find(&text) {
                proptest::prop_assert!(is_web(span.of(&text)));
            }
            host(&format!("https://{text}"));
        }

        #[test]
        fn a_host_is_ascii_and_its_own_host(text in "[a-zA-Zäж例0-9.@:%\\\\/-]{1,80}") {
            if let Some(name) = host(&format!("https://{text}")) {
                proptest::prop_assert!(name.is_ascii());
                if !name.starts_with('[') {
                    proptest::prop_assert_eq!(host(&format!("https://{}/", name)), Some(name));
                }
            }
        }
    }
}
