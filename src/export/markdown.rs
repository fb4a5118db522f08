//! Markdown: what an article says stands there as it is and is never taken for markup.

use std::io::{self, Write};

use super::{Document, Item, line};
use crate::corpus::{Paragraph, ParagraphKind};

pub struct Markdown;

impl Document for Markdown {
    fn article(&mut self, out: &mut dyn Write, first: bool, item: &Item) -> io::Result<u64> {
        if !first {
            line(out, "")?;
        }
        line(out, &format!("# {}", escaped(&item.article.title)))?;
        line(out, "")?;
        line(out, &escaped(&item.origin()))?;
        if !item.tags.is_empty() {
            line(out, "")?;
            line(out, &escaped(&format!("tags: {}", item.tags.join(", "))))?;
        }
        let mut last = ParagraphKind::Body;
        for Paragraph { kind, text } in &item.article.paragraphs {
            // The items of one list stand together.
            if (*kind, last) != (ParagraphKind::List, ParagraphKind::List) {
                line(out, "")?;
            }
            let text = escaped(text);
            line(
                out,
                &match kind {
                    ParagraphKind::Heading => format!("## {text}"),
                    ParagraphKind::Caption => format!("*{}*", text.trim()),
                    ParagraphKind::List => format!("- {text}"),
                    ParagraphKind::Body | ParagraphKind::Dateline => text,
                },
            )?;
            last = *kind;
        }
        for note in item.notes {
            line(out, "")?;
            note.lines().try_for_each(|l| line(out, &format!("> {}", escaped(l))))?;
        }
        Ok(1)
    }
}

/// `text` so that Markdown shows it as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&');
        let first = at == 0 && matches!(c, '#' | '>' | '-' | '+' | '=' | '~');
        let number = at == digits && at > 0 && matches!(c, '.' | ')');
        if anywhere || first || number {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_a_text_as_it_is() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("Talks, then a truce", "Talks, then a truce");
        check("# not a heading", "\\# not a heading");
        check("a # b", "a # b");
        check("3. not a list", "3\\. not a list");
        check("1989 was 3. ", "1989 was 3. ");
        check("2*3 [sic] <b>", "2\\*3 \\[sic\\] \\<b>");
    }
}
