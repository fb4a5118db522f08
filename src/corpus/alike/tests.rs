use proptest::prelude::*;

use super::*;
use crate::corpus::{Origin, Paragraph};

/// A story of an agency, in paragraphs.
const STORY: &[&str] = &[
    "The ferry company that serves the northern islands said on Tuesday it would halve its winter timetable after the \
     region's parliament refused to raise the yearly subsidy.",
    "From the first of November only one boat a day will cross to the three outer islands, where some nine thousand \
     people live and where the only hospital closed last spring.",
    "\"We have sailed at a loss for four winters and the bank will not lend us another krone,\" the company's director, \
     Ingrid Moe, told reporters on the quay at Sandvik.",
    "Fishermen and the mayors of all three islands protested. They said that fresh fish could no longer reach the \
     market in the capital on the day it was landed, and that patients would have to wait a night for a doctor.",
    "The minister of transport, Per Aas, said he had offered to pay for a second crossing on Mondays and Fridays, but \
     that the company wanted a contract for ten years, which the law does not allow.",
    "Talks are to go on next week. A helicopter that was hired in the storms of last January cost more in a month than \
     the ferries do in a year.",
    "The company was founded in 1911 and carried mail and cattle before it carried tourists. It has four boats, two of \
     them older than their captains.",
];
/// Another story on the same event, by someone else who heard the same sentence.
const OTHER: &[&str] = &[
    "Nine thousand islanders in the north face a winter with a single boat a day, and many of them blame the capital.",
    "In the shop at Ytre Sund the shelves were half empty on Tuesday evening, hours after the news came from the quay \
     at Sandvik that the timetable would be halved from November.",
    "\"We have sailed at a loss for four winters and the bank will not lend us another krone,\" Ingrid Moe, who runs the \
     ferries, had said there. Nobody in the shop believed her.",
    "\"She has two new cars,\" said Olav Berg, who has fished these waters since he was twelve. His catch has to be in \
     the capital by noon or it is worth half.",
    "The teacher, Liv Haug, counted on her fingers: a dentist, a doctor and a priest, all on the other side. Her school \
     has eleven pupils and may lose four of them by Christmas.",
    "What nobody here mentions is the bridge that was promised in 1974, of which one pillar stands in the sound.",
];
/// What a paper adds to the agency's text.
const ADDED: &str = "Readers of this paper on the islands have written to us about the boats more than about anything \
                     else this year, and a few of their letters are printed on page six.";

fn article(title: &str, paragraphs: &[&str]) -> Article {
    let kind = |text: &&str| {
        let kind = if text.starts_with("Photo") { ParagraphKind::Caption } else { ParagraphKind::Body };
        Paragraph::new(kind, *text)
    };
    let mut id = ArticleId::default();
    let whole = format!("{title}{paragraphs:?}");
    id.0.iter_mut().zip(crate::text::hash::of(&whole).to_le_bytes().into_iter().cycle()).for_each(|(to, b)| *to = b);
    Article {
        id,
        path: String::new(),
        title: title.into(),
        title_origin: Origin::File,
        date: None,
        date_origin: None,
        date_confidence: None,
        source: None,
        source_origin: None,
        byline: None,
        language: None,
        link: None,
        links: Vec::new(),
        tags: Vec::new(),
        paragraphs: paragraphs.iter().map(kind).collect(),
        furniture: Vec::new(),
        hidden: 0,
        issues: Vec::new(),
    }
}

/// Articles in memory, newest first.
struct List(Vec<(ArticleId, u32, Signature)>);

impl List {
    fn of(articles: &[Article]) -> List {
        List(articles.iter().map(|a| (a.id, a.words() as u32, signature(a))).collect())
    }
}

impl Told for List {
    fn len(&self) -> u32 {
        self.0.len() as u32
    }

    fn id(&self, n: u32) -> ArticleId {
        self.0[n as usize].0
    }

    fn day(&self, n: u32) -> Option<i32> {
        Some(-(n as i32))
    }

    fn words(&self, n: u32) -> u32 {
        self.0[n as usize].1
    }

    fn signature(&self, n: u32) -> Signature {
        self.0[n as usize].2
    }
}

fn folds(a: &Article, b: &Article) -> bool {
    let list = List::of(&[a.clone(), b.clone()]);
    !families(&list, Alike::default(), &mut || true).unwrap().members.is_empty()
}

#[test]
fn what_folds_and_what_does_not() {
    let own = |paragraphs: &[&str]| article("Ferries to the islands halved", paragraphs);
    let agency = own(STORY);
    let changed = |from: &str, to: &str| -> Vec<String> { STORY.iter().map(|p| p.replace(from, to)).collect() };
    let refs = |list: &[String]| own(&list.iter().map(String::as_str).collect::<Vec<_>>());
    let check = |what: &str, other: &Article, expected: bool| {
        let (a, b) = (signature(&agency), signature(other));
        assert_eq!(folds(&agency, other), expected, "{what}: {:.2}", a.alike(&b));
    };
    check("another headline", &article("One boat a day from November", STORY), true);
    check("cut by its last paragraphs", &own(&STORY[..5]), true);
    check("cut to its first half", &own(&STORY[..4]), true);
    check("a paragraph added", &own(&[STORY, &[ADDED]].concat()), true);
    check("a paragraph added in front", &own(&[&[ADDED], STORY].concat()), true);
    check("a paragraph left out", &own(&[&STORY[..2], &STORY[3..]].concat()), true);
    check("other captions", &own(&[&["Photo: the boat at the quay of Sandvik (Agency)"], STORY].concat()), true);
    check("an update: figures changed", &refs(&changed("nine thousand", "8,700")), true);
    check("an update: a name mended", &refs(&changed("Moe", "Mo")), true);
    check("paragraphs joined", &own(&[STORY.join(" ").as_str()]), true);
    check("another story on the event", &article("An island waits", OTHER), false);
    check("the same with the agency's background", &own(&[OTHER, &STORY[6..]].concat()), false);
    check("a report that ends with half of it", &own(&[OTHER, &STORY[4..]].concat()), false);
    check("its first paragraph alone", &own(&STORY[..1]), false);
}

#[test]
fn no_chain_joins_what_is_not_alike() {
    // Each shares three quarters of its words with the one before, the last none with the first.
    let words: Vec<String> = (0..4000).map(|n| format!("word{n}")).collect();
    let list: Vec<Article> = (0..20).map(|n| article("A chain", &[&words[n * 60..n * 60 + 600].join(" ")])).collect();
    let told = List::of(&list);
    let found = families(&told, Alike::default(), &mut || true).unwrap();
    assert!(found.at.len() > 3);
    for family in found.iter() {
        // From the oldest, which has the highest number.
        let reach = family.iter().max().unwrap() - family.iter().min().unwrap();
        assert!(reach < 4, "{family:?}");
    }
}

#[test]
fn short_ones_fold_if_equal_and_off_folds_the_equal_alone() {
    let short = |title: &str, text: &str| article(title, &[text]);
    assert!(folds(&short("Brief", "A train was late on Monday, nobody was hurt, and it came in the end."), &{
        short("BRIEF", "A train was late on Monday: nobody was hurt and it came, in the end!")
    }));
    let one = "A train was late on Monday, nobody was hurt, and it came in the end.";
    assert!(!folds(&short("Brief", one), &short("Brief", &one.replace("Monday", "Tuesday"))));
    assert!(!folds(&short("Weather", ""), &short("Weather", "Rain.")));
    let (a, b) = (article("One", STORY), article("Another", STORY));
    let list = List::of(&[a.clone(), b, a]);
    let off = families(&list, Alike::EQUAL, &mut || true).unwrap();
    assert_eq!((off.members, off.of), (vec![0, 2], vec![0, Families::NONE, 0]));
    let on = families(&list, Alike::default(), &mut || true).unwrap();
    assert_eq!(on.members, [0, 1, 2]);
}

#[test]
fn a_threshold_is_a_share_or_off() {
    let check = |text: &str, expected: Option<u8>| assert_eq!(Alike::parse(text).map(Alike::hundredths), expected);
    check("0.8", Some(80));
    check("1", Some(100));
    check("1.0", Some(100));
    check("off", Some(100));
    check(".75", Some(75));
    check("0.1", None);
    check("80", None);
    check("much", None);
    check("NaN", None);
}

/// Articles made of a few stories, by which story, where it is cut and how many times a word is changed.
fn made(recipes: &[(u8, u8, u8)]) -> Vec<Article> {
    let one = |(story, cut, changes): &(u8, u8, u8)| {
        let mut words: Vec<String> = (0..150 - u32::from(cut % 60)).map(|n| format!("s{story}w{n}")).collect();
        (0..u32::from(*changes)).for_each(|n| words[(n * 37 % 90) as usize] = format!("changed{n}"));
        article("Made", &[&words.join(" ")])
    };
    recipes.iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn families_are_a_partition_whatever_the_order(recipes in prop::collection::vec((0u8..4, 0u8..60, 0u8..9), 0..40)) {
        let articles = made(&recipes);
        let list = List::of(&articles);
        let found = families(&list, Alike::default(), &mut || true).unwrap();
        let mut met = vec![0; articles.len()];
        for (family, members) in (0u32..).zip(found.iter()) {
            prop_assert!(members.len() > 1 && members.is_sorted());
            members.iter().for_each(|n| {
                met[*n as usize] += 1;
                assert_eq!(found.of[*n as usize], family);
            });
        }
        for (n, met) in met.iter().enumerate() {
            prop_assert_eq!(*met == 0, found.of[n] == Families::NONE);
            prop_assert!(*met < 2);
            for m in 0..n {
                if articles[m].id == articles[n].id {
                    prop_assert!(found.of[m] == found.of[n] && found.of[m] != Families::NONE);
                }
            }
        }
    }

    #[test]
    fn articles_of_one_day_may_come_in_any_order(recipes in prop::collection::vec((0u8..3, 0u8..60, 0u8..9), 0..20), by in 0usize..20) {
        struct OneDay(List);
        impl Told for OneDay {
            fn len(&self) -> u32 { self.0.len() }
            fn id(&self, n: u32) -> ArticleId { self.0.id(n) }
            fn day(&self, _: u32) -> Option<i32> { Some(7) }
            fn words(&self, n: u32) -> u32 { self.0.words(n) }
            fn signature(&self, n: u32) -> Signature { self.0.signature(n) }
        }
        let mut articles = made(&recipes);
        let groups = |articles: &[Article]| -> std::collections::BTreeSet<Vec<ArticleId>> {
            let found = families(&OneDay(List::of(articles)), Alike::default(), &mut || true).unwrap();
            let ids = |list: &[u32]| {
                let mut ids: Vec<ArticleId> = list.iter().map(|n| articles[*n as usize].id).collect();
                ids.sort_unstable();
                ids
            };
            found.iter().map(ids).collect()
        };
        let before = groups(&articles);
        let by = by.min(articles.len());
        articles.rotate_left(by);
        prop_assert_eq!(groups(&articles), before);
    }
}

proptest! {
    #[test]
    fn entries_are_sorted_by_key_and_stay_in_order(keys in prop::collection::vec(prop_oneof![0u32..4, 0u32..1 << 24], 0..60)) {
        let mut entries: Vec<(u32, u32)> = keys.into_iter().zip(0..).collect();
        let mut expected = entries.clone();
        expected.sort();
        sort(&mut entries, &mut Vec::new());
        prop_assert_eq!(entries, expected);
    }
}
