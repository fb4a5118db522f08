//! The embedded table of countries, read once: forms by their first word, names and aliases by code.
//!
//! `assets/countries.tsv` says at its head how it is written. Rows that break its rules are left out; the tests see
//! to it that there are none.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::matcher::Key;
use crate::corpus::{CountryCode, Via};

const SOURCE: &str = include_str!("../../../assets/countries.tsv");

/// One way to write something the table knows.
#[derive(Debug)]
pub(super) struct Form {
    /// Decomposed, so that accents can be left off one by one.
    pub text: Cow<'static, str>,
    /// A final s may follow.
    pub plural: bool,
    pub sense: Sense,
    pub care: Care,
    /// The next form with the same first word, if there is one at this place.
    next: usize,
}

impl Form {
    /// One word: what a person can be called.
    pub fn is_word(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_alphabetic() || !b.is_ascii())
    }
}

/// What a form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Country(CountryCode, Via),
    /// A name with a country's name in it that is no country: "New Mexico".
    Nothing,
    /// A sign that this country is meant by a name it shares with something else.
    For(CountryCode),
    /// A sign that the other is meant.
    Against(CountryCode),
}

/// The letters after a form, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Care(u32);

impl Care {
    pub const FORENAME: Care = Care::of(b'f');
    pub const SURNAME: Care = Care::of(b's');
    pub const US_STATE: Care = Care::of(b'u');
    pub const RIVAL: Care = Care::of(b'r');
    pub const EVIDENCE: Care = Care::of(b'e');
    pub const AFTER_THE: Care = Care::of(b't');
    pub const DEFAULT: Care = Care::of(b'd');
    pub const OTHER: Care = Care::of(b'o');
    pub const ACCENTS: Care = Care::of(b'a');
    pub const PREFIX: Care = Care::of(b'p');
    pub const LANGUAGE: Care = Care::of(b'l');
    pub const PAIR: Care = Care::of(b'k');

    const fn of(letter: u8) -> Care {
        Care(1 << (letter - b'a'))
    }

    pub fn has(self, one: Care) -> bool {
        self.0 & one.0 != 0
    }

    fn read(letters: &str) -> Care {
        Care(letters.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, b| bits | Care::of(b).0))
    }
}

/// A country's names.
#[derive(Debug)]
pub(super) struct Country {
    pub code: CountryCode,
    pub name: &'static str,
    /// Other names, then demonyms with their plurals.
    pub aliases: Vec<Cow<'static, str>>,
}

/// The forms that begin with this word.
pub(super) fn forms(first_word: &Key) -> impl Iterator<Item = &'static Form> {
    let first = FORMS.by_word.get(first_word).and_then(|(first, _)| FORMS.all.get(*first));
    std::iter::successors(first, |form| FORMS.all.get(form.next))
}

/// Whether some form may begin with these two bytes: most words of a text are dismissed by them.
pub(super) fn may_begin(first: u8, second: u8) -> bool {
    let index = |byte: u8| byte.to_ascii_lowercase().checked_sub(b'a').filter(|i| *i < 26);
    match (index(first), index(second)) {
        (Some(a), Some(b)) => FORMS.begins.get(usize::from(a)).is_some_and(|seconds| seconds & (1 << b) != 0),
        // An accent, a full stop.
        _ => true,
    }
}

pub(super) fn country(code: CountryCode) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.code == code)
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::read(SOURCE));
static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| rows(SOURCE).filter_map(country_of).collect());

/// All forms in one run, chained by their first word: built at each start of the program, so with few allocations.
struct Forms {
    all: Vec<Form>,
    /// The first and the last of each chain.
    by_word: HashMap<Key, (usize, usize)>,
    /// For each first letter the second ones, a bit each.
    begins: [u32; 26],
}

impl Forms {
    fn read(source: &'static str) -> Forms {
        let mut forms = Forms { all: Vec::with_capacity(2400), by_word: HashMap::with_capacity(2000), begins: [0; 26] };
        for [code, name, others, demonyms, capitals, metonyms] in rows(source) {
            match (CountryCode::parse(code), code.get(1..).and_then(CountryCode::parse)) {
                (Some(code), _) => {
                    // Names first: of two equal forms the first one counts, so Singapore is a name.
                    forms.add(name, Sense::Country(code, Via::Name));
                    forms.add(others, Sense::Country(code, Via::Name));
                    forms.add(demonyms, Sense::Country(code, Via::Demonym));
                    forms.add(capitals, Sense::Country(code, Via::Capital));
                    forms.add(metonyms, Sense::Country(code, Via::Metonym));
                }
                (_, Some(code)) if name == "for" => forms.add(others, Sense::For(code)),
                (_, Some(code)) => forms.add(others, Sense::Against(code)),
                _ => forms.add(others, Sense::Nothing),
            }
        }
        forms
    }

    fn add(&mut self, cell: &'static str, sense: Sense) {
        for (word, plural, care) in cell_forms(cell) {
            let mut key = Key::default();
            if !key.read(word) {
                continue;
            }
            if let [first, second] = key.start().map(|b| b.wrapping_sub(b'a'))
                && let Some(seconds) = self.begins.get_mut(usize::from(first)).filter(|_| second < 26)
            {
                *seconds |= 1 << second;
            }
            let text = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(word.nfd().collect()) };
            let here = self.all.len();
            let (_, last) = self.by_word.entry(key).or_insert((here, here));
            if let Some(before) = self.all.get_mut(std::mem::replace(last, here)) {
                before.next = here;
            }
            self.all.push(Form { text, plural, sense, care, next: usize::MAX });
        }
    }
}

/// The rows of the table, six cells each.
fn rows(source: &'static str) -> impl Iterator<Item = [&'static str; 6]> {
    source.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let row = [(); 6].map(|()| cells.next());
        let [Some(a), Some(b), Some(c), Some(d), Some(e), Some(f)] = row else { return None };
        Some([a, b, c, d, e, f])
    })
}

fn country_of([code, name, others, demonyms, _, _]: [&'static str; 6]) -> Option<Country> {
    let code = CountryCode::parse(code)?;
    let mut aliases = Vec::new();
    for (word, plural, care) in cell_forms(others).chain(cell_forms(demonyms)) {
        if care.has(Care::PREFIX) || care.has(Care::PAIR) {
            continue;
        }
        aliases.push(Cow::Borrowed(word));
        if plural {
            aliases.push(Cow::Owned(format!("{word}s")));
        }
    }
    let name = cell_forms(name).next().map_or(name, |(word, _, _)| word);
    Some(Country { code, name, aliases })
}

/// The forms of one cell: the words, whether a plural is meant too, and the letters after them.
fn cell_forms(cell: &'static str) -> impl Iterator<Item = (&'static str, bool, Care)> {
    cell.split(';').map(str::trim_start).filter(|f| !f.is_empty()).map(|form| {
        let (word, letters) = form.split_once('/').unwrap_or((form, ""));
        match word.strip_suffix('+') {
            Some(word) => (word, true, Care::read(letters)),
            None => (word, false, Care::read(letters)),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    /// The codes of ISO 3166-1 alpha-2, all 249 of them.
    const ISO: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
        BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI \
        FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ \
        IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK \
        ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN \
        PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH \
        TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

    #[test]
    fn every_country_is_there_once() {
        let mut expected: Vec<&str> = ISO.split_ascii_whitespace().chain(["XK", "CS", "DD", "SU", "YU"]).collect();
        assert_eq!(expected.len(), 249 + 5);
        expected.sort();
        let mut codes: Vec<&str> = COUNTRIES.iter().map(|c| c.code.as_str()).collect();
        codes.sort();
        assert_eq!(codes, expected);
        let names: HashSet<&str> = COUNTRIES.iter().map(|c| c.name).collect();
        assert_eq!(names.len(), COUNTRIES.len(), "two countries of one name");
    }

    #[test]
    fn every_row_is_well_formed() {
        let lines: Vec<&str> = SOURCE.lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(rows(SOURCE).count(), lines.len());
        for line in lines {
            assert_eq!(line.split('\t').count(), 6, "{line}");
            let labels = if line.starts_with(['-', '+']) { 2 } else { 1 };
            for cell in line.split('\t').skip(labels) {
                assert_eq!(cell, cell.trim());
                for (word, _, care) in cell_forms(cell) {
                    assert!(Key::default().read(word) && word.starts_with(char::is_uppercase), "{word:?} in {line}");
                    assert_eq!(care.0 & !Care::read("fsuretdoaplk").0, 0, "{word:?} in {line}");
                }
            }
        }
    }

    #[test]
    fn no_form_is_two_countries_unless_it_says_so() {
        let mut first: HashMap<(&str, bool), &Form> = HashMap::new();
        for form in FORMS.all.iter() {
            let Some(other) = first.insert((&form.text, form.plural), form) else { continue };
            let same = |a: Sense, b: Sense| matches!((a, b), (Sense::Country(a, _), Sense::Country(b, _)) if a == b);
            let shared = |f: &Form| f.care.has(Care::DEFAULT) as u8 + 2 * f.care.has(Care::OTHER) as u8;
            assert!(same(form.sense, other.sense) || shared(form) + shared(other) == 3, "{form:?} and {other:?}");
        }
    }

    #[test]
    fn all_forms_can_be_reached() {
        let reached: usize = FORMS.by_word.keys().map(|key| forms(key).count()).sum();
        assert_eq!(reached, FORMS.all.len());
        assert!(reached > 1800, "{reached}");
    }
}
