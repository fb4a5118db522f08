//! Cases D52 and D53 for tar: sizes that lie, names that lead elsewhere, links.

use proptest::prelude::*;

use crate::ingest::damage::{check, damage, holds, text};
use crate::ingest::packed::tests::gz;
use crate::ingest::read;

/// A header of `magic` and the data behind it.
fn entry(name: &[u8], kind: u8, size: &str, data: &[u8], magic: &[u8]) -> Vec<u8> {
    let mut block = vec![0; 512];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, name);
    put(100, b"0000644\0");
    put(124, size.as_bytes());
    put(156, &[kind]);
    put(257, magic);
    put(148, b"        ");
    let sum: u32 = block.iter().map(|b| u32::from(*b)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block.extend_from_slice(data);
    block.resize(block.len().next_multiple_of(512), 0);
    block
}

fn file(name: &str, data: &str) -> Vec<u8> {
    of_kind(name, b'0', data)
}

fn of_kind(name: &str, kind: u8, data: &str) -> Vec<u8> {
    entry(name.as_bytes(), kind, &format!("{:011o}", data.len()), data.as_bytes(), b"ustar\x0000")
}

fn tar(entries: &[Vec<u8>]) -> Vec<u8> {
    [entries.concat(), vec![0; 1024]].concat()
}

#[test]
fn files_are_read_and_the_rest_is_passed_by() {
    let bytes = tar(&[
        of_kind("news/", b'5', ""),
        file("news/a.txt", "One."),
        of_kind("news/link.txt", b'2', ""),
        file("news/style.css", "p {}"),
        file("news/logo.png", "PNG"),
        file("news/.hidden", "x"),
        file("./b.md", "# B\n\nTwo."),
    ]);
    let expected = [("x/n.tar!news/a.txt", "One."), ("x/n.tar!./b.md", "Two.")];
    check("x/n.tar", &bytes, &expected, &[": 3 files of other formats"]);
    // Told by its content, and packed.
    check("n", &tar(&[file("a.txt", "One.")]), &[("n!a.txt", "One.")], &[]);
    check("n.tgz", &gz(&tar(&[file("a.txt", "One.")])), &[("n.tgz!a.txt", "One.")], &[]);
    check("n.tar", &tar(&[file("a.txt.gz", "Two.")]), &[("n.tar!a.txt.gz", "Two.")], &[]);
    check("n.tar", &tar(&[file("a.css", "p {}")]), &[], &["1 file of other formats"]);
    check("n.tar", &[0; 2048], &[], &["no article"]);
}

#[test]
fn long_names_of_all_kinds() {
    let long = format!("{}/a.txt", "deep".repeat(60));
    let pax = format!("path={long}\n");
    let record = |record: &str| format!("{} {record}", record.len() + 4);
    let bytes = tar(&[
        of_kind("././@LongLink", b'L', &format!("{long}\0")),
        file("short.txt", "One."),
        of_kind("pax", b'x', &record(&pax)),
        file("short.txt", "Two."),
        file("short.txt", "Three."),
    ]);
    let path = format!("n.tar!{long}");
    let again = format!("{path} (2)");
    check("n.tar", &bytes, &[(&path, "One."), (&again, "Two."), ("n.tar!short.txt", "Three.")], &[]);
    let mut prefixed = entry(b"a.txt", b'0', "00000000004", b"One.", b"ustar\x0000");
    prefixed[345..349].copy_from_slice(b"news");
    prefixed[148..156].copy_from_slice(b"        ");
    let sum: u32 = prefixed[..512].iter().map(|b| u32::from(*b)).sum();
    prefixed[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    check("n.tar", &tar(&[prefixed]), &[("n.tar!news/a.txt", "One.")], &[]);
    // Old archives have no mark; a name of a gigabyte is none.
    let old = entry(b"a.txt", 0, "4", b"One.", b"");
    check("n.tar", &tar(&[old]), &[("n.tar!a.txt", "One.")], &[]);
    let endless = entry(b"x", b'L', "07777777777", b"", b"ustar  \0");
    check("n.tar", &[endless, file("a.txt", "One.")].concat(), &[], &["middle"]);
}

#[test]
fn d53_names_that_lead_elsewhere_are_only_shown() {
    let bytes = tar(&[file("../../etc/a.txt", "One."), file("/a\u{1b}[2J.txt", "Two."), file("C:\\b.txt", "Three.")]);
    let expected =
        [("n.tar!../../etc/a.txt", "One."), ("n.tar!/a\u{fffd}[2J.txt", "Two."), ("n.tar!C:/b.txt", "Three.")];
    check("n.tar", &bytes, &expected, &[]);
}

#[test]
fn d52_sizes_that_lie() {
    let huge = entry(b"a.txt", b'0', "77777777777", b"One.", b"ustar\x0000");
    check("n.tar", &huge, &[], &["a.txt: binary", "middle"]);
    let mut binary = entry(b"a.txt", b'0', "\u{0}", b"", b"ustar\x0000");
    binary[124..136].copy_from_slice(&[0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    let sum: u32 =
        binary.iter().enumerate().map(|(n, b)| if (148..156).contains(&n) { 32 } else { u32::from(*b) }).sum();
    binary[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    check("n.tar", &tar(&[file("b.txt", "Two."), binary]), &[("n.tar!b.txt", "Two.")], &["a.txt: binary", "middle"]);
}

#[test]
fn after_a_damaged_header_the_next_is_found() {
    let mut bytes = tar(&[file("a.txt", "One."), file("b.txt", "Two."), file("c.txt", "Three.")]);
    bytes[1024 + 3] ^= 7;
    check("n.tar", &bytes, &[("n.tar!a.txt", "One."), ("n.tar!c.txt", "Three.")], &["header in it is damaged"]);
    // What was put together of two archives, and what fills the end.
    let two = [tar(&[file("a.txt", "One.")]), tar(&[file("b.txt", "Two.")]), vec![b'x'; 1000]].concat();
    check("n.tar", &two, &[("n.tar!a.txt", "One."), ("n.tar!b.txt", "Two.")], &[]);
}

#[test]
fn files_with_holes_are_refused() {
    let bytes = tar(&[of_kind("a.txt", b'S', "One."), file("b.txt", "Two.")]);
    check("n.tar", &bytes, &[("n.tar!b.txt", "Two.")], &["a.txt: stored with holes"]);
    let bytes = tar(&[of_kind("p", b'x', "22 GNU.sparse.major=1\n"), file("a.txt", "One.")]);
    check("n.tar", &bytes, &[], &["a.txt: stored with holes"]);
}

#[test]
fn archives_in_archives_have_an_end() {
    let mut bytes = file("a.txt", "One.");
    for _ in 0..5 {
        let text = String::from_utf8(bytes).unwrap();
        bytes = file("n.tar", &text);
    }
    let (drafts, issues) = read("n.tar", &bytes);
    assert!(drafts.is_empty() && issues.len() == 1 && issues[0].message.contains("archives in archives"), "{issues:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn damage_does_no_harm(how in damage()) {
        let long = of_kind("././@LongLink", b'L', "a name.txt\0");
        let pax = of_kind("pax", b'x', "17 path=other.md\n");
        let bytes = tar(&[file("a.txt", "One."), long, file("b", "Two."), pax, file("c", "# Three"), file("d.png", "x")]);
        holds("n.tar", &how.to(bytes));
    }

    #[test]
    fn damage_to_one_file_does_no_harm_to_the_others(at in 512usize..1536, byte in 1u8..) {
        let middle = of_kind("b.txt", b'0', "It lies between two others.");
        let mut bytes = tar(&[file("a.txt", "One."), middle, file("c.txt", "Three.")]);
        bytes[512 + at] ^= byte;
        holds("n.tar", &bytes);
        let (drafts, issues) = read("n.tar", &bytes);
        let has = |path: &str, said: &str| drafts.iter().any(|draft| draft.path == path && text(draft) == said);
        prop_assert!(has("n.tar!a.txt", "One.") && has("n.tar!c.txt", "Three."), "{issues:?}");
    }
}
