//! An article's name for ever: a hash of what it says.

use jiff::civil::Date;

use crate::corpus::{Article, ArticleId, Origin, Paragraph};

/// The first half of the BLAKE3 hash of title, date and text. Furniture, path and the kinds of paragraphs do not
/// count: the same article from two pages of one publisher, or under another name, is the same. So a date that the
/// file's name says does not count either.
pub fn of(article: &Article) -> ArticleId {
    let date = article.date.filter(|_| article.date_origin != Some(Origin::Name));
    hash(&article.title, date, &article.paragraphs)
}

fn hash(title: &str, date: Option<Date>, paragraphs: &[Paragraph]) -> ArticleId {
    let mut hasher = blake3::Hasher::new();
    hasher.update(title.as_bytes());
    hasher.update(b"\n");
    hasher.update(date.map(|d| d.to_string()).unwrap_or_default().as_bytes());
    for paragraph in paragraphs {
        hasher.update(b"\n");
        hasher.update(paragraph.text.as_bytes());
    }
    let mut id = [0; 16];
    id.iter_mut().zip(hasher.finalize().as_bytes()).for_each(|(to, from)| *to = *from);
    ArticleId(id)
}
