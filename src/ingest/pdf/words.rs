//! Letters to words: those that stand side by side on a line.

/// A letter, or a few that are drawn as one. Places are in points; `y` is the line that it stands on and grows downwards.
#[derive(Clone, Debug)]
pub struct Glyph {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
}

/// What stands between two spaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
}

impl Word {
    pub fn top(&self) -> f32 {
        self.y - 0.75 * self.size
    }

    pub fn bottom(&self) -> f32 {
        self.y + 0.22 * self.size
    }
}

/// A gap of so much of the letters' size parts words: less where spaces are written, too, since letters may be spread.
const GAP: f32 = 0.16;
const GAP_BESIDE_SPACES: f32 = 0.27;

/// The words on a page, line by line.
pub fn words(glyphs: Vec<Glyph>) -> Vec<Word> {
    let spaces = glyphs.iter().filter(|glyph| is_blank(&glyph.text)).count();
    let gap = if 20 * spaces > glyphs.len() { GAP_BESIDE_SPACES } else { GAP };
    let mut words = Vec::new();
    for mut row in rows(glyphs) {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        of_row(row, gap, &mut words);
    }
    words
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control())
}

/// Letters that stand on one line, from the top down.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|f| glyph.y - f.y <= 0.15 * glyph.size.min(f.size)) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    rows
}

fn of_row(row: Vec<Glyph>, gap: f32, words: &mut Vec<Word>) {
    let mut word: Option<Word> = None;
    let mut last = f32::MIN;
    for glyph in row {
        if is_blank(&glyph.text) {
            words.extend(word.take());
            continue;
        }
        let text = spelled(&glyph.text);
        if let Some(word) = &mut word {
            // What is drawn twice to look bold, or to throw a shadow, is there once.
            if word.text.ends_with(&text) && glyph.x0 - last < 0.3 * (glyph.x1 - glyph.x0).min(glyph.size) {
                continue;
            }
            let is_near = glyph.x0 - word.x1 <= gap * glyph.size.min(word.size);
            let is_like = glyph.size < 1.4 * word.size && word.size < 1.4 * glyph.size;
            if is_near && is_like {
                word.text.push_str(&text);
                word.x1 = word.x1.max(glyph.x1);
                last = glyph.x0;
                continue;
            }
        }
        last = glyph.x0;
        let Glyph { x0, x1, y, size, .. } = glyph;
        words.extend(word.replace(Word { text, x0, x1, y, size }));
    }
    words.extend(word);
}

/// Letters that are drawn as one, apart; what has no meaning outside of its font is gone.
fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | '\u{fffd}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Letters half as wide as high, and a space like them where `text` has one.
    pub fn letters(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
        let place = |n: usize| x + n as f32 * size / 2.0;
        let glyph = |(n, c): (usize, char)| Glyph { text: c.to_string(), x0: place(n), x1: place(n + 1), y, size };
        text.chars().enumerate().filter(|(_, c)| *c != ' ').map(glyph).collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        words(glyphs).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn letters_side_by_side_are_words_whatever_their_order() {
        let mut glyphs = [letters("the mill", 10.0, 50.0, 10.0), letters("at Arden", 10.0, 62.0, 10.0)].concat();
        assert_eq!(texts(glyphs.clone()), ["the", "mill", "at", "Arden"]);
        glyphs.reverse();
        assert_eq!(texts(glyphs), ["the", "mill", "at", "Arden"]);
    }

    #[test]
    fn spaces_that_are_written_part_words_and_spread_letters_do_not() {
        let mut glyphs = letters("ARDENMILL", 10.0, 50.0, 10.0);
        glyphs.iter_mut().enumerate().for_each(|(n, g)| (g.x0, g.x1) = (g.x0 + 2.0 * n as f32, g.x1 + 2.0 * n as f32));
        assert_eq!(texts(glyphs.clone()).len(), 9);
        let place = glyphs[4].x1;
        glyphs.push(Glyph { text: " ".into(), x0: place, x1: place + 0.5, y: 50.0, size: 10.0 });
        assert_eq!(texts(glyphs), ["ARDEN", "MILL"]);
    }

    #[test]
    fn letters_drawn_as_one_or_twice() {
        let mut glyphs = letters("o\u{fb03}ce\u{e001}", 10.0, 50.0, 10.0);
        glyphs.extend(letters("o\u{fb03}ce", 10.3, 50.1, 10.0));
        assert_eq!(texts(glyphs), ["office"]);
        assert_eq!(texts(letters("all", 10.0, 50.0, 10.0)), ["all"]);
    }
}
