//! What the program wants done outside: data, so that tests can compare it and any runtime can perform it.

use super::export::{Job, What};
use super::fold::Chosen;
use super::outside::Wanted;
use super::quotes::{Asked, Place};
use super::timeline::Parts;
use crate::corpus::{ArticleId, Correcting, EntityNo, Kind, MarkChange, Seen};
use crate::query::{Expr, Request};

/// Something for the runtime to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Answer a request on the newest corpus with [`super::Message::Answered`]. Of several waiting, only the last
    /// counts.
    Select {
        generation: u64,
        request: Request,
    },
    /// Snippets for these articles, answered with [`super::Message::Snippets`].
    Snippets {
        generation: u64,
        articles: Vec<ArticleId>,
        expr: Expr,
        width: usize,
    },
    /// Read an article, answered with [`super::Message::Opened`]; `expr` tells which words to mark. It is set as a page
    /// of so many `columns`, with what was taken out of it if `furniture`.
    Open {
        generation: u64,
        article: Chosen,
        expr: Expr,
        columns: u16,
        furniture: bool,
    },
    /// Read two articles and tell what differs, answered with [`super::Message::Compared`].
    Compare {
        left: Chosen,
        right: Chosen,
        /// Versions as accounts, accounts word by word.
        other_way: bool,
    },
    /// Tell how the event of an article was told, and what else is like it; answered with [`super::Message::Told`].
    Tell {
        generation: u64,
        of: Chosen,
    },
    /// The first words of these articles, answered with [`super::Message::Leads`].
    Leads {
        generation: u64,
        articles: Vec<ArticleId>,
    },
    /// Look for the names that a text typed into a picker finds, answered with [`super::Message::Picked`].
    Pick {
        generation: u64,
        kind: Kind,
        text: String,
    },
    /// Work out what the page of a name shows, answered with [`super::Message::Dossier`]. The name is given by what
    /// corrections know it by.
    Dossier {
        generation: u64,
        kind: Kind,
        key: String,
    },
    /// Count the articles of the answer to the request `generation` over time, answered with
    /// [`super::Message::Timeline`]. Of several waiting, only the last counts, by `counting`.
    Timeline {
        generation: u64,
        counting: u64,
        parts: Parts,
    },
    /// Tell what of that answer lies between two days, both included and given as days since 1970-01-01, answered with
    /// [`super::Message::Bin`]. Of several waiting, only the last counts, by `looking`.
    Bin {
        generation: u64,
        looking: u64,
        days: (i32, i32),
    },
    /// Count when the entities are named in that answer, answered with [`super::Message::Sparks`].
    Sparks {
        generation: u64,
        entities: Vec<EntityNo>,
    },
    /// Count what a saved search finds, and how much of it was not `seen`; answered with
    /// [`super::Message::Tallied`]. Given up when a newer request is made.
    Tally {
        generation: u64,
        name: String,
        expr: Expr,
        seen: Option<Seen>,
    },
    /// Write down what a saved search finds now, as seen `at` that moment; answered with [`super::Message::Visited`].
    Visit {
        name: String,
        at: u64,
    },
    /// File the quotes of the articles selected last, answered with [`super::Message::Quotes`].
    Quotes {
        generation: u64,
        asked: Asked,
    },
    /// Read the words of these quotes, answered with [`super::Message::QuoteWords`].
    QuoteWords {
        quotes: Vec<Place>,
    },
    /// Write marks down, in this order.
    Mark(Vec<MarkChange>),
    /// Write down what the reader knows better of a name, answered with [`super::Message::Corrected`]; the next rescan
    /// applies it.
    Correct(Correcting),
    /// Put a text on the clipboards of the terminal and of the system.
    Copy(String),
    /// Read an article, answered with [`super::Message::Read`].
    Read {
        article: Chosen,
        wanted: Wanted,
    },
    /// Write a document, answered with [`super::Message::Saved`].
    Export(Job),
    /// Write no more of it.
    StopExport,
    /// Complete a path as typed, answered with [`super::Message::Completed`].
    Complete(String),
    /// Give the terminal to a program with the text of this on its standard input.
    Pipe {
        program: Vec<String>,
        what: What,
    },
    /// Open a web address in the browser.
    Browse(String),
    /// Open a file, by its path as shown, with what the system has for it.
    OpenFile(String),
    /// Give the terminal to the editor, on the line where `near` stands, if it is found.
    Edit {
        path: String,
        near: String,
    },
    /// Look for new and changed files.
    Rescan,
    /// The archives opened last, answered with [`super::Message::Recent`].
    Recent,
    /// End here and read the archive that is made of these.
    Switch(Vec<std::path::PathBuf>),
    /// Look no further for new and changed files now.
    StopRescan,
    /// Draw everything anew, whatever the terminal shows now.
    Redraw,
    Suspend,
    Quit,
}
