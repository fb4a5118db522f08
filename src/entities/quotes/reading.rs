//! One sentence read for quotes: which of its pieces are quotes, by which cue, and whose.

use super::cues::{self, Class, Cue, Stand};
use super::evidence::{By, Extent, Ground, Told, confidence};
use super::marks::Piece;
use super::shape::Shape;
use super::signed;
use super::speakers::{Here, Memory};
use super::story::Telling;
use super::strangers;
use super::subjects::{self, Known, Pronoun, Subject};
use super::tokens::{Sentence, TokenKind};
use super::tongs;
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
    about: Subject,
}

/// A quote with what is known of its speaker.
pub(super) struct Found {
    pub quote: Quote,
    pub who: Option<Known>,
    pub told: Told,
    pub ground: Ground,
}

/// How a piece came to be a quote.
enum Verdict {
    Cued(usize),
    /// By a verb that no table knows, right between the piece and a name: "…," Macron grinned.
    Beside {
        verb: usize,
        who: Option<Known>,
    },
    /// Macron: "…"
    Signed(Known),
    Alone,
    No,
}

impl<'a> Reading<'a> {
    pub fn new(s: Sentence<'a>, here: Here, paragraph: &'a Telling<'a>, memory: &Memory) -> Reading<'a> {
        let cues = cues::cues(&s);
        let subjects = subjects::subjects(&s, &cues);
        let who = subjects.iter().zip(&cues).map(|(subject, cue)| match subject {
            Subject::Pronoun(pronoun @ (Pronoun::He | Pronoun::She), _) if s.is(cue.at, &REPLIES) => {
                memory.asked_before(*pronoun).or_else(|| memory.resolve(&s, here, subject))
            }
            _ => memory.resolve(&s, here, subject),
        });
        let who = who.collect();
        let about = subjects::main_subject(&s);
        let main = memory.resolve(&s, here, &about);
        Reading { s, paragraph, cues, subjects, who, main, about }
    }

    pub fn quotes(&self, memory: &Memory) -> Vec<Found> {
        let mut out = Vec::new();
        let mut rejected = None;
        let mut last: Option<(usize, Option<Known>)> = None;
        for (at, token) in self.s.tokens.iter().enumerate() {
            let TokenKind::Piece(number) = token.kind else { continue };
            let Some(piece) = self.paragraph.pieces.get(number) else { continue };
            let text = self.s.text.get(piece.inner.clone()).unwrap_or("");
            let shape = Shape::of(text);
            let (cue, who, ground, told) = match self.judge(at, piece, &shape, rejected, memory) {
                Verdict::Cued(cue) => {
                    let ground = self.cues.get(cue).map_or(Ground::Alone, |c| Ground::Cued(c.class, c.stand));
                    let stranger = matches!(self.subjects.get(cue), Some(Subject::Phrase(_)));
                    let told = if stranger { Told::Stranger } else { Told::Unknown };
                    (self.cue_text(cue), self.who.get(cue).copied().flatten(), ground, told)
                }
                Verdict::Beside { verb, who } => {
                    (Some(self.s.part(verb).to_string()), who, Ground::Beside, Told::Unknown)
                }
                Verdict::Signed(who) => (None, Some(who), Ground::Signed, Told::Unknown),
                Verdict::Alone => {
                    let (who, ground) = self.speaker_of_alone(at, memory);
                    (None, who, ground, Told::Unknown)
                }
                // "…," he reasoned, "…"
                Verdict::No if self.is_second_half(last, at) => {
                    (None, last.and_then(|(_, who)| who), Ground::Continued, Told::Unknown)
                }
                Verdict::No => {
                    rejected = Some(at);
                    continue;
                }
            };
            last = Some((at, who));
            let told = who.map_or(told, |known| Told::By(known.by));
            let quote = Quote {
                text: text.to_string(),
                speaker: who.map(|known| known.speaker),
                cue,
                confidence: confidence(ground, told, self.extent(at, &shape)),
                paragraph: self.paragraph.number,
                span: Span::from(piece.inner.clone()),
            };
            out.push(Found { quote, who, told, ground });
        }
        out
    }

    /// Whether a quote stands before, with nothing but who said it in between.
    fn is_second_half(&self, last: Option<(usize, Option<Known>)>, at: usize) -> bool {
        let s = &self.s;
        let Some((first, _)) = last.filter(|(first, _)| at - first <= 7 && s.is_mark(at - 1, ",;-")) else {
            return false;
        };
        let comma = s.piece_ends_in_comma(first) || s.is_mark(first + 1, ",-") || self.ends_open(first);
        let between = first + 1 + usize::from(s.is_mark(first + 1, ",-"))..at - 1;
        comma && between.clone().all(|i| !s.word(i).is_empty() || s.name(i).is_some()) && !between.is_empty()
    }

    fn ends_open(&self, at: usize) -> bool {
        self.s.part(at).trim_end_matches(|c: char| "\"'”’»“".contains(c)).ends_with(['?', '!', '…'])
    }

    fn extent(&self, at: usize, shape: &Shape) -> Extent {
        match shape.extent() {
            Extent::Word | Extent::Part if shape.words <= 3 && self.is_attribute(at) => Extent::Attribute,
            extent => extent,
        }
    }

    /// Tells the memory what this sentence was about, and gives who spoke in it.
    pub fn remember(&self, memory: &mut Memory, quotes: &[Found]) -> Option<Known> {
        memory.met(&self.s);
        memory.about(self.main);
        self.meet_strangers(memory, quotes);
        if let Some(who) = self.announces() {
            memory.announced = Some((who, memory.now));
        }
        for (cue, who) in self.cues.iter().zip(&self.who) {
            if let Some(whom) = self.s.person(cue.at + 1)
                && self.s.is(cue.at, &["asked", "asks", "ask"])
                && who.is_none_or(|w| w.speaker != whom)
            {
                memory.asked(whom);
            }
        }
        let quoted = quotes.last().map(|found| found.who.map(|who| Known { plural: false, ..who }));
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

    /// Someone without a name among those found speaks, or is whom the sentence is about.
    fn meet_strangers(&self, memory: &mut Memory, quotes: &[Found]) {
        let unnamed = self.subjects.iter().zip(&self.who).any(|(subject, who)| match subject {
            Subject::Phrase(range) => who.is_none() && strangers::is_name(&self.s, range),
            _ => false,
        });
        let about = matches!(&self.about, Subject::Phrase(range) if self.main.is_none() && strangers::is_person(&self.s, range));
        let last = quotes.last().filter(|found| matches!(found.ground, Ground::Cued(..)));
        let speaks = last.is_some_and(|found| found.told == Told::Stranger)
            && self.subjects.iter().any(|subject| match subject {
                Subject::Phrase(range) => strangers::is_one(&self.s, range),
                _ => false,
            });
        let voice = self.subjects.iter().zip(&self.who).find_map(|(subject, who)| match subject {
            Subject::Phrase(range) if strangers::is_voice(&self.s, range) => *who,
            _ => None,
        });
        let voice = voice.filter(|_| last.is_some()).map(|known| known.speaker);
        if unnamed || about || speaks || voice.is_some() {
            memory.meet_stranger(voice);
        }
    }

    /// Whose words follow in the next paragraph, where this sentence ends in a colon: "She had this to say:".
    fn announces(&self) -> Option<Known> {
        let s = &self.s;
        let colon = s.tokens.len().checked_sub(1).filter(|i| s.is_mark(*i, ":"))?;
        let who = match self.cues.last() {
            Some(cue) if colon - cue.last < 12 => *self.who.last()?,
            _ => signed::before_colon(s, colon).or(self.main),
        };
        who.map(|known| Known { plural: false, ..known })
    }

    /// Whose the words before were, where this sentence, itself without any, tells: "So said Macron."
    pub fn tells_of_before(&self) -> Option<Known> {
        let s = &self.s;
        let after = if s.is(0, &["so", "that", "this", "those", "these", "such", "thus"]) && !s.is_mark(2, ",") {
            self.who.iter().flatten().next().copied()
        } else {
            let speaks = (1..8).any(|i| s.is(i, &words::BE) && s.is(i + 1, &SPEAKING));
            self.main.filter(|_| speaks)
        };
        after.map(|known| Known { by: By::Name, ..known })
    }

    fn cue_text(&self, cue: usize) -> Option<String> {
        let cue = self.cues.get(cue)?;
        let (first, last) = (self.s.tokens.get(cue.at)?, self.s.tokens.get(cue.last)?);
        self.s.text.get(first.start..last.end).map(str::to_string)
    }

    fn judge(&self, at: usize, piece: &Piece, shape: &Shape, rejected: Option<usize>, memory: &Memory) -> Verdict {
        if tongs::holds(&self.s, at, shape, rejected) {
            return Verdict::No;
        }
        let title = self.paragraph.number.is_none();
        if let Some(who) = signed::by(&self.s, at, shape, title) {
            return Verdict::Signed(who);
        }
        let after = self.cue_after(at, shape);
        let before = self.cue_before(at, shape, true);
        // A fragment belongs to the clause it stands in; a whole sentence to what follows it.
        let clause_first = !shape.capital && before.is_some_and(|cue| !self.turns(cue, at));
        let cue = if clause_first { before.or(after) } else { after.or(before) };
        let cue = cue.or_else(|| self.cue_at_end(at, shape)).or_else(|| self.cue_before(at, shape, false));
        if let Some(cue) = cue {
            return if self.is_sign(cue) { Verdict::No } else { Verdict::Cued(cue) };
        }
        if self.paragraph.kind == ParagraphKind::Caption || title {
            return if title && signed::by_nobody(&self.s, at, shape) { Verdict::Alone } else { Verdict::No };
        }
        if let Some(verdict) = self.unknown_verb(at, shape, memory) {
            return verdict;
        }
        if self.is_alone(at, piece, shape) { Verdict::Alone } else { Verdict::No }
    }

    /// "a banner that read": nobody speaks.
    fn is_sign(&self, cue: usize) -> bool {
        match self.subjects.get(cue) {
            Some(Subject::Phrase(range)) => range.clone().any(|i| self.s.is(i, &words::SIGNS)),
            _ => false,
        }
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
            Stand::Passive | Stand::Owned => false,
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
        let counts = |c: &Cue| !firm || matches!(c.class, Class::Say | Class::Describe | Class::Act);
        let number = self.cues.iter().rposition(|c| c.last < at && counts(c))?;
        let cue = self.cues.get(number)?;
        let beside = cue.last + 1 == at
            || (cue.last + 2 == at && s.is_mark(at - 1, ",:-"))
            || (cue.stand == Stand::Owned && s.is_mark(at - 1, ":"));
        let nobody = cue.stand == Stand::Passive && self.subjects.get(number) == Some(&Subject::Nobody);
        let unknown = self.who.get(number).copied().flatten().is_none();
        let wording = cue.class == Class::Describe && beside && cues::is_wording(s, cue.at);
        let put = cue.class == Class::Act && s.is(at - 1, &["as"]);
        let least = match cue.class {
            _ if wording || put => 1,
            Class::Weak if unknown => 8,
            _ if nobody || (unknown && (cue.stand == Stand::Source || self.is_attribute(at))) => 3,
            _ if cue.stand == Stand::Owned && beside => 1,
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
        let ended = self.s.piece_ends_in_comma(at);
        !ended
            && next.starts_with(char::is_lowercase)
            && !words::among(next, &words::DETERMINERS)
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
        let part = shape.words >= 3 && !shape.title && !self.is_attribute(at);
        (last_piece && own && part && cue.class == Class::Say).then_some(number)
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
        let one = |speaker| Some(Known::one(speaker, By::Name));
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

    fn speaker_of_alone(&self, at: usize, memory: &Memory) -> (Option<Known>, Ground) {
        if self.paragraph.number.is_none() {
            return (None, Ground::Alone);
        }
        if self.main.is_some() && at > 0 && self.s.is_mark(at - 1, ":,") {
            return (self.main, Ground::Signed);
        }
        if at > 0 && !(0..at).all(|i| self.s.is_piece(i) || self.s.is_mark(i, ".,!?…-")) {
            return (None, Ground::Alone);
        }
        let first =
            self.paragraph.tokens.first().is_some_and(|t| Some(t.start) == self.s.tokens.first().map(|t| t.start));
        if let Some((who, n)) = memory.announced
            && n + 1 == memory.now
            && first
        {
            return (Some(who), Ground::Announced);
        }
        match memory.spoken {
            Some(spoken) if spoken.sentence + 1 == memory.now => {
                let ground = if first { Ground::NextParagraph } else { Ground::Continued };
                (spoken.who, if spoken.who.is_some() { ground } else { Ground::Alone })
            }
            _ if !first => (memory.person_before(), Ground::Before),
            _ => (None, Ground::Alone),
        }
    }
}

const REPLIES: [&str; 6] = ["replied", "replies", "answered", "answers", "responded", "responds"];

/// What someone is doing whose words stand in the sentence before.
const SPEAKING: [&str; 8] =
    ["speaking", "talking", "responding", "reacting", "referring", "commenting", "addressing", "replying"];
