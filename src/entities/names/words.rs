//! A name cut into its words: titles and endings off, the surname last, whatever the order it was written in.

use super::{eastern, english};
use crate::entities::lexicon::{flags, lexicon};
use crate::text::fold;

/// A name's words, folded, in the order given name first.
#[derive(Debug, Default)]
pub struct Words {
    pub list: Vec<String>,
    /// 0 where the name has no ending; see [`generation`].
    pub generation: u8,
    /// The words before the surname are a given name of that many words, as in "Kim Jong Un".
    pub eastern: bool,
    /// The surname is a father's name: "bin Salman".
    pub patronymic: bool,
}

/// A word as written and folded.
struct Word<'a> {
    raw: &'a str,
    folded: String,
}

impl Word<'_> {
    /// "e" and "y" are, "E." is an initial.
    fn is_particle(&self) -> bool {
        is_particle(&self.folded) && !(self.raw.len() == 1 && self.raw.chars().all(char::is_uppercase))
    }
}

impl Words {
    pub fn of(name: &str) -> Words {
        let mut words = split(name);
        let mut out = Words::default();
        while words.len() > 1 && words.first().is_some_and(|w| is_title(&w.folded)) {
            words.remove(0);
        }
        out.generation = take_endings(&mut words);
        surname_in_capitals_last(&mut words);
        out.eastern = surname_first_last(&mut words);
        let particles = leading_particles(&words);
        out.patronymic = words.get(..particles).is_some_and(|p| p.iter().any(|w| is_son(&w.folded)));
        words.drain(..particles);
        if let Some(before) = words.len().checked_sub(2).and_then(|n| words.get(n)) {
            out.patronymic |= is_son(&before.folded);
        }
        let count = words.len();
        for (i, word) in words.into_iter().enumerate() {
            let last = i + 1 == count;
            if let Some(letters) = initials(&word, i == 0 && !last) {
                out.list.extend(letters);
            } else if i == 0 || last || word.folded == "ben" || !word.is_particle() {
                let servant = word.folded.starts_with("abd");
                out.list.push(if servant { word.folded.replace('-', "") } else { word.folded });
            }
        }
        join_servants(&mut out.list);
        join_sons(&mut out.list);
        out
    }
}

/// Words without marks around them; "Macron, Emmanuel" turned over.
fn split(name: &str) -> Vec<Word<'_>> {
    match name.split_once(',') {
        Some((before, after)) if after.split_whitespace().any(|w| generation(w).is_none() && !is_degree(&fold(w))) => {
            let mut words = words_of(after);
            words.extend(words_of(before));
            words
        }
        _ => words_of(name),
    }
}

fn words_of(part: &str) -> Vec<Word<'_>> {
    let raw = part.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    raw.filter(|w| !w.is_empty()).map(|raw| Word { raw, folded: fold(raw).into_owned() }).collect()
}

/// Takes "Jr.", "III", "MP" off; says which in a family it is.
fn take_endings(words: &mut Vec<Word>) -> u8 {
    let mut found = 0;
    while words.len() > 1 {
        let Some(last) = words.last() else { break };
        match generation(last.raw) {
            Some(g) => found = g,
            None if is_degree(&last.folded) => {}
            None => break,
        }
        words.pop();
    }
    found
}

/// Which of several of one name: a number, or what stands for elder and younger.
pub fn generation(word: &str) -> Option<u8> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    Some(match word {
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        "XII" => 12,
        "XIII" => 13,
        "XIV" => 14,
        "XV" => 15,
        "XVI" => 16,
        "Jr" | "jr" | "JR" | "Junior" | "fils" => 100,
        "Sr" | "sr" | "SR" | "Senior" => 101,
        _ => return None,
    })
}

fn is_degree(folded: &str) -> bool {
    matches!(folded, "phd" | "ph.d" | "md" | "m.d" | "mp" | "mep" | "obe" | "cbe" | "kc" | "qc" | "esq" | "mba")
}

fn is_title(folded: &str) -> bool {
    const TITLES: [&str; 17] = [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "monsieur",
        "madame",
        "herr",
        "frau",
        "senor",
        "sheikh",
        "ayatollah",
    ];
    TITLES.contains(&folded)
}

/// "Emmanuel MACRON", "MACRON Emmanuel", "LÓPEZ OBRADOR Andrés": what is in capitals is the surname.
fn surname_in_capitals_last(words: &mut [Word]) {
    let capitals = |w: &Word| {
        w.raw.chars().count() > 2
            && !w.raw.contains('.')
            && w.raw
                .chars()
                .any(|c| matches!(fold(c.encode_utf8(&mut [0; 4])).as_ref(), "a" | "e" | "i" | "o" | "u" | "y"))
            && w.raw.chars().all(|c| !c.is_alphabetic() || c.is_uppercase())
    };
    let first = words.iter().take_while(|w| capitals(w)).count();
    let mixed = |w: &Word| w.raw.chars().any(char::is_lowercase);
    if first > 0 && first < words.len() && words.get(first..).is_some_and(|rest| rest.iter().all(mixed)) {
        words.rotate_left(first);
    }
}

/// Turns "Kim Jong Un" and "Putin Vladimir Vladimirovich" over; true if the given name is of several words.
fn surname_first_last(words: &mut Vec<Word>) -> bool {
    let [first, rest @ ..] = words.as_slice() else { return false };
    let Some(last) = rest.last() else { return false };
    if eastern::is_surname(&first.folded)
        && rest.len() <= 2
        && (rest.len() == 2 || !is_particle(&first.folded))
        && (!english::is_surname(&last.folded) || eastern::is_surname(&last.folded))
        && rest.iter().all(|w| eastern::is_given(&w.folded))
    {
        words.rotate_left(1);
        return words.len() > 2;
    }
    if let [first, given, father] = words.as_slice()
        && is_fathers(&father.folded)
        && !is_fathers(&given.folded)
        && is_forename(&given.folded)
        && !is_forename(&first.folded)
    {
        words.rotate_left(1);
        // "Vladimir Vladimirovich Putin".
        return false;
    }
    words.len() > 2
        && eastern::is_surname(&last.folded)
        && words.iter().all(|w| eastern::is_given(&w.folded))
        && !words.iter().any(|w| english::is_surname(&w.folded) && !eastern::is_surname(&w.folded))
        && !is_forename(&first.folded)
}

/// A name after the father's in the Russian manner.
fn is_fathers(folded: &str) -> bool {
    ["ovich", "evich", "ovych", "evych", "yovych", "ovna", "evna", "ivna", "yevna", "ichna"]
        .iter()
        .any(|e| folded.ends_with(e))
}

/// How many of the first words are particles: "de Klerk" and "De Klerk" are surnames alone; "Van Jones", "Al Gore"
/// and "Ben Affleck" have a given name, told by its capital and by what follows.
fn leading_particles(words: &[Word]) -> usize {
    let [first, second, ..] = words else { return 0 };
    let given = match first.raw {
        "Ben" => true,
        "Van" | "Al" | "Del" | "Della" => words.len() == 2 && english::is_surname(&second.folded),
        _ => false,
    };
    if given {
        return 0;
    }
    let particles = words.iter().take_while(|w| w.is_particle()).count();
    particles.min(words.len() - 1)
}

/// "J.", "J.D.", "J.-N.", and at the start "JD".
fn initials(word: &Word, first: bool) -> Option<Vec<String>> {
    let folded = &word.folded;
    let letters: Vec<&str> = folded.split(['.', '-']).filter(|l| !l.is_empty()).collect();
    if folded.contains('.') && letters.len() > 1 && letters.iter().all(|l| l.chars().count() == 1) {
        return Some(letters.into_iter().map(str::to_string).collect());
    }
    let two = word.raw.len() == 2 && word.raw.bytes().all(|b| b.is_ascii_uppercase());
    let spoken = word.raw.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
        && !matches!(word.raw, "AJ" | "AG" | "AB" | "AP" | "EJ" | "OJ");
    (first && two && !spoken).then(|| folded.chars().map(String::from).collect())
}

/// "Abdul Rahman", "Abd al-Rahman" are one name, as "Abdulrahman" is.
fn join_servants(list: &mut Vec<String>) {
    let mut i = 0;
    while i + 1 < list.len() {
        let word = list.get(i).map_or("", String::as_str);
        if matches!(word, "abd" | "abdel" | "abdul" | "abdal" | "abdol" | "abdur" | "abdoul" | "abdel-" | "abdil") {
            let next = list.remove(i + 1);
            if let Some(word) = list.get_mut(i) {
                word.push_str(without_article(&next));
            }
        }
        i += 1;
    }
}

/// "David Ben Gurion" as "David Ben-Gurion".
fn join_sons(list: &mut Vec<String>) {
    let last = list.len().saturating_sub(1);
    if last > 1
        && list.get(last - 1).is_some_and(|w| w == "ben")
        && let Some(surname) = list.pop()
        && let Some(ben) = list.last_mut()
    {
        ben.push('-');
        ben.push_str(without_article(&surname));
    }
}

/// "Assad" of "al-Assad".
pub fn without_article(word: &str) -> &str {
    const ARTICLES: [&str; 10] = ["al-", "el-", "ash-", "as-", "ad-", "an-", "ar-", "at-", "az-", "ul-"];
    ARTICLES.iter().find_map(|p| word.strip_prefix(p)).filter(|bare| bare.len() > 2).unwrap_or(word)
}

pub fn is_particle(folded: &str) -> bool {
    const PARTICLES: [&str; 33] = [
        "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "las", "los", "van", "von", "der",
        "den", "ter", "ten", "bin", "ibn", "al", "el", "ul", "bint", "ben", "e", "zu", "zur", "af", "av", "und", "y",
    ];
    PARTICLES.contains(&folded)
}

/// "Mohammed bin Salman" is no Salman.
fn is_son(folded: &str) -> bool {
    matches!(folded, "bin" | "ibn" | "bint")
}

/// Borne as a surname by someone in the news.
pub fn is_surname(folded: &str) -> bool {
    lexicon().flags(folded) & flags::SURNAME != 0
}

pub fn is_forename(folded: &str) -> bool {
    lexicon().flags(folded) & flags::FORENAME != 0
}
