//! One sentence read for quotes: those of its pieces that [`super::judge`] takes for quotes, and whose they are.

use super::cues::{self, Class, Cue};
use super::evidence::{By, Extent, Ground, Told, confidence};
use super::judge::Verdict;
use super::memory::{Here, Memory};
use super::shape::Shape;
use super::signed;
use super::story::Telling;
use super::strangers;
use super::subjects::{self, Known, Pronoun, Subject};
use super::tokens::{Sentence, TokenKind};
use super::words;
use crate::corpus::Quote;
use crate::text::Span;

/// A sentence with its cues and whose they are.
pub(super) struct Reading<'a> {
    pub s: Sentence<'a>,
    pub paragraph: &'a Telling<'a>,
    pub cues: Vec<Cue>,
    pub subjects: Vec<Subject>,
    pub who: Vec<Option<Known>>,
    pub main: Option<Known>,
    pub about: Subject,
}

/// A quote with what is known of its speaker.
pub(super) struct Found {
    pub quote: Quote,
    pub who: Option<Known>,
    pub ground: Ground,
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
                    // "the company" may be one that is named, and we did not see it.
                    let vague = |start: usize| !self.s.is(start, &["the", "that", "this"]);
                    let stranger = matches!(self.subjects.get(cue), Some(Subject::Phrase(range)) if vague(range.start));
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
            out.push(Found { quote, who, ground });
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
        let speaks = last.is_some_and(|found| found.who.is_none())
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
            let word = |i: usize| s.is(i, &words::SAYINGS) || s.is(i, &["words", "view", "line"]);
            let saying = (0..s.tokens.len()).find(|i| word(*i)).map(|i| subjects::person_after(s, i));
            self.who.iter().flatten().next().copied().or(saying.flatten())
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
