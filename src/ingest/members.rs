//! Which files of an archive are read, and what is said of the others: one word for all of a kind.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};

use super::out::{Hints, Out};
use super::registry;
use super::saved::{self, Pages};
use crate::corpus::IssueKind;

/// So much of a member is read. An article has far less; an archive in the archive may have more.
const LONGEST: u64 = 256 << 20;

/// So many names are remembered, to tell from one another those that are the same.
const NAMES: usize = 1 << 20;

/// Names of things in an archive, where several may have the same.
#[derive(Default)]
pub struct Names {
    /// How often each was given, by its hash.
    seen: HashMap<u64, u32>,
}

impl Names {
    /// A name that was not given yet: `name`, or `name (2)` when it comes again.
    pub fn new_one(&mut self, name: &str) -> String {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let hash = hasher.finish();
        if self.seen.len() >= NAMES && !self.seen.contains_key(&hash) {
            return name.to_string();
        }
        let count = self.seen.entry(hash).or_default();
        *count += 1;
        if *count == 1 { name.to_string() } else { format!("{name} ({count})") }
    }
}

/// What becomes of an archive's files.
#[derive(Default)]
pub struct Members {
    /// The saved pages there are. `None` where a folder may come before its page.
    pages: Option<Pages>,
    /// Files that no format is for.
    others: u64,
    /// Why files are not read, the first of each, and how many they are.
    refused: Vec<(&'static str, String, u64)>,
    names: Names,
}

impl Members {
    /// Of an archive that has a directory: of these files.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Members {
        let mut pages = Pages::default();
        names.for_each(|name| pages.see(name));
        Members { pages: Some(pages), ..Members::default() }
    }

    /// Whether a file of this name is to be read; if not, it is counted.
    pub fn wants(&mut self, name: &str) -> bool {
        let wanted = registry::reads(name) && !is_hidden(name) && !self.is_of_a_page(name);
        self.others += u64::from(!wanted);
        wanted
    }

    fn is_of_a_page(&self, name: &str) -> bool {
        self.pages.as_ref().map_or_else(|| saved::may_be_needed(name), |pages| pages.need(name))
    }

    /// A file that is wanted and cannot be read.
    pub fn refuse(&mut self, name: &str, why: &'static str) {
        match self.refused.iter_mut().find(|(reason, ..)| *reason == why) {
            Some((_, _, count)) => *count += 1,
            None => self.refused.push((why, name.to_string(), 1)),
        }
    }

    /// Reads a file, as much of it as may be. False: nothing more is wanted.
    pub fn read(&mut self, name: &str, mut input: &mut dyn Read, out: &mut Out) -> bool {
        let mut limited = Read::by_ref(&mut input).take(LONGEST);
        let go_on = out.member(&self.names.new_one(name), Hints::default(), &mut limited);
        let is_full = limited.limit() == 0;
        if go_on && is_full && matches!(input.read(&mut [0]), Ok(1..)) {
            self.refuse(name, "larger than 256 MiB: the rest is left out");
        }
        go_on
    }

    /// Says what was left out.
    pub fn tell(self, out: &mut Out) {
        for (why, first, count) in self.refused {
            match count {
                1 => out.issue_of(&first, IssueKind::Unreadable, why),
                _ => out.issue(IssueKind::Unreadable, format!("{count} files in it: {why}")),
            };
        }
        if self.others > 0 {
            let files = if self.others == 1 { "file" } else { "files" };
            out.issue(IssueKind::Skipped, format!("{} {files} of other formats", self.others));
        }
    }
}

/// The name of a file in an archive, whatever system and encoding it comes from.
pub fn name_of(raw: &[u8]) -> String {
    String::from_utf8_lossy(raw).replace('\\', "/")
}

/// What a system or a program keeps for itself.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || (part.starts_with('.') && !matches!(part, "." | "..")))
}

/// Reads on to the end, and says how many bytes that were.
pub fn drain(input: &mut dyn Read) -> io::Result<u64> {
    io::copy(input, &mut io::sink())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_saved_page_or_a_system_is_passed_by() {
        let mut members = Members::of(["news/A page.html"].into_iter());
        for name in ["a.txt", "../b.md", "x/./c.txt", "talks", "other_files/a.txt", "news/A page.txt"] {
            assert!(members.wants(name), "{name}");
        }
        for name in ["__MACOSX/a.txt", "x/.git/a.txt", ".a.txt", "a.css", "p.jpeg", "news/A page_files/frame.txt"] {
            assert!(!members.wants(name), "{name}");
        }
        assert_eq!(members.others, 6);
        // Not known which pages there are: the folder may come first.
        assert!(!Members::default().wants("news/A page_files/frame.txt"));
    }
}
