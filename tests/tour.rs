//! The tour through the starter corpus: whoever presses what it says gets to its end.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::tour::STEPS;
use program::Program;

/// What each step asks for, in turn.
const KEYS: [&str; 12] = [
    "j Enter",
    "p 'putin' Enter",
    "f 'ceasefire' Enter",
    "X",
    "g q",
    "q g t",
    "g m",
    "g e",
    "q q q a 'look at this' Esc",
    "g d '2025-04-17' Enter g c",
    "q S",
    "Esc ?",
];

fn check(size: (u16, u16)) {
    assert_eq!(KEYS.len(), STEPS.len());
    let mut program = Program::on_starter(program::seeds(), "newsprint", size);
    program.keys(": 'tour' Enter");
    for (n, keys) in KEYS.iter().enumerate() {
        let before = program.screen();
        assert_eq!(program.model.tour.as_ref().map(|t| t.step), Some(n), "before {keys}\n{before}");
        assert!(before.contains(&format!("Tour {} of 12", n + 1)), "{before}");
        program.keys(keys);
        assert!(!program.quit, "{keys}");
    }
    assert!(program.model.tour.as_ref().unwrap().is_over(), "{}", program.screen());
    program.keys("Esc");
    assert!(program.screen().contains("That was the tour."), "{}", program.screen());
    program.keys("Esc");
    assert!(program.model.tour.is_none(), "{}", program.screen());
}

#[test]
fn whoever_presses_what_it_says_gets_to_its_end() {
    check((120, 40));
}

#[test]
fn also_where_there_is_little_room() {
    check((80, 24));
    check((40, 20));
}
