//! Lines of an interview: "Macron: We need peace." and "Q:", "A:". They are speech without any marks.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::corpus::{Annotations, Article, Kind, Mention, ParagraphKind, Speaker};
use crate::text::{Span, fold};

use super::evidence::By;
use super::marks;
use super::subjects::Known;

/// A paragraph that someone says from `start` to its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub paragraph: u32,
    pub span: Span,
    pub who: Option<Known>,
}

/// How many lines by people make an interview, and how many in all.
const LEAST: usize = 2;
const LEAST_ALL: usize = 3;

enum Label {
    Person(Speaker),
    Answer,
    /// Whoever asks: "Q", "Interviewer", a newspaper. Its lines are counted, not quoted.
    Other,
}

/// The lines of `article` in reading order; none where it is no interview.
pub(super) fn lines(article: &Article, found: &Annotations) -> Vec<Line> {
    let parts = article.paragraphs.iter().zip(0u32..);
    let body = parts.filter(|(p, _)| matches!(p.kind, ParagraphKind::Body | ParagraphKind::List));
    let lines: Vec<_> = body.filter_map(|(p, n)| Some((n, split(&p.text)?))).collect();
    if lines.len() < LEAST_ALL {
        return Vec::new();
    }
    let names = Names::new(found);
    let labelled = lines.into_iter().filter_map(|(n, (label, rest))| Some((n, label, rest, names.label(label, n)?)));
    let labelled: Vec<_> = labelled.collect();
    let is_answer = |l: &Label| matches!(l, Label::Answer);
    let mut people = labelled.iter().filter_map(|l| l.3.person());
    let first = people.next();
    let several = labelled.iter().any(|l| l.3.person() != first);
    let answers = labelled.iter().filter(|l| is_answer(&l.3)).count();
    let interview = answers >= LEAST || (people.count() + 1 >= LEAST && several);
    if !interview || labelled.len() < LEAST_ALL {
        return Vec::new();
    }
    let first = labelled.iter().find(|l| l.3.person().is_none()).and_then(|l| interviewee(found, l.0));
    let asked = first.map(|who| Known::one(who, By::Guess));
    let line = |(paragraph, label, rest, kind): (u32, &str, &str, Label)| {
        let start = label.len() + 1 + (rest.len() - rest.trim_start().len());
        let who = match kind {
            // Questions and answers without anyone to give them are a guide, not an interview.
            Label::Answer if asked.is_some() => asked,
            Label::Person(who) if answers < LEAST => Some(Known::one(who, By::Name)),
            _ => return None,
        };
        let sentence = rest.split_whitespace().count() >= 3 && rest.trim_end().ends_with(['.', '?', '!', '…']);
        let span = Span::new(start, label.len() + 1 + rest.trim_end().len());
        (sentence && !marks::opens(rest)).then_some(Line { paragraph, span, who })
    };
    labelled.into_iter().filter_map(line).collect()
}

impl Label {
    fn person(&self) -> Option<Speaker> {
        match self {
            Label::Person(who) => Some(*who),
            _ => None,
        }
    }
}

/// What stands before the colon that follows the first words, and what after.
fn split(text: &str) -> Option<(&str, &str)> {
    let near = text.as_bytes().iter().take(40).position(|b| *b == b':')?;
    let (label, rest) = (text.get(..near)?, text.get(near + 1..)?);
    let short = !label.is_empty() && label.split_whitespace().count() <= 4 && label.starts_with(char::is_alphabetic);
    (short && rest.starts_with([' ', '\u{a0}'])).then_some((label, rest))
}

/// Who is named at the very start of paragraphs, and the surnames of all: looked up for every line.
struct Names<'a> {
    first: HashMap<u32, (Speaker, u32)>,
    surnames: HashMap<Cow<'a, str>, u32>,
}

impl<'a> Names<'a> {
    fn new(found: &'a Annotations) -> Names<'a> {
        let mut first = HashMap::new();
        let mut put = |kind: Kind, index: u32, mentions: &[Mention]| {
            for mention in mentions.iter().filter(|m| m.span.start == 0) {
                let Some(paragraph) = mention.paragraph else { continue };
                first.entry(paragraph).or_insert((Speaker { kind, index }, mention.span.end));
            }
        };
        found.people.iter().zip(0..).for_each(|(p, i)| put(Kind::Person, i, &p.mentions));
        found.organisations.iter().zip(0..).for_each(|(o, i)| put(Kind::Organisation, i, &o.mentions));
        let last = |name: &'a str| name.rsplit(' ').next().map(fold);
        let surnames = found.people.iter().zip(0..).filter_map(|(p, i)| Some((last(&p.name)?, i))).collect();
        Names { first, surnames }
    }

    fn label(&self, label: &str, paragraph: u32) -> Option<Label> {
        let folded = fold(label);
        match folded.as_ref() {
            "a" | "answer" => return Some(Label::Answer),
            "q" | "question" | "interviewer" | "moderator" | "host" | "reporter" => return Some(Label::Other),
            _ => {}
        }
        let whole = self.first.get(&paragraph).filter(|(_, end)| *end as usize == label.len()).map(|(who, _)| *who);
        let caps = || {
            let index = self.surnames.get(folded.as_ref()).filter(|_| label.chars().all(|c| !c.is_lowercase()))?;
            Some(Speaker { kind: Kind::Person, index: *index })
        };
        Some(match whole.or_else(caps)? {
            who if who.kind == Kind::Person => Label::Person(who),
            _ => Label::Other,
        })
    }
}

/// The person named most often before the questions begin, where that is soon: an interview opens with who is asked.
fn interviewee(found: &Annotations, paragraph: u32) -> Option<Speaker> {
    if paragraph > 12 {
        return None;
    }
    let before = |m: &&Mention| m.paragraph.is_none_or(|p| p < paragraph);
    let counts = found.people.iter().zip(0u32..).map(|(p, i)| (p.mentions.iter().filter(before).count(), i));
    let (count, index) = counts.max_by_key(|(count, i)| (*count, std::cmp::Reverse(*i)))?;
    (count > 0).then_some(Speaker { kind: Kind::Person, index })
}
