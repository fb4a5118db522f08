//! A file that is one JSON value: an article, or a list of them. It is held at once, other than lines.

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};

use super::object::Object;
use super::{Complaints, Fill, finish, lines, mend, parse, parted, take};
use crate::corpus::{Draft, Issue, IssueKind};
use crate::ingest::{clean_line, raw_lines, text};

/// So many articles are read of a list, for all are held at once. JSON Lines have no such limit.
const MOST: usize = 100_000;

/// Reads a file of one object, of a list of objects or, whatever it is called, of JSON Lines. An article of a list has
/// its number in the list, from 1, behind the file's path. What comes before a mistake is read.
pub fn read_whole(name: &str, bytes: &[u8], raw: bool) -> (Vec<Draft>, Vec<Issue>) {
    let fill: Fill = if raw { raw_lines } else { text::read };
    let path = clean_line(&mut Draft::default(), name);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    let by_lines = || parted(super::Drafts { fill, ..super::drafts(name, 1, bytes) });
    if bytes.starts_with(b"[") {
        let (read, is_whole) = list(&path, bytes, fill);
        return if is_whole || !has_a_line_each(bytes) { read } else { by_lines() };
    }
    let mended;
    let object = match parse(bytes) {
        Ok(object) => Ok(object),
        Err(_) if has_a_line_each(bytes) => return by_lines(),
        Err(error) => {
            mended = mend::mend(bytes);
            mended.as_ref().and_then(|mended| parse(mended.text.as_bytes()).ok()).ok_or(error)
        }
    };
    match object.map_err(|error| broken("not JSON", &error)).and_then(|object| one(&object, path, fill)) {
        Ok(draft) => (vec![draft], Vec::new()),
        Err(issue) => (Vec::new(), vec![issue]),
    }
}

/// A broken list whose objects stand on a line each is read line by line, past what is wrong in one of them.
fn has_a_line_each(bytes: &[u8]) -> bool {
    let mut rest = lines(1, bytes).skip_while(|(_, line)| *line == b"[");
    rest.next().is_some_and(|(_, line)| parse(super::unlisted(line)).is_ok())
}

fn one(object: &Object, path: String, fill: Fill) -> Result<Draft, Issue> {
    let mut draft = Draft { path, ..Draft::default() };
    take(object, &mut draft, fill);
    finish(draft).map_err(|what| Issue::new(IssueKind::Empty, what))
}

fn broken(what: &str, error: &serde_json::Error) -> Issue {
    let text = error.to_string();
    let why = text.rsplit_once(" at line ").map_or(text.as_str(), |(why, _)| why);
    let message = clean_line(&mut Draft::default(), &format!("{what}: {why}"));
    Issue { line: u32::try_from(error.line()).ok(), ..Issue::new(IssueKind::Format, message) }
}

/// The articles of a list, and whether it was read to its end.
fn list(path: &str, bytes: &[u8], fill: Fill) -> ((Vec<Draft>, Vec<Issue>), bool) {
    let new =
        || Articles { path, fill, number: 0, drafts: Vec::new(), issues: Vec::new(), more: Complaints::default() };
    let mut articles = new();
    let mut result = articles.read(bytes);
    if let Some(mended) = result.as_ref().err().and_then(|_| mend::mend(bytes)) {
        articles = new();
        result = articles.read(mended.text.as_bytes());
    }
    articles.issues.extend(articles.more.rest());
    if let Err(error) = &result {
        articles.issues.push(broken("not JSON from here on", error));
    }
    ((articles.drafts, articles.issues), result.is_ok())
}

/// The articles of a list, as far as it could be read.
struct Articles<'p> {
    path: &'p str,
    fill: Fill,
    number: usize,
    drafts: Vec<Draft>,
    issues: Vec<Issue>,
    more: Complaints,
}

impl Articles<'_> {
    fn read(&mut self, bytes: &[u8]) -> serde_json::Result<()> {
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        deserializer.deserialize_seq(&mut *self)?;
        deserializer.end()
    }
}

impl<'de> Visitor<'de> for &mut Articles<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(object) = list.next_element::<Object>()? {
            self.number += 1;
            if self.drafts.len() == MOST {
                self.issues
                    .push(Issue::new(IssueKind::Cut, format!("more than {MOST} articles: the rest is left out")));
                while list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            match one(&object, format!("{}:{}", self.path, self.number), self.fill) {
                Ok(draft) => self.drafts.push(draft),
                Err(issue) => {
                    let message = format!("article {} of the list: {}", self.number, issue.message);
                    self.issues.extend(self.more.about(Issue { message, ..issue }));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, articles: &[&str], issues: &[&str]) {
        let (drafts, wrong) = read_whole("a.json", text.as_bytes(), false);
        let titles: Vec<String> =
            drafts.iter().map(|d| format!("{} {}", d.path, d.title.as_deref().unwrap_or("-"))).collect();
        assert_eq!(titles, articles, "{text}");
        assert_eq!(wrong.iter().map(|i| i.message.as_str()).collect::<Vec<_>>(), issues, "{text}");
    }

    #[test]
    fn one_article_or_a_list_of_them() {
        check("\u{feff}{\n \"title\": \"T\",\n \"body\": \"x\"\n}\n", &["a.json T"], &[]);
        check("[{\n\"title\":\"T\"},{\"title\":\n\"U\"}]", &["a.json:1 T", "a.json:2 U"], &[]);
        check("[{\"title\":\"T\"},{\"title\":\"U\"}]", &["a.json:1 T", "a.json:2 U"], &[]);
        check("[\n{\"title\":\"T\"},\nx\n{\"title\":\"U\"}]", &["a.json:2 T", "a.json:4 U"], &["not a JSON object"]);
        check("{\"title\":\"T\"}\n{\"title\":\"U\"}", &["a.json:1 T", "a.json:2 U"], &[]);
        check("{\n\"title\": \"T\",\n\"x\": NaN}", &["a.json T"], &[]);
        check("{\n\"title\": \"T\",\nx}", &[], &["not JSON: key must be a string"]);
        check("text", &[], &["not JSON: expected ident"]);
        check("[]", &[], &[]);
        check("{}", &[], &["nothing to read: neither a title nor a body"]);
    }

    #[test]
    fn what_comes_before_a_mistake_is_read() {
        check(
            "[{\"title\":\"T\"}, {}, {\"title\":\"U\",",
            &["a.json:1 T"],
            &[
                "article 2 of the list: nothing to read: neither a title nor a body",
                "not JSON from here on: EOF while parsing a value",
            ],
        );
        check("[{\"title\":\"T\",\n\"x\":NaN}]", &["a.json:1 T"], &[]);
        let (drafts, issues) = read_whole(
            "a.json",
            format!("[{}{}]", "{},".repeat(500), "{\"title\":\"T\"},".repeat(MOST + 1)).as_bytes(),
            false,
        );
        assert_eq!((drafts.len(), issues.len()), (MOST, Complaints::NAMED + 3));
        for deep in ["[".repeat(100_000), "[{\"title\":".repeat(50_000), "[{\"x\":[".repeat(50_000)] {
            assert!(read_whole("a.json", deep.as_bytes(), false).0.is_empty());
        }
    }
}
