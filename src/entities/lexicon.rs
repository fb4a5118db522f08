//! What is known of single words and fixed phrases before reading: forenames, roles, heads of organisations, towns.
//!
//! One table from folded word to a set of [`flags`]; a word may be many things at once ("Mark", "Rice", "Jordan").
//! Which of them it is in a sentence is for [`super::candidates`] and [`super::people`] to judge. Sources and
//! licences of the lists: `assets/README.md`.

use std::sync::LazyLock;

use super::classes::{self, WordClass};
use super::tagger::hash::of_bytes;
use crate::text::{fold, hash::Table};

/// What a word can be, one bit each.
pub type Flags = u32;

pub mod flags {
    use super::Flags;

    pub const FORENAME: Flags = 1 << 0;
    pub const SURNAME: Flags = 1 << 1;
    /// Seen mostly in lower case in ordinary news.
    pub const WORD: Flags = 1 << 2;
    pub const FUNCTION: Flags = 1 << 3;
    /// "Mr", "Dr": only ever before a name.
    pub const TITLE: Flags = 1 << 4;
    pub const ROLE: Flags = 1 << 5;
    /// With [`ROLE`]: "envoys".
    pub const PLURAL: Flags = 1 << 6;
    /// Stands before a role: "deputy", "foreign".
    pub const MODIFIER: Flags = 1 << 7;
    /// The last word of an organisation's name: "Ministry".
    pub const ORG_HEAD: Flags = 1 << 8;
    /// The last word of a place's name: "River".
    pub const PLACE_HEAD: Flags = 1 << 9;
    /// The last word of what is neither: "Conference", "Treaty".
    pub const EVENT_HEAD: Flags = 1 << 10;
    pub const CALENDAR: Flags = 1 << 11;
    pub const PARTICLE: Flags = 1 << 12;
    pub const SUFFIX: Flags = 1 << 13;
    pub const SPEECH: Flags = 1 << 14;
    /// Something that people do: "met", "resigned".
    pub const VERB: Flags = 1 << 15;
    pub const PLACE_PREPOSITION: Flags = 1 << 16;
    pub const CREDIT: Flags = 1 << 17;
    /// The first word of many places: "North", "San".
    pub const DIRECTION: Flags = 1 << 18;
    /// People by faith, party or origin: "Sunni", "Republican".
    pub const GROUP: Flags = 1 << 19;
    /// A country's name; for the few here and all that the country finder marks.
    pub const NATION: Flags = 1 << 20;
    /// Surnames that stand before the given name: "Xi", "Kim".
    pub const EASTERN: Flags = 1 << 21;
    /// A fixed phrase may begin here.
    pub const PHRASE: Flags = 1 << 22;
    /// A town or region by itself.
    pub const PLACE: Flags = 1 << 23;
    /// Marked by the country finder as an adjective or people: "French".
    pub const DEMONYM: Flags = 1 << 24;
    /// Not itself in the list of ordinary words but a form of one: "Bares", "Seeks".
    pub const INFLECTED: Flags = 1 << 25;
}

/// A fixed phrase and what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    Place,
    /// The name under which all forms of the organisation are one.
    Organisation(&'static str),
    /// An abbreviation that means the organisation only as written, in capitals: "WHO", not "Who".
    Capitals(&'static str, &'static str),
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    pub flags: Flags,
    pub class: WordClass,
}

pub struct Lexicon {
    /// By the hash of a word's bytes: 64 bits take none for another.
    words: Table<u64, Known>,
    phrases: Table<String, Phrase>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The lexicon, made at first use.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The longest phrase of the lists, in words.
pub const LONGEST_PHRASE: usize = 8;

impl Lexicon {
    fn load() -> Lexicon {
        let words = Table::with_capacity_and_hasher(110_000, Default::default());
        let phrases = Table::with_capacity_and_hasher(2_500, Default::default());
        let mut lexicon = Lexicon { words, phrases };
        lexicon.words.extend(classes::all().map(|(word, class)| (word, Known { flags: 0, class })));
        lexicon.add_lines(include_str!("../../assets/names/words.txt"), flags::WORD);
        lexicon.add_lines(include_str!("../../assets/names/forenames.txt"), flags::FORENAME);
        lexicon.add_lines(include_str!("../../assets/names/surnames.txt"), flags::SURNAME);
        lexicon.add_kinds(include_str!("../../assets/names/kinds.txt"));
        lexicon.add_roles(include_str!("../../assets/names/roles-more.txt"));
        lexicon.add_places(include_str!("../../assets/names/places.txt"));
        lexicon.add_organisations(include_str!("../../assets/names/organisations.txt"));
        lexicon
    }

    fn add_lines(&mut self, list: &'static str, flag: Flags) {
        list.split_ascii_whitespace().for_each(|w| self.add(w, flag));
    }

    fn add(&mut self, word: &str, flag: Flags) {
        self.words.entry(of_bytes(word.bytes())).or_default().flags |= flag;
    }

    /// Occupations, one a line, without those that are surnames more often: "Baker", "Cook".
    fn add_roles(&mut self, list: &'static str) {
        const NAMES: Flags = flags::SURNAME | flags::FORENAME | flags::FUNCTION | flags::GROUP;
        for word in list.split_ascii_whitespace() {
            if self.flags(word) & NAMES != 0 {
                continue;
            }
            self.add(word, flags::ROLE);
            self.add(&plural(word), flags::ROLE | flags::PLURAL);
        }
    }

    /// Lines of `class: word word …`.
    fn add_kinds(&mut self, list: &'static str) {
        for (class, words) in list.lines().filter_map(|l| l.split_once(':')) {
            let Some(flag) = class_flag(class) else { continue };
            self.add_lines(words, flag);
            if flag == flags::ROLE {
                for word in words.split_ascii_whitespace() {
                    self.add(&plural(word), flags::ROLE | flags::PLURAL);
                }
            }
        }
    }

    fn add_places(&mut self, list: &'static str) {
        list.lines().for_each(|name| self.add_phrase(name, Phrase::Place));
    }

    /// Lines of `Name|Other form|ABBR`.
    fn add_organisations(&mut self, list: &'static str) {
        for line in list.lines() {
            let name = line.split('|').next().unwrap_or(line);
            for form in line.split('|') {
                let capitals = !form.contains(' ') && !form.chars().any(char::is_lowercase);
                let phrase = if capitals { Phrase::Capitals(name, form) } else { Phrase::Organisation(name) };
                self.add_phrase(form, phrase);
            }
        }
    }

    fn add_phrase(&mut self, form: &'static str, phrase: Phrase) {
        let folded = phrase_key(form);
        let first = folded.split(' ').next().unwrap_or(&folded);
        let mut flag = flags::PHRASE;
        if first.len() == folded.len() && phrase == Phrase::Place {
            flag |= flags::PLACE;
        }
        self.add(first, flag);
        self.phrases.entry(folded).or_insert(phrase);
    }

    /// What `word` can be. `word` is folded, without a possessive ending and without a final full stop.
    pub fn flags(&self, word: &str) -> Flags {
        self.known(of_bytes(word.bytes())).flags
    }

    /// What is known of the word with this hash (see [`of_bytes`]).
    pub fn known(&self, word: u64) -> Known {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// Whether `word` is an inflected form of an ordinary word: "seeks", "launched", "talking".
    pub fn is_inflected(&self, word: &str) -> bool {
        let is_word = |stem: &str, ending: &str| {
            let word = || of_bytes(stem.bytes().chain(ending.bytes()));
            stem.len() + ending.len() >= 3 && self.known(word()).flags & flags::WORD != 0
        };
        const ENDINGS: [(&str, &[&str]); 11] = [
            ("s", &[""]),
            ("es", &["", "e"]),
            ("ies", &["y"]),
            ("ed", &["", "e"]),
            ("ied", &["y"]),
            ("ing", &["", "e"]),
            ("ly", &[""]),
            ("er", &["", "e"]),
            ("ers", &["", "e"]),
            ("ally", &[""]),
            ("est", &["", "e"]),
        ];
        ENDINGS.iter().any(|(ending, others)| {
            let Some(stem) = word.strip_suffix(ending) else { return false };
            let doubled = stem.len() > 3 && stem.as_bytes().iter().rev().nth(1) == stem.as_bytes().last();
            others.iter().any(|other| is_word(stem, other))
                || (doubled && stem.get(..stem.len() - 1).is_some_and(|stem| is_word(stem, "")))
        })
    }

    /// What the folded `phrase` names (see [`phrase_key`]).
    pub fn phrase(&self, phrase: &str) -> Option<Phrase> {
        self.phrases.get(phrase).copied()
    }
}

/// The form under which phrases are looked up: folded, without full stops.
pub fn phrase_key(text: &str) -> String {
    fold(text).chars().filter(|c| *c != '.').collect()
}

fn class_flag(class: &str) -> Option<Flags> {
    Some(match class {
        "function" => flags::FUNCTION,
        "calendar" => flags::CALENDAR,
        "title" => flags::TITLE,
        "role" => flags::ROLE,
        "modifier" => flags::MODIFIER,
        "orghead" => flags::ORG_HEAD,
        "placehead" => flags::PLACE_HEAD,
        "eventhead" => flags::EVENT_HEAD,
        "particle" => flags::PARTICLE,
        "suffix" => flags::SUFFIX,
        "speech" => flags::SPEECH,
        "verb" => flags::VERB,
        "placeprep" => flags::PLACE_PREPOSITION,
        "credit" => flags::CREDIT,
        "direction" => flags::DIRECTION,
        "group" => flags::GROUP,
        "nation" => flags::NATION,
        "eastern" => flags::EASTERN,
        _ => return None,
    })
}

/// The plural of a role: "envoys", "secretaries", "spokesmen", "attorneys".
fn plural(role: &str) -> String {
    if let Some(stem) = role.strip_suffix("man") {
        return format!("{stem}men");
    }
    match role.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if role.ends_with(['s', 'x']) || role.ends_with("ch") => format!("{role}es"),
        _ => format!("{role}s"),
    }
}

/// The singular of a plural made by [`plural`].
pub fn singular(role: &str) -> String {
    if let Some(stem) = role.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = role.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["ches", "xes", "sses"] {
        if role.ends_with(ending) {
            return role.strip_suffix("es").unwrap_or(role).to_string();
        }
    }
    role.strip_suffix('s').unwrap_or(role).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, wanted: Flags) {
        assert_eq!(lexicon().flags(word) & wanted, wanted, "{word}");
    }

    #[test]
    fn words_are_known_by_what_they_can_be() {
        check("emmanuel", flags::FORENAME);
        check("mark", flags::FORENAME | flags::WORD);
        check("president", flags::ROLE);
        check("envoys", flags::ROLE | flags::PLURAL);
        check("spokesmen", flags::ROLE | flags::PLURAL);
        check("secretaries", flags::ROLE | flags::PLURAL);
        check("ministry", flags::ORG_HEAD);
        check("monday", flags::CALENDAR);
        check("paris", flags::PLACE | flags::PHRASE);
        assert_eq!(lexicon().flags("macronist"), 0);
    }

    #[test]
    fn phrases_are_found_however_they_are_written() {
        let find = |text: &str| lexicon().phrase(&phrase_key(text));
        assert_eq!(find("U.N. Security Council"), Some(Phrase::Organisation("UN Security Council")));
        assert_eq!(find("EUROPEAN UNION"), Some(Phrase::Organisation("European Union")));
        assert_eq!(find("NATO"), Some(Phrase::Capitals("North Atlantic Treaty Organization", "NATO")));
        assert_eq!(find("St. Petersburg"), Some(Phrase::Place));
        assert_eq!(find("Nowhere Town"), None);
    }

    #[test]
    fn inflected_words_are_words() {
        for word in ["seeks", "launched", "talking", "planned", "studies", "quietly"] {
            assert!(lexicon().is_inflected(word), "{word}");
        }
        for name in ["macron", "putins", "witkoff", "is"] {
            assert!(!lexicon().is_inflected(name), "{name}");
        }
    }

    #[test]
    fn plurals_go_back() {
        for role in ["envoy", "secretary", "spokesman", "coach", "boss", "attorney"] {
            assert_eq!(singular(&plural(role)), role);
        }
    }

    #[test]
    fn no_list_has_a_phrase_that_is_too_long_to_be_found() {
        let longest = lexicon().phrases.keys().map(|p| p.split(' ').count()).max();
        assert!(longest <= Some(LONGEST_PHRASE), "{longest:?}");
    }
}
