//! Demonyms that name a language instead of a people.

use super::context::{self, Style, Word};
use super::judge::Place;
use super::table::{Care, Sense};
use super::words::{self, has, has_uncased};
use crate::corpus::Via;

/// What stands between the members of a list.
const JOINTS: [&str; 6] = [", and ", ", or ", " and ", " or ", ", ", "/"];
/// Nobody lists more languages than that.
const LONGEST_LIST: usize = 8;

impl Place<'_, '_> {
    /// "speaks French", "in Russian.", "English-language".
    pub fn is_language(&mut self) -> bool {
        let end = self.end();
        if matches!(context::next_char(self.text, end), Some('-' | '‐' | '‑'))
            && context::word_at(self.text, end + 1)
                .is_some_and(|w| has_uncased(words::OF_LANGUAGE, w.text) || w.text == "medium")
        {
            return true;
        }
        let (before, after) = (self.before, self.after);
        if after.is_some_and(|w| has_uncased(words::OF_LANGUAGE, w.text)) {
            return true;
        }
        if self.seen.form.plural && self.words().ends_with(['s', 'S']) {
            return false;
        }
        if before.is_some_and(|w| has("Mandarin Cantonese", w.text)) || self.is_among_languages() {
            return true;
        }
        self.care(Care::LANGUAGE) && !self.is_plain_adjective(before, after)
    }

    /// "in Russian.", "speaks Dutch and German", "in Arabic, French and English,", "translated from the Italian".
    fn is_among_languages(&self) -> bool {
        let head = self.head_of_list();
        let Some(word) = context::before(self.text, head) else { return false };
        if has(words::SPEAKING, word.text) {
            return true;
        }
        let translated = |at: usize| {
            context::before(self.text, at)
                .is_some_and(|w| w.text.starts_with("translat") || w.text.starts_with("Translat"))
        };
        let into = match word.text {
            "in" | "In" | "into" => true,
            "from" | "to" => translated(word.start),
            "the" => context::before(self.text, word.start).is_some_and(|w| w.text == "from" && translated(w.start)),
            _ => false,
        };
        into && self.ends_list()
    }

    /// Where the list of languages begins in which this may stand: at itself, if it is not in one.
    fn head_of_list(&self) -> usize {
        let mut head = self.start();
        for _ in 0..LONGEST_LIST {
            let before = self.text.get(..head).unwrap_or("");
            let Some(joined) = JOINTS.iter().find_map(|joint| before.strip_suffix(joint)) else { break };
            match context::last_word(joined) {
                Some(w) if has(words::LANGUAGES, w.text) || self.is_demonym(w.end) => head = w.start,
                _ => break,
            }
        }
        head
    }

    /// Whether the list ends as one of nouns does: with its clause, or before a preposition.
    fn ends_list(&self) -> bool {
        let mut end = self.end();
        for _ in 0..LONGEST_LIST {
            let tail = self.text.get(end..).unwrap_or("");
            let joined = JOINTS.iter().find_map(|joint| tail.strip_prefix(joint));
            let next = joined.and_then(|rest| context::word_at(self.text, self.text.len() - rest.len()));
            match next {
                Some(w) if has(words::LANGUAGES, w.text) || self.is_demonym(w.end) => end = w.end,
                _ => break,
            }
        }
        if context::after_possessive(self.text, end).is_some() {
            return false;
        }
        match context::next_char(self.text, end) {
            Some(c) if c.is_whitespace() => {
                context::after(self.text, end).is_some_and(|w| has(words::AFTER_LANGUAGE, w.text))
            }
            Some('-' | '‐' | '‑' | '–') => false,
            _ => true,
        }
    }

    /// Whether a demonym ends at `end`.
    fn is_demonym(&self, end: usize) -> bool {
        let near = self.at.saturating_sub(LONGEST_LIST)..(self.at + LONGEST_LIST).min(self.all.len());
        self.all
            .get(near)
            .unwrap_or_default()
            .iter()
            .any(|seen| seen.span.end == end && matches!(seen.form.sense, Sense::Country(_, Via::Demonym)))
    }

    /// "English fans", "the English", "English Premier League"; not "in English", "English and maths".
    fn is_plain_adjective(&mut self, before: Option<Word>, after: Option<Word>) -> bool {
        let the = || before.is_some_and(|b| has_uncased("the", b.text));
        match after {
            Some(w) if w.is_small() => !has(words::AFTER_ENGLISH, w.text) || the(),
            Some(w) => {
                has(words::AFTER_COUNTRY, w.text)
                    || has("Championship League Heritage Civil FA", w.text)
                    || (self.lines.style(self.seen.span.start) != Style::Running
                        && !has_uncased(words::AFTER_ENGLISH, w.text))
            }
            None => the(),
        }
    }
}
