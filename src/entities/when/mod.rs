//! The dates that a story mentions: "on Friday", "last week", "Feb. 17", "in 2019", each with the days it means.
//!
//! Only English is read. What is said in full means itself; everything else is reckoned from the day the article was
//! published, and left out where that is not known. Leaves finding that day to [`crate::clean`].
//!
//! In the order of work: [`scan`] finds what is written ([`digits`] what begins with a digit, [`relative`] what is
//! said from today), [`tense`] whether the sentence looks back or ahead, [`reckon`] which days are meant.

mod digits;
mod names;
mod near;
mod reckon;
mod relative;
mod scan;
mod tense;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::corpus::{Article, Dated, Mention};
use scan::{Scan, When};

/// Every date mentioned in the title and the paragraphs, in reading order.
pub fn find(article: &Article) -> Vec<Dated> {
    if article.language.as_deref().is_some_and(|language| !language.starts_with("en")) {
        return Vec::new();
    }
    let texts = || std::iter::once(article.title.as_str()).chain(article.paragraphs.iter().map(|p| p.text.as_str()));
    let mut scan = Scan::default();
    for (text, part) in texts().zip(0u32..) {
        scan.read(text, part);
    }
    let mut dates = Vec::with_capacity(scan.spotted.len());
    let mut texts = texts().zip(0u32..);
    let mut current = texts.next();
    for (i, one) in scan.spotted.iter().enumerate() {
        while current.is_some_and(|(_, part)| part < one.part) {
            current = texts.next();
        }
        let Some((text, _)) = current else { break };
        // "In June" where a June has the word.
        if one.needs_month_no_name && scan.is_a_name(one.when) {
            continue;
        }
        let year = if one.when.lacks_year() { year_beside(&scan, i, text) } else { None };
        let tense = || tense::of(text, one.span.range());
        if let Some((from, until)) = reckon::days(one.when, article.date, year, tense) {
            dates.push(Dated { mention: Mention { paragraph: one.part.checked_sub(1), span: one.span }, from, until });
        }
    }
    dates
}

/// The year that the same sentence names: "In 2014, on 18 March, …", "Feb. 17, 2014, and March 18".
fn year_beside(scan: &Scan, at: usize, text: &str) -> Option<i16> {
    let one = scan.spotted.get(at)?;
    let other = scan.spotted.get(at.checked_sub(1)?).filter(|other| other.part == one.part)?;
    let gap = text.get(other.span.end as usize..one.span.start as usize)?;
    let head = text.get(..other.span.start as usize)?;
    match other.when {
        When::Years(from, until) if from == until => {
            let inside = head.ends_with("in ") || head.ends_with("In ");
            (inside && gap.len() <= 60 && !gap.contains(['.', '!', '?', ';'])).then_some(from)
        }
        When::Day(day) | When::Days(day, _) => (gap.len() <= 10 && !gap.contains('.')).then_some(day.year()),
        _ => None,
    }
}

/// A date, if there is one.
fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|_| (1000..=2200).contains(&year))
}
