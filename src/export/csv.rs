//! Comma-separated values as RFC 4180 has them, in which no cell is a formula to a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Document, Item};
use crate::corpus::Kind;
use crate::text::sanitise;

/// Writes a record. A cell that a spreadsheet would calculate gets an apostrophe in front, as OWASP advises: what a
/// stranger wrote in an article must not be able to call a program when the table is opened.
pub fn record<'t>(out: &mut dyn Write, fields: impl IntoIterator<Item = &'t str>) -> io::Result<()> {
    for (n, field) in fields.into_iter().enumerate() {
        let field = sanitise::shown(field);
        let comma = if n > 0 { "," } else { "" };
        let padded = field.trim() != field;
        let field = inert(&field);
        let parted = matches!(field, Cow::Owned(_)) && field.contains(';');
        if padded || parted || field.contains([',', '"']) {
            write!(out, "{comma}\"{}\"", field.replace('"', "\"\""))?;
        } else {
            write!(out, "{comma}{field}")?;
        }
    }
    out.write_all(b"\n")
}

/// A cell in which nothing is calculated. Where a semicolon parts cells, as spreadsheets have it in half of Europe, what
/// follows one is a cell of its own, whatever quotes there are further up in the line.
fn inert(field: &str) -> Cow<'_, str> {
    if !field.split(';').any(is_formula) {
        return Cow::Borrowed(field);
    }
    let parts = field.split(';').map(|part| if is_formula(part) { format!("'{part}") } else { part.to_string() });
    Cow::Owned(parts.collect::<Vec<_>>().join(";"))
}

/// Whether a spreadsheet may take a cell for something to calculate. Tabs and line ends, which count too, are gone by
/// then; spaces before the sign are passed over by some programs.
fn is_formula(field: &str) -> bool {
    field.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A row for each article.
pub struct Articles;

impl Document for Articles {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        record(
            out,
            [
                "date",
                "title",
                "source",
                "byline",
                "language",
                "words",
                "people",
                "countries",
                "organisations",
                "quotes",
                "tags",
                "link",
                "path",
                "id",
            ],
        )
    }

    fn article(&mut self, out: &mut dyn Write, _: bool, item: &Item) -> io::Result<u64> {
        let article = item.article;
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let names = |kind| item.names(kind).join("; ");
        let said = |quote| format!("{}: “{}”", item.speaker(quote).unwrap_or("(nobody named)"), quote.text);
        let fields = [
            article.date.map(|d| d.to_string()).unwrap_or_default(),
            article.title.clone(),
            text(&article.source),
            text(&article.byline),
            text(&article.language),
            article.words().to_string(),
            names(Kind::Person),
            names(Kind::Country),
            names(Kind::Organisation),
            item.quotes().map(said).collect::<Vec<_>>().join(" | "),
            item.tags.join("; "),
            text(&article.link),
            article.path.clone(),
            article.id.to_string(),
        ];
        record(out, fields.iter().map(String::as_str))?;
        Ok(1)
    }
}

/// A row for each quote.
pub struct Quotes;

impl Document for Quotes {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        record(out, ["speaker", "cue", "date", "title", "text", "path", "id", "confidence", "source", "link"])
    }

    fn article(&mut self, out: &mut dyn Write, _: bool, item: &Item) -> io::Result<u64> {
        let article = item.article;
        let (date, id) = (article.date.map(|d| d.to_string()).unwrap_or_default(), article.id.to_string());
        let mut count = 0;
        for quote in item.quotes() {
            let confidence = format!("{:.2}", f64::from(quote.confidence) / 100.0);
            let fields = [
                item.speaker(quote).unwrap_or_default(),
                quote.cue.as_deref().unwrap_or_default(),
                &date,
                &article.title,
                &quote.text,
                &article.path,
                &id,
                &confidence,
                article.source.as_deref().unwrap_or_default(),
                article.link.as_deref().unwrap_or_default(),
            ];
            record(out, fields)?;
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fields: &[&str]) -> String {
        let mut out = Vec::new();
        record(&mut out, fields.iter().copied()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_field_with_a_comma_or_a_quote_is_quoted() {
        assert_eq!(written(&["a", "b,c", "d \"e\"", "", " f"]), "a,\"b,c\",\"d \"\"e\"\"\",,\" f\"\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(written(&["=1+1", "+1", "-1", "@SUM(A1)"]), "'=1+1,'+1,'-1,'@SUM(A1)\n");
        assert_eq!(written(&["=cmd|' /C calc'!A0, x"]), "\"'=cmd|' /C calc'!A0, x\"\n");
        assert_eq!(written(&[" =1", "\t=1", "＝1"]), "\"' =1\",\"' =1\",'＝1\n");
        assert_eq!(written(&["a=1", "2-1", "'=1"]), "a=1,2-1,'=1\n");
        assert_eq!(written(&["x;=cmd|' /C calc'!A0"]), "\"x;'=cmd|' /C calc'!A0\"\n");
        assert_eq!(written(&["=1; +2;a", "a; b"]), "\"'=1;' +2;a\",a; b\n");
    }

    proptest::proptest! {
        #[test]
        fn whatever_stands_in_a_cell_a_reader_of_tables_gets_it_back(cells in proptest::collection::vec("\\PC*", 1..6)) {
            let line = written(&cells.iter().map(String::as_str).collect::<Vec<_>>());
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            // An empty cell alone makes an empty line, which no reader counts.
            let Some(row) = reader.records().next() else { return Ok(()) };
            let row = row.unwrap();
            proptest::prop_assert_eq!(row.len(), cells.len());
            for (read, cell) in row.iter().zip(&cells) {
                proptest::prop_assert!(!read.starts_with(['=', '+', '-', '@']), "{}", read);
                let shown = sanitise::shown(cell);
                proptest::prop_assert_eq!(read, inert(&shown));
                proptest::prop_assert!(!read.split(';').any(is_formula), "{}", read);
            }
        }
    }
}
