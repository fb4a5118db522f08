use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::kind::{Kind, binds, is_harmless, kind};
use super::pen::{BYTES, MARKS, SCALARS};
use super::*;

fn check(from: &str, to: &str, hidden: u32) {
    assert_eq!(lines(from), Sanitised { text: to.into(), hidden }, "{from:?}");
}

#[test]
fn clean_text_stays() {
    check("", "", 0);
    check("Plain text, with 2 lines.\nAnd $5.", "Plain text, with 2 lines.\nAnd $5.", 0);
    let text = "“Élysée” – Зеленський, Αθήνα 東京。 서울 ١٢٣ שלום 5 €…";
    check(text, text, 0);
    assert!(matches!(shown("“Élysée” talks"), Cow::Borrowed(_)));
}

#[test]
fn line_breaks_are_one_kind() {
    check("a\r\nb\rc\nd\u{85}e\u{B}f\u{C}g\u{2028}h\u{2029}i", "a\nb\nc\nd\ne\nf\ng\nh\ni", 0);
    check("a\r\n\r\nb\n\rc", "a\n\nb\n\nc", 0);
    assert_eq!(line("a\r\nb\rc\n\nd\u{85}e\u{2028}f").text, "a b c  d e f");
    assert_eq!(line("a\tb").text, "a b");
    assert_eq!(shown("a\nb"), "a b");
}

#[test]
fn tabs_go_to_the_next_stop() {
    check("a\tb", "a       b", 0);
    check("\tb\n12345678\tc", "        b\n12345678        c", 0);
    check("東京\tx\ty", "東京    x       y", 0);
    check("e\u{301}\tx\né\u{1b}\tx", "e\u{301}       x\né�      x", 1);
}

#[test]
fn controls_are_seen() {
    check("x\u{1b}]0;pwn\u{7}", "x�]0;pwn�", 2);
    check("\u{1b}[31mred\u{1b}[0m", "�[31mred�[0m", 2);
    check("\u{9d}52;c;aGk=\u{9c}", "�52;c;aGk=�", 2);
    check("p\u{8}p\u{7f}\0", "p�p��", 3);
    check("already �", "already �", 0);
}

#[test]
fn direction_and_unseen_characters_go() {
    check("\u{202E}gnp.exe", "gnp.exe", 1);
    check("\u{2066}a\u{2069}\u{200E}\u{200F}\u{61C}", "a", 5);
    check("שָׁלוֹם \u{200F}السَّلام", "שָׁלוֹם السَّلام", 1);
    check("elec\u{AD}tion e\u{200B}le\u{2060}ct\u{FEFF}ion\u{34F}", "election election", 5);
    check("\u{FEFF}text", "text", 0);
    check("\u{FEFF}\u{FEFF}text", "text", 1);
    check("\u{3164}\u{115F}\u{1160}\u{FFA0}\u{FFF9}\u{FFFB}\u{FFFE}\u{FDD0}\u{10FFFF}\u{180E}\u{206A}", "", 11);
    check("a\u{E0041}\u{E0042}\u{E0001}b", "ab", 3);
}

#[test]
fn spaces_are_plain() {
    check("5\u{A0}000\u{202F}€\u{2009}x\u{205F}y\u{1680}z", "5 000 € x y z", 0);
    check("東\u{3000}京", "東\u{3000}京", 0);
}

#[test]
fn joiners_stay_where_they_write_something() {
    check("می\u{200C}خواهم", "می\u{200C}خواهم", 0);
    check("ක්\u{200D}ර ന്\u{200D} র\u{200D}্য", "ක්\u{200D}ර ന്\u{200D} র\u{200D}্য", 0);
    check("👩‍👩‍👧‍👦 👩🏻‍❤️‍💋‍👨🏽 🏴‍☠️ 👁️‍🗨️", "👩‍👩‍👧‍👦 👩🏻‍❤️‍💋‍👨🏽 🏴‍☠️ 👁️‍🗨️", 0);
    check("elec\u{200C}tion a\u{200D}b 1\u{200D}2 \u{200D}x\u{200C}", "election ab 12 x", 5);
    check("👩\u{200D}x می\u{200C}\u{200C}\u{200D}خ", "👩x می\u{200C}خ", 3);
    check("👩\u{200D}\u{202E}👧", "👩\u{200D}👧", 1);
}

#[test]
fn one_selector_for_a_base() {
    check("❤️ 1️⃣ ☎︎ 葛\u{E0100} ᠠ\u{180B}", "❤️ 1️⃣ ☎︎ 葛\u{E0100} ᠠ\u{180B}", 0);
    check(&format!("❤{}!", "\u{FE0F}".repeat(2000)), "❤\u{FE0F}!", 1999);
    check("a\u{FE0F}b\u{E0100}\u{FE00} \u{FE0F}", "ab ", 4);
    check("\u{FE0F}x\n\u{FE0F}", "x\n", 2);
}

#[test]
fn tags_spell_flags_only() {
    let flag = |tags: &str| {
        let tags = tags.chars().map(|c| char::from_u32(0xE0000 + u32::from(c)).unwrap());
        ['🏴'].into_iter().chain(tags).chain(['\u{E007F}']).collect::<String>()
    };
    let three = format!("{}{} {}", flag("gbeng"), flag("gbsct"), flag("ustx"));
    check(&three, &three, 0);
    check(&flag("ignoreall"), "🏴", 10);
    check(&flag("gb"), "🏴", 3);
    check("🏴\u{E0067}\u{E0062}\u{E0065}", "🏴", 3);
    check("👩\u{200D}🏴\u{E0067}\u{E0062}\u{E0065}\u{E007F}", "👩🏴\u{E0067}\u{E0062}\u{E0065}\u{E007F}", 1);
}

#[test]
fn clusters_have_a_size() {
    let accents = |n| "\u{301}".repeat(n);
    check(&format!("e{}nd", accents(10_000)), &format!("e{}nd", accents(8)), 9_992);
    check(&format!("{}nd", accents(20)), "nd", 20);
    check("x\n\u{301}y", "x\ny", 1);
    check(" \u{301}", " \u{301}", 0);
    let crowd = lines(&"👩\u{200D}".repeat(2000));
    assert_eq!(crowd.text.matches('👩').count(), 2000);
    assert!(crowd.text.graphemes(true).count() > 200);
    let conjunct = lines(&"क\u{94D}".repeat(1000));
    assert_eq!(conjunct.text.matches('क').count(), 1000);
    let signs = lines(&format!("{}a", "\u{600}".repeat(1000)));
    assert!(signs.text.ends_with("\u{600}a"));
}

/// The promises of this module, for any text.
fn promises(text: &str) {
    for (clean, multiline) in [(lines(text), true), (line(text), false)] {
        let again = if multiline { lines(&clean.text) } else { line(&clean.text) };
        assert_eq!(again, Sanitised { text: clean.text.clone(), hidden: 0 }, "not the same again: {text:?}");
        let bad = |c: char| (c.is_control() && !(multiline && c == '\n')) || is_invisible(c) && !is_tag(c);
        assert!(!clean.text.contains(bad), "{text:?} gives {:?}", clean.text);
        for cluster in clean.text.graphemes(true) {
            let marks = cluster.chars().filter(|c| kind::is_mark(*c) && kind(*c) != Kind::Selector).count();
            let fits = cluster.len() <= BYTES && cluster.chars().count() <= SCALARS && marks <= MARKS;
            assert!(fits, "{text:?} gives the cluster {cluster:?}");
            let tagged = cluster.contains(is_tag);
            assert!(!tagged || cluster.starts_with('🏴'), "{text:?} gives the cluster {cluster:?}");
        }
    }
    let kept = lines(text).text;
    let letters = |t: &str| t.chars().filter(|c| is_harmless(*c) && *c != ' ' && *c != '\u{FFFD}').collect::<String>();
    assert_eq!(letters(&kept), letters(text), "a letter is lost");
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0020}'..='\u{E007F}')
}

#[test]
fn the_tables_agree_with_the_clusters() {
    let joined = |a: char, b: char| [a, b].iter().collect::<String>().graphemes(true).nth(1).is_none();
    let all = ('\0'..='\u{3400}')
        .chain('\u{A000}'..='\u{AC10}')
        .chain('\u{D790}'..='\u{FFFF}')
        .chain('\u{10000}'..='\u{20000}');
    for c in all {
        assert!(!is_harmless(c) || kind(c) == Kind::Other || c == ' ', "{c:?} is not harmless");
        if is_invisible(c) {
            continue;
        }
        let takes = joined(c, 'a') || joined(c, '각') || joined(c, '\u{1100}');
        assert_eq!(binds(c), takes, "{c:?} binds");
        if is_harmless(c) {
            assert!(!joined('a', c) && !joined('각', c) && !joined('東', c), "{c:?} is joined");
        }
    }
}

proptest! {
    #[test]
    fn promises_hold_for_any_text(text in any::<String>()) {
        promises(&text);
    }

    #[test]
    fn promises_hold_for_nasty_text(picks in prop::collection::vec(prop::sample::select(NASTY), 0..60)) {
        promises(&picks.concat());
    }
}

const NASTY: &[&str] = &[
    "a",
    " ",
    "1",
    "é",
    "東",
    "각",
    "\u{1100}",
    "\u{1161}",
    "\u{11A8}",
    "ك",
    "म",
    "क",
    "\u{94D}",
    "\u{93E}",
    "ന",
    "\u{D4D}",
    "\u{301}",
    "\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{20E3}",
    "\u{FE0F}",
    "\u{FE00}",
    "\u{E0100}",
    "\u{180B}",
    "ᠠ",
    "\u{200D}",
    "\u{200C}",
    "👩",
    "👧",
    "❤",
    "‼",
    "©",
    "\u{1F3FB}",
    "🇫",
    "🇷",
    "🏴",
    "\u{E0067}",
    "\u{E0062}",
    "\u{E0065}",
    "\u{E007F}",
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E007F}",
    "\u{600}",
    "\u{600}\u{600}\u{600}\u{600}",
    "\u{110BD}",
    "ｶ",
    "\u{FF9E}",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{85}",
    "\u{1b}",
    "\u{202E}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{A0}",
    "\u{3000}",
    "น",
    "\u{E33}",
    "👩\u{200D}👩\u{200D}👩\u{200D}👩\u{200D}👩\u{200D}",
    "क\u{94D}क\u{94D}क\u{94D}क\u{94D}",
];
