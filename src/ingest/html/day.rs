//! The day of publication: metadata, then marked times, the address, and last a line near the headline.

use super::meta::Tags;
use super::tree::{At, Node, Tree};
use super::walk::is_never_shown;

/// Names of `<meta>` elements that give the day of publication, the surest first.
const PUBLISHED: [&str; 30] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "og:pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "publication-date",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "date",
    "datecreated",
    "release_date",
];

const MODIFIED: [&str; 6] =
    ["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod"];

/// So many nodes behind the headline, or from the beginning of the page, a visible date is looked for.
const NEAR: usize = 120;

/// A date stands in the first so many bytes of a text, or nowhere.
const LOOKED_AT: usize = 400;

pub fn find(
    tree: &Tree,
    tags: &Tags,
    published: Option<&str>,
    modified: Option<&str>,
    link: Option<&str>,
    headline: Option<At>,
) -> Option<String> {
    let meta = || PUBLISHED.iter().find_map(|name| tags.first(&[*name]).and_then(iso));
    let said = published.and_then(iso).or_else(meta);
    // Metadata is often in universal time; the address has the day at the place.
    if let (Some(said), Some(link)) = (&said, link.and_then(in_link))
        && is_beside(said, &link)
    {
        return Some(link);
    }
    said.or_else(|| marked(tree))
        .or_else(|| link.and_then(in_link))
        .or_else(|| times(tree, headline))
        .or_else(|| visible(tree, headline))
        .or_else(|| modified.and_then(iso))
        .or_else(|| MODIFIED.iter().find_map(|name| tags.first(&[*name]).and_then(iso)))
}

fn is_beside(a: &str, b: &str) -> bool {
    let day = |text: &str| text.parse::<jiff::civil::Date>().ok();
    let (Some(a), Some(b)) = (day(a), day(b)) else { return false };
    a.until(b).is_ok_and(|span| span.get_days().abs() <= 1)
}

/// What the page marks as its day of publication.
fn marked(tree: &Tree) -> Option<String> {
    tree.nodes.iter().enumerate().find_map(|(at, node)| {
        let is = node.attribute("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("datePublished"))
            || node.attribute("pubdate").is_some()
            || node.attribute("property").is_some_and(|p| p.eq_ignore_ascii_case("datePublished"));
        is.then(|| read(tree, at)).flatten()
    })
}

fn read(tree: &Tree, at: At) -> Option<String> {
    let node = tree.get(at)?;
    let said = node.attribute("datetime").or(node.attribute("content")).and_then(iso);
    said.or_else(|| in_text(&tree.text_up_to(at, LOOKED_AT)))
}

/// `<time>`: one that says it is of publication, else the first behind the headline, else the first of all.
fn times(tree: &Tree, headline: Option<At>) -> Option<String> {
    let all = || (0..tree.nodes.len()).filter(|at| tree.name(*at) == "time" && !is_never_shown(tree, *at));
    let says = |at: &At| tree.get(*at).is_some_and(|n| n.marks.contains("publish") || n.marks.contains("entry-date"));
    let modified = |at: &At| tree.get(*at).is_some_and(|n| n.marks.contains("updated") || n.marks.contains("modified"));
    let near = headline
        .and_then(|h| all().find(|at| *at > h && *at < h + 4 * NEAR && !modified(at) && read(tree, *at).is_some()));
    let first = all().find(|at| says(at) && read(tree, *at).is_some()).or(near);
    first.or_else(|| all().find(|at| !modified(at))).or_else(|| all().next()).and_then(|at| read(tree, at))
}

/// A line around the headline that is little more than a date; an element named for it comes first.
fn visible(tree: &Tree, headline: Option<At>) -> Option<String> {
    let is_short = |n: &Node| n.is_text() && n.text.len() <= 160 && n.text.bytes().any(|b| b.is_ascii_digit());
    let short = |at: &At| tree.get(*at).is_some_and(is_short);
    let text = |at: At| {
        // What stands beside it in the same line tells what day it is.
        let line = tree.line(at, LOOKED_AT);
        if is_date_line(&line) { in_text(&line) } else { None }
    };
    let body = tree.find("body").unwrap_or(0);
    let from = headline.unwrap_or(body);
    let is_named = |at: &At| {
        let Some(node) = tree.get(*at) else { return false };
        let named = |w: &str| matches!(w, "date" | "published" | "posted" | "time" | "pubdate" | "byline" | "datetime");
        node.marks.split(|c: char| !c.is_ascii_alphanumeric()).any(named)
    };
    let end = tree.nodes.len();
    let window = |range: std::ops::Range<At>| {
        let named = range
            .clone()
            .filter(is_named)
            .map(|at| tree.text_up_to(at, LOOKED_AT))
            .filter(|t| t.len() <= 120)
            .find_map(|t| in_text(&t));
        named.or_else(|| range.filter(short).find_map(text))
    };
    let labelled = |at: &At| {
        const LABELS: [&str; 7] = ["published", "posted", "updated", "date:", "veröffentlicht", "publié", "publicado"];
        tree.get(*at).is_some_and(|n| LABELS.iter().any(|w| n.text.to_lowercase().contains(w)))
    };
    window(from..end.min(from + NEAR))
        .or_else(|| window(from.saturating_sub(60).max(body)..from))
        .or_else(|| (body..end).filter(short).filter(labelled).find_map(text))
        .or_else(|| {
            // A line that is nothing else, far up on the page.
            let only = |at: &At| tree.get(*at).is_some_and(|n| n.text.split_whitespace().count() <= 5);
            (body..end.min(body + 12 * NEAR)).filter(short).filter(only).find_map(text)
        })
}

/// Whether a line is a date with what is written beside one (who, where, a time, a word or two), and no sentence.
fn is_date_line(line: &str) -> bool {
    const BESIDE: &str = "published posted updated last modified created written story date on at by and of from in the \
        am pm a.m p.m min mins minute minutes read comments comment views reading time ago edt est et gmt utc bst cet \
        monday tuesday wednesday thursday friday saturday sunday for with to \
        am um uhr von veröffentlicht aktualisiert stand zuletzt publié mis à jour le la les par h et publicado el a las \
        de del en por il alle ore di da pubblicato em às op door om uur";
    if line.len() > 200 {
        return false;
    }
    let words =
        line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’')).map(|w| w.trim_matches('.'));
    let (mut other, mut names) = (0, 0);
    for word in words.filter(|w| !w.is_empty() && !w.starts_with(|c: char| c.is_ascii_digit())) {
        let small = word.to_lowercase();
        if month_of(word).is_some() || BESIDE.split_whitespace().any(|w| w == small) {
            continue;
        }
        if word.starts_with(char::is_lowercase) { other += 1 } else { names += 1 }
    }
    other <= 1 && names <= 10 && !(other > 0 && line.ends_with('.'))
}

/// `/2025/04/17/`, `/2025-04-17-`, `/20250417/` in an address.
fn in_link(link: &str) -> Option<String> {
    let path = link.split("//").nth(1)?.split_once('/')?.1;
    let path = path.split(['?', '#']).next()?;
    let runs = numbers(path);
    for (i, (at, run)) in runs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|b| path.as_bytes().get(b));
        if before.is_some_and(|b| b.is_ascii_alphanumeric()) {
            continue;
        }
        if run.len() == 8
            && let Some(date) = ymd(run.get(..4)?, run.get(4..6)?, run.get(6..)?)
        {
            return Some(date);
        }
        if run.len() == 4
            && let (Some((m, month)), Some((d, day))) = (runs.get(i + 1), runs.get(i + 2))
            && *m == at + 5
            && *d == m + month.len() + 1
            && let Some(date) = ymd(run, month, day)
        {
            return Some(date);
        }
    }
    // `/2025/apr/17/`
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|w| match w {
        [year, month, day] => ymd(year, &format!("{:02}", month_of(month)?), day),
        _ => None,
    })
}

/// The date that a field says: ISO at its beginning, a number of seconds, or words.
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    let head = text.get(..10).unwrap_or("");
    if let [year, month, day] = head.split(['-', '/', '.']).collect::<Vec<_>>()[..]
        && year.len() == 4
        && let Some(date) = ymd(year, month, day)
    {
        return Some(date);
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return match text.len() {
            8 | 14 => ymd(text.get(..4)?, text.get(4..6)?, text.get(6..8)?),
            10 | 13 => of_seconds(text.get(..10)?.parse().ok()?),
            _ => None,
        };
    }
    (text.len() <= 100).then(|| in_text(text)).flatten()
}

fn of_seconds(seconds: i64) -> Option<String> {
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    let date = jiff::tz::TimeZone::UTC.to_datetime(time).date();
    (1990..=2100).contains(&date.year()).then(|| date.to_string())
}

/// The first date in a line: `17 April 2025`, `April 17, 2025`, `17.04.2025`, `2025-04-17`.
pub fn in_text(text: &str) -> Option<String> {
    let text = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or(text);
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·' | '•'))
        .flat_map(at_time)
        .filter(|w| !w.is_empty())
        .collect();
    for (i, word) in words.iter().enumerate() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if let Some(date) = numeric(word) {
            return Some(date);
        }
        let near = |n: usize| words.get(n).map_or("", |w| w.trim_matches(|c: char| !c.is_alphanumeric()));
        // "de" and "of" stand between in some languages.
        let next = |n: usize| if matches!(near(n), "de" | "of" | "del") { n + 1 } else { n };
        if let Some(month) = month_of(word) {
            let year = near(i + 2).get(..4).unwrap_or("");
            if let Some(date) = ymd(year, &month.to_string(), day_of(near(i + 1))) {
                return Some(date);
            }
        }
        if word.len() == 4
            && let Some(month) = month_of(near(i + 1))
            && let Some(date) = ymd(word, &month.to_string(), day_of(near(i + 2)))
        {
            return Some(date);
        }
        if !day_of(word).is_empty() {
            let at = next(i + 1);
            if let Some(month) = month_of(near(at)) {
                let year = near(next(at + 1)).get(..4).unwrap_or("");
                if let Some(date) = ymd(year, &month.to_string(), day_of(word)) {
                    return Some(date);
                }
            }
        }
    }
    None
}

/// `2025-04-17T10:00` is two words, `OCTOBER` one.
fn at_time(word: &str) -> impl Iterator<Item = &str> {
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    let bytes = word.as_bytes();
    let t = (1..bytes.len())
        .find(|at| bytes.get(*at) == Some(&b'T') && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1)));
    let (date, time) = t.and_then(|at| Some((word.get(..at)?, word.get(at + 1..)?))).unwrap_or((word, ""));
    [date, time].into_iter()
}

fn numeric(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    if a.len() == 4 {
        return ymd(a, b, c);
    }
    if c.len() != 4 {
        return None;
    }
    let small = |t: &str| t.parse::<u8>().ok();
    match (word.contains('.'), small(a)?, small(b)?) {
        (true, ..) => ymd(c, b, a),
        // Day first or month first cannot be told.
        (false, x, y) if x <= 12 && y <= 12 && x != y => None,
        (false, x, _) if x > 12 => ymd(c, b, a),
        _ => ymd(c, a, b),
    }
}

/// The digits of `17`, `17th`, `1er`; empty for what is no day.
fn day_of(word: &str) -> &str {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, ending) = word.split_at_checked(digits).unwrap_or(("", ""));
    if (1..=2).contains(&digits) && matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "º") {
        number
    } else {
        ""
    }
}

fn month_of(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "jan january januar janvier enero gennaio janeiro januari января",
        "feb february februar février febrero febbraio fevereiro februari февраля",
        "mar march märz mars marzo março maart марта",
        "apr april avril abril aprile апреля",
        "may mai mayo maggio maio mei мая",
        "jun june juni juin junio giugno junho июня",
        "jul july juli juillet julio luglio julho июля",
        "aug august août agosto augustus августа",
        "sep sept september septembre septiembre settembre setembro сентября",
        "oct october oktober okt octobre octubre ottobre outubro октября",
        "nov november novembre noviembre novembro ноября",
        "dec december dezember dez décembre diciembre dicembre dezembro декабря",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u8::try_from(at + 1).ok()
}

fn ymd(year: &str, month: &str, day: &str) -> Option<String> {
    let short = |t: &str| (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !short(month) || !short(day) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    let date = jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1900..=2100).contains(&year).then(|| date.to_string())
}

fn numbers(text: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        match (start, byte.is_ascii_digit()) {
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
