//! The dates below the bars: two rows of them, none over another.

use jiff::civil::Date;

use crate::app::dates::month;
use crate::corpus::{BinNo, Unit, date_of};
use crate::text::width::width;

/// A text that begins at a column, counted from the leftmost bin's.
pub type Label = (u16, String);

/// Columns between two labels.
const APART: u16 = 1;

/// The labels of `bins` bins of `wide` columns each from `left` on: a fine row, what each bin or every few of them
/// are, and a coarse one, the year or the month and the year. Nothing goes beyond so many `columns`.
pub fn labels(unit: Unit, left: BinNo, bins: u16, wide: u16, columns: u16) -> [Vec<Label>; 2] {
    let days = (0..bins).filter_map(|at| {
        let bin = left.checked_add(BinNo::from(at))?;
        Some((at * wide, date_of(unit.days(bin).0)?))
    });
    let days: Vec<(u16, Date)> = days.collect();
    let year = |date: Date| date.year().to_string();
    let years = || coarse(begin(&days, |d| d.year()), year, columns);
    let months = || begin(&days, |d| (d.year(), d.month()));
    match unit {
        Unit::Year => {
            let every = |n: i16| texts(&days, |d| d.year() % n == 0, year);
            [finest([1, 2, 5, 10, 20, 50, 100, 500].map(every), columns), Vec::new()]
        }
        Unit::Month | Unit::Week => {
            let months = months();
            let every = |n: i8| texts(&months, |d| (d.month() - 1) % n == 0, short_month);
            [finest([1, 2, 3, 4, 6, 12].map(every), columns), years()]
        }
        Unit::Day => {
            let every = |of: &[i8]| texts(&days, |d| of.contains(&d.day()), |d| d.day().to_string());
            let all: Vec<i8> = (1..=31).collect();
            let odd: Vec<i8> = (1..=29).step_by(2).collect();
            let choices = [&all[..], &odd, &[1, 5, 10, 15, 20, 25], &[1, 8, 15, 22], &[1, 15], &[1], &[]].map(every);
            [finest(choices, columns), coarse(months(), month_and_year, columns)]
        }
    }
}

/// The days of some dates as labels.
fn texts(days: &[(u16, Date)], which: impl Fn(Date) -> bool, text: fn(Date) -> String) -> Vec<Label> {
    days.iter().filter(|(_, date)| which(*date)).map(|(at, date)| (*at, text(*date))).collect()
}

/// The first of these rows whose labels have room; the last, should none.
fn finest<const N: usize>(rows: [Vec<Label>; N], columns: u16) -> Vec<Label> {
    let fits = |labels: &Vec<Label>| {
        let last = labels.last().is_none_or(|(at, text)| at + width(text) as u16 <= columns);
        let apart = |pair: &[Label]| pair[0].0 + width(&pair[0].1) as u16 + APART <= pair[1].0;
        last && labels.windows(2).all(apart)
    };
    let mut rows: Vec<Vec<Label>> = rows.into();
    let at = rows.iter().position(fits).unwrap_or(rows.len().saturating_sub(1));
    let mut row = if at < rows.len() { rows.swap_remove(at) } else { Vec::new() };
    // What goes over the edge or another one in the coarsest row, too.
    let mut end = 0;
    row.retain(|(at, text)| {
        let fits = *at >= end && at + width(text) as u16 <= columns;
        end = if fits { at + width(text) as u16 + APART } else { end };
        fits
    });
    row
}

/// Where something of the dates changes, and the first of all.
fn begin<K: PartialEq>(days: &[(u16, Date)], key: impl Fn(Date) -> K) -> Vec<(u16, Date)> {
    let changes = days.chunk_by(|a, b| key(a.1) == key(b.1)).filter_map(|same| same.first());
    changes.copied().collect()
}

/// What begins at some places; what begins before the screen does gives way to the next one.
fn coarse(begins: Vec<(u16, Date)>, text: fn(Date) -> String, columns: u16) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (at, date) in begins {
        let label = text(date);
        if at + width(&label) as u16 > columns {
            continue;
        }
        let over = labels.last().filter(|(before, last)| before + width(last) as u16 + APART > at);
        match over {
            None => labels.push((at, label)),
            Some((0, _)) => labels = vec![(at, label)],
            Some(_) => {}
        }
    }
    labels
}

fn short_month(date: Date) -> String {
    month(date).chars().take(3).collect()
}

/// "April 2025"
pub fn month_and_year(date: Date) -> String {
    format!("{} {}", month(date), date.year())
}

/// "17 Apr 2025", "17 – 23 Apr 2025", "28 Apr – 4 May 2025", "29 Dec 2025 – 4 Jan 2026".
pub fn span(first: Date, last: Date) -> String {
    let short = |date: Date| format!("{} {}", date.day(), short_month(date));
    let end = format!("{} {}", short(last), last.year());
    if first == last {
        end
    } else if first.first_of_month() == last.first_of_month() {
        format!("{} – {end}", first.day())
    } else if first.year() == last.year() {
        format!("{} – {end}", short(first))
    } else {
        format!("{} {} – {end}", short(first), first.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::day_of;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn show(labels: &[Label]) -> String {
        let mut line = String::new();
        for (at, text) in labels {
            line += &" ".repeat(*at as usize - width(&line));
            line += text;
        }
        line
    }

    #[test]
    fn labels_say_what_there_is_room_for() {
        let check = |unit: Unit, first: Date, bins, wide, fine: &str, rough: &str| {
            let [a, b] = labels(unit, unit.bin(day_of(first)), bins, wide, bins * wide);
            assert_eq!((show(&a).as_str(), show(&b).as_str()), (fine, rough), "{unit:?}");
        };
        check(Unit::Year, date(2019, 1, 1), 5, 6, "2019  2020  2021  2022  2023", "");
        check(Unit::Year, date(2019, 1, 1), 12, 1, " 2020", "");
        check(Unit::Month, date(2024, 11, 1), 6, 4, "Nov Dec Jan Feb Mar Apr", "2024    2025");
        check(Unit::Month, date(2024, 11, 1), 12, 1, "  Jan   Jul", "  2025");
        check(Unit::Day, date(2025, 2, 26), 10, 3, "26 27 28 1  2  3  4  5  6  7", "         March 2025");
        check(Unit::Day, date(2025, 4, 1), 30, 1, "1   5    10   15   20   25", "April 2025");
    }

    #[test]
    fn days_are_said_as_short_as_can_be() {
        let day = |m, d| date(2025, m, d);
        assert_eq!(span(day(4, 17), day(4, 17)), "17 Apr 2025");
        assert_eq!(span(day(4, 17), day(4, 23)), "17 – 23 Apr 2025");
        assert_eq!(span(day(4, 28), day(5, 4)), "28 Apr – 4 May 2025");
        assert_eq!(span(day(12, 29), date(2026, 1, 4)), "29 Dec 2025 – 4 Jan 2026");
    }

    proptest! {
        #[test]
        fn no_label_lies_over_another(
            unit in prop::sample::select(&Unit::ALL[..]),
            left in prop_oneof![-3000i32..40_000, any::<i32>()],
            bins in 0u16..300,
            wide in 1u16..10,
        ) {
            let columns = bins * wide;
            for row in labels(unit, left, bins, wide, columns) {
                let mut end = 0;
                for (at, text) in row {
                    prop_assert!(at >= end, "{text} at {at}");
                    end = at + width(&text) as u16 + APART;
                    prop_assert!(end <= columns + APART);
                }
            }
        }
    }
}
