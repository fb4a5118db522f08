//! Keys, pastes and sizes, from the terminal to the loop.
//!
//! A thread of its own that only reads: with `poll` in the loop a burst of keys would stall (a known limit of the
//! terminal library), and a terminal that has gone would be noticed late.

use crossbeam_channel::Sender;
use crossterm::event::{
    self, Event as Terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::Event;
use super::gate::Gate;
use crate::app::Message;
use crate::app::key::{Code, Key};
use crate::app::mouse::{Deed, Mouse};

/// Starts the thread. It ends with the program, or with the terminal; while `gate` is shut, it reads nothing.
pub fn read(events: Sender<Event>, gate: Gate) {
    std::thread::spawn(move || {
        loop {
            gate.pass();
            let event = match event::read() {
                Ok(event) => message(event).map(Event::App),
                Err(_) => Some(Event::Hangup),
            };
            let gone = matches!(event, Some(Event::Hangup));
            let sent = event.is_none_or(|event| events.send(event).is_ok());
            if gone || !sent {
                return;
            }
        }
    });
}

fn message(event: Terminal) -> Option<Message> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Message::Key),
        Terminal::Mouse(event) => mouse(event).map(Message::Mouse),
        Terminal::Paste(text) => Some(Message::Paste(text)),
        Terminal::Resize(columns, rows) => Some(Message::Resize(columns, rows)),
        _ => None,
    }
}

/// Moves without a button down mean nothing.
fn mouse(event: MouseEvent) -> Option<Mouse> {
    let deed = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Deed::Press,
        MouseEventKind::Down(MouseButton::Right) => Deed::PressRight,
        MouseEventKind::Drag(MouseButton::Left) => Deed::Drag,
        MouseEventKind::Up(_) => Deed::Release,
        MouseEventKind::ScrollUp => Deed::WheelUp,
        MouseEventKind::ScrollDown => Deed::WheelDown,
        _ => return None,
    };
    Some(Mouse { deed, column: event.column, row: event.row })
}

fn key(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let has = |modifier| event.modifiers.contains(modifier);
    Some(Key { code, control: has(KeyModifiers::CONTROL), alt: has(KeyModifiers::ALT) })
}
