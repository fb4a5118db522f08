//! The mouse: what a click, the wheel and a drag do, on the screen as it is drawn.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::mouse::{Deed, Mouse};
use newsprint::app::{Focus, Message, layout};
use newsprint::corpus::Kind;
use program::Program;

const FILES: &[(&str, &[u8])] = &[
    ("harbour.md", b"---\ntitle: Harbour talks end in Lisbon\ndate: 2021-05-04\nsource: sea desk\n---\n\nPortuguese Prime Minister Ana Duarte met Norwegian Foreign Minister Lars Holm in Lisbon on Monday.\n\n\"We have agreed on every line of the treaty,\" Duarte said.\n"),
    ("treaty.md", b"---\ntitle: Norway signs the fishing treaty\ndate: 2021-06-11\nsource: sea desk\n---\n\nOSLO - Norwegian Foreign Minister Lars Holm signed the treaty with Portugal on Friday.\n"),
    ("storm.txt", b"Storm closes ports in Japan\n\nA storm closed the ports of Osaka and Kobe in Japan on Sunday, and ferries stayed at their piers until the evening.\n"),
];

impl Program {
    fn open(size: (u16, u16)) -> Program {
        Program::on_starter(FILES, "three stories", size)
    }

    fn mouse(&mut self, deed: Deed, column: u16, row: u16) -> &mut Program {
        self.tell(Message::Mouse(Mouse { deed, column, row }));
        self
    }

    /// Where a text stands on the screen, the first of them.
    fn find(&self, text: &str) -> (u16, u16) {
        let screen = self.screen();
        let found = screen.lines().enumerate().find_map(|(y, line)| Some((line.find(text)?, y, line)));
        let (byte, y, line) = found.unwrap_or_else(|| panic!("no {text}:\n{screen}"));
        (line[..byte].chars().count() as u16, y as u16)
    }

    fn click(&mut self, text: &str) -> &mut Program {
        let (x, y) = self.find(text);
        self.mouse(Deed::Press, x, y).mouse(Deed::Release, x, y)
    }
}

#[test]
fn a_row_is_chosen_and_then_opened() {
    let mut program = Program::open((120, 30));
    program.click("Storm closes ports");
    assert_eq!((program.selected(), program.model.focus), ("Storm closes ports in Japan", Focus::List));
    program.click("Storm closes ports");
    assert_eq!(program.model.focus, Focus::Reader);
    // Where a search shows two lines a row, both are the row's.
    program.keys("q / 'treaty' Enter");
    let (x, y) = program.find("Harbour talks end");
    program.mouse(Deed::Press, x, y + 1);
    assert_eq!(program.selected(), "Harbour talks end in Lisbon");
    program.mouse(Deed::Press, x, 27);
    assert_eq!(program.selected(), "Harbour talks end in Lisbon", "below the rows there is nothing");
}

#[test]
fn a_name_narrows_and_its_chip_is_dropped() {
    let mut program = Program::open((120, 30));
    program.click("Lars Holm ");
    assert_eq!((program.shown().len(), program.model.focus), (2, Focus::Sidebar(Kind::Person)));
    program.click("Lars Holm ×");
    assert_eq!(program.shown().len(), 3);
    let (x, y) = program.find("  Japan");
    program.mouse(Deed::PressRight, x + 3, y);
    assert_eq!(program.shown().len(), 2, "the right button leaves out");
    program.click("not Japan ×");
    assert_eq!(program.shown().len(), 3);
}

#[test]
fn a_name_in_the_text_is_chosen_and_then_looked_up() {
    let mut program = Program::open((120, 30));
    program.click("Harbour talks").click("Ana Duarte met");
    assert!(program.model.corpus.name(program.model.sidebar.chosen.unwrap()).ends_with("Duarte"));
    program.click("Ana Duarte met");
    let page = |p: &Program| newsprint::app::entity::page(&p.model).map(|p| p.entity);
    let hers = page(&program).unwrap();
    program.click("Lars Holm");
    assert!(page(&program).is_some_and(|e| e != hers), "{}", program.screen());
}

#[test]
fn the_wheel_moves_what_is_under_it() {
    let mut program = Program::open((120, 8));
    let (x, y) = program.find("Storm closes ports");
    program.mouse(Deed::WheelDown, x, y);
    assert_eq!((program.selected(), program.model.focus), ("Storm closes ports in Japan", Focus::List));
    program.mouse(Deed::WheelUp, x, y).keys("g g j");
    let top = program.model.reader.top;
    program.mouse(Deed::WheelDown, 60, 5);
    assert_eq!((program.model.reader.top - top, program.selected()), (3, "Harbour talks end in Lisbon"));
}

#[test]
fn a_rule_is_dragged_as_far_as_it_goes() {
    let mut program = Program::open((120, 30));
    let list = |p: &Program| layout::panes(&p.model).list.unwrap().width;
    let rule = list(&program);
    program.mouse(Deed::Press, rule, 10).mouse(Deed::Drag, 55, 10);
    assert_eq!(list(&program), 55);
    program.mouse(Deed::Drag, 119, 10);
    let panes = layout::panes(&program.model);
    assert!(panes.reader.unwrap().width >= 20, "{panes:?}");
    program.mouse(Deed::Release, 119, 10).mouse(Deed::Drag, 30, 10);
    assert_eq!(layout::panes(&program.model), panes, "let go");
    program.resize(80, 24).resize(20, 5).resize(200, 60);
}

#[test]
fn popups_are_chosen_from_and_left() {
    let mut program = Program::open((120, 30));
    program.keys("p");
    program.click("Lars Holm  ");
    assert_eq!(program.shown().len(), 2, "it was the first row");
    program.keys("X p j");
    program.mouse(Deed::Press, 1, 1);
    assert!(program.model.overlay.is_none());
    program.keys("?").mouse(Deed::WheelDown, 60, 15).mouse(Deed::Press, 60, 15);
    assert!(program.model.overlay.is_some());
    program.mouse(Deed::Press, 0, 29);
    assert!(program.model.overlay.is_none());
}

#[test]
fn no_click_is_a_danger() {
    for (columns, rows) in [(120, 30), (80, 24), (40, 20), (20, 5), (3, 2)] {
        for keys in
            ["", "Enter", "Tab Tab", "g e", "g i", "g q", "g t", "g m", "g s", "p", "?", ":", "/ 'a'", "f 'x y' Enter"]
        {
            let mut program = Program::open((columns, rows));
            program.keys(keys);
            for y in 0..=rows {
                for x in (0..=columns).step_by(7) {
                    let deeds =
                        [Deed::Press, Deed::Drag, Deed::Release, Deed::WheelDown, Deed::PressRight, Deed::WheelUp];
                    program.mouse(deeds[(x as usize + y as usize) % deeds.len()], x, y);
                }
            }
            program.screen();
        }
    }
}
