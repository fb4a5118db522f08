//! What the program wants done outside: data, so that tests can compare it and any runtime can perform it.

use super::fold::Chosen;
use super::quotes::{Asked, Place};
use crate::corpus::{ArticleId, Correcting, Kind, MarkChange};
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
    },
    /// Look for the names that a text typed into a picker finds, answered with [`super::Message::Picked`].
    Pick {
        generation: u64,
        kind: Kind,
        text: String,
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
    /// Put a text on the terminal's clipboard.
    Copy(String),
    /// Look for new and changed files.
    Rescan,
    /// Draw everything anew, whatever the terminal shows now.
    Redraw,
    Suspend,
    Quit,
}
