//! Journeys through the room of quotes: what one said and what was said of him, narrowed, gone to, copied.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::mouse::{Deed, Mouse};
use newsprint::app::quotes::{Column, Pane, Who};
use newsprint::app::room::Room;
use newsprint::app::{Effect, Focus, Message};
use program::Program;

const FILES: &[(&str, &str)] = &[
    (
        "bridge.md",
        "---\ntitle: Quorvel opens the bridge\ndate: 2021-05-04\nsource: Harbour Post\n---\n\n\
        President Emil Quorvel opened the bridge on Monday.\n\n\
        \"It is long, and it will carry every lorry of the island,\" Emil Quorvel said.\n\n\
        \"Emil Quorvel has built what others promised,\" Minister Lars Dunmore said.\n\n\
        \"We wait for the ferry all the same,\" said Minister Lars Dunmore.\n",
    ),
    (
        "closed.md",
        "---\ntitle: The bridge is closed again\ndate: 2022-01-09\nsource: Island Herald\n---\n\n\
        The storm took two cables. \"It is long, and it will carry every lorry of the island\", Emil Quorvel said.\n\n\
        \"Lars Dunmore never wanted the café on the pier,\" Emil Quorvel told reporters.\n",
    ),
    (
        "toll.md",
        "---\ntitle: A toll for Norway\ndate: 2022-03-01\nsource: Harbour Post\n---\n\n\
        Minister Lars Dunmore named the toll in Oslo. \"Norway pays for its own bridges,\" Lars Dunmore said on Sunday.\n",
    ),
];

impl Program {
    fn open(size: (u16, u16)) -> Program {
        Program::on_folder(FILES, "bridges", size)
    }

    fn room(&self) -> Option<&Pane> {
        if let Some(Room::Quotes(pane)) = self.model.rooms.current() { Some(pane) } else { None }
    }

    #[track_caller]
    fn pane(&self) -> &Pane {
        self.room().expect("the room is open")
    }

    /// Speakers with their counts.
    fn speakers(&self) -> Vec<(&str, u32)> {
        let name = |who: Who| match who {
            Who::Of(entity) => self.model.corpus.name(entity),
            Who::Everybody => "everybody",
            Who::Nobody | Who::First => "nobody",
        };
        self.pane().speakers.iter().map(|(who, count)| (name(*who), *count)).collect()
    }

    /// The beginnings of the quotes by and about the chosen one.
    fn quotes(&self) -> [Vec<&str>; 2] {
        let pane = self.pane();
        let words = |shelf: usize| {
            let quotes = pane.shelves[shelf].rows.iter().map(|q| (q.quote.article, q.quote.index));
            quotes.map(|place| pane.words_of(place).map_or("?", |words| &words.text[..11])).collect()
        };
        [words(0), words(1)]
    }
}

#[test]
fn quotes_are_filed_by_who_says_them() {
    let mut program = Program::open((200, 60));
    program.keys("g q");
    assert_eq!(program.speakers(), [("everybody", 5), ("Lars Dunmore", 3), ("Emil Quorvel", 2)]);
    assert_eq!(program.quotes()[0], ["Norway pays", "Emil Quorve", "We wait for"]);
    assert_eq!(program.quotes()[1], ["Lars Dunmor"]);
    program.keys("j");
    assert_eq!(program.quotes(), [vec!["It is long,", "Lars Dunmor"], vec!["Emil Quorve"]]);
    let screen = program.screen();
    for text in
        ["Emil Quorvel said 2", "About Emil Quorvel 1", "9 Jan 2022 · +1 · Island Herald · The bridge is closed"]
    {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    program.keys("q");
    assert!(program.room().is_none());
}

#[test]
fn the_room_opens_on_whom_a_filter_is_about() {
    let mut program = Program::open((120, 40));
    program.keys("p 'quorvel' Enter g q");
    assert_eq!((program.quotes()[0].len(), program.pane().column), (2, Column::By));
    assert!(program.screen().contains("Emil Quorvel said 2"), "{}", program.screen());
    // The date narrows it while it is open.
    program.keys("f 'date:2021' Enter");
    assert_eq!(program.quotes()[0], ["It is long,"]);
    assert_eq!(program.speakers(), [("everybody", 3), ("Lars Dunmore", 2), ("Emil Quorvel", 1)]);
    program.keys("Tab");
    let screen = program.screen();
    assert!(screen.contains("About Emil Quorvel 1") && !screen.contains("Emil Quorvel said"), "{screen}");
    program.keys("X");
    assert_eq!(program.quotes()[0].len(), 2);
}

#[test]
fn words_and_names_narrow_it_and_escape_widens_it() {
    let mut program = Program::open((120, 40));
    program.keys("g q / 'CAFE pier'");
    assert_eq!(program.speakers(), [("everybody", 1), ("Emil Quorvel", 1)], "accents and case do not matter");
    assert_eq!(program.quotes()[0], ["Lars Dunmor"]);
    program.keys("' norway'");
    assert!(program.speakers().is_empty() && program.screen().contains("No quote like that"), "{}", program.screen());
    program.keys("Esc");
    assert_eq!(program.speakers().len(), 3);
    program.keys("/ 'brid' Enter");
    assert_eq!(program.quotes()[0], ["Norway pays"]);
    program.keys("Esc a 'norw' Enter");
    assert_eq!(program.speakers(), [("everybody", 1), ("Lars Dunmore", 1)]);
    assert!(program.screen().contains("naming norw"), "{}", program.screen());
    program.keys("Esc");
    assert_eq!(program.speakers().len(), 3);
    program.keys("Esc");
    assert!(program.room().is_none());
    // Whom one chose stays, though there is nothing of that by him.
    program.keys("g q j / 'norway' Enter");
    assert_eq!(program.speakers(), [("everybody", 1), ("Lars Dunmore", 1), ("Emil Quorvel", 0)]);
    assert!(program.quotes()[0].is_empty());
}

#[test]
fn everybodys_quotes_with_some_words_are_saved_in_one_go() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        let mut program = Program::open(size);
        let file = |ending: &str| program.home.path().join(format!("said.{ending}"));
        let (csv, md, text) = (file("csv"), file("md"), file("txt"));
        program.keys("g q / 'it' Enter");
        assert_eq!(program.pane().who, Who::Everybody);
        program.keys("Esc k");
        assert_eq!(program.pane().who, Who::Everybody, "it is the first row");
        assert_eq!(program.quotes()[0].len(), 5);
        let screen = program.screen();
        assert!(screen.contains("Everybody said 5"), "{screen}");
        program.keys("l l Tab l");
        assert_eq!(program.pane().column, Column::By, "there is nothing about everybody");
        program.keys("S");
        assert!(program.screen().contains("~/quotes.csv"), "{}", program.screen());
        program.keys("Esc / 'for' Enter S");
        let screen = program.screen();
        assert!(screen.contains("~/quotes-for.csv") && screen.contains("2 quotes by everybody"), "{screen}");
        for path in [&csv, &md, &text] {
            program.keys(&format!("C-u '{}' Enter", path.display()));
            let notice = program.model.notice.clone().unwrap_or_default();
            assert!(notice.starts_with("2 quotes written to"), "{notice}");
            program.keys("S");
        }
        let read = |path| std::fs::read_to_string(path).unwrap();
        assert_eq!(read(&csv).lines().count(), 3);
        let one = "“Norway pays for its own bridges,”\n— Lars Dunmore, 2022-03-01, Harbour Post: A toll for Norway\n\n";
        assert!(read(&text).starts_with(one), "{}", read(&text));
        assert!(read(&md).starts_with("> “Norway pays for its own bridges,”\n>\n> — Lars Dunmore, 2022-03-01"));
        program.keys("Esc / 'nowhere' Enter S");
        assert_eq!(program.model.notice.as_deref(), Some("no quotes to save"));
    }
}

#[test]
fn a_field_among_the_words_is_told_to_be_none() {
    let mut program = Program::open((80, 24));
    program.keys("g q / 'date:2022'");
    assert!(program.screen().contains("words of the quotes only; f narrows articles by date:"), "{}", program.screen());
    program.keys("Enter");
    assert!(program.model.bar.is_none());
}

#[test]
fn enter_goes_to_the_place_and_back_leads_here() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        let mut program = Program::open(size);
        program.keys("g q j Enter j");
        let (before, screen) = (program.pane().shelves[0].cursor, program.screen());
        program.keys("Enter");
        assert!(program.room().is_none() && program.model.focus == Focus::Reader);
        let opened = program.model.reader.opened.as_ref().unwrap();
        assert_eq!(opened.article.title, "The bridge is closed again");
        let at = program.model.reader.at.expect("the quote is marked");
        assert!(at.span.of(opened.article.text(at.paragraph)).starts_with("Lars Dunmore never"));
        program.keys("q");
        assert_eq!(program.pane().shelves[0].cursor, before);
        assert_eq!(program.screen(), screen, "as it was, at {size:?}");
    }
}

#[test]
fn what_narrows_the_list_is_asked_of_everybody() {
    let mut program = Program::open((120, 40));
    program.keys("f 'date:2021' Enter g q");
    assert_eq!(program.pane().who, Who::Everybody);
    let screen = program.keys("S").screen();
    assert!(screen.contains("quotes-") && !screen.contains("by Emil"), "{screen}");
}

#[test]
fn a_quote_is_copied_with_who_said_it_and_where() {
    let mut program = Program::open((120, 40));
    program.keys("g q Enter y q");
    let copied = "“Norway pays for its own bridges,” — Lars Dunmore, 2022-03-01, Harbour Post: A toll for Norway";
    assert_eq!(program.copied.as_deref(), Some(copied));
    // In the reader the one at the place gone to, else the first on the screen.
    program.copied = None;
    program.keys("j Enter y q");
    assert!(program.copied.as_deref().unwrap().starts_with("“Emil Quorvel has built"), "{:?}", program.copied);
    let mut program = Program::open((120, 40));
    program.keys("G Enter y q");
    assert!(program.copied.as_deref().unwrap().contains("— Emil Quorvel, 2021-05-04"), "{:?}", program.copied);
}

#[test]
fn a_refresh_leaves_the_cursor_on_its_quote() {
    let mut program = Program::open((120, 40));
    program.keys("g q j l j");
    assert_eq!(program.quotes()[0][program.pane().shelves[0].cursor], "Lars Dunmor");
    let text = "---\ntitle: New\ndate: 2023-01-01\n---\n\nMinister Lars Dunmore came. \"I am new here and glad,\" Emil Quorvel said.\n";
    std::fs::write(program.home.path().join("news/new.md"), text).unwrap();
    program.refresh();
    assert_eq!(program.quotes()[0], ["I am new he", "It is long,", "Lars Dunmor"]);
    assert_eq!(program.pane().entity().map(|e| program.model.corpus.name(e)), Some("Emil Quorvel"));
}

#[test]
fn an_archive_without_quotes_says_so() {
    let files = &[("a.md", "---\ntitle: Snow\ndate: 2020-01-01\n---\n\nIt snowed in Norway all day.\n")];
    for size in [(200, 60), (80, 24), (20, 5)] {
        let mut program = Program::on_folder(files, "snow", size);
        program.keys("g q j G Enter l l j Enter y q");
        assert!(program.copied.is_none());
        if size.0 > 40 {
            assert!(program.screen().contains("No quotes"), "{}", program.screen());
        }
    }
}

#[test]
fn the_room_looks_right_at_every_size() {
    for (columns, rows) in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        let mut program = Program::open((columns, rows));
        insta::assert_snapshot!(format!("quotes {columns}x{rows}"), program.keys("g q j l").screen());
    }
}

#[test]
fn words_that_come_while_one_reads_are_there_when_one_comes_back() {
    let late = |effect: &Effect| matches!(effect, Effect::QuoteWords { .. });
    let mut program = Program::open((200, 60));
    program.keys("g");
    let words = program.key_but("q", late);
    assert_eq!(program.quotes()[0], ["?"; 3]);
    // They come while one reads.
    program.keys("l Enter");
    assert!(program.room().is_none());
    program.perform(words);
    program.keys("q");
    assert_eq!(program.quotes()[0], ["Norway pays", "Emil Quorve", "We wait for"]);
    // They never come.
    program.keys("q g");
    program.key_but("q", late);
    program.keys("l Enter q");
    assert_eq!(program.quotes()[0], ["Norway pays", "Emil Quorve", "We wait for"]);
}

#[test]
fn the_wheel_goes_through_the_column_under_it() {
    let mut program = Program::open((200, 60));
    program.keys("g q");
    program.tell(Message::Mouse(Mouse { deed: Deed::WheelDown, column: 60, row: 5 }));
    let pane = program.pane();
    assert_eq!((pane.column, pane.speaker, pane.shelves[0].cursor), (Column::Speakers, 1, 2), "everybody comes first");
    let last = pane.speakers.len() - 1;
    program.tell(Message::Mouse(Mouse { deed: Deed::WheelDown, column: 5, row: 5 }));
    assert_eq!((program.pane().column, program.pane().speaker), (Column::Speakers, last));
}
