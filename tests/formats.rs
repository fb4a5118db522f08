//! Every format on a sample of its own, and on samples with damage.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::{Duration, Instant};

use newsprint::corpus::{Draft, Issue};
use newsprint::ingest;
use proptest::prelude::*;

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/formats/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What is read of a sample, under its own name and under one that says nothing.
fn read(name: &str) -> Vec<Draft> {
    let bytes = sample(name);
    let (drafts, issues) = ingest::read(name, &bytes);
    assert_eq!(issues, [], "{name}");
    assert!(drafts.iter().all(|draft| draft.issues.is_empty()), "{drafts:?}");
    drafts
}

fn is_told_by_its_content(name: &str) {
    let told: Vec<_> = ingest::read("x", &sample(name)).0.into_iter().map(|draft| draft.blocks).collect();
    let named: Vec<_> = read(name).into_iter().map(|draft| draft.blocks).collect();
    assert_eq!(told, named, "{name}");
}

/// Title, date, source, byline and link.
fn said(draft: &Draft) -> [&str; 5] {
    [&draft.title, &draft.date, &draft.source, &draft.byline, &draft.link].map(|field| field.as_deref().unwrap_or("-"))
}

fn blocks(draft: &Draft) -> Vec<&str> {
    draft.blocks.iter().map(|block| block.text.as_str()).collect()
}

fn paths(drafts: &[Draft]) -> Vec<&str> {
    drafts.iter().map(|draft| draft.path.as_str()).collect()
}

/// Reads what is meant to do harm, and says how many articles there were.
fn survives(name: &str, bytes: &[u8]) -> (Vec<Draft>, Vec<Issue>) {
    let started = Instant::now();
    let read = ingest::read(name, bytes);
    assert!(started.elapsed() < Duration::from_secs(20), "{name}: {:?}", started.elapsed());
    read
}

#[path = "formats/mails.rs"]
mod mails;

#[path = "formats/books.rs"]
mod books;
#[path = "formats/exports.rs"]
mod exports;
#[path = "formats/feeds.rs"]
mod feeds;

/// Nothing that is read may hold what a terminal acts on.
fn holds(name: &str, bytes: &[u8]) {
    let (drafts, issues) = ingest::read(name, bytes);
    assert!(!drafts.is_empty() || !issues.is_empty(), "{name}: nothing at all");
    for draft in drafts {
        let fields = [&draft.title, &draft.date, &draft.source, &draft.byline, &draft.language, &draft.link];
        let fields = fields.into_iter().flatten().chain(&draft.tags).chain([&draft.path]);
        let messages = draft.issues.iter().map(|issue| &issue.message);
        for text in fields.chain(draft.blocks.iter().map(|block| &block.text)).chain(messages) {
            assert!(!text.chars().any(char::is_control), "{name}: {text:?}");
        }
        assert!(draft.blocks.iter().all(|block| !block.text.trim().is_empty()), "{name}");
    }
}

/// What happens to files: bytes are flipped, lost, doubled and put in.
#[derive(Clone, Debug)]
enum Damage {
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Double(prop::sample::Index, usize),
    Lose(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
}

impl Damage {
    fn any() -> impl Strategy<Value = Damage> {
        let at = any::<prop::sample::Index>;
        let marks = prop::sample::select(vec![
            "<",
            ">",
            "&",
            "\"",
            "\n",
            "\n\n",
            "--",
            "]]>",
            "<![CDATA[",
            "\r",
            ",",
            "{",
            "]",
            "\0",
        ]);
        prop_oneof![
            4 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
            1 => at().prop_map(Damage::Cut),
            2 => (at(), 1..200usize).prop_map(|(at, len)| Damage::Double(at, len)),
            2 => (at(), 1..200usize).prop_map(|(at, len)| Damage::Lose(at, len)),
            2 => (at(), prop::collection::vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
            3 => (at(), marks).prop_map(|(at, mark)| Damage::Insert(at, mark.as_bytes().to_vec())),
        ]
    }

    fn to(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let range = |at: &prop::sample::Index, len: usize| {
            let at = at.index(bytes.len());
            at..(at + len).min(bytes.len())
        };
        match self {
            Damage::Flip(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] ^= byte;
            }
            Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Damage::Double(at, len) => {
                let range = range(at, *len);
                let twice = bytes[range.clone()].to_vec();
                bytes.splice(range.start..range.start, twice);
            }
            Damage::Lose(at, len) => {
                bytes.drain(range(at, *len));
            }
            Damage::Insert(at, patch) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, patch.iter().copied());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn samples_with_damage_do_no_harm(damages in prop::collection::vec(Damage::any(), 1..6)) {
        for name in SAMPLES {
            let mut bytes = sample(name);
            damages.iter().for_each(|damage| damage.to(&mut bytes));
            holds(name, &bytes);
        }
    }
}

const SAMPLES: &[&str] = &[
    "harbour.rss",
    "tides.atom",
    "quay.json",
    "letter.eml",
    "forward.eml",
    "box.mbox",
    "lock.mhtml",
    "dune.epub",
    "pocket.csv",
    "readwise.csv",
    "zotero.csv",
    "wallabag.json",
    "library.json",
    "news-please.json",
    "ril_export.html",
];
