//! The publisher, where a line of furniture names it.

use crate::text::fold;

/// Words that newspapers, agencies and stations have in their names.
const PRESS: [&str; 44] = [
    "agency",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "desk",
    "dispatch",
    "echo",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "media",
    "mirror",
    "monitor",
    "news",
    "newspaper",
    "observer",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "reporter",
    "review",
    "standard",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "tv",
    "weekly",
    "world",
    "zeitung",
];

/// The publisher that this line of furniture names, if it does beyond doubt.
pub fn named_in(line: &str) -> Option<String> {
    from_plea(line).or_else(|| from_letter(line)).or_else(|| from_rights(line))
}

/// `Support The Harbour Post!`, and the name in it.
pub fn from_plea(line: &str) -> Option<String> {
    let rest = after(line, &["support ", "subscribe to ", "donate to "])?;
    let name = name(rest.trim_end_matches(['!', '.', ' ']))?;
    let folded = fold(&name).into_owned();
    let is_title = name.starts_with("The ") && name.split(' ').all(|w| w.starts_with(char::is_uppercase));
    (is_title || folded.split(' ').any(|w| PRESS.contains(&w))).then_some(name)
}

/// `A message from The Harbour Post:`
fn from_letter(line: &str) -> Option<String> {
    let rest = after(line, &["a message from ", "an appeal from ", "a letter from ", "a note from "])?;
    name(rest.strip_suffix(':')?)
}

/// `© 2024 The Harbour Post. All rights reserved.`: without a year or the phrase it may be a picture's.
fn from_rights(line: &str) -> Option<String> {
    let folded = fold(line);
    let law = folded.strip_prefix("copyright").map(|rest| rest.trim_start_matches([' ', ':', ',']));
    let signed = |text: &str| text.starts_with('©') || text.starts_with("(c)");
    let marked =
        signed(&folded) || law.is_some_and(|rest| signed(rest) || rest.starts_with(|c: char| c.is_ascii_digit()));
    let (claim, reserved) = match folded.find("all rights reserved") {
        Some(at) => (line.get(..at).unwrap_or(line), true),
        None => (line, false),
    };
    let mark = |c: char| matches!(c, '©' | '.' | ',' | ' ' | '|' | '-' | '–');
    let mut rest = claim.trim_matches(mark);
    let mut year = false;
    loop {
        let (first, others) = rest.split_once(' ').unwrap_or((rest, ""));
        let word = fold(first.trim_matches(|c: char| !c.is_alphanumeric())).into_owned();
        let is_year = word.len() >= 4 && word.chars().all(|c| c.is_ascii_digit() || c == '-');
        if !(is_year || matches!(word.as_str(), "copyright" | "c" | "by" | "")) || others.is_empty() {
            break;
        }
        year |= is_year;
        rest = others.trim_start_matches(mark);
    }
    if !year && let Some((before, last)) = rest.rsplit_once(' ') {
        let last = last.trim_matches(mark);
        if last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit()) {
            (rest, year) = (before, true);
        }
    }
    (marked && (year || reserved)).then(|| name(rest.trim_matches(mark))).flatten()
}

fn after<'a>(line: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    beginnings.iter().find_map(|b| {
        let head = line.get(..b.len())?;
        head.eq_ignore_ascii_case(b).then(|| line.get(b.len()..)).flatten()
    })
}

/// A name of one to six words. The article is a part of it only where it is written like one.
fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("the ").unwrap_or(text);
    let words = text.split(' ').count();
    let first = fold(text.split(' ').next().unwrap_or("")).into_owned();
    let plain = !text.contains(['.', ':', ';', '!', '?', '"', '“', '©']) || text.ends_with("Inc.");
    let pronoun = matches!(first.as_str(), "our" | "us" | "your" | "this" | "a" | "for" | "independent" | "quality");
    (plain && !pronoun && words <= 6 && text.chars().any(char::is_alphabetic)).then(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::named_in;

    fn check(line: &str, expected: &str) {
        assert_eq!(named_in(line).unwrap_or_default(), expected, "{line}");
    }

    #[test]
    fn publishers_name_themselves() {
        check("Support The Harbour Post!", "The Harbour Post");
        check("Support the world desk!", "world desk");
        check("Support The Insider!", "The Insider");
        check("Subscribe to the Ostend Gazette", "Ostend Gazette");
        check("A Message from The Harbour Post:", "The Harbour Post");
        check("© 2024 The Harbour Post", "The Harbour Post");
        check("Copyright © 2019-2024 The Harbour Post. All rights reserved.", "The Harbour Post");
        check("© The Harbour Post 2024", "The Harbour Post");
        check("(c) 2024, Harbour Media", "Harbour Media");
        check("© Harbour Media. All Rights Reserved", "Harbour Media");
    }

    #[test]
    fn other_lines_do_not() {
        for line in [
            "Support our journalism!",
            "Support Ukraine!",
            "Support the troops!",
            "Support us",
            "Subscribe to our newsletter",
            "A message from the Pope was read.",
            "© European Union",
            "© 2024",
            "All rights reserved.",
            "Ann Lee. © 2024 Harbour Media",
            "Support for the Harbour Post is falling.",
            "Copyright law was changed in 2024",
            "",
        ] {
            check(line, "");
        }
    }
}
