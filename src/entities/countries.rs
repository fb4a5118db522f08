//! Countries in text, from the embedded table `assets/countries.tsv`.

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
pub fn find(_text: &str) -> Vec<Found> {
    Vec::new()
}

/// The usual English short name: "France" for `FR`.
pub fn name(_code: CountryCode) -> Option<&'static str> {
    None
}

/// Other ways to write the country, for queries: names, short forms and demonyms, without capitals and metonyms.
pub fn aliases(_code: CountryCode) -> impl Iterator<Item = &'static str> {
    std::iter::empty()
}
