//! What a form means where it stands: a country, or a person, a town, a newspaper, a language called like one.
//!
//! Looks only at the few words around the form. What the rest of the article says is weighed in [`super::weigh`].

use std::ops::Range;

use super::context::{self, Lines, Style, Word};
use super::matcher::{Seen, is_apostrophe, is_word_char};
use super::table::{Care, Form, Sense};
use super::words::{self, has, has_uncased};
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
    let mut judged: Vec<Judged> = Vec::with_capacity(seen.len());
    for (i, here) in seen.iter().enumerate() {
        let previous = i.checked_sub(1).and_then(|i| seen.get(i));
        // "Michael Jordan, Chad" is no list of countries.
        let refused = judged.last().is_some_and(|j| matches!(j.verdict, Verdict::Surname | Verdict::Not));
        let place = Place {
            text,
            lines: &mut lines,
            seen: here,
            all: &seen,
            at: i,
            previous,
            partner: previous.filter(|_| !refused),
            next: seen.get(i + 1),
            before: context::before(text, here.span.start),
            after: context::after(text, here.span.end),
        };
        let (form, other) = place.reading();
        let verdict = { place }.verdict();
        judged.push(Judged { span: here.span.clone(), form, other, verdict });
    }
    judged
}

/// A form and what is around it.
pub(super) struct Place<'a, 't> {
    pub text: &'t str,
    pub lines: &'a mut Lines<'t>,
    pub seen: &'a Seen,
    /// All forms of the text, and which of them this is.
    pub all: &'a [Seen],
    pub at: usize,
    pub previous: Option<&'a Seen>,
    /// The previous one, if it was found to be no person's name and no newspaper's.
    pub partner: Option<&'a Seen>,
    pub next: Option<&'a Seen>,
    /// The word before, if only white space or an abbreviation's point lies between.
    pub before: Option<Word<'t>>,
    /// The word after, if only white space lies between.
    pub after: Option<Word<'t>>,
}

impl<'t> Place<'_, 't> {
    fn verdict(&mut self) -> Verdict {
        let Sense::Country(_, via) = self.seen.form.sense else { return Verdict::Meant };
        if self.in_a_handle() || self.lacks_its_company() || self.is_pronoun_or_currency() || self.in_a_newspaper() {
            return Verdict::Not;
        }
        match via {
            Via::Demonym if self.is_language() || self.is_native_people() || self.is_byname() => return Verdict::Not,
            Via::Capital if self.is_treaty() || self.is_club() => return Verdict::Not,
            // "New York State Department of Education", "the Kremlin of Kazan".
            Via::Metonym if self.after.is_some_and(|w| w.text == "of") => return Verdict::Not,
            Via::Capital if self.is_abroad() => return Verdict::Not,
            Via::Name if self.is_branch() => return Verdict::Not,
            Via::Name | Via::Capital if self.is_address() => return Verdict::Not,
            _ => {}
        }
        if self.before_a_state(via) || (self.care(Care::US_STATE) && self.is_us_state(via)) {
            return Verdict::OtherPlace;
        }
        // "US", "UK": no one is called so.
        let personal = via != Via::Metonym && self.seen.form.is_word() && self.seen.form.text.len() > 3;
        if personal && self.is_surely_a_person() {
            return Verdict::Surname;
        }
        if self.among_countries() || self.governs(via) {
            return Verdict::Certain;
        }
        if personal {
            if self.is_surname(via) || self.is_family() {
                return Verdict::Surname;
            }
            // A later "Chad" is not Chad Smith, whom his surname stands for; a later "London" is not Photo London.
            if self.is_forename(via) || self.is_last_of_a_name() {
                return Verdict::Not;
            }
        }
        if via == Via::Name && self.is_no_bird() {
            return Verdict::Certain;
        }
        let placed = |w: Word| {
            has_uncased(words::PLACING, w.text)
                || (!self.care(Care::SURNAME) && has_uncased(words::PLACING_OR_PERSON, w.text))
        };
        if self.before.is_some_and(placed) { Verdict::Placed } else { Verdict::Meant }
    }

    /// The form as it is meant here: "Tripoli, Lebanon" is the town of the country that follows.
    fn reading(&self) -> (&'static Form, Option<&'static Form>) {
        let (form, other) = (self.seen.form, self.seen.other);
        let Some(rival) = other else { return (form, other) };
        let follows = |f: &Form| {
            let next = self.next.filter(|n| self.text.get(self.end()..n.span.start) == Some(", "));
            matches!((f.sense, next.map(|n| n.form.sense)),
                (Sense::Country(code, _), Some(Sense::Country(named, Via::Name))) if code == named)
        };
        match (follows(form), follows(rival)) {
            (true, _) => (form, None),
            (_, true) => (rival, None),
            _ => (form, other),
        }
    }

    /// "Turkey's army", "told Turkey": a thing of that name is written small there.
    fn is_no_bird(&mut self) -> bool {
        self.care(Care::RIVAL)
            && !self.care(Care::US_STATE)
            && (context::after_possessive(self.text, self.end()).is_some()
                || (!context::starts_sentence(self.text, self.start())
                    && self.lines.style(self.seen.span.start) == Style::Running))
    }

    /// "Lao Prime Minister", "Jersey government", "Georgian troops": only a country has one.
    fn governs(&self, via: Via) -> bool {
        let of = match via {
            Via::Demonym if self.care(Care::RIVAL) => words::OF_GOVERNMENT,
            // "PNG soldiers"
            Via::Name if self.care(Care::EVIDENCE) && !self.seen.form.text.contains(char::is_lowercase) => {
                words::OF_GOVERNMENT
            }
            Via::Name | Via::Demonym if self.care(Care::EVIDENCE) => "President Prime Foreign Parliament government",
            _ => return false,
        };
        self.after.is_some_and(|w| has(of, w.text)) || (via == Via::Name && self.is_said_to_be_one())
    }

    /// "the island of Saint Martin".
    fn is_said_to_be_one(&self) -> bool {
        self.before.filter(|w| w.text == "of").is_some_and(|of| {
            context::before(self.text, of.start)
                .is_some_and(|w| has("island territory nation country republic kingdom state", w.text))
        })
    }

    pub fn care(&self, one: Care) -> bool {
        self.seen.form.care.has(one)
    }

    pub fn start(&self) -> usize {
        self.seen.span.start
    }

    pub fn end(&self) -> usize {
        self.seen.span.end
    }

    pub fn words(&self) -> &'t str {
        self.text.get(self.seen.span.clone()).unwrap_or("")
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

    /// A form that counts only after "the", before a hyphen and a capital, or in a pair, stands otherwise.
    fn lacks_its_company(&self) -> bool {
        if self.care(Care::AFTER_THE) {
            return !self.before.is_some_and(|w| w.text.eq_ignore_ascii_case("the"));
        }
        if self.care(Care::PREFIX) {
            let mut ahead = self.text.get(self.end()..).unwrap_or("").chars();
            let hyphen = ahead.next().is_some_and(|c| matches!(c, '-' | '‐' | '‑' | '–'));
            return !(hyphen && ahead.next().is_some_and(char::is_uppercase));
        }
        if self.care(Care::PAIR) {
            let joined = |n: &&Seen| self.text.get(self.end()..n.span.start) == Some(" and ");
            let shared = self.next.filter(joined).and_then(|n| n.form.text.split_once(' '));
            return !shared.is_some_and(|(_, rest)| rest.starts_with("Korea"));
        }
        false
    }

    /// "US$5 million", and in a line of capitals "CONTACT US".
    fn is_pronoun_or_currency(&mut self) -> bool {
        let tail = self.text.get(self.end()..).unwrap_or("");
        if tail.starts_with('$') || tail.starts_with(" $") {
            return true;
        }
        const ASKED: &str =
            "CONTACT FOLLOW JOIN HELP LET LETS GIVE GIVES TELL TELLS TRUST SHOW SHOWS EMAIL MAKE MAKES TEACH";
        const BEFORE: &str = "ABOUT SUPPORT CALL AMONG BETWEEN ALL BOTH FOR OF WITH TO";
        const BEHIND: &str =
            "A ALL AND AT BY FOR FROM HERE HOW IF IN NOW OF ON OR THE TO TODAY TONIGHT WHAT WHEN WHO WHY WITH";
        let ends = || self.after.is_none_or(|w| has(BEHIND, w.text)) && !tail.starts_with(['-', '\'', '’']);
        self.words() == "US"
            && self.before.is_some_and(|w| has(ASKED, w.text) || (has(BEFORE, w.text) && ends()))
            && self.lines.style(self.seen.span.start) == Style::Capitals
    }

    /// "The Moscow Times", "London Evening Standard", "Times of Malta".
    fn in_a_newspaper(&mut self) -> bool {
        if let Some(of) = self.before.filter(|w| w.text == "of")
            && context::before(self.text, of.start).is_some_and(|w| w.text == "Times")
        {
            return true;
        }
        let Some(mut word) = self.after.filter(|w| !w.is_small()) else { return false };
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

    /// In a list or a compound with another country's name: "Armenia, Georgia", "Jordan and Egypt", "Russia-Georgia".
    fn among_countries(&self) -> bool {
        let beside = |other: &Seen, gap: Option<&str>| {
            matches!(other.form.sense, Sense::Country(_, Via::Name))
                && other.form.text != self.seen.form.text
                && gap.is_some_and(|g| matches!(g, ", " | " and " | ", and " | " or " | " & " | "-" | "–" | "/"))
        };
        self.partner.is_some_and(|p| beside(p, self.text.get(p.span.end..self.start())))
            || self.next.is_some_and(|n| beside(n, self.text.get(self.end()..n.span.start)))
    }
}
