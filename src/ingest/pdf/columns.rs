//! The order in which a page is read: columns from left to right, between what lies across them.

use super::words::Word;

/// A gap between columns is seen where so many lines stand to its left and to its right.
const LINES: usize = 4;
/// It is at least so wide, in sizes of the letters and in points.
const GAP: f32 = 0.7;
const LEAST: f32 = 5.0;
/// Words in a row on each side, on average: what has fewer is a list with numbers.
const WORDS: f32 = 1.6;
/// Columns in columns: so deep and no deeper.
const DEEPEST: usize = 12;
/// On a page of more words nobody looks for columns.
const MOST: usize = 20_000;
/// Places where a gap may begin that are tried.
const TRIES: usize = 400;

/// The words of a page in blocks, in the order in which they are read; in a block there is one column.
pub fn blocks(words: Vec<Word>) -> Vec<Vec<Word>> {
    let mut blocks = Vec::new();
    if words.len() <= MOST {
        cut(words, 0, &mut blocks);
    } else {
        blocks.push(words);
    }
    blocks
}

/// Between two columns.
#[derive(Clone, Copy, Debug)]
struct Gap {
    x0: f32,
    x1: f32,
}

fn cut(mut words: Vec<Word>, depth: usize, blocks: &mut Vec<Vec<Word>>) {
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let gap = if depth < DEEPEST { gap(&words) } else { None };
    let Some(gap) = gap else {
        if !words.is_empty() {
            blocks.push(words);
        }
        return;
    };
    let across = across(&words, gap);
    if across.iter().all(|is| *is) {
        blocks.push(words);
        return;
    }
    // What lies across comes between what is beside the gap above it and below it.
    let mut band: (Vec<Word>, [Vec<Word>; 2]) = Default::default();
    for (word, is_across) in words.into_iter().zip(across) {
        if is_across {
            flush(&mut band.1, depth, blocks);
            band.0.push(word);
        } else {
            if !band.0.is_empty() {
                cut(std::mem::take(&mut band.0), depth + 1, blocks);
            }
            let side = usize::from(word.x0 + word.x1 > gap.x0 + gap.x1);
            if let Some(side) = band.1.get_mut(side) {
                side.push(word);
            }
        }
    }
    flush(&mut band.1, depth, blocks);
    if !band.0.is_empty() {
        cut(band.0, depth + 1, blocks);
    }
}

fn flush(sides: &mut [Vec<Word>; 2], depth: usize, blocks: &mut Vec<Vec<Word>>) {
    for side in sides {
        if !side.is_empty() {
            cut(std::mem::take(side), depth + 1, blocks);
        }
    }
}

/// Which of the words belong to a line that goes across the gap.
fn across(words: &[Word], gap: Gap) -> Vec<bool> {
    let mut across = vec![false; words.len()];
    let mut start = 0;
    while let Some(first) = words.get(start) {
        let is_of_row = |word: &&Word| word.y - first.y <= 0.3 * first.size.min(word.size);
        let end = start + words.get(start..).unwrap_or_default().iter().take_while(is_of_row).count().max(1);
        let mut row: Vec<usize> = (start..end).collect();
        row.sort_by(|a, b| x0(words, *a).total_cmp(&x0(words, *b)));
        mark(words, &row, gap, &mut across);
        start = end;
    }
    across
}

fn x0(words: &[Word], n: usize) -> f32 {
    words.get(n).map_or(0.0, |word| word.x0)
}

fn mark(words: &[Word], row: &[usize], gap: Gap, across: &mut [bool]) {
    // Words that hang together, and whether they reach from one side to the other.
    let mut chain: Vec<usize> = Vec::new();
    let mut end: Option<&Word> = None;
    let mut close = |chain: &mut Vec<usize>| {
        let of = |n: &usize| words.get(*n);
        let left = chain.iter().filter_map(of).any(|word| word.x0 < gap.x0);
        let right = chain.iter().filter_map(of).any(|word| word.x1 > gap.x1);
        for n in chain.drain(..) {
            if let Some(place) = across.get_mut(n).filter(|_| left && right) {
                *place = true;
            }
        }
    };
    for n in row {
        let Some(word) = words.get(*n) else { continue };
        if let Some(before) = end {
            let space = word.x0 - before.x1;
            let spans = before.x1 <= gap.x0 + 0.5 && word.x0 >= gap.x1 - 0.5;
            let size = word.size.max(before.size);
            if (spans && space >= 0.5 * size) || space > 2.0 * size {
                close(&mut chain);
            }
        }
        chain.push(*n);
        end = Some(word);
    }
    close(&mut chain);
}

/// The gap with the most lines to both of its sides. `words` are in the order of their lines.
fn gap(words: &[Word]) -> Option<Gap> {
    if words.len() < 4 * LINES {
        return None;
    }
    let mut sizes: Vec<f32> = words.iter().map(|word| word.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
    let width = (GAP * size).max(LEAST);
    let mut places: Vec<i32> = words.iter().map(|word| word.x1.ceil() as i32).collect();
    places.sort_unstable();
    places.dedup();
    let step = places.len().div_ceil(TRIES).max(1);
    let tried = places.iter().step_by(step).map(|x| *x as f32);
    let best = tried.filter_map(|x| score(words, x, x + width)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(best.1)
}

/// How many lines have the gap from `x0` to `x1` between them, and how wide it is really. None: too few.
fn score(words: &[Word], x0: f32, x1: f32) -> Option<(f32, Gap)> {
    let mut total = 0;
    let mut real = Gap { x0: f32::MIN, x1: f32::MAX };
    let mut span = [Side::default(), Side::default()];
    let mut close = |span: &mut [Side; 2]| {
        let [left, right] = std::mem::take(span);
        if left.is_text() && right.is_text() {
            total += left.lines.min(right.lines);
            real = Gap { x0: real.x0.max(left.edge), x1: real.x1.min(-right.edge) };
        }
    };
    for word in words {
        if word.x1 <= x0 + 0.1 {
            span[0].add(word.y, word.size, word.x1);
        } else if word.x0 >= x1 {
            span[1].add(word.y, word.size, -word.x0);
        } else {
            close(&mut span);
        }
    }
    close(&mut span);
    // Of gaps with the same lines the widest: the others begin within it.
    (total >= LINES && real.x1 > real.x0).then(|| (total as f32 + (real.x1 - real.x0) / 10_000.0, real))
}

/// What stands on one side of a gap, without a break.
#[derive(Clone, Copy)]
struct Side {
    lines: usize,
    words: usize,
    last: f32,
    /// Where it ends towards the gap.
    edge: f32,
}

impl Default for Side {
    fn default() -> Side {
        Side { lines: 0, words: 0, last: f32::MIN, edge: f32::MIN }
    }
}

impl Side {
    fn add(&mut self, y: f32, size: f32, edge: f32) {
        self.words += 1;
        if y - self.last > 0.5 * size {
            self.lines += 1;
            self.last = y;
        }
        self.edge = self.edge.max(edge);
    }

    fn is_text(&self) -> bool {
        self.lines >= LINES && self.words as f32 >= WORDS * self.lines as f32
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::letters;
    use super::super::words::words;
    use super::*;

    /// So many lines of text in a column at `x`, called by `name`.
    fn column(name: &str, x: f32, y: f32, lines: usize) -> Vec<super::super::words::Glyph> {
        (0..lines).flat_map(|n| letters(&format!("{name} line {n} goes on"), x, y + 12.0 * n as f32, 10.0)).collect()
    }

    fn order(glyphs: Vec<super::super::words::Glyph>) -> Vec<String> {
        let firsts = |words: Vec<Word>| {
            let mut names: Vec<String> = words.into_iter().map(|w| w.text).filter(|w| w.starts_with('c')).collect();
            names.dedup();
            names
        };
        blocks(words(glyphs)).into_iter().flat_map(firsts).collect()
    }

    #[test]
    fn columns_come_one_after_another() {
        let page = [column("c1", 50.0, 100.0, 9), column("c2", 165.0, 100.0, 9), column("c3", 280.0, 105.0, 9)];
        assert_eq!(order(page.concat()), ["c1", "c2", "c3"]);
    }

    #[test]
    fn what_lies_across_columns_parts_them() {
        let head = letters("c0 is a headline over all", 50.0, 60.0, 20.0);
        let mid = letters("c3 another across", 50.0, 230.0, 20.0);
        let page = [
            head,
            column("c1", 50.0, 100.0, 8),
            column("c2", 165.0, 100.0, 8),
            mid,
            column("c4", 50.0, 260.0, 8),
            column("c5", 165.0, 260.0, 8),
        ];
        assert_eq!(order(page.concat()), ["c0", "c1", "c2", "c3", "c4", "c5"]);
    }

    #[test]
    fn a_headline_over_two_of_three_columns() {
        let page = [
            letters("c1 headline", 50.0, 60.0, 24.0),
            column("c2", 50.0, 100.0, 8),
            column("c3", 165.0, 100.0, 8),
            column("c4", 280.0, 50.0, 12),
        ];
        assert_eq!(order(page.concat()), ["c1", "c2", "c3", "c4"]);
    }

    #[test]
    fn one_column_and_lists_with_numbers_stay_whole() {
        assert_eq!(blocks(words(column("c1", 50.0, 100.0, 20))).len(), 1);
        let numbers = (0..9).flat_map(|n| letters(&format!("{n}."), 30.0, 100.0 + 12.0 * n as f32, 10.0));
        let page: Vec<_> = numbers.chain(column("c1", 50.0, 100.0, 9)).collect();
        assert_eq!(blocks(words(page)).len(), 1);
    }
}
