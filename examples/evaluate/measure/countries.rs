//! Countries of an article, and the ways in which each is named.

use newsprint::corpus::{CountryMentions, Via};

use super::labelled::Country;
use super::scores::Row;

pub fn score(row: &mut Row, file: &str, found: &[CountryMentions], labels: &[Country]) {
    for country in found {
        match labels.iter().find(|l| l.code == country.code) {
            Some(label) if label.optional => {}
            Some(_) => {
                row.score.right += 1;
                row.score.found += 1;
            }
            None => {
                row.score.found += 1;
                row.error(file, format!("{} is too much ({:?})", country.name, ways(country)));
            }
        }
    }
    for label in labels.iter().filter(|l| !l.optional) {
        row.score.expected += 1;
        if !found.iter().any(|c| c.code == label.code) {
            row.error(file, format!("{:?} is missing", label.code));
        }
    }
}

/// Of the countries that are rightly found: each country once for each way in which it is named.
pub fn score_ways(row: &mut Row, file: &str, found: &[CountryMentions], labels: &[Country]) {
    for (country, label) in found.iter().filter_map(|c| Some((c, labels.iter().find(|l| l.code == c.code)?))) {
        let ways = ways(country);
        for way in &ways {
            match label.ways.iter().find(|(w, _)| w == way) {
                Some((_, true)) => {}
                Some((_, false)) => {
                    row.score.right += 1;
                    row.score.found += 1;
                }
                None => {
                    row.score.found += 1;
                    row.error(file, format!("{} is not named by {way:?}", country.name));
                }
            }
        }
        for (way, _) in label.ways.iter().filter(|(_, optional)| !optional) {
            row.score.expected += 1;
            if !ways.contains(way) {
                row.error(file, format!("{} is named by {way:?}, too", country.name));
            }
        }
    }
}

fn ways(country: &CountryMentions) -> Vec<Via> {
    let mut ways: Vec<Via> = country.mentions.iter().map(|(_, via)| *via).collect();
    ways.sort();
    ways.dedup();
    ways
}
