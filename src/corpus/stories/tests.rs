use std::collections::{BTreeSet, HashMap};

use proptest::prelude::*;

use super::*;

/// Articles as they are known here: a day, who is named, the title.
struct Made(Vec<(u8, Option<i32>, Vec<u32>, String)>);

impl Made {
    /// Numbered newest first, undated last; those of one day as they come.
    fn new(mut articles: Vec<(u8, Option<i32>, Vec<u32>, String)>) -> Made {
        articles.sort_by_key(|(_, day, ..)| std::cmp::Reverse(*day));
        Made(articles)
    }
}

impl Told for Made {
    fn len(&self) -> u32 {
        self.0.len() as u32
    }

    fn id(&self, n: u32) -> ArticleId {
        ArticleId([self.0[n as usize].0; 16])
    }

    fn day(&self, n: u32) -> Option<i32> {
        self.0[n as usize].1
    }

    fn title(&self, n: u32) -> &str {
        &self.0[n as usize].3
    }

    fn sketch(&self, _n: u32) -> Sketch {
        Sketch::default()
    }

    fn is_country(&self, _name: u32) -> bool {
        false
    }

    fn names(&self, n: u32, each: &mut dyn FnMut(u32)) {
        self.0[n as usize].2.iter().copied().for_each(each);
    }

    fn name_count(&self) -> u32 {
        100
    }
}

/// The stories by the ids of their articles.
fn found(made: &Made, families: &Families) -> BTreeSet<BTreeSet<u8>> {
    let stories = stories(made, families, &mut || true).unwrap();
    stories.iter().map(|list| list.iter().map(|n| made.0[*n as usize].0).collect()).collect()
}

/// Articles about other things, so that names are rare or common as in an archive.
fn others() -> Vec<(u8, Option<i32>, Vec<u32>, String)> {
    let title = |n: u8| format!("Word{n} other{n} thing{n} here");
    (100..140).map(|n| (n, Some(i32::from(n)), vec![u32::from(n) - 60, 99], title(n))).collect()
}

fn article(id: u8, day: i32, names: &[u32], title: &str) -> (u8, Option<i32>, Vec<u32>, String) {
    (id, Some(day), names.to_vec(), title.to_string())
}

#[test]
fn accounts_of_one_event_are_one_story_across_days() {
    let mut articles = others();
    articles.extend([
        article(1, 10, &[1, 2, 3, 4, 5, 7, 8, 9], "Envoys meet in Paris over truce"),
        article(2, 11, &[1, 2, 3, 4, 5, 6, 7, 8, 9], "Paris talks of envoys on truce end"),
        article(3, 11, &[10, 11], "Storm floods harbour"),
        article(4, 14, &[1, 2, 3, 4, 6, 7, 8, 9], "Truce envoys meet after Paris, look to London"),
        // The same people, long after; and others by one name.
        article(5, 40, &[1, 2, 3, 4, 5, 7, 8, 9], "Envoys meet in Paris over truce"),
        article(6, 11, &[1, 20, 21], "Minister opens bridge"),
    ]);
    let made = Made::new(articles);
    let none = Families::none(made.0.len());
    assert_eq!(found(&made, &none), BTreeSet::from([BTreeSet::from([1, 2, 4])]));
}

#[test]
fn copies_go_with_their_first_and_make_no_story_alone() {
    let mut articles = others();
    articles.extend([
        article(1, 10, &[1, 2, 3, 4, 5], "Envoys meet in Paris over truce"),
        article(2, 90, &[1, 2, 3, 4, 5], "Envoys meet in Paris over truce"),
        article(3, 12, &[7, 8, 9, 10, 11, 12], "Storm floods harbour"),
        article(4, 12, &[7, 8, 9, 10, 11, 12], "Storm floods the harbour town"),
        article(5, 20, &[7, 8, 9, 10, 11, 12], "Storm floods harbour"),
    ]);
    // An undated copy, too.
    articles.push((6, None, vec![7, 8, 9, 10, 11, 12], "Storm floods harbour".into()));
    let made = Made::new(articles);
    let copy_of = |id: u8| [(1, 0), (2, 0), (3, 1), (5, 1), (6, 1)].iter().find(|(n, _)| *n == id).map(|(_, of)| *of);
    let families = Families::by(made.0.iter().map(|(id, ..)| copy_of(*id)).collect::<Vec<_>>().into_iter());
    assert_eq!(found(&made, &families), BTreeSet::from([BTreeSet::from([3, 4, 5, 6])]));
}

#[test]
fn undated_articles_stand_alone_and_giving_up_gives_nothing() {
    let mut articles = others();
    let title = "Envoys meet in Paris over truce";
    articles.push((1, None, vec![1, 2, 3], title.into()));
    articles.push((2, None, vec![1, 2, 3], title.into()));
    let made = Made::new(articles);
    assert_eq!(found(&made, &Families::none(made.0.len())), BTreeSet::new());
    assert!(stories(&made, &Families::none(made.0.len()), &mut || false).is_none());
}

proptest! {
    /// Accounts of a few events, apart from each other, are their stories: whatever they and those in them are numbered,
    /// and in whatever order they come.
    #[test]
    fn events_are_stories_whatever_their_numbers(
        events in prop::collection::vec((0i32..30, prop::collection::vec(0i32..5, 2..5)), 1..5),
        numbers in Just((0u32..100).collect::<Vec<_>>()).prop_shuffle(),
        ids in Just((0u8..20).collect::<Vec<_>>()).prop_shuffle(),
        order in Just((0usize..60).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut articles = others();
        let mut expected = BTreeSet::new();
        let mut ids = ids.into_iter();
        for (event, (day, days)) in (0u32..).zip(&events) {
            let names: Vec<u32> = (event * 8..event * 8 + 8).collect();
            let title = format!("Talks{event} about{event} truce{event} in{event} Paris{event}");
            let told: Vec<u8> = ids.by_ref().take(days.len()).collect();
            articles.extend(told.iter().zip(days).map(|(id, later)| article(*id, day + later, &names, &title)));
            expected.insert(told.into_iter().collect::<BTreeSet<u8>>());
        }
        let mut turned: Vec<_> = order.iter().filter_map(|n| articles.get(*n).cloned()).collect();
        prop_assert_eq!(turned.len(), articles.len());
        for (_, _, names, _) in &mut turned {
            names.iter_mut().for_each(|name| *name = numbers[*name as usize]);
            names.reverse();
        }
        for articles in [articles, turned] {
            let made = Made::new(articles);
            prop_assert_eq!(found(&made, &Families::none(made.0.len())), expected.clone());
        }
    }

    /// Whatever the articles, stories are sets of two and more within the window, and the order in which articles were
    /// met makes no difference.
    #[test]
    fn stories_depend_on_the_articles_alone(
        articles in prop::collection::vec((prop::option::of(0i32..12), prop::collection::vec(0u32..12, 0..5), "[a-e ]{0,16}|[é東 x]{0,9}"), 0..40),
    ) {
        let articles: Vec<_> = articles.into_iter().zip(0u8..).map(|((day, names, title), id)| (id, day, names, title)).collect();
        let made = Made::new(articles.clone());
        let none = Families::none(made.0.len());
        let first = found(&made, &none);
        let days: HashMap<u8, Option<i32>> = articles.iter().map(|(id, day, ..)| (*id, *day)).collect();
        for story in &first {
            prop_assert!(story.len() > 1);
            let mut told: Vec<i32> = story.iter().map(|id| days[id].unwrap()).collect();
            told.sort_unstable();
            prop_assert!(told.windows(2).all(|pair| pair[1] - pair[0] <= WINDOW));
        }
        let turned = Made::new(articles.into_iter().rev().collect());
        prop_assert_eq!(found(&turned, &none), first);
    }
}
