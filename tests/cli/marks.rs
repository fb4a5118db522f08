//! `newsprint marks`: out of one home and into another.

use super::home::Home;

/// The id of a story, as `search` tells it.
fn id(home: &Home, word: &str) -> String {
    let found = home.run(&["search", word, "--in", "news", "--jsonl"]);
    let line: serde_json::Value = serde_json::from_str(found.is(0).out.lines().next().unwrap()).unwrap();
    line["id"].as_str().unwrap().to_string()
}

#[test]
fn marks_go_from_one_home_to_another_and_back() {
    let (one, two) = (Home::new(), Home::new());
    one.run(&["marks", "export"]).is(1).complains(&["no marks yet"]);
    let (harbour, storm) = (id(&one, "harbour"), id(&one, "storm"));
    let marks = format!(
        "{{\"type\":\"star\",\"article\":\"{harbour}\"}}\n\
         {{\"type\":\"tag\",\"article\":\"{harbour}\",\"tag\":\"sea\"}}\n\
         {{\"type\":\"note\",\"article\":\"{storm}\",\"text\":\"which ferries?\\nask\"}}\n\
         {{\"type\":\"search\",\"name\":\"holm\",\"query\":\"person:holm\"}}\n\
         {{\"type\":\"name\",\"do\":\"rename\",\"kind\":\"person\",\"of\":\"Lars Holm\",\"name\":\"Minister Holm\"}}\n"
    );
    one.write("marks.jsonl", marks.as_bytes());
    assert_eq!(one.run(&["marks", "import", "marks.jsonl"]).is(0).quiet().out, "5 new, 0 there already\n");
    assert_eq!(one.run(&["marks", "import", "marks.jsonl"]).is(0).out, "0 new, 5 there already\n");
    let out = one.run(&["marks", "export"]).is(0).quiet().out.clone();
    assert_eq!(out, marks);
    two.run_with(&["marks", "import", "-"], out.as_bytes()).is(0);
    assert_eq!(two.run(&["marks", "export"]).is(0).out, marks);
    two.run(&["marks", "export", "-o", "out.jsonl"]).is(0);
    assert_eq!(two.read("out.jsonl"), marks);
    let told = two.run(&["marks", "export", "--in", "news"]).is(0).out.clone();
    assert!(told.lines().next().unwrap().contains("\"title\":\"Harbour talks end in Lisbon\""), "{told}");
    two.run_with(&["marks", "import", "-"], told.as_bytes()).is(0).quiet();
    // What came in is there to be asked for.
    assert_eq!(two.run(&["search", "tag:sea", "--in", "news", "--jsonl"]).is(0).out.lines().count(), 1);
}

#[test]
fn a_line_that_is_no_mark_is_named_and_the_others_are_taken() {
    let home = Home::new();
    let star = format!("{{\"type\":\"star\",\"article\":\"{}\"}}", "ab".repeat(16));
    let input = format!("{star}\n\nnonsense\u{1b}[2J\n{{\"type\":\"crown\"}}\n");
    let run = home.run_with(&["marks", "import", "-"], input.as_bytes());
    run.is(1).complains(&["standard input:3"]).complains(&["standard input:4", "crown"]);
    assert_eq!(run.out, "1 new, 0 there already\n");
    home.run(&["marks", "import", "nope"]).is(2).complains(&["nope"]);
    home.run(&["marks", "import", "news"]).is(2).complains(&["news"]);
}

#[test]
fn what_was_corrected_here_stays() {
    let home = Home::new();
    home.run(&["people", "--rename", "holm", "Minister Holm", "--in", "news"]).is(0);
    let line = |rest: &str| format!("{{\"type\":\"name\",\"kind\":\"person\",{rest}}}\n");
    let input = line("\"do\":\"rename\",\"of\":\"LARS HOLM\",\"name\":\"Somebody Else\"")
        + &line("\"do\":\"hide\",\"of\":\"Lars Holm\"")
        + &line("\"do\":\"hide\",\"of\":\"Ana Duarte\"");
    let run = home.run_with(&["marks", "import", "-"], input.as_bytes());
    assert_eq!(run.is(0).quiet().out, "1 new, 0 there already, 2 that stay as you have them\n");
    let people = home.run(&["people", "--in", "news", "--jsonl"]).is(0).out.clone();
    assert!(people.contains("Minister Holm") && !people.contains("Somebody Else"), "{people}");
    assert!(!people.contains("Duarte"), "{people}");
}
