//! Titles and roles around a name: "UK National Security Adviser Jonathan Powell", "Ada Roe, an economist".

use crate::text::Span;

use super::labels::is_forename;
use super::lexicon::{LONGEST_PHRASE, flags, lexicon, phrase_key, singular};
use super::story::Story;
use super::tokens::{Gap, Shape, Token};

/// A role as it stands in the text of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    pub part: u32,
    pub span: Span,
    pub plural: bool,
}

impl Role {
    /// As written, a plural made singular: "US envoy" from "US envoys".
    pub fn text(&self, story: &Story) -> String {
        let text = story.parts.get(self.part as usize).map_or("", |p| self.span.of(p.text));
        match text.rsplit_once(' ') {
            _ if !self.plural => text.to_string(),
            Some((head, last)) => format!("{head} {}", singular(last)),
            None => singular(text),
        }
    }
}

/// The role that ends right before the name whose first word is `first`; titles between are passed over.
pub fn before(story: &Story, part: u32, mut first: usize) -> Option<Role> {
    let here = story.parts.get(part as usize)?;
    let begin = here.tokens.start;
    // "his successor, Ada Roe, said".
    let comma = story.token(first)?.gap == Gap::Comma && first > begin;
    let mut last = loop {
        let token = if comma { story.token(first - 1)? } else { story.before(first).filter(|_| first > begin)? };
        if comma || !token.is(flags::TITLE) || token.possessive || token.shape == Shape::Lower || token.is(flags::ROLE)
        {
            break first - 1;
        }
        first -= 1;
    };
    let end = last;
    let mut token = story.token(last)?;
    if token.possessive || comma && (!token.is(flags::ROLE) || token.is(flags::PLURAL)) {
        return None;
    }
    // "Martin Luther King, Ada Roe": the end of another name.
    if comma && token.capital() && last > begin && story.joined(last).and(story.token(last - 1)).is_some_and(is_name) {
        return None;
    }
    if !token.is(flags::ROLE) {
        last = before_of(story, here.text, begin, last)?;
        token = story.token(last)?;
    }
    let from = expand_left(story, here.text, begin, last);
    let plural = token.is(flags::PLURAL);
    role(story, part, from, end + 1, plural)
}

/// For "secretary of state", "Minister for Europe and Foreign Affairs": the word before "of", if it is a role and
/// only words that can belong to it stand between.
fn before_of(story: &Story, text: &str, begin: usize, last: usize) -> Option<usize> {
    // "leader of the Ada Roe Party": no role of hers.
    if matches!(story.token(last)?.text(text), "the" | "and") {
        return None;
    }
    for k in (begin.max(last.saturating_sub(7))..=last).rev() {
        let token = story.token(k)?;
        let word = token.text(text);
        if matches!(word, "of" | "for") && k < last {
            let role = k.checked_sub(1)?;
            return story
                .joined(k)
                .and(story.token(role))
                .filter(|t| t.is(flags::ROLE) && !t.possessive && role >= begin)
                .map(|_| role);
        }
        let fits = token.capital()
            || matches!(word, "the" | "and")
            || token.is(flags::WORD | flags::MODIFIER | flags::ORG_HEAD | flags::PLACE_HEAD)
                && !token.is(flags::SPEECH | flags::VERB | flags::FUNCTION);
        if !fits || token.possessive || story.joined(k).is_none() {
            return None;
        }
    }
    None
}

/// From the role's last word to its first: "top aide", "German national security advisor".
fn expand_left(story: &Story, text: &str, begin: usize, last: usize) -> usize {
    let mut from = last;
    while from > begin && last - from < 8 && story.joined(from).is_some() {
        let Some(token) = story.token(from - 1) else { break };
        if token.possessive || !may_lead(token) {
            break;
        }
        // "Britain under Prime Minister", but "Under Secretary".
        if token.text(text).eq_ignore_ascii_case("under") && !story.token(from).is_some_and(|t| is_secretary(t, text)) {
            break;
        }
        // "Joe Biden Prime Minister": the name before ends with the first word that only a role has.
        let titled = || from - 1 > begin && story.joined(from - 1).and(story.before(from - 1)).is_some_and(is_address);
        if token.capital() && is_forename(token) && !is_house(story, text, from - 1, last) || is_name(token) && titled()
        {
            let of_role = |k: &usize| story.token(*k).is_some_and(|t| !is_name(t));
            return (from..last).find(of_role).unwrap_or(last);
        }
        from -= 1;
    }
    from
}

/// Whether a name of the lists that is no person's begins here and ends before `last`: "Goldman Sachs analyst".
fn is_house(story: &Story, text: &str, at: usize, last: usize) -> bool {
    let Some(start) = story.token(at).filter(|t| t.is(flags::PHRASE)).map(|t| t.span.start) else { return false };
    (at + 1..last.min(at + LONGEST_PHRASE)).any(|k| {
        let name = story.token(k).and_then(|t| text.get(start as usize..t.span.end as usize));
        name.is_some_and(|name| lexicon().phrase(&phrase_key(name)).is_some())
    })
}

/// What stands before a surname alone: "President Biden".
fn is_address(token: &Token) -> bool {
    token.capital() && token.is(flags::ROLE | flags::TITLE) && !token.is(flags::MODIFIER)
}

fn is_secretary(token: &Token, text: &str) -> bool {
    token.text(text).get(..9).is_some_and(|start| start.eq_ignore_ascii_case("secretary"))
}

/// A capitalised word that is part of a person's name and nothing that stands in a role.
fn is_name(token: &Token) -> bool {
    const OTHER: u32 = flags::ROLE
        | flags::MODIFIER
        | flags::WORD
        | flags::ORG_HEAD
        | flags::PLACE_HEAD
        | flags::NATION
        | flags::DEMONYM
        | flags::GROUP
        | flags::PLACE
        | flags::DIRECTION
        | flags::TITLE;
    token.capital() && (is_forename(token) || token.is(flags::SURNAME) && !token.is(OTHER))
}

/// Whether a word may stand within a role before its last word.
fn may_lead(token: &Token) -> bool {
    if token.is(flags::CALENDAR) || token.is(flags::FUNCTION) && !token.is(flags::NATION | flags::MODIFIER) {
        return false;
    }
    if token.capital() {
        return !(token.starts && token.is(flags::WORD) && !token.is(flags::MODIFIER | flags::ROLE | flags::ORG_HEAD));
    }
    token.is(flags::MODIFIER | flags::ROLE) && !token.is(flags::SPEECH | flags::PLURAL) && token.shape == Shape::Lower
}

fn role(story: &Story, part: u32, from: usize, end: usize, plural: bool) -> Option<Role> {
    let (a, b) = (story.token(from)?, story.token(end.checked_sub(1)?)?);
    let mut span = Span { start: a.span.start, end: b.span.end };
    let text = story.parts.get(part as usize)?.text;
    // "U.S. envoy" begins with its full stop inside; "Gen. Roe" would end before it.
    if b.shape == Shape::Initial && text.as_bytes().get(span.end as usize) == Some(&b'.') {
        span.end += 1;
    }
    Some(Role { part, span, plural })
}

/// What stands behind a name, between commas, and says who it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    pub role: Option<Role>,
    /// ", who …", ", 45, …": a person, though no role is given.
    pub human: bool,
}

/// Reads on behind the name that ends before `end`: ", France's president,", ", 45,", "(L),".
pub fn behind(story: &Story, part: u32, end: usize) -> Behind {
    read_behind(story, part, end).unwrap_or_default()
}

fn read_behind(story: &Story, part: u32, end: usize) -> Option<Behind> {
    let here = story.parts.get(part as usize)?;
    let limit = here.tokens.end;
    let token = |k: usize| story.token(k).filter(|_| k < limit);
    let mut k = end;
    // "(L)", ", right,": where someone stands in the picture.
    for _ in 0..3 {
        let Some(t) = token(k) else { break };
        let word = t.text(here.text);
        let marked = t.gap == Gap::Open && word.len() <= 4 && token(k + 1).is_none_or(|n| n.gap != Gap::Space);
        let placed = matches!(word, "left" | "right" | "center" | "centre" | "L" | "R" | "C") && t.gap == Gap::Comma;
        if !(marked || placed && token(k + 1).is_none_or(|n| n.gap != Gap::Space)) {
            break;
        }
        k += 1;
    }
    let first = token(k).filter(|t| t.gap == Gap::Comma || k > end && t.gap == Gap::Close)?;
    if first.text(here.text).bytes().all(|b| b.is_ascii_digit()) && first.span.len() <= 2 {
        let closed = token(k + 1).is_none_or(|t| matches!(t.gap, Gap::Comma | Gap::Stop));
        return closed.then_some(Behind { role: None, human: true });
    }
    if matches!(first.text(here.text), "who" | "whose") {
        return Some(Behind { role: None, human: true });
    }
    let mut from = k;
    // "France's", "his country's former", "the": not part of the role.
    for n in k..k + 5 {
        let Some(t) = token(n).filter(|t| n == k || t.gap == Gap::Space) else { break };
        if t.possessive || n == k && t.is(flags::FUNCTION) && t.shape == Shape::Lower {
            from = n + 1;
        } else if !may_lead(t) && t.shape != Shape::Capital {
            break;
        }
    }
    let mut last = None;
    let mut n = from;
    while let Some(t) = token(n).filter(|t| n < from + 8 && (t.gap == Gap::Space || n == k)) {
        if t.is(flags::ROLE) && !t.is(flags::PLURAL) {
            last = Some(n);
        } else if !may_lead(t) && !t.is(flags::WORD) || t.is(flags::FUNCTION | flags::VERB) && !t.is(flags::NATION) {
            break;
        }
        if t.possessive {
            break;
        }
        n += 1;
    }
    let last = last?;
    let mut stop = last + 1;
    if token(stop).is_some_and(|t| t.gap == Gap::Space && matches!(t.text(here.text), "of" | "for")) {
        stop = complement(story, here.text, limit, stop);
    }
    // A name right behind it: the role is that one's.
    if token(stop)
        .is_some_and(|t| t.gap == Gap::Space && t.capital() && (!t.is(flags::CALENDAR) || t.is(flags::FORENAME)))
    {
        return None;
    }
    Some(Behind { role: role(story, part, from, stop, false), human: true })
}

/// The end of "of the European Commission" that begins at `of`; a person's name is not run into.
fn complement(story: &Story, text: &str, limit: usize, of: usize) -> usize {
    const KNOWN: u32 = flags::WORD
        | flags::ORG_HEAD
        | flags::PLACE_HEAD
        | flags::EVENT_HEAD
        | flags::MODIFIER
        | flags::NATION
        | flags::DEMONYM
        | flags::GROUP
        | flags::DIRECTION
        | flags::PLACE
        | flags::PHRASE;
    let mut stop = of;
    let mut k = of + 1;
    // Behind "the" even a word that can be a verb is none: "of the moderate Catholics".
    let mut determined = false;
    // "of a police", "of a small": it goes on.
    let mut open = false;
    while let Some(t) = story.token(k).filter(|t| k < limit && k < of + 9 && t.gap == Gap::Space) {
        let word = t.text(text);
        let first = stop == of;
        let function = t.is(flags::FUNCTION) && !t.is(flags::NATION);
        let named =
            t.capital() && !function && !t.is(flags::CALENDAR) && (t.is(KNOWN) || (first || open) && !is_forename(t));
        let noun = t.is(flags::WORD | flags::MODIFIER | flags::ORG_HEAD) && !t.is(flags::VERB | flags::SPEECH);
        let plain = t.shape == Shape::Lower
            && !function
            && (first && (determined || noun) || open && noun && !word.ends_with("ly"));
        if named || plain {
            open = plain && first && (determined || t.is(flags::MODIFIER));
            stop = k + 1;
        } else if matches!(word, "the" | "The" | "a" | "an" | "and" | "of" | "for" | "its" | "their") {
            open = false;
        } else {
            break;
        }
        determined = matches!(word, "the" | "a" | "an" | "its" | "their");
        k += 1;
    }
    stop
}
