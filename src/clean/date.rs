//! Dates as people write them. A field is a date or it is none: nothing is guessed, no day or year filled in.

use jiff::civil::Date;

use crate::text::fold;

/// The date that the whole of `text` says, with a time, a zone and a weekday allowed beside it.
pub fn parse(text: &str) -> Option<Date> {
    if text.len() > 100 {
        return None;
    }
    let mut found = Parts::default();
    let spaced = text.replace([',', '|', '·', '•', '(', ')'], " ");
    for token in spaced.split_whitespace() {
        found.take(token)?;
    }
    found.date()
}

/// The ISO date at the beginning of `text` and what follows it.
pub fn leading(text: &str) -> Option<(Date, &str)> {
    let head = text.get(..10).filter(|h| h.as_bytes().get(4) == Some(&b'-'))?;
    let rest = text.get(10..)?;
    let date = numeric(head)?;
    (!rest.starts_with(|c: char| c.is_alphanumeric())).then_some((date, rest))
}

/// The date in a file's name: `2025-04-18-talks.txt`, `talks_20250418.md`. None if there are several different ones.
pub fn in_name(path: &str) -> Option<Date> {
    let name = path.rsplit(['/', '\\']).next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let runs: Vec<(usize, &str)> = digit_runs(stem);
    let mut dates = Vec::new();
    for (i, (at, run)) in runs.iter().enumerate() {
        let before = stem.get(..*at).and_then(|s| s.chars().next_back());
        let after = stem.get(at + run.len()..).and_then(|s| s.chars().next());
        if before.is_some_and(|c| c.is_alphanumeric()) {
            continue;
        }
        let compact = matches!(run.len(), 8 | 12 | 14) && after.is_none_or(|c| !c.is_alphanumeric() || c == 'T');
        let date = match (runs.get(i + 1), runs.get(i + 2)) {
            _ if compact => run.get(..8).and_then(numeric),
            (Some((m, month)), Some((d, day))) if run.len() == 4 && *m == at + 5 && *d == m + month.len() + 1 => {
                let same = after.is_some_and(|c| matches!(c, '-' | '_' | '.'))
                    && stem.get(m + month.len()..).and_then(|s| s.chars().next()) == after;
                same.then(|| ymd(number(run)?, number(month)?, number(day)?)).flatten()
            }
            _ => None,
        };
        dates.extend(date.filter(|d| (1600..=2100).contains(&d.year())));
    }
    let Some(first) = dates.first().copied() else { return in_folders(path) };
    dates.iter().all(|d| *d == first).then_some(first)
}

/// The date of folders by day: `2025/04/18/talks.txt`.
fn in_folders(path: &str) -> Option<Date> {
    let mut folders = path.rsplit(['/', '\\']).skip(1);
    let (day, month, year) = (folders.next()?, folders.next()?, folders.next()?);
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let fits = digits(day, 2) && digits(month, 2) && digits(year, 4);
    let date = fits.then(|| ymd(number(year)?, number(month)?, number(day)?)).flatten();
    date.filter(|d| (1600..=2100).contains(&d.year()))
}

/// What a date's tokens have said so far.
#[derive(Default)]
struct Parts {
    whole: Option<Date>,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    has_time: bool,
}

impl Parts {
    /// `None` if `token` has no place in a date, or says again what was said.
    fn take(&mut self, token: &str) -> Option<()> {
        let folded = fold(token);
        let word = folded.trim_end_matches(['.', ':']);
        if word.is_empty() || is_filler(word) {
            return Some(());
        }
        if let Some(month) = month(word) {
            return set(&mut self.month, month);
        }
        if let Some(date) = numeric(word.split(['t', 'T']).next().unwrap_or("")) {
            return set(&mut self.whole, date);
        }
        if word.len() == 4
            && let Some(year) = number(word)
        {
            return set(&mut self.year, year);
        }
        if let Some(day) = day(word).filter(|_| self.day.is_none()) {
            return set(&mut self.day, day);
        }
        if is_time(word) {
            self.has_time = true;
            return Some(());
        }
        let zone = token.len() <= 5 && token.bytes().all(|b| b.is_ascii_uppercase());
        (self.has_time && (zone || is_offset(word))).then_some(())
    }

    fn date(&self) -> Option<Date> {
        match (self.whole, self.year, self.month, self.day) {
            (Some(date), None, None, None) => Some(date),
            (None, Some(year), Some(month), Some(day)) => new(year, month, day),
            _ => None,
        }
    }
}

fn set<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.replace(value).is_none().then_some(())
}

/// `2025-04-18`, `2025/4/18`, `20250418`, `18.04.2025`, and with slashes or hyphens day or month first where only one
/// reading is possible.
fn numeric(text: &str) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return ymd(number(text.get(..4)?)?, number(text.get(4..6)?)?, number(text.get(6..)?)?);
    }
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [a, b, c] = parts[..] else { return None };
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    match (a.len(), b.len(), c.len(), mark) {
        (4, 1..=2, 1..=2, _) => ymd(first, second, third),
        (1..=2, 1..=2, 4, '.') => ymd(third, second, first),
        (1..=2, 1..=2, 4, _) => match (ymd(third, second, first), ymd(third, first, second)) {
            (Some(a), Some(b)) if a != b => None,
            (a, b) => a.or(b),
        },
        _ => None,
    }
}

fn ymd(year: i16, month: i16, day: i16) -> Option<Date> {
    new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn new(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|_| (1000..=2200).contains(&year))
}

fn number(digits: &str) -> Option<i16> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// `17`, `17th`, `1er`, `17º`.
fn day(word: &str) -> Option<i8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, ending) = word.split_at_checked(digits)?;
    let ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "o" | "a" | "e");
    number.parse().ok().filter(|n| ordinal && digits <= 2 && (1..=31).contains(n))
}

/// `9:30`, `09:30:00.123z`, `9.30am`, `9am`, `9h30`, `21:04:05+02:00`.
fn is_time(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word.get(digits..).unwrap_or("");
    let marked = rest.contains([':', '.', 'h']) || rest.ends_with("am") || rest.ends_with("pm") || rest.ends_with("m");
    let plain = rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-'));
    let lettered = matches!(
        rest.trim_matches(|c: char| !c.is_ascii_alphabetic()),
        "" | "z" | "am" | "pm" | "h" | "p.m" | "a.m" | "utc" | "gmt"
    );
    (1..=2).contains(&digits) && marked && (plain || lettered)
}

fn is_offset(word: &str) -> bool {
    let word = word.trim_start_matches("gmt").trim_start_matches("utc");
    matches!(word.as_bytes(), [] | [b'+' | b'-', ..]) && word.bytes().skip(1).all(|b| b.is_ascii_digit() || b == b':')
}

fn is_filler(word: &str) -> bool {
    const WEEKDAYS: [&str; 35] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lunes",
        "martes",
        "miercoles",
        "domingo",
    ];
    const SMALL: [&str; 24] = [
        "at", "on", "of", "the", "de", "del", "le", "um", "uhr", "a", "den", "der", "am", "pm", "a.m", "p.m", "-",
        "--", "g", "г", "года", "local", "time", "hrs",
    ];
    WEEKDAYS.contains(&word) || SMALL.contains(&word)
}

/// Month names, folded, of the languages in which archives are most often kept.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "janvier",
        "janv",
        "januar",
        "enero",
        "ene",
        "gennaio",
        "janeiro",
        "januari",
        "января",
        "січня",
    ],
    &[
        "february",
        "feb",
        "fevrier",
        "fevr",
        "februar",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
        "февраля",
        "лютого",
    ],
    &["march", "mar", "mars", "marz", "marzo", "marco", "maart", "mrz", "марта", "березня"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "апреля", "квітня"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "мая", "травня"],
    &["june", "jun", "juin", "juni", "junio", "giugno", "junho", "июня", "червня"],
    &["july", "jul", "juillet", "juil", "juli", "julio", "luglio", "julho", "июля", "липня"],
    &["august", "aug", "aout", "agosto", "ago", "augustus", "августа", "серпня"],
    &["september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro", "сентября", "вересня"],
    &["october", "oct", "octobre", "oktober", "okt", "octubre", "ottobre", "outubro", "октября", "жовтня"],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноября", "листопада"],
    &[
        "december",
        "dec",
        "decembre",
        "dezember",
        "dez",
        "diciembre",
        "dic",
        "dicembre",
        "dezembro",
        "декабря",
        "грудня",
    ],
];

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

fn digit_runs(text: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_ascii_digit()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                runs.extend(text.get(from..at).map(|run| (from, run)));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text).map(|d| d.to_string()).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn whole_fields() {
        for text in [
            "2025-02-17",
            "2025/2/17",
            "20250217",
            "2025-02-17T09:30:00Z",
            "2025-02-17 09:30:00 +0100",
            "2025-02-17T09:30:00.123+01:00",
            "Mon, 17 Feb 2025 09:30:00 GMT",
            "Mon, 17 Feb 2025 09:30:00 +0000",
            "17 February 2025",
            "Feb. 17, 2025",
            "17.02.2025",
            "February 17, 2025 9:30 AM EST",
            "17/02/2025",
            "02/17/2025",
            "Monday, 17th of February 2025",
            "17 février 2025",
            "17. Februar 2025, 9.30 Uhr",
            "17 de febrero de 2025",
            "17 февраля 2025 г.",
            "Feb 17, 2025 | 9:30am",
            "Monday 17 February 2025 at 09.30 GMT",
            "2025 Feb 17",
            "February 17th, 2025 (9:30 p.m. CET)",
            "17-Feb-2025".replace('-', " ").as_str(),
        ] {
            check(text, "2025-02-17");
        }
        check("1 May 1999", "1999-05-01");
        check("4 Sept 2001", "2001-09-04");
        check("5/5/2025", "2025-05-05");
    }

    #[test]
    fn what_is_no_date_or_not_one_is_none() {
        for text in [
            "",
            "2025",
            "February 2025",
            "17 February",
            "Feb. 17",
            "30 February 2025",
            "2025-13-01",
            "31/04/2025",
            "03/04/2025",
            "17 February 25",
            "0999-01-01",
            "2201-01-01",
            "17 or 18 February 2025",
            "17 February 2025 in Paris",
            "17 February 2025 and 18 March 2025",
            "yesterday",
            "Monday",
            "17 02",
            "Feb 17 2025 2026",
            "١٧ February 2025",
            "99999999",
            "17 February 2025 9",
            "-2025-02-17",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn month_names_are_folded_and_differ() {
        let names: Vec<&str> = MONTHS.concat();
        assert!(names.iter().all(|n| fold(n) == *n));
        assert_eq!(names.iter().collect::<std::collections::HashSet<_>>().len(), names.len());
    }

    #[test]
    fn the_beginning_of_a_line() {
        let lead = |text: &'static str| leading(text).map(|(d, rest)| (d.to_string(), rest));
        assert_eq!(lead("2025-04-18 France hails"), Some(("2025-04-18".into(), " France hails")));
        assert_eq!(lead("2025-04-18"), Some(("2025-04-18".into(), "")));
        for text in ["2025-04-181", "2025-04-18x", "2025-14-18 x", "In 2025-04-18", "202€-04-18 x"] {
            assert_eq!(lead(text), None, "{text}");
        }
    }

    #[test]
    fn file_names() {
        let check = |name: &str, expected: &str| {
            assert_eq!(in_name(name).map(|d| d.to_string()).unwrap_or_default(), expected, "{name}");
        };
        for name in [
            "2025-04-18-talks.txt",
            "a/b/2025_04_18.md",
            "20250418 talks.txt",
            "talks-2025-04-18.txt",
            "2025.04.18.txt",
            "talks_20250418.txt",
            "20250418T093000.txt",
            "202504180930.txt",
            "2025-04-18 (20250418).txt",
            "x\\2025-4-18.txt",
            "archive/2025/04/18/talks.txt",
        ] {
            check(name, "2025-04-18");
        }
        for name in [
            "000_20879af0fb28f924.txt",
            "talks.txt",
            "2025-04.txt",
            "2025-04-18/talks.txt",
            "12345678.txt",
            "a20250418.txt",
            "2025-04-18_2025-04-19.txt",
            "202504181.txt",
            "2025-04_18.txt",
            "20250418a.txt",
        ] {
            check(name, "");
        }
    }
}
