//! Datelines: `PARIS` on a line of its own, `PARIS, April 17 (World desk) — ` or `(World desk) -- ` before a sentence.

use jiff::civil::Date;

use super::block::{Block, ends_sentence};
use super::date;
use crate::corpus::ParagraphKind;

/// A dateline's parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    pub place: Option<String>,
    /// Only where it has its year.
    pub date: Option<Date>,
    /// Month and day, where it has no year.
    pub day: Option<(i8, i8)>,
    pub agency: Option<String>,
}

/// A dateline stands before one of the first so many paragraphs of a story.
const WITHIN: usize = 6;
/// It is no longer than this, in bytes.
const LENGTH: usize = 100;
/// Behind the place stand no more parts than these: regions, day of the week, day and year.
const PARTS: usize = 8;
/// Words in capitals before a dash or colon that name no place.
const LABELS: &str = "ABOUT ABSTRACT ANALYSIS ANSWER BACKGROUND BREAKING BRIEF BUSINESS COLUMN COMMENT CONCLUSION CONTENTS \
    CORRECTED CORRECTION CULTURE DISCLAIMER EDITOR EDITORIAL EXCLUSIVE EXPLAINED EXPLAINER FACTBOX FEATURE \
    FEATURED HEALTH INTERNATIONAL INTERVIEW INTRODUCTION KEY LATEST LIFE LIVE LOCAL NATIONAL NEWS NOTE OPINION \
    PHOTOS PODCAST POLITICS PROFILE QUESTION QUIZ REVIEW SCIENCE SPECIAL SPORT SPORTS SUMMARY TECHNOLOGY \
    TIMELINE TLDR TOP UPDATE URGENT VIDEO WATCH WORLD";

/// Before a date that is another than that of the story.
const OTHER_DAYS: &str =
    "BORN BREAKING COPYRIGHT CORRECTED CORRECTION DIED FILE PHOTO PHOTOS POSTED PUBLISHED UPDATE UPDATED";

fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

/// Whether a whole line is nothing but a dateline: in capitals, or with the full date.
pub fn is_alone(text: &str) -> bool {
    parse(text.trim_end_matches([':', '.', '—', '–', '-', ' ']))
        .is_some_and(|d| (d.date.is_some() && !text.ends_with('.')) || d.place.is_some_and(|p| is_capitals(&p)))
}

/// Finds the dateline of the story, makes a paragraph of its own of it where it stood before a sentence, and says what
/// it says. Lines already known as datelines count.
pub fn take(blocks: &mut Vec<Block>) -> Dateline {
    let mut found = Dateline::default();
    let story: Vec<usize> = (0..blocks.len()).filter(|i| blocks.get(*i).is_some_and(|b| !b.out)).take(WITHIN).collect();
    for i in story {
        let Some(block) = blocks.get(i) else { break };
        match block.kind {
            ParagraphKind::Dateline => found = parse(&block.text).unwrap_or(found),
            ParagraphKind::Body => {
                let Some((head, dateline, rest)) = split(&block.text) else { continue };
                let (head, rest) = (head.to_string(), rest.to_string());
                if let Some(block) = blocks.get_mut(i) {
                    block.set_text(rest);
                }
                blocks.insert(i, Block::new(ParagraphKind::Dateline, head));
                return Dateline {
                    place: dateline.place.or(found.place),
                    date: dateline.date.or(found.date),
                    day: dateline.day.or(found.day),
                    agency: dateline.agency.or(found.agency),
                };
            }
            _ => {}
        }
    }
    found
}

/// The dateline before a sentence, read, and the sentence.
fn split(text: &str) -> Option<(&str, Dateline, &str)> {
    const DASHES: [&str; 7] = [" -- ", " – ", " — ", " - ", "– ", "— ", "—"];
    let window = text.get(..text.floor_char_boundary(LENGTH))?;
    let may_be_dashed = window.bytes().any(|b| matches!(b, b'-' | 0xe2));
    let dashes = DASHES.iter().filter(|_| may_be_dashed);
    let dashed = dashes.filter_map(|dash| Some((window.find(dash)?, dash.len()))).min();
    let colon = window.as_bytes().windows(2).position(|pair| pair == b": ").map(|at| (at, 2));
    let at_dash = dashed.and_then(|(at, len)| cut(text, at, len));
    // A colon ends a dateline only behind nothing but a place, and the place is then all in capitals.
    let at_colon = || {
        let (at, len) = colon?;
        cut(text, at, len).filter(|(head, d, _)| d.agency.is_some() || d.date.is_some() || is_capitals(head))
    };
    // `Harrogate, 26 June 2024. It weighs …`: a full stop ends one that has its date.
    let at_stop = || {
        let stops = window.match_indices(". ").take(3);
        stops.filter_map(|(at, _)| cut(text, at, 2)).find(|(_, d, _)| d.date.is_some())
    };
    at_dash.or_else(at_colon).or_else(at_stop)
}

fn cut(text: &str, at: usize, len: usize) -> Option<(&str, Dateline, &str)> {
    let (head, rest) = (text.get(..at)?.trim(), text.get(at + len..)?.trim_start_matches(['-', '–', '—', ' ']));
    let dateline = parse(head)?;
    let begins = rest.chars().find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '(' | '[' | '«' | '„'))?;
    let is_story = ends_sentence(rest) || rest.split(' ').count() >= 20;
    (!begins.is_lowercase() && is_story).then_some((head, dateline, rest))
}

/// `PLACE[, Region][, date] [(agency)]` or `(agency)` alone.
fn parse(head: &str) -> Option<Dateline> {
    if head.len() > LENGTH {
        return None;
    }
    let (before, agency) = match head.strip_suffix(')').and_then(|h| h.rsplit_once('(')) {
        Some((before, agency)) => (before.trim().trim_end_matches(','), Some(agency_name(agency)?)),
        None => (head, None),
    };
    if before.is_empty() {
        return agency.is_some().then_some(Dateline { agency, ..Dateline::default() });
    }
    if !may_be_place(before) {
        return None;
    }
    let plain = before.replace(['|', '—', '–'], ",").replace(" - ", ",").replace(". ", ", ");
    let mut parts = plain.split(',').map(str::trim).filter(|p| !p.is_empty());
    let place = parts.next()?;
    let first = place.split(' ').next().unwrap_or("").to_uppercase();
    if !has(LABELS, &first) && !is_place(place, true) && !is_place(place, false) {
        return None;
    }
    let rest: Vec<&str> = parts.by_ref().take(PARTS).collect();
    if parts.next().is_some() {
        return None;
    }
    let (mut date, mut day) = (None, None);
    for from in 0..=rest.len() {
        let (regions, when) = rest.split_at_checked(from)?;
        if !regions.iter().all(|r| is_place(r, true)) {
            return None;
        }
        let when = when.join(" ");
        day = day_of(&when);
        if when.is_empty() || day.is_some() || is_weekday(&when) {
            break;
        }
        date = date::parse(&when);
        if date.is_some() {
            break;
        }
    }
    let vouched = agency.is_some() || date.is_some();
    if date.is_some() && has(OTHER_DAYS, &first) {
        return None;
    }
    // `SCIENCE | August 21, 2023`: the page and its day.
    if date.is_some() && has(LABELS, &first) {
        return Some(Dateline { place: None, date, day, agency });
    }
    let weekday = is_weekday(place) || is_weekday(place.rsplit(' ').next().unwrap_or(place));
    if weekday || !is_place(place, vouched) {
        return None;
    }
    Some(Dateline { place: Some(place.to_string()), date, day, agency })
}

/// Whether a place or a label may begin `text`: what most sentences begin with is neither, and shows it by its first words.
fn may_be_place(text: &str) -> bool {
    let cut = text.bytes().position(|b| matches!(b, b',' | b'|' | b'-' | b'.') || !b.is_ascii()).unwrap_or(text.len());
    let lead = text.get(..cut).unwrap_or("").trim_start();
    let mut words = lead.split([' ', '/']).filter(|w| !w.is_empty());
    let Some(first) = words.next() else { return true };
    let cut_word = lead.rsplit([' ', '/']).next().unwrap_or("");
    let small = |w: &str| {
        w.starts_with(|c: char| c.is_ascii_lowercase())
            && !std::ptr::eq(w, cut_word)
            && !matches!(w, "de" | "of" | "the" | "la" | "el")
    };
    let (mut count, mut plain) = (1, small(first));
    for word in words {
        count += 1;
        plain |= small(word);
    }
    let label = || LABELS.split_ascii_whitespace().any(|label| label.eq_ignore_ascii_case(first));
    // The first word may be one that is cut.
    count <= 5 && !plain || std::ptr::eq(first, cut_word) || label()
}

/// One to five words in capitals, or, where an agency vouches for it, as names are written.
fn is_place(text: &str, vouched: bool) -> bool {
    let words: Vec<&str> = text.split([' ', '/']).filter(|w| !w.is_empty()).collect();
    let letters = text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '/' | '\'' | '’'));
    let named =
        words.iter().all(|w| w.starts_with(char::is_uppercase) || matches!(*w, "de" | "of" | "the" | "la" | "el"));
    let label = words.first().is_some_and(|w| has(LABELS, &w.to_uppercase()));
    (1..=5).contains(&words.len()) && letters && !label && if vouched { named } else { is_capitals(text) }
}

/// No small letter, and more than an abbreviation.
fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && text.chars().all(|c| !c.is_lowercase())
}

/// `April 17`, `17 Apr`: month and day without their year.
fn day_of(text: &str) -> Option<(i8, i8)> {
    date::parse(&format!("{text} 2000")).map(|date| (date.month(), date.day()))
}

fn is_weekday(text: &str) -> bool {
    date::parse(&format!("{text} 1 January 2000")).is_some()
}

/// `Reuters`, `World desk`, `AP`: what stands in the brackets of a dateline.
fn agency_name(text: &str) -> Option<String> {
    let name = text.trim();
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '&' | '/' | '\'' | '’'));
    let usual = (2..=40).contains(&name.len()) && name.split(' ').count() <= 5 && name.chars().any(char::is_alphabetic);
    (plain && usual).then(|| name.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, head: &str, date: &str, agency: &str) {
        let found = split(text);
        let got = found.as_ref().map(|(h, d, _)| (*h, d.date.map(|d| d.to_string()), d.agency.clone()));
        let (h, d, a) = got.unwrap_or_default();
        assert_eq!((h, d.unwrap_or_default().as_str(), a.unwrap_or_default().as_str()), (head, date, agency), "{text}");
        if let Some((_, _, rest)) = found {
            assert!(rest.starts_with("The talks"), "{rest}");
        }
    }

    #[test]
    fn datelines_before_a_sentence() {
        check("PARIS, April 17 (World desk) — The talks are over.", "PARIS, April 17 (World desk)", "", "World desk");
        check("LONDON (AP) – The talks are over.", "LONDON (AP)", "", "AP");
        check("(Bloomberg) -- The talks are over.", "(Bloomberg)", "", "Bloomberg");
        check("PARIS — The talks are over.", "PARIS", "", "");
        check("PARIS—The talks are over.", "PARIS", "", "");
        check(
            "WASHINGTON, Feb 17, 2025 (Reuters) - The talks are over.",
            "WASHINGTON, Feb 17, 2025 (Reuters)",
            "2025-02-17",
            "Reuters",
        );
        check("Paris, 17 April 2025 (AFP) - The talks are over.", "Paris, 17 April 2025 (AFP)", "2025-04-17", "AFP");
        check(
            "CAPE CANAVERAL, Florida, April 26 (science desk) — The talks are over.",
            "CAPE CANAVERAL, Florida, April 26 (science desk)",
            "",
            "science desk",
        );
        check("KYIV, Ukraine -- The talks are over.", "KYIV, Ukraine", "", "");
        check("NEW DELHI: The talks are over.", "NEW DELHI", "", "");
        check("Sapporo, Jan. 12, 2024 — The talks are over.", "Sapporo, Jan. 12, 2024", "2024-01-12", "");
        check(
            "Cox's Bazar, Bangladesh, 13 August 2025: The talks are over.",
            "Cox's Bazar, Bangladesh, 13 August 2025",
            "2025-08-13",
            "",
        );
        check("Tbilisi. October 7, 2025. The talks are over.", "Tbilisi. October 7, 2025", "2025-10-07", "");
        check("Harrogate, 26 June 2024. The talks are over.", "Harrogate, 26 June 2024", "2024-06-26", "");
        check("WASHINGTON/PARIS, Monday (dpa) - The talks are over.", "WASHINGTON/PARIS, Monday (dpa)", "", "dpa");
    }

    #[test]
    fn sentences_that_only_look_like_it() {
        for text in [
            "The talks — long awaited — are over at last.",
            "Macron (right) - and this was new - said so.",
            "BREAKING: The talks are over.",
            "EXCLUSIVE — The talks are over.",
            "NATO — the alliance that was never sure of itself — met.",
            "US: The talks are over.",
            "The minister said (2019) - The talks are over.",
            "PARIS —",
            "PARIS — no",
            "NPR - How coffee came to the port",
            "“PARIS” — The talks are over.",
            "On Monday, 17 February 2025 - The talks are over.",
            "Updated, 17 February 2025 - The talks are over.",
            "He was born in Paris, 17 February 1925. The talks are over.",
        ] {
            check(text, "", "", "");
        }
    }

    #[test]
    fn lines_of_their_own() {
        for text in [
            "Lagos, Tuesday, October 15, 2024",
            "Harare – Sunday, September 29, 2024",
            "VANCOUVER — June 9, 2021",
            "SCIENCE | August 21, 2023",
            "Lives, October 15, 2024",
            "PARIS",
            "NEW YORK",
            "SAINT-DENIS, FRANCE",
            "PARIS, April 17",
            "PARIS:",
            "PARIS —",
            "ÎLE-DE-FRANCE",
        ] {
            assert!(is_alone(text), "{text}");
        }
        for text in [
            "Paris",
            "UN",
            "MACRON MEETS PUTIN IN A LONG NIGHT",
            "PARIS 2024",
            "Ann Lee at home in Ostend, 17 April 2025",
            "Ann Lee in Ostend, Belgium, 17 April 2025.",
            "UPDATE",
            "PARIS!",
            "SUMMARY",
            "KEY POINTS",
            "",
        ] {
            assert!(!is_alone(text), "{text}");
        }
    }

    #[test]
    fn long_lines_are_read_in_good_time() {
        for unit in ["Aaa Bbb, ", "U.S. ", "X. ", "Xa — ", "PARIS, ", "17 April, ", "(", "A - "] {
            let line = unit.repeat(100_000 / unit.len());
            assert!(!is_alone(&line), "{unit}");
            take(&mut vec![Block::new(ParagraphKind::Dateline, line)]);
        }
    }

    proptest! {
        #[test]
        fn no_place_is_dismissed(text in "((PARIS|Paris|de|the|of|said|About|WORLD|é|U\\.S\\.|St)[ ,./|—-]{1,2}){1,7}") {
            let plain = text.replace(['|', '—', '–'], ",").replace(" - ", ",").replace(". ", ", ");
            let place = plain.split(',').map(str::trim).find(|p| !p.is_empty()).unwrap_or("");
            let first = place.split(' ').next().unwrap_or("").to_uppercase();
            let may_be = has(LABELS, &first) || is_place(place, true) || is_place(place, false);
            prop_assert!(may_be_place(&text) || !may_be, "{}", text);
        }
    }
}
