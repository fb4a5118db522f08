//! From what is indexed to a frozen corpus: names joined over all articles, columns written.
//!
//! What was frozen before is taken over from the last corpus, what is new from [`Waiting`], and only what neither has
//! is read from the texts. Names are merged anew each time, from the rosters: so an archive freezes to the same corpus
//! however often the work on it was broken off.

mod living;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::io::{self, Seek, Write};

use super::corrections::stamp;
use super::texts::Texts;
use super::trouble::Trouble;
use super::waiting::{Told, Waiting};
use crate::corpus::{self, Alike, Corpus, Correction, Rows};
use crate::entities::merge::Tally;
use living::Living;

/// Freezes the articles with the serials `live` to `out`, and finds which of them are alike. `on` is told how many
/// articles are done and says whether to go on; `None` if not.
///
/// # Errors
/// [`Trouble::Damaged`] if an article is nowhere to be found; those of `out`.
pub(super) fn freeze<W: Write + Seek>(
    live: &[u32],
    source: Source,
    waiting: &mut Waiting,
    out: W,
    on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<W>, Trouble> {
    let Source { old, texts, known, alike } = source;
    let Some(rows) = find(live, old, waiting, texts, on)? else { return Ok(None) };
    let mut living = Living::new(rows, alike, old, waiting);
    let mut tally = Tally::default();
    for n in 0..living.len() {
        if n.is_multiple_of(4096) && !on(n as usize) {
            return Ok(None);
        }
        living.read(n);
        tally.add(&living.roster, living.date(n));
    }
    let mut merged = tally.finish(&|n| living.name(n), known);
    let entities = std::mem::take(&mut merged.entities);
    living.merged = Some(merged);
    let all = live.len();
    Ok(corpus::freeze(&mut living, &entities, stamp(known), out, &mut || on(all))?)
}

/// What freezing goes by, beside what waits.
#[derive(Clone, Copy, Default)]
pub(super) struct Source<'a> {
    /// The last corpus of this archive.
    pub old: Option<&'a Corpus>,
    /// For articles that are in neither.
    pub texts: Option<&'a Texts>,
    /// What the reader knows better of names.
    pub known: &'a [Correction],
    /// What is folded into one row.
    pub alike: Alike,
}

/// Where an article's columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Old(u32),
    Waiting(u32),
}

/// An article to be shown.
#[derive(Clone, Copy)]
struct Row {
    day: Option<i32>,
    serial: u32,
    from: From,
}

/// The articles to be shown, newest first.
fn find(
    live: &[u32],
    old: Option<&Corpus>,
    waiting: &mut Waiting,
    texts: Option<&Texts>,
    on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<Vec<Row>>, Trouble> {
    let mut rows = Vec::with_capacity(live.len());
    for (n, serial) in live.iter().copied().enumerate() {
        if n.is_multiple_of(4096) && !on(0) {
            return Ok(None);
        }
        rows.push(match (old.and_then(|c| Some((c, c.by_serial(serial)?))), waiting.find(serial)) {
            (Some((corpus, n)), _) => Row { day: corpus.day(n), serial, from: From::Old(n) },
            (None, Some(place)) => Row { day: waiting.day(place), serial, from: From::Waiting(place) },
            (None, None) => {
                let place = load(serial, waiting, texts)?;
                Row { day: waiting.day(place), serial, from: From::Waiting(place) }
            }
        });
    }
    rows.sort_unstable_by_key(|row| (Reverse(row.day), row.serial));
    Ok(Some(rows))
}

fn load(serial: u32, waiting: &mut Waiting, texts: Option<&Texts>) -> Result<u32, Trouble> {
    // The manifest was ahead of the texts: a power cut, or someone's hand.
    let missing = || Trouble::Damaged("articles are missing from the index".into());
    let (article, found) = texts.ok_or_else(missing)?.load(serial)?.ok_or_else(missing)?;
    waiting.push(serial, Told::of(&article), &article, &found);
    waiting.find(serial).ok_or_else(missing)
}

/// The same to memory.
pub(super) fn in_memory(
    live: &[u32],
    source: Source,
    waiting: &mut Waiting,
    on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<Vec<u8>>, Trouble> {
    Ok(freeze(live, source, waiting, io::Cursor::new(Vec::new()), on)?.map(io::Cursor::into_inner))
}
