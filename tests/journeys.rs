//! Journeys through the program: keys in, the screen as a person sees it out. Everything but terminal and threads is
//! the real thing: the starter pipeline, the index, the pure core and the view.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::{Key, Message, update};
use program::Program;

const FILES: &[(&str, &[u8])] = &[
    ("harbour.md", b"---\ntitle: Harbour talks end in Lisbon\ndate: 2021-05-04\nsource: sea desk\n---\n\nPortuguese Prime Minister Ana Duarte met Norwegian Foreign Minister Lars Holm in Lisbon on Monday.\n\n\"We have agreed on every line of the treaty,\" Duarte said.\n\nHolm told reporters that Norway would sign in June. The United Nations welcomed the treaty.\n"),
    ("treaty.md", b"---\ntitle: Norway signs the fishing treaty\ndate: 2021-06-11\nsource: sea desk\n---\n\nOSLO - Norwegian Foreign Minister Lars Holm signed the treaty with Portugal on Friday.\n\n\"It is a good day for both coasts,\" Holm said.\n"),
    ("storm.txt", b"Storm closes ports in Japan\n\nA storm closed the ports of Osaka and Kobe in Japan on Sunday, and ferries stayed at their piers until the evening.\n\nSubscribe to our newsletter!\n"),
];

impl Program {
    fn open(size: (u16, u16)) -> Program {
        Program::on_starter(FILES, "three stories", size)
    }
}

/// Keys in, titles shown out.
fn check(keys: &str, titles: &[&str]) {
    let mut program = Program::open((120, 30));
    assert_eq!(program.keys(keys).shown(), titles, "{keys}");
}

const HARBOUR: &str = "Harbour talks end in Lisbon";
const TREATY: &str = "Norway signs the fishing treaty";
const STORM: &str = "Storm closes ports in Japan";

#[test]
fn a_date_is_gone_to_in_the_list() {
    let check = |keys: &str, selected: &str| {
        let mut program = Program::open((120, 30));
        assert_eq!(program.keys(keys).selected(), selected, "{keys}");
    };
    check("g d '2021-05' Enter", HARBOUR);
    check("g d '2021' Enter", TREATY);
    check("g d '2021-06-10' Enter", HARBOUR);
    check("G g d '2030' Enter", TREATY);
    // Before the first: the last that has a date.
    check("g d '1999-01-01' Enter", HARBOUR);
    check(", D g d '2021-06' Enter", TREATY);
    check(", D G g d '1999' Enter", HARBOUR);
    check("g d '2021-05' Esc", TREATY);
    check("g d Enter", TREATY);
    check(", t g d '2021-06' Enter", TREATY);
    // What comes at that date stands at the top, as far as there are rows behind it.
    let mut program = Program::open((120, 5));
    program.keys("g d '2021-05' Enter");
    assert_eq!((program.model.list.top, program.model.list.cursor), (1, 1));
    let mut program = Program::open((120, 30));
    assert!(program.keys("g d 'soon' Enter").screen().contains("not a date"));
    assert_eq!(program.keys("C-u '2021-05-04' Enter").selected(), HARBOUR);
}

#[test]
fn every_key_of_the_filter_narrows() {
    check("", &[TREATY, HARBOUR, STORM]);
    check("f 'trea'", &[]);
    check("f 'trea*'", &[TREATY, HARBOUR]);
    check("f 'treaty lisbon' Enter", &[HARBOUR]);
    check("f 'treaty lisbon' Enter Esc", &[TREATY, HARBOUR]);
    check("f 'treaty lisbon' Enter X", &[TREATY, HARBOUR, STORM]);
    check("f 'treaty' Esc", &[TREATY, HARBOUR, STORM]);
    check("f 'country:jp' Enter", &[STORM]);
    check("f 'said:holm' Enter", &[TREATY]);
    check("f 'date:none' Enter", &[STORM]);
    check("f 'newsletter' Enter", &[]);
}

#[test]
fn names_are_picked_and_left_out() {
    check("p 'duarte' Enter", &[HARBOUR]);
    check("p 'holm' Tab Enter", &[TREATY, HARBOUR]);
    check("p 'duarte' ! Enter", &[TREATY, STORM]);
    check("c 'japan' Enter", &[STORM]);
    check("i 'united nat' Enter", &[HARBOUR]);
    check("p 'duarte' Esc", &[TREATY, HARBOUR, STORM]);
}

#[test]
fn the_sidebar_filters_and_excludes() {
    let mut program = Program::open((120, 30));
    program.keys("Tab Tab Enter");
    assert_eq!(program.shown(), [TREATY, HARBOUR], "Lars Holm is named most");
    program.keys("Enter");
    assert_eq!(program.shown().len(), 3, "the second time takes it back");
    program.keys("-");
    assert_eq!(program.shown(), [STORM]);
    program.keys("-");
    assert_eq!(program.shown().len(), 3);
}

#[test]
fn marks_show_and_narrow() {
    let mut program = Program::open((120, 30));
    program.keys("j Enter q");
    assert_eq!(program.selected(), HARBOUR);
    assert_eq!(program.keys("2").shown(), [TREATY, STORM], "what was opened is read");
    assert_eq!(program.keys("1").shown().len(), 3);
    program.keys("g g s 3");
    assert_eq!(program.shown(), [TREATY]);
    program.keys("1 r 2");
    assert_eq!(program.shown(), [STORM]);
    program.keys("X A 2");
    assert!(program.shown().is_empty());
    program.keys("U 2");
    assert_eq!(program.shown(), [STORM], "what was read before stays read");
    program.keys("X s U 3");
    assert_eq!(program.shown(), [TREATY], "undone is only the last one");
}

#[test]
fn tags_are_given_and_found() {
    let mut program = Program::open((120, 30));
    program.keys("t 'fish coast' Enter f 'tag:fish' Enter");
    assert_eq!(program.shown(), [TREATY]);
    program.keys("t C-u 'coast' Enter X f 'tag:fish' Enter");
    assert!(program.shown().is_empty());
}

#[test]
fn the_cursor_stays_on_its_article() {
    let mut program = Program::open((120, 30));
    program.keys("j");
    assert_eq!(program.selected(), HARBOUR);
    program.keys("f 'treaty'");
    assert_eq!(program.selected(), HARBOUR);
    program.keys("Esc f 'zzz'");
    assert!(program.shown().is_empty());
    program.keys("Esc");
    assert_eq!(program.selected(), HARBOUR, "back where it was");
    program.keys(", t");
    assert_eq!(program.selected(), HARBOUR);
    assert_eq!(program.shown(), [HARBOUR, TREATY, STORM]);
    program.keys(", D");
    assert_eq!(program.shown(), [HARBOUR, TREATY, STORM], "undated last in both directions");
    program.keys(", d");
    assert_eq!(program.shown(), [TREATY, HARBOUR, STORM]);
}

#[test]
fn searching_ranks_and_escape_goes_back() {
    let mut program = Program::open((120, 30));
    program.keys("j j");
    assert_eq!(program.selected(), STORM);
    program.keys("/ 'lisbon'");
    assert_eq!(program.shown(), [HARBOUR]);
    assert!(program.screen().contains("Lisbon on Monday"), "a snippet stands below the title\n{}", program.screen());
    program.keys("Esc");
    assert_eq!(program.shown().len(), 3);
    assert_eq!(program.selected(), STORM);
    program.keys("/ 'treaty' Enter");
    assert!(program.screen().contains("/treaty ×"), "{}", program.screen());
    program.keys("Esc");
    assert_eq!(program.shown().len(), 3);
}

#[test]
fn snippets_are_cut_for_the_width_they_stand_in() {
    let mut program = Program::open((80, 20));
    program.keys("/ 'treaty'");
    let narrow = program.model.list.snippets.clone();
    program.resize(200, 20);
    assert_eq!(narrow.len(), program.model.list.snippets.len());
    assert_ne!(narrow, program.model.list.snippets, "wider now");
}

#[test]
fn a_mistake_is_named_and_does_no_harm() {
    let mut program = Program::open((120, 30));
    program.keys("f 'treaty date:2021-99'");
    assert_eq!(program.shown(), [TREATY, HARBOUR]);
    assert!(program.screen().contains("date:2021-99"), "{}", program.screen());
}

#[test]
fn finding_in_the_article_goes_round() {
    let mut program = Program::open((120, 30));
    program.keys("j Enter / 'treaty' Enter");
    assert!(program.screen().contains("2 found"), "{}", program.screen());
    program.keys("n");
    assert!(program.screen().contains("match 2 of 2"), "{}", program.screen());
    program.keys("n");
    assert!(program.screen().contains("match 1 of 2"), "{}", program.screen());
    program.keys("Esc n");
    assert!(program.screen().contains("no match"), "{}", program.screen());
}

#[test]
fn mentions_of_the_chosen_name_are_walked() {
    let mut program = Program::open((120, 30));
    program.keys("j Tab Tab }");
    assert!(program.screen().contains("mention 1 of 2"), "{}", program.screen());
    program.keys("}");
    assert!(program.screen().contains("mention 2 of 2"), "{}", program.screen());
    program.keys("{");
    assert!(program.screen().contains("mention 1 of 2"), "{}", program.screen());
}

#[test]
fn a_speaker_who_is_asked_for_leads_to_his_words() {
    let mut program = Program::open((120, 30));
    program.keys("/ 'said:holm'");
    assert!(program.screen().contains("“It is a good day for both coasts,”"), "{}", program.screen());
    program.keys("Enter Enter n");
    assert!(program.screen().contains("match 1 of 1"), "{}", program.screen());
}

#[test]
fn the_text_comes_up_where_the_sidebar_covers_it() {
    let mut program = Program::open((80, 24));
    program.keys("j Tab Tab }");
    assert!(program.screen().contains("Holm told reporters"), "{}", program.screen());
    assert!(program.screen().contains("mention 1 of 2"), "{}", program.screen());
}

#[test]
fn a_query_that_means_nothing_is_not_taken() {
    let mut program = Program::open((120, 30));
    program.keys("/ 'date:2021-99' Enter");
    assert!(program.model.bar.is_some() && program.model.filter.chips.is_empty());
    assert!(program.screen().lines().rev().take(2).all(|l| l.contains("2021-99")), "{}", program.screen());
}

#[test]
fn nothing_found_is_nothing_shown() {
    let mut program = Program::open((120, 30));
    program.keys("f 'zeppelin' Enter");
    assert!(program.screen().contains("Nothing found"));
    assert!(!program.screen().contains("Holm"), "{}", program.screen());
    program.keys("X");
    assert!(program.screen().contains("Norwegian Foreign Minister"), "{}", program.screen());
}

#[test]
fn answers_and_articles_that_come_late_are_dropped() {
    let mut program = Program::open((120, 30));
    let late = update(&mut program.model, Message::Key(Key::char('2')));
    program.keys("3");
    assert!(program.shown().is_empty());
    program.perform(late);
    assert!(program.shown().is_empty(), "the answer to the key before does not come back");
}

#[test]
fn typed_faster_than_answered_the_best_hit_is_meant() {
    let mut program = Program::open((120, 30));
    program.keys("j j");
    let mut waiting = Vec::new();
    for key in "/lisbon".chars().map(Key::char).chain([Key::parse("Enter").unwrap()]) {
        waiting.extend(update(&mut program.model, Message::Key(key)));
    }
    program.perform(waiting);
    assert_eq!(program.selected(), HARBOUR);
}

#[test]
fn furniture_is_shown_on_request() {
    let mut program = Program::open((120, 30));
    program.keys("G");
    assert!(!program.screen().contains("Subscribe to our newsletter"));
    program.keys("x");
    assert!(program.screen().contains("Subscribe to our newsletter"));
}

#[test]
fn what_is_read_is_remembered_at_its_place() {
    let mut program = Program::open((60, 8));
    program.keys("j Enter j j j j j j");
    let place = program.model.reader.place();
    program.keys("q j k Enter");
    assert_eq!(program.model.reader.place(), place);
    assert!(program.model.reader.top > 0);
}

#[test]
fn the_place_in_the_text_survives_a_resize() {
    let mut program = Program::open((60, 8));
    program.keys("j Enter j j j j");
    let before = program.model.reader.place().unwrap();
    program.resize(200, 8).resize(60, 8);
    let after = program.model.reader.place().unwrap();
    assert_eq!(before.paragraph, after.paragraph);
}

#[test]
fn help_and_palette_name_every_action() {
    let mut program = Program::open((120, 40));
    program.keys("?");
    for entry in newsprint::app::action::entries() {
        let shown = |p: &mut Program| p.screen().contains(entry.about);
        let pages = (0..9).any(|n| shown(if n == 0 { program.keys("g") } else { program.keys("Space") }));
        assert!(pages, "{} is not in the help", entry.name);
    }
    program.keys("q : 'oldest' Enter");
    assert_eq!(program.shown(), [HARBOUR, TREATY, STORM]);
}

#[test]
fn q_leads_out_step_by_step() {
    let mut program = Program::open((120, 30));
    program.keys("Tab Tab q");
    assert!(!program.quit);
    program.keys("q");
    assert!(program.quit);
}

#[test]
fn keys_without_meaning_do_nothing() {
    let mut program = Program::open((120, 30));
    let before = program.screen();
    program.keys("g ! y % @");
    assert_eq!(program.screen(), before);
    program.keys("g j");
    assert_eq!(program.selected(), HARBOUR, "a key that does not fit a sequence is taken on its own");
}

#[test]
fn any_size_is_drawn() {
    for (columns, rows) in
        [(1, 1), (2, 2), (1, 300), (300, 1), (20, 5), (21, 6), (79, 24), (80, 24), (119, 9), (500, 200)]
    {
        let mut program = Program::open((columns, rows));
        for keys in ["", "Enter", "Tab", "Tab", "p", "Esc", "?", "q", "/ 'treaty (", "Esc", "z", "x"] {
            program.keys(keys).screen();
        }
    }
}

#[test]
fn screens() {
    for (columns, rows) in [(200, 24), (120, 24), (80, 20), (40, 16)] {
        let mut program = Program::open((columns, rows));
        insta::assert_snapshot!(format!("list {columns}x{rows}"), program.screen());
        program.keys("j Enter");
        insta::assert_snapshot!(format!("reader {columns}x{rows}"), program.screen());
        program.keys("q p 'hol' Enter");
        insta::assert_snapshot!(format!("filtered {columns}x{rows}"), program.screen());
        program.keys("/ 'treaty'");
        insta::assert_snapshot!(format!("search {columns}x{rows}"), program.screen());
    }
}

#[test]
fn a_word_that_is_nowhere_is_answered_with_one_that_is() {
    let mut program = Program::open((120, 30));
    program.keys("/ 'Harbuor'");
    assert!(program.screen().contains("Tab: did you mean harbour?"), "{}", program.screen());
    assert_eq!(program.keys("Tab").shown(), [HARBOUR]);
    assert!(program.screen().contains("harbour"));
    program.keys("Esc f 'treety -xyzzy'");
    assert!(program.keys("Tab").screen().contains("treaty -xyzzy"));
    let screen = program.keys("Esc / 'zzzzzz' Enter").screen();
    assert!(screen.contains("Nothing found.") && !screen.contains("id you mean"), "{screen}");
}

#[test]
fn a_row_shows_by_what_it_is_sorted() {
    let mut program = Program::open((120, 30));
    assert!(program.keys(", s").screen().contains("sea desk"));
}
