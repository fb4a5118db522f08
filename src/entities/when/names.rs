//! The words of English dates: months, weekdays, units, numbers, and the words around a date that decide what it is.

/// Whether a space-separated list has the word.
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

/// Full name, then its abbreviations.
const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", ""),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

const WEEKDAYS: [(&str, &str); 7] = [
    ("Monday", "Mon"),
    ("Tuesday", "Tue Tues"),
    ("Wednesday", "Wed"),
    ("Thursday", "Thu Thur Thurs"),
    ("Friday", "Fri"),
    ("Saturday", "Sat"),
    ("Sunday", "Sun"),
];

/// A name as written: which of its row it is, and whether shortened. "MARCH" and "March" are one, "march" is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// From 1.
    pub number: i8,
    pub short: bool,
}

pub(super) fn month(word: &str) -> Option<Named> {
    named(&MONTHS, word)
}

/// Monday is 1.
pub(super) fn weekday(word: &str) -> Option<Named> {
    named(&WEEKDAYS, word)
}

fn named(rows: &[(&str, &str)], word: &str) -> Option<Named> {
    let first = *word.as_bytes().first()?;
    // Capitals that begin a month or a weekday: half of all words with one are dismissed by it.
    let may_begin = matches!(first, b'A' | b'D' | b'F' | b'J' | b'M' | b'N' | b'O' | b'S' | b'T' | b'W');
    if !may_begin || word.len() < 3 || word.len() > 9 {
        return None;
    }
    let same = |name: &str| {
        name == word
            || (name.len() == word.len()
                && word.bytes().all(|b| b.is_ascii_uppercase())
                && name.eq_ignore_ascii_case(word))
    };
    let mine = rows.iter().zip(1i8..).filter(|((full, _), _)| full.as_bytes().first() == Some(&first));
    mine.into_iter().find_map(|((full, shorts), number)| {
        if same(full) {
            Some(Named { number, short: false })
        } else {
            shorts.split_ascii_whitespace().any(same).then_some(Named { number, short: true })
        }
    })
}

/// Months whose names are other words, or people's: alone they need more around them.
pub(super) fn is_a_word(month: i8) -> bool {
    matches!(month, 3 | 4 | 5 | 6 | 8)
}

/// What a count of days or a number before "ago" is written as.
pub(super) fn number(word: &str) -> Option<i32> {
    const WORDS: [&str; 21] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok().filter(|n| (1..=2000).contains(n));
    }
    match word {
        "a" | "an" | "A" | "An" => Some(1),
        "thirty" => Some(30),
        "forty" => Some(40),
        "fifty" => Some(50),
        "" => None,
        _ => WORDS.iter().zip(0..).find(|(w, _)| w.eq_ignore_ascii_case(word)).map(|(_, n)| n),
    }
}

/// Before a month that stands alone.
pub(super) const BEFORE_MONTH: &str = "in since until till by during before after from through early late mid of the a an its \
    his her their this last next each every between and or to for that";
/// The same where the month's name is another word, too.
pub(super) const BEFORE_WORDLIKE_MONTH: &str = "in since until till by during before after early late mid";
/// Before "of May", so that it is the month.
pub(super) const PART_OF_MONTH: &str = "end beginning start middle month rest most part half days weeks";

/// Before a year.
pub(super) const BEFORE_YEAR: &str = "in since by until till during before after from to of early late mid circa around about \
    back throughout through least year summer spring autumn fall winter fiscal born died for between and";
/// Of these, the ones that stand before other numbers at least as often.
pub(super) const BEFORE_NUMBER: &str = "by to of from for around about and between through back after before";

/// Measures: a number before one is no day and no year.
pub(super) const MEASURES: &str = "dollars euros pounds rupees yen yuan rubles roubles pesos francs cents percent per pc million \
    billion trillion thousand hundred tonnes tons kilograms kilos kg grams metres meters kilometres kilometers km miles feet \
    ft inches acres hectares square barrels litres liters gallons watts megawatts MW hours minutes seconds calories \
    degrees hp rpm am pm metre meter dollar euro mile kilometre kilometer word page seat strong";
/// What is counted: a number before one may be a count.
pub(super) const COUNTED: &str = "people men women children boys girls civilians troops soldiers officers workers jobs homes houses \
    buildings residents students pupils teachers votes voters seats members others cases deaths victims casualties \
    employees staff points runs balls wickets migrants refugees prisoners families households companies firms countries \
    vehicles cars trucks ships aircraft planes units copies items more";

/// A weekday after one of these is a name or comes again and again.
pub(super) const NO_DAY_BEFORE: &str = "Man Black Good Super Bloody Ash Palm Easter Cyber Ruby Freaky Holy Whit Shrove Fat Giving \
    Casual Maundy Throwback Dress-down every Every each Each any Any most some";
/// After a weekday, the name of a paper or a programme.
pub(super) const NO_DAY_AFTER: &str = "Times Telegraph Express Mirror Mail Post Herald World Independent Mercury Tribune Business \
    Star Sun People Age Guardian Observer Vision Standard Night Live Addams Club Morning school schools";

/// Words that put what follows in the time to come.
pub(super) const COMING: &str = "will would shall won wouldn can may might must should could ll due scheduled expected planned \
    slated supposed poised invited upcoming ahead tomorrow next expect expects deadline soon plans plan hopes intends starts begins \
    opens ends closes expires arrives leaves hosts faces travels";
/// And in the past; besides these, words in -ed.
pub(super) const PASSED: &str = "said told was were had did has have met held came went took made gave left won lost fell rose broke \
    began became saw sent spoke shot struck hit killed found got kept led paid put ran sat stood thought wrote quit \
    cut brought bought built caught chose drew drove flew fought hurt sought sold sank swept tore threw wore who after \
    since says";
