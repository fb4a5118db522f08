//! For tests of formats: what is read of bytes, and bytes that were damaged.

use proptest::prelude::*;
use proptest::sample::Index;

use super::read;
use crate::corpus::{Draft, Issue};

/// What happened to a file: where, what, and with which byte.
#[derive(Clone, Debug)]
pub struct Damage(Vec<(Index, u8, u8)>);

/// A few things that happen to files: bits flip, they are cut, parts are doubled or put in.
pub fn damage() -> impl Strategy<Value = Damage> {
    prop::collection::vec(any::<(Index, u8, u8)>(), 1..6).prop_map(Damage)
}

impl Damage {
    pub fn to(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        for (at, how, byte) in &self.0 {
            let at = at.index(bytes.len().max(1)).min(bytes.len());
            match how % 8 {
                0..4 if at < bytes.len() => bytes[at] = if how % 2 == 0 { bytes[at] ^ (byte | 1) } else { *byte },
                4 => bytes.truncate(at),
                5 => bytes.extend_from_within(at..),
                6 => drop(bytes.drain(at..(at + usize::from(*byte)).min(bytes.len()))),
                _ => bytes.insert(at, *byte),
            }
        }
        bytes
    }
}

/// Reads `bytes` as a file of that name and compares the paths and texts (blocks joined by `|`) of its articles, and
/// that each issue's message, after what it is about, has these words.
pub fn check(name: &str, bytes: &[u8], expected: &[(&str, &str)], issues: &[&str]) {
    let (drafts, found) = read(name, bytes);
    let drafts: Vec<_> = drafts.iter().map(|draft| (draft.path.clone(), text(draft))).collect();
    let expected: Vec<_> = expected.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    assert_eq!(drafts, expected, "{name}: {found:?}");
    let found: Vec<_> = found.iter().map(told).collect();
    assert_eq!(found.len(), issues.len(), "{name}: {found:?}");
    for (found, expected) in found.iter().zip(issues) {
        assert!(found.contains(expected), "{found:?}: {expected:?}");
    }
}

/// Reads `bytes` as a file of that name: something comes of it, and all of it is fit to be shown.
#[track_caller]
pub fn holds(name: &str, bytes: &[u8]) {
    let (drafts, issues) = read(name, bytes);
    assert!(!drafts.is_empty() || !issues.is_empty());
    for draft in drafts {
        let fields = [&draft.title, &draft.date, &draft.source, &draft.byline, &draft.language, &draft.link];
        let fields = fields.into_iter().flatten().chain(&draft.tags).chain([&draft.path]);
        let messages = draft.issues.iter().map(|i| &i.message);
        for text in fields.chain(draft.blocks.iter().map(|b| &b.text)).chain(messages) {
            assert!(!text.chars().any(char::is_control), "{text:?}");
        }
        for block in &draft.blocks {
            assert!(!block.text.is_empty() && block.text.trim() == block.text && !block.text.contains("  "));
        }
    }
}

pub fn text(draft: &Draft) -> String {
    draft.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("|")
}

fn told(issue: &Issue) -> String {
    format!("{}: {}", issue.member.as_deref().unwrap_or(""), issue.message)
}
