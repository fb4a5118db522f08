//! search, people, countries, orgs, quotes: what is asked of an archive.

use crate::home::{Home, each};

const IN: [&str; 2] = ["--in", "news"];

#[test]
fn search_prints_date_title_source_path_and_why() {
    let run = Home::new().run(&["search", "treaty", "--in", "news", "--sort", "-date"]);
    run.is(0).quiet();
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], "2021-05-04  Harbour talks end in Lisbon");
    assert!(lines[1].trim().starts_with("Sea Desk · ") && lines[1].ends_with("news/harbour.md"), "{}", run.out);
    assert!(lines[2].contains("every line of the treaty"), "{}", run.out);
    assert_eq!(lines[3], "2021-06-11  Norway signs the fishing treaty");
}

#[test]
fn search_answers_in_json_lines_and_csv_alike() {
    let home = Home::new();
    let ask = |shape| home.run(&["search", "treaty", IN[0], IN[1], "--sort", "date", shape]);
    let json = ask("--json").is(0).quiet().json();
    assert_eq!(each(&json, "title"), ["Norway signs the fishing treaty", "Harbour talks end in Lisbon"]);
    assert_eq!(each(&json, "date"), ["2021-06-11", "2021-05-04"]);
    assert_eq!(each(&json, "source"), ["Sea Desk", "Sea Desk"]);
    let first = &json[0];
    assert!(first["path"].as_str().unwrap().ends_with("news/treaty.md"));
    assert_eq!(first["id"].as_str().unwrap().len(), 32);
    assert!(first["snippet"].as_str().unwrap().contains("treaty"));
    assert!(first["people"].as_array().unwrap().contains(&"Lars Holm".into()), "{first}");
    assert!(first["countries"].as_array().unwrap().contains(&"Norway".into()), "{first}");
    assert_eq!(ask("--jsonl").is(0).json_lines(), *json.as_array().unwrap());
    let csv = ask("--csv");
    let lines: Vec<&str> = csv.is(0).out.lines().collect();
    assert_eq!(lines[0], "path,id,title,date,source,snippet,people,countries,copies");
    assert!(
        lines.len() == 3 && lines[1].contains(",Norway signs the fishing treaty,2021-06-11,Sea Desk,"),
        "{lines:?}"
    );
}

#[test]
fn a_query_is_the_language_of_the_reader() {
    let home = Home::new();
    let titles = |query: &str, status| {
        let run = home.run(&["search", query, "--in", "news", "--jsonl"]);
        run.is(status).json_lines().iter().map(|a| a["title"].as_str().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(titles("-treaty", 0), ["Storm closes ports in Japan"]);
    assert_eq!(titles("PORTS", 0), ["Storm closes ports in Japan"]);
    assert_eq!(titles("date:2021-06", 0), ["Norway signs the fishing treaty"]);
    assert_eq!(titles("person:holm lisbon", 0), ["Harbour talks end in Lisbon"]);
    assert_eq!(titles("said:duarte", 0), ["Harbour talks end in Lisbon"]);
    assert_eq!(titles("volcano", 1), Vec::<String>::new());
}

#[test]
fn words_that_the_shell_has_parted_are_one_query_and_a_limit_is_kept() {
    let home = Home::new();
    assert_eq!(home.run(&["search", "holm", "lisbon", "--in", "news", "--jsonl"]).is(0).json_lines().len(), 1);
    assert_eq!(home.run(&["search", "", "--in", "news", "--limit", "2", "--jsonl"]).is(0).json_lines().len(), 2);
}

#[test]
fn nothing_found_is_an_empty_answer_and_status_1() {
    let home = Home::new();
    let ask = |args: &[&str]| home.run(&[args, &IN].concat());
    assert_eq!(ask(&["search", "volcano", "--json"]).is(1).quiet().out, "[]\n");
    assert_eq!(ask(&["search", "volcano"]).is(1).quiet().out, "");
    assert_eq!(ask(&["people", "volcano", "--json"]).is(1).out, "[]\n");
    assert_eq!(ask(&["quotes", "volcano", "--csv"]).is(1).out.lines().count(), 1);
    ask(&["quotes", "--by", "Nobody Atall"]).is(1).complains(&["Nobody Atall"]);
}

#[test]
fn a_mistake_in_a_query_is_shown_below_it_and_the_rest_works() {
    let run = Home::new().run(&["search", "treaty date:soon", "--in", "news", "--jsonl"]);
    assert_eq!(run.is(1).json_lines().len(), 2);
    let lines: Vec<&str> = run.err.lines().collect();
    assert!(lines[0].starts_with("newsprint: in the query: not a date"), "{}", run.err);
    assert_eq!(lines[1..], ["  treaty date:soon", "              ^^^^"]);
}

#[test]
fn a_bad_line_is_named_wherever_the_archive_is_asked() {
    let home = Home::new();
    let good =
        r#"{"title": "Eels return to the river", "date": "2020-02-03", "body": "Eels were seen again on Monday."}"#;
    home.write("news/more.jsonl", format!("{good}\n{{\"title\": \"cut sho\n").as_bytes());
    for args in [&["index", "news"][..], &["search", "eels", "--in", "news"], &["people", "--in", "news"]] {
        home.run(args).is(1).complains(&["more.jsonl:2: "]);
    }
    assert_eq!(home.run(&["search", "eels", "--in", "news", "--jsonl"]).is(1).json_lines().len(), 1);
}

#[test]
fn a_folder_where_a_query_belongs_is_pointed_out() {
    let home = Home::new();
    home.run(&["people", "./news"]).complains(&["./news", "--in"]);
}

#[test]
fn names_are_ranked_by_articles_and_narrowed_by_a_query() {
    let home = Home::new();
    let people = home.run(&["people", "--in", "news", "--json"]).is(0).quiet().json();
    assert_eq!(each(&people, "name"), ["Lars Holm", "Ana Duarte"]);
    assert_eq!((&people[0]["articles"], &people[1]["articles"]), (&2.into(), &1.into()));
    let narrowed = home.run(&["people", "title:signs", "--in", "news", "--json"]).is(0).json();
    assert_eq!(each(&narrowed, "name"), ["Lars Holm"]);
    let table = home.run(&["people", "--in", "news"]);
    assert!(table.is(0).out.starts_with("      2  Lars Holm "), "{}", table.out);
    let countries = home.run(&["countries", "--in", "news", "--csv"]);
    let lines: Vec<&str> = countries.is(0).out.lines().collect();
    assert_eq!(lines[0], "code,name,articles");
    assert!(lines.contains(&"NO,Norway,2") && lines.contains(&"JP,Japan,1"), "{lines:?}");
    let limited = home.run(&["countries", "--in", "news", "--jsonl", "--limit", "1"]);
    assert_eq!(limited.is(0).json_lines().len(), 1);
}

#[test]
fn names_are_narrowed_by_name() {
    let home = Home::new();
    let people = home.run(&["people", "--name", "HOL", "--in", "news", "--json"]).is(0).quiet().json();
    assert_eq!(each(&people, "name"), ["Lars Holm"]);
    assert_eq!(home.run(&["people", "--name", "olm", "--in", "news", "--json"]).is(1).out, "[]\n");
    let countries = home.run(&["countries", "--name", "nor", "--in", "news", "--csv"]);
    assert_eq!(countries.is(0).out, "code,name,articles\nNO,Norway,2\n");
}

#[test]
fn names_are_ranked_by_how_closely_they_go_with_another() {
    let home = Home::new();
    let with = |kind: &str, name: &str, shape: &str| home.run(&[kind, "--with", name, "--in", "news", shape]);
    let people = with("people", "duarte", "--json").is(0).quiet().json();
    assert_eq!(each(&people, "name"), ["Lars Holm"]);
    assert!(people[0]["articles"] == 1 && people[0]["score"].as_f64().unwrap() >= 0.0, "{people}");
    let countries = with("countries", "Ana Duarte", "--csv");
    assert!(countries.is(0).out.starts_with("code,name,articles,score\n"), "{}", countries.out);
    assert!(with("people", "norway", "--json").is(0).out.contains("Lars Holm"), "a country goes with people, too");
    with("people", "Nobody Atall", "--json").is(1).complains(&["Nobody Atall"]);
    let within = home.run(&["people", "title:signs", "--with", "duarte", "--in", "news", "--json"]);
    assert_eq!(within.is(1).out, "[]\n", "among the articles of a query");
}

#[test]
fn quotes_say_who_said_what_and_where() {
    let home = Home::new();
    let all = home.run(&["quotes", "--in", "news", "--json"]).is(0).quiet().json();
    assert_eq!(each(&all, "speaker"), ["Lars Holm", "Ana Duarte"]);
    assert_eq!(each(&all, "cue"), ["said", "said"]);
    assert_eq!(each(&all, "date"), ["2021-06-11", "2021-05-04"]);
    let hers = home.run(&["quotes", "--by", "duarte", "--in", "news", "--json"]).is(0).json();
    assert_eq!(each(&hers, "text"), ["We have agreed on every line of the treaty,"]);
    let titled = home.run(&["quotes", "title:signs", "--in", "news", "--json"]).is(0).json();
    assert_eq!(each(&titled, "speaker"), ["Lars Holm"], "a word of the title need not be in the quote");
    let without = home.run(&["quotes", "person:holm -volcano", "--in", "news", "--json"]).is(0).json();
    assert_eq!(each(&without, "speaker").len(), 2, "a word that is left out need not be in the quote");
    let shown = home.run(&["quotes", "--by", "Holm", "--in", "news"]);
    assert!(shown.is(0).out.starts_with("Lars Holm  2021-06-11  Norway signs the fishing treaty · Sea Desk\n"), "{}", shown.out);
}

#[test]
fn without_a_place_the_starter_archive_is_asked() {
    let home = Home::new();
    let json = home.run(&["search", "country:fr person:macron", "--json"]).is(0).quiet().json();
    assert!(json.as_array().unwrap().len() >= 3);
    let people = home.run(&["people", "--limit", "20", "--csv"]);
    assert_eq!(people.is(0).out.lines().count(), 21);
    assert!(people.out.contains("Nelson Mandela,"), "{}", people.out);
    assert!(home.run(&["orgs", "--jsonl"]).is(0).out.contains("United Nations"));
    assert!(home.run(&["quotes", "--by", "kennedy"]).is(0).out.contains("Kennedy"));
    let kept: Vec<_> = std::fs::read_dir(home.path("data").join("newsprint")).unwrap().collect();
    assert_eq!(kept.len(), 1, "what was read is kept for the next start, and no index: {kept:?}");
}

#[test]
fn standard_input_is_an_archive_of_its_own() {
    let home = Home::new();
    let story = b"Eel season opens\n\nThe eel season opened in Denmark on Monday.\n";
    let run = home.run_with(&["search", "eel", "--in", "-", "--jsonl"], story);
    assert_eq!(run.is(0).quiet().json_lines()[0]["title"], "Eel season opens");
    home.run_with(&["search", "eel", "--in", "-", "--in", "news"], story).is(2).complains(&["standard input"]);
}

/// One text in three papers, one of which has cut its last sentence, and a story of its own.
fn papers() -> Home {
    let home = Home::new();
    let sentence = |n: u32| format!("The harbour master counted {n} boats at pier {} on day {}. ", n * 3, n + 40);
    let text: String = (1..30).map(sentence).collect();
    let write = |name: &str, source: &str, text: &str| {
        let text = format!(
            "---\ntitle: Boats in the {source}\ndate: 2024-05-0{}\nsource: {source}\n---\n\n{text}\n",
            name.len()
        );
        home.write(&format!("papers/{name}.md"), text.as_bytes());
    };
    write("a", "Agency", &text);
    write("bb", "Coast", &text);
    write("ccc", "Herald", &text[..text.len() - 60]);
    write("dddd", "Island", "The harbour master resigned.");
    home
}

#[test]
fn what_says_the_same_is_one_answer_unless_all_are_wanted() {
    let home = papers();
    let ask = |more: &[&str]| home.run(&[&["search", "harbour", "--in", "papers", "--sort", "date"], more].concat());
    let json = ask(&["--json"]).is(0).quiet().json();
    assert_eq!(each(&json, "title"), ["Boats in the Island", "Boats in the Herald"]);
    assert_eq!(each(&json[1]["copies"], "source"), ["Coast", "Agency"]);
    assert_eq!(each(&json[1]["copies"], "date"), ["2024-05-02", "2024-05-01"]);
    assert!(json[1]["copies"][0]["path"].as_str().unwrap().ends_with("papers/bb.md"));
    assert_eq!(each(&ask(&["--json", "--unfold"]).is(0).json(), "title").len(), 4);
    let shown = ask(&[]).is(0).quiet().out.clone();
    assert!(shown.contains("ccc.md · 2 copies"), "{shown}");
    let export = |more: &[&str]| {
        let run = home.run(&[&["export", "harbour", "--to", "jsonl", "--in", "papers"], more].concat());
        run.is(0).json_lines().len()
    };
    assert_eq!((export(&[]), export(&["--unfold"])), (2, 4));
}

#[test]
fn how_alike_is_set_for_good_and_reads_nothing() {
    let home = papers();
    let index = |more: &[&str]| home.run(&[&["index", "papers"], more].concat()).is(0).out.clone();
    let first = index(&[]);
    assert!(first.contains("2  articles") && first.contains("2  copies folded into them"), "{first}");
    let off = index(&["--alike", "off"]);
    assert!(off.contains("4  articles") && !off.contains("folded") && off.contains("4  unchanged files"), "{off}");
    assert!(index(&[]).contains("4  articles"), "it is kept");
    assert!(index(&["--alike", "0.8"]).contains("2  articles"));
    home.run(&["index", "papers", "--alike", "2"]).is(2).complains(&["from 0.4 to 1"]);
}
