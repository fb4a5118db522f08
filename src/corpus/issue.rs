//! What was wrong with an input: a value beside the result, never an error instead of it.

use serde::{Deserialize, Serialize};

/// The kind of an [`Issue`]; the name in JSON is the lower-case form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IssueKind {
    /// The file could not be opened or read.
    Unreadable,
    /// The file is of no format that newsprint reads.
    Format,
    /// The encoding was guessed, or bytes were replaced.
    Encoding,
    /// Invisible or control characters were taken out.
    Hidden,
    /// More than the limit: the rest was left out.
    Cut,
    /// Nothing to read in it.
    Empty,
    /// Front matter that does not parse; read as text.
    Header,
    /// A parser failed on it or ran into a limit: it is left alone until it changes.
    Quarantined,
    /// Of a kind that may hold articles, and holds none: settings, a picture's data, somebody's program.
    Skipped,
}

/// One thing wrong with an input, for people to read. `line` counts from 1 where it is known; `member` is what in the
/// file it is about, as in `archive.zip!member`, sanitised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    pub kind: IssueKind,
    pub message: String,
    pub line: Option<u32>,
    pub member: Option<String>,
}

impl Issue {
    pub fn new(kind: IssueKind, message: impl Into<String>) -> Issue {
        Issue { kind, message: message.into(), line: None, member: None }
    }

    /// Where in the file, to be set behind its path: `:17`, `!member`; nothing where it is about the whole.
    pub fn place(&self) -> String {
        let member = self.member.as_ref().map(|member| format!("!{member}")).unwrap_or_default();
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        member + &line
    }
}
