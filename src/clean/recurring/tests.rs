use proptest::prelude::*;

use super::*;
use crate::clean::{clean, identity};
use crate::corpus::Draft;

/// Lines before the story, story, lines behind it: `#` begins a heading, `-` an item.
fn article(number: usize, source: &str, lines: &[&str]) -> Article {
    let block = |line: &&str| match (line.strip_prefix("# "), line.strip_prefix("- ")) {
        (Some(heading), _) => Paragraph::new(ParagraphKind::Heading, heading),
        (_, Some(item)) => Paragraph::new(ParagraphKind::List, item),
        _ => Paragraph::new(ParagraphKind::Body, *line),
    };
    clean(Draft {
        title: Some(format!("{} {number}", WORDS[number % WORDS.len()])),
        source: Some(source.into()),
        blocks: lines.iter().map(block).collect(),
        ..Draft::default()
    })
}

const WORDS: [&str; 12] = [
    "Ferry", "Harbour", "Treaty", "Bridge", "Storm", "Market", "Election", "Library", "Railway", "Glacier", "Orchard",
    "Museum",
];

/// Sentences that no other number has.
fn story(n: usize) -> [String; 4] {
    let word = |k: usize| WORDS[(n * 7 + k * 5) % WORDS.len()].to_lowercase();
    [0, 1, 2, 3].map(|k| {
        let (a, b, c) = (word(k), word(k + 1), word(k + 3));
        format!(
            "The {a} of town {} met the {b} on day {k} and then the {c} was closed until the evening.",
            "n".repeat(n + 1)
        )
    })
}

/// Articles with lines around their stories, all counted and then looked at.
fn taken(articles: &[Vec<String>]) -> Vec<Vec<String>> {
    let articles: Vec<Article> = articles
        .iter()
        .enumerate()
        .map(|(n, lines)| article(n, "Harbour Post", &lines.iter().map(String::as_str).collect::<Vec<_>>()))
        .collect();
    let mut table = Recurring::default();
    articles.iter().for_each(|article| table.count(article));
    let table = Recurring::from_bytes(&table.to_bytes().unwrap());
    articles
        .into_iter()
        .map(|mut article| {
            let id = article.id;
            table.take_out(&mut article);
            assert_eq!(article.id, id);
            assert!(article.furniture.is_sorted_by_key(|f| f.before));
            article.furniture.into_iter().map(|f| f.text).collect()
        })
        .collect()
}

fn around(n: usize, before: &[&str], behind: &[&str]) -> Vec<String> {
    let own = |lines: &[&str]| lines.iter().map(|l| l.to_string()).collect::<Vec<_>>();
    [own(before), story(n).to_vec(), own(behind)].concat()
}

#[test]
fn lines_that_recur_are_taken_and_stories_are_not() {
    let before = ["Min side", "Logg ut"];
    let behind = ["Les også", "Tips oss om nyheter her"];
    let all: Vec<Vec<String>> = (0..8).map(|n| around(n, &before, &behind)).collect();
    for furniture in taken(&all) {
        assert_eq!(furniture, ["Min side", "Logg ut", "Les også", "Tips oss om nyheter her"]);
    }
}

#[test]
fn of_few_articles_nothing_is_learned() {
    let all: Vec<Vec<String>> = (0..3).map(|n| around(n, &["Min side"], &["Les også"])).collect();
    assert_eq!(taken(&all), [[""; 0]; 3]);
}

#[test]
fn a_sentence_goes_at_the_edges_only() {
    let plea = "Vi trenger din hjelp for å kunne lage gode nyheter også i morgen og hver eneste dag.";
    let mut all: Vec<Vec<String>> = (0..8).map(|n| around(n, &[], &[plea])).collect();
    all.iter_mut().take(1).for_each(|lines| {
        lines.pop();
        lines.insert(2, plea.into());
    });
    let out = taken(&all);
    assert_eq!(out[0], [""; 0], "amid the story it stays");
    out.iter().skip(1).for_each(|furniture| assert_eq!(furniture, &[plea]));
}

#[test]
fn versions_of_one_story_teach_nothing() {
    // Ten versions, each with a line more, below one title.
    let all: Vec<Vec<String>> = (0..10)
        .map(|n| {
            let mut lines = around(1, &["Fire on the quay"], &["Mayor Holm in hospital", "Bridge shut"]);
            lines.truncate(lines.len() - n % 2);
            lines
                .insert(3, format!("At hour {n} of the fire the wind was still strong, and more people came to help."));
            lines
        })
        .collect();
    let articles: Vec<Article> =
        all.iter().map(|l| article(1, "Post", &l.iter().map(String::as_str).collect::<Vec<_>>())).collect();
    let mut table = Recurring::default();
    articles.iter().for_each(|a| table.count(a));
    for mut article in articles {
        let before = article.paragraphs.len();
        table.take_out(&mut article);
        assert_eq!(article.paragraphs.len(), before);
    }
}

#[test]
fn answers_speakers_and_items_of_a_story_stay_where_they_stand() {
    let all: Vec<Vec<String>> = (0..20)
        .map(|n| {
            let mut lines = story(n).to_vec();
            // In four of twenty: more than a line that is furniture needs.
            if n % 5 == 0 {
                lines.insert(1, "Moderator:".into());
                lines.insert(3, "Yes, of course.".into());
                lines.insert(4, "- Two eggs".into());
            }
            lines
        })
        .collect();
    taken(&all).into_iter().for_each(|furniture| assert_eq!(furniture, [""; 0]));
}

#[test]
fn what_only_looks_like_a_heading_goes_where_many_articles_have_it() {
    let articles: Vec<Article> = (0..8)
        .map(|n| {
            let mut lines = story(n).to_vec();
            lines.insert(2, "Annonse".into());
            let lines = lines.into_iter().map(|line| Paragraph::new(ParagraphKind::Body, line));
            let title = Paragraph::new(ParagraphKind::Body, format!("{} {}", WORDS[n], "n".repeat(n + 1)));
            let blocks = std::iter::once(title).chain(lines).collect();
            clean(Draft { source: Some("Post".into()), plain: true, blocks, ..Draft::default() })
        })
        .collect();
    let mut table = Recurring::default();
    articles.iter().for_each(|a| table.count(a));
    for mut article in articles {
        assert!(article.paragraphs.iter().any(|p| p.text == "Annonse"));
        table.take_out(&mut article);
        assert!(article.furniture.iter().any(|f| f.text == "Annonse"), "{article:?}");
    }
}

#[test]
fn a_heading_goes_with_what_stands_below_it() {
    let all: Vec<Vec<String>> = (0..8)
        .map(|n| {
            let mut lines = around(n, &[], &["# Mest lest", "Se alle saker", "Sett inn annonse"]);
            lines.insert(2, "# Bakgrunn".into());
            lines
        })
        .collect();
    taken(&all).into_iter().for_each(|f| assert_eq!(f, ["Mest lest", "Se alle saker", "Sett inn annonse"]));
}

#[test]
fn no_more_than_a_third_of_an_article_goes() {
    let menu: Vec<String> = (0..40).map(|n| format!("Menu entry called {}", "abcdefgh".repeat(n + 1))).collect();
    let all: Vec<Vec<String>> = (0..8).map(|n| [menu.clone(), story(n).to_vec()].concat()).collect();
    let articles: Vec<Article> = all
        .iter()
        .enumerate()
        .map(|(n, l)| article(n, "P", &l.iter().map(String::as_str).collect::<Vec<_>>()))
        .collect();
    let mut table = Recurring::default();
    articles.iter().for_each(|a| table.count(a));
    for mut article in articles {
        let words = |paragraphs: &[Paragraph]| paragraphs.iter().map(|p| p.text.split(' ').count()).sum::<usize>();
        let before = words(&article.paragraphs);
        table.take_out(&mut article);
        let after = words(&article.paragraphs);
        assert!(after < before && (before - after) * SHARE <= before, "{before} {after}");
    }
}

#[test]
fn sources_are_told_apart() {
    let of = |source: Option<&str>, link: Option<&str>, path: &str| {
        source_of(&Article {
            source: source.map(str::to_string),
            link: link.map(str::to_string),
            path: path.into(),
            ..article(0, "x", &[])
        })
    };
    assert_eq!(of(Some("The Post"), None, "a/b.txt"), of(Some("the post"), None, "c.txt"));
    assert_eq!(of(None, Some("https://www.post.example:80/a?b"), "a"), of(None, Some("http://post.example"), "b"));
    assert_eq!(of(None, None, "news/a.txt"), of(None, None, "news/b.txt"));
    assert_eq!(of(None, None, "all.jsonl:17"), of(None, None, "all.jsonl:9"));
    assert_eq!(of(None, None, "x/all.zip!a.html"), of(None, None, "x/all.zip!b.html"));
    assert_ne!(of(None, None, "news/a.txt"), of(None, None, "old/a.txt"));
    assert_eq!(of(None, Some("not a link"), "news/a.txt"), of(None, None, "news/b.txt"));
}

#[test]
fn damage_is_an_empty_table() {
    assert_eq!(Recurring::from_bytes(b"\xff\xff\xffnonsense"), Recurring::default());
    assert_eq!(Recurring::from_bytes(&[]), Recurring::default());
}

#[test]
fn the_table_stays_in_its_bounds() {
    let mut table = Recurring::default();
    let lines: Vec<String> =
        (0..150).map(|n| format!("some line called {}", (b'a' + (n % 26) as u8) as char)).collect();
    for n in 0..9000_usize {
        let mut article = article(n, &format!("source {}", n % 7000), &[]);
        article.paragraphs = lines
            .iter()
            .enumerate()
            .map(|(k, line)| {
                Paragraph::new(ParagraphKind::Body, format!("{line} {}", "x".repeat((n * 31 + k * 17) % 97)))
            })
            .collect();
        table.count(&article);
    }
    let (sources, entries) = table.sizes();
    assert!(sources <= 5000 && entries <= 400_000, "{sources} {entries}");
    // One source alone.
    for n in 0..3000_usize {
        let mut article = article(n, "one", &[]);
        let line = |k: usize| Paragraph::new(ParagraphKind::Body, format!("line {}", "y".repeat(1 + n * 3 + k)));
        article.paragraphs = (0..3).map(line).collect();
        table.count(&article);
    }
    let (sources, entries) = table.sizes();
    assert!(sources <= 5000 && entries <= 400_000, "{sources} {entries}");
}

proptest! {
    /// Whatever is counted: nothing is lost, nothing moves past something else, and no more than a third goes.
    #[test]
    fn nothing_is_lost(stories in prop::collection::vec(prop::collection::vec((0..12_u8, 0..5_u8), 0..12), 1..12)) {
        let kinds = [ParagraphKind::Body, ParagraphKind::Heading, ParagraphKind::Caption, ParagraphKind::Dateline, ParagraphKind::List];
        let articles: Vec<Article> = stories.iter().enumerate().map(|(n, blocks)| {
            let text = |k: u8| match k {
                0..6 => format!("Line that recurs {}", "z".repeat(k as usize)),
                6..8 => format!("Here is a whole sentence of many words about the thing {}.", "z".repeat(k as usize)),
                _ => format!("The words of this sentence are those of story number {n} and of no other {k}."),
            };
            let mut article = article(n, "Post", &[]);
            article.paragraphs = blocks.iter().map(|(k, kind)| Paragraph::new(kinds[*kind as usize], text(*k))).collect();
            article.furniture = vec![Furniture { text: "old".into(), before: (n % (blocks.len() + 1)) as u32 }];
            article.id = identity::of(&article);
            article
        }).collect();
        let mut table = Recurring::default();
        articles.iter().for_each(|a| table.count(a));
        for article in articles {
            let mut cut = article.clone();
            table.take_out(&mut cut);
            prop_assert_eq!(in_order(&cut), in_order(&article));
            prop_assert!(cut.furniture.iter().all(|f| f.before as usize <= cut.paragraphs.len()));
            let words = |a: &Article| a.paragraphs.iter().map(|p| p.text.split(' ').count()).sum::<usize>();
            prop_assert!((words(&article) - words(&cut)) * SHARE <= words(&article));
            prop_assert_eq!(cut.id, article.id);
        }
    }
}

/// All lines of the page as it was.
fn in_order(article: &Article) -> Vec<&str> {
    let mut all = Vec::new();
    for at in 0..=article.paragraphs.len() {
        all.extend(article.furniture.iter().filter(|f| f.before as usize == at).map(|f| f.text.as_str()));
        all.extend(article.paragraphs.get(at).map(|p| p.text.as_str()));
    }
    all
}
