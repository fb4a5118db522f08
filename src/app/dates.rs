//! Dates for people's eyes.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn month(date: Date) -> &'static str {
    MONTHS.get(date.month() as usize - 1).copied().unwrap_or("")
}

/// "18 April 2025"
pub fn long(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "18 Apr 2025", always eleven columns.
pub fn short(date: Date) -> String {
    format!("{:2} {} {:4}", date.day(), &month(date)[..3], date.year())
}

/// From first to last, no longer than needed: "17 Feb – 18 Apr 2025", "1961 – 2025".
pub fn range(first: Date, last: Date) -> String {
    let day = |d: Date| format!("{} {}", d.day(), &month(d)[..3]);
    if first == last {
        short(first).trim_start().to_string()
    } else if first.year() == last.year() {
        format!("{} – {} {}", day(first), day(last), last.year())
    } else {
        format!("{} – {}", first.year(), last.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ranges_say_no_more_than_needed() {
        assert_eq!(range(date(2025, 2, 17), date(2025, 4, 18)), "17 Feb – 18 Apr 2025");
        assert_eq!(range(date(1961, 4, 13), date(2025, 4, 18)), "1961 – 2025");
        assert_eq!(range(date(2025, 4, 8), date(2025, 4, 8)), "8 Apr 2025");
    }

    #[test]
    fn short_dates_are_of_one_width() {
        assert_eq!(short(date(2025, 4, 8)), " 8 Apr 2025");
        assert_eq!(short(date(1989, 11, 10)).len(), short(date(2025, 4, 8)).len());
        assert_eq!(long(date(2025, 4, 18)), "18 April 2025");
    }
}
