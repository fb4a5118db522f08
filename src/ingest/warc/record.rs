//! One record of a web archive: a page, or something that is passed by.

use std::io::{Cursor, Read};

use crate::corpus::IssueKind;
use crate::ingest::http::{self, Head};
use crate::ingest::members::Names;
use crate::ingest::out::{Hints, Out};
use crate::ingest::registry;

/// How many records are no pages, and why.
#[derive(Default)]
pub struct Passed {
    /// Requests, what is said about records, pages that have not changed.
    pub about: u64,
    /// Redirects and errors.
    failed: u64,
    /// Pictures, styles, programs.
    others: u64,
    /// Larger than a page can be.
    pub large: u64,
}

impl Passed {
    /// For people to read, if there was any.
    pub fn message(&self) -> Option<String> {
        let counts = [
            (self.failed, "redirects and errors"),
            (self.others, "files of other formats"),
            (self.large, "records larger than 64 MiB"),
            (self.about, "requests and remarks"),
        ];
        let parts: Vec<String> =
            counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        (!parts.is_empty()).then(|| format!("passed by: {}", parts.join(", ")))
    }
}

/// What the pages of an archive go through.
#[derive(Default)]
pub struct Pages {
    pub passed: Passed,
    names: Names,
}

impl Pages {
    /// Reads the record of this head and block, the one of this number. False: nothing more is wanted.
    pub fn record(&mut self, head: &Head, block: &[u8], number: u64, out: &mut Out) -> bool {
        let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let content = head.get("content-type").unwrap_or_default();
        let address = head.get("warc-target-uri").unwrap_or_default();
        // The first version of the standard showed it so, and some took it by its word.
        let address = address.trim_start_matches('<').trim_end_matches('>').trim();
        let name = if address.is_empty() { format!("record {number}") } else { address.to_string() };
        match (kind.as_str(), content.to_ascii_lowercase().starts_with("application/http")) {
            ("warcinfo", _) => {}
            ("response" | "resource" | "conversion", true) => return self.answer(&name, block, out),
            ("response", false) if content.is_empty() => return self.answer(&name, block, out),
            ("resource" | "conversion", false) => return self.page(&name, content, Box::new(block), out),
            ("response", false) => self.passed.others += 1,
            _ => self.passed.about += 1,
        }
        true
    }

    /// Reads what a server answered.
    pub fn answer(&mut self, name: &str, block: &[u8], out: &mut Out) -> bool {
        let is_good = |head: &Head| matches!(head.status(), Some(200..=205 | 207..=299));
        let Some((head, length)) = Head::of(block).filter(|(head, _)| is_good(head)) else {
            self.passed.failed += 1;
            return true;
        };
        let sent = block.get(length..).unwrap_or_default();
        self.page(name, head.get("content-type").unwrap_or_default(), http::body(&head, sent), out)
    }

    fn page(&mut self, name: &str, declared: &str, mut body: Box<dyn Read + '_>, out: &mut Out) -> bool {
        let (media_type, charset) = http::media_type(declared);
        let mut front = Vec::new();
        let error = Read::by_ref(&mut body).take(4 << 10).read_to_end(&mut front).err();
        if front.is_empty() {
            self.passed.failed += u64::from(error.is_none());
            let tell = |error: std::io::Error| out.issue_of(name, IssueKind::Unreadable, error.to_string());
            return error.is_none_or(tell);
        }
        if !is_page(media_type.as_deref(), name, &front) {
            self.passed.others += 1;
            return true;
        }
        let link = (name.starts_with("http://") || name.starts_with("https://")).then(|| name.to_string());
        let hints = Hints { link, media_type, charset, ..Hints::default() };
        out.member(&self.names.new_one(name), hints, &mut Cursor::new(front).chain(body))
    }
}

/// Whether what was sent from an address as this may be read.
fn is_page(media_type: Option<&str>, address: &str, front: &[u8]) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let says = |words: &[&str]| {
        let text = String::from_utf8_lossy(front);
        words.iter().any(|word| text.contains(word))
    };
    match media_type {
        Some("text/html" | "application/xhtml+xml" | "application/pdf" | "text/markdown" | "message/rfc822") => true,
        Some("application/rss+xml" | "application/atom+xml" | "application/rdf+xml" | "application/feed+json") => true,
        Some("application/epub+zip" | "multipart/related") => true,
        Some("text/plain") => is_prose(path) && !says(&["<script"]),
        Some("text/xml" | "application/xml") => says(&["<rss", "<feed", "<rdf:RDF", "<html"]),
        Some("application/json" | "application/ld+json") => {
            says(&["\"headline\"", "\"articleBody\"", "jsonfeed.org/version", "\"content_text\"", "\"maintext\""])
        }
        None | Some("application/octet-stream" | "unknown/unknown" | "content/unknown") => {
            registry::is_told(front) || says(&["<html", "<HTML", "<!DOCTYPE html", "<!doctype html"])
        }
        Some(_) => false,
    }
}

/// Whether a text at this path is for people: servers have some for programs, too.
fn is_prose(path: &str) -> bool {
    const FOR_PROGRAMS: [&str; 5] = ["robots.txt", "ads.txt", "app-ads.txt", "security.txt", "llms.txt"];
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let file = path.rsplit('/').next().unwrap_or_default();
    file.is_empty() || (!FOR_PROGRAMS.contains(&file) && registry::reads(file))
}
