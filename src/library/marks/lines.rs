//! Marks as JSON Lines: one mark, one object, one line. What people take to another machine, or keep.
//!
//! What comes in may be anything: a line is a mark or a word about why not, and what it holds is sanitised and cut as
//! if it had been typed.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::corpus::{ArticleId, Correction, Note, Passage, Seen};
use crate::text::sanitise;

/// The name of an article, as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name(pub ArticleId);

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Name, D::Error> {
        let text = String::deserialize(from)?;
        ArticleId::parse(&text)
            .map(Name)
            .ok_or_else(|| de::Error::custom("an article is named by 32 hexadecimal digits"))
    }
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Line {
    Read {
        article: Name,
    },
    Star {
        article: Name,
    },
    Tag {
        article: Name,
        tag: String,
    },
    /// Where reading stopped.
    Position {
        article: Name,
        paragraph: u32,
        byte: u32,
    },
    Note {
        article: Name,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passage: Option<Passage>,
        #[serde(default, skip_serializing_if = "is_never", with = "moment")]
        at: u64,
    },
    Highlight {
        article: Name,
        passage: Passage,
        #[serde(default, skip_serializing_if = "is_never", with = "moment")]
        at: u64,
    },
    /// A place with a letter.
    Bookmark {
        letter: char,
        article: Name,
        paragraph: u32,
        byte: u32,
        #[serde(default)]
        title: String,
    },
    /// A saved search.
    Search {
        name: String,
        query: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        search: String,
        #[serde(default, skip_serializing_if = "is_never", with = "moment")]
        visited: u64,
        #[serde(default, skip_serializing_if = "Seen::is_empty", with = "digits")]
        seen: Seen,
    },
    /// A correction of names.
    Name(Correction),
}

fn is_never(at: &u64) -> bool {
    *at == 0
}

/// Seconds since 1970, as `2026-11-26T08:02:08Z`.
mod moment {
    use super::{Deserialize, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(at: &u64, to: S) -> Result<S::Ok, S::Error> {
        let moment = i64::try_from(*at).ok().and_then(|at| jiff::Timestamp::from_second(at).ok());
        to.collect_str(&moment.unwrap_or(jiff::Timestamp::UNIX_EPOCH))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        let moment: jiff::Timestamp =
            text.parse().map_err(|_| de::Error::custom("a time is like 2026-11-26T08:02:08Z"))?;
        Ok(u64::try_from(moment.as_second()).unwrap_or(0))
    }
}

/// Bytes, as two hexadecimal digits each.
mod digits {
    use super::{Deserialize, Deserializer, Seen, Serializer, de};

    pub fn serialize<S: Serializer>(seen: &Seen, to: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(seen.bytes().len() * 2);
        for byte in seen.bytes() {
            text.extend([byte >> 4, byte & 15].map(|n| char::from_digit(n.into(), 16).unwrap_or('0')));
        }
        to.serialize_str(&text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Seen, D::Error> {
        let text = String::deserialize(from)?;
        let digit = |c: &u8| char::from(*c).to_digit(16).map(|n| n as u8);
        let byte = |pair: &[u8]| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        };
        let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(byte).collect();
        bytes.map(|b| Seen::from_bytes(&b)).ok_or_else(|| de::Error::custom("what was seen is hexadecimal digits"))
    }
}

/// The longest name of a search, a tag or a title, bytes.
const LONGEST: usize = 256;
/// The longest query, and the longest passage.
const LONGEST_TEXT: usize = 16 << 10;

impl Line {
    /// One line of a file; a sentence for people if it is none.
    pub fn parse(bytes: &[u8]) -> Result<Line, String> {
        let line: Line = serde_json::from_slice(bytes).map_err(|error| {
            // The place is said by whoever counts the lines.
            let text = error.to_string();
            sanitise::line(text.split(" at line ").next().unwrap_or(&text)).text
        })?;
        line.tidy()
    }

    /// The article that it is about.
    pub fn article(&self) -> Option<ArticleId> {
        match self {
            Line::Read { article }
            | Line::Star { article }
            | Line::Tag { article, .. }
            | Line::Position { article, .. }
            | Line::Note { article, .. }
            | Line::Highlight { article, .. }
            | Line::Bookmark { article, .. } => Some(article.0),
            Line::Search { .. } | Line::Name(_) => None,
        }
    }

    /// A note or highlight as a line.
    pub fn of_note(article: ArticleId, note: Note) -> Line {
        match note {
            Note { text, passage: Some(passage), at } if text.is_empty() => {
                Line::Highlight { article: Name(article), passage, at }
            }
            Note { text, passage, at } => Line::Note { article: Name(article), text, passage, at },
        }
    }

    /// As what it says would be if it had been typed.
    fn tidy(mut self) -> Result<Line, String> {
        match &mut self {
            Line::Tag { tag, .. } => {
                clean(tag, LONGEST);
                if tag.is_empty() || tag.contains(|c: char| c.is_whitespace() || c == ',') {
                    return Err("a tag is one word".into());
                }
            }
            Line::Note { text, passage, .. } => {
                *text = note_text(text);
                passage.iter_mut().for_each(|p| clean(&mut p.words, LONGEST_TEXT));
                if text.is_empty() {
                    return Err("a note has words".into());
                }
            }
            Line::Highlight { passage, .. } => {
                clean(&mut passage.words, LONGEST_TEXT);
                if passage.words.is_empty() {
                    return Err("a passage has words".into());
                }
            }
            Line::Bookmark { letter, title, .. } => {
                clean(title, LONGEST);
                if !letter.is_alphanumeric() {
                    return Err("a place is marked with a letter".into());
                }
            }
            Line::Search { name, query, search, .. } => {
                clean(name, LONGEST);
                clean(query, LONGEST_TEXT);
                clean(search, LONGEST_TEXT);
                if name.is_empty() || query.is_empty() && search.is_empty() {
                    return Err("a search has a name and a query".into());
                }
            }
            Line::Name(correction) => {
                let names = match correction {
                    Correction::Merge { one, other, .. } => vec![one, other],
                    Correction::Split { form, .. } => vec![form],
                    Correction::Rename { of, name, .. } => vec![of, name],
                    Correction::Hide { of, .. } => vec![of],
                };
                for name in names {
                    clean(name, LONGEST);
                    if name.is_empty() {
                        return Err("a name has letters".into());
                    }
                }
            }
            Line::Read { .. } | Line::Star { .. } | Line::Position { .. } => {}
        }
        Ok(self)
    }
}

/// The text of a note as it is kept: its lines, sanitised, without empty ones at the ends.
pub fn note_text(text: &str) -> String {
    let mut text = sanitise::lines(text.get(..text.floor_char_boundary(Note::LONGEST)).unwrap_or("")).text;
    text.truncate(text.trim_end().len());
    let start = text.find(|c: char| c != '\n').unwrap_or(0);
    text.drain(..start);
    text
}

fn clean(text: &mut String, longest: usize) {
    let clean = sanitise::line(text).text;
    let clean = clean.trim();
    *text = clean.get(..clean.floor_char_boundary(longest)).unwrap_or("").trim_end().to_string();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "000102030405060708090a0b0c0d0e0f";

    fn check(line: &str, expected: &str) {
        let said = match Line::parse(line.as_bytes()) {
            Ok(line) => serde_json::to_string(&line).unwrap(),
            Err(why) => why,
        };
        assert_eq!(said, expected.replace("ID", ID), "{line}");
    }

    #[test]
    fn lines_are_marks() {
        let same = |line: &str| check(&line.replace("ID", ID), line);
        same(r#"{"type":"read","article":"ID"}"#);
        same(r#"{"type":"star","article":"ID"}"#);
        same(r#"{"type":"tag","article":"ID","tag":"later"}"#);
        same(r#"{"type":"position","article":"ID","paragraph":3,"byte":12}"#);
        same(r#"{"type":"note","article":"ID","text":"a\nb","at":"2026-11-26T08:02:08Z"}"#);
        same(r#"{"type":"note","article":"ID","text":"a","passage":{"paragraph":2,"start":0,"end":4,"words":"Talk"}}"#);
        same(r#"{"type":"highlight","article":"ID","passage":{"paragraph":null,"start":0,"end":4,"words":"Talk"}}"#);
        same(r#"{"type":"bookmark","letter":"a","article":"ID","paragraph":0,"byte":0,"title":"Talks"}"#);
        same(r#"{"type":"search","name":"talks","query":"person:macron","seen":"00ff"}"#);
        same(r#"{"type":"name","do":"hide","kind":"person","of":"A"}"#);
    }

    #[test]
    fn what_is_no_mark_is_told() {
        let article = format!(r#""article":"{ID}""#);
        check("", "EOF while parsing a value");
        check("nonsense", "expected ident");
        check(r#"{"type":"read"}"#, "missing field `article`");
        check(r#"{"type":"read","article":"1"}"#, "an article is named by 32 hexadecimal digits");
        check(&format!(r#"{{"type":"tag",{article},"tag":" two words "}}"#), "a tag is one word");
        check(&format!(r#"{{"type":"tag",{article},"tag":"two\u00a0words"}}"#), "a tag is one word");
        check(&format!(r#"{{"type":"tag",{article},"tag":"two\u3000words"}}"#), "a tag is one word");
        check(&format!(r#"{{"type":"note",{article},"text":"\n \n"}}"#), "a note has words");
        check(
            &format!(r#"{{"type":"bookmark",{article},"letter":"!","paragraph":0,"byte":0}}"#),
            "a place is marked with a letter",
        );
        check(&format!(r#"{{"type":"note",{article},"text":"a","at":"soon"}}"#), "a time is like 2026-11-26T08:02:08Z");
        check(r#"{"type":"search","name":"a","query":"b","seen":"0g"}"#, "what was seen is hexadecimal digits");
    }

    #[test]
    fn further_fields_are_left_alone_and_texts_are_made_harmless() {
        check(
            &format!(r#"{{"type":"read","article":"{ID}","title":"T","date":null}}"#),
            r#"{"type":"read","article":"ID"}"#,
        );
        check(
            &format!(r#"{{"type":"note","article":"{ID}","text":"\n\na\u001b[2Jb\r\nc  \n"}}"#),
            "{\"type\":\"note\",\"article\":\"ID\",\"text\":\"a\u{fffd}[2Jb\\nc\"}",
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_mark_or_not(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            _ = Line::parse(&bytes);
        }

        #[test]
        fn a_line_that_is_changed_is_a_mark_or_not(at in 0usize..120, with in any::<u8>(), cut in 0usize..120) {
            let line = format!(r#"{{"type":"note","article":"{ID}","text":"a\u001b\ud83d","passage":{{"paragraph":2,"start":0,"end":4,"words":"Talk"}}}}"#);
            let mut bytes = line.into_bytes();
            let at = at % bytes.len();
            bytes[at] = with;
            bytes.truncate(cut.max(60));
            if let Ok(line) = Line::parse(&bytes) {
                let again = serde_json::to_vec(&line).unwrap();
                prop_assert_eq!(Line::parse(&again), Ok(line));
            }
        }
    }
}
