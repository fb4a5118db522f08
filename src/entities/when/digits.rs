//! Dates that begin with a digit: "17 February 2024", "2024-02-17", "17/02/2024", "the 1990s", "in 2019".

use super::date;
use super::names::{self, has};
use super::near::{is_counted, skip_space, starts_capital, word_after, word_before, word_end};
use super::scan::{Found, When, with_year};

/// What the digits at `at` begin; `done` is where the expression before ended.
pub(super) fn read(text: &str, done: usize, at: usize, end: usize) -> Option<Found> {
    let word = text.get(at..end)?;
    if is_part_of_a_number(text, at) {
        return None;
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    match (digits, word.get(digits..)?) {
        (4, "") => whole(text, at, end).or_else(|| years(text, done, at, end)),
        (4, "s") => decade(text, at, end),
        (1 | 2, suffix) => {
            let slashed = if suffix.is_empty() { short_whole(text, at, end) } else { None };
            slashed.or_else(|| day_and_month(text, at)).or_else(|| century(text, at, end))
        }
        _ => None,
    }
}

/// "$1990", "1,990", "x-1990", "12/1990".
fn is_part_of_a_number(text: &str, at: usize) -> bool {
    let mut back = text.get(..at).unwrap_or("").chars().rev();
    match back.next() {
        Some('$' | '£' | '€' | '₹' | '¥' | '#' | '+' | '@' | '_' | '=' | '&' | '~') => true,
        Some(',' | '.' | '/' | ':' | '-' | '–' | '\'' | '’') => back.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// "2024-02-17", "2024/02/17".
fn whole(text: &str, at: usize, end: usize) -> Option<Found> {
    let mark = text.get(end..)?.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, month_end) = number_at(text, end + 1, 2)?;
    let day_at = text.get(month_end..)?.starts_with(mark).then_some(month_end + 1)?;
    let (day, day_end) = number_at(text, day_at, 2)?;
    // A time may follow.
    let rest = text.get(day_end..)?;
    let ends = rest.starts_with('T') || !rest.starts_with(|c: char| c.is_alphanumeric() || c == mark);
    let found = date(number(text.get(at..end)?)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
    ends.then_some((When::Day(found), at..day_end))
}

/// "17/02/2024", "17.02.2024"; "03/04/2024" could be two days and is none.
fn short_whole(text: &str, at: usize, end: usize) -> Option<Found> {
    let mark = text.get(end..)?.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, second_end) = number_at(text, end + 1, 2)?;
    let year_at = text.get(second_end..)?.starts_with(mark).then_some(second_end + 1)?;
    let (year, year_end) = number_at(text, year_at, 4).filter(|(_, e)| *e == year_at + 4)?;
    if text.get(year_end..)?.starts_with(|c: char| c.is_alphanumeric() || c == mark) {
        return None;
    }
    let first = number(text.get(at..end)?)?;
    let ymd = |month: i16, day: i16| date(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let found = match (ymd(second, first), ymd(first, second)) {
        (Some(a), _) if mark == '.' => a,
        (Some(a), Some(b)) if a != b => return None,
        (Some(day), _) | (None, Some(day)) => day,
        (None, None) => return None,
    };
    Some((When::Day(found), at..year_end))
}

/// "17 February", "17th of February, 2024", "17-19 Feb. 2024".
fn day_and_month(text: &str, at: usize) -> Option<Found> {
    let (from, until, end) = days_at(text, at)?;
    let mut month_at = skip_space(text, end);
    if text.get(month_at..)?.starts_with("of ") {
        month_at += 3;
    }
    let mut month_end = word_end(text, month_at);
    if month_at == end || month_end == month_at {
        return None;
    }
    let month = names::month(text.get(month_at..month_end)?)?;
    if !in_month(month.number, until) {
        return None;
    }
    if month.short && text.get(month_end..)?.starts_with('.') {
        month_end += 1;
    }
    let found = with_year(text, at, month_end, month.number, from, until);
    // "In Court 5 March Winners Were Named": no date in a line of capitals.
    let verb = names::is_a_word(month.number)
        && matches!(found.0, When::MonthDays { .. })
        && word_after(text, month_end).and_then(|(w, _)| text.get(w)).is_some_and(starts_capital)
        && !word_before(text, at)
            .and_then(|(w, _)| text.get(w))
            .is_some_and(|w| has("on since by until from of to", w));
    (!verb).then_some(found)
}

/// A day or a range of days at `at`: "17", "17th", "17-19", "17 to 19", "17 and 18".
pub(super) fn days_at(text: &str, at: usize) -> Option<(i8, i8, usize)> {
    let (from, end) = day_at(text, at)?;
    let rest = text.get(end..)?;
    let joint = ["-", "–", " to ", " and ", " – ", " - "].into_iter().find(|joint| rest.starts_with(joint));
    if let Some(joint) = joint
        && let Some((until, until_end)) = day_at(text, end + joint.len())
        && until > from
        && (joint != " and " || until == from + 1)
    {
        return Some((from, until, until_end));
    }
    Some((from, from, end))
}

fn day_at(text: &str, at: usize) -> Option<(i8, usize)> {
    let (day, digits_end) = number_at(text, at, 2)?;
    let end = word_end(text, at);
    let suffix = text.get(digits_end..end)?;
    let ends = matches!(suffix, "" | "st" | "nd" | "rd" | "th");
    let decimal =
        text.get(end..)?.strip_prefix(['.', ':']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    (ends && !decimal && (1..=31).contains(&day)).then_some((i8::try_from(day).ok()?, end))
}

pub(super) fn in_month(month: i8, day: i8) -> bool {
    match month {
        2 => day <= 29,
        4 | 6 | 9 | 11 => day <= 30,
        _ => day <= 31,
    }
}

/// The year behind a day or a month: " 2024", ", 2024", " of 2024", ", in 2024".
pub(super) fn year_behind(text: &str, end: usize) -> Option<(i16, usize)> {
    let rest = text.get(end..)?;
    let joint = [", ", " of ", " ", ","].into_iter().find(|joint| rest.starts_with(joint))?;
    let at = end + joint.len();
    let (year, year_end) = number_at(text, at, 4).filter(|(_, e)| *e == at + 4)?;
    let whole = word_end(text, at) == year_end;
    (whole && (1000..=2200).contains(&year)).then_some((year, year_end))
}

/// "1990s", "early 1990s", "1800s".
fn decade(text: &str, at: usize, end: usize) -> Option<Found> {
    let first = number(text.get(at..at + 4)?).filter(|y| y % 10 == 0 && (1000..=2200).contains(y))?;
    let before = word_before(text, at).and_then(|(w, _)| Some((text.get(w.clone())?.to_ascii_lowercase(), w.start)));
    let span_of = if first % 100 == 0 && first < 2000 { 100 } else { 10 };
    let (from, until, start) = match before.as_ref().map(|(w, start)| (w.as_str(), *start)) {
        Some(("early", start)) => (first, first + span_of * 4 / 10 - 1, start),
        Some(("mid", start)) => (first + span_of * 4 / 10, first + span_of * 7 / 10 - 1, start),
        Some(("late", start)) => (first + span_of * 7 / 10, first + span_of - 1, start),
        _ => (first, first + span_of - 1, at),
    };
    Some((When::Years(from, until), start..end))
}

/// "the 19th century".
fn century(text: &str, at: usize, end: usize) -> Option<Found> {
    let word = text.get(at..end)?;
    let number: i16 = number(word.get(..word.len().checked_sub(2)?)?)?;
    let ordinal = word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") || word.ends_with("th");
    let (next, _) = word_after(text, end)?;
    let named = text.get(next.clone())? == "century";
    (ordinal && named && (11..=22).contains(&number))
        .then_some((When::Years((number - 1) * 100 + 1, number * 100), at..next.end))
}

/// "in 2019", "2010-2015", "the 2016 election", "(1990)".
fn years(text: &str, done: usize, at: usize, end: usize) -> Option<Found> {
    let year = number(text.get(at..end)?).filter(|y| (1000..=2200).contains(y))?;
    let rest = text.get(end..)?;
    if let Some(dash) = ["-", "–"].into_iter().find(|dash| rest.starts_with(dash))
        && let Some((until, until_end)) = number_at(text, end + dash.len(), 4)
        && word_end(text, end + dash.len()) == until_end
    {
        let until = if until_end == end + dash.len() + 2 { year / 100 * 100 + until } else { until };
        let usual = until > year && until - year <= 150 && (1500..=2100).contains(&year);
        return (usual && !is_counted(text, until_end, true)).then_some((When::Years(year, until), at..until_end));
    }
    if rest.starts_with(['-', '–', '/', '’', '\'']) && !(rest.starts_with("'s") || rest.starts_with("’s")) {
        return None;
    }
    let modern = (1800..=2100).contains(&year);
    let bracketed = text.get(..at).is_some_and(|h| h.ends_with('(')) && rest.starts_with([')', ',']);
    if bracketed && (1500..=2100).contains(&year) {
        return Some((When::Years(year, year), at..end));
    }
    let (before, gap) = word_before(text, at)?;
    let word = text.get(before.clone())?;
    if !matches!(gap, ' ' | '\u{a0}' | '-') {
        return None;
    }
    let small = word.to_ascii_lowercase();
    let meant = match small.as_str() {
        // "a 2005 deal", "Rwanda's 1994 genocide".
        "the" | "a" | "its" | "his" | "her" | "their" | "s" => {
            modern && word_after(text, end).is_some_and(|(_, gap)| gap == ' ')
        }
        // "from 2010 to 2015": behind another year.
        "to" | "and" => modern && done > 0 && done + 1 == before.start,
        other => has(names::BEFORE_YEAR, other) && (modern || !has(names::BEFORE_NUMBER, other)),
    };
    let may_count = !matches!(small.as_str(), "in" | "since" | "until" | "till");
    (meant && !is_counted(text, end, may_count)).then_some((When::Years(year, year), at..end))
}

/// Up to so many digits at `at`, and where they end; none if more follow.
fn number_at(text: &str, at: usize, most: usize) -> Option<(i16, usize)> {
    let rest = text.get(at..)?;
    let digits = rest.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
    let value = number(rest.get(..digits)?)?;
    (1..=most).contains(&digits).then_some((value, at + digits))
}

fn number(digits: &str) -> Option<i16> {
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}
