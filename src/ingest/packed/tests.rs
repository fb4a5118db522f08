//! Cases D58 (what lies between members) and D59 (bombs, members one after another).

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use crate::ingest;
use crate::ingest::damage::{check, damage, holds};

pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

const SAMPLE: &str = "The mill at Arden reopened on Monday.\n";

#[test]
fn what_is_packed_keeps_its_path_and_is_read_by_its_inner_name() {
    let line = "The mill at Arden reopened on Monday.";
    check("x/a.txt.gz", &gz(SAMPLE.as_bytes()), &[("x/a.txt.gz", line)], &[]);
    check("a.txt.zst", &zst(SAMPLE.as_bytes()), &[("a.txt.zst", line)], &[]);
    // Packed and not called so, called so and not packed, without a name, packed twice.
    check("a.txt", &gz(SAMPLE.as_bytes()), &[("a.txt", line)], &[]);
    check("a.txt.gz", SAMPLE.as_bytes(), &[("a.txt.gz", line)], &[]);
    check("-", &gz(SAMPLE.as_bytes()), &[("-", line)], &[]);
    check("a.gz", &zst(&gz(SAMPLE.as_bytes())), &[("a.gz", line)], &[]);
    check("a.md.gz", &gz(b"# Head\n\nBody.\n"), &[("a.md.gz", "Body.")], &[]);
    let lines = b"{\"title\":\"A\",\"text\":\"One.\"}\n{\"title\":\"B\",\"text\":\"Two.\"}\n";
    check("a.jsonl.gz", &gz(lines), &[("a.jsonl.gz:1", "One."), ("a.jsonl.gz:2", "Two.")], &[]);
}

#[test]
fn d59_members_are_read_on() {
    let two = [gz(b"One.\n"), gz(b""), gz(b"Two.\n")].concat();
    check("a.txt.gz", &two, &[("a.txt.gz", "One.|Two.")], &[]);
    let two = [zst(b"One.\n"), b"\x50\x2a\x4d\x18\x02\0\0\0xx".to_vec(), zst(b"Two.\n")].concat();
    check("a.txt.zst", &two, &[("a.txt.zst", "One.|Two.")], &[]);
}

#[test]
fn d58_the_next_member_is_found() {
    let zeros = [gz(b"One.\n"), vec![0; 700], gz(b"Two.\n"), vec![0; 70_000]].concat();
    check("a.txt.gz", &zeros, &[("a.txt.gz", "One.|Two.")], &[]);
    let garbage = [gz(b"One.\n"), b"\x1f\x8b garbage \x1f\x1f".to_vec(), gz(b"Two.\n"), b"x".to_vec()].concat();
    check("a.txt.gz", &garbage, &[("a.txt.gz", "One.|Two.")], &["something else"]);
    let mut damaged = gz(SAMPLE.as_bytes());
    let crc = damaged.len() - 7;
    damaged[crc] ^= 1;
    let bytes = [damaged, gz(b"Two.\n")].concat();
    check("a.txt.gz", &bytes, &[("a.txt.gz", "The mill at Arden reopened on Monday.|Two.")], &["damaged"]);
}

#[test]
fn what_ends_early_gives_what_there_is() {
    let long: String = (0..16_000).map(|n| format!("Line {} of a story.\n", n * n)).collect();
    for (name, mut bytes) in [("a.txt.gz", gz(long.as_bytes())), ("a.txt.zst", zst(long.as_bytes()))] {
        bytes.truncate(bytes.len() - 9);
        let (drafts, issues) = ingest::read(name, &bytes);
        assert!(drafts[0].blocks.len() > 1000, "{name}");
        assert!(issues.iter().any(|i| i.message.contains("middle")), "{name}: {issues:?}");
    }
}

#[test]
fn d59_a_bomb_goes_off_in_a_small_room() {
    for bytes in [gz(&vec![b' '; 8 << 20]), zst(&vec![b' '; 8 << 20])] {
        let (_, issues) = ingest::read("a.txt.gz", &bytes);
        assert!(issues.iter().any(|i| i.kind == IssueKind::Cut && i.message.contains("200 times")), "{issues:?}");
    }
    let mut bytes = gz(SAMPLE.as_bytes());
    for _ in 0..3 {
        bytes = gz(&bytes);
    }
    check("a.gz", &bytes, &[], &["packed again"]);
}

#[test]
fn names_lose_the_ending_that_says_how_it_is_packed() {
    for (name, inner) in [
        ("a.html.gz", "a.html"),
        ("A.TGZ", "A.tar"),
        ("x/.gz", "x/.gz"),
        ("a.tzst", "a.tar"),
        ("é.gz", "é"),
        ("gz", "gz"),
    ] {
        assert_eq!(inner_name(name), inner);
    }
    for (name, is) in
        [("a.txt.gz", true), ("a.gz", true), ("a.css.gz", false), ("a.tgz.gz", true), ("a.sql.zst", false)]
    {
        assert_eq!(ingest::reads(name), is, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn damage_does_no_harm(how in damage(), z in any::<bool>()) {
        let sample = SAMPLE.repeat(20);
        let bytes = [b"One.\n".as_slice(), sample.as_bytes()].map(|part| if z { zst(part) } else { gz(part) }).concat();
        let bytes = how.to(bytes);
        holds("a.txt.gz", &bytes);
        prop_assert!(ingest::read("a.txt.gz", &bytes).0.len() <= 1);
    }

    #[test]
    fn damage_to_one_member_does_no_harm_to_the_one_before_it(at in any::<prop::sample::Index>(), byte in 1u8.., z in any::<bool>()) {
        let pack = if z { zst } else { gz };
        let mut second = pack(SAMPLE.repeat(20).as_bytes());
        let at = at.index(second.len());
        second[at] ^= byte;
        let bytes = [pack(b"One.\n"), second].concat();
        holds("a.txt.gz", &bytes);
        let mut input = bytes.as_slice();
        let (counted, _) = Counted::new(&mut input);
        let mut found = Vec::new();
        _ = match z {
            true => Forgiving::new(counted).read_to_end(&mut found),
            false => Members::new(counted).read_to_end(&mut found),
        };
        prop_assert!(found.starts_with(b"One.\n"), "{found:?}");
    }
}
