//! Journeys through articles that say the same: folded, unfolded, compared.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use program::Program;
use ratatui::style::Modifier;

const AGENCY: &str = "The ferry company that serves the northern islands said on Tuesday it would halve its winter \
timetable after the region's parliament refused to raise the yearly subsidy.

From the first of November only one boat a day will cross to the three outer islands, where some nine thousand people \
live and where the only hospital closed last spring.

\"We have sailed at a loss for four winters and the bank will not lend us another krone,\" the company's director, \
Ingrid Moe, told reporters on the quay at Sandvik.

The minister of transport, Per Aas, said he had offered to pay for a second crossing on Mondays and Fridays, but that \
the company wanted a contract for ten years, which the law does not allow.

Talks are to go on next week.
";

fn file(title: &str, date: &str, source: &str, text: &str) -> &'static [u8] {
    let text = format!("---\ntitle: {title}\ndate: {date}\nsource: {source}\n---\n\n{text}");
    Box::leak(text.into_bytes().into_boxed_slice())
}

/// The agency's text in three papers, one of which has changed it, and once more as it was; and two other stories.
fn files() -> &'static [(&'static str, &'static [u8])] {
    let changed = AGENCY
        .replace("some nine thousand people", "8,700 people")
        .replace("Talks are to go on next week.", "Talks go on in the capital on Monday.\n\nA petition has three thousand names, Olav Berg of the fishermen's union said.");
    let files = vec![
        ("agency.md", file("Ferry company halves winter timetable", "2024-10-08", "Agency", AGENCY)),
        ("coast.md", file("One boat a day for nine thousand islanders", "2024-10-09", "Coast Post", AGENCY)),
        ("herald.md", file("Islands face a winter with one boat", "2024-10-09", "Herald", &changed)),
        ("saved twice.md", file("Ferry company halves winter timetable", "2024-10-08", "Agency", AGENCY)),
        (
            "storm.md",
            file(
                "Storm closes ports",
                "2024-10-10",
                "Herald",
                "A storm closed the ports of Osaka and Kobe in Japan on Sunday.\n",
            ),
        ),
        (
            "prize.md",
            file(
                "A prize for a shipyard",
                "2024-10-01",
                "Herald",
                "The yard at Sandvik won a prize for a boat without an engine.\n",
            ),
        ),
    ];
    Box::leak(files.into_boxed_slice())
}

const STORM: &str = "Storm closes ports";
const COAST: &str = "One boat a day for nine thousand islanders";
const HERALD: &str = "Islands face a winter with one boat";
const FERRY: &str = "Ferry company halves winter timetable";
const PRIZE: &str = "A prize for a shipyard";

impl Program {
    fn open(size: (u16, u16)) -> Program {
        Program::on_starter(files(), "six files", size)
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
fn a_row_unfolds_and_folds_in_every_order() {
    check("", &[STORM, COAST, PRIZE]);
    check("j Z", &[STORM, COAST, HERALD, FERRY, FERRY, PRIZE]);
    check("j Z Z", &[STORM, COAST, PRIZE]);
    check("j Z j j Z", &[STORM, COAST, PRIZE]);
    check("Z", &[STORM, COAST, PRIZE]);
    check(", D", &[PRIZE, FERRY, STORM]);
    check(", D g g j Z", &[PRIZE, FERRY, COAST, HERALD, FERRY, STORM]);
    check(", t", &[PRIZE, FERRY, STORM]);
    check(", T", &[STORM, COAST, PRIZE]);
    check(", s", &[FERRY, STORM, PRIZE]);
    check("/ 'title:ferry' Enter", &[FERRY]);
    check("/ 'ferry' Enter", &[FERRY]);
}

#[test]
fn of_what_is_asked_for_the_first_version_is_listed() {
    check("f 'source:herald' Enter", &[STORM, HERALD, PRIZE]);
    check("f 'source:agency' Enter", &[FERRY]);
    check("f 'source:agency' Enter Z", &[FERRY, FERRY]);
    check("f 'berg' Enter", &[HERALD]);
    check("f 'date:2024-10-08' Enter Z Esc", &[STORM, COAST, HERALD, FERRY, FERRY, PRIZE]);
}

#[test]
fn the_cursor_stays_on_its_version() {
    let mut program = Program::open((120, 30));
    assert_eq!(program.keys("j Z j").selected(), HERALD);
    assert_eq!(program.keys("f 'sandvik' Enter").selected(), HERALD);
    assert_eq!(program.keys("Esc").selected(), HERALD);
    assert_eq!(program.keys("Z").selected(), COAST);
    // What a filter had listed by itself is shown below the row that it is folded into.
    assert_eq!(program.keys("f 'berg' Enter g g").selected(), HERALD);
    assert_eq!(program.keys("Esc").selected(), HERALD);
    assert_eq!(program.shown(), [STORM, COAST, HERALD, FERRY, FERRY, PRIZE]);
    // The same article saved twice: the cursor goes from one to the other.
    program.keys("Z Z j j");
    let one = program.model.selected().unwrap();
    let other = program.keys("j").model.selected().unwrap();
    assert_eq!(program.model.corpus.id(one), program.model.corpus.id(other));
    assert!(one != other);
    assert!(program.screen().contains("also in Agency, 8 Oct 2024: agency.md"));
    program.keys("k");
    assert!(program.screen().contains("also in Agency, 8 Oct 2024: saved twice.md"));
    assert_eq!(program.keys("/ 'sandvik' Esc").model.selected(), Some(one));
}

#[test]
fn counts_are_those_of_rows() {
    let mut program = Program::open((120, 30));
    let count = |program: &Program, name: &str| {
        let corpus = &program.model.corpus;
        let entity = *corpus.resolve_any(name).first().unwrap_or_else(|| panic!("no {name}"));
        program.model.answer.counts.of(corpus, entity)
    };
    assert_eq!(count(&program, "Ingrid Moe"), 1);
    assert_eq!(count(&program, "Olav Berg"), 1);
    program.keys("f 'source:herald or source:coast' Enter");
    assert_eq!(count(&program, "Ingrid Moe"), 1);
    assert_eq!(program.shown().len(), 3);
}

#[test]
fn marks_of_one_content_are_one() {
    let mut program = Program::open((120, 30));
    program.keys("j Z G k s");
    assert_eq!(program.selected(), FERRY);
    assert_eq!(program.model.marks.starred.count(), 2);
    program.keys("A");
    assert_eq!(program.model.marks.read.count(), 6, "what is folded is read as well");
    program.keys("U");
    assert_eq!(program.model.marks.read.count(), 0);
}

#[test]
fn the_page_says_where_else_it_is() {
    let mut program = Program::open((120, 40));
    let screen = program.keys("j").screen();
    assert!(screen.contains("also in Herald, 9 Oct 2024: herald.md"), "{screen}");
    assert!(screen.contains("also in Agency, 8 Oct 2024: saved twice.md"), "{screen}");
    assert!(screen.contains("3 articles · 3 copies folded"), "{screen}");
}

#[test]
fn two_versions_are_compared() {
    let mut program = Program::open((120, 40));
    program.keys("j g c");
    assert!(program.screen().contains("Versions, 1 of 3 others"), "{}", program.screen());
    let left = program.with(Modifier::CROSSED_OUT);
    let right = program.with(Modifier::UNDERLINED);
    assert!(left.contains("some nine thousand") && !left.contains("hospital"), "{left}");
    assert!(right.contains("8,700") && right.contains("A petition has three thousand names"), "{right}");
    program.keys("n n");
    assert!(program.screen().contains("difference 2 of "), "{}", program.screen());
    program.keys("Tab");
    assert!(program.screen().contains("Versions, 2 of 3 others"));
    program.keys("Tab Tab");
    assert!(program.screen().contains("Versions, 1 of 3 others"));
    program.keys("Esc");
    assert!(program.model.rooms.current().is_none());
    assert_eq!(program.selected(), COAST);
    // One below its row is held against that row's.
    program.keys("Z j j g c");
    assert!(program.screen().contains("Versions, 2 of 3 others"));
    program.keys("q g g g c");
    assert!(program.screen().contains("choose one"));
}

#[test]
fn versions_look_right_at_every_size() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        let mut program = Program::open((columns, rows));
        insta::assert_snapshot!(format!("folded {columns}x{rows}"), program.keys("j").screen());
        insta::assert_snapshot!(format!("unfolded {columns}x{rows}"), program.keys("Z j").screen());
        insta::assert_snapshot!(format!("compared {columns}x{rows}"), program.keys("g c n").screen());
    }
}
