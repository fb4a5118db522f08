//! Quotes of an article and who says them.

use newsprint::corpus::{Annotations, Kind, Quote, Speaker};

use super::Reading;
use super::labelled::{Label, Says, Who};
use super::names::is_form;
use super::plain::{begins, plain};
use super::scores::Row;

/// The labelled quote that a found one is: the one with the longest first words.
fn label_of(quote: &Quote, reading: &Reading) -> Option<usize> {
    let text = plain(&quote.text);
    let fitting = reading.labels.quotes.iter().enumerate().filter(|(_, l)| begins(&text, &l.words));
    fitting.max_by_key(|(_, l)| l.words.len()).map(|(n, _)| n)
}

pub fn score(row: &mut Row, reading: &Reading) {
    let file = &reading.labels.file;
    let mut seen = vec![false; reading.labels.quotes.len()];
    for quote in &reading.found.quotes {
        let label = label_of(quote, reading);
        let optional = label.and_then(|n| reading.labels.quotes.get(n)).map(|l| l.optional);
        match label.and_then(|n| seen.get_mut(n)) {
            Some(seen) if !*seen => {
                *seen = true;
                if optional == Some(false) {
                    row.score.right += 1;
                    row.score.found += 1;
                }
            }
            _ => {
                row.score.found += 1;
                row.error(file, format!("{:?} is no quote", quote.text));
            }
        }
    }
    for (label, seen) in reading.labels.quotes.iter().zip(seen).filter(|(l, _)| !l.optional) {
        row.score.expected += 1;
        if !seen {
            row.error(file, format!("{:?} is missing", label.words));
        }
    }
}

/// Of the quotes that are found: is the speaker right?
pub fn score_speakers(row: &mut Row, reading: &Reading) {
    for quote in &reading.found.quotes {
        let Some(label) = label_of(quote, reading).and_then(|n| reading.labels.quotes.get(n)) else { continue };
        let Says::One(whom) = &label.speaker else { continue };
        let right = whom.iter().any(|who| is(quote.speaker, *who, reading));
        row.score.answer(right);
        if !right {
            let said = quote.speaker.and_then(|s| reading.found.speaker_name(s)).unwrap_or("nobody");
            let names: Vec<&str> = whom.iter().map(|w| name(*w, reading)).collect();
            row.error(&reading.labels.file, format!("{:?} by {said}, not {}", label.words, names.join(" or ")));
        }
    }
}

/// Titles, nicknames and words held at arm's length: was one taken for speech?
pub fn score_others(row: &mut Row, reading: &Reading) {
    for words in &reading.labels.not_quotes {
        let taken = reading.found.quotes.iter().any(|q| begins(&plain(&q.text), words));
        row.score.answer(!taken);
        if taken {
            row.error(&reading.labels.file, format!("{words:?} was not said"));
        }
    }
}

fn is(speaker: Option<Speaker>, who: Who, reading: &Reading) -> bool {
    let Some(speaker) = speaker else { return who == Who::Nobody };
    let name = reading.found.speaker_name(speaker).unwrap_or_default();
    let paired = |pairs: &[Option<usize>], n| pairs.get(speaker.index as usize).is_some_and(|p| *p == Some(n));
    let named = |labels: &[Label], n: usize| labels.get(n).is_some_and(|l| is_form(name, l));
    match (speaker.kind, who) {
        // A surname that two have is a form of both: the pairing decides.
        (Kind::Person, Who::Person(n)) => match reading.people.get(speaker.index as usize) {
            Some(Some(paired)) => *paired == n,
            _ => named(&reading.labels.people, n),
        },
        (Kind::Organisation, Who::Organisation(n)) => {
            paired(&reading.organisations, n) || named(&reading.labels.organisations, n)
        }
        (Kind::Country, Who::Country(code)) => code_of(&reading.found, speaker) == Some(code.as_str()),
        _ => false,
    }
}

fn code_of(found: &Annotations, speaker: Speaker) -> Option<&str> {
    found.countries.get(speaker.index as usize).map(|c| c.code.as_str())
}

fn name<'a>(who: Who, reading: &'a Reading) -> &'a str {
    let named = |labels: &'a [Label], n: usize| labels.get(n).map_or("", |l| l.name.as_str());
    match who {
        Who::Nobody => "nobody",
        Who::Person(n) => named(&reading.labels.people, n),
        Who::Organisation(n) => named(&reading.labels.organisations, n),
        Who::Country(code) => reading.labels.countries.iter().find(|c| c.code == code).map_or("", |c| c.code.as_str()),
    }
}
