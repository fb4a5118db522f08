//! What recurs in the articles of a source is learned from the archive, and stays learned.

use super::*;

/// A page of a site: its menu, a story of its own, and what stands below.
fn page(site: &str, n: usize) -> String {
    let word = |k: usize| ["harbour", "glacier", "orchard", "railway", "museum", "bridge", "tunnel"][(n * 3 + k) % 7];
    let (a, b, c) = (word(0), word(1), word(2));
    let name = "n".repeat(n + 1);
    format!(
        "---\ntitle: The {a} of {name}\nsource: {site}\n---\n\n{site} meny\n\nMin side {n}\n\nThe {a} of {name} was shut on \
         Monday after the {b} had been late for hours.\n\nNobody at the {c} of {name} knew when the next {a} would be \
         opened again.\n\nThe mayor of {name} said that the {b} had never been as full as the {c} was.\n\nLes mer om \
         dette\n\nTips {site} om nyheter\n"
    )
}

fn taken(library: &Library) -> Vec<(String, Vec<String>)> {
    let snapshot = library.snapshot();
    let mut all = Vec::new();
    for n in 0..snapshot.corpus.len() {
        let (article, _) = library.article(&snapshot, n).unwrap().unwrap();
        assert_eq!(article.id, snapshot.corpus.id(n), "an article keeps its name");
        all.push((article.path.clone(), article.furniture.into_iter().map(|f| f.text).collect()));
    }
    all.sort();
    all
}

fn furniture(site: &str, n: usize) -> Vec<String> {
    vec![format!("{site} meny"), format!("Min side {n}"), "Les mer om dette".into(), format!("Tips {site} om nyheter")]
}

#[test]
fn what_recurs_is_taken_out_of_the_first_article_and_of_those_that_come_later() {
    let home = Home::new();
    let sites = ["Fjordavisa", "Elvebladet"];
    for (site, n) in sites.iter().flat_map(|site| (0..6).map(move |n| (site, n))) {
        home.write(&format!("{site}{n}.md"), "");
        std::fs::write(home.path(&format!("{site}{n}.md")), page(site, n)).unwrap();
    }
    let library = home.open();
    refresh(&library);
    let all = taken(&library);
    assert_eq!(all.len(), 12);
    for (path, out) in &all {
        let site = sites.iter().find(|site| path.contains(**site)).unwrap();
        let n = path.trim_end_matches(".md").chars().last().unwrap().to_digit(10).unwrap() as usize;
        assert_eq!(*out, furniture(site, n), "{path}");
    }
    // Another run has only the table to know it from.
    std::fs::write(home.path("Fjordavisa9.md"), page("Fjordavisa", 9)).unwrap();
    let library = home.open();
    assert_eq!(refresh(&library).new, 1);
    assert!(taken(&library).iter().any(|(path, out)| path.ends_with("9.md") && *out == furniture("Fjordavisa", 9)));
}

#[test]
fn an_article_has_the_same_name_whatever_was_learned() {
    let ids = |files: std::ops::Range<usize>| {
        let home = Home::new();
        files.for_each(|n| std::fs::write(home.path(&format!("{n}.md")), page("Fjordavisa", n)).unwrap());
        let library = home.open();
        refresh(&library);
        let corpus = &library.snapshot().corpus;
        (0..corpus.len()).map(|n| corpus.id(n)).collect::<BTreeSet<_>>()
    };
    let (few, many) = (ids(0..2), ids(0..8));
    assert!(few.len() == 2 && many.is_superset(&few));
}

#[test]
fn a_damaged_table_is_learned_anew() {
    let home = Home::new();
    (0..6).for_each(|n| std::fs::write(home.path(&format!("{n}.md")), page("Fjordavisa", n)).unwrap());
    refresh(&home.open());
    let mut damaged = 0;
    let mut folders = vec![home.dir.path().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.file_name() == "recurring.bin" {
                std::fs::write(entry.path(), "something else").unwrap();
                damaged += 1;
            }
        }
    }
    assert_eq!(damaged, 1);
    (6..12).for_each(|n| std::fs::write(home.path(&format!("{n}.md")), page("Fjordavisa", n)).unwrap());
    let library = home.open();
    assert_eq!(refresh(&library).new, 6);
    taken(&library).iter().for_each(|(path, out)| assert_eq!(out.len(), 4, "{path}"));
}
