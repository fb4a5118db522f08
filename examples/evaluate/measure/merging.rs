//! Who is who across articles: of all pairs of labelled mentions, those that are one and those that were made one.
//!
//! Only names that were found in their article take part: what is missing there is counted there.

use newsprint::corpus::Kind;
use newsprint::entities::merge::Merger;

use super::Reading;
use super::scores::Row;

/// A labelled name of one article and the entity it became.
struct Item<'a> {
    file: &'a str,
    name: &'a str,
    key: &'a str,
    entity: u32,
}

pub fn score(row: &mut Row, kind: Kind, readings: &[Reading]) {
    let mut merger = Merger::default();
    readings.iter().for_each(|r| merger.add(&r.found, r.article.date));
    let merged = merger.finish(&[]);
    let mut items: Vec<Item> = Vec::new();
    for (reading, entities) in readings.iter().zip(&merged.of_articles) {
        let (pairs, labels) = match kind {
            Kind::Person => (&reading.people, &reading.labels.people),
            _ => (&reading.organisations, &reading.labels.organisations),
        };
        for (label, index) in pairs.iter().zip(0..) {
            let Some(label) = label.and_then(|l| labels.get(l)) else { continue };
            let entity = entities.get(reading.found.local_no(kind, index));
            if let (Some(key), Some(entity)) = (&label.key, entity) {
                items.push(Item { file: &reading.labels.file, name: &label.name, key, entity: *entity });
            }
        }
    }
    for (n, a) in items.iter().enumerate() {
        for b in items.iter().skip(n + 1) {
            let (one, made_one) = (a.key == b.key, a.entity == b.entity);
            row.score.right += usize::from(one && made_one);
            row.score.found += usize::from(made_one);
            row.score.expected += usize::from(one);
            if one != made_one {
                let what = if one { "are one" } else { "are two" };
                row.error(a.file, format!("{:?} and {:?} of {} {what}", a.name, b.name, b.file));
            }
        }
    }
}
