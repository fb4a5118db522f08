//! A file that is one JSON value: an article, a list of them, or something with such a list in it. It is held at once,
//! other than lines.
//!
//! Most files of JSON are no articles. One of which nothing looks like an article gives nothing at all, not even
//! complaints.

use super::list::{Articles, Begin};
use super::object::Object;
use super::{Fill, finish, lines, mend, parse, parted, take};
use crate::corpus::{Draft, Issue, IssueKind};
use crate::ingest::{clean_line, fragment, raw_lines};

type Read = (Vec<Draft>, Vec<Issue>);

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
            match drafts.is_empty() && bytes.starts_with(b"{") && speaks_of_articles(bytes) {
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

pub(super) fn one(object: &Object, path: String, fill: Fill) -> Result<Draft, Issue> {
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
    if !found.counts() {
        let missed = result.as_ref().err().filter(|_| speaks_of_articles(bytes)).map(|error| broken("not JSON", error));
        return ((Vec::new(), missed.into_iter().collect()), result.is_ok());
    }
    if let Err(error) = &result {
        found.issues.push(broken("not JSON from here on", error));
    }
    ((found.drafts, found.issues), result.is_ok())
}

#[cfg(test)]
mod tests {
    use super::super::Complaints;
    use super::super::list::MOST;
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
        check("\u{feff}{\n \"title\": \"T\",\n \"date\": \"x\"\n}\n", &["a.json T"], &[]);
        check("[{\n\"title\":\"T\",\"url\":\"x\"},{\"title\":\n\"U\"}]", &["a.json:1 T", "a.json:2 U"], &[]);
        check("[{\"title\":\"T\"},{\"title\":\"U\",\"url\":\"x\"}]", &["a.json:1 T", "a.json:2 U"], &[]);
        check("[\n{\"title\":\"T\"},\nx\n{\"title\":\"U\"}]", &["a.json:2 T", "a.json:4 U"], &["not a JSON object"]);
        check("{\"title\":\"T\"}\n{\"title\":\"U\"}", &["a.json:1 T", "a.json:2 U"], &[]);
        check("{\n\"title\": \"T\",\n\"url\":\"x\",\"x\": NaN}", &["a.json T"], &[]);
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
            "\"word\"",
            "{\"name\":\"newsprint\",\"description\":\"a reader\",\"version\":\"1\"}",
            "[{\"name\":\"a\",\"url\":\"https://x.example\"},{\"name\":\"b\"}]",
            "{\"title\":\"T\"}",
            "{\"items\":[{\"name\":\"x\"}],\"data\":3}",
            "{\"title\":\"Settings\",\"text\":\"Save your changes\",\"cancel\":\"Cancel\"}",
            "[{\"type\":\"message\",\"text\":\"hi\"},{\"type\":\"message\",\"text\":\"hello all\"}]",
            "{\"v1\":{\"name\":\"x\"},\"v2\":7}",
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
            "{\"articles\":[{\"title\":\"T\",\"url\":\"x\"},{\"title\":",
            &["a.json:1 T"],
            &["not JSON from here on: EOF while parsing a value"],
        );
    }

    #[test]
    fn long_texts_among_messages_are_messages() {
        let long = format!("{{\"text\":\"{}\"}}", "many words ".repeat(20));
        check(&format!("[{{\"text\":\"hi\"}},{long},{{\"text\":\"yes\"}}]"), &[], &[]);
        check(&format!("[{{\"text\":\"hi\"}},{long},{long}]"), &["a.json:1 -", "a.json:2 -", "a.json:3 -"], &[]);
    }

    #[test]
    fn what_servers_answer_is_read() {
        let article = "{\"title\":\"T\",\"url\":\"x\"}";
        let short = "{\"title\":\"T\",\"text\":\"x\"}";
        check(&format!("{{\"hits\":{{\"total\":1,\"hits\":[{{\"_source\":{short}}}]}}}}"), &["a.json:1 T"], &[]);
        check(&format!("{{\"list\":{{\"123\":{article},\"x\":{article},\"7\":[1]}}}}"), &["a.json:1 T"], &[]);
        check(&format!("{{\"a1\":{article},\"b2\":{article}}}"), &["a.json:1 T", "a.json:2 T"], &[]);
        check(&format!("{{\"article\":{short}}}"), &["a.json T"], &[]);
        let graph = format!("{{\"@graph\":[{{\"name\":\"x\",\"url\":\"y\"}},{article}]}}");
        check(&graph, &["a.json:1 T"], &[]);
    }

    #[test]
    fn what_comes_before_a_mistake_is_read() {
        check(
            "[{\"title\":\"T\",\"url\":\"x\"}, {}, {\"title\":\"U\",",
            &["a.json:1 T"],
            &[
                "article 2 of the list: nothing to read: neither a title nor a body",
                "not JSON from here on: EOF while parsing a value",
            ],
        );
        check("[{\"title\":\"T\",\"url\":\"x\",\n\"x\":NaN}]", &["a.json:1 T"], &[]);
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
