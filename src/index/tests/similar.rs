//! What is like an article.

use super::archive::Archive;
use crate::corpus::Corpus;
use crate::index::similar;

fn names(corpus: &Corpus, like: &crate::index::Similar) -> Vec<String> {
    like.shared.iter().map(|entity| corpus.name(*entity).to_string()).collect()
}

#[test]
fn who_shares_names_and_words_comes_first() {
    let archive = Archive::samples();
    let corpus = &archive.corpus;
    let of = |serial: u32, searcher| {
        let number = corpus.by_serial(serial).unwrap();
        similar(searcher, corpus, number, archive.article(serial as usize), &|| false).unwrap().unwrap()
    };
    // The truce: the note has both its people, the harvest one of them, another its words.
    let found = of(0, Some(&archive.searcher));
    let titles: Vec<&str> = found.iter().map(|like| corpus.title(like.article)).collect();
    assert_eq!(titles.first(), Some(&"A note without a day"), "{titles:?}");
    assert!(titles.contains(&"Peace at last?") && !titles.contains(&"Ministers weigh a truce"), "{titles:?}");
    let mut shared = names(corpus, &found[0]);
    shared.sort();
    assert_eq!(shared, ["Emmanuel Macron", "Steve Witkoff"]);
    assert!(found.is_sorted_by(|a, b| a.like >= b.like));
    // By names alone.
    let found = of(7, None);
    assert_eq!(corpus.title(found[0].article), "Peace at last?");
}

#[test]
fn it_can_be_given_up() {
    let archive = Archive::samples();
    let number = archive.corpus.by_serial(0).unwrap();
    let found = similar(Some(&archive.searcher), &archive.corpus, number, archive.article(0), &|| true).unwrap();
    assert!(found.is_none());
}
