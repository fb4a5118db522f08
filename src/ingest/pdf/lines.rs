//! Words of a block to lines.

use super::words::Word;

/// A line of a column.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
}

/// The lines of a block, from the top down.
pub fn lines(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let initials = initials(&mut words);
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if row.has(&word) => row.push(word),
            _ => rows.push(Row { words: vec![word], large: 0 }),
        }
    }
    let mut lines: Vec<Line> = rows.into_iter().filter_map(|row| line(row.words)).collect();
    for initial in initials {
        set_before(&mut lines, initial);
    }
    lines
}

/// Words of one line. A page may have all of its words on one, so that the largest is remembered and not looked for.
struct Row {
    words: Vec<Word>,
    /// Which of them is the largest.
    large: usize,
}

impl Row {
    /// Whether a word stands on the line of these: small raised letters do, too.
    fn has(&self, word: &Word) -> bool {
        let Some(large) = self.words.get(self.large) else { return false };
        let common = large.bottom().min(word.bottom()) - large.top().max(word.top());
        common > 0.5 * large.size.min(word.size)
    }

    fn push(&mut self, word: Word) {
        if self.words.get(self.large).is_none_or(|large| word.size.total_cmp(&large.size).is_ge()) {
            self.large = self.words.len();
        }
        self.words.push(word);
    }
}

fn line(mut row: Vec<Word>) -> Option<Line> {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let letters = |of: fn(char) -> bool| row.iter().flat_map(|w| w.text.chars()).filter(|c| of(*c)).count();
    if letters(is_leftward) > letters(char::is_alphabetic) / 2 {
        row.reverse();
        for word in row.iter_mut().filter(|word| word.text.chars().any(is_leftward)) {
            word.text = word.text.chars().rev().collect();
        }
    }
    let size = size(&row);
    let y = row.iter().find(|word| word.size >= 0.9 * size).map_or(0.0, |word| word.y);
    let x0 = row.iter().map(|word| word.x0).min_by(f32::total_cmp)?;
    let x1 = row.iter().map(|word| word.x1).max_by(f32::total_cmp)?;
    let mut text = String::new();
    for word in row {
        let is_dense = text.chars().next_back().is_some_and(is_dense) && word.text.starts_with(is_dense);
        if !text.is_empty() && !is_dense {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
    Some(Line { text, x0, x1, y, size })
}

/// Of Chinese and Japanese, which have no spaces between words.
pub fn is_dense(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff9f}')
}

/// Of Hebrew and Arabic, which are drawn from left to right and read from right to left.
fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The size that most of the letters have.
fn size(row: &[Word]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = row.iter().map(|word| (word.size, word.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut before = 0;
    let middle = sizes.iter().find(|(_, count)| {
        before += count;
        before > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// Takes out the large letters with which a story begins.
fn initials(words: &mut Vec<Word>) -> Vec<Word> {
    let usual = size(words);
    let is_initial = |word: &Word| {
        let mut letters = word.text.chars().filter(|c| c.is_alphabetic());
        let one = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        one && word.text.chars().count() <= 2 && word.size > 1.8 * usual
    };
    if words.len() < 8 || words.iter().filter(|word| is_initial(word)).count() > 3 {
        return Vec::new();
    }
    let (initials, others) = std::mem::take(words).into_iter().partition(is_initial);
    *words = others;
    initials
}

/// Puts a large letter before the line at its top, and moves the lines beside it to where they would begin without it.
fn set_before(lines: &mut Vec<Line>, initial: Word) {
    let is_right = |line: &Line| line.x0 >= initial.x1 - 0.2 * initial.size && line.x0 < initial.x1 + initial.size;
    let is_beside = |line: &Line| is_right(line) && line.y > initial.top() && line.y < initial.y + 0.3 * line.size;
    let first = lines.iter().position(is_beside);
    let Some(first) = first else {
        let Word { text, x0, x1, y, size } = initial;
        let at = lines.iter().position(|line| line.y > y).unwrap_or(lines.len());
        lines.insert(at, Line { text, x0, x1, y, size });
        return;
    };
    for (n, line) in lines.iter_mut().enumerate().skip(first) {
        if n == first {
            line.text.insert_str(0, &initial.text);
        }
        if is_beside(line) {
            line.x0 = initial.x0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::letters;
    use super::super::words::words;
    use super::*;

    fn texts(glyphs: Vec<super::super::words::Glyph>) -> Vec<String> {
        lines(words(glyphs)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn raised_letters_stay_on_their_line() {
        let page =
            [letters("The mill", 10.0, 50.0, 10.0), letters("1", 50.5, 46.0, 6.0), letters("Next.", 10.0, 61.0, 10.0)];
        assert_eq!(texts(page.concat()), ["The mill 1", "Next."]);
    }

    #[test]
    fn a_large_first_letter_belongs_to_the_word_at_its_top() {
        let page = [
            letters("T", 10.0, 73.0, 36.0),
            letters("he mill at Arden", 30.0, 50.0, 10.0),
            letters("reopened on Monday", 30.0, 61.0, 10.0),
            letters("after a long winter.", 30.0, 72.0, 10.0),
            letters("No one had expected it.", 10.0, 83.0, 10.0),
        ];
        let expected = ["The mill at Arden", "reopened on Monday", "after a long winter.", "No one had expected it."];
        assert_eq!(texts(page.clone().concat()), expected);
        assert!(lines(words(page.concat())).iter().all(|line| line.x0 == 10.0));
    }

    #[test]
    fn a_line_of_very_many_words_takes_no_longer_than_they_are_many() {
        let word = |n: u16| Word { text: "mill".into(), x0: f32::from(n), x1: f32::from(n) + 0.5, y: 50.0, size: 10.0 };
        let start = std::time::Instant::now();
        let found = lines((0..u16::MAX).chain(0..u16::MAX).map(word).collect());
        assert_eq!(found.len(), 1);
        assert!(start.elapsed().as_secs() < 3, "{:?}", start.elapsed());
    }

    #[test]
    fn hebrew_is_read_from_the_right() {
        assert_eq!(
            texts(letters("\u{5d3}\u{5d2} \u{5d1}\u{5d0}", 10.0, 50.0, 10.0)),
            ["\u{5d0}\u{5d1} \u{5d2}\u{5d3}"]
        );
    }
}
