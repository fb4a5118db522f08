//! What a document that is held whole gives: text of one article, and JSON.

use super::out::{Out, Reading};
use super::{LIMIT, cut, encoding, html, json_lines, raw_lines};
use crate::corpus::{Draft, Issue, IssueKind};
use crate::text::sanitise;

/// So much of what may be a page tells whether it is one.
const HEAD: usize = 4 << 10;

/// Text in whatever encoding; `fill` makes blocks of it, sanitised. `was_cut`: there was more than `bytes`.
pub fn text(bytes: &[u8], was_cut: bool, out: &mut Out, fill: impl Fn(&str, &mut Draft)) {
    text_within(LIMIT, bytes, was_cut, out, fill);
}

pub(super) fn text_within(limit: usize, bytes: &[u8], was_cut: bool, out: &mut Out, fill: impl Fn(&str, &mut Draft)) {
    // Four bytes a character is the widest encoding there is: no more than this can be of use.
    let whole = bytes.get(..4 * limit).unwrap_or(bytes);
    let decoded = match encoding::decode_as(whole, encoding::named(out.hints().charset.as_deref())) {
        Ok(decoded) => decoded,
        Err(issue) => {
            out.tell(issue);
            return;
        }
    };
    let mut draft = Draft { issues: decoded.issues, ..Draft::default() };
    let text = cut(&mut draft, limit, decoded.text, was_cut || whole.len() < bytes.len());
    let safe = sanitise::lines(&text);
    draft.hidden += safe.hidden;
    match out.reading() {
        Reading::Clean => fill(&safe.text, &mut draft),
        Reading::Raw => raw_lines(&safe.text, &mut draft),
    }
    if draft.blocks.is_empty() && draft.title.is_some() {
        draft.issues.push(Issue::new(IssueKind::Empty, "there is no text in it"));
    }
    out.article(draft);
}

/// A web page.
pub fn html(bytes: &[u8], out: &mut Out) {
    let mut draft = Draft::default();
    html::page_sent_as(encoding::named(out.hints().charset.as_deref()), bytes, &mut draft);
    out.article(draft);
}

/// What a program that mirrors sites calls as the server did, `story.php`: a page, or the program that makes one.
pub fn served(bytes: &[u8], out: &mut Out) {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_page = ["<html", "<body", "<!doctype html"].iter().any(|tag| head.contains(tag));
    let is_program = ["<?php", "<?=", "<%"].iter().any(|mark| head.contains(mark));
    if is_page && !is_program {
        html(bytes, out);
    } else {
        out.issue(IssueKind::Skipped, "no web page, though it is called as one");
    }
}

/// One JSON object a line, in memory.
pub fn json_lines(bytes: &[u8], out: &mut Out) {
    let drafts = json_lines::drafts(out.path(), 1, bytes);
    let drafts = match out.reading() {
        Reading::Clean => drafts,
        Reading::Raw => drafts.raw(),
    };
    for draft in drafts {
        let go_on = match draft {
            Ok(draft) => out.named(draft),
            Err(issue) => out.tell(issue),
        };
        if !go_on {
            return;
        }
    }
}

/// One JSON value: an article, or a list of them.
pub fn json(bytes: &[u8], out: &mut Out) {
    let (path, raw) = (out.path().to_string(), out.reading() == Reading::Raw);
    let (drafts, issues) = json_lines::read_whole(&path, bytes, raw, &mut |number| out.begin(&number.to_string()));
    let given = drafts.into_iter().all(|draft| out.named(draft));
    if given {
        issues.into_iter().all(|issue| out.tell(issue));
    }
}
