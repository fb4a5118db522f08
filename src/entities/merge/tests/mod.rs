//! Who is one over many articles: a table of archives, each a few names with how often they occur, cut into those
//! that are one; and what holds for any archive.

mod organisations;
mod people;
mod properties;
mod reader;

use std::collections::{BTreeMap, BTreeSet};

use super::{Joined, Merger};
use crate::corpus::{Annotations, Correction, Kind, Named};

/// A name and how many articles give it; what else they call it behind `~`.
#[derive(Clone, Debug)]
struct Item {
    named: Named,
    count: usize,
}

/// `Name`, `Name:12`, `Full Name~Short:12`.
fn item(text: &str) -> Item {
    let (text, count) = match text.rsplit_once(':') {
        Some((text, count)) => (text, count.parse().unwrap()),
        None => (text, 2),
    };
    let mut forms = text.split('~').map(|f| f.trim().to_string());
    let name = forms.next().unwrap();
    Item { named: Named { name, aliases: forms.collect(), ..Named::default() }, count }
}

fn add(merger: &mut Merger, kind: Kind, item: &Item) {
    let mut found = Annotations::default();
    match kind {
        Kind::Person => found.people.push(item.named.clone()),
        _ => found.organisations.push(item.named.clone()),
    }
    (0..item.count).for_each(|_| merger.add(&found, None));
}

/// Clusters as sets of names.
fn partition(kind: Kind, items: &[Item], known: &[Correction]) -> BTreeSet<BTreeSet<String>> {
    let mut merger = Merger::default();
    items.iter().for_each(|i| add(&mut merger, kind, i));
    sets(items, &merger.finish(known))
}

fn sets(items: &[Item], merged: &Joined) -> BTreeSet<BTreeSet<String>> {
    let mut sets: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    let mut at = 0;
    for item in items {
        sets.entry(merged.of_articles[at][0]).or_default().insert(item.named.name.clone());
        at += item.count;
    }
    sets.into_values().collect()
}

/// Items of a row, and the partition that it asks for: `A = B | C`.
fn row(text: &str) -> (Vec<Item>, BTreeSet<BTreeSet<String>>) {
    let mut items = Vec::new();
    let mut wanted = BTreeSet::new();
    for cluster in text.split(" | ") {
        let mut set = BTreeSet::new();
        for text in cluster.split(" = ") {
            let item = item(text.trim());
            set.insert(item.named.name.clone());
            items.push(item);
        }
        wanted.insert(set);
    }
    (items, wanted)
}

/// Pairs that are one in both, in the answer alone, and in the row alone.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

fn pairs(sets: &BTreeSet<BTreeSet<String>>) -> BTreeSet<(&String, &String)> {
    let mut out = BTreeSet::new();
    for set in sets {
        for (n, a) in set.iter().enumerate() {
            out.extend(set.iter().skip(n + 1).map(|b| (a, b)));
        }
    }
    out
}

/// Every row, each an archive of its own; all that are wrong are named at once.
fn check(kind: Kind, rows: &[&str]) {
    let mut score = Score::default();
    let mut failed = Vec::new();
    for text in rows {
        let (items, wanted) = row(text);
        let got = partition(kind, &items, &[]);
        let (ours, theirs) = (pairs(&got), pairs(&wanted));
        score.right += ours.intersection(&theirs).count();
        score.wrong += ours.difference(&theirs).count();
        score.missed += theirs.difference(&ours).count();
        if got != wanted {
            let show = |s: &BTreeSet<String>| s.iter().cloned().collect::<Vec<_>>().join(" = ");
            failed.push(format!("{text}\n      got {}", got.iter().map(show).collect::<Vec<_>>().join(" | ")));
        }
    }
    let Score { right, wrong, missed } = score;
    println!("{} rows, {} pairs right, {wrong} wrong, {missed} missed", rows.len(), right);
    assert!(failed.is_empty(), "{} of {} rows:\n  {}", failed.len(), rows.len(), failed.join("\n  "));
}
