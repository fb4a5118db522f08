//! Journeys through when and where: the timeline, the map and the sparklines over a small archive.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::model::ThemeName;
use program::Program;

/// Articles of three sources over half a year: day, source, text.
const ARTICLES: &[(&str, &str, &str)] = &[
    ("2025-01-14", "Harbour Post", "Emil Quorvel flew to Japan. Quorvel met nobody in Tokyo."),
    ("2025-02-03", "Harbour Post", "Lars Dunmore spoke in France, and Emil Quorvel spoke in Spain."),
    ("2025-02-05", "Evening Bell", "Lars Dunmore stayed in France. Brazil sent a letter to Mr Dunmore."),
    ("2025-02-06", "Harbour Post", "Emil Quorvel went from Germany to France."),
    ("2025-03-20", "Evening Bell", "Lars Dunmore said in Australia that Canada had agreed. Dunmore left."),
    ("2025-03-21", "The Lamp", "Emil Quorvel was in South Africa, then in India and in China."),
    ("2025-03-21", "Harbour Post", "Emil Quorvel and Lars Dunmore talked in Germany about France."),
    ("2025-06-01", "Harbour Post", "France thanked Emil Quorvel. Germany thanked Lars Dunmore."),
];

fn open(size: (u16, u16)) -> Program {
    let mut files: Vec<(String, String)> = Vec::new();
    for (n, (day, source, text)) in ARTICLES.iter().enumerate() {
        let head = format!("---\ntitle: The {n}th journey\ndate: {day}\nsource: {source}\n---\n\n");
        files.push((format!("{n}.md"), format!("{head}{text}\n")));
    }
    files.push(("undated.md".into(), "---\ntitle: Some day\n---\n\nEmil Quorvel slept in France.\n".into()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Program::on_folder(&files, "journeys", size)
}

fn chips(program: &Program) -> Vec<&str> {
    program.model.filter.chips.iter().map(|c| c.text.as_str()).collect()
}

#[test]
fn a_month_is_found_and_read() {
    let mut program = open((120, 40));
    let screen = program.keys("g t -").screen();
    for text in ["Timeline: months · 1 undated", "June 2025 · 1 article", "The 7th journey", "Jan", "2025"] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    let screen = program.keys("N").screen();
    assert!(screen.contains("March 2025 · 3 articles") && screen.contains("Lars Dunmore 2"), "{screen}");
    program.keys("Enter");
    assert_eq!(chips(&program), ["date:2025-03"]);
    assert_eq!(program.shown().len(), 3);
}

#[test]
fn sources_and_names_are_told_apart_without_colour() {
    let mut program = open((120, 40));
    program.model.theme = ThemeName::Mono;
    let screen = program.keys("g t - N Tab").screen();
    for text in ["█ Harbour Post 1", "▓ Evening Bell 1", "▒ The Lamp 1", "by source"] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    let screen = program.keys("Tab").screen();
    assert!(screen.contains("Emil Quorvel 2") && screen.contains("Lars Dunmore 2"), "{screen}");
    let screen = program.keys("Tab").screen();
    assert!(screen.contains("France 1") && screen.contains("Germany 1"), "{screen}");
}

#[test]
fn a_name_that_all_articles_have_has_no_lane() {
    let mut program = open((120, 40));
    program.keys("f 'person:dunmore' Enter g t Tab Tab");
    let screen = program.screen();
    let below: String = screen.lines().skip(1).collect();
    assert!(below.contains("by people") && !below.contains("Lars Dunmore "), "{screen}");
    assert!(screen.contains("Emil Quorvel"), "{screen}");
}

#[test]
fn the_timeline_follows_the_filter() {
    let mut program = open((120, 40));
    program.keys("g t -");
    program.keys("f 'country:japan' Enter");
    let screen = program.screen();
    assert!(screen.contains("Timeline: months") && screen.contains("January 2025 · 1 article"), "{screen}");
    program.keys("X f 'nothing at all' Enter");
    assert!(program.screen().contains("No articles"), "{}", program.screen());
}

#[test]
fn a_country_of_the_map_is_filtered_by() {
    let mut program = open((120, 40));
    let screen = program.keys("g m").screen();
    assert!(screen.contains("France · 6 of 9 articles") && screen.contains("Map: 10 countries"), "{screen}");
    program.keys("Enter");
    assert_eq!(chips(&program), ["country:France"]);
    assert!(program.screen().contains("✓"));
    program.keys("Enter Tab j -");
    assert_eq!(chips(&program), ["-country:Germany"]);
    program.keys("X f 'nothing at all' Enter");
    assert!(program.screen().contains("No country"), "{}", program.screen());
}

#[test]
fn sparklines_cut_no_name_and_can_be_left_out() {
    let mut program = open((120, 40));
    let screen = program.screen();
    assert!(screen.contains("Emil Quorvel") && screen.contains('█'), "{screen}");
    assert!(screen.contains("South Africa"), "{screen}");
    program.model.sparks = false;
    assert!(!program.screen().contains('█'));
}

#[test]
fn rooms_of_every_size() {
    for (columns, rows) in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        let mut program = open((columns, rows));
        insta::assert_snapshot!(format!("timeline {columns}x{rows}"), program.keys("g t N").screen());
        insta::assert_snapshot!(format!("sources {columns}x{rows}"), program.keys("Tab").screen());
        insta::assert_snapshot!(format!("people {columns}x{rows}"), program.keys("Tab v N").screen());
        insta::assert_snapshot!(format!("map {columns}x{rows}"), program.keys("g m l").screen());
    }
    for (columns, rows) in [(1, 1), (20, 5), (21, 6), (30, 8), (79, 9), (80, 6), (500, 200)] {
        let mut program = open((columns, rows));
        for keys in ["g t", "h N + -", "Tab", "Tab h", "Tab v n", "j Esc", "g m", "j l h +", "Tab j", "Enter", "q"] {
            program.keys(keys).screen();
        }
    }
}
