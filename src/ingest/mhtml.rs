//! A page saved with its pictures as one file, in the form of a mail: its page, without the pictures.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::out::Out;
use super::{clean_line, fragment, mail};
use crate::corpus::{Draft, IssueKind};

/// Whether `head` begins a saved page: headers of a mail that was never sent.
pub fn looks_like(head: &[u8]) -> bool {
    let names = mail::names(head);
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    if names.len() < 2 || has("Received") || has("To") || has("Message-ID") {
        return false;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let headers = head.split_once("\n\n").or_else(|| head.split_once("\r\n\r\n")).map_or(head.as_str(), |(h, _)| h);
    has("Snapshot-Content-Location")
        || headers.contains("saved by")
        || (has("MIME-Version") && headers.contains("multipart/related"))
        || (has("Content-Location") && headers.contains("text/html"))
}

/// Reads a saved page. The date in its headers is the day on which it was saved, which says nothing of the article.
pub fn read(bytes: &[u8], out: &mut Out) {
    let (bytes, what) = mail::bounded(bytes);
    if let Some(what) = what
        && !out.issue(IssueKind::Cut, what)
    {
        return;
    }
    let Some(message) = MessageParser::default().parse(bytes) else { return };
    let Some((part, page)) = page(&message) else { return };
    let mut draft = Draft::default();
    let again = mail::decoded_again(&message, part, page, true);
    fragment::fill_page(again.as_deref().unwrap_or(page), &mut draft);
    let mut clean = |text: Option<&str>| text.map(|text| clean_line(&mut draft, text)).filter(|text| !text.is_empty());
    let is_web = |link: &&str| link.starts_with("http://") || link.starts_with("https://");
    let snapshot = message.header_raw("Snapshot-Content-Location").map(str::trim).filter(is_web);
    let link = clean(snapshot.or_else(|| part.content_location().filter(is_web)));
    let title = clean(message.subject());
    draft.link = link.or(draft.link.take());
    draft.title = draft.title.take().or(title);
    out.article(draft);
}

/// The part that is the page: the one that the headers name, else the first one with markup.
fn page<'m>(message: &'m Message) -> Option<(&'m MessagePart<'m>, &'m str)> {
    let start = message.root_part().content_type().and_then(|kind| kind.attribute("start"));
    let html = |part: &'m MessagePart| match &part.body {
        PartType::Html(text) => Some((part, text.as_ref())),
        // XHTML pages are text of another kind.
        PartType::Text(text) if part.content_type().and_then(|kind| kind.subtype()) != Some("css") => {
            fragment::has_tags(text).then_some((part, text.as_ref()))
        }
        _ => None,
    };
    let id = |part: &&MessagePart| {
        let id = |text: &str| text.trim().trim_matches(['<', '>']).to_string();
        start.is_some() && part.content_id().map(id) == start.map(id)
    };
    let started = message.parts.iter().find(id).and_then(html);
    let marked = || message.parts.iter().filter(|part| matches!(part.body, PartType::Html(_))).find_map(html);
    started.or_else(marked).or_else(|| message.parts.iter().find_map(html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_page_is_told_from_mail() {
        for head in [
            "From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\n\n",
            "Snapshot-Content-Location: https://x.example\nSubject: y\n\n",
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
        ] {
            assert!(looks_like(head.as_bytes()), "{head}");
        }
        for head in [
            "From: a@x\nTo: b@x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
            "From: a@x\nMIME-Version: 1.0\nContent-Type: text/html\n\nsaved by multipart/related",
            "",
        ] {
            assert!(!looks_like(head.as_bytes()), "{head}");
        }
    }
}
