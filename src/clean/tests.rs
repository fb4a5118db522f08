//! Whole articles: the samples, pages of our own invention, and what holds for every text.

use super::*;
use crate::corpus::{Draft, ParagraphKind::*};
use crate::text::{sanitise, segment};

/// A draft of one line a block, as plain text gives it.
fn draft(text: &str) -> Draft {
    let safe = sanitise::lines(text);
    let lines = safe.text.lines().filter(|l| !l.trim().is_empty());
    Draft {
        blocks: lines.map(|l| Paragraph::new(Body, l)).collect(),
        plain: true,
        path: "a/talks.txt".into(),
        ..Draft::default()
    }
}

fn article(text: &str) -> Article {
    clean(draft(text))
}

fn of_kind(article: &Article, kind: ParagraphKind) -> Vec<&str> {
    article.paragraphs.iter().filter(|p| p.kind == kind).map(|p| p.text.as_str()).collect()
}

/// (title, title's origin, date, its origin, source, its origin)
type Facts<'a> = (&'a str, Origin, &'a str, Option<Origin>, &'a str, Option<Origin>);

fn check_facts(article: &Article, facts: Facts) {
    let date = article.date.map(|d| d.to_string()).unwrap_or_default();
    let source = article.source.as_deref().unwrap_or("");
    let found = (
        article.title.as_str(),
        article.title_origin,
        date.as_str(),
        article.date_origin,
        source,
        article.source_origin,
    );
    assert_eq!(found, facts);
}

#[test]
fn the_samples_are_read_as_people_read_them() {
    use Origin::*;
    let Some(files) = crate::samples::articles() else { return };
    let articles: Vec<Article> = files
        .iter()
        .map(|(name, bytes)| clean(Draft { path: name.clone(), ..draft(&String::from_utf8_lossy(bytes)) }))
        .collect();
    let [a, b, c, d, e] = articles.as_slice() else { panic!("{} samples", articles.len()) };
    let titles = [
        "France’s Macron Calls for Re-Engagement With Putin",
        "France hails 'positive process' as Europe, US discuss Ukraine ceasefire",
        "French President Macron Seeks To Align Europe, Ukraine With Trump On Peace Talks",
    ];
    check_facts(a, (a.title.clone().as_str(), Lead, "", None, "", None));
    check_facts(b, (titles[0], File, "", None, "The Moscow Times", Some(Furniture)));
    check_facts(c, (titles[1], File, "2025-04-18", Some(File), "", None));
    check_facts(d, (titles[2], File, "", None, "Bloomberg", Some(Dateline)));
    check_facts(e, (e.title.clone().as_str(), Lead, "2025-04-17", Some(File), "", None));
    for lead in [a, e] {
        assert!(lead.title.chars().count() <= 120 && lead.title.ends_with('…'));
        assert!(lead.paragraphs[0].text.starts_with(lead.title.trim_end_matches('…')));
    }
    // Body, headings, captions, datelines, furniture.
    let counts = articles.iter().map(|a| {
        [Body, Heading, Caption, ParagraphKind::Dateline]
            .map(|kind| of_kind(a, kind).len())
            .into_iter()
            .chain([a.furniture.len()])
    });
    assert_eq!(
        counts.map(Iterator::collect).collect::<Vec<Vec<usize>>>(),
        [[17, 0, 0, 0, 2], [9, 0, 1, 0, 20], [30, 2, 1, 1, 0], [9, 0, 2, 1, 6], [10, 0, 0, 0, 0],]
    );
    assert_eq!(of_kind(c, ParagraphKind::Dateline), ["PARIS"]);
    assert_eq!(of_kind(c, Heading), ["'Europeans at the table'", "'Good progress'"]);
    assert_eq!(b.furniture.iter().map(|f| f.before).collect::<Vec<_>>()[..2], [0, 10]);
    assert!(articles.iter().all(|a| a.language.as_deref() == Some("en")));
}

const STORY: [&str; 4] = [
    "The ferry between the two islands will run again from Monday, the harbour board said.",
    "It was taken out of service in March after an engine fire that nobody has explained.",
    "“We have waited long enough,” said Ann Lee, who keeps a shop on the quay of the smaller island.",
    "The repair cost twice what had been planned, and the board wants the makers of the engine to pay for it.",
];

fn story_with(before: &[&str], after: &[&str]) -> String {
    [before, &["Ferry to run again from Monday"], &STORY, after].concat().join("\n\n")
}

/// Everything in `before` and `after` is furniture and the story is whole.
#[track_caller]
fn check_furniture(before: &[&str], after: &[&str]) -> Article {
    let article = article(&story_with(before, after));
    let body: Vec<_> = article.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(body, STORY, "furniture: {:?}", article.furniture);
    assert_eq!(article.title, "Ferry to run again from Monday");
    let out: Vec<_> = article.furniture.iter().map(|f| f.text.as_str()).collect();
    assert_eq!(out, [before, after].concat());
    article
}

/// `line` stays in the story, wherever it stands.
#[track_caller]
fn check_story(line: &str) {
    for at in 1..=STORY.len() {
        let mut lines = STORY.to_vec();
        lines.insert(at, line);
        let article = article(&format!("Ferry to run again from Monday\n{}", lines.join("\n")));
        let body: Vec<_> = article.paragraphs.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(body, lines, "at {at}");
    }
}

#[test]
fn pages_lose_their_furniture() {
    check_furniture(
        &["Skip to content", "MENU", "Subscribe"],
        &["Share this article", "Facebook", "Twitter", "Copy link"],
    );
    let post = check_furniture(&["Support The Harbour Post!"], &["All rights reserved."]);
    assert_eq!((post.source.as_deref(), post.source_origin), (Some("The Harbour Post"), Some(Origin::Furniture)));
    let post = check_furniture(&["Support Hromada!"], &["© 2024 The Harbour Post"]);
    assert_eq!(post.source.as_deref(), Some("The Harbour Post"));
    check_furniture(
        &["3 min read"],
        &["World Desk contributed reporting.", "(Reporting by Ann Lee; editing by Bo Ek)"],
    );
    check_furniture(&["Advertisement"], &["Also Read: Ten harbours to see", "GET REGULAR UPDATES", "Remind me later."]);
    check_furniture(
        &[],
        &["Related stories", "The engine that would not start", "Who pays for the ferry?", "More like this"],
    );
    check_furniture(&[], &["We use cookies to make this site better.", "Accept all", "Cookie settings"]);
    check_furniture(
        &[],
        &["Subscribe to our newsletter and never miss a story from the islands.", "Enter your email", "Sign up"],
    );
    check_furniture(&[], &["Follow us on Telegram", "Share", "Tweet", "Email", "Print"]);
    check_furniture(
        &[],
        &[
            "* * *",
            "If you enjoyed this article, please consider a donation. Every euro helps us to keep our journalism free.",
        ],
    );
}

#[test]
fn a_letter_to_readers_goes_to_its_end() {
    let letter = [
        "A note from our editor:",
        "Dear readers,",
        "We are a small newsroom, and the storm has cost us a boat and a camera.",
        "The insurance of The Harbour Post will not pay for either of them before the spring.",
        "You can help us with the price of a coffee. Nobody else pays us.",
        "Once",
        "Monthly",
        "Continue",
        "Not ready to give today?",
    ];
    check_furniture(&["Support The Harbour Post!"], &[letter.as_slice()].concat());
}

#[test]
fn a_box_in_the_middle_does_not_take_the_story_with_it() {
    let mut lines = STORY.to_vec();
    let boxed = [
        "Sign up for our free newsletter",
        "Our newsletter brings you the best of the islands every Friday.",
        "Sign up",
        "Related stories",
        "Ten harbours to see",
    ];
    for (i, line) in boxed.iter().enumerate() {
        lines.insert(2 + i, line);
    }
    let article = article(&lines.join("\n"));
    assert_eq!(of_kind(&article, Body), STORY);
    assert_eq!(article.furniture.len(), boxed.len());
    assert!(article.furniture.iter().all(|f| f.before == 2));
}

#[test]
fn stories_may_speak_of_pleas() {
    for line in [
        "Few people subscribe to the theory that the fire was set on purpose, said the board.",
        "“Support Ukraine!” someone had written on the wall of the engine room.",
        "“Support our workers, sign up for our newsletter and donate!” the leaflet of the union said.",
        "Subscribers of the local newsletter were the first to read about it.",
        "We took the ferry in winter, and you could see your breath in the cabin.",
        "You must show your passport if you want to join us, the captain told the passengers.",
        "Support for the board is falling, a survey found.",
        "A message from the captain was read to the passengers.",
        "The company’s subscription business lost a third of its subscribers, and donations fell as well.",
        "Visit Scotland, the tourist board, has sold more tickets than in any year before.",
        "Read more books, the minister told the children of the smaller island.",
        "She signed up for the navy when she was seventeen.",
        "No.",
        "The site uses “cookies to follow everyone”, according to a court.",
        "Thank you for nothing, wrote another.",
        "Help us, they shouted from the deck, and nobody came to help them.",
    ] {
        check_story(line);
    }
}

#[test]
fn a_page_that_is_one_long_plea_is_its_own_story() {
    let article = article("Subscribe to our newsletter\nSign up\nShare this article");
    assert_eq!((article.paragraphs.len(), article.furniture.len()), (3, 0));
    assert_eq!((article.title.as_str(), article.title_origin), ("Subscribe to our newsletter", Origin::Lead));
}

#[test]
fn captions_are_told_and_shown_once() {
    let caption = "The ferry in the harbour of Ostend. (Photographer: Bo Ek/World Desk)";
    let dated = "Ann Lee and her shop on the quay, on Monday, Feb. 17, 2025.";
    let text = story_with(&[], &[caption, dated, caption, dated]);
    let article = article(&text);
    assert_eq!(of_kind(&article, Caption), [caption, dated]);
    assert_eq!(article.furniture.len(), 2);
    assert_eq!(article.date, None);
}

#[test]
fn first_lines_say_what_they_say() {
    let head = |lines: &str| article(&format!("{lines}\n{}", STORY.join("\n")));
    let title = "Ferry to run again";
    use Origin::{Dateline as Line, File, Lead, Name};
    for (lines, facts) in [
        ("Ferry to run again", (title, File, "", None, "", None)),
        (" date 2025-04-18 Ferry to run again", (title, File, "2025-04-18", Some(File), "", None)),
        ("Date: 2025-04-18 Ferry to run again", (title, File, "2025-04-18", Some(File), "", None)),
        ("Date: 18 April 2025\nFerry to run again", (title, File, "2025-04-18", Some(File), "", None)),
        ("Ferry to run again\nApril 18, 2025 9:30 AM EST", (title, File, "2025-04-18", Some(File), "", None)),
        (
            "Ferry to run again\nPublished: 18 April 2025 | Updated: 19 April 2025",
            (title, File, "2025-04-18", Some(File), "", None),
        ),
        ("Ferry to run again\nUpdated 18 April 2025", (title, File, "", None, "", None)),
        (
            "Title: Ferry to run again\nSource: The Post\nDate: 2025-04-18",
            (title, File, "2025-04-18", Some(File), "The Post", Some(File)),
        ),
        (
            "Ferry to run again\nPARIS, April 18, 2025 (World desk)",
            (title, File, "2025-04-18", Some(Line), "World desk", Some(Line)),
        ),
        ("date 2025-04-18 ---\nFerry to run again", (title, File, "2025-04-18", Some(File), "", None)),
        ("PARIS\nFerry to run again", (title, File, "", None, "", None)),
        ("Ferry to run again\nFERRY TO RUN AGAIN", (title, File, "", None, "", None)),
    ] {
        let article = head(lines);
        check_facts(&article, facts);
        assert_eq!(of_kind(&article, Body), STORY, "{lines}");
    }
    check_facts(&head(""), (STORY[0], Lead, "", None, "", None));
    check_facts(&head("Will the ferry run again?"), ("Will the ferry run again?", File, "", None, "", None));
    let by = head("Ferry to run again\nBy Ann Lee and Bo Ek, World Desk");
    assert_eq!(by.byline.as_deref(), Some("Ann Lee and Bo Ek, World Desk"));
    assert_eq!(of_kind(&by, Body), STORY);
    check_facts(
        &clean(Draft { path: "x/2025-04-18-ferry.txt".into(), ..draft("") }),
        ("2025-04-18-ferry", Name, "2025-04-18", Some(Name), "", None),
    );
}

#[test]
fn datelines_leave_the_sentence_to_the_story() {
    let first = format!("OSTEND, Belgium, April 17 (World desk) — {}", STORY[0]);
    let article = article(&["Ferry to run again", &first, STORY[1]].join("\n"));
    assert_eq!(of_kind(&article, ParagraphKind::Dateline), ["OSTEND, Belgium, April 17 (World desk)"]);
    assert_eq!(of_kind(&article, Body), STORY[..2]);
    assert_eq!((article.source.as_deref(), article.date), (Some("World desk"), None));
}

#[test]
fn front_matter_comes_first() {
    let given = Draft {
        title: Some("Ferry to run again".into()),
        date: Some("18 April 2025".into()),
        source: Some("The Post".into()),
        ..draft(&format!("Ferry to Run Again\nDate: 2024-01-01\n(World desk) -- {}", STORY.join("\n")))
    };
    let article = clean(given);
    use Origin::Markup;
    check_facts(&article, ("Ferry to run again", Markup, "2025-04-18", Some(Markup), "The Post", Some(Markup)));
    assert_eq!(of_kind(&article, Body), STORY);
}

#[test]
fn the_id_is_the_content() {
    let id = |text: &str, path: &str| clean(Draft { path: path.into(), ..draft(text) }).id;
    let plain = id(&story_with(&[], &[]), "a.txt");
    assert_eq!(plain, id(&story_with(&["Skip to content"], &["Share this article"]), "b/c.md"));
    assert_ne!(plain, id(&story_with(&[], &["A sentence more was added to the story later."]), "a.txt"));
}

#[test]
fn long_leads_are_cut_at_a_word() {
    let cut = header::title_from_lead;
    assert_eq!(cut("One. Two."), "One.");
    assert_eq!(cut(""), "");
    let long = "word ".repeat(60);
    assert!(cut(&long).ends_with("word…") && cut(&long).chars().count() <= 120);
    assert_eq!(cut(&"é".repeat(500)).chars().count(), 120);
}

/// Every word of the draft is in the article; no text has what a terminal could take for a command.
fn holds(draft: Draft) {
    let words = |texts: &[&str]| -> Vec<String> {
        let mut all: Vec<String> =
            texts.iter().flat_map(|t| segment::words(t).map(|(_, w)| w.trim().to_string())).collect();
        // A mark that stands on nothing is set on the spaces before it.
        all.sort();
        all
    };
    let before = draft.clone();
    let article = clean(draft);
    let kept: Vec<&str> = [article.title.as_str()]
        .into_iter()
        .filter(|_| article.title_origin == Origin::File)
        .chain(article.paragraphs.iter().map(|p| p.text.as_str()))
        .chain(article.furniture.iter().map(|f| f.text.as_str()))
        .collect();
    let (had, has) = (words(&before.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>()), words(&kept));
    let mut lost: Vec<&String> = had.iter().filter(|w| has.binary_search(w).is_err()).collect();
    // "date 2025-04-18" before a title is in the article's date.
    lost.retain(|w| {
        !(article.date_origin == Some(Origin::File)
            && (w.eq_ignore_ascii_case("date") || w.chars().any(char::is_numeric)))
    });
    assert!(lost.is_empty(), "{lost:?}");
    for p in &article.paragraphs {
        assert!(
            !p.text.is_empty() && p.text.trim() == p.text && !p.text.contains(['\n', '\r']) && !p.text.contains("  ")
        );
    }
    assert!(kept.iter().all(|t| !t.chars().any(char::is_control)));
    assert!(article.furniture.iter().all(|f| f.before as usize <= article.paragraphs.len()));
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    const LINES: [&str; 24] = [
        "Support The Harbour Post!",
        " date 2025-04-18 A title",
        "PARIS",
        "Dear readers,",
        "Once",
        "Monthly",
        "Read more",
        "A Message from The Post:",
        "By Ann Lee",
        "(Bloomberg) -- The talks are over.",
        "Sign up for our newsletter",
        "* * *",
        "Photo: Ann Lee",
        "© 2024 The Post",
        "“We have waited,” she said, “and you have not come to us with your help.”",
        "'Good progress'",
        "Related stories",
        "NEW DELHI: The talks are over.",
        "Title: T",
        "Date: 2025-04-18",
        "Also Read: X",
        "The ferry between the two islands will run again from Monday, the harbour board said.",
        "We are asking you to support our journalism with your donation, because nobody else will.",
        "Ann (L) and Bo (R)",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn any_lines(picks in prop::collection::vec(0..LINES.len(), 0..20)) {
            holds(draft(&picks.iter().map(|i| LINES[*i]).collect::<Vec<_>>().join("\n")));
        }

        #[test]
        fn any_text(text in "(.{0,40}[\n ]){0,12}", title in prop::option::of(".{0,20}"), date in prop::option::of(".{0,20}")) {
            let line = |t: Option<String>| t.map(|t| sanitise::line(&t).text);
            holds(Draft { title: line(title), date: line(date), ..draft(&text) });
        }

        #[test]
        fn damaged_samples(sample in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), len in 0usize..40, patch in ".{0,6}", swap in any::<(prop::sample::Index, prop::sample::Index)>()) {
            let samples = crate::samples::articles().unwrap_or_default();
            if samples.is_empty() {
                return Ok(());
            }
            let text = String::from_utf8_lossy(&samples[sample.index(samples.len())].1).into_owned();
            let mut lines: Vec<&str> = text.lines().collect();
            let (a, b) = (swap.0.index(lines.len()), swap.1.index(lines.len()));
            lines.swap(a, b);
            let mut text = lines.join("\n");
            let at = text.floor_char_boundary(from.index(text.len()));
            let end = text.ceil_char_boundary((at + len).min(text.len()));
            text.replace_range(at..end, &patch);
            holds(draft(&text));
        }
    }
}

#[test]
fn an_article_is_never_without_a_title() {
    for path in ["", "\u{200b}", ".txt", "a/.md", " "] {
        let nameless = Draft { path: path.into(), title: Some(String::new()), ..Draft::default() };
        assert!(!clean(nameless).title.trim().is_empty(), "{path:?}");
    }
    assert!(!clean(draft("title: \"\n")).title.trim().is_empty());
}

#[test]
fn the_day_of_publication_and_how_far_it_is_believed() {
    use crate::corpus::Confidence::{self, High, Low, Medium};
    let caption = |day: &str| format!("Ann Lee and Bo Ek on the quay in Ostend, Belgium, {day}.");
    let check = |path: &str, given: Option<&str>, lines: &[&str], date: &str, confidence: Option<Confidence>| {
        let text = [&["Ferry to run again"], lines, &STORY[1..]].concat().join("\n");
        let draft = Draft { path: path.into(), date: given.map(str::to_string), ..draft(&text) };
        let article = clean(draft);
        assert_eq!(article.date.map(|d| d.to_string()).unwrap_or_default(), date, "{path} {lines:?}");
        assert_eq!(article.date_confidence, confidence, "{path} {lines:?}");
    };
    let line = |day: &str| format!("OSTEND, {day} (World desk) — {}", STORY[0]);
    check("a.txt", Some("18 April 2025"), &[STORY[0]], "2025-04-18", Some(High));
    check("a.txt", None, &["Date: 2025-04-18", STORY[0]], "2025-04-18", Some(High));
    check("a.txt", None, &[&line("April 17, 2025")], "2025-04-17", Some(Medium));
    check("2025-04-18.txt", None, &[&line("April 17, 2025")], "2025-04-17", Some(High));
    check("2025-05-18.txt", None, &[&line("April 17, 2025")], "2025-04-17", Some(Medium));
    check("2025-04-18.txt", None, &[STORY[0]], "2025-04-18", Some(Medium));
    check("2025-04-18.txt", None, &[&line("April 17")], "2025-04-18", Some(High));
    // A picture lends its year to a dateline, and nothing to a story that has none.
    check("a.txt", None, &[&line("April 17"), &caption("16 April 2025")], "2025-04-17", Some(Low));
    check("a.txt", None, &[&line("April 17"), &caption("3 March 2021")], "", None);
    check("a.txt", None, &[&line("Monday"), &caption("17 April 2025")], "", None);
    check("a.txt", None, &[STORY[0], &caption("17 April 2025")], "", None);
    check("a.txt", None, &[&line("April 17")], "", None);
    check("a.txt", None, &["Ostend, 17 April 2025", STORY[0]], "2025-04-17", Some(Medium));
    check("a.txt", None, &["Culture | April 17, 2025", STORY[0]], "2025-04-17", Some(Medium));
    check("a.txt", None, &[STORY[0], STORY[1], "Published: 18 April 2025"], "2025-04-18", Some(High));
    let picture = clean(draft(&[caption("17 April 2025").as_str(), STORY[0], STORY[1]].join("\n")));
    assert_eq!(
        (picture.date.map(|d| d.to_string()).as_deref(), picture.date_confidence),
        (Some("2025-04-17"), Some(Low))
    );
}
