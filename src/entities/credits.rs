//! Credits: who took the picture and who wrote the lines is no part of the story.
//!
//! Lines of furniture are gone before this; what is left are credits inside paragraphs, at the end of captions above
//! all, and bylines that cleaning let pass.

use crate::text::Span;

/// The parts of `text` that are credits, in order.
pub fn find(text: &str) -> Vec<Span> {
    let start = text.len() - text.trim_start().len();
    if is_byline(text.trim()) {
        return vec![Span::new(start, text.len())];
    }
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(found) = next_mark(text, at) {
        let (from, to) = found;
        spans.push(Span::new(from, to));
        at = to.max(from + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    spans
}

/// Words that open a credit when a colon or "by" follows.
const OPENERS: [&str; 13] = [
    "photographer",
    "photo",
    "photos",
    "photograph",
    "picture",
    "pictures",
    "image",
    "images",
    "credit",
    "photo credit",
    "image credit",
    "graphic",
    "illustration",
];

const AGENCIES: [&str; 10] =
    ["Getty", "Bloomberg", "Reuters", "REUTERS", "AFP", "AP", "EPA", "Anadolu", "Shutterstock", "Pool"];

/// No credit in parentheses is longer; the limit keeps a text of nothing but parentheses cheap.
const LONGEST: usize = 160;

/// The next credit at or behind `at`: from its first byte to its end.
fn next_mark(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    for (here, byte) in bytes.iter().enumerate().skip(at) {
        let c = match byte {
            b'(' | b'[' | b':' | b'/' => char::from(*byte),
            b'y' if bytes.get(here.saturating_sub(2)..here) == Some(b" b") => 'y',
            0xc2 if bytes.get(here + 1) == Some(&0xa9) => '©',
            _ => continue,
        };
        match c {
            '(' | '[' => {
                let inner = text.get(here + 1..).unwrap_or("");
                let close = inner.bytes().take(LONGEST).position(|b| matches!(b, b')' | b']'));
                if let Some(inner) = close.and_then(|n| inner.get(..n))
                    && opens_credit(inner)
                {
                    return Some((here, here + 2 + inner.len()));
                }
            }
            '©' => return Some((here, end_of_sentence(text, here))),
            ':' => {
                if let Some(start) = opener_before(text, here) {
                    return Some((start, end_of_sentence(text, here)));
                }
            }
            // "Photo by", "Photographs by".
            'y' => {
                let before = text.get(..here).unwrap_or("");
                if let Some(before) = before.strip_suffix(" b")
                    && text
                        .get(here + 1..)
                        .and_then(|t| t.strip_prefix(' '))
                        .is_some_and(|t| t.starts_with(char::is_uppercase))
                    && let Some(start) = opener_before(text, before.len())
                    && text.get(start..).is_some_and(|t| t.starts_with(char::is_uppercase))
                {
                    return Some((start, end_of_sentence(text, here)));
                }
            }
            '/' => {
                let after = text.get(here + 1..).unwrap_or("").trim_start();
                if AGENCIES.iter().any(|a| after.starts_with(a))
                    && let Some(start) = names_before(text, here)
                {
                    return Some((start, end_of_word(text, here + 1)));
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether what stands in parentheses is a credit: "Photo: …", "AP Photo/…", "Photographer: …".
fn opens_credit(inner: &str) -> bool {
    let first = inner.get(..inner.find([':', '/']).unwrap_or(0)).unwrap_or("");
    let word = |w: &str| OPENERS.iter().any(|o| w.trim_matches('.').eq_ignore_ascii_case(o));
    let slashed = inner.contains('/') && AGENCIES.iter().any(|a| inner.contains(a));
    let begins =
        ["Photo by ", "Photograph by ", "Picture by ", "Image by ", "Reporting by ", "Editing by ", "Writing by "];
    inner.contains('©')
        || slashed
        || begins.iter().any(|b| inner.starts_with(b))
        || (!first.is_empty() && first.split(' ').any(word))
}

/// Where the opener begins that ends at `end`: a word of [`OPENERS`] at the beginning of a sentence or a part of one.
fn opener_before(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end)?;
    OPENERS
        .iter()
        .filter_map(|o| {
            let start = before.len().checked_sub(o.len())?;
            let same = before.get(start..).is_some_and(|b| b.eq_ignore_ascii_case(o));
            let lead = before.get(..start)?.trim_end();
            let opens = lead.is_empty() || lead.ends_with(['.', '!', '?', '”', '"', ')', '|', '—', '–', '-', ';', '…']);
            (same && opens).then_some(start)
        })
        .min()
}

/// The beginning of the one to three capitalised words that end at `end`, if there are any.
fn names_before(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end)?;
    let mut start = None;
    let mut at = before.len();
    for word in before.rsplit(' ').take(3) {
        if !word.starts_with(|c: char| c.is_uppercase()) || (start.is_some() && word.ends_with(['.', ',', ')'])) {
            break;
        }
        at = before.len().min(at) - word.len();
        start = Some(at);
        at = at.saturating_sub(1);
    }
    start
}

fn end_of_word(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|t| t.find(|c: char| !(c.is_alphanumeric() || c == ' ' && t.starts_with(' '))))
        .map_or(text.len(), |n| at + n)
}

/// The end of the sentence in which `at` lies; a full stop behind an initial does not end it.
fn end_of_sentence(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let mut from = 0;
    while let Some(n) = rest.get(from..).and_then(|r| r.find(". ")) {
        let stop = from + n;
        let word = rest.get(..stop).unwrap_or("").rsplit([' ', '.', '/']).next().unwrap_or("");
        if word.chars().count() > 1 {
            return at + stop + 1;
        }
        from = stop + 2;
    }
    text.len()
}

/// "By Jane Roe", "By Jane Roe and John Poe, Staff Writers", "Reporting by Jane Roe; editing by John Poe".
fn is_byline(text: &str) -> bool {
    const BEGINS: [&str; 7] = [
        "Reporting by ",
        "Additional reporting by ",
        "Editing by ",
        "Writing by ",
        "(Reporting by ",
        "(Additional reporting by ",
        "(Editing by ",
    ];
    if BEGINS.iter().any(|b| text.starts_with(b)) {
        return text.len() < 300;
    }
    let Some(rest) = text.strip_prefix("By ").or(text.strip_prefix("BY ")).or(text.strip_prefix("by ")) else {
        return false;
    };
    let lower = |w: &&str| {
        w.starts_with(char::is_lowercase) && !matches!(*w, "and" | "in" | "for" | "de" | "von" | "van" | "at")
    };
    text.len() < 120
        && !text.ends_with(['.', '!', '?', ':'])
        && rest.starts_with(char::is_uppercase)
        && rest.split_whitespace().count() >= 2
        && !rest.split_whitespace().any(|w| lower(&w))
}

#[cfg(test)]
mod tests {
    use super::find;

    /// What is left of the text.
    fn check(text: &str, left: &str) {
        let mut out = String::new();
        let mut at = 0;
        for span in find(text) {
            out.push_str(&text[at..span.start as usize]);
            at = span.end as usize;
        }
        out.push_str(&text[at..]);
        assert_eq!(out.trim(), left, "{text}");
    }

    #[test]
    fn credits_are_marked() {
        check("Ada Roe in Bern. (Photographer: Jan Poe/Bloomberg)", "Ada Roe in Bern.");
        check("Ada Roe in Bern. Photographer: Jan Poe/Bloomberg", "Ada Roe in Bern.");
        check("Ada Roe. © European Union", "Ada Roe.");
        check("Ada Roe speaks. Photo: Jan P. Poe/AFP. She left.", "Ada Roe speaks.  She left.");
        check("Ada Roe speaks. Jan Poe/Getty Images", "Ada Roe speaks.  Images");
        check("Ada Roe (AP Photo/Jan Poe) speaks", "Ada Roe  speaks");
        check("Ada Roe smiles. Photo by Jan Poe", "Ada Roe smiles.");
        check("By Jan Poe", "");
        check("By Jan Poe and Ada Roe in Bern", "");
        check("Reporting by Jan Poe; editing by Ada Roe", "");
    }

    #[test]
    fn the_story_stays() {
        for text in [
            "By Monday Mr Roe had left the town.",
            "She took a photo by the river: Ada Roe was in it.",
            "The picture: bleak.",
            "He said: “Ada Roe won.”",
            "Talks (and more talks) go on at 24/7 pace",
            "Credit by the bank was refused.",
        ] {
            check(text, text);
        }
    }
}
