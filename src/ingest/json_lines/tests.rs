use proptest::prelude::*;
use serde_json::json;

use super::*;

/// One line's draft in short: title, date, source, byline, blocks; or what is wrong with it.
fn short(line: &[u8]) -> String {
    let (drafts, issues) = read("a.jsonl", 7, line);
    assert!(drafts.len() + issues.len() <= 1, "{issues:?}");
    if let Some(issue) = issues.first() {
        assert_eq!(issue.line, Some(7));
        return format!("! {}", issue.message);
    }
    let Some(draft) = drafts.first() else { return "nothing".into() };
    assert_eq!(draft.path, "a.jsonl:7");
    let fields = [&draft.title, &draft.date, &draft.source, &draft.byline, &draft.language, &draft.link];
    let fields = fields.map(|f| f.as_deref().unwrap_or("-")).join(" | ");
    let fields = fields.trim_end_matches([' ', '|', '-']);
    let blocks: Vec<&str> = draft.blocks.iter().map(|b| b.text.as_str()).collect();
    let tags = if draft.tags.is_empty() { String::new() } else { format!(" #{}", draft.tags.join("#")) };
    let issues: Vec<&str> = draft.issues.iter().map(|i| i.message.as_str()).collect();
    let issues = if issues.is_empty() { String::new() } else { format!(" ({})", issues.join("; ")) };
    format!("{fields} > {}{tags}{issues}", blocks.join(" / ")).trim().to_string()
}

#[track_caller]
fn check(line: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(short(line.as_ref()), expected, "{}", String::from_utf8_lossy(line.as_ref()));
}

#[test]
fn the_usual_keys() {
    check(
        r#"{"title":"T","date":"2024-05-06","source":"S","body":"One.\n\nTwo."}"#,
        "T | 2024-05-06 | S > One. / Two.",
    );
    check(
        r#"{"headline":"T","published_at":"2024-05-06T10:00:00+02:00","outlet":"S","text":"One."}"#,
        "T | 2024-05-06T10:00:00+02:00 | S > One.",
    );
    check(
        r#"{"name":"T","pubDate":"Mon, 06 May 2024","publisher":{"@type":"Organization","name":"S"},"article":"One."}"#,
        "T | Mon, 06 May 2024 | S > One.",
    );
    check(r#"{"title":"T","authors":["Ann Lee","Bo Ek"],"content":"x"}"#, "T | - | - | Ann Lee, Bo Ek > x");
    check(r#"{"title":"T","author":{"name":"Ann Lee","url":"x"},"content":"x"}"#, "T | - | - | Ann Lee > x");
    check(r#"{"title":"T","author":[{"name":"Ann Lee"},7,null,["x"]]}"#, "T | - | - | Ann Lee, 7 >");
    check(r#"{"title":"T","lang":"en","url":"https://a.example/1"}"#, "T | - | - | - | en | https://a.example/1 >");
    check(r#"{"body":"x","tags":["peace","talks, sea"]}"#, "> x #peace#talks, sea");
    check(r#"{"body":"x","keywords":"peace, talks; sea"}"#, "> x #peace#talks#sea");
    check(r#"{"body":["One.","","Two."]}"#, "> One. / Two.");
    check(r#"{"title":1984,"date":1715000000,"body":"x"}"#, "1984 | 2024-05-06T12:53:20Z > x");
    check(r#"{"title":"T","date":1715000000000.0}"#, "T | 2024-05-06T12:53:20Z >");
    check(r#"{"title":"T","date":"20240506"}"#, "T | 20240506 >");
}

#[test]
fn what_services_put_around_their_fields() {
    check(
        r#"{"webTitle":"W","webPublicationDate":"2025-02-17","fields":{"headline":"T","byline":"Ann Lee","bodyText":"One."}}"#,
        "T | 2025-02-17 | - | Ann Lee > One.",
    );
    check(
        r#"{"abstract":"A","lead_paragraph":"One.","headline":{"main":"T","print_headline":"P"},"pub_date":"2025-02-17","byline":{"original":"By Ann Lee"}}"#,
        "T | 2025-02-17 | - | By Ann Lee > One.",
    );
    check(r#"{"_id":"1","_source":{"title":"T","fields":{"text":"One."}}}"#, "T > One.");
    check(r#"{"article":{"title":"T","body":"One."}}"#, "T > One.");
    check(r#"{"title":"T","article":"One."}"#, "T > One.");
    check(r#"{"title":"T","article":["One.","Two."]}"#, "T > One. / Two.");
    check(r#"{"title":"T","summary":"S","highlights":[{"id":1,"text":"One."},{"text":"Two."}]}"#, "T > One. / Two.");
    check(r#"{"title":"T","content":{"text":"One. Two.","html":"<p>One.</p><p>Two.</p>"}}"#, "T > One. / Two.");
    check(r#"{"title":"T","content":{"html":"","text":"One."}}"#, "T > One.");
    check(r#"{"title":"T","body":[{"type":"paragraph","content":"One."},{"content":"Two."}]}"#, "T > One. / Two.");
    check(r#"{"title":"T","content_html":"<p>One.</p>"}"#, "T > One.");
    check(r#"{"fields":{"fields":{"fields":{"title":"deep"}}},"title":"T"}"#, "T >");
    check(r#"{"fields":["a",{"title":"no"}],"_source":"x","article":null,"title":"T"}"#, "T >");
}

#[test]
fn of_two_keys_the_better_counts_and_of_two_values_the_later() {
    check(r#"{"headline":"H","title":"T","name":"N"}"#, "T >");
    check(r#"{"title":"","headline":"H"}"#, "H >");
    check(r#"{"title":"A","title":"B"}"#, "B >");
    check(r#"{"title":"A","title":null,"title":" "}"#, "A >");
    check(r#"{"description":"short","content":"long","title":"T"}"#, "T > long");
}

#[test]
fn what_is_missing_or_of_another_type_is_no_error() {
    check(r#"{"title":null,"date":false,"source":[],"body":"x"}"#, "> x");
    check(r#"{"title":{"a":1},"date":{"b":[{}]},"source":{"id":3},"body":"x"}"#, "> x");
    check(r#"{"title":["no"],"body":"x","id":[1,[2,{"c":"\ud800"}]],"html":{"d":{}}}"#, "> x");
    check(r#"{"title":"T","body":{"words":"no"}}"#, "T >");
    check(r#"{"title":"T","body":["a",["b"],{"text":"c"},1]}"#, "T > a / c / 1");
}

#[test]
fn a_line_without_title_and_body_is_named() {
    for line in ["{}", r#"{"date":"2024-05-06"}"#, r#"{"title":"","body":" \n"}"#, r#"{"body":"\u200b"}"#] {
        check(line, "! nothing to read: neither a title nor a body");
    }
}

#[test]
fn what_is_no_object_is_named() {
    for line in ["x", "1", "null", "\"text\"", "[1]", "%PDF-1.7", "\u{0}"] {
        check(line, "! not a JSON object");
    }
    check("{", "! not JSON: the line ends in the middle");
    check(r#"{"title":"T","body":"One"#, "! not JSON: the line ends in the middle");
    check("{nonsense}", "! not JSON: key must be a string at byte 2");
    check(r#"{"title":"T"} {"title":"U"}"#, "! not JSON: trailing characters at byte 15");
}

#[test]
fn an_empty_line_is_nothing() {
    for line in ["", "\n", " \t\r\n", "\u{feff}", "[", "]\n"] {
        check(line, "nothing");
    }
}

#[test]
fn marks_and_line_ends_do_not_matter() {
    check("\u{feff}{\"title\":\"T\"}\r\n", "T >");
    check(" \t{\"title\":\"T\"} ,\n", "T >");
    let (drafts, issues) = read("a", 1, b"[\r\n{\"title\":\"T\"},\r\n\r\n{\"title\":\"U\"}\r\n]\r\n");
    assert_eq!(drafts.iter().map(|d| d.path.as_str()).collect::<Vec<_>>(), ["a:2", "a:4"]);
    assert!(issues.is_empty());
    check("[{\"title\":\"T\"},", "T >");
    check("{\"title\":\"T\",\"tags\":[\"a\"]} ]", "T >  #a");
}

#[test]
fn nearly_json_is_read() {
    check(b"{\"title\":\"caf\xe9\"}", "caf\u{fffd} >  (1 place that is not UTF-8: shown as \u{fffd})");
    check(r#"{"title":"T \ud83d.","x":NaN}"#, "T \u{fffd}. >  (1 place that is not UTF-8: shown as \u{fffd})");
    check(r#"{"title":"T \ud83d\ude00","author":NaN}"#, "T 😀 >");
    check("{\"title\":\"a\tb\",\"body\":\"c\0d\"}", "a b > c\u{fffd}d (1 hidden character taken out)");
}

#[test]
fn what_a_line_says_is_sanitised() {
    check(
        r#"{"title":"a\u001b]0;x","body":"b\u202ec\u2028d","source":"e\nf"}"#,
        "a\u{fffd}]0;x | - | e f > bc / d (2 hidden characters taken out)",
    );
    let (drafts, _) = read("a\u{1b}\u{202e}b.jsonl", 1, b"{\"title\":\"T\"}");
    assert_eq!(drafts[0].path, "a\u{fffd}b.jsonl:1");
}

#[test]
fn raw_lines_are_the_bodys() {
    let (raw, _) = parted(drafts("a", 1, br#"{"title":"T","body":"  two  spaces\n\n- item\r\n"}"#).raw());
    assert_eq!(raw[0].blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(), ["  two  spaces", "- item"]);
}

#[test]
fn deep_nesting_is_cheap() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + "1" + &close.repeat(100_000);
    for value in [deep("[", "]"), deep("{\"name\":", "}"), deep("[{\"a\":", "}]"), "[".repeat(100_000)] {
        for key in ["x", "title", "author", "body", "tags", "source", "article", "fields", "_source"] {
            let line = format!("{{\"{key}\":{value},\"name\":\"T\"}}");
            assert_eq!(short(line.as_bytes()).starts_with('!'), value.ends_with('['), "{key}");
        }
        assert!(short(value.as_bytes()).starts_with('!'));
    }
}

#[test]
fn very_long_lines_are_left_out() {
    let line = format!("{{\"title\":\"T\",\"body\":\"{}\"}}", "x ".repeat(LONGEST_LINE / 2));
    check(line, "! longer than 16 MiB: the line is left out");
    let line = format!("{{\"title\":\"{}\",\"tags\":\"{}\"}}", "é".repeat(1 << 20), "t,u,".repeat(1 << 20));
    let (drafts, _) = read("a", 1, line.as_bytes());
    assert_eq!((drafts[0].title.as_deref().map(str::len), drafts[0].tags.len()), (Some(LONGEST_FIELD), 2));
}

#[test]
fn of_many_bad_lines_the_first_are_named() {
    let (drafts, issues) = read("a", 1, &b"x\n".repeat(250_000));
    assert_eq!((drafts.len(), issues.len()), (0, Complaints::NAMED + 1));
    let last = issues.last().unwrap();
    assert_eq!(last.message, "249900 more lines with something wrong, from this one on");
    assert_eq!(last.line, Some(101));
}

#[test]
fn standard_input_is_known_by_its_first_line() {
    for (text, expected) in [("\n{\"title\":\"T\"}\nx", 1), ("{ a set }\n", 0), ("# T\n", 0), ("", 0)] {
        assert_eq!(begins(text.as_bytes()), expected == 1, "{text}");
    }
    let (drafts, issues) = crate::ingest::read("-", b"{\"title\":\"T\"}\nx\n");
    assert_eq!((drafts[0].path.as_str(), issues[0].line), ("-:1", Some(2)));
    assert_eq!(crate::ingest::read("a.jsonl", b"\n").1[0].kind, IssueKind::Empty);
}

/// Text as articles have it: what comes back from the sanitiser unchanged.
fn prose() -> impl Strategy<Value = String> {
    "[a-zA-Z\"\\\\/éß漢😀.,!?]{1,12}( [a-zA-Z\"\\\\é{}\\[\\]:,漢]{1,12}){0,6}"
}

fn article() -> impl Strategy<Value = (String, Vec<String>)> {
    (prose(), prop::collection::vec(prose(), 0..4))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (drafts, issues) = read("a", 1, &bytes);
        let lines = bytes.split(|b| *b == b'\n').count();
        prop_assert!(drafts.len() + issues.len() <= lines);
    }

    #[test]
    fn no_json_does_harm(text in "(\\{|\\}|\\[|\\]|,|:|\"|\\\\u[d8-f]{0,4}|\\\\|title|body|tags|1e9|-|null|NaN|[\\x00-\\x20]|é){0,60}") {
        read("a", 1, format!("{{{text}").as_bytes());
        read("a", 1, format!("{{\"title\":{text}}}").as_bytes());
    }

    #[test]
    fn what_is_written_comes_back(articles in prop::collection::vec(article(), 0..6), pretty in any::<bool>()) {
        let mut file = String::new();
        for (title, body) in &articles {
            let line = json!({ "id": 1, "title": title, "body": body.join("\n\n"), "more": { "a": [title, null] } });
            file += &line.to_string();
            file += if pretty { " \r\n\n" } else { "\n" };
        }
        let (drafts, issues) = parted(drafts("a", 1, file.as_bytes()).raw());
        prop_assert!(issues.is_empty(), "{issues:?}");
        prop_assert_eq!(drafts.len(), articles.len());
        for ((title, body), draft) in articles.iter().zip(drafts) {
            prop_assert_eq!(Some(title), draft.title.as_ref());
            prop_assert_eq!(body.clone(), draft.blocks.into_iter().map(|b| b.text).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_file_read_in_parts_is_the_file(bytes in "([{\"title:}x, é\\\\]{0,12}|\\{\"title\":\"[a-z]{1,4}\"\\}|\n){0,20}", at in any::<prop::sample::Index>()) {
        let ends: Vec<usize> = bytes.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1).collect();
        let at = if ends.is_empty() { bytes.len() } else { ends[at.index(ends.len())] };
        let (head, tail) = bytes.as_bytes().split_at(at);
        let next = 5 + head.iter().filter(|b| **b == b'\n').count() as u64;
        let (mut drafts, mut issues) = read("a", 5, head);
        let (more, worse) = read("a", next, tail);
        drafts.extend(more);
        issues.extend(worse);
        prop_assert_eq!((drafts, issues), read("a", 5, bytes.as_bytes()));
    }
}
