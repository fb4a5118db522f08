//! Who says what: the quoted words of an article, each with its speaker and the verb that announces it.
//!
//! [`marks`] finds what stands between quotation marks, [`story`] and [`tokens`] take the telling around it apart,
//! [`cues`] finds the verbs of saying, [`subjects`] and [`nouns`] whose verbs they are, [`speakers`] who that is (with
//! [`cast`] and [`phrases`]), and [`reading`] decides which pieces are quotes. A title, a term or a word held with tongs is none: it takes a cue, or a whole sentence.
//! Verbs are English; whole sentences are found in any language, then without a speaker.

mod cast;
mod cues;
mod marks;
mod nouns;
mod phrases;
mod reading;
mod speakers;
mod story;
mod subjects;
mod tokens;
mod words;

#[cfg(test)]
mod tests;

use cast::Cast;
use reading::Reading;
use speakers::{Here, Memory};
use story::{Story, Telling};

use crate::corpus::{Annotations, Article, ParagraphKind, Quote};

/// The quotes of `article` in reading order, not overlapping. `found` holds its people, countries and organisations
/// with their mentions; its own quotes are not looked at.
pub fn find(article: &Article, found: &Annotations) -> Vec<Quote> {
    let Some(story) = Story::read(article, found) else { return Vec::new() };
    let cast = Cast::new(found, &story);
    let mut memory = Memory::new(&cast, &story);
    let mut quotes = Vec::new();
    let mut last: Option<&Telling> = None;
    for paragraph in &story.paragraphs {
        // A quote that the paragraph before left open runs on here.
        let runs_on = last.is_some_and(|l| l.pieces.last().is_some_and(|p| !p.closed)) && marks::opens(paragraph.text);
        last = Some(paragraph);
        if paragraph.kind == ParagraphKind::Caption {
            // A caption is told beside the story: it neither takes from it nor adds to what "he" means.
            let mut aside = Memory::new(&cast, &story);
            read_paragraph(paragraph, false, &mut aside, &mut quotes);
        } else {
            read_paragraph(paragraph, runs_on, &mut memory, &mut quotes);
        }
    }
    quotes
}

fn read_paragraph(paragraph: &Telling, runs_on: bool, memory: &mut Memory, quotes: &mut Vec<Quote>) {
    // Quotes of this paragraph that stand without cue and speaker, and may be told of by the next sentence.
    let silent = |q: &&Quote| runs_on && q.speaker.is_none() && q.cue.is_none();
    let mut waiting: Vec<usize> = quotes.last().filter(silent).map(|_| quotes.len() - 1).into_iter().collect();
    for (number, range) in paragraph.sentences.iter().enumerate() {
        memory.now += 1;
        let s = paragraph.sentence(range.clone());
        let start = s.tokens.first().map_or(0, |t| t.start as u32);
        let here = Here { paragraph: paragraph.number, sentence: number, start };
        let reading = Reading::new(s, here, paragraph, memory);
        let before = quotes.len();
        quotes.extend(reading.quotes(memory));
        let said = reading.remember(memory, quotes.get(before..).unwrap_or(&[]));
        let cued = quotes.get(before..).is_some_and(|new| new.iter().any(|q| q.cue.is_some()));
        let alone = quotes.len() > before && !cued;
        if cued
            && s.is_piece(0)
            && let Some(who) = said
        {
            for i in waiting.drain(..) {
                if let Some(quote) = quotes.get_mut(i) {
                    quote.speaker = Some(who.speaker);
                }
            }
        } else if alone {
            let silent = (before..quotes.len()).filter(|i| quotes.get(*i).is_some_and(|q| q.speaker.is_none()));
            waiting.extend(silent.collect::<Vec<_>>());
        } else {
            waiting.clear();
        }
    }
}
