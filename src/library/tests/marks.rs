//! The reader's own marks survive whatever happens to archives and to newsprint.

use super::*;
use std::sync::Arc;

use crate::corpus::{
    ArticleId, Bookmark, Builder, Corpus, Entry, MarkChange, Marks, Note, Passage, Position, SavedSearch, Seen,
    find_passage,
};
use crate::library::{MarkLine, Store, Taken};

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
        note(2, 1, Some("of two\nlines")),
        note(2, 2, Some("gone")),
        note(2, 1, Some("of two\nlines, changed")),
        note(2, 2, None),
        highlight(3, 1),
        bookmark('a', 2),
        bookmark('b', 1),
        MarkChange::Bookmark { letter: 'b', was: None, now: None },
        search("talks", "person:macron", 3),
        search("gone", "a", 0),
        MarkChange::Search { name: "gone".into(), was: None, now: None },
    ]
}

fn note(article: u8, number: u64, text: Option<&str>) -> MarkChange {
    let now = text.map(|text| Arc::new(Note { text: text.into(), passage: None, at: number }));
    MarkChange::Note { article: id(article), number, was: None, now }
}

fn highlight(article: u8, number: u64) -> MarkChange {
    let passage = Passage { paragraph: Some(1), span: crate::text::Span::new(4, 9), words: "words".into() };
    let now = Some(Arc::new(Note { text: String::new(), passage: Some(passage), at: 7 }));
    MarkChange::Note { article: id(article), number, was: None, now }
}

fn bookmark(letter: char, article: u8) -> MarkChange {
    let position = Position { paragraph: 3, byte: 4 };
    let now = Some(Bookmark { article: id(article), position, title: format!("title {article}") });
    MarkChange::Bookmark { letter, was: None, now }
}

fn search(name: &str, query: &str, seen: u8) -> MarkChange {
    let seen = Seen::of((0..seen).map(id));
    let now = Some(SavedSearch { query: query.into(), search: String::new(), visited: 1_700_000_000, seen });
    MarkChange::Search { name: name.into(), was: None, now }
}

/// The later marks among [`changes`].
fn check_later(marks: &Marks, what: &str) {
    let list = |bits: &crate::corpus::Bits| bits.iter().collect::<Vec<_>>();
    assert_eq!((list(&marks.noted), list(&marks.highlighted)), (vec![2], vec![3]), "{what}");
    let texts: Vec<&str> = marks.notes.of(id(2)).iter().map(|(_, note)| note.text.as_str()).collect();
    assert_eq!(texts, ["of two\nlines, changed"], "{what}");
    let passage = marks.notes.of(id(3))[0].1.passage.clone().unwrap();
    assert_eq!((passage.paragraph, passage.words.as_str()), (Some(1), "words"), "{what}");
    let bookmarks: Vec<(char, &str)> = marks.bookmarks.iter().map(|(c, b)| (*c, b.title.as_str())).collect();
    assert_eq!(bookmarks, [('a', "title 2")], "{what}");
    let (name, search) = marks.searches.first_key_value().unwrap();
    let fresh = search.seen.fresh((0..5).map(id), &|| false);
    assert_eq!(
        (name.as_str(), search.query.as_str(), fresh, marks.searches.len()),
        ("talks", "person:macron", Some(2), 1),
        "{what}"
    );
}

/// What is marked after [`changes`].
fn check(store: &Store, what: &str) {
    let (marks, positions) = store.load(&corpus());
    let list = |bits: &crate::corpus::Bits| bits.iter().collect::<Vec<_>>();
    assert_eq!((list(&marks.read), list(&marks.starred)), (vec![1, 2], vec![4]), "{what}");
    let tags: Vec<_> = marks.tags.iter().map(|(tag, bits)| (tag.as_str(), list(bits))).collect();
    assert_eq!(tags, [("peace", vec![2])], "{what}");
    check_later(&marks, what);
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

/// What the first newsprint wrote: four tables, and no others.
fn old_store(home: &Home) {
    let read: redb::TableDefinition<&[u8; 16], ()> = redb::TableDefinition::new("read");
    let starred: redb::TableDefinition<&[u8; 16], ()> = redb::TableDefinition::new("starred");
    let tags: redb::MultimapTableDefinition<&[u8; 16], &str> = redb::MultimapTableDefinition::new("tags");
    let positions: redb::TableDefinition<&[u8; 16], (u32, u32)> = redb::TableDefinition::new("positions");
    std::fs::create_dir_all(home.dirs().state).unwrap();
    let write = redb::Database::create(file(home)).unwrap().begin_write().unwrap();
    write.open_table(read).unwrap().insert(&id(1).0, ()).unwrap();
    write.open_table(starred).unwrap();
    write.open_multimap_table(tags).unwrap();
    write.open_table(positions).unwrap();
    write.commit().unwrap();
}

#[test]
fn an_older_store_is_read_and_written_on() {
    let home = Home::new();
    old_store(&home);
    let first = store(&home);
    let (marks, _) = first.load(&corpus());
    assert!(marks.read.contains(1) && marks.notes.is_empty() && marks.searches.is_empty());
    changes().iter().for_each(|c| apply(&first, c).unwrap());
    check(&store(&home), "written on");
    assert!(store(&home).export(&mut |_| Ok(())).is_ok());
}

#[test]
fn every_change_is_taken_back_by_its_inverse() {
    let corpus = corpus();
    let ids: Arc<[ArticleId]> = [id(1), id(4)].into();
    let mut all: Vec<MarkChange> = changes().into_iter().filter(|c| c.inverse().is_some()).collect();
    all.push(MarkChange::StarredAll(Arc::clone(&ids), true));
    all.push(MarkChange::TagAll { articles: ids, tag: "many".into(), on: true });
    for change in all {
        // From where there is nothing to take back, and from where the change itself has been made.
        for made in [false, true] {
            let mut marks = Marks::none(corpus.len());
            let change = if made { change.inverse().unwrap() } else { change.clone() };
            if made {
                marks.apply(&corpus, &change.inverse().unwrap());
            }
            let before = marks.clone();
            marks.apply(&corpus, &change);
            marks.apply(&corpus, &change.inverse().unwrap());
            let off = matches!(&change, MarkChange::Read(_, on) | MarkChange::Tag { on, .. } if *on == made);
            assert!(marks == before || off, "{change:?}");
        }
    }
}

fn lines(store: &Store) -> Vec<MarkLine> {
    let mut lines = Vec::new();
    store
        .export(&mut |line| {
            lines.push(line);
            Ok(())
        })
        .unwrap();
    lines
}

#[test]
fn marks_go_out_and_come_in_and_nothing_is_added_twice() {
    let (one, two) = (Home::new(), Home::new());
    let first = store(&one);
    changes().iter().for_each(|c| apply(&first, c).unwrap());
    let out: Vec<Vec<u8>> = lines(&first).iter().map(|line| serde_json::to_vec(line).unwrap()).collect();
    let back: Vec<MarkLine> = out.iter().map(|bytes| MarkLine::parse(bytes).unwrap()).collect();
    let second = store(&two);
    assert_eq!(second.import(&back).unwrap(), Taken { new: back.len(), ..Taken::default() });
    assert_eq!(lines(&second), lines(&first));
    check(&second, "taken over");
    assert_eq!(second.import(&back).unwrap(), Taken { known: back.len(), ..Taken::default() });
    assert_eq!(lines(&second), lines(&first));
}

#[test]
fn what_comes_in_takes_nothing_away() {
    let (one, two) = (Home::new(), Home::new());
    let (first, second) = (store(&one), store(&two));
    changes().iter().for_each(|c| apply(&first, c).unwrap());
    let other = [
        note(2, 1, Some("other words under the same number")),
        bookmark('a', 4),
        search("talks", "person:putin", 0),
        MarkChange::Position { article: id(2), position: Position { paragraph: 1, byte: 1 } },
        MarkChange::Read(id(4), true),
    ];
    other.iter().for_each(|c| apply(&second, c).unwrap());
    assert_eq!(second.import(&lines(&first)).unwrap(), Taken { new: 8, known: 0, other: 2 });
    let (marks, positions) = second.load(&corpus());
    assert_eq!(marks.notes.of(id(2)).len(), 2);
    assert_eq!(marks.bookmarks[&'a'].article, id(4));
    assert_eq!(marks.searches.keys().collect::<Vec<_>>(), ["talks", "talks 2"]);
    assert_eq!(positions[&id(2)].paragraph, 1);
    assert_eq!(marks.read.iter().collect::<Vec<_>>(), [1, 2, 4]);
}

#[test]
fn notes_follow_their_article_through_moves_and_a_new_index() {
    let home = Home::new();
    home.write("a.txt", "marker1");
    home.write("b.txt", "marker2");
    home.run();
    let store = store(&home);
    let find = |library: &Library, marker: &str| {
        let snapshot = library.snapshot();
        let number = (0..snapshot.corpus.len()).find(|n| snapshot.corpus.title(*n).contains(marker)).unwrap();
        library.article(&snapshot, number).unwrap().unwrap().0
    };
    let article = find(&home.open(), "marker1");
    let (paragraph, words) = (1, "Nobody in the hall left before midnight.");
    let at = article.text(Some(paragraph)).find(words).unwrap();
    let passage =
        Passage { paragraph: Some(paragraph), span: crate::text::Span::new(at, at + words.len()), words: words.into() };
    let note = Note { text: "why?".into(), passage: Some(passage), at: 1 };
    let change = MarkChange::Note { article: article.id, number: 1, was: None, now: Some(Arc::new(note)) };
    apply(&store, &change).unwrap();
    apply(&store, &MarkChange::Starred(article.id, true)).unwrap();
    std::fs::create_dir_all(home.path("elsewhere")).unwrap();
    std::fs::rename(home.path("a.txt"), home.path("elsewhere/renamed.txt")).unwrap();
    std::fs::remove_dir_all(home.cache()).unwrap();
    home.run();
    let library = home.open();
    let again = find(&library, "marker1");
    let (marks, _) = self::store(&home).load(&library.snapshot().corpus);
    let (_, note) = &marks.notes.of(again.id)[0];
    assert_eq!((note.text.as_str(), marks.starred.count()), ("why?", 1));
    // The text as another cleaning may leave it: a line less, a word more.
    let mut changed = again.clone();
    changed.paragraphs.remove(0);
    changed.paragraphs[0].text = changed.paragraphs[0].text.replace("Nobody in the hall", "Nobody in the old hall");
    let passage = note.passage.as_ref().unwrap();
    for (article, expected) in [(&again, words), (&changed, "Nobody in the old hall left before")] {
        let (place, span) = find_passage(article, passage).unwrap();
        assert_eq!(span.of(article.text(place)), expected);
    }
}
