//! Pages that no program writes: what they may cost, and that nothing of them is lost in silence.

use std::time::{Duration, Instant};

use super::super::*;
use super::{PROSE, filled, read};

/// A second where it is optimised and alone; quadratic work would be minutes.
const LIMIT: Duration = Duration::from_secs(5);

#[test]
fn wild_pages_are_read_as_text() {
    let many = |s: &str, n: usize| s.repeat(n);
    for html in [
        many("<div>", 50_000) + PROSE,
        many("<b>", 50_000) + PROSE,
        many("<blockquote>", 50_000) + PROSE,
        many("<ul><li>", 20_000) + PROSE,
        many("<table><tr><td>", 5_000) + PROSE,
        many("<b><div></b>", 5_000) + PROSE,
        format!("{PROSE}<table>{}", many("<b>x", 30_000)),
        format!("{PROSE}{}", many("<", 1 << 20)),
        format!("{PROSE}{}", many("&amp", 1 << 20)),
    ] {
        let started = Instant::now();
        let draft = read(&html);
        let text: Vec<_> = draft.blocks.iter().filter(|b| b.text.contains("council met on Monday")).collect();
        assert_eq!(text.len(), 1, "{}", &html[..40]);
        assert_eq!(draft.issues.iter().map(|i| i.kind).collect::<Vec<_>>(), [IssueKind::Format], "{}", &html[..40]);
        assert!(filled(&html).blocks.iter().any(|b| b.text.contains("council met on Monday")));
        assert!(started.elapsed() < LIMIT, "{:?} {}", started.elapsed(), &html[..40]);
    }
}

#[test]
fn odd_pages_are_parsed() {
    let attributes: String = (0..50_000).map(|n| format!("a{n}=\"{n}\" ")).collect();
    for html in [
        format!("<div {attributes}>{PROSE}</div>"),
        format!("<div {}>{PROSE}</div>", "class=x ".repeat(50_000)),
        format!("{PROSE}{}", "<p>word <li>word".repeat(2_000)),
        format!("<img src=\"data:image/png;base64,{}\">{PROSE}", "A".repeat(9 << 20)),
        format!(
            "<style>{}</style>{PROSE}<script>if (a < b) {{ document.write('<p>no</p>') }}</script>",
            "x{}".repeat(100_000)
        ),
        format!("<!-- {} -->{PROSE}", "<div>".repeat(10_000)),
        format!("<script>never closed {PROSE}"),
        format!("<div class='related'>{PROSE}</div>"),
        format!("<form>{PROSE}</form>"),
        format!("<div hidden id=S:0>{PROSE}</div>"),
    ] {
        let started = Instant::now();
        let draft = read(&html);
        assert!(started.elapsed() < LIMIT, "{:?} {}", started.elapsed(), &html[..40]);
        let found = draft.blocks.iter().filter(|b| b.text.contains("council met on Monday")).count();
        assert!(found == 1 && draft.issues.is_empty(), "{} {:?} {found}", &html[..40], draft.issues);
    }
}

/// A tag that never ends is looked for once.
#[test]
fn tags_that_never_end_are_linear() {
    for (what, tail) in [
        ("<a b=", ""),
        ("<a b='", ""),
        ("<a ", ""),
        ("<a b", ""),
        ("<a/", ""),
        ("</a ", ""),
        ("<a b= ", ""),
        ("<a b=c<", ""),
        ("<a b=\"'", ""),
        ("<a b=", ">"),
        ("<a b=x ", ">"),
        ("<a b=\"\" c=\"", ""),
        ("<a b=\"\" c=\"", ">\""),
    ] {
        let html = format!("{PROSE}{}{tail}", what.repeat((1 << 20) / what.len()));
        let started = Instant::now();
        scan::scan(&html, scan::PAGE);
        assert!(started.elapsed() < Duration::from_secs(2), "{:?} {what}", started.elapsed());
    }
    let draft = read(&format!("{PROSE}{}", "<a b=".repeat(60_000)));
    assert!(draft.blocks[0].text.contains("council met on Monday"));
    assert_eq!(filled("one <a b=two three").blocks[0].text, "one <a b=two three");
}

/// What is cut or read otherwise, and what is taken out of a fragment's text, is said.
#[test]
fn fragments_tell_what_is_lost() {
    let draft = filled("<p>gnp\u{202e}exe and el\u{ad}ec</p>");
    assert_eq!(draft.hidden, 2, "{draft:?}");
    let long = format!(
        "{}<p>The end.",
        "<p>A sentence of a long chapter, of which there are a great many here.".repeat(200_000)
    );
    let draft = filled(&long);
    assert!(draft.blocks.last().is_some_and(|b| b.text == "The end.") && draft.issues.is_empty());
    let draft = filled(&format!("<p>{}", "A sentence. ".repeat((17 << 20) / 12)));
    assert_eq!(draft.issues.iter().map(|i| i.kind).collect::<Vec<_>>(), [IssueKind::Cut]);
    let draft = filled(&format!("{}{PROSE}", "<div>".repeat(50_000)));
    assert_eq!(draft.issues.iter().map(|i| i.kind).collect::<Vec<_>>(), [IssueKind::Format]);
}
