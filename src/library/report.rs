//! What a refresh did, and what is wrong with the files of an archive.

use crate::corpus::Issue;

/// At most so many issues are listed; [`Report::issue_count`] knows them all.
pub(super) const ISSUES: usize = 10_000;

/// The state of an archive after a refresh.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Rows of the list: what is folded into another is not counted.
    pub articles: u64,
    /// Files of the archive, readable or not.
    pub files: u64,
    pub new: u64,
    pub changed: u64,
    pub deleted: u64,
    pub unchanged: u64,
    /// Files of no format newsprint reads, links, pipes and devices.
    pub skipped: u64,
    /// Articles that say the same as another, or nearly, and are folded into its row.
    pub duplicates: u64,
    /// The path, sanitised, and what is wrong: in this run or when the file was read.
    pub issues: Vec<(String, Issue)>,
    pub issue_count: u64,
    pub seconds: f64,
    /// False if it was cancelled; the next refresh goes on from there.
    pub complete: bool,
    /// True if nothing was done because another newsprint is indexing this archive.
    pub locked: bool,
}

impl Report {
    pub(super) fn add_issue(&mut self, path: impl FnOnce() -> String, issue: Issue) {
        self.issue_count += 1;
        if self.issues.len() < ISSUES {
            self.issues.push((path(), issue));
        }
    }
}
