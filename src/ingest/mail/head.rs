//! The headers of a message: what they are, and what they say of the article.

use mail_parser::{Address, HeaderValue, Message};

use crate::corpus::Draft;
use crate::ingest::{clean_line, measure};

/// The names of the headers at the front; none if a line there is no header. What the end of `head` cuts is none.
pub fn names(head: &[u8]) -> Vec<&str> {
    let mut names = Vec::new();
    for line in head.split_inclusive(|b| *b == b'\n') {
        let cut = !line.ends_with(b"\n");
        if line.trim_ascii().is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if names.is_empty() {
                return names;
            }
            continue;
        }
        match name(line) {
            Some(name) => names.push(name),
            None if cut => break,
            None => return Vec::new(),
        }
    }
    names
}

/// Whether a line is a header.
pub fn is_header(line: &[u8]) -> bool {
    name(line).is_some()
}

fn name(line: &[u8]) -> Option<&str> {
    let colon = line.iter().take(80).position(|b| *b == b':')?;
    let name = std::str::from_utf8(line.get(..colon)?).ok()?.trim_end();
    let plausible = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    plausible.then_some(name)
}

/// Thunderbird marks what was deleted and leaves it in the file.
pub fn is_deleted(message: &Message) -> bool {
    const EXPUNGED: u32 = 8;
    let status = message.header_raw("X-Mozilla-Status").map(str::trim);
    status.and_then(|status| u32::from_str_radix(status, 16).ok()).is_some_and(|status| status & EXPUNGED != 0)
}

/// Fills in who wrote what and when.
pub fn fill(message: &Message, draft: &mut Draft) {
    let mut clean = |text: &str| Some(clean_line(draft, text)).filter(|text| !text.is_empty());
    let title = message.subject().and_then(&mut clean);
    let date = match message.date().filter(|date| date.is_valid()) {
        Some(date) => Some(date.to_rfc3339()),
        None => message.header_raw("Date").and_then(&mut clean),
    };
    let sender = message.from().or_else(|| message.sender()).and_then(who).and_then(|name| clean(&name));
    let list = list(message).and_then(|name| clean(&name));
    let link = ["Archived-At", "X-RSS-URL", "Content-Base", "List-Post"]
        .iter()
        .find_map(|name| link(message.header_raw(*name)?));
    let link = link.and_then(&mut clean);
    let language = message.header_raw("Content-Language").and_then(|text| clean(text.split(',').next()?));
    // On a list, members write; a newsletter writes itself, under the name of the sender. Some newsletters give the
    // address of the page where a list has its own.
    (draft.source, draft.byline) = match () {
        () if is_list(message) => (list, sender),
        () if is_letter(message) => (sender.or(list), None),
        () => (None, sender),
    };
    (draft.title, draft.date, draft.link, draft.language) = (title, date, link, language);
}

/// On a list, members write. Some newsletters give the address of the page where a list has its own.
fn is_list(message: &Message) -> bool {
    message.header_raw("List-Post").is_some_and(|post| post.contains("mailto:"))
}

/// A newsletter writes itself, under the name of the sender.
pub fn is_letter(message: &Message) -> bool {
    !is_list(message) && ["List-Unsubscribe", "List-ID"].iter().any(|name| message.header_raw(*name).is_some())
}

fn who(address: &Address) -> Option<String> {
    let first = address.first()?;
    let name = first.name().map(|name| name.trim().trim_matches(['"', '\''])).filter(|name| !name.is_empty());
    name.or(first.address()).map(str::to_string)
}

/// The name of the list: what it calls itself, or the first word of its address.
fn list(message: &Message) -> Option<String> {
    if let HeaderValue::Address(address) = message.list_id()
        && let Some(name) = address.first().and_then(|list| list.name()).map(str::trim)
        && !name.is_empty()
    {
        return Some(name.trim_matches('"').to_string());
    }
    let raw = message.header_raw("List-ID")?.trim();
    let id = raw.rsplit_once('<').map_or(raw, |(_, id)| id);
    id.split(['.', '>']).next().map(str::to_string)
}

fn link(raw: &str) -> Option<&str> {
    let link = raw.trim().trim_matches(['<', '>', '"']).trim();
    measure::is_web(link).then_some(link)
}
