//! The disk side: where things live, which files an archive has, what of them is indexed already, and the
//! reader's own marks.
//!
//! Two stores with two promises. An archive's folder is a *cache*: whatever is wrong with it, it is thrown away and
//! built again, and a kill between any two writes leaves something the next run completes. The marks are the
//! reader's own: never thrown away, and what is saved is on the disk. The files that are read are never changed.
//!
//! Leaves to others: what a file says (`ingest`, `clean`, `entities`), how it is searched (`index`), when to do all
//! this and on which thread (`runtime`, `cli`). All IO of newsprint but the terminal's is here.

pub mod dirs;

mod key;

pub mod scan;
pub mod watch;

pub mod apart;
mod file;
mod manifest;
mod pieces;
mod record;
mod texts;
mod trouble;

pub mod files;

mod cache;
mod freeze;
mod pace;
mod pipeline;
mod waiting;
mod work;

pub mod progress;
pub mod report;
pub mod snapshot;

mod kept;
mod starter;

mod target;

pub mod archive;
pub mod corrections;
pub mod marks;
pub mod sessions;

#[cfg(test)]
mod tests;

pub use apart::Readers;
pub use archive::{Library, Place};
pub use corrections::Corrections;
pub use dirs::Dirs;
pub use marks::{Line as MarkLine, Name as MarkName, Store, Taken, note_text};
pub use progress::{Event, Phase, Progress};
pub use report::Report;
pub use sessions::Sessions;
pub use snapshot::Snapshot;
pub use target::Target;
pub use work::Finding;

/// Text from outside, such as a path or an error of the system, as one line that a screen can take.
fn line(text: impl std::fmt::Display) -> String {
    crate::text::sanitise::line(&text.to_string()).text
}

/// A path as shown to people.
fn shown(path: &std::path::Path) -> String {
    let text = path.to_string_lossy();
    // Windows' form of a path without limits says nothing to people.
    line(text.strip_prefix(r"\\?\").unwrap_or(&text))
}
