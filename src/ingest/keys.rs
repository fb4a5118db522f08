//! Which key of a header or a record means which field of a draft.

/// A field of the draft that a key can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Date,
    Source,
    Byline,
    Language,
    Link,
    Tags,
    /// The story itself: in records only, the text after a header is its body.
    Body,
}

/// How many fields there are.
pub const FIELDS: usize = KEYS.len();

/// What the keys of the usual site generators, clippers, feed readers and collections mean; of two keys for one field
/// the earlier in this list counts. Compared in lower case without `_`, `-`, `:` and spaces.
const KEYS: [(Field, &[&str]); 8] = [
    (Field::Title, &["title", "headline", "ogtitle", "name", "webtitle", "booktitle", "resolvedtitle", "giventitle"]),
    (
        Field::Date,
        &[
            "date",
            "published",
            "pubdate",
            "publishdate",
            "datepublished",
            "publicationdate",
            "publishedat",
            "publishedtime",
            "publishedon",
            "publisheddate",
            "datepublish",
            "webpublicationdate",
            "articlepublishedtime",
            "posted",
            "issued",
            "created",
            // When it was kept, where nothing says when it was written.
            "createdat",
            "datecreated",
            "dateadded",
            "timeadded",
            "saveddate",
            "savedat",
            "highlightedat",
            "timestamp",
            "datedownload",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "site",
            "publisher",
            "publication",
            "outlet",
            "sitename",
            "website",
            "ogsitename",
            "newspaper",
            "sourcename",
            "publicationtitle",
            "containertitle",
            "origin",
            "sourcedomain",
            "domainname",
            "domain",
        ],
    ),
    (
        Field::Byline,
        &["author", "byline", "authors", "by", "creator", "writer", "creators", "bookauthor", "publishedby"],
    ),
    (Field::Language, &["lang", "language", "locale", "oglocale", "inlanguage"]),
    (
        Field::Link,
        &[
            "url",
            "link",
            "canonical",
            "canonicalurl",
            "permalink",
            "sourceurl",
            "ogurl",
            "weburl",
            "givenurl",
            "resolvedurl",
            "href",
            "alternate",
        ],
    ),
    (
        Field::Tags,
        &["tags", "keywords", "categories", "tag", "category", "topics", "documenttags", "manualtags", "labels"],
    ),
    (
        Field::Body,
        &[
            "body",
            "text",
            "content",
            "article",
            "bodytext",
            "articlebody",
            "articletext",
            "maintext",
            "fulltext",
            "plaintext",
            "story",
            "paragraphs",
            "contenthtml",
            "contenttext",
            "bodyhtml",
            "htmlcontent",
            "textcontent",
            "highlight",
            "highlights",
            "leadparagraph",
            // Where there is nothing longer.
            "description",
            "shortdescription",
            "summary",
            "abstract",
            "abstractnote",
            "excerpt",
            "snippet",
            "selection",
        ],
    ),
];

/// The longest key of the list, and room for what is not compared.
const LONGEST: usize = 32;

/// The field that `key` fills, and how far down the list it stands.
pub fn field_of(key: &str) -> Option<(Field, usize)> {
    let mut plain = [0; LONGEST];
    let mut len = 0;
    for byte in key.bytes().filter(|b| !matches!(b, b'_' | b'-' | b':' | b' ')) {
        *plain.get_mut(len)? = byte.to_ascii_lowercase();
        len += 1;
    }
    let plain = plain.get(..len)?;
    KEYS.iter().find_map(|(field, keys)| Some((*field, keys.iter().position(|k| k.as_bytes() == plain)?)))
}

/// Whether the key of this rank is one that articles have. The others (a name, a description) many things have.
pub fn is_strong(field: Field, rank: usize) -> bool {
    const WEAK: [&str; 9] = [
        "name",
        "description",
        "shortdescription",
        "summary",
        "abstract",
        "abstractnote",
        "excerpt",
        "snippet",
        "selection",
    ];
    let keys = KEYS.iter().find(|(known, _)| *known == field).map(|(_, keys)| *keys);
    keys.and_then(|keys| keys.get(rank)).is_some_and(|key| !WEAK.contains(key))
}

/// Whether what stands under `key` is the name of what it stands in, as in `author: {name: …}`.
pub fn is_name(key: &str) -> bool {
    ["name", "title", "label", "text", "tag"].iter().any(|name| key.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_however_they_are_written() {
        let check = |key: &str, expected: Option<(Field, usize)>| assert_eq!(field_of(key), expected, "{key}");
        check("title", Some((Field::Title, 0)));
        check("og:title", Some((Field::Title, 2)));
        check("publication_date", Some((Field::Date, 5)));
        check("pubDate", Some((Field::Date, 2)));
        check("Body Text", Some((Field::Body, 4)));
        for key in ["", "_", "titles", "título", &"x".repeat(40), &"_".repeat(400)] {
            check(key, None);
        }
    }

    #[test]
    fn every_key_of_the_list_can_be_met() {
        for (field, keys) in KEYS {
            for (rank, key) in keys.iter().enumerate() {
                assert_eq!(field_of(key), Some((field, rank)), "{key}");
            }
        }
    }

    #[test]
    fn fields_are_numbered_as_they_are_listed() {
        assert!(KEYS.iter().enumerate().all(|(n, (field, _))| *field as usize == n));
    }
}
