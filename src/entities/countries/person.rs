//! People who are called like a country, a capital or a people.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::context::{self, Style, Word};
use super::judge::Place;
use super::table::{Care, Sense};
use super::words::{self, has};
use crate::corpus::Via;

impl Place<'_, '_> {
    /// "Michael Jordan", "Mr Ireland", "Jordan, 32, said": even in a list of countries.
    pub fn is_surely_a_person(&self) -> bool {
        let careful = self.care(Care::SURNAME) || self.care(Care::FORENAME);
        if careful && self.has_an_age() {
            return true;
        }
        let Some(word) = self.before else { return false };
        if self.care(Care::FORENAME) && has("called named nicknamed", word.text) {
            return true;
        }
        if matches!(self.seen.form.sense, Sense::Country(_, Via::Demonym)) && !careful {
            return false;
        }
        has(words::COURTESY, word.text)
            || has(words::KIN, word.text)
            || (is_forename(word.text)
                && !context::before(self.text, word.start).is_some_and(|w| has(words::REIGNING, w.text)))
    }

    /// ", 32," and ", a 32-year-old": of a person just named.
    fn has_an_age(&self) -> bool {
        let Some(tail) = self.text.get(self.end()..).and_then(|t| t.strip_prefix(", ")) else { return false };
        let tail = tail.strip_prefix("a ").or_else(|| tail.strip_prefix("an ")).unwrap_or(tail);
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        let rest = tail.get(digits..).unwrap_or("");
        digits == 2
            && (rest.starts_with("-year-old")
                || rest.strip_prefix(", ").is_some_and(|r| r.starts_with(|c: char| c.is_lowercase())))
    }

    /// "Salim al-Turk": a name taken from a place long ago.
    pub fn is_byname(&self) -> bool {
        let head = self.text.get(..self.start()).unwrap_or("");
        ["al-", "Al-", "el-", "El-", "ul-", "Abu "]
            .iter()
            .any(|article| head.strip_suffix(article).is_some_and(|h| !h.ends_with(|c: char| c.is_alphanumeric())))
    }

    /// "Samuel L. Jordan", "Coach Jordan": another form of the word may stand for the same person.
    pub fn is_surname(&mut self, via: Via) -> bool {
        let careful = self.care(Care::SURNAME);
        if careful && self.is_firm() {
            return true;
        }
        let Some(word) = self.before else { return careful && self.is_double_barrelled() };
        if via == Via::Demonym && !careful && self.after.is_some_and(|w| !w.is_capitalised()) {
            // "told Chris Polish officials" is rare; "Pope Francis French …" rarer. Mark Cuban stands without a noun.
            return is_forename(word.text) && self.after.is_some_and(|w| has("said says told has was is", w.text));
        }
        if has(words::COURTESY, word.text) || (careful && has(words::TITLES, word.text)) {
            return true;
        }
        // "Jordan Ireland": each could be a country, together they are a name.
        if careful && self.previous.is_some_and(|p| p.span.end == word.end && p.form.care.has(Care::FORENAME)) {
            return true;
        }
        let earlier = context::before(self.text, word.start);
        if is_forename(word.text) {
            return !earlier.is_some_and(|w| has(words::REIGNING, w.text));
        }
        if is_initial(self.text, word) {
            return earlier.is_some_and(|w| w.is_capitalised());
        }
        careful && via != Via::Capital && self.is_last_of_a_name()
    }

    /// After a capitalised word, where such a word begins no sentence: "Kareem Jordan", "Photo London".
    pub fn is_last_of_a_name(&mut self) -> bool {
        let Some(word) = self.before.filter(Word::is_capitalised) else { return false };
        self.care(Care::SURNAME)
            && !has(words::BEFORE_COUNTRY, word.text)
            && !has(words::AFTER_COUNTRY, word.text)
            && self.previous.is_none_or(|p| p.span.end != word.end)
            && !context::starts_sentence(self.text, word.start)
            && self.lines.style(self.seen.span.start) == Style::Running
    }

    /// "Holland & Hart"; two countries so joined were seen before.
    fn is_firm(&self) -> bool {
        let tail = self.text.get(self.end()..).unwrap_or("");
        tail.strip_prefix(" & ").is_some_and(|rest| rest.starts_with(char::is_uppercase))
    }

    /// "Taylor-Jordan".
    fn is_double_barrelled(&self) -> bool {
        let head = self.text.get(..self.start()).and_then(|h| h.strip_suffix('-'));
        head.and_then(context::last_word).is_some_and(|w| w.is_capitalised() && is_forename(w.text))
    }

    /// "Jordan Peterson", "Minister Israel Katz".
    pub fn is_forename(&mut self, via: Via) -> bool {
        let Some(word) = self.after else { return false };
        if is_initial(self.text, word) && self.followed_by_a_name(word) {
            return true;
        }
        let irish = || {
            let rest = self.text.get(word.end..).unwrap_or("");
            has("O D", word.text) && rest.strip_prefix(['\'', '’']).is_some_and(|r| r.starts_with(char::is_uppercase))
        };
        if !word.is_capitalised() && !irish() {
            return false;
        }
        let country = self.next.filter(|n| n.span.start == word.start && n.form.sense != Sense::Nothing);
        if country.is_some_and(|n| self.care(Care::FORENAME) && n.form.care.has(Care::SURNAME)) {
            return true;
        }
        let known = country.is_some();
        let the = self.before.is_some_and(|w| has("a the A The", w.text));
        if known || the || has(words::AFTER_COUNTRY, word.text) || has(words::BEFORE_COUNTRY, word.text) {
            return false;
        }
        // "By Jordan Smith" stands on a line of its own, where every word has a capital.
        if self.care(Care::FORENAME) && self.before.is_some_and(|w| w.text == "By") {
            return true;
        }
        let office = || self.before.is_some_and(|w| has(words::OFFICES, w.text) || has(words::COURTESY, w.text));
        (self.care(Care::FORENAME) || (via != Via::Demonym && office()))
            && self.lines.style(self.seen.span.start) == Style::Running
    }

    /// After "Jordan E.", a surname.
    fn followed_by_a_name(&self, initial: Word) -> bool {
        context::after(self.text, initial.end + 1).is_some_and(|w| w.is_capitalised())
    }

    /// "The Jordan family".
    pub fn is_family(&self) -> bool {
        self.before.is_some_and(|w| has("the The", w.text))
            && self.after.is_some_and(|w| has("family families brothers sisters siblings", w.text))
            && self.care(Care::SURNAME)
    }
}

/// A single capital with a point, but not the end of "U.S.".
fn is_initial(text: &str, word: Word) -> bool {
    word.text.len() == 1
        && word.text.bytes().all(|b| b.is_ascii_uppercase())
        && context::next_char(text, word.end) == Some('.')
        && context::previous_char(text, word.start) != Some('.')
}

fn is_forename(word: &str) -> bool {
    static FORENAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| words::FORENAMES.split_ascii_whitespace().collect());
    let Some(first) = word.chars().next().filter(|c| c.is_uppercase()) else { return false };
    if FORENAMES.contains(word) {
        return true;
    }
    // "KATHY IRELAND"
    let len = first.len_utf8();
    word.is_ascii() && word.len() > 2 && {
        let small = word.get(len..).unwrap_or("").to_ascii_lowercase();
        FORENAMES.contains(format!("{first}{small}").as_str())
    }
}
