//! The plain text of a message: put together where it was broken to fit, without what is quoted and without the
//! signature.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders};

use crate::ingest::encoding;

/// Whether a text holds lines quoted from another.
pub fn has_quotes(text: &str) -> bool {
    text.lines().any(|line| line.starts_with('>'))
}

/// What the sender wrote. A message that is nothing but quotes is all of it.
pub fn own_words(text: &str, part: &MessagePart) -> String {
    let attribute = |name: &str| part.content_type().and_then(|kind| kind.attribute(name));
    let flowed = attribute("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
    let deletes = attribute("delsp").is_some_and(|delsp| delsp.eq_ignore_ascii_case("yes"));
    let mut kept: Vec<&str> = Vec::new();
    let mut quoting = false;
    for line in text.lines() {
        if line == "-- " {
            break;
        }
        if line.starts_with('>') {
            if !quoting {
                drop_intro(&mut kept);
            }
        } else {
            kept.push(line);
        }
        quoting = line.starts_with('>');
    }
    let mut own = String::with_capacity(text.len());
    kept.iter().for_each(|line| push(&mut own, line, flowed, deletes));
    if own.trim().is_empty() {
        return text.lines().map(|line| line.trim_start_matches(['>', ' '])).collect::<Vec<_>>().join("\n");
    }
    own
}

/// The line before a quote says who is quoted, and is one line or two: `On Monday, Jane wrote:`.
fn drop_intro(kept: &mut Vec<&str>) {
    let Some(last) = kept.iter().rposition(|line| !line.trim().is_empty()) else { return };
    let line = |at: usize| kept.get(at).map_or("", |line| line.trim());
    let says_who = |line: &str| line.ends_with(':') && line.len() <= 200;
    let names_one = |line: &str| line.contains('@') || line.bytes().any(|b| b.is_ascii_digit());
    let above = last.checked_sub(1).map_or("", line);
    if !says_who(line(last)) {
        return;
    }
    if names_one(line(last)) || line(last).ends_with("wrote:") {
        let two = above.starts_with("On ") && !line(last).starts_with("On ");
        kept.truncate(if two { last - 1 } else { last });
    } else if names_one(above) {
        kept.truncate(last - 1);
    }
}

/// A line of a flowed text goes on in the next one if it ends in a space.
fn push(own: &mut String, line: &str, flowed: bool, deletes: bool) {
    let line = line.trim_end_matches('\r');
    if !flowed {
        own.push_str(line);
        own.push('\n');
        return;
    }
    let line = line.strip_prefix(' ').unwrap_or(line);
    match line.strip_suffix(' ').filter(|line| !line.trim().is_empty()) {
        Some(open) => own.push_str(if deletes { open } else { line }),
        None => {
            own.push_str(line);
            own.push('\n');
        }
    }
}

/// The text of a part that does not say its encoding, or one that nobody knows, where it did not turn out to be UTF-8.
pub fn decoded_again(message: &Message, part: &MessagePart, text: &str, html: bool) -> Option<String> {
    if !text.contains('\u{fffd}') {
        return None;
    }
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        Encoding::None => raw.to_vec(),
        Encoding::QuotedPrintable => quoted_printable_decode(raw)?,
        Encoding::Base64 => base64_decode(raw)?,
    };
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or("");
    let said = encoding_rs::Encoding::for_label(charset.trim().as_bytes()).filter(|said| *said != encoding_rs::UTF_8);
    // What a page says of itself counts where the mail says nothing.
    let said = said.or_else(|| html.then(|| in_markup(&bytes)).flatten());
    if let Some((text, _, false)) = said.map(|said| said.decode(&bytes)) {
        return Some(text.into_owned());
    }
    encoding::decode(&bytes).ok().map(|decoded| decoded.text)
}

fn in_markup(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    let label = head.split_once("charset=")?.1.trim_start_matches(['"', '\'']);
    let label = label.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next()?;
    encoding_rs::Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    fn check(kind: &str, text: &str, expected: &str) {
        let mail = format!("Subject: x\nContent-Type: text/plain; {kind}\n\n");
        let message = MessageParser::default().parse(&mail).unwrap();
        assert_eq!(own_words(text, message.root_part()), expected, "{text}");
    }

    #[test]
    fn quotes_and_signatures_are_left_out() {
        check("", "One.\n\nOn 1 May Jane wrote:\n> Two.\n>\n> Three.\n\nFour.\n-- \nJane\n", "One.\n\n\nFour.\n");
        check("", "On Mon, 1 May 2023 at 10:00, Jane Doe\n<jane@example.org> wrote:\n> Two.\nOne.\n", "One.\n");
        check("", "What he said:\n> Two.\nOne.\n", "What he said:\nOne.\n");
        check("", "> Two.\n>> Three.\n", "Two.\nThree.");
        check("", "Dash\n--\nmore\n", "Dash\n--\nmore\n");
    }

    #[test]
    fn flowed_text_is_put_together() {
        check("format=flowed", "One line \ngoes on.\nNext.\n  Indented\n", "One line goes on.\nNext.\n Indented\n");
        check("format=flowed; delsp=yes", "Don \nau.\n", "Donau.\n");
        check("", "One line \nends.\n", "One line \nends.\n");
    }
}
