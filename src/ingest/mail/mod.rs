//! Mail: a message is an article, and so is each message that is attached to it. A newsletter is what people keep
//! mail for; what is quoted from another message, and the sender's signature, are left out.

mod bounds;
mod head;
mod plain;

use std::collections::HashSet;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::members::Names;
use super::out::{Hints, Out};
use super::{LIMIT, cut, fragment, measure, registry, text};
use crate::corpus::{Draft, IssueKind};
use crate::text::sanitise;

pub use bounds::bounded;
pub use head::{is_header, names};
use plain::Quotes;
pub use plain::decoded_again;

/// Messages in messages: so deep and no deeper.
const DEEPEST: usize = 32;
/// So many parts of a message are looked at.
const MOST_PARTS: usize = 1000;

/// Whether `head` begins a message: a block of headers, some of which only mail has. Articles begin with `Title:` and
/// `Date:` as well.
pub fn looks_like(head: &[u8]) -> bool {
    let names = names(unnumbered(head));
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    let only_mail_has = [
        "Received",
        "Message-ID",
        "MIME-Version",
        "Return-Path",
        "Delivered-To",
        "DKIM-Signature",
        "X-Mozilla-Status",
        "Content-Transfer-Encoding",
    ];
    let envelope = [has("From"), has("Subject"), has("Date"), has("To")];
    names.len() >= 2
        && !has("Title")
        && (only_mail_has.iter().any(|name| has(name)) || envelope.iter().filter(|has| **has).count() >= 3)
}

/// Whether `head` has headers that no letter in a text has, only what was sent.
pub fn is_certain(head: &[u8]) -> bool {
    let sent = ["Received", "Message-ID", "MIME-Version"];
    names(unnumbered(head)).iter().any(|name| sent.iter().any(|sent| name.eq_ignore_ascii_case(sent)))
}

/// Apple Mail writes the number of bytes on a line before the message, and its own notes behind it.
fn unnumbered(bytes: &[u8]) -> &[u8] {
    let line = bytes.iter().position(|b| *b == b'\n').and_then(|at| bytes.split_at_checked(at + 1));
    let Some((line, rest)) = line else { return bytes };
    match std::str::from_utf8(line).ok().and_then(|line| line.trim().parse::<usize>().ok()) {
        Some(len) => rest.get(..len).unwrap_or(rest),
        None => bytes,
    }
}

/// Reads a file that is a message.
pub fn read(bytes: &[u8], out: &mut Out) {
    read_part("", unnumbered(bytes), out);
}

/// Reads a message that is the part of this name; the file itself if it has none. False: nothing more is wanted.
pub fn read_part(part: &str, bytes: &[u8], out: &mut Out) -> bool {
    let (bytes, what) = bounded(bytes);
    if let Some(what) = what
        && !tell(part, what, out)
    {
        return false;
    }
    match MessageParser::default().parse(bytes) {
        Some(message) => Walk::default().message(part, &message, 0, out),
        None => tell_of(part, IssueKind::Format, "a message without headers: it cannot be read", out),
    }
}

fn tell(part: &str, what: &str, out: &mut Out) -> bool {
    tell_of(part, IssueKind::Cut, what, out)
}

fn tell_of(part: &str, kind: IssueKind, what: &str, out: &mut Out) -> bool {
    if part.is_empty() { out.issue(kind, what) } else { out.issue_of(part, kind, what) }
}

#[derive(Default)]
struct Walk {
    /// How many parts were looked at.
    parts: usize,
    names: Names,
}

impl Walk {
    fn message(&mut self, part: &str, message: &Message, depth: usize, out: &mut Out) -> bool {
        if head::is_deleted(message) {
            return true;
        }
        let mut draft = Draft::default();
        fill(message, &mut draft);
        head::fill(message, &mut draft);
        let holds_more = message.parts.iter().any(|p| matches!(p.body, PartType::Message(_)))
            || message.attachments.iter().filter_map(|id| message.part(*id)).any(|part| file_name(part).is_some());
        // A mail that only passes another one on says nothing itself.
        let says_nothing = draft.blocks.is_empty() && (holds_more || draft.title.is_none());
        let go_on = match part {
            _ if says_nothing => true,
            "" => out.article(draft),
            _ => out.part(part, draft),
        };
        go_on && self.attached(part, message, depth, out)
    }

    /// What else is in a message: other messages, and files.
    fn attached(&mut self, part: &str, message: &Message, depth: usize, out: &mut Out) -> bool {
        let within = |name: &str| if part.is_empty() { name.to_string() } else { format!("{part}!{name}") };
        let (mut number, mut others) = (0, 0);
        let attached: HashSet<u32> = message.attachments.iter().copied().collect();
        for (id, piece) in (0..).zip(&message.parts) {
            self.parts += 1;
            if self.parts > MOST_PARTS {
                return tell(part, "more than 1,000 parts: the rest is left out", out);
            }
            if let PartType::Message(inner) = &piece.body {
                number += 1;
                let name = within(&number.to_string());
                if depth + 1 >= DEEPEST {
                    return tell(&name, "messages in messages, 32 deep: the rest is left out", out);
                }
                if out.begin(&name) && !self.message(&name, inner, depth + 1, out) {
                    return false;
                }
            } else if attached.contains(&id) {
                let Some(name) = file_name(piece) else {
                    others += usize::from(is_missed(piece));
                    continue;
                };
                let name = self.names.new_one(&within(&name));
                let decoded = match &piece.body {
                    PartType::Html(text) => plain::decoded_again(message, piece, text, true),
                    PartType::Text(text) => plain::decoded_again(message, piece, text, false),
                    _ => None,
                };
                let mut bytes = decoded.as_deref().map_or_else(|| piece.contents(), str::as_bytes);
                if !out.member(&name, Hints::default(), &mut bytes) {
                    return false;
                }
            }
        }
        let what = if others == 1 { "attachment" } else { "attachments" };
        others == 0 || tell_of(part, IssueKind::Skipped, &format!("{others} {what} not read"), out)
    }
}

/// What an attached file is called, if it is of a kind that is read.
fn file_name(piece: &MessagePart) -> Option<String> {
    let name = piece.attachment_name()?.trim().replace(['/', '\\', '\n', '\r'], "_");
    (name.contains('.') && registry::reads(&name)).then_some(name)
}

/// Whether somebody might look for this among what was read: no picture in a text, no signature.
fn is_missed(piece: &MessagePart) -> bool {
    let kind = piece.content_type().map(|kind| (kind.ctype(), kind.subtype().unwrap_or("")));
    let (class, name) = kind.unwrap_or(("", ""));
    let is_inline = matches!(piece.body, PartType::InlineBinary(_)) || piece.content_id().is_some();
    let is_signature = name.to_ascii_lowercase().contains("signature");
    !matches!(piece.body, PartType::Multipart(_))
        && !is_signature
        && !(class.eq_ignore_ascii_case("image") && is_inline)
}

/// The text of a message: with markup where that says more, but not where it may hold what others wrote.
fn fill(message: &Message, draft: &mut Draft) {
    let texts = |html: bool| {
        let ids = if html { &message.html_body } else { &message.text_body };
        ids.iter().filter_map(|id| message.part(*id)).take(MOST_PARTS).filter_map(move |part| match &part.body {
            PartType::Html(text) => Some((part, text.as_ref(), true)),
            PartType::Text(text) => Some((part, text.as_ref(), false)),
            _ => None,
        })
    };
    let seen = |text: &str, html: bool| if html { measure::visible(text) } else { measure::solid(text) };
    let length = |html: bool| texts(html).filter(|text| text.2 == html).map(|text| seen(text.1, html)).sum::<usize>();
    let (plain, marked) = (length(false), length(true));
    // A newsletter quotes nobody: what it puts behind angles is its own.
    let quotes = if head::is_letter(message) { Quotes::Keep } else { Quotes::Drop };
    let loses = quotes == Quotes::Drop && texts(false).any(|(_, text, html)| !html && plain::has_quotes(text));
    let html = marked > 0 && (plain == 0 || (marked * 2 >= plain && !loses));
    for (part, text, is_html) in texts(html) {
        push(message, part, text, (!is_html).then_some(quotes), draft);
    }
    // A message that is broken, or whose text was attached without a name: whatever text there is.
    if draft.blocks.is_empty() {
        let attached = |id: u32, part: &MessagePart| message.attachments.contains(&id) && file_name(part).is_some();
        let parts = (0..).zip(&message.parts).take(MOST_PARTS);
        for (_, part) in parts.filter(|(id, part)| !attached(*id, part)) {
            match &part.body {
                PartType::Html(text) => push(message, part, text, None, draft),
                PartType::Text(text) => push(message, part, text, Some(quotes), draft),
                _ => {}
            }
        }
    }
}

/// The blocks of a part: of HTML, or of a text with quotes as said.
fn push(message: &Message, part: &MessagePart, text: &str, quotes: Option<Quotes>, draft: &mut Draft) {
    let again = plain::decoded_again(message, part, text, quotes.is_none());
    let text = again.as_deref().unwrap_or(text);
    let Some(quotes) = quotes else { return fragment::fill(text, draft) };
    let marked = !draft.plain && !draft.blocks.is_empty();
    let own = cut(draft, LIMIT, plain::own_words(text, part, quotes), false);
    let safe = sanitise::lines(&own);
    draft.hidden += safe.hidden;
    text::read(&safe.text, draft);
    draft.plain &= !marked;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_told_from_articles_with_headers() {
        for head in [
            "Received: from a\n\tby b\nSubject: x\n\nText",
            "From: Jane <jane@example.org>\nTo: x\nSubject: Hello\n\nText",
            "Message-ID: <1@x>\r\nX-Long: a\r\n b\r\n\r\n",
            "1234\nMIME-Version: 1.0\nFrom: x\n\n",
            "MIME-Version: 1.0\nFrom: x",
        ] {
            assert!(looks_like(head.as_bytes()), "{head}");
        }
        for head in [
            "Title: Harbour talks end\nDate: 17 February 2025\n\nText",
            "From the harbour comes word of a deal.\n\nText",
            "Harbour talks end\nFrom: our own correspondent\nDate: today\n",
            "Source: x\nAuthor: y\nDate: z\n\nText",
            "Date: 2025-02-17\nSubject: one\n",
            "MIME-Version: 1.0\nno header\n\n",
            "",
            "\n\nFrom: a\nTo: b\nSubject: c\n\n",
        ] {
            assert!(!looks_like(head.as_bytes()), "{head}");
        }
    }
}
