use super::*;

#[test]
fn a_newsletter() {
    let drafts = read("letter.eml");
    assert_eq!(paths(&drafts), ["letter.eml"]);
    assert_eq!(
        said(&drafts[0]),
        ["Fog on the quay: what we know", "2025-02-17T07:00:00+01:00", "The Quay Letter", "-", "-"]
    );
    assert!(
        blocks(&drafts[0]).contains(&"The fog came in at six and stayed until noon, the café on the north quay said.")
    );
    assert!(!blocks(&drafts[0]).iter().any(|text| text.contains("browser")));
    is_told_by_its_content("letter.eml");
}

#[test]
fn messages_in_a_message() {
    let drafts = read("forward.eml");
    assert_eq!(paths(&drafts), ["forward.eml", "forward.eml!1", "forward.eml!2"]);
    assert_eq!(
        blocks(&drafts[0]),
        [
            "Both of these came in on Monday and I thought that you should see them before we meet.",
            "More when I see you."
        ]
    );
    assert_eq!(said(&drafts[0])[1..4], ["2025-02-18T10:00:00Z", "-", "Jane Doe"]);
    assert_eq!(said(&drafts[1])[..4], ["Tide tables are late", "2025-02-17T08:00:00Z", "-", "Ada Quill"]);
    assert_eq!(blocks(&drafts[1]), ["The tide tables will be late this year, the printer says."]);
    assert_eq!(blocks(&drafts[2]), ["The crane is gone."]);
    is_told_by_its_content("forward.eml");
}

#[test]
fn a_box_of_mail() {
    let drafts = read("box.mbox");
    assert_eq!(paths(&drafts), ["box.mbox!1", "box.mbox!3"]);
    assert_eq!(
        blocks(&drafts[0]),
        [
            "The talks ended early.",
            "From the north quay nothing was seen of them.",
            "From all sides people came to look."
        ]
    );
    assert_eq!(
        said(&drafts[1]),
        [
            "Re: [talk] Gulls",
            "2025-02-18T09:30:00Z",
            "Quay Talk",
            "Oskar Lund via Quay Talk",
            "https://quay.example/talk/17"
        ]
    );
    assert_eq!(drafts[1].language.as_deref(), Some("en"));
    is_told_by_its_content("box.mbox");
}

#[test]
fn a_saved_page() {
    let drafts = read("lock.mhtml");
    assert_eq!(paths(&drafts), ["lock.mhtml"]);
    assert!(drafts[0].title.as_deref().unwrap().starts_with("Lock gates open again"));
    assert_eq!(drafts[0].link.as_deref(), Some("https://canal.example/2025/lock-gates"));
    assert_ne!(drafts[0].date.as_deref().and_then(|date| date.get(..7)), Some("2025-08"));
    assert!(blocks(&drafts[0]).iter().any(|text| text.contains("new hinges — made of oak — would")));
    is_told_by_its_content("lock.mhtml");
}

#[test]
fn old_charsets_and_none() {
    let head = "Subject: x\r\nFrom: a@x.example\r\nMessage-ID: <1@x>\r\nContent-Type: text/plain";
    let check = |kind: &str, body: &[u8], expected: &str| {
        let mail = [head.as_bytes(), kind.as_bytes(), b"\r\n\r\n", body, b"\r\n"].concat();
        let (drafts, _) = survives("a.eml", &mail);
        assert!(drafts[0].blocks[0].text.starts_with(expected), "{:?}", drafts[0].blocks);
    };
    let russian = "Переговоры в Женеве прошлым летом закончились неудачей.";
    let (koi, _, _) = encoding_rs::KOI8_R.encode(russian);
    check("; charset=koi8-r", &koi, russian);
    check("", &koi.repeat(4), russian);
    check("; charset=x-unknown", &koi.repeat(4), russian);
    check("; charset=x-unknown", russian.as_bytes(), russian);
    check("; charset=utf-8", b"na\xefve caf\xe9 in the old town of Bern, they say", "na");
}

#[test]
fn apple_mail_and_maildir() {
    let mail = sample("letter.eml");
    let apple = [format!("{}\n", mail.len()).as_bytes(), &mail, b"<?xml version=\"1.0\"?><plist/>\n"].concat();
    assert_eq!(survives("1.emlx", &apple).0[0].title, read("letter.eml")[0].title);
    for name in ["1700000000.M1P2.host:2,S", "1700000000.M1P2.host", "Inbox"] {
        assert_eq!(survives(name, &mail).0[0].title, read("letter.eml")[0].title);
    }
}

#[test]
fn articles_that_look_like_mail_stay_text() {
    for text in [
        "Title: Harbour talks end\nDate: 17 February 2025\n\nThe talks ended.\n",
        "From the harbour comes word of a deal.\n\nIt is not signed.\n",
        "From Monday, ferries leave at 09:30\nDate: 2025\n\nThey say so.\n",
        "Source: Harbour Gazette\nAuthor: Mina Calder\nDate: 2025-02-17\n\nThe talks ended.\n",
    ] {
        let (drafts, _) = survives("a.txt", text.as_bytes());
        assert!(drafts[0].plain && drafts[0].date.is_none() && drafts[0].title.is_none(), "{text}");
    }
}

const HEAD: &str = "Message-ID: <1@x>\nMIME-Version: 1.0\nSubject: See here\n";

fn with_attached(parts: &[(&str, &str)]) -> String {
    let parts: String = parts.iter().map(|(head, body)| format!("--B\n{head}\n\n{body}\n")).collect();
    format!("{HEAD}Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nHere.\n{parts}--B--\n")
}

#[test]
fn attached_files_are_read_or_counted() {
    let attached = |name: &str| format!("Content-Type: text/plain\nContent-Disposition: attachment; filename={name}");
    let (html, text, mail, table) = (attached("s.html"), attached("s.txt"), attached("s.eml"), attached("s.csv"));
    let (office, twice) = (attached("s.docx"), attached("x.odt"));
    let picture = "Content-Type: image/png\nContent-ID: <p>\nContent-Disposition: inline; filename=p.png";
    let message = with_attached(&[
        (&html, "<html><body><h1>Fog</h1><p>The fog came in at six.</p></body></html>"),
        (&text, "The crane is gone."),
        (&text, "The crane is back."),
        (&mail, "From: x@y\nSubject: inner\nDate: Mon, 17 Feb 2025 09:30:00 +0000\n\nInner text."),
        (&table, "title,text\nTides,The tide is late."),
        (&office, "x"),
        (&twice, "x"),
        (picture, "x"),
    ]);
    let (drafts, issues) = survives("a.eml", message.as_bytes());
    let expected =
        ["a.eml", "a.eml!s.html", "a.eml!s.txt", "a.eml!s.txt (2)", "a.eml!s.eml", "a.eml!s.csv!1"].as_slice();
    assert_eq!(paths(&drafts), expected);
    assert_eq!(blocks(&drafts[2]), ["The crane is gone."]);
    assert_eq!(issues.iter().map(|issue| issue.message.as_str()).collect::<Vec<_>>(), ["2 attachments not read"]);
}

#[test]
fn an_article_that_is_passed_on_is_kept() {
    let quoted = "> The harbour board met on the quay for the third time this week.\n>\n".repeat(8);
    let (drafts, _) = survives("a.eml", format!("{HEAD}\nWorth reading.\n\nJane wrote:\n{quoted}").as_bytes());
    assert_eq!(blocks(&drafts[0]).iter().filter(|text| text.starts_with("The harbour board")).count(), 8);
}

#[test]
fn a_newsletter_is_read_with_its_markup() {
    let text =
        "Content-Type: text/plain\n\nGood morning.\n\n> The crane is gone, they say.\n\n> The fog came in at six.\n";
    let marked =
        "Content-Type: text/html\n\n<h2>Crane</h2><p>The crane is gone, they say.</p><p>The fog came in at six.</p>";
    let parts = format!("Content-Type: multipart/alternative; boundary=B\n\n--B\n{text}--B\n{marked}\n--B--\n");
    let (drafts, _) = survives("a.eml", format!("{HEAD}List-Unsubscribe: <https://x.example>\n{parts}").as_bytes());
    assert_eq!(blocks(&drafts[0]), ["Crane", "The crane is gone, they say.", "The fog came in at six."]);
    let (drafts, _) = survives("a.eml", format!("{HEAD}{parts}").as_bytes());
    assert_eq!(blocks(&drafts[0]), ["Good morning."]);
}

#[test]
fn a_message_without_headers_is_told() {
    for bytes in [b"\n".as_slice(), b" no header\n", b"word"] {
        let (drafts, issues) = survives("a.eml", bytes);
        assert!(!drafts.is_empty() || !issues.is_empty(), "{bytes:?}");
    }
    let (drafts, issues) = survives("a.mbox", b"From - Mon Feb 17 09:30:00 2025\n: \n");
    assert!(drafts.len() + issues.len() == 1, "{drafts:?} {issues:?}");
}

#[test]
fn a_text_that_begins_as_a_letter_is_a_text() {
    let story = "From: our own correspondent\nDate: 17 February 2025\nSubject: Harbour talks\n\nThe ministers met.\n> They left.\n-- \nNobody saw them go.\n";
    for name in ["a.txt", "a.md"] {
        let (drafts, _) = survives(name, story.as_bytes());
        let text = blocks(&drafts[0]).join(" ");
        assert!(text.contains("They left.") && text.contains("Nobody saw them go."), "{name}: {text}");
    }
    let (drafts, _) = survives("a.txt", format!("{HEAD}\n{story}").as_bytes());
    assert_eq!(drafts[0].title.as_deref(), Some("See here"));
}

#[test]
fn hostile_mail() {
    let head = "From: a@x.example\nSubject: Still here\nMessage-ID: <1@x>\nMIME-Version: 1.0\n";
    let deep = format!("{head}Content-Type: message/rfc822\n\n{}", "Content-Type: message/rfc822\n\n".repeat(100_000));
    let parts = format!(
        "{head}Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n",
        "--b\nContent-Type: text/plain\n\nword\n".repeat(100_000)
    );
    let nested: String =
        (0..100_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let mails = format!(
        "{head}Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n",
        "--b\nContent-Type: message/rfc822\n\nSubject: one\n\nword\n".repeat(20_000)
    );
    let cases = [
        deep.clone(),
        format!("{head}{nested}"),
        parts,
        mails,
        format!("{head}Content-Type: multipart/mixed\n\n--b\n\nword\n--b--\n"),
        format!("{head}Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nword\n----\n"),
        format!("{head}{}", "Content-Type: multipart/x; boundary=never\n\n".repeat(1000)),
        format!("{head}Received:\n\t\n\nword\n"),
        format!("Received:\n\t{head}\nword\n"),
        format!("{head}X-Long: {}\n\nword\n", "x".repeat(1 << 20)),
        format!("{head}{}\nword\n", "X-Many: y\n".repeat(100_000)),
        format!("{head}References: {}\n\nword\n", "<a@b> ".repeat(100_000)),
        format!("{head}To: {}\n\nword\n", "\"a\" <a@b>, (c) ".repeat(60_000)),
        format!("{head}X-Paren: {}\n\nword\n", "(".repeat(200_000)),
        format!("{head}Cc: {}\n\nword\n", "(".repeat(200_000)),
        format!("{head}Content-Transfer-Encoding: base64\n\n%%%%====\nnot base64 at all\n"),
        format!("{head}Content-Transfer-Encoding: quoted-printable\n\nbad =ZZ =\n= =4\n"),
        format!("{head}Content-Type: text/plain; charset=x-unknown\n\nword\n"),
        format!("{head}Subject: {}\n\nword\n", "=?utf-8?Q?=".repeat(50_000)),
    ];
    for text in cases {
        let (drafts, issues) = survives("a.eml", text.as_bytes());
        assert!(drafts.len() <= 1001 && issues.len() < 40, "{} {issues:?}", drafts.len());
        assert!(!drafts.is_empty() || !issues.is_empty());
    }
    let small = std::thread::Builder::new().stack_size(1 << 20).spawn(move || survives("a.eml", deep.as_bytes()));
    small.unwrap().join().unwrap();
    let boxed = format!("From - Mon Feb 17 09:30:00 2025\n{}", "From - Mon Feb 17 09:30:00 2025\n\n".repeat(50_000));
    survives("a.mbox", boxed.as_bytes());
    let long = format!("From - Mon Feb 17 09:30:00 2025\nSubject: x\n\n{}", "x".repeat(70 << 20));
    assert!(survives("a.mbox", long.as_bytes()).1.iter().any(|issue| issue.message.contains("64 MiB")));
}
