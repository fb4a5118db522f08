//! A box of messages one after another, each behind a line that begins with `From `. Read as it comes, a message at a
//! time, so that a box may be of any size.

use std::io::{BufRead, Read};

use super::mail;
use super::out::Out;
use crate::corpus::IssueKind;

/// A message longer than this is cut.
const LONGEST: usize = 64 << 20;
/// A line is looked at in pieces of this many bytes.
const PIECE: u64 = 64 << 10;

/// Whether `head` begins a box: the line between messages, then headers.
pub fn looks_like(head: &[u8]) -> bool {
    let mut lines = head.split_inclusive(|b| *b == b'\n').skip_while(|line| line.trim_ascii().is_empty());
    let first = lines.next().unwrap_or(b"");
    let second = lines.next().unwrap_or(b"");
    is_separator(first, true) && (mail::is_header(second) || second.starts_with(b">From "))
}

/// Whether a line parts two messages: a sender and a date, as mail programs write it. After a blank line less is
/// asked for, since a story may have a line that begins with `From`, but not one like this.
fn is_separator(line: &[u8], after_blank: bool) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|rest| rest.len() <= 300) else { return false };
    let rest = String::from_utf8_lossy(rest);
    let words: Vec<&str> = rest.split_whitespace().collect();
    let is_time =
        |word: &str| word.len() >= 4 && word.contains(':') && word.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let is_name =
        |word: &str, names: &[&str]| names.iter().any(|name| word.trim_end_matches(',').eq_ignore_ascii_case(name));
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let says = [
        words.iter().any(|word| is_time(word)),
        words.iter().any(|word| is_year(word)),
        words.iter().any(|word| is_name(word, &days)),
        words.iter().any(|word| is_name(word, &months)),
    ];
    let parts = says.iter().filter(|says| **says).count();
    let is_address = matches!(words.as_slice(), [address] if address.contains('@') || *address == "-");
    parts == 4 || (after_blank && (parts >= 3 || is_address))
}

/// Reads the messages of a box.
pub fn read(input: &mut dyn BufRead, out: &mut Out) {
    let mut messages = Messages { message: Vec::new(), number: 0, cut: false };
    let mut line = Vec::new();
    let (mut begins, mut after_blank) = (true, true);
    loop {
        line.clear();
        let read = Read::take(&mut *input, PIECE).read_until(b'\n', &mut line);
        match read {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                messages.end(out);
                out.issue(IssueKind::Unreadable, format!("cannot be read: {error}"));
                return;
            }
        }
        if begins && is_separator(&line, after_blank) {
            if !messages.end(out) {
                return;
            }
        } else {
            messages.push(if begins { unescaped(&line) } else { &line });
        }
        after_blank = begins && line.trim_ascii().is_empty();
        begins = line.ends_with(b"\n");
    }
    messages.end(out);
}

/// A line of a text that looked like one that parts messages.
fn unescaped(line: &[u8]) -> &[u8] {
    let quoted = line.iter().take_while(|b| **b == b'>').count();
    match line.get(quoted..) {
        Some(rest) if quoted > 0 && rest.starts_with(b"From ") => line.get(1..).unwrap_or(line),
        _ => line,
    }
}

struct Messages {
    message: Vec<u8>,
    number: u64,
    cut: bool,
}

impl Messages {
    fn push(&mut self, line: &[u8]) {
        if self.message.len() + line.len() > LONGEST {
            self.cut = true;
        } else if !self.cut {
            self.message.extend_from_slice(line);
        }
    }

    /// The message is over. False: nothing more is wanted.
    fn end(&mut self, out: &mut Out) -> bool {
        if self.message.trim_ascii().is_empty() {
            self.message.clear();
            return true;
        }
        self.number += 1;
        let part = self.number.to_string();
        let mut go_on = true;
        if std::mem::take(&mut self.cut) {
            go_on = out.issue_of(&part, IssueKind::Cut, "longer than 64 MiB: the rest is left out");
        }
        if go_on && out.begin(&part) {
            go_on = mail::read_part(&part, &self.message, out);
        }
        self.message.clear();
        // One long message is no reason to hold its room to the end of the box.
        self.message.shrink_to(1 << 20);
        go_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_between_messages_is_told_from_prose() {
        let check = |line: &str, strict: bool, loose: bool| {
            assert_eq!(
                (is_separator(line.as_bytes(), false), is_separator(line.as_bytes(), true)),
                (strict, loose),
                "{line}"
            );
        };
        check("From jane@example.org Mon Feb 17 09:30:00 2025\n", true, true);
        check("From - Mon Feb 17 09:30:00 2025\r\n", true, true);
        check("From 1234567890123456789@xxx Mon Feb 17 09:30:00 +0000 2025\n", true, true);
        check("From MAILER-DAEMON Fri Jul  8 12:08 2011\n", true, true);
        check("From ???@??? 17 Feb 2025 09:30:00 +0100\n", false, true);
        check("From jane@example.org\n", false, true);
        check("From Monday 17 February 2025 on, ferries leave at nine.\n", false, false);
        check("From the harbour comes word of a deal.\n", false, false);
        check("From: jane@example.org\n", false, false);
    }

    #[test]
    fn a_box_is_told_by_its_first_lines() {
        assert!(looks_like(b"From - Mon Feb 17 09:30:00 2025\nSubject: x\n\nText"));
        for text in ["From the harbour\nSubject: x", "From - Mon Feb 17 09:30:00 2025\n\nText", "", "From "] {
            assert!(!looks_like(text.as_bytes()), "{text}");
        }
    }
}
