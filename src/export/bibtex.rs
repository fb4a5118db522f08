//! BibTeX: an entry for each article, in UTF-8. What is special to TeX is escaped; what would unbalance the braces, by
//! which entries are found, is spelt out.

use std::io::{self, Write};

use super::bibliography::{Author, Keys, authors};
use super::{Document, Item, line};

#[derive(Default)]
pub struct BibTex {
    keys: Keys,
}

impl Document for BibTex {
    fn article(&mut self, out: &mut dyn Write, first: bool, item: &Item) -> io::Result<u64> {
        const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let article = item.article;
        if !first {
            line(out, "")?;
        }
        // Without a journal @article is incomplete to every style.
        let kind = if article.source.is_some() { "article" } else { "misc" };
        line(out, &format!("@{kind}{{{},", self.keys.of(item)))?;
        let names: Vec<String> = authors(article.byline.as_deref().unwrap_or_default()).iter().map(author).collect();
        if !names.is_empty() {
            field(out, "author", &names.join(" and "))?;
        }
        // The second pair of braces keeps the capitals.
        field(out, "title", &format!("{{{}}}", escaped(&article.title)))?;
        if let Some(source) = &article.source {
            field(out, "journal", &format!("{{{}}}", escaped(source)))?;
        }
        if let Some(date) = article.date {
            field(out, "year", &format!("{:04}", date.year()))?;
            let month = usize::try_from(date.month()).ok().and_then(|m| MONTHS.get(m.checked_sub(1)?));
            // A macro: each style has its own names of months.
            month.map_or(Ok(()), |month| line(out, &format!("  month = {month},")))?;
            field(out, "day", &date.day().to_string())?;
        }
        if let Some(link) = item.link() {
            field(out, "url", &address(link))?;
        } else if article.source.is_none() {
            // Where it is from is nowhere else: styles print this of an entry that has nothing more.
            field(out, "howpublished", &escaped(&article.path))?;
        }
        if let Some(language) = &article.language {
            field(out, "language", &escaped(language))?;
        }
        if !item.tags.is_empty() {
            field(out, "keywords", &escaped(&item.tags.join(", ")))?;
        }
        line(out, "}")?;
        Ok(1)
    }
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    line(out, &format!("  {name} = {{{value}}},"))
}

fn author(author: &Author) -> String {
    match author {
        // "and" parts authors, so that a name holding it has to be in braces.
        Author::Person { given, family } => format!("{}, {}", escaped(family), escaped(given)),
        Author::Other(text) => format!("{{{}}}", escaped(text)),
    }
}

/// `text` so that TeX sets it as it is. Escaped braces count as braces to BibTeX: by their names they do not.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            _ => out.push(c),
        }
    }
    out
}

/// An address as the field has it: verbatim, but for what would end or unbalance it.
fn address(link: &str) -> String {
    let mut out = String::with_capacity(link.len());
    for c in link.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_special_to_tex_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("Élysée: 50 % & more", "Élysée: 50 \\% \\& more");
        check("a_b #1 $5", "a\\_b \\#1 \\$5");
        check(
            "{x} \\ ~ ^",
            "\\textbraceleft{}x\\textbraceright{} \\textbackslash{} \\textasciitilde{} \\textasciicircum{}",
        );
        assert_eq!(address("https://a.org/~x_{y}?a%20b&c#d\\"), "https://a.org/~x_%7By%7D?a%20b&c#d%5C");
    }

    proptest::proptest! {
        #[test]
        fn no_text_unbalances_the_braces(text in "[a-z{}\\\\%~^\" ]{0,40}") {
            let mut depth = 0i32;
            for c in escaped(&text).chars() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                proptest::prop_assert!(depth >= 0);
            }
            proptest::prop_assert_eq!(depth, 0);
            let special = address(&text).contains(['{', '}', '\\']);
            proptest::prop_assert!(!special);
        }
    }
}
