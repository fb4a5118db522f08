//! One file from its bytes to annotated articles: the part that runs on all cores.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use super::apart::{Readers, Source};
use super::file::{self, LIMIT};
use super::manifest::{Piece, Record};
use super::record;
use super::scan::{Roots, Stamp, unreadable};
use super::trouble::Trouble;
use super::waiting::Told;
use crate::clean::recurring::Recurring;
use crate::corpus::{Annotations, Article, Draft, Issue, IssueKind, Origin};
use crate::index::Words;
use crate::ingest::{self, Item, Reading, json_lines};

/// A file to do, with what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub key: String,
    /// As the scan saw it.
    pub stamp: Stamp,
    pub old: Option<Box<Record>>,
}

impl Job {
    /// Whether nothing is indexed of it.
    pub fn is_new(&self) -> bool {
        self.old.as_ref().is_none_or(|old| old.again && old.pieces.is_empty())
    }

    /// The piece of this number, if what is indexed of it is whole.
    pub fn piece(&self, number: usize) -> Option<&Piece> {
        self.old.as_ref()?.pieces.get(number).filter(|p| !p.at_hand)
    }

    /// The record of a file that was only touched.
    pub fn same(&self, stamp: Stamp) -> Record {
        Record { size: stamp.size, changed: stamp.changed, again: is_fresh(stamp), ..self.known() }
    }

    /// The record of a file that cannot be read now. Once it can be, all of it is done again, issues and all.
    pub fn unreadable(&self, issue: Issue) -> Record {
        let mut record = Record { again: true, issues: vec![issue], ..self.known() };
        record.pieces.iter_mut().for_each(|piece| {
            piece.hash = NO_HASH;
            piece.issues.clear();
        });
        record
    }

    fn known(&self) -> Record {
        self.old.as_deref().cloned().unwrap_or_default()
    }
}

/// No bytes have this hash.
const NO_HASH: [u8; 16] = [0; 16];

/// What is looked for in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Finding {
    /// Names, countries, quotes and dates.
    #[default]
    All,
    /// Nothing: to measure what the rest costs.
    Nothing,
}

/// What became of it.
pub(super) enum Outcome {
    /// It cannot be read now: what is indexed of it stays.
    Unreadable(Issue),
    /// Its bytes are those that are indexed.
    Same(Stamp),
    Read(Made),
}

/// What bytes gave.
#[derive(Default)]
pub(super) struct Made {
    pub stamp: Stamp,
    /// Whether that was so new when the bytes were read that a later change may bear the same time.
    pub fresh: bool,
    pub hash: [u8; 16],
    pub articles: Vec<(Article, Annotations)>,
    /// Of the file and of its articles.
    pub issues: Vec<Issue>,
    pub told: Vec<Told>,
}

impl Made {
    /// The piece of a file that this is, its articles numbered from `serial`.
    pub fn piece(&self, serial: u32) -> Piece {
        let (hash, issues) = (self.hash, self.issues.clone());
        Piece { hash, serial, articles: self.articles.len() as u32, line: 1, at_hand: false, issues }
    }

    /// The record of a file that is read at once.
    pub fn record(&self, serial: u32) -> Record {
        let Stamp { size, changed } = self.stamp;
        Record { size, changed, again: self.fresh, pieces: vec![self.piece(serial)], issues: Vec::new() }
    }
}

/// An article ready to be written to index and texts.
pub(super) struct Ready {
    pub serial: u32,
    pub indexed: Words,
    pub stored: Vec<u8>,
}

impl Ready {
    pub fn of(serial: u32, article: &Article, found: &Annotations) -> Result<Ready, Trouble> {
        Ok(Ready {
            serial,
            indexed: Words::of(article),
            stored: record::encode(article, found).map_err(Trouble::other)?,
        })
    }
}

/// A file changed within the last two seconds may change again without its time telling: clocks of file systems are
/// that coarse. It is read once more by the next refresh.
pub(super) fn is_fresh(stamp: Stamp) -> bool {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let then = Duration::from_nanos(u64::try_from(stamp.changed).unwrap_or(0));
    now.abs_diff(then) < Duration::from_secs(2)
}

/// Reads the file and makes articles of it, that are to be [finished](Made::finish). Never fails and never panics. Once
/// `cancel` is true, what comes of it is not all.
pub(super) fn work(roots: &Roots, job: &Job, readers: &Readers, cancel: &AtomicBool) -> Outcome {
    let Some(path) = roots.path(&job.key) else {
        return Outcome::Unreadable(unreadable("this system has no such name"));
    };
    let content = match file::read(&path, LIMIT) {
        Ok(content) => content,
        Err(error) => return Outcome::Unreadable(unreadable(error)),
    };
    let fresh = is_fresh(content.stamp);
    let hash = hash(&content.bytes);
    if job.piece(0).is_some_and(|old| old.hash == hash) {
        return Outcome::Same(content.stamp);
    }
    let mut made = match begin(readers, &roots.shown(&job.key), &content.bytes, Some(cancel)) {
        Ok(made) => made,
        Err(issue) => return Outcome::Unreadable(issue),
    };
    if content.cut && !made.issues.iter().any(|i| i.kind == IssueKind::Cut) {
        made.issues.push(Issue::new(IssueKind::Cut, format!("only the first {} MiB are read", LIMIT >> 20)));
    }
    Outcome::Read(Made { stamp: content.stamp, fresh, hash, ..made })
}

/// Articles of bytes that are in memory, by themselves: nothing is learned of their source.
pub(super) fn make(readers: &Readers, name: &str, bytes: &[u8], finding: Finding) -> Made {
    let failed = |issue| Made { issues: vec![issue], ..Made::default() };
    let mut made = begin(readers, name, bytes, None).unwrap_or_else(failed);
    made.finish(&Recurring::default(), finding);
    made
}

/// Articles of bytes that are in memory, to be finished: text is read here, and what a parser might fail on by a process
/// of its own.
///
/// # Errors
/// Why the system does not let it be read, which says nothing of the bytes.
pub(super) fn begin(readers: &Readers, name: &str, bytes: &[u8], cancel: Option<&AtomicBool>) -> Result<Made, Issue> {
    if !ingest::is_tame(name, bytes) {
        let mut items = readers.read(name, Source::Bytes(bytes), Reading::Clean);
        if let Some(cancel) = cancel {
            items = items.until(cancel);
        }
        let all = within_bounds(items.by_ref());
        return items.trouble().map_or_else(|| Ok(begin_items(name, all)), |why| Err(unreadable(why)));
    }
    Ok(guarded(|| {
        let (drafts, issues) = ingest::read(name, bytes);
        let mut made = Made { issues, ..Made::default() };
        drafts.into_iter().for_each(|draft| made.push(draft));
        made
    }))
}

/// The most text that is taken of a file which is read at once.
const MOST: usize = 128 << 20;

/// No more than can be held of what a small file unpacks to.
pub(super) fn within_bounds(items: impl Iterator<Item = Item>) -> Vec<Item> {
    let (mut all, mut bytes) = (Vec::new(), 0);
    for item in items {
        bytes += item.text();
        if bytes > MOST {
            let message = format!("more than {} MiB of text: the rest is left out", MOST >> 20);
            all.push(Item::Issue(Issue::new(IssueKind::Cut, message)));
            break;
        }
        all.push(item);
    }
    all
}

/// Articles of what was read of a file of this name, to be finished; on all threads of the pool it is called in.
pub(super) fn begin_items(name: &str, items: Vec<Item>) -> Made {
    let one = |item| match item {
        Item::Article(draft) => {
            let part = draft.path.strip_prefix(name).and_then(|rest| rest.strip_prefix('!')).map(str::to_string);
            let mut made = guarded(|| {
                let mut made = Made::default();
                made.push(*draft);
                made
            });
            made.issues.iter_mut().filter(|i| i.member.is_none()).for_each(|i| i.member.clone_from(&part));
            made
        }
        Item::Issue(issue) => Made { issues: vec![issue], ..Made::default() },
    };
    let (mut all, mut unnamed) = (Made::default(), BTreeMap::<IssueKind, usize>::new());
    for made in items.into_par_iter().map(one).collect::<Vec<_>>() {
        all.articles.extend(made.articles);
        for issue in made.issues {
            // What was put aside is always named: nobody would look for it otherwise.
            if all.issues.len() < NAMED || issue.kind == IssueKind::Quarantined {
                all.issues.extend((!all.issues.contains(&issue)).then_some(issue));
            } else {
                *unnamed.entry(issue.kind).or_default() += 1;
            }
        }
    }
    all.issues.extend(unnamed.into_iter().map(|(kind, count)| Issue::new(kind, format!("{count} more like this"))));
    all
}

/// So many things that are wrong with a piece of a file are named.
const NAMED: usize = 100;

/// Articles of whole lines of a file of JSON Lines, the first of them number `first_line`, counting from 1; to be
/// finished, on all threads of the pool it is called in. What is wrong is told with its line.
pub(super) fn begin_lines(name: &str, first_line: u64, bytes: &[u8]) -> Made {
    let lines: Vec<(u64, &[u8])> = json_lines::lines(first_line, bytes).collect();
    let one = |(number, line): (u64, &[u8])| {
        let mut made = guarded(|| match json_lines::draft(name, number, line) {
            Ok(draft) => {
                let mut made = Made::default();
                made.push(draft);
                made
            }
            Err(issue) => Made { issues: vec![issue], ..Made::default() },
        });
        made.issues.iter_mut().for_each(|issue| issue.line = issue.line.or(u32::try_from(number).ok()));
        made
    };
    let mut all = Made::default();
    let mut complaints = json_lines::Complaints::default();
    for made in lines.into_par_iter().map(one).collect::<Vec<_>>() {
        all.articles.extend(made.articles);
        all.issues.extend(made.issues.into_iter().filter_map(|issue| complaints.about(issue)));
    }
    all.issues.extend(complaints.rest());
    all
}

impl Made {
    /// Takes in what another gave.
    pub fn join(&mut self, other: Made) {
        self.articles.extend(other.articles);
        self.told.extend(other.told);
        self.issues.extend(other.issues);
    }

    /// Cleans a draft and takes it in.
    fn push(&mut self, draft: Draft) {
        let article = crate::clean::clean(draft);
        let new: Vec<Issue> = article.issues.iter().filter(|i| !self.issues.contains(i)).cloned().collect();
        self.issues.extend(new);
        if has_nothing_to_read(&article) {
            return;
        }
        self.articles.push((article, Annotations::default()));
    }

    /// Takes out of the articles what is known to recur in their sources, and looks for names in what is left; on all
    /// threads of the pool it is called in. A panic over an article is an issue of the file.
    pub fn finish(&mut self, learned: &Recurring, finding: Finding) {
        let one = |(article, found): &mut (Article, Annotations)| {
            let work = || {
                learned.take_out(article);
                if finding == Finding::All {
                    *found = crate::entities::annotate(article);
                }
                Told::of(article)
            };
            catch_unwind(AssertUnwindSafe(work))
        };
        let told: Vec<_> = match self.articles.as_mut_slice() {
            // Most files: this thread's stack is as large as it has to be.
            [single] => vec![one(single)],
            many => many.par_iter_mut().map(one).collect(),
        };
        if told.iter().any(Result::is_err) {
            self.issues.push(own_failure());
        }
        self.told = told.into_iter().map(Result::unwrap_or_default).collect();
    }
}

/// Nothing but the name of its file: that is an issue, and no article for anyone's list.
pub(super) fn has_nothing_to_read(article: &Article) -> bool {
    article.paragraphs.is_empty() && article.furniture.is_empty() && article.title_origin == Origin::Name
}

pub(super) fn guarded(parse: impl FnOnce() -> Made) -> Made {
    let failed = |_| Made { issues: vec![own_failure()], ..Made::default() };
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or_else(failed)
}

fn own_failure() -> Issue {
    Issue::new(IssueKind::Unreadable, "newsprint itself failed on this file; please report it")
}

/// The first 16 bytes of the BLAKE3 hash.
pub(super) fn hash(bytes: &[u8]) -> [u8; 16] {
    let mut out = [0; 16];
    out.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_issue_of_one_file() {
        let made = guarded(|| panic!("on purpose"));
        assert!(made.articles.is_empty());
        assert_eq!(made.issues.len(), 1);
    }

    #[test]
    fn a_file_of_this_very_moment_is_fresh() {
        let at = |seconds: u64| {
            let time = SystemTime::now() - Duration::from_secs(seconds);
            Stamp { size: 1, changed: time.duration_since(UNIX_EPOCH).unwrap().as_nanos() as i64 }
        };
        assert!(is_fresh(at(0)));
        assert!(!is_fresh(at(5)));
        assert!(!is_fresh(Stamp { size: 1, changed: -5 }), "before 1970");
        assert!(!is_fresh(Stamp { size: 1, changed: i64::MAX }), "a clock that is wrong: any change will differ");
    }

    #[test]
    fn what_cannot_be_read_keeps_its_articles_and_is_read_again() {
        let piece = Piece { hash: [7; 16], serial: 3, articles: 2, ..Piece::default() };
        let issue = |text: &str| Issue::new(IssueKind::Cut, text);
        let record = Record {
            pieces: vec![Piece { issues: vec![issue("a")], ..piece.clone() }],
            issues: vec![issue("b")],
            ..Record::default()
        };
        let job = |old| Job { key: "0/a".into(), stamp: Stamp::default(), old };
        assert!(job(None).is_new());
        let gone = job(Some(Box::new(record))).unreadable(unreadable("shut"));
        assert_eq!((gone.serials().collect::<Vec<_>>(), gone.issues().count()), (vec![3, 4], 1));
        assert!(!gone.is_unchanged(gone.stamp()) && gone.pieces[0].hash != piece.hash);
        assert!(!job(Some(Box::new(gone))).is_new());
        assert!(job(Some(Box::new(job(None).unreadable(unreadable("shut"))))).is_new());
    }
}
