//! Random archives and queries: the index answers as someone would who reads every article.

use proptest::prelude::*;

use super::archive::{Archive, article};
use crate::corpus::{Annotations, Article, Kind, Mention, Named};
use crate::index::hits;
use crate::index::stem::Stems;
use crate::query::words::tokens;
use crate::query::{By, Expr, How, Order, Request, Status, Term, Word};
use crate::text::Span;

const PEOPLE: [&str; 3] = ["Ada Berg", "Carl Dahl", "Eva Falk"];
const DAYS: [Option<&str>; 4] = [Some("2025-01-01"), Some("2025-01-02"), Some("2024-06-30"), None];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["talk", "talks", "talking", "US", "us", "U.S.", "peace", "peacefully", "o'brien"])
            .prop_map(str::to_string),
        "[ab]{1,3}",
        "[ab]{8,9}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..8).prop_map(|words| words.join(" "))
}

fn random_article() -> impl Strategy<Value = (Article, Annotations)> {
    let people = prop::collection::btree_set(0usize..3, 0..3);
    (text(), prop::collection::vec(text(), 0..3), people, 0usize..4).prop_map(|(title, paragraphs, people, day)| {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let (article, mut annotations) = article(&title, DAYS[day], &paragraphs);
        let mention = Mention { paragraph: None, span: Span::new(0, 0) };
        let named = |p: usize| Named { name: PEOPLE[p].into(), mentions: vec![mention], ..Named::default() };
        annotations.people = people.into_iter().map(named).collect();
        (article, annotations)
    })
}

fn folded() -> BoxedStrategy<String> {
    prop_oneof![
        prop::sample::select(vec!["talk", "talks", "us", "u.s", "peace", "peaceful", "brien"]).prop_map(str::to_string),
        "[ab]{1,3}",
        "[ab]{8,9}",
    ]
    .boxed()
}

fn term() -> impl Strategy<Value = Term> {
    let how = prop::sample::select(vec![How::Stem, How::Stem, How::Prefix, How::Fuzzy]);
    let word = (folded(), how).prop_map(|(text, how)| Word { text, how }).boxed();
    let words = prop::collection::vec(folded(), 1..3).boxed();
    let pair = prop::collection::btree_set(folded(), 2..4).prop_map(|set| set.into_iter().collect::<Vec<_>>());
    prop_oneof![
        4 => word.clone().prop_map(Term::Word),
        1 => word.prop_map(Term::Title),
        2 => words.clone().prop_map(Term::Phrase),
        1 => words.prop_map(Term::TitlePhrase),
        2 => (1u32..6, pair).prop_map(|(distance, words)| Term::Near { distance, words }),
        2 => (0usize..3).prop_map(|p| Term::Entity(Kind::Person, PEOPLE[p].to_string())),
        1 => Just(Term::Undated),
        1 => Just(Term::Is(Status::Unread)),
    ]
}

fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![9 => term().prop_map(Expr::Term), 1 => Just(Expr::All)];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Expr::And),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Expr::Or),
            inner.prop_map(|e| Expr::Not(Box::new(e))),
        ]
    })
}

/// Reads the article and says whether it answers.
fn naive(expr: &Expr, article: &Article, annotations: &Annotations, read: bool) -> bool {
    match expr {
        Expr::All => true,
        Expr::And(parts) => parts.iter().all(|p| naive(p, article, annotations, read)),
        Expr::Or(parts) => parts.iter().any(|p| naive(p, article, annotations, read)),
        Expr::Not(inner) => !naive(inner, article, annotations, read),
        Expr::Term(Term::Entity(_, name)) => annotations.people.iter().any(|p| p.name == *name),
        Expr::Term(Term::Undated) => article.date.is_none(),
        Expr::Term(Term::Is(_)) => !read,
        Expr::Term(term) => naive_words(term, article),
    }
}

fn naive_words(term: &Term, article: &Article) -> bool {
    // Every form with its position, title and text apart, paragraphs one position apart.
    let title: Vec<(u32, String)> = tokens(&article.title).iter().map(|t| (t.position, t.text.to_string())).collect();
    let mut body = Vec::new();
    let mut base = 0;
    for paragraph in &article.paragraphs {
        let tokens = tokens(&paragraph.text);
        body.extend(tokens.iter().map(|t| (base + t.position, t.text.to_string())));
        base += tokens.last().map_or(0, |t| t.position + 1) + 1;
    }
    let both = [&title, &body];
    let mut stems = Stems::default();
    let mut is = |word: &Word, form: &str| match word.how {
        How::Stem => {
            let stem = stems.of(&word.text).to_string();
            stem == stems.of(form)
        }
        How::Prefix => form.starts_with(&word.text),
        How::Fuzzy => strsim::osa_distance(&word.text, form) <= if word.text.len() >= 8 { 2 } else { 1 },
    };
    let phrase = |words: &[String], text: &[(u32, String)]| {
        text.iter().any(|(at, _)| words.iter().zip(*at..).all(|(w, p)| text.contains(&(p, w.clone()))))
    };
    match term {
        Term::Word(word) => both.iter().any(|t| t.iter().any(|(_, form)| is(word, form))),
        Term::Title(word) => title.iter().any(|(_, form)| is(word, form)),
        Term::Phrase(words) => both.iter().any(|t| phrase(words, t)),
        Term::TitlePhrase(words) => phrase(words, &title),
        Term::Near { distance, words } => both.iter().any(|text| {
            text.iter().any(|(start, _)| {
                words.iter().all(|w| text.iter().any(|(p, form)| form == w && (*start..=start + distance).contains(p)))
            })
        }),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn answers_are_those_of_a_patient_reader(
        articles in prop::collection::vec(random_article(), 1..12),
        queries in prop::collection::vec(expr(), 30),
        reads in any::<u16>(),
    ) {
        let mut archive = Archive::of(articles, &[]);
        let is_read = |serial: usize| reads & (1 << serial) != 0;
        for serial in (0..archive.articles.len()).filter(|s| is_read(*s)) {
            archive.marks.read.insert(archive.corpus.by_serial(serial as u32).unwrap());
        }
        for expr in queries {
            let mut expected = Vec::new();
            for (serial, (article, annotations)) in archive.articles.iter().enumerate() {
                if naive(&expr, article, annotations, is_read(serial)) {
                    expected.push(archive.corpus.by_serial(serial as u32).unwrap());
                }
            }
            expected.sort_unstable();
            for by in [By::Date, By::Relevance, By::Title, By::Source] {
                let request = Request { expr: expr.clone(), order: Order { by, reverse: reads & 1 != 0 }, unfold: false };
                let answer = archive.searcher.select(&archive.corpus, &archive.marks, &request, &|| false);
                let mut found: Vec<u32> = answer.unwrap().unwrap().articles.iter().collect();
                found.sort_unstable();
                prop_assert_eq!(&found, &expected, "{:?} {:?}", by, expr);
            }
        }
    }

    /// What is found can be shown, and what is shown was found.
    #[test]
    fn articles_with_hits_are_the_ones_found(
        articles in prop::collection::vec(random_article(), 1..12),
        terms in prop::collection::vec(term(), 30),
    ) {
        let archive = Archive::of(articles, &[]);
        for term in terms.into_iter().filter(|t| !matches!(t, Term::Entity(..) | Term::Undated | Term::Is(_))) {
            for (article, _) in &archive.articles {
                let found = hits(article, &Expr::Term(term.clone()));
                prop_assert_eq!(!found.is_empty(), naive_words(&term, article), "{:?} {:?}", term, article);
                prop_assert!(found.iter().all(|h| !h.span.of(article.text(h.paragraph)).is_empty()));
            }
        }
    }
}
