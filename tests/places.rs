//! Coming back: to where one jumped from, to an archive as it was left, to an archive that was open before.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::archives::Recent;
use newsprint::app::room::Room;
use newsprint::app::session::Session;
use newsprint::app::{Effect, Focus, Message, update};
use program::Program;

const FILES: &[(&str, &[u8])] = &[
    ("harbour.md", b"---\ntitle: Harbour talks end in Lisbon\ndate: 2021-05-04\nsource: sea desk\n---\n\nPortuguese Prime Minister Ana Duarte met Norwegian Foreign Minister Lars Holm in Lisbon on Monday.\n\n\"We have agreed on every line of the treaty,\" Duarte said.\n\nHolm told reporters that Norway would sign in June. The United Nations welcomed the treaty.\n"),
    ("treaty.md", b"---\ntitle: Norway signs the fishing treaty\ndate: 2021-06-11\nsource: sea desk\n---\n\nOSLO - Norwegian Foreign Minister Lars Holm signed the treaty with Portugal on Friday.\n\n\"It is a good day for both coasts,\" Holm said.\n"),
    ("storm.txt", b"Storm closes ports in Japan\n\nA storm closed the ports of Osaka and Kobe in Japan on Sunday, and ferries stayed at their piers until the evening.\n\nSubscribe to our newsletter!\n"),
];

const HARBOUR: &str = "Harbour talks end in Lisbon";
const TREATY: &str = "Norway signs the fishing treaty";
const STORM: &str = "Storm closes ports in Japan";

fn open(size: (u16, u16)) -> Program {
    Program::on_starter(FILES, "three stories", size)
}

/// Keys in; the titles shown and the one under the cursor out.
fn check(keys: &str, titles: &[&str], selected: &str) {
    let mut program = open((120, 30));
    program.keys(keys);
    assert_eq!((program.shown().as_slice(), program.selected()), (titles, selected), "{keys}");
}

#[test]
fn one_goes_back_to_the_chips_and_the_article_of_before() {
    let all = [TREATY, HARBOUR, STORM];
    check("f 'japan' Enter", &[STORM], STORM);
    check("j f 'japan' Enter H", &all, HARBOUR);
    check("j f 'japan' Enter H L", &[STORM], STORM);
    check("j f 'holm' Enter f 'portugal' Enter H", &[TREATY, HARBOUR], HARBOUR);
    check("j f 'holm' Enter f 'duarte' Enter H H", &all, HARBOUR);
    check("j f 'holm' Enter f 'duarte' Enter H H L L", &[HARBOUR], HARBOUR);
    check("j / 'storm' Enter H", &all, HARBOUR);
    check("p 'holm' Enter X H", &[TREATY, HARBOUR], TREATY);
    check("p 'holm' Enter Esc H H", &all, TREATY);
    check(", t f 'holm' Enter H", &[HARBOUR, TREATY, STORM], TREATY);
    // Rows are no jumps, but a date and the end of the list are.
    check("j j k H", &all, HARBOUR);
    check("G H", &all, TREATY);
    check("g d '2021-05' Enter H", &all, TREATY);
    check("g d '2021-05' Enter H L", &all, HARBOUR);
}

#[test]
fn there_is_an_end_to_going_back() {
    let mut program = open((120, 30));
    assert!(program.keys("H").screen().contains("nothing further back"));
    assert!(program.keys("L").screen().contains("nothing further on"));
    program.keys("G H H");
    assert!(program.screen().contains("nothing further back"));
}

#[test]
fn a_page_and_its_article_are_places() {
    let mut program = open((120, 30));
    let on_page = |program: &Program| matches!(program.model.rooms.current(), Some(Room::Entity(_)));
    program.keys("p 'holm' Enter g e");
    assert!(on_page(&program));
    // The last row is an article.
    program.keys("G Enter");
    assert!(!on_page(&program));
    assert_eq!((program.model.focus, program.selected()), (Focus::Reader, HARBOUR));
    assert!(on_page(program.keys("g H")), "{}", program.screen());
    assert!(!on_page(program.keys("[ H")));
    program.keys("L L");
    assert_eq!((program.model.focus, program.selected()), (Focus::Reader, HARBOUR));
}

#[test]
fn one_comes_back_to_the_line_of_an_article() {
    let mut program = open((40, 8));
    program.keys("j Enter j j j j j j j");
    let top = program.model.reader.top;
    assert!(top > 5);
    program.keys("f 'storm' Enter");
    assert_eq!(program.selected(), STORM);
    program.keys("H");
    assert_eq!((program.selected(), program.model.reader.top, program.model.focus), (HARBOUR, top, Focus::Reader));
}

#[test]
fn an_archive_is_as_it_was_left() {
    let check = |size, keys: &str| {
        let mut left = open(size);
        left.keys(keys);
        // Until a key is pressed a notice says why there are chips.
        left.keys("g Esc");
        let text = serde_json::to_string(&Session::of(&left.model)).unwrap();
        let mut opened = open(size);
        serde_json::from_str::<Session>(&text).unwrap().lay(&mut opened.model);
        let effects = update::start(&mut opened.model);
        opened.perform(effects);
        opened.keys("g Esc");
        // What was read is known to the store, and each of them has its own here.
        let screen = |program: &Program| program.screen().replace('●', " ");
        assert_eq!(screen(&opened), screen(&left), "{keys}");
    };
    for size in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        check(size, "");
        check(size, "j");
        check(size, "p 'holm' Enter j , s");
        check(size, "/ 'treaty' Enter");
        check(size, "G Enter z");
        check(size, "j Enter + +");
        check(size, "E");
    }
}

#[test]
fn what_has_gone_from_the_archive_is_not_missed() {
    let mut opened = open((120, 30));
    let text = r#"{"chips": [["person:nobody", false]], "article": ["00000000000000000000000000000000", 77], "focus": "reader"}"#;
    serde_json::from_str::<Session>(text).unwrap().lay(&mut opened.model);
    let effects = update::start(&mut opened.model);
    opened.perform(effects);
    assert!(opened.shown().is_empty());
    assert_eq!(opened.keys("X").shown(), [TREATY, HARBOUR, STORM]);
}

#[test]
fn the_sidebar_goes_and_comes() {
    let mut program = open((120, 30));
    assert!(program.screen().contains("People"));
    program.keys("E");
    assert!(!program.screen().contains("People"), "{}", program.screen());
    // What is not there is not gone to.
    program.keys("Tab l l");
    assert_eq!(program.model.focus, Focus::Reader);
    program.keys("Tab");
    assert_eq!(program.model.focus, Focus::List);
    assert!(program.keys("E").screen().contains("People"));
    program.keys("S-Tab E");
    assert_eq!(program.model.focus, Focus::Reader);
    // Where there is no room for it, one goes to it and back.
    for size in [(80, 24), (40, 20)] {
        let mut program = open(size);
        assert!(program.keys("E").screen().contains("People"));
        assert!(!program.keys("E").screen().contains("People"));
    }
}

#[test]
fn themes_say_their_names() {
    let mut program = open((80, 24));
    for name in ["dark", "light", "high-contrast", "mono", "terminal"] {
        assert!(program.keys("T").screen().contains(&format!("theme: {name}")), "{}", program.screen());
        program.keys("? Esc g q q");
    }
}

fn recents() -> Vec<Recent> {
    let recent = |path: &str, articles, gone| Recent {
        paths: vec![path.into()],
        name: path.into(),
        articles,
        left: Some(jiff::civil::date(2025, 4, 8)),
        gone,
    };
    vec![
        recent("~/news", 12_345, false),
        recent("~/old papers", 1, true),
        recent("/a/very/long/path/that/does/not/fit/on/any/screen/of/eighty/columns/whatever/one/does/to/it", 7, false),
    ]
}

#[test]
fn the_archives_opened_last_are_listed_and_opened() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        let mut program = open(size);
        program.keys("g a");
        assert!(program.screen().contains("None yet"), "{}", program.screen());
        program.tell(Message::Recent(recents()));
        insta::assert_snapshot!(format!("archives {}x{}", size.0, size.1), program.screen());
        assert!(!program.keys("q").screen().contains("Your archives"));
    }
    let mut program = open((120, 30));
    program.keys("g a");
    program.tell(Message::Recent(recents()));
    assert!(program.keys("j Enter").screen().contains("is not there now"));
    program.keys("k");
    let effects = update(&mut program.model, Message::Key(newsprint::app::Key::parse("Enter").unwrap()));
    assert_eq!(effects, [Effect::Switch(vec!["~/news".into()])]);
}
