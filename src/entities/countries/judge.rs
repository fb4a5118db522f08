//! What a form means where it stands: a country, or a person, a town, a newspaper, a language called like one.
//!
//! Looks only at the few words around the form. What the rest of the article says is weighed in [`super::weigh`].

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::context::{self, Lines, Style, Word};
use super::matcher::{Seen, is_apostrophe, is_word_char};
use super::table::{Care, Form, Sense};
use super::words::{self, has};
use crate::corpus::Via;

/// A form with its verdict.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub span: Range<usize>,
    pub form: &'static Form,
    pub other: Option<&'static Form>,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A country, or a sign.
    Meant,
    /// A country or a place, and no person: "in Jordan".
    Placed,
    /// A country and nothing else: "Armenia and Georgia".
    Certain,
    /// A person's; alone, the word may be that person elsewhere in the article.
    Surname,
    /// Another place of that name: "Savannah, Georgia".
    OtherPlace,
    /// Nothing.
    Not,
}

/// The verdict on each form of one text.
pub(super) fn judge(text: &str, seen: Vec<Seen>) -> Vec<Judged> {
    let mut lines = Lines::of(text);
    let verdicts: Vec<Verdict> = (0..seen.len())
        .filter_map(|i| {
            let previous = i.checked_sub(1).and_then(|i| seen.get(i));
            Some(Place { text, lines: &mut lines, seen: seen.get(i)?, previous, next: seen.get(i + 1) }.verdict())
        })
        .collect();
    let with = |(s, verdict): (Seen, Verdict)| Judged { span: s.span, form: s.form, other: s.other, verdict };
    seen.into_iter().zip(verdicts).map(with).collect()
}

/// A form and what is around it.
struct Place<'a, 't> {
    text: &'t str,
    lines: &'a mut Lines<'t>,
    seen: &'a Seen,
    previous: Option<&'a Seen>,
    next: Option<&'a Seen>,
}

impl<'t> Place<'_, 't> {
    fn verdict(&mut self) -> Verdict {
        let Sense::Country(_, via) = self.seen.form.sense else { return Verdict::Meant };
        if self.in_a_handle() || self.lacks_its_company() || self.is_pronoun_or_currency() || self.in_a_newspaper() {
            return Verdict::Not;
        }
        match via {
            Via::Demonym if self.is_language() => return Verdict::Not,
            Via::Capital if self.is_treaty() => return Verdict::Not,
            _ => {}
        }
        if self.before_a_state(via) || (self.care(Care::US_STATE) && self.is_us_state(via)) {
            return Verdict::OtherPlace;
        }
        if self.among_countries() {
            return Verdict::Certain;
        }
        // "US", "UK": no one is called so.
        if via != Via::Metonym && self.seen.form.is_word() && self.seen.form.text.len() > 3 {
            if self.is_surname(via) || self.is_family() {
                return Verdict::Surname;
            }
            // People are named again by their surnames, so "Chad Smith" says nothing of a later "Chad".
            if self.is_forename(via) {
                return Verdict::Not;
            }
        }
        if self.before().is_some_and(|w| has(words::PLACING, w.text)) { Verdict::Placed } else { Verdict::Meant }
    }

    fn care(&self, one: Care) -> bool {
        self.seen.form.care.has(one)
    }

    fn start(&self) -> usize {
        self.seen.span.start
    }

    fn end(&self) -> usize {
        self.seen.span.end
    }

    fn words(&self) -> &'t str {
        self.text.get(self.seen.span.clone()).unwrap_or("")
    }

    fn before(&self) -> Option<Word<'t>> {
        context::before(self.text, self.start())
    }

    fn after(&self) -> Option<Word<'t>> {
        context::after(self.text, self.end())
    }

    /// "@France", "d'Italia", "US.gov".
    fn in_a_handle(&self) -> bool {
        let mut back = self.text.get(..self.start()).unwrap_or("").chars().rev();
        let before = match back.next() {
            Some('@' | '_') => true,
            Some(c) if is_apostrophe(c) => back.next().is_some_and(is_word_char),
            _ => false,
        };
        let mut ahead = self.text.get(self.end()..).unwrap_or("").chars();
        let after = match ahead.next() {
            // "U.S.S." is more than "U.S"; "in Ukraine.The" is a lost space.
            Some('.') if self.words().contains('.') => ahead.next().is_some_and(is_word_char),
            Some('.') => ahead.next().is_some_and(char::is_lowercase),
            Some('_' | '@') => true,
            _ => false,
        };
        before || after
    }

    /// A form that counts only after "the", or before a hyphen and a capital, stands otherwise.
    fn lacks_its_company(&self) -> bool {
        if self.care(Care::AFTER_THE) {
            return !self.before().is_some_and(|w| w.text.eq_ignore_ascii_case("the"));
        }
        if self.care(Care::PREFIX) {
            let mut ahead = self.text.get(self.end()..).unwrap_or("").chars();
            let hyphen = ahead.next().is_some_and(|c| matches!(c, '-' | '‐' | '‑' | '–'));
            return !(hyphen && ahead.next().is_some_and(char::is_uppercase));
        }
        false
    }

    /// "US$5 million", and in a line of capitals "CONTACT US".
    fn is_pronoun_or_currency(&mut self) -> bool {
        if context::next_char(self.text, self.end()) == Some('$') {
            return true;
        }
        const BEFORE_PRONOUN: &str = "ABOUT CONTACT FOLLOW JOIN HELP LET LETS GIVE GIVES TELL TELLS TRUST SHOW SHOWS SUPPORT \
            EMAIL CALL MAKE MAKES TEACH AMONG BETWEEN ALL BOTH FOR OF";
        self.words() == "US"
            && self.before().is_some_and(|w| has(BEFORE_PRONOUN, w.text))
            && self.lines.style(self.seen.span.start) == Style::Capitals
    }

    /// "The Moscow Times", "London Evening Standard", "Times of Malta".
    fn in_a_newspaper(&mut self) -> bool {
        if let Some(of) = self.before().filter(|w| w.text == "of")
            && context::before(self.text, of.start).is_some_and(|w| w.text == "Times")
        {
            return true;
        }
        let Some(mut word) = self.after() else { return false };
        if has(words::PAPER_PARTS, word.text) {
            match context::after(self.text, word.end) {
                Some(next) if has(words::PAPERS, next.text) || next.text == "Standard" => word = next,
                _ => {}
            }
        }
        if matches!(context::next_char(self.text, word.end), Some('-' | '–')) {
            return false;
        }
        has(words::PAPERS, word.text)
            || word.text == "Standard" && word.start > self.end() + 1
            || (has(words::PAPERS_IN_TEXT, word.text) && self.lines.style(self.seen.span.start) == Style::Running)
    }

    fn is_language(&self) -> bool {
        let end = self.end();
        if matches!(context::next_char(self.text, end), Some('-' | '‐' | '‑'))
            && context::word_at(self.text, end + 1)
                .is_some_and(|w| has(words::OF_LANGUAGE, w.text) || w.text == "medium")
        {
            return true;
        }
        let (before, after) = (self.before(), self.after());
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
        if before.is_some_and(into) && ends_clause && context::after_possessive(self.text, end).is_none() {
            return true;
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

    /// "Paris Agreement", "the Minsk accords", "Paris climate deal".
    fn is_treaty(&self) -> bool {
        self.after().is_some_and(|w| {
            let word = w.text.to_lowercase();
            has(words::TREATIES, &word)
                || (word == "climate" && context::after(self.text, w.end).is_some_and(|n| is_deal(n.text)))
        })
    }

    /// "Paris, Texas": the country or capital is a town.
    fn before_a_state(&self, via: Via) -> bool {
        if !matches!(via, Via::Name | Via::Capital) {
            return false;
        }
        let Some(tail) = self.text.get(self.end()..).and_then(|t| t.strip_prefix(", ")) else { return false };
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
    fn is_us_state(&self, via: Via) -> bool {
        let capital = via == Via::Capital;
        let after_name = context::after_possessive(self.text, self.end()).unwrap_or(self.end());
        let offices = if capital { words::OF_WASHINGTON_STATE } else { words::OF_STATE };
        if context::after(self.text, after_name).is_some_and(|w| has(offices, w.text)) {
            return true;
        }
        if let Some(of) = self.before().filter(|w| w.text == "of")
            && context::before(self.text, of.start).is_some_and(|w| has("University state State", w.text))
        {
            return true;
        }
        if self.before().is_some_and(|w| has("coastal rural metro", w.text)) {
            return true;
        }
        self.after_a_town(capital) || (!capital && self.beside_a_state())
    }

    /// "Savannah, Georgia," and "in Savannah, Georgia on".
    fn after_a_town(&self, capital: bool) -> bool {
        let Some(head) = self.text.get(..self.start()).and_then(|h| h.strip_suffix(", ")) else { return false };
        let Some(town) = context::last_word(head) else { return false };
        if capital {
            return has(words::IN_WASHINGTON_STATE, town.text);
        }
        let known = self.previous.filter(|p| p.span.end == head.len());
        match known.map(|p| (p.form.sense, self.seen.form.sense)) {
            // Its own towns and capital, or a list of countries.
            Some((Sense::For(_) | Sense::Country(_, Via::Name | Via::Demonym | Via::Metonym), _)) => return false,
            Some((Sense::Country(code, Via::Capital), Sense::Country(own, _))) if code == own => return false,
            _ => {}
        }
        let ends = context::next_char(self.text, self.end()).is_none_or(|c| matches!(c, ',' | '.' | ';' | ')'));
        let placed = || context::before(self.text, town.start).is_some_and(|w| has(words::IN_TOWN, w.text));
        town.is_capitalised() && (ends || placed())
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

    /// In a list or a compound with another country's name: "Armenia, Georgia", "Jordan and Egypt", "Russia-Georgia".
    fn among_countries(&self) -> bool {
        let beside = |other: &Seen, gap: Option<&str>| {
            matches!(other.form.sense, Sense::Country(_, Via::Name))
                && other.form.text != self.seen.form.text
                && gap.is_some_and(|g| matches!(g, ", " | " and " | ", and " | " or " | " & " | "-" | "–" | "/"))
        };
        self.previous.is_some_and(|p| beside(p, self.text.get(p.span.end..self.start())))
            || self.next.is_some_and(|n| beside(n, self.text.get(self.end()..n.span.start)))
    }

    fn is_surname(&mut self, via: Via) -> bool {
        let careful = self.care(Care::SURNAME);
        let Some(word) = self.before() else { return careful && self.is_double_barrelled() };
        if via == Via::Demonym && !careful && self.after().is_some_and(|w| !w.is_capitalised()) {
            // "told Chris Polish officials" is rare; "Pope Francis French …" rarer. Mark Cuban stands without a noun.
            return is_forename(word.text) && self.after().is_some_and(|w| has("said says told has was is", w.text));
        }
        if has(words::COURTESY, word.text) || (careful && has(words::TITLES, word.text)) {
            return true;
        }
        let earlier = context::before(self.text, word.start);
        if is_forename(word.text) {
            return !earlier.is_some_and(|w| has(words::REIGNING, w.text));
        }
        if is_initial(self.text, word) {
            return earlier.is_some_and(|w| w.is_capitalised());
        }
        careful
            && word.is_capitalised()
            && !has(words::BEFORE_COUNTRY, word.text)
            && !has(words::AFTER_COUNTRY, word.text)
            && !self.previous.is_some_and(|p| p.span.end == word.end)
            && !context::starts_sentence(self.text, word.start)
            && self.lines.style(self.seen.span.start) == Style::Running
    }

    /// "Taylor-Jordan".
    fn is_double_barrelled(&self) -> bool {
        let head = self.text.get(..self.start()).and_then(|h| h.strip_suffix('-'));
        head.and_then(context::last_word).is_some_and(|w| w.is_capitalised() && is_forename(w.text))
    }

    fn is_forename(&mut self, via: Via) -> bool {
        let Some(word) = self.after().filter(Word::is_capitalised) else { return false };
        let known = self.next.is_some_and(|n| n.span.start == word.start && n.form.sense != Sense::Nothing);
        if known || has(words::AFTER_COUNTRY, word.text) || has(words::BEFORE_COUNTRY, word.text) {
            return false;
        }
        let office = || self.before().is_some_and(|w| has(words::OFFICES, w.text) || has(words::COURTESY, w.text));
        (self.care(Care::FORENAME) || (via != Via::Demonym && office()))
            && self.lines.style(self.seen.span.start) == Style::Running
    }

    /// "The Jordan family".
    fn is_family(&self) -> bool {
        self.before().is_some_and(|w| has("the The", w.text))
            && self.after().is_some_and(|w| has("family families brothers sisters siblings", w.text))
            && self.care(Care::SURNAME)
    }
}

fn is_deal(word: &str) -> bool {
    let word = word.to_lowercase();
    has(words::TREATIES, &word) || has("deal goals goal targets target summit", &word)
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
