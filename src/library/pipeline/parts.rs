//! A file of many articles in the parts that are indexed at once.
//!
//! JSON Lines are parted by bytes, see [`pieces`](crate::library::pieces); whatever else holds many articles by the
//! text that was found, counted from where the part began. So a file that was added to gives the same parts as before
//! but for the last, and work on it can be taken up at any of them.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::super::apart::{Items, Readers, Source};
use super::super::file;
use super::super::pieces::Pieces;
use super::super::scan::Stamp;
use super::super::work::{Made, begin_items, begin_lines, hash};
use crate::corpus::Issue;
use crate::ingest::{self, Item, Reading};

/// A part ends with the article that makes it so many bytes of text. The first are smaller, so that there is something
/// to show soon.
const PART: usize = 1 << 20;
const FIRST_PART: usize = 128 << 10;

pub(super) struct Part {
    /// From 0.
    pub number: u32,
    /// The number of its first line, from 1; for what has no lines, 1.
    pub line: u64,
    pub hash: [u8; 16],
    /// Bytes of text, about.
    pub size: u64,
    content: Content,
    /// Of the reading.
    issues: Vec<Issue>,
}

enum Content {
    Lines(Vec<u8>),
    Items(Vec<Item>),
}

impl Part {
    /// Articles, to be finished; on all threads of the pool it is called in.
    pub fn begin(self, name: &str) -> Made {
        let made = match self.content {
            Content::Lines(bytes) => begin_lines(name, self.line, &bytes),
            Content::Items(items) => begin_items(name, items),
        };
        let issues = made.issues.iter().cloned().chain(self.issues).collect();
        Made { hash: self.hash, issues, ..made }
    }
}

/// Gives an error, and then nothing more, where the system fails to read on. Once what cancels it is true, nothing more
/// comes, and what came is not all.
pub(super) enum Parts<'a> {
    Lines(Pieces),
    Items { items: Items<'a>, stamp: Stamp, number: u32, failed: bool },
}

impl<'a> Parts<'a> {
    /// # Errors
    /// Of the system; also for links, pipes, devices and folders, which are not opened.
    pub fn open(readers: &'a Readers, path: &Path, name: &str, cancel: &'a AtomicBool) -> io::Result<Parts<'a>> {
        if ingest::is_json_lines(&path.to_string_lossy()) {
            return Ok(Parts::Lines(Pieces::open(path)?));
        }
        let (_, stamp) = file::open(path)?;
        let items = readers.read(name, Source::File(path.to_path_buf()), Reading::Clean).until(cancel);
        Ok(Parts::Items { items, stamp, number: 0, failed: false })
    }

    /// The file as it was before its first byte was read: a later change makes another stamp.
    pub fn stamp(&self) -> Stamp {
        match self {
            Parts::Lines(pieces) => pieces.stamp(),
            Parts::Items { stamp, .. } => *stamp,
        }
    }

    /// How many bytes of the file, as it lies there, have been read.
    pub fn done(&self) -> u64 {
        match self {
            Parts::Lines(pieces) => pieces.done(),
            Parts::Items { items, stamp, .. } => items.done().min(stamp.size),
        }
    }
}

impl Iterator for Parts<'_> {
    type Item = io::Result<Part>;

    fn next(&mut self) -> Option<io::Result<Part>> {
        match self {
            Parts::Lines(pieces) => {
                let piece = match pieces.next()? {
                    Ok(piece) => piece,
                    Err(error) => return Some(Err(error)),
                };
                let (number, line, hash, issues) = (piece.number, piece.first_line, piece.hash, piece.issues);
                let (size, content) = (piece.bytes.len() as u64, Content::Lines(piece.bytes));
                Some(Ok(Part { number, line, hash, size, content, issues }))
            }
            Parts::Items { items, number, failed, .. } => {
                let most = (FIRST_PART << *number.min(&mut 10)).min(PART);
                let (mut some, mut size) = (Vec::new(), 0);
                while size < most
                    && let Some(item) = items.next()
                {
                    size += item.text();
                    some.push(item);
                }
                if let Some(why) = items.trouble() {
                    return (!std::mem::replace(failed, true)).then(|| Err(io::Error::other(why.to_string())));
                }
                if some.is_empty() {
                    return None;
                }
                let hash = match postcard::to_allocvec(&some) {
                    Ok(bytes) => hash(&bytes),
                    Err(error) => return Some(Err(io::Error::other(error))),
                };
                let part = *number;
                *number = number.saturating_add(1);
                let (size, content) = (size as u64, Content::Items(some));
                Some(Ok(Part { number: part, line: 1, hash, size, content, issues: Vec::new() }))
            }
        }
    }
}
