//! The program as a pure function: `update(&mut Model, Message) -> Vec<Effect>`.
//!
//! No file, thread, clock or terminal in here. What has to be done outside is asked for as an [`Effect`]; what
//! happened outside comes back as a [`Message`]. One file per pane or popup, named as in [`crate::ui`].

pub mod act;
pub mod action;
pub mod archives;
pub mod bar;
pub mod compare;
pub mod dates;
pub mod editor;
pub mod effect;
pub mod entity;
pub mod export;
pub mod filter;
pub mod fold;
pub mod footer;
mod goto;
pub mod header;
pub mod help;
pub mod history;
pub mod issues;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod links;
pub mod list;
pub mod map;
mod marked;
mod marking;
pub mod message;
pub mod model;
pub mod mouse;
pub mod notes;
pub mod outside;
pub mod own;
pub mod page;
pub mod palette;
pub mod picker;
pub mod places;
pub mod quotes;
pub mod reader;
pub mod room;
pub mod saved;
pub mod session;
pub mod settings;
pub mod sidebar;
pub mod stories;
pub mod timeline;
pub mod tour;
mod typing;
pub mod undo;
pub mod update;
mod visit;
pub mod visual;

pub use action::Action;
pub use effect::Effect;
pub use key::Key;
pub use message::Message;
pub use model::{Focus, Model, Overlay};
pub use update::update;
