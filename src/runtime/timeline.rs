//! What the timeline shows of the answer given last: counts over time, and what is in one bin.

use std::collections::HashMap;

use super::last::Last;
use crate::app::timeline::{Bin, Counted, Part, Parts};
use crate::corpus::{Bits, Corpus, EntityNo, Kind};

/// So many sources have a part of their own.
const SOURCES: usize = 3;
/// So many titles of a bin are told.
const TITLES: usize = 100;
/// So many names of a bin are told, of each kind.
const NAMES: usize = 8;
/// Of more articles than this names are counted as for a sidebar: that costs by the names of the whole archive.
const MANY: usize = 4096;

/// The rows over time, all of them and by parts. `None` if `stale` became true meanwhile.
pub fn count(corpus: &Corpus, last: &Last, parts: &Parts, stale: &dyn Fn() -> bool) -> Option<Counted> {
    let rows = last.rows(corpus);
    let days = corpus.days();
    let all = days.count(rows);
    let part = |label: String, set: &Bits| Part { label, counts: days.count(set) };
    let parts = match parts {
        Parts::Nothing => Vec::new(),
        Parts::Sources => {
            let top = corpus.top_sources(rows, SOURCES, stale)?;
            let mut rest = rows.clone();
            top.iter().for_each(|(_, set)| rest.and_not(set));
            let named = top.iter().map(|(source, set)| part(corpus.source_name(*source).to_string(), set));
            let rest = Some(part(String::new(), &rest)).filter(|part| part.counts.rows() > 0);
            named.chain(rest).collect()
        }
        Parts::Names(names) => {
            let all = last.answer.all.as_deref();
            let named = |entity: &EntityNo| {
                let set = corpus.rows_naming(*entity, rows, all, stale)?;
                Some(part(corpus.name(*entity).to_string(), &set))
            };
            names.iter().map(named).collect::<Option<Vec<Part>>>()?
        }
    };
    Some(Counted { all, parts })
}

/// What lies between two days, both included and given as days since 1970-01-01. `None` if `stale` became true
/// meanwhile.
pub fn bin(corpus: &Corpus, last: &Last, days: (i32, i32), stale: &dyn Fn() -> bool) -> Option<Bin> {
    let rows = last.rows(corpus);
    let range = corpus.between(days.0, days.1);
    let count = rows.count_in(range.clone());
    let within = || rows.iter_from(range.start).take_while(|n| *n < range.end);
    let articles = within().take(TITLES).collect();
    let mut names: Vec<(EntityNo, u32)> = Vec::new();
    if count as usize > MANY {
        let counts = corpus.count(&Bits::from_numbers(corpus.len(), within()), stale)?;
        for kind in Kind::ALL {
            let top = (0..NAMES).map_while(|at| counts.get(corpus, kind, at)).filter(|(_, count)| *count > 0);
            names.extend(top);
        }
    } else {
        let mut counts: HashMap<EntityNo, u32> = HashMap::new();
        let mut named = Vec::new();
        for article in within() {
            named.clear();
            named.extend(corpus.locals(article).filter(|e| e.0 < corpus.entity_count()));
            named.sort_unstable();
            named.dedup();
            named.iter().for_each(|entity| *counts.entry(*entity).or_default() += 1);
        }
        let mut all: Vec<(EntityNo, u32)> = counts.into_iter().collect();
        all.sort_unstable_by_key(|(entity, count)| (std::cmp::Reverse(*count), *entity));
        for kind in Kind::ALL {
            names.extend(all.iter().filter(|(e, _)| corpus.kind(*e) == kind).take(NAMES));
        }
    }
    Some(Bin { days, count, articles, names })
}
