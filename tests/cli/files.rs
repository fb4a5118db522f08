//! index, export, paths, completions, man: what is written and where.

use std::process::Stdio;

use crate::home::{Home, contents};

#[test]
fn index_says_what_it_did_and_does_nothing_twice() {
    let home = Home::new();
    let counts = |run: &crate::home::Run| -> Vec<String> {
        let lines = run.out.lines().map(str::trim).filter(|l| !l.ends_with("seconds"));
        lines.map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let run = home.run(&["index", "news"]);
    assert_eq!(counts(run.is(0).quiet()), ["3 articles", "3 new files"]);
    home.write("news/storm.txt", b"Storm passes\n\nThe storm has passed.\n");
    std::fs::remove_file(home.path("news/treaty.md")).unwrap();
    let run = home.run(&["index", "news"]);
    let gone = home.path("news/treaty.md").canonicalize().unwrap_or(home.path("news/treaty.md")).display().to_string();
    let said = ["2 articles", "1 changed file", "1 deleted file", &gone, "1 unchanged file"];
    assert_eq!(counts(run.is(0).quiet()), said);
    let found = home.run(&["search", "passed", "--in", "news", "--no-refresh", "--jsonl"]);
    assert_eq!(found.is(0).json_lines().len(), 1);
}

#[test]
fn an_index_that_cannot_be_kept_is_an_error_and_a_search_works_all_the_same() {
    let home = Home::new();
    home.write("data", b"a file where the folder belongs");
    home.run(&["index", "news"]).is(2).complains(&["data/newsprint"]);
    home.run(&["search", "storm", "--in", "news"]).is(0).complains(&["data/newsprint", "memory"]);
    assert_eq!(home.read("data"), "a file where the folder belongs");
}

#[test]
fn a_search_sees_new_files_unless_it_is_told_not_to() {
    let home = Home::new();
    home.run(&["index", "news"]).is(0);
    home.write("news/new.txt", b"A volcano wakes\n\nA volcano has woken in Iceland.\n");
    home.run(&["search", "volcano", "--in", "news", "--no-refresh"]).is(1);
    home.run(&["search", "volcano", "--in", "news"]).is(0);
    home.run(&["search", "volcano", "--in", "news", "--no-refresh"]).is(0);
}

#[test]
fn archives_are_never_changed() {
    let home = Home::new();
    let before = contents(&home.path("news"));
    home.run(&["index", "news"]).is(0);
    home.run(&["search", "", "--in", "news"]).is(0);
    home.run(&["export", "", "--to", "md", "--in", "news", "-o", "out.md"]).is(0);
    home.run(&["extract", "news"]).is(0);
    home.run(&["export", "", "--to", "md", "--in", "news", "-o", "news/harbour.md"]).is(2).complains(&["archive"]);
    home.run(&["export", "", "--to", "md", "--in", "news", "-o", "news/new.md"]).is(2).complains(&["archive"]);
    assert_eq!(contents(&home.path("news")), before);
}

#[test]
fn export_writes_one_document() {
    let home = Home::new();
    let md = home.run(&["export", "treaty", "--to", "md", "--in", "news"]);
    let headings: Vec<&str> = md.is(0).quiet().out.lines().filter(|l| l.starts_with("# ")).collect();
    assert_eq!(headings, ["# Norway signs the fishing treaty", "# Harbour talks end in Lisbon"]);
    assert!(md.out.contains("\n2021-06-11 · Sea Desk · "), "{}", md.out);
    let txt = home.run(&["export", "storm", "--to", "txt", "--in", "news"]);
    assert!(txt.is(0).out.starts_with("Storm closes ports in Japan\n"), "{}", txt.out);
    let jsonl = home.run(&["export", "storm", "--to", "jsonl", "--in", "news"]).is(0).json_lines();
    let mut extracted = home.run(&["extract", "news/storm.txt"]).is(0).json();
    extracted["path"] = jsonl[0]["path"].clone();
    assert_eq!(jsonl, [extracted]);
    home.run(&["export", "storm", "--to", "pdf", "--in", "news"]).is(2);
}

#[test]
fn export_writes_to_a_file_when_there_is_something_to_write() {
    let home = Home::new();
    home.write("out.txt", b"old");
    let export = |query, file| home.run(&["export", query, "--to", "txt", "--in", "news", "-o", file]);
    export("volcano", "out.txt").is(1).complains(&["no article"]);
    assert_eq!(home.read("out.txt"), "old");
    assert_eq!(export("storm", "out.txt").is(0).out, "");
    assert!(home.read("out.txt").starts_with("Storm closes ports"));
    export("storm", "none/out.txt").is(2).complains(&["none/out.txt", "no such file"]);
}

#[cfg(unix)]
#[test]
fn export_writes_into_a_pipe_that_is_there() {
    let home = Home::new();
    let run = home.run(&["export", "storm", "--to", "txt", "--in", "news", "-o", "/dev/stdout"]);
    assert!(run.is(0).quiet().out.starts_with("Storm closes ports"), "{}", run.out);
}

#[test]
fn paths_are_those_of_the_environment() {
    let home = Home::new();
    let run = home.run(&["paths", "news"]);
    let lines: Vec<Vec<&str>> = run.is(0).quiet().out.lines().map(|l| l.split_whitespace().collect()).collect();
    let at = |folder: &str| home.path(folder).join("newsprint").display().to_string();
    assert_eq!(lines[0], ["data", &at("data")]);
    assert_eq!(lines[1], ["state", &at("state")]);
    assert_eq!(lines[2], ["config", &at("config")]);
    home.run(&["index", "news"]).is(0);
    assert!(std::path::Path::new(lines[3][1]).is_dir(), "the archive's folder is where it says");
    home.run(&["paths", "nope"]).is(1).complains(&["nope"]);
}

#[test]
fn every_command_has_its_help_and_its_page() {
    let home = Home::new();
    assert!(home.run(&["man"]).is(0).out.contains(".TH NEWSPRINT 1"));
    for command in [
        "index",
        "search",
        "people",
        "countries",
        "orgs",
        "quotes",
        "extract",
        "export",
        "marks",
        "paths",
        "completions",
        "man",
    ] {
        let help = home.run(&[command, "--help"]);
        assert!(help.is(0).quiet().out.contains("Usage: newsprint"), "{}", help.out);
        assert!(home.run(&["man", command]).is(0).out.contains(&format!(".TH NEWSPRINT-{} 1", command.to_uppercase())));
    }
    let page = home.run(&["man", "config", "check"]).is(0).quiet().out.clone();
    assert!(page.contains("NEWSPRINT-CONFIG-CHECK") && !page.contains("config theme"), "{page}");
    home.run(&["man", "config", "chekc"]).is(2).complains(&["config chekc"]);
    let search = home
        .run(&["man", "search"])
        .is(0)
        .out
        .replace("\\-", "-")
        .replace("\\fI", "")
        .replace("\\fB", "")
        .replace("\\fR", "");
    let synopsis = search.split(".SH DESCRIPTION").next().unwrap().replace('\n', " ");
    assert!(synopsis.contains("[--in <PATH>]") && synopsis.contains("<QUERY>"), "{synopsis}");
    for command in ["export", "search"] {
        assert!(home.run(&[command, "--help"]).is(0).out.contains("story"));
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(home.run(&["completions", shell]).is(0).quiet().out.contains("newsprint"));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_index_goes_on_where_it_stopped() {
    let home = Home::new();
    for n in 0..600 {
        home.write(
            &format!("many/{n}.txt"),
            format!("Story {n}\n\nLars Holm of Norway told it on day {n}.\n").as_bytes(),
        );
    }
    let mut child = home.command().args(["index", "many"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut patience = 200;
    while !home.path("data").exists() && patience > 0 {
        patience -= 1;
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    std::thread::sleep(std::time::Duration::from_millis(200));
    _ = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    let status = child.wait().unwrap().code();
    assert!(matches!(status, Some(130 | 0)), "{status:?}: it ends by itself, in the middle or at the end");
    let run = home.run(&["index", "many"]);
    assert!(run.is(0).out.contains("600  articles"), "{}", run.out);
}

#[test]
fn export_writes_what_other_programs_read() {
    let home = Home::new();
    home.write(
        "news/sum.md",
        b"---\ntitle: \"=SUM(A1) storm\"\ndate: 2024-01-02\nsource: Desk & Co\nauthor: Ann Lee\nurl: https://desk.example/sum\n---\n\n\
          \"The storm is over,\" said Lars Holm of Norway. \"Nobody was hurt,\" Holm added.\n",
    );
    let export = |query: &str, to: &str| home.run(&["export", query, "--to", to, "--in", "news"]);
    let table = export("sum", "csv");
    let row = table.is(0).quiet().out.lines().nth(1).unwrap();
    assert!(row.starts_with("2024-01-02,'=SUM(A1) storm,Desk & Co,Ann Lee,"), "{row}");
    assert!(row.contains("Lars Holm") && row.contains("Norway") && row.contains("“Nobody was hurt,”"), "{row}");
    // The words of a query choose among the quotes, and so does said:.
    let quotes = |query: &str| export(query, "quotes-csv").is(0).out.lines().skip(1).count();
    assert_eq!((quotes("title:sum"), quotes("title:sum storm"), quotes("title:sum said:holm")), (2, 1, 2));
    let listed = |query: &str| home.run(&["quotes", query, "--in", "news", "--jsonl"]).is(0).json_lines().len();
    assert_eq!((listed("title:sum"), listed("title:sum storm"), listed("said:holm")), (2, 1, quotes("said:holm")));
    export("title:sum volcano", "quotes-csv").is(1).complains(&["no quote"]);
    let bib = export("sum", "bib");
    assert!(bib.is(0).out.starts_with("@article{lee2024"), "{}", bib.out);
    assert!(bib.out.contains("  journal = {{Desk \\& Co}},\n"), "{}", bib.out);
    let csl = export("", "csl");
    let csl: serde_json::Value = serde_json::from_str(&csl.is(0).out).unwrap();
    assert_eq!(csl.as_array().unwrap().len(), 4);
    assert!(csl.as_array().unwrap().iter().all(|item| item["type"] == "article-newspaper" && item["id"].is_string()));
    let html = export("storm", "html");
    assert!(html.is(0).out.contains("<title>Articles: storm</title>"), "{}", html.out);
    let help = home.run(&["export", "--help"]);
    assert!(help.is(0).out.contains("apostrophe") && help.out.contains("quotes-csv"), "{}", help.out);
}
