//! people --merge, --split, --rename, --hide and what takes them back.

use crate::home::{Home, each};

fn story(home: &Home, n: usize, text: &str) {
    home.write(
        &format!("desk/{n}.txt"),
        format!("Story number {n} of the desk\n\n{text} More is to come.\n").as_bytes(),
    );
}

/// Two men and one of them twice.
fn desk() -> Home {
    let home = Home::new();
    story(&home, 1, "President Emil Quorvel spoke in Oslo. Quorvel said that it would rain.");
    story(&home, 2, "President Emil Quorvel left Oslo on Friday. Quorvel said so.");
    story(&home, 3, "Minister Lars Dunmore spoke in Oslo. \"It will not rain,\" Dunmore said.");
    story(&home, 4, "Minister E. Quorvel spoke in Bergen. Mr Quorvel said little.");
    home
}

fn names(home: &Home) -> Vec<String> {
    let json = home.run(&["people", "--in", "desk", "--json"]).json();
    each(&json, "name").iter().map(|n| n.to_string()).collect()
}

fn people(home: &Home, args: &[&str]) -> crate::home::Run {
    home.run(&[&["people", "--in", "desk"], args].concat())
}

#[test]
fn what_is_corrected_is_seen_and_survives_a_rebuilt_index() {
    let home = desk();
    assert_eq!(names(&home), ["Emil Quorvel", "Lars Dunmore"]);
    let run = people(&home, &["--merge", "quorvel", "Lars Dunmore"]);
    assert!(run.is(0).quiet().out.contains("Emil Quorvel and Lars Dunmore are one"), "{}", run.out);
    assert_eq!(names(&home), ["Emil Quorvel"]);
    people(&home, &["--rename", "Emil Quorvel", "The Two"]).is(0);
    people(&home, &["--split", "The Two", "E. Quorvel"]).is(0);
    assert_eq!(names(&home), ["The Two", "E. Quorvel"]);
    std::fs::remove_dir_all(home.path("data")).unwrap();
    home.run(&["index", "desk"]).is(0);
    assert_eq!(names(&home), ["The Two", "E. Quorvel"]);
    let found = home.run(&["search", "person:dunmore", "--in", "desk", "--jsonl"]).is(0).json_lines().len();
    assert_eq!(found, 3, "the filter knows that they are one");
    let list = people(&home, &["--corrections"]);
    assert_eq!(list.is(0).out.lines().count(), 3, "{}", list.out);
    people(&home, &["--undo", "1"]).is(0);
    assert_eq!(names(&home), ["The Two", "E. Quorvel", "Lars Dunmore"]);
    people(&home, &["--undo"]).is(0);
    people(&home, &["--undo"]).is(0);
    assert_eq!(names(&home), ["Emil Quorvel", "Lars Dunmore"]);
    people(&home, &["--undo"]).is(1);
}

#[test]
fn roles_have_dates() {
    let json = Home::new().run(&["people", "holm", "--in", "news", "--json", "--limit", "1"]).is(0).json();
    let role = &json[0]["dated_roles"][0];
    assert_eq!(role["role"], "Norwegian Foreign Minister", "{json}");
    assert_eq!(
        (role["articles"].as_u64(), role["first"].as_str(), role["last"].as_str()),
        (Some(2), Some("2021-05-04"), Some("2021-06-11"))
    );
}

#[test]
fn what_is_hidden_comes_back() {
    let home = desk();
    people(&home, &["--hide", "dunmore"]).is(0);
    assert_eq!(names(&home), ["Emil Quorvel"]);
    let run = home.run(&["quotes", "--in", "desk"]);
    assert!(!run.out.is_empty() && run.status == 0, "{run:?}");
    let wrong = people(&home, &["--unhide", "Dunmoor"]);
    assert!(wrong.is(1).err.contains("Lars Dunmore"), "{}", wrong.err);
    people(&home, &["--unhide", "lars dunmore"]).is(0);
    assert_eq!(names(&home), ["Emil Quorvel", "Lars Dunmore"]);
}

#[test]
fn what_was_renamed_and_hidden_comes_back_by_either_name() {
    for name in ["Emil Quorvel", "ROBERT QUORVEL"] {
        let home = desk();
        people(&home, &["--rename", "Emil Quorvel", "Robert Quorvel"]).is(0);
        people(&home, &["--hide", "Robert Quorvel"]).is(0);
        assert_eq!(names(&home), ["Lars Dunmore"]);
        people(&home, &["--unhide", "Dunmore"]).is(1);
        people(&home, &["--unhide", name]).is(0);
        assert_eq!(names(&home), ["Robert Quorvel", "Lars Dunmore"]);
    }
}

#[test]
fn countries_are_renamed_and_hidden_and_come_back() {
    let home = Home::new();
    let run = |args: &[&str]| home.run(&[&["countries", "--in", "news"], args].concat());
    let names = || -> Vec<String> { each(&run(&["--json"]).json(), "name").iter().map(|n| n.to_string()).collect() };
    let before = names();
    assert!(before.iter().any(|n| n == "Japan"), "{before:?}");
    run(&["--rename", "japan", "Nippon"]).is(0);
    assert!(names().iter().any(|n| n == "Nippon"));
    run(&["--hide", "Nippon"]).is(0);
    assert_eq!(names().len(), before.len() - 1);
    let list = run(&["--corrections"]);
    assert_eq!(list.is(0).out.lines().count(), 2, "{}", list.out);
    assert!(run(&["--undo", "9"]).is(1).err.contains("newsprint countries --corrections"));
    run(&["--unhide", "Nippon"]).is(0);
    run(&["--undo"]).is(0);
    assert_eq!(names(), before);
    for refused in ["--merge", "--split"] {
        let refused = run(&[refused, "Japan", "Norway"]);
        assert!(refused.is(2).err.contains("countries are not merged or split"), "{}", refused.err);
    }
    let help = home.run(&["countries", "--help"]).out;
    assert!(help.contains("--rename") && !help.contains("--merge") && !help.contains("--split"), "{help}");
    assert!(home.run(&["people", "--help"]).out.contains("--merge"));
}

#[test]
fn a_name_that_is_not_there_is_answered_by_what_it_would_be() {
    let home = Home::new();
    for (command, answer) in [
        ("people", "nobody here is called Zzyzx"),
        ("countries", "no country here is called Zzyzx"),
        ("orgs", "no organisation here is called Zzyzx"),
    ] {
        let run = home.run(&[command, "--in", "news", "--hide", "Zzyzx"]);
        assert!(run.is(1).err.contains(answer), "{}", run.err);
    }
}

#[test]
fn a_name_that_is_not_there_is_answered_with_near_ones() {
    let home = desk();
    let run = people(&home, &["--merge", "Emil Qorvel", "Lars Dunmore"]);
    assert!(run.is(1).err.contains("did you mean Emil Quorvel?"), "{}", run.err);
    let run = people(&home, &["--merge", "Emil Quorvel", "E. Quorvel"]);
    assert!(run.is(1).err.contains("one already"), "{}", run.err);
    let run = people(&home, &["--split", "Emil Quorvel", "Quorvell"]);
    assert!(run.is(1).err.contains("E. Quorvel"), "{}", run.err);
    people(&home, &["--merge", "Emil Quorvel"]).is(2);
    people(&home, &["--hide", "x", "--undo"]).is(2);
    people(&home, &["--corrections"]).is(1);
}

#[test]
fn the_archive_inside_newsprint_is_corrected_too() {
    let home = Home::new();
    let first = |home: &Home| {
        let json = home.run(&["people", "--json", "--limit", "1"]).json();
        each(&json, "name")[0].to_string()
    };
    let name = first(&home);
    home.run(&["people", "--rename", &name, "Somebody Else"]).is(0);
    assert_eq!(first(&home), "Somebody Else");
    home.run(&["people", "--undo"]).is(0);
    assert_eq!(first(&home), name);
}
