//! The sample articles, labelled by hand: the first words of each quote and who says it. Measured, not matched one by
//! one: nine of ten are found, and nine of ten of those have the right speaker.

use super::{annotations, article};
use crate::entities::quotes::find;

const PEOPLE: &str = "Emmanuel Macron (French President/French president); Vladimir Putin (Russian president/Russian \
    President/President); Dmitry Peskov (Kremlin spokesman); Donald Trump (U.S. President/President); Steve Witkoff (US \
    envoy/U.S. envoy/US Special Envoy); Jared Kushner; Rustem Umerov (Defense Minister); Narendra Modi (Indian prime \
    minister); JD Vance (US vice-president); Kirill Dmitriev (special economic envoy); Marco Rubio (US Secretary of \
    State/U.S. Secretary of State); David Lammy (British Foreign Secretary); Sergei Lavrov (Foreign Minister); Jean-Noel \
    Barrot (French Foreign Minister); Volodymyr Zelensky (Ukrainian President); Volodymyr Zelenskiy; Andriy Yermak (top \
    aide); Sebastien Lecornu (French defense Minister); Pete Hegseth (U.S. defense Secretary); Keir Starmer (UK prime \
    minister); Jonathan Powell (UK National Security Adviser); Andrii Sybiha (Foreign Minister); @Pentagon; @Elysee; \
    @State Department; @Bloomberg; @Spiegel; @Tass; @foreign ministry; +FR France|French|Paris; +RU Russia|Russian|Moscow|Kremlin; \
    +UA Ukraine|Ukrainian|Kyiv|Kiev; +US United States|U.S.|US|Washington; +IN India|Indian; +DE Germany|German; +GB \
    UK|Britain|British|London";

/// What each article (by the number its file begins with) holds. "" is no speaker; "?" any but a wrong person.
const LABELS: [(&str, &[(&str, &str)]); 5] = [
    (
        "000",
        &[
            ("essential", "France"),
            ("Unity between Americans", "Emmanuel Macron"),
            ("We need the", "Emmanuel Macron"),
            ("denied everything", "Emmanuel Macron"),
            ("So there’s no", "Emmanuel Macron"),
            ("The special military", "Dmitry Peskov"),
            ("If we are", "Dmitry Peskov"),
            ("At the same", "Dmitry Peskov"),
            ("the Russia-Ukraine thing", "JD Vance"),
            ("I do think,", "JD Vance"),
            ("I think there’s", "JD Vance"),
            ("The leaders emphasised", "Narendra Modi"),
            ("Russia is a", "Vladimir Putin"),
            ("We are ready", "Vladimir Putin"),
            ("mutual respect and", "Narendra Modi"),
            ("make our trade", "Narendra Modi"),
        ],
    ),
    (
        "001",
        &[
            ("useful", "Emmanuel Macron"),
            ("I believe that", "Emmanuel Macron"),
            ("in coming weeks.", "Emmanuel Macron"),
            ("Otherwise, we’ll end", "Emmanuel Macron"),
        ],
    ),
    (
        "002",
        &[
            ("positive process", "?"),
            ("Today in Paris,", "France"),
            ("President Trump and", "Marco Rubio"),
            ("The encouraging reception", "Marco Rubio"),
            ("reaffirmed Moscow's readiness", "foreign ministry"),
            ("prompt communication channels", "foreign ministry"),
            ("It is important", "Volodymyr Zelensky"),
            ("a focus on", "Dmitry Peskov"),
            ("a very important", "Emmanuel Macron"),
            ("a robust and", "Emmanuel Macron"),
            ("gathered around the", "Jean-Noel Barrot"),
            ("has understood that", "Jean-Noel Barrot"),
            ("spreading Russian narratives", "Volodymyr Zelensky"),
            ("I believe that", "Volodymyr Zelensky"),
            ("It is very", "Volodymyr Zelensky"),
            ("permanent peace", "Steve Witkoff"),
            ("good progress", "Volodymyr Zelensky"),
            ("very angry", "Donald Trump"),
            ("The secretary urged", "Pentagon"),
        ],
    ),
    (
        "003",
        &[
            ("We seek a", "Emmanuel Macron"),
            ("To achieve this,", "Emmanuel Macron"),
            ("We will work", "Emmanuel Macron"),
            ("This is the", "Emmanuel Macron"),
            ("both in supporting", "Emmanuel Macron"),
            ("We share a", "Volodymyr Zelenskiy"),
            ("Any other decision", "Volodymyr Zelenskiy"),
        ],
    ),
    ("004", &[("compelling,", "Steve Witkoff"), ("We are working", "Andriy Yermak")]),
];

/// Pieces that are no quotes; if one is taken for one, then at least without a speaker.
const NOT_SPOKEN: [&str; 6] =
    ["betrayal", "large scale", "reassurance force", "Europeans at the", "Good progress", "undesirable"];

#[test]
fn the_samples_are_read_well() {
    let Some(files) = crate::samples::articles() else { return };
    let (mut labelled, mut met, mut right, mut wrong) = (0, 0, 0, Vec::new());
    for (name, bytes) in files {
        let Some((_, labels)) = LABELS.iter().find(|(number, _)| name.starts_with(number)) else { continue };
        // A first line without a stop is a title, and titles are not read for quotes.
        let text = String::from_utf8_lossy(&bytes).trim_start().to_string();
        let (first, rest) = text.split_once('\n').unwrap_or(("", &text));
        let text = if first.trim_end().ends_with('.') { &text } else { rest };
        let article = article(text);
        let found = annotations(&article, PEOPLE);
        let begin = |text: &str| text.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        let mut left: Vec<(&str, &str)> = labels.to_vec();
        labelled += left.len();
        for quote in find(&article, &found) {
            let (first, speaker) = (begin(&quote.text), quote.speaker.and_then(|s| found.speaker_name(s)));
            let label = left.iter().position(|(words, _)| *words == first);
            match label.map(|i| left.remove(i)) {
                Some((_, expected)) => {
                    met += 1;
                    if speaker.unwrap_or("") == expected || expected == "?" {
                        right += 1;
                    } else {
                        wrong.push(format!("{name}: {first}: {speaker:?} / {:?}, not {expected}", quote.cue));
                    }
                }
                None => {
                    wrong.push(format!("{name}: unlabelled: {first}: {speaker:?} / {:?}", quote.cue));
                    let scare = NOT_SPOKEN.contains(&first.trim_end_matches([',', '.']));
                    assert!(!scare || speaker.is_none(), "{name}: {first} was said by nobody, not by {speaker:?}");
                }
            }
        }
        wrong.extend(left.iter().map(|(words, who)| format!("{name}: missed: {words} ({who})")));
    }
    eprintln!("{labelled} labelled, {met} found, {right} with the right speaker");
    wrong.iter().for_each(|line| eprintln!("  {line}"));
    assert!(met * 10 >= labelled * 9, "{met} of {labelled} found");
    assert!(right * 10 >= met * 9, "{right} of {met} with the right speaker");
}
