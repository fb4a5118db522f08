//! Journeys over the entity page: keys in, the page and the rest of the screen out, corrections kept in between.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::{Focus, Message, entity};
use newsprint::corpus::{Correcting, Correction, Kind};
use program::Program;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

const FILES: &[(&str, &str)] = &[
    (
        "a.md",
        "---\ntitle: Quorvel opens the bridge\ndate: 2021-05-04\n---\n\nPresident Emil Quorvel opened the bridge on Monday. \"It is long,\" Quorvel said.\n",
    ),
    (
        "b.md",
        "---\ntitle: The bridge is closed again\ndate: 2022-01-09\n---\n\nFormer President Emil Quorvel was sad. Minister Lars Dunmore was not, Dunmore said on Sunday.\n",
    ),
    (
        "c.md",
        "---\ntitle: Dunmore resigns over the bridge\ndate: 2022-03-01\n---\n\nMinister Lars Dunmore resigned on Tuesday. Emil Quorvel said nothing.\n",
    ),
    ("d.md", "---\ntitle: Toll at the bridge\n---\n\nMinister E. Quorvel named the toll. Mr Quorvel called it low.\n"),
];

impl Program {
    fn open(size: (u16, u16)) -> Program {
        Program::on_folder(FILES, "bridges", size)
    }

    /// The same home, with a new program and no index.
    fn again_from_scratch(self) -> Program {
        let Program { home, model, .. } = self;
        std::fs::remove_dir_all(home.path().join("data")).unwrap();
        Program::in_home(home, "bridges", model.size)
    }

    fn people(&self) -> Vec<&str> {
        self.model.corpus.entities(Kind::Person).map(|e| self.model.corpus.name(e)).collect()
    }

    fn page(&self) -> Option<&str> {
        entity::page(&self.model).map(|p| self.model.corpus.name(p.entity))
    }
}

/// The page of the person named most.
const QUORVEL: &str = "Tab Tab g e";

#[test]
fn the_page_says_who_it_is() {
    let mut program = Program::open((120, 40));
    let screen = program.keys(QUORVEL).screen();
    for text in [
        "4 articles · 4 May 2021 – 1 Mar 2022",
        "2021 █",
        "First   4 May 2021  Quorvel opens the bridge",
        "Last    1 Mar 2022  Dunmore resigns over the bridge",
        "Appears with people",
        "Names",
        "Roles",
        "Former President",
        "Articles",
        "undated  Toll at the bridge",
        "1 Mar 2022  Dunmore resigns over the bridge",
    ] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
}

#[test]
fn the_page_opens_from_every_pane_and_goes_back_there() {
    let mut program = Program::open((120, 40));
    program.keys("g e");
    assert!(program.page().is_none() && program.screen().contains("All about whom?"));
    program.keys("'quorvel' Enter");
    assert_eq!(program.page(), Some("Emil Quorvel"));
    program.keys("q");
    assert!(program.page().is_none());
    program.keys(QUORVEL);
    assert_eq!(program.page(), Some("Emil Quorvel"));
    program.keys("q");
    assert_eq!((program.page(), program.model.focus), (None, Focus::Sidebar(Kind::Person)));
    program.keys("j g e");
    assert_eq!(program.page(), Some("Lars Dunmore"));
    program.keys("Esc q Enter } g e");
    assert_eq!(program.page(), Some("Lars Dunmore"), "gone to in the text");
    program.keys("q");
    assert_eq!(program.model.focus, Focus::Reader);
    program.keys("q g e");
    assert_eq!(program.page(), Some("Lars Dunmore"), "chosen last");
    program.keys("g e");
    assert_eq!(program.page(), None, "the same keys go back");
}

#[test]
fn an_article_of_the_page_is_read() {
    let mut program = Program::open((120, 40));
    program.keys("f 'resigns' Enter Tab Tab g e G k Enter");
    let article = program.model.selected().unwrap();
    assert_eq!(program.model.corpus.title(article), "Quorvel opens the bridge");
    assert!(program.model.filter.chips.is_empty() && program.screen().contains("filters dropped"));
    assert!(program.model.marks.read.contains(article) && program.model.focus == Focus::Reader);
    program.keys("q");
    assert_eq!(program.page(), Some("Emil Quorvel"), "from the article it is gone back to the page");
    program.keys("g g ] Enter");
    assert!(program.page().is_some() && program.screen().contains("Enter opens"), "a spelling is not an article");
    program.keys("q");
    assert_eq!((program.page(), program.model.focus), (None, Focus::Reader));
}

#[test]
fn names_are_merged_and_parted_again() {
    let mut program = Program::open((120, 40));
    program.keys(QUORVEL).keys("m 'dunm' Enter");
    assert_eq!(program.people(), ["Emil Quorvel"]);
    assert_eq!(program.page(), Some("Emil Quorvel"), "the page stays");
    assert!(program.screen().contains("Lars Dunmore"), "{}", program.screen());
    assert!(program.screen().contains("U undoes it"), "{}", program.screen());
    program.keys("U");
    assert_eq!(program.people(), ["Emil Quorvel", "Lars Dunmore"]);
    assert!(program.screen().contains("taken back"), "{}", program.screen());
    program.keys("U");
    assert!(program.screen().contains("nothing to undo"), "{}", program.screen());
}

#[test]
fn a_spelling_is_split_off() {
    let mut program = Program::open((120, 40));
    program.keys(QUORVEL).keys("[ [ ]");
    let at = |p: &Program, text: &str| {
        let page = entity::page(&p.model).unwrap();
        p.model.corpus.spellings(page.entity).position(|s| s.text == text).unwrap()
    };
    for _ in 0..at(&program, "E. Quorvel") {
        program.keys("j");
    }
    program.keys("s");
    let mut people = program.people();
    people.sort_unstable();
    assert_eq!(people, ["E. Quorvel", "Emil Quorvel", "Lars Dunmore"]);
    assert_eq!(program.page(), Some("Emil Quorvel"));
    program.keys("G s");
    assert!(program.screen().contains("choose a spelling first"), "{}", program.screen());
    program.keys("U");
    assert_eq!(program.people().len(), 2);
}

#[test]
fn a_name_is_given_and_what_is_hidden_is_seen_nowhere() {
    let mut program = Program::open((120, 40));
    program.keys(QUORVEL).keys("r C-u 'The President' Enter");
    assert_eq!((program.page(), program.people()), (Some("The President"), vec!["The President", "Lars Dunmore"]));
    program.keys("q f 'person:quorvel' Enter");
    assert_eq!(program.model.answer.articles.len(), 4, "the old name still finds him");
    program.keys("X g e D");
    assert_eq!((program.page(), program.people()), (None, vec!["Lars Dunmore"]));
    assert!(program.screen().contains("people --unhide"), "{}", program.screen());
    let mut program = program.again_from_scratch();
    assert_eq!(program.people(), ["Lars Dunmore"], "kept without the index");
    program.keys("p 'presid'");
    assert!(!program.screen().contains("The President"), "{}", program.screen());
    program.keys("Esc U");
    assert_eq!(program.people(), ["Lars Dunmore"], "undoing is for this sitting; the command line lists the rest");
}

#[test]
fn the_new_name_takes_the_place_of_the_old_one_unless_that_is_edited() {
    for (keys, name) in [
        ("r 'Bo' Enter", "Bo"),
        ("r Left Right ' II' Enter", "Emil Quorvel II"),
        ("r Backspace 'x' Enter", "Emil Quorvex"),
        ("r Enter", "Emil Quorvel"),
    ] {
        let mut program = Program::open((120, 40));
        program.keys(QUORVEL).keys(keys);
        assert_eq!(program.page(), Some(name), "{keys}");
    }
    let mut program = Program::open((120, 40));
    program.keys(QUORVEL).keys("r").tell(Message::Paste("Jo Bell".into()));
    program.keys("Enter");
    assert_eq!(program.page(), Some("Jo Bell"));
}

#[test]
fn a_chip_goes_with_its_name() {
    let chips = |p: &Program| p.model.filter.chips.iter().map(|c| c.label.clone()).collect::<Vec<_>>();
    let dunmore = "Tab Tab j Enter";
    for (keys, after, articles) in [
        ("g e D", &[][..], 4),
        ("g e r 'Bo' Enter", &["Bo"], 2),
        ("g e m 'quorv' Enter", &["Emil Quorvel"], 4),
        ("g e r 'Bo' Enter q U", &["Lars Dunmore"], 2),
        ("g e r 'Bo' Enter X f 'person:Bo' Enter U", &["Lars Dunmore"], 2),
    ] {
        let mut program = Program::open((120, 40));
        program.keys(dunmore);
        assert_eq!((chips(&program), program.model.answer.articles.len()), (vec!["Lars Dunmore".to_string()], 2));
        program.keys(keys);
        assert_eq!(chips(&program), after, "{keys}");
        assert_eq!(program.model.answer.articles.len(), articles, "{keys}");
        assert!(program.model.reader.opened.is_some(), "{keys}");
    }
}

#[test]
fn a_country_is_renamed_and_hidden_too() {
    let mut program = Program::open((120, 40));
    let story = "News of today\n\nA storm closed the ports of Norway on Sunday.\n";
    std::fs::write(program.home.path().join("news/e.txt"), story).unwrap();
    program.keys("R f 'country:norway' Enter g e r 'Noreg' Enter");
    assert_eq!(program.page(), Some("Noreg"), "{}", program.screen());
    assert_eq!(program.model.filter.chips[0].label, "Noreg");
    program.keys("D");
    assert!(program.model.filter.chips.is_empty() && program.model.answer.articles.len() == 5, "{}", program.screen());
}

#[test]
fn where_no_name_is_chosen_it_is_said_how() {
    for keys in ["}", "Enter }"] {
        let mut program = Program::open((40, 20));
        program.keys(keys);
        assert!(program.screen().contains("choose a name first: p or c"), "{keys}\n{}", program.screen());
    }
}

#[test]
fn a_correction_is_applied_without_reading_a_file_again() {
    let program = Program::open((120, 40));
    let hide = Correction::Hide { kind: Kind::Person, of: "lars dunmore".into() };
    program.library.corrections().change(&Correcting::Add(hide)).unwrap();
    let refresh = || program.library.refresh(&mut |_| {}, &AtomicBool::new(false)).unwrap();
    let report = refresh();
    assert_eq!((report.new, report.changed, report.unchanged), (0, 0, 4));
    let corpus = Arc::clone(&program.library.snapshot().corpus);
    assert_eq!(corpus.entities(Kind::Person).count(), 1);
    refresh();
    assert!(Arc::ptr_eq(&corpus, &program.library.snapshot().corpus), "and only once");
}

#[test]
fn a_picker_is_about_the_names_of_now() {
    let mut program = Program::open((120, 40));
    program.keys("Tab Tab p 'dunm'");
    program.tell(Message::Corrected { number: None, text: String::new() });
    std::fs::write(
        program.home.path().join("news/e.txt"),
        "News of today\n\nMayor Anna Albright and Mayor Bert Brandt met in Oslo.\n",
    )
    .unwrap();
    program.tell(Message::Corrected { number: None, text: String::new() });
    assert!(program.people().len() > 2, "names are numbered anew");
    program.keys("Enter");
    assert_eq!(program.model.answer.articles.len(), 2, "{}", program.screen());
}

#[test]
fn one_goes_from_name_to_name_and_back() {
    let mut program = Program::open((120, 40));
    program.keys(QUORVEL).keys("l [ Enter");
    assert_eq!(program.page(), Some("Lars Dunmore"), "{}", program.screen());
    program.keys("l [ Enter");
    assert_eq!(program.page(), Some("Emil Quorvel"));
    program.keys("q q");
    assert_eq!(program.page(), Some("Emil Quorvel"));
    program.keys("Enter q q");
    assert_eq!((program.page(), program.model.focus), (None, Focus::Sidebar(Kind::Person)));
}

#[test]
fn a_quote_is_read_where_it_stands() {
    let mut program = Program::open((120, 40));
    let screen = program.keys(QUORVEL).screen();
    for text in ["Quotes by", "“It is long,”", "4 May 2021 · Quorvel opens the bridge"] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    while program.keys("]").screen().contains("Quotes by")
        && entity::page(&program.model).unwrap().cursor.part() != entity::parts::Part::By
    {}
    program.keys("Enter");
    assert_eq!(program.selected(), "Quorvel opens the bridge");
    assert!(program.model.reader.at.is_some(), "its place is marked");
    program.keys("q");
    assert_eq!(program.page(), Some("Emil Quorvel"));
}

#[test]
fn the_list_is_filtered_from_the_page() {
    let mut program = Program::open((120, 40));
    let chips = |p: &Program| p.model.filter.chips.iter().map(|c| c.label.clone()).collect::<Vec<_>>();
    program.keys(QUORVEL).keys("B");
    assert!(program.page().is_some() && program.screen().contains("choose a name that it appears with"));
    program.keys("f");
    assert_eq!(
        (chips(&program), program.page(), program.model.focus),
        (vec!["Emil Quorvel".into()], None, Focus::List)
    );
    program.keys("g e f");
    assert_eq!(chips(&program), ["Emil Quorvel"], "not taken away again");
    program.keys("g e l [ B");
    assert_eq!(chips(&program), ["Emil Quorvel", "Lars Dunmore"]);
    assert_eq!(program.model.answer.articles.len(), 2);
}

#[test]
fn the_parts_are_walked_through_and_nothing_is_left_out_of_sight() {
    for size in [(120, 12), (80, 24), (40, 20), (40, 7)] {
        let mut program = Program::open(size);
        program.keys(QUORVEL);
        let mut seen = program.screen();
        let cursor = |p: &Program| entity::page(&p.model).unwrap().cursor;
        let mut parts = vec![cursor(&program).part()];
        loop {
            let before = cursor(&program);
            program.keys("j");
            seen += &program.screen();
            if cursor(&program) == before {
                break;
            }
            if parts.last() != Some(&cursor(&program).part()) {
                parts.push(cursor(&program).part());
            }
        }
        for text in ["Names", "Roles", "Former President", "Appears with people", "Lars Dunmore", "Articles", "Toll at"]
        {
            assert!(seen.contains(text), "{text} at {size:?}\n{seen}");
        }
        program.keys("g g");
        let mut jumped = vec![cursor(&program).part()];
        for _ in 1..parts.len() {
            program.keys("]");
            jumped.push(cursor(&program).part());
        }
        assert_eq!(jumped, parts, "{size:?}");
        for part in parts.iter().rev().skip(1) {
            program.keys("[");
            assert_eq!(cursor(&program).part(), *part, "{size:?}");
        }
        let room = size.1 < 12 || program.screen().contains("Emil Quorvel");
        assert!(room, "the name is seen from the first row");
    }
}

#[test]
fn pages_of_every_size() {
    for (columns, rows) in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        let mut program = Program::open((columns, rows));
        program.keys(QUORVEL);
        insta::assert_snapshot!(format!("entity {columns}x{rows}"), program.screen());
    }
    for (columns, rows) in [(1, 1), (20, 5), (21, 6), (79, 9), (80, 6), (500, 200)] {
        let mut program = Program::open((columns, rows));
        for keys in ["Tab Tab", "g e", "j j j", "G", "m", "Esc", "r", "Esc", "q"] {
            program.keys(keys).screen();
        }
    }
}
