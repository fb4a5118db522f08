//! What a refresh did, and what is wrong with the files of an archive.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::corpus::{Issue, IssueKind};
use crate::text::numbers::grouped;

/// At most so many issues are listed, and a few more of every reason; [`Report::issue_count`] knows them all.
const ISSUES: usize = 10_000;
/// So many of each reason are listed however many there are of others.
const FIRST: u64 = 20;
/// So many reasons are told apart; the rest are counted by their kind.
const REASONS: usize = 200;
/// So many files that are gone are named, and so many extensions are counted by themselves.
const NAMES: usize = 1000;

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
    /// The paths of files that were deleted, sanitised; the first of them.
    pub gone: Vec<String>,
    /// What was not even looked into.
    pub passed: Passed,
    /// Articles that say the same as another, or nearly, and are folded into its row.
    pub duplicates: u64,
    /// What is wrong, in this run or when the file was read.
    pub issues: Vec<Listed>,
    pub issue_count: u64,
    /// All issues counted by their reason, in the order in which they were met.
    pub reasons: Vec<Reason>,
    /// Files of which something could not be read.
    pub bad_files: u64,
    pub seconds: f64,
    /// False if it was cancelled; the next refresh goes on from there.
    pub complete: bool,
    /// True if nothing was done because another newsprint is indexing this archive.
    pub locked: bool,
}

/// An issue and the file that it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Sanitised.
    pub path: String,
    pub issue: Issue,
    /// The articles that came with it, by serial; none if there are none.
    pub serials: Range<u32>,
    /// Its place in [`Report::reasons`].
    pub reason: usize,
}

/// Issues of one kind that say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub kind: IssueKind,
    /// What they say, in a few words. Numbers that differ are an N.
    pub text: String,
    pub count: u64,
    /// Of these, how many are listed.
    pub listed: u64,
    /// What they have in common: the message with every number as an N.
    key: String,
}

impl Reason {
    /// Whether something that may be an article was not read.
    pub fn is_bad(&self) -> bool {
        is_bad(self.kind)
    }
}

/// Files and other things that were passed by when folders were looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Files of no format newsprint reads, by extension in small letters; those without one are under "".
    pub extensions: BTreeMap<String, u64>,
    pub links: u64,
    /// Pipes, sockets and real devices.
    pub devices: u64,
    /// Hidden files, and hidden folders with all that is in them.
    pub hidden: u64,
}

impl Passed {
    /// All but what is hidden.
    pub fn count(&self) -> u64 {
        self.extensions.values().sum::<u64>() + self.links + self.devices
    }

    pub(super) fn file(&mut self, name: &str) {
        let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
        let extension = super::line(extension).to_lowercase();
        // Whatever ends in a long word has no extension but a dot in its name.
        let short = extension.chars().count() <= 10 && extension.chars().all(char::is_alphanumeric);
        let known = short && (self.extensions.len() < NAMES || self.extensions.contains_key(&extension));
        *self.extensions.entry(if known { extension } else { String::new() }).or_default() += 1;
    }

    /// What there was, the most frequent first: "120 .jpg", "2 links", "14 hidden".
    pub fn parts(&self) -> Vec<String> {
        let mut by: Vec<(&str, u64)> = self.extensions.iter().map(|(e, n)| (e.as_str(), *n)).collect();
        by.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let plural = |n: u64, what: &str| format!("{} {what}{}", grouped(n), if n == 1 { "" } else { "s" });
        let named = |(e, n): (&str, u64)| match e {
            "" => format!("{} of another kind", grouped(n)),
            e => format!("{} .{e}", grouped(n)),
        };
        let mut parts: Vec<String> = by.into_iter().map(named).collect();
        parts.extend((self.links > 0).then(|| plural(self.links, "link")));
        parts.extend((self.devices > 0).then(|| plural(self.devices, "device")));
        parts.extend((self.hidden > 0).then(|| format!("{} hidden", grouped(self.hidden))));
        parts
    }
}

impl Report {
    /// Takes in what is wrong with one file whose articles have these serials.
    pub(super) fn add<'a>(
        &mut self,
        path: impl Fn() -> String,
        serials: Range<u32>,
        issues: impl Iterator<Item = &'a Issue>,
    ) {
        self.add_pieces(path, std::iter::once((serials, issues)));
    }

    /// Takes in what is wrong with the pieces of one file, each with the serials of its articles.
    pub(super) fn add_pieces<'a, I: Iterator<Item = &'a Issue>>(
        &mut self,
        path: impl Fn() -> String,
        pieces: impl Iterator<Item = (Range<u32>, I)>,
    ) {
        let mut bad = false;
        for (serials, issue) in pieces.flat_map(|(serials, issues)| issues.map(move |issue| (serials.clone(), issue))) {
            bad |= is_bad(issue.kind);
            self.issue_count += 1;
            let reason = self.reason(issue);
            let Some(of) = self.reasons.get_mut(reason) else { continue };
            of.count += 1;
            if self.issues.len() < ISSUES || of.listed < FIRST {
                of.listed += 1;
                self.issues.push(Listed { path: path(), issue: issue.clone(), serials, reason });
            }
        }
        self.bad_files += u64::from(bad);
    }

    /// Takes in what is wrong with something that was not read at all.
    pub(super) fn add_issue(&mut self, path: impl Fn() -> String, issue: &Issue) {
        self.add(path, 0..0, std::iter::once(issue));
    }

    /// Names a file that is gone.
    pub(super) fn add_gone(&mut self, path: impl FnOnce() -> String) {
        self.deleted += 1;
        if self.gone.len() < NAMES {
            self.gone.push(path());
        }
    }

    /// Forgets what is wrong, before all files are gone through again.
    pub(super) fn forget_issues(&mut self) {
        (self.issue_count, self.bad_files) = (0, 0);
        self.issues.clear();
        self.reasons.clear();
    }

    /// The place of the reason of an issue.
    fn reason(&mut self, issue: &Issue) -> usize {
        let text = words(issue);
        let key = without_numbers(&text);
        let find = |key: &str| self.reasons.iter().position(|r| r.kind == issue.kind && r.key == key);
        let (key, text) = match find(&key) {
            Some(at) => {
                if let Some(reason) = self.reasons.get_mut(at)
                    && reason.text != text
                {
                    reason.text.clone_from(&reason.key);
                }
                return at;
            }
            None if self.reasons.len() < REASONS => (key, text.into_owned()),
            None => match find("") {
                Some(at) => return at,
                None => (String::new(), "for other reasons".to_string()),
            },
        };
        self.reasons.push(Reason { kind: issue.kind, text, key, count: 0, listed: 0 });
        self.reasons.len() - 1
    }
}

/// Whether an issue of this kind means that something that may be an article was not read.
pub fn is_bad(kind: IssueKind) -> bool {
    match kind {
        IssueKind::Unreadable | IssueKind::Format | IssueKind::Cut | IssueKind::Quarantined => true,
        IssueKind::Encoding | IssueKind::Hidden | IssueKind::Empty | IssueKind::Header | IssueKind::Skipped => false,
    }
}

/// What an issue says, begun with its kind where the message does not say that by itself.
fn words(issue: &Issue) -> Cow<'_, str> {
    let message = issue.message.as_str();
    let why = message.split(" (os error").next().unwrap_or(message);
    match issue.kind {
        IssueKind::Unreadable if why.starts_with("cannot be read") => Cow::Borrowed(why),
        IssueKind::Unreadable => format!("cannot be read: {why}").into(),
        IssueKind::Format => format!("not understood: {why}").into(),
        IssueKind::Cut => format!("cut: {why}").into(),
        IssueKind::Quarantined => format!("quarantined: {why}").into(),
        IssueKind::Skipped => format!("passed by: {why}").into(),
        IssueKind::Hidden => "hidden characters taken out".into(),
        IssueKind::Encoding => format!("encoding: {why}").into(),
        IssueKind::Empty | IssueKind::Header => Cow::Borrowed(why),
    }
}

/// With an N for every number, and an ellipsis for what is quoted: that is from the file and not of the reason.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    let mut number = false;
    for c in text.chars() {
        let quote = matches!(c, '"' | '`');
        if quoted && !quote {
            continue;
        }
        let digit = c.is_ascii_digit() || (number && c == ',');
        match (digit, number) {
            (true, true) => {}
            (true, false) => out.push('N'),
            (false, _) => out.push(c),
        }
        number = digit;
        if quote {
            quoted = !quoted;
            out.push_str(if quoted { "…" } else { "" });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(issues: &[(IssueKind, &str)]) -> Report {
        let mut report = Report::default();
        for (n, (kind, message)) in issues.iter().enumerate() {
            report.add(|| format!("{n}.txt"), 0..1, std::iter::once(&Issue::new(*kind, *message)));
        }
        report
    }

    fn reasons(report: &Report) -> Vec<(u64, &str)> {
        report.reasons.iter().map(|r| (r.count, r.text.as_str())).collect()
    }

    #[test]
    fn what_says_the_same_is_one_reason() {
        let report = report(&[
            (IssueKind::Cut, "longer than 16 MiB: the rest is left out"),
            (IssueKind::Format, "key must be \"a\" at column 12"),
            (IssueKind::Hidden, "1 hidden character taken out"),
            (IssueKind::Cut, "longer than 16 MiB: the rest is left out"),
            (IssueKind::Format, "key must be \"bb\" at column 1,345"),
            (IssueKind::Hidden, "3 hidden characters taken out"),
            (IssueKind::Unreadable, "cannot be read: Permission denied (os error 13)"),
        ]);
        let expected = [
            (2, "cut: longer than 16 MiB: the rest is left out"),
            (2, "not understood: key must be \"…\" at column N"),
            (2, "hidden characters taken out"),
            (1, "cannot be read: Permission denied"),
        ];
        assert_eq!(reasons(&report), expected);
        assert_eq!((report.issue_count, report.bad_files), (7, 5));
    }

    #[test]
    fn counts_are_exact_beyond_what_is_listed_and_every_reason_names_its_first_files() {
        let mut report = Report::default();
        let empty = Issue::new(IssueKind::Empty, "there is no text in it");
        for n in 0..ISSUES + 500 {
            report.add(|| format!("{n}.txt"), 0..0, std::iter::once(&empty));
        }
        for n in 0..100 {
            report.add_issue(|| format!("shut{n}"), &Issue::new(IssueKind::Unreadable, "cannot be read: shut"));
        }
        assert_eq!(report.issue_count, ISSUES as u64 + 600);
        assert_eq!(reasons(&report), [(ISSUES as u64 + 500, "there is no text in it"), (100, "cannot be read: shut")]);
        assert_eq!(report.issues.len() as u64, ISSUES as u64 + FIRST);
        assert_eq!(report.bad_files, 100);
    }

    #[test]
    fn there_are_only_so_many_reasons() {
        let mut report = Report::default();
        let word = |n: usize| char::from_u32('a' as u32 + (n % 26) as u32).unwrap().to_string().repeat(n / 26 + 1);
        for n in 0..2 * REASONS {
            report.add_issue(|| "a".into(), &Issue::new(IssueKind::Format, word(n)));
        }
        assert_eq!(report.reasons.len(), REASONS + 1);
        assert_eq!(report.reasons.iter().map(|r| r.count).sum::<u64>(), 2 * REASONS as u64);
        assert_eq!(report.reasons.last().map(|r| r.text.as_str()), Some("for other reasons"));
    }

    #[test]
    fn what_was_passed_by_is_told_by_its_extension() {
        let mut passed = Passed { links: 1, devices: 2, hidden: 3, ..Passed::default() };
        for name in ["a.JPG", "b.jpg", "c.docx", "d.a long sentence", "e.\u{1b}[2J", "f.jpg"] {
            passed.file(name);
        }
        assert_eq!(passed.count(), 9);
        let parts = ["3 .jpg", "2 of another kind", "1 .docx", "1 link", "2 devices", "3 hidden"];
        assert_eq!(passed.parts(), parts);
    }
}
