//! Files read one after another without an index: what is in them, and nothing kept.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::apart::{Items, Readers, Source};
use super::file::{self, LIMIT};
use super::pieces::Pieces;
use super::scan::{self, Roots, unreadable};
use super::{line, shown, work};
use crate::clean::recurring::Recurring;
use crate::corpus::{Annotations, Article, ArticleId, Draft, Issue, IssueKind, Origin};
pub use crate::ingest::Reading;
use crate::ingest::json_lines::{self, Complaints};
use crate::ingest::{self, Item};

/// What a file gave, or a part of one.
#[derive(Debug, Default)]
pub struct Seen {
    /// As shown to people: as it was given, and for files of a folder what leads to them from there.
    pub path: String,
    pub articles: Vec<(Article, Annotations)>,
    /// Of the file and of its articles.
    pub issues: Vec<Issue>,
}

/// Reads the files at `paths`, and every file of an archive below those that are folders in the archive's order, and
/// tells `each` what was in them, one after another; a few are read at a time. A file of JSON Lines is told line by
/// line, a large one of many articles one by one. `readers` read what a parser may fail on.
///
/// # Errors
/// If there is neither a file nor a folder at a path, and whatever `each` returns.
pub fn each(
    paths: &[&Path],
    readers: &Readers,
    reading: Reading,
    each: &mut dyn FnMut(Seen) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut waiting: Vec<(PathBuf, String)> = Vec::new();
    for path in paths {
        let roots = Roots::new(&[path.to_path_buf()])?;
        let Some(root) = roots.paths().first().filter(|root| root.is_dir()) else {
            let real = roots.paths().first().map_or(*path, |root| root.as_path());
            waiting.push((real.to_path_buf(), shown(path)));
            continue;
        };
        let Some(scan) = scan::scan(&roots, &mut |_| true) else { continue };
        for (path, issue) in scan.issues {
            each(Seen { path, issues: vec![issue], ..Seen::default() })?;
        }
        for found in scan.files {
            let Some(real) = roots.path(&found.key) else { continue };
            let name = real.strip_prefix(root).map_or_else(|_| shown(&real), |below| shown(&path.join(below)));
            waiting.push((real, name));
        }
    }
    // What may be of any size goes by itself.
    let is_large = |path: &Path, name: &str| {
        ingest::is_json_lines(name)
            || (ingest::is_collection(name) && path.metadata().is_ok_and(|file| file.len() > LARGE))
    };
    for run in waiting.chunk_by(|(a, called), (b, named)| !is_large(a, called) && !is_large(b, named)) {
        match run {
            [(real, name)] if ingest::is_json_lines(name) => from_lines(real, name, reading, each)?,
            [(real, name)] if is_large(real, name) => {
                let items = readers.read(name, Source::File(real.clone()), reading);
                from_items(items, name, reading, each)?;
            }
            small => {
                for some in small.chunks(AT_A_TIME) {
                    let read = |(real, name): &(PathBuf, String)| from_file(real, name.clone(), readers, reading);
                    let seen: Vec<Seen> = some.par_iter().map(read).collect();
                    seen.into_iter().try_for_each(&mut *each)?;
                }
            }
        }
    }
    Ok(())
}

/// So many files are read before what was in them is told: enough for every processor, few enough to hold.
const AT_A_TIME: usize = 8;
/// A file of many articles that is larger is not held.
const LARGE: u64 = 4 << 20;

fn from_file(path: &Path, name: String, readers: &Readers, reading: Reading) -> Seen {
    match file::read(path, LIMIT) {
        Ok(content) => {
            let mut seen = from_bytes(&name, &content.bytes, readers, reading);
            if content.cut {
                let issue = Issue::new(IssueKind::Cut, format!("only the first {} MiB are read", LIMIT >> 20));
                seen.articles.iter_mut().for_each(|(article, _)| article.issues.push(issue.clone()));
                seen.issues.push(issue);
            }
            seen
        }
        Err(error) => Seen { path: name, issues: vec![unreadable(error)], articles: Vec::new() },
    }
}

/// A large file of many articles, told a few at a time.
fn from_items(
    mut items: Items,
    name: &str,
    reading: Reading,
    each: &mut dyn FnMut(Seen) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    loop {
        let some: Vec<Item> = items.by_ref().take(ITEMS_AT_A_TIME).collect();
        if some.is_empty() {
            return items.trouble().map_or(Ok(()), |why| each(of_issue(name, unreadable(why))));
        }
        let seen: Vec<Seen> = some.into_par_iter().map(|item| from_item(item, name, reading)).collect();
        seen.into_iter().try_for_each(&mut *each)?;
    }
}

/// So many articles of a file are read before they are told.
const ITEMS_AT_A_TIME: usize = 64;

fn from_item(item: Item, name: &str, reading: Reading) -> Seen {
    match item {
        Item::Issue(issue) => of_issue(name, issue),
        Item::Article(draft) => {
            let made = match reading {
                Reading::Clean => {
                    let mut made = work::begin_items(name, vec![Item::Article(draft)]);
                    made.finish(&Recurring::default(), work::Finding::All);
                    made
                }
                Reading::Raw => work::guarded(|| annotated(as_it_is(*draft))),
            };
            Seen { path: name.to_string(), articles: made.articles, issues: made.issues }
        }
    }
}

fn annotated(article: Article) -> work::Made {
    let found = crate::entities::annotate(&article);
    work::Made { issues: article.issues.clone(), articles: vec![(article, found)], ..work::Made::default() }
}

/// So many lines of a file are read before what was in them is told.
const LINES_AT_A_TIME: usize = 128;

/// A file of JSON Lines, told in many parts: a bad line by itself, under the name that an article of it would have.
fn from_lines(
    path: &Path,
    name: &str,
    reading: Reading,
    each: &mut dyn FnMut(Seen) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match Pieces::open(path) {
        Ok(pieces) => from_pieces(pieces, name, reading, each),
        Err(error) => each(of_issue(name, unreadable(error))),
    }
}

fn from_pieces(
    pieces: Pieces,
    name: &str,
    reading: Reading,
    each: &mut dyn FnMut(Seen) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut complaints = Complaints::default();
    let mut empty = true;
    for piece in pieces {
        let piece = match piece {
            Ok(piece) => piece,
            Err(error) => return each(of_issue(name, unreadable(error))),
        };
        let mut lines = json_lines::lines(piece.first_line, &piece.bytes);
        loop {
            let some: Vec<_> = lines.by_ref().take(LINES_AT_A_TIME).collect();
            if some.is_empty() {
                break;
            }
            empty = false;
            let made: Vec<work::Made> =
                some.par_iter().map(|(number, line)| from_line(name, *number, line, reading)).collect();
            for (made, (number, _)) in made.into_iter().zip(some) {
                tell(made, name, number, &mut complaints, each)?;
            }
        }
        for issue in piece.issues {
            empty = false;
            each(of_issue(name, issue))?;
        }
    }
    complaints.rest().map_or(Ok(()), |issue| each(of_issue(name, issue)))?;
    if empty { each(of_issue(name, Issue::new(IssueKind::Empty, "there is no text in it"))) } else { Ok(()) }
}

/// What is wrong with a file or with something in it.
fn of_issue(name: &str, issue: Issue) -> Seen {
    Seen { path: name.to_string(), issues: vec![issue], articles: Vec::new() }
}

fn tell(
    made: work::Made,
    name: &str,
    number: u64,
    complaints: &mut Complaints,
    each: &mut dyn FnMut(Seen) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut seen = Seen { path: name.to_string(), articles: made.articles, issues: made.issues };
    if seen.articles.is_empty() {
        let line = u32::try_from(number).ok();
        seen.issues.iter_mut().for_each(|issue| issue.line = issue.line.or(line));
        seen.issues = seen.issues.into_iter().take(1).filter_map(|issue| complaints.about(issue)).collect();
    }
    if seen.articles.is_empty() && seen.issues.is_empty() { Ok(()) } else { each(seen) }
}

fn of_line(issue: Issue) -> work::Made {
    work::Made { issues: vec![issue], ..work::Made::default() }
}

fn from_line(name: &str, number: u64, line: &[u8], reading: Reading) -> work::Made {
    work::guarded(|| {
        let draft = match reading {
            Reading::Clean => json_lines::draft(name, number, line),
            Reading::Raw => json_lines::raw_draft(name, number, line),
        };
        let draft = match draft {
            Ok(draft) => draft,
            Err(issue) => return of_line(issue),
        };
        let article = match reading {
            Reading::Clean => crate::clean::clean(draft),
            Reading::Raw => as_it_is(draft),
        };
        if reading == Reading::Clean && work::has_nothing_to_read(&article) {
            return of_line(Issue::new(IssueKind::Empty, "there is no text in it"));
        }
        annotated(article)
    })
}

/// As [`each`] for `bytes` that came without a file, read as one of this name; `-` is nobody's name.
///
/// # Errors
/// Whatever `each` returns.
pub fn each_of_bytes(
    name: &str,
    bytes: Vec<u8>,
    readers: &Readers,
    reading: Reading,
    each: &mut dyn FnMut(Seen) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if json_lines::begins(&bytes) {
        return from_pieces(Pieces::of_bytes(bytes)?, &line(name), reading, each);
    }
    each(from_bytes(name, &bytes, readers, reading))
}

/// What `bytes` are, read as a file of this name; `-` is nobody's name.
fn from_bytes(name: &str, bytes: &[u8], readers: &Readers, reading: Reading) -> Seen {
    let name = line(name);
    let made = match reading {
        Reading::Clean => work::make(readers, &name, bytes, work::Finding::All),
        Reading::Raw => raw(readers, &name, bytes),
    };
    Seen { path: name, articles: made.articles, issues: made.issues }
}

fn raw(readers: &Readers, name: &str, bytes: &[u8]) -> work::Made {
    let mut made = work::Made::default();
    if ingest::is_tame(name, bytes) {
        return work::guarded(|| {
            let (drafts, issues) = ingest::read_as(Reading::Raw, name, bytes);
            made.issues = issues;
            drafts.into_iter().for_each(|draft| made.join(annotated(as_it_is(draft))));
            made
        });
    }
    let mut items = readers.read(name, Source::Bytes(bytes), Reading::Raw);
    let all = work::within_bounds(items.by_ref());
    made.issues.extend(items.trouble().map(unreadable));
    for item in all {
        match item {
            Item::Article(draft) => made.join(work::guarded(|| annotated(as_it_is(*draft)))),
            Item::Issue(issue) => made.issues.push(issue),
        }
    }
    made
}

fn as_it_is(draft: Draft) -> Article {
    let mut hash = blake3::Hasher::new();
    for block in &draft.blocks {
        hash.update(block.text.as_bytes()).update(b"\n");
    }
    let mut id = ArticleId::default();
    id.0.copy_from_slice(&hash.finalize().as_bytes()[..16]);
    Article {
        id,
        path: draft.path,
        title: String::new(),
        title_origin: Origin::Name,
        date: None,
        date_origin: None,
        date_confidence: None,
        source: None,
        source_origin: None,
        byline: None,
        language: None,
        link: None,
        links: Vec::new(),
        tags: Vec::new(),
        paragraphs: draft.blocks,
        furniture: Vec::new(),
        hidden: draft.hidden,
        issues: draft.issues,
    }
}
