//! Random corpora in every order: what a listing shows is what sorting the articles one by one gives.

use std::cmp::Reverse;

use jiff::civil::date;
use proptest::prelude::*;

use crate::corpus::{ArticleId, ArticleNo, Bits, Builder, Corpus, Entity, Entry, Kind, Marks, Spelling};
use crate::index::Index;
use crate::query::{By, Expr, Order, Request, Status, Term};
use crate::text::fold;

fn random_entry() -> impl Strategy<Value = Entry> {
    let title =
        prop::sample::select(vec!["Talks", "talks", "Tälks", "An end", "an end", "`", "'", "Z", "", "Été", "éte"]);
    let source = prop::option::of(prop::sample::select(vec!["desk", "Desk", "wire", "été"]));
    (title, prop::option::of(1i8..4), source, prop::collection::vec(0u32..9, 0..6)).prop_map(
        |(title, day, source, entities)| Entry {
            title: title.into(),
            date: day.map(|d| date(2025, 1, d)),
            source: source.map(str::to_string),
            entities,
            ..Entry::default()
        },
    )
}

fn frozen(entries: Vec<Entry>) -> Corpus {
    let entity = |n: usize| Entity {
        kind: Kind::ALL[n % 3],
        name: format!("Name {n}"),
        key: format!("Name {n}"),
        code: String::new(),
        spellings: vec![Spelling { text: format!("Name {n}"), named: 1, beside: 0 }],
        roles: Vec::new(),
        hidden: n == 8,
    };
    let mut builder = Builder::new((0..9).map(entity).collect());
    for (entry, serial) in entries.into_iter().zip(0..) {
        builder.push(Entry { id: ArticleId([serial as u8; 16]), serial, ..entry });
    }
    Corpus::open(builder.freeze()).unwrap()
}

/// One by one, by keys that say it plainly. Equal ones stay newest first, as sorting is stable.
fn sorted(corpus: &Corpus, mut articles: Vec<ArticleNo>, order: Order) -> Vec<ArticleNo> {
    let title = |a: &ArticleNo| fold(corpus.title(*a)).into_owned();
    match (order.by, order.reverse) {
        (By::Date | By::Relevance, false) => {}
        (By::Date | By::Relevance, true) => articles.sort_by_key(|a| (corpus.date(*a).is_none(), corpus.date(*a))),
        (By::Source, false) => articles.sort_by_key(|a| (corpus.source(*a).is_none(), corpus.source(*a))),
        (By::Source, true) => articles.sort_by_key(|a| Reverse(corpus.source(*a))),
        (By::Title, false) => articles.sort_by_key(title),
        (By::Story, false) => {
            articles.sort_by_key(|a| corpus.story(*a).map_or(*a, |s| corpus.story_numbers(s).min().unwrap()))
        }
        (By::Story, true) => articles.sort_by_key(|a| {
            let oldest = corpus
                .story(*a)
                .map_or(*a, |s| corpus.story_numbers(s).filter(|n| corpus.day(*n).is_some()).max().unwrap());
            (corpus.day(*a).is_none(), if corpus.day(*a).is_none() { Reverse(0) } else { Reverse(oldest) })
        }),
        (By::Title, true) => articles.sort_by_key(|a| Reverse(title(a))),
    }
    articles
}

proptest! {
    #[test]
    fn listings_and_counts_are_those_of_sorting_and_counting(
        entries in prop::collection::vec(random_entry(), 0..40),
        // Half of them, or few.
        (one, other, third) in any::<(u64, u64, u64)>(),
        few in any::<bool>(),
    ) {
        let reads = if few { one & other & third } else { one };
        let corpus = frozen(entries);
        let searcher = Index::in_memory().unwrap().searcher().unwrap();
        let read = Bits::from_numbers(corpus.len(), (0..corpus.len()).filter(|n| reads & (1 << n) != 0));
        let marks = Marks { read, ..Marks::none(corpus.len()) };
        for expr in [Expr::All, Expr::Term(Term::Is(Status::Unread)), Expr::Term(Term::Is(Status::Read))] {
            let wanted = |n: &ArticleNo| expr == Expr::All || marks.read.contains(*n) != (expr == Expr::Term(Term::Is(Status::Unread)));
            let articles: Vec<ArticleNo> = (0..corpus.len()).filter(wanted).collect();
            for by in [By::Date, By::Source, By::Title, By::Story, By::Relevance] {
                for reverse in [false, true] {
                    let order = Order { by, reverse };
                    let request = Request { expr: expr.clone(), order, unfold: false };
                    let answer = searcher.select(&corpus, &marks, &request, &|| false).unwrap().unwrap();
                    let expected = sorted(&corpus, articles.clone(), order);
                    let listing = &answer.articles;
                    prop_assert_eq!(&listing.iter().collect::<Vec<_>>(), &expected, "{:?}", order);
                    prop_assert_eq!(listing.len(), expected.len());
                    for (at, article) in expected.iter().enumerate() {
                        prop_assert_eq!(listing.get(at), Some(*article));
                        prop_assert_eq!(listing.position(*article), Some(at));
                        prop_assert_eq!(listing.iter_from(at).next(), Some(*article));
                    }
                    prop_assert_eq!(listing.get(expected.len()), None);
                    prop_assert_eq!(listing.set(corpus.len()).iter().collect::<Vec<_>>(), articles.clone());
                    for kind in Kind::ALL {
                        let count = |e| corpus.articles_of(e).filter(|a| articles.contains(a)).count() as u32;
                        let mut expected: Vec<_> =
                            corpus.entities(kind).map(|e| (e, count(e))).filter(|(_, n)| *n > 0).collect();
                        expected.sort_by_key(|(e, n)| (Reverse(*n), *e));
                        let counts = &answer.counts;
                        prop_assert_eq!(&counts.iter(&corpus, kind).collect::<Vec<_>>(), &expected);
                        prop_assert_eq!(counts.len(&corpus, kind), expected.len());
                        for (at, (entity, _)) in expected.iter().enumerate() {
                            prop_assert_eq!(counts.position(&corpus, *entity), Some(at));
                        }
                        for entity in corpus.entities(kind).filter(|e| count(*e) == 0) {
                            prop_assert_eq!(counts.position(&corpus, entity), None);
                        }
                    }
                }
            }
        }
    }
}
