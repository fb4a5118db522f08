//! Files read one after another without an index: what is in them, and nothing kept.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::file::{self, LIMIT};
use super::scan::{self, Roots, unreadable};
use super::{line, shown, work};
use crate::corpus::{Annotations, Article, ArticleId, Draft, Issue, IssueKind, Origin};

/// How a file is made articles of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As in an archive.
    Clean,
    /// Every line that is not empty is one body paragraph; there is no title, date or source.
    Raw,
}

/// What a file gave.
#[derive(Debug, Default)]
pub struct Seen {
    /// As shown to people: as it was given, and for files of a folder what leads to them from there.
    pub path: String,
    pub articles: Vec<(Article, Annotations)>,
    /// Of the file and of its articles.
    pub issues: Vec<Issue>,
}

/// Reads the files at `paths`, and every file of an archive below those that are folders in the archive's order, and
/// tells `each` what was in them, one after another; a few are read at a time.
///
/// # Errors
/// If there is neither a file nor a folder at a path, and whatever `each` returns.
pub fn each(paths: &[&Path], reading: Reading, each: &mut dyn FnMut(Seen) -> anyhow::Result<()>) -> anyhow::Result<()> {
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
    for some in waiting.chunks(AT_A_TIME) {
        let seen: Vec<Seen> = some.par_iter().map(|(real, name)| from_file(real, name.clone(), reading)).collect();
        seen.into_iter().try_for_each(&mut *each)?;
    }
    Ok(())
}

/// So many files are read before what was in them is told: enough for every processor, few enough to hold.
const AT_A_TIME: usize = 8;

fn from_file(path: &Path, name: String, reading: Reading) -> Seen {
    match file::read(path, LIMIT) {
        Ok(content) => {
            let mut seen = from_bytes(&name, &content.bytes, reading);
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

/// What `bytes` are, read as a file of this name; `-` is nobody's name.
pub fn from_bytes(name: &str, bytes: &[u8], reading: Reading) -> Seen {
    let name = line(name);
    let made = match reading {
        Reading::Clean => work::make(&name, bytes),
        Reading::Raw => work::guarded(|| raw(&name, bytes)),
    };
    Seen { path: name, articles: made.articles, issues: made.issues }
}

fn raw(name: &str, bytes: &[u8]) -> work::Made {
    let (drafts, mut issues) = crate::ingest::read_raw(name, bytes);
    let articles: Vec<Article> = drafts.into_iter().map(as_it_is).collect();
    issues.extend(articles.iter().flat_map(|a| a.issues.clone()));
    let annotated = |article: Article| {
        let found = crate::entities::annotate(&article);
        (article, found)
    };
    work::Made { articles: articles.into_iter().map(annotated).collect(), issues, ..work::Made::default() }
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
        tags: Vec::new(),
        paragraphs: draft.blocks,
        furniture: Vec::new(),
        hidden: draft.hidden,
        issues: draft.issues,
    }
}
