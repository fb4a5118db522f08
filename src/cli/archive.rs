//! Which archive a command is about, opened and brought up to date.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, bail};

use super::output::{complain, explain, shown, why};
use super::progress::Progress;
use crate::corpus::{Annotations, Article, ArticleId, ArticleNo, Marks};
use crate::library::dirs::Dirs;
use crate::library::report::{Listed, is_bad};
use crate::library::{Library, Place, Readers, Snapshot, Store};
use crate::query::{self, Answer, Expr, Order, Request};
use crate::text::{sanitise, width};

/// Articles to try newsprint on, in the program itself.
const STARTER: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/starter.rs"));
/// More than this is not read from standard input.
const LIMIT: u64 = 64 << 20;
/// So many files that cannot be read are named; `index` lists more.
const NAMED: usize = 3;

/// The options of every command that asks an archive.
#[derive(clap::Args)]
pub struct Where {
    /// A file or folder of the archive to ask; may be given more than once
    ///
    /// - is standard input. Without --in, the small archive inside newsprint is asked.
    #[arg(long = "in", value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Do not look for new and changed files first
    #[arg(long)]
    pub no_refresh: bool,
}

/// A query as typed: one or more words of the command line.
#[derive(clap::Args)]
pub struct Query<const REQUIRED: bool> {
    /// Which articles: words, "a phrase", person:macron, country:fr, date:2025-04, ... as in the reader
    ///
    /// Words are all required. peac* is a beginning, zelensky~ any spelling; a or b, not a or -a, ( ). Fields are
    /// person: country: org: title: source: said: tag: and date:2025-04-17..2025-05, after: before: date:none,
    /// is:unread is:read is:starred is:noted, note:words, near:5(macron witkoff). Case and accents do not matter. Put a query in single
    /// quotes, so that the shell leaves it alone.
    #[arg(value_name = "QUERY", required = REQUIRED, allow_hyphen_values = true, value_parser = word)]
    query: Option<String>,

    /// Further words.
    // Apart from the first, because a list that takes a leading minus would take every option behind it as well.
    #[arg(value_name = "QUERY", hide = true)]
    more: Vec<String>,
}

impl<const REQUIRED: bool> Query<REQUIRED> {
    pub fn text(&self) -> String {
        self.query.iter().chain(&self.more).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// A query may begin with a minus; what begins with two is an option that there is not.
fn word(text: &str) -> Result<String, String> {
    match text.strip_prefix("--") {
        Some(_) => Err("there is no such option".into()),
        None => Ok(text.to_string()),
    }
}

/// An archive to ask.
pub struct Archive {
    library: Library,
    snapshot: Arc<Snapshot>,
    marks: Marks,
    is_starter: bool,
    /// Something that was asked for could not be read, or understood: it was said on standard error.
    pub bad: bool,
}

impl Archive {
    /// Opens the archive and brings it up to date.
    ///
    /// # Errors
    /// If nothing of it can be read.
    pub fn open(place: &Where) -> anyhow::Result<Archive> {
        let dirs = Dirs::of_user()?;
        let (kind, missing) = place_of(&place.paths)?;
        let library = open(&kind, &dirs)?;
        let mut bad = missing;
        if !place.no_refresh {
            bad |= refresh(&library)?;
        }
        let snapshot = library.snapshot();
        let (store, notice) = Store::open(&dirs);
        notice.into_iter().for_each(complain);
        let (marks, _) = store.load(&snapshot.corpus);
        Ok(Archive { library, snapshot, marks, is_starter: matches!(kind, Place::Starter(_)), bad })
    }

    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Applies what has changed since it was opened.
    pub fn refresh(&mut self) -> anyhow::Result<()> {
        self.bad |= refresh(&self.library)?;
        self.snapshot = self.library.snapshot();
        Ok(())
    }

    pub fn corpus(&self) -> &crate::corpus::Corpus {
        &self.snapshot.corpus
    }

    /// What `query` means; mistakes in it are told and make the archive's answers `bad`.
    ///
    /// # Errors
    /// If nothing of it can be understood: an answer would be the whole archive.
    pub fn understand(&mut self, query: &str) -> anyhow::Result<Expr> {
        let text = sanitise::line(query).text;
        if self.is_starter && text.contains('/') && Path::new(&text).exists() {
            complain(format_args!("{text} is taken for a query; an archive is named with --in"));
        }
        let query = query::parse(&text);
        for issue in &query.issues {
            let before = text.get(..issue.span.start as usize).map_or(0, width::width);
            let carets = width::width(issue.span.of(&text)).max(1);
            complain(format_args!("in the query: {}", issue.message));
            explain(format_args!("{text}\n{}{}", " ".repeat(before), "^".repeat(carets)));
            self.bad = true;
        }
        if query.expr == Expr::All && !query.issues.is_empty() {
            bail!("nothing is left of the query to look for");
        }
        Ok(query.expr)
    }

    /// The articles that `expr` asks for; where `unfold` is false, one of those that say the same.
    pub fn select(&self, expr: Expr, order: Order, unfold: bool) -> anyhow::Result<Answer> {
        let request = Request { expr, order, unfold };
        let answer = self.snapshot.select(&self.marks, &request, &|| false)?;
        answer.context("the search was given up")
    }

    /// The reader's tags of an article.
    pub fn tags(&self, article: ArticleNo) -> Vec<String> {
        self.marks.tags_of(article).map(str::to_string).collect()
    }

    /// The reader's notes on an article.
    pub fn notes(&self, article: ArticleId) -> Vec<String> {
        crate::runtime::export::notes(&self.marks, article)
    }

    /// The article; `None` if it has gone since.
    pub fn load(&self, article: ArticleNo) -> anyhow::Result<Option<(Article, Annotations)>> {
        self.snapshot.load(article)
    }
}

/// Who reads files that a parser may fail on: this program, once more.
pub fn readers() -> anyhow::Result<Readers> {
    Readers::of_this_program().context("cannot tell where this program is")
}

/// Opens the archive at `place` as it is; what is worth knowing about that is told.
pub fn open(place: &Place, dirs: &Dirs) -> anyhow::Result<Library> {
    let library = Library::open(place, dirs, readers()?)?;
    library.notices().into_iter().for_each(complain);
    Ok(library)
}

/// What archive `paths` make: the starter, standard input, or those that exist. The others are told, and then the
/// second value is true.
///
/// # Errors
/// If none of them exists, or standard input cannot be read.
pub fn place_of(paths: &[PathBuf]) -> anyhow::Result<(Place, bool)> {
    if paths.is_empty() {
        return Ok((Place::Starter(STARTER), false));
    }
    if paths.iter().any(|p| is_stdin(p)) {
        if paths.len() > 1 {
            bail!("standard input (-) is an archive of its own: give it alone");
        }
        return Ok((Place::Stdin(stdin()?), false));
    }
    let there: Vec<PathBuf> = paths.iter().filter(|p| exists(p)).cloned().collect();
    if there.is_empty() {
        bail!("there is nothing to read");
    }
    let missing = there.len() < paths.len();
    Ok((Place::Paths(there), missing))
}

pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All of standard input, up to a limit.
pub fn stdin() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes).context("cannot read standard input")?;
    if bytes.len() as u64 > LIMIT {
        bytes.truncate(LIMIT as usize);
        complain(format_args!("standard input is longer than {} MiB: the rest is left out", LIMIT >> 20));
    }
    Ok(bytes)
}

/// Whether there is a file or a folder at `path`; if not, it is told.
pub fn exists(path: &Path) -> bool {
    match path.metadata() {
        Ok(kind) if kind.is_file() || kind.is_dir() => true,
        // Opening a pipe or a device might never end.
        Ok(_) => {
            complain(format_args!("{} is neither a file nor a folder", shown(path)));
            false
        }
        Err(error) => {
            complain(format_args!("cannot open {}: {}", shown(path), why(&error)));
            false
        }
    }
}

/// Brings the archive up to date. True if some of it cannot be read: that is told.
fn refresh(library: &Library) -> anyhow::Result<bool> {
    let mut progress = Progress::new();
    let report = library.refresh(&mut |event| progress.tell(event), &AtomicBool::new(false));
    progress.end();
    let report = report?;
    if report.locked {
        complain("another newsprint is indexing this archive: the answer may lack articles");
    }
    let bad = report.issues.iter().filter(|listed| is_bad(listed.issue.kind));
    let named: u64 = bad.take(NAMED).map(|listed| complain(located(listed))).map(|()| 1).sum();
    let all: u64 = report.reasons.iter().filter(|r| r.is_bad()).map(|r| r.count).sum();
    if all > named {
        complain(format_args!(
            "{} more files or parts of files cannot be read; \"newsprint index\" names them",
            all - named
        ));
    }
    Ok(report.locked || all > 0)
}

/// What is wrong, behind its place: `news.jsonl:17: not JSON`, `box.zip!a.txt: cut short`.
pub fn located(listed: &Listed) -> String {
    format!("{}{}: {}", listed.path, listed.issue.place(), listed.issue.message)
}
