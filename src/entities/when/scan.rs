//! What is written where a text speaks of a date: one pass, in which only words that can begin or end one are looked at.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::names::{self, Named, has};
use super::near::{
    char_len, is_counted, skip_space, starts_capital, starts_sentence, word_after, word_before, word_end,
};
use super::{digits, relative};
use crate::text::Span;

/// What an expression says, before it is known when it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Day(Date),
    Days(Date, Date),
    Years(i16, i16),
    /// "Feb. 17", "Feb. 17-19".
    MonthDays {
        month: i8,
        from: i8,
        until: i8,
    },
    Month {
        month: i8,
        lean: Lean,
    },
    Weekday {
        day: Weekday,
        lean: Lean,
    },
    /// Days from the day of publication.
    Offset(i32),
    /// Weeks, months and years from the one it lies in.
    Week(i32),
    Weekend(i32),
    Months(i32),
    YearsAway(i32),
    /// "the past week": from the day of publication back, or on.
    Rolling {
        days: i32,
    },
}

impl When {
    pub fn lacks_year(self) -> bool {
        matches!(self, When::MonthDays { .. } | When::Month { lean: Lean::None, .. })
    }
}

/// "last Friday", "this Friday", "next Friday".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    None,
    Last,
    This,
    Next,
}

/// An expression in a text. `part` counts the texts of an article, the title being 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spotted {
    pub part: u32,
    pub span: Span,
    pub when: When,
    /// A month that stands alone and is called like people.
    pub needs_month_no_name: bool,
}

/// What was found in the texts of one article.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub spotted: Vec<Spotted>,
    /// Months that are people's names here, a bit each.
    names: u16,
}

/// An expression, and where it ends.
pub(super) type Found = (When, Range<usize>);

impl Scan {
    pub fn read(&mut self, text: &str, part: u32) {
        let bytes = text.as_bytes();
        let mut at = 0;
        // Where the last expression ended.
        let mut done = 0;
        while let Some(&byte) = bytes.get(at) {
            let end = word_end(text, at);
            if end == at {
                at += if byte.is_ascii() { 1 } else { char_len(text, at) };
                continue;
            }
            let found = match byte {
                b'0'..=b'9' => digits::read(text, done, at, end),
                b'A'..=b'Z' => self.capital(text, at, end),
                b'y' | b't' | b'l' | b'n' | b'a' | b'p' => relative::read(text, at, end),
                _ => None,
            };
            match found {
                Some((when, span)) if span.start >= done && span.end > at => {
                    let bare = matches!(when, When::Month { month, lean: Lean::None } if names::is_a_word(month));
                    done = span.end;
                    self.spotted.push(Spotted { part, span: span.into(), when, needs_month_no_name: bare });
                    at = done;
                }
                _ => at = end,
            }
        }
    }

    /// Whether the month is a person's name somewhere in the article: "Theresa May".
    pub fn is_a_name(&self, when: When) -> bool {
        matches!(when, When::Month { month, .. } if self.names & (1 << month) != 0)
    }

    fn capital(&mut self, text: &str, at: usize, end: usize) -> Option<Found> {
        let word = text.get(at..end)?;
        if let Some(month) = names::month(word) {
            if word == "May"
                && text.get(end..).is_some_and(|rest| rest.starts_with(" Day") && word_end(text, end + 1) == end + 4)
            {
                return Some(with_year(text, at, end + 4, 5, 1, 1));
            }
            let found = from_month(text, at, end, month);
            if found.is_none() && names::is_a_word(month.number) && follows_a_name(text, at) {
                self.names |= 1 << month.number;
            }
            return found;
        }
        if let Some(day) = names::weekday(word) {
            return from_weekday(text, at, end, day);
        }
        match word {
            "Today" | "Yesterday" | "Tomorrow" | "Tonight" if !starts_sentence(text, at) => None,
            "Last" | "Next" | "This" | "Past" | "Today" | "Yesterday" | "Tomorrow" | "Tonight" => {
                relative::read(text, at, end)
            }
            "Christmas" => match word_after(text, end) {
                Some((w, _)) if matches!(text.get(w.clone()), Some("Day" | "Eve")) => {
                    let day = if text.get(w.clone()) == Some("Eve") { 24 } else { 25 };
                    Some(with_year(text, at, w.end, 12, day, day))
                }
                _ => None,
            },
            "New" => {
                let rest = text.get(end..)?;
                let (month, day, len) = [" Year's Day", " Year’s Day", " Year's Eve", " Year’s Eve"]
                    .iter()
                    .find(|name| rest.starts_with(**name))
                    .map(|name| if name.ends_with("Day") { (1, 1, name.len()) } else { (12, 31, name.len()) })?;
                Some(with_year(text, at, end + len, month, day, day))
            }
            _ => None,
        }
    }
}

/// "Feb. 17, 2024", "February 17", "March 2020", "in March".
pub(super) fn from_month(text: &str, at: usize, end: usize, month: Named) -> Option<Found> {
    let tail = text.get(end..)?;
    let after = if tail.starts_with('.') && month.short { end + 1 } else { end };
    let space = skip_space(text, after);
    let inside = word_before(text, at).and_then(|(w, _)| text.get(w)).is_some_and(|w| matches!(w, "in" | "In"));
    if space > after
        && let Some((from, until, day_end)) = digits::days_at(text, space)
        && digits::in_month(month.number, until)
        && !is_counted(text, day_end, inside)
    {
        return Some(with_year(text, at, day_end, month.number, from, until));
    }
    if let Some((year, year_end)) = digits::year_behind(text, after)
        && !is_counted(text, year_end, false)
    {
        let first = super::date(year, month.number, 1)?;
        return Some((When::Days(first, first.last_of_month()), at..year_end));
    }
    if month.short {
        return None;
    }
    is_month_alone(text, at, end, month.number)
        .then_some((When::Month { month: month.number, lean: Lean::None }, at..end))
}

/// "in March", "mid-March", "the June elections", "set for May"; not "a March on", "June Carter".
fn is_month_alone(text: &str, at: usize, end: usize, month: i8) -> bool {
    let Some((before, gap)) = word_before(text, at) else { return false };
    let word_of = |w: Option<(Range<usize>, char)>| w.and_then(|(w, _)| text.get(w)).unwrap_or("");
    let small = text.get(before.clone()).unwrap_or("").to_ascii_lowercase();
    // Behind a full stop a sentence begins.
    let joined = matches!(gap, ' ' | '\u{a0}') || (gap == '-' && small == "mid");
    if !joined {
        return false;
    }
    if !names::is_a_word(month) {
        return has(names::BEFORE_MONTH, &small);
    }
    let next = word_of(word_after(text, end));
    let possessive = text.get(end..).is_some_and(|tail| tail.starts_with(['\'', '’'])) && matches!(month, 4..=6);
    if starts_capital(next) || possessive {
        return false;
    }
    let earlier = word_of(word_before(text, before.start));
    has(names::BEFORE_WORDLIKE_MONTH, &small)
        || match small.as_str() {
            "of" => has(names::PART_OF_MONTH, earlier),
            "for" => has("set scheduled planned due slated", earlier),
            "the" | "a" => !next.is_empty() && !has("on of in to for at from by and or was is", next),
            _ => false,
        }
}

/// The days of a month, with the year behind them if there is one.
pub(super) fn with_year(text: &str, at: usize, end: usize, month: i8, from: i8, until: i8) -> Found {
    let dated = digits::year_behind(text, end).filter(|(_, year_end)| !is_counted(text, *year_end, false)).and_then(
        |(year, year_end)| Some((super::date(year, month, from)?, super::date(year, month, until)?, year_end)),
    );
    match dated {
        Some((from, until, end)) if from == until => (When::Day(from), at..end),
        Some((from, until, end)) => (When::Days(from, until), at..end),
        None => (When::MonthDays { month, from, until }, at..end),
    }
}

/// "Friday", "Friday, Feb. 17", "Mon, 17 Feb 2025".
fn from_weekday(text: &str, at: usize, end: usize, day: Named) -> Option<Found> {
    let tail = text.get(end..)?;
    let after = if tail.starts_with('.') && day.short { end + 1 } else { end };
    let after = if text.get(after..)?.starts_with(',') { after + 1 } else { after };
    let next = skip_space(text, after);
    let next_end = word_end(text, next);
    if next > after && next_end > next {
        let word = text.get(next..next_end)?;
        let full = match names::month(word) {
            Some(month) => from_month(text, next, next_end, month),
            None if word.as_bytes().first().is_some_and(u8::is_ascii_digit) => digits::read(text, next, next, next_end),
            None => None,
        };
        if let Some((when @ (When::Day(_) | When::MonthDays { .. }), span)) = full {
            return Some((when, at..span.end));
        }
    }
    if day.short {
        return None;
    }
    let before = word_before(text, at).and_then(|(w, _)| text.get(w));
    if before.is_some_and(|w| has(names::NO_DAY_BEFORE, w)) {
        return None;
    }
    // "on a Friday", "Mail on Sunday".
    if matches!(before, Some("a" | "on"))
        && let Some((here, _)) = word_before(text, at)
        && let Some((earlier, _)) = word_before(text, here.start)
        && text.get(earlier).is_some_and(|w| matches!(w, "Mail" | "Independent") || (before == Some("a") && w == "on"))
    {
        return None;
    }
    if tail.starts_with(' ')
        && word_after(text, end).and_then(|(w, _)| text.get(w)).is_some_and(|w| has(names::NO_DAY_AFTER, w))
        || tail.starts_with(" the 13th")
    {
        return None;
    }
    Some((When::Weekday { day: weekday_of(day), lean: Lean::None }, at..end))
}

pub(super) fn weekday_of(day: Named) -> Weekday {
    Weekday::from_monday_one_offset(day.number).unwrap_or(Weekday::Monday)
}

/// Whether a name of the kind stands before: "Theresa May", "Mrs May".
fn follows_a_name(text: &str, at: usize) -> bool {
    word_before(text, at).is_some_and(|(w, gap)| {
        matches!(gap, ' ' | '\u{a0}' | '.')
            && text.get(w.clone()).is_some_and(|word| {
                starts_capital(word)
                    && !has(names::BEFORE_MONTH, &word.to_ascii_lowercase())
                    && names::weekday(word).is_none()
            })
    })
}
