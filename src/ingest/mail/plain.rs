//! The plain text of a message: put together where it was broken to fit, without what is quoted and without the
//! signature.

use std::str::Lines;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders};

use crate::ingest::{encoding, html, measure};

/// What becomes of lines that are quoted from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quotes {
    /// They are left out, unless they are most of the text: somebody passes on what another wrote.
    Drop,
    Keep,
}

/// Quotes of fewer words than this are no article that is passed on.
const PASSED_ON: usize = 50;
/// A signature has no more lines than this, and no longer ones, in bytes, but for addresses.
const SIGNATURE: usize = 12;
const LONGEST_OF_A_SIGNATURE: usize = 120;

/// How many words are quoted, and how many are the sender's own.
fn shares(text: &str) -> (usize, usize) {
    text.lines().fold((0, 0), |(quoted, own), line| match line.strip_prefix('>') {
        Some(line) => (quoted + measure::words(line.trim_start_matches(['>', ' '])), own),
        None => (quoted, own + measure::words(line)),
    })
}

fn is_passed_on((quoted, own): (usize, usize)) -> bool {
    quoted >= PASSED_ON && quoted >= 2 * own
}

/// Whether much of a text is quoted from another, and left out of it.
pub fn has_quotes(text: &str) -> bool {
    let (quoted, own) = shares(text);
    quoted * 4 >= quoted + own && quoted > 0 && !is_passed_on((quoted, own))
}

/// What the sender wrote. A message that is nothing but quotes is all of it.
pub fn own_words(text: &str, part: &MessagePart, quotes: Quotes) -> String {
    let attribute = |name: &str| part.content_type().and_then(|kind| kind.attribute(name));
    let flowed = attribute("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
    let deletes = attribute("delsp").is_some_and(|delsp| delsp.eq_ignore_ascii_case("yes"));
    let keep = quotes == Quotes::Keep || is_passed_on(shares(text));
    let mut kept: Vec<&str> = Vec::new();
    let mut quoting = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "-- " {
            let len = lines.clone().take_while(|line| !line.starts_with('>')).take(SIGNATURE + 2).count();
            if is_signature(lines.clone().take(len)) {
                lines = skipped(lines, len);
                continue;
            }
        }
        if !line.starts_with('>') {
            kept.push(line);
        } else if keep {
            kept.push(line.trim_start_matches(['>', ' ']));
        } else if !quoting {
            drop_intro(&mut kept);
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

fn skipped(mut lines: Lines<'_>, count: usize) -> Lines<'_> {
    lines.by_ref().take(count).for_each(drop);
    lines
}

/// Whether what stands behind two hyphens is who wrote, and no more of the text.
fn is_signature<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut count = 0;
    for line in lines {
        count += 1;
        if count > SIGNATURE || (line.len() > LONGEST_OF_A_SIGNATURE && !line.contains("://") && !line.contains('@')) {
            return false;
        }
    }
    true
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
pub fn decoded_again(message: &Message, part: &MessagePart, text: &str, is_html: bool) -> Option<String> {
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
    let said = said.or_else(|| is_html.then(|| html::declared(&bytes)).flatten());
    if let Some((text, _, false)) = said.map(|said| said.decode(&bytes)) {
        return Some(text.into_owned());
    }
    encoding::decode(&bytes).ok().map(|decoded| decoded.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    fn check(kind: &str, text: &str, expected: &str) {
        let mail = format!("Subject: x\nContent-Type: text/plain; {kind}\n\n");
        let message = MessageParser::default().parse(&mail).unwrap();
        assert_eq!(own_words(text, message.root_part(), Quotes::Drop), expected, "{text}");
    }

    #[test]
    fn quotes_and_signatures_are_left_out() {
        check("", "One.\n\nOn 1 May Jane wrote:\n> Two.\n>\n> Three.\n\nFour.\n-- \nJane\n", "One.\n\n\nFour.\n");
        check("", "On Mon, 1 May 2023 at 10:00, Jane Doe\n<jane@example.org> wrote:\n> Two.\nOne.\n", "One.\n");
        check("", "What he said:\n> Two.\nOne.\n", "What he said:\nOne.\n");
        check("", "> Two.\n>> Three.\n", "Two.\nThree.");
        check("", "Dash\n--\nmore\n", "Dash\n--\nmore\n");
        check("", "One.\n-- \nJane\n\nOn 1 May Jane wrote:\n> Two.\n", "One.\n");
        for more in ["line\n".repeat(13), format!("{}\n", "a long story ".repeat(10))] {
            check("", &format!("One.\n-- \n{more}"), &format!("One.\n-- \n{more}"));
        }
    }

    #[test]
    fn what_is_passed_on_is_kept() {
        let quoted = "> words of a story\n>\n".repeat(20);
        let kept = format!("Worth reading.\n\nJane wrote:\n{}", "words of a story\n\n".repeat(20));
        check("", &format!("Worth reading.\n\nJane wrote:\n{quoted}"), &kept);
        for (own, expected) in [(0, false), (12, true), (200, false)] {
            assert_eq!(has_quotes(&format!("{}{quoted}", "own words\n".repeat(3 * own))), expected, "{own}");
        }
        assert!(!has_quotes("no quotes\n") && has_quotes("> one\nYes.\n"));
    }

    #[test]
    fn a_newsletter_keeps_its_items() {
        let message = MessageParser::default().parse("Subject: x\n\n").unwrap();
        assert_eq!(own_words("One.\n> Two.\n", message.root_part(), Quotes::Keep), "One.\nTwo.\n");
    }

    #[test]
    fn flowed_text_is_put_together() {
        check("format=flowed", "One line \ngoes on.\nNext.\n  Indented\n", "One line goes on.\nNext.\n Indented\n");
        check("format=flowed; delsp=yes", "Don \nau.\n", "Donau.\n");
        check("", "One line \nends.\n", "One line \nends.\n");
    }
}
