//! Towns, states of the US and treaties that are called like a country or a capital.

use super::context::{self, Style, Word};
use super::judge::Place;
use super::matcher::is_word_char;
use super::table::{Care, Sense};
use super::words::{self, has};
use crate::corpus::Via;

impl Place<'_, '_> {
    /// "Paris Agreement", "the Minsk accords", "Paris climate deal".
    pub fn is_treaty(&self) -> bool {
        self.after.is_some_and(|w| {
            let word = w.text.to_lowercase();
            has(words::TREATIES, &word)
                || (word == "climate" && context::after(self.text, w.end).is_some_and(|n| is_deal(n.text)))
        })
    }

    /// "Real Madrid", "Dynamo Kyiv", "Paris Saint-Germain".
    pub fn is_club(&self) -> bool {
        let tail = self.text.get(self.end()..).unwrap_or("");
        self.before.is_some_and(|w| has(words::CLUBS, w.text))
            || words::OF_CLUB
                .iter()
                .any(|name| tail.strip_prefix(name).is_some_and(|rest| !rest.starts_with(is_word_char)))
    }

    /// "San Jose, United States": a capital whose name many towns have, in another country.
    pub fn is_abroad(&self) -> bool {
        let next = self.next.filter(|n| self.text.get(self.end()..n.span.start) == Some(", "));
        self.care(Care::EVIDENCE)
            && matches!((self.seen.form.sense, next.map(|n| n.form.sense)),
                (Sense::Country(own, _), Some(Sense::Country(named, Via::Name))) if own != named)
    }

    /// "Jordan High School", "the house in Washington Avenue": named after someone or something.
    pub fn is_address(&mut self) -> bool {
        let Some(word) = self.after.filter(Word::is_capitalised) else { return false };
        let school = has("High Middle Elementary", word.text)
            && context::after(self.text, word.end).is_some_and(|w| w.text == "School");
        school
            || (has("Street Avenue Ave Road Lane Boulevard Blvd Creek", word.text)
                && self.lines.style(self.seen.span.start) == Style::Running)
    }

    /// "Bank of America", "Nintendo of America": a firm's or a society's name, and not what the country has.
    pub fn is_branch(&mut self) -> bool {
        self.seen.form.text == "America"
            && self.lines.style(self.seen.span.start) == Style::Running
            && self.before.filter(|w| w.text == "of").is_some_and(|of| {
                context::before(self.text, of.start)
                    .is_some_and(|w| w.is_capitalised() && !has(words::OFFICES, w.text) && !has("States Heart", w.text))
            })
    }

    /// "Plains Indians", "Indianapolis Indians": a people of America, or a team called like one.
    pub fn is_native_people(&mut self) -> bool {
        self.words() == "Indians"
            && self.before.is_some_and(|w| {
                w.is_capitalised()
                    && !has(words::BEFORE_COUNTRY, w.text)
                    && self.previous.is_none_or(|p| p.span.end != w.end)
                    && !context::starts_sentence(self.text, w.start)
            })
            && self.lines.style(self.seen.span.start) == Style::Running
    }

    /// "Paris, Texas": the country or capital is a town.
    pub fn before_a_state(&self, via: Via) -> bool {
        if !matches!(via, Via::Name | Via::Capital) {
            return false;
        }
        if self.after.is_some_and(|w| has("County Township", w.text)) {
            return true;
        }
        let Some(tail) = self.text.get(self.end()..).and_then(|t| t.strip_prefix(", ")) else { return false };
        // "London, Paris, New York" are cities, and so are "Paris, New York, Tokyo".
        let listed = self.previous.is_some_and(|p| self.text.get(p.span.end..self.start()) == Some(", "));
        let goes_on = tail.strip_prefix("New York, ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
        if !tail.starts_with(|c: char| c.is_ascii_uppercase()) || listed || goes_on {
            return false;
        }
        words::STATES.iter().any(|state| {
            // "Armenia, Georgia and Turkey" are countries; so are "Mexico, California and Texas" no town and its state.
            let follows = |rest: &str| {
                let word_ends = state.ends_with('.') || !rest.starts_with(is_word_char);
                word_ends && !rest.starts_with(" and ") && !rest.starts_with(" or ") && !rest.starts_with(['\'', '’'])
            };
            let foreign = *state != "Georgia" || (via == Via::Capital && !self.is_of("Georgia"));
            foreign && tail.strip_prefix(state).is_some_and(follows)
        })
    }

    /// Whether the form stands for the country of that name.
    fn is_of(&self, country: &str) -> bool {
        matches!(self.seen.form.sense, Sense::Country(code, _) if super::name(code) == Some(country))
    }

    /// "Atlanta, Georgia", "Georgia's Senate race", "University of Georgia", "Washington state".
    pub fn is_us_state(&self, via: Via) -> bool {
        let capital = via == Via::Capital;
        let after_name = context::after_possessive(self.text, self.end()).unwrap_or(self.end());
        let offices = if capital { words::OF_WASHINGTON_STATE } else { words::OF_STATE };
        if context::after(self.text, after_name).is_some_and(|w| has(offices, w.text)) {
            return true;
        }
        if let Some(of) = self.before.filter(|w| w.text == "of")
            && (context::before(self.text, of.start).is_some_and(|w| has("University state State", w.text))
                || (!capital && self.is_home_of_a_politician(of.start)))
        {
            return true;
        }
        if self.before.is_some_and(|w| has("coastal rural metro", w.text)) || (!capital && self.names_an_office()) {
            return true;
        }
        self.after_a_town(capital) || (!capital && self.beside_a_state())
    }

    /// "Senator Max Cleland of Georgia".
    fn is_home_of_a_politician(&self, of: usize) -> bool {
        let mut at = of;
        for _ in 0..4 {
            let Some(word) = context::before(self.text, at) else { return false };
            if has(words::FROM_STATE, word.text) {
                return true;
            }
            if word.is_small() {
                return false;
            }
            at = word.start;
        }
        false
    }

    /// "the Georgia Department of Revenue": of the country it would be the Georgian one.
    fn names_an_office(&self) -> bool {
        let a = self.before.is_some_and(|w| has("a A", w.text));
        (a || self.before.is_some_and(|w| has("the The", w.text)))
            && self.after.is_some_and(|w| {
                (w.is_capitalised() || (a && w.is_small()))
                    && !has("War Crisis Conference war crisis conflict deal", w.text)
            })
    }

    /// "Savannah, Georgia," and "in Savannah, Georgia on".
    fn after_a_town(&self, capital: bool) -> bool {
        let Some(head) = self.text.get(..self.start()).and_then(|h| h.strip_suffix(", ")) else { return false };
        let Some(town) = context::last_word(head) else { return false };
        let known = self.previous.filter(|p| p.span.end == head.len());
        let ends = context::next_char(self.text, self.end()).is_none_or(|c| matches!(c, ',' | '.' | ';' | ')'));
        let placed = context::before(self.text, town.start).is_some_and(|w| has(words::IN_TOWN, w.text));
        if capital {
            // "in New York, Washington and London" are cities, as are "in Kyiv, Washington".
            return has(words::IN_WASHINGTON_STATE, town.text)
                || (known.is_none()
                    && ends
                    && placed
                    && !self.text.get(self.end()..).unwrap_or("").starts_with(", and"));
        }
        match known.map(|p| (p.form.sense, self.seen.form.sense)) {
            // Its own towns and capital, or a list of countries.
            Some((Sense::For(_) | Sense::Country(_, Via::Name | Via::Demonym | Via::Metonym), _)) => return false,
            Some((Sense::Country(code, Via::Capital), Sense::Country(own, _))) if code == own => return false,
            _ => {}
        }
        town.is_capitalised() && (ends || placed)
    }

    /// In a list with another state: "Georgia and Florida".
    fn beside_a_state(&self) -> bool {
        let tail = self.text.get(self.end()..).unwrap_or("");
        let head = self.text.get(..self.start()).unwrap_or("");
        [", ", " and ", ", and ", " or "].iter().any(|join| {
            let next = tail.strip_prefix(join);
            let last = head.strip_suffix(join);
            words::STATES.iter().filter(|s| !s.ends_with('.') && **s != "Georgia").any(|s| {
                next.is_some_and(|t| t.strip_prefix(s).is_some_and(|r| !r.starts_with(is_word_char)))
                    || last.is_some_and(|h| h.ends_with(s))
            })
        })
    }
}

fn is_deal(word: &str) -> bool {
    let word = word.to_lowercase();
    has(words::TREATIES, &word) || has("deal goals goal targets target summit", &word)
}
