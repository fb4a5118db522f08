//! extract: the JSON that other programs read.

use serde_json::Value;

use crate::home::{Home, each};

const FIELDS: [&str; 22] = [
    "path",
    "id",
    "title",
    "title_origin",
    "date",
    "date_origin",
    "date_confidence",
    "source",
    "language",
    "paragraphs",
    "furniture",
    "people",
    "countries",
    "organisations",
    "places",
    "quotes",
    "dates",
    "issues",
    "byline",
    "link",
    "links",
    "tags",
];

fn text(article: &Value, paragraph: &Value) -> String {
    match paragraph.as_u64() {
        Some(n) => article["paragraphs"][n as usize]["text"].as_str().unwrap().to_string(),
        None => article["title"].as_str().unwrap_or_default().to_string(),
    }
}

/// Everything that says where it stands does stand there.
#[track_caller]
fn assert_spans(article: &Value) {
    let holds = |v: &Value| {
        let at = |field: &str| v[field].as_u64().unwrap() as usize;
        let whole = text(article, &v["paragraph"]);
        assert_eq!(whole.get(at("start")..at("end")), v["text"].as_str(), "{v}");
    };
    for kind in ["people", "countries", "organisations", "places"] {
        for found in article[kind].as_array().unwrap() {
            assert!(!found["mentions"].as_array().unwrap().is_empty(), "{found}");
            found["mentions"].as_array().unwrap().iter().for_each(holds);
        }
    }
    for kind in ["quotes", "dates"] {
        article[kind].as_array().unwrap().iter().for_each(holds);
    }
}

#[test]
fn an_object_has_the_promised_fields_in_the_promised_order() {
    let run = Home::new().run(&["extract", "news/harbour.md"]);
    let article = run.is(0).quiet().json();
    assert_eq!(article.as_object().unwrap().len(), FIELDS.len());
    let places: Vec<usize> = FIELDS.iter().map(|f| run.out.find(&format!("\"{f}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{}", run.out);
    assert_eq!(article["path"], "news/harbour.md");
    assert_eq!(article["title"], "Harbour talks end in Lisbon");
    assert_eq!((&article["title_origin"], &article["date_origin"]), (&"markup".into(), &"markup".into()));
    assert_eq!((&article["date"], &article["source"]), (&"2021-05-04".into(), &"Sea Desk".into()));
    assert_eq!(each(&article["paragraphs"], "kind"), ["body", "body", "body"]);
    assert_spans(&article);
    let people = &article["people"];
    assert_eq!(each(people, "id"), ["ana-duarte", "lars-holm"]);
    assert_eq!(each(people, "name"), ["Ana Duarte", "Lars Holm"]);
    assert!(article["countries"].as_array().unwrap().iter().any(|c| c["code"] == "PT" && c["name"] == "Portugal"));
    assert!(article["countries"][0]["mentions"][0]["via"].is_string());
    let quote = &article["quotes"][0];
    assert_eq!((&quote["speaker"], &quote["speaker_id"]), (&"Ana Duarte".into(), &"ana-duarte".into()));
    assert_eq!((&quote["cue"], &quote["paragraph"]), (&"said".into(), &1.into()));
}

#[test]
fn every_span_of_the_starter_archive_holds() {
    let run = Home::new().run(&["extract", concat!(env!("CARGO_MANIFEST_DIR"), "/seeds")]);
    let articles = run.is(0).quiet().json_lines();
    assert!(articles.len() > 50);
    articles.iter().for_each(assert_spans);
}

#[test]
fn a_folder_is_read_in_order_and_named_from_where_it_was_given() {
    let run = Home::new().run(&["extract", "news"]);
    let paths: Vec<Value> = run.is(0).json_lines().iter().map(|a| a["path"].clone()).collect();
    assert_eq!(paths, ["news/harbour.md", "news/storm.txt", "news/treaty.md"]);
}

#[test]
fn raw_cleans_nothing() {
    let home = Home::new();
    let lines = "A title, one would think\n\n  two  spaces\nSubscribe to our newsletter!\n \n# 3\nFrance said so.";
    home.write("a.md", lines.as_bytes());
    let check = |article: &Value, path: &str| {
        let kept =
            ["A title, one would think", "  two  spaces", "Subscribe to our newsletter!", "# 3", "France said so."];
        assert_eq!(article["path"], path);
        assert_eq!(each(&article["paragraphs"], "text"), kept);
        assert_eq!(each(&article["paragraphs"], "kind"), ["body"; 5]);
        assert_eq!(article["furniture"], Value::Array(Vec::new()));
        for field in ["title", "title_origin", "date", "date_origin", "date_confidence", "source"] {
            assert_eq!(article[field], Value::Null, "{field}");
        }
        assert_eq!(article["countries"][0]["mentions"][0]["paragraph"], 4);
        assert_spans(article);
    };
    check(&home.run(&["extract", "--raw", "a.md"]).is(0).json(), "a.md");
    check(&home.run_with(&["extract", "-", "--raw"], lines.as_bytes()).is(0).json(), "-");
}

#[test]
fn an_id_is_the_contents_and_not_the_files() {
    let home = Home::new();
    home.write("elsewhere.md", home.read("news/treaty.md").as_bytes());
    let run = home.run(&["extract", "news/treaty.md", "elsewhere.md", "news/storm.txt"]);
    let ids: Vec<Value> = run.is(0).json_lines().iter().map(|a| a["id"].clone()).collect();
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[0], ids[2]);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_printed() {
    let home = Home::new();
    let run = home.run(&["extract", "none.txt", "news/storm.txt"]);
    run.is(1).complains(&["none.txt", "no such file"]);
    assert_eq!(run.json_lines().len(), 1);
    let run = home.run(&["extract", "none.txt"]);
    assert_eq!((run.is(2).out.as_str(), run.err.lines().count()), ("", 1));
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_to_does_not_hang() {
    let home = Home::new();
    let made = std::process::Command::new("mkfifo").arg(home.path("pipe.txt")).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo here");
        return;
    }
    let run = home.run(&["extract", "pipe.txt", "news/storm.txt"]);
    run.is(1).complains(&["pipe.txt", "neither a file nor a folder"]);
    assert_eq!(run.json_lines().len(), 1);
}

const LINES: &str = concat!(
    r#"{"title":"Talks end","date":"2024-05-06","source":"Sea Desk","body":"France said so.\n\n  Two  lines."}"#,
    "\n\nnonsense\n",
    r#"{"headline":"Storm","text":"Japan closed its ports."}"#,
);

#[test]
fn a_line_of_json_is_an_article() {
    let home = Home::new();
    let packed = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let level = ruzstd::encoding::CompressionLevel::Fastest;
    home.write("a.jsonl", LINES.as_bytes());
    home.write("a.ndjson.gz", &packed(LINES));
    home.write("a.jsonl.zst", &ruzstd::encoding::compress_to_vec(LINES.as_bytes(), level));
    for name in ["a.jsonl", "a.ndjson.gz", "a.jsonl.zst"] {
        let run = home.run(&["extract", name]);
        run.is(1).complains(&[&format!("{name}:3"), "not a JSON object"]);
        let articles = run.json_lines();
        assert_eq!(
            articles.iter().map(|a| &a["path"]).collect::<Vec<_>>(),
            [&format!("{name}:1"), &format!("{name}:4")]
        );
        let first = ["title", "date", "source"].map(|field| articles[0][field].as_str().unwrap());
        assert_eq!(first, ["Talks end", "2024-05-06", "Sea Desk"]);
        assert_eq!(each(&articles[0]["paragraphs"], "text"), ["France said so.", "Two lines."]);
        assert_eq!(articles[1]["title"], "Storm");
        articles.iter().for_each(assert_spans);
        let raw = home.run(&["extract", "--raw", name]).is(1).json_lines();
        assert_eq!(each(&raw[0]["paragraphs"], "text"), ["France said so.", "  Two  lines."]);
        assert_eq!((&raw[0]["title"], raw.len()), (&Value::Null, 2));
    }
    let run = home.run_with(&["extract", "-"], LINES.as_bytes());
    run.is(1).complains(&["-:3", "not a JSON object"]);
    assert_eq!(run.json_lines().iter().map(|a| a["path"].as_str().unwrap()).collect::<Vec<_>>(), ["-:1", "-:4"]);
    home.write("cut.jsonl.gz", &packed(LINES)[..150]);
    home.run(&["extract", "cut.jsonl.gz"]).is(1).complains(&["cut.jsonl.gz", "ends in the middle of its compressed"]);
    home.write("none.jsonl", b"\n \n");
    home.run(&["extract", "none.jsonl"]).is(1).complains(&["none.jsonl", "no text in it"]);
}

#[test]
fn what_extract_prints_can_be_read_again() {
    let home = Home::new();
    let first = home.run(&["extract", "news"]);
    home.write("again.jsonl", first.out.as_bytes());
    let again = home.run(&["extract", "again.jsonl"]);
    let ids = |run: &crate::home::Run| run.json_lines().iter().map(|a| a["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(again.is(0).quiet()), ids(first.is(0)));
}

#[test]
fn a_json_file_that_is_named_is_read() {
    let home = Home::new();
    home.write("news/list.json", b"[{\"title\": \"Talks end\",\n\"body\": \"It rained.\", \"date\": \"2021-06-11\"}, {\"title\": \"Storm\", \"url\": \"https://example.org/s\"}]");
    let articles = home.run(&["extract", "news/list.json"]).is(0).quiet().json_lines();
    let paths: Vec<&Value> = articles.iter().map(|a| &a["path"]).collect();
    assert_eq!(paths, ["news/list.json:1", "news/list.json:2"]);
    assert_eq!(home.run(&["extract", "news"]).json_lines().len(), crate::home::STORIES.len() + 2);
}

#[test]
fn files_are_read_in_the_order_they_were_given() {
    let home = Home::new();
    home.write("a.jsonl", br#"{"title":"Lines","body":"x"}"#);
    let run = home.run(&["extract", "news/storm.txt", "a.jsonl", "a.jsonl", "news/treaty.md"]);
    let paths: Vec<Value> = run.is(0).json_lines().iter().map(|a| a["path"].clone()).collect();
    assert_eq!(paths, ["news/storm.txt", "a.jsonl:1", "a.jsonl:1", "news/treaty.md"]);
}
