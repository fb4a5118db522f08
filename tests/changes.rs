//! Journeys while the files change: what was not read is told in a pane of its own, and what is new comes into the list
//! without moving what is being read.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::issues::{Group, Issues, News, Row};
use newsprint::app::{Focus, Message};
use program::Program;
use std::sync::Arc;

impl Program {
    fn open(size: (u16, u16), files: &[(&str, &str)]) -> Program {
        let mut program = Program::on_folder(files, "news", size);
        program.refresh();
        program
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.home.path().join("news").join(name), text).unwrap();
    }

    fn remove(&self, name: &str) {
        std::fs::remove_file(self.home.path().join("news").join(name)).unwrap();
    }

    fn opened(&self) -> &str {
        &self.model.reader.opened.as_ref().unwrap().article.title
    }
}

/// No two of them are alike.
fn story(title: &str, date: &str) -> String {
    const WORDS: [&str; 11] =
        ["pier", "mayor", "glacier", "orchard", "railway", "museum", "tunnel", "market", "school", "mill", "dam"];
    let mut seed = title.bytes().fold(7_u32, |all, b| all.wrapping_mul(31).wrapping_add(u32::from(b)));
    let mut word = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        WORDS[(seed >> 16) as usize % WORDS.len()]
    };
    let mut line =
        |_| format!("The ferry of the {} met {}, {}, {} and {}.\n\n", word(), word(), word(), word(), word());
    let body: String = (0..30).map(&mut line).collect();
    format!("---\ntitle: {title}\ndate: {date}\n---\n\n{title}, they said.\n\n{body}")
}

/// Ten stories, Day 19 the newest.
fn ten(size: (u16, u16)) -> Program {
    let files: Vec<(String, String)> =
        (10..20).map(|n| (format!("{n}.md"), story(&format!("Day {n}"), &format!("2024-05-{n}")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Program::open(size, &files)
}

#[test]
fn what_comes_and_goes_moves_nothing_that_is_being_read() {
    let mut program = ten((120, 12));
    program.keys("f 'day' Enter j j j j j Enter j j j j");
    let place = |p: &Program| (p.model.reader.top, p.model.list.cursor - p.model.list.top, p.model.focus);
    let before = place(&program);
    assert_eq!((program.selected(), before.0, before.2), ("Day 14", 4, Focus::Reader));
    program.write("20.md", &story("Day 20", "2024-05-20"));
    program.write("21.md", &story("Day 21", "2024-05-21"));
    program.write("09.md", &story("Day 9", "2024-05-09"));
    program.write("other.md", &story("Another", "2024-05-15").replace("Day", "Night"));
    program.remove("10.md");
    program.remove("17.md");
    program.keys("R");
    assert_eq!((program.selected(), program.opened(), place(&program)), ("Day 14", "Day 14", before));
    assert_eq!((program.model.answer.articles.len(), program.model.corpus.len()), (11, 12));
    assert_eq!(program.model.filter.chips.len(), 1);
    assert!(program.screen().contains("files: 4 new, 2 deleted"), "{}", program.screen());
}

#[test]
fn where_the_selected_one_goes_its_neighbour_is_selected() {
    let mut program = ten((120, 12));
    program.keys("j j j j j");
    program.write("20.md", &story("Day 20", "2024-05-20"));
    program.remove("14.md");
    program.keys("R");
    assert_eq!((program.selected(), program.opened()), ("Day 13", "Day 13"));
    // It is the one that is wanted from now on.
    program.write("21.md", &story("Day 21", "2024-05-21"));
    assert_eq!(program.keys("R").selected(), "Day 13");
    (10..14).for_each(|n| program.remove(&format!("{n}.md")));
    assert_eq!(program.keys("R").selected(), "Day 15", "the one before where there is none behind");
    (15..22).for_each(|n| program.remove(&format!("{n}.md")));
    program.keys("R");
    assert!(program.model.selected().is_none() && program.model.reader.opened.is_none());
}

#[test]
fn an_article_that_was_changed_is_still_the_one_selected() {
    let mut program = ten((120, 12));
    program.keys("j j j j j");
    program.write("14.md", &story("Day 14", "2024-05-14").replace("ferry", "night train"));
    program.write("20.md", &story("Day 20", "2024-05-20"));
    assert_eq!(program.keys("R").selected(), "Day 14");
    assert!(program.screen().contains("night train"));
}

#[test]
fn a_bad_file_is_told_named_and_left() {
    let mut program = ten((120, 30));
    program.keys("j j");
    program.write("bad.txt", "\u{0}\u{1}\u{2}\u{0}binary\u{0}");
    program.write("15.md", &story("Day 15", "2024-05-15").replace("ferry", "fer\u{200b}ry"));
    program.keys("R");
    assert!(program.screen().contains("1 file could not be read: g i"), "{}", program.screen());
    let screen = program.keys("g i").screen();
    assert!(screen.contains("1  not understood: binary"), "{screen}");
    assert!(program.keys("y l").screen().contains("choose a file first"));
    assert!(program.keys("Enter j").screen().contains("bad.txt"));
    assert!(program.keys("Enter").screen().contains("none of its articles"));
    program.keys("y l");
    assert!(program.copied.as_ref().unwrap().ends_with("/news/bad.txt"), "{:?}", program.copied);
    // The file of the other group has an article.
    program.keys("j Enter j Enter");
    assert_eq!((program.selected(), program.model.rooms.current().is_none()), ("Day 15", true));
    // Filters that leave it out are dropped.
    program.keys("k k f 'title:19' Enter g i j Enter j Enter");
    assert_eq!((program.selected(), program.model.filter.chips.len()), ("Day 15", 0));
    // No key of the pane does anything to the article below it.
    let starred = program.keys("g i s r A t Tab q").model.marks.starred.iter().count();
    assert_eq!((starred, program.selected()), (0, "Day 15"));
    program.remove("bad.txt");
    program.write("15.md", &story("Day 15", "2024-05-15"));
    assert!(program.keys("R g i").screen().contains("Nothing is wrong."), "{}", program.screen());
}

fn some_issues() -> Issues {
    let row = |text: &str, place: &str, message: &str| Row {
        text: format!("/home/ana/news/{text}"),
        place: place.into(),
        message: message.into(),
        is_file: true,
        ..Row::default()
    };
    let count = |text: &str| Row { text: text.into(), ..Row::default() };
    Issues::new(vec![
        Group {
            title: "cut: longer than 16 MiB: the rest is left out".into(),
            count: 1214,
            bad: true,
            rows: vec![
                row("2024/a whole year of the local paper in one text.txt", "", ""),
                row("2024/exports/from the other reader/everything.txt", "", ""),
            ],
            more: 1212,
        },
        Group {
            title: "not understood: not JSON at column N".into(),
            count: 2,
            bad: true,
            rows: vec![
                row("feed.jsonl", ":17", "not JSON at column 9"),
                row("all.zip", "!spring/feed.jsonl:3", "not JSON at column 121"),
            ],
            more: 0,
        },
        Group {
            title: "hidden characters taken out".into(),
            count: 1,
            rows: vec![row("odd.txt", "", "3 hidden characters taken out")],
            ..Group::default()
        },
        Group {
            title: "passed by: no format that is read, links, hidden files".into(),
            count: 124,
            rows: vec![count("120 .jpg"), count("3 .docx"), count("1 link")],
            ..Group::default()
        },
    ])
}

#[test]
fn the_pane_at_every_size() {
    for size in [(120, 40), (80, 24), (40, 20)] {
        let mut program = ten(size);
        let name = |what: &str| format!("{what} {}x{}", size.0, size.1);
        insta::assert_snapshot!(name("issues none"), program.keys("g i").screen());
        program.tell(Message::Issues { issues: Arc::new(some_issues()), news: News::default() });
        insta::assert_snapshot!(name("issues folded"), program.screen());
        program.keys("Enter j j j j Enter j j");
        insta::assert_snapshot!(name("issues unfolded"), program.screen());
    }
}

#[test]
fn the_pane_fits_on_any_screen() {
    for columns in (1..90).step_by(7) {
        for rows in 1..20 {
            let mut program = Program::open((columns, rows), &[]);
            program.tell(Message::Issues { issues: Arc::new(some_issues()), news: News::default() });
            program.keys("g i Enter G Enter G k k PgUp j").screen();
        }
    }
}
