//! Journeys through the reader's own marks: notes, highlights, many at once, places, saved searches, undo.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::{Key, Message};
use program::Program;
use ratatui::style::Modifier;

const FILES: &[(&str, &[u8])] = &[
    (
        "harbour.md",
        b"---\ntitle: Harbour talks end in Lisbon\ndate: 2021-05-04\nsource: Sea Desk\n---\n\nPortuguese Prime Minister \
          Ana Duarte met Norwegian Foreign Minister Lars Holm in Lisbon on Monday. They settled who may fish where. \
          Nobody was glad of it.\n\n\"We have agreed on every line of the treaty,\" Ana Duarte said.\n\nNorway would \
          sign in June, Lars Holm told reporters.\n",
    ),
    (
        "treaty.md",
        b"---\ntitle: Norway signs the fishing treaty\ndate: 2021-06-11\nsource: Sea Desk\n---\n\nNorwegian Foreign \
          Minister Lars Holm signed the treaty with Portugal on Friday.\n\n\"It is a good day for both coasts,\" Lars \
          Holm said.\n",
    ),
    (
        "storm.md",
        b"---\ntitle: Storm closes ports in Japan\ndate: 2021-07-01\nsource: Herald\n---\n\nA storm closed the ports of \
          Osaka and Kobe in Japan on Sunday, and the ferries stayed at their piers until the evening.\n",
    ),
    (
        "prize.md",
        b"---\ntitle: A prize for a shipyard\ndate: 2021-04-01\nsource: Herald\n---\n\nThe yard at Sandvik won a prize \
          for a boat without an engine.\n",
    ),
];

const STORM: &str = "Storm closes ports in Japan";
const TREATY: &str = "Norway signs the fishing treaty";
const HARBOUR: &str = "Harbour talks end in Lisbon";
const PRIZE: &str = "A prize for a shipyard";

impl Program {
    fn open(size: (u16, u16)) -> Program {
        Program::on_starter(FILES, "four files", size)
    }

    fn key(&mut self, c: char) -> &mut Program {
        self.tell(Message::Key(Key::char(c)));
        self
    }

    fn notice(&self) -> &str {
        self.model.notice.as_deref().unwrap_or("")
    }

    fn titles(&self, bits: &newsprint::corpus::Bits) -> Vec<&str> {
        bits.iter().map(|n| self.model.corpus.title(n)).collect()
    }

    /// The notes of the selected article, those of a passage behind its words.
    fn notes(&self) -> Vec<String> {
        let id = self.model.corpus.id(self.model.selected().unwrap());
        let shown = |note: &newsprint::corpus::Note| match &note.passage {
            Some(passage) => format!("{}: {}", passage.words, note.text),
            None => note.text.clone(),
        };
        self.model.marks.notes.of(id).iter().map(|(_, note)| shown(note)).collect()
    }

    /// The words on the screen with this attribute.
    fn with(&self, modifier: Modifier) -> String {
        let terminal = self.terminal();
        let buffer = terminal.backend().buffer();
        let cells = buffer.content().iter().map(|c| if c.modifier.contains(modifier) { c.symbol() } else { " " });
        cells.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Keys in, titles shown out.
fn check(keys: &str, titles: &[&str]) {
    let mut program = Program::open((120, 30));
    assert_eq!(program.keys(keys).shown(), titles, "{keys}");
}

#[test]
fn rows_are_marked_and_keys_act_on_all_of_them() {
    let mut program = Program::open((120, 30));
    program.keys("v j v");
    assert_eq!(program.titles(&program.model.marked), [STORM, HARBOUR]);
    assert!(program.screen().lines().next().unwrap().contains("2 marked"), "{}", program.screen());
    program.keys("s");
    assert_eq!(program.titles(&program.model.marks.starred), [STORM, HARBOUR]);
    assert_eq!(program.notice(), "2 articles starred, U undoes it");
    program.keys("r t 'sea' Enter");
    assert_eq!(program.titles(&program.model.marks.read), [STORM, HARBOUR]);
    assert_eq!(program.titles(&program.model.marks.tags["sea"]), [STORM, HARBOUR]);
    // Once all of them have it, all of them lose it.
    program.keys("s");
    assert!(program.model.marks.starred.is_empty());
    program.keys("U");
    assert_eq!(program.titles(&program.model.marks.starred), [STORM, HARBOUR]);
    program.keys("U U U");
    assert!(program.model.marks.tags.is_empty() && program.model.marks.read.is_empty());
    assert!(program.model.marks.starred.is_empty());
    program.keys("Esc");
    assert!(program.model.marked.is_empty());
}

#[test]
fn a_range_and_all_shown_are_marked() {
    let mut program = Program::open((120, 30));
    program.keys("j v j V");
    assert_eq!(program.titles(&program.model.marked), [TREATY, HARBOUR, PRIZE]);
    program.keys("Esc f 'source:herald' Enter C-a");
    assert_eq!(program.titles(&program.model.marked), [STORM, PRIZE]);
    program.keys("A");
    assert_eq!(program.titles(&program.model.marks.read), [STORM, PRIZE]);
    program.keys("C-a");
    assert!(program.model.marked.is_empty());
    // The last chip goes after what is marked.
    program.keys("C-a Esc");
    assert_eq!(program.shown(), [STORM, PRIZE]);
    assert_eq!(program.keys("Esc").shown().len(), 4);
}

#[test]
fn a_list_of_the_unread_loses_what_is_read_when_one_moves_on() {
    let mut program = Program::open((120, 30));
    program.keys("2 Enter");
    assert_eq!(program.shown(), [STORM, TREATY, HARBOUR, PRIZE], "what is being read stays");
    assert_eq!(program.selected(), STORM);
    program.keys("J");
    assert_eq!(program.shown(), [TREATY, HARBOUR, PRIZE]);
    assert_eq!(program.selected(), TREATY);
    program.keys("q A");
    assert_eq!((program.shown(), program.selected()), (vec![TREATY], TREATY));
    program.keys("U");
    assert_eq!(program.shown(), [TREATY, HARBOUR, PRIZE]);
    program.keys("2");
    assert_eq!(program.shown(), [HARBOUR, PRIZE], "asked anew it is exact");
}

#[test]
fn queries_ask_for_notes() {
    check("a 'which ferries?' Esc j a 'who paid' Esc f 'note:ferr' Enter", &[STORM]);
    check("a 'which ferries?' Esc f 'is:noted' Enter", &[STORM]);
    check("a 'which ferries?' Esc f '-is:noted' Enter", &[TREATY, HARBOUR, PRIZE]);
    check("Enter v M f 'is:highlighted' Enter", &[STORM]);
    check("Enter v M q f 'is:noted' Enter", &[]);
    check("t 'sea' Enter f 'is:tagged' Enter", &[STORM]);
}

#[test]
fn a_note_is_written_shown_changed_and_taken_back() {
    let mut program = Program::open((120, 30));
    program.keys("a 'which ferries?' Enter 'ask' Esc");
    assert_eq!(program.notes(), ["which ferries?\nask"]);
    let screen = program.screen();
    assert!(screen.contains("✎ which ferries?") && screen.contains("Japan") && screen.contains(" ✎"), "{screen}");
    program.keys("a ' the company' Esc");
    assert_eq!(program.notes(), ["which ferries?\nask the company"]);
    program.keys("a ' never' C-c");
    assert_eq!(program.notes(), ["which ferries?\nask the company"]);
    assert_eq!(program.notice(), "given up: nothing was changed");
    program.keys("U");
    assert_eq!(
        (program.notes(), program.notice()),
        (vec!["which ferries?\nask".to_string()], "undone: change of a note")
    );
    program.keys("U");
    assert!(program.notes().is_empty());
    assert!(!program.screen().contains('✎'));
}

#[test]
fn passages_are_selected_highlighted_and_noted() {
    let mut program = Program::open((120, 30));
    program.keys("j j Enter v");
    assert!(program.with(Modifier::REVERSED).starts_with("Portuguese Prime Minister"), "{}", program.screen());
    program.keys("j M");
    let first = "Portuguese Prime Minister Ana Duarte met Norwegian Foreign Minister Lars Holm in Lisbon on Monday. They settled who may fish where.";
    assert_eq!(program.notes(), [format!("{first}: ")]);
    assert!(program.with(Modifier::UNDERLINED).contains("They settled who may fish where."));
    // Within a highlight: that one goes.
    program.keys("v M");
    assert!(program.notes().is_empty());
    program.keys("U");
    assert_eq!(program.notes(), [format!("{first}: ")]);
    program.keys("U");
    // By words, and from the other end.
    program.keys("v o w w w b o w w a 'a minister?' Esc");
    assert_eq!(
        program.notes(),
        ["Minister Ana Duarte met Norwegian Foreign Minister Lars Holm in Lisbon on Monday. They settled: a minister?"]
    );
    assert!(program.screen().contains("✎ a minister?"));
    // Esc lets go and nothing else.
    program.keys("v j Esc");
    assert!(program.model.visual.is_none() && program.notes().len() == 1);
}

#[test]
fn places_have_letters() {
    let mut program = Program::open((80, 24));
    program.keys("j j m a g g m b");
    program.key('\'');
    let screen = program.screen();
    assert!(screen.contains("a  Harbour") && screen.contains("b  Storm"), "{screen}");
    program.key('a');
    assert_eq!(program.selected(), HARBOUR);
    program.keys("q f 'source:herald' Enter").key('\'').key('a');
    assert_eq!(program.selected(), HARBOUR);
    assert!(program.model.filter.chips.is_empty());
    program.key('\'').key('z');
    assert_eq!(program.notice(), "no place z: m z marks one");
    program.keys("m !");
    assert_eq!(program.notice(), "a place is marked with a letter");
    program.keys("U").key('\'').key('b');
    assert_eq!(program.notice(), "no place b: m b marks one");
}

#[test]
fn a_search_is_saved_counted_shown_renamed_and_deleted() {
    let mut program = Program::open((120, 30));
    program.keys("F s");
    assert_eq!(program.notice(), "nothing narrows the list: f, p, c, i or / first");
    program.keys("q f 'source:\"sea desk\" holm' Enter F s 'holm at sea' Enter");
    let names: Vec<&String> = program.model.marks.searches.keys().collect();
    assert_eq!(names, ["holm at sea"]);
    assert!(program.model.marks.searches["holm at sea"].visited > 0);
    program.keys("q X F");
    let screen = program.screen();
    let line = screen.lines().find(|l| l.contains("holm at sea")).unwrap();
    assert!(line.trim_end().ends_with(" 2") && !line.contains("new"), "{line}");
    program.keys("Enter");
    assert_eq!(program.shown(), [TREATY, HARBOUR]);
    program.keys("F r 'sea' Enter");
    assert!(program.model.marks.searches.contains_key("sea"));
    program.keys("U");
    assert!(program.model.marks.searches.contains_key("holm at sea") && program.model.marks.searches.len() == 1);
    program.keys("d");
    assert!(program.model.marks.searches.is_empty());
    program.keys("U");
    assert_eq!(program.model.marks.searches["holm at sea"].query, "source:\"sea desk\" holm");
}

#[test]
fn what_is_new_is_told_and_after_a_look_no_more() {
    let story =
        |n: u32| format!("---\ntitle: Story {n}\ndate: 2021-05-0{n}\n---\n\nLars Holm told story {n} at sea.\n");
    let (one, two) = (story(1), story(2));
    let mut program = Program::on_folder(&[("1.md", &one), ("2.md", &two)], "news", (120, 30));
    program.keys("f 'sea' Enter F s Enter q X");
    std::fs::write(program.home.path().join("news/3.md"), story(3)).unwrap();
    program.refresh();
    program.keys("F");
    assert!(program.screen().contains("1 new since"), "{}", program.screen());
    program.keys("Enter");
    assert!(program.notice().starts_with("1 new since "));
    program.keys("F");
    assert!(!program.screen().contains("new since"), "{}", program.screen());
    program.keys("Enter");
    assert!(program.notice().starts_with("nothing new since "));
}

#[test]
fn the_notes_of_the_archive_are_listed_found_and_gone_to() {
    let mut program = Program::open((80, 24));
    program.keys("a 'which ferries?' Esc j j Enter v j a 'who fished' Esc q g n");
    let screen = program.screen();
    assert!(
        screen.contains("Notes 2") && screen.contains("✎ which ferries?") && screen.contains("✎ who fished"),
        "{screen}"
    );
    program.keys("/ 'lisbon'");
    assert!(program.screen().contains("Notes 1, “lisbon”"), "{}", program.screen());
    program.keys("Enter Enter");
    assert_eq!(program.selected(), HARBOUR);
    program.keys("q");
    assert!(program.screen().contains("Notes 1, “lisbon”"), "back where one was: {}", program.screen());
    program.keys("Esc e ' and where' Esc");
    assert!(program.screen().contains("and where"));
    program.keys("d d U");
    assert!(program.screen().contains("Notes 1"), "{}", program.screen());
    assert!(program.notice().starts_with("undone: taking a note away"));
}

#[test]
fn tags_are_completed() {
    let mut program = Program::open((120, 30));
    program.keys("t 'peace later' Enter j t 'pe' Tab Enter");
    assert_eq!(program.titles(&program.model.marks.tags["peace"]), [STORM, TREATY]);
    program.keys("j t Tab Tab 'x' Enter");
    assert_eq!(program.titles(&program.model.marks.tags["peace"]), [STORM, TREATY, HARBOUR]);
    assert_eq!(program.titles(&program.model.marks.tags["x"]), [HARBOUR]);
    program.keys("t C-u Enter");
    assert_eq!(program.titles(&program.model.marks.tags["peace"]), [STORM, TREATY]);
}

#[test]
fn screens() {
    for (columns, rows) in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        let mut program = Program::open((columns, rows));
        program.keys("t 'sea winter' Enter v a 'which ferries?' Enter 'ask' Esc");
        program.keys("j j Enter v j a 'who fished before?'");
        insta::assert_snapshot!(format!("editor {columns}x{rows}"), program.screen());
        program.keys("Esc");
        insta::assert_snapshot!(format!("noted {columns}x{rows}"), program.screen());
        program.keys("g n");
        insta::assert_snapshot!(format!("notes {columns}x{rows}"), program.screen());
        program.keys("q q f 'source:\"sea desk\"' Enter F s 'at sea' Enter");
        insta::assert_snapshot!(format!("searches {columns}x{rows}"), program.screen());
        program.keys("q m a").key('\'');
        insta::assert_snapshot!(format!("places {columns}x{rows}"), program.screen());
    }
}
