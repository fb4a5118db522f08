//! An article: as ingest hands it over ([`Draft`]) and as cleaning leaves it ([`Article`]).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Issue;

/// The first 16 bytes of the BLAKE3 hash of an article's content: the name under which the reader's own marks are
/// kept, so that they survive a move, a rename and a rebuilt index.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub [u8; 16]);

impl ArticleId {
    /// From 32 hexadecimal digits, as [`Display`](std::fmt::Display) writes them.
    pub fn parse(text: &str) -> Option<ArticleId> {
        let mut id = [0; 16];
        if text.len() != 32 {
            return None;
        }
        for (i, byte) in id.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
        }
        Some(ArticleId(id))
    }
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl std::fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// Where a title, a date or a source was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The file says so in its own first lines.
    File,
    /// Front matter or other markup.
    Markup,
    /// Taken from the first sentence, because there is no title.
    Lead,
    /// A dateline: `PARIS, April 17 (World desk) --`.
    Dateline,
    /// A line of furniture: `Support the World Desk!`.
    Furniture,
    /// The file's name.
    Name,
}

/// How far what was found is to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Put together from two places that say a part each.
    Low,
    /// Said where a neighbouring day may be meant: a dateline, a file's name.
    Medium,
    /// Said by the file or its markup, or by two places independently.
    High,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    #[default]
    Body,
    Heading,
    Caption,
    Dateline,
    List,
}

/// One paragraph: a single line of sanitised text without line breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    pub kind: ParagraphKind,
    pub text: String,
}

impl Paragraph {
    pub fn new(kind: ParagraphKind, text: impl Into<String>) -> Paragraph {
        Paragraph { kind, text: text.into() }
    }
}

/// A line taken out of the story. `before` is the index of the paragraph it stood before (the number of paragraphs
/// for what stood after the last), so that the reader can show it in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    pub text: String,
    pub before: u32,
}

/// What ingest makes of a file: sanitised blocks and whatever the markup said, not yet judged by [`crate::clean`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The path as shown to people, sanitised.
    pub path: String,
    /// From markup only (front matter); a first line that looks like a title is for `clean` to judge.
    pub title: Option<String>,
    /// As written in markup; parsed by `clean`.
    pub date: Option<String>,
    pub source: Option<String>,
    pub byline: Option<String>,
    pub language: Option<String>,
    pub link: Option<String>,
    /// Web addresses that its markup links to.
    pub links: Vec<String>,
    pub tags: Vec<String>,
    /// Lines of a text file, blocks of a marked-up one; no line breaks inside, none empty.
    pub blocks: Vec<Paragraph>,
    /// True where a block is a line as it stood in the file (text), false where markup told the blocks apart.
    pub plain: bool,
    /// How many hidden characters the sanitiser took out.
    pub hidden: u32,
    pub issues: Vec<Issue>,
}

/// An article as it is read, indexed and annotated: furniture apart, title, date and source found or honestly `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub id: ArticleId,
    pub path: String,
    pub title: String,
    pub title_origin: Origin,
    pub date: Option<Date>,
    pub date_origin: Option<Origin>,
    pub date_confidence: Option<Confidence>,
    pub source: Option<String>,
    pub source_origin: Option<Origin>,
    pub byline: Option<String>,
    /// ISO 639-1 where it is known or could be told with confidence.
    pub language: Option<String>,
    pub link: Option<String>,
    /// Web addresses that its markup links to; those that stand in the text are not among them.
    pub links: Vec<String>,
    pub tags: Vec<String>,
    pub paragraphs: Vec<Paragraph>,
    pub furniture: Vec<Furniture>,
    pub hidden: u32,
    pub issues: Vec<Issue>,
}

impl Article {
    /// The text in which a mention's span lies: the title for `None`, else that paragraph.
    pub fn text(&self, paragraph: Option<u32>) -> &str {
        match paragraph {
            None => &self.title,
            Some(n) => self.paragraphs.get(n as usize).map_or("", |p| &p.text),
        }
    }

    /// Words in the story: title and furniture do not count.
    pub fn words(&self) -> usize {
        self.paragraphs.iter().map(|p| crate::text::segment::count_words(&p.text)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::ArticleId;

    #[test]
    fn an_id_survives_being_written_down() {
        let id = ArticleId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 254, 255]);
        assert_eq!(ArticleId::parse(&id.to_string()), Some(id));
        assert_eq!(ArticleId::parse("00"), None);
        assert_eq!(ArticleId::parse(&"é".repeat(16)), None);
    }
}
