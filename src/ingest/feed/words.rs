//! Which element of which vocabulary says what of an article.

/// The vocabularies that say something of an article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Words {
    /// RSS, Atom and whatever is not known better.
    Own,
    Content,
    Dublin,
    /// Pictures and sound: says something where nothing else does.
    Media,
    /// Marks the element it stands on.
    Other,
}

impl Words {
    pub fn of_space(space: &str) -> Words {
        let has = |part: &str| space.contains(part);
        match () {
            () if has("purl.org/rss/1.0/modules/content") => Words::Content,
            () if has("purl.org/dc/") => Words::Dublin,
            () if has("search.yahoo.com/mrss") || has("itunes.com") => Words::Media,
            () if has("Atom") || has("atom/ns") || has("purl.org/atom") => Words::Own,
            () if has("my.netscape.com/rdf") || has("backend.userland.com") || has("blogs.law.harvard.edu") => {
                Words::Own
            }
            () if has("purl.org/rss/1.0/") && !has("modules") => Words::Own,
            () if has("purl.org/net/rss1.1") || has("channel.netscape.com") => Words::Own,
            () if has("rssnamespace.org/feedburner") || has("w3.org/1999/xhtml") => Words::Own,
            () => Words::Other,
        }
    }

    pub fn of_prefix(prefix: &str) -> Words {
        match prefix {
            "" | "rss" | "atom" | "atom10" | "a" | "a10" | "feedburner" | "xhtml" => Words::Own,
            "content" => Words::Content,
            "dc" | "dcterms" | "dcq" => Words::Dublin,
            "media" | "itunes" => Words::Media,
            _ => Words::Other,
        }
    }
}

/// What an element says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field {
    Title(u8),
    Date(u8),
    Link(u8),
    Language,
    Author,
    Tag,
    Body,
    Source,
    /// Something with titles and links of its own.
    Apart,
}

/// What an element of this name says, if anything.
pub fn field_of(words: Words, name: &str) -> Option<Field> {
    use Field::*;
    Some(match (words, name) {
        (Words::Own, "title") => Title(0),
        (Words::Dublin, "title") => Title(1),
        (Words::Media, "title") => Title(2),
        (Words::Own, "published" | "pubDate" | "pubdate" | "PubDate") | (Words::Dublin, "issued") => Date(0),
        (Words::Own, "issued") | (Words::Dublin, "date" | "available") => Date(1),
        (Words::Own, "date" | "created") | (Words::Dublin, "created") => Date(2),
        (Words::Own, "updated" | "modified" | "lastBuildDate") | (Words::Dublin, "modified") => Date(3),
        (Words::Own, "origLink") => Link(0),
        (Words::Own, "link") => Link(1),
        (Words::Own, "guid") => Link(2),
        (Words::Own, "id") => Link(3),
        (Words::Own | Words::Dublin, "language") => Language,
        (Words::Own, "author") | (Words::Dublin, "creator") | (Words::Media, "author") => Author,
        (Words::Own, "category") | (Words::Dublin, "subject") => Tag,
        (Words::Own, "description" | "summary" | "content" | "tagline" | "subtitle" | "body" | "fullitem")
        | (Words::Content, "encoded")
        | (Words::Dublin, "description")
        | (Words::Media, "description" | "summary" | "subtitle") => Body,
        (Words::Own | Words::Dublin, "source") => Source,
        (Words::Own, "image" | "textinput" | "textInput" | "contributor" | "cloud") => Apart,
        _ => return None,
    })
}
