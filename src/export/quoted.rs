//! A list of quotes, each with who said it, when and where.

use std::io::{self, Write};

use super::markdown::escaped;
use super::{Document, Item, line};

pub struct Quoted {
    /// Else plain text.
    pub markdown: bool,
}

impl Document for Quoted {
    fn article(&mut self, out: &mut dyn Write, first: bool, item: &Item) -> io::Result<u64> {
        let article = item.article;
        let date = article.date.map(|date| date.to_string());
        let mut count = 0;
        for quote in item.quotes() {
            if !first || count > 0 {
                line(out, "")?;
            }
            let speaker = item.speaker(quote).unwrap_or("(nobody named)").to_string();
            let from = [Some(speaker), date.clone(), article.source.clone()];
            let from = from.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let from = format!("{from}: {}", article.title);
            if self.markdown {
                line(out, &format!("> “{}”", escaped(&quote.text)))?;
                line(out, ">")?;
                line(out, &format!("> — {}", escaped(&from)))?;
            } else {
                line(out, &format!("“{}”", quote.text))?;
                line(out, &format!("— {from}"))?;
            }
            count += 1;
        }
        Ok(count)
    }
}
