//! Labelled articles through the library as the program reads them, and what comes out against the labels.
//! Shared by the program beside it and by tests/labelled.rs.

pub mod labelled;
pub mod scores;

mod countries;
mod dates;
mod merging;
mod names;
mod plain;
mod quotes;

use std::path::Path;

use newsprint::clean::clean;
use newsprint::corpus::{Annotations, Article, Kind};
use newsprint::entities::annotate;
use newsprint::ingest;

use labelled::Labelled;
use scores::{Row, Shape};

/// An article with its labels, what was found in it, and which found name is which labelled one.
pub struct Reading {
    labels: Labelled,
    article: Article,
    found: Annotations,
    people: Vec<Option<usize>>,
    organisations: Vec<Option<usize>>,
}

/// Reads and measures all articles of a folder as one archive.
pub fn folder(folder: &Path) -> Result<Vec<Row>, String> {
    let labels = labelled::read_all(folder)?;
    if labels.is_empty() {
        return Err(format!("{}: no labelled articles", folder.display()));
    }
    let readings = labels.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(rows(&readings))
}

fn read(labels: Labelled) -> Result<Reading, String> {
    let (mut drafts, _) = ingest::read(&labels.file, labels.text.as_bytes());
    let draft = drafts.pop().filter(|_| drafts.is_empty()).ok_or(format!("{}: not one article", labels.file))?;
    let article = clean(draft);
    let found = annotate(&article);
    let people = names::pair(&found.people, &labels.people);
    let organisations = names::pair(&found.organisations, &labels.organisations);
    Ok(Reading { labels, article, found, people, organisations })
}

fn rows(readings: &[Reading]) -> Vec<Row> {
    let each = |name, shape, score: &dyn Fn(&mut Row, &Reading)| {
        let mut row = Row::new(name, shape);
        readings.iter().for_each(|r| score(&mut row, r));
        row
    };
    let merging = |name, kind| {
        let mut row = Row::new(name, Shape::Found);
        merging::score(&mut row, kind, readings);
        row
    };
    vec![
        each("people per article", Shape::Found, &|row, r| {
            names::score(row, &r.labels.file, &r.found.people, &r.labels.people, &r.people)
        }),
        each("organisations per article", Shape::Found, &|row, r| {
            names::score(row, &r.labels.file, &r.found.organisations, &r.labels.organisations, &r.organisations)
        }),
        each("countries per article", Shape::Found, &|row, r| {
            countries::score(row, &r.labels.file, &r.found.countries, &r.labels.countries)
        }),
        each("ways of naming a country", Shape::Found, &|row, r| {
            countries::score_ways(row, &r.labels.file, &r.found.countries, &r.labels.countries)
        }),
        merging("people merged", Kind::Person),
        merging("organisations merged", Kind::Organisation),
        each("roles", Shape::Found, &|row, r| {
            names::score_roles(row, &r.labels.file, &r.found.people, &r.labels.people, &r.people)
        }),
        each("quotes", Shape::Found, &quotes::score),
        each("speakers of quotes found", Shape::Share, &quotes::score_speakers),
        each("marks that are no speech", Shape::Avoided, &quotes::score_others),
        each("publication dates", Shape::Share, &dates::score_published),
        each("dates mentioned", Shape::Found, &dates::score_mentioned),
    ]
}
