//! Holds the figures of the labelled articles that rules are not tuned on: none may fall below its floor. The floors
//! stand a little below what was measured; whoever makes a figure better may raise its floor.
//!
//! What is compared and how the labels are written is said in tests/labelled/README.md; the same figures, and those
//! of the other half, are printed by `cargo run --release --example evaluate`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../examples/evaluate/measure/mod.rs"]
mod measure;

use std::path::{Path, PathBuf};

use measure::labelled;

/// Row, least precision, least recall.
const FLOORS: &[(&str, f64, f64)] = &[
    ("people per article", 0.89, 0.93),
    ("organisations per article", 0.73, 0.93),
    ("countries per article", 0.98, 0.98),
    ("ways of naming a country", 0.98, 0.97),
    ("people merged", 0.96, 0.92),
    ("organisations merged", 0.90, 0.90),
    ("roles", 0.95, 0.75),
    ("quotes", 0.96, 0.96),
    ("speakers of quotes found", 0.84, 0.84),
    ("marks that are no speech", 0.84, 0.84),
    ("publication dates", 0.91, 0.91),
    ("dates mentioned", 0.89, 0.89),
];

fn half(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled").join(name)
}

#[test]
fn no_figure_of_the_held_half_falls() {
    let rows = measure::folder(&half("held")).unwrap();
    println!("{}", measure::scores::head("labelled articles, held"));
    let mut fallen = Vec::new();
    for row in &rows {
        let floor = FLOORS.iter().find(|(name, ..)| *name == row.name);
        let (_, precision, recall) = floor.unwrap_or_else(|| panic!("{:?} has no floor", row.name));
        // Figures only: what is wrong in this half is not to be looked at.
        let (p, r) = (row.score.precision(), row.score.recall());
        println!("{row}; at least {precision} {recall}");
        if p < *precision || r < *recall {
            fallen.push(row.name);
        }
    }
    assert_eq!(rows.len(), FLOORS.len());
    assert!(fallen.is_empty(), "{fallen:?}");
}

#[test]
fn all_labels_can_be_read_and_the_halves_have_different_articles() {
    let (tuned, held) = (labelled::read_all(&half("tuned")).unwrap(), labelled::read_all(&half("held")).unwrap());
    assert!(tuned.len() >= 22 && held.len() >= 22);
    for article in &tuned {
        assert!(!held.iter().any(|h| h.text == article.text || h.file == article.file), "{}", article.file);
    }
}

#[test]
fn a_label_that_does_not_agree_with_its_text_is_refused() {
    let article = "Anna Doe met Bo Roe. “Go on,” Doe said on Friday.";
    for (labels, refused) in [
        ("people:\nAnna Doe = doe | Anna Doe; Doe |\nquotes:\nGo on -> Doe\n", ""),
        ("people:\nAnna Poe = poe | Anna Poe |\n", "\"Anna Poe\" is labelled but is not in the text"),
        ("people:\nAnna Doe = doe | Doe |\n", "\"Anna Doe\" is not among its own forms"),
        ("people:\nAnna Doe | Anna Doe |\n", "\"Anna Doe | Anna Doe |\": no key"),
        ("quotes:\nGo on -> Doe\n", "\"Doe\" speaks but is not labelled"),
        ("quotes:\nStay -> none\n", "\"stay\" is labelled but is not in the text"),
        ("countries:\nFR nickname\n", "\"FR nickname\": \"nickname\" is no way of naming a country"),
        ("countries:\nFR\n", "FR is named in no way"),
        ("dates:\non Monday -> 2024-05-06\n", "\"on Monday\" is labelled but is not in the text"),
        ("Anna Doe = doe | Anna Doe |\n", "\"Anna Doe = doe | Anna Doe |\" stands in no section"),
    ] {
        let found = labelled::parse("x.txt", &format!("{article}\n==== labels\n{labels}"));
        assert_eq!(found.err().unwrap_or_default(), refused);
    }
    assert_eq!(labelled::parse("x.txt", article).err().unwrap_or_default(), "no line `==== labels`");
}

#[test]
fn a_wrong_label_lowers_the_figures() {
    let right = "Anna Doe met Bo Roe in Paris on 3 May 2024.\n\n“Go on,” Ms Doe said.\n";
    let labels = "date: none\npeople:\nAnna Doe = doe | Anna Doe; Doe |\nBo Roe = roe | Bo Roe |\ncountries:\nFR capital\n\
                  quotes:\nGo on -> Anna Doe\n";
    let wrong = labels.replace("-> Anna", "-> Bo").replace("Anna Doe; Doe", "Anna Doe").replace("FR", "DE");
    let scores = |labels: &str| {
        let folder = tempfile::tempdir().unwrap();
        let labels = labels.replace("-> Bo Doe", "-> Bo Roe");
        std::fs::write(folder.path().join("1.txt"), format!("{right}\n==== labels\n{labels}")).unwrap();
        measure::folder(folder.path()).unwrap()
    };
    let (good, bad) = (scores(labels), scores(&wrong));
    for name in ["countries per article", "speakers of quotes found"] {
        let of = |rows: &[measure::scores::Row]| rows.iter().find(|r| r.name == name).unwrap().score.precision();
        assert!(of(&good) > of(&bad), "{name}");
    }
}
