//! What holds for any archive.

use proptest::prelude::*;

use super::*;

const GIVEN: [&str; 14] = [
    "",
    "George",
    "George W.",
    "George H. W.",
    "G.",
    "Bill",
    "Will",
    "William",
    "J.D.",
    "John",
    "Jane",
    "J.",
    "Jean-Noël",
    "Jean Noel",
];
const SURNAMES: [&str; 8] =
    ["Bush", "Smith", "Maxwell", "Ocasio-Cortez", "Ocasio Cortez", "López Obrador", "Zelensky", "Zelenskiy"];
const ENDINGS: [&str; 3] = ["", " Jr.", " III"];

fn names() -> impl Strategy<Value = Vec<Item>> {
    let name = (0..GIVEN.len(), 0..SURNAMES.len(), 0..6usize, 1..30usize);
    let items = proptest::collection::vec(name, 1..14);
    items.prop_map(|list| {
        let mut seen = BTreeSet::new();
        let text = |g: usize, s: usize, e: usize| {
            format!("{} {}{}", GIVEN[g], SURNAMES[s], ENDINGS.get(e).unwrap_or(&"")).trim().to_string()
        };
        list.into_iter()
            .map(|(g, s, e, count)| Item { named: Named { name: text(g, s, e), ..Named::default() }, count })
            .filter(|i| seen.insert(i.named.name.clone()))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_order_of_articles_changes_nothing(items in names(), turn in 0..14usize, back: bool) {
        let before = partition(Kind::Person, &items, &[]);
        let mut items = items;
        let turn = turn % items.len();
        items.rotate_left(turn);
        if back {
            items.reverse();
        }
        prop_assert_eq!(before, partition(Kind::Person, &items, &[]));
    }

    /// Two names in full that cannot be one are never made one by initials and surnames that could be either.
    #[test]
    fn short_forms_make_no_chain(items in names()) {
        let long = ["George", "Bill", "Will", "William", "John", "Jane", "Jean", "Jean-Noël"];
        let is_full = |i: &&Item| i.named.name.split(' ').next().is_some_and(|first| long.contains(&first));
        let full: Vec<Item> = items.iter().filter(is_full).cloned().collect();
        if full.is_empty() {
            return Ok(());
        }
        let alone = partition(Kind::Person, &full, &[]);
        let together = partition(Kind::Person, &items, &[]);
        for set in together {
            let names: BTreeSet<String> = set.into_iter().filter(|n| full.iter().any(|f| f.named.name == *n)).collect();
            prop_assert!(names.is_empty() || alone.iter().any(|a| names.is_subset(a)), "{:?} {:?}", names, alone);
        }
    }

    #[test]
    fn any_text_is_a_name_that_does_no_harm(texts in proptest::collection::vec(any::<String>(), 1..8)) {
        let items: Vec<Item> = texts.into_iter()
            .map(|name| Item { named: Named { name, ..Named::default() }, count: 1 }).collect();
        partition(Kind::Person, &items, &[]);
        partition(Kind::Organisation, &items, &[]);
    }
}
