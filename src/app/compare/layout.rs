//! A comparison set in lines of a width.

use super::accounts::{Accounts, Paragraph};
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
    /// The row and the side in which each difference begins, in order: as many in any width.
    pub differences: Vec<(usize, usize)>,
}

/// A text that is set in lines.
#[derive(Clone, Debug, Default)]
pub struct Set {
    pub kind: PairKind,
    pub text: String,
    pub marks: Vec<Mark>,
}

/// A line: a part of a text on each side, by the number of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What it belongs to, so that it is found again in another width.
    pub block: usize,
    pub cells: [Option<(usize, Span)>; 2],
    /// The left part reaches over both columns.
    pub across: bool,
}

/// Blocks of the two texts of different accounts are numbered from here on, by paragraphs.
const TEXTS: usize = 1 << 16;

impl Layout {
    /// Sets a comparison for a screen of so many columns.
    pub fn set(comparison: &Comparison, columns: u16) -> Layout {
        let two = columns >= TWO_COLUMNS;
        let room =
            if two { columns.saturating_sub(MARGIN + BETWEEN + 1) / 2 } else { columns.saturating_sub(MARGIN + 1) };
        let width = room.clamp(1, WIDEST);
        let mut layout = Layout { columns, width, two, ..Layout::default() };
        match &comparison.accounts {
            Some(accounts) => layout.accounts(accounts),
            None => layout.versions(&comparison.pairs),
        }
        layout.differences.sort_unstable();
        layout
    }

    fn versions(&mut self, pairs: &[Paired]) {
        for (n, pair) in pairs.iter().enumerate() {
            if n > 0 && pair.kind != PairKind::Path {
                self.gap(n);
            }
            let sets = if self.two { beside(pair) } else { [Some(together(pair)), None] };
            let marked = sets.clone();
            let (first, lines) = self.beside(n, sets);
            let count = self.rows.len() - first;
            let found = differences(&pair.parts, &marked, self.two).into_iter();
            let row = |(side, at): (usize, u32)| {
                (first + lines[side].partition_point(|l| l.end <= at).min(count.max(1) - 1), side)
            };
            self.differences.extend(found.map(row));
        }
    }

    /// What only one of two accounts has, what both have, and the texts, each flowing by itself.
    fn accounts(&mut self, accounts: &Accounts) {
        let heading = |text: &str| Set { kind: PairKind::Heading, text: text.into(), ..Set::default() };
        let title = |side: usize| Set { kind: PairKind::Title, text: accounts.titles[side].clone(), ..Set::default() };
        let only = |side: usize| -> Vec<Set> {
            let mut sets = vec![heading(ONLY[side])];
            for only in &accounts.only {
                let items = &only.items[side];
                if items.is_empty() && (!self.two || only.items[1 - side].is_empty()) {
                    continue;
                }
                sets.push(Set { kind: PairKind::Path, text: only.heading.into(), ..Set::default() });
                let none = || vec![NONE.to_string()];
                let lines = if items.is_empty() { none() } else { items.clone() };
                sets.extend(lines.into_iter().map(|text| Set { kind: PairKind::Item, text, ..Set::default() }));
            }
            if sets.len() == 1 {
                sets.push(Set { kind: PairKind::Item, text: NOTHING.into(), ..Set::default() });
            }
            sets
        };
        let [left, right] = [only(0), only(1)];
        if self.two {
            self.beside(0, [Some(title(0)), Some(title(1))]);
            self.gap(1);
            self.sections(1, left, right);
        } else {
            // What the second is, is seen before what the first has alone.
            [0, 1].into_iter().for_each(|side| _ = self.beside(0, [Some(title(side)), None]));
            self.gap(0);
            for (side, sets) in [left, right].into_iter().enumerate() {
                if side > 0 {
                    self.beside(side, [Some(title(side)), None]);
                }
                self.sections(side, sets, Vec::new());
                self.gap(side);
            }
        }
        if self.two {
            self.gap(2);
        }
        self.across(2, heading("In both"));
        for (what, names) in &accounts.both {
            let text = format!("{what}: {names}");
            self.across(2, Set { kind: PairKind::Item, text, ..Set::default() });
        }
        if accounts.both.is_empty() {
            self.across(2, Set { kind: PairKind::Item, text: "no name".into(), ..Set::default() });
        }
        self.gap(3);
        let [left, right] = &accounts.texts;
        if self.two {
            self.beside(3, [Some(heading("The text")), Some(heading("The text"))]);
            self.flow(left, right);
        } else {
            for (side, paragraphs) in accounts.texts.iter().enumerate() {
                let text = format!("The text: {}", accounts.titles[side]);
                self.beside(3, [Some(heading(&text)), None]);
                self.flow(paragraphs, &[]);
                self.gap(3);
            }
        }
    }

    fn gap(&mut self, block: usize) {
        self.rows.push(Row { block, ..Row::default() });
    }

    /// Texts beside each other, line by line; gives the first row and where the lines of each are.
    fn beside(&mut self, block: usize, sets: [Option<Set>; 2]) -> (usize, [Vec<Span>; 2]) {
        let first = self.rows.len();
        let mut at = [0; 2];
        let lines = [0, 1].map(|side: usize| {
            let Some(set) = &sets[side] else { return Vec::new() };
            at[side] = self.texts.len();
            let lines = wrap(&set.text, self.width as usize);
            self.texts.push(set.clone());
            lines
        });
        let count = lines.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |side: usize, row: usize| lines[side].get(row).map(|span| (at[side], *span));
        self.rows.extend((0..count).map(|row| Row { block, cells: [cell(0, row), cell(1, row)], across: false }));
        (first, lines)
    }

    /// Sections of both sides: those of one heading begin in one line.
    fn sections(&mut self, block: usize, left: Vec<Set>, right: Vec<Set>) {
        let parts = |sets: Vec<Set>| {
            let mut parts: Vec<Vec<Set>> = Vec::new();
            for set in sets {
                match parts.last_mut() {
                    Some(part) if set.kind == PairKind::Item => part.push(set),
                    _ => parts.push(vec![set]),
                }
            }
            parts.into_iter()
        };
        let (mut left, mut right) = (parts(left), parts(right));
        loop {
            let (a, b) = (left.next(), right.next());
            if a.is_none() && b.is_none() {
                return;
            }
            let sets = [a, b].map(Option::unwrap_or_default);
            // Each side's part is a difference; what says that there is nothing is none.
            let first = self.rows.len();
            let differs = |set: &Set| set.kind == PairKind::Item && set.text != NONE && set.text != NOTHING;
            self.differences
                .extend((0..).zip(&sets).filter(|(_, sets)| sets.iter().any(differs)).map(|(n, _)| (first, n)));
            let columns = sets.map(|sets| self.column(sets));
            self.zip(block, &columns);
        }
    }

    /// Texts below each other in one column.
    fn column(&mut self, sets: Vec<Set>) -> Vec<Option<(usize, Span)>> {
        let mut lines = Vec::new();
        for set in sets {
            let at = self.texts.len();
            lines.extend(wrap(&set.text, self.width as usize).into_iter().map(|span| Some((at, span))));
            self.texts.push(set);
        }
        lines
    }

    fn zip(&mut self, block: usize, columns: &[Vec<Option<(usize, Span)>>; 2]) {
        let count = columns.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |side: usize, row: usize| columns[side].get(row).copied().flatten();
        self.rows.extend((0..count).map(|row| Row { block, cells: [cell(0, row), cell(1, row)], across: false }));
    }

    /// A text over both columns.
    fn across(&mut self, block: usize, set: Set) {
        let width = if self.two { self.width * 2 + BETWEEN } else { self.width };
        let at = self.texts.len();
        let lines = wrap(&set.text, width as usize);
        self.rows.extend(lines.into_iter().map(|span| Row { block, cells: [Some((at, span)), None], across: true }));
        self.texts.push(set);
    }

    /// Two texts that go down beside each other, each by itself.
    fn flow(&mut self, left: &[Paragraph], right: &[Paragraph]) {
        let first = self.rows.len();
        let mut differences = Vec::new();
        let columns = [(0, left), (1, right)].map(|(side, paragraphs)| {
            let mut lines: Vec<(usize, Option<(usize, Span)>)> = Vec::new();
            for (n, paragraph) in paragraphs.iter().enumerate() {
                let marks: Vec<Mark> = paragraph.alone.iter().map(|span| (*span, Side::Right)).collect();
                let (at, from) = (self.texts.len(), lines.len());
                let spans = wrap(&paragraph.text, self.width as usize);
                let row = |mark: &Mark| spans.partition_point(|l| l.end <= mark.0.start).min(spans.len().max(1) - 1);
                differences.extend(marks.first().map(|mark| (first + from + row(mark), side)));
                lines.extend(spans.iter().map(|span| (TEXTS + n, Some((at, *span)))));
                lines.push((TEXTS + n, None));
                self.texts.push(Set { kind: paragraph.kind, text: paragraph.text.clone(), marks });
            }
            lines
        });
        let count = columns.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..count {
            let cell = |side: usize| columns[side].get(row).and_then(|(_, cell)| *cell);
            let block = columns.iter().find_map(|lines| lines.get(row)).map_or(TEXTS, |(block, _)| *block);
            self.rows.push(Row { block, cells: [cell(0), cell(1)], across: false });
        }
        self.differences.extend(differences);
    }
}

/// Where one of two accounts has nothing of a sort, or nothing alone.
const NONE: &str = "–";
const NOTHING: &str = "nothing that was found";
/// What stands above what one of two accounts has alone.
const ONLY: [&str; 2] = ["Only here", "Only here"];

/// Where each difference begins: in which text and at which byte.
fn differences(parts: &[Part], sets: &[Option<Set>; 2], two: bool) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    let marks = |side: usize| sets[side].iter().flat_map(|set| set.marks.iter());
    let mut marks = [marks(0), marks(1)];
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
fn beside(pair: &Paired) -> [Option<Set>; 2] {
    let of = |side: Side| -> Vec<Mark> {
        pair.parts.iter().filter(|part| part.side == side).map(|part| (part.span, side)).collect()
    };
    let [left, right] = pair.texts.clone();
    let set = |text, side| Some(Set { kind: pair.kind, text, marks: of(side) });
    [set(left, Side::Left), set(right, Side::Right)]
}

/// One text of both: what both have as the right one has it, what one alone has where it stands.
fn together(pair: &Paired) -> Set {
    let mut set = Set { kind: pair.kind, ..Set::default() };
    let text = &mut set.text;
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
            set.marks.push((Span::new(start, text.len()), part.side));
        }
    }
    set
}
