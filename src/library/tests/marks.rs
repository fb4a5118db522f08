//! The reader's own marks survive whatever happens to archives and to newsprint.

use super::*;
use crate::corpus::{ArticleId, Builder, Corpus, Entry, MarkChange, Position};
use crate::library::Store;

/// Remembered and saved.
fn apply(store: &Store, change: &MarkChange) -> anyhow::Result<()> {
    store.remember(std::slice::from_ref(change));
    store.save()
}

fn id(n: u8) -> ArticleId {
    ArticleId([n; 16])
}

/// Articles 0 to 4, in that order.
fn corpus() -> Corpus {
    let mut builder = Builder::default();
    (0..5u8).for_each(|n| builder.push(Entry { id: id(n), serial: n.into(), ..Entry::default() }));
    Corpus::open(builder.freeze()).unwrap()
}

fn changes() -> Vec<MarkChange> {
    let tag = |n, tag: &str, on| MarkChange::Tag { article: id(n), tag: tag.into(), on };
    let position = |paragraph, byte| MarkChange::Position { article: id(2), position: Position { paragraph, byte } };
    vec![
        MarkChange::Read(id(1), true),
        MarkChange::ReadAll([id(2), id(3), id(99)].into(), true),
        MarkChange::Read(id(3), false),
        MarkChange::Starred(id(4), true),
        tag(1, "peace", true),
        tag(2, "peace", true),
        tag(2, "gone", true),
        tag(1, "peace", false),
        tag(2, "gone", false),
        position(1, 5),
        position(7, 120),
    ]
}

/// What is marked after [`changes`].
fn check(store: &Store, what: &str) {
    let (marks, positions) = store.load(&corpus());
    let list = |bits: &crate::corpus::Bits| bits.iter().collect::<Vec<_>>();
    assert_eq!((list(&marks.read), list(&marks.starred)), (vec![1, 2], vec![4]), "{what}");
    let tags: Vec<_> = marks.tags.iter().map(|(tag, bits)| (tag.as_str(), list(bits))).collect();
    assert_eq!(tags, [("peace", vec![2])], "{what}");
    assert_eq!(positions.into_iter().collect::<Vec<_>>(), [(id(2), Position { paragraph: 7, byte: 120 })], "{what}");
}

fn store(home: &Home) -> Store {
    let (store, notice) = Store::open(&home.dirs());
    assert_eq!(notice, None);
    store
}

fn file(home: &Home) -> PathBuf {
    home.dirs().state.join("marks.redb")
}

#[test]
fn marks_survive() {
    let home = Home::new();
    let first = store(&home);
    changes().iter().for_each(|c| apply(&first, c).unwrap());
    check(&first, "at once");
    check(&store(&home), "opened again, the first still there");
    drop(first);
    check(&store(&home), "after the first has gone");
}

#[test]
fn two_newsprints_mark_side_by_side() {
    let home = Home::new();
    let stores = [store(&home), store(&home)];
    std::thread::scope(|scope| {
        for (n, store) in stores.iter().enumerate() {
            scope.spawn(move || {
                for round in 0..10 {
                    apply(store, &MarkChange::Read(id(n as u8), round % 2 == 1)).unwrap();
                }
            });
        }
    });
    assert_eq!(store(&home).load(&corpus()).0.read.count(), 2);
}

#[test]
fn while_another_has_the_store_marks_are_kept_and_saved_later() {
    let home = Home::new();
    drop(store(&home));
    let other = redb::Database::open(file(&home)).unwrap();
    let (store, notice) = Store::open(&home.dirs());
    assert!(notice.unwrap().contains("marks.redb"));
    changes().iter().for_each(|c| apply(&store, c).unwrap());
    check(&store, "in memory");
    drop(other);
    apply(&store, &MarkChange::Read(id(1), true)).unwrap();
    check(&self::store(&home), "saved with the next change");
}

#[test]
fn marks_stay_in_view_while_the_store_is_busy() {
    let home = Home::new();
    let store = store(&home);
    changes().iter().for_each(|c| apply(&store, c).unwrap());
    let (marks, positions) = store.load(&corpus());
    let other = redb::Database::open(file(&home)).unwrap();
    // Another corpus: one article fewer, one more, and in another order.
    let mut builder = Builder::default();
    [4u8, 2, 7]
        .into_iter()
        .for_each(|n| builder.push(Entry { id: id(n), serial: 9 - u32::from(n), ..Entry::default() }));
    let next = Corpus::open(builder.freeze()).unwrap();
    let (marks, positions) = store.renew(&next, (&corpus(), &marks, &positions));
    let list = |bits: &crate::corpus::Bits| bits.iter().map(|n| next.id(n)).collect::<Vec<_>>();
    assert_eq!(
        (list(&marks.read), list(&marks.starred), list(&marks.tags["peace"])),
        (vec![id(2)], vec![id(4)], vec![id(2)])
    );
    assert!(positions.contains_key(&id(2)));
    drop(other);
}

#[test]
fn what_cannot_be_saved_is_told_once() {
    let home = Home::new();
    let store = store(&home);
    let other = redb::Database::open(file(&home)).unwrap();
    let mut changes = changes().into_iter();
    assert!(apply(&store, &changes.next().unwrap()).is_err());
    changes.for_each(|c| apply(&store, &c).unwrap());
    check(&store, "in memory");
    drop(other);
}

#[test]
fn without_a_place_on_the_disk_marks_last_as_long_as_newsprint() {
    let home = Home::new();
    std::fs::create_dir_all(home.dirs().state.parent().unwrap()).unwrap();
    std::fs::write(home.dirs().state, "a file where the folder should be").unwrap();
    let (store, notice) = Store::open(&home.dirs());
    assert!(notice.is_some());
    changes().iter().for_each(|c| apply(&store, c).unwrap());
    check(&store, "in memory");
    std::fs::remove_file(home.dirs().state).unwrap();
    apply(&store, &MarkChange::Read(id(1), true)).unwrap();
    check(&self::store(&home), "saved as soon as it can be");
}

#[test]
fn a_damaged_store_is_kept_aside() {
    let home = Home::new();
    for (n, bytes) in [(1, b"no store at all".to_vec()), (2, vec![7; 9000])] {
        drop(Store::open(&home.dirs()));
        std::fs::write(file(&home), &bytes).unwrap();
        let (store, notice) = Store::open(&home.dirs());
        let aside = home.dirs().state.join(format!("marks.damaged-{n}"));
        assert!(notice.unwrap().contains(aside.to_str().unwrap()));
        assert_eq!(std::fs::read(aside).unwrap(), bytes);
        changes().iter().for_each(|c| apply(&store, c).unwrap());
        check(&self::store(&home), "a new one");
    }
}

#[test]
fn damage_that_shows_late_is_told_before_anything_is_written() {
    let home = Home::new();
    {
        let store = store(&home);
        changes().iter().for_each(|c| apply(&store, c).unwrap());
    }
    let good = std::fs::read(file(&home)).unwrap();
    for at in (4096..good.len()).step_by(1021) {
        let mut bytes = good.clone();
        bytes[at..(at + 64).min(good.len())].iter_mut().for_each(|b| *b ^= 0x55);
        std::fs::write(file(&home), &bytes).unwrap();
        let (store, _) = Store::open(&home.dirs());
        store.load(&corpus());
        // Said once, if at all; then it is saved.
        _ = apply(&store, &MarkChange::Read(id(1), true));
        apply(&store, &MarkChange::Starred(id(1), true)).unwrap();
        let (marks, _) = self::store(&home).load(&corpus());
        assert!(marks.read.contains(1) && marks.starred.contains(1), "byte {at}");
    }
}

#[cfg(unix)]
#[test]
fn marks_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    drop(store(&home));
    let mode = |p: &Path| p.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&home.dirs().state), mode(&file(&home))), (0o700, 0o600));
}
