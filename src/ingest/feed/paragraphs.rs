//! What the paragraphs of an entry are.

use crate::corpus::Draft;
use crate::ingest::fragment;

/// HTML, or text with blank lines between its paragraphs, in which references may still be.
pub fn fill(body: &str, draft: &mut Draft) {
    if fragment::has_tags(body) {
        return match parted(body) {
            Some(parted) => fragment::fill(&parted, draft),
            None => fragment::fill(body, draft),
        };
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

/// Markup without marks for its paragraphs, as programs that set them by blank lines export it: with the marks.
fn parted(body: &str) -> Option<String> {
    const BREAKS: [&str; 4] = ["<p>", "<p ", "<br", "<div"];
    const BLOCKS: [&str; 21] = [
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "table",
        "tr",
        "td",
        "tbody",
        "thead",
        "blockquote",
        "figure",
        "hr",
        "section",
        "article",
        "script",
    ];
    let lower = body.to_ascii_lowercase();
    if BREAKS.iter().any(|tag| lower.contains(tag)) || !body.lines().any(|line| line.trim().is_empty()) {
        return None;
    }
    let is_block = |text: &str| {
        let tag = text.strip_prefix('<').map(|tag| tag.strip_prefix('/').unwrap_or(tag)).unwrap_or("");
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)) || text.starts_with("<!")
    };
    let mut out = String::with_capacity(body.len() + 64);
    let mut begins = true;
    for line in body.lines() {
        if line.trim().is_empty() {
            begins = true;
            continue;
        }
        if begins && !is_block(line.trim_start()) {
            out.push_str("<p>");
        }
        out.extend([line, "\n"]);
        begins = false;
    }
    Some(out)
}
