use super::super::work::{Finding, make};
use super::*;
use crate::corpus::Kind;
use proptest::prelude::*;

const TEXTS: &[&str] = &[
    "Talks in Paris\n\nPARIS, April 17, 2025 - French President Emmanuel Macron met Marco Rubio of the United States.\n\n\
     \"It is a first step,\" Macron said.\n",
    "Élysée hails talks\n\nApril 18, 2025\n\nThe Élysée said President Macron and Secretary Rubio would meet NATO.\n",
    "A prize\n\nMay 2, 2023\n\nMarco Rubio, a senator, spoke in Oslo. \"We are not done,\" said Rubio.\n",
    "A prize\n\nMay 2, 2023\n\nMarco Rubio, a senator, spoke in Oslo. \"We are not done,\" said Rubio.\n",
    "No date at all\n\nMacron did not speak. Volodymyr Zelenskyy, the Ukrainian president, did.\n",
    "A word from Kyiv\n\nJanuary 9, 2024\n\nZelensky thanked Emmanuel Macron and the European Union.\n",
];

fn push(waiting: &mut Waiting, serials: impl Iterator<Item = u32>) {
    for serial in serials {
        let text = TEXTS[serial as usize % TEXTS.len()];
        let made = make(&crate::library::Readers::within(), &format!("{serial}.txt"), text.as_bytes(), Finding::All);
        let (article, found) = &made.articles[0];
        waiting.push(serial, made.told[0], article, found);
    }
}

fn frozen(live: &[u32], old: Option<&Corpus>, waiting: &mut Waiting) -> Corpus {
    let source = Source { old, ..Source::default() };
    let corpus = Corpus::open(in_memory(live, source, waiting, &mut |_| true).unwrap().unwrap()).unwrap();
    corpus.verify().unwrap();
    corpus
}

/// All that a corpus says but its numbers of texts.
fn picture(corpus: &Corpus) -> Vec<String> {
    let article = |n| {
        let locals: Vec<u32> = corpus.locals(n).map(|e| e.0).collect();
        let copies: Vec<u32> = corpus.copies(n).collect();
        let quotes: Vec<_> = corpus.said_in(n).map(|s| (s.quote, s.words, s.about().collect::<Vec<_>>())).collect();
        let (rank, signature) = (corpus.title_rank(n), corpus.signature(n));
        let (story, sketch) = (corpus.story(n), corpus.sketch(n));
        let told = format!("{:?} {rank} {locals:?} {copies:?} {signature:?} {quotes:?}", corpus.row(n));
        format!("{told} {story:?} {sketch:?}")
    };
    let entity = |e| {
        let (named, said): (Vec<_>, Vec<_>) = (corpus.articles_of(e).collect(), corpus.said_by(e).collect());
        let (spellings, roles): (Vec<_>, Vec<_>) = (corpus.spellings(e).collect(), corpus.dated_roles(e).collect());
        let quoted = (corpus.quotes_by(e).len(), corpus.quotes_about(e).len());
        assert_eq!(quoted, (corpus.quotes_by(e).count(), corpus.quotes_about(e).count()));
        let rows = corpus.rows_of(e);
        format!("{} {} {rows} {named:?} {said:?} {quoted:?} {spellings:?} {roles:?}", corpus.name(e), corpus.key(e))
    };
    let entities = Kind::ALL.into_iter().flat_map(|kind| corpus.entities(kind));
    (0..corpus.len()).map(article).chain(entities.map(entity)).collect()
}

#[test]
fn articles_with_one_content_are_a_family_and_the_next_takes_the_firsts_place() {
    let mut waiting = Waiting::default();
    push(&mut waiting, 0..6);
    let first = frozen(&[3, 2, 5], None, &mut waiting);
    assert_eq!((first.len(), first.rows(), first.by_serial(2), first.by_serial(3)), (3, 2, Some(1), Some(2)));
    assert_eq!(first.copies(1).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(first.copies(0).collect::<Vec<_>>(), [0]);
    assert_eq!(first.with_id(first.id(1)).collect::<Vec<_>>(), [1, 2]);
    // The first one's file has gone.
    let second = frozen(&[3, 5], Some(&first), &mut waiting);
    assert_eq!((second.len(), second.rows(), second.serial(1), second.by_serial(2)), (2, 2, 3, None));
}

#[test]
fn another_threshold_needs_no_article() {
    let mut waiting = Waiting::default();
    push(&mut waiting, 0..6);
    let live = [0, 1, 2, 3, 4, 5];
    let first = frozen(&live, None, &mut waiting);
    let mut nothing = Waiting::default();
    let source = Source { old: Some(&first), alike: Alike::EQUAL, ..Source::default() };
    let bytes = in_memory(&live, source, &mut nothing, &mut |_| true).unwrap().unwrap();
    let off = Corpus::open(bytes).unwrap();
    assert_eq!((first.alike(), off.alike()), (Alike::default(), Alike::EQUAL));
    assert!((0..6).all(|n| first.signature(n) == off.signature(n)));
}

#[test]
fn an_article_that_is_nowhere_is_damage() {
    let live = [0, 9];
    let mut waiting = Waiting::default();
    push(&mut waiting, 0..1);
    let frozen = in_memory(&live, Source::default(), &mut waiting, &mut |_| true);
    assert!(matches!(frozen, Err(Trouble::Damaged(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn freezing_step_by_step_is_freezing_at_once(steps in prop::collection::vec(prop::collection::btree_set(0u32..12, 0..9), 1..5)) {
        let mut old: Option<Corpus> = None;
        for live in &steps {
            let live: Vec<u32> = live.iter().copied().collect();
            let known: Vec<u32> = old.iter().flat_map(|c| (0..c.len()).map(|n| c.serial(n))).collect();
            let mut waiting = Waiting::default();
            push(&mut waiting, live.iter().copied().filter(|serial| !known.contains(serial)));
            old = Some(frozen(&live, old.as_ref(), &mut waiting));
        }
        let mut waiting = Waiting::default();
        let live: Vec<u32> = steps[steps.len() - 1].iter().copied().collect();
        push(&mut waiting, live.iter().copied());
        prop_assert_eq!(picture(&old.unwrap()), picture(&frozen(&live, None, &mut waiting)));
    }
}
