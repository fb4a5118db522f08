//! The days that an expression means, reckoned from the day the article was published.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::date;
use super::scan::{Lean, When};
use super::tense::Tense;

/// The first and the last day. `year` is the one that the sentence names beside a date that lacks it.
pub(super) fn days(
    when: When,
    published: Option<Date>,
    year: Option<i16>,
    tense: impl Fn() -> Tense,
) -> Option<(Date, Date)> {
    match when {
        When::Day(day) => return Some((day, day)),
        When::Days(from, until) => return Some((from, until)),
        When::Years(from, until) => return Some((date(from, 1, 1)?, date(until, 12, 31)?)),
        When::MonthDays { month, from, until } if year.is_some() => {
            let year = year?;
            return Some((date(year, month, from)?, date(year, month, until)?));
        }
        When::Month { month, lean: Lean::None } if year.is_some() => return month_of(year?, month),
        _ => {}
    }
    let today = published?;
    match when {
        When::MonthDays { month, from, until } => {
            let nearest = nearest(tense(), |year| date(year, month, from), today)?;
            Some((nearest, date(nearest.year(), month, until)?))
        }
        When::Month { month, lean } => month_of(year_of(month, lean, today, tense)?, month),
        When::Weekday { day, lean } => {
            let back = |from: Date| ago(from, i64::from(days_between(day, from.weekday())));
            let ahead = |from: Date| ago(from, -i64::from(days_between(from.weekday(), day)));
            let day = match lean {
                Lean::Last => back(ago(today, 1)?)?,
                Lean::Next => ahead(ago(today, -1)?)?,
                Lean::This => ahead(today)?,
                Lean::None if tense() == Tense::Coming => ahead(today)?,
                Lean::None => back(today)?,
            };
            Some((day, day))
        }
        When::Offset(days) => ago(today, -i64::from(days)).map(|day| (day, day)),
        When::Week(weeks) => {
            let monday = ago(today, i64::from(today.weekday().to_monday_zero_offset()) - 7 * i64::from(weeks))?;
            Some((monday, ago(monday, -6)?))
        }
        When::Weekend(weeks) => {
            let monday = ago(today, i64::from(today.weekday().to_monday_zero_offset()) - 7 * i64::from(weeks))?;
            Some((ago(monday, -5)?, ago(monday, -6)?))
        }
        When::Months(months) => {
            let month = today.first_of_month().checked_add(i64::from(months).months()).ok()?;
            Some((month, month.last_of_month()))
        }
        When::YearsAway(years) => {
            let year = i16::try_from(i32::from(today.year()).checked_add(years)?).ok()?;
            Some((date(year, 1, 1)?, date(year, 12, 31)?))
        }
        When::Rolling { days } => {
            let far = ago(today, -i64::from(days))?;
            Some((far.min(today), far.max(today)))
        }
        When::Day(_) | When::Days(..) | When::Years(..) => None,
    }
}

fn ago(day: Date, days: i64) -> Option<Date> {
    day.checked_sub(days.days()).ok()
}

/// How many days `from` lies before `until` in a week.
fn days_between(from: Weekday, until: Weekday) -> i8 {
    (until.to_monday_zero_offset() - from.to_monday_zero_offset()).rem_euclid(7)
}

fn month_of(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = date(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// Of the years around `today`, the one that brings the day nearest: what is to come counts as twice as far, since news
/// tells what has been, and ten times where the sentence is in the past; where it looks ahead, only what is to come.
fn nearest(tense: Tense, day: impl Fn(i16) -> Option<Date>, today: Date) -> Option<Date> {
    let years = today.year().checked_sub(1)?..=today.year().checked_add(1)?;
    let distance = |day: &Date| {
        let days = i64::from(today.until(*day).map_or(0, |span| span.get_days()));
        match tense {
            Tense::Coming if days < 0 => 1000 - days,
            Tense::Since if days > 0 => 1000 + days,
            Tense::Coming => days,
            Tense::Unknown if days > 0 => 2 * days,
            Tense::Past if days > 0 => 10 * days,
            _ => -days,
        }
    };
    years.filter_map(day).min_by_key(distance)
}

fn year_of(month: i8, lean: Lean, today: Date, tense: impl Fn() -> Tense) -> Option<i16> {
    let this = today.year();
    match lean {
        Lean::This => Some(this),
        Lean::Last => Some(if month < today.month() { this } else { this.checked_sub(1)? }),
        Lean::Next => Some(if month > today.month() { this } else { this.checked_add(1)? }),
        // The month we are in is never another year's.
        Lean::None if month == today.month() => Some(this),
        Lean::None => nearest(tense(), |year| date(year, month, 1), today.first_of_month()).map(|d| d.year()),
    }
}
