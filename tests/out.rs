//! Journeys into rooms and out of them again: nothing is closed by accident, and one comes back to where one was.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::Focus;
use program::Program;

const HARBOUR: &str = "---\ntitle: Harbour talks end in Lisbon\ndate: 2021-05-04\nsource: sea desk\n---\n\nPortuguese Prime Minister Ana Duarte met Norwegian Foreign Minister Lars Holm in Lisbon on Monday.\n\n\"We have agreed on every line of the treaty,\" Duarte said.\n\nHolm told reporters that Norway would sign in June. The United Nations welcomed the treaty.\n";
const TREATY: &str = "---\ntitle: Norway signs the fishing treaty\ndate: 2021-06-11\nsource: sea desk\n---\n\nOSLO - Norwegian Foreign Minister Lars Holm signed the treaty with Portugal on Friday.\n\n\"It is a good day for both coasts,\" Holm said.\n";
const STORM: &str =
    "Storm closes ports in Japan\n\nA storm closed the ports of Osaka and Kobe in Japan on Sunday.\n";

fn open() -> Program {
    let files = [("harbour.md", HARBOUR), ("treaty.md", TREATY), ("storm.txt", STORM)];
    Program::on_folder(&files, "three stories", (120, 30))
}

#[test]
fn the_key_of_an_open_room_does_not_close_it() {
    for key in ["g q", "g t", "g m", "g s", "g n", "F", "g i", "p 'holm' Enter g e"] {
        let mut program = open();
        program.keys(key);
        let last = if key.ends_with("g e") { "g e" } else { key };
        let room = program.model.rooms.current().map(|room| room.scope());
        assert!(room.is_some(), "{key}");
        program.keys(last);
        assert_eq!(program.model.rooms.current().map(|room| room.scope()), room, "{key}");
        program.keys("q");
        assert!(program.model.rooms.current().is_none() && !program.quit, "{key}");
    }
}

#[test]
fn out_of_a_room_one_is_where_one_came_from() {
    let mut program = open();
    program.keys("g q j Enter Enter");
    assert_eq!(program.model.focus, Focus::Reader);
    program.keys("q");
    assert!(program.model.rooms.current().is_some());
    program.keys("q q");
    // The speakers are left for all quotes first.
    assert!(program.model.rooms.current().is_none() || program.keys("q").model.rooms.current().is_none());
    assert!(program.model.focus == Focus::List);
    let mut program = open();
    program.keys("Enter g s Enter q q");
    assert_eq!((program.model.focus, program.model.rooms.current().is_none()), (Focus::Reader, true));
}

#[test]
fn back_shows_another_place_and_forward_leads_to_the_one_left() {
    let mut program = open();
    program.keys("f 'treaty' Enter g q q H");
    assert!(program.model.filter.chips.is_empty(), "the list as it was before the filter");
    program.keys("L");
    assert_eq!(program.shown().len(), 2);
    let mut program = open();
    program.keys("g q j Enter Enter q H");
    assert!(program.model.rooms.current().is_none() && program.model.focus == Focus::List);
    program.keys("L");
    assert!(program.model.rooms.current().is_some(), "{}", program.screen());
}
