//! Any history of changes, runs and runs broken off between two writes ends in what an unbroken run would show.

use std::cell::Cell;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::pipeline::{Bench, Write};
use super::trouble::Trouble;
use super::*;
use crate::corpus::ArticleId;

/// Runs a refresh that ends right after the `nth` lasting write of this kind, as if killed there. False if it got to
/// the end.
pub fn broken_off(home: &Home, at: Write, nth: u32) -> bool {
    let roots = scan::Roots::new(&[home.archive()]).unwrap();
    let cache = cache::Cache::new(home.dirs().archive(roots.paths()));
    let lock = cache.lock().unwrap().unwrap();
    let (index, manifest, mut texts) = cache.open(&lock, &roots).unwrap();
    let left = Cell::new(nth);
    let after = |write: Write| match write == at && left.replace(left.get().saturating_sub(1)) == 0 {
        true => Err(Trouble::other(anyhow::anyhow!("killed"))),
        false => Ok(()),
    };
    let cancel = AtomicBool::new(false);
    let bench = Bench {
        roots: &roots,
        index: &index,
        manifest: &manifest,
        texts: &mut texts,
        cache: Some(&cache),
        shown: None,
        known: &[],
        alike: None,
        finding: Finding::All,
        readers: &Readers::within(),
        cancel: &cancel,
        after: &after,
    };
    pipeline::refresh(bench, &mut |_| {}).is_err()
}

/// What an archive shows, whole: contents, names, and who is in which article.
fn picture(library: &Library) -> (BTreeSet<ArticleId>, Vec<(String, usize)>) {
    let corpus = &library.snapshot().corpus;
    let ids = (0..corpus.len()).map(|n| corpus.id(n)).collect();
    let kinds = crate::corpus::Kind::ALL.into_iter().flat_map(|k| corpus.entities(k));
    (ids, kinds.map(|e| (corpus.name(e).to_string(), corpus.articles_of(e).len())).collect())
}

/// No article is in the index twice, and none that should have gone.
pub fn check_index(library: &Library) {
    let snapshot = library.snapshot();
    let searcher = snapshot.searcher().unwrap();
    assert!((0..snapshot.corpus.len()).all(|n| searcher.contains(snapshot.corpus.serial(n)).unwrap()));
    assert_eq!(searcher.len(), u64::from(snapshot.corpus.len()));
}

#[test]
fn a_kill_after_any_write_is_made_good_by_the_next_run() {
    for at in [Write::Begun, Write::Committed, Write::Settled, Write::Frozen] {
        let home = Home::new();
        home.write("a.txt", "marker1");
        home.write("b.txt", "marker2");
        home.write("c.txt", "marker3");
        home.run();
        home.write("b.txt", "marker4");
        home.remove("c.txt");
        home.write("d.txt", "marker5");
        assert!(broken_off(&home, at, 0), "{at:?}");
        // What was new when it was killed has gone meanwhile, and what was changed is as it was.
        home.remove("d.txt");
        let library = home.open();
        assert!(library.notices().is_empty(), "{at:?}");
        refresh(&library);
        assert_eq!(markers(&library), set(&["marker1", "marker4"]), "{at:?}");
        check_index(&library);
    }
}

#[derive(Clone, Debug)]
enum Step {
    Write(u8, u8),
    Remove(u8),
    Touch(u8),
    Run,
    Kill(u8, u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0u8..8, 0u8..6).prop_map(|(file, text)| Step::Write(file, text)),
        2 => (0u8..8).prop_map(Step::Remove),
        1 => (0u8..8).prop_map(Step::Touch),
        1 => Just(Step::Run),
        3 => (0u8..4, 0u32..3).prop_map(|(at, nth)| Step::Kill(at, nth)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_history_ends_in_what_is_there(steps in prop::collection::vec(step(), 1..24)) {
        let home = Home::new();
        let mut files: BTreeMap<u8, u8> = BTreeMap::new();
        for step in steps {
            match step {
                Step::Write(file, text) => {
                    home.write(&format!("{file}.txt"), &format!("marker{text}"));
                    files.insert(file, text);
                }
                Step::Remove(file) => if files.remove(&file).is_some() {
                    home.remove(&format!("{file}.txt"));
                },
                Step::Touch(file) => if files.contains_key(&file) {
                    home.age(&format!("{file}.txt"), home.clock.fetch_add(1, Ordering::Relaxed));
                },
                Step::Run => _ = home.run(),
                Step::Kill(at, nth) => {
                    let at = [Write::Begun, Write::Committed, Write::Settled, Write::Frozen][at as usize];
                    broken_off(&home, at, nth);
                }
            }
        }
        let library = home.open();
        prop_assert!(library.notices().is_empty());
        refresh(&library);
        let wanted: BTreeSet<String> = files.values().map(|text| format!("marker{text}")).collect();
        prop_assert_eq!(markers(&library), wanted);
        check_index(&library);

        // The same files indexed in one unbroken run.
        let fresh = Home::new();
        files.iter().for_each(|(file, text)| fresh.write(&format!("{file}.txt"), &format!("marker{text}")));
        let whole = fresh.open();
        refresh(&whole);
        prop_assert_eq!(picture(&library), picture(&whole));
    }
}
