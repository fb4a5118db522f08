//! Who says what: the quoted words of an article, each with its speaker, the verb that announces it and how sure that is.
//!
//! [`marks`] (with [`singles`]) finds what stands between quotation marks and [`dialogue`] the lines of an interview,
//! [`story`] and [`tokens`] take the telling around them apart. [`cues`] finds the verbs of saying (from [`verbs`]),
//! [`subjects`] with [`nouns`] and [`remarks`] whose verbs they are, [`speakers`] who that is, by roles ([`cast`],
//! [`phrases`]), kinds of [`houses`] and [`pronouns`] ([`genders`]), out of what [`memory`] keeps of the story;
//! [`strangers`] are nobody we know. [`judge`] decides which pieces are quotes and [`tongs`] which are none: a title, a
//! term or a word held with tongs takes a verb of saying, or a whole sentence, to be one. [`reading`] puts it together
//! and [`evidence`] says how sure it is. Verbs are English, with the commonest of its neighbours; whole sentences are
//! found in any language, then without a speaker.

mod cast;
mod cues;
mod dialogue;
mod evidence;
mod genders;
mod houses;
mod judge;
mod lookup;
mod marks;
mod memory;
mod nouns;
mod phrases;
mod pronouns;
mod reading;
mod remarks;
mod shape;
mod signed;
mod singles;
mod speakers;
mod story;
mod strangers;
mod subjects;
mod tokens;
mod tongs;
mod verbs;
mod words;

#[cfg(test)]
mod tests;

use cast::Cast;
use evidence::{Extent, Ground, Told, confidence};
use memory::{Here, Memory};
use reading::Reading;
use story::{Story, Telling};
use subjects::Known;

use crate::corpus::{Annotations, Article, Quote};

/// The quotes of `article` in reading order, those of the title first, not overlapping. `found` holds its people,
/// countries and organisations with their mentions; its own quotes are not looked at.
pub fn find(article: &Article, found: &Annotations) -> Vec<Quote> {
    let Some(story) = Story::read(article, found) else { return Vec::new() };
    let cast = Cast::new(found, &story);
    let mut memory = Memory::new(&cast, &story);
    let mut quotes = Vec::new();
    let mut last: Option<&Telling> = None;
    // Quotes that stand without cue and speaker, and may be told of by what follows.
    let mut waiting = Vec::new();
    let mut ahead = ahead(&story).into_iter();
    for paragraph in &story.paragraphs {
        let ahead = ahead.next().unwrap_or(0);
        // A quote that the paragraph before left open runs on here.
        let runs_on = last.is_some_and(|l| l.pieces.last().is_some_and(|p| !p.closed)) && marks::opens(paragraph.text);
        if !runs_on {
            waiting.clear();
        }
        last = Some(paragraph);
        if paragraph.is_aside() {
            waiting.clear();
            let mut aside = Memory::new(&cast, &story);
            read(paragraph, ahead, &mut aside, &mut waiting, &mut quotes);
        } else {
            read(paragraph, ahead, &mut memory, &mut waiting, &mut quotes);
        }
    }
    quotes
}

/// How many sentences lie between the end of each paragraph and the next quoted words.
fn ahead(story: &Story) -> Vec<usize> {
    let mut sentences = usize::MAX;
    let mut out = Vec::with_capacity(story.paragraphs.len());
    for paragraph in story.paragraphs.iter().rev() {
        out.push(sentences);
        let first = |range: &std::ops::Range<usize>| paragraph.sentence(range.clone()).has_piece();
        sentences = match paragraph.sentences.iter().position(first) {
            Some(before) => before,
            None => sentences.saturating_add(paragraph.sentences.len()),
        };
    }
    out.reverse();
    out
}

fn read(paragraph: &Telling, ahead: usize, memory: &mut Memory, waiting: &mut Vec<usize>, quotes: &mut Vec<Quote>) {
    if let Some(line) = paragraph.line {
        memory.now += 1;
        memory.spoke(line.who);
        let told = line.who.map_or(Told::Unknown, |who| Told::By(who.by));
        quotes.push(Quote {
            text: line.span.of(paragraph.text).to_string(),
            speaker: line.who.map(|who| who.speaker),
            cue: None,
            confidence: confidence(Ground::Line, told, Extent::Sentence),
            paragraph: paragraph.number,
            span: line.span,
        });
        return;
    }
    let quoted = paragraph.sentences.iter().rposition(|range| paragraph.sentence(range.clone()).has_piece());
    for (number, range) in paragraph.sentences.iter().enumerate() {
        memory.now += 1;
        let s = paragraph.sentence(range.clone());
        let left = paragraph.sentences.len() - number;
        if left.saturating_add(ahead) > memory::REACH && waiting.is_empty() && quoted.is_none_or(|last| number > last) {
            // Nothing told here is remembered when words are quoted next.
            continue;
        }
        let start = s.tokens.first().map_or(0, |t| t.start as u32);
        let here = Here { paragraph: paragraph.number, sentence: number, start };
        let reading = Reading::new(s, here, paragraph, memory);
        let before = quotes.len();
        let new = reading.quotes(memory);
        let said = reading.remember(memory, &new);
        let silent = |ground: Ground| matches!(ground, Ground::Alone | Ground::Before);
        let attributed = new.iter().any(|found| !silent(found.ground));
        if new.is_empty() {
            settle(quotes, waiting, reading.tells_of_before(), Ground::After);
        } else if attributed {
            settle(quotes, waiting, said.filter(|_| s.is_piece(0)), Ground::NextParagraph);
        } else {
            let open = new.iter().enumerate().filter(|(_, found)| found.who.is_none());
            waiting.extend(open.map(|(i, _)| before + i));
        }
        quotes.extend(new.into_iter().map(|found| found.quote));
    }
}

/// Gives the quotes that wait their speaker, if there is one, and lets them go.
fn settle(quotes: &mut [Quote], waiting: &mut Vec<usize>, who: Option<Known>, ground: Ground) {
    for i in waiting.drain(..) {
        if let (Some(quote), Some(who)) = (quotes.get_mut(i), who) {
            quote.speaker = Some(who.speaker);
            quote.confidence = confidence(ground, Told::By(who.by), Extent::Sentence);
        }
    }
}
