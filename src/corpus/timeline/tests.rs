use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::corpus::{ArticleId, Builder, Entity, Entry, Kind, Listing};

fn never() -> impl Fn() -> bool {
    || false
}

#[test]
fn bins_begin_where_a_calendar_says() {
    let check = |unit: Unit, day: Date, first: Date, last: Date| {
        let bin = unit.bin(day_of(day));
        assert_eq!(unit.days(bin), (day_of(first), day_of(last)), "{unit:?} {day}");
        assert_eq!(unit.bin(day_of(last)), bin);
        assert_eq!(unit.bin(day_of(last) + 1), bin + 1);
    };
    let day = date(2024, 2, 29);
    check(Unit::Day, day, day, day);
    check(Unit::Week, day, date(2024, 2, 26), date(2024, 3, 3));
    check(Unit::Month, day, date(2024, 2, 1), date(2024, 2, 29));
    check(Unit::Year, day, date(2024, 1, 1), date(2024, 12, 31));
    check(Unit::Week, date(1969, 12, 28), date(1969, 12, 22), date(1969, 12, 28));
    check(Unit::Month, date(1969, 12, 31), date(1969, 12, 1), date(1969, 12, 31));
    check(Unit::Year, date(-1, 5, 5), date(-1, 1, 1), date(-1, 12, 31));
}

#[test]
fn days_out_of_the_calendar_do_no_harm() {
    for unit in Unit::ALL {
        for day in [i32::MIN, i32::MIN + 1, i32::MAX - 1, i32::MAX] {
            let (first, last) = unit.days(unit.bin(day));
            assert!(first <= last);
            _ = unit.days(day);
        }
    }
}

/// Day, what it is a copy of, source, whom it names, and whether it is asked for.
type Given = (Option<i32>, Option<u32>, u8, Vec<u32>, bool);

fn articles() -> impl Strategy<Value = Vec<Given>> {
    let day = prop::option::of(prop_oneof![19000..19040i32, 0..20000i32]);
    let named = prop::collection::vec(0u32..4, 0..4);
    prop::collection::vec((day, prop::option::of(0u32..4), 0u8..4, named, any::<bool>()), 0..40).prop_map(
        |mut articles| {
            articles.sort_by_key(|a| a.0.map_or(i32::MAX, |day| -day));
            articles
        },
    )
}

fn corpus(articles: &[Given]) -> Corpus {
    let entity = |n: u32| Entity {
        kind: Kind::Person,
        name: format!("P{n}"),
        key: String::new(),
        code: String::new(),
        spellings: Vec::new(),
        roles: Vec::new(),
        hidden: false,
    };
    let mut builder = Builder::new((0..4).map(entity).collect());
    for ((day, family, source, entities, _), serial) in articles.iter().zip(0u32..) {
        builder.push(Entry {
            id: ArticleId([serial as u8; 16]),
            serial,
            date: day.and_then(date_of),
            source: (*source > 0).then(|| format!("S{source}")),
            entities: entities.clone(),
            family: *family,
            ..Entry::default()
        });
    }
    Corpus::open(builder.freeze()).unwrap()
}

proptest! {
    #[test]
    fn every_row_is_in_one_bin(articles in articles()) {
        let corpus = corpus(&articles);
        let all = Bits::from_numbers(corpus.len(), (0..).zip(&articles).filter(|(_, a)| a.4).map(|(n, _)| n));
        let rows = corpus.fold(all.clone(), None, &never()).unwrap();
        let listing = Listing::of(rows.clone(), None, &never()).unwrap();
        let days = corpus.days();
        let timeline = days.count(&rows);
        prop_assert_eq!(timeline.rows() as usize, listing.len());
        let undated = rows.iter().filter(|n| articles[*n as usize].0.is_none()).count();
        prop_assert_eq!(timeline.undated as usize, undated);
        for unit in Unit::ALL {
            let series = timeline.by(unit);
            prop_assert_eq!((series.sum() + timeline.undated) as usize, listing.len());
            for (bin, count) in &series.bins {
                let (first, last) = unit.days(*bin);
                let within = corpus.between(first, last);
                prop_assert_eq!(*count, rows.count_in(within));
                prop_assert_eq!(series.of(*bin), *count);
            }
            prop_assert!(series.bins.is_sorted());
        }
        // In parts: sources have no row in common, and names as many as the sidebar says.
        let sources = corpus.top_sources(&rows, 9, &never()).unwrap();
        let parts: Vec<u32> = sources.iter().map(|(_, set)| days.count(set).rows()).collect();
        prop_assert!(parts.is_sorted_by(|a, b| a >= b));
        let without = rows.iter().filter(|n| articles[*n as usize].2 == 0).count();
        prop_assert_eq!(parts.iter().sum::<u32>() as usize + without, listing.len());
        for (source, set) in &sources {
            for n in set.iter() {
                prop_assert_eq!(corpus.source(n), Some(corpus.source_name(*source)));
            }
        }
        let two = corpus.top_sources(&rows, 2, &never()).unwrap();
        prop_assert_eq!(&two[..], &sources[..sources.len().min(2)]);
        let counts = corpus.count(&all, &never()).unwrap();
        for entity in corpus.entities(Kind::Person) {
            let naming = corpus.rows_naming(entity, &rows, Some(&all), &never()).unwrap();
            prop_assert_eq!(naming.count(), counts.of(&corpus, entity));
            prop_assert_eq!(days.count(&naming).rows(), naming.count());
        }
    }
}
