//! A small corpus frozen and asked.

use super::Bits;
use super::*;
use jiff::civil::date;

fn entity(kind: Kind, name: &str, code: &str, aliases: &[&str]) -> Entity {
    let spelling = |s: &&str| Spelling { text: s.to_string(), named: 1, beside: 2 };
    let spellings = std::iter::once(&name).chain(aliases).map(spelling).collect();
    let dates = Some((date(2024, 2, 1), date(2025, 4, 18)));
    let roles = vec![Role { text: "President".into(), count: 3, dates }];
    Entity { kind, name: name.into(), key: name.into(), code: code.into(), spellings, roles, hidden: false }
}

fn bytes() -> Vec<u8> {
    let mut builder = Builder::new(vec![
        entity(Kind::Country, "France", "FR", &["French"]),
        entity(Kind::Person, "Emmanuel Macron", "", &["Macron"]),
        entity(Kind::Person, "Volodymyr Zelensky", "", &["Zelensky", "Zelenskiy"]),
        entity(Kind::Person, "Nobody Named", "", &[]),
    ]);
    let entry = |serial: u32, title: &str, date, entities: &[u32]| Entry {
        id: ArticleId([serial as u8; 16]),
        serial,
        date,
        source: (serial != 1).then(|| format!("desk {serial}")),
        title: title.into(),
        words: 100 + serial,
        entities: entities.to_vec(),
        speakers: (0..).zip(entities).filter(|(_, e)| **e == 1).map(|(n, _)| n).collect(),
        quotes: Vec::new(),
        family: None,
    };
    builder.push(entry(0, "Talks in Paris", Some(date(2025, 4, 17)), &[1, 0, 1]));
    builder.push(entry(1, "No date at all", None, &[2]));
    builder.push(entry(5, "An older one", Some(date(1989, 11, 10)), &[]));
    builder.push(entry(3, "Élysée hails talks", Some(date(2025, 4, 18)), &[1, 2]));
    builder.freeze()
}

fn corpus() -> Corpus {
    Corpus::open(bytes()).unwrap()
}

fn names(corpus: &Corpus, list: &[EntityNo]) -> Vec<String> {
    list.iter().map(|e| corpus.name(*e).to_string()).collect()
}

#[test]
fn articles_are_numbered_newest_first_and_undated_last() {
    let c = corpus();
    let titles: Vec<_> = (0..c.len()).map(|n| c.title(n)).collect();
    assert_eq!(titles, ["Élysée hails talks", "Talks in Paris", "An older one", "No date at all"]);
    assert_eq!(c.date_range(), Some((date(1989, 11, 10), date(2025, 4, 18))));
    assert_eq!(c.dated(Some(date(2025, 1, 1)), None), 0..2);
    assert_eq!(c.dated(None, Some(date(2025, 4, 17))), 1..3);
    assert_eq!(c.dated(Some(date(2026, 1, 1)), None), 0..0);
}

#[test]
fn rows_are_found_by_content_and_by_serial() {
    let c = corpus();
    assert_eq!(c.by_serial(5), Some(2));
    assert_eq!(c.by_serial(4), None);
    assert_eq!(c.by_serial(99), None);
    assert_eq!(c.find(ArticleId([1; 16])), Some(3));
    assert_eq!(c.find(ArticleId([9; 16])), None);
    let row = c.row(1);
    assert_eq!((row.serial, row.source, row.words), (0, Some("desk 0"), 100));
    assert_eq!(c.source(3), None);
}

#[test]
fn entities_that_nobody_names_are_left_out() {
    let c = corpus();
    assert_eq!(names(&c, &c.entities(Kind::Person).collect::<Vec<_>>()), ["Emmanuel Macron", "Volodymyr Zelensky"]);
    assert_eq!(c.entities(Kind::Organisation).count(), 0);
    assert_eq!(c.entity_count(), 3);
}

#[test]
fn counts_are_exact_for_any_set() {
    let c = corpus();
    let count = |set: &Bits, kind| {
        let counts = c.count(set, &|| false).unwrap();
        counts.iter(&c, kind).collect::<Vec<_>>()
    };
    assert_eq!(count(&Bits::all(c.len()), Kind::Person), [(EntityNo(0), 2), (EntityNo(1), 2)]);
    let one = Bits::from_numbers(c.len(), [1]);
    assert_eq!(count(&one, Kind::Person), [(EntityNo(0), 1)], "an entity listed twice counts once");
    assert_eq!(count(&one, Kind::Country), [(EntityNo(2), 1)]);
    let others = Bits::from_numbers(c.len(), [0, 2, 3]);
    assert_eq!(count(&others, Kind::Person), [(EntityNo(1), 2), (EntityNo(0), 1)], "most named first");
    assert_eq!(count(&others, Kind::Country), []);
    assert!(c.count(&one, &|| true).is_none());
    assert_eq!(c.said_by(EntityNo(0)).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn names_resolve_by_form_code_and_beginning() {
    let c = corpus();
    let who = |kind, text: &str| names(&c, &c.resolve(kind, text));
    assert_eq!(who(Kind::Person, "ZELENSKIY"), ["Volodymyr Zelensky"]);
    assert_eq!(who(Kind::Person, "zel"), ["Volodymyr Zelensky"]);
    assert_eq!(who(Kind::Person, "Macron Emm"), ["Emmanuel Macron"]);
    assert_eq!(who(Kind::Country, "fr"), ["France"]);
    assert_eq!(who(Kind::Country, "french"), ["France"]);
    assert!(who(Kind::Person, "").is_empty());
    assert!(who(Kind::Person, "putin").is_empty());
}

#[test]
fn spellings_and_roles_come_back_as_they_were() {
    let c = corpus();
    let zelensky = c.spelled(Kind::Person, "ZELENSKIY").unwrap();
    assert_eq!(c.aliases(zelensky).collect::<Vec<_>>(), ["Zelensky", "Zelenskiy"]);
    assert_eq!(c.spellings(zelensky).nth(1), Some(Spelling { text: "Zelensky", named: 1, beside: 2 }));
    let role = c.dated_roles(zelensky).next().unwrap();
    assert_eq!((role.text, role.count, role.dates), ("President", 3, Some((date(2024, 2, 1), date(2025, 4, 18)))));
    assert_eq!(c.key(zelensky), "Volodymyr Zelensky");
    assert_eq!(c.spelled(Kind::Country, "zelenskiy"), None);
}

#[test]
fn damage_is_seen() {
    let good = bytes();
    assert_eq!(Corpus::open(Vec::new()).err(), Some(Damage::NotACorpus));
    assert_eq!(Corpus::open(good[..good.len() - 1].to_vec()).err(), Some(Damage::Truncated));
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    assert_eq!(Corpus::open(flipped).unwrap().verify().err(), Some(Damage::Checksum));
    assert_eq!(Corpus::open(good.clone()).unwrap().verify(), Ok(()));
    let mut header = good.clone();
    header[30] ^= 1;
    assert_eq!(Corpus::open(header).err(), Some(Damage::Checksum));
    let mut newer = good;
    newer[8] = 99;
    assert_eq!(Corpus::open(newer).err(), Some(Damage::Version));
    assert!(Corpus::empty().is_empty());
}
