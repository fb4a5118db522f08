//! Documents written for the reader, on a thread of their own, and texts for programs that read them.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::bail;

use crate::app::export::{Job, Outcome, What};
use crate::app::fold;
use crate::corpus::{ArticleId, ArticleNo, Corpus, Marks, Note};
use crate::export::{Format, Item, Writer};
use crate::index::Wanted;
use crate::library::{Library, Snapshot, Target};
use crate::text::sanitise;

/// What is done before this says nothing of itself, and then says so as often.
const PATIENCE: Duration = Duration::from_millis(400);

/// An archive as it was when something was asked to be written.
pub struct Exporter {
    pub library: Arc<Library>,
    pub snapshot: Arc<Snapshot>,
    pub marks: Arc<Marks>,
}

impl Exporter {
    /// Writes a document; `tell` is told how many of how many articles are done, and where `stop` becomes true nothing
    /// is written.
    pub fn write(&self, job: &Job, tell: &mut dyn FnMut(u64, u64), stop: &dyn Fn() -> bool) -> Outcome {
        let path = expanded(&job.path);
        let shown = sanitise::line(&path.to_string_lossy()).text;
        if !job.replace && path.symlink_metadata().is_ok() {
            return if path.is_dir() { Outcome::Failed(format!("{shown} is a folder")) } else { Outcome::Exists };
        }
        let fill = |file: &mut dyn Write| {
            let mut file = BufWriter::new(file);
            let count = self.document(&mut file, &job.what, job.format, tell, stop)?;
            file.flush()?;
            if stop() {
                bail!("stopped");
            }
            Ok(count)
        };
        match Target::new(&path, &self.library.roots()).and_then(|target| target.fill(fill)) {
            Ok(0) => Outcome::Failed("there is nothing in it to write".into()),
            Ok(count) => Outcome::Done { path: shown, format: job.format, count },
            Err(_) if stop() => Outcome::Stopped,
            Err(error) => Outcome::Failed(sanitise::line(&format!("{error:#}")).text),
        }
    }

    /// Writes `what` as plain text.
    ///
    /// # Errors
    /// If it cannot be read, or `out` takes no more.
    pub fn text(&self, what: &What, out: &mut dyn Write) -> anyhow::Result<u64> {
        let mut out = BufWriter::new(out);
        let count = self.document(&mut out, what, Format::Text, &mut |_, _| {}, &|| false)?;
        out.flush()?;
        Ok(count)
    }

    fn document(
        &self,
        out: &mut dyn Write,
        what: &What,
        format: Format,
        tell: &mut dyn FnMut(u64, u64),
        stop: &dyn Fn() -> bool,
    ) -> anyhow::Result<u64> {
        let mut writer = match what {
            What::Quotes(_) => Writer::begin_quotes(out, format)?,
            _ => Writer::begin(out, format, "Articles")?,
        };
        let corpus = &*self.snapshot.corpus;
        match what {
            What::Article(chosen) => {
                self.each(&mut writer, chosen.find(corpus).into_iter(), 1, tell, stop)?;
            }
            What::Marked | What::Shelf(_) => {}
            What::Articles(chosen) => {
                let numbers = chosen.rows.iter().filter_map(|n| self.here(&chosen.corpus, n));
                self.each(&mut writer, numbers, chosen.rows.count() as usize, tell, stop)?;
            }
            What::Shown(request) => {
                if let Some(answer) = self.snapshot.select(&self.marks, request, stop)? {
                    let only = (format == Format::QuotesCsv).then(|| Wanted::of(corpus, &request.expr));
                    let mut telling = Telling::new(answer.articles.len(), tell);
                    for number in answer.articles.iter().take_while(|_| !stop()) {
                        self.one(&mut writer, corpus, number, only.as_ref().map_or(Chosen::All, Chosen::Wanted))?;
                        telling.done(1);
                    }
                }
            }
            What::Quotes(quotes) => {
                let mut telling = Telling::new(quotes.rows.len(), tell);
                for of_one in quotes.rows.chunk_by(|a, b| a.quote.article == b.quote.article) {
                    if stop() {
                        break;
                    }
                    let number = of_one.first().and_then(|row| self.here(&quotes.corpus, row.quote.article));
                    let places: Vec<usize> = of_one.iter().map(|row| row.quote.index as usize).collect();
                    if let Some(number) = number {
                        self.one(&mut writer, corpus, number, Chosen::Places(&places))?;
                    }
                    telling.done(of_one.len());
                }
            }
        }
        Ok(writer.end()?)
    }

    /// The number here of an article of a corpus, which may be an older one.
    fn here(&self, of: &Arc<Corpus>, number: ArticleNo) -> Option<ArticleNo> {
        if Arc::ptr_eq(of, &self.snapshot.corpus) {
            return Some(number);
        }
        if number < of.len() { fold::Chosen::of(of, number).find(&self.snapshot.corpus) } else { None }
    }

    fn each(
        &self,
        writer: &mut Writer,
        numbers: impl Iterator<Item = ArticleNo>,
        total: usize,
        tell: &mut dyn FnMut(u64, u64),
        stop: &dyn Fn() -> bool,
    ) -> anyhow::Result<()> {
        let mut telling = Telling::new(total, tell);
        for number in numbers.take_while(|_| !stop()) {
            self.one(writer, &self.snapshot.corpus, number, Chosen::All)?;
            telling.done(1);
        }
        Ok(())
    }

    fn one(&self, writer: &mut Writer, corpus: &Corpus, number: ArticleNo, chosen: Chosen) -> anyhow::Result<()> {
        let Some((article, found)) = self.library.article(&self.snapshot, number)? else { return Ok(()) };
        let wanted = match chosen {
            Chosen::Wanted(only) => only.quotes(corpus, number, &article, &found),
            _ => Vec::new(),
        };
        let quotes = match chosen {
            Chosen::All => None,
            Chosen::Places(places) => Some(places),
            Chosen::Wanted(_) => Some(wanted.as_slice()),
        };
        let tags: Vec<String> = self.marks.tags_of(number).map(str::to_string).collect();
        let notes = notes(&self.marks, article.id);
        let place = Some((corpus, number));
        let item = Item { place, quotes, tags: &tags, notes: &notes, ..Item::new(&article, &found) };
        Ok(writer.article(&item)?)
    }
}

/// Which quotes of an article are written.
#[derive(Clone, Copy)]
enum Chosen<'c> {
    All,
    Places(&'c [usize]),
    Wanted(&'c Wanted<'c>),
}

/// The reader's notes on an article, each with the passage that it is about.
pub fn notes(marks: &Marks, article: ArticleId) -> Vec<String> {
    let told = |note: &Note| {
        let passage = note.passage.as_ref().map(|passage| format!("“{}”", passage.words));
        let own = Some(note.text.clone()).filter(|text| !text.trim().is_empty());
        passage.into_iter().chain(own).collect::<Vec<_>>().join("\n")
    };
    marks.notes.of(article).iter().map(|(_, note)| told(note)).collect()
}

/// Says how far it is, but not too often.
struct Telling<'t> {
    done: u64,
    total: u64,
    next: Instant,
    tell: &'t mut dyn FnMut(u64, u64),
}

impl<'t> Telling<'t> {
    fn new(total: usize, tell: &'t mut dyn FnMut(u64, u64)) -> Telling<'t> {
        Telling { done: 0, total: total as u64, next: Instant::now() + PATIENCE, tell }
    }

    fn done(&mut self, more: usize) {
        self.done += more as u64;
        if Instant::now() >= self.next {
            self.next = Instant::now() + PATIENCE;
            (self.tell)(self.done, self.total);
        }
    }
}

/// A path as typed: `~` is the reader's home.
fn expanded(path: &str) -> PathBuf {
    let rest = if path == "~" { Some("") } else { path.strip_prefix("~/") };
    match (rest, home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
}

/// At most so many names are told.
const NAMES: usize = 40;

/// How a path as typed may go on: as far as it is certain, and the names that fit, folders with a slash.
pub fn complete(typed: &str) -> (String, Vec<String>) {
    let (folder, begun) = match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    };
    let place = if folder.is_empty() { PathBuf::from(".") } else { expanded(folder) };
    let names = matching(&place, begun).unwrap_or_default();
    let Some(first) = names.first() else { return (typed.to_string(), names) };
    let shared = names.iter().skip(1).fold(first.as_str(), |shared, name| {
        let same = shared.char_indices().zip(name.chars()).take_while(|((_, a), b)| a == b).last();
        same.map_or("", |((at, c), _)| shared.get(..at + c.len_utf8()).unwrap_or_default())
    });
    (format!("{folder}{shared}"), names)
}

/// The names in a folder that begin like this; hidden ones only where that is asked for. Names that cannot be typed or
/// shown are left out.
fn matching(folder: &Path, begun: &str) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for entry in folder.read_dir()?.flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let hidden = name.starts_with('.') && !begun.starts_with('.');
        if name.starts_with(begun) && !hidden && sanitise::shown(&name) == name {
            let slash = if entry.path().is_dir() { "/" } else { "" };
            names.push(name + slash);
        }
    }
    names.sort();
    names.truncate(NAMES);
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_as_far_as_it_is_certain() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| format!("{}/{name}", home.path().display());
        for name in ["notes.md", "north.md", ".hidden", "éa", "éb"] {
            std::fs::write(at(name), "").unwrap();
        }
        std::fs::create_dir(at("papers")).unwrap();
        assert_eq!(complete(&at("n")), (at("no"), vec!["north.md".into(), "notes.md".into()]));
        assert_eq!(complete(&at("p")), (at("papers/"), vec!["papers/".into()]));
        assert_eq!(complete(&at("é")).0, at("é"));
        assert_eq!(complete(&at(".h")).0, at(".hidden"));
        assert_eq!(complete(&at("x")), (at("x"), Vec::new()));
        assert_eq!(complete(&at("")).1.len(), 5, "not the hidden one");
        assert_eq!(complete(&at("none/x")), (at("none/x"), Vec::new()));
    }
}
