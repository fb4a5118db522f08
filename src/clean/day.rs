//! The day an article was published: where it is said, and how far that is to be believed.
//!
//! Markup and the file's own first lines come first, then a dateline that has its year, then the file's name. A caption
//! dates a picture, not the story, and pictures are often older: it only lends its year to a dateline that has a day
//! without one, where the two are at most a week apart, and dates a file that has no title and begins with it: there the
//! picture is the story. Nothing else is guessed.

use jiff::civil::Date;

use super::block::Block;
use super::dateline::Dateline;
use super::header::{self, Header};
use super::{caption, date};
use crate::corpus::{Confidence, Origin, ParagraphKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    pub origin: Origin,
    pub confidence: Confidence,
}

/// So many days may lie between a dateline and the picture beside it.
const APART: i32 = 7;
/// The last lines of a file may say when it was published, as the first do.
const LAST: usize = 4;

pub fn find(given: Option<&str>, header: &Header, dateline: &Dateline, path: &str, blocks: &[Block]) -> Option<Day> {
    let said = |date, origin| Day { date, origin, confidence: Confidence::High };
    if let Some(date) = given.and_then(date::parse) {
        return Some(said(date, Origin::Markup));
    }
    if let Some(date) = header.date {
        return Some(said(date, Origin::File));
    }
    let mut last = blocks.iter().rev().take(LAST);
    if let Some(date) = last.find_map(|b| header::published_on(&b.text)) {
        return Some(said(date, Origin::File));
    }
    let name = date::in_name(path);
    // A story is dated on the day it is written and published then or on the next.
    let agree = |line: Option<Date>| matches!((line, name), (Some(a), Some(b)) if apart(a, b) <= 1);
    let sure = |agreed| if agreed { Confidence::High } else { Confidence::Medium };
    if let Some(date) = dateline.date {
        return Some(Day { date, origin: Origin::Dateline, confidence: sure(agree(Some(date))) });
    }
    let dated_in = |year: i16| dateline.day.and_then(|(month, day)| Date::new(year, month, day).ok());
    if let Some(date) = name {
        return Some(Day { date, origin: Origin::Name, confidence: sure(agree(dated_in(date.year()))) });
    }
    if let Some(date) = the_picture_is_the_story(header, blocks) {
        return Some(Day { date, origin: Origin::File, confidence: Confidence::Low });
    }
    let pictures = blocks.iter().filter(|b| b.kind == ParagraphKind::Caption).filter_map(|b| caption::day_of(&b.text));
    let lent = pictures.filter_map(|taken| dated_in(taken.year()).filter(|date| apart(*date, taken) <= APART)).next();
    lent.map(|date| Day { date, origin: Origin::Dateline, confidence: Confidence::Low })
}

/// A file without a title that begins with a caption is about that picture.
fn the_picture_is_the_story(header: &Header, blocks: &[Block]) -> Option<Date> {
    let first =
        blocks.iter().find(|b| !b.out).filter(|b| b.kind == ParagraphKind::Caption && header.title.is_none())?;
    caption::day_of(&first.text)
}

fn apart(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}
