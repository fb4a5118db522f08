//! Front matter: YAML between `---` or TOML between `+++` at the very top of a file.
//!
//! YAML is read as a stream of events: nothing is built, so that anchors and aliases cannot grow into anything. What
//! does not parse is said in an issue and read as text, line by line.

use saphyr_parser::{Event, Parser};

use super::keys::{self, Field};
use super::{clean_line, text};
use crate::corpus::{Draft, Issue, IssueKind};

/// A header longer than this is none.
const LIMIT: usize = 64 << 10;
/// Nesting beyond this is nobody's front matter.
const DEPTH: usize = 32;

/// Whether `text` begins with a closed block of front matter, broken or not.
pub fn begins(text: &str) -> bool {
    split(text).is_some_and(|(_, header, _)| has_keys(header))
}

/// Reads the front matter into `draft`, if there is any, and gives what comes after it.
pub fn take<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    let Some((fence, header, body)) = split(text).filter(|(_, header, _)| has_keys(header)) else {
        return text;
    };
    match if fence == "---" { yaml(header) } else { toml(header) } {
        Ok(pairs) if pairs.iter().any(|(key, _)| field_of(key).is_some()) => fill(draft, &pairs),
        Ok(_) => text::read_header(header, draft),
        Err((line, message)) => {
            let message = clean_line(draft, &message);
            let issue = Issue::new(IssueKind::Header, format!("front matter read as text: {message}"));
            draft.issues.push(Issue { line: line.map(|line| line + 1), ..issue });
            text::read_header(header, draft);
        }
    }
    body
}

/// The fence, what stands between the fences and what comes after.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let end = line.trim_end();
        if end == fence || (fence == "---" && end == "...") {
            return Some((fence, rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
        if at > LIMIT {
            return None;
        }
    }
    None
}

/// Two rules with prose between them are no front matter: its first line has a key.
fn has_keys(header: &str) -> bool {
    let mut lines = header.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.next().and_then(|line| line.split_once([':', '='])).is_some_and(|(key, _)| {
        let key = key.trim().trim_matches(['"', '\'']);
        !key.is_empty() && key.len() <= 40 && key.split_whitespace().count() <= 2 && !key.ends_with('.')
    })
}

type Pairs = Vec<(String, String)>;
/// The line within the header, from 1, and what is wrong with it.
type Broken = (Option<u32>, String);

/// Where the reader stands within the YAML.
enum Within {
    List,
    Map { key: Option<String> },
}

/// The top-level keys and the scalars below them. Of a mapping within (`author: {name: …}`) only names count.
fn yaml(header: &str) -> Result<Pairs, Broken> {
    let mut pairs = Pairs::new();
    let mut stack: Vec<Within> = Vec::new();
    let mut parser = Parser::new_from_str(header);
    while let Some(event) = parser.next_event() {
        let (event, _) = event.map_err(|e| (u32::try_from(e.marker().line()).ok(), e.info().to_string()))?;
        match event {
            Event::Scalar(text, ..) => match stack.last_mut() {
                Some(Within::Map { key: key @ None }) => *key = Some(text.into_owned()),
                _ => {
                    keep(&mut pairs, &stack, &text);
                    value_ends(&mut stack);
                }
            },
            Event::Alias(_) => match stack.last_mut() {
                Some(Within::Map { key: key @ None }) => *key = Some(String::new()),
                _ => value_ends(&mut stack),
            },
            Event::SequenceStart(..) => stack.push(Within::List),
            Event::MappingStart(..) => stack.push(Within::Map { key: None }),
            Event::SequenceEnd | Event::MappingEnd => {
                stack.pop();
                value_ends(&mut stack);
            }
            _ => {}
        }
        if stack.len() > DEPTH {
            return Err((None, "nested too deeply".into()));
        }
    }
    Ok(pairs)
}

/// A value is over: what comes next in a mapping is a key. A collection used as a key counts as an empty one.
fn value_ends(stack: &mut [Within]) {
    if let Some(Within::Map { key }) = stack.last_mut() {
        *key = if key.is_none() { Some(String::new()) } else { None };
    }
}

fn keep(pairs: &mut Pairs, stack: &[Within], text: &str) {
    let mut within = stack.iter().filter_map(|w| match w {
        Within::Map { key } => Some(key.as_deref().unwrap_or("")),
        Within::List => None,
    });
    let top = within.next().filter(|_| matches!(stack.first(), Some(Within::Map { .. })));
    let is_null = matches!(text.trim(), "" | "~" | "null" | "Null" | "NULL");
    if let Some(top) = top
        && !is_null
        && within.all(keys::is_name)
    {
        pairs.push((top.to_string(), text.to_string()));
    }
}

fn toml(header: &str) -> Result<Pairs, Broken> {
    let table: toml::Table = header.parse().map_err(|e: toml::de::Error| {
        let before = e.span().and_then(|span| header.get(..span.start)).unwrap_or("");
        (u32::try_from(before.matches('\n').count() + 1).ok(), e.message().to_string())
    })?;
    let mut pairs = Pairs::new();
    for (key, value) in &table {
        scalars(value, DEPTH, &mut |text| pairs.push((key.clone(), text)));
    }
    Ok(pairs)
}

fn scalars(value: &toml::Value, depth: usize, give: &mut impl FnMut(String)) {
    match value {
        toml::Value::String(text) => give(text.clone()),
        toml::Value::Array(list) if depth > 0 => list.iter().for_each(|v| scalars(v, depth - 1, give)),
        toml::Value::Table(table) if depth > 0 => {
            table.iter().filter(|(key, _)| keys::is_name(key)).for_each(|(_, v)| scalars(v, depth - 1, give));
        }
        toml::Value::Array(_) | toml::Value::Table(_) => {}
        other => give(other.to_string()),
    }
}

/// A header has no body: what it calls one is for nothing here.
fn field_of(key: &str) -> Option<(Field, usize)> {
    keys::field_of(key).filter(|(field, _)| *field != Field::Body)
}

fn fill(draft: &mut Draft, pairs: &Pairs) {
    let values = |draft: &mut Draft, wanted: Field| -> Vec<String> {
        let ranked = |key: &String| field_of(key).filter(|(field, _)| *field == wanted).map(|(_, rank)| rank);
        let best = pairs.iter().filter_map(|(key, _)| ranked(key)).min();
        let all = pairs.iter().filter(|(key, _)| best.is_some() && ranked(key) == best);
        all.map(|(_, value)| clean_line(draft, value)).filter(|value| !value.is_empty()).collect()
    };
    let first = |values: Vec<String>| values.into_iter().next();
    draft.title = first(values(draft, Field::Title));
    draft.date = first(values(draft, Field::Date));
    draft.source = first(values(draft, Field::Source));
    draft.byline = Some(values(draft, Field::Byline).join(", ")).filter(|s| !s.is_empty());
    draft.language = first(values(draft, Field::Language));
    draft.link = first(values(draft, Field::Link));
    draft.tags = tags(values(draft, Field::Tags));
}

/// A single value may be a list within a string: `peace, talks`.
pub fn tags(values: Vec<String>) -> Vec<String> {
    let split = |s: &String| s.split([',', ';']).map(|t| t.trim().to_string()).collect::<Vec<_>>();
    let all: Vec<String> = if values.len() == 1 { values.iter().flat_map(split).collect() } else { values };
    let mut out: Vec<String> = Vec::new();
    for tag in all.into_iter().filter(|t| !t.is_empty()) {
        if !out.contains(&tag) {
            out.push(tag);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Draft, &str) {
        let mut draft = Draft::default();
        let body = take(text, &mut draft);
        (draft, body)
    }

    fn check(header: &str, field: impl Fn(&Draft) -> Option<String>, expected: &str) {
        let text = format!("{header}\nBody.\n");
        let (draft, body) = read(&text);
        assert_eq!(body, "Body.\n", "{header}: {:?}", draft.issues);
        assert_eq!(field(&draft).as_deref().unwrap_or(""), expected, "{header}");
        assert!(draft.issues.is_empty() && draft.blocks.is_empty(), "{header}: {draft:?}");
    }

    #[test]
    fn fields_are_found_under_their_usual_names() {
        check("---\ntitle: Talks end\n---", |d| d.title.clone(), "Talks end");
        check("---\nheadline: Other\nTitle: \"Talks: end\"\n---", |d| d.title.clone(), "Talks: end");
        check("+++\ntitle = 'Talks end'\n+++", |d| d.title.clone(), "Talks end");
        check("---\ndate: 2025-04-18\n---", |d| d.date.clone(), "2025-04-18");
        check("---\npublish_date: 18 April 2025\n...", |d| d.date.clone(), "18 April 2025");
        check("+++\ndate = 2025-04-18T09:30:00Z\n+++", |d| d.date.clone(), "2025-04-18T09:30:00Z");
        check("---\nsite: The Harbour Post\n---", |d| d.source.clone(), "The Harbour Post");
        check("---\nauthor:\n  name: Ann Lee\n  mail: a@b.c\n---", |d| d.byline.clone(), "Ann Lee");
        check("---\nauthors: [Ann Lee, {name: Bo Ek, url: x}]\n---", |d| d.byline.clone(), "Ann Lee, Bo Ek");
        check("+++\nauthors = ['Ann Lee', 'Bo Ek']\n+++", |d| d.byline.clone(), "Ann Lee, Bo Ek");
        check("---\ntags: peace, talks; sea\n---", |d| Some(d.tags.join("|")), "peace|talks|sea");
        check("---\nkeywords:\n- a, b\n- c\n---", |d| Some(d.tags.join("|")), "a, b|c");
        check("---\nlang: en\ntitle: ~\n---", |d| d.title.clone(), "");
        check("---\ncanonical: https://post.example/1\n---", |d| d.link.clone(), "https://post.example/1");
        check("---\nlayout: x\n? [a, b]\n: c\ntitle: T\n---", |d| d.title.clone(), "T");
    }

    #[test]
    fn what_is_escaped_in_a_header_is_sanitised() {
        check("---\ntitle: \"a\\e]0;x\\u202Eb\"\n---", |d| d.title.clone(), "a\u{fffd}]0;xb");
        check("+++\ntitle = \"a\\u001b[2Jb\"\n+++", |d| d.title.clone(), "a\u{fffd}[2Jb");
    }

    #[test]
    fn a_broken_header_is_read_as_text() {
        let (draft, body) = read("---\ntitle: Talks: the end\ndate: 2025-04-18\n---\nBody.\n");
        assert_eq!(
            draft.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(),
            ["title: Talks: the end", "date: 2025-04-18"]
        );
        assert_eq!((draft.issues[0].kind, draft.issues[0].line), (IssueKind::Header, Some(2)));
        assert_eq!(body, "Body.\n");
        let (draft, _) = read("+++\ntitle = no quotes\n+++\nBody.\n");
        assert_eq!((draft.blocks.len(), draft.issues[0].line), (1, Some(2)));
    }

    #[test]
    fn two_rules_are_no_header() {
        for text in ["---\nA paragraph of prose.\n---\nBody.\n", "---\ntitle: never closed\n", "--- \n", "text\n---\n"]
        {
            let (draft, body) = read(text);
            assert_eq!((body, draft), (text, Draft::default()));
        }
    }

    #[test]
    fn hostile_headers_are_cheap() {
        let bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\ntitle: T\ntags: [*b,*b,*b]\n---\n";
        let (draft, _) = read(bomb);
        assert_eq!((draft.title.as_deref(), draft.tags.len()), (Some("T"), 0));
        for inner in ["[".repeat(60_000), "{a: ".repeat(15_000), "? ".repeat(30_000), "- ".repeat(30_000)] {
            let text = format!("---\ntitle: {inner}\n---\nBody.");
            let started = std::time::Instant::now();
            let (draft, body) = read(&text);
            assert_eq!((body, draft.issues.len()), ("Body.", 1));
            assert!(started.elapsed().as_secs() < 2, "{:?}", started.elapsed());
        }
        let (draft, _) = read(&format!("+++\na = {}\n+++\n", "[".repeat(50_000)));
        assert_eq!(draft.issues.len(), 1);
    }
}
