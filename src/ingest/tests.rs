//! What holds for every input, whatever its format.

use super::damage::holds;
use super::*;
use proptest::prelude::*;

fn one(name: &str, bytes: &[u8]) -> Draft {
    let (mut drafts, issues) = read(name, bytes);
    assert_eq!((drafts.len(), issues.len()), (1, 0), "{issues:?}");
    drafts.remove(0)
}

fn kinds(draft: &Draft) -> Vec<IssueKind> {
    draft.issues.iter().map(|i| i.kind).collect()
}

#[test]
fn names_and_texts_are_sanitised_and_counted() {
    let draft = one("a\u{202e}b\n\u{1b}[2J.txt", "zero\u{200b}width\n".as_bytes());
    assert_eq!(draft.path, "ab \u{fffd}[2J.txt");
    assert_eq!(draft.blocks[0].text, "zerowidth");
    assert_eq!((draft.hidden, kinds(&draft)), (3, vec![IssueKind::Hidden]));
}

#[test]
fn front_matter_is_read_in_text_files_too() {
    let draft = one("a.txt", b"---\ntitle: T\nsource: S\n---\n# no heading here\n");
    assert_eq!((draft.title.as_deref(), draft.source.as_deref(), draft.plain), (Some("T"), Some("S"), true));
    assert_eq!(draft.blocks[0].text, "# no heading here");
    let draft = one("-", b"---\ntitle: T\n---\n# Heading\n");
    assert!(!draft.plain && draft.blocks[0].kind == ParagraphKind::Heading);
}

#[test]
fn raw_reading_judges_nothing() {
    let (drafts, _) = read_as(Reading::Raw, "a.md", b"---\ntitle: T\n---\n\n# Heading\n- item\n");
    let blocks: Vec<_> = drafts[0].blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(blocks, ["---", "title: T", "---", "# Heading", "- item"].map(|t| (ParagraphKind::Body, t)));
    assert_eq!(drafts[0].title, None);
}

#[test]
fn empty_inputs_say_so() {
    for bytes in [b"".as_slice(), b" \n\r\n\t", b"\xef\xbb\xbf", b"\xe2\x80\x8b"] {
        let draft = one("a.txt", bytes);
        assert!(draft.blocks.is_empty() && kinds(&draft).contains(&IssueKind::Empty));
    }
    assert!(kinds(&one("a.md", b"![](x.png)")).contains(&IssueKind::Empty));
}

#[test]
fn more_than_the_limit_is_cut_with_a_word_about_it() {
    for (text, expected) in [("é".repeat(600), 1000), ("aé".repeat(5000), 1000), ("é".repeat(500), 1000)] {
        let mut all = All::default();
        let mut out = Out::new("a.txt", Reading::Clean, &mut all);
        documents::text_within(1001, text.as_bytes(), false, &mut out, text::read);
        let drafts = all.drafts;
        assert_eq!(drafts[0].blocks[0].text.len(), expected);
        assert_eq!(kinds(&drafts[0]).contains(&IssueKind::Cut), text.len() > 1001);
    }
}

#[test]
fn a_binary_file_gives_an_issue_and_no_draft() {
    let (drafts, issues) = read("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert!(drafts.is_empty());
    assert_eq!(issues[0].kind, IssueKind::Format);
}

#[test]
fn words_of_a_line_stand_one_space_apart() {
    let check = |text: &str, expected: &str| {
        assert_eq!(clean_line(&mut Draft::default(), text), expected, "{text:?}");
        assert_eq!(is_spaced(text), text == expected && !text.is_empty(), "{text:?}");
    };
    for text in ["", "a", "a b", "é 漢 b"] {
        check(text, text);
    }
    for text in [" a b", "a  b", "a b ", "a\u{a0}b", "a \u{3000}b", "\u{2003}a\u{2003}b"] {
        check(text, "a b");
    }
    check(" ", "");
}

#[test]
fn what_servers_call_their_pages_is_read_if_it_is_one() {
    let page = "<html><head><title>T</title></head><body><p>The board met on the quay.</p></body></html>";
    for bytes in [page.to_string(), format!("<link rel=x>{page}")] {
        for name in ["a.php", "a.ASPX", "a.shtml", "a.xht", "a.jsp", "a.asp"] {
            assert!(reads(name));
            assert_eq!(one(name, bytes.as_bytes()).title.as_deref(), Some("T"), "{name}");
        }
    }
    for bytes in [format!("<?php echo 1; ?>\n{page}"), format!("<%@ x %>{page}"), "user,pass".to_string()] {
        let (drafts, issues) = read("a.php", bytes.as_bytes());
        assert_eq!((drafts.len(), issues.len(), issues[0].kind), (0, 1, IssueKind::Skipped));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_do_harm(name in "[a-z]{0,3}(\\.(txt|md|x))?|-", bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&name, &bytes);
    }

    #[test]
    fn no_text_does_harm(name in ".{0,12}|a.md", text in "(---\n)?(.{0,30}\n|[#>*`\\[\\]()!<&|-]{1,6}|title: |\u{1b}|\r){0,30}") {
        holds(&name, text.as_bytes());
    }

    #[test]
    fn samples_with_damage_do_no_harm(at in any::<prop::sample::Index>(), patch in prop::collection::vec(any::<u8>(), 0..9), md in any::<bool>()) {
        for (_, mut bytes) in crate::samples::articles().unwrap_or_default() {
            let at = at.index(bytes.len());
            bytes.splice(at..at, patch.iter().copied());
            holds(if md { "a.md" } else { "a.txt" }, &bytes);
        }
    }
}
