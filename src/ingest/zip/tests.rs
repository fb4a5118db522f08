//! Cases D52 and D53 for zip: bombs, sizes that lie, files that overlap, names that lead elsewhere.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::ingest::damage::{check, damage, holds, text};
use crate::ingest::packed::tests::gz;
use crate::ingest::read;

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    packed(files, CompressionMethod::Deflated)
}

fn packed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, data) in files {
        if let Some(folder) = name.strip_suffix('/') {
            writer.add_directory(folder, options).unwrap();
            continue;
        }
        writer.start_file(*name, options).unwrap();
        writer.write_all(data).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The places of `what` in `bytes`.
fn places(bytes: &[u8], what: &[u8]) -> Vec<usize> {
    (0..bytes.len()).filter(|n| bytes[*n..].starts_with(what)).collect()
}

#[test]
fn files_are_read_and_the_rest_is_passed_by() {
    let bytes = zip(&[
        ("news/", b""),
        ("news/a.txt", b"One."),
        ("news/a.css", b"p {}"),
        ("__MACOSX/news/._a.txt", b"x"),
        ("b.md", b"# B\n\nTwo."),
        ("c.txt.gz", &gz(b"Three.")),
    ]);
    let expected = [("n.zip!news/a.txt", "One."), ("n.zip!b.md", "Two."), ("n.zip!c.txt.gz", "Three.")];
    check("n.zip", &bytes, &expected, &[": 2 files of other formats"]);
    check("n", &zip(&[("a.txt", b"One.")]), &[("n!a.txt", "One.")], &[]);
    let inner = packed(&[("a.txt", b"One.")], CompressionMethod::Stored);
    check("n.zip", &zip(&[("m.zip", &inner)]), &[("n.zip!m.zip!a.txt", "One.")], &[]);
    check("n.zip", &zip(&[]), &[], &["no article"]);
}

#[test]
fn what_cannot_be_read_is_named() {
    check("n.zip", b"PK\x03\x04 and no more", &[], &["no zip archive that can be read"]);
    let bytes = zip(&[("a.txt", b"One."), ("b.txt", b"Two.")]);
    check("n.zip", &bytes[..bytes.len() - 30], &[], &["no zip archive that can be read"]);
    let set = |at: &[u8], offset: usize, value: u8| {
        let mut bytes = bytes.clone();
        places(&bytes, at).iter().for_each(|n| bytes[n + offset] = value);
        bytes
    };
    check("n.zip", &set(b"PK\x01\x02", 8, 1), &[], &[": 2 files in it: encrypted"]);
    check("n.zip", &set(b"PK\x01\x02", 10, 97), &[], &[": 2 files in it: packed in a way"]);
    let mut bytes = bytes.clone();
    let first = places(&bytes, b"PK\x03\x04")[0];
    bytes[first] = b'x';
    check("n.zip", &bytes, &[("n.zip!b.txt", "Two.")], &["a.txt: damaged"]);
    for files in [["[Content_Types].xml", "word/document.xml"], ["[Content_Types].xml", "xl/workbook.xml"]] {
        check("a.docx", &zip(&files.map(|name| (name, b"x".as_slice()))), &[], &["an office document"]);
    }
}

#[test]
fn d52_a_bomb_goes_off_in_a_small_room() {
    let spaces = vec![b' '; 16 << 20];
    let bytes = zip(&[("a.txt", &spaces), ("b.txt", b"Two.")]);
    let (drafts, issues) = read("n.zip", &bytes);
    assert!(drafts.iter().any(|draft| draft.path == "n.zip!b.txt"));
    assert!(issues.iter().any(|issue| issue.message.contains("200 times")), "{issues:?}");
    // One after another in one another, and each a bomb by itself.
    let mut bytes = bytes;
    for _ in 0..5 {
        bytes = zip(&[("n.zip", &bytes), ("m.zip", &bytes)]);
    }
    let (_, issues) = read("n.zip", &bytes);
    assert!(issues.iter().any(|issue| issue.message.contains("archives in archives")), "{issues:?}");
}

#[test]
fn d52_files_that_overlap_unpack_to_no_more_than_the_archive_may() {
    let spaces = vec![b' '; 1 << 20];
    let names: Vec<String> = (0..500).map(|n| format!("{n:03}.txt")).collect();
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    files[0].1 = &spaces;
    let mut bytes = zip(&files);
    // All are said to lie where the first lies.
    let heads = places(&bytes, b"PK\x01\x02");
    let (first, sizes) = (heads[0], bytes[heads[0] + 16..heads[0] + 28].to_vec());
    for head in &heads[1..] {
        bytes[head + 16..head + 28].copy_from_slice(&sizes);
        bytes[head + 10] = bytes[first + 10];
        bytes[head + 42..head + 46].copy_from_slice(&[0; 4]);
    }
    let (_, issues) = read("n.zip", &bytes);
    assert!(issues.iter().any(|issue| issue.message.contains("its files unpack to too much")), "{}", issues.len());
}

#[test]
fn d52_sizes_and_counts_that_lie() {
    let mut bytes = zip(&[("a.txt", b"One is longer than it says."), ("b.txt", b"Two.")]);
    let head = places(&bytes, b"PK\x01\x02")[0];
    bytes[head + 24..head + 28].copy_from_slice(&[3, 0, 0, 0]);
    let (drafts, _) = read("n.zip", &bytes);
    assert!(drafts.iter().any(|draft| draft.path == "n.zip!b.txt"));
    let end = places(&bytes, b"PK\x05\x06")[0];
    bytes[end + 8..end + 12].copy_from_slice(&[0xff; 4]);
    holds("n.zip", &bytes);
    let (drafts, issues) = read("n.zip", &bytes);
    assert!(drafts.iter().any(|draft| draft.path == "n.zip!b.txt") || !issues.is_empty(), "{issues:?}");
}

#[test]
fn d53_names_that_lead_elsewhere_are_only_shown() {
    let bytes = zip(&[("../../etc/a.txt", b"One."), ("/b\u{1b}[2J.txt", b"Two."), ("C:\\c\0.txt", b"Three.")]);
    let (drafts, issues) = read("n.zip", &bytes);
    let paths: Vec<_> = drafts.iter().map(|draft| draft.path.as_str()).collect();
    assert_eq!(paths, ["n.zip!../../etc/a.txt", "n.zip!/b\u{fffd}[2J.txt", "n.zip!C:/c\u{fffd}.txt"], "{issues:?}");
}

#[test]
fn d53_of_files_with_one_name_none_vanishes_without_a_word() {
    let mut bytes =
        zip(&[("a.txt", b"One."), ("b.txt", b"Two."), ("c.txt", b"Three."), ("d.css", b""), ("e.css", b"")]);
    for (from, to) in [(b"b.txt", b"a.txt"), (b"e.css", b"d.css")] {
        places(&bytes, from).into_iter().for_each(|at| bytes[at..at + 5].copy_from_slice(to));
    }
    let (drafts, issues) = read("n.zip", &bytes);
    assert_eq!(drafts.len(), 2, "{issues:?}");
    let told = |member: Option<&str>, word: &str| {
        issues.iter().any(|issue| issue.member.as_deref() == member && issue.message.contains(word))
    };
    assert!(issues.len() == 2 && told(Some("a.txt"), "the same name") && told(None, "2 files of other"), "{issues:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn damage_does_no_harm(how in damage()) {
        let inner = zip(&[("i.txt", b"Inner.")]);
        let bytes = zip(&[("a.txt", b"One."), ("b/c.md", b"# Two"), ("d.zip", &inner), ("e.png", b"x")]);
        holds("n.zip", &how.to(bytes));
    }

    #[test]
    fn damage_to_one_file_does_no_harm_to_the_others(at in any::<prop::sample::Index>(), byte in 1u8..) {
        let middle = b"It lies between two others and is long enough.".as_slice();
        let files = [("a.txt", b"One.".as_slice()), ("b.txt", middle), ("c.txt", b"Three.")];
        let mut bytes = packed(&files, CompressionMethod::Stored);
        let start = places(&bytes, middle)[0];
        bytes[start + at.index(middle.len())] ^= byte;
        holds("n.zip", &bytes);
        let (drafts, issues) = read("n.zip", &bytes);
        for (path, said) in [("n.zip!a.txt", "One."), ("n.zip!c.txt", "Three.")] {
            prop_assert!(drafts.iter().any(|draft| draft.path == path && text(draft) == said), "{issues:?}");
        }
        prop_assert!(!issues.is_empty() || drafts.iter().any(|draft| !draft.issues.is_empty()), "its sum is wrong");
    }
}
