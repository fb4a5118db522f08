//! One sentence read for quotes: which of its pieces are quotes, by which cue, and whose.

use super::cues::{self, Class, Cue, Stand};
use super::marks::Piece;
use super::speakers::{Here, Memory};
use super::story::Telling;
use super::subjects::{self, Known, Subject};
use super::tokens::{Sentence, TokenKind};
use super::words;
use crate::corpus::{ParagraphKind, Quote};
use crate::text::Span;

/// A sentence with its cues and whose they are.
pub(super) struct Reading<'a> {
    s: Sentence<'a>,
    paragraph: &'a Telling<'a>,
    cues: Vec<Cue>,
    subjects: Vec<Subject>,
    who: Vec<Option<Known>>,
    main: Option<Known>,
}

/// How a piece came to be a quote.
enum Verdict {
    Cued(usize),
    /// By a verb that no table knows, right between the piece and a name: "…," Macron grinned.
    Beside {
        verb: usize,
        who: Option<Known>,
    },
    Alone,
    No,
}

impl<'a> Reading<'a> {
    pub fn new(s: Sentence<'a>, here: Here, paragraph: &'a Telling<'a>, memory: &Memory) -> Reading<'a> {
        let cues = cues::cues(&s);
        let subjects = subjects::subjects(&s, &cues);
        let who = subjects.iter().map(|subject| memory.resolve(&s, here, subject)).collect();
        let main = memory.resolve(&s, here, &subjects::main_subject(&s));
        Reading { s, paragraph, cues, subjects, who, main }
    }

    pub fn quotes(&self, memory: &Memory) -> Vec<Quote> {
        let mut out = Vec::new();
        for (at, token) in self.s.tokens.iter().enumerate() {
            let TokenKind::Piece(number) = token.kind else { continue };
            let Some(piece) = self.paragraph.pieces.get(number) else { continue };
            let (cue, who) = match self.judge(at, piece, memory) {
                Verdict::Cued(cue) => (self.cue_text(cue), self.who.get(cue).copied().flatten()),
                Verdict::Beside { verb, who } => (Some(self.s.part(verb).to_string()), who),
                Verdict::Alone => (None, self.speaker_of_alone(at, memory)),
                Verdict::No => continue,
            };
            out.push(Quote {
                text: self.s.text.get(piece.inner.clone()).unwrap_or("").to_string(),
                speaker: who.map(|known| known.speaker),
                cue,
                paragraph: Some(self.paragraph.number),
                span: Span::from(piece.inner.clone()),
            });
        }
        out
    }

    /// Tells the memory what this sentence was about, and gives who spoke in it.
    pub fn remember(&self, memory: &mut Memory, quotes: &[Quote]) -> Option<Known> {
        if self.names_a_stranger() {
            memory.forget_person();
        }
        memory.met(&self.s);
        memory.about(self.main);
        let quoted = quotes.last().map(|q| q.speaker.map(|speaker| Known { speaker, plural: false }));
        let cued = self.cues.iter().position(|c| matches!(c.class, Class::Say | Class::Describe | Class::Act));
        let told = cued.map(|i| self.who.get(i).copied().flatten());
        let said = match (quoted, told) {
            (Some(Some(who)), Some(Some(by))) if by.speaker == who.speaker => Some(Some(by)),
            (Some(who), _) => Some(who),
            (None, told) => told,
        };
        if let Some(who) = said {
            memory.spoke(who);
        }
        said.flatten()
    }

    /// Whether someone speaks whose name is not among those found: "Mattson said". No "he" after that is told.
    fn names_a_stranger(&self) -> bool {
        self.subjects.iter().zip(&self.who).any(|(subject, who)| match subject {
            Subject::Phrase(range) => who.is_none() && range.clone().all(|i| self.s.is_capital(i)),
            _ => false,
        })
    }

    fn cue_text(&self, cue: usize) -> Option<String> {
        let cue = self.cues.get(cue)?;
        let (first, last) = (self.s.tokens.get(cue.at)?, self.s.tokens.get(cue.last)?);
        self.s.text.get(first.start..last.end).map(str::to_string)
    }

    fn judge(&self, at: usize, piece: &Piece, memory: &Memory) -> Verdict {
        let text = self.s.text.get(piece.inner.clone()).unwrap_or("");
        let shape = Shape::of(text);
        let after = self.cue_after(at, &shape);
        let before = self.cue_before(at, &shape, true);
        // A fragment belongs to the clause it stands in; a whole sentence to what follows it.
        let clause_first = !shape.capital && before.is_some_and(|cue| !self.turns(cue, at));
        let cue = if clause_first { before.or(after) } else { after.or(before) };
        let cue = cue.or_else(|| self.cue_at_end(at, &shape)).or_else(|| self.cue_before(at, &shape, false));
        if let Some(cue) = cue {
            return Verdict::Cued(cue);
        }
        if self.paragraph.kind == ParagraphKind::Caption {
            return Verdict::No;
        }
        if let Some(verdict) = self.unknown_verb(at, &shape, memory) {
            return verdict;
        }
        if self.is_alone(at, piece, &shape) { Verdict::Alone } else { Verdict::No }
    }

    /// `"…," Macron said`, `"…," said Macron`, `"…," the spokesman, who was in Paris, said`.
    fn cue_after(&self, at: usize, shape: &Shape) -> Option<usize> {
        let s = &self.s;
        let comma = s.is_mark(at + 1, ",-");
        let first = at + 1 + usize::from(comma);
        let number = self.cues.iter().position(|c| c.at > at)?;
        let cue = self.cues.get(number)?;
        if (at + 1..cue.at).any(|i| s.is_piece(i)) || cue.at - at > 40 {
            return None;
        }
        let near = cue.at <= at + 2 && cue.stand == Stand::Finite && cue.class != Class::Beside;
        let ended = comma || shape.open_end || (near && (at == 0 || shape.capital));
        let other = cue.stand != Stand::Source
            && (s.is(first, &words::PREPOSITIONS)
                || s.is(first, &words::BREAKERS)
                || s.is(first, &["and", "but", "or"]));
        let own = match cue.stand {
            Stand::Participle => s.is(cue.at - 1, &["as"]) && cue.at - at < 8,
            Stand::Passive => false,
            Stand::Source | Stand::Finite => true,
        };
        // "…," because he sees what it adds: the verb of another clause.
        let begins = match self.subjects.get(number) {
            Some(Subject::Pronoun(_, from) | Subject::Phrase(std::ops::Range { start: from, .. })) => {
                *from <= first + 2 || *from > cue.at
            }
            _ => true,
        };
        (ended && !other && own && begins).then_some(number)
    }

    /// `Macron said “…”`, `saying it was “…”`. The nearest; but in `said they had agreed on “…”` the firm one says it.
    fn cue_before(&self, at: usize, shape: &Shape, firm: bool) -> Option<usize> {
        let s = &self.s;
        if at > 0 && (s.is(at - 1, &words::NAMING) || (s.is(at - 1, &["as"]) && at > 1 && s.is(at - 2, &["known"]))) {
            return None;
        }
        let counts = |c: &Cue| !firm || matches!(c.class, Class::Say | Class::Describe | Class::Act);
        let number = self.cues.iter().rposition(|c| c.last < at && counts(c))?;
        let cue = self.cues.get(number)?;
        let beside = cue.last + 1 == at || (cue.last + 2 == at && s.is_mark(at - 1, ",:-"));
        let nobody = cue.stand == Stand::Passive && self.subjects.get(number) == Some(&Subject::Nobody);
        let unknown = self.who.get(number).copied().flatten().is_none();
        let least = match cue.class {
            Class::Weak if unknown => 8,
            _ if nobody || (unknown && (cue.stand == Stand::Source || self.is_attribute(at))) => 3,
            class => class.least_words(),
        };
        let enough = shape.words >= least;
        let titled = shape.title && !beside && !s.is_mark(at - 1, ":");
        (enough && !titled && (beside || cue.class != Class::Beside)).then_some(number)
    }

    /// `a “starter” plan`: a word that goes with the next one is more often held with tongs than said.
    fn is_attribute(&self, at: usize) -> bool {
        let s = &self.s;
        let next = s.word(at + 1);
        next.starts_with(char::is_lowercase)
            && !words::among(next, &words::PREPOSITIONS)
            && !words::among(next, &words::BREAKERS)
            && !words::among(next, &words::AUXILIARIES)
            && !words::among(next, &["and", "or", "but"])
    }

    /// `… the need for “prompt talks now”, the statement said.`
    fn cue_at_end(&self, at: usize, shape: &Shape) -> Option<usize> {
        let s = &self.s;
        let number = self.cues.iter().rposition(|c| c.at > at)?;
        let cue = self.cues.get(number)?;
        let last_piece = (cue.at..s.tokens.len()).all(|i| !s.is_piece(i));
        let from = (at..cue.at).rev().find(|i| s.is_mark(*i, ",-"));
        let own = matches!(cue.stand, Stand::Finite | Stand::Source)
            && from.is_some_and(|comma| {
                !s.is(comma + 1, &words::BREAKERS) && !s.is(comma + 1, &["and", "but", "or"]) && cue.at - comma < 12
            });
        (last_piece && own && shape.words >= 3 && !shape.title && cue.class == Class::Say).then_some(number)
    }

    /// Whether the sentence turns to something else between a cue and the piece.
    fn turns(&self, cue: usize, at: usize) -> bool {
        let from = self.cues.get(cue).map_or(at, |c| c.last + 1);
        (from..at).any(|i| self.s.is(i, &["but", "while", "although", "though", "whereas"]) || self.s.is_mark(i, ";"))
    }

    /// `"…," Macron grinned.`, `„…“, sagte Merz.`
    fn unknown_verb(&self, at: usize, shape: &Shape, memory: &Memory) -> Option<Verdict> {
        let s = &self.s;
        let comma = s.is_mark(at + 1, ",");
        if !(comma || shape.open_end) || !shape.capital || shape.words < 2 || shape.title {
            return None;
        }
        let first = at + 1 + usize::from(comma);
        let verb = |i: usize| {
            let word = s.word(i);
            word.starts_with(char::is_lowercase)
                && word.len() > 2
                && !words::among(word, &words::BREAKERS)
                && !words::among(word, &words::PREPOSITIONS)
                && !words::among(word, &words::DETERMINERS)
                && !words::among(word, &words::AUXILIARIES)
                && !words::among(word, &words::ROLES)
                && !words::among(word, &["and", "but", "or", "he", "she", "they", "it"])
        };
        let one = |speaker| Some(Known { speaker, plural: false });
        if let Some(person) = s.person(first).filter(|_| verb(first + 1)) {
            return Some(Verdict::Beside { verb: first + 1, who: one(person) });
        }
        if verb(first)
            && let Some(person) = s.person(first + 1)
        {
            return Some(Verdict::Beside { verb: first, who: one(person) });
        }
        if s.is(first, &["he", "she"]) && verb(first + 1) {
            return Some(Verdict::Beside { verb: first + 1, who: memory.person_before().or(memory.spoke_before()) });
        }
        None
    }

    /// Whether a piece without any cue is speech all the same: a whole sentence of its own.
    fn is_alone(&self, at: usize, piece: &Piece, shape: &Shape) -> bool {
        let s = &self.s;
        let only = s.tokens.iter().enumerate().all(|(i, _)| s.is_piece(i) || s.is_mark(i, ".,!?…-"));
        let stops = shape.stop || s.is_mark(at + 1, ".!?…") || !piece.closed;
        if only {
            return (stops && shape.words >= 2 && !shape.title) || shape.words >= 8;
        }
        shape.capital && shape.stop && shape.words >= 4 && !shape.title
    }

    fn speaker_of_alone(&self, at: usize, memory: &Memory) -> Option<Known> {
        if self.main.is_some() && at > 0 && self.s.is_mark(at - 1, ":,") {
            return self.main;
        }
        if at > 0 && !(0..at).all(|i| self.s.is_piece(i) || self.s.is_mark(i, ".,!?…-")) {
            return None;
        }
        let first =
            self.paragraph.tokens.first().is_some_and(|t| Some(t.start) == self.s.tokens.first().map(|t| t.start));
        match memory.spoken {
            Some(spoken) if spoken.sentence + 1 == memory.now => spoken.who,
            _ if !first => memory.person_before(),
            _ => None,
        }
    }
}

/// What the quoted words look like by themselves.
struct Shape {
    words: usize,
    /// Begins with a capital.
    capital: bool,
    /// Ends as a sentence does.
    stop: bool,
    /// Ends in such a way that an attribution may follow: with a comma, a question, a dash.
    open_end: bool,
    /// Written like the title of a work: every longer word with a capital, and no stop.
    title: bool,
}

impl Shape {
    fn of(text: &str) -> Shape {
        let end = text.chars().next_back().unwrap_or(' ');
        let stop = ".?!…".contains(end);
        let longer = |w: &&str| w.chars().count() > 3 && w.chars().next().is_some_and(char::is_alphabetic);
        let mut words = 0;
        let (mut capitals, mut long) = (true, false);
        for word in text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)) {
            words += 1;
            capitals &= !longer(&word) || word.starts_with(char::is_uppercase);
            long |= longer(&word);
        }
        let capital = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let title = capitals && long && capital && words <= 10 && !(stop && end != '.');
        Shape { words, capital, stop, open_end: ",?!…-–—".contains(end), title }
    }
}
