//! Words that stand near each other or in a row.
//!
//! Done here and not by tantivy: its slop counts moves and knows an order, which is not what `near:` asks, and its
//! phrases trip over an assertion of their own when they are excluded from something.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::IndexError;

/// How words have to stand.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    /// One after another, in this order.
    Row,
    /// In any order, the first and the last at most so many words apart. No word twice.
    Near(u32),
}

/// The documents of a segment in which all `words` stand like that in `field`. Cut short once `cancelled` is true.
pub(super) fn documents(
    segment: &SegmentReader,
    field: Field,
    words: &[String],
    how: How,
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<DocId>, IndexError> {
    let index = segment.inverted_index(field)?;
    let mut lists: Vec<List> = Vec::with_capacity(words.len());
    for (place, word) in (0..).zip(words) {
        let key = Term::from_field_text(field, word);
        match index.read_postings(&key, IndexRecordOption::WithFreqsAndPositions)? {
            Some(postings) => lists.push(List { place, postings, positions: Vec::new() }),
            None => return Ok(Vec::new()),
        }
    }
    // The rarest leads, the others skip to where it stands.
    lists.sort_by_key(|list| list.postings.doc_freq());
    let mut found = Vec::new();
    let mut positions = Vec::new();
    let mut steps = 0u32;
    let mut at = lists.first().map_or(TERMINATED, List::doc);
    while at != TERMINATED {
        steps += 1;
        if steps.is_multiple_of(1024) && cancelled() {
            break;
        }
        match align(&mut lists, at) {
            Ok(()) => {
                let fits = match how {
                    How::Row => row(&mut lists),
                    How::Near(distance) => {
                        positions.clear();
                        for list in &mut lists {
                            list.read();
                            positions.extend(list.positions.iter().map(|p| (*p, list.place as usize)));
                        }
                        positions.sort_unstable();
                        windows(&positions, words.len(), distance).next().is_some()
                    }
                };
                if fits {
                    found.push(at);
                }
                at = lists.first_mut().map_or(TERMINATED, |first| first.postings.advance());
            }
            Err(next) => at = next,
        }
    }
    Ok(found)
}

/// The documents that hold one of the words.
struct List {
    /// Which word it is.
    place: u32,
    postings: SegmentPostings,
    /// Where it stands in the document, once that is read.
    positions: Vec<u32>,
}

impl List {
    fn doc(&self) -> DocId {
        self.postings.doc()
    }

    /// Reads the positions in the document.
    fn read(&mut self) {
        self.postings.positions(&mut self.positions);
    }

    /// The first document from `target` on.
    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target { self.postings.seek(target) } else { self.doc() }
    }
}

/// Brings all lists to document `at`; the next candidate if one of them has not got it.
fn align(lists: &mut [List], at: DocId) -> Result<(), DocId> {
    let other = lists.iter_mut().map(|list| list.seek(at)).find(|doc| *doc != at);
    match other {
        None => Ok(()),
        Some(doc) => Err(lists.first_mut().map_or(TERMINATED, |first| first.seek(doc))),
    }
}

/// Whether somewhere in the document the words stand in a row. Lists are read one by one: where two words are not
/// beside each other the others are not looked at.
fn row(lists: &mut [List]) -> bool {
    let Some((first, others)) = lists.split_first_mut() else { return false };
    first.read();
    let place = first.place;
    // Where the row would have to begin.
    first.positions.retain_mut(|p| p.checked_sub(place).inspect(|start| *p = *start).is_some());
    for other in others {
        other.read();
        keep_followed(&mut first.positions, &other.positions, other.place);
        if first.positions.is_empty() {
            return false;
        }
    }
    !first.positions.is_empty()
}

/// Keeps the `starts` for which `start + place` is in `positions`; both rise.
fn keep_followed(starts: &mut Vec<u32>, positions: &[u32], place: u32) {
    let mut rest = positions.iter().copied().peekable();
    starts.retain(|start| {
        while rest.next_if(|p| *p < start + place).is_some() {}
        rest.peek() == Some(&(start + place))
    });
}

/// The shortest windows over sorted `positions` that hold all `kinds` and whose ends are at most `distance` apart, as
/// index ranges.
pub(super) fn windows(
    positions: &[(u32, usize)],
    kinds: usize,
    distance: u32,
) -> impl Iterator<Item = std::ops::RangeInclusive<usize>> {
    let mut counts = vec![0u32; kinds];
    let mut missing = kinds;
    let mut start = 0;
    let mut end = 0;
    std::iter::from_fn(move || {
        loop {
            // Grow until nothing is missing.
            while missing > 0 {
                let (_, kind) = positions.get(end)?;
                let count = counts.get_mut(*kind)?;
                missing -= usize::from(*count == 0);
                *count += 1;
                end += 1;
            }
            // Shrink from the left to the last moment at which nothing is.
            let first = loop {
                let (_, kind) = positions.get(start)?;
                let count = counts.get_mut(*kind)?;
                *count -= 1;
                start += 1;
                if *count == 0 {
                    missing = 1;
                    break start - 1;
                }
            };
            let width = positions.get(end - 1)?.0 - positions.get(first)?.0;
            if width <= distance {
                return Some(first..=end - 1);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{keep_followed, windows};

    fn check(positions: &[(u32, usize)], kinds: usize, distance: u32, expected: &[(usize, usize)]) {
        let found: Vec<_> = windows(positions, kinds, distance).map(|w| (*w.start(), *w.end())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn windows_hold_every_word_and_are_narrow() {
        check(&[(0, 0), (3, 1)], 2, 3, &[(0, 1)]);
        check(&[(0, 0), (3, 1)], 2, 2, &[]);
        check(&[(0, 0), (9, 1), (10, 0), (30, 1), (31, 0)], 2, 3, &[(1, 2), (3, 4)]);
        check(&[(1, 2), (2, 0), (4, 1)], 3, 3, &[(0, 2)]);
        check(&[], 2, 3, &[]);
        check(&[(1, 0), (2, 0)], 2, 3, &[]);
    }

    #[test]
    fn a_row_is_in_order_and_without_gaps() {
        let check = |starts: &[u32], positions: &[u32], place: u32, expected: &[u32]| {
            let mut starts = starts.to_vec();
            keep_followed(&mut starts, positions, place);
            assert_eq!(starts, expected);
        };
        check(&[3], &[4], 1, &[3]);
        check(&[0, 2, 9], &[1, 3, 4], 1, &[0, 2]);
        check(&[0, 2, 9], &[4], 2, &[2]);
        check(&[3], &[2, 5], 1, &[]);
        check(&[], &[2, 5], 1, &[]);
    }
}
