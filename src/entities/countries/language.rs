//! Demonyms that name a language instead of a people.

use super::context::{self, Word};
use super::judge::Place;
use super::table::Care;
use super::words::{self, has};

impl Place<'_, '_> {
    /// "speaks French", "in Russian.", "English-language".
    pub fn is_language(&self) -> bool {
        let end = self.end();
        if matches!(context::next_char(self.text, end), Some('-' | '‐' | '‑'))
            && context::word_at(self.text, end + 1)
                .is_some_and(|w| has(words::OF_LANGUAGE, w.text) || w.text == "medium")
        {
            return true;
        }
        let (before, after) = (self.before, self.after);
        if after.is_some_and(|w| has(words::OF_LANGUAGE, w.text)) {
            return true;
        }
        if self.seen.form.plural && self.words().ends_with(['s', 'S']) {
            return false;
        }
        if before.is_some_and(|w| has(words::SPEAKING, w.text)) {
            return true;
        }
        let ends_clause =
            context::next_char(self.text, end).is_none_or(|c| !c.is_whitespace() && !matches!(c, '-' | '–'));
        let into = |w: Word| {
            let translated = || context::before(self.text, w.start).is_some_and(|t| t.text.starts_with("translat"));
            has("in In into", w.text) || (w.text == "from" && translated())
        };
        let first_of_two = || {
            let first = self.previous.filter(|p| self.text.get(p.span.end..self.start()) == Some(" and "))?;
            context::before(self.text, first.span.start)
        };
        if ends_clause && context::after_possessive(self.text, end).is_none() {
            // "in Russian.", "in English and French,"
            if before.is_some_and(into) || first_of_two().is_some_and(|w| into(w) || has(words::SPEAKING, w.text)) {
                return true;
            }
        }
        self.care(Care::LANGUAGE) && !self.is_plain_adjective(before, after)
    }

    /// "English fans", "the English", "English Premier League"; not "in English", "English and maths".
    fn is_plain_adjective(&self, before: Option<Word>, after: Option<Word>) -> bool {
        match after {
            Some(w) if w.is_small() => {
                !has(words::AFTER_ENGLISH, w.text) || before.is_some_and(|b| has("the The", b.text))
            }
            Some(w) => has(words::AFTER_COUNTRY, w.text) || has("Championship League Heritage Civil FA", w.text),
            None => before.is_some_and(|b| has("the The", b.text)),
        }
    }
}
