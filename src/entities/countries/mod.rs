//! Countries in text, from the embedded table `assets/countries.tsv`.
//!
//! Says which country a word names and by what (its name, a demonym, its capital, a metonym), and keeps out the
//! people, towns, newspapers, languages and foods that are called like one. Leaves the joining of a country's
//! mentions to whoever annotates an article.

mod context;
mod judge;
mod language;
mod matcher;
mod namesake;
mod person;
mod table;
mod weigh;
mod words;

#[cfg(test)]
mod tests;

use crate::corpus::{CountryCode, Via};
use crate::text::Span;

/// A country found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub span: Span,
    pub code: CountryCode,
    pub via: Via,
}

/// Every mention of a country in `text`, in reading order, not overlapping.
pub fn find(text: &str) -> Vec<Found> {
    find_each([text]).pop().unwrap_or_default()
}

/// [`find`] in each text of one article, title and paragraphs, in their order. What one of them makes clear ("Colin
/// Ireland", "Atlanta, Georgia") counts in all of them.
pub fn find_each<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Vec<Found>> {
    let judged: Vec<Vec<judge::Judged>> =
        texts.into_iter().map(|text| judge::judge(text, matcher::scan(text))).collect();
    let evidence = weigh::Evidence::of(judged.iter().flatten());
    judged.into_iter().map(|mentions| mentions.iter().filter_map(|m| evidence.decide(m)).collect()).collect()
}

/// The usual English short name: "France" for `FR`.
pub fn name(code: CountryCode) -> Option<&'static str> {
    table::country(code).map(|c| c.name)
}

/// Other ways to write the country, for queries: names, short forms and demonyms, without capitals and metonyms.
pub fn aliases(code: CountryCode) -> impl Iterator<Item = &'static str> {
    table::country(code).into_iter().flat_map(|c| c.aliases.iter().map(|a| a.as_ref()))
}
