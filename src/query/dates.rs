//! Dates as typed: a year, a month or a day, and ranges of them.

use jiff::civil::Date;

use super::DateRange;

/// Why a date was not understood, for people to read.
const BROKEN: &str = "not a date: write 2025, 2025-04, 2025-04-17 or a range like 2025-04..2025-06";

/// `2025`, `2025-04`, `2025-04-17`, `2025-04-17..2025-05`, `..2025`, `2025..`.
pub(super) fn range(text: &str) -> Result<DateRange, &'static str> {
    let Some((from, to)) = text.split_once("..") else {
        let (first, last) = period(text).ok_or(BROKEN)?;
        return Ok(DateRange { first: Some(first), last: Some(last) });
    };
    let (from, to) = (from.trim(), to.trim_start_matches('.').trim());
    let end = |text: &str| match text {
        "" => Ok(None),
        _ => period(text).map(Some).ok_or(BROKEN),
    };
    let range = DateRange { first: end(from)?.map(|p| p.0), last: end(to)?.map(|p| p.1) };
    match (range.first, range.last) {
        (None, None) => Err(BROKEN),
        (Some(first), Some(last)) if first > last => Err("this range ends before it begins"),
        _ => Ok(range),
    }
}

/// From the day after the period: `after:2025-04` begins on 1 May.
pub(super) fn after(text: &str) -> Result<DateRange, &'static str> {
    let (_, last) = period(text).ok_or(BROKEN)?;
    let first = last.tomorrow().map_err(|_| "nothing can be after that")?;
    Ok(DateRange { first: Some(first), last: None })
}

/// Until the day before the period: `before:2025-04` ends on 31 March.
pub(super) fn before(text: &str) -> Result<DateRange, &'static str> {
    let (first, _) = period(text).ok_or(BROKEN)?;
    let last = first.yesterday().map_err(|_| "nothing can be before that")?;
    Ok(DateRange { first: None, last: Some(last) })
}

/// The first and the last day of a year, a month or a day: `2025`, `2025-04`, `2025-04-17`.
pub fn period(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.trim().split(['-', '/']);
    let year = number(parts.next()?, 4..=4)?;
    let month = parts.next().map(|p| number(p, 1..=2));
    let day = parts.next().map(|p| number(p, 1..=2));
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(Some(1))? as i8, day.unwrap_or(Some(1))? as i8).ok()?;
    let last = match (month, day) {
        (None, _) => first.last_of_year(),
        (_, None) => first.last_of_month(),
        _ => first,
    };
    Some((first, last))
}

fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    (length.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(range: Result<DateRange, &'static str>) -> String {
        let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
        range.map_or_else(
            |e| e.split(':').next().unwrap_or("").to_string(),
            |r| format!("{}..{}", day(r.first), day(r.last)),
        )
    }

    #[test]
    fn periods_and_ranges() {
        for (text, expected) in [
            ("2025", "2025-01-01..2025-12-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2025-04-17", "2025-04-17..2025-04-17"),
            ("2025/4/7", "2025-04-07..2025-04-07"),
            ("2025-04-17..2025-05", "2025-04-17..2025-05-31"),
            ("..2025", "..2025-12-31"),
            ("2025-04..", "2025-04-01.."),
            ("2025...2026", "2025-01-01..2026-12-31"),
            ("..", "not a date"),
            ("", "not a date"),
            ("2025-13", "not a date"),
            ("2025-02-30", "not a date"),
            ("2025-04-17-1", "not a date"),
            ("25", "not a date"),
            ("20255", "not a date"),
            ("+025", "not a date"),
            ("2025-04-", "not a date"),
            ("yesterday", "not a date"),
            ("2025..nonsense", "not a date"),
            ("2026..2025", "this range ends before it begins"),
        ] {
            assert_eq!(show(range(text)), expected, "{text}");
        }
    }

    #[test]
    fn after_and_before_leave_the_period_out() {
        assert_eq!(show(after("2025-04")), "2025-05-01..");
        assert_eq!(show(after("2025-12-31")), "2026-01-01..");
        assert_eq!(show(before("2025")), "..2024-12-31");
        assert_eq!(show(before("2025-03-01")), "..2025-02-28");
        assert_eq!(show(after("9999")), "nothing can be after that");
        assert_eq!(show(after("soon")), "not a date");
    }
}
