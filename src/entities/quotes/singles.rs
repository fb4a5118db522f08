//! Single quotation marks, told from apostrophes: which of them pair, and what stands between.

use super::marks::Family;
use super::marks::{Mark, Piece, Side, piece};

/// Adds to `doubles` the stretches between single marks.
pub(super) fn pair(text: &str, marks: &[Mark], doubles: Vec<Piece>, goes_on: bool) -> Vec<Piece> {
    let singles = outside(marks, &doubles);
    if singles.is_empty() {
        return doubles;
    }
    let firm = firm_after(&singles);
    if goes_on && let Some(open) = run_on(text, &singles, &doubles) {
        return vec![open];
    }
    let mut found: Vec<Piece> = Vec::new();
    let mut crossed = doubles.iter().peekable();
    let mut i = 0;
    while let Some(first) = singles.get(i) {
        i += 1;
        if first.side != Side::Open {
            continue;
        }
        let Some(mut close) = singles.get(i).filter(|m| m.side == Side::Close) else { continue };
        let mut next = i + 1;
        if let Some((n, later)) = firm.get(i + 1).copied().flatten().and_then(|n| Some((n, singles.get(n)?)))
            && close.plural
            && !close.firm
        {
            (close, next) = (later, n + 1);
        }
        while crossed.next_if(|d| d.outer.end <= first.at).is_some() {}
        let crosses = crossed.peek().is_some_and(|d| d.outer.start < close.at);
        if !crosses || close.firm {
            found.extend(piece(text, first, close.at, close.end, true));
            i = next;
        }
    }
    merge(doubles, found)
}

/// Speech that begins the paragraph and goes on in the next: no mark closes it here, apostrophes of plurals apart.
fn run_on(text: &str, singles: &[&Mark], doubles: &[Piece]) -> Option<Piece> {
    let (first, rest) = singles.split_first()?;
    let begins = text.get(..first.at).is_some_and(|t| t.trim().is_empty());
    let open = first.char == '‘' && rest.iter().all(|m| m.side == Side::Close && m.plural && !m.firm);
    let alone = doubles.first().is_none_or(|d| d.outer.start > first.at);
    (begins && open && alone).then(|| piece(text, first, text.len(), text.len(), false)).flatten()
}

/// The single marks that stand in no double-quoted piece.
fn outside<'a>(marks: &'a [Mark], doubles: &[Piece]) -> Vec<&'a Mark> {
    let mut doubles = doubles.iter().peekable();
    let mut out = Vec::new();
    for mark in marks.iter().filter(|m| m.family == Family::Single) {
        while doubles.next_if(|d| d.outer.end <= mark.at).is_some() {}
        if doubles.peek().is_none_or(|d| mark.at < d.outer.start) {
            out.push(mark);
        }
    }
    out
}

/// For each mark, the next firm closing one at or after it with no opening one before that.
fn firm_after(singles: &[&Mark]) -> Vec<Option<usize>> {
    let mut out = vec![None; singles.len()];
    let mut next = None;
    for (i, mark) in singles.iter().enumerate().rev() {
        match mark.side {
            Side::Open => next = None,
            _ if mark.firm => next = Some(i),
            _ => {}
        }
        if let Some(slot) = out.get_mut(i) {
            *slot = next;
        }
    }
    out
}

/// Both lists in reading order; a piece inside another is dropped.
fn merge(doubles: Vec<Piece>, singles: Vec<Piece>) -> Vec<Piece> {
    let mut all = doubles;
    all.extend(singles);
    all.sort_by_key(|p| (p.outer.start, std::cmp::Reverse(p.outer.end)));
    let mut end = 0;
    all.retain(|p| {
        let keep = p.outer.start >= end;
        if keep {
            end = p.outer.end;
        }
        keep
    });
    all
}
