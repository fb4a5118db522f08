//! What is found, in which order, with which counts.

use std::cell::Cell;

use super::archive::{Archive, article};
use crate::corpus::Kind;
use crate::query::{By, Order, Request, parse};

const BY_DATE: Order = Order { by: By::Date, reverse: false };

/// Short names for the samples' titles, newest first: T truce, U US troops, P peace, B bread, L last year, H harvest,
/// N note, A another.
fn letters(titles: &[&str]) -> String {
    let letter = |title: &&str| match *title {
        "Ministers weigh a truce" => 'T',
        "US troops stay" => 'U',
        "Peace at last?" => 'P',
        "Bread prices climb" => 'B',
        "Last year's harvest" => 'L',
        "Harvest report" => 'H',
        "A note without a day" => 'N',
        _ => 'A',
    };
    titles.iter().map(letter).collect()
}

fn check_all(cases: &[(&str, &str)]) {
    let archive = Archive::samples();
    for (query, expected) in cases {
        assert_eq!(letters(&archive.titles(query, BY_DATE)), *expected, "{query}");
    }
}

#[test]
fn words() {
    check_all(&[
        ("", "TUPBLHNA"),
        ("peace", "TPB"),
        ("PEACE", "TPB"),
        ("\"peace\"", "TP"),
        ("sanction", "TU"),
        ("elancourt", "P"),
        ("Élancourt", "P"),
        ("harvest", "LH"),
        ("weather prices", "BH"),
        ("high-level", "T"),
        ("\"high level\"", "T"),
        ("level", "T"),
        ("zeppelin", ""),
        ("year", "L"),
        ("nowhere", ""),
    ]);
}

#[test]
fn phrases_do_not_cross_paragraphs() {
    check_all(&[
        ("\"peace talks\"", "T"),
        ("\"talks about peace\"", "P"),
        ("\"of sanctions we\"", ""),
        ("\"peace at last\"", "P"),
        ("title:\"peace at\"", "P"),
        ("title:\"talks about\"", ""),
    ]);
}

#[test]
fn prefixes_and_spellings() {
    check_all(&[
        ("peac*", "TPB"),
        ("peaceful*", "B"),
        ("title:har*", "LH"),
        ("title:peac*", "P"),
        ("zelensky", "L"),
        ("zelensky~", "PL"),
        ("macorn~", "TN"),
        ("braed~", "BL"),
        ("title:braed~", "B"),
        ("weath* -bakers", "H"),
    ]);
}

#[test]
fn an_abbreviation_is_not_a_pronoun() {
    check_all(&[
        ("U.S.", "U"),
        ("US", "U"),
        ("u.s.", "U"),
        ("us", "UP"),
        ("UN", "HA"),
        ("u.n.", "HA"),
        ("\"the U.S. army\"", "U"),
    ]);
}

#[test]
fn operators() {
    check_all(&[
        ("peace or weather", "TPBH"),
        ("peace weather", "B"),
        ("peace -talks", "B"),
        ("not peace", "ULHNA"),
        ("-peace -harvest", "UNA"),
        ("-(peace or harvest)", "UNA"),
        ("(peace or weather) (prices or macron)", "TBH"),
        ("peace or person:witkoff", "TPBHN"),
        ("peace or not date:none", "TUPBLH"),
        ("-peace country:france", "H"),
        ("not (peace person:macron)", "UPBLHNA"),
    ]);
}

#[test]
fn near_words() {
    check_all(&[
        ("near:2(macron witkoff)", ""),
        ("near:3(macron witkoff)", "T"),
        ("near:3(witkoff macron)", "T"),
        ("near:100(macron witkoff)", "TN"),
        ("near:5(macron sanctions)", ""),
        ("near:1(peace talks)", "T"),
        ("near:3(talks peace)", "TP"),
        ("near:2(peace last)", "P"),
        ("-near:100(macron witkoff) macron", ""),
    ]);
}

#[test]
fn people_countries_and_sources() {
    check_all(&[
        ("person:zelensky", "PL"),
        ("person:zelenskiy", "PL"),
        ("person:\"Steve Witkoff\" person:macron", "TN"),
        ("person:(macron or zelensky)", "TPLN"),
        ("person:nobody", ""),
        ("-person:nobody country:us", "U"),
        ("country:fr", "TBH"),
        ("country:french", "TBH"),
        ("country:france country:UA", "T"),
        ("org:nato", ""),
        ("said:macron", "T"),
        ("said:zelensky", "P"),
        ("said:witkoff", ""),
        ("source:gazette", "TUN"),
        ("source:\"morning ledger\"", "PLH"),
        ("source:morn", "PLH"),
        ("source:nothing", ""),
        ("-source:gazette -source:ledger", "BA"),
    ]);
}

#[test]
fn dates_and_marks() {
    check_all(&[
        ("date:2025", "TUPB"),
        ("date:2025-04-18", "TU"),
        ("date:2024-12..2025-02", "BL"),
        ("date:..2024", "LH"),
        ("after:2025-02", "TUP"),
        ("before:2025-02", "LH"),
        ("date:none", "NA"),
        ("-date:none -date:2025", "LH"),
        ("is:read", "T"),
        ("is:unread", "UPBLHNA"),
        ("is:starred", "P"),
        ("tag:SPATER", "B"),
        ("tag:other", ""),
        ("is:unread country:fr", "BH"),
    ]);
}

#[test]
fn a_mistake_never_empties_the_list() {
    check_all(&[
        ("peace date:2025-99", "TPB"),
        ("( peace", "TPB"),
        ("peace or", "TPB"),
        ("near:5(x)", "TUPBLHNA"),
        ("*", "TUPBLHNA"),
    ]);
}

#[test]
fn orders() {
    let archive = Archive::samples();
    let check = |query: &str, by: By, reverse: bool, expected: &str| {
        assert_eq!(letters(&archive.titles(query, Order { by, reverse })), expected, "{query} {by:?} {reverse}");
    };
    check("", By::Date, false, "TUPBLHNA");
    check("", By::Date, true, "HLBPTUNA");
    check("", By::Source, false, "TUNPLHBA");
    check("", By::Source, true, "PLHTUNBA");
    check("", By::Title, false, "NABHLTPU");
    check("", By::Title, true, "UPTLHBAN");
    check("peace", By::Relevance, false, "PBT");
    check("peace", By::Relevance, true, "TBP");
    check("country:fr", By::Relevance, false, "TBH");
    check("country:fr", By::Relevance, true, "HBT");
    check("peace country:fr", By::Relevance, false, "BT");
    check("harv* or zelensky", By::Relevance, false, "LH");
    check("-peace weather", By::Relevance, false, "H");
    check("-talks weather", By::Relevance, false, "BH");
}

#[test]
fn counts_are_those_of_the_articles_found() {
    let archive = Archive::samples();
    for query in ["", "peace", "person:macron", "-peace", "date:none", "nowhere", "peace or weather"] {
        let answer = archive.select(query, BY_DATE);
        for kind in Kind::ALL {
            for entity in archive.corpus.entities(kind) {
                let expected =
                    archive.corpus.articles_of(entity).filter(|a| answer.articles.contains(*a)).count() as u32;
                assert_eq!(
                    answer.counts.of(&archive.corpus, entity),
                    expected,
                    "{query} {}",
                    archive.corpus.name(entity)
                );
            }
        }
    }
}

#[test]
fn a_search_can_be_given_up() {
    let archive = Archive::samples();
    let request = Request { expr: parse("peace or person:macron or wit*").expr, order: BY_DATE, unfold: false };
    let select = |cancelled: &dyn Fn() -> bool| {
        archive.searcher.select(&archive.corpus, &archive.marks, &request, cancelled).unwrap().is_some()
    };
    let calls = Cell::new(0u32);
    assert!(select(&|| {
        calls.set(calls.get() + 1);
        false
    }));
    assert!(calls.get() >= 6, "asked between all stages");
    // Whenever the answer is yes, the search ends.
    for at in 0..calls.get() {
        let left = Cell::new(at);
        assert!(!select(&|| left.replace(left.get().saturating_sub(1)) == 0), "{at}");
    }
}

#[test]
fn every_word_of_the_sample_articles_finds_them() {
    let Some(files) = crate::samples::articles() else { return };
    let parse_file = |(name, bytes): &(String, Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        article(name, None, &lines)
    };
    let archive = Archive::of(files.iter().map(parse_file).collect(), &[]);
    for (serial, (article, _)) in archive.articles.iter().enumerate() {
        let number = archive.corpus.by_serial(serial as u32).unwrap();
        // Every seventh line in full: a phrase of all its words, and each word by itself.
        for line in article.paragraphs.iter().step_by(7).map(|p| p.text.replace('"', " ")) {
            let words = line.split_whitespace().filter(|w| w.chars().all(char::is_alphanumeric));
            let words = words.filter(|w| !["and", "or", "not"].contains(&w.to_lowercase().as_str()));
            for query in words.map(str::to_string).chain([format!("\"{line}\"")]) {
                assert!(archive.select(&query, BY_DATE).articles.contains(number), "article {serial}");
                assert!(!crate::index::hits(article, &parse(&query).expr).is_empty(), "article {serial}");
            }
        }
    }
}

#[test]
fn where_a_date_leaves_nothing_the_undated_are_counted() {
    let archive = Archive::samples();
    let undated = |query: &str| archive.select(query, BY_DATE).undated;
    let (all, note) = (undated("date:1900"), undated("note date:1900"));
    assert_eq!(all as usize, archive.titles("date:none", BY_DATE).len());
    assert_eq!(note as usize, archive.titles("note date:none", BY_DATE).len());
    assert!(all > 0);
    assert_eq!(undated("zeppelin date:1900"), 0);
    assert_eq!((undated("zeppelin"), undated("-date:1900 zeppelin"), undated("date:none zeppelin")), (0, 0, 0));
    assert_eq!(undated("(date:1900 or date:1901) after:2200"), all);
}
