//! Journeys out of the program: saving, copying, links; and the screen for screen readers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::Effect;
use program::Program;

const FERRY: &str = "---\ntitle: Ferries return to the islands\ndate: 2024-10-08\nsource: Herald\n\
url: https://herald.example@mirror.example/ferries\n---\n\nThe ferries came back on Monday, Ingrid Moe of Norway said. \
\"We sail again,\" Moe told reporters. Times are at http://ferries.example/times, and at HTTPS://аpple.example/x.\n";
const STORM: &str = "---\ntitle: \"=1+1 Storm closes ports\"\ndate: 2024-10-10\nsource: Coast Post\n---\n\n\
A storm closed the ports of Osaka and Kobe in Japan on Sunday.\n";

fn open(size: (u16, u16)) -> Program {
    Program::on_folder(&[("ferry.md", FERRY), ("storm.md", STORM)], "two files", size)
}

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 20)];

fn snapshot(program: &mut Program, name: &str, sizes: &[(u16, u16)]) {
    for (columns, rows) in sizes {
        program.resize(*columns, *rows);
        insta::assert_snapshot!(format!("{name} {columns}x{rows}"), program.screen());
    }
}

#[test]
fn it_is_saved_as_what_the_path_says() {
    let mut program = open((80, 24));
    snapshot(program.keys("j S"), "save as", &SIZES);
    let path = |name: &str| format!("{}/{name}", program.home.path().display());
    let (html, csv, bib) = (path("all.html"), path("quotes.csv"), path("all.bib"));
    program.keys(&format!("C-u '{html}' Enter"));
    assert!(std::fs::read_to_string(&html).unwrap().contains("Ferries return to the islands</h1>"));
    assert!(program.model.notice.as_ref().unwrap().starts_with("1 article written to"), "{:?}", program.model.notice);
    program.keys(&format!("S S-Tab C-u '{bib}' Enter"));
    assert_eq!(std::fs::read_to_string(&bib).unwrap().matches("@article{").count(), 2);
    program.keys(&format!("S C-u '{csv}' Down Enter"));
    let rows = std::fs::read_to_string(&csv).unwrap();
    assert_eq!(rows.lines().count(), 2, "{rows}");
    assert!(rows.contains("Ingrid Moe,told,2024-10-08,Ferries return to the islands,\"We sail again,\""), "{rows}");
    assert!(program.model.notice.as_ref().unwrap().starts_with("1 quote written to"), "{:?}", program.model.notice);
    program.resize(80, 24);
    // The same once more is asked about first.
    program.keys(&format!("S S-Tab C-u '{csv}' Up Enter"));
    assert!(program.screen().contains("Enter replaces it"), "{}", program.screen());
    program.keys("Enter");
    assert!(std::fs::read_to_string(&csv).unwrap().contains(",'=1+1 Storm closes ports,"));
}

#[test]
fn the_quotes_about_something_are_one_filter_away() {
    let mut program = open((80, 24));
    let csv = format!("{}/q.csv", program.home.path().display());
    program.keys(&format!("f 'person:moe' Enter S S-Tab C-u '{csv}' Down Enter"));
    assert_eq!(std::fs::read_to_string(&csv).unwrap().lines().count(), 2);
}

#[test]
fn the_quotes_of_the_room_are_saved_as_they_are_shown() {
    let mut program = open((120, 40));
    let csv = format!("{}/room.csv", program.home.path().display());
    program.keys("g q S");
    assert!(program.screen().contains("1 quote by Ingrid Moe"), "{}", program.screen());
    program.keys(&format!("C-u '{csv}' Enter"));
    let rows = std::fs::read_to_string(&csv).unwrap();
    assert_eq!(rows.lines().count(), 2, "{rows}");
    assert!(rows.contains("Ingrid Moe,told,2024-10-08,"), "{rows}");
}

#[test]
fn links_tell_where_they_lead() {
    let mut program = open((80, 24));
    snapshot(program.keys("j u"), "links", &SIZES);
    program.keys("j y");
    assert_eq!(program.copied.as_deref(), Some("http://ferries.example/times"));
    program.keys("y l");
    assert_eq!(program.copied.as_deref(), Some("https://herald.example@mirror.example/ferries"));
    program.keys("y y");
    let citation =
        "“Ferries return to the islands”, Herald, 8 October 2024, https://herald.example@mirror.example/ferries";
    assert_eq!(program.copied.as_deref(), Some(citation));
    program.keys("y t");
    assert!(program.copied.as_ref().unwrap().starts_with("Ferries return to the islands\n2024-10-08 · Herald · "));
    program.keys("k u");
    assert_eq!(program.model.notice.as_deref(), Some("no link in this article"));
}

#[test]
fn a_program_is_typed_with_its_arguments() {
    let mut program = open((80, 24));
    program.keys("| 'wc -w");
    assert!(program.screen().contains("pipe to (no shell) wc -w"), "{}", program.screen());
    let effects = newsprint::app::update(
        &mut program.model,
        newsprint::app::Message::Key(newsprint::app::Key::parse("Enter").unwrap()),
    );
    assert!(matches!(&effects[..], [Effect::Pipe { program, .. }] if program == &["wc", "-w"]), "{effects:?}");
    program.keys("|");
    assert!(program.screen().contains("wc -w"), "the last one is offered again");
}

#[test]
fn a_screen_reader_hears_one_thing_at_a_time() {
    let mut program = open((80, 24));
    program.model =
        std::mem::replace(&mut program.model, newsprint::app::Model::new((80, 24), "x".into(), Default::default()))
            .plainly(true);
    program.keys("r");
    let cursor = |program: &Program| {
        let mut terminal = program.terminal();
        let at = terminal.get_cursor_position().unwrap();
        let screen = program.screen();
        screen.lines().nth(at.y as usize).unwrap_or_default().trim().to_string()
    };
    insta::assert_snapshot!("plain list 80x24", program.screen());
    assert_eq!(cursor(&program), "=1+1 Storm closes ports, 10 Oct 2024");
    program.keys("j");
    assert_eq!(cursor(&program), "Ferries return to the islands, 8 Oct 2024, unread");
    program.keys("Enter");
    insta::assert_snapshot!("plain reader 80x24", program.screen());
    assert_eq!(cursor(&program), "Ferries return to the islands");
    program.keys("j j j");
    assert!(cursor(&program).starts_with("The ferries came back"), "{}", program.screen());
    program.keys("G");
    assert!(program.screen().contains("line 6 of 6"), "{}", program.screen());
    program.keys("l");
    insta::assert_snapshot!("plain sidebar 80x24", program.screen());
    assert_eq!(cursor(&program), "Ingrid Moe, 1");
    program.keys("Enter");
    assert_eq!(cursor(&program), "Ingrid Moe, 1, chosen");
    program.keys(":");
    assert_eq!(cursor(&program).split("  ").next(), Some("a line down"));
    for line in program.screen().chars() {
        assert!(!"─│┬╭╮╰╯━┃●★✓✗×".contains(line), "{line}");
    }
}
