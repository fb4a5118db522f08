use proptest::prelude::*;

use super::*;

/// A line from a text in which `|` is the cursor.
fn at(marked: &str) -> Line {
    let (before, after) = marked.split_once('|').unwrap();
    Line { text: format!("{before}{after}"), cursor: before.len() }
}

fn check(before: &str, edit: impl Fn(&mut Line), after: &str) {
    let mut line = at(before);
    edit(&mut line);
    assert_eq!(line, at(after), "{before:?}");
}

#[test]
fn typing() {
    check("pe|ce", |l| l.insert('a'), "pea|ce");
    check("cafe| noir", |l| l.insert('\u{301}'), "cafe\u{301}| noir");
    check("a|", |l| l.insert('\n'), "a|");
    check("a|", |l| l.insert('\u{202E}'), "a|");
    check("می|", |l| l.insert('\u{200C}'), "می\u{200C}|");
    check("|\u{301}", |l| l.insert('e'), "e\u{301}|");
}

#[test]
fn pasting() {
    check("a|b", |l| l.insert_str("two\nlines\r\n"), "atwo lines|b");
    check("|", |l| l.insert_str("\u{1b}[31m\tred"), "�[31m red|");
    check("|", |l| l.insert_str(&format!("e{}", "\u{301}".repeat(30_000))), &format!("e{}|", "\u{301}".repeat(8)));
    let mut long = Line::new(&"é".repeat(10_000));
    assert_eq!(long.text().len(), MOST);
    long.insert('x');
    long.insert_str("x");
    assert_eq!(long.text().len(), MOST);
    assert_eq!(Line::new(&"東".repeat(10_000)).text().len(), MOST / 3 * 3);
}

#[test]
fn deleting() {
    check("peace|", Line::backspace, "peac|");
    check("|peace", Line::backspace, "|peace");
    check("e\u{301}|x", Line::backspace, "|x");
    check("👩‍👧|", Line::backspace, "|");
    check("|👩‍👧x", Line::delete, "|x");
    check("x|", Line::delete, "x|");
    check("person:macron after:2025-02|", Line::delete_word, "person:macron |");
    check("person:macron  |x", Line::delete_word, "|x");
    check("one two| three", Line::delete_word, "one | three");
    check("one two| three", Line::delete_to_start, "| three");
    check("one two| three", Line::delete_to_end, "one two|");
}

#[test]
fn moving() {
    check("e\u{301}|x", Line::left, "|e\u{301}x");
    check("|e\u{301}x", Line::right, "e\u{301}|x");
    check("a|", Line::right, "a|");
    check("person:macron peace|", Line::word_left, "person:macron |peace");
    check("person:macron |peace", Line::word_left, "person:|macron peace");
    check("  one|", |l| (0..3).for_each(|_| l.word_left()), "|  one");
    check("|one, two", Line::word_right, "one|, two");
    check("one|, two", Line::word_right, "one, two|");
    check("one| --", Line::word_right, "one --|");
    check("a|b", Line::home, "|ab");
    check("a|b", Line::end, "ab|");
}

#[test]
fn the_cursor_is_in_view() {
    let check = |marked: &str, columns, shown: &str, column| {
        assert_eq!(at(marked).view(columns), (shown, column), "{marked:?} in {columns}");
    };
    check("peace|", 10, "peace", 5);
    check("|peace", 3, "pea", 0);
    check("pe|ace", 3, "pea", 2);
    check("peace talks|", 10, " talks", 6);
    check("peace talk|s", 10, " talks", 5);
    check("peace tal|ks", 10, "peace talk", 9);
    check("東京都|", 4, "都", 2);
    check("|", 0, "", 0);
    check("ab|", 0, "", 0);
    check("ab|", 1, "", 0);
}

proptest! {
    #[test]
    fn any_keys_keep_the_line_whole(
        keys in prop::collection::vec((0usize..16, "[a-z é東\u{301}👩\u{200D}🇫\u{600}\t\n:-]{0,6}"), 0..40),
        columns in 0usize..12,
    ) {
        let mut line = Line::default();
        for (key, text) in keys {
            match key {
                0 => line.backspace(),
                1 => line.delete(),
                2 => line.left(),
                3 => line.right(),
                4 => line.word_left(),
                5 => line.word_right(),
                6 => line.home(),
                7 => line.end(),
                8 => line.delete_word(),
                9 => line.delete_to_start(),
                10 => line.delete_to_end(),
                11 => line.set(&text),
                12 => line.insert_str(&text),
                _ => text.chars().for_each(|c| line.insert(c)),
            }
            prop_assert!(line.text().len() <= MOST);
            prop_assert!(!line.text().contains(char::is_control));
            prop_assert_eq!(line.boundary(line.cursor()), line.cursor(), "{:?}", line);
            let (shown, column) = line.view(columns);
            prop_assert!(width(shown) <= columns);
            prop_assert!(column < columns.max(1), "{:?} in {}", line, columns);
            prop_assert!(width(shown) >= column || width(shown) + 2 > columns, "{:?} in {}", line, columns);
        }
    }
}
