//! A comparison set in lines of a width.

use super::{Comparison, Mark, PairKind, Paired};
use crate::text::Span;
use crate::text::diff::{Part, Side};
use crate::text::wrap::wrap;

/// From this width on two columns stand beside each other.
const TWO_COLUMNS: u16 = 100;
/// The widest that a column is set.
const WIDEST: u16 = 72;
/// Columns left of the text, for the mark of the difference gone to.
pub const MARGIN: u16 = 2;
/// Columns between two columns.
pub const BETWEEN: u16 = 3;

/// The lines, and what stands in them.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The screen's width that they are set for.
    pub columns: u16,
    /// The width of a column of text.
    pub width: u16,
    pub two: bool,
    pub texts: Vec<Set>,
    pub rows: Vec<Row>,
    /// The rows in which differences begin, in order.
    pub differences: Vec<usize>,
}

/// What is shown of a pair: both texts, or where there is one column a text of both in the first place.
#[derive(Clone, Debug, Default)]
pub struct Set {
    pub kind: PairKind,
    pub texts: [String; 2],
    pub marks: [Vec<Mark>; 2],
}

/// A line: parts of the texts of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub pair: usize,
    pub spans: [Option<Span>; 2],
}

impl Layout {
    /// Sets a comparison for a screen of so many columns.
    pub fn set(comparison: &Comparison, columns: u16) -> Layout {
        let two = columns >= TWO_COLUMNS;
        let room =
            if two { columns.saturating_sub(MARGIN + BETWEEN + 1) / 2 } else { columns.saturating_sub(MARGIN + 1) };
        let width = room.clamp(1, WIDEST);
        let mut layout = Layout { columns, width, two, ..Layout::default() };
        for (n, pair) in comparison.pairs.iter().enumerate() {
            if n > 0 && pair.kind != PairKind::Path {
                layout.rows.push(Row { pair: n, spans: [None, None] });
            }
            let set = if two { beside(pair) } else { together(pair) };
            let first = layout.rows.len();
            let lines: [Vec<Span>; 2] = [0, 1].map(|side| wrap(&set.texts[side], width as usize));
            let count = lines.iter().map(Vec::len).max().unwrap_or(0);
            let spans = |row: usize| [0, 1].map(|side: usize| lines[side].get(row).copied());
            layout.rows.extend((0..count).map(|row| Row { pair: n, spans: spans(row) }));
            let row =
                |(side, at): (usize, u32)| first + lines[side].partition_point(|l| l.end <= at).min(count.max(1) - 1);
            layout.differences.extend(differences(&pair.parts, &set, two).into_iter().map(row));
            layout.texts.push(set);
        }
        layout.differences.sort_unstable();
        layout
    }
}

/// Where each difference begins: in which text and at which byte.
fn differences(parts: &[Part], set: &Set, two: bool) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    let mut marks = [set.marks[0].iter(), set.marks[1].iter()];
    for run in parts.chunk_by(|a, b| (a.side == Side::Both) == (b.side == Side::Both)) {
        let mut first = None;
        for part in run.iter().filter(|part| part.side != Side::Both) {
            let text = usize::from(two && part.side == Side::Right);
            let begins = marks[text].next().map(|(span, _)| (text, span.start));
            first = first.or(begins);
        }
        found.extend(first);
    }
    found
}

/// Each text by itself.
fn beside(pair: &Paired) -> Set {
    let of = |side: Side| -> Vec<Mark> {
        pair.parts.iter().filter(|part| part.side == side).map(|part| (part.span, side)).collect()
    };
    Set { kind: pair.kind, texts: pair.texts.clone(), marks: [of(Side::Left), of(Side::Right)] }
}

/// One text of both: what both have as the right one has it, what one alone has where it stands.
fn together(pair: &Paired) -> Set {
    let mut set = Set { kind: pair.kind, ..Set::default() };
    let [text, _] = &mut set.texts;
    if pair.parts.is_empty() {
        let [left, right] = &pair.texts;
        text.push_str(left);
        if !left.is_empty() && !right.is_empty() && left != right {
            text.push_str(" | ");
            text.push_str(right);
        } else if left.is_empty() {
            text.push_str(right);
        }
        return set;
    }
    for part in &pair.parts {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        let [left, right] = &pair.texts;
        text.push_str(match part.side {
            Side::Both => part.other.of(right),
            Side::Left => part.span.of(left),
            Side::Right => part.span.of(right),
        });
        if part.side != Side::Both {
            set.marks[0].push((Span::new(start, text.len()), part.side));
        }
    }
    set
}
