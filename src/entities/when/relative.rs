//! Dates said from where one stands: "yesterday", "last week", "next Monday", "two days ago".

use super::names::{self, has};
use super::near::{starts_capital, word_after, word_before};
use super::scan::{Found, Lean, When, from_month, weekday_of};

/// "yesterday", "last week", "next Monday", "this year", "two days ago".
pub(super) fn read(text: &str, at: usize, end: usize) -> Option<Found> {
    let word = text.get(at..end)?;
    let small = word.as_bytes().first()?.to_ascii_lowercase();
    match (small, word.get(1..)?) {
        (b'y', "esterday") => Some(offset(text, at, end, -1, "before ")),
        (b't', "oday" | "onight") => Some((When::Offset(0), at..end)),
        (b't', "omorrow") => Some(offset(text, at, end, 1, "after ")),
        (b'l', "ast") => leaning(text, at, end, Lean::Last),
        (b'n', "ext") => leaning(text, at, end, Lean::Next),
        (b't', "his") => leaning(text, at, end, Lean::This),
        (b'p', "ast") => {
            let (unit, _) = word_after(text, end)?;
            let days = -unit_days(text.get(unit.clone())?)?;
            Some((When::Rolling { days }, at..unit.end))
        }
        (b'a', "go") => ago(text, at, end),
        _ => None,
    }
}

/// "the day before yesterday".
fn offset(text: &str, at: usize, end: usize, days: i32, joint: &str) -> Found {
    let head = text.get(..at).and_then(|h| h.strip_suffix(joint)).and_then(|h| h.strip_suffix("day "));
    match head {
        Some(head) => {
            let start = head.strip_suffix("the ").or_else(|| head.strip_suffix("The ")).map_or(head.len(), str::len);
            (When::Offset(2 * days), start..end)
        }
        None => (When::Offset(days), at..end),
    }
}

fn leaning(text: &str, at: usize, end: usize, lean: Lean) -> Option<Found> {
    let (next, gap) = word_after(text, end)?;
    let word = text.get(next.clone())?;
    if gap != ' ' {
        return None;
    }
    let span = at..next.end;
    if starts_capital(word) {
        if let Some(day) = names::weekday(word).filter(|d| !d.short) {
            let paper =
                word_after(text, next.end).and_then(|(w, _)| text.get(w)).is_some_and(|w| has(names::NO_DAY_AFTER, w));
            return (!paper).then_some((When::Weekday { day: weekday_of(day), lean }, span));
        }
        let month = names::month(word).filter(|m| !m.short)?;
        return match from_month(text, next.start, next.end, month) {
            Some((when, full)) if !matches!(when, When::Month { .. }) => Some((when, at..full.end)),
            _ => Some((When::Month { month: month.number, lean }, span)),
        };
    }
    let step = match lean {
        Lean::Last => -1,
        Lean::Next => 1,
        _ => 0,
    };
    let the = word_before(text, at).and_then(|(w, _)| text.get(w)).is_some_and(|w| matches!(w, "the" | "The"));
    if the && lean != Lean::This {
        // "the last week of the campaign" is no week of ours; "over the last week" is.
        let of = word_after(text, next.end).and_then(|(w, _)| text.get(w)).is_some_and(|w| w == "of");
        let over = word_before(text, at)
            .and_then(|(w, _)| word_before(text, w.start))
            .and_then(|(w, _)| text.get(w))
            .is_some_and(|w| has("over in during for Over In During within", w));
        let days = step * unit_days(word)?;
        return (over && !of).then_some((When::Rolling { days }, span));
    }
    let when = match word {
        "week" => When::Week(step),
        "weekend" => When::Weekend(step),
        "month" => When::Months(step),
        "year" => When::YearsAway(step),
        "night" | "evening" if lean == Lean::Last => When::Offset(-1),
        "morning" | "afternoon" | "evening" if lean == Lean::This => When::Offset(0),
        _ => return None,
    };
    Some((when, span))
}

fn unit_days(unit: &str) -> Option<i32> {
    match unit {
        "week" => Some(7),
        "month" => Some(30),
        "year" => Some(365),
        _ => None,
    }
}

/// "two days ago": the words before.
fn ago(text: &str, at: usize, end: usize) -> Option<Found> {
    let (unit, gap) = word_before(text, at)?;
    let (number, joint) = word_before(text, unit.start)?;
    let count = names::number(text.get(number.clone())?)?;
    // "twenty-two years ago" and "1,500 years ago" are read from their last word: leave them.
    let part = text.get(..number.start).is_some_and(|h| h.ends_with(['-', ',', '.']));
    if !matches!(gap, ' ' | '\u{a0}') || !matches!(joint, ' ' | '\u{a0}') || part {
        return None;
    }
    let when = match text.get(unit)? {
        "day" | "days" => When::Offset(-count),
        "week" | "weeks" => When::Week(-count),
        "month" | "months" => When::Months(-count),
        "year" | "years" => When::YearsAway(-count),
        _ => return None,
    };
    Some((when, number.start..end))
}
