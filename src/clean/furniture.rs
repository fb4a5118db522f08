//! What stands on the page and is no part of the story: pleas, links, menus, notices, repetitions.
//!
//! Three looks, each at more than the one before: lines that are furniture by themselves (before the title is looked
//! for), then the whole text for pleas, sections beside the story, menus and repetitions. In doubt a paragraph stays:
//! a plea that is left annoys, a story that is taken out is lost.

use std::collections::{HashMap, HashSet};

use super::block::Block;
use super::source;
use crate::corpus::ParagraphKind;
use crate::text::{fold, hash};

/// Paragraphs shorter than this, in bytes, may be said twice.
const REPEATED: usize = 40;
/// The longest plea, in words.
const PLEA: usize = 120;
/// From this score on a block is a plea.
const ENOUGH: i32 = 4;
/// So much prose must stand before a section beside the story: a letter from the editor can be an article.
const STORY: usize = 2;

/// Takes out the lines that are furniture wherever they stand.
pub fn lines(blocks: &mut [Block]) {
    for block in blocks.iter_mut() {
        block.out |= block.marks.strong || is_line(&block.text);
    }
}

/// Takes out what only its neighbours show to be furniture. If nothing is left of the story after that, the page was
/// one long plea, and that is then its story.
pub fn sections(blocks: &mut [Block]) {
    pleas(blocks);
    beside_the_story(blocks);
    menus(blocks);
    repetitions(blocks);
    let no_story = |b: &Block| b.out || matches!(b.kind, ParagraphKind::Caption | ParagraphKind::Dateline);
    if blocks.iter().all(no_story) {
        blocks.iter_mut().filter(|b| b.text.chars().any(char::is_alphanumeric)).for_each(|b| b.out = false);
    }
}

fn is_line(text: &str) -> bool {
    is_rule(text)
        || is_rights(text)
        || is_credit(text)
        || (text.ends_with('!') && text.split(' ').count() <= 8 && source::from_plea(text).is_some())
}

/// `* * *`, `-----`. Braces, money and stars say something.
fn is_rule(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '*' | '-' | '_' | '=' | '~' | '#' | '.' | '•' | '·' | '|' | '–' | '—' | '…' | ' ' | ':'))
}

/// `© 2024 The Harbour Post` alone: nothing of a picture stands before it.
fn is_rights(text: &str) -> bool {
    let claim = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let claim = claim.get(..9).filter(|w| w.eq_ignore_ascii_case("copyright")).and(claim.get(9..)).unwrap_or(claim);
    claim.trim_start_matches([' ', ':']).starts_with('©') && text.split(' ').count() <= 15
}

/// `Reporting by Ann Lee; editing by Bo Ek`: a beginning that credits have and then names.
fn is_credit(text: &str) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "reporting by ",
        "reporting and writing by ",
        "additional reporting by ",
        "editing by ",
        "edited by ",
        "edited by: ",
        "writing by ",
        "written by ",
        "with assistance from ",
        "with reporting by ",
        "with inputs from ",
        "with files from ",
        "translated by ",
        "compiled by ",
    ];
    const BETWEEN: [&str; 19] = [
        "and",
        "in",
        "by",
        "editing",
        "reporting",
        "writing",
        "additional",
        "from",
        "of",
        "the",
        "with",
        "for",
        "to",
        "at",
        "de",
        "van",
        "von",
        "agencies",
        "desk",
    ];
    let text = text.trim_start_matches(['-', '–', '—', ' ', '(', '*']);
    let begins = |b: &&&str| text.get(..b.len()).is_some_and(|head| head.eq_ignore_ascii_case(b));
    let Some(beginning) = BEGINNINGS.iter().find(begins) else { return false };
    let rest = text.get(beginning.len()..).unwrap_or("");
    let mut names = rest.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| !w.is_empty());
    rest.split(' ').count() <= 40
        && names.all(|w| w.starts_with(char::is_uppercase) || BETWEEN.contains(&fold(w).as_ref()))
}

/// Single pleas: short ones anywhere, whole sentences where they ask beyond doubt.
fn pleas(blocks: &mut [Block]) {
    let last_prose = blocks.iter().rposition(|b| b.is_prose() && score(b) < ENOUGH).unwrap_or(0);
    let first_prose = blocks.iter().position(Block::is_prose).unwrap_or(blocks.len());
    for (at, block) in blocks.iter_mut().enumerate().filter(|(_, b)| !b.out && b.kind != ParagraphKind::Caption) {
        let prose = block.is_prose();
        let at_an_edge = at > last_prose || (at < first_prose && block.marks.imperative);
        let enough = ENOUGH + i32::from(prose);
        block.out = score(block) + i32::from(at_an_edge) >= enough;
    }
}

/// How much a block asks the reader for something. Without a word that only pleas have it is 0: stories may be short,
/// speak of "us" and "you", begin with an imperative and tell of subscriptions.
fn score(block: &Block) -> i32 {
    let count = block.words();
    let marks = block.marks;
    let short = count <= 12;
    let none = marks.hints == 0 && !(marks.weak_hints > 0 && short && marks.imperative);
    if none || count > PLEA || block.marks.reported {
        return 0;
    }
    let (you, we) = (marks.you, marks.we);
    if block.is_prose() && !you && !we && !marks.imperative {
        return 0;
    }
    let hints = i32::try_from((marks.hints + marks.weak_hints).min(4)).unwrap_or(4);
    let bare = short && !block.ends;
    hints + i32::from(marks.imperative) * 2 + i32::from(you) + i32::from(we) + i32::from(bare)
}

/// What comes after an opener such as `Related stories` or `A message from …:`, up to where the story goes on.
fn beside_the_story(blocks: &mut [Block]) {
    let publisher = blocks.iter().filter(|b| b.out || b.marks.letter).find_map(|b| source::named_in(&b.text));
    let mut prose = 0;
    let mut at = 0;
    while at < blocks.len() {
        let Some(block) = blocks.get(at) else { return };
        let marks = block.marks;
        if (marks.opens || marks.letter) && prose >= STORY && !block.marks.reported {
            at = leave_out_section(blocks, at, marks.letter, publisher.as_deref());
            continue;
        }
        prose += usize::from(block.is_prose());
        at += 1;
    }
}

/// Takes out the section that begins at `from`; gives the index of the first block after it.
fn leave_out_section(blocks: &mut [Block], from: usize, mut letter: bool, publisher: Option<&str>) -> usize {
    let mut at = from;
    let mut kept = 0;
    while let Some(block) = blocks.get(at) {
        let marks = block.marks;
        letter |= marks.letter;
        let out = block.out || marks.opens || marks.letter || belongs(block, letter, publisher);
        if out {
            if let Some(block) = blocks.get_mut(at) {
                block.out = true;
            }
        } else if block.kind == ParagraphKind::Heading || !block.is_prose() {
            // A heading opens the story again only if the story comes after it.
            kept += 1;
            let goes_on = blocks.iter().skip(at + 1).find(|b| !b.out).is_some_and(|b| is_story(b, letter));
            if goes_on || kept > MENU {
                return at;
            }
            if let Some(block) = blocks.get_mut(at) {
                block.out = true;
            }
        } else {
            return at;
        }
        at += 1;
    }
    at
}

/// So many lines without a known mark a section may have.
const MENU: usize = 12;

fn is_story(block: &Block, letter: bool) -> bool {
    block.is_prose() && !belongs(block, letter, None)
}

/// Whether a block within a section belongs to it: a plea, a short line; in a letter also what speaks of "us" to "you",
/// or of the publisher.
fn belongs(block: &Block, letter: bool, publisher: Option<&str>) -> bool {
    if block.marks.reported && block.is_prose() && !letter {
        return false;
    }
    if !block.is_prose() {
        return block.kind != ParagraphKind::Heading && block.words() <= 30;
    }
    let personal = block.marks.you || block.marks.we;
    let speaks = letter && (personal || publisher.is_some_and(|p| fold(&block.text).contains(fold(p).as_ref())));
    score(block) >= 2 || speaks
}

/// Runs of buttons at the end, or between the lines of a page's head.
fn menus(blocks: &mut [Block]) {
    let is_short = |b: &Block| {
        b.kind != ParagraphKind::Caption
            && b.kind != ParagraphKind::Dateline
            && b.words() <= 5
            && b.text.len() <= 40
            && !b.is_prose()
    };
    let end = blocks.iter().rposition(|b| !b.out && !is_short(b)).map_or(0, |at| at + 1);
    let tail = blocks.get(end..).unwrap_or(&[]);
    let open: Vec<&Block> = tail.iter().filter(|b| !b.out).collect();
    let known = open.iter().filter(|b| b.marks.menu).count();
    let beside = tail.iter().any(|b| b.out);
    let is_menu =
        !open.is_empty() && ((beside && known > 0) || (open.len() >= 2 && known * 3 >= open.len() && known >= 2));
    if is_menu && end > 0 {
        blocks.iter_mut().skip(end).for_each(|b| b.out = true);
    }
}

/// A page shows some paragraphs twice: the caption under the picture and in its gallery. The second one goes. What stands
/// there more often is meant to.
fn repetitions(blocks: &mut [Block]) {
    let may_not_repeat =
        |b: &Block| !b.out && (b.kind == ParagraphKind::Caption || (b.is_prose() && b.text.len() >= REPEATED));
    // Pages without any are told by the hashes, nearly always.
    let mut hashes: Vec<u64> = blocks.iter().filter(|b| may_not_repeat(b)).map(|b| hash_of(&b.text)).collect();
    hashes.sort_unstable();
    if hashes.iter().zip(hashes.iter().skip(1)).all(|(a, b)| a != b) {
        return;
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for block in blocks.iter().filter(|b| may_not_repeat(b)) {
        *seen.entry(fold(&block.text).into_owned()).or_default() += 1;
    }
    let mut first: HashSet<String> = HashSet::new();
    for block in blocks.iter_mut().filter(|b| may_not_repeat(b)) {
        let text = fold(&block.text).into_owned();
        let often = seen.get(&text).copied().unwrap_or(0);
        if often == 2 || (often > 2 && block.kind == ParagraphKind::Caption) {
            block.out = !first.insert(text);
        }
    }
}

/// Equal for texts that are equal when folded.
fn hash_of(text: &str) -> u64 {
    hash::of(&fold(text))
}
