//! Whether a full stop after a word ends the sentence or only shortens the word.
//!
//! Rules for the English of news; the shapes (initials, letters with stops between them) serve other languages too.
//! In doubt a sentence goes on: two sentences taken as one do less harm than a name cut in two.

/// Whether the sentence ends at a full stop after `word`, which is not its first word if `inside`, with `follow` after
/// the white space.
pub fn ends_sentence(word: &str, inside: bool, follow: &str) -> bool {
    let next = next_word(follow);
    let digit = next.starts_with(|c: char| c.is_ascii_digit());
    if TITLES.contains(&word) || INSIDE.contains(&word) {
        return false;
    }
    if NUMBERED.contains(&word) || MONTHS.contains(&word) || WEEKDAYS.contains(&word) {
        return !digit && !MONTHS.contains(&next);
    }
    if !inside && is_list_number(word) {
        return false;
    }
    if word == "I" && inside {
        return !is_initial(next, follow);
    }
    if matches!(word, "a.m" | "p.m") {
        return !digit && !is_of_a_clock(next, follow);
    }
    if SHORTENED.contains(&word) || is_single_letter(word) || has_stops(word) {
        return STARTERS.contains(&next) && !is_initial(next, follow);
    }
    true
}

/// The number of an item, at the start of a line: `1. Peace`.
fn is_list_number(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// `J` in `J. Smith`.
fn is_single_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// `U.S`, `J.D`, `Ph.D`, `D.C`: short parts with stops between them.
fn has_stops(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// Whether `next`, the first word of `follow`, is an initial.
fn is_initial(next: &str, follow: &str) -> bool {
    let after = follow.find(next).and_then(|at| follow.get(at + next.len()..)).unwrap_or_default();
    is_single_letter(next) && after.starts_with('.')
}

/// What follows "at 5 p.m." in the same sentence: a day, a month, a time zone or the time of a place.
fn is_of_a_clock(next: &str, follow: &str) -> bool {
    let zone = (2..=5).contains(&next.len()) && next.bytes().all(|b| b.is_ascii_uppercase());
    let day = next.ends_with("day") || WEEKDAYS.contains(&next);
    let month = LONG_MONTHS.contains(&next) || MONTHS.contains(&next);
    zone || day || month || (!STARTERS.contains(&next) && is_time_of_a_place(follow))
}

/// `Moscow time`, `Eastern Standard Time`.
fn is_time_of_a_place(follow: &str) -> bool {
    let time = |word: &str| word.starts_with("time") || word.starts_with("Time");
    follow.split_whitespace().take(4).find(|word| time(word) || !word.starts_with(char::is_uppercase)).is_some_and(time)
}

/// The first word of `follow`, without the marks before it.
fn next_word(follow: &str) -> &str {
    let word = follow.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    let end = word.find(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\'')).unwrap_or(word.len());
    word.get(..end).unwrap_or_default()
}

/// Stand before a name or a number, and never end a sentence.
const TITLES: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Messrs", "Dr", "Drs", "Prof", "Rev", "Revd", "Fr", "Hon", "Msgr", "Gen", "Lt", "Col",
    "Maj", "Capt", "Cmdr", "Comdr", "Cpl", "Sgt", "Adm", "Brig", "Pvt", "Pfc", "Cdr", "Sen", "Sens", "Rep", "Reps",
    "Gov", "Govs", "Pres", "Amb", "Supt", "Insp", "Det", "Ald", "Atty", "Mme", "Mlle", "MM", "Sra", "Srta", "Dña",
    "Hr", "Fru", "Sec",
];

/// Never at the end of a sentence.
const INSIDE: &[&str] = &["vs", "e.g", "i.e", "cf", "viz", "ca", "approx", "incl", "esp"];

/// End no sentence before a number.
const NUMBERED: &[&str] = &[
    "No", "Nos", "no", "nos", "Art", "art", "sec", "Fig", "fig", "Figs", "figs", "Vol", "vol", "Ch", "ch", "p", "pp",
    "para", "paras", "Par", "Eq", "Op", "op", "Bd", "Nr", "nr", "Tel", "tel",
];

/// Months, as they are shortened.
const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"];

#[rustfmt::skip]
const LONG_MONTHS: &[&str] = &[
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

/// Days of the week, as they are shortened.
const WEEKDAYS: &[&str] = &["Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun"];

/// May end a sentence or not: it goes on unless a word follows that starts one.
const SHORTENED: &[&str] = &[
    "St", "Ste", "Mt", "Ft", "Bros", "Jr", "Sr", "Esq", "Inc", "Corp", "Ltd", "Co", "Cos", "LLC", "PLC", "Plc", "plc",
    "Dept", "dept", "Govt", "govt", "Assn", "Univ", "Inst", "Asst", "Assoc", "Dist", "Natl", "Intl", "Ave", "Blvd",
    "Rd", "Hwy", "Bldg", "Sq", "Pl", "etc", "al", "est", "Est", "v", "Ph", "Wm", "Geo", "Chas", "Jos", "Ala", "Ariz",
    "Calif", "Colo", "Conn", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md", "Mich", "Minn", "Mo", "Mont", "Neb",
    "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt", "Wis", "Wyo", "Ont", "Que", "Dem", "Repub",
];

/// Words that stand at the start of many sentences and of few names.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "The", "A", "An", "He", "She", "It", "They", "We", "You", "I", "This", "That", "These", "Those", "There",
    "Here", "His", "Her", "Its", "Their", "Our", "My", "Your", "But", "And", "Or", "So", "Yet", "Nor", "In", "On",
    "At", "By", "For", "From", "With", "After", "Before", "As", "If", "When", "While", "Where", "Why", "How",
    "What", "Who", "Which", "Once", "Since", "Until", "Although", "Though", "However", "Meanwhile", "Moreover",
    "Some", "Many", "Most", "Several", "Each", "Every", "No", "Not", "Now", "Then", "Also", "Among", "During",
    "Despite", "Because", "Asked", "Earlier", "Later", "Still", "Even", "Such", "Between", "Through", "About",
    "Against", "Without", "Following", "According", "Speaking", "Instead", "Perhaps", "Yes", "It's", "It’s", "He's",
    "He’s", "We're", "We’re", "That's", "That’s",
];
