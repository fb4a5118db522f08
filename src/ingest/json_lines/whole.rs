//! A file that is one JSON value: an article, a list of them, or something with such a list in it. It is held at once,
//! other than lines.
//!
//! Most files of JSON are no articles. One of which nothing looks like an article gives nothing at all, not even
//! complaints.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::object::{Key, Object};
use super::{Complaints, Fill, finish, lines, mend, parse, parted, take};
use crate::corpus::{Draft, Issue, IssueKind};
use crate::ingest::keys::Field;
use crate::ingest::{clean_line, fragment, raw_lines};

/// So many articles are read of a list, for all are held at once. JSON Lines have no such limit.
const MOST: usize = 100_000;
/// Keys under which the answers of servers and the exports of programs have their list.
const LISTS: [&str; 13] = [
    "articles",
    "items",
    "results",
    "entries",
    "posts",
    "documents",
    "docs",
    "data",
    "hits",
    "stories",
    "news",
    "list",
    "response",
];
/// A list lies no deeper than this in what is around it.
const DEEPEST: usize = 3;

type Read = (Vec<Draft>, Vec<Issue>);
/// To be asked before an article of this number is read: see [`Out::begin`](crate::ingest::Out::begin).
type Begin<'b> = dyn FnMut(usize) -> bool + 'b;

/// Reads a file of one object, of a list of objects or, whatever it is called, of JSON Lines. An article of a list has
/// its number in the list, from 1, behind the file's path. What comes before a mistake is read.
pub fn read_whole(name: &str, bytes: &[u8], raw: bool, begin: &mut Begin) -> Read {
    let fill: Fill = if raw { raw_lines } else { fragment::fill_either };
    let path = clean_line(&mut Draft::default(), name);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    let by_lines = || {
        let fill: Fill = if raw { raw_lines } else { fragment::fill_stripped };
        parted(super::Drafts { fill, ..super::drafts(name, 1, bytes) })
    };
    if bytes.starts_with(b"[") {
        let (read, is_whole) = list(&path, bytes, fill, begin);
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
    match object {
        Ok(object) if object.is_article() => match one(&object, path, fill) {
            Ok(draft) => (vec![draft], Vec::new()),
            Err(issue) => (Vec::new(), vec![issue]),
        },
        Ok(_) => list(&path, bytes, fill, begin).0,
        Err(error) => {
            // A list that something is around, broken in the middle.
            let (drafts, issues) = list(&path, bytes, fill, begin).0;
            match drafts.is_empty() && speaks_of_articles(bytes) {
                true => (Vec::new(), vec![broken("not JSON", &error)]),
                false => (drafts, issues),
            }
        }
    }
}

/// Whether somebody would miss what cannot be read.
fn speaks_of_articles(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..64 << 10).unwrap_or(bytes)).to_ascii_lowercase();
    let keys = ["title", "headline", "body", "text", "content", "maintext", "articlebody"];
    keys.iter().any(|key| head.contains(&format!("\"{key}\"")))
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
fn list(path: &str, bytes: &[u8], fill: Fill, begin: &mut Begin) -> (Read, bool) {
    let (mut found, mut result) = Articles::read(path, bytes, fill, begin);
    if let Some(mended) = result.as_ref().err().and_then(|_| mend::mend(bytes)) {
        (found, result) = Articles::read(path, mended.text.as_bytes(), fill, begin);
    }
    found.issues.extend(found.more.rest());
    if !found.counts {
        let missed = result.as_ref().err().filter(|_| speaks_of_articles(bytes)).map(|error| broken("not JSON", error));
        return ((Vec::new(), missed.into_iter().collect()), result.is_ok());
    }
    if let Err(error) = &result {
        found.issues.push(broken("not JSON from here on", error));
    }
    ((found.drafts, found.issues), result.is_ok())
}

#[derive(Default)]
struct Found {
    number: usize,
    /// One of them at least is an article without anybody's word for it.
    counts: bool,
    drafts: Vec<Draft>,
    issues: Vec<Issue>,
    more: Complaints,
}

/// Takes the articles of a list, as far as it can be read.
struct Articles<'a, 'b> {
    path: &'a str,
    fill: Fill,
    begin: &'a mut Begin<'b>,
    found: &'a mut Found,
    depth: usize,
}

impl Articles<'_, '_> {
    fn read(path: &str, bytes: &[u8], fill: Fill, begin: &mut Begin) -> (Found, serde_json::Result<()>) {
        let mut found = Found::default();
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        let articles = Articles { path, fill, begin, found: &mut found, depth: 0 };
        let result = articles.deserialize(&mut deserializer).and_then(|()| deserializer.end());
        (found, result)
    }

    fn take(&mut self, object: &Object) {
        let found = &mut *self.found;
        found.counts |= object.is_article();
        let has_markup = object.get(Field::Body).is_some_and(fragment::has_tags);
        if has_markup && !(self.begin)(found.number) {
            return;
        }
        match one(object, format!("{}:{}", self.path, found.number), self.fill) {
            Ok(draft) => found.drafts.push(draft),
            Err(issue) => {
                let message = format!("article {} of the list: {}", found.number, issue.message);
                found.issues.extend(found.more.about(Issue { message, ..issue }));
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Articles<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Articles<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(object) = list.next_element::<Object>()? {
            self.found.number += 1;
            if self.found.drafts.len() == MOST {
                let issue = Issue::new(IssueKind::Cut, format!("more than {MOST} articles: the rest is left out"));
                self.found.issues.push(issue);
                while list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            self.take(&object);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let has_list = |key: &str| LISTS.contains(&key);
        while let Some(has_list) = map.next_key_seed(Key(has_list))? {
            if !has_list || self.depth == DEEPEST {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let (path, fill, depth) = (self.path, self.fill, self.depth + 1);
            let within = Articles { path, fill, begin: &mut *self.begin, found: &mut *self.found, depth };
            map.next_value_seed(Inner(within))?;
        }
        Ok(())
    }
}

/// What stands where a list is looked for, and may be anything.
struct Inner<'a, 'b>(Articles<'a, 'b>);

impl<'de> DeserializeSeed<'de> for Inner<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inner<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.0.visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.0.visit_map(map)
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, articles: &[&str], issues: &[&str]) {
        let (drafts, wrong) = read_whole("a.json", text.as_bytes(), false, &mut |_| true);
        let titles: Vec<String> =
            drafts.iter().map(|d| format!("{} {}", d.path, d.title.as_deref().unwrap_or("-"))).collect();
        assert_eq!(titles, articles, "{text}");
        assert_eq!(wrong.iter().map(|i| i.message.as_str()).collect::<Vec<_>>(), issues, "{text}");
    }

    #[test]
    fn one_article_or_a_list_of_them() {
        check("\u{feff}{\n \"title\": \"T\",\n \"body\": \"x\"\n}\n", &["a.json T"], &[]);
        check("[{\n\"title\":\"T\",\"text\":\"x\"},{\"title\":\n\"U\"}]", &["a.json:1 T", "a.json:2 U"], &[]);
        check("[{\"title\":\"T\"},{\"title\":\"U\",\"url\":\"x\"}]", &["a.json:1 T", "a.json:2 U"], &[]);
        check("[\n{\"title\":\"T\"},\nx\n{\"title\":\"U\"}]", &["a.json:2 T", "a.json:4 U"], &["not a JSON object"]);
        check("{\"title\":\"T\"}\n{\"title\":\"U\"}", &["a.json:1 T", "a.json:2 U"], &[]);
        check("{\n\"title\": \"T\",\n\"text\":\"x\",\"x\": NaN}", &["a.json T"], &[]);
        check("{\n\"title\": \"T\",\nx}", &[], &["not JSON: key must be a string"]);
        check("{\"files\": [ // all\n]}", &[], &[]);
        check("[]", &[], &[]);
        check("{}", &[], &[]);
    }

    #[test]
    fn what_holds_no_article_says_nothing() {
        for text in [
            "[1,2,3]",
            "7",
            "\"text\"",
            "{\"name\":\"newsprint\",\"description\":\"a reader\",\"version\":\"1\"}",
            "[{\"name\":\"a\",\"url\":\"https://x.example\"},{\"name\":\"b\"}]",
            "{\"title\":\"T\"}",
            "{\"items\":[{\"name\":\"x\"}],\"data\":3}",
        ] {
            check(text, &[], &[]);
        }
    }

    #[test]
    fn a_list_in_something_else_is_found() {
        let list = "[{\"title\":\"T\",\"url\":\"x\"}]";
        for text in [
            format!("{{\"status\":\"ok\",\"articles\":{list}}}"),
            format!("{{\"response\":{{\"docs\":{list},\"items\":7}}}}"),
            format!("{{\"data\":{{\"response\":{{\"results\":{list}}}}}}}"),
        ] {
            check(&text, &["a.json:1 T"], &[]);
        }
        check(&format!("{{\"x\":{list}}}"), &[], &[]);
        check(
            "{\"articles\":[{\"title\":\"T\",\"text\":\"x\"},{\"title\":",
            &["a.json:1 T"],
            &["not JSON from here on: EOF while parsing a value"],
        );
    }

    #[test]
    fn what_comes_before_a_mistake_is_read() {
        check(
            "[{\"title\":\"T\",\"text\":\"x\"}, {}, {\"title\":\"U\",",
            &["a.json:1 T"],
            &[
                "article 2 of the list: nothing to read: neither a title nor a body",
                "not JSON from here on: EOF while parsing a value",
            ],
        );
        check("[{\"title\":\"T\",\"text\":\"x\",\n\"x\":NaN}]", &["a.json:1 T"], &[]);
        let (drafts, issues) = read_whole(
            "a.json",
            format!("[{}{}]", "{},".repeat(500), "{\"title\":\"T\",\"url\":\"x\"},".repeat(MOST + 1)).as_bytes(),
            false,
            &mut |_| true,
        );
        assert_eq!((drafts.len(), issues.len()), (MOST, Complaints::NAMED + 3));
        for deep in ["[".repeat(100_000), "[{\"title\":".repeat(50_000), "[{\"x\":[".repeat(50_000)] {
            assert!(read_whole("a.json", deep.as_bytes(), false, &mut |_| true).0.is_empty());
        }
    }
}
