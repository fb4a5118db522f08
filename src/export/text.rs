//! Plain text: title, where it comes from, paragraphs with a blank line between them.

use std::io::{self, Write};

use super::{Document, Item, line};
use crate::corpus::{Paragraph, ParagraphKind};

pub struct Text;

impl Document for Text {
    fn article(&mut self, out: &mut dyn Write, first: bool, item: &Item) -> io::Result<u64> {
        if !first {
            line(out, "")?;
            line(out, &"-".repeat(72))?;
            line(out, "")?;
        }
        line(out, &item.article.title)?;
        line(out, &item.origin())?;
        if !item.tags.is_empty() {
            line(out, &format!("tags: {}", item.tags.join(", ")))?;
        }
        let mut last = ParagraphKind::Body;
        for Paragraph { kind, text } in &item.article.paragraphs {
            if (*kind, last) != (ParagraphKind::List, ParagraphKind::List) {
                line(out, "")?;
            }
            match kind {
                ParagraphKind::List => line(out, &format!("- {text}"))?,
                _ => line(out, text)?,
            }
            last = *kind;
        }
        for note in item.notes {
            line(out, "")?;
            note.lines().try_for_each(|l| line(out, &format!("> {l}")))?;
        }
        Ok(1)
    }
}
