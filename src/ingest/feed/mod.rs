//! Feeds, one draft per entry: RSS of every version, Atom, JSON Feed. Most feeds that people have saved are broken
//! somewhere; what can be made out is read, and what cannot is said.

mod json;
mod parse;
mod words;

use super::out::Out;
use super::{clean_line, encoding, fragment, xml};
use crate::corpus::{Draft, IssueKind};

/// What is known under several names: the one that says it best counts, of equals the first.
#[derive(Debug, Default)]
struct Slot(Option<(u8, String)>);

impl Slot {
    fn keep(&mut self, rank: u8, text: &str) {
        let text = text.trim();
        if !text.is_empty() && self.0.as_ref().is_none_or(|(best, _)| rank < *best) {
            self.0 = Some((rank, text.to_string()));
        }
    }

    fn get(&self) -> Option<&str> {
        self.0.as_ref().map(|(_, text)| text.as_str())
    }
}

/// An entry as the feed has it.
#[derive(Debug, Default)]
struct Entry {
    title: Slot,
    date: Slot,
    link: Slot,
    language: Slot,
    /// Of feeds that collect from others.
    source: Slot,
    authors: Vec<String>,
    tags: Vec<String>,
    /// Summary, text, text with markup: any number of them, of which the longest is read.
    bodies: Vec<String>,
}

#[derive(Debug, Default)]
struct Feed {
    title: Slot,
    link: Slot,
    language: Slot,
    authors: Vec<String>,
    entries: Vec<Entry>,
    /// What is wrong with it.
    broken: Option<String>,
}

/// Whether `head` begins a feed in XML.
pub fn looks_like(head: &[u8]) -> bool {
    parse::looks_like(head)
}

/// Whether `head` begins a JSON Feed.
pub fn looks_like_json(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let version = b"//jsonfeed.org/version";
    let escaped = br"\/\/jsonfeed.org\/version";
    head.starts_with(b"{")
        && (head.windows(version.len()).any(|w| w == version) || head.windows(escaped.len()).any(|w| w == escaped))
}

/// Reads a feed in XML.
pub fn read(bytes: &[u8], out: &mut Out) {
    let decoded = match xml::decode_sent_as(encoding::named(out.hints().charset.as_deref()), bytes) {
        Ok(decoded) => decoded,
        Err(issue) => {
            out.tell(issue);
            return;
        }
    };
    let feed = parse::parse(&decoded.text);
    drop(decoded.text);
    // Files of settings are XML, too, and broken or not none of our business.
    if feed.entries.is_empty() && !looks_like(bytes.get(..4 << 10).unwrap_or(bytes)) {
        return;
    }
    if decoded.issues.into_iter().all(|issue| out.tell(issue)) {
        give(feed, out);
    }
}

/// Reads a JSON Feed.
pub fn read_json(bytes: &[u8], out: &mut Out) {
    give(json::parse(bytes), out);
}

fn give(feed: Feed, out: &mut Out) {
    for (n, entry) in feed.entries.iter().enumerate() {
        let part = (n + 1).to_string();
        if !out.begin(&part) {
            continue;
        }
        let draft = draft(&feed, entry);
        if (draft.title.is_some() || !draft.blocks.is_empty()) && !out.part(&part, draft) {
            return;
        }
    }
    if let Some(what) = feed.broken {
        out.issue(IssueKind::Format, what);
    }
}

fn draft(feed: &Feed, entry: &Entry) -> Draft {
    let mut draft = Draft::default();
    let mut line = |slot: &Slot| slot.get().and_then(|text| fragment::line(text, &mut draft));
    let (title, date) = (line(&entry.title), line(&entry.date));
    let (source, language) = (
        line(&entry.source).filter(|source| !source.contains("://")).or_else(|| line(&feed.title)),
        line(&entry.language).or_else(|| line(&feed.language)),
    );
    let link = entry.link.get().and_then(|link| absolute(link, feed.link.get()));
    draft.link = link.map(|link| clean_line(&mut draft, &link)).filter(|link| !link.is_empty());
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    let mut names: Vec<String> = Vec::new();
    for author in authors.iter().take(MOST_NAMES) {
        names.extend(fragment::line(person(author), &mut draft).filter(|name| !names.contains(name)));
    }
    for tag in entry.tags.iter().take(MOST_NAMES) {
        let tag = fragment::line(tag, &mut draft);
        draft.tags.extend(tag.filter(|tag| !draft.tags.contains(tag)));
    }
    draft.byline = Some(names.join(", ")).filter(|names| !names.is_empty());
    (draft.title, draft.date, draft.source, draft.language) = (title, date, source, language);
    // An entry that gives the whole text twice, as summary and as content, gives it with markup the second time.
    if let Some(body) = entry.bodies.iter().rev().max_by_key(|body| visible(body)) {
        paragraphs(body, &mut draft);
    }
    draft
}

/// So many authors and tags of an entry are kept.
const MOST_NAMES: usize = 32;

/// The bytes of a fragment that are in no tag.
fn visible(body: &str) -> usize {
    let mut inside = false;
    body.bytes().fold(0, |n, byte| {
        match byte {
            b'<' => inside = true,
            b'>' => inside = false,
            _ => return n + usize::from(!inside),
        }
        n
    })
}

/// HTML, or text with blank lines between its paragraphs, in which references may still be.
fn paragraphs(body: &str, draft: &mut Draft) {
    if fragment::has_tags(body) {
        return fragment::fill(body, draft);
    }
    let mut paragraph = String::new();
    for line in body.lines().chain([""]) {
        if !line.trim().is_empty() {
            paragraph.push_str(line);
            paragraph.push('\n');
        } else if !paragraph.is_empty() {
            fragment::fill(&paragraph, draft);
            paragraph.clear();
        }
    }
}

/// The name in `jane@example.org (Jane Doe)` and in `Jane Doe <jane@example.org>`.
fn person(author: &str) -> &str {
    let author = author.trim();
    match author.split_once('(').filter(|(address, _)| address.contains('@')) {
        Some((_, name)) => name.trim_end_matches(')').trim(),
        None => match author.split_once(['<']).filter(|(name, rest)| !name.trim().is_empty() && rest.contains('@')) {
            Some((name, _)) => name.trim(),
            None => author,
        },
    }
}

/// A link as it can be opened: that of an entry may begin where the feed's ends.
fn absolute(link: &str, base: Option<&str>) -> Option<String> {
    let is_web = |link: &str| link.starts_with("http://") || link.starts_with("https://");
    if is_web(link) {
        return Some(link.to_string());
    }
    if link.starts_with("//") {
        return Some(format!("https:{link}"));
    }
    let base = base.filter(|base| is_web(base) && link.starts_with('/'))?;
    let host = base.match_indices('/').nth(2).map_or(base, |(at, _)| base.get(..at).unwrap_or(base));
    Some(format!("{host}{link}"))
}
