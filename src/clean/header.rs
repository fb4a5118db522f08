//! The first lines of a file: its title, and the lines that say when, by whom and where it was published.

use jiff::civil::Date;

use super::block::{Block, ends_sentence};
use super::{date, dateline, source};
use crate::corpus::ParagraphKind;
use crate::text::{fold, segment};

/// What the first lines say. Front matter comes first where both say something; that is for the caller.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The text of the block that is the title; the block is gone from the story.
    pub title: Option<String>,
    /// The title stood under a heading mark, not on a plain line.
    pub title_is_marked: bool,
    pub date: Option<Date>,
    pub source: Option<String>,
    pub byline: Option<String>,
    pub language: Option<String>,
    pub link: Option<String>,
    pub tags: Vec<String>,
}

/// A header is over after so many lines, whatever they are.
const LINES: usize = 14;
/// The longest title, in characters.
const TITLE: usize = 200;
/// What stands after a title and is longer than it is prose even without a full stop.
const LEAD: usize = 80;

/// Reads the first lines. What they told goes out of the story (labelled lines as furniture, the title altogether).
/// `given` is a title that front matter has; its repetition at the top of the story goes.
pub fn take(blocks: &mut Vec<Block>, given: Option<&str>) -> Header {
    let mut header = Header::default();
    drop_pleas_before_title(blocks);
    let mut title_known = given.is_some();
    let mut i = 0;
    while i < blocks.len().min(LINES) {
        let Some(block) = blocks.get_mut(i) else { break };
        if block.out || matches!(block.kind, ParagraphKind::Caption | ParagraphKind::Dateline) {
            i += 1;
            continue;
        }
        if read_label(block, &mut header) {
            title_known |= header.title.is_some();
        } else if given.or(header.title.as_deref()).is_some_and(|title| fold::same(title, &block.text)) {
            blocks.remove(i);
            continue;
        } else if stands_alone(blocks, i, title_known) {
            if let Some(block) = blocks.get_mut(i) {
                block.kind = ParagraphKind::Dateline;
            }
        } else if !title_known && is_title(blocks, i) {
            let block = blocks.remove(i);
            header.title_is_marked = block.kind == ParagraphKind::Heading;
            header.title = Some(block.text);
            title_known = true;
            continue;
        } else if blocks.get(i).is_some_and(Block::is_prose) {
            break;
        }
        i += 1;
    }
    header
}

/// The first sentence of a story without a title: cut at a word if it is long.
pub fn title_from_lead(text: &str) -> String {
    const LONGEST: usize = 120;
    let head = text.get(..text.floor_char_boundary(2000)).unwrap_or(text);
    let sentence = segment::sentences(head).first().map_or(head, |span| span.of(head)).trim();
    if sentence.chars().count() <= LONGEST {
        return sentence.to_string();
    }
    let end = sentence.char_indices().nth(LONGEST - 1).map_or(sentence.len(), |(at, _)| at);
    let cut = sentence.get(..end).unwrap_or(sentence);
    // A word longer than the whole title is cut where it is.
    let at_word = cut.rfind(' ').filter(|at| *at > end / 2).and_then(|at| cut.get(..at)).unwrap_or(cut);
    format!("{}…", at_word.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_closing(c)))
}

/// A line such as `Support Hromada!` right before a line that looks like a title.
fn drop_pleas_before_title(blocks: &mut [Block]) {
    let Some(first) = blocks.iter().position(|b| !b.out) else { return };
    let next = (first + 1..blocks.len()).find(|i| blocks.get(*i).is_some_and(|b| !b.out));
    let followed = next.is_some_and(|next| is_title(blocks, next));
    if let Some(block) = blocks.get_mut(first)
        && block.text.ends_with('!')
        && block.words() <= 6
        && followed
        && (block.marks.imperative || source::from_plea(&block.text).is_some())
    {
        block.out = true;
    }
}

/// Reads a line with a label (`Date: …`, `By …`) or one that is nothing but a date; takes it out if it is one. A date
/// before a title or a lead on the same line leaves the rest: `date 2025-04-18 France hails …`.
fn read_label(block: &mut Block, header: &mut Header) -> bool {
    if block.kind != ParagraphKind::Body {
        return false;
    }
    let text = block.text.as_str();
    if let Some(rest) = after_word(text, "date").map(|r| r.trim_start_matches([':', ' ']))
        && header.date.is_none()
        && let Some((date, rest)) = date::leading(rest)
        && rest.starts_with(' ')
        && rest.chars().any(char::is_alphanumeric)
        && date::parse(after_word(text, "date").unwrap_or("").trim_start_matches([':', ' '])).is_none()
    {
        header.date = Some(date);
        let rest = rest.trim_start_matches([' ', '-', '–', '—', '|', ':']).to_string();
        block.set_text(rest);
        return false;
    }
    let Some(read) = labelled(text).or_else(|| published(text)).or_else(|| by(text)) else { return false };
    let fresh = match read {
        Label::Title(title) => set(&mut header.title, title),
        Label::Date(date) => {
            header.date.is_none_or(|d| d == date) && {
                header.date = Some(date);
                true
            }
        }
        Label::Source(source) => set(&mut header.source, source),
        Label::Byline(byline) => set(&mut header.byline, byline),
        Label::Language(language) => set(&mut header.language, language),
        Label::Link(link) => set(&mut header.link, link),
        Label::Tags(tags) => {
            header.tags.extend(tags.split([',', ';']).map(|t| t.trim().to_string()).filter(|t| !t.is_empty()));
            true
        }
        Label::Other => true,
    };
    block.out = fresh;
    fresh
}

enum Label {
    Title(String),
    Date(Date),
    Source(String),
    Byline(String),
    Language(String),
    Link(String),
    Tags(String),
    /// Said, but nothing that an article keeps: when it was changed, a date that is none.
    Other,
}

fn set(slot: &mut Option<String>, value: String) -> bool {
    let fresh = slot.is_none();
    slot.get_or_insert(value);
    fresh
}

/// `Label: value`.
fn labelled(text: &str) -> Option<Label> {
    // The label is short: the rest of a long line need not be looked at.
    let colon = text.bytes().take(25).position(|b| b == b':')?;
    let (label, value) = (text.get(..colon)?, text.get(colon + 1..)?.trim());
    if value.is_empty() {
        return None;
    }
    // "Source: Macron will meet Putin in the spring" is a headline.
    let value_string = || value.trim_matches(['"', '\'']).to_string();
    let within = |words: usize| value.split(' ').count() <= words;
    Some(match fold(label).trim() {
        "title" | "headline" => Label::Title(value_string()),
        "date" | "published" | "published on" | "publication date" | "posted" | "posted on" | "pub date"
        | "pubdate" | "first published" => dates(value),
        "updated" | "last updated" | "last modified" | "modified" | "updated on" => {
            date::parse(first_part(value)).map(|_| Label::Other)?
        }
        "source" | "publication" | "publisher" | "site" | "newspaper" if within(6) => Label::Source(value_string()),
        "author" | "authors" | "byline" | "by" | "written by" if within(14) => Label::Byline(value_string()),
        "language" | "lang" if within(2) => Label::Language(value_string()),
        "url" | "link" | "permalink" | "canonical" if within(1) => Label::Link(value_string()),
        "tags" | "keywords" | "categories" | "category" => Label::Tags(value_string()),
        _ => return None,
    })
}

/// `Published 17 April 2025 | Updated …`, or a date alone.
fn published(text: &str) -> Option<Label> {
    let lead = ["date", "published on", "published", "posted on", "posted", "updated on", "updated", "last updated"];
    let found = lead.iter().find_map(|word| Some((*word, after_word(text, word)?)));
    match found {
        Some((word, rest)) => {
            let date = date::parse(first_part(rest))?;
            Some(if word.contains("update") { Label::Other } else { Label::Date(date) })
        }
        None if text.bytes().any(|b| b.is_ascii_digit()) => date::parse(first_part(text)).map(Label::Date),
        None => None,
    }
}

/// The date of a line that says it is the one of publication, wherever it stands: `Published: 18 June 2025`.
pub fn published_on(text: &str) -> Option<Date> {
    let labelled = labelled(text).or_else(|| published(text).filter(|_| text.starts_with(['P', 'p'])));
    match labelled {
        Some(Label::Date(date)) => Some(date),
        _ => None,
    }
}

fn dates(value: &str) -> Label {
    date::parse(value).or_else(|| date::parse(first_part(value))).map_or(Label::Other, Label::Date)
}

/// What stands before a bar, a dot or the word for a later change.
fn first_part(text: &str) -> &str {
    let end = text.find([';', '|', '·', '•']).unwrap_or(text.len());
    let updated = find_plain(text, b"updated").filter(|_| text.is_ascii()).unwrap_or(text.len());
    text.get(..end.min(updated)).unwrap_or(text).trim().trim_end_matches(['-', '–', '—', '(', ',', ' '])
}

/// Where small plain letters stand in `text`, whatever its case.
fn find_plain(text: &str, letters: &[u8]) -> Option<usize> {
    text.as_bytes().windows(letters.len()).position(|window| window.eq_ignore_ascii_case(letters))
}

/// `By Ann Lee and Bo Ek, World Desk`: names and what may stand between them.
fn by(text: &str) -> Option<Label> {
    let rest = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY "))?;
    let name = rest.split(['|', '·', '•']).next().unwrap_or(rest).trim();
    let is_name = |w: &str| {
        w.starts_with(char::is_uppercase)
            || matches!(
                w,
                "and"
                    | "in"
                    | "for"
                    | "of"
                    | "at"
                    | "the"
                    | "de"
                    | "van"
                    | "von"
                    | "al"
                    | "el"
                    | "da"
                    | "di"
                    | "&"
                    | "with"
            )
    };
    let words: Vec<&str> = name.split(' ').collect();
    let usual = (1..=12).contains(&words.len()) && words.iter().all(|w| is_name(w)) && !name.ends_with(['!', '?', ':']);
    let named = words.first().is_some_and(|w| w.starts_with(char::is_uppercase)) && (words.len() > 1 || name.len() > 3);
    (usual && named && !name.chars().any(|c| c.is_ascii_digit())).then(|| Label::Byline(name.to_string()))
}

/// A dateline on its own line: right after the title, before it, or on top of a story that has none. In the last place
/// three words and more are rather a title in capitals.
fn stands_alone(blocks: &[Block], at: usize, title_known: bool) -> bool {
    let Some(block) = blocks.get(at).filter(|b| b.kind == ParagraphKind::Body && dateline::is_alone(&b.text)) else {
        return false;
    };
    let next = (at + 1..blocks.len()).find(|i| blocks.get(*i).is_some_and(|b| !b.out));
    title_known || next.is_some_and(|next| is_title(blocks, next)) || (block.words() <= 2 && next.is_some())
}

/// Whether the block at `at` is a title: no sentence, not long, and the story comes after it.
fn is_title(blocks: &[Block], at: usize) -> bool {
    let Some(block) = blocks.get(at) else { return false };
    let text = block.text.as_str();
    if block.kind == ParagraphKind::Heading {
        return text.chars().count() <= TITLE;
    }
    let shape = block.kind == ParagraphKind::Body
        && text.chars().count() <= TITLE
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !text.starts_with(char::is_lowercase)
        && !text.ends_with([':', ';', ','])
        && !is_sentence(text)
        && !super::caption::is_caption(text);
    shape && blocks.iter().skip(at + 1).filter(|b| !b.out).take(6).any(|b| is_story(b, text))
}

/// Prose, or at least something that goes on for longer than the title did.
fn is_story(block: &Block, title: &str) -> bool {
    let longer = block.text.len() > title.len().min(LEAD);
    block.kind == ParagraphKind::Body && (longer || block.is_prose()) && (block.ends || block.text.len() > 2 * LEAD)
}

/// Ends as a sentence does. A short line may end in a question or exclamation mark, dots or an abbreviation and still be
/// a title.
fn is_sentence(text: &str) -> bool {
    if !ends_sentence(text) {
        return false;
    }
    let short = text.chars().count() <= 120;
    let inner = text.trim_end_matches(is_closing);
    let one = !inner.trim_end_matches(['.', '!', '?', '…']).contains(['!', '?']) && !text.contains(". ");
    let abbreviation = text.rsplit(' ').next().is_some_and(|w| w.matches('.').count() >= 2 && w.len() <= 7);
    !(short && (inner.ends_with(['!', '?', '…']) && one || abbreviation || inner.ends_with("...")))
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
}

/// What follows `word` at the beginning of `text`, whatever its case.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = text.get(word.len()..)?;
    (head.eq_ignore_ascii_case(word) && rest.starts_with([' ', ':'])).then_some(rest.trim_start_matches([' ', ':']))
}
