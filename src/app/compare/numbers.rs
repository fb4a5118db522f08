//! The numbers that a text gives: "at least 12 people", "90 billion euros". Days and years are not among them.

/// A number as it stands, with what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The same for one number however it is written: "1,200", "1200".
    pub key: String,
    /// "12 people", "$105.4 billion".
    pub text: String,
}

/// So many are looked for in a text.
const MOST: usize = 400;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SCALES: [&str; 6] = ["million", "billion", "trillion", "percent", "per", "thousand"];

/// The numbers of a text, each once, in reading order.
pub fn numbers(text: &str) -> Vec<Number> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found: Vec<Number> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if found.len() >= MOST {
            break;
        }
        let Some(value) = value(word) else { continue };
        let next = |by: usize| words.get(at + by).map(|w| letters(w)).filter(|w| !w.is_empty());
        let ends = word.ends_with(['.', ',', ';', ':', ')', '”', '"']);
        let near_month = [at.checked_sub(1).and_then(|at| words.get(at)), words.get(at + 1)]
            .into_iter()
            .flatten()
            .any(|word| is_month(word));
        if (near_month && value.len() <= 2) || is_year(&value, word) {
            continue;
        }
        let mut key = value.clone();
        let mut text = shown(word).to_string();
        if !ends && let Some(unit) = next(1) {
            let scaled = SCALES.contains(&unit.to_lowercase().as_str());
            text = format!("{text} {unit}");
            if scaled {
                key = format!("{key} {}", unit.to_lowercase());
                let closed = words.get(at + 1).is_some_and(|w| w.ends_with(['.', ',', ';', ':', ')', '”', '"']));
                if !closed && let Some(what) = next(2) {
                    text = format!("{text} {what}");
                }
            }
        }
        if !found.iter().any(|number| number.key == key) {
            found.push(Number { key, text });
        }
    }
    found
}

/// The digits of a word that is a number, without the marks around it and between thousands.
fn value(word: &str) -> Option<String> {
    let core = shown(word);
    let digits = core.trim_start_matches(['$', '€', '£', '¥']).trim_end_matches('%');
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
    is_number.then(|| {
        let percent = if core.ends_with('%') { " percent" } else { "" };
        format!("{}{percent}", digits.replace(',', ""))
    })
}

/// A word without the marks around it.
fn shown(word: &str) -> &str {
    let mark = |c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '¥' | '%');
    word.trim_matches(mark)
}

fn letters(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if word.starts_with(char::is_alphabetic) { word } else { "" }
}

fn is_month(word: &str) -> bool {
    let word = letters(word).to_lowercase();
    let start = word.get(..3).unwrap_or("");
    MONTHS.contains(&start) && (word.len() == 3 || MONTH_ENDS.iter().any(|end| word.ends_with(end)))
}

const MONTH_ENDS: [&str; 8] = ["uary", "rch", "ril", "ay", "ne", "ly", "ust", "ber"];

fn is_year(value: &str, word: &str) -> bool {
    let plain = !word.contains(['$', '€', '£', '¥', '%', ',']) || word.ends_with(',');
    plain && value.len() == 4 && value.parse().is_ok_and(|year: u32| (1000..2200).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = numbers(text).into_iter().map(|n| n.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_is_counted_stands_beside_the_number() {
        check("killed at least 12 people on Thursday", &["12 people"]);
        check("lend Ukraine 90 billion euros ($105.4 billion) to plug", &["90 billion euros", "$105.4 billion"]);
        check("some 1,200 of them, and 1200 more; then 35.", &["1,200 of", "35"]);
        check("rose by 4%, or 4 percent", &["4%"]);
    }

    #[test]
    fn days_and_years_are_left_out() {
        check("On 17 April 2025, and on Feb. 17, in 1989", &[]);
        check("G7 at 10:30 on the 18th", &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}|[0-9$€%., a-z]{0,60}") {
            numbers(&text);
        }
    }
}
