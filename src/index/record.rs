//! An article as the index keeps it: the stored record, and the lines of words that are searched.

use serde::Serialize;

use super::IndexError;
use super::schema::{FORM, GAP};
use crate::corpus::{Annotations, Article};
use crate::query::words::tokens;

/// What is stored of one article.
pub(super) struct Record {
    pub serial: u32,
    pub file: String,
    pub article: Article,
    pub annotations: Annotations,
}

/// Behind the record stand its checksum and its length. tantivy does not look at stored bytes, and a flipped bit must
/// not be shown as text; what it puts before them we need not read.
const TAIL: usize = 8;

pub(super) fn encode(
    serial: u32,
    file: &str,
    article: &Article,
    annotations: &Annotations,
) -> Result<Vec<u8>, IndexError> {
    #[derive(Serialize)]
    struct Borrowed<'a>(u32, &'a str, &'a Article, &'a Annotations);
    let cannot = |_| IndexError::Io("an article could not be written down".into());
    let mut bytes = postcard::to_stdvec(&Borrowed(serial, file, article, annotations)).map_err(cannot)?;
    let (sum, length) = (crc32fast::hash(&bytes), bytes.len() as u32);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    Ok(bytes)
}

/// The record at the end of `bytes`.
pub(super) fn decode(bytes: &[u8]) -> Result<Record, IndexError> {
    let damaged = || IndexError::damaged("an article in it is not whole");
    let (body, tail) = bytes.split_at_checked(bytes.len().saturating_sub(TAIL)).ok_or_else(damaged)?;
    let (sum, length) = tail.split_at_checked(TAIL / 2).ok_or_else(damaged)?;
    let length = u32::from_le_bytes(length.try_into().map_err(|_| damaged())?) as usize;
    let body = body.get(body.len().checked_sub(length).ok_or_else(damaged)?..).ok_or_else(damaged)?;
    if sum != crc32fast::hash(body).to_le_bytes() {
        return Err(damaged());
    }
    let (serial, file, article, annotations) = postcard::from_bytes(body).map_err(|_| damaged())?;
    Ok(Record { serial, file, article, annotations })
}

/// The searched lines of one article, title and text, see [`super::schema`].
pub(super) fn lines(article: &Article) -> (String, String) {
    let mut title = String::with_capacity(article.title.len() + 1);
    push(&article.title, &mut title);
    let mut body = String::with_capacity(article.paragraphs.iter().map(|p| p.text.len() + 2).sum());
    for paragraph in &article.paragraphs {
        push(&paragraph.text, &mut body);
        body.push(GAP);
    }
    (title, body)
}

fn push(text: &str, line: &mut String) {
    let mut last = None;
    for token in tokens(text) {
        line.push(if last == Some(token.position) { FORM } else { ' ' });
        line.push_str(&token.text);
        last = Some(token.position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::tests::article;

    #[test]
    fn a_record_comes_back_as_it_was() {
        let (article, annotations) = article("Talks in Paris", Some("2025-04-17"), &["One paragraph.", "Two."]);
        let bytes = encode(7, "a/b.txt", &article, &annotations).unwrap();
        let record = decode(&[b"what stands before", bytes.as_slice()].concat()).unwrap();
        assert_eq!((record.serial, record.file.as_str()), (7, "a/b.txt"));
        assert_eq!((record.article, record.annotations), (article, annotations));
    }

    #[test]
    fn a_changed_record_is_not_believed() {
        let (article, annotations) = article("Talks", None, &["Text."]);
        let bytes = encode(7, "f", &article, &annotations).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 4;
            assert!(decode(&changed).is_err());
            assert!(decode(&bytes[..at]).is_err());
        }
    }

    #[test]
    fn words_are_written_with_their_forms_and_gaps() {
        let (article, _) = article("US talks", None, &["Sanctions, and troops.", "Two."]);
        let (title, body) = lines(&article);
        assert_eq!(title, " us\tu.s talks");
        assert_eq!(body, " sanctions and troops\n two\n");
    }
}
