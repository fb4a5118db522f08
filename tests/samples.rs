//! The five sample articles, as users have them, held against labels made by hand. Skipped, and said so, where the
//! samples are not beside the project.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use newsprint::clean::clean;
use newsprint::corpus::{Annotations, Article, Origin};
use newsprint::entities::annotate;
use newsprint::entities::merge::Merger;
use newsprint::ingest;

struct Sample {
    file: &'static str,
    /// As the file has it; empty where it has none.
    title: &'static str,
    date: Option<&'static str>,
    source: Option<&'static str>,
    /// Surnames.
    people: &'static str,
    countries: &'static str,
    /// The first words of each direct quote and the surname of who says it.
    quotes: &'static [(&'static str, &'static str)],
    /// Words of furniture that may not be in the body.
    furniture: &'static [&'static str],
    /// The last words of the story.
    last: &'static str,
}

const SAMPLES: &[Sample] = &[
    Sample {
        file: "000_20879af0fb28f924.txt",
        title: "",
        date: None,
        source: None,
        people: "Putin Macron Witkoff Kushner Umerov Peskov Trump Vance Modi",
        countries: "FR US RU UA IN CN DE CA AU JP",
        quotes: &[
            ("Unity between", "Macron"),
            ("We need the", "Macron"),
            ("denied everything", "Macron"),
            ("So there", "Macron"),
            ("The special military", "Peskov"),
            ("If we are", "Peskov"),
            ("At the same", "Peskov"),
            ("the Russia-Ukraine", "Vance"),
            ("I do think", "Vance"),
            ("I think there", "Vance"),
            ("The leaders emphasised", "Modi|Putin"),
            ("Russia is a", "Putin"),
            ("We are ready", "Putin"),
            ("mutual respect", "Modi"),
            ("make our trade", "Modi"),
        ],
        furniture: &["Opens in new window"],
        last: "and sustainable”.",
    },
    Sample {
        file: "001_4ecc056e6f873ff1.txt",
        title: "France’s Macron Calls for Re-Engagement With Putin",
        date: None,
        source: Some("The Moscow Times"),
        people: "Macron Putin Trump Dmitriev Peskov",
        countries: "FR RU US UA DE BE SK HU",
        quotes: &[("I believe that", "Macron"), ("in coming weeks", "Macron"), ("Otherwise", "Macron")],
        furniture: &[
            "Support The Moscow Times",
            "newsletter",
            "Dear readers",
            "Remind me later",
            "Read more",
            "refuse to be",
        ],
        last: "genuine peace talks.",
    },
    Sample {
        file: "002_2ce5218daafefbf4.txt",
        title: "France hails 'positive process' as Europe, US discuss Ukraine ceasefire",
        date: Some("2025-04-18"),
        source: None,
        people: "Powell Lammy Witkoff Rubio Barrot Macron Bonne Yermak Umerov Sybiha Ploetner Trump Putin Lavrov Zelensky \
                 Peskov Lecornu Hegseth",
        countries: "FR US UA RU GB DE",
        quotes: &[
            ("Today in Paris", "*"),
            ("President Trump and", "Rubio"),
            ("The encouraging", "Rubio"),
            ("reaffirmed Moscow", "*"),
            ("It is important", "Zelensky"),
            ("a focus on", "Peskov"),
            ("a very important", "Macron"),
            ("gathered around", "Barrot"),
            ("has understood", "Barrot"),
            ("spreading Russian narratives", "Zelensky"),
            ("I believe that", "Zelensky"),
            ("It is very", "Zelensky"),
            ("good progress", "Zelensky"),
            ("very angry", "Trump"),
            ("The secretary", "*"),
        ],
        furniture: &[],
        last: "the spokesman said.",
    },
    Sample {
        file: "003_64e2e4a84748ad39.txt",
        title: "French President Macron Seeks To Align Europe, Ukraine With Trump On Peace Talks",
        date: None,
        source: Some("Bloomberg"),
        people: "Macron Trump Zelenskiy Putin Starmer",
        countries: "FR US UA RU GB SA",
        quotes: &[
            ("We seek a", "Macron"),
            ("We will work", "Macron"),
            ("This is the", "Macron"),
            ("both in supporting", "Macron"),
            ("We share", "Zelenskiy"),
            ("Any other", "Zelenskiy"),
        ],
        furniture: &["Also Read", "LIVE TV", "NDTV", "REGULAR UPDATES", "preferred source"],
        last: "with a tangible plan.",
    },
    Sample {
        file: "004_281d914ab7ee9b8b.txt",
        title: "",
        date: Some("2025-04-17"),
        source: None,
        people: "Macron Witkoff Rubio Putin Trump Zelenskiy Powell Yermak Umerov Sybiha",
        countries: "FR US RU UA GB DE",
        quotes: &[("compelling", "Witkoff"), ("We are working", "Yermak")],
        furniture: &[],
        last: "earlier on Thursday.",
    },
];

fn read(sample: &Sample) -> Option<(Article, Annotations)> {
    let path = format!("{}/../shared/seeds/{}", env!("CARGO_MANIFEST_DIR"), sample.file);
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("skipped: the sample articles are not here");
        return None;
    };
    let (mut drafts, _) = ingest::read(sample.file, &bytes);
    assert_eq!(drafts.len(), 1);
    let article = clean(drafts.remove(0));
    let annotations = annotate(&article);
    Some((article, annotations))
}

fn surname(name: &str) -> String {
    name.split_whitespace().last().unwrap_or_default().to_string()
}

/// Found and expected: what is missing and what is too much.
#[derive(Default, Debug)]
struct Score {
    right: usize,
    found: usize,
    expected: usize,
}

impl Score {
    fn add(&mut self, what: &str, found: &BTreeSet<String>, expected: &BTreeSet<String>) {
        let missing: Vec<_> = expected.difference(found).collect();
        let extra: Vec<_> = found.difference(expected).collect();
        println!("{what}: missing {missing:?}, extra {extra:?}");
        self.right += found.intersection(expected).count();
        self.found += found.len();
        self.expected += expected.len();
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.found as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.expected as f64
    }
}

fn set(words: &str) -> BTreeSet<String> {
    words.split_whitespace().map(String::from).collect()
}

#[test]
fn title_date_and_source_are_right_or_honestly_absent() {
    for sample in SAMPLES {
        let Some((article, _)) = read(sample) else { return };
        if sample.title.is_empty() {
            assert_eq!(article.title_origin, Origin::Lead, "{}", sample.file);
        } else {
            assert_eq!((article.title.as_str(), article.title_origin), (sample.title, Origin::File));
        }
        assert_eq!(article.date.map(|d| d.to_string()).as_deref(), sample.date, "{}", sample.file);
        assert_eq!(article.date_origin.is_some(), sample.date.is_some());
        assert_eq!(article.source.as_deref(), sample.source, "{}", sample.file);
    }
}

#[test]
fn the_story_is_whole_and_nothing_else_is_in_it() {
    for sample in SAMPLES {
        let Some((article, _)) = read(sample) else { return };
        let body: Vec<&str> = article.paragraphs.iter().map(|p| p.text.as_str()).collect();
        for words in sample.furniture {
            assert!(!body.iter().any(|p| p.contains(words)), "{}: {words} is in the body", sample.file);
            assert!(article.furniture.iter().any(|f| f.text.contains(words)), "{}: {words} is lost", sample.file);
        }
        assert!(body.last().is_some_and(|p| p.ends_with(sample.last)), "{}: {:?}", sample.file, body.last());
        let repeated = body.iter().collect::<BTreeSet<_>>().len() < body.len();
        assert!(!repeated, "{}: a paragraph stands twice", sample.file);
    }
}

#[test]
fn people_and_countries_are_found() {
    let (mut people, mut countries) = (Score::default(), Score::default());
    for sample in SAMPLES {
        let Some((_, found)) = read(sample) else { return };
        let names = found.people.iter().map(|p| surname(&p.name)).collect();
        people.add(sample.file, &names, &set(sample.people));
        let codes = found.countries.iter().map(|c| c.code.as_str().to_string()).collect();
        countries.add(sample.file, &codes, &set(sample.countries));
    }
    println!(
        "people {:.3} {:.3}, countries {:.3} {:.3}",
        people.precision(),
        people.recall(),
        countries.precision(),
        countries.recall()
    );
    for score in [people, countries] {
        assert!(score.precision() >= 0.9 && score.recall() >= 0.9, "{score:?}");
    }
}

#[test]
fn twenty_three_people_and_zelensky_is_one_of_them() {
    let mut merger = Merger::default();
    for sample in SAMPLES {
        let Some((_, found)) = read(sample) else { return };
        merger.add(&found, None);
    }
    let entities = merger.finish(&[]).entities;
    let people: Vec<&str> =
        entities.iter().filter(|e| e.kind == newsprint::corpus::Kind::Person).map(|e| e.name.as_str()).collect();
    assert_eq!(people.len(), 23, "{people:?}");
    assert_eq!(people.iter().filter(|p| p.contains("Zelensk")).count(), 1);
}

#[test]
fn quotes_have_their_speakers() {
    let (mut expected, mut found_quotes, mut right) = (0, 0, 0);
    for sample in SAMPLES {
        let Some((_, found)) = read(sample) else { return };
        for (words, speaker) in sample.quotes {
            expected += 1;
            let Some(quote) = found.quotes.iter().find(|q| q.text.starts_with(words)) else {
                println!("{}: {words:?} is not found", sample.file);
                continue;
            };
            found_quotes += 1;
            let name = quote.speaker.and_then(|s| found.speaker_name(s)).map(surname).unwrap_or_default();
            if *speaker == "*" || speaker.split('|').any(|s| s == name) {
                right += 1;
            } else {
                println!("{}: {words:?} is said by {name:?}, not {speaker}", sample.file);
            }
        }
    }
    println!("{found_quotes} of {expected} quotes, {right} with the right speaker");
    assert!(found_quotes as f64 >= 0.8 * expected as f64);
    assert!(right as f64 >= 0.85 * found_quotes as f64);
}
