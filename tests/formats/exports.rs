use super::*;

#[test]
fn pocket() {
    let drafts = read("pocket.csv");
    assert_eq!(paths(&drafts), ["pocket.csv!1", "pocket.csv!2", "pocket.csv!3"]);
    assert_eq!(
        said(&drafts[0]),
        ["Ferry talks end", "2025-02-17T09:30:00Z", "-", "-", "https://harbour.example/ferry"]
    );
    assert_eq!(drafts[0].tags, ["transport", "ferries"]);
    assert_eq!(drafts[2].title.as_deref(), Some("Gulls, and \"other\" birds"));
    let drafts = read("ril_export.html");
    assert_eq!(
        said(&drafts[0]),
        ["Ferry talks & tea", "2025-02-17T09:30:00Z", "-", "-", "https://harbour.example/ferry?a=1&b=2"]
    );
    assert_eq!((drafts[0].tags.len(), drafts.len()), (2, 2));
    is_told_by_its_content("ril_export.html");
}

#[test]
fn readwise_gives_the_passages_of_a_text_together() {
    let drafts = read("readwise.csv");
    assert_eq!(paths(&drafts), ["readwise.csv!1", "readwise.csv!3"]);
    assert_eq!(said(&drafts[0])[..4], ["A dune moves", "2025-02-18 07:00:00+00:00", "-", "Mina Calder"]);
    assert_eq!(blocks(&drafts[0]), ["The dune moved eleven metres in the night.", "Nobody had believed him then."]);
    assert_eq!(drafts[1].tags, ["quay"]);
    let reader = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n\
                  Gulls,https://a.example,1,\"['quay', 'birds']\",2024-01-02 10:20:30+00:00,0.0,new,True\n";
    let (drafts, issues) = survives("a.csv", reader.as_bytes());
    assert_eq!((said(&drafts[0])[1], drafts[0].tags.len(), issues.len()), ("2024-01-02 10:20:30+00:00", 2, 0));
}

#[test]
fn zotero() {
    let (drafts, issues) = survives("zotero.csv", &sample("zotero.csv"));
    let expected =
        ["Lock gates open again", "2025-05-06", "Canal Post", "Mina Calder, Oskar Lund", "https://canal.example/lock"];
    assert_eq!(said(&drafts[0]), expected);
    assert_eq!(drafts[0].tags, ["locks", "canals"]);
    assert_eq!(blocks(&drafts[0]), ["The upper lock is open."]);
    assert_eq!(issues.iter().map(|i| i.message.as_str()).collect::<Vec<_>>(), ["1 row has neither a title nor a text"]);
    let drafts = read("library.json");
    assert_eq!(said(&drafts[0]), expected);
    assert_eq!(
        said(&drafts[1]),
        ["Crane comes down", "2025-04-05", "Quay Notes", "Ina Moss", "https://quay.example/crane"]
    );
    assert_eq!(drafts[1].tags, ["crane", "quay"]);
}

#[test]
fn wallabag_and_news_please() {
    let drafts = read("wallabag.json");
    assert_eq!(
        said(&drafts[0]),
        ["Fog on the quay", "2025-02-17T06:00:00+0000", "quay.example", "Ina Moss", "https://quay.example/fog"]
    );
    assert_eq!(blocks(&drafts[0]), ["The fog came in at six & stayed until noon.", "Two ferries waited."]);
    assert_eq!((drafts[0].tags.len(), drafts[1].date.as_deref()), (2, Some("2025-02-21T10:00:00+0000")));
    let drafts = read("news-please.json");
    assert_eq!(
        said(&drafts[0]),
        ["Ferry talks end", "2025-02-17 09:30:00", "harbour.example", "Mina Calder", "https://harbour.example/ferry"]
    );
    assert_eq!(blocks(&drafts[0]).len(), 2);
}

#[test]
fn other_services() {
    let check = |name: &str, text: &str, expected: [&str; 5], first: &str| {
        let (drafts, issues) = survives(name, text.as_bytes());
        assert_eq!(issues, [], "{name}");
        assert_eq!(said(&drafts[0]), expected);
        assert_eq!(blocks(&drafts[0]).first().copied().unwrap_or("-"), first);
    };
    check(
        "instapaper.csv",
        "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://a.example,Gulls,Back.,Unread,1739784600,\"[\"\"x\"\"]\"\n",
        ["Gulls", "2025-02-17T09:30:00Z", "-", "-", "https://a.example"],
        "Back.",
    );
    check(
        "metadata_0_to_20.json",
        r#"[{"id":"1","slug":"gulls","title":"Gulls","description":"Back.","author":"Bo Ek","url":"https://a.example","state":"Active","labels":["x"],"savedAt":"2025-02-20","publishedAt":"2025-02-17"}]"#,
        ["Gulls", "2025-02-17", "-", "Bo Ek", "https://a.example"],
        "Back.",
    );
    check(
        "starred.json",
        r#"{"id":"user/1","items":[{"title":"Gulls","published":1739784600,"canonical":[{"href":"https://a.example"}],"summary":{"direction":"ltr","content":"<p>Back.</p>"},"author":"Bo Ek","origin":{"title":"Quay"}}]}"#,
        ["Gulls", "2025-02-17T09:30:00Z", "Quay", "Bo Ek", "https://a.example"],
        "Back.",
    );
    check(
        "wordpress.json",
        r#"[{"date":"2025-02-17T09:30:00","link":"https://a.example","title":{"rendered":"Gulls"},"content":{"rendered":"<p>Back.</p>","protected":false}}]"#,
        ["Gulls", "2025-02-17T09:30:00", "-", "-", "https://a.example"],
        "Back.",
    );
    check(
        "cc.jsonl",
        r#"{"title":"Gulls","text":"<p>Back &amp; forth.</p><p>x</p>","domain":"a.example","date":"2025-02-17 00:00:00"}"#,
        ["Gulls", "2025-02-17 00:00:00", "a.example", "-", "-"],
        "Back & forth.",
    );
}

#[test]
fn tables_as_spreadsheets_write_them() {
    let text = "sep=;\r\nTitle;Text;Date\r\nGulls;\"They are back; é\";2025-02-17\r\n";
    let check = |bytes: &[u8], issues: usize| {
        let (drafts, wrong) = survives("a.csv", bytes);
        assert_eq!(said(&drafts[0])[..2], ["Gulls", "2025-02-17"]);
        assert_eq!((blocks(&drafts[0])[0], wrong.len()), ("They are back; é", issues), "{wrong:?}");
    };
    check(text.as_bytes(), 0);
    check(format!("\u{feff}{}", &text[7..]).as_bytes(), 0);
    check(text[7..].replace(';', "\t").replace("back\t", "back;").as_bytes(), 0);
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    check(&wide, 0);
    check(&wide[2..], 0);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    check(&latin, 1);
    check("\u{feff}\"Title\",Text,Date\nGulls,They are back; é,2025-02-17".as_bytes(), 0);
}

#[test]
fn tables_and_json_without_articles_are_passed_by() {
    for (name, text) in [
        ("a.csv", "name,email\nJane,jane@x.example\n"),
        ("a.csv", "1,2,3\n4,5,6\n"),
        ("a.csv", ""),
        ("a.csv", "title,author,year\nA book,Jane,1999\n"),
        ("a.tsv", "x\ty\n"),
        ("package.json", r#"{"name":"x","version":"1","description":"y","keywords":["a"],"author":"z"}"#),
        ("a.json", "[1,2,3]"),
        ("tsconfig.json", "{ // comment\n \"files\": [] }"),
    ] {
        let (drafts, issues) = survives(name, text.as_bytes());
        assert!(drafts.is_empty(), "{text}");
        assert_eq!(issues.iter().map(|i| i.message.as_str()).collect::<Vec<_>>(), ["no article in it"], "{text}");
    }
}

#[test]
fn hostile_tables() {
    let head = "title,text\n";
    let open = format!("{head}Here,x\n\"{}", "a,b\n".repeat(6 << 20));
    let (drafts, issues) = survives("a.csv", open.as_bytes());
    assert_eq!((drafts.len(), issues.len()), (1, 1));
    assert!(issues[0].message.contains("row 2 is longer than 16 MiB"));
    for text in [
        format!("{head}{}", "\"".repeat(100_000)),
        format!("{head}{}", ",".repeat(2_000_000)),
        format!("{}\n", ",title".repeat(100_000)),
        format!("{head}{}", "\n".repeat(1_000_000)),
        format!("{head}x,{}\n", "<div>".repeat(50_000)),
        "title,text\0\nx,y\0".to_string(),
    ] {
        survives("a.csv", text.as_bytes());
    }
    survives("a.json", "[{\"authors\":[[[[".repeat(10_000).as_bytes());
    survives("a.json", format!("{{\"title\":\"x\",\"issued\":{{\"date-parts\":{}", "[".repeat(100_000)).as_bytes());
    let links = "<title>Pocket Export</title>".to_string() + &"<a <a ".repeat(200_000) + ">";
    survives("a.html", links.as_bytes());
}

#[test]
fn a_shops_table_holds_no_articles() {
    let (drafts, _) = survives("a.csv", b"Title,Price,Date\nBlue chair,12.50,2025-01-01\n");
    assert!(drafts.is_empty());
    let (drafts, _) = survives("a.csv", b"Headline,Snippet,Date\nTalks end,The ministers met.,2025-02-17\n");
    assert_eq!(blocks(&drafts[0]), ["The ministers met."]);
}
